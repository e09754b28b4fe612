import { sql } from 'kysely'
import { may, standing } from '#kernel/access'
import type { Tx } from '#platform/db'
import { refuse } from '#platform/http'
import type { OutputOf, ParsedInputOf } from '#platform/http/contract'
import { prisonOf } from '../prison-of.ts'
import { bothOf } from '../prisoners/names.ts'
import type * as contract from './contract.ts'

interface Signed {
  by_en: string | null
  by_ur: string | null
}
const signedBy = ({ by_en, by_ur }: Signed) => (by_en === null ? null : bothOf(by_en, by_ur))

/** What waits for somebody to choose, the oldest first. @throws not-found */
export async function openConflicts(tx: Tx): Promise<OutputOf<typeof contract.listGateConflicts>> {
  const prison = await prisonOf(tx, undefined)
  const { rows } = await sql<
    Signed & {
      id: string
      kind: contract.OpenGateConflict['kind']
      done_at: string
      received_at: string
      conflict: contract.GateConflict
      asked_why: string | null
      asked_at: string | null
      asked_en: string | null
      asked_ur: string | null
      imprisonment_id: string
      number: number
      year: number
      name_en: string | null
      name_ur: string | null
      father_en: string | null
      father_ur: string | null
    }
  >`select a.id, a.kind, a.done_at, a.received_at, a.conflict, a.asked_why, a.asked_at, d.name_en as by_en, d.name_ur as by_ur,
       q.name_en as asked_en, q.name_ur as asked_ur, a.imprisonment_id, i.number, i.year, p.name_en, p.name_ur, p.father_en, p.father_ur
       from custody.gate_act a
       join custody.imprisonment i on i.id = a.imprisonment_id
       join people.record p on p.id = i.record_id
       left join lateral custody.signed_by(a.done_by) d on true
       left join lateral custody.signed_by(a.asked_by) q on true
      where a.prison_id = ${prison.id} and a.outcome = 'conflict' and a.settled is null order by a.done_at, a.id limit 500`.execute(
    tx,
  )
  return {
    rows: rows.map((row) => ({
      id: row.id,
      kind: row.kind,
      doneAt: row.done_at,
      doneBy: signedBy(row),
      receivedAt: row.received_at,
      conflict: row.conflict,
      asked:
        row.asked_at === null || row.asked_why === null
          ? null
          : {
              why: row.asked_why,
              at: row.asked_at,
              by: signedBy({ by_en: row.asked_en, by_ur: row.asked_ur }),
            },
      imprisonmentId: row.imprisonment_id,
      number: `${row.number}/${row.year}`,
      name: bothOf(row.name_en, row.name_ur),
      father: row.father_en === null && row.father_ur === null ? null : bothOf(row.father_en, row.father_ur),
    })),
  }
}

/**
 * The record is never changed by this: it stands, alone or with a note beside it, or the superintendent is asked which.
 * @throws not-found, custody-gate.settled-already, asked-already, superintendent
 */
export async function settle(
  tx: Tx,
  given: ParsedInputOf<typeof contract.settleGateConflict>,
): Promise<{ settled: boolean }> {
  const { rows } = await sql<{ settled: string | null; asked_at: string | null; outcome: string }>`
    select settled, asked_at, outcome from custody.gate_act where id = ${given.actId}::uuid for update`.execute(
    tx,
  )
  const act = rows[0]
  if (act === undefined || act.outcome !== 'conflict') throw refuse('not-found')
  if (act.settled !== null) throw refuse('custody-gate.settled-already')
  const by = standing(tx).accountId
  if (given.how === 'ask') {
    if (act.asked_at !== null) throw refuse('custody-gate.asked-already')
    await sql`update custody.gate_act set asked_why = ${given.why}, asked_by = ${by}::uuid, asked_at = clock_timestamp()
      where id = ${given.actId}::uuid`.execute(tx)
    return { settled: false }
  }
  if (act.asked_at !== null && !may(tx, 'custody:settle-gate')) throw refuse('custody-gate.superintendent')
  await sql`update custody.gate_act set settled = ${given.how}, settled_why = ${given.why ?? null}, settled_by = ${by}::uuid,
      settled_at = clock_timestamp() where id = ${given.actId}::uuid`.execute(tx)
  return { settled: true }
}

/** @throws not-found */
export async function notesOf(
  tx: Tx,
  imprisonmentId: string,
): Promise<OutputOf<typeof contract.listGateNotes>> {
  const { rows: found } =
    await sql`select 1 from custody.imprisonment where id = ${imprisonmentId}::uuid`.execute(tx)
  if (found[0] === undefined) throw refuse('not-found')
  const { rows } = await sql<
    Signed & {
      id: string
      kind: contract.OpenGateConflict['kind']
      done_at: string
      settled_why: string | null
      settled_en: string | null
      settled_ur: string | null
    }
  >`select a.id, a.kind, a.done_at, a.settled_why, d.name_en as by_en, d.name_ur as by_ur, s.name_en as settled_en, s.name_ur as settled_ur
       from custody.gate_act a
       left join lateral custody.signed_by(a.done_by) d on true
       left join lateral custody.signed_by(a.settled_by) s on true
      where a.imprisonment_id = ${imprisonmentId}::uuid and a.settled = 'note' order by a.done_at desc limit 100`.execute(
    tx,
  )
  return {
    rows: rows.map((row) => ({
      id: row.id,
      kind: row.kind,
      doneAt: row.done_at,
      doneBy: signedBy(row),
      why: row.settled_why,
      settledBy: signedBy({ by_en: row.settled_en, by_ur: row.settled_ur }),
    })),
  }
}

/** On the home page: contradictions of the gate that wait; those put before the superintendent are the superintendent's. */
export async function countGateConflicts(
  tx: Tx,
  whose: 'gate' | 'superintendent',
): Promise<{ count: number; overdue: number }> {
  const { rows } = await sql<{ count: number; overdue: number }>`
    select count(*)::integer as count, (count(*) filter (where received_at < clock_timestamp() - interval '1 day'))::integer as overdue
      from custody.gate_act where outcome = 'conflict' and settled is null and prison_id = any (access.units())
       and (asked_at is not null) = ${whose === 'superintendent'}`.execute(tx)
  return rows[0]!
}
