-- Only who takes a window or a number of the day waits for whoever takes one in the same prison: a visit that begins, ends or is called off
-- frees at most a window, and waits for its prisoner alone. Before, every press at the desks of a large prison waited for every other.
create or replace function custody.keep_visit() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare
  s custody.visit_session;
  r custody.visit_rule;
  begins date;
  -- What the database works out by itself is not known yet before the row is written.
  changing constant text[] := array['state', 'token_no', 'token_code', 'checked_in_at', 'started_at', 'ended_at', 'ended_why', 'unmonitored'];
begin
  if tg_op = 'INSERT' or new.state = 'waiting' and new.token_no is null then
    perform custody.lock_visits(new.prison_id, new.on_date, new.imprisonment_id);
  else
    perform pg_advisory_xact_lock(7214051, hashtext(new.imprisonment_id::text));
  end if;
  if tg_op = 'UPDATE' then
    if (to_jsonb(new) - changing) is distinct from (to_jsonb(old) - changing)
      or old.state <> new.state and not (old.state, new.state) in (('booked', 'waiting'), ('booked', 'cancelled'), ('booked', 'missed'),
        ('booked', 'refused'), ('waiting', 'running'), ('waiting', 'cancelled'), ('waiting', 'refused'), ('running', 'ended')) then
      raise exception 'A visit goes its way from booking to end' using errcode = 'check_violation', constraint = 'visit_way';
    end if;
  else
    select * into s from custody.visit_session where id = new.session_id;
    select * into r from custody.visit_rule where id = new.rule_id;
    if s.kind <> new.kind or r.kind <> new.kind or r.jurisdiction <> new.jurisdiction
      or extract(isodow from new.on_date) <> s.weekday or new.on_date < s.from_on or new.on_date > coalesce(s.until_on, 'infinity')
      or new.slot_at < s.from_time or new.slot_at + s.slot_minutes * interval '1 minute' > s.to_time
      or extract(epoch from new.slot_at - s.from_time)::integer % (s.slot_minutes * 60) <> 0 then
      raise exception 'There is no such slot' using errcode = 'check_violation', constraint = 'visit_slot';
    end if;
    begins := date_trunc(r.per, new.on_date);
    if r.visits is not null and not new.overrides @> '[{"code": "custody-visits.quota-used"}]'
      and (select count(*) from custody.visit v where v.imprisonment_id = new.imprisonment_id and v.kind = new.kind
        and v.state in ('booked', 'waiting', 'running', 'ended') and v.on_date >= begins
        and v.on_date < begins + case r.per when 'week' then interval '1 week' when 'month' then interval '1 month' else interval '3 months' end) >= r.visits then
      raise exception 'The visits of the period are used' using errcode = 'check_violation', constraint = 'visit_quota';
    end if;
    if not new.overrides @> '[{"code": "custody-visits.kept-apart"}]' and custody.apart_in_session(new.imprisonment_id, new.session_id, new.on_date) then
      raise exception 'Somebody must be kept apart' using errcode = 'check_violation', constraint = 'visit_apart';
    end if;
    if new.overrides @> '[{"code": "custody-visits.slot-full"}]' then
      new.window_no := null;
    else
      select min(w) into new.window_no from generate_series(1, s.windows) w
       where not exists (select 1 from custody.visit v where v.session_id = s.id and v.on_date = new.on_date and v.slot_at = new.slot_at
         and v.window_no = w and v.state in ('booked', 'waiting', 'running', 'ended'));
      if new.window_no is null then
        raise exception 'The slot is full' using errcode = 'check_violation', constraint = 'visit_full';
      end if;
    end if;
  end if;
  if new.state = 'waiting' and new.token_no is null then
    select coalesce(max(v.token_no), 0) + 1 into new.token_no from custody.visit v where v.prison_id = new.prison_id and v.on_date = new.on_date;
  end if;
  return new;
end $$;
