import { sql } from 'kysely'
import { standing } from '#kernel/access'
import type { Tx } from '#platform/db'
import type { OutputOf } from '#platform/http/contract'
import type * as contract from './contract.ts'
import { daysAfter, openDayFrom, openDayUpTo, todayOf } from './open-day.ts'

type DayList = OutputOf<typeof contract.getDayList>
type ToList = OutputOf<typeof contract.listToBeListed>

const line = sql`h.id, h.case_id as "caseId", h.on_date as "onDate", h.serial, h.purpose, h.state, h.outcome,
  h.adjournment_reason as reason, h.adjourned_by as "adjournedBy", h.note, h.next_date as "nextDate", h.moved_reason as "movedReason",
  h.overrides,
  c.fir_number as "firNumber", c.fir_year as "firYear", s.name_en as "stationEn", s.name_ur as "stationUr",
  coalesce((select json_agg(json_build_object('id', p.id, 'nameEn', p.name_en, 'nameUr', p.name_ur, 'custody', p.custody,
      'produce', p.id = any (h.produce)) order by p.serial)
    from cases.party p where p.case_id = h.case_id and p.role = 'accused'), '[]') as accused,
  (select max(before.on_date) from courts.hearing before where before.case_id = h.case_id and before.on_date < h.on_date
    and before.state in ('held', 'adjourned')) as "previousDate"`

const from = sql`from courts.hearing h join cases.case c on c.id = h.case_id join units.current_unit s on s.id = c.police_station_id`

/** The cause list of the actor's court for a day, and earlier hearings of which nothing was recorded. */
export async function dayList(tx: Tx, input: { onDate?: string | undefined }): Promise<DayList> {
  const { unitId, jurisdiction } = standing(tx)
  const today = await todayOf(tx)
  const onDate = input.onDate ?? openDayFrom(jurisdiction, today)
  const { rows } = await sql<DayList['rows'][number]>`select ${line} ${from}
    where h.court_id = ${unitId} and h.on_date = ${onDate} order by h.serial nulls last, h.created_at, h.id`.execute(
    tx,
  )
  const { rows: unrecorded } = await sql<DayList['rows'][number]>`select ${line} ${from}
    where h.court_id = ${unitId} and h.on_date < least(${onDate}::date, ${today}::date) and h.state = 'listed'
    order by h.on_date, h.serial nulls last, h.id`.execute(tx)
  const { rows: courts } = await sql<{ nameEn: string; nameUr: string }>`
    select name_en as "nameEn", name_ur as "nameUr" from units.current_unit where id = ${unitId}`.execute(tx)
  return {
    onDate,
    today,
    open: openDayFrom(jurisdiction, onDate) === onDate,
    court: courts[0]!,
    previousDay:
      openDayUpTo(jurisdiction, daysAfter(onDate, -1), daysAfter(onDate, -60)) ?? daysAfter(onDate, -1),
    nextDay: openDayFrom(jurisdiction, daysAfter(onDate, 1)),
    // Offered with a key each on the outcome form: the same weekday in one and two weeks, if courts sit.
    suggested: [...new Set([7, 14].map((days) => openDayFrom(jurisdiction, daysAfter(today, days))))],
    rows,
    unrecorded,
  }
}

const awaiting = (unitId: number) => sql`from courts.hearing h join cases.case c on c.id = h.case_id
  where h.court_id = ${unitId} and h.state = 'listed' and h.on_date <= workflow.today()`

/** Hearings of today and before of which nothing was recorded: the day list shows exactly these as open. */
export async function countAwaitingOutcome(tx: Tx): Promise<{ count: number; overdue: number }> {
  const { rows } = await sql<{ count: number; overdue: number }>`
    select count(*)::integer as count, (count(*) filter (where h.on_date < workflow.today()))::integer as overdue
    ${awaiting(standing(tx).unitId)}`.execute(tx)
  return rows[0]!
}

const daysToList = 3

/** Cases filed in or tried by the actor's court that stand on no day's list. */
const unlisted = (unitId: number) => sql`
  select c.id as "caseId", c.fir_number as "firNumber", c.fir_year as "firYear", s.name_en as "stationEn", s.name_ur as "stationUr",
    i.state, greatest((i.since at time zone 'Asia/Karachi')::date, last.on_date) as since,
    workflow.today() - greatest((i.since at time zone 'Asia/Karachi')::date, last.on_date) as days,
    exists (select 1 from cases.party p where p.case_id = c.id and p.role = 'accused' and p.custody = 'prison') as held,
    coalesce((select json_agg(json_build_object('nameEn', p.name_en, 'nameUr', p.name_ur) order by p.serial)
      from cases.party p where p.case_id = c.id and p.role = 'accused'), '[]') as accused
  from cases.case c join workflow.instance i on i.subject_kind = 'case' and i.subject_id = c.id and i.code = 'case'
  join units.current_unit s on s.id = c.police_station_id
  left join lateral (select max(h.on_date) as on_date from courts.hearing h where h.case_id = c.id and h.court_id = ${unitId}) last on true
  where c.court_id = ${unitId} and i.state in ('filed', 'under-trial')
    and not exists (select 1 from courts.hearing h where h.case_id = c.id and h.court_id = ${unitId} and h.state = 'listed')`

export async function toBeListed(tx: Tx): Promise<ToList> {
  const { rows } = await sql<ToList['rows'][number]>`select q.*, q.days > ${daysToList} as overdue
    from (${unlisted(standing(tx).unitId)}) q order by q.since, q."firYear", q."firNumber", q."caseId"`.execute(
    tx,
  )
  return { rows, total: rows.length }
}

export async function countToBeListed(tx: Tx): Promise<{ count: number; overdue: number }> {
  const { rows } = await sql<{ count: number; overdue: number }>`
    select count(*)::integer as count, (count(*) filter (where q.days > ${daysToList}))::integer as overdue
    from (${unlisted(standing(tx).unitId)}) q`.execute(tx)
  return rows[0]!
}
