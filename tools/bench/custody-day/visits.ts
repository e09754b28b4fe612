import type pg from 'pg'

/**
 * Books visits for a day on which none are: a load is of the day on which it was made, and its bookings are moved to the same hours of
 * the day that is replayed. As the owner of the database, past the rule that a booking stays on its day.
 */
export async function bookVisitsFor(owner: pg.Client, on: string): Promise<void> {
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
  await owner.query('commit')
}
