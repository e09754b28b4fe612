import { sql } from 'kysely'
import { may, requireSecondPerson, standing } from '#kernel/access'
import type { Tx } from '#platform/db'
import { refuse } from '#platform/http'
import type { OutputOf, ParsedInputOf } from '#platform/http/contract'
import { today } from '../law-of-prison.ts'
import type * as contract from './contract.ts'
import { blockersOf, checklistNow, ruleOf, shownChecklist } from './reading.ts'

type Call = { sessionId: string | null }
type Options = OutputOf<typeof contract.getTransferOptions>

/** The other prisons of the province that a prisoner could be sent to. */
async function otherPrisons(tx: Tx, prisonId: number): Promise<Options['prisons']> {
  const { rows } = await sql<Options['prisons'][number]>`
    select id, jsonb_build_object('en', name_en, 'ur', name_ur) as name from units.current_unit
     where kind = 'prison' and jurisdiction = ${standing(tx).jurisdiction} and id <> ${prisonId}
       and (valid_to is null or valid_to > workflow.today()) order by name_en, id`.execute(tx)
  return rows
}

async function held(tx: Tx, id: string): Promise<{ prisonId: number; category: string }> {
  const { rows } = await sql<{ prison_id: number; category: string; state: string }>`
    select prison_id, category, state from custody.imprisonment where id = ${id}::uuid`.execute(tx)
  const stay = rows[0]
  if (stay === undefined) throw refuse('not-found')
  if (stay.state !== 'in') throw refuse('custody.not-in')
  return { prisonId: stay.prison_id, category: stay.category }
}

export async function options(
  tx: Tx,
  given: ParsedInputOf<typeof contract.getTransferOptions>,
): Promise<Options> {
  const { prisonId, category } = await held(tx, given.id)
  const { rows: rules } = await sql<Options['rules'][number]>`
    select distinct on (r.reason) r.reason, r.approver, jsonb_build_object('en', r.basis_en, 'ur', r.basis_ur) as basis
      from custody.transfer_rule r where ${ruleOf(sql`${category}`, sql`r.reason`)}
     order by r.reason, r.category = 'any', r.from_on desc`.execute(tx)
  return {
    prisons: await otherPrisons(tx, prisonId),
    rules,
    blockers:
      given.toPrisonId === undefined
        ? []
        : await blockersOf(tx, {
            imprisonmentId: given.id,
            toPrisonId: given.toPrisonId,
            on: given.plannedOn ?? (await today(tx)),
            reason: given.reason,
          }),
    checklist: shownChecklist(await checklistNow(tx, given.id)),
  }
}

/**
 * Proposes a transfer. What would stop it is shown and kept with it; a date may still pass before it departs, so it stops the approval
 * and the gate and not the proposal. @throws as the contract says
 */
export async function propose(
  tx: Tx,
  given: ParsedInputOf<typeof contract.proposeTransfer>,
  call: Call,
): Promise<{ transferId: string }> {
  const { prisonId, category } = await held(tx, given.id)
  if (given.plannedOn < (await today(tx))) throw refuse('custody-transfer.in-the-past')
  if (!(await otherPrisons(tx, prisonId)).some((one) => one.id === given.toPrisonId))
    throw refuse('custody-transfer.no-such-prison')
  const { rows: rules } = await sql<{ approver: string }>`
    select r.approver from custody.transfer_rule r where ${ruleOf(sql`${category}`, sql`${given.reason}`)}
     order by r.category = 'any', r.from_on desc limit 1`.execute(tx)
  if (rules[0] === undefined) throw refuse('custody-transfer.no-rule')
  const warnings = await blockersOf(tx, {
    imprisonmentId: given.id,
    toPrisonId: given.toPrisonId,
    on: given.plannedOn,
    reason: given.reason,
  })
  const { accountId, grantId, jurisdiction } = standing(tx)
  const { rows } = await sql<{ id: string }>`
    insert into custody.transfer (jurisdiction, prison_id, to_prison_id, imprisonment_id, number, name_en, name_ur, father_en, father_ur,
      sex, category, reason, note, planned_on, approver, warnings, proposed_by, proposed_session, proposed_grant)
    select ${jurisdiction}, i.prison_id, ${given.toPrisonId}, i.id, i.number || '/' || i.year, p.name_en, p.name_ur, p.father_en, p.father_ur,
      p.sex, i.category, ${given.reason}, ${given.note ?? null}, ${given.plannedOn}, ${rules[0].approver}, ${JSON.stringify(warnings)}::jsonb,
      ${accountId}::uuid, ${call.sessionId}::uuid, ${grantId}::uuid
      from custody.imprisonment i join people.record p on p.id = i.record_id where i.id = ${given.id}::uuid
    on conflict (imprisonment_id) where state in ('proposed', 'approved', 'on-road', 'brought', 'refused') do nothing returning id`.execute(
    tx,
  )
  if (rows[0] === undefined) throw refuse('custody-transfer.open-already')
  return { transferId: rows[0].id }
}

export interface Locked {
  readonly id: string
  readonly prison_id: number
  readonly to_prison_id: number
  readonly imprisonment_id: string
  readonly number: string
  readonly reason: string
  readonly planned_on: string
  readonly approver: string
  readonly state: string
  readonly offer_id: string | null
  readonly proposed_by: string
  readonly proposed_session: string | null
  readonly proposed_grant: string | null
  readonly unsettled: boolean
}

/** Whoever comes second waits here and then sees what the first did. @throws not-found, custody-transfer.not-open */
export async function lockTransfer(
  tx: Tx,
  id: string,
  side: 'from' | 'to',
  states: readonly string[],
): Promise<Locked> {
  const { rows } = await sql<Locked>`
    select id, prison_id, to_prison_id, imprisonment_id, number, reason, planned_on, approver, state, offer_id, proposed_by, proposed_session,
      proposed_grant, settled_at is null and differences <> '[]'::jsonb as unsettled
      from custody.transfer where id = ${id}::uuid for update`.execute(tx)
  const transfer = rows[0]
  const unit = side === 'from' ? transfer?.prison_id : transfer?.to_prison_id
  if (transfer === undefined || unit === undefined || !standing(tx).units.includes(unit))
    throw refuse('not-found')
  if (!states.includes(transfer.state)) throw refuse('custody-transfer.not-open', { state: transfer.state })
  return transfer
}

/** @throws custody-transfer.stopped naming what stops it */
export async function refuseIfStopped(tx: Tx, transfer: Locked, on: string): Promise<void> {
  const found = await blockersOf(tx, {
    imprisonmentId: transfer.imprisonment_id,
    toPrisonId: transfer.to_prison_id,
    on,
    reason: transfer.reason,
  })
  const stops = found.filter((one) => one.stops).map((one) => one.code)
  if (stops.length > 0) throw refuse('custody-transfer.stopped', { stops: stops.join(', ') })
}

export async function approve(tx: Tx, { id }: { id: string }, call: Call): Promise<{ state: 'approved' }> {
  const transfer = await lockTransfer(tx, id, 'from', ['proposed'])
  if (standing(tx).post !== transfer.approver)
    throw refuse('custody-transfer.other-approver', { post: transfer.approver })
  await requireSecondPerson(tx, call, {
    by: transfer.proposed_by,
    session: transfer.proposed_session,
    under: transfer.proposed_grant,
  })
  await refuseIfStopped(tx, transfer, transfer.planned_on)
  await sql`update custody.transfer set state = 'approved', approved_by = ${standing(tx).accountId}::uuid, approved_at = clock_timestamp()
    where id = ${id}::uuid`.execute(tx)
  return { state: 'approved' }
}

export async function withdraw(
  tx: Tx,
  { id, why }: { id: string; why: string },
): Promise<{ state: 'withdrawn' }> {
  if (await isBroughtHere(tx, id)) {
    // Not the fugitive after all.
    if (!may(tx, 'custody:receive-transfer')) throw refuse('not-allowed')
    await lockTransfer(tx, id, 'to', ['brought'])
  } else {
    if (!may(tx, 'custody:propose-transfer') && !may(tx, 'custody:approve-transfer'))
      throw refuse('not-allowed')
    await lockTransfer(tx, id, 'from', ['proposed', 'approved'])
  }
  await sql`update custody.transfer set state = 'withdrawn', withdrawn_by = ${standing(tx).accountId}::uuid, withdrawn_at = clock_timestamp(),
    withdrawn_why = ${why} where id = ${id}::uuid`.execute(tx)
  return { state: 'withdrawn' }
}

async function isBroughtHere(tx: Tx, id: string): Promise<boolean> {
  const { rows } = await sql`
    select 1 from custody.transfer where id = ${id}::uuid and state = 'brought'
       and to_prison_id = any (${[...standing(tx).units]}::integer[])`.execute(tx)
  return rows.length > 0
}
