import { z } from 'zod'
import { endpoint } from '#platform/http/contract'

const exampleId = '0190a0de-0000-7000-8000-000000000001'
const line = z.string().trim().min(1).max(200)
const secondPerson = ['access.same-person', 'access.same-session', 'access.delegate']

export const computeDate = endpoint({
  name: 'custody.compute-release-date',
  method: 'POST',
  path: '/custody/prisoners/:imprisonmentId/release-date',
  needs: 'custody:compute',
  summary: 'Compute the date of release again from the papers as they are now',
  input: z.object({ imprisonmentId: z.uuid() }),
  output: z.object({ releaseDateId: z.uuid().nullable() }),
  refusals: ['custody.law-refused', 'not-found'],
  example: { input: { imprisonmentId: exampleId }, output: { releaseDateId: exampleId } },
})

export const proposeDate = endpoint({
  name: 'custody.propose-release-date',
  method: 'POST',
  path: '/custody/release-dates/:id/propose',
  needs: 'custody:propose-release-date',
  summary: 'Stand for a computed date of release, after checking it against the papers',
  input: z.object({ id: z.uuid(), referSettled: z.string().trim().min(3).max(500).optional() }),
  output: z.object({ state: z.literal('proposed') }),
  refusals: [
    'custody.date-not-open',
    'custody.facts-changed',
    'custody.refer-unsettled',
    'custody.law-refused',
    'not-found',
  ],
  example: { input: { id: exampleId }, output: { state: 'proposed' } },
})

export const confirmDate = endpoint({
  name: 'custody.confirm-release-date',
  method: 'POST',
  path: '/custody/release-dates/:id/confirm',
  needs: 'custody:confirm-release-date',
  summary: 'Confirm a proposed date of release as second officer',
  stepUp: true,
  input: z.object({ id: z.uuid() }),
  output: z.object({ state: z.literal('confirmed'), dueRelease: z.iso.date() }),
  refusals: [
    ...secondPerson,
    'custody.date-not-open',
    'custody.facts-changed',
    'custody.law-refused',
    'custody-warrants.read-back-first',
    'not-found',
  ],
  example: { input: { id: exampleId }, output: { state: 'confirmed', dueRelease: '2028-11-21' } },
})

export const postRemissionEntry = endpoint({
  name: 'custody.post-remission',
  method: 'POST',
  path: '/custody/prisoners/:imprisonmentId/remission',
  needs: 'custody:post-remission',
  summary: 'Enter remission; the date of release is computed anew',
  input: z
    .object({
      imprisonmentId: z.uuid(),
      kind: z.enum(['ordinary', 'good-conduct', 'special', 'blood-donation', 'education', 'labour']),
      years: z.number().int().min(0).max(30).default(0),
      months: z.number().int().min(0).max(360).default(0),
      days: z.number().int().min(0).max(3650).default(0),
      authority: line,
      instrument: line,
      grantedOn: z.iso.date(),
    })
    .refine((given) => given.years + given.months + given.days > 0, {
      path: ['days'],
      params: { code: 'amount', en: 'Write years, months or days.', ur: 'سال، ماہ یا دن لکھیں۔' },
    }),
  output: z.object({ remissionId: z.uuid() }),
  refusals: ['custody.not-in', 'custody.law-refused', 'not-found'],
  example: {
    input: {
      imprisonmentId: exampleId,
      kind: 'special',
      days: 30,
      authority: 'Superintendent',
      instrument: 'Order 14/2026',
      grantedOn: '2026-03-12',
    },
  },
})

export const voidRemissionEntry = endpoint({
  name: 'custody.void-remission',
  method: 'POST',
  path: '/custody/remission/:remissionId/void',
  needs: 'custody:post-remission',
  summary: 'Void a remission entry, with the reason',
  input: z.object({ remissionId: z.uuid(), why: z.string().trim().min(3).max(500) }),
  output: z.object({ voided: z.literal(true) }),
  refusals: ['not-found', 'custody.forfeiture-stands', 'custody.law-refused'],
  example: { input: { remissionId: exampleId, why: 'Entered twice' } },
})

export const payFineEntry = endpoint({
  name: 'custody.pay-fine',
  method: 'POST',
  path: '/custody/prisoners/:imprisonmentId/fine-payments',
  needs: 'custody:post-remission',
  summary: 'Enter money paid towards a fine; the date of release is computed anew',
  input: z.object({
    imprisonmentId: z.uuid(),
    sentenceId: z.string().min(1).max(80),
    paidOn: z.iso.date(),
    amount: z.number().positive().max(1e10),
    receipt: line,
  }),
  output: z.object({ paid: z.literal(true) }),
  refusals: ['custody.not-in', 'custody.fine-overpaid', 'custody.law-refused', 'not-found'],
  example: {
    input: {
      imprisonmentId: exampleId,
      sentenceId: exampleId,
      paidOn: '2026-03-12',
      amount: 20000,
      receipt: 'T-118',
    },
  },
})
