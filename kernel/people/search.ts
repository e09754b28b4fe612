import { sql } from 'kysely'
import type { Tx } from '#platform/db'
import type { Candidate } from './contract.ts'
import { normaliseName, searchKeys } from './names/index.ts'
import { personCards } from './records.ts'

/**
 * Persons whose visible records fit a query: a CNIC (13 digits, dashes allowed), or a name in either script, whole, partial or
 * misspelt. Everything that looks for people goes through here: the palette, admission, the FIR form.
 */
export async function findPeople(tx: Tx, query: string, limit: number): Promise<Candidate[]> {
  const name = normaliseName(query)
  const digits = name.replace(/\D/g, '')
  if (digits.length >= 5 && digits.length === name.replace(/[\s-]/g, '').length)
    return byCnic(tx, digits, limit)
  const tokens = searchKeys(query).skeletonTokens
  const { rows } = await sql<{ person_id: string; by_name: number; by_sound: number }>`
    select person_id, max(by_name) as by_name, max(by_sound) as by_sound from (
      select l.person_id, word_similarity(${name}, r.name_key) as by_name,
        cardinality(array(select unnest(r.name_tokens) intersect select unnest(${tokens}::text[])))::real / ${Math.max(1, tokens.length)} as by_sound
      from people.record r join people.link l on l.record_id = r.id and l.until is null
      where ${name} <% r.name_key or (${tokens.length > 0} and r.name_tokens && ${tokens}::text[])
    ) hit group by person_id
    order by greatest(max(by_name), max(by_sound)) desc, max(by_name) desc limit ${limit}`.execute(tx)
  const cards = await personCards(
    tx,
    rows.map((row) => row.person_id),
  )
  return rows.flatMap((row) => {
    const card = cards.get(row.person_id)
    if (card === undefined) return []
    const why: Candidate['why'] = []
    if (row.by_name >= 0.6) why.push('name')
    if (row.by_sound >= 0.5) why.push('sound')
    if (why.length === 0) why.push('name')
    return [{ ...card, why, closeness: Math.max(row.by_name, row.by_sound) }]
  })
}

async function byCnic(tx: Tx, digits: string, limit: number): Promise<Candidate[]> {
  const { rows } = await sql<{ person_id: string }>`
    select distinct l.person_id from people.record r join people.link l on l.record_id = r.id and l.until is null
    where r.cnic like ${`${digits}%`} limit ${limit}`.execute(tx)
  const cards = await personCards(
    tx,
    rows.map((row) => row.person_id),
  )
  return [...cards.values()].map((card) => ({
    ...card,
    why: ['cnic' as const],
    closeness: card.cnic === digits ? 1 : 0.9,
  }))
}
