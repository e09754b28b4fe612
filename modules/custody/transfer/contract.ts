import { z } from 'zod'
import { endpoint } from '#platform/http/contract'

const exampleId = '0190a0de-0000-7000-8000-000000000001'
const both = z.object({ en: z.string(), ur: z.string() })
const words = (most: number) => z.string().trim().min(3).max(most)

/** For what somebody is sent. A recapture is no reason to send: it begins at the prison they were brought to. */
export const transferReasons = [
  'overcrowding',
  'court',
  'security',
  'medical',
  'home-district',
  'own-request',
  'other',
] as const
const anyReason = z.enum([...transferReasons, 'recapture'])
export const transferStates = [
  'proposed',
  'approved',
  'on-road',
  'brought',
  'accepted',
  'refused',
  'returned',
  'withdrawn',
] as const
export const transferShows = [
  'open',
  'to-approve',
  'at-gate',
  'arriving',
  'differences',
  'done',
  'all',
] as const
const approvers = ['superintendent', 'inspector-general-prisons'] as const

const Prison = z.object({ id: z.number(), name: both })
const Row = z.object({
  id: z.uuid(),
  number: z.string(),
  name: both,
  father: both.nullable(),
  from: Prison,
  to: Prison,
  reason: anyReason,
  state: z.enum(transferStates),
  plannedOn: z.string(),
  approver: z.enum(approvers),
  departedAt: z.string().nullable(),
  dueAt: z.string().nullable(),
  late: z.boolean(),
  newNumber: z.string().nullable(),
  acceptedAt: z.string().nullable(),
  /** Differences that nobody has looked into yet. */
  unsettled: z.number(),
})
export type TransferRow = z.output<typeof Row>

export const Blocker = z.object({
  code: z.string(),
  stops: z.boolean(),
  day: z.string().nullable(),
  count: z.number().nullable(),
})
export type Blocker = z.output<typeof Blocker>

export const Checklist = z.object({
  warrants: z.array(
    z.object({
      kind: z.enum(['remand', 'conviction']),
      fir: z.string().nullable(),
      sections: z.string(),
      court: both.nullable(),
      next: z.string().nullable(),
      bailFrom: z.string().nullable(),
    }),
  ),
  nextProduction: z.string().nullable(),
  release: z.object({ on: z.string(), state: z.string() }).nullable(),
  remissions: z.number(),
  holds: z.number(),
  adjudications: z.number(),
  photograph: z.boolean(),
  bags: z.array(
    z.object({
      number: z.string(),
      seal: z.string().nullable(),
      items: z.array(z.object({ description: z.string(), quantity: z.number() })),
    }),
  ),
  /** Rupees. */
  cash: z.number(),
  visitors: z.number(),
  telephones: z.number(),
})
export type Checklist = z.output<typeof Checklist>

export const differenceKinds = [
  'bag-missing',
  'bag-seal',
  'cash-short',
  'file-missing',
  'warrants-missing',
  'medicine-missing',
] as const
const Difference = z.object({
  what: z.enum(differenceKinds),
  key: z.string().nullable(),
  sent: z.string().nullable(),
  came: z.string().nullable(),
})

export const listTransfers = endpoint({
  name: 'custody.list-transfers',
  method: 'GET',
  path: '/custody/transfers',
  needs: 'custody:read-transfer',
  summary: 'Transfers from and to the prisons one reaches: what waits for whom, and what was done',
  input: z.object({
    show: z.enum(transferShows).default('open'),
    imprisonmentId: z.uuid().optional(),
    page: z.coerce.number().int().min(1).default(1),
    size: z.coerce.number().int().min(1).max(200).default(50),
  }),
  output: z.object({ rows: z.array(Row), total: z.number() }),
  reads: 'sensitive',
  example: { input: {}, output: { rows: [], total: 0 } },
})

export const countTransfers = endpoint({
  name: 'custody.count-transfers',
  method: 'GET',
  path: '/custody/transfer-counts',
  needs: 'custody:read-transfer',
  summary:
    'How many transfers wait for approval, at the gate, on the road to one’s prison, and to be looked into',
  input: z.object({}),
  output: z.object({
    toApprove: z.number(),
    atGate: z.number(),
    arriving: z.number(),
    late: z.number(),
    differences: z.number(),
  }),
  example: { input: {} },
})

const Step = z.object({
  act: z.enum([
    'proposed',
    'caught',
    'brought',
    'approved',
    'departed',
    'accepted',
    'refused',
    'returned',
    'withdrawn',
    'settled',
  ]),
  at: z.string(),
  by: both.nullable(),
  prison: both,
  words: z.string().nullable(),
})

export const getTransfer = endpoint({
  name: 'custody.get-transfer',
  method: 'GET',
  path: '/custody/transfers/:id',
  needs: 'custody:read-transfer',
  summary:
    'One transfer: its steps, what speaks against it, what goes or went along, and what was found at the other end',
  input: z.object({ id: z.uuid() }),
  output: z.object({
    transfer: Row.extend({
      /** Only for those who may open the stay itself. */
      imprisonmentId: z.uuid().nullable(),
      newImprisonmentId: z.uuid().nullable(),
      category: z.string(),
      note: z.string().nullable(),
      escort: z.string().nullable(),
      /** Of somebody who had escaped: when and where they were caught, by whom, and by which paper they came. */
      caught: z.object({ at: z.string(), by: z.string(), where: z.string(), paper: z.string() }).nullable(),
    }),
    rule: z.object({ basis: both, refer: z.boolean() }),
    steps: z.array(Step),
    blockers: z.array(Blocker),
    /** What goes along; null while the other prison has not been sent anything. */
    checklist: Checklist.nullable(),
    /** Fixed at the gate; before that it follows the registers. */
    fixed: z.boolean(),
    differences: z.array(Difference),
    /** What was sent after, latest first. */
    parcels: z.array(
      z.object({
        id: z.uuid(),
        bags: Checklist.shape.bags,
        /** Rupees. */
        cash: z.number(),
        papers: z.array(z.enum(['file', 'warrants', 'medicine'])),
        how: z.string(),
        sentAt: z.string(),
        receivedAt: z.string().nullable(),
        differences: z.array(Difference),
        /** Whether the reader is to receive it. */
        may: z.boolean(),
      }),
    ),
    /** What of theirs still lies in the prison they came from; only for that prison. */
    left: z.object({ bags: z.number(), cash: z.number() }).nullable(),
    may: z.object({
      approve: z.boolean(),
      withdraw: z.boolean(),
      depart: z.boolean(),
      receive: z.boolean(),
      bringBack: z.boolean(),
      settle: z.boolean(),
      sendAfter: z.boolean(),
    }),
    /** The reader proposed it, so another must approve. */
    own: z.boolean(),
  }),
  reads: 'sensitive',
  refusals: ['not-found'],
  example: { input: { id: exampleId } },
})

export const getTransferOptions = endpoint({
  name: 'custody.get-transfer-options',
  method: 'GET',
  path: '/custody/prisoners/:id/transfer-options',
  needs: 'custody:propose-transfer',
  summary:
    'To which prisons a prisoner may be sent, who approves it for which reason, and what speaks against it on a day',
  input: z.object({
    id: z.uuid(),
    toPrisonId: z.coerce.number().int().optional(),
    reason: z.enum(transferReasons).default('overcrowding'),
    plannedOn: z.iso.date().optional(),
  }),
  output: z.object({
    prisons: z.array(Prison),
    rules: z.array(z.object({ reason: z.enum(transferReasons), approver: z.enum(approvers), basis: both })),
    blockers: z.array(Blocker),
    checklist: Checklist,
  }),
  reads: 'sensitive',
  refusals: ['not-found', 'custody.not-in'],
  example: { input: { id: exampleId } },
})

const State = z.object({ state: z.enum(transferStates) })
const act = (verb: string) => ({
  name: `custody.${verb}-transfer`,
  method: 'POST' as const,
  path: `/custody/transfers/:id/${verb}`,
})

export const proposeTransfer = endpoint({
  name: 'custody.propose-transfer',
  method: 'POST',
  path: '/custody/prisoners/:id/transfers',
  needs: 'custody:propose-transfer',
  summary: 'Propose to send a prisoner to another prison',
  input: z.object({
    id: z.uuid(),
    toPrisonId: z.coerce.number().int(),
    reason: z.enum(transferReasons),
    note: words(500).optional(),
    plannedOn: z.iso.date(),
  }),
  output: z.object({ transferId: z.uuid() }),
  refusals: [
    'not-found',
    'custody.not-in',
    'custody-transfer.open-already',
    'custody-transfer.no-such-prison',
    'custody-transfer.no-rule',
    'custody-transfer.in-the-past',
  ],
  example: {
    input: { id: exampleId, toPrisonId: 30, reason: 'overcrowding', plannedOn: '2026-11-24' },
    output: { transferId: exampleId },
  },
})

export const approveTransfer = endpoint({
  ...act('approve'),
  needs: 'custody:approve-transfer',
  summary: 'Approve a transfer as a second person; from then on the other prison sees it',
  input: z.object({ id: z.uuid() }),
  output: State,
  refusals: [
    'not-found',
    'access.same-person',
    'custody-transfer.not-open',
    'custody-transfer.other-approver',
    'custody-transfer.stopped',
  ],
  example: { input: { id: exampleId }, output: { state: 'approved' } },
})

export const withdrawTransfer = endpoint({
  ...act('withdraw'),
  needs: 'custody:read-transfer',
  summary: 'Give up a transfer that has not departed',
  input: z.object({ id: z.uuid(), why: words(500) }),
  output: State,
  refusals: ['not-found', 'not-allowed', 'custody-transfer.not-open'],
  example: { input: { id: exampleId, why: 'Bail was granted' }, output: { state: 'withdrawn' } },
})

export const departTransfer = endpoint({
  ...act('depart'),
  needs: 'custody:depart-transfer',
  summary:
    'Let a transfer depart at the gate: the way begins, the bags leave the store, the money the box, and the other prison is handed all of it',
  input: z.object({
    id: z.uuid(),
    escort: words(200),
    dueAt: z.iso.datetime({ local: true, offset: true }),
  }),
  output: State,
  refusals: [
    'not-found',
    'custody.not-in',
    'custody-transfer.not-open',
    'custody-transfer.stopped',
    'custody-transfer.cash-box',
    'custody-identity-check.mistaken',
    'custody-identity-check.not-compared',
    'custody-transfer.due-past',
  ],
  example: {
    input: { id: exampleId, escort: 'SI Ghulam Nabi and 3', dueAt: '2026-11-24T18:00' },
    output: { state: 'on-road' },
  },
})

export const acceptTransfer = endpoint({
  ...act('accept'),
  needs: 'custody:receive-transfer',
  summary:
    'Take a prisoner over, item by item, under this prison’s own number. What is missing is written down and remains the sending prison’s',
  input: z.object({
    id: z.uuid(),
    /** One for each bag sent, in their order: the seal as read from it, empty where it has none; null where the bag did not come. */
    seals: z.array(z.string().trim().max(40).nullable()).max(100).default([]),
    cash: z.number().min(0).max(99_999_999).multipleOf(0.01).default(0),
    file: z.boolean().default(false),
    warrants: z.boolean().default(false),
    /** The sealed envelope with the medical file and medicines, which goes with everybody. */
    medicine: z.boolean().default(false),
  }),
  output: z.object({ imprisonmentId: z.uuid(), number: z.string(), differences: z.number() }),
  refusals: [
    'not-found',
    'custody-transfer.not-open',
    'custody-transfer.more-cash',
    'custody-transfer.bags-differ',
    'custody-transfer.not-at-large',
    'custody.law-refused',
    'custody-identity-check.mistaken',
    'custody-identity-check.not-compared',
    'handover.not-open',
    'handover.other-side',
    'handover.post-not-allowed',
  ],
  example: {
    input: { id: exampleId, seals: [], cash: 0, file: true, warrants: true, medicine: true },
    output: { imprisonmentId: exampleId, number: '12/2026', differences: 0 },
  },
})

export const refuseTransfer = endpoint({
  ...act('refuse'),
  needs: 'custody:receive-transfer',
  summary: 'Turn a prisoner away with the reason; the escort takes them back',
  input: z.object({ id: z.uuid(), why: words(500) }),
  output: State,
  refusals: [
    'not-found',
    'custody-transfer.not-open',
    'handover.not-open',
    'handover.other-side',
    'handover.post-not-allowed',
  ],
  example: {
    input: { id: exampleId, why: 'The warrant names another person' },
    output: { state: 'refused' },
  },
})

export const bringBackTransfer = endpoint({
  ...act('bring-back'),
  needs: 'custody:depart-transfer',
  summary: 'Record that a prisoner who was turned away is back, with bags and money',
  input: z.object({ id: z.uuid() }),
  output: State,
  refusals: [
    'not-found',
    'custody-identity-check.mistaken',
    'custody-identity-check.not-compared',
    'custody-transfer.not-open',
    'handover.not-open',
    'handover.other-side',
    'handover.post-not-allowed',
  ],
  example: { input: { id: exampleId }, output: { state: 'returned' } },
})

export const settleTransfer = endpoint({
  ...act('settle'),
  needs: 'custody:propose-transfer',
  summary: 'Say what became of the differences; a bag that never arrived was found again or is lost',
  input: z.object({ id: z.uuid(), why: words(1000), bags: z.enum(['found', 'lost']).default('found') }),
  output: State,
  refusals: ['not-found', 'custody-transfer.not-open'],
  example: {
    input: { id: exampleId, why: 'The bag was left on the van' },
    output: { state: 'accepted' },
  },
})

const papers = {
  file: z.boolean().default(false),
  warrants: z.boolean().default(false),
  medicine: z.boolean().default(false),
}

export const sendAfter = endpoint({
  ...act('send-after'),
  name: 'custody.send-after',
  needs: 'custody:propose-transfer',
  summary:
    'Send after a prisoner what did not come along: every bag that lies in the store, their money, and the papers named',
  input: z.object({ id: z.uuid(), how: words(200), ...papers }),
  output: z.object({ parcelId: z.uuid() }),
  refusals: [
    'not-found',
    'custody-transfer.not-open',
    'custody-transfer.nothing-to-send',
    'custody-transfer.parcel-on-road',
    'custody-transfer.gone-on',
    'custody-transfer.cash-box',
  ],
  example: {
    input: { id: exampleId, how: 'HC Nabi Bux with the prison van', file: true },
    output: { parcelId: exampleId },
  },
})

export const receiveParcel = endpoint({
  name: 'custody.receive-parcel',
  method: 'POST',
  path: '/custody/parcels/:id/receive',
  needs: 'custody:receive-transfer',
  summary: 'Take into this prison’s books what was sent after a prisoner, seal by seal',
  input: z.object({
    id: z.uuid(),
    seals: z.array(z.string().trim().max(40).nullable()).max(100).default([]),
    cash: z.number().min(0).max(99_999_999).multipleOf(0.01).default(0),
    ...papers,
  }),
  output: z.object({ differences: z.number() }),
  refusals: [
    'not-found',
    'custody-transfer.parcel-received',
    'custody-transfer.bags-differ',
    'custody-transfer.more-cash',
  ],
  example: { input: { id: exampleId, seals: [], cash: 0, file: true }, output: { differences: 0 } },
})

export const wantedKinds = ['at-large', 'licence-revoked', 'on-licence'] as const

export const getWanted = endpoint({
  name: 'custody.get-wanted',
  method: 'GET',
  path: '/custody/wanted/:id',
  needs: 'custody:receive-transfer',
  summary:
    'Whom another prison of the province waits for: at large from it, or out on its licence; to be recorded where they were brought',
  input: z.object({ id: z.uuid() }),
  output: z.object({
    kind: z.enum(wantedKinds),
    since: z.iso.date(),
    prison: both,
    /** It is one's own prison: the recapture is recorded in its matter, the return on its licence. */
    own: z.boolean(),
    number: z.string(),
    name: both,
    father: both.nullable(),
    birthDate: z.string().nullable(),
    /** Already said to have been brought here, and to be compared. */
    transferId: z.uuid().nullable(),
    licenceId: z.uuid().nullable(),
    /** In prison here already, in another case. */
    heldHere: z.boolean(),
  }),
  reads: 'sensitive',
  refusals: ['not-found'],
  example: { input: { id: exampleId } },
})

export const reportRecapture = endpoint({
  name: 'custody.report-recapture',
  method: 'POST',
  path: '/custody/wanted/:id/recapture',
  needs: 'custody:receive-transfer',
  summary:
    'Record that somebody who escaped from another prison was caught and brought here; they are compared and taken over next',
  input: z.object({
    id: z.uuid(),
    on: z.iso.date(),
    time: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/),
    by: words(200),
    where: words(200),
    paper: words(200),
  }),
  output: z.object({ transferId: z.uuid() }),
  refusals: [
    'not-found',
    'custody-transfer.not-at-large',
    'custody-transfer.caught-when',
    'custody-transfer.open-already',
  ],
  example: {
    input: {
      id: exampleId,
      on: '2026-11-20',
      time: '04:30',
      by: 'SI Ghulam Nabi, police station Kotri',
      where: 'Kotri railway station',
      paper: 'Memo of arrest, diary no. 14 of 20 November',
    },
    output: { transferId: exampleId },
  },
})
