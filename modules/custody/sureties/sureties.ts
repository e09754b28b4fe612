import { sql } from 'kysely'
import type { Tx } from '#platform/db'
import { refuse } from '#platform/http'
import type { OutputOf, ParsedInputOf } from '#platform/http/contract'
import { today } from '../law-of-prison.ts'
import type * as contract from './contract.ts'

export async function refuseFuture(tx: Tx, ...days: readonly (string | undefined)[]): Promise<void> {
  const now = await today(tx)
  if (days.some((day) => day !== undefined && day > now)) throw refuse('custody-sureties.in-future')
}

/** The stay, for whatever is added to it. @throws not-found, custody.not-in */
export async function heldStay(
  tx: Tx,
  imprisonmentId: string,
): Promise<{ prison_id: number; jurisdiction: string; person_id: string }> {
  const { rows } = await sql<{ prison_id: number; jurisdiction: string; person_id: string; state: string }>`
    select prison_id, jurisdiction, person_id, state from custody.imprisonment where id = ${imprisonmentId}::uuid`.execute(
    tx,
  )
  const held = rows[0]
  if (held === undefined) throw refuse('not-found')
  if (held.state !== 'in') throw refuse('custody.not-in')
  return held
}

export async function add(tx: Tx, given: ParsedInputOf<typeof contract.addSurety>): Promise<{ id: string }> {
  await refuseFuture(tx, given.offeredOn)
  const held = await heldStay(tx, given.imprisonmentId)
  await sql`select 1 from custody.imprisonment where id = ${given.imprisonmentId}::uuid for no key update`.execute(
    tx,
  )
  const { rows: before } =
    await sql`select 1 from custody.surety where imprisonment_id = ${given.imprisonmentId}::uuid
    and cnic = ${given.cnic} and state = 'offered'`.execute(tx)
  if (before.length > 0) throw refuse('custody-sureties.offered-already')
  const { rows } = await sql<{ id: string }>`
    insert into custody.surety (jurisdiction, prison_id, imprisonment_id, name_en, name_ur, father, cnic, telephone, relation, property, paper, worth,
      offered_on)
    values (${held.jurisdiction}, ${held.prison_id}, ${given.imprisonmentId}::uuid, ${given.nameEn}, ${given.nameUr}, ${given.father ?? null},
      ${given.cnic}, ${given.telephone ?? null}, ${given.relation}, ${given.property}, ${given.paper}, ${given.worth ?? null}, ${given.offeredOn})
    returning id`.execute(tx)
  return rows[0]!
}

interface Offered {
  prison_id: number
  jurisdiction: string
  state: string
}

async function lockSurety(tx: Tx, id: string): Promise<Offered> {
  const { rows } = await sql<Offered>`
    select prison_id, jurisdiction, state from custody.surety where id = ${id}::uuid for update`.execute(tx)
  if (rows[0] === undefined) throw refuse('not-found')
  if (rows[0].state !== 'offered') throw refuse('custody-sureties.not-offered')
  return rows[0]
}

/** Without a day the province's own number of days is given; where it has none, the day must be said. */
export async function ask(
  tx: Tx,
  given: ParsedInputOf<typeof contract.askVerification>,
): Promise<OutputOf<typeof contract.askVerification>> {
  await refuseFuture(tx, given.askedOn)
  const surety = await lockSurety(tx, given.suretyId)
  if (given.dueOn !== undefined && given.dueOn < given.askedOn) throw refuse('custody-sureties.due-before')
  const { rows } = await sql<{ id: string; dueOn: string }>`
    insert into custody.surety_step (jurisdiction, prison_id, surety_id, kind, with_whom, asked_on, due_on)
    values (${surety.jurisdiction}, ${surety.prison_id}, ${given.suretyId}::uuid, ${given.kind}, ${given.withWhom}, ${given.askedOn},
      coalesce(${given.dueOn ?? null}::date, ${given.askedOn}::date + custody.conditional_number(${surety.jurisdiction}, 'verification-due', ${given.askedOn})))
    returning id, due_on as "dueOn"`.execute(tx)
  return rows[0]!
}

export async function answer(
  tx: Tx,
  given: ParsedInputOf<typeof contract.answerVerification>,
): Promise<{ done: true }> {
  await refuseFuture(tx, given.on)
  const { rows } = await sql<{ asked_on: string; answered_on: string | null }>`
    select asked_on, answered_on from custody.surety_step where id = ${given.stepId}::uuid for update`.execute(
    tx,
  )
  const step = rows[0]
  if (step === undefined) throw refuse('not-found')
  if (step.answered_on !== null) throw refuse('custody-sureties.answered')
  if (given.on < step.asked_on) throw refuse('custody-sureties.due-before')
  await sql`update custody.surety_step set answered_on = ${given.on}, answer = ${given.answer}, words = ${given.words ?? null}
    where id = ${given.stepId}::uuid`.execute(tx)
  return { done: true }
}

export async function endOffer(
  tx: Tx,
  given: ParsedInputOf<typeof contract.endSurety>,
): Promise<{ done: true }> {
  await refuseFuture(tx, given.on)
  await lockSurety(tx, given.suretyId)
  if (given.state !== 'accepted' && given.why === undefined) throw refuse('custody-sureties.needs-reason')
  await sql`update custody.surety set state = ${given.state}, ended_on = ${given.on},
      ended_why = ${given.state === 'accepted' ? null : (given.why ?? null)} where id = ${given.suretyId}::uuid`.execute(
    tx,
  )
  return { done: true }
}

export async function sayObstacle(
  tx: Tx,
  given: ParsedInputOf<typeof contract.sayObstacle>,
): Promise<{ id: string }> {
  const held = await heldStay(tx, given.imprisonmentId)
  if (given.kind === 'other' && given.words === undefined) throw refuse('custody-sureties.needs-reason')
  const { rows } = await sql<{ id: string }>`
    insert into custody.bail_obstacle (jurisdiction, prison_id, imprisonment_id, kind, words, since)
    values (${held.jurisdiction}, ${held.prison_id}, ${given.imprisonmentId}::uuid, ${given.kind}, ${given.words ?? null}, workflow.today())
    on conflict (imprisonment_id, kind) where cleared_on is null do nothing returning id`.execute(tx)
  if (rows[0] === undefined) throw refuse('custody-sureties.said-already')
  return rows[0]
}

export async function clearObstacle(tx: Tx, { obstacleId }: { obstacleId: string }): Promise<{ done: true }> {
  const { numAffectedRows } = await sql`
    update custody.bail_obstacle set cleared_on = workflow.today() where id = ${obstacleId}::uuid and cleared_on is null`.execute(
    tx,
  )
  if (numAffectedRows === 0n) throw refuse('not-found')
  return { done: true }
}
