import { type RawBuilder, sql } from 'kysely'
import { standing } from '#kernel/access'
import type { Tx } from '#platform/db'
import { refuse } from '#platform/http'
import type { OutputOf, ParsedInputOf } from '#platform/http/contract'
import { today } from '../law-of-prison.ts'
import { prisonOf } from '../prison-of.ts'
import type * as contract from './contract.ts'

/** Sessions of the week. `where` speaks of session `s`. */
export async function sessionsWhere(tx: Tx, where: RawBuilder<unknown>): Promise<contract.VisitSession[]> {
  const { rows } = await sql<contract.VisitSession>`
    select s.id, s.kind, jsonb_build_object('en', s.place_en, 'ur', s.place_ur) as place, s.weekday,
      to_char(s.from_time, 'HH24:MI') as "fromTime", to_char(s.to_time, 'HH24:MI') as "toTime", s.slot_minutes as "slotMinutes", s.windows,
      s.for_sex as "forSex", s.from_on as "fromOn", s.until_on as "untilOn"
      from custody.visit_session s where ${where} order by s.weekday, s.from_time, s.kind, s.id`.execute(tx)
  return rows
}

/** @throws not-found when the reader does not reach that prison */
export async function settings(
  tx: Tx,
  query: ParsedInputOf<typeof contract.getVisitSettings>,
): Promise<OutputOf<typeof contract.getVisitSettings>> {
  const { prisons, ...prison } = await prisonOf(tx, query.prisonId)
  const on = await today(tx)
  return {
    prison,
    prisons,
    jurisdiction: standing(tx).jurisdiction,
    sessions: await sessionsWhere(
      tx,
      sql`s.prison_id = ${prison.id} and (s.until_on is null or s.until_on >= ${on}::date)`,
    ),
  }
}

/** @throws not-found */
export async function openSession(
  tx: Tx,
  given: ParsedInputOf<typeof contract.addSession>,
): Promise<{ sessionId: string }> {
  const prison = await prisonOf(tx, undefined)
  const { rows } = await sql<{ id: string }>`
    insert into custody.visit_session (jurisdiction, prison_id, kind, place_en, place_ur, weekday, from_time, to_time, slot_minutes, windows,
      for_sex, from_on)
    values (${standing(tx).jurisdiction}, ${prison.id}, ${given.kind}, ${given.place.en}, ${given.place.ur}, ${given.weekday},
      ${given.fromTime}::time, ${given.toTime}::time, ${given.slotMinutes}, ${given.windows}, ${given.forSex ?? null}, ${given.fromOn}::date)
    returning id`.execute(tx)
  return { sessionId: rows[0]!.id }
}

/** @throws not-found, custody-visits.booked-beyond, custody-visits.past */
export async function closeSession(
  tx: Tx,
  given: { sessionId: string; untilOn: string },
): Promise<{ untilOn: string }> {
  if (given.untilOn < (await today(tx))) throw refuse('custody-visits.past')
  const { rows: booked } = await sql<{ count: number }>`
    select count(*)::integer as count from custody.visit where session_id = ${given.sessionId}::uuid and on_date > ${given.untilOn}::date
       and state = 'booked'`.execute(tx)
  if (booked[0]!.count > 0) throw refuse('custody-visits.booked-beyond', { count: booked[0]!.count })
  const { numAffectedRows } =
    await sql`update custody.visit_session set until_on = greatest(from_on, ${given.untilOn}::date)
    where id = ${given.sessionId}::uuid`.execute(tx)
  if (numAffectedRows === 0n) throw refuse('not-found')
  return { untilOn: given.untilOn }
}
