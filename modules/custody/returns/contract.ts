import { z } from 'zod'
import { endpoint } from '#platform/http/contract'
import { periodNames } from './periods.ts'
import { lines } from './sheet.ts'

const exampleId = '0190a0de-0000-7000-8000-000000000001'
const both = z.object({ en: z.string(), ur: z.string() })
const prison = z.object({ id: z.number(), name: both })
const day = z.iso.date()

export const returnCodes = ['daily', 'under-trial', 'monthly', 'quarterly', 'annual'] as const
export const returnStates = ['owed', 'drawn', 'signed', 'sent', 'accepted', 'returned'] as const
const shortWhy = z.string().trim().min(5).max(500)

const Kind = z.object({
  code: z.enum(returnCodes),
  title: both,
  period: z.enum(periodNames),
  dueDays: z.number(),
  addressee: both,
  copies: both.nullable(),
  basis: both,
})
export type ReturnKind = z.output<typeof Kind>

const Head = z.object({
  id: z.uuid(),
  code: z.enum(returnCodes),
  title: both,
  prison,
  from: z.string(),
  to: z.string(),
  dueOn: z.string(),
  version: z.number(),
  state: z.enum(returnStates),
  /** Past its day and not sent. */
  late: z.boolean(),
  reminders: z.number(),
})
export type ReturnHead = z.output<typeof Head>

const LineShape = z.object({
  line: z.string(),
  part: z.string().nullable(),
  total: z.number(),
  cells: z.record(z.string(), z.number()),
})

const SheetShape = z.object({
  sections: z.array(z.string()).readonly(),
  bands: z.array(z.number()).readonly(),
  hideBelow: z.number(),
  lines: z.array(LineShape).readonly(),
  figures: z.record(z.string(), z.number()),
})

export const listReturns = endpoint({
  name: 'custody.list-returns',
  method: 'GET',
  path: '/custody/returns',
  needs: 'custody:read-returns',
  summary: 'The returns of a prison: what is asked for by when, the last periods of each, and what is open',
  input: z.object({ prisonId: z.coerce.number().int().optional() }),
  output: z.object({
    prison,
    prisons: z.array(prison),
    today: z.string(),
    kinds: z.array(Kind),
    /** The last twelve periods of each kind, each by its latest version. */
    board: z.array(Head),
    /** Not with the department yet, or on its way and not answered; what is due first stands first. */
    rows: z.array(Head),
    counts: z.object({ owed: z.number(), late: z.number(), toSend: z.number(), sentBack: z.number() }),
  }),
  refusals: ['not-found'],
  example: { input: {} },
})

const Difference = z.object({
  line: z.string(),
  part: z.string().nullable(),
  was: z.number(),
  now: z.number(),
})
const Contradiction = z.object({
  kind: z.enum(['movement', 'missing', 'balance']),
  on: z.string(),
  /** The count that somebody is missing from. */
  checkId: z.uuid().nullable(),
  people: z.array(z.object({ imprisonmentId: z.uuid(), number: z.string(), name: both })),
})
export type Contradiction = z.output<typeof Contradiction>

export const getReturn = endpoint({
  name: 'custody.get-return',
  method: 'GET',
  path: '/custody/returns/:id',
  needs: 'custody:read-returns',
  summary: 'One return: its sheet, who stands for it, where it is, and what stops it',
  input: z.object({ id: z.uuid() }),
  output: Head.extend({
    kind: Kind,
    asOf: z.string(),
    sheet: SheetShape.nullable(),
    /** Months by which lengths of detention are told apart, of the sheet or as asked for. */
    bands: z.array(z.number()),
    /** Null for whoever may not handle complaints, before it is signed, and where none are asked for. */
    complaints: z
      .object({
        below: z.number(),
        received: z.number().nullable(),
        replied: z.number().nullable(),
        upheld: z.number().nullable(),
      })
      .nullable(),
    seenHash: z.string().nullable(),
    hash: z.string().nullable(),
    /** Of a correction: the superintendent's reason, or the lines that the registers gave otherwise. */
    why: z.string().nullable(),
    changed: z.array(Difference).nullable(),
    remark: z.string().nullable(),
    returnedWhy: z.string().nullable(),
    drawnBy: both.nullable(),
    drawnAt: z.string().nullable(),
    signedBy: both.nullable(),
    signedAt: z.string().nullable(),
    sentAt: z.string().nullable(),
    answeredBy: both.nullable(),
    answeredAt: z.string().nullable(),
    offerId: z.uuid().nullable(),
    versions: z.array(z.object({ id: z.uuid(), version: z.number(), state: z.enum(returnStates) })),
    /** Closing of those held at the end of the period before, as that return was signed; null where there is none. */
    closingBefore: z.number().nullable(),
    /** Asked of a sheet that is not signed yet. */
    contradictions: z.array(Contradiction),
    /** Whoever drew it up does not sign it. */
    drawnByMe: z.boolean(),
    may: z.object({
      draw: z.boolean(),
      sign: z.boolean(),
      send: z.boolean(),
      correct: z.boolean(),
      remind: z.boolean(),
    }),
  }),
  reads: 'sensitive',
  refusals: ['not-found'],
  example: { input: { id: exampleId } },
})

export const compareReturn = endpoint({
  name: 'custody.compare-return',
  method: 'GET',
  path: '/custody/returns/:id/differences',
  needs: 'custody:read-returns',
  summary: 'What the registers say of the period now that a signed return says otherwise',
  input: z.object({ id: z.uuid() }),
  output: z.object({
    asOf: z.string(),
    differences: z.array(Difference),
  }),
  refusals: ['not-found'],
  example: { input: { id: exampleId }, output: { asOf: '2026-11-22T05:00:00.000Z', differences: [] } },
})

export const drawReturn = endpoint({
  name: 'custody.draw-return',
  method: 'POST',
  path: '/custody/returns/:id/draw',
  needs: 'custody:draw-return',
  summary: 'Count a return from the registers; drawn up again until it is signed',
  input: z.object({ id: z.uuid() }),
  output: z.object({ state: z.literal('drawn'), closing: z.number() }),
  refusals: ['not-found', 'custody-returns.not-open', 'custody-returns.contradicts'],
  example: { input: { id: exampleId }, output: { state: 'drawn', closing: 6174 } },
})

export const signReturn = endpoint({
  name: 'custody.sign-return',
  method: 'POST',
  path: '/custody/returns/:id/sign',
  needs: 'custody:sign-return',
  summary: 'Sign the sheet one has read, with a remark; from then it stays as it is',
  stepUp: true,
  input: z.object({
    id: z.uuid(),
    /** Fingerprint of the sheet that was read: another one drawn up meanwhile is not signed. */
    seen: z.string().length(64),
    remark: z.string().trim().max(1000).optional(),
  }),
  output: z.object({ state: z.literal('signed'), hash: z.string() }),
  refusals: [
    'access.same-person',
    'access.same-session',
    'access.delegate',
    'not-found',
    'custody-returns.not-open',
    'custody-returns.other-sheet',
    'custody-returns.contradicts',
    'custody-returns.out-of-date',
  ],
  example: {
    input: { id: exampleId, seen: 'a'.repeat(64), remark: 'Checked against the lock-up books' },
    output: { state: 'signed', hash: 'b'.repeat(64) },
  },
})

export const sendReturn = endpoint({
  name: 'custody.send-return',
  method: 'POST',
  path: '/custody/returns/:id/send',
  needs: 'custody:sign-return',
  summary: 'Hand a signed return over to the Inspector-General’s office',
  input: z.object({ id: z.uuid() }),
  output: z.object({ state: z.literal('sent'), offerId: z.uuid() }),
  refusals: [
    'not-found',
    'custody-returns.not-open',
    'custody-returns.no-office',
    'handover.already-offered',
    'handover.other-side',
    'handover.post-not-allowed',
  ],
  example: { input: { id: exampleId }, output: { state: 'sent', offerId: exampleId } },
})

export const correctReturn = endpoint({
  name: 'custody.correct-return',
  method: 'POST',
  path: '/custody/returns/:id/correct',
  needs: 'custody:sign-return',
  summary: 'Open a corrected return beside a signed one, saying what changed',
  input: z.object({ id: z.uuid(), why: shortWhy }),
  output: z.object({ id: z.uuid() }),
  refusals: ['not-found', 'custody-returns.not-open', 'custody-returns.corrected-already'],
  example: { input: { id: exampleId, why: 'An admission was entered late' }, output: { id: exampleId } },
})

export const remindReturn = endpoint({
  name: 'custody.remind-return',
  method: 'POST',
  path: '/custody/returns/:id/remind',
  needs: 'custody:receive-return',
  summary: 'Remind a prison of a return that is past its day',
  input: z.object({ id: z.uuid() }),
  output: z.object({ reminders: z.number() }),
  refusals: ['not-found', 'custody-returns.not-open', 'custody-returns.reminded-today'],
  example: { input: { id: exampleId }, output: { reminders: 1 } },
})

export const printReturn = endpoint({
  name: 'custody.print-return',
  method: 'POST',
  path: '/custody/returns/:id/print',
  needs: 'custody:read-returns',
  summary: 'Set a signed return on A4 in Urdu or English, with a code anyone can check',
  input: z.object({ id: z.uuid(), language: z.enum(['en', 'ur']) }),
  output: z.object({ documentId: z.uuid(), version: z.number(), number: z.string() }),
  refusals: ['not-found', 'custody-returns.not-signed'],
  example: {
    input: { id: exampleId, language: 'ur' },
    output: { documentId: exampleId, version: 1, number: 'PRS-HYD-C/RTN/2026/0001' },
  },
})

export const getDepartmentReturn = endpoint({
  name: 'custody.get-department-return',
  method: 'GET',
  path: '/custody/department-returns',
  needs: 'custody:receive-return',
  summary: 'One return over all prisons: the sum of what was sent, who has not sent, and each prison’s part',
  input: z.object({
    code: z.enum(returnCodes).default('monthly'),
    from: day.optional(),
    /** Of which line each prison's part is wanted, besides those that every prison is shown with. */
    line: z.enum(lines).default('closing'),
  }),
  output: z.object({
    code: z.enum(returnCodes),
    from: z.string().nullable(),
    to: z.string().nullable(),
    asOf: z.string(),
    title: both,
    /** Periods for which prisons owe this return, the latest first. */
    periods: z.array(z.object({ from: z.string(), to: z.string(), sent: z.number(), of: z.number() })),
    kinds: z.array(z.object({ code: z.enum(returnCodes), title: both })),
    prisons: z.array(
      z.object({
        prison,
        /** The latest version; null where none is owed. */
        current: Head.nullable(),
        /** The latest that was sent and not sent back: what is counted below. */
        counted: z
          .object({
            id: z.uuid(),
            version: z.number(),
            signedAt: z.string(),
            closing: z.number(),
            came: z.number(),
            left: z.number(),
            authorised: z.number().nullable(),
            line: LineShape,
          })
          .nullable(),
      }),
    ),
    sheet: SheetShape,
    overdue: z.array(Head),
  }),
  reads: 'sensitive',
  refusals: ['not-found'],
  example: { input: {} },
})

export const printDepartmentReturn = endpoint({
  name: 'custody.print-department-return',
  method: 'POST',
  path: '/custody/department-returns/print',
  needs: 'custody:receive-return',
  summary:
    'Set the department’s sum of a return on A4 in Urdu or English, with the prisons that are not in it',
  input: z.object({ code: z.enum(returnCodes), from: day, language: z.enum(['en', 'ur']) }),
  output: z.object({ documentId: z.uuid(), version: z.number(), number: z.string() }),
  refusals: ['not-found', 'custody-returns.nothing-sent'],
  example: {
    input: { code: 'monthly', from: '2026-10-01', language: 'ur' },
    output: { documentId: exampleId, version: 1, number: 'PRD-SD/RTN/2026/0001' },
  },
})
