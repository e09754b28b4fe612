import { sql } from 'kysely'
import { may, requireSecondPerson, standing } from '#kernel/access'
import { emit } from '#kernel/events'
import { type Handler, handle } from '#kernel/gate'
import { askFor } from '#kernel/jobs'
import type { Tx } from '#platform/db'
import { refuse } from '#platform/http'
import {
  adoptVersion,
  differenceClassNames,
  draftVersion,
  getPack,
  getVersion,
  type LegalNumberRow,
  listDifferences,
  listPacks,
  type PackVersionHead,
  proposeVersion,
  withdrawVersion,
} from '../endpoints-contract.ts'
import { PackAdopted } from '../events.ts'
import { goldenCases } from '../golden/golden-cases.ts'
import { refreshLaw } from '../in-force.ts'
import {
  type LegalNumber,
  packInForce,
  type RulePack,
  type RulesInForce,
  rulePacks,
  rulesOf,
} from '../packs/index.ts'
import { LawInputError } from '../refusal.ts'
import { lockOfLaw } from '../stored-clocks/clock.ts'
import { nextVersion, numbersOf, proposedPack } from './drafting.ts'
import { type GoldenOutcome, goldenOutcomes } from './golden.ts'
import { computationSources } from './sources.ts'
import { tellDue } from './take-effect.ts'

/** Whose officers change a pack; the database holds the same in law.jurisdiction_of. */
const jurisdictionOf: Readonly<Record<string, string>> = {
  federal: 'PK',
  sindh: 'PK-SD',
  punjab: 'PK-PB',
  'khyber-pakhtunkhwa': 'PK-KP',
  balochistan: 'PK-BA',
}

interface VersionRow {
  id: string
  jurisdiction: string
  code: string
  version: string
  numbers: LegalNumber[]
  reason: string
  effectiveFrom: string
  state: PackVersionHead['state']
  inForce: boolean
  golden: { id: string; why: string }[]
  draftedBy: { id: string; en: string; ur: string }
  draftedAt: string
  draftedIn: string | null
  draftedUnder: string
  proposedBy: { id: string; en: string; ur: string } | null
  proposedAt: string | null
  adoptedBy: { id: string; en: string; ur: string } | null
  adoptedAt: string | null
  withdrawnWhy: string | null
  simulation: 'waiting' | 'running' | 'done' | 'failed'
  simulatedAt: string | null
  simulatedRows: number
  today: string
}

const person = (column: string) => sql`(select case when a.id is null then null else
  jsonb_build_object('id', a.id, 'en', a.name_en, 'ur', a.name_ur) end from (select 1) as one
  left join identity.account a on a.id = ${sql.ref(`v.${column}`)})`

async function versions(tx: Tx, where = sql`true`): Promise<VersionRow[]> {
  const { rows } = await sql<VersionRow>`
    select v.id, v.jurisdiction, v.code, v.version, v.body -> 'numbers' as numbers, v.reason, v.effective_from as "effectiveFrom", v.state,
      v.state = 'adopted' and v.effective_from <= (now() at time zone 'Asia/Karachi')::date as "inForce", v.golden,
      ${person('drafted_by')} as "draftedBy", v.drafted_at as "draftedAt", v.drafted_in as "draftedIn", v.drafted_under as "draftedUnder",
      ${person('proposed_by')} as "proposedBy", v.proposed_at as "proposedAt", ${person('adopted_by')} as "adoptedBy",
      v.adopted_at as "adoptedAt", v.withdrawn_why as "withdrawnWhy", v.simulation, v.simulated_at as "simulatedAt",
      v.simulated_rows as "simulatedRows", (now() at time zone 'Asia/Karachi')::date as today
    from law.pack_version v where ${where} order by v.drafted_at desc`.execute(tx)
  return rows
}

async function versionOf(tx: Tx, id: string): Promise<VersionRow> {
  const [found] = await versions(tx, sql`v.id = ${id}::uuid`)
  if (found === undefined) throw refuse('not-found')
  return found
}

const headOf = (row: VersionRow): PackVersionHead => ({
  id: row.id,
  code: row.code,
  version: row.version,
  state: row.state,
  reason: row.reason,
  effectiveFrom: row.effectiveFrom,
  inForce: row.inForce,
  draftedBy: row.draftedBy,
  draftedAt: row.draftedAt,
  adoptedBy: row.adoptedBy,
  adoptedAt: row.adoptedAt,
})

const numberRow = (number: LegalNumber, from: string): LegalNumberRow => ({
  key: number.key,
  value: number.value,
  unit: number.unit,
  section: number.section,
  text: number.text,
  effectiveFrom: number.effectiveFrom ?? null,
  effectiveTo: number.effectiveTo ?? null,
  confidence: number.confidence,
  convention: number.convention ?? null,
  unsure: number.unsure ?? null,
  goldenCases: [...(number.goldenCases ?? [])],
  from,
})

function packHead(tx: Tx, pack: RulePack, outcomes: readonly GoldenOutcome[]) {
  const rules = rulesOf(pack)
  return {
    code: pack.code,
    version: rules.version,
    title: pack.title,
    basedOn: pack.basedOn ?? null,
    effectiveFrom: pack.effectiveFrom,
    own: pack.numbers.length,
    inherited: rules.numbers.length - pack.numbers.length,
    golden: { passed: outcomes.filter((one) => one.passed).length, total: outcomes.length },
    mayPropose: may(tx, 'law:propose') && standing(tx).jurisdiction === jurisdictionOf[pack.code],
  }
}

async function upToDate(tx: Tx): Promise<void> {
  await refreshLaw(async (text) => sql.raw(text).execute(tx))
}

function knownPack(code: string): RulePack {
  try {
    return packInForce(code)
  } catch (problem) {
    if (problem instanceof LawInputError) throw refuse('not-found')
    throw problem
  }
}

function proposedRules(row: Pick<VersionRow, 'code' | 'version' | 'numbers'>): RulesInForce {
  return rulesOf(proposedPack(packInForce(row.code), row.version, row.numbers))
}

/** Worked cases that pass as the pack stands and would not under the version. */
function goldenDifferences(row: Pick<VersionRow, 'code' | 'version' | 'numbers'>): GoldenOutcome[] {
  const standing = new Set(
    goldenOutcomes(rulesOf(packInForce(row.code)))
      .filter((one) => one.passed)
      .map((one) => one.id),
  )
  return goldenOutcomes(proposedRules(row)).filter((one) => !one.passed && standing.has(one.id))
}

async function decide(
  tx: Tx,
  id: string,
  from: readonly string[],
  change: ReturnType<typeof sql>,
): Promise<void> {
  const { numAffectedRows } = await sql`update law.pack_version set ${change}
    where id = ${id}::uuid and state = any (${[...from]}::text[])`.execute(tx)
  if (numAffectedRows === 0n) throw refuse('law.not-in-that-state')
}

export const versionHandlers: readonly Handler[] = [
  handle(listPacks, async (tx) => {
    await upToDate(tx)
    return {
      packs: rulePacks.map(({ code }) => {
        const pack = packInForce(code)
        return packHead(tx, pack, goldenOutcomes(rulesOf(pack)))
      }),
      versions: (await versions(tx)).map(headOf),
    }
  }),
  handle(getPack, async (tx, { code }) => {
    await upToDate(tx)
    const pack = knownPack(code)
    const rules = rulesOf(pack)
    const outcomes = goldenOutcomes(rules)
    const own = new Set(pack.numbers.map((number) => number.key))
    return {
      ...packHead(tx, pack, outcomes),
      numbers: rules.numbers.map((number) =>
        numberRow(number, own.has(number.key) ? pack.code : (pack.basedOn ?? pack.code)),
      ),
      conventions: [
        ...(pack.basedOn === undefined ? [] : packInForce(pack.basedOn).conventions),
        ...pack.conventions,
      ],
      goldenCases: goldenCases.map((golden, at) => ({
        id: golden.id,
        rule: golden.rule,
        law: golden.law,
        confidence: golden.confidence,
        inputs: golden.inputs,
        why: golden.why ?? null,
        passed: outcomes[at]!.passed,
        expected: outcomes[at]!.expected,
        found: outcomes[at]!.found,
      })),
      versions: (await versions(tx, sql`v.code = ${code}`)).map(headOf),
    }
  }),
  handle(draftVersion, async (tx, { code, changes, effectiveFrom, reason }, call) => {
    await upToDate(tx)
    const { jurisdiction, grantId } = standing(tx)
    const pack = knownPack(code)
    if (jurisdictionOf[code] !== jurisdiction) throw refuse('law.not-your-pack')
    if (new Set(changes.map((change) => change.key)).size < changes.length) throw refuse('law.changed-twice')
    await lockOfLaw(tx, jurisdiction, 'alone')
    const known = await versions(tx, sql`v.code = ${code}`)
    const { rows } = await sql<{
      today: string
    }>`select (now() at time zone 'Asia/Karachi')::date as today`.execute(tx)
    const today = rows[0]!.today
    if (effectiveFrom < today) throw refuse('law.effective-passed', { today })
    const rules = rulesOf(pack)
    const numbers = numbersOf(rules, changes)
    const before = rules.numbers.filter((number) => changes.some((change) => change.key === number.key))
    if (JSON.stringify(before) === JSON.stringify(numbers)) throw refuse('law.nothing-changed')
    const version = nextVersion([pack.version, ...known.map((one) => one.version)], Number(today.slice(0, 4)))
    const { rows: made } = await sql<{ id: string }>`
      insert into law.pack_version (jurisdiction, code, version, body, reason, effective_from, drafted_in, drafted_under)
      values (${jurisdiction}, ${code}, ${version}, ${JSON.stringify({ numbers })}::jsonb, ${reason}, ${effectiveFrom}::date,
        ${call.sessionId}::uuid, ${grantId}::uuid)
      returning id`.execute(tx)
    const { id } = made[0]!
    await askFor(tx, 'law.simulate', { versionId: id })
    return { id, version }
  }),
  handle(getVersion, async (tx, { id }) => {
    await upToDate(tx)
    const row = await versionOf(tx, id)
    const { jurisdiction, accountId } = standing(tx)
    const own = row.jurisdiction === jurisdiction
    const keys = new Set(row.numbers.map((number) => number.key))
    const before = rulesOf(packInForce(row.code)).numbers.filter((number) => keys.has(number.key))
    const { rows: counted } = await sql<{ class: (typeof differenceClassNames)[number]; n: number }>`
      select class, count(*) as n from law.pack_difference where version_id = ${id}::uuid group by class`.execute(
      tx,
    )
    const outcomes = row.state === 'adopted' || row.state === 'withdrawn' ? [] : goldenDifferences(row)
    return {
      ...headOf(row),
      numbers: row.numbers.map((number) => numberRow(number, row.code)),
      before: before.map((number) => numberRow(number, row.code)),
      golden: outcomes.map(({ id: goldenId, expected, found }) => ({
        id: goldenId,
        law: goldenCases.find((golden) => golden.id === goldenId)?.law ?? '',
        expected,
        found,
        why: row.golden.find((one) => one.id === goldenId)?.why ?? null,
      })),
      goldenTotal: goldenCases.length,
      simulation: row.simulation,
      simulatedAt: row.simulatedAt,
      simulatedRows: row.simulatedRows,
      sources: computationSources().map((source) => source.key),
      counts: Object.fromEntries(
        differenceClassNames.map((name) => [name, counted.find((one) => one.class === name)?.n ?? 0]),
      ) as Record<(typeof differenceClassNames)[number], number>,
      proposedBy: row.proposedBy,
      proposedAt: row.proposedAt,
      withdrawnWhy: row.withdrawnWhy,
      may: {
        propose: own && may(tx, 'law:propose') && row.state === 'draft' && row.simulation === 'done',
        adopt:
          own &&
          may(tx, 'law:adopt') &&
          row.state === 'proposed' &&
          row.draftedBy.id !== accountId &&
          row.proposedBy?.id !== accountId,
        withdraw: own && may(tx, 'law:propose') && (row.state === 'draft' || row.state === 'proposed'),
      },
    }
  }),
  handle(
    listDifferences,
    async (tx, { id, class: only, page, size }) => {
      await versionOf(tx, id)
      const chosen = sql`version_id = ${id}::uuid and (${only ?? null}::text is null or class = ${only ?? null})`
      const { rows } = await sql<{
        source: string
        subjectId: string
        rule: string
        label: string
        class: (typeof differenceClassNames)[number]
        before: string | null
        after: string | null
        note: string | null
      }>`
        select source, subject_id as "subjectId", rule, label, class, before_day as before, after_day as after, note
        from law.pack_difference where ${chosen} order by class, after_day, subject_id
        limit ${size} offset ${(page - 1) * size}`.execute(tx)
      const { rows: counted } = await sql<{ n: number }>`
        select count(*) as n from law.pack_difference where ${chosen}`.execute(tx)
      return { rows, total: counted[0]!.n }
    },
    ({ rows }) => rows.map((row) => row.subjectId),
  ),
  handle(proposeVersion, async (tx, { id, acknowledged }) => {
    await upToDate(tx)
    const row = await versionOf(tx, id)
    if (row.state !== 'draft') throw refuse('law.not-in-that-state')
    if (row.simulation !== 'done') throw refuse('law.not-simulated')
    if (row.effectiveFrom < row.today) throw refuse('law.effective-passed', { today: row.today })
    const reasons = new Map(acknowledged.map((one) => [one.id, one.why]))
    const differences = goldenDifferences(row).map((one) => one.id)
    const silent = differences.filter((golden) => !reasons.has(golden))
    if (silent.length > 0) throw refuse('law.golden-differences', { cases: silent.join(', ') })
    const golden = differences.map((one) => ({ id: one, why: reasons.get(one)! }))
    await decide(
      tx,
      id,
      ['draft'],
      sql`state = 'proposed', proposed_by = ${standing(tx).accountId}::uuid, proposed_at = clock_timestamp(),
        golden = ${JSON.stringify(golden)}::jsonb`,
    )
    return {}
  }),
  handle(adoptVersion, async (tx, { id }, call) => {
    const row = await versionOf(tx, id)
    if (row.state !== 'proposed' || row.proposedBy === null) throw refuse('law.not-in-that-state')
    if (row.effectiveFrom < row.today) throw refuse('law.effective-passed', { today: row.today })
    await requireSecondPerson(tx, call, {
      by: row.draftedBy.id,
      session: row.draftedIn,
      under: row.draftedUnder,
    })
    await requireSecondPerson(tx, call, { by: row.proposedBy.id })
    await lockOfLaw(tx, row.jurisdiction, 'alone')
    await decide(
      tx,
      id,
      ['proposed'],
      sql`state = 'adopted', adopted_by = ${standing(tx).accountId}::uuid, adopted_at = clock_timestamp()`,
    )
    const { code, version, effectiveFrom } = row
    await emit(tx, PackAdopted, { versionId: id, code, version, effectiveFrom })
    await tellDue(tx, row.jurisdiction)
    return {}
  }),
  handle(withdrawVersion, async (tx, { id, why }) => {
    await versionOf(tx, id)
    await decide(
      tx,
      id,
      ['draft', 'proposed'],
      sql`state = 'withdrawn', withdrawn_by = ${standing(tx).accountId}::uuid, withdrawn_at = clock_timestamp(), withdrawn_why = ${why}`,
    )
    return {}
  }),
]
