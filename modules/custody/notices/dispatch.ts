import { sql } from 'kysely'
import { standing } from '#kernel/access'
import type { Tx } from '#platform/db'
import { refuse } from '#platform/http'
import type { OutputOf, ParsedInputOf } from '#platform/http/contract'
import { violates } from '../accounts/book.ts'
import { today } from '../law-of-prison.ts'
import { tick } from '../matters/duties.ts'
import type * as contract from './contract.ts'
import { doesStep } from './owed.ts'

interface Signed {
  prison_id: number
  jurisdiction: string
  imprisonment_id: string
  kind: string
  number: string
  state: string
  duty_id: string | null
  duty_code: string | null
}

/**
 * Enters a sending in the register; the database gives the number. The step of the matter is done, or the reminder of bail written, in
 * the same transaction and nowhere else.
 * @throws not-found, custody-notices.withdrawn, .bad-day, and what ticking the step refuses
 */
export async function dispatch(
  tx: Tx,
  given: ParsedInputOf<typeof contract.dispatchNotice>,
): Promise<OutputOf<typeof contract.dispatchNotice>> {
  const { rows } = await sql<Signed>`
    select n.prison_id, n.jurisdiction, n.imprisonment_id, n.kind, n.number, n.state, d.id as duty_id, d.code as duty_code
      from custody.notice n left join custody.duty d on d.id = n.duty_id and d.state = 'open' where n.id = ${given.id}::uuid
       and n.prison_id = any (access.units())`.execute(tx)
  const notice = rows[0]
  if (notice === undefined) throw refuse('not-found')
  const { rows: entered } = await sql<{ id: string; number: string }>`
    insert into custody.dispatch (jurisdiction, prison_id, imprisonment_id, notice_id, to_whom, how, particulars, sent_on, sent_by)
    values (${notice.jurisdiction}, ${notice.prison_id}, ${notice.imprisonment_id}::uuid, ${given.id}::uuid, ${given.toWhom}, ${given.how},
      ${given.particulars ?? null}, ${given.sentOn}::date, ${standing(tx).accountId}::uuid) returning id, number || '/' || year as number`
    .execute(tx)
    .catch((error: unknown) => {
      if (violates(error, 'dispatch_state')) throw refuse('custody-notices.withdrawn')
      if (violates(error, 'dispatch_day')) throw refuse('custody-notices.bad-day')
      throw error
    })
  const entry = entered[0]!
  const paper = `${notice.number} · ${entry.number}`
  const ticks = notice.duty_id !== null && notice.duty_code !== null && doesStep(notice.duty_code)
  if (ticks && notice.duty_id !== null)
    await tick(tx, { dutyId: notice.duty_id, on: given.sentOn, reference: paper })
  const bail =
    notice.kind === 'bail-reminder'
      ? 'reminder'
      : notice.kind === 'bail-escalation'
        ? 'escalation'
        : undefined
  if (bail !== undefined)
    await sql`insert into custody.bail_notice (jurisdiction, prison_id, imprisonment_id, kind, to_whom, sent_on, paper, dispatch_id)
      values (${notice.jurisdiction}, ${notice.prison_id}, ${notice.imprisonment_id}::uuid, ${bail}, ${given.toWhom}, ${given.sentOn}::date,
        ${paper}, ${entry.id}::uuid)`.execute(tx)
  return { ...entry, fulfilled: ticks || bail !== undefined }
}

/** @throws not-found, custody-notices.answered, .bad-day */
export async function recordOutcome(
  tx: Tx,
  given: ParsedInputOf<typeof contract.recordNoticeOutcome>,
): Promise<{ done: true }> {
  const { rows } = await sql<{ outcome: string | null; sent_on: string }>`
    select outcome, sent_on from custody.dispatch where id = ${given.dispatchId}::uuid for update`.execute(tx)
  const entry = rows[0]
  if (entry === undefined) throw refuse('not-found')
  if (entry.outcome !== null) throw refuse('custody-notices.answered')
  if (given.on < entry.sent_on || given.on > (await today(tx))) throw refuse('custody-notices.bad-day')
  await sql`update custody.dispatch set outcome = ${given.outcome}, outcome_on = ${given.on}::date, outcome_words = ${given.words ?? null},
      outcome_by = ${standing(tx).accountId}::uuid, outcome_at = clock_timestamp() where id = ${given.dispatchId}::uuid`.execute(
    tx,
  )
  return { done: true }
}
