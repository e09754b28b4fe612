import { sql } from 'kysely'
import { standing } from '#kernel/access'
import type { Tx } from '#platform/db'
import { refuse } from '#platform/http'
import type { OutputOf, ParsedInputOf } from '#platform/http/contract'
import { today } from '../law-of-prison.ts'
import { convictById } from './candidates.ts'
import type * as contract from './contract.ts'

interface Open {
  id: string
  prison_id: number
  jurisdiction: string
  imprisonment_id: string
  state: string
  conduct_by: string | null
  inquiry_by: string | null
  employer: string | null
  residence: string | null
}

async function lockCase(tx: Tx, id: string, state: 'open' | 'forwarded', otherwise: string): Promise<Open> {
  const { rows } = await sql<Open>`
    select id, prison_id, jurisdiction, imprisonment_id, state, conduct_by, inquiry_by, employer, residence
      from custody.parole_case where id = ${id}::uuid for update`.execute(tx)
  const found = rows[0]
  if (found === undefined) throw refuse('not-found')
  if (found.state !== state) throw refuse(otherwise)
  return found
}

export async function refuseFuture(tx: Tx, ...days: readonly string[]): Promise<void> {
  const now = await today(tx)
  if (days.some((day) => day > now)) throw refuse('custody-parole.in-future')
}

/**
 * Opens a case. Where the law shuts the way no case is opened; where the texts leave it open an officer of law answers first and the
 * paper is named. @throws as the contract says
 */
export async function openCase(
  tx: Tx,
  given: ParsedInputOf<typeof contract.openParoleCase>,
): Promise<{ id: string }> {
  await refuseFuture(tx, given.askedOn)
  const { rows: stays } = await sql<{ prison_id: number; jurisdiction: string; state: string }>`
    select prison_id, jurisdiction, state from custody.imprisonment where id = ${given.imprisonmentId}::uuid`.execute(
    tx,
  )
  const stay = stays[0]
  if (stay === undefined) throw refuse('not-found')
  if (stay.state !== 'in') throw refuse('custody.not-in')
  const convict = await convictById(tx, given.imprisonmentId)
  if (convict?.standing === 'barred') throw refuse('custody-parole.barred')
  if (convict === null || convict.lastDay === null) throw refuse('custody-parole.no-sentence')
  if (convict.standing !== 'open' && given.referredPaper === undefined) throw refuse('custody-parole.refer')
  const { rows } = await sql<{ id: string }>`
    insert into custody.parole_case (jurisdiction, prison_id, imprisonment_id, asked_by_prisoner_on, referred_paper)
    values (${stay.jurisdiction}, ${stay.prison_id}, ${given.imprisonmentId}::uuid, ${given.askedOn}, ${given.referredPaper ?? null})
    on conflict (imprisonment_id) where state in ('open', 'forwarded') do nothing returning id`.execute(tx)
  if (rows[0] === undefined) throw refuse('custody-parole.open-already')
  return rows[0]
}

export async function sayConduct(
  tx: Tx,
  given: ParsedInputOf<typeof contract.reportConduct>,
): Promise<{ done: true }> {
  const found = await lockCase(tx, given.id, 'open', 'custody-parole.not-open')
  const { accountId } = standing(tx)
  if (found.conduct_by !== null) throw refuse('custody-parole.said-already')
  if (found.inquiry_by === accountId) throw refuse('custody-parole.same-officer')
  await sql`update custody.parole_case set conduct = ${given.conduct}, conduct_words = ${given.words},
      conduct_recommends = ${given.recommends}, conduct_by = ${accountId}::uuid, conduct_at = clock_timestamp() where id = ${given.id}::uuid`.execute(
    tx,
  )
  return { done: true }
}

export async function sayInquiry(
  tx: Tx,
  given: ParsedInputOf<typeof contract.reportInquiry>,
): Promise<{ done: true }> {
  await refuseFuture(tx, given.visitedOn)
  const found = await lockCase(tx, given.id, 'open', 'custody-parole.not-open')
  const { accountId } = standing(tx)
  if (found.inquiry_by !== null) throw refuse('custody-parole.said-already')
  if (found.conduct_by === accountId) throw refuse('custody-parole.same-officer')
  await sql`update custody.parole_case set visited_on = ${given.visitedOn}, residence = ${given.residence}, residence_fit = ${given.residenceFit},
      employer = ${given.employer ?? null}, employer_willing = ${given.employer === undefined ? null : given.employerWilling},
      inquiry_words = ${given.words}, inquiry_recommends = ${given.recommends}, inquiry_by = ${accountId}::uuid, inquiry_at = clock_timestamp()
    where id = ${given.id}::uuid`.execute(tx)
  return { done: true }
}

export async function forward(
  tx: Tx,
  given: ParsedInputOf<typeof contract.forwardParoleCase>,
): Promise<{ done: true }> {
  await refuseFuture(tx, given.on)
  const found = await lockCase(tx, given.id, 'open', 'custody-parole.not-open')
  if (found.conduct_by === null || found.inquiry_by === null) throw refuse('custody-parole.reports-missing')
  await sql`update custody.parole_case set state = 'forwarded', forwarded_on = ${given.on}, forwarded_paper = ${given.paper},
      forwarded_by = ${standing(tx).accountId}::uuid where id = ${given.id}::uuid`.execute(tx)
  return { done: true }
}

export async function withdraw(tx: Tx, { id }: { id: string }): Promise<{ done: true }> {
  await lockCase(tx, id, 'open', 'custody-parole.not-open')
  await sql`update custody.parole_case set state = 'withdrawn' where id = ${id}::uuid`.execute(tx)
  return { done: true }
}

/** One a line, as the order has them. */
export const linesOf = (text: string | undefined): string[] =>
  (text ?? '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')

/** Enters the Government's order. A licence opens no gate before another officer had it confirmed. @throws as the contract says */
export async function decide(
  tx: Tx,
  given: ParsedInputOf<typeof contract.decideParoleCase>,
): Promise<OutputOf<typeof contract.decideParoleCase>> {
  await refuseFuture(tx, given.on)
  const found = await lockCase(tx, given.id, 'forwarded', 'custody-parole.not-forwarded')
  const conditions = linesOf(given.conditions)
  if (given.granted && conditions.length === 0) throw refuse('custody-parole.needs-conditions')
  if (!given.granted && given.why === undefined) throw refuse('custody-parole.needs-ground')
  const from = given.from ?? given.on
  if (from < given.on) throw refuse('custody-parole.before-order')
  await sql`update custody.parole_case set state = ${given.granted ? 'granted' : 'refused'}, decided_on = ${given.on}, decided_order = ${given.order},
      decided_authority = ${given.authority}, decided_why = ${given.why ?? null}, decided_by = ${standing(tx).accountId}::uuid
    where id = ${given.id}::uuid`.execute(tx)
  if (!given.granted) return { licenceId: null }
  const { rows } = await sql<{ id: string }>`
    insert into custody.licence (jurisdiction, prison_id, imprisonment_id, parole_case_id, order_number, order_on, authority, from_on, conditions,
      employer, residence)
    values (${found.jurisdiction}, ${found.prison_id}, ${found.imprisonment_id}::uuid, ${given.id}::uuid, ${given.order}, ${given.on},
      ${given.authority}, ${from}, ${conditions}::text[], ${found.employer}, ${found.residence}) returning id`.execute(
    tx,
  )
  return { licenceId: rows[0]!.id }
}
