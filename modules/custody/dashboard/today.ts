import { sql } from 'kysely'
import { may } from '#kernel/access'
import type { Tx } from '#platform/db'
import type { OutputOf } from '#platform/http/contract'
import { placesOf, sumOf } from '../accommodation/rooms.ts'
import { prisonOf } from '../prison-of.ts'
import { dailyCounts, type getToday } from './contract.ts'

type Today = OutputOf<typeof getToday>

/** A prison’s day: one statement for each group of figures, each over an index of the prison. @throws not-found */
export async function todayOf(tx: Tx, { prisonId }: { prisonId?: number | undefined }): Promise<Today> {
  const { prisons, ...prison } = await prisonOf(tx, prisonId)
  const { rows: clock } = await sql<{ on: string; asOf: string }>`
    select workflow.today() as "on", clock_timestamp() as "asOf"`.execute(tx)
  const { on, asOf } = clock[0]!
  const roll = await rollNow(tx, prison.id)
  const barracks = [...(await placesOf(tx, prison.id)).values()].filter((place) => place.kind === 'barrack')
  const { authorised, working, maximum, held } = sumOf(barracks)
  return {
    prison,
    prisons,
    on,
    asOf,
    roll,
    capacity: { authorised, working, maximum, held, withoutPlace: roll.total - held },
    day: await passedToday(tx, prison.id),
    liberty: await libertyNow(tx, prison.id),
    counts: await countsToday(tx, prison.id),
    crossings: await crossingsToday(tx, prison.id),
    wards: await wardsNow(tx, prison.id),
    visits: may(tx, 'custody:read-visits') ? await visitsToday(tx, prison.id) : null,
    complaints: may(tx, 'custody:handle-complaints') ? await complaintsNow(tx, prison.id) : null,
    adjudications: may(tx, 'custody:read-discipline') ? await adjudicationsNow(tx, prison.id) : null,
    flow: await flowOf(tx, prison.id, roll.total),
  }
}

/** The first moment of today in Pakistan. */
const begins = sql`(workflow.today()::timestamp at time zone 'Asia/Karachi')`

async function rollNow(tx: Tx, prisonId: number): Promise<Today['roll']> {
  const { rows } = await sql<Today['roll']>`
    select count(*)::integer as total, (count(*) filter (where i.category = 'under-trial'))::integer as "underTrial",
      (count(*) filter (where i.category = 'convict'))::integer as convict, (count(*) filter (where i.category = 'condemned'))::integer as condemned,
      (count(*) filter (where i.category in ('civil', 'detenu')))::integer as other, (count(*) filter (where p.sex = 'F'))::integer as women,
      (count(*) filter (where o.kind = 'CRT'))::integer as court, (count(*) filter (where o.kind = 'HOS'))::integer as hospital,
      (count(*) filter (where o.kind = 'TAP'))::integer as leave, (count(*) filter (where o.kind in ('ESC', 'WAY')))::integer as away
      from custody.imprisonment i join people.record p on p.id = i.record_id
      left join custody.out_now o on o.imprisonment_id = i.id
     where i.prison_id = ${prisonId} and i.state = 'in'`.execute(tx)
  return rows[0]!
}

async function passedToday(tx: Tx, prisonId: number): Promise<Today['day']> {
  const { rows } = await sql<Today['day']>`
    select (select count(*)::integer from custody.movement m where m.prison_id = ${prisonId} and m.in_at >= ${begins}
        and m.kind in ('ADM', 'TRN')) as admitted,
      (select count(*)::integer from custody.movement m where m.prison_id = ${prisonId} and m.out_at >= ${begins}
        and m.kind in ('REL', 'TRN')) as released,
      (select count(distinct w.imprisonment_id)::integer from custody.warrant w join custody.imprisonment i on i.id = w.imprisonment_id
        and i.state = 'in' where w.prison_id = ${prisonId} and w.state = 'in-force' and w.next_production = workflow.today()) as "toProduce",
      (count(*) filter (where d.outcome = 'sent'))::integer as produced,
      (count(*) filter (where d.outcome = 'not-produced'))::integer as "notProduced"
      from custody.production d where d.prison_id = ${prisonId} and d.on_date = workflow.today()`.execute(tx)
  return rows[0]!
}

async function libertyNow(tx: Tx, prisonId: number): Promise<Today['liberty']> {
  const { rows } = await sql<Today['liberty']>`
    select (select count(*)::integer from custody.liberty_line l where l.prison_id = ${prisonId} and l.before_serial is null
        and l.basis = 'none') as red,
      (select count(distinct c.imprisonment_id)::integer from custody.bail_clock c join custody.warrant held on held.id = c.warrant_id
        and held.state = 'in-force' join custody.imprisonment i on i.id = c.imprisonment_id
        and i.state = 'in' and i.category = 'under-trial' where c.prison_id = ${prisonId} and c.superseded_at is null
        and c.standing = 'counting' and c.eligible_from <= workflow.today()) as "bailDue",
      (count(*) filter (where d.due_release < workflow.today()))::integer as "pastRelease",
      (count(*) filter (where d.due_release between workflow.today() and workflow.today() + 7))::integer as "dueSoon"
      from custody.release_date d join custody.imprisonment i on i.id = d.imprisonment_id and i.state = 'in'
     where d.prison_id = ${prisonId} and d.state in ('computed', 'proposed', 'confirmed') and d.due_release <= workflow.today() + 7`.execute(
    tx,
  )
  return rows[0]!
}

async function countsToday(tx: Tx, prisonId: number): Promise<Today['counts']> {
  const { rows } = await sql<{ kind: string; id: string; closed: boolean; missing: number }>`
    select distinct on (kind) kind, id, closed_at is not null as closed, coalesce(missing, 0) as missing from custody.roll_check
     where prison_id = ${prisonId} and started_at >= ${begins} and beside_id is null order by kind, started_at desc`.execute(
    tx,
  )
  return dailyCounts.map((kind) => {
    const found = rows.find((row) => row.kind === kind)
    return {
      kind,
      check: found === undefined ? null : { id: found.id, closed: found.closed, missing: found.missing },
    }
  })
}

async function crossingsToday(tx: Tx, prisonId: number): Promise<Today['crossings']> {
  const { rows } = await sql<Today['crossings']>`
    select (count(*) filter (where how = 'finger'))::integer as finger, (count(*) filter (where how = 'eye'))::integer as eye,
      (count(*) filter (where how = 'none'))::integer as "none"
      from custody.gate_crossing where prison_id = ${prisonId} and at >= ${begins}`.execute(tx)
  return rows[0]!
}

/** Bed statuses, which the whole prison sees; why is the medical officer’s. */
async function wardsNow(tx: Tx, prisonId: number): Promise<Today['wards']> {
  const { rows } = await sql<Today['wards']>`
    select (count(*) filter (where ward = 'isolation'))::integer as isolation, (count(*) filter (where ward = 'hospital'))::integer as hospital
      from custody.medical_ward where prison_id = ${prisonId} and until_at is null`.execute(tx)
  return rows[0]!
}

async function visitsToday(tx: Tx, prisonId: number): Promise<Today['visits']> {
  const { rows } = await sql<NonNullable<Today['visits']>>`
    select (count(*) filter (where state in ('booked', 'waiting')))::integer as expected, (count(*) filter (where state = 'running'))::integer as running,
      (count(*) filter (where state = 'ended'))::integer as ended from custody.visit where prison_id = ${prisonId} and on_date = workflow.today()`.execute(
    tx,
  )
  return rows[0]!
}

/** Those that are not sealed from the reader: the policy leaves the others out of the count too. */
async function complaintsNow(tx: Tx, prisonId: number): Promise<Today['complaints']> {
  const { rows } = await sql<NonNullable<Today['complaints']>>`
    select count(*)::integer as open, (count(*) filter (where case state when 'received' then acknowledge_by when 'found' then reply_by
      else decide_by end < workflow.today()))::integer as late from custody.complaint where prison_id = ${prisonId} and state <> 'replied'`.execute(
    tx,
  )
  return rows[0]!
}

async function adjudicationsNow(tx: Tx, prisonId: number): Promise<Today['adjudications']> {
  const { rows } = await sql<NonNullable<Today['adjudications']>>`
    select count(*)::integer as waiting, (count(*) filter (where reported_at < now() - interval '3 days'))::integer as late
      from custody.adjudication where prison_id = ${prisonId} and state in ('reported', 'told')`.execute(tx)
  return rows[0]!
}

/** Fourteen days of comings and goings; the roll of each day is reckoned back from the roll of this moment. */
async function flowOf(tx: Tx, prisonId: number, now: number): Promise<Today['flow']> {
  const { rows } = await sql<{ on: string; came: number; left: number }>`
    with passed as (
      select (m.in_at at time zone 'Asia/Karachi')::date as day, 1 as came, 0 as gone from custody.movement m
       where m.prison_id = ${prisonId} and m.kind in ('ADM', 'TRN') and m.in_at >= ${begins} - interval '13 days'
      union all
      select (m.out_at at time zone 'Asia/Karachi')::date, 0, 1 from custody.movement m
       where m.prison_id = ${prisonId} and m.kind in ('REL', 'TRN') and m.out_at >= ${begins} - interval '13 days')
    select d.day as "on", coalesce(sum(p.came), 0)::integer as came, coalesce(sum(p.gone), 0)::integer as left
      from (select workflow.today() - n as day from generate_series(0, 13) n) d left join passed p on p.day = d.day
     group by d.day order by d.day desc`.execute(tx)
  return reckonBack(now, rows)
}

/** From the latest to the oldest: what stood at the end of one is what stands after it, less who came and more who left. */
export function reckonBack(
  now: number,
  latestFirst: readonly { on: string; came: number; left: number }[],
): { on: string; roll: number; came: number; left: number }[] {
  let roll = now
  return latestFirst
    .map((one) => {
      const at = { ...one, roll }
      roll += one.left - one.came
      return at
    })
    .toReversed()
}
