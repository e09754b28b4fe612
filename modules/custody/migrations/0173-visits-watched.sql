-- needs: identity
-- Visits refused, cancelled or stopped since a complaint are among what befell the complainant. They are read from the register of visits when
-- the complaint is opened, by whoever may open it: at the desk, and in its register, nothing shows that anybody looks.
alter table custody.visit add column cancelled_by uuid references identity.account;
comment on column custody.visit.cancelled_by is 'Who cancelled a booked visit, also by banning the visitor; empty of what was cancelled before this was kept';
create function custody.name_canceller() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  new.cancelled_by := access.account();
  return new;
end $$;
create trigger name_canceller before update of state on custody.visit for each row
  when (new.state = 'cancelled' and old.state <> 'cancelled') execute function custody.name_canceller();
revoke execute on function custody.name_canceller from public;

create or replace function custody.befell_since(p_complaint uuid)
returns table (event_id uuid, kind text, at timestamptz, what text, detail text, by_named boolean)
language sql stable security definer set search_path = pg_catalog as $$
  with the as (
    select c.*, (c.received_on::timestamp at time zone 'Asia/Karachi') as since, ((c.watch_until + 1)::timestamp at time zone 'Asia/Karachi') as until,
           i.person_id
      from custody.complaint c join custody.imprisonment i on i.id = c.imprisonment_id
     where c.id = p_complaint and custody.complaint_is_open(c.id)
  ), stay as (
    select i.id, i.prison_id, i.admitted_at, the.since, the.until, the.closed_to from the join custody.imprisonment i on i.person_id = the.person_id
  )
  select a.id, 'reported', a.reported_at, a.offence_code, a.state, a.reported_by = any (stay.closed_to)
    from stay join custody.adjudication a on a.imprisonment_id = stay.id and a.reported_at >= stay.since and a.reported_at < stay.until
  union all
  select p.id, 'punished', p.awarded_at, p.kind_code, p.days::text, p.awarded_by = any (stay.closed_to)
    from stay join custody.punishment p on p.imprisonment_id = stay.id and p.awarded_at >= stay.since and p.awarded_at < stay.until
  union all
  select m.id, case m.kind when 'INT' then 'moved' else 'transferred' end, coalesce(m.out_at, m.in_at), coalesce(m.reason, ''), coalesce(l.name_ur, ''),
         coalesce(m.recorded_by = any (stay.closed_to), false)
    from stay join custody.movement m on m.imprisonment_id = stay.id and m.kind in ('INT', 'TRN') and (m.kind = 'TRN' or m.from_location is not null)
     and coalesce(m.out_at, m.in_at) >= stay.since and coalesce(m.out_at, m.in_at) < stay.until
    left join custody.location l on l.id = m.to_location
  union all
  -- A family turned away together is one refusal.
  select t.* from (select distinct on (stay.id, r.refused_at, r.reason) r.id, 'visit-refused', r.refused_at, r.reason, coalesce(r.note, ''),
        coalesce(r.refused_by = any (stay.closed_to), false)
      from stay join custody.visit_refusal r on r.imprisonment_id = stay.id and r.refused_at >= stay.since and r.refused_at < stay.until
     order by stay.id, r.refused_at, r.reason, r.id) t
  union all
  select v.id, 'visit-cancelled', v.ended_at, '', coalesce(v.ended_why, ''), coalesce(v.cancelled_by = any (stay.closed_to), false)
    from stay join custody.visit v on v.imprisonment_id = stay.id and v.state = 'cancelled' and v.ended_at >= stay.since and v.ended_at < stay.until
  union all
  -- What the prisoner wished befell nobody.
  select s.id, 'visits-stopped', s.ordered_at, s.kind, coalesce(s.note, ''), coalesce(s.ordered_by = any (stay.closed_to), false)
    from stay join custody.visit_stop s on s.imprisonment_id = stay.id and s.kind <> 'own-wish' and s.ordered_at >= stay.since and s.ordered_at < stay.until
$$;
