import type pg from 'pg'

/**
 * Books the visits of a day, of each prison at least as many as are asked for, as the owner of the database and past the rules of the
 * booking window. A load is of the day on which it was made: its bookings are moved to the same hours of the day that is replayed.
 * Where they are too few, prisoners whose family is on their lists get more, in as many windows as that takes: the load opens
 * eight to a prison, which is the demo's, and a day of a large prison is more than that.
 */
export async function bookVisitsFor(
  owner: pg.Client,
  on: string,
  asked: readonly { readonly id: number; readonly visits: number }[],
): Promise<void> {
  await owner.query('begin')
  await owner.query('set local session_replication_role = replica')
  await owner.query(
    `update custody.visit v set on_date = $1::date, session_id = s.id
       from custody.visit_session o join custody.visit_session s on s.prison_id = o.prison_id and s.kind = o.kind
      where o.id = v.session_id and s.weekday = extract(isodow from $1::date) and v.state = 'booked' and s.until_on is null
        and v.on_date = (select n.on_date from custody.visit n where n.state = 'booked' group by 1 order by count(*) desc limit 1)
        and not exists (select 1 from custody.visit n where n.state = 'booked' and n.on_date = $1::date)`,
    [on],
  )
  await owner.query(
    `create temporary table booked_for_the_day on commit drop as
     with asked as (
       select a.prison_id, a.visits - (select count(*) from custody.visit v
           where v.prison_id = a.prison_id and v.on_date = $1::date and v.state = 'booked') as more
         from unnest($2::integer[], $3::integer[]) a (prison_id, visits)),
     session as (
       select id, prison_id, from_time, slot_minutes, (extract(epoch from to_time - from_time) / 60 / slot_minutes)::integer as slots,
         (select coalesce(max(v.window_no), 0) from custody.visit v where v.session_id = s.id and v.on_date = $1::date) as taken
         from custody.visit_session s where kind = 'ordinary' and weekday = extract(isodow from $1::date) and until_on is null),
     rule as (
       select distinct on (jurisdiction, category) v.jurisdiction, i.category, v.rule_id
         from custody.visit v join custody.imprisonment i on i.id = v.imprisonment_id where v.kind = 'ordinary'
        order by 1, 2, v.on_date desc),
     visited as (
       select i.id, i.jurisdiction, i.prison_id, i.category, row_number() over (partition by i.prison_id order by i.id) - 1 as nth
         from custody.imprisonment i
        where i.state = 'in' and exists (
            select 1 from custody.visitor_tie t where t.imprisonment_id = i.id and t.state = 'approved' and t.relation <> 'advocate')
          and not exists (select 1 from custody.visit v where v.imprisonment_id = i.id and v.on_date = $1::date)
          and not exists (select 1 from custody.visit_stop s where s.imprisonment_id = i.id)
          and not exists (select 1 from custody.out_now o where o.imprisonment_id = i.id))
     select gen_random_uuid() as id, d.jurisdiction, d.prison_id, d.id as imprisonment_id, s.id as session_id,
       s.from_time + make_interval(mins => s.slot_minutes * (d.nth % s.slots)::integer) as slot_at,
       (s.taken + 1 + d.nth / s.slots)::integer as window_no, r.rule_id
       from visited d join asked a on a.prison_id = d.prison_id and d.nth < a.more
       join session s on s.prison_id = d.prison_id
       join rule r on r.jurisdiction = d.jurisdiction and r.category = d.category`,
    [on, asked.map((one) => one.id), asked.map((one) => one.visits)],
  )
  await owner.query(
    `insert into custody.visit (id, jurisdiction, prison_id, imprisonment_id, session_id, kind, on_date, slot_at, window_no, rule_id, state)
     select id, jurisdiction, prison_id, imprisonment_id, session_id, 'ordinary', $1::date, slot_at, window_no, rule_id, 'booked'
       from booked_for_the_day`,
    [on],
  )
  await owner.query(
    `insert into custody.visit_person (visit_id, visitor_id, jurisdiction, prison_id, relation)
     select b.id, t.visitor_id, b.jurisdiction, b.prison_id, t.relation from booked_for_the_day b
       cross join lateral (select visitor_id, relation from custody.visitor_tie
         where imprisonment_id = b.imprisonment_id and state = 'approved' and relation <> 'advocate' order by visitor_id limit 2) t`,
  )
  await owner.query('commit')
  await owner.query('analyze custody.visit, custody.visit_person')
}
