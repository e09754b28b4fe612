import { sql } from 'kysely'
import { standing } from '#kernel/access'
import type { Tx } from '#platform/db'
import { applyDecision, hasBeenParted } from './decisions.ts'
import { legalDatesOf } from './dependents.ts'
import { decide, personParameters } from './matching/index.ts'
import {
  findMatches,
  type Match,
  recordsOfPersons,
  type StoredRecord,
  storedRecord,
  weighBetween,
} from './weighing.ts'

/**
 * Compares records that wait, oldest first, and acts on what is found: duplicates within one agency are linked by rule; every
 * other likeness goes to the review queue. Returns how many were looked at.
 */
export async function matchQueued(tx: Tx, most: number): Promise<number> {
  const { rows } = await sql<{ record_id: string }>`
    select record_id from people.match_queue order by queued_at, record_id limit ${most}`.execute(tx)
  for (const { record_id } of rows) {
    const record = await storedRecord(tx, record_id)
    if (record !== undefined) await matchOne(tx, record)
    await sql`delete from people.match_queue where record_id = ${record_id}::uuid`.execute(tx)
  }
  return rows.length
}

async function matchOne(tx: Tx, record: StoredRecord): Promise<void> {
  let own = record
  const doubtful: Match[] = []
  for (const match of await findMatches(tx, record)) {
    if (match.record.person_id === own.person_id) continue
    const band = decide(match.score)
    if (band === 'separate') continue
    if (band === 'link' && match.record.agency === record.agency) {
      // A link closes the doubts between those it joins; they must be there before it.
      await putInQueue(tx, record, doubtful.splice(0))
      if (await linkByRule(tx, own, match)) {
        own = (await storedRecord(tx, record.id)) ?? own
        continue
      }
    }
    doubtful.push(match)
  }
  await putInQueue(tx, record, doubtful)
}

/**
 * Links two persons of one agency when every record of the one fits every record of the other on the average, the CNIC is the
 * same, no field speaks against it, no hard conflict, clerk's word or officer's decision stands between them, and no legal date
 * changes. A chain of single likenesses is not enough.
 */
async function linkByRule(tx: Tx, own: StoredRecord, match: Match): Promise<boolean> {
  const persons = [own.person_id, match.record.person_id]
  const records = await recordsOfPersons(tx, persons)
  if (records.some((one) => one.agency !== own.agency)) return false
  const weighed = await weighBetween(tx, records, own.person_id)
  if (
    weighed.conflict !== undefined ||
    weighed.against ||
    !weighed.sameCnic ||
    weighed.meanOdds < personParameters.clustering.joinAtBits
  )
    return false
  if (weighed.least < personParameters.thresholds.review) return false
  if (await hasBeenParted(tx, persons[0]!, persons[1]!)) return false
  if ((await legalDatesOf(tx, persons)).length > 0) return false
  const { accountId, jurisdiction } = standing(tx)
  const { rows } = await sql<{ id: string }>`
    insert into people.decision (jurisdiction, kind, person_a, person_b, reason, evidence, bits, by_rule, proposed_by)
    values (${jurisdiction}, 'merge', ${own.person_id}::uuid, ${match.record.person_id}::uuid,
      ${`rule ${personParameters.version}`}, ${JSON.stringify(match.score.evidence)}::jsonb, ${match.score.bits}, true, ${accountId}::uuid)
    returning id`.execute(tx)
  await applyDecision(tx, rows[0]!.id, 'rule')
  return true
}

/** Doubt is worth most where it is greatest; a pair between agencies, or with a conflict, matters more. */
function gainOf(record: StoredRecord, { record: other, score }: Match): number {
  const p = Math.min(0.999999, Math.max(0.000001, score.probability))
  const doubt = -(p * Math.log2(p) + (1 - p) * Math.log2(1 - p))
  const weight = (record.agency === other.agency ? 1 : 2) * (score.conflict === undefined ? 1 : 1.5)
  // A likely pair nobody may link by rule gains its own probability: looking at it will most often make a link.
  return (doubt + p) * weight
}

/** All of one record in one statement: a common name is like a hundred others. */
async function putInQueue(tx: Tx, record: StoredRecord, matches: readonly Match[]): Promise<void> {
  if (matches.length === 0) return
  const rows = matches.map((match) => {
    const { id } = match.record
    const { score } = match
    const [a, b] = record.id < id ? [record.id, id] : [id, record.id]
    const { bits, probability, evidence, conflict = null } = score
    return { a, b, bits, probability, gain: gainOf(record, match), evidence, conflict }
  })
  await sql`insert into people.review (jurisdiction, record_a, record_b, bits, probability, gain, evidence, conflict, parameters)
    select ${standing(tx).jurisdiction}, m.a, m.b, m.bits, m.probability, m.gain, m.evidence, m.conflict, ${personParameters.version}
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        as m(a uuid, b uuid, bits real, probability real, gain real, evidence jsonb, conflict text)
    on conflict (record_a, record_b) do nothing`.execute(tx)
}
