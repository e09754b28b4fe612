import { isDeepStrictEqual } from 'node:util'
import { sql } from 'kysely'
import { standing } from '#kernel/access'
import { chargesOfParties, outcomesOfParties } from '#kernel/cases'
import {
  computeSentenceTwice,
  type DifferenceClass,
  differenceBetween,
  type InputsOf,
  LawInputError,
  packOf,
  type RulesInForce,
  rulesInForce,
} from '#kernel/law'
import type { Tx } from '#platform/db'
import { Refusal } from '#platform/http'
import { sameOutcome } from '../law-of-prison.ts'
import { type SentenceFacts, sentenceFactsOf } from '../sentence/facts.ts'
import { computeReleaseDate, servesNow, setDateAside } from '../sentence/release-date.ts'
import {
  chargedOnPaper,
  chargedWith,
  startBailClock,
  terrorismOnPaper,
  workOutBailClock,
} from '../warrants/bail-clock.ts'

/** A stored date or clock that comes out otherwise from its facts. */
export interface FoundDifference {
  readonly prisonId: number
  readonly imprisonmentId: string
  readonly source: 'release-date' | 'bail-clock'
  readonly class: DifferenceClass
  readonly cause: 'facts' | 'law' | 'unexplained'
  readonly changed: readonly string[]
  readonly before: string | null
  readonly after: string | null
}

export interface Replayed {
  readonly rows: number
  readonly last: string | null
  readonly dates: number
  readonly clocks: number
  readonly differences: readonly FoundDifference[]
}

interface HeldRow {
  id: string
  prison_id: number
  date_inputs: Record<string, unknown> | null
  date_result: Record<string, unknown> | null
  date_pack: string | null
}

/**
 * Computes every date of release and every clock of bail of a page of prisoners again, from the papers and not from what was
 * stored. What comes out the same is left alone; what does not is computed anew the usual way, so that two officers see it.
 */
export async function replayPage(tx: Tx, after: string, limit: number): Promise<Replayed> {
  const { rows } = await sql<HeldRow>`
    select i.id, i.prison_id, r.inputs as date_inputs, r.result as date_result,
      coalesce(r.checked_pack, r.pack_code || ' ' || r.pack_version) as date_pack
      from custody.imprisonment i
      left join custody.release_date r on r.imprisonment_id = i.id and r.state in ('computed', 'proposed', 'confirmed')
     where ${servesNow} and i.id > ${after}::uuid order by i.id limit ${limit}`.execute(tx)
  const ids = rows.map(({ id }) => id)
  const pack = packOf(standing(tx).jurisdiction)
  const rules = rulesInForce(pack)
  const facts = await sentenceFactsOf(tx, ids)
  const differences: FoundDifference[] = []
  let dates = 0
  for (const row of rows) {
    const found = facts.get(row.id)!
    if (found.inputs.sentences.length > 0) dates += 1
    const difference = replayedDate(row, found, rules, `${pack} ${rules.version}`)
    if (difference === null) continue
    differences.push(difference)
    await renewDate(tx, row, `${pack} ${rules.version}`)
  }
  const clocks = await replayClocks(tx, ids, `${pack} ${rules.version}`)
  return {
    rows: rows.length,
    last: ids.at(-1) ?? null,
    dates,
    clocks: clocks.replayed,
    differences: [...differences, ...clocks.differences],
  }
}

function replayedDate(
  row: HeldRow,
  facts: SentenceFacts,
  rules: RulesInForce,
  pack: string,
): FoundDifference | null {
  const has = facts.inputs.sentences.length > 0 && !facts.condemned
  if (!has && row.date_inputs === null) return null
  const common = { prisonId: row.prison_id, imprisonmentId: row.id, source: 'release-date' as const }
  const stored = row.date_result ?? {}
  const before = (stored.dueRelease as string | undefined) ?? null
  if (!has)
    return { ...common, class: 'other-change', cause: 'facts', changed: ['sentences'], before, after: null }
  let result: Record<string, unknown>
  try {
    result = computeSentenceTwice(facts.inputs as unknown as InputsOf<'sentence'>, { rules })
  } catch (problem) {
    if (!(problem instanceof LawInputError)) throw problem
    // Without a stored date there is nothing that could be wrong: the line of the ledger says that no date stands.
    if (before === null) return null
    const cause = causeOf(row.date_inputs, facts.inputs, row.date_pack, pack)
    return { ...common, class: 'refused', ...cause, before, after: null }
  }
  if (
    row.date_inputs !== null &&
    sameOutcome({ inputs: row.date_inputs, result: stored }, { inputs: { ...facts.inputs }, result })
  )
    return null
  const difference = differenceBetween('sentence', stored, plain(result))
  return {
    ...common,
    class: difference?.class ?? 'other-change',
    ...causeOf(row.date_inputs, facts.inputs, row.date_pack, pack),
    before,
    after: (result.dueRelease as string | undefined) ?? null,
  }
}

/** As the database gives it back: a key without a value is no key. */
function plain(value: object): Record<string, unknown> {
  return JSON.parse(JSON.stringify(value)) as Record<string, unknown>
}

/** Why two computations may differ: the facts that are not the same, or the law; neither means that nobody knows why. */
function causeOf(
  stored: object | null,
  now: object,
  storedPack: string | null,
  pack: string,
): { cause: FoundDifference['cause']; changed: string[] } {
  const [one, other] = [stored === null ? {} : plain(stored), plain(now)]
  const changed = Object.keys({ ...one, ...other }).filter((key) => !isDeepStrictEqual(one[key], other[key]))
  if (changed.length > 0) return { cause: 'facts', changed: changed.sort() }
  return { cause: storedPack === pack ? 'unexplained' : 'law', changed: [] }
}

/** The date is computed the usual way; where the law allows none any more, none stands. */
async function renewDate(tx: Tx, row: HeldRow, pack: string): Promise<void> {
  try {
    await computeReleaseDate(tx, row.id, 'nightly')
  } catch (problem) {
    if (!(problem instanceof Refusal) || problem.code !== 'custody.law-refused') throw problem
    await setDateAside(tx, row.id, 'law-refused', pack)
  }
}

interface ClockRow {
  imprisonment_id: string
  prison_id: number
  warrant_id: string
  party_id: string | null
  source: 'court' | 'paper'
  sections: string
  offence_on: string | null
  issued_on: string
  detained_since: string
  inputs: Record<string, unknown>
  eligible_from: string | null
  ground: string | null
  standing: string
  pack: string
}

async function replayClocks(
  tx: Tx,
  ids: readonly string[],
  pack: string,
): Promise<{ replayed: number; differences: FoundDifference[] }> {
  const { rows } = await sql<ClockRow>`
    select w.imprisonment_id, w.prison_id, w.id as warrant_id, w.party_id, w.source, w.sections, w.offence_on, w.issued_on,
      w.detained_since, b.inputs, b.eligible_from, b.ground, b.standing, coalesce(b.checked_pack, b.pack_code || ' ' || b.pack_version) as pack,
      (now() at time zone 'Asia/Karachi')::date as today
      from custody.warrant w join custody.bail_clock b on b.warrant_id = w.id and b.superseded_at is null
     where w.imprisonment_id = any (${ids}::uuid[]) and w.state = 'in-force' and w.kind = 'remand'`.execute(
    tx,
  )
  const parties = rows.flatMap(({ party_id }) => (party_id === null ? [] : [party_id]))
  const charges = await chargesOfParties(tx, parties)
  const outcomes = await outcomesOfParties(tx, parties)
  const differences: FoundDifference[] = []
  for (const row of rows) {
    const given = clockFacts(
      row,
      charges.get(row.party_id ?? '') ?? [],
      outcomes.get(row.party_id ?? '')?.flags ?? [],
    )
    const clock = workOutBailClock(tx, given, String(row.inputs.asOf ?? row.issued_on))
    const { asOf: _one, ...stored } = row.inputs
    const { asOf: _other, ...now } = plain(clock.inputs)
    const same =
      clock.eligibleFrom === row.eligible_from &&
      clock.standing === row.standing &&
      clock.ground === row.ground
    if (same && isDeepStrictEqual(stored, now)) continue
    differences.push({
      prisonId: row.prison_id,
      imprisonmentId: row.imprisonment_id,
      source: 'bail-clock',
      class:
        differenceBetween(
          'statutory-bail',
          { eligibleFrom: row.eligible_from },
          { eligibleFrom: clock.eligibleFrom },
        )?.class ?? 'other-change',
      ...causeOf(stored, now, row.pack, pack),
      before: row.eligible_from,
      after: clock.eligibleFrom,
    })
    await startBailClock(tx, {
      warrantId: row.warrant_id,
      imprisonmentId: row.imprisonment_id,
      prisonId: row.prison_id,
      ...given,
    })
  }
  return { replayed: rows.length, differences }
}

/**
 * What the case papers and the warrant say now. Sex and date of birth stay as they were taken for the clock: who a prisoner is is
 * settled in the registry, not at night.
 */
function clockFacts(
  row: ClockRow,
  charges: Parameters<typeof chargedWith>[0],
  flags: readonly string[],
): Parameters<typeof workOutBailClock>[1] {
  const paper = row.party_id === null
  const offenceOn = row.offence_on ?? row.issued_on
  return {
    charged: paper ? chargedOnPaper(row.sections, offenceOn) : chargedWith(charges, offenceOn),
    terrorism: paper ? terrorismOnPaper(row.sections) : flags.includes('ata'),
    detainedSince: row.detained_since,
    offenceOn: row.offence_on,
    sex: (row.inputs.sex as 'M' | 'F' | 'X' | undefined) ?? null,
    birthDate: (row.inputs.dateOfBirth as string | undefined) ?? null,
  }
}
