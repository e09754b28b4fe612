import { z } from 'zod'
import { endpoint } from '#platform/http/contract'

const exampleId = '0190a0de-0000-7000-8000-000000000001'
const both = z.object({ en: z.string(), ur: z.string() })
const prison = z.object({ id: z.number(), name: both })
const key = z.string().regex(/^[a-z][a-z-]{1,40}$/)
/** A rule's own value, as it is typed and kept: sums in rupees, hours as 08:00. */
const Value = z.union([
  z.number(),
  z.boolean(),
  z.string().max(4000),
  z.array(z.union([z.number(), z.string().max(60)])).max(20),
  z.null(),
])
const Values = z.record(z.string().max(60), Value)
export type SettingValues = z.output<typeof Values>

export const authorities = [
  'inspector-general',
  'home-department',
  'provincial-government',
  'high-court',
] as const

/** Which rule of a setting, for an address: its values in their order, `ordinary~~~F~~`. */
export function writtenIdentity(identity: SettingValues): string {
  return Object.values(identity)
    .map((value) => (value === null ? '' : String(value)))
    .join('~')
}

const Option = z.object({ value: z.string(), name: both })
/** A column as the screen asks for it and shows it. */
const Field = z.object({
  column: z.string(),
  name: both,
  kind: z.enum(['number', 'quantity', 'money', 'time', 'flag', 'text', 'prose', 'choice', 'choices']),
  unit: both.nullable(),
  least: z.number().nullable(),
  most: z.number().nullable(),
  language: z.enum(['en', 'ur']).nullable(),
  options: z.array(Option),
  numbers: z.boolean(),
  /** What may stand in braces, with an example for the preview. */
  placeholders: z.array(z.object({ key: z.string(), name: both, example: both })),
  /** What an empty value means; null where a value must be given. */
  empty: both.nullable(),
  once: z.boolean(),
})
export type SettingField = z.output<typeof Field>

/** What holds on a day somewhere: the values as they are kept, and each in words. */
const Version = z.object({
  fromOn: z.string(),
  values: Values,
  said: z.array(
    z.object({
      column: z.string(),
      name: both,
      text: both,
      /** In which language words of some length are; null of everything else. */
      language: z.enum(['en', 'ur']).nullable(),
    }),
  ),
  source: both.nullable(),
  /** To be confirmed, or not settled: whoever meets it refers to the law officer. */
  refer: z.boolean(),
  ended: z.boolean(),
})
export type SettingVersion = z.output<typeof Version>

/** A province's own rule, the country's where it has none, or nothing. */
const Cell = z.object({
  jurisdiction: z.string(),
  from: z.enum(['own', 'country', 'none']),
  version: Version.nullable(),
  /** What is adopted already and comes into force later. */
  next: Version.nullable(),
})
const Line = z.object({
  identity: Values,
  label: both,
  cells: z.array(Cell),
  differs: z.boolean(),
})
export type SettingLine = z.output<typeof Line>

const Head = z.object({
  key,
  group: z.string(),
  name: both,
  about: both,
  byPrison: z.boolean(),
  /** What it means where a province has no such rule; null: not settled, referred. */
  absent: both.nullable(),
})
const Province = z.object({ jurisdiction: z.string(), name: both, own: z.boolean() })

export const listSettings = endpoint({
  name: 'custody.list-settings',
  method: 'GET',
  path: '/custody/settings',
  needs: 'custody:read-settings',
  summary:
    'Everything that provinces and prisons set for themselves, as it is in force today, province beside province',
  input: z.object({}),
  output: z.object({
    on: z.string(),
    provinces: z.array(Province),
    rows: z.array(
      Head.extend({
        lines: z.array(Line),
        rules: z.number(),
        differing: z.number(),
        /** Rules that say nothing or wait to be confirmed, in the reader's province. */
        unsettled: z.number(),
        /** Rules of single prisons in force today. */
        ofPrisons: z.number(),
        ahead: z.number(),
        proposed: z.number(),
        /** Of those, proposed by somebody else: waiting for the reader where the reader may adopt. */
        waiting: z.number(),
      }),
    ),
  }),
  example: { input: {}, output: { on: '2026-11-20', provinces: [], rows: [] } },
})

const Change = z.object({
  id: z.uuid(),
  prison: prison.nullable(),
  label: both,
  fromOn: z.string(),
  ends: z.boolean(),
  /** Each value as it was when proposed, as it stands for that day now, and as it becomes. */
  rows: z.array(
    z.object({
      column: z.string(),
      name: both,
      language: z.enum(['en', 'ur']).nullable(),
      was: both.nullable(),
      now: both.nullable(),
      becomes: both,
    }),
  ),
  paper: both,
  reason: z.string(),
  state: z.enum(['proposed', 'adopted', 'withdrawn']),
  proposedBy: both,
  proposedAt: z.string(),
  adoptedBy: both.nullable(),
  adoptedAt: z.string().nullable(),
  withdrawnBy: both.nullable(),
  withdrawnWhy: z.string().nullable(),
  /** Somebody changed the rule since this was proposed. */
  overtaken: z.boolean(),
  /** Its day has passed before anybody adopted it. */
  late: z.boolean(),
  own: z.boolean(),
  may: z.object({ adopt: z.boolean(), withdraw: z.boolean() }),
})
export type SettingChange = z.output<typeof Change>

export const getSetting = endpoint({
  name: 'custody.get-setting',
  method: 'GET',
  path: '/custody/settings/:key',
  needs: 'custody:read-settings',
  summary:
    'One setting: its rules in every province and in the reader’s prisons, every version with who adopted it, and what is proposed',
  input: z.object({ key }),
  output: Head.extend({
    on: z.string(),
    provinces: z.array(Province),
    lines: z.array(Line),
    grows: both.nullable(),
    /** Rules of single prisons, where they differ from their province's. */
    ofPrisons: z.array(
      z.object({
        prison,
        identity: Values,
        label: both,
        version: Version.nullable(),
        next: Version.nullable(),
        province: Version.nullable(),
      }),
    ),
    versions: z.array(
      Version.extend({
        id: z.string(),
        jurisdiction: z.string(),
        prison: prison.nullable(),
        label: both,
        standing: z.enum(['ahead', 'in-force', 'past']),
        /** Empty for what the system was shipped with. */
        adopted: z.object({ by: both, at: z.string(), proposedBy: both, reason: z.string() }).nullable(),
      }),
    ),
    changes: z.array(Change),
    mayPropose: z.boolean(),
  }),
  refusals: ['not-found'],
  example: { input: { key: 'telephone' } },
})

export const getSettingRule = endpoint({
  name: 'custody.get-setting-rule',
  method: 'GET',
  path: '/custody/settings/:key/rule',
  needs: 'custody:propose-setting',
  summary:
    'What a change of one rule starts from: its fields, what holds now, and the version it is proposed on',
  input: z.object({
    key,
    /** Which rule, as `writtenIdentity` writes it; left out for a rule that is to be added. */
    rule: z.string().max(200).optional(),
    prisonId: z.coerce.number().int().optional(),
  }),
  output: Head.extend({
    label: both,
    identity: Values,
    /** What says for whom a new rule is; empty where the rule is there already. */
    identityFields: z.array(Field),
    fields: z.array(Field),
    prisons: z.array(prison),
    prison: prison.nullable(),
    current: Version.nullable(),
    /** The current version is the prison's own, its province's or the country's. */
    from: z.enum(['prison', 'own', 'country', 'none']),
    next: Version.nullable(),
    mayEnd: z.boolean(),
    version: z.string(),
    today: z.string(),
  }),
  refusals: ['not-found', 'custody-settings.not-by-prison'],
  example: { input: { key: 'telephone' } },
})

export const proposeSetting = endpoint({
  name: 'custody.propose-setting',
  method: 'POST',
  path: '/custody/settings/:key/changes',
  needs: 'custody:propose-setting',
  summary:
    'Propose what a rule becomes from a day on, with the paper it rests on; nothing changes until another officer adopts it',
  input: z.object({
    key,
    prisonId: z.number().int().optional(),
    identity: Values.default({}),
    values: Values.default({}),
    /** The rule ends: the province's own or the wider rule holds instead. */
    ends: z.boolean().default(false),
    fromOn: z.iso.date(),
    authority: z.enum(authorities),
    paperNumber: z.string().trim().min(2).max(80),
    paperOn: z.iso.date(),
    reason: z.string().trim().min(5).max(500),
    version: z.string().max(80),
  }),
  output: z.object({ changeId: z.uuid() }),
  refusals: [
    'stale-version',
    'not-found',
    'custody-settings.not-by-prison',
    'custody-settings.not-ended',
    'custody-settings.exists-already',
  ],
  example: {
    input: {
      key: 'telephone',
      values: { minutes_week: 40, open_from: '08:00', open_to: '17:00', weekdays: [1, 2, 3, 4, 5, 6] },
      fromOn: '2027-01-01',
      authority: 'inspector-general',
      paperNumber: 'IG/Tel/2026/118',
      paperOn: '2026-11-10',
      reason: 'Two more booths were installed',
      version: 'e1c7',
    },
    output: { changeId: exampleId },
  },
})

export const adoptSetting = endpoint({
  name: 'custody.adopt-setting',
  method: 'POST',
  path: '/custody/setting-changes/:changeId/adopt',
  needs: 'custody:adopt-setting',
  summary: 'Adopt another officer’s change: from its day on the rule is as it says',
  stepUp: true,
  input: z.object({ changeId: z.uuid() }),
  output: z.object({ state: z.literal('adopted') }),
  refusals: [
    'access.same-person',
    'access.same-session',
    'access.delegate',
    'not-found',
    'custody-settings.decided-already',
    'custody-settings.overtaken',
    'custody-settings.too-late',
  ],
  example: { input: { changeId: exampleId }, output: { state: 'adopted' } },
})

export const withdrawSetting = endpoint({
  name: 'custody.withdraw-setting',
  method: 'POST',
  path: '/custody/setting-changes/:changeId/withdraw',
  needs: 'custody:propose-setting',
  summary: 'Withdraw a change that nobody adopted, with the reason',
  input: z.object({ changeId: z.uuid(), why: z.string().trim().min(5).max(500) }),
  output: z.object({ state: z.literal('withdrawn') }),
  refusals: ['not-found', 'custody-settings.decided-already'],
  example: { input: { changeId: exampleId, why: 'The paper was recalled' }, output: { state: 'withdrawn' } },
})
