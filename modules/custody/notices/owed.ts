import { sql } from 'kysely'
import type { Tx } from '#platform/db'
import { type NoticeKind, noticeOfDuty } from './contract.ts'
import type { Both } from './placeholders.ts'

const owes = Object.entries(noticeOfDuty)

/** Whether sending a notice does the step. One for mercy is done when it is decided, which no letter of the prison can say. */
export const doesStep = (code: string): boolean => code in noticeOfDuty && code !== 'mercy'

/** The kind of notice that a step owes, in SQL. */
export const kindOfDuty = sql`case d.code ${sql.join(
  owes.map(([code, kind]) => sql`when ${sql.lit(code)} then ${sql.lit(kind)}`),
  sql` `,
)} end`

/**
 * A step for which a notice is to go out and none is drawn up: open, asked for where it depends on the prisoner's wish, and not behind
 * another step. Written as the index `duty_notice` has it, so that no other duty is read.
 */
export const isOwed = sql`d.state = 'open' and d.code in (${sql.join(owes.map(([code]) => sql.lit(code)))})
  and (d.if_answer is null or d.due_on is not null)
  and not exists (select 1 from custody.duty b where b.matter_id = d.matter_id and b.before_code = d.code and b.state in ('open', 'aside-proposed'))
  and not exists (select 1 from custody.notice n where n.duty_id = d.id and n.state <> 'withdrawn')`

/** A sending that came back, and nothing was sent again since. */
export const cameBack = sql`s.outcome = 'returned' and not exists (select 1 from custody.dispatch l where l.notice_id = s.notice_id
  and (l.year, l.number) > (s.year, s.number))`

export interface Duty {
  readonly id: string
  readonly code: string
  readonly name: Both
  readonly dueOn: string | null
  readonly ticks: boolean
}

/** The open step that a notice of this kind is for. */
export async function dutyFor(tx: Tx, imprisonmentId: string, kind: NoticeKind): Promise<Duty | null> {
  const codes = owes.filter(([, owed]) => owed === kind).map(([code]) => code)
  if (codes.length === 0) return null
  const { rows } = await sql<{ id: string; code: string; name: Both; dueOn: string | null }>`
    select d.id, d.code, jsonb_build_object('en', d.name_en, 'ur', d.name_ur) as name, d.due_on as "dueOn" from custody.duty d
     where d.imprisonment_id = ${imprisonmentId}::uuid and ${isOwed} and d.code = any (${codes})
     order by d.position limit 1`.execute(tx)
  const found = rows[0]
  return found === undefined ? null : { ...found, ticks: doesStep(found.code) }
}

/** On the home page: notices owed, signed and not sent, and sent back; late are those past the day of their step. */
export async function countToDo(tx: Tx): Promise<{ count: number; overdue: number }> {
  const { rows } = await sql<{ count: number; overdue: number }>`
    select (o.count + n.count + s.count)::integer as count, o.overdue::integer as overdue
      from (select count(*), count(*) filter (where d.due_on < workflow.today()) as overdue from custody.duty d
          where d.prison_id = any ((select access.units())::integer[]) and ${isOwed}) o,
        (select count(*) from custody.notice n where n.prison_id = any ((select access.units())::integer[]) and n.state = 'signed') n,
        (select count(*) from custody.dispatch s where s.prison_id = any ((select access.units())::integer[]) and ${cameBack}) s`.execute(
    tx,
  )
  return rows[0]!
}
