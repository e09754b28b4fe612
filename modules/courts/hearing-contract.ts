import { z } from 'zod'
import { endpoint, GivenReason, Overrides } from '#platform/http/contract'
import { adjournmentReasons, codesOf, outcomes, purposes, sides } from './codes.ts'
import { RemandLine } from './remand-contract.ts'
import { Day, Note, OfCase, PartyName, Reasons } from './shapes.ts'

const anId = '0190a0de-0000-7000-8000-000000000001'
const Purpose = z.enum(codesOf(purposes))

const Line = OfCase.extend({
  id: z.uuid(),
  onDate: Day,
  serial: z.number().nullable(),
  purpose: Purpose,
  state: z.enum(['listed', 'held', 'adjourned', 'moved', 'withdrawn']),
  outcome: z.enum(codesOf(outcomes)).nullable(),
  reason: z.enum(codesOf(adjournmentReasons)).nullable(),
  adjournedBy: z.enum(codesOf(sides)).nullable(),
  note: z.string().nullable(),
  nextDate: Day.nullable(),
  movedReason: z.string().nullable(),
  /** Why the court sits although the day is closed. */
  overrides: z.array(GivenReason),
  previousDate: Day.nullable(),
  accused: z.array(PartyName.extend({ id: z.uuid(), custody: z.string(), produce: z.boolean() })),
})
export type DayLine = z.output<typeof Line>

export const getDayList = endpoint({
  name: 'courts.get-day-list',
  method: 'GET',
  path: '/courts/day-list',
  needs: 'courts:list',
  summary: 'This court’s cause list for a day, and earlier hearings without an outcome',
  input: z.object({ onDate: Day.optional() }),
  output: z.object({
    onDate: Day,
    today: Day,
    open: z.boolean(),
    court: z.object({ nameEn: z.string(), nameUr: z.string() }),
    previousDay: Day,
    nextDay: Day,
    suggested: z.array(Day),
    rows: z.array(Line),
    unrecorded: z.array(Line),
  }),
  reads: 'sensitive',
  example: { input: { onDate: '2026-03-10' } },
})

export const listHearing = endpoint({
  name: 'courts.list-hearing',
  method: 'POST',
  path: '/courts/hearings',
  needs: 'courts:list',
  summary: 'Fix a case for a day before this court',
  input: z.object({
    id: z.uuid().optional(),
    caseId: z.uuid(),
    onDate: Day,
    purpose: Purpose,
    serial: z.number().int().min(1).max(999).optional(),
    produce: z.array(z.uuid()).max(100).optional(),
    overrides: Overrides,
  }),
  output: z.object({ hearingId: z.uuid() }),
  refusals: ['courts.date-past', 'courts.already-listed', 'courts.not-an-accused', 'not-found'],
  warnings: ['courts.closed-day'],
  example: {
    input: { caseId: anId, onDate: '2026-03-10', purpose: 'charge' },
    output: { hearingId: anId },
  },
})

export const recordOutcome = endpoint({
  name: 'courts.record-outcome',
  method: 'POST',
  path: '/courts/hearings/:hearingId/outcome',
  needs: 'courts:list',
  summary: 'Record what came of a hearing, with the next date or that the court is done',
  input: z
    .object({
      hearingId: z.uuid(),
      outcome: z.enum(codesOf(outcomes)),
      reason: z.enum(codesOf(adjournmentReasons)).optional(),
      adjournedBy: z.enum(codesOf(sides)).optional(),
      note: Note.optional(),
      next: z.object({ onDate: Day, purpose: Purpose }).optional(),
      /** Said aloud, so that a forgotten next date is not taken for the end of a case. */
      concluded: z.literal(true).optional(),
      overrides: Overrides,
    })
    .refine(({ outcome, reason }) => outcome !== 'adjourned' || reason !== undefined, {
      path: ['reason'],
      params: { code: 'reason', en: 'Choose why it was adjourned.', ur: 'التوا کی وجہ چنیں۔' },
    })
    .refine(({ next, concluded }) => (next === undefined) === (concluded === true), {
      path: ['next', 'onDate'],
      params: {
        code: 'next',
        en: 'Give the next date, or say that the court is done with the case.',
        ur: 'آئندہ تاریخِ پیشی دیں یا بتائیں کہ عدالت کی کارروائی ختم ہوئی۔',
      },
    }),
  output: z.object({ nextHearingId: z.uuid().nullable() }),
  refusals: [
    'courts.not-own-court',
    'courts.outcome-recorded',
    'courts.date-ahead',
    'courts.next-date-needed',
    'courts.next-date-not-after',
    'not-found',
  ],
  warnings: ['courts.closed-day'],
  example: {
    input: {
      hearingId: anId,
      outcome: 'adjourned',
      reason: 'pw-absent',
      next: { onDate: '2026-03-17', purpose: 'prosecution-evidence' },
    },
    output: { nextHearingId: anId },
  },
})

export const moveDay = endpoint({
  name: 'courts.move-day',
  method: 'POST',
  path: '/courts/day-list/move',
  needs: 'courts:list',
  summary: 'Move everything listed on a day to an open day, with the reason',
  input: z.object({ fromDate: Day, toDate: Day.optional(), reason: Reasons }),
  output: z.object({ moved: z.number(), toDate: Day, remandsToExtend: z.array(z.uuid()).readonly() }),
  refusals: [
    'courts.date-past',
    'courts.next-date-not-after',
    'courts.court-closed',
    'courts.nothing-listed',
  ],
  example: {
    input: { fromDate: '2026-03-20', reason: 'Notified holiday' },
    output: { moved: 31, toDate: '2026-03-24', remandsToExtend: [] },
  },
})

export const listToBeListed = endpoint({
  name: 'courts.list-to-be-listed',
  method: 'GET',
  path: '/courts/to-be-listed',
  needs: 'courts:list',
  summary: 'Cases filed here or under trial here that stand on no day’s list',
  input: z.object({}),
  output: z.object({
    rows: z.array(
      OfCase.extend({
        state: z.string(),
        since: Day,
        days: z.number(),
        held: z.boolean(),
        overdue: z.boolean(),
        accused: z.array(PartyName),
      }),
    ),
    total: z.number(),
  }),
  reads: 'sensitive',
  example: { input: {}, output: { rows: [], total: 0 } },
})

export const getCourtFile = endpoint({
  name: 'courts.get-court-file',
  method: 'GET',
  path: '/courts/cases/:caseId',
  needs: 'courts:read-orders',
  summary: 'Hearings and orders in a case, as far as the reader may see',
  input: z.object({ caseId: z.uuid() }),
  output: z.object({
    /** Whether the case is before the reader’s own court. */
    own: z.boolean(),
    mayList: z.boolean(),
    stage: z.string(),
    accused: z.array(PartyName.extend({ id: z.uuid(), custody: z.string(), outcome: z.string().nullable() })),
    hearings: z.array(
      Line.pick({
        id: true,
        onDate: true,
        purpose: true,
        state: true,
        outcome: true,
        reason: true,
        adjournedBy: true,
        note: true,
        nextDate: true,
        movedReason: true,
        overrides: true,
      }).extend({ courtEn: z.string(), courtUr: z.string() }),
    ),
    remands: z.array(RemandLine),
    bail: z.array(
      z.object({
        id: z.uuid(),
        partyId: z.uuid(),
        section: z.string(),
        onDate: Day,
        result: z.enum(['granted', 'refused', 'cancelled']),
        reasons: z.string().nullable(),
        suretyAmount: z.number().nullable(),
        suretyAcceptedOn: Day.nullable(),
        own: z.boolean(),
      }),
    ),
    releases: z.array(
      z.object({
        id: z.uuid(),
        partyId: z.uuid(),
        ground: z.string(),
        number: z.number().nullable(),
        year: z.number().nullable(),
        issuedOn: Day.nullable(),
        state: z.enum(['draft', 'issued', 'verified', 'used', 'cancelled']),
      }),
    ),
    judgments: z.array(
      z.object({
        id: z.uuid(),
        partyId: z.uuid(),
        verdict: z.string(),
        onDate: Day,
        state: z.enum(['draft', 'signed', 'withdrawn']),
      }),
    ),
  }),
  reads: 'sensitive',
  refusals: ['not-found'],
  example: { input: { caseId: anId } },
})
