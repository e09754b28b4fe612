import { z } from 'zod'
import { endpoint, GivenReason, Overrides } from '#platform/http/contract'
import { relations } from '../visits/contract.ts'

const exampleId = '0190a0de-0000-7000-8000-000000000001'
const both = z.object({ en: z.string(), ur: z.string() })
const prison = z.object({ id: z.number(), name: both })

const Rule = z.object({
  id: z.uuid(),
  fromOn: z.string(),
  minutesWeek: z.number(),
  openFrom: z.string(),
  openTo: z.string(),
  weekdays: z.array(z.number()),
  source: both,
  refer: z.boolean(),
})
export type TelephoneRule = z.output<typeof Rule>

const Call = z.object({
  id: z.uuid(),
  imprisonmentId: z.uuid(),
  prisonNumber: z.string(),
  name: both,
  number: z.string(),
  to: both,
  relation: z.enum(relations),
  exempt: z.boolean(),
  startedAt: z.string(),
  endedAt: z.string().nullable(),
  minutes: z.number().nullable(),
  charged: z.number().nullable(),
  overrides: z.array(GivenReason),
})
export type Call = z.output<typeof Call>

const PhoneNumber = z.object({
  id: z.uuid(),
  number: z.string(),
  name: both,
  relation: z.enum(relations),
  exempt: z.boolean(),
  state: z.enum(['pending', 'approved', 'refused']),
  why: z.string().nullable(),
})
export type PhoneNumber = z.output<typeof PhoneNumber>

const Day = z.object({ on: z.string(), minutes: z.number(), exempt: z.number(), calls: z.number() })

export const getTelephoneOf = endpoint({
  name: 'custody.get-telephone-of-prisoner',
  method: 'GET',
  path: '/custody/prisoners/:id/telephone',
  needs: 'custody:read-visits',
  summary: 'A prisoner’s numbers, the week’s minutes day by day, what is left, and the calls',
  input: z.object({ id: z.uuid() }),
  output: z.object({
    held: z.boolean(),
    rule: Rule.nullable(),
    weekOn: z.string(),
    used: z.number(),
    left: z.number(),
    days: z.array(Day),
    numbers: z.array(PhoneNumber),
    calls: z.array(Call),
  }),
  reads: 'sensitive',
  refusals: ['not-found'],
  example: { input: { id: exampleId } },
})

export const getBooth = endpoint({
  name: 'custody.get-telephone-booth',
  method: 'GET',
  path: '/custody/telephone',
  needs: 'custody:read-visits',
  summary:
    'The booth of a prison: calls in progress with the minutes left, numbers to vet, the week day by day, today’s calls',
  input: z.object({ prisonId: z.coerce.number().int().optional() }),
  output: z.object({
    prison,
    prisons: z.array(prison),
    on: z.string(),
    rule: Rule.nullable(),
    days: z.array(Day),
    open: z.array(Call.extend({ left: z.number().nullable() })),
    calls: z.array(Call),
    toVet: z.array(
      PhoneNumber.extend({ imprisonmentId: z.uuid(), prisonNumber: z.string(), prisoner: both }),
    ),
  }),
  reads: 'sensitive',
  refusals: ['not-found'],
  example: { input: {} },
})

export const addNumber = endpoint({
  name: 'custody.add-telephone-number',
  method: 'POST',
  path: '/custody/prisoners/:id/telephone-numbers',
  needs: 'custody:run-telephone',
  summary: 'Enter a number a prisoner asks to call, to be vetted; an advocate’s uses up no minutes',
  input: z.object({
    id: z.uuid(),
    /** With or without spaces and dashes. */
    number: z
      .string()
      .transform((text) => text.replace(/[\s()-]/g, ''))
      .pipe(z.string().regex(/^\+?[0-9]{7,15}$/)),
    name: z.object({ en: z.string().trim().min(2).max(200), ur: z.string().trim().min(2).max(200) }),
    relation: z.enum(relations),
  }),
  output: z.object({ numberId: z.uuid() }),
  refusals: ['not-found', 'custody-telephone.number-already', 'custody-telephone.released'],
  example: {
    input: { id: exampleId, number: '0300 1234567', name: { en: 'Zainab', ur: 'زینب' }, relation: 'mother' },
    output: { numberId: exampleId },
  },
})

export const vetNumber = endpoint({
  name: 'custody.vet-telephone-number',
  method: 'POST',
  path: '/custody/telephone-numbers/:numberId/vet',
  needs: 'custody:vet-visitor',
  summary: 'Approve a number of a prisoner or refuse it with the reason',
  input: z
    .object({
      numberId: z.uuid(),
      state: z.enum(['approved', 'refused']),
      why: z.string().trim().max(300).optional(),
    })
    .refine((given) => given.state === 'approved' || (given.why ?? '').length >= 3, {
      path: ['why'],
      params: { code: 'why', en: 'Say why.', ur: 'وجہ لکھیں۔' },
    }),
  output: z.object({ state: z.enum(['approved', 'refused']) }),
  refusals: ['not-found'],
  example: { input: { numberId: exampleId, state: 'approved' }, output: { state: 'approved' } },
})

export const beginCall = endpoint({
  name: 'custody.begin-telephone-call',
  method: 'POST',
  path: '/custody/telephone-numbers/:numberId/calls',
  needs: 'custody:run-telephone',
  summary:
    'Begin a call, or enter one that is over with its minutes; refused when the week’s minutes are used up',
  input: z.object({
    numberId: z.uuid(),
    /** Given for a call that is over; otherwise it begins now. */
    startedAt: z.iso.datetime({ local: true, offset: true }).optional(),
    minutes: z.number().int().min(1).max(300).optional(),
    overrides: Overrides,
  }),
  output: z.object({ callId: z.uuid(), left: z.number().nullable() }),
  warnings: ['custody-telephone.outside-hours'],
  refusals: [
    'not-found',
    'custody-telephone.used-up',
    'custody-telephone.not-vetted',
    'custody-telephone.open-already',
    'custody-telephone.no-rule',
    'custody-telephone.ahead',
    'custody-telephone.released',
  ],
  example: { input: { numberId: exampleId, overrides: [] }, output: { callId: exampleId, left: 30 } },
})

export const endCall = endpoint({
  name: 'custody.end-telephone-call',
  method: 'POST',
  path: '/custody/telephone-calls/:callId/end',
  needs: 'custody:run-telephone',
  summary: 'End a call now; every minute begun counts, and never more than the week had left',
  input: z.object({ callId: z.uuid() }),
  output: z.object({ minutes: z.number(), charged: z.number(), left: z.number() }),
  refusals: ['not-found', 'custody-telephone.ended-already'],
  example: { input: { callId: exampleId }, output: { minutes: 4, charged: 4, left: 26 } },
})
