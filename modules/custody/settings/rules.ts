import { sql } from 'kysely'
import { standing } from '#kernel/access'
import type { Tx } from '#platform/db'
import type { SettingLine, SettingValues, SettingVersion } from './contract.ts'
import { type Both, type Part, refer, type Setting } from './declare.ts'
import { type Kept, sayValue, typedOf } from './values.ts'

/** One version of one rule as its table holds it. `PK` stands where a province has none of its own. */
export interface Rule {
  readonly key: string
  readonly jurisdiction: string
  readonly prisonId: number | null
  readonly identity: Kept
  readonly fromOn: string
  readonly value: Kept
  readonly source: Both | null
  readonly refer: boolean
  readonly ended: boolean
}

/** Every version of one setting, or of all: every province's, and of prisons those in reach. Few enough to be read whole. */
export async function rulesOf(tx: Tx, key: string | null): Promise<Rule[]> {
  const { rows } = await sql<Rule>`
    select key, jurisdiction, prison_id as "prisonId", identity, from_on as "fromOn", value,
      case when source_en is not null then jsonb_build_object('en', source_en, 'ur', source_ur) end as source, refer, ended
      from custody.setting_versions(${key}) order by key, from_on, jurisdiction, prison_id nulls first`.execute(
    tx,
  )
  return rows
}

export interface Province {
  readonly jurisdiction: string
  readonly name: Both
  readonly own: boolean
}

/** Provinces with a prison department, the reader's own first. */
export async function provincesOf(tx: Tx): Promise<Province[]> {
  const { jurisdiction } = standing(tx)
  const { rows } = await sql<Province>`
    select u.code as jurisdiction, jsonb_build_object('en', u.name_en, 'ur', u.name_ur) as name, u.code = ${jurisdiction} as own
      from units.current_unit u where u.code in (select d.jurisdiction from units.unit d where d.kind = 'prison-department')
     order by u.code = ${jurisdiction} desc, u.name_en`.execute(tx)
  return rows
}

/** The same for the same identity, whatever the order of its keys. */
export function identityKey(setting: Setting, identity: Kept): string {
  return JSON.stringify(setting.identity.map(({ column }) => identity[column] ?? null))
}

/** What names a rule: words of lists and of what provinces named themselves stand in the rules themselves. */
export type Named = ReadonlyMap<string, Both>

export function namesIn(rules: readonly Rule[]): Named {
  return new Map(
    rules.flatMap(({ key, identity, value }) =>
      typeof value.name_en === 'string' && typeof value.name_ur === 'string'
        ? [[`${key}:${String(identity.code)}`, { en: value.name_en, ur: value.name_ur }] as const]
        : [],
    ),
  )
}

function sayPart(setting: Setting, part: Part, value: unknown, named: Named): Both[] {
  if (value === null || value === undefined) return []
  const plain = { en: String(value), ur: String(value) }
  switch (part.kind) {
    case 'number':
      return [part.said(Number(value))]
    case 'choice':
      return [part.values[String(value)] ?? plain]
    case 'list':
      return [named.get(`${part.list}:${String(value)}`) ?? plain]
    case 'made':
      return [named.get(`${setting.key}:${String(value)}`) ?? plain]
  }
}

/** Whom or what a rule is for, in words; the setting's own name where it has but one. */
export function labelOf(setting: Setting, identity: Kept, named: Named): Both {
  const said = setting.identity.flatMap((part) => sayPart(setting, part, identity[part.column], named))
  return said.length === 0
    ? setting.name
    : { en: said.map(({ en }) => en).join(' · '), ur: said.map(({ ur }) => ur).join(' · ') }
}

/** The order in which rules stand on the screen: as the declared values stand, numbers by size. */
function place(setting: Setting, identity: Kept): number[] {
  return setting.identity.map((part) => {
    const value = identity[part.column]
    if (value === null || value === undefined) return -1
    if (part.kind === 'number') return Number(value)
    return part.kind === 'choice' ? Object.keys(part.values).indexOf(String(value)) : 0
  })
}

/** Whether the screen speaks of a rule: one whose values the part does not declare is law of another kind in the same table. */
function isDeclared(setting: Setting, identity: Kept): boolean {
  return setting.identity.every((part) => {
    const value = identity[part.column]
    return (
      part.kind !== 'choice' ||
      value === null ||
      value === undefined ||
      Object.hasOwn(part.values, String(value))
    )
  })
}

export function versionOf(setting: Setting, rule: Rule): SettingVersion {
  return {
    fromOn: rule.fromOn,
    values: typedOf(setting.columns, rule.value),
    said: sayColumns(setting, rule.value),
    source: rule.source,
    refer:
      rule.refer ||
      setting.columns.some(({ column, empty }) => empty === refer && rule.value[column] === null),
    ended: rule.ended,
  }
}

/** Each column in words, of prose how it begins; what names the rule is its label already. */
export function sayColumns(setting: Setting, kept: Kept): SettingVersion['said'] {
  return setting.columns
    .filter(({ kind }) => kind !== 'text')
    .map((column) => ({
      column: column.column,
      name: column.name,
      language: column.kind === 'prose' ? column.language : null,
      text: column.kind === 'prose' ? beginning(sayValue(column, kept)) : sayValue(column, kept),
    }))
}

/** Enough of it to know it by. */
const known = 60
function beginning({ en, ur }: Both): Both {
  const short = (words: string) => (words.length <= known ? words : `${words.slice(0, known).trimEnd()}…`)
  return { en: short(en), ur: short(ur) }
}

/** Of prose every letter counts, not only how it begins. */
const prose = (setting: Setting, version: SettingVersion | null) =>
  setting.columns.flatMap(({ kind, column }) => (kind === 'prose' ? [version?.values[column] ?? null] : []))

/** Of versions of one rule in one place, the one that holds on a day; none when it has not begun or has ended. */
export function inForce(versions: readonly Rule[], on: string): Rule | undefined {
  const latest = versions
    .filter(({ fromOn }) => fromOn <= on)
    .reduce<Rule | undefined>(
      (best, rule) => (best === undefined || rule.fromOn > best.fromOn ? rule : best),
      undefined,
    )
  return latest?.ended === true ? undefined : latest
}

/** The next to begin after a day. */
export function nextOf(versions: readonly Rule[], on: string): Rule | undefined {
  return versions
    .filter(({ fromOn }) => fromOn > on)
    .reduce<Rule | undefined>(
      (best, rule) => (best === undefined || rule.fromOn < best.fromOn ? rule : best),
      undefined,
    )
}

export interface Standing {
  readonly rule: Rule | undefined
  readonly from: 'prison' | 'own' | 'country' | 'none'
}

/** What holds in a province, or in one of its prisons, on a day: the prison's own, the province's, the country's. */
export function standingOn(
  versions: readonly Rule[],
  place: { readonly jurisdiction: string; readonly prisonId: number | null },
  on: string,
): Standing {
  const at = (jurisdiction: string, prisonId: number | null) =>
    inForce(
      versions.filter((rule) => rule.jurisdiction === jurisdiction && rule.prisonId === prisonId),
      on,
    )
  const prison = place.prisonId === null ? undefined : at(place.jurisdiction, place.prisonId)
  if (prison !== undefined) return { rule: prison, from: 'prison' }
  const own = at(place.jurisdiction, null)
  if (own !== undefined) return { rule: own, from: 'own' }
  const country = at('PK', null)
  return country === undefined ? { rule: undefined, from: 'none' } : { rule: country, from: 'country' }
}

/** Rules of one setting by whom they are for, each with all its versions. */
export function byIdentity(setting: Setting, rules: readonly Rule[]): { identity: Kept; versions: Rule[] }[] {
  const own = rules.filter(({ key, identity }) => key === setting.key && isDeclared(setting, identity))
  return [...Map.groupBy(own, ({ identity }) => identityKey(setting, identity)).values()]
    .map((versions) => ({ identity: versions[0]!.identity, versions }))
    .toSorted((one, other) => {
      const [a, b] = [place(setting, one.identity), place(setting, other.identity)]
      const at = a.findIndex((part, index) => part !== b[index])
      return at < 0 ? 0 : a[at]! - b[at]!
    })
}

/** The provinces side by side, rule by rule. */
export function linesOf(
  setting: Setting,
  rules: readonly Rule[],
  provinces: readonly Province[],
  named: Named,
  on: string,
): SettingLine[] {
  return byIdentity(setting, rules)
    .map(({ identity, versions }): SettingLine => {
      const cells = provinces.map(({ jurisdiction }) => {
        const { rule, from } = standingOn(versions, { jurisdiction, prisonId: null }, on)
        const next = nextOf(
          versions.filter((one) => one.jurisdiction === jurisdiction && one.prisonId === null),
          on,
        )
        return {
          jurisdiction,
          from: from as SettingLine['cells'][number]['from'],
          version: rule === undefined ? null : versionOf(setting, rule),
          next: next === undefined ? null : versionOf(setting, next),
        }
      })
      const said = cells.map(({ version }) =>
        JSON.stringify([version?.said ?? null, prose(setting, version)]),
      )
      return {
        identity: typedIdentity(setting, identity),
        label: labelOf(setting, identity, named),
        cells,
        differs: new Set(said).size > 1,
      }
    })
    .filter(({ cells }) => cells.some(({ version, next }) => version !== null || next !== null))
}

export function typedIdentity(setting: Setting, identity: Kept): SettingValues {
  return Object.fromEntries(
    setting.identity.map(({ column }) => [column, (identity[column] ?? null) as SettingValues[string]]),
  )
}
