import { sql } from 'kysely'
import { may, standing } from '#kernel/access'
import type { Tx } from '#platform/db'
import type { OutputOf } from '#platform/http/contract'
import { today } from '../law-of-prison.ts'
import { type Prison, prisonsInReach } from '../prison-of.ts'
import type * as contract from './contract.ts'
import type { Both, Setting } from './declare.ts'
import { settingOf, settings } from './registry.ts'
import {
  byIdentity,
  identityKey,
  inForce,
  labelOf,
  linesOf,
  type Named,
  namesIn,
  nextOf,
  provincesOf,
  type Rule,
  rulesOf,
  standingOn,
  typedIdentity,
  versionOf,
} from './rules.ts'
import { type Kept, sayValue } from './values.ts'

export function headOf({ key, group, name, about, byPrison, absent }: Setting) {
  return { key, group, name, about, byPrison: byPrison === true, absent: absent ?? null }
}

/** Everything that can be set, as it is today, province beside province. */
export async function list(tx: Tx): Promise<OutputOf<typeof contract.listSettings>> {
  const on = await today(tx)
  const rules = await rulesOf(tx, null)
  const provinces = await provincesOf(tx)
  const named = namesIn(rules)
  const { accountId, jurisdiction } = standing(tx)
  const { rows: open } = await sql<{ key: string; proposed: number; waiting: number }>`
    select key, count(*)::integer as proposed, (count(*) filter (where proposed_by <> ${accountId}::uuid))::integer as waiting
      from custody.setting_change where state = 'proposed' group by key`.execute(tx)
  return {
    on,
    provinces,
    rows: settings().map((setting) => {
      const lines = linesOf(setting, rules, provinces, named, on)
      const own = lines.flatMap(({ cells }) => cells.filter((cell) => cell.jurisdiction === jurisdiction))
      const waiting = open.find(({ key }) => key === setting.key)
      return {
        ...headOf(setting),
        lines,
        rules: lines.length,
        differing: lines.filter(({ differs }) => differs).length,
        unsettled: own.filter(({ version }) => version?.refer ?? setting.absent === undefined).length,
        ofPrisons: prisonRules(setting, rules).filter(({ versions }) => inForce(versions, on) !== undefined)
          .length,
        ahead: rules.filter(
          (rule) => rule.key === setting.key && rule.jurisdiction === jurisdiction && rule.fromOn > on,
        ).length,
        proposed: waiting?.proposed ?? 0,
        waiting: waiting?.waiting ?? 0,
      }
    }),
  }
}

/** Changes that another officer proposed and the reader may adopt; overdue are those whose day is today or has passed. */
export async function countToAdopt(tx: Tx): Promise<{ count: number; overdue: number }> {
  const { rows } = await sql<{ count: number; overdue: number }>`
    select count(*)::integer as count, (count(*) filter (where from_on <= workflow.today()))::integer as overdue
      from custody.setting_change
     where state = 'proposed' and proposed_by <> ${standing(tx).accountId}::uuid`.execute(tx)
  return rows[0]!
}

/** Rules that single prisons have, each with its versions there. */
function prisonRules(setting: Setting, rules: readonly Rule[]) {
  return byIdentity(
    setting,
    rules.filter(({ prisonId }) => prisonId !== null),
  ).flatMap(({ identity, versions }) =>
    [...Map.groupBy(versions, ({ prisonId }) => prisonId!)].map(([prisonId, those]) => ({
      identity,
      prisonId,
      versions: those,
    })),
  )
}

interface ChangeRow {
  id: string
  prisonId: number | null
  identity: Kept
  fromOn: string
  before: Kept | null
  after: Kept
  ends: boolean
  paper: Both
  reason: string
  state: contract.SettingChange['state']
  proposedById: string
  proposedBy: Both | null
  proposedAt: string
  adoptedBy: Both | null
  adoptedAt: string | null
  withdrawnBy: Both | null
  withdrawnWhy: string | null
  overtaken: boolean
}

/** The rules of one setting, all their versions, and what is proposed. @throws not-found */
export async function read(tx: Tx, { key }: { key: string }): Promise<OutputOf<typeof contract.getSetting>> {
  const setting = settingOf(key)
  const on = await today(tx)
  const rules = await rulesOf(tx, key)
  const named = namesIn([...rules, ...(await listRules(tx, setting))])
  const provinces = await provincesOf(tx)
  const prisons = await prisonsInReach(tx)
  const prisonOf = (id: number | null) => prisons.find((prison) => prison.id === id) ?? null
  const { jurisdiction } = standing(tx)
  const { rows: changes } = await sql<ChangeRow>`
    select c.id, c.prison_id as "prisonId", c.identity, c.from_on as "fromOn", c.before, c.after, c.ends,
      jsonb_build_object('en', c.paper_en, 'ur', c.paper_ur) as paper, c.reason, c.state, c.proposed_by as "proposedById",
      custody.setting_officer(c.proposed_by) as "proposedBy", c.proposed_at as "proposedAt",
      custody.setting_officer(c.adopted_by) as "adoptedBy", c.adopted_at as "adoptedAt",
      custody.setting_officer(c.withdrawn_by) as "withdrawnBy", c.withdrawn_why as "withdrawnWhy",
      c.state = 'proposed' and c.base <> custody.setting_base(c.key, c.jurisdiction, c.prison_id, c.identity) as overtaken
      from custody.setting_change c where c.key = ${key} order by c.proposed_at desc, c.id`.execute(tx)
  const mine = prisonRules(setting, rules)
  return {
    ...headOf(setting),
    on,
    provinces,
    lines: linesOf(setting, rules, provinces, named, on),
    grows: setting.grows ?? null,
    ofPrisons: mine.flatMap(({ identity, prisonId, versions }) => {
      const prison = prisonOf(prisonId)
      const version = inForce(versions, on)
      const next = nextOf(versions, on)
      if (prison === null || (version === undefined && next === undefined)) return []
      const province = standingOn(sameAs(setting, rules, identity), { jurisdiction, prisonId: null }, on).rule
      return [
        {
          prison,
          identity: typedIdentity(setting, identity),
          label: labelOf(setting, identity, named),
          version: version === undefined ? null : versionOf(setting, version),
          next: next === undefined ? null : versionOf(setting, next),
          province: province === undefined ? null : versionOf(setting, province),
        },
      ]
    }),
    versions: byIdentity(setting, rules)
      .flatMap(({ identity, versions }) =>
        versions.map((rule) => ({
          id: JSON.stringify([rule.jurisdiction, rule.prisonId, identityKey(setting, identity), rule.fromOn]),
          ...versionOf(setting, rule),
          jurisdiction: rule.jurisdiction,
          prison: prisonOf(rule.prisonId),
          label: labelOf(setting, identity, named),
          standing: standsAs(rule, versions, on),
          adopted: adoptedBy(setting, rule, changes, jurisdiction),
        })),
      )
      .toSorted((one, other) => other.fromOn.localeCompare(one.fromOn)),
    changes: changes.map((change) => shown(tx, setting, change, rules, named, prisonOf(change.prisonId), on)),
    mayPropose: may(tx, 'custody:propose-setting'),
  }
}

/** The lists that a setting's rules name values of. */
export async function listRules(tx: Tx, setting: Setting): Promise<Rule[]> {
  const lists = setting.identity.flatMap((part) => (part.kind === 'list' ? [part.list] : []))
  const found = await Promise.all(lists.map((list) => rulesOf(tx, list)))
  return found.flat()
}

export function sameAs(setting: Setting, rules: readonly Rule[], identity: Kept): Rule[] {
  const asked = identityKey(setting, identity)
  return rules.filter((rule) => rule.key === setting.key && identityKey(setting, rule.identity) === asked)
}

function standsAs(rule: Rule, versions: readonly Rule[], on: string): 'ahead' | 'in-force' | 'past' {
  if (rule.fromOn > on) return 'ahead'
  const there = versions.filter(
    ({ jurisdiction, prisonId }) => jurisdiction === rule.jurisdiction && prisonId === rule.prisonId,
  )
  return inForce(there, on)?.fromOn === rule.fromOn ? 'in-force' : 'past'
}

function adoptedBy(
  setting: Setting,
  rule: Rule,
  changes: readonly ChangeRow[],
  jurisdiction: string,
): OutputOf<typeof contract.getSetting>['versions'][number]['adopted'] {
  const change = changes.find(
    (one) =>
      one.state === 'adopted' &&
      rule.jurisdiction === jurisdiction &&
      one.fromOn === rule.fromOn &&
      one.prisonId === rule.prisonId &&
      identityKey(setting, one.identity) === identityKey(setting, rule.identity),
  )
  return change === undefined
    ? null
    : {
        by: change.adoptedBy ?? { en: '', ur: '' },
        at: change.adoptedAt!,
        proposedBy: change.proposedBy ?? { en: '', ur: '' },
        reason: change.reason,
      }
}

function shown(
  tx: Tx,
  setting: Setting,
  change: ChangeRow,
  rules: readonly Rule[],
  named: Named,
  prison: Prison | null,
  on: string,
): contract.SettingChange {
  const { accountId, jurisdiction } = standing(tx)
  const now = standingOn(
    sameAs(setting, rules, change.identity),
    { jurisdiction, prisonId: change.prisonId },
    change.fromOn,
  ).rule
  const late = change.state === 'proposed' && change.fromOn < on
  const own = change.proposedById === accountId
  const { identity, before, after, proposedById: _by, prisonId: _prison, ...rest } = change
  return {
    ...rest,
    prison,
    proposedBy: change.proposedBy ?? { en: '', ur: '' },
    label: labelOf(setting, identity, new Map([...named, ...namesIn([asRule(setting, change)])])),
    rows: setting.columns
      .filter((column) => column.kind !== 'text' || before === null)
      .map((column) => ({
        column: column.column,
        name: column.name,
        language: column.kind === 'prose' ? column.language : null,
        was: before === null ? null : sayValue(column, before),
        now: now === undefined ? null : sayValue(column, now.value),
        becomes: sayValue(column, after),
      })),
    late,
    own,
    may: {
      adopt:
        change.state === 'proposed' && !own && !late && !change.overtaken && may(tx, 'custody:adopt-setting'),
      withdraw: change.state === 'proposed' && may(tx, 'custody:propose-setting'),
    },
  }
}

/** A change of a rule that is named by itself brings its name along. */
function asRule(setting: Setting, change: ChangeRow): Rule {
  return {
    key: setting.key,
    jurisdiction: '',
    prisonId: change.prisonId,
    identity: change.identity,
    fromOn: change.fromOn,
    value: change.after,
    source: null,
    refer: false,
    ended: change.ends,
  }
}
