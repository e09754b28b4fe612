import { sql } from 'kysely'
import type { Tx } from '#platform/db'
import { spellsOf } from './dependents.ts'
import { blocksOf, linkRecordOf } from './keys-of-record.ts'
import {
  type PairScore,
  type PreparedPerson,
  pairScorer,
  personParameters,
  preparePerson,
} from './matching/index.ts'

/** A record as it stands in the registry, with the person it is linked to. */
export interface StoredRecord {
  readonly id: string
  readonly person_id: string
  readonly agency: string
  readonly name_en: string | null
  readonly name_ur: string | null
  readonly father_en: string | null
  readonly father_ur: string | null
  readonly aliases: string[]
  readonly sex: string | null
  readonly birth_date: string | null
  readonly birth_precision: string | null
  readonly cnic: string | null
  readonly phone: string | null
  readonly district: string | null
  readonly verified: string[]
}

export const recordColumns = sql`r.id, l.person_id, r.agency, r.name_en, r.name_ur, r.father_en, r.father_ur, r.aliases, r.sex,
  r.birth_date, r.birth_precision, r.cnic, r.phone, r.district, r.verified`

/** Records looked at for one new one at most; those that share most keys first. */
const looked = 200

const named = (record: StoredRecord) => ({
  nameEn: record.name_en,
  nameUr: record.name_ur,
  fatherEn: record.father_en,
  fatherUr: record.father_ur,
  aliases: record.aliases,
  sex: record.sex,
  birthDate: record.birth_date,
  birthPrecision: record.birth_precision,
  cnic: record.cnic,
  phone: record.phone,
  district: record.district,
  verified: record.verified,
})

/** Records made ready to be compared, with the days their bearers spent in prison. */
export async function prepare(
  tx: Tx,
  records: readonly StoredRecord[],
): Promise<Map<string, PreparedPerson>> {
  const spells = await spellsOf(
    tx,
    records.map((record) => record.id),
  )
  return new Map(
    records.map((record) => {
      const custody = spells
        .filter((spell) => spell.recordId === record.id)
        .map(({ prison, from, to }) => ({ prison, from, ...(to === undefined ? {} : { to }) }))
      return [record.id, preparePerson({ ...linkRecordOf(record.id, named(record)), custody })]
    }),
  )
}

/** How many records the registry holds: the more people, the more evidence a link needs. */
export async function population(tx: Tx): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select greatest(reltuples, 0)::bigint as n from pg_class where oid = 'people.record'::regclass`.execute(
    tx,
  )
  return rows[0]!.n
}

export interface Match {
  readonly record: StoredRecord
  readonly score: PairScore
}

/** Compares one record with everything in the registry that shares a blocking key, across agencies; the likeliest first. */
export async function findMatches(tx: Tx, record: StoredRecord): Promise<Match[]> {
  const { rows } = await sql<{ record: StoredRecord }>`
    select record from people.candidates(${blocksOf(named(record))}::bigint[], ${personParameters.blocking.maxBlock}, ${looked})`.execute(
    tx,
  )
  const others = rows.map((row) => row.record).filter((one) => one.id !== record.id)
  if (others.length === 0) return []
  const prepared = await prepare(tx, [record, ...others])
  const score = pairScorer(personParameters, await population(tx))
  const own = prepared.get(record.id)!
  return others
    .map((one) => ({ record: one, score: score(own, prepared.get(one.id)!) }))
    .filter((match) => match.score.probability >= personParameters.thresholds.review / 4)
    .sort((a, b) => b.score.bits - a.score.bits || (a.record.id < b.record.id ? -1 : 1))
}

export async function storedRecord(tx: Tx, recordId: string): Promise<StoredRecord | undefined> {
  const { rows } = await sql<StoredRecord>`select ${recordColumns} from people.record r
    join people.link l on l.record_id = r.id and l.until is null where r.id = ${recordId}::uuid`.execute(tx)
  return rows[0]
}

export async function recordsOfPersons(tx: Tx, personIds: readonly string[]): Promise<StoredRecord[]> {
  const { rows } = await sql<StoredRecord>`select ${recordColumns} from people.record r
    join people.link l on l.record_id = r.id and l.until is null where l.person_id = any (${[...personIds]}::uuid[])
    order by r.created_at, r.id`.execute(tx)
  return rows
}

export interface Between {
  readonly conflict: string | undefined
  /** Mean log-odds over all pairs, each held to the model's cap. */
  readonly meanOdds: number
  /** Probability of the least likely pair. */
  readonly least: number
  readonly best: PairScore | undefined
  /** Some field of some pair speaks against one person, whatever the sum says. */
  readonly against: boolean
  /** Some pair has one CNIC. Name, father and telephone are shared by whole families. */
  readonly sameCnic: boolean
}

/** A number one digit off may be a slip or a brother: no sum of other likenesses may settle that without a person. */
const speaksAgainst = (score: PairScore): boolean =>
  score.evidence.some(({ field, level, bits }) => bits < -1 || (field === 'cnic' && level !== 'same'))

/** Weighs the records of one person against all other records given. */
export async function weighBetween(
  tx: Tx,
  records: readonly StoredRecord[],
  personId: string,
): Promise<Between> {
  const prepared = await prepare(tx, records)
  const score = pairScorer(personParameters, await population(tx))
  const cap = personParameters.clustering.capBits
  let sum = 0
  let pairs = 0
  let least = 1
  let conflict: string | undefined
  let best: PairScore | undefined
  let against = false
  let sameCnic = false
  for (const a of records.filter((one) => one.person_id === personId))
    for (const b of records.filter((one) => one.person_id !== personId)) {
      const one = score(prepared.get(a.id)!, prepared.get(b.id)!)
      conflict ??= one.conflict
      against ||= speaksAgainst(one)
      sameCnic ||= one.evidence.some(({ field, level }) => field === 'cnic' && level === 'same')
      const odds = Math.log2(one.probability / (1 - one.probability))
      sum += Math.max(-cap, Math.min(cap, odds))
      pairs += 1
      least = Math.min(least, one.probability)
      if (best === undefined || one.bits > best.bits) best = one
    }
  const meanOdds = pairs === 0 ? Number.NEGATIVE_INFINITY : sum / pairs
  return { conflict, meanOdds, least, best, against, sameCnic }
}
