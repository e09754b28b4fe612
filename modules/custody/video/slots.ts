import { sql } from 'kysely'
import { standing } from '#kernel/access'
import { hearingsOfParties } from '#modules/courts'
import type { Tx } from '#platform/db'

/** A slot given back; who gave it back, and why. `which` speaks of slot `v`. */
export async function free(
  tx: Tx,
  slotIds: readonly string[],
  why: 'adjourned' | 'by-hand' | 'not-produced',
): Promise<void> {
  await sql`update custody.video_slot set state = 'freed', freed_why = ${why}, ended_at = clock_timestamp(), ended_by = ${standing(tx).accountId}::uuid
    where id = any (${[...slotIds]}::uuid[]) and state = 'booked'`.execute(tx)
}

/** Whoever is recorded as not produced, or sent after all, needs no room: theirs is free. */
export async function freeSlotOf(
  tx: Tx,
  production: { readonly warrantId: string; readonly on: string; readonly outcome: string },
): Promise<void> {
  if (production.outcome === 'by-video') return
  const { rows } = await sql<{ id: string }>`
    select id from custody.video_slot where warrant_id = ${production.warrantId}::uuid and on_date = ${production.on}::date and state = 'booked'`.execute(
    tx,
  )
  if (rows.length > 0)
    await free(
      tx,
      rows.map(({ id }) => id),
      'not-produced',
    )
}

/**
 * Frees the slots of a case whose hearing the court adjourned, moved or withdrew. A slot that has begun stays: whether the prisoner
 * was heard before the court adjourned, only the prison can say.
 */
export async function freeAdjourned(tx: Tx, caseId: string): Promise<void> {
  const { rows } = await sql<{ id: string; hearing_id: string; on_date: string; party_id: string }>`
    select v.id, v.hearing_id, v.on_date, w.party_id from custody.video_slot v join custody.warrant w on w.id = v.warrant_id
     where w.case_id = ${caseId}::uuid and w.party_id is not null and v.state = 'booked' and v.hearing_id is not null
       and lower(v.during) > clock_timestamp()`.execute(tx)
  if (rows.length === 0) return
  const days = rows.map((row) => row.on_date).sort()
  const hearings = await hearingsOfParties(
    tx,
    rows.map((row) => row.party_id),
    { from: days[0]!, to: days.at(-1)! },
  )
  const standingStill = new Set(
    hearings.filter(({ state }) => state === 'listed' || state === 'held').map(({ id }) => id),
  )
  await free(
    tx,
    rows.filter((row) => !standingStill.has(row.hearing_id)).map(({ id }) => id),
    'adjourned',
  )
}
