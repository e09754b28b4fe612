-- How the stay of somebody who died ends. It is a way out of the prison like the gate's, and guarded like it: a false death would free
-- a living man. The medical officer attests it, another officer hands the body over against a receipt, and the superintendent, who is
-- neither, ends the stay.
create or replace function custody.keep_duty() returns trigger language plpgsql set search_path = pg_catalog as $$
declare
  fixed text[] := array['state', 'due_on', 'done_on', 'reference', 'note', 'done_by', 'done_at', 'aside_why', 'aside_by', 'aside_session', 'aside_grant',
    'confirmed_by', 'confirmed_at'];
begin
  if current_user <> 'mizan_app' then return new; end if;
  if (to_jsonb(new) - fixed) is distinct from (to_jsonb(old) - fixed)
    or old.state in ('done', 'aside', 'lapsed')
    or (new.due_on is distinct from old.due_on and old.if_answer is null)
    or (new.state = 'done' and new.done_by is distinct from access.account())
    or (new.state = 'done' and new.code = 'medical-record' and not access.may('custody:attest-death'))
    or (new.state = 'aside-proposed' and (old.state <> 'open' or new.aside_by is distinct from access.account()))
    or (new.state = 'aside' and (old.state <> 'aside-proposed' or new.confirmed_by is distinct from access.account()
        or new.aside_by is distinct from old.aside_by or not access.may('custody:set-duty-aside')))
    or (new.state = 'lapsed' and old.if_answer is null) then
    raise exception 'A duty is done once and in one''s own name, or set aside by two' using errcode = 'check_violation';
  end if;
  return new;
end $$;
alter policy duty_change on custody.duty
  using (prison_id = any ((select access.units())::integer[])
    and ((select access.may('custody:keep-matters')) or code = 'medical-record' and (select access.may('custody:attest-death')))
    and exists (select 1 from custody.matter m where m.id = matter_id));
-- The medical officers see deaths and no other matter.
alter policy matter_read on custody.matter
  using (prison_id = any ((select access.units())::integer[]) and (select access.may('custody:read-matters'))
    and (kind = 'death' or not (select access.may('custody:attest-death')))
    and (kind <> 'child' or (select access.may('custody:care-for-children'))));
alter policy matter_change on custody.matter
  using (prison_id = any ((select access.units())::integer[])
    and ((select access.may('custody:keep-matters')) or kind = 'death' and (select access.may('custody:attest-death')))
    and (kind <> 'child' or (select access.may('custody:care-for-children'))));

-- Whoever died leaves the roll, the place, every list and every warrant in one step. Returns the cases to be told.
create function custody.end_stay_by_death(p_matter uuid)
returns table (case_id uuid, party_id uuid, number text) language plpgsql security definer set search_path = pg_catalog as $$
#variable_conflict use_column
declare
  m custody.matter;
  stay custody.imprisonment;
  at constant timestamptz := clock_timestamp();
  why constant text := 'the prisoner died';
begin
  -- The stay before its matter, as whoever opens a matter locks them.
  select i.* into stay from custody.imprisonment i join custody.matter x on x.imprisonment_id = i.id where x.id = p_matter for update of i;
  select * into m from custody.matter x where x.id = p_matter for update;
  if m.id is null or m.kind <> 'death' or m.closed_at is not null or stay.state <> 'in' or not m.prison_id = any (access.units())
    or not access.may('custody:end-by-death')
    or (select count(*) from custody.duty d where d.matter_id = m.id and d.code in ('medical-record', 'body-handed-over') and d.state = 'done'
          and d.done_by is distinct from access.account()) <> 2
    or exists (select 1 from custody.movement v where v.imprisonment_id = stay.id and v.kind = 'WAY' and v.in_at is null) then
    raise exception 'A stay ends by death when it is attested, the body was handed over and a third officer agrees' using errcode = 'check_violation';
  end if;
  update custody.movement v set in_at = at, returned_by = access.account()
   where v.imprisonment_id = stay.id and v.kind in ('CRT', 'HOS', 'TAP', 'ESC') and v.in_at is null;
  update custody.production p set back_at = at where p.imprisonment_id = stay.id and p.outcome = 'sent' and p.back_at is null;
  update custody.release r set state = 'stopped', stopped_why = why where r.imprisonment_id = stay.id and r.state in ('proposed', 'approved');
  update custody.transfer t set state = 'withdrawn', withdrawn_by = access.account(), withdrawn_at = at, withdrawn_why = why
   where t.imprisonment_id = stay.id and t.state in ('proposed', 'approved');
  update custody.visit v set state = 'cancelled', ended_at = at, ended_why = why
   where v.imprisonment_id = stay.id and v.state in ('booked', 'waiting');
  update custody.imprisonment i set state = 'released', released_at = at, release_ground = 'death' where i.id = stay.id;
  update custody.matter x set ended_at = greatest(at, x.happened_at), ended_how = 'body-handed-over' where x.id = m.id;
  return query
    update custody.warrant w set state = 'ended', ended_on = workflow.today(), ended_ground = 'death', next_production = null
     where w.imprisonment_id = stay.id and w.state = 'in-force'
     returning w.case_id, w.party_id, stay.number || '/' || stay.year;
end $$;
comment on function custody.end_stay_by_death is 'Ends the stay of a prisoner whose death the medical officer attested and whose body another officer handed over';
revoke execute on function custody.end_stay_by_death from public;
grant execute on function custody.end_stay_by_death to mizan_app;
