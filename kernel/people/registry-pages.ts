import { sql } from 'kysely'
import { may, standing } from '#kernel/access'
import type { Tx } from '#platform/db'
import { refuse } from '#platform/http'
import type { OutputOf, ParsedInputOf } from '#platform/http/contract'
import type {
  Evidence,
  findDuplicates,
  getLinks,
  listDecisions,
  listReview,
  PersonCard,
  RecordShown,
} from './contract.ts'
import type { LegalDate } from './dependents.ts'
import { pairScorer, personParameters } from './matching/index.ts'
import { currentPersons, personCards } from './records.ts'
import { findPeople } from './search.ts'
import {
  findMatches,
  population,
  prepare,
  recordColumns,
  recordsOfPersons,
  type StoredRecord,
} from './weighing.ts'

const shown = (record: StoredRecord): RecordShown => ({
  recordId: record.id,
  personId: record.person_id,
  agency: record.agency,
  nameEn: record.name_en,
  nameUr: record.name_ur,
  fatherEn: record.father_en,
  fatherUr: record.father_ur,
  aliases: record.aliases,
  sex: record.sex as RecordShown['sex'],
  birthDate: record.birth_date,
  birthPrecision: record.birth_precision,
  cnic: record.cnic,
})

/** The review queue, by expected gain; pairs whose records are one person by now have left it. */
export async function reviewRows(
  tx: Tx,
  { page, size }: ParsedInputOf<typeof listReview>,
): Promise<OutputOf<typeof listReview>> {
  const { rows } = await sql<{
    id: string
    record_a: string
    record_b: string
    bits: number
    probability: number
    evidence: Evidence[]
    conflict: string | null
    proposed: boolean
    total: number
  }>`select v.id, v.record_a, v.record_b, v.bits, v.probability, v.evidence, v.conflict, count(*) over ()::integer as total,
      exists (select 1 from people.decision d where d.state in ('proposed', 'held')
        and la.person_id in (d.person_a, d.person_b) and lb.person_id in (d.person_a, d.person_b)) as proposed
    from people.review v join people.link la on la.record_id = v.record_a and la.until is null
      join people.link lb on lb.record_id = v.record_b and lb.until is null
   where v.state = 'open' and la.person_id <> lb.person_id
   order by v.gain desc, v.id limit ${size} offset ${(page - 1) * size}`.execute(tx)
  const records = await recordsById(
    tx,
    rows.flatMap((row) => [row.record_a, row.record_b]),
  )
  return {
    rows: rows.flatMap(({ id, record_a, record_b, total: _total, ...row }) => {
      const [a, b] = [records.get(record_a), records.get(record_b)]
      return a === undefined || b === undefined ? [] : [{ id, a: shown(a), b: shown(b), ...row }]
    }),
    total: rows[0]?.total ?? 0,
  }
}

export async function countReview(tx: Tx): Promise<{ count: number; overdue: number }> {
  const { rows } = await sql<{ count: number }>`select count(*)::integer as count from people.review v
    join people.link la on la.record_id = v.record_a and la.until is null
    join people.link lb on lb.record_id = v.record_b and lb.until is null
   where v.state = 'open' and la.person_id <> lb.person_id`.execute(tx)
  return { count: rows[0]!.count, overdue: 0 }
}

export async function countWaiting(
  tx: Tx,
  state: 'proposed' | 'held',
): Promise<{ count: number; overdue: number }> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::integer as count from people.decision where state = ${state}`.execute(tx)
  return { count: rows[0]!.count, overdue: 0 }
}

async function recordsById(tx: Tx, ids: readonly string[]): Promise<Map<string, StoredRecord>> {
  const { rows } = await sql<StoredRecord>`select ${recordColumns} from people.record r
    join people.link l on l.record_id = r.id and l.until is null where r.id = any (${[...ids]}::uuid[])`.execute(
    tx,
  )
  return new Map(rows.map((row) => [row.id, row]))
}

/** Decisions as the reader may see them: reviewers and law officers of the province; others see none. */
export async function decisionRows(
  tx: Tx,
  query: ParsedInputOf<typeof listDecisions>,
): Promise<OutputOf<typeof listDecisions>> {
  const person = query.personId ?? null
  const { rows } = await sql<{
    id: string
    kind: 'merge' | 'split' | 'move-record' | 'reject-pair'
    state: 'proposed' | 'held' | 'done' | 'declined'
    a: string
    b: string | null
    reason: string
    evidence: Evidence[]
    bits: number | null
    legalDates: LegalDate[]
    byRule: boolean
    proposedBy: string
    undone: boolean
    proposedAt: string
    decidedAt: string | null
    total: number
  }>`select d.id, d.kind, d.state, d.person_a as a, coalesce(d.person_b, m.person_b) as b, d.reason, d.evidence, d.bits,
      d.legal_dates as "legalDates", d.by_rule as "byRule", d.proposed_by as "proposedBy", d.proposed_at as "proposedAt",
      d.decided_at as "decidedAt", count(*) over ()::integer as total,
      d.kind = 'merge' and d.state = 'done' and not exists (select 1 from people.redirect r where r.decision_id = d.id and r.until is null) as undone
    from people.decision d left join people.decision m on m.id = d.undoes
   where (${query.state ?? null}::text is null or d.state = ${query.state ?? null})
     and (${person}::uuid is null or people.same_person(${person}::uuid) && array[d.person_a, d.person_b, m.person_b])
   order by d.proposed_at desc, d.id limit ${query.size} offset ${(query.page - 1) * query.size}`.execute(tx)
  const cards = await personCards(
    tx,
    rows.flatMap(({ a, b }) => (b === null ? [a] : [a, b])),
  )
  const mine = standing(tx).accountId
  return {
    rows: rows.map(({ a, b, proposedBy, total: _total, ...row }) => ({
      ...row,
      mine: proposedBy === mine,
      personA: cards.get(a) ?? null,
      personB: b === null ? null : (cards.get(b) ?? null),
    })),
    total: rows[0]?.total ?? 0,
  }
}

/** The records one may see of a person, and what they weigh against each other. */
export async function linksOf(
  tx: Tx,
  { personId }: ParsedInputOf<typeof getLinks>,
): Promise<OutputOf<typeof getLinks>> {
  const now = (await currentPersons(tx, [personId])).get(personId) ?? personId
  const records = await recordsOfPersons(tx, [now])
  if (records.length === 0) throw refuse('not-found')
  const { rows } = await sql<{ record_id: string; made_by: string; since: string; bits: number | null }>`
    select record_id, made_by, since, weight_bits as bits from people.link where until is null and person_id = ${now}::uuid`.execute(
    tx,
  )
  const links = new Map(rows.map((row) => [row.record_id, row]))
  const prepared = await prepare(tx, records)
  const score = pairScorer(personParameters, await population(tx))
  const pairs = records.flatMap((a, at) =>
    records.slice(at + 1).map((b) => {
      const one = score(prepared.get(a.id)!, prepared.get(b.id)!)
      return {
        a: a.id,
        b: b.id,
        bits: one.bits,
        probability: one.probability,
        evidence: one.evidence,
        conflict: one.conflict ?? null,
      }
    }),
  )
  return {
    records: records.map((record) => {
      const link = links.get(record.id)!
      return { ...shown(record), madeBy: link.made_by, since: link.since, bits: link.bits }
    }),
    pairs,
  }
}

/** How likely another person must be this one to be shown as a possible duplicate. */
const worthShowing = 0.05

/**
 * Persons who may be this one. A reviewer sees across agencies; everyone else only persons whose records their unit may see,
 * found by the same search as everywhere, so that what another agency knows stays hidden.
 */
export async function duplicatesOf(
  tx: Tx,
  { personId }: ParsedInputOf<typeof findDuplicates>,
): Promise<OutputOf<typeof findDuplicates>> {
  const now = (await currentPersons(tx, [personId])).get(personId) ?? personId
  const own = await recordsOfPersons(tx, [now])
  if (own.length === 0) throw refuse('not-found')
  const found = new Map<
    string,
    { person: PersonCard } & Omit<OutputOf<typeof findDuplicates>['rows'][number], 'person'>
  >()
  const consider = (
    person: string,
    score: { bits: number; probability: number; evidence: Evidence[]; conflict?: string | undefined },
  ) => {
    if (person === now || score.probability < worthShowing) return
    const known = found.get(person)
    if (known !== undefined && known.bits >= score.bits) return
    const { bits, probability, evidence, conflict } = score
    found.set(person, {
      person: { personId: person } as PersonCard,
      bits,
      probability,
      evidence,
      conflict: conflict ?? null,
    })
  }
  if (may(tx, 'people:match')) {
    for (const record of own)
      for (const match of await findMatches(tx, record)) consider(match.record.person_id, match.score)
  } else {
    const asked = new Set(own.flatMap((record) => [record.cnic, record.name_en, record.name_ur]))
    const near = new Set<string>()
    for (const query of asked)
      if (query !== null) for (const one of await findPeople(tx, query, 20)) near.add(one.personId)
    near.delete(now)
    const others = await recordsOfPersons(tx, [...near])
    const prepared = await prepare(tx, [...own, ...others])
    const score = pairScorer(personParameters, await population(tx))
    for (const a of own)
      for (const b of others) consider(b.person_id, score(prepared.get(a.id)!, prepared.get(b.id)!))
  }
  const cards = await personCards(tx, [...found.keys()])
  return {
    rows: [...found]
      .flatMap(([id, row]) => {
        const person = cards.get(id)
        return person === undefined ? [] : [{ ...row, person }]
      })
      .sort((a, b) => b.bits - a.bits)
      .slice(0, 10),
  }
}
