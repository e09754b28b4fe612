import { z } from 'zod'
import { endpoint } from '#platform/http/contract'

const exampleId = '0190a0de-0000-7000-8000-000000000001'
const both = z.object({ en: z.string(), ur: z.string() })
const text = (most: number) => z.string().trim().min(2).max(most)
const prison = z.object({ id: z.number(), name: both })
/** `2026-10` */
const month = z.string().regex(/^20\d{2}-(0[1-9]|1[0-2])$/)

export const gangKinds = ['factory', 'kitchen', 'garden', 'service'] as const
/** In the order of the keys 1 to 6 with which a muster is written. */
export const musterMarks = ['worked', 'half', 'ill', 'absent', 'refused', 'outside'] as const
export const labourBases = ['rigorous', 'volunteer', 'consent'] as const
export const labourEnds = ['moved', 'unfit', 'request', 'discipline', 'closed', 'other'] as const
export const wageStates = ['prepared', 'checked', 'posted'] as const

const Rate = z.object({
  code: z.string(),
  name: both,
  unit: z.enum(['day', 'piece']),
  rupees: z.number(),
  basis: z.string(),
})
const Gang = z.object({
  id: z.uuid(),
  kind: z.enum(gangKinds),
  name: both,
  sex: z.enum(['M', 'F']),
  capacity: z.number(),
  placed: z.number(),
  /** Members whom the medical officer holds unfit for labour or has in a ward. */
  unfit: z.number(),
  rate: Rate.nullable(),
  /** Lines of the day's muster. */
  marked: z.number(),
  worked: z.number(),
})
export type Gang = z.output<typeof Gang>

export const getLabour = endpoint({
  name: 'custody.get-labour',
  method: 'GET',
  path: '/custody/labour',
  needs: 'custody:read-regime',
  summary:
    'Every gang of a prison: places filled, the muster of a day, its rate, and work over the last weeks',
  input: z.object({ prisonId: z.coerce.number().int().optional() }),
  output: z.object({
    gangs: z.array(Gang),
    prison,
    prisons: z.array(prison),
    on: z.string(),
    rates: z.array(Rate),
    /** Convicts who are in no gang. */
    convictsWithout: z.number(),
    days: z.array(z.object({ day: z.string(), worked: z.number(), kept: z.number(), missed: z.number() })),
  }),
  refusals: ['not-found'],
  example: { input: {} },
})

export const getGang = endpoint({
  name: 'custody.get-gang',
  method: 'GET',
  path: '/custody/labour/gangs/:gangId',
  needs: 'custody:read-regime',
  summary: 'One gang with its people and the muster of a day',
  input: z.object({ gangId: z.uuid(), on: z.iso.date().optional() }),
  output: z.object({
    gang: Gang,
    prison,
    on: z.string(),
    today: z.string(),
    /** The month's wages were checked: its muster stands. */
    closed: z.boolean(),
    people: z.array(
      z.object({
        labourId: z.uuid(),
        imprisonmentId: z.uuid(),
        number: z.string(),
        name: both,
        basis: z.enum(labourBases),
        fromOn: z.string(),
        toOn: z.string().nullable(),
        fit: z.boolean(),
        outside: z.boolean(),
        mark: z.enum(musterMarks).nullable(),
        pieces: z.number(),
      }),
    ),
  }),
  reads: 'sensitive',
  refusals: ['not-found'],
  example: { input: { gangId: exampleId } },
})

export const openGang = endpoint({
  name: 'custody.open-gang',
  method: 'POST',
  path: '/custody/labour/gangs',
  needs: 'custody:edit-gangs',
  summary: 'Open a place of work: kind, places, and the rate by which it is paid',
  input: z.object({
    kind: z.enum(gangKinds),
    nameEn: text(60),
    nameUr: text(60),
    sex: z.enum(['M', 'F']),
    capacity: z.number().int().min(1).max(2000),
    rateCode: z.string().min(1).max(40),
  }),
  output: z.object({ gangId: z.uuid() }),
  refusals: ['custody-regime.same-name', 'not-found'],
  example: {
    input: {
      kind: 'factory',
      nameEn: 'Carpet factory',
      nameUr: 'قالین فیکٹری',
      sex: 'M',
      capacity: 30,
      rateCode: 'skilled',
    },
    output: { gangId: exampleId },
  },
})

export const closeGang = endpoint({
  name: 'custody.close-gang',
  method: 'POST',
  path: '/custody/labour/gangs/:gangId/close',
  needs: 'custody:edit-gangs',
  summary: 'Close a place of work; whoever is in its gang leaves it',
  input: z.object({ gangId: z.uuid() }),
  output: z.object({ left: z.number() }),
  refusals: ['not-found'],
  example: { input: { gangId: exampleId }, output: { left: 12 } },
})

export const assignLabour = endpoint({
  name: 'custody.assign-labour',
  method: 'POST',
  path: '/custody/labour/gangs/:gangId/members',
  needs: 'custody:assign-labour',
  summary: 'Put a prisoner into a gang, by sentence, own wish or signed consent, with the reason',
  input: z
    .object({
      gangId: z.uuid(),
      imprisonmentId: z.uuid(),
      basis: z.enum(labourBases),
      consentPaper: text(120).optional(),
      reason: text(300),
    })
    .refine((given) => (given.basis === 'consent') === (given.consentPaper !== undefined), {
      path: ['consentPaper'],
      params: {
        code: 'consent',
        en: 'Write the signed paper by which an under-trial consents, and only then.',
        ur: 'زیرِ سماعت اسیر کی دستخط شدہ رضامندی کا حوالہ لکھیں، اور صرف اسی صورت میں۔',
      },
    }),
  output: z.object({ labourId: z.uuid() }),
  refusals: [
    'not-found',
    'custody.not-in',
    'custody-regime.gang-closed',
    'custody-regime.gang-full',
    'custody-regime.in-another-gang',
    'custody-regime.unfit',
    'custody-regime.condemned',
    'custody-regime.consent-only',
    'custody-regime.convict-no-consent',
    'custody-regime.not-rigorous',
    'custody-regime.other-sex',
  ],
  example: {
    input: { gangId: exampleId, imprisonmentId: exampleId, basis: 'rigorous', reason: 'Trained tailor' },
    output: { labourId: exampleId },
  },
})

export const endLabour = endpoint({
  name: 'custody.end-labour',
  method: 'POST',
  path: '/custody/labour/:labourId/end',
  needs: 'custody:assign-labour',
  summary: 'Take a prisoner out of a gang, with the reason',
  input: z.object({ labourId: z.uuid(), why: z.enum(labourEnds) }),
  output: z.object({ ended: z.literal(true) }),
  refusals: ['not-found'],
  example: { input: { labourId: exampleId, why: 'request' }, output: { ended: true } },
})

export const markMuster = endpoint({
  name: 'custody.mark-muster',
  method: 'POST',
  path: '/custody/labour/gangs/:gangId/muster',
  needs: 'custody:mark-muster',
  summary: 'Write the muster of a whole gang for a day; written again it takes the place of what was there',
  input: z.object({
    gangId: z.uuid(),
    on: z.iso.date(),
    lines: z
      .array(
        z.object({
          imprisonmentId: z.uuid(),
          mark: z.enum(musterMarks),
          pieces: z.number().int().min(0).max(500).default(0),
        }),
      )
      .min(1)
      .max(2000),
  }),
  output: z.object({ marked: z.number(), worked: z.number() }),
  refusals: [
    'not-found',
    'custody-regime.in-future',
    'custody-regime.month-checked',
    'custody-regime.not-of-gang',
    'custody-regime.outside',
    'custody-regime.pieces-taken',
    'custody-regime.twice-in-muster',
  ],
  example: {
    input: {
      gangId: exampleId,
      on: '2026-11-21',
      lines: [{ imprisonmentId: exampleId, mark: 'worked', pieces: 0 }],
    },
    output: { marked: 1, worked: 1 },
  },
})

const Sheet = z.object({
  id: z.uuid(),
  month: z.string(),
  state: z.enum(wageStates),
  preparedBy: both,
  preparedAt: z.string(),
  checkedBy: both.nullable(),
  checkedAt: z.string().nullable(),
  postedAt: z.string().nullable(),
  people: z.number(),
  rupees: z.number(),
  posted: z.number(),
  transferred: z.number(),
})

export const getWages = endpoint({
  name: 'custody.get-wages',
  method: 'GET',
  path: '/custody/wages',
  needs: 'custody:read-regime',
  summary: 'The wage sheet of a month, what the muster comes to now, and earlier sheets',
  input: z.object({ prisonId: z.coerce.number().int().optional(), month: month.optional() }),
  output: z.object({
    prison,
    prisons: z.array(prison),
    month: z.string(),
    /** The month is over: it can be reckoned. */
    over: z.boolean(),
    muster: z.object({ people: z.number(), rupees: z.number() }),
    sheet: Sheet.nullable(),
    /** The muster says something else than the sheet that waits for the second officer. */
    differs: z.boolean(),
    own: z.boolean(),
    sheets: z.array(Sheet),
  }),
  refusals: ['not-found'],
  example: { input: {} },
})

export const listWageLines = endpoint({
  name: 'custody.list-wage-lines',
  method: 'GET',
  path: '/custody/wages/:sheetId/lines',
  needs: 'custody:read-regime',
  summary: 'Who earned how much in a month, and the voucher that paid it',
  input: z.object({
    sheetId: z.uuid(),
    seen: z.string().max(80).optional(),
    sort: z.enum(['number', '-number', 'rupees', '-rupees']).default('-rupees'),
    page: z.coerce.number().int().min(1).default(1),
    size: z.coerce.number().int().min(1).max(200).default(50),
  }),
  output: z.object({
    rows: z.array(
      z.object({
        imprisonmentId: z.uuid(),
        number: z.string(),
        name: both,
        days: z.number(),
        pieces: z.number(),
        rupees: z.number(),
        state: z.enum(['to-post', 'posted', 'transferred']),
      }),
    ),
    total: z.number(),
  }),
  reads: 'sensitive',
  example: { input: { sheetId: exampleId }, output: { rows: [], total: 0 } },
})

export const prepareWages = endpoint({
  name: 'custody.prepare-wages',
  method: 'POST',
  path: '/custody/wages',
  needs: 'custody:prepare-wages',
  summary: 'Reckon a month’s wages from the muster; reckoned again until the second officer has checked it',
  input: z.object({ month }),
  output: z.object({ sheetId: z.uuid(), people: z.number(), rupees: z.number() }),
  refusals: ['custody-regime.month-not-over', 'custody-regime.no-muster', 'custody-regime.sheet-checked'],
  example: { input: { month: '2026-10' }, output: { sheetId: exampleId, people: 40, rupees: 41000 } },
})

export const checkWages = endpoint({
  name: 'custody.check-wages',
  method: 'POST',
  path: '/custody/wages/:sheetId/check',
  needs: 'custody:check-wages',
  summary: 'Stand for a month’s wages as second officer; they are then booked to every account',
  stepUp: true,
  input: z.object({ sheetId: z.uuid() }),
  output: z.object({ state: z.literal('checked') }),
  refusals: [
    'access.same-person',
    'access.same-session',
    'access.delegate',
    'not-found',
    'custody-regime.sheet-checked',
    'custody-regime.muster-changed',
  ],
  example: { input: { sheetId: exampleId }, output: { state: 'checked' } },
})
