import { sql } from 'kysely'
import { standing } from '#kernel/access'
import type { Tx } from '#platform/db'
import type { AidAsked, AidQuestion } from './contract.ts'

/** Written with the admission: what was said of legal aid, or that it is still to be asked. */
export async function putAidQuestion(
  tx: Tx,
  held: { readonly id: string; readonly prisonId: number },
  asked: AidAsked | undefined,
): Promise<void> {
  const { accountId, jurisdiction } = standing(tx)
  await sql`insert into custody.aid_question (jurisdiction, prison_id, imprisonment_id, answer, needs, language, asked_by, asked_at)
    values (${jurisdiction}, ${held.prisonId}, ${held.id}::uuid, ${asked?.wants ?? 'not-asked'}, ${asked?.needs ?? []}::text[],
      ${asked?.language ?? null}, case when ${asked !== undefined} then ${accountId}::uuid end,
      case when ${asked !== undefined} then clock_timestamp() end)`.execute(tx)
}

/** Null for whoever was admitted before the question belonged to admission. */
export async function findAidQuestion(tx: Tx, imprisonmentId: string): Promise<AidQuestion | null> {
  const { rows } = await sql<AidQuestion>`
    select answer, needs, language, asked_by as "askedBy", asked_at as "askedAt" from custody.aid_question
     where imprisonment_id = ${imprisonmentId}::uuid`.execute(tx)
  return rows[0] ?? null
}

/** An open question is settled: asked since, or legal aid was asked for before they came in. One that was answered stays as it was. */
export async function settleAidQuestion(
  tx: Tx,
  imprisonmentId: string,
  answer: 'yes' | 'no' | 'in-hand',
): Promise<void> {
  const { accountId } = standing(tx)
  await sql`update custody.aid_question set answer = ${answer}, asked_by = ${accountId}::uuid, asked_at = clock_timestamp()
    where imprisonment_id = ${imprisonmentId}::uuid and answer = 'not-asked'`.execute(tx)
}

/** Overdue: not asked on the day they came in. */
export async function countAidToAsk(tx: Tx): Promise<{ count: number; overdue: number }> {
  const { rows } = await sql<{ count: number; overdue: number }>`
    select count(*)::integer as count, (count(*) filter (where (i.admitted_at at time zone 'Asia/Karachi')::date < workflow.today()))::integer as overdue
      from custody.aid_question q join custody.imprisonment i on i.id = q.imprisonment_id and i.state = 'in'
     where q.answer = 'not-asked'`.execute(tx)
  return rows[0]!
}
