import { z } from 'zod'
import { endpoint } from '#platform/http/contract'

const exampleId = '0190a0de-0000-7000-8000-000000000001'
const both = z.object({ en: z.string(), ur: z.string() })
const prison = z.object({ id: z.number(), name: both })
const month = z.string().regex(/^20\d{2}-(0[1-9]|1[0-2])$/)

/** Why a month earns less than the whole, or nothing. */
export const monthReasons = [
  'condemned',
  'short-term',
  'NARCOTICS',
  'TERRORISM',
  'ACCOUNTABILITY',
  'section-unknown',
  'refer',
  'not-yet',
  'at-large',
  'simple',
  'kind-not-known',
  'offence',
  'not-at-work',
  'fewer-days',
  'good-later',
  'date-reached',
  'no-date',
] as const
export type MonthReason = (typeof monthReasons)[number]

const Run = z.object({
  id: z.uuid(),
  month: z.string(),
  state: z.enum(['prepared', 'signed', 'posted']),
  most: z.number(),
  preparedBy: both,
  preparedAt: z.string(),
  signedBy: both.nullable(),
  signedAt: z.string().nullable(),
  postedAt: z.string().nullable(),
  people: z.number(),
  whole: z.number(),
  less: z.number(),
  none: z.number(),
  days: z.number(),
  goodDays: z.number(),
  posted: z.number(),
  byHand: z.number(),
})

export const getMonth = endpoint({
  name: 'custody.get-remission-month',
  method: 'GET',
  path: '/custody/remission-month',
  needs: 'custody:read-regime',
  summary: 'Ordinary remission of a prison for a month: who earned how much, why less, and how far it is',
  input: z.object({ prisonId: z.coerce.number().int().optional(), month: month.optional() }),
  output: z.object({
    prison,
    prisons: z.array(prison),
    month: z.string(),
    over: z.boolean(),
    rule: z.object({
      conductDays: z.number(),
      labourDays: z.number(),
      fullWorkDays: z.number(),
      basis: z.string(),
      most: z.number(),
      section: z.string(),
    }),
    run: Run.nullable(),
    own: z.boolean(),
    /** How many lines have so many days, from none to the most. */
    spread: z.array(z.object({ days: z.number(), people: z.number() })),
    reasons: z.partialRecord(z.enum(monthReasons), z.number()),
    runs: z.array(Run),
  }),
  refusals: ['not-found'],
  example: { input: {} },
})

export const listMonthLines = endpoint({
  name: 'custody.list-remission-month-lines',
  method: 'GET',
  path: '/custody/remission-month/:runId/lines',
  needs: 'custody:read-regime',
  summary: 'Every convict of the month with days for conduct and labour, and each reason they are fewer',
  input: z.object({
    runId: z.uuid(),
    show: z.enum(['all', 'less', 'none', 'good', 'by-hand']).default('all'),
    reason: z.enum(monthReasons).optional(),
    /** What the reader last saw of the run: a list read before is not what is asked for now. */
    seen: z.string().max(80).optional(),
    sort: z.enum(['number', '-number', 'days', '-days']).default('number'),
    page: z.coerce.number().int().min(1).default(1),
    size: z.coerce.number().int().min(1).max(200).default(50),
  }),
  output: z.object({
    rows: z.array(
      z.object({
        imprisonmentId: z.uuid(),
        number: z.string(),
        name: both,
        conductDays: z.number(),
        labourDays: z.number(),
        days: z.number(),
        goodDays: z.number(),
        worked: z.number(),
        excused: z.number(),
        reasons: z.array(z.enum(monthReasons)),
        setWhy: z.string().nullable(),
        state: z.enum(['prepared', 'posted', 'by-hand']),
        due: z.string().nullable(),
      }),
    ),
    total: z.number(),
  }),
  reads: 'sensitive',
  example: { input: { runId: exampleId }, output: { rows: [], total: 0 } },
})

export const prepareMonth = endpoint({
  name: 'custody.prepare-remission-month',
  method: 'POST',
  path: '/custody/remission-month',
  needs: 'custody:prepare-month',
  summary: 'Reckon a month’s ordinary remission for every convict; reckoned again until it is signed',
  input: z.object({ month }),
  output: z.object({ runId: z.uuid(), people: z.number(), days: z.number() }),
  refusals: [
    'custody-regime.month-not-over',
    'custody-regime.month-signed',
    'custody-regime.no-convicts',
    'custody.law-refused',
  ],
  example: { input: { month: '2026-10' }, output: { runId: exampleId, people: 300, days: 1280 } },
})

export const setMonthLine = endpoint({
  name: 'custody.set-remission-month-line',
  method: 'POST',
  path: '/custody/remission-month/:runId/lines/:imprisonmentId',
  needs: 'custody:prepare-month',
  summary: 'Set other days than were reckoned for one prisoner, with the reason, before the month is signed',
  input: z.object({
    runId: z.uuid(),
    imprisonmentId: z.uuid(),
    days: z.number().int().min(0).max(31),
    why: z.string().trim().min(5).max(300),
  }),
  output: z.object({ days: z.number() }),
  refusals: [
    'not-found',
    'custody-regime.month-signed',
    'custody-regime.over-most',
    'custody-regime.barred-line',
  ],
  example: {
    input: { runId: exampleId, imprisonmentId: exampleId, days: 3, why: 'Cook in the hospital kitchen' },
    output: { days: 3 },
  },
})

export const signMonth = endpoint({
  name: 'custody.sign-remission-month',
  method: 'POST',
  path: '/custody/remission-month/:runId/sign',
  needs: 'custody:sign-month',
  summary:
    'Sign a month’s ordinary remission; it is posted to every ledger and dates of release are computed anew',
  stepUp: true,
  input: z.object({ runId: z.uuid() }),
  output: z.object({ state: z.literal('signed') }),
  refusals: [
    'access.same-person',
    'access.same-session',
    'access.delegate',
    'not-found',
    'custody-regime.month-signed',
  ],
  example: { input: { runId: exampleId }, output: { state: 'signed' } },
})
