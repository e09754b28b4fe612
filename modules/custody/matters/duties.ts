import { sql } from 'kysely'
import { may, requireSecondPerson, standing } from '#kernel/access'
import type { Tx } from '#platform/db'
import { refuse } from '#platform/http'
import type { ParsedInputOf } from '#platform/http/contract'
import { today } from '../law-of-prison.ts'
import type * as contract from './contract.ts'

/** The duty by which a death is attested. */
export const medicalRecord = 'medical-record'

interface Open {
  id: string
  matter_id: string
  code: string
  state: string
  paper: boolean
  asks: boolean
  if_answer: boolean | null
  due_on: string | null
  event_on: string
  aside_by: string | null
  aside_session: string | null
  aside_grant: string | null
}

/** The duty, with its matter locked: two officers ticking at once come one after the other. */
async function lockDuty(tx: Tx, id: string, states: readonly string[]): Promise<Open> {
  const { rows: matters } = await sql<{ id: string }>`
    select m.id from custody.matter m join custody.duty d on d.matter_id = m.id where d.id = ${id}::uuid for update of m`.execute(
    tx,
  )
  if (matters[0] === undefined) throw refuse('not-found')
  const { rows } = await sql<Open>`
    select d.id, d.matter_id, d.code, d.state, d.paper, d.asks, d.if_answer, d.due_on, d.aside_by, d.aside_session, d.aside_grant,
      to_char(m.happened_at at time zone 'Asia/Karachi', 'YYYY-MM-DD') as event_on
      from custody.duty d join custody.matter m on m.id = d.matter_id where d.id = ${id}::uuid`.execute(tx)
  const duty = rows[0]!
  if (!states.includes(duty.state)) throw refuse('custody-matters.not-open')
  return duty
}

/**
 * A matter closes when nothing is owed and it has come to its end: an escape by recapture, a child by leaving, a death by the end of
 * the stay once the body was handed over.
 */
export async function closeIfSettled(tx: Tx, matterId: string): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update custody.matter m set closed_at = clock_timestamp() where m.id = ${matterId}::uuid and m.closed_at is null
      and (m.kind not in ('escape', 'child') or m.ended_at is not null)
      and not (m.kind = 'death' and m.ended_at is null
        and exists (select 1 from custody.imprisonment i where i.id = m.imprisonment_id and i.state = 'in')
        and exists (select 1 from custody.duty d where d.matter_id = m.id and d.code = 'body-handed-over' and d.state = 'done'))
      and not exists (select 1 from custody.duty d where d.matter_id = m.id and d.state in ('open', 'aside-proposed'))`.execute(
    tx,
  )
  return numAffectedRows === 1n
}

/** Where a child goes, and that it went, is written in its own record first: a tick alone would leave it here. */
async function refuseBeforeChild(tx: Tx, duty: Open): Promise<void> {
  if (duty.code !== 'plan' && duty.code !== 'leaves') return
  const { rows } = await sql<{ plan: string | null; left_on: string | null }>`
    select c.plan, c.left_on from custody.matter m join custody.child c on c.id = m.child_id where m.id = ${duty.matter_id}::uuid`.execute(
    tx,
  )
  const child = rows[0]
  if (child !== undefined && (duty.code === 'plan' ? child.plan : child.left_on) === null)
    throw refuse('custody-matters.child-first')
}

/** The prisoner was asked: what is owed only on that answer begins that day, or lapses. */
async function follow(tx: Tx, matterId: string, answer: boolean, on: string): Promise<void> {
  await sql`update custody.matter set answer = ${answer}, answered_on = ${on} where id = ${matterId}::uuid`.execute(
    tx,
  )
  await sql`update custody.duty set due_on = ${on}::date where matter_id = ${matterId}::uuid and if_answer = ${answer} and state = 'open'`.execute(
    tx,
  )
  await sql`update custody.duty set state = 'lapsed' where matter_id = ${matterId}::uuid and if_answer = ${!answer} and state = 'open'`.execute(
    tx,
  )
}

/**
 * Ticks a duty off, once.
 * @throws custody-matters.not-open, paper-needed, answer-needed, child-first, for-medical-officer, not-yet when another duty must be done first, in-future, before-event
 */
export async function tick(
  tx: Tx,
  given: ParsedInputOf<typeof contract.doDuty>,
): Promise<{ state: 'done'; closed: boolean }> {
  const duty = await lockDuty(tx, given.dutyId, ['open'])
  if (duty.code === medicalRecord && !may(tx, 'custody:attest-death'))
    throw refuse('custody-matters.for-medical-officer')
  if (given.on > (await today(tx))) throw refuse('custody-matters.in-future')
  if (given.on < duty.event_on) throw refuse('custody-matters.before-event')
  if (duty.paper && given.reference === undefined) throw refuse('custody-matters.paper-needed')
  if (duty.asks && given.answer === undefined) throw refuse('custody-matters.answer-needed')
  const { rows: first } = await sql<{ name_en: string; name_ur: string }>`
    select name_en, name_ur from custody.duty where matter_id = ${duty.matter_id}::uuid and before_code = ${duty.code}
       and state in ('open', 'aside-proposed')`.execute(tx)
  if (first[0] !== undefined)
    throw refuse('custody-matters.not-yet', { first: first[0].name_en, firstUr: first[0].name_ur })
  await refuseBeforeChild(tx, duty)
  if (duty.if_answer !== null && duty.due_on === null) throw refuse('custody-matters.answer-needed')
  await sql`update custody.duty set state = 'done', done_on = ${given.on}, reference = ${given.reference ?? null}, note = ${given.note ?? null},
      done_by = ${standing(tx).accountId}::uuid, done_at = clock_timestamp() where id = ${duty.id}::uuid`.execute(
    tx,
  )
  if (duty.asks && given.answer !== undefined) await follow(tx, duty.matter_id, given.answer, given.on)
  return { state: 'done', closed: await closeIfSettled(tx, duty.matter_id) }
}

/** @throws custody-matters.not-open, not-found */
export async function proposeAside(
  tx: Tx,
  given: { dutyId: string; why: string },
  call: { sessionId: string | null },
): Promise<{ state: 'aside-proposed' }> {
  const duty = await lockDuty(tx, given.dutyId, ['open'])
  const { accountId, grantId } = standing(tx)
  await sql`update custody.duty set state = 'aside-proposed', aside_why = ${given.why}, aside_by = ${accountId}::uuid,
      aside_session = ${call.sessionId}::uuid, aside_grant = ${grantId}::uuid where id = ${duty.id}::uuid`.execute(
    tx,
  )
  return { state: 'aside-proposed' }
}

/** @throws access.same-person, access.same-session, access.delegate, custody-matters.not-open, not-found */
export async function confirmAside(
  tx: Tx,
  { dutyId }: { dutyId: string },
  call: { sessionId: string | null },
): Promise<{ state: 'aside'; closed: boolean }> {
  const duty = await lockDuty(tx, dutyId, ['aside-proposed'])
  await requireSecondPerson(tx, call, {
    by: duty.aside_by ?? '',
    session: duty.aside_session,
    under: duty.aside_grant,
  })
  await sql`update custody.duty set state = 'aside', confirmed_by = ${standing(tx).accountId}::uuid, confirmed_at = clock_timestamp()
    where id = ${duty.id}::uuid`.execute(tx)
  return { state: 'aside', closed: await closeIfSettled(tx, duty.matter_id) }
}
