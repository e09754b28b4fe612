-- needs: people units
-- Each of the few who are kept apart is looked up by name: asked whether anybody of the prison is one of them, the database went through
-- all its prisoners once for each pair, and a desk asks at every act.
create or replace function custody.sessions_kept_apart(p_prison integer, p_on date) returns table (imprisonment_id uuid, session_id uuid)
language sql stable security definer set search_path = pg_catalog as $$
  select distinct me.id, s.id
    from custody.non_association n
    cross join lateral (values (n.one_person, n.other_person), (n.other_person, n.one_person)) as pair(mine, theirs)
    cross join lateral unnest(people.same_person(pair.mine)) as mine(id)
    join custody.imprisonment me on me.person_id = mine.id and me.state = 'in' and me.prison_id = p_prison
    cross join lateral unnest(people.same_person(pair.theirs)) as them(id)
    join custody.imprisonment other on other.person_id = them.id and other.state = 'in' and other.prison_id = p_prison
    join custody.visit v on v.imprisonment_id = other.id and v.on_date = p_on and v.state in ('booked', 'waiting', 'running')
    join custody.visit_session at on at.id = v.session_id
    join custody.visit_session s on s.prison_id = p_prison and (s.id = at.id or s.place_en = at.place_en and s.weekday = at.weekday
      and at.from_time < s.to_time and s.from_time < at.to_time)
   where n.ended_at is null and p_prison = any (access.units()) and access.may('custody:read-visits')
$$;
