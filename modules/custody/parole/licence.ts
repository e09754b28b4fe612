import { sql } from 'kysely'
import { standing } from '#kernel/access'
import { tellCase } from '#kernel/cases'
import { emit, type Reaction, reaction } from '#kernel/events'
import { openTask } from '#kernel/workflow'
import type { Tx } from '#platform/db'
import { refuse } from '#platform/http'
import type { OutputOf, ParsedInputOf } from '#platform/http/contract'
import { violates } from '../accounts/book.ts'
import { LicenceReturned } from '../events.ts'
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
  served_at: number
  recorded_by: string
  left_on: string | null
  days_count: string | null
}

async function lockLicence(tx: Tx, id: string, states: readonly State[]): Promise<Locked> {
  const { rows } = await sql<Locked>`
    select id, state, imprisonment_id, returned_imprisonment_id, coalesce(returned_prison_id, prison_id) as served_at, recorded_by, (left_at at time zone 'Asia/Karachi')::date as left_on, days_count
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
  // The admissions desk changes no licence, and before the return it reads none of another prison: the database takes the person back.
  const { rows: held } = await sql<{ id: string }>`select custody.return_from_licence(${id}::uuid) as id`
    .execute(tx)
    .catch((problem: unknown) => {
      if (violates(problem, 'licence_not_here')) throw refuse('not-found')
      if (violates(problem, 'licence_not_revoked')) throw refuse('custody-parole.licence-state')
      if (violates(problem, 'licence_held_elsewhere')) throw refuse('custody-parole.held-elsewhere')
      throw problem
    })
  const imprisonmentId = held[0]!.id
  const { rows } = await sql<{ number: string; days: number }>`
    select i.number || '/' || i.year as number, ${daysBetween} as days from custody.licence l
      join custody.imprisonment i on i.id = l.returned_imprisonment_id where l.id = ${id}::uuid`.execute(tx)
  const { number, days } = rows[0]!
  if (days > 0) await reopenReleaseDate(tx, imprisonmentId, 'licence-revoked')
  else await computeReleaseDate(tx, imprisonmentId, 'licence-revoked')
  await emit(tx, LicenceReturned, { licenceId: id })
  return { imprisonmentId, number, daysBetween: days }
}

export async function settleDays(
  tx: Tx,
  given: ParsedInputOf<typeof contract.settleDaysAfterRevocation>,
): Promise<{ done: true }> {
  const licence = await lockLicence(tx, given.id, ['returned'])
  if (licence.days_count !== null) throw refuse('custody-parole.said-already')
  // The last day stands in the register of the prison where the sentence is served now, and is put before its officers.
  if (!standing(tx).units.includes(licence.served_at)) throw refuse('custody-parole.served-elsewhere')
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

/** The prison that let somebody out on a licence is told when another has taken them in: its officer's supervision is over. */
export const tellOfReturn: Reaction = reaction(
  'custody.tell-of-licence-returned',
  LicenceReturned,
  async (tx, { licenceId }) => {
    const { rows } = await sql<{
      prison_id: number
      parole_case_id: string
      imprisonment_id: string
      number: string
      prison_en: string
      prison_ur: string
    }>`
      select l.prison_id, l.parole_case_id, l.imprisonment_id, i.number || '/' || i.year as number, u.name_en as prison_en, u.name_ur as prison_ur
        from custody.licence l join custody.imprisonment i on i.id = l.imprisonment_id join units.current_unit u on u.id = l.returned_prison_id
       where l.id = ${licenceId}::uuid and l.returned_prison_id <> l.prison_id`.execute(tx)
    const row = rows[0]
    if (row === undefined) return
    await openTask(tx, {
      queue: 'custody.licence-returned-elsewhere',
      subject: { kind: 'imprisonment', id: row.imprisonment_id },
      title: {
        en: 'Licence revoked: {{number}} was taken in by {{prison}}',
        ur: 'منسوخ لائسنس: {{number}} کو {{prisonUr}} نے داخل کر لیا',
      },
      params: { number: row.number, prison: row.prison_en, prisonUr: row.prison_ur },
      unitId: row.prison_id,
      post: 'superintendent',
      dueOn: await today(tx),
      href: `/custody/parole/${row.parole_case_id}`,
    })
  },
)
