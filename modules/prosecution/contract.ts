import { z } from 'zod'
import { ReturnedDefect, StoredProof } from '#modules/policing/contract'
import { endpoint } from '#platform/http/contract'
import { checklistCodes, defectCodes } from './defects.ts'

export { checklist, checklistCodes, defectCodes, defectGroups, defects } from './defects.ts'

const id = z.uuid()
const exampleId = '0190a0de-0000-7000-8000-000000000001'

export const ChallanState = z.enum(['to-receive', 'open', 'returned', 'fit'])
export type ChallanState = z.output<typeof ChallanState>

export const shows = [
  'waiting',
  'to-receive',
  'open',
  'overdue',
  'returned',
  'returned-overdue',
  'filed',
  'all',
] as const
export type Show = (typeof shows)[number]

const Name = z.object({ nameEn: z.string(), nameUr: z.string() })

export const ChallanRow = z.object({
  caseId: id,
  firNumber: z.number(),
  firYear: z.number(),
  station: Name,
  sections: z.array(z.string()),
  reportSeq: z.number(),
  state: ChallanState,
  /** Day it was received, or offered where nobody has received it yet. */
  since: z.string(),
  /** Last day: of the scrutiny while it is open, of its return while the station has it; null once filed. */
  due: z.string().nullable(),
  overdue: z.boolean(),
  defects: z.array(z.string()),
})
export type ChallanRow = z.output<typeof ChallanRow>

export const listChallans = endpoint({
  name: 'prosecution.list-challans',
  method: 'GET',
  path: '/prosecution/challans',
  needs: 'prosecution:read-scrutiny',
  summary: 'Challans of one’s office in their latest scrutiny, the most urgent first',
  input: z.object({
    show: z.enum(shows).default('waiting'),
    stationId: z.coerce.number().int().optional(),
    defect: z.enum(defectCodes).optional(),
    page: z.coerce.number().int().min(1).default(1),
    size: z.coerce.number().int().min(1).max(200).default(50),
  }),
  output: z.object({ rows: z.array(ChallanRow), total: z.number() }),
  reads: 'sensitive',
  example: { input: { show: 'waiting' }, output: { rows: [], total: 0 } },
})

const ChecklistAnswer = z.enum(['present', 'absent', 'not-needed'])
export const Checklist = z.partialRecord(z.enum(checklistCodes), ChecklistAnswer)
export type Checklist = z.output<typeof Checklist>

export const Scrutiny = z.object({
  id,
  reportId: id,
  reportSeq: z.number(),
  receivedOn: z.string(),
  statutoryDue: z.string(),
  effectiveDue: z.string(),
  /** Null while a change of law is being followed. */
  proof: StoredProof.nullable(),
  checklist: Checklist,
  note: z.string().nullable(),
  /** Of the checklist and the note: sent back with a change of them. */
  version: z.string(),
  state: z.enum(['open', 'returned', 'fit']),
  decidedAt: z.string().nullable(),
  dueBack: z.string().nullable(),
  remarks: z.string().nullable(),
  defects: z.array(ReturnedDefect.extend({ state: z.enum(['open', 'cured', 'repeated']) })),
})
export type Scrutiny = z.output<typeof Scrutiny>

export const getScrutiny = endpoint({
  name: 'prosecution.get-scrutiny',
  method: 'GET',
  path: '/prosecution/scrutiny/:caseId',
  needs: 'prosecution:read-scrutiny',
  summary: 'A case’s challan: what waits to be received, the scrutiny under way, and the earlier ones',
  input: z.object({ caseId: id }),
  output: z.object({
    case: z.object({
      id,
      firNumber: z.number(),
      firYear: z.number(),
      station: Name,
      flags: z.array(z.string()),
    }),
    charges: z.array(
      z.object({ act: z.string(), section: z.string(), titleEn: z.string(), titleUr: z.string() }),
    ),
    accused: z.array(
      z.object({
        partyId: id,
        nameEn: z.string().nullable(),
        nameUr: z.string().nullable(),
        custody: z.string(),
      }),
    ),
    /** Offered by the station and not yet received. */
    toReceive: z.object({ offerId: id, offeredAt: z.string(), reportSeq: z.number() }).nullable(),
    reports: z.array(
      z.object({
        id,
        kind: z.string(),
        seq: z.number(),
        summary: z.string(),
        submittedAt: z.string(),
        accused: z.array(id),
      }),
    ),
    scrutinies: z.array(Scrutiny),
    filing: z.object({ filedOn: z.string(), court: Name }).nullable(),
  }),
  reads: 'sensitive',
  refusals: ['not-found'],
  example: { input: { caseId: exampleId } },
})

export const receiveChallan = endpoint({
  name: 'prosecution.receive-challan',
  method: 'POST',
  path: '/prosecution/challans/:caseId/receive',
  needs: 'prosecution:scrutinise',
  summary: 'Receive the challan of a case and start the scrutiny clock',
  input: z.object({ caseId: id }),
  output: z.object({ scrutinyId: id, statutoryDue: z.string(), effectiveDue: z.string() }),
  refusals: ['not-found', 'prosecution.nothing-to-receive', 'handover.not-open', 'handover.other-side'],
  example: { input: { caseId: exampleId } },
})

export const saveScrutiny = endpoint({
  name: 'prosecution.save-scrutiny',
  method: 'PUT',
  path: '/prosecution/scrutinies/:scrutinyId',
  needs: 'prosecution:scrutinise',
  summary: 'Keep the evidence checklist and the office’s own note of a scrutiny under way',
  input: z.object({
    scrutinyId: id,
    checklist: Checklist,
    note: z.string().trim().max(8000).optional(),
    /** The version that was read; two prosecutors of one office may have the same file open. */
    version: z.string(),
  }),
  output: z.object({ version: z.string() }),
  refusals: ['not-found', 'prosecution.already-decided', 'stale-version'],
  example: {
    input: { scrutinyId: exampleId, checklist: { 'site-plan': 'absent' }, version: 'kq3vX0tZc1mB7yq2wJr8dA' },
    output: { version: 'b8Wk2LxQe9TnV4ysHc3Z1g' },
  },
})

export const returnChallan = endpoint({
  name: 'prosecution.return-challan',
  method: 'POST',
  path: '/prosecution/scrutinies/:scrutinyId/return',
  needs: 'prosecution:scrutinise',
  summary: 'Return the challan to the police station with its defects',
  input: z.object({
    scrutinyId: id,
    defects: z
      .array(z.object({ code: z.enum(defectCodes), note: z.string().trim().max(1000).optional() }))
      .min(1, {
        error: 'Mark at least one defect.',
      })
      .max(30),
    remarks: z.string().trim().max(4000).optional(),
    /** Day by which it is asked back; three days from today unless said. */
    dueBack: z.iso.date().optional(),
  }),
  output: z.object({ offerId: id }),
  refusals: ['not-found', 'prosecution.already-decided', 'prosecution.due-back-past'],
  example: {
    input: { scrutinyId: exampleId, defects: [{ code: 'site-plan-missing' }] },
    output: { offerId: exampleId },
  },
})

export const fileChallan = endpoint({
  name: 'prosecution.file-challan',
  method: 'POST',
  path: '/prosecution/scrutinies/:scrutinyId/file',
  needs: 'prosecution:scrutinise',
  summary: 'Find the challan fit and file it in the court that is to try the case',
  input: z.object({
    scrutinyId: id,
    courtId: z.coerce.number().int(),
    remarks: z.string().trim().max(4000).optional(),
  }),
  output: z.object({ filingId: id }),
  refusals: [
    'not-found',
    'prosecution.already-decided',
    'prosecution.not-a-trial-court',
    'prosecution.other-court',
  ],
  example: { input: { scrutinyId: exampleId, courtId: 41 }, output: { filingId: exampleId } },
})

export const listTrialCourts = endpoint({
  name: 'prosecution.list-trial-courts',
  method: 'GET',
  path: '/prosecution/cases/:caseId/courts',
  needs: 'prosecution:scrutinise',
  summary:
    'Courts of the case’s district in which its challan may be filed, those fit for its sections first',
  input: z.object({ caseId: id }),
  output: z.object({
    courts: z.array(
      z.object({
        id: z.number(),
        code: z.string(),
        kind: z.string(),
        nameEn: z.string(),
        nameUr: z.string(),
        /** The schedule of the gravest section names courts of this kind. */
        suits: z.boolean(),
      }),
    ),
  }),
  refusals: ['not-found'],
  example: { input: { caseId: exampleId }, output: { courts: [] } },
})

const Figure = z.object({ show: z.enum(shows), count: z.number(), oldest: z.string().nullable() })

export const getOverview = endpoint({
  name: 'prosecution.get-overview',
  method: 'GET',
  path: '/prosecution/overview',
  needs: 'prosecution:oversee',
  summary: 'The district’s challans by state, with the oldest of each, by station and by defect',
  input: z.object({}),
  output: z.object({
    figures: z.array(Figure),
    stations: z.array(
      z.object({
        stationId: z.number(),
        station: Name,
        waiting: z.number(),
        overdue: z.number(),
        returned: z.number(),
        returnedOverdue: z.number(),
      }),
    ),
    /** Defects for which challans are with the stations now. */
    defects: z.array(
      z.object({ code: z.enum(defectCodes), textEn: z.string(), textUr: z.string(), count: z.number() }),
    ),
  }),
  reads: 'sensitive',
  example: { input: {}, output: { figures: [], stations: [], defects: [] } },
})

export const getFiling = endpoint({
  name: 'prosecution.get-filing',
  method: 'GET',
  path: '/prosecution/cases/:caseId/filing',
  needs: 'prosecution:read-filing',
  summary: 'When and where the challan of a case was filed',
  input: z.object({ caseId: id }),
  output: z.object({
    filing: z.object({ filedOn: z.string(), court: Name }).nullable(),
    /** Whether the reader’s office scrutinises this case. */
    scrutiny: z.object({ state: ChallanState, due: z.string().nullable(), overdue: z.boolean() }).nullable(),
  }),
  reads: 'sensitive',
  refusals: ['not-found'],
  example: { input: { caseId: exampleId }, output: { filing: null, scrutiny: null } },
})
