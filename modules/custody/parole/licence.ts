import { sql } from 'kysely'
import { standing } from '#kernel/access'
import { tellCase } from '#kernel/cases'
import type { Tx } from '#platform/db'
import { refuse } from '#platform/http'
import type { OutputOf, ParsedInputOf } from '#platform/http/contract'
import { today } from '../law-of-prison.ts'
import { computeReleaseDate, reopenReleaseDate } from '../sentence/release-date.ts'
import { refuseFuture } from './cases.ts'
import type * as contract from './contract.ts'

type State = (typeof contract.licenceStates)[number]

interface Locked {
  id: string
  state: State
  imprisonment_id: string
  returned_imprisonment_id: string | null
  recorded_by: string
  left_on: string | null
  days_count: string | null
}

async function lockLicence(tx: Tx, id: string, states: readonly State[]): Promise<Locked> {
  const { rows } = await sql<Locked>`
    select id, state, imprisonment_id, returned_imprisonment_id, recorded_by, (left_at at time zone 'Asia/Karachi')::date as left_on, days_count
      from custody.licence where id = ${id}::uuid for update`.execute(tx)
  const found = rows[0]
  if (found === undefined) throw refuse('not-found')
  if (!states.includes(found.state)) throw refuse('custody-parole.licence-state')
  return found
}

/** @throws custody-parole.same-officer: a forged order must deceive two */
export async function verify(tx: Tx, { id, how }: { id: string; how: string }): Promise<{ state: 'issued' }> {
  const licence = await lockLicence(tx, id, ['to-verify'])
  const { accountId } = standing(tx)
  if (licence.recorded_by === accountId) throw refuse('custody-parole.same-officer')
  await sql`update custody.licence set state = 'issued', verified_by = ${accountId}::uuid, verified_at = clock_timestamp(), verified_how = ${how}
    where id = ${id}::uuid`.execute(tx)
  return { state: 'issued' }
}

export async function cancel(tx: Tx, { id }: { id: string }): Promise<{ done: true }> {
  await lockLicence(tx, id, ['to-verify', 'issued'])
  await sql`update custody.licence set state = 'cancelled' where id = ${id}::uuid`.execute(tx)
  return { done: true }
}

export async function revoke(
  tx: Tx,
  given: ParsedInputOf<typeof contract.revokeLicence>,
): Promise<{ state: 'revoked' }> {
  await refuseFuture(tx, given.on)
  const licence = await lockLicence(tx, given.id, ['running', 'held'])
  if (licence.left_on !== null && given.on < licence.left_on) throw refuse('custody-parole.before-leaving')
  await sql`update custody.licence set state = 'revoked', revoked_on = ${given.on}, revoked_order = ${given.order}, revoked_why = ${given.why},
      revoked_by = ${standing(tx).accountId}::uuid, next_report_on = null where id = ${given.id}::uuid`.execute(
    tx,
  )
  return { state: 'revoked' }
}

const daysBetween = sql`greatest(0, (l.returned_at at time zone 'Asia/Karachi')::date - l.revoked_on - 1)`

/**
 * In again. The sentence is the same one and its last day stands: time on licence was served (s.4). Only days between revocation and
 * return put the date before two officers again, because the texts obtained do not say whether they count. @throws as the contract says
 */
export async function takeBack(tx: Tx, { id }: { id: string }): Promise<OutputOf<typeof contract.takeBack>> {
  // The admissions desk reads a licence and changes none: the database takes the person back, and locks it.
  const { rows: found } = await sql<{
    state: State
  }>`select state from custody.licence where id = ${id}::uuid`.execute(tx)
  if (found[0] === undefined) throw refuse('not-found')
  if (found[0].state !== 'revoked') throw refuse('custody-parole.licence-state')
  const { rows: held } = await sql<{ id: string }>`select custody.return_from_licence(${id}::uuid) as id`
    .execute(tx)
    .catch((problem: unknown) => {
      if (
        problem instanceof Error &&
        'constraint' in problem &&
        problem.constraint === 'licence_held_elsewhere'
      )
        throw refuse('custody-parole.held-elsewhere')
      throw problem
    })
  const imprisonmentId = held[0]!.id
  const { rows } = await sql<{ number: string; days: number }>`
    select i.number || '/' || i.year as number, ${daysBetween} as days from custody.licence l
      join custody.imprisonment i on i.id = l.returned_imprisonment_id where l.id = ${id}::uuid`.execute(tx)
  const { number, days } = rows[0]!
  if (days > 0) await reopenReleaseDate(tx, imprisonmentId, 'licence-revoked')
  else await computeReleaseDate(tx, imprisonmentId, 'licence-revoked')
  return { imprisonmentId, number, daysBetween: days }
}

export async function settleDays(
  tx: Tx,
  given: ParsedInputOf<typeof contract.settleDaysAfterRevocation>,
): Promise<{ done: true }> {
  const licence = await lockLicence(tx, given.id, ['returned'])
  if (licence.days_count !== null) throw refuse('custody-parole.said-already')
  await sql`update custody.licence set days_count = ${given.days}, days_paper = ${given.paper}, days_by = ${standing(tx).accountId}::uuid
    where id = ${given.id}::uuid`.execute(tx)
  await reopenReleaseDate(tx, licence.returned_imprisonment_id!, 'licence-days')
  return { done: true }
}

/** The sentence was served out on licence: its warrants end as with anybody whose time is over. @throws custody-parole.sentence-runs */
export async function discharge(tx: Tx, { id }: { id: string }): Promise<{ state: 'discharged' }> {
  const licence = await lockLicence(tx, id, ['running', 'held'])
  const { rows: dates } = await sql<{ over: boolean }>`
    select due_release <= ${await today(tx)}::date as over from custody.release_date
     where imprisonment_id = ${licence.imprisonment_id}::uuid and state = 'confirmed'`.execute(tx)
  if (dates[0]?.over !== true) throw refuse('custody-parole.sentence-runs')
  await sql`update custody.licence set state = 'discharged', discharged_on = workflow.today(), discharged_by = ${standing(tx).accountId}::uuid,
      next_report_on = null where id = ${id}::uuid`.execute(tx)
  const { rows: ended } = await sql<{ case_id: string | null; party_id: string | null }>`
    update custody.warrant set state = 'ended', ended_on = workflow.today(), ended_ground = 'expiry'
     where imprisonment_id = ${licence.imprisonment_id}::uuid and state = 'in-force' returning case_id, party_id`.execute(
    tx,
  )
  for (const { case_id, party_id } of ended)
    if (case_id !== null && party_id !== null)
      await tellCase(tx, {
        caseId: case_id,
        partyId: party_id,
        kind: 'custody.licence-served',
        agency: 'prison',
      })
  return { state: 'discharged' }
}
