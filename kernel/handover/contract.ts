import { z } from 'zod'
import { endpoint } from '#platform/http/contract'

const named = z.object({ en: z.string(), ur: z.string() })
const exampleId = '0198a2b4-6f10-7c3e-9d52-5f0c6a1b2e3d'
const otherId = '0198a2b4-7a20-7d4f-8e63-6a1d7b2c3f4e'

export const HandoverState = z.enum(['offered', 'accepted', 'rejected', 'done', 'withdrawn'])

const acts = z.object({
  accept: z.boolean(),
  reject: z.boolean(),
  complete: z.boolean(),
  withdraw: z.boolean(),
  offerAgain: z.boolean(),
})

export const HandoverRow = z.object({
  id: z.uuid(),
  kind: z.string(),
  title: named,
  subject: z.object({ kind: z.string(), id: z.uuid() }),
  caseId: z.uuid().nullable(),
  personId: z.uuid().nullable(),
  from: named.extend({ id: z.int() }),
  to: named.extend({ id: z.int() }),
  state: HandoverState,
  round: z.int(),
  offeredAt: z.string(),
  since: z.string(),
  dueOn: z.iso.date(),
  overdue: z.boolean().meta({ description: 'Past its day and still waiting for someone' }),
  reason: z.string().nullable(),
  href: z.string().nullable().meta({ description: 'Where the thing itself opens' }),
  may: acts.meta({ description: 'What the caller may do with it here' }),
})

export const HandoverStep = z.object({
  id: z.uuid(),
  act: z.enum(['offered', 'accepted', 'rejected', 'offered-again', 'done', 'withdrawn']),
  side: z.enum(['from', 'to']),
  by: named,
  post: named,
  unit: named,
  at: z.string(),
  dueOn: z.iso.date().nullable(),
  reason: z.string().nullable(),
})

export const Handover = HandoverRow.extend({
  payload: z.record(z.string(), z.unknown()),
  documents: z.array(z.uuid()),
  follows: z.uuid().nullable(),
  steps: z.array(HandoverStep),
})

export type HandoverRow = z.infer<typeof HandoverRow>
export type HandoverStep = z.infer<typeof HandoverStep>
export type Handover = z.infer<typeof Handover>

const exampleRow: HandoverRow = {
  id: exampleId,
  kind: 'custody.remand',
  title: { en: 'Remand to prison', ur: 'جیل بھجوانا (ریمانڈ)' },
  subject: { kind: 'remand', id: otherId },
  caseId: null,
  personId: null,
  from: { id: 12, en: 'Judicial Magistrate-I, Karachi South', ur: 'جوڈیشل مجسٹریٹ اول کراچی جنوبی' },
  to: { id: 30, en: 'Central Prison Karachi', ur: 'مرکزی جیل کراچی' },
  state: 'offered',
  round: 1,
  offeredAt: '2026-03-12T06:30:00.000Z',
  since: '2026-03-12T06:30:00.000Z',
  dueOn: '2026-03-13',
  overdue: false,
  reason: null,
  href: null,
  may: { accept: true, reject: true, complete: false, withdraw: false, offerAgain: false },
}
const exampleHandover: Handover = { ...exampleRow, payload: {}, documents: [], follows: null, steps: [] }

export const Direction = z.enum(['incoming', 'outgoing'])
export const HandoverShow = z.enum(['attention', 'open', 'all']).meta({
  description:
    'attention: what one’s own post must act on (incoming: offered or accepted; outgoing: rejected, or late); open: all of one’s units that are not finished; all: finished too',
})

export interface HandoverFilter {
  readonly direction: z.infer<typeof Direction>
  readonly show: z.infer<typeof HandoverShow>
  readonly kind?: string | undefined
}

export const listHandovers = endpoint({
  name: 'handover.list-handovers',
  method: 'GET',
  path: '/handovers',
  needs: 'handover:work',
  summary: 'Hand-overs to or from one’s units, the most pressing first',
  reads: 'sensitive',
  input: z.object({
    direction: Direction.default('incoming'),
    show: HandoverShow.default('attention'),
    kind: z.string().max(80).optional(),
    page: z.coerce.number().int().min(1).max(100_000).default(1),
    size: z.coerce.number().int().min(1).max(500).default(50),
  }),
  output: z.object({ rows: z.array(HandoverRow), total: z.int(), overdue: z.int() }),
  example: {
    input: { direction: 'incoming' },
    output: { rows: [exampleRow], total: 1, overdue: 0 },
  },
})

export const getHandover = endpoint({
  name: 'handover.get-handover',
  method: 'GET',
  path: '/handovers/:id',
  needs: 'handover:work',
  summary: 'One hand-over with every step and who signed it',
  reads: 'sensitive',
  input: z.object({ id: z.uuid() }),
  output: Handover,
  example: { input: { id: exampleId }, output: exampleHandover },
})

const refusals = [
  'handover.other-side',
  'handover.post-not-allowed',
  'handover.not-open',
  'handover.own-page',
]
const step = (verb: string) => ({
  name: `handover.${verb}`,
  method: 'POST' as const,
  path: `/handovers/:id/${verb}`,
  needs: 'handover:work' as const,
  output: z.object({ state: HandoverState }),
  refusals,
})
const reason = z.string().trim().min(3).max(1000)

export const acceptHandover = endpoint({
  ...step('accept'),
  summary: 'Accept what is offered',
  input: z.object({ id: z.uuid() }),
  example: { input: { id: exampleId }, output: { state: 'accepted' } },
})

export const rejectHandover = endpoint({
  ...step('reject'),
  summary: 'Reject what is offered, with the reason; it goes back to whoever offered it',
  input: z.object({ id: z.uuid(), reason }),
  example: {
    input: { id: exampleId, reason: 'The warrant names another man' },
    output: { state: 'rejected' },
  },
})

export const completeHandover = endpoint({
  ...step('complete'),
  summary: 'Record that what was accepted has been carried out',
  input: z.object({ id: z.uuid() }),
  example: { input: { id: exampleId }, output: { state: 'done' } },
})

export const withdrawHandover = endpoint({
  ...step('withdraw'),
  summary: 'Take an offer back before it is accepted, or close one that was rejected',
  input: z.object({ id: z.uuid(), reason }),
  example: { input: { id: exampleId, reason: 'Bail was granted' }, output: { state: 'withdrawn' } },
})

export const offerHandoverAgain = endpoint({
  ...step('offer-again'),
  summary: 'Offer a rejected hand-over again to the same unit',
  input: z.object({ id: z.uuid(), dueOn: z.iso.date().optional() }),
  example: { input: { id: exampleId }, output: { state: 'offered' } },
})
