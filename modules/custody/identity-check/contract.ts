import { z } from 'zod'
import { endpoint } from '#platform/http/contract'
import { couldNotReasons, FingerSetup } from '../biometrics/contract.ts'

const exampleId = '0190a0de-0000-7000-8000-000000000001'
const both = z.object({ en: z.string(), ur: z.string() })

/** By what the eye compares a person with the register; a finger is compared in `biometrics/`. */
export const comparisons = ['photograph', 'answers', 'marks'] as const

const Check = z.object({
  id: z.uuid(),
  outcome: z.enum(['same', 'not-same']),
  compared: z.array(z.enum([...comparisons, 'finger'])),
  /** Who said so when a finger decided; why none did when the eye had to. */
  finger: z
    .object({
      why: z.enum(couldNotReasons).nullable(),
      matcher: z.string().nullable(),
      version: z.string().nullable(),
      score: z.number().nullable(),
    })
    .nullable(),
  note: z.string().nullable(),
  by: both,
  at: z.string(),
  /** The reader found it and so cannot settle it. */
  own: z.boolean(),
  settled: z.object({ by: both, at: z.string(), why: z.string() }).nullable(),
})

export const getIdentity = endpoint({
  name: 'custody.get-identity',
  method: 'GET',
  path: '/custody/prisoners/:id/identity',
  needs: 'custody:check-identity',
  summary: 'What the register knows of a prisoner to compare them by, and what was found at the gate so far',
  input: z.object({ id: z.uuid() }),
  output: z.object({
    number: z.string(),
    name: both,
    father: both.nullable(),
    birthDate: z.string().nullable(),
    birthPrecision: z.string().nullable(),
    address: z.string().nullable(),
    admittedAt: z.string(),
    /** Document of the latest photograph. */
    photo: z.uuid().nullable(),
    held: z.boolean(),
    /** known: compared within the last half hour and the same; mistaken: another person, and not settled. */
    standing: z.enum(['known', 'unknown', 'mistaken']),
    checks: z.array(Check),
    setup: FingerSetup,
    /** Fingers on record; a prisoner without any is compared by eye, reader or no reader. */
    enrolled: z.number().int(),
  }),
  refusals: ['not-found'],
  reads: 'sensitive',
  example: { input: { id: exampleId } },
})

export const getArrivalIdentity = endpoint({
  name: 'custody.get-arrival-identity',
  method: 'GET',
  path: '/custody/transfers/:id/identity',
  needs: 'custody:check-identity',
  summary:
    'What is known of somebody on the road to one’s prison to compare them by, and what was found on arrival so far',
  input: getIdentity.input,
  output: getIdentity.output,
  refusals: ['not-found'],
  reads: 'sensitive',
  example: { input: { id: exampleId } },
})

export const checkIdentity = endpoint({
  name: 'custody.check-identity',
  method: 'POST',
  path: '/custody/prisoners/:id/identity-checks',
  needs: 'custody:check-identity',
  summary: 'Record whether who stands at the gate is the prisoner; another person stops every way out',
  input: z
    .object({
      id: z.uuid(),
      outcome: z.enum(['same', 'not-same']),
      compared: z.array(z.enum(comparisons)).min(1).max(comparisons.length),
      note: z.string().trim().min(3).max(500).optional(),
    })
    .refine((given) => given.outcome === 'same' || given.note !== undefined, {
      path: ['note'],
      params: {
        code: 'note',
        en: 'Say what does not agree.',
        ur: 'لکھیں کہ کیا مطابقت نہیں رکھتا۔',
      },
    }),
  output: z.object({ checkId: z.uuid() }),
  refusals: ['custody.not-in', 'not-found'],
  example: {
    input: { id: exampleId, outcome: 'same', compared: ['photograph', 'answers'] },
    output: { checkId: exampleId },
  },
})

export const checkArrivalIdentity = endpoint({
  name: 'custody.check-arrival-identity',
  method: 'POST',
  path: '/custody/transfers/:id/identity-checks',
  needs: 'custody:check-identity',
  summary: 'Record whether who comes on a transfer is the prisoner; another person is not taken over',
  input: checkIdentity.input,
  output: checkIdentity.output,
  refusals: ['not-found'],
  example: {
    input: { id: exampleId, outcome: 'same', compared: ['photograph', 'answers'] },
    output: { checkId: exampleId },
  },
})

export const settleIdentity = endpoint({
  name: 'custody.settle-identity',
  method: 'POST',
  path: '/custody/identity-checks/:checkId/settle',
  needs: 'custody:settle-identity',
  summary: 'Settle as another officer that the wrong person stood at the gate; who leaves is compared anew',
  stepUp: true,
  input: z.object({ checkId: z.uuid(), why: z.string().trim().min(3).max(500) }),
  output: z.object({ settled: z.literal(true) }),
  refusals: ['access.same-person', 'custody-identity-check.settled-already', 'not-found'],
  example: {
    input: { checkId: exampleId, why: 'The brother was in the queue; the prisoner was found in barrack 4' },
  },
})
