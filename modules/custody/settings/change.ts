import { sql } from 'kysely'
import { requireSecondPerson, standing } from '#kernel/access'
import type { Tx } from '#platform/db'
import { refuse, refuseFields, refuseStale } from '#platform/http'
import type { FieldProblem, OutputOf, ParsedInputOf } from '#platform/http/contract'
import { formatDate } from '#platform/i18n'
import { violates } from '../accounts/book.ts'
import { today } from '../law-of-prison.ts'
import { prisonsInReach } from '../prison-of.ts'
import type * as contract from './contract.ts'
import { type Both, type Part, type Setting, units } from './declare.ts'
import { headOf, listRules, sameAs } from './reading.ts'
import { settingOf } from './registry.ts'
import {
  inForce,
  labelOf,
  type Named,
  namesIn,
  nextOf,
  type Rule,
  rulesOf,
  standingOn,
  typedIdentity,
  versionOf,
} from './rules.ts'
import { fieldOf, type Kept, keptOf, problemsOf, typedOf } from './values.ts'

type RuleToChange = OutputOf<typeof contract.getSettingRule>
type Proposed = ParsedInputOf<typeof contract.proposeSetting>

/** A rule that is to be added is proposed on nothing. */
const nothing = 'new'

/** @throws not-found, custody-settings.not-by-prison */
async function placeOf(tx: Tx, setting: Setting, prisonId: number | undefined) {
  if (prisonId === undefined) return null
  if (setting.byPrison !== true) throw refuse('custody-settings.not-by-prison')
  const found = (await prisonsInReach(tx)).find(({ id }) => id === prisonId)
  if (found === undefined) throw refuse('not-found')
  return found
}

/** What a change of one rule starts from. @throws not-found, custody-settings.not-by-prison */
export async function ruleToChange(
  tx: Tx,
  query: ParsedInputOf<typeof contract.getSettingRule>,
): Promise<RuleToChange> {
  const setting = settingOf(query.key)
  const prison = await placeOf(tx, setting, query.prisonId)
  const on = await today(tx)
  const rules = await rulesOf(tx, setting.key)
  const lists = await listRules(tx, setting)
  const named = namesIn([...rules, ...lists])
  const adding = query.rule === undefined && setting.identity.length > 0
  const identity = adding ? {} : identityWritten(setting, query.rule ?? '')
  const versions = adding ? [] : sameAs(setting, rules, identity)
  if (!adding && setting.identity.length > 0 && versions.length === 0) throw refuse('not-found')
  if (adding && setting.grows === undefined) throw refuse('not-found')
  const place = { jurisdiction: standing(tx).jurisdiction, prisonId: prison?.id ?? null }
  const { rule, from } = standingOn(versions, place, on)
  const there = versions.filter(
    (one) => one.jurisdiction === place.jurisdiction && one.prisonId === place.prisonId,
  )
  const next = nextOf(there, on)
  return {
    ...headOf(setting),
    label: adding ? setting.grows! : labelOf(setting, identity, named),
    identity: adding ? {} : typedIdentity(setting, identity),
    identityFields: adding ? setting.identity.flatMap((part) => askFor(part, named)) : [],
    fields: setting.columns.filter(({ once }) => adding || once !== true).map(fieldOf),
    prisons: setting.byPrison === true ? await prisonsInReach(tx) : [],
    prison,
    current: rule === undefined ? null : versionOf(setting, rule),
    from,
    next: next === undefined ? null : versionOf(setting, next),
    mayEnd: mayEnd(setting, place.prisonId) && inForce(there, on) !== undefined,
    version: adding ? nothing : await baseOf(tx, setting, place.prisonId, identity),
    today: on,
  }
}

function mayEnd(setting: Setting, prisonId: number | null): boolean {
  return setting.byPrison === true && (prisonId !== null || setting.endsForAll === true)
}

/** The reverse of `writtenIdentity`. What is no rule is found out when its versions are looked for. */
function identityWritten(setting: Setting, written: string): Kept {
  const values = written.split('~')
  return Object.fromEntries(
    setting.identity.map(({ column, kind }, at) => {
      const value = values[at] ?? ''
      return [column, value === '' ? null : kind === 'number' ? Number(value) : value]
    }),
  )
}

/** How a new rule is asked whom it is for. */
function askFor(part: Part, named: Named): RuleToChange['identityFields'] {
  if (part.kind === 'made') return []
  const { column, name, any: empty } = part
  const shared = empty === undefined ? {} : { empty }
  if (part.kind === 'number')
    return [
      fieldOf({
        kind: 'number',
        column,
        name,
        unit: units.none,
        least: part.least,
        most: part.most,
        ...shared,
      }),
    ]
  const values =
    part.kind === 'choice'
      ? part.values
      : Object.fromEntries(
          [...named]
            .filter(([key]) => key.startsWith(`${part.list}:`))
            .map(([key, words]) => [key.slice(part.list.length + 1), words]),
        )
  return [fieldOf({ kind: 'choice', column, name, values, ...shared })]
}

async function baseOf(tx: Tx, setting: Setting, prisonId: number | null, identity: Kept): Promise<string> {
  const { rows } = await sql<{ base: string }>`
    select custody.setting_base(${setting.key}, ${standing(tx).jurisdiction}, ${prisonId}, ${JSON.stringify(identity)}::jsonb) as base`.execute(
    tx,
  )
  return rows[0]!.base
}

/** Words of the authority as a rule cites them. */
const authority: Record<Proposed['authority'], Both> = {
  'inspector-general': {
    en: 'Order of the Inspector-General of Prisons',
    ur: 'حکم انسپکٹر جنرل جیل خانہ جات',
  },
  'home-department': { en: 'Order of the Home Department', ur: 'حکم محکمہ داخلہ' },
  'provincial-government': { en: 'Notification of the Provincial Government', ur: 'اعلامیہ صوبائی حکومت' },
  'high-court': { en: 'Direction of the High Court', ur: 'ہدایت عدالتِ عالیہ' },
}

/**
 * Proposes what a rule becomes from a day on. Nothing changes until another officer adopts it.
 * @throws invalid-input beside the field, stale-version with what holds now, custody-settings.exists-already, .not-ended, .not-by-prison, not-found
 */
export async function propose(
  tx: Tx,
  given: Proposed,
  call: { sessionId: string | null },
): Promise<{ changeId: string }> {
  const setting = settingOf(given.key)
  const prison = await placeOf(tx, setting, given.prisonId)
  const { jurisdiction, grantId } = standing(tx)
  const place = { jurisdiction, prisonId: prison?.id ?? null }
  const rules = await rulesOf(tx, setting.key)
  const adding = given.version === nothing
  const identity = adding
    ? await identityOfNew(tx, setting, given, rules)
    : Object.fromEntries(setting.identity.map(({ column }) => [column, given.identity[column] ?? null]))
  const versions = sameAs(setting, rules, identity)
  const there = versions.filter(
    (one) => one.jurisdiction === place.jurisdiction && one.prisonId === place.prisonId,
  )
  if (adding && versions.some((one) => one.prisonId === null || one.prisonId === place.prisonId))
    throw refuse('custody-settings.exists-already')
  if (!adding && setting.identity.length > 0 && versions.length === 0) throw refuse('not-found')

  const base = await baseOf(tx, setting, place.prisonId, identity)
  const before = standingOn(versions, place, given.fromOn).rule
  if (!adding && base !== given.version)
    throw refuseStale({
      version: base,
      values: { values: before === undefined ? {} : typedOf(setting.columns, before.value) },
    })
  if (given.ends && !(mayEnd(setting, place.prisonId) && inForce(there, given.fromOn) !== undefined))
    throw refuse('custody-settings.not-ended')

  // What is said once is taken over; of a rule that ends every value is.
  const kept = before === undefined ? {} : typedOf(setting.columns, before.value)
  const typed = given.ends
    ? kept
    : Object.fromEntries(
        setting.columns.map(({ column, once }) => [
          column,
          once === true && !adding ? (kept[column] ?? null) : (given.values[column] ?? null),
        ]),
      )
  const after = { ...keptOf(setting.columns, typed), ...setting.derive?.(typed) }
  const problems = [
    ...(given.ends ? [] : problemsOf(setting, typed, identity)),
    ...(await problemsOfPaper(tx, given, there)),
    ...(!given.ends &&
    before !== undefined &&
    sameValues(setting, before.value, after) &&
    before.jurisdiction === jurisdiction &&
    before.prisonId === place.prisonId
      ? [
          problem(
            'fromOn',
            'unchanged',
            'It says what holds on that day already.',
            'اس دن یہی قاعدہ پہلے سے نافذ ہے۔',
          ),
        ]
      : []),
  ]
  if (problems.length > 0) throw refuseFields(problems)

  const cited = (language: 'en' | 'ur') =>
    `${authority[given.authority][language]}${language === 'en' ? ' No. ' : ' نمبر '}${given.paperNumber}${language === 'en' ? ' of ' : ' مورخہ '}${formatDate(given.paperOn, language)}`
  const { rows } = await sql<{ id: string }>`
    insert into custody.setting_change (jurisdiction, prison_id, key, identity, from_on, before, after, ends, base, authority, paper_number,
      paper_on, paper_en, paper_ur, reason, proposed_in, proposed_under)
    values (${jurisdiction}, ${place.prisonId}, ${setting.key}, ${JSON.stringify(identity)}::jsonb, ${given.fromOn}::date,
      ${before === undefined ? null : JSON.stringify(before.value)}::jsonb, ${JSON.stringify(after)}::jsonb, ${given.ends}, ${base},
      ${given.authority}, ${given.paperNumber}, ${given.paperOn}::date, ${cited('en')}, ${cited('ur')}, ${given.reason},
      ${call.sessionId}::uuid, ${grantId}::uuid) returning id`.execute(tx)
  return { changeId: rows[0]!.id }
}

function problem(path: string, code: string, en: string, ur: string): FieldProblem {
  return { path, code, message: { en, ur } }
}

function sameValues(setting: Setting, one: Kept, other: Kept): boolean {
  return setting.columns.every(
    ({ column }) => JSON.stringify(one[column] ?? null) === JSON.stringify(other[column] ?? null),
  )
}

/** The day and the paper: never before today, never a day that has a version already, never a paper of a day to come. */
async function problemsOfPaper(tx: Tx, given: Proposed, there: readonly Rule[]): Promise<FieldProblem[]> {
  const on = await today(tx)
  return [
    ...(given.fromOn < on
      ? [
          problem(
            'fromOn',
            'past',
            'Not before today: what was in force stays as it was.',
            'آج سے پہلے نہیں: جو نافذ تھا وہ ویسا ہی رہتا ہے۔',
          ),
        ]
      : []),
    ...(there.some(({ fromOn }) => fromOn === given.fromOn)
      ? [
          problem(
            'fromOn',
            'taken',
            'A version begins on that day already; choose another day.',
            'اس دن سے ایک قاعدہ پہلے ہی شروع ہوتا ہے؛ کوئی اور دن چنیں۔',
          ),
        ]
      : []),
    ...(given.paperOn > on
      ? [
          problem(
            'paperOn',
            'future',
            'The paper cannot be of a day to come.',
            'کاغذ کی تاریخ آنے والے دن کی نہیں ہو سکتی۔',
          ),
        ]
      : []),
  ]
}

/** Whom a new rule is for, checked; a code of its own where it is named. @throws invalid-input, not-found when the setting does not grow */
async function identityOfNew(
  tx: Tx,
  setting: Setting,
  given: Proposed,
  rules: readonly Rule[],
): Promise<Kept> {
  if (setting.grows === undefined) throw refuse('not-found')
  const named = namesIn([...rules, ...(await listRules(tx, setting))])
  const problems: FieldProblem[] = []
  const at = (column: string) => `identity.${column}`
  const parts = setting.identity.map((part): [string, unknown] => {
    const { column } = part
    if (part.kind === 'made') return [column, codeFor(standing(tx).jurisdiction, given.values.name_en, rules)]
    const value = given.identity[column] ?? null
    if (value === null) {
      if (part.any === undefined)
        problems.push(problem(at(column), 'required', 'Fill this in.', 'یہ خانہ پُر کریں۔'))
      return [column, null]
    }
    const fits =
      part.kind === 'number'
        ? typeof value === 'number' && Number.isInteger(value) && value >= part.least && value <= part.most
        : part.kind === 'choice'
          ? Object.hasOwn(part.values, String(value))
          : named.has(`${part.list}:${String(value)}`)
    if (!fits)
      problems.push(
        part.kind === 'number'
          ? problem(
              at(column),
              'out-of-bounds',
              `A whole number from ${part.least} to ${part.most}.`,
              `${part.least} سے ${part.most} تک پورا عدد۔`,
            )
          : problem(at(column), 'choice', 'Choose one of the given values.', 'دی گئی فہرست میں سے چنیں۔'),
      )
    return [column, value]
  })
  if (problems.length > 0) throw refuseFields(problems)
  return Object.fromEntries(parts)
}

/** A code that no other province's value can have: `sd-tailoring`, the next number where it is taken. */
function codeFor(jurisdiction: string, name: unknown, rules: readonly Rule[]): string {
  const slug = String(name ?? '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 30)
  const wanted = `${jurisdiction.slice(3).toLowerCase()}-${slug === '' ? 'own' : slug}`
  const taken = new Set(rules.map(({ identity }) => identity.code))
  const free = [wanted, ...Array.from({ length: 50 }, (_, n) => `${wanted}-${n + 2}`)]
  return free.find((code) => !taken.has(code))!
}

interface Open {
  state: string
  fromOn: string
  overtaken: boolean
  by: string
  session: string | null
  under: string | null
}

/** @throws not-found, custody-settings.decided-already */
async function openChange(tx: Tx, changeId: string): Promise<Open> {
  const { rows } = await sql<Open>`
    select state, from_on as "fromOn", base <> custody.setting_base(key, jurisdiction, prison_id, identity) as overtaken,
      proposed_by as by, proposed_in as session, proposed_under as under
      from custody.setting_change where id = ${changeId}::uuid for update`.execute(tx)
  if (rows[0] === undefined) throw refuse('not-found')
  if (rows[0].state !== 'proposed') throw refuse('custody-settings.decided-already')
  return rows[0]
}

/**
 * Another officer than who proposed it adopts a change; the database writes the row in the same transaction.
 * @throws not-found, access.same-person and its kin, custody-settings.decided-already, .overtaken, .too-late
 */
export async function adopt(
  tx: Tx,
  { changeId }: { changeId: string },
  call: { sessionId: string | null },
): Promise<{ state: 'adopted' }> {
  const change = await openChange(tx, changeId)
  await requireSecondPerson(tx, call, change)
  if (change.fromOn < (await today(tx))) throw refuse('custody-settings.too-late')
  if (change.overtaken) throw refuse('custody-settings.overtaken')
  await sql`update custody.setting_change set state = 'adopted' where id = ${changeId}::uuid`
    .execute(tx)
    .catch((error: unknown) => {
      // Two changes of one rule adopted at the same moment: the second finds the first's version.
      if (violates(error, 'setting_stale')) throw refuse('custody-settings.overtaken')
      throw error
    })
  return { state: 'adopted' }
}

/** @throws not-found, custody-settings.decided-already */
export async function withdraw(
  tx: Tx,
  given: { changeId: string; why: string },
): Promise<{ state: 'withdrawn' }> {
  await openChange(tx, given.changeId)
  await sql`update custody.setting_change set state = 'withdrawn', withdrawn_why = ${given.why}
    where id = ${given.changeId}::uuid`.execute(tx)
  return { state: 'withdrawn' }
}
