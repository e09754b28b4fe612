import { sql } from 'kysely'
import { may } from '#kernel/access'
import type { Tx } from '#platform/db'
import { refuse } from '#platform/http'
import type { OutputOf, ParsedInputOf } from '#platform/http/contract'
import { today } from '../law-of-prison.ts'
import type * as contract from './contract.ts'
import { closeIfSettled, tick } from './duties.ts'
import { matterById } from './reading.ts'

/**
 * Records a child with its mother. It is no prisoner: it has no number, no warrant and no bed, and no roll counts it.
 * @throws custody-matters.not-a-mother, in-future, before-admission, custody.not-in, not-allowed, not-found
 */
export async function record(
  tx: Tx,
  given: ParsedInputOf<typeof contract.recordChild>,
): Promise<OutputOf<typeof contract.recordChild>> {
  // Both are asked: whoever only inspects the children writes nothing of them.
  if (!may(tx, 'custody:keep-matters')) throw refuse('not-allowed')
  const { rows: stays } = await sql<{
    prison_id: number
    jurisdiction: string
    state: string
    sex: string | null
    early: boolean
  }>`
    select i.prison_id, i.jurisdiction, i.state, p.sex, (i.admitted_at at time zone 'Asia/Karachi')::date > ${given.cameOn}::date as early
      from custody.imprisonment i join people.record p on p.id = i.record_id where i.id = ${given.imprisonmentId}::uuid`.execute(
    tx,
  )
  const stay = stays[0]
  if (stay === undefined) throw refuse('not-found')
  if (stay.state !== 'in') throw refuse('custody.not-in')
  if (stay.sex !== 'F') throw refuse('custody-matters.not-a-mother')
  if (given.cameOn > (await today(tx))) throw refuse('custody-matters.in-future')
  if (stay.early) throw refuse('custody-matters.before-admission')
  const { rows: children } = await sql<{ id: string }>`
    insert into custody.child (jurisdiction, prison_id, imprisonment_id, name_en, name_ur, sex, born_on, proof, proof_reference, father,
      father_whereabouts, came, came_on)
    values (${stay.jurisdiction}, ${stay.prison_id}, ${given.imprisonmentId}::uuid, ${given.nameEn}, ${given.nameUr}, ${given.sex},
      ${given.bornOn}, ${given.proof}, ${given.proofReference ?? null}, ${given.father ?? null}, ${given.fatherWhereabouts ?? null},
      ${given.came}, ${given.cameOn}) returning id`.execute(tx)
  const { rows } = await sql<{ id: string }>`
    insert into custody.matter (jurisdiction, prison_id, imprisonment_id, child_id, kind, source, happened_at)
    values (${stay.jurisdiction}, ${stay.prison_id}, ${given.imprisonmentId}::uuid, ${children[0]!.id}::uuid, 'child', 'officer',
      ${`${given.cameOn}T00:00:00+05:00`}::timestamptz) returning id`.execute(tx)
  const matterId = rows[0]!.id
  const { child } = await matterById(tx, { id: matterId })
  return { matterId, sixOn: child!.sixOn }
}

interface OpenChild {
  readonly childId: string
  readonly cameOn: string
  readonly duties: ReadonlyMap<string, string>
}

/** A child still here, locked by its matter, with what is still owed by code. */
async function lockChild(tx: Tx, id: string): Promise<OpenChild> {
  if (!may(tx, 'custody:keep-matters')) throw refuse('not-allowed')
  const { rows } = await sql<{ child_id: string; came_on: string; left_on: string | null }>`
    select m.child_id, c.came_on, c.left_on from custody.matter m join custody.child c on c.id = m.child_id
     where m.id = ${id}::uuid for update of m`.execute(tx)
  const row = rows[0]
  if (row === undefined) throw refuse('not-found')
  if (row.left_on !== null) throw refuse('custody-matters.not-open')
  const { rows: duties } = await sql<{ id: string; code: string }>`
    select id, code from custody.duty where matter_id = ${id}::uuid and state = 'open'`.execute(tx)
  return {
    childId: row.child_id,
    cameOn: row.came_on,
    duties: new Map(duties.map((one) => [one.code, one.id])),
  }
}

/** Writes where the child goes, and ticks that duty off. A later plan replaces the earlier. @throws custody-matters.not-open, not-found */
export async function plan(tx: Tx, given: { id: string; plan: string }): Promise<{ planned: true }> {
  const { childId, duties } = await lockChild(tx, given.id)
  await sql`update custody.child set plan = ${given.plan} where id = ${childId}::uuid`.execute(tx)
  const duty = duties.get('plan')
  if (duty !== undefined) await tick(tx, { dutyId: duty, on: await today(tx), note: given.plan })
  return { planned: true }
}

/** The child has left. What was owed while it was here lapses with its going. @throws custody-matters.not-open, in-future, before-event */
export async function leave(
  tx: Tx,
  given: ParsedInputOf<typeof contract.letChildGo>,
): Promise<{ left: true }> {
  const { childId, cameOn, duties } = await lockChild(tx, given.id)
  if (given.on > (await today(tx))) throw refuse('custody-matters.in-future')
  if (given.on < cameOn) throw refuse('custody-matters.before-event')
  await sql`update custody.child set left_on = ${given.on}, left_to = ${given.to}, plan = coalesce(plan, ${given.to}) where id = ${childId}::uuid`.execute(
    tx,
  )
  const plan = duties.get('plan')
  if (plan !== undefined) await tick(tx, { dutyId: plan, on: given.on, note: given.to })
  const leaves = duties.get('leaves')
  if (leaves !== undefined)
    await tick(tx, { dutyId: leaves, on: given.on, reference: given.reference, note: given.to })
  await sql`update custody.matter set ended_at = greatest(happened_at, ${`${given.on}T00:00:00+05:00`}::timestamptz), ended_how = ${given.to}
    where id = ${given.id}::uuid`.execute(tx)
  await closeIfSettled(tx, given.id)
  return { left: true }
}
