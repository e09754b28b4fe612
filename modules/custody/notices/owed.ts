import { sql } from 'kysely'
import type { Tx } from '#platform/db'
import { refuse } from '#platform/http'
import type { ParsedInputOf } from '#platform/http/contract'
import type * as contract from './contract.ts'
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

/**
 * A notice that a movement owes by itself. A way to hospital and back on one day is no stay there: of an illness a notice is owed from the
 * next day on, and may be drawn up before.
 */
export const isOwing = sql`o.state = 'open' and (o.kind <> 'family-illness' or o.happened_on < workflow.today())`

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

export interface Owing {
  readonly id: string
  readonly happenedOn: string
  readonly dueOn: string
  readonly source: Both
}

/** What a movement owes of this kind, with the rule by which it does; also of an illness on its first day. */
export async function owingFor(tx: Tx, imprisonmentId: string, kind: NoticeKind): Promise<Owing | null> {
  const { rows } = await sql<Owing>`
    select o.id, o.happened_on as "happenedOn", o.due_on as "dueOn", jsonb_build_object('en', p.source_en, 'ur', p.source_ur) as source
      from custody.notice_owing o cross join lateral (select x.source_en, x.source_ur from custody.notice_period x
        where x.jurisdiction = o.jurisdiction and x.kind = o.kind order by x.from_on <= o.happened_on desc, x.from_on desc limit 1) p
     where o.imprisonment_id = ${imprisonmentId}::uuid and o.kind = ${kind} and o.state = 'open' order by o.due_on limit 1`.execute(
    tx,
  )
  return rows[0] ?? null
}

/** No letter is to go: the family was told, the prisoner does not wish it, or there is nobody to tell. @throws not-found, custody-notices.not-owed */
export async function setAsideOwing(
  tx: Tx,
  given: ParsedInputOf<typeof contract.setNoticeAside>,
): Promise<{ done: true }> {
  const { rows } = await sql<{ state: string }>`
    select state from custody.notice_owing where id = ${given.owingId}::uuid for update`.execute(tx)
  if (rows[0] === undefined) throw refuse('not-found')
  if (rows[0].state !== 'open') throw refuse('custody-notices.not-owed')
  await sql`update custody.notice_owing set state = 'aside', aside_why = ${given.why}, aside_words = ${given.words ?? null},
      aside_by = access.account(), aside_at = clock_timestamp() where id = ${given.owingId}::uuid`.execute(tx)
  return { done: true }
}

/** On the home page: notices owed, signed and not sent, and sent back; late are those past the day of their step. */
export async function countToDo(tx: Tx): Promise<{ count: number; overdue: number }> {
  const { rows } = await sql<{ count: number; overdue: number }>`
    select (o.count + w.count + n.count + s.count)::integer as count, (o.overdue + w.overdue)::integer as overdue
      from (select count(*), count(*) filter (where d.due_on < workflow.today()) as overdue from custody.duty d
          where d.prison_id = any ((select access.units())::integer[]) and ${isOwed}) o,
        (select count(*), count(*) filter (where o.due_on < workflow.today()) as overdue from custody.notice_owing o
          where o.prison_id = any ((select access.units())::integer[]) and ${isOwing}) w,
        (select count(*) from custody.notice n where n.prison_id = any ((select access.units())::integer[]) and n.state = 'signed') n,
        (select count(*) from custody.dispatch s where s.prison_id = any ((select access.units())::integer[]) and ${cameBack}) s`.execute(
    tx,
  )
  return rows[0]!
}
