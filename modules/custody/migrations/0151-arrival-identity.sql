-- needs: identity people units access documents audit
-- Whoever comes from another prison is compared before they are taken over, as they were when they left: by finger, or by eye with why no
-- finger decided. The stay is still the sending prison's; the comparison names the prison that made it, and both read and may settle it.
alter table custody.identity_check add column arrival_at integer references units.unit;
alter table custody.finger_check add column arrival_at integer references units.unit;
comment on column custody.identity_check.arrival_at is 'The prison that compared somebody who came from another; empty at the gate of the prison that holds them';
comment on column custody.finger_check.arrival_at is 'The prison that compared the finger of somebody who came from another';
create index identity_check_by_arrival on custody.identity_check (arrival_at, checked_at desc) where arrival_at is not null;
create index finger_check_by_arrival on custody.finger_check (arrival_at, checked_at desc) where arrival_at is not null;

create function custody.arriving_at(p_imprisonment uuid) returns integer language sql stable security definer set search_path = pg_catalog as $$
  select t.to_prison_id from custody.transfer t where t.imprisonment_id = p_imprisonment and t.state = 'on-road'
    and t.to_prison_id = any (access.units()) and access.may('custody:receive-transfer')
$$;
comment on function custody.arriving_at is 'The reader''s own prison, should this prisoner be on the road to it and the reader take such people over';

create policy identity_check_read_arrival on custody.identity_check for select to mizan_app
  using (arrival_at = any ((select access.units())::integer[]) and (select access.may('custody:read-prisoner')));
create policy identity_check_add_arrival on custody.identity_check for insert to mizan_app
  with check (arrival_at is not null and (select access.may('custody:check-identity')));
create policy identity_check_only_on_arrival on custody.identity_check as restrictive for insert to mizan_app
  with check (arrival_at is null or arrival_at = custody.arriving_at(imprisonment_id));
create policy identity_check_settle_arrival on custody.identity_check for update to mizan_app
  using (arrival_at = any ((select access.units())::integer[]) and (select access.may('custody:settle-identity')));
create policy finger_check_read_arrival on custody.finger_check for select to mizan_app
  using (arrival_at = any ((select access.units())::integer[])
    and ((select access.may('custody:check-identity')) or (select access.may('custody:read-gate-checks'))));
create policy finger_check_add_arrival on custody.finger_check for insert to mizan_app
  with check (arrival_at is not null and checked_by = access.account() and (select access.may('custody:check-identity')));
create policy finger_check_only_on_arrival on custody.finger_check as restrictive for insert to mizan_app
  with check (arrival_at is null or arrival_at = custody.arriving_at(imprisonment_id));

-- The row is of the prison that still holds them, and the finger beside a comparison was laid down at the same gate.
create function custody.keep_arrival_check() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  if new.arrival_at is not null and not exists (select 1 from custody.transfer t
    where t.imprisonment_id = new.imprisonment_id and t.prison_id = new.prison_id and t.to_prison_id = new.arrival_at and t.departed_at <= new.checked_at) then
    raise exception 'Only who is on the road to a prison is compared there' using errcode = 'check_violation';
  end if;
  if tg_table_name = 'identity_check' then
    if new.finger_check_id is not null and not exists (select 1 from custody.finger_check f
      where f.id = new.finger_check_id and f.arrival_at is not distinct from new.arrival_at) then
      raise exception 'The finger was laid down at another gate' using errcode = 'check_violation';
    end if;
  end if;
  return new;
end $$;
create trigger keep_arrival_check before insert on custody.identity_check for each row execute function custody.keep_arrival_check();
create trigger keep_arrival_check before insert on custody.finger_check for each row execute function custody.keep_arrival_check();

-- Another person at either gate stops both; that another prison found them to be the prisoner opens no gate of this one.
create or replace function custody.identity_of(p_imprisonment uuid) returns text language sql stable set search_path = pg_catalog as $$
  select case
    when exists (select 1 from custody.identity_check c where c.imprisonment_id = p_imprisonment and c.outcome = 'not-same' and c.settled_at is null)
      then 'mistaken'
    when (select c.outcome = 'same' and c.checked_at > clock_timestamp() - interval '30 minutes'
              and not exists (select 1 from custody.gate_crossing g where g.imprisonment_id = p_imprisonment and g.at > c.checked_at)
            from custody.identity_check c where c.imprisonment_id = p_imprisonment and c.arrival_at is null order by c.checked_at desc limit 1)
      then 'known'
    else 'unknown' end
$$;

create function custody.arrival_of(p_transfer uuid) returns text language sql stable security definer set search_path = pg_catalog as $$
  select case
    when exists (select 1 from custody.identity_check c where c.imprisonment_id = t.imprisonment_id and c.outcome = 'not-same' and c.settled_at is null)
      then 'mistaken'
    when (select c.outcome = 'same' and c.checked_at > clock_timestamp() - interval '30 minutes' from custody.identity_check c
           where c.imprisonment_id = t.imprisonment_id and c.arrival_at = t.to_prison_id and c.checked_at > t.departed_at
           order by c.checked_at desc limit 1) then 'known'
    else 'unknown' end
    from custody.transfer t where t.id = p_transfer and t.state = 'on-road' and t.to_prison_id = any (access.units())
$$;
comment on function custody.arrival_of is 'Whether who came on a transfer is known to be the prisoner: known, unknown or mistaken, in the last half hour';

-- What the prison at the end of the road needs to compare somebody by: whose stay, and the latest photograph.
create function custody.traveller(p_transfer uuid)
returns table (imprisonment_id uuid, prison_id integer, arrival_at integer, record_id uuid, admitted_at timestamptz, photo uuid)
language sql stable security definer set search_path = pg_catalog as $$
  select i.id, i.prison_id, t.to_prison_id, i.record_id, i.admitted_at,
    (select p.document_id from custody.photo p where p.imprisonment_id = i.id order by p.taken_at desc limit 1)
    from custody.transfer t join custody.imprisonment i on i.id = t.imprisonment_id
   where t.id = p_transfer and custody.arriving_at(i.id) = t.to_prison_id and access.may('custody:check-identity')
$$;
comment on function custody.traveller is 'Who is on the road to the reader''s prison on this transfer';

create function custody.take_over_only_the_known() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if access.account() is not null and new.state = 'accepted' and old.state <> 'accepted' and custody.arrival_of(new.id) is distinct from 'known' then
    raise exception 'Nobody is taken over who was not compared with the register' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger take_over_only_the_known before update of state on custody.transfer for each row execute function custody.take_over_only_the_known();

-- The photograph travels with the file, so that there is a face to compare.
create function custody.send_photo_along() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  if new.state = 'on-road' and old.state <> 'on-road' then
    update documents.document d set units = d.units || new.to_prison_id
     where not d.units @> array[new.to_prison_id] and d.id in (select p.document_id from custody.photo p where p.imprisonment_id = new.imprisonment_id);
  end if;
  return null;
end $$;
create trigger send_photo_along after update of state on custody.transfer for each row execute function custody.send_photo_along();

-- Coming in from another prison is a crossing of the gate like any other, written by the taking over itself.
alter table custody.gate_crossing drop constraint gate_crossing_kind_check;
alter table custody.gate_crossing add constraint gate_crossing_kind_check
  check (kind in ('court', 'hospital', 'leave', 'transfer', 'release', 'return', 'arrival'));
create or replace function custody.decide_crossing() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare
  standing text;
  decided custody.identity_check;
  attempt text;
begin
  -- The owner, who loads what was decided elsewhere, says so in the row.
  if access.account() is null then return new; end if;
  new.at := clock_timestamp();
  new.check_id := null;
  new.why_eye := null;
  if new.kind = 'arrival' then
    select c.* into decided from custody.transfer t join custody.identity_check c on c.imprisonment_id = t.imprisonment_id and c.arrival_at = t.to_prison_id
     where t.new_imprisonment_id = new.imprisonment_id and t.state = 'accepted' order by c.checked_at desc limit 1;
    if decided.outcome is distinct from 'same' then
      raise exception 'Nobody came in from another prison under this number' using errcode = 'check_violation';
    end if;
  else
    standing := custody.identity_of(new.imprisonment_id);
    if standing = 'mistaken' then
      raise exception 'Another person was found under this number' using errcode = 'check_violation';
    end if;
    if standing <> 'known' then new.how := 'none'; return new; end if;
    select c.* into decided from custody.identity_check c where c.imprisonment_id = new.imprisonment_id and c.arrival_at is null
     order by c.checked_at desc limit 1;
  end if;
  new.check_id := decided.id;
  if decided.compared = array['finger'] then new.how := 'finger'; return new; end if;
  select f.result into attempt from custody.finger_check f where f.id = decided.finger_check_id;
  new.how := 'eye';
  new.why_eye := coalesce(attempt, 'not-tried');
  return new;
end $$;
create function custody.record_arrival() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  if access.account() is not null and new.state = 'accepted' and old.state <> 'accepted' then
    insert into custody.gate_crossing (jurisdiction, prison_id, imprisonment_id, kind, how)
    values (new.jurisdiction, new.to_prison_id, new.new_imprisonment_id, 'arrival', 'none');
  end if;
  return null;
end $$;
create trigger record_arrival after update of state on custody.transfer for each row execute function custody.record_arrival();

create or replace function custody.fingers_of(p_imprisonment uuid)
returns table (id uuid, finger smallint, state text, missing_why text, edition smallint, quality smallint, minutiae smallint, device text,
  words text, entered_by uuid, entered_at timestamptz)
language sql stable security definer set search_path = pg_catalog as $$
  select distinct on (f.finger) f.id, f.finger, f.state, f.missing_why, f.edition, f.quality, f.minutiae, f.device, f.words, f.entered_by, f.entered_at
    from custody.finger f
   where f.imprisonment_id in (select custody.stays_of(p_imprisonment))
     and access.may('custody:check-identity')
     and (exists (select 1 from custody.imprisonment i where i.id = p_imprisonment and i.prison_id = any (access.units()))
       or custody.arriving_at(p_imprisonment) is not null)
   order by f.finger, f.entered_at desc
$$;
create or replace function custody.fingers_to_compare(p_imprisonment uuid) returns table (id uuid, finger smallint, sealed bytea)
language plpgsql security definer set search_path = pg_catalog as $$
declare
  stay custody.imprisonment;
  used text[];
begin
  select * into stay from custody.imprisonment i where i.id = p_imprisonment;
  if stay.id is null or stay.state <> 'in' or access.account() is null
    or not (stay.prison_id = any (access.units()) or custody.arriving_at(p_imprisonment) is not null)
    or not access.may('custody:check-identity') then
    raise exception 'Templates are compared at the gate of the prison that holds the prisoner or takes them over' using errcode = 'insufficient_privilege';
  end if;
  select array_agg(x.digest order by x.finger) into used from custody.fingers_of(p_imprisonment) o join custody.finger x on x.id = o.id
   where o.state = 'enrolled';
  if used is null then return; end if;
  insert into custody.finger_use (jurisdiction, prison_id, imprisonment_id, digests, used_by)
  values (stay.jurisdiction, stay.prison_id, stay.id, used, access.account());
  return query select o.id, o.finger, t.sealed from custody.fingers_of(p_imprisonment) o join custody.finger_template t on t.finger_id = o.id
    where o.state = 'enrolled' order by o.finger;
end $$;

revoke execute on function custody.arriving_at, custody.arrival_of, custody.traveller from public;
grant execute on function custody.arriving_at, custody.arrival_of, custody.traveller to mizan_app;
