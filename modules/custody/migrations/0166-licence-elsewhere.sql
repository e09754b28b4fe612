-- needs: people cases documents units access identity workflow
-- Whose licence was revoked may be taken to another prison of the province than the one they left. The sentence is served on there, with
-- its warrants, remission, fines and date. The prison that let them out keeps the case, the diary and the licence as they were, and reads
-- that they are in again; the other reads the licence itself and nothing of how it was come by.
alter table custody.licence add column returned_prison_id integer references units.unit;
comment on column custody.licence.returned_prison_id is 'The prison of the stay in which the sentence is served on; follows that stay';
update custody.licence l set returned_prison_id = i.prison_id from custody.imprisonment i where i.id = l.returned_imprisonment_id;
create index licence_returned_to on custody.licence (returned_prison_id) where returned_prison_id is not null;
create function custody.licence_follows_stay() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  select i.prison_id into new.returned_prison_id from custody.imprisonment i where i.id = new.returned_imprisonment_id;
  return new;
end $$;
create trigger licence_follows_stay before insert or update on custody.licence for each row execute function custody.licence_follows_stay();

create policy licence_read_returned on custody.licence for select to mizan_app
  using (returned_prison_id = any ((select access.units())::integer[]) and (select access.may('custody:read-prisoner')));
create policy licence_change_returned on custody.licence for update to mizan_app
  using (returned_prison_id = any ((select access.units())::integer[]) and (select access.may('custody:discharge-licence')));

create or replace function custody.keep_licence() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if current_user <> 'mizan_app' then return new; end if;
  if tg_op = 'INSERT' then
    if new.state <> 'to-verify' or new.recorded_by is distinct from access.account() or not exists (
      select 1 from custody.parole_case c where c.id = new.parole_case_id and c.state = 'granted' and c.imprisonment_id = new.imprisonment_id
        and c.decided_order = new.order_number) then
      raise exception 'A licence begins with the order that granted it' using errcode = 'check_violation';
    end if;
    return new;
  end if;
  if (new.imprisonment_id, new.prison_id, new.parole_case_id, new.order_number, new.order_on, new.from_on, new.conditions, new.recorded_by, new.left_at,
        new.returned_at, new.returned_imprisonment_id)
      is distinct from (old.imprisonment_id, old.prison_id, old.parole_case_id, old.order_number, old.order_on, old.from_on, old.conditions,
        old.recorded_by, old.left_at, old.returned_at, old.returned_imprisonment_id)
    or (old.state, new.state) not in (('to-verify', 'to-verify'), ('to-verify', 'issued'), ('to-verify', 'cancelled'), ('issued', 'issued'),
      ('issued', 'cancelled'), ('running', 'running'), ('running', 'revoked'), ('running', 'discharged'), ('held', 'held'), ('held', 'revoked'),
      ('held', 'discharged'), ('revoked', 'revoked'), ('returned', 'returned'))
    or new.state = 'issued' and old.state = 'to-verify' and (new.verified_by is distinct from access.account() or not access.may('custody:verify-licence'))
    or new.state = 'revoked' and old.state <> 'revoked' and (new.revoked_by is distinct from access.account() or not access.may('custody:enter-licence'))
    or new.state = 'discharged' and old.state <> 'discharged' and (new.discharged_by is distinct from access.account()
      or not access.may('custody:discharge-licence'))
    or new.days_count is distinct from old.days_count and (old.days_count is not null or new.days_by is distinct from access.account()
      or not access.may('custody:discharge-licence')
      -- Where the sentence is served on: only there its last day is put before two officers again.
      or not coalesce(old.returned_prison_id, old.prison_id) = any (access.units())) then
    raise exception 'A licence is verified, carried out at the gate, revoked or discharged, each in one''s own name' using errcode = 'check_violation';
  end if;
  return new;
end $$;

-- Brought back after revocation, to the prison at whose desk they stand: in again under a new number, or where the person already is in
-- another case; the same sentence is served on there, for time on licence counts as imprisonment (1926 Act s.4).
create or replace function custody.return_from_licence(p_licence uuid) returns uuid
language plpgsql security definer set search_path = pg_catalog as $$
declare
  l custody.licence;
  stay custody.imprisonment;
  other custody.imprisonment;
  here uuid;
  next integer;
  prison integer := access.unit();
  province text;
  at constant timestamptz := clock_timestamp();
  this_year constant integer := extract(year from at at time zone 'Asia/Karachi');
  name text;
begin
  select * into l from custody.licence x where x.id = p_licence for update;
  select u.jurisdiction into province from units.unit u where u.id = prison and u.kind = 'prison';
  if l.prison_id is null or province is distinct from l.jurisdiction or not prison = any (access.units()) or not access.may('custody:admit') then
    raise exception 'No licence that a prison of this province takes back' using errcode = 'check_violation', constraint = 'licence_not_here';
  end if;
  if l.state <> 'revoked' then
    raise exception 'Only whose licence was revoked is brought back on it' using errcode = 'check_violation', constraint = 'licence_not_revoked';
  end if;
  select * into stay from custody.imprisonment i where i.id = l.imprisonment_id for no key update;
  select * into other from custody.imprisonment i where i.person_id = stay.person_id and i.state = 'in' for no key update;
  if other.id is not null and other.prison_id <> prison then
    raise exception 'Held in another prison' using errcode = 'check_violation', constraint = 'licence_held_elsewhere';
  end if;
  if prison <> l.prison_id then perform custody.share_file(stay.id, prison); end if;
  here := coalesce(other.id, gen_random_uuid());
  if other.id is null then
    insert into custody.counter as c (prison_id, register, year, last) values (prison, 'admission', this_year, 1)
      on conflict (prison_id, register, year) do update set last = c.last + 1 returning last into next;
    insert into custody.imprisonment (id, jurisdiction, prison_id, year, number, person_id, record_id, category, admitted_at, resumes)
      values (here, l.jurisdiction, prison, this_year, next, stay.person_id, stay.record_id, stay.category, at, stay.id);
    insert into custody.photo (jurisdiction, prison_id, imprisonment_id, document_id, taken_by, taken_at)
      select p.jurisdiction, prison, here, p.document_id, p.taken_by, p.taken_at from custody.photo p where p.imprisonment_id = stay.id;
  elsif exists (select 1 from custody.release_date d where d.imprisonment_id = here and d.state in ('computed', 'proposed', 'confirmed')) then
    -- Two sentences are served together from here on: one date is computed of both.
    update custody.release_date set state = case state when 'computed' then 'superseded' else 'reopened' end,
        reopened_at = case state when 'computed' then reopened_at else at end, reopened_why = case state when 'computed' then reopened_why else 'licence-revoked' end
     where imprisonment_id = stay.id and state in ('computed', 'proposed', 'confirmed');
  end if;
  foreach name in array array['warrant', 'remission', 'fine_payment', 'release_date'] loop
    execute format('update custody.%I set imprisonment_id = $2, prison_id = $3 where imprisonment_id = $1 %s', name,
      case name when 'warrant' then 'and state = ''in-force''' else '' end) using stay.id, here, prison;
  end loop;
  update custody.licence set state = 'returned', returned_at = at, returned_imprisonment_id = here where id = l.id;
  return here;
end $$;

-- Of the person of a stay: the licence that still binds, whichever prison of the province gave it. The prison in which they are must know
-- that a sentence waits, or that one is served on here.
create function custody.licence_of_person(p_imprisonment uuid)
returns table (stay_id uuid, licence_id uuid, state text, prison_id integer, number text, order_number text, authority text, left_at timestamptz,
  revoked_on date, revoked_order text, returned_at timestamptz, days_between integer, days_count text, days_paper text)
language sql stable security definer set search_path = pg_catalog as $$
  select o.id, l.id, l.state, l.prison_id, o.number || '/' || o.year, l.order_number, l.authority, l.left_at, l.revoked_on, l.revoked_order,
      l.returned_at, greatest(0, (l.returned_at at time zone 'Asia/Karachi')::date - l.revoked_on - 1), l.days_count, l.days_paper
    from custody.imprisonment i join custody.imprisonment o on o.person_id = any (people.same_person(i.person_id)) and o.jurisdiction = i.jurisdiction
    join custody.licence l on l.imprisonment_id = o.id
   where i.id = p_imprisonment and i.state = 'in' and i.prison_id = any (access.units()) and access.may('custody:read-prisoner')
     and (l.state in ('held', 'revoked') or l.state = 'returned' and l.returned_imprisonment_id = i.id)
   order by l.recorded_at desc limit 1
$$;
comment on function custody.licence_of_person is 'A licence that binds whoever is in prison here, whichever prison let them out';
revoke execute on function custody.licence_of_person from public;
grant execute on function custody.licence_of_person to mizan_app;
