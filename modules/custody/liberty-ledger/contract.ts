import { z } from 'zod'
import { endpoint } from '#platform/http/contract'

const exampleId = '0190a0de-0000-7000-8000-000000000001'
const both = z.object({ en: z.string(), ur: z.string() })

export const bases = ['remand', 'conviction', 'reference', 'hold', 'none'] as const
export const missingCodes = [
  'NO_WARRANT',
  'EVERY_WARRANT_ENDED',
  'REMAND_EXPIRED',
  'NO_NEXT_DATE',
  'NO_DATE_OF_RELEASE',
  'PAST_DUE_RELEASE',
  'PAST_UNCONFIRMED_DATE',
  'ACQUITTED_WITHOUT_ORDER',
  'BAILED_WITHOUT_ORDER',
  'SURETY_NOT_ACCEPTED',
  'RELEASE_ORDER_NOT_CARRIED_OUT',
] as const
export const flagCodes = [
  'COURT_ASKED',
  'DATE_NOT_CONFIRMED',
  'DETENTION_WITHOUT_END',
  'FREE_IF_SET_OFF_GRANTED',
  'HOLD_ENDED',
  'SET_OFF_SILENT',
  'STATUTORY_BAIL_DUE',
] as const
export const moneyKinds = ['fine', 'diyat', 'arsh', 'daman', 'surety', 'several'] as const

/** One ground on which somebody is held: the paper, the rule, and the last day it holds. */
export const Ground = z.object({
  basis: z.enum(['remand', 'conviction', 'reference', 'hold']),
  code: z.string(),
  paper: z.string(),
  rule: z.string(),
  until: z.string().nullable(),
  warrantId: z.uuid().nullable(),
})
export type Ground = z.output<typeof Ground>

/** What is missing in one case, since when, and who must act. */
export const Missing = z.object({
  code: z.enum(missingCodes),
  by: z.enum(['superintendent', 'deputy', 'court', 'legal-aid']),
  since: z.string().nullable(),
  label: z.string(),
  warrantId: z.uuid().nullable(),
})
export type Missing = z.output<typeof Missing>
export type Flag = (typeof flagCodes)[number]

export const MoneyHeld = z.object({
  kind: z.enum(moneyKinds),
  /** Null where a part's amount is not on record. */
  amount: z.number().nullable(),
  since: z.string(),
  parts: z.array(z.object({ kind: z.enum(moneyKinds), amount: z.number().nullable(), since: z.string() })),
})
export type MoneyHeld = z.output<typeof MoneyHeld>

export const Line = z.object({
  imprisonmentId: z.uuid(),
  number: z.string(),
  name: both,
  father: both.nullable(),
  category: z.string(),
  basis: z.enum(bases),
  until: z.string().nullable(),
  rule: z.string(),
  grounds: z.array(Ground),
  missing: z.array(Missing),
  flags: z.array(z.enum(flagCodes)),
  /** Day of the ledger in which this line first stood. */
  since: z.string(),
})
export type Line = z.output<typeof Line>

const Head = z.object({
  id: z.uuid(),
  prisonId: z.number(),
  prison: both,
  serial: z.number(),
  onDate: z.string(),
  nightly: z.boolean(),
  at: z.string(),
  lines: z.number(),
  red: z.number(),
  counts: z.partialRecord(z.enum(bases), z.number()),
})

export const listLedgers = endpoint({
  name: 'custody.list-liberty-ledgers',
  method: 'GET',
  path: '/custody/liberty/ledgers',
  needs: 'custody:read-liberty',
  summary: 'The latest liberty ledger of each prison one may see, or the ledgers of one prison, newest first',
  input: z.object({ prisonId: z.coerce.number().int().optional() }),
  output: z.object({
    rows: z.array(Head),
    /** The last night over the province: what was computed again, and what came out otherwise without a reason. */
    night: z
      .object({
        onDate: z.string(),
        endedAt: z.string().nullable(),
        dates: z.number(),
        clocks: z.number(),
        differences: z.number(),
        unexplained: z.number(),
      })
      .nullable(),
    mayDraw: z.boolean(),
  }),
  reads: 'sensitive',
  example: { input: {}, output: { rows: [], night: null, mayDraw: true } },
})

export const getLedger = endpoint({
  name: 'custody.get-liberty-ledger',
  method: 'GET',
  path: '/custody/liberty/ledgers/:ledgerId',
  needs: 'custody:read-liberty',
  summary: 'The head of one ledger with its signature',
  input: z.object({ ledgerId: z.uuid() }),
  output: Head.extend({
    pack: z.string(),
    root: z.string(),
    previous: z.string(),
    keyId: z.string(),
    signature: z.string(),
    flags: z.partialRecord(z.enum(flagCodes), z.number()),
  }),
  refusals: ['not-found'],
  reads: 'sensitive',
  example: { input: { ledgerId: exampleId } },
})

export const listLines = endpoint({
  name: 'custody.list-liberty-lines',
  method: 'GET',
  path: '/custody/liberty/ledgers/:ledgerId/lines',
  needs: 'custody:read-liberty',
  summary: 'The lines of a ledger: everyone, the red list, or those with a remark',
  input: z.object({
    ledgerId: z.uuid(),
    show: z.enum(['red', 'remarks', 'all']).default('red'),
    basis: z.enum(bases).optional(),
    flag: z.enum(flagCodes).optional(),
    missing: z.enum(missingCodes).optional(),
    page: z.coerce.number().int().min(1).default(1),
    size: z.coerce.number().int().min(1).max(200).default(50),
  }),
  output: z.object({ rows: z.array(Line), total: z.number() }),
  refusals: ['not-found'],
  reads: 'sensitive',
  example: { input: { ledgerId: exampleId, show: 'red' }, output: { rows: [], total: 0 } },
})

export const compareLedgers = endpoint({
  name: 'custody.compare-liberty-ledgers',
  method: 'GET',
  path: '/custody/liberty/compare',
  needs: 'custody:read-liberty',
  summary: 'Two ledgers of one prison: who came, who left, whose reason changed',
  input: z.object({
    from: z.uuid(),
    to: z.uuid(),
    change: z.enum(['came', 'left', 'changed']).optional(),
    page: z.coerce.number().int().min(1).default(1),
    size: z.coerce.number().int().min(1).max(200).default(50),
  }),
  output: z.object({
    from: Head,
    to: Head,
    counts: z.object({ came: z.number(), left: z.number(), changed: z.number(), same: z.number() }),
    rows: z.array(
      z.object({
        imprisonmentId: z.uuid(),
        number: z.string(),
        name: both,
        change: z.enum(['came', 'left', 'changed']),
        before: Line.pick({ basis: true, until: true, missing: true, flags: true }).nullable(),
        after: Line.pick({ basis: true, until: true, missing: true, flags: true }).nullable(),
      }),
    ),
    total: z.number(),
  }),
  refusals: ['not-found', 'custody-liberty-ledger.other-prison'],
  reads: 'sensitive',
  example: { input: { from: exampleId, to: exampleId } },
})

export const checkLedger = endpoint({
  name: 'custody.check-liberty-ledger',
  method: 'GET',
  path: '/custody/liberty/ledgers/:ledgerId/check',
  needs: 'custody:read-liberty',
  summary:
    'Work the root of a ledger out again from its lines, and check its signature and its place in the chain',
  input: z.object({ ledgerId: z.uuid() }),
  output: z.object({
    lines: z.number(),
    /** Lines whose hash is not that of what they say. */
    altered: z.number(),
    rootAgrees: z.boolean(),
    signatureAgrees: z.boolean(),
    chainAgrees: z.boolean(),
  }),
  refusals: ['not-found'],
  reads: 'sensitive',
  example: {
    input: { ledgerId: exampleId },
    output: { lines: 412, altered: 0, rootAgrees: true, signatureAgrees: true, chainAgrees: true },
  },
})

export const drawLedger = endpoint({
  name: 'custody.draw-liberty-ledger',
  method: 'POST',
  path: '/custody/liberty/ledgers',
  needs: 'custody:draw-liberty',
  summary: 'Draw the ledger of a prison up as things stand now',
  input: z.object({ prisonId: z.number().int().optional() }),
  output: z.object({ ledgerId: z.uuid() }),
  refusals: ['not-found'],
  example: { input: {}, output: { ledgerId: exampleId } },
})

export const getLineOf = endpoint({
  name: 'custody.get-liberty-line',
  method: 'GET',
  path: '/custody/prisoners/:imprisonmentId/liberty',
  needs: 'custody:read-liberty',
  summary: 'Why one prisoner is held, as the last ledger has it, and the lines before it',
  input: z.object({ imprisonmentId: z.uuid() }),
  output: z.object({ lines: z.array(Line.extend({ ended: z.string().nullable() })) }),
  reads: 'sensitive',
  example: { input: { imprisonmentId: exampleId }, output: { lines: [] } },
})

export const listDifferences = endpoint({
  name: 'custody.list-liberty-differences',
  method: 'GET',
  path: '/custody/liberty/differences',
  needs: 'custody:read-liberty',
  summary: 'Dates and clocks that came out otherwise at night, with their cause',
  input: z.object({
    open: z.stringbool().default(false),
    page: z.coerce.number().int().min(1).default(1),
    size: z.coerce.number().int().min(1).max(200).default(50),
  }),
  output: z.object({
    rows: z.array(
      z.object({
        id: z.uuid(),
        imprisonmentId: z.uuid(),
        number: z.string(),
        onDate: z.string(),
        source: z.enum(['release-date', 'bail-clock']),
        class: z.enum(['early-release-risk', 'unlawful-detention-risk', 'other-change', 'refused']),
        cause: z.enum(['facts', 'law', 'unexplained']),
        changed: z.array(z.string()),
        before: z.string().nullable(),
        after: z.string().nullable(),
        settledWhy: z.string().nullable(),
      }),
    ),
    total: z.number(),
  }),
  reads: 'sensitive',
  example: { input: {}, output: { rows: [], total: 0 } },
})

export const settleDifference = endpoint({
  name: 'custody.settle-liberty-difference',
  method: 'POST',
  path: '/custody/liberty/differences/:id/settle',
  needs: 'custody:draw-liberty',
  summary: 'Write down why a date that nothing explained came out otherwise',
  input: z.object({ id: z.uuid(), why: z.string().trim().min(10).max(500) }),
  output: z.object({ settled: z.literal(true) }),
  refusals: ['not-found'],
  example: { input: { id: exampleId, why: 'Judgment corrected; letter 118 of the court' } },
})

export const listRedInCourt = endpoint({
  name: 'custody.list-red-in-court',
  method: 'GET',
  path: '/custody/liberty/red-in-court',
  needs: 'custody:read-red-list-in-court',
  summary: 'Accused of one’s court who are in prison without proof that they are lawfully held',
  input: z.object({}),
  output: z.object({
    rows: z.array(
      z.object({
        partyId: z.uuid(),
        caseId: z.uuid(),
        name: both,
        prison: both,
        number: z.string(),
        missing: z.array(Missing),
        since: z.string(),
      }),
    ),
    total: z.number(),
  }),
  reads: 'sensitive',
  example: { input: {}, output: { rows: [], total: 0 } },
})
