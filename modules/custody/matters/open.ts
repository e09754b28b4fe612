import { sql } from 'kysely'
import type { Tx } from '#platform/db'
import { refuse } from '#platform/http'
import type { ParsedInputOf } from '#platform/http/contract'
import { goAtLarge, recaptured } from '../movement/move.ts'
import { computeReleaseDate } from '../sentence/release-date.ts'
import type * as contract from './contract.ts'
import { closeIfSettled } from './duties.ts'

/** The clock on the prison's own wall. */
const instant = (on: string, time: string) => `${on}T${time}:00+05:00`

/**
 * Opens a matter. An escape is written into the movement register in the same transaction, so that the roll knows it as soon as the
 * duties do. @throws custody-matters.open-already, in-future, before-admission, custody.not-in, not-found
 */
export async function open(
  tx: Tx,
  given: ParsedInputOf<typeof contract.openMatter>,
): Promise<{ id: string }> {
  const at = instant(given.happenedOn, given.happenedTime)
  const { rows: stays } = await sql<{
    prison_id: number
    jurisdiction: string
    state: string
    early: boolean
    late: boolean
  }>`
    select prison_id, jurisdiction, state, admitted_at > ${at}::timestamptz as early, ${at}::timestamptz > clock_timestamp() as late
      from custody.imprisonment where id = ${given.imprisonmentId}::uuid for update`.execute(tx)
  const stay = stays[0]
  if (stay === undefined) throw refuse('not-found')
  if (stay.late) throw refuse('custody-matters.in-future')
  if (stay.early) throw refuse('custody-matters.before-admission')
  // A death is also gone through when the register has let the person go already.
  if (stay.state !== 'in' && given.kind !== 'death') throw refuse('custody.not-in')
  const { rows } = await sql<{ id: string }>`
    insert into custody.matter (jurisdiction, prison_id, imprisonment_id, kind, source, happened_at, nationality, note)
    values (${stay.jurisdiction}, ${stay.prison_id}, ${given.imprisonmentId}::uuid, ${given.kind}, 'officer', ${at}::timestamptz,
      ${given.nationality ?? null}, ${given.note ?? null})
    on conflict (imprisonment_id, kind) where closed_at is null and kind <> 'child' do nothing returning id`.execute(
    tx,
  )
  const made = rows[0]
  if (made === undefined) throw refuse('custody-matters.open-already')
  if (given.kind === 'escape')
    await goAtLarge(tx, { imprisonmentId: given.imprisonmentId, prisonId: stay.prison_id, at })
  return made
}

/**
 * Recaptured: in again by the movement register. Where a sentence runs, its last day is computed anew with the days at large, by both
 * engines, and waits for two officers; nothing is typed. Days of escape and of return count as custody (PPR 35, 206).
 * @throws custody-matters.not-at-large, in-future, before-event, custody.law-refused, not-found
 */
export async function recapture(
  tx: Tx,
  given: ParsedInputOf<typeof contract.recordRecapture>,
): Promise<{ daysAtLarge: number }> {
  const at = instant(given.on, given.time)
  const { rows } = await sql<{
    imprisonment_id: string
    kind: string
    ended: boolean
    early: boolean
    late: boolean
    days: number
  }>`
    select imprisonment_id, kind, ended_at is not null as ended, happened_at > ${at}::timestamptz as early,
      ${at}::timestamptz > clock_timestamp() as late,
      greatest(0, ${given.on}::date - (happened_at at time zone 'Asia/Karachi')::date - 1) as days
      from custody.matter where id = ${given.id}::uuid for update`.execute(tx)
  const matter = rows[0]
  if (matter === undefined) throw refuse('not-found')
  if (matter.kind !== 'escape' || matter.ended) throw refuse('custody-matters.not-at-large')
  if (matter.late) throw refuse('custody-matters.in-future')
  if (matter.early) throw refuse('custody-matters.before-event')
  await recaptured(tx, { imprisonmentId: matter.imprisonment_id, at })
  await sql`update custody.matter set ended_at = ${at}::timestamptz, ended_how = ${given.how} where id = ${given.id}::uuid`.execute(
    tx,
  )
  await computeReleaseDate(tx, matter.imprisonment_id, 'recaptured')
  await closeIfSettled(tx, given.id)
  return { daysAtLarge: matter.days }
}
