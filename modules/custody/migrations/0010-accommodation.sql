-- needs: people
-- Where each prisoner sleeps: circles, barracks, cells and beds as the prison itself is built, with their capacities by date, and
-- who is in which. It takes the place of the barrack that a clerk wrote into the register by hand.
alter table custody.imprisonment add constraint imprisonment_of_prison unique (id, prison_id);

create table custody.location (
  id uuid primary key default gen_random_uuid(),
  jurisdiction text not null,
  prison_id integer not null references units.unit,
  kind text not null check (kind in ('circle', 'barrack', 'cell', 'bed')),
  parent_id uuid,
  name_en text not null check (name_en <> ''),
  name_ur text not null check (name_ur <> ''),
  position integer not null default 0,
  sex text check (sex in ('M', 'F', 'X')),
  ages text check (ages in ('adult', 'juvenile')),
  holds text check (holds in ('under-trial', 'convict', 'condemned', 'civil')),
  ward text check (ward in ('ordinary', 'isolation', 'hospital')),
  created_by uuid default access.account(),
  created_at timestamptz not null default clock_timestamp(),
  unique (id, prison_id),
  foreign key (parent_id, prison_id) references custody.location (id, prison_id),
  check (kind in ('barrack', 'cell') or (sex is null and ages is null and holds is null and ward is null)),
  check ((sex is null) = (ages is null) and (sex is null) = (holds is null) and (sex is null) = (ward is null)),
  check (kind <> 'cell' or sex is not null),
  check (kind <> 'circle' or parent_id is null),
  check (kind not in ('cell', 'bed') or parent_id is not null)
);
comment on table custody.location is 'A place in a prison: circle, barrack, cell or bed, and who may be kept there (Prisons Act 1894 s.27)';
comment on column custody.location.sex is 'Empty for a barrack carried over from the old register until the superintendent says who is kept there; nobody is put in it before';
comment on column custody.location.holds is 'Tried and untried, condemned and civil prisoners are kept apart (s.27(3) and (4), s.30(2))';
comment on column custody.location.ward is 'isolation and hospital take only those whom the medical officer sends there';
create unique index location_once on custody.location (prison_id, parent_id, kind, name_en) nulls not distinct;
create index location_by_parent on custody.location (parent_id, position);

create table custody.capacity (
  location_id uuid not null references custody.location,
  from_on date not null,
  jurisdiction text not null,
  prison_id integer not null references units.unit,
  authorised integer not null check (authorised >= 0),
  working integer not null check (working >= 0),
  maximum integer not null check (maximum <= 10000),
  reason text not null,
  set_by uuid default access.account(),
  set_at timestamptz not null default clock_timestamp(),
  primary key (location_id, from_on, set_at),
  check (working <= maximum and authorised <= maximum)
);
comment on table custody.capacity is 'How many a barrack or cell takes from a day on: sanctioned, with what works today, and at the very most';
comment on column custody.capacity.working is 'Places in fact usable: water, lights and locks work';
comment on column custody.capacity.maximum is 'Beyond this nobody is put there, whatever the need; the superintendent answers for the number';

create table custody.closure (
  id uuid primary key default gen_random_uuid(),
  jurisdiction text not null,
  prison_id integer not null references units.unit,
  location_id uuid not null references custody.location,
  reason text not null check (reason in ('damage', 'repair', 'disease', 'security', 'staff', 'unused', 'other')),
  note text,
  closed_on date not null,
  closed_by uuid default access.account(),
  reopened_at timestamptz,
  reopened_by uuid,
  reopened_why text,
  check ((reopened_at is null) = (reopened_why is null))
);
comment on table custody.closure is 'A place taken out of use, why, and until when';
create unique index closure_open on custody.closure (location_id) where reopened_at is null;
create index closure_by_location on custody.closure (location_id, closed_on);

create table custody.allocation (
  id uuid primary key default gen_random_uuid(),
  jurisdiction text not null,
  prison_id integer not null references units.unit,
  imprisonment_id uuid not null,
  location_id uuid not null,
  bed_id uuid,
  from_at timestamptz not null default clock_timestamp(),
  to_at timestamptz,
  reason text not null,
  allocated_by uuid default access.account(),
  foreign key (imprisonment_id, prison_id) references custody.imprisonment (id, prison_id),
  foreign key (location_id, prison_id) references custody.location (id, prison_id),
  foreign key (bed_id, prison_id) references custody.location (id, prison_id),
  check (to_at >= from_at)
);
comment on table custody.allocation is 'Which barrack or cell, and which bed, a prisoner has, from when to when';
create unique index allocation_one_place on custody.allocation (imprisonment_id) where to_at is null;
create unique index allocation_one_sleeper on custody.allocation (bed_id) where to_at is null;
create index allocation_by_imprisonment on custody.allocation (imprisonment_id, from_at desc);
create index allocation_by_location on custody.allocation (location_id) where to_at is null;
create index allocation_by_prison on custody.allocation (prison_id, from_at desc);

create table custody.medical_ward (
  id uuid primary key default gen_random_uuid(),
  jurisdiction text not null,
  prison_id integer not null references units.unit,
  imprisonment_id uuid not null references custody.imprisonment,
  ward text not null check (ward in ('isolation', 'hospital')),
  from_at timestamptz not null default clock_timestamp(),
  ordered_by uuid default access.account(),
  until_at timestamptz,
  ended_by uuid,
  check (until_at >= from_at)
);
comment on table custody.medical_ward is 'That a prisoner is to lie in isolation or in the prison hospital: a bed status. Why is the medical officer''s and stands nowhere here';
create unique index medical_ward_open on custody.medical_ward (imprisonment_id) where until_at is null;
create index medical_ward_by_imprisonment on custody.medical_ward (imprisonment_id);

create table custody.non_association (
  id uuid primary key default gen_random_uuid(),
  jurisdiction text not null,
  prison_id integer not null references units.unit,
  one_person uuid not null references people.person,
  other_person uuid not null references people.person,
  one_role text not null check (one_role in ('threatened', 'threatens', 'either', 'unknown')),
  other_role text not null check (other_role in ('threatened', 'threatens', 'either', 'unknown')),
  reason text not null check (reason in ('enmity', 'gang', 'witness', 'co-accused', 'assault', 'sectarian', 'other')),
  scope text not null check (scope in ('cell', 'barrack')),
  note text,
  recorded_by uuid default access.account(),
  recorded_at timestamptz not null default clock_timestamp(),
  ended_at timestamptz,
  ended_by uuid,
  ended_why text,
  check (one_person <> other_person),
  check ((ended_at is null) = (ended_why is null))
);
comment on table custody.non_association is 'Two persons who must not be locked in together, why, and how far apart; it follows them from prison to prison';
comment on column custody.non_association.scope is 'cell: not in one cell, nor in one barrack without cells; barrack: not under one barrack''s roof';
create unique index non_association_once on custody.non_association (least(one_person, other_person), greatest(one_person, other_person)) where ended_at is null;
create index non_association_of_one on custody.non_association (one_person);
create index non_association_of_other on custody.non_association (other_person);

-- What the register said becomes a place; whom it is for, and how many it takes, the superintendent says. One way: the text goes.
insert into custody.location (jurisdiction, prison_id, kind, name_en, name_ur, created_by)
  select distinct jurisdiction, prison_id, 'barrack', trim(barrack), trim(barrack), null::uuid
    from custody.imprisonment where state = 'in' and trim(barrack) <> '';
insert into custody.allocation (jurisdiction, prison_id, imprisonment_id, location_id, from_at, reason, allocated_by)
  select i.jurisdiction, i.prison_id, i.id, l.id, i.admitted_at, 'carried-over', null
    from custody.imprisonment i
    join custody.location l on l.prison_id = i.prison_id and l.kind = 'barrack' and l.name_en = trim(i.barrack)
   where i.state = 'in' and trim(i.barrack) <> '';
alter table custody.imprisonment drop column barrack;

-- The shape of a prison, kept by the database: cells stand in barracks, beds in barracks or cells; women's and juveniles' parts are
-- whole barracks and not single cells among others (s.27(1) and (2)).
create function custody.keep_location() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare
  above custody.location;
begin
  if tg_op = 'UPDATE' and (new.id, new.prison_id, new.kind, new.parent_id) is distinct from (old.id, old.prison_id, old.kind, old.parent_id) then
    raise exception 'A place stays where it was built' using errcode = 'check_violation';
  end if;
  if new.parent_id is not null then
    select * into above from custody.location where id = new.parent_id for no key update;
    if not (new.kind = 'barrack' and above.kind = 'circle' or new.kind = 'cell' and above.kind = 'barrack'
        or new.kind = 'bed' and above.kind in ('barrack', 'cell')) then
      raise exception 'A % does not stand in a %', new.kind, above.kind using errcode = 'check_violation';
    end if;
    if new.kind = 'cell' and (new.sex, new.ages) is distinct from (above.sex, above.ages) then
      raise exception 'The cells of a barrack are for the same sex and ages as the barrack' using errcode = 'check_violation';
    end if;
    -- A barrack either takes people itself or has cells that do.
    if tg_op = 'INSERT' and (new.kind = 'cell' and (
          exists (select 1 from custody.location b where b.parent_id = new.parent_id and b.kind = 'bed')
          or exists (select 1 from custody.allocation a where a.location_id = new.parent_id and a.to_at is null))
        or new.kind = 'bed' and exists (select 1 from custody.location c where c.parent_id = new.parent_id and c.kind = 'cell')) then
      raise exception 'A barrack has cells, or beds of its own, not both' using errcode = 'check_violation';
    end if;
  end if;
  return new;
end $$;
create trigger keep_location before insert or update on custody.location for each row execute function custody.keep_location();

-- Two officers at one barrack take turns: the second sees what the first did. Asked by whoever may allocate, who may not edit places.
create function custody.lock_barrack(p_location uuid) returns void
language plpgsql security definer set search_path = pg_catalog as $$
begin
  perform 1 from custody.location l where l.prison_id = any (access.units())
    and l.id = (select case when here.kind = 'cell' then here.parent_id else here.id end from custody.location here where here.id = p_location)
    for no key update;
end $$;

-- The last line, should the code above it be wrong: no bed twice, no place over its maximum, none closed, and a bed only where it stands.
create function custody.keep_allocation() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare
  place custody.location;
  most integer;
begin
  if tg_op = 'UPDATE' then
    if (new.id, new.imprisonment_id, new.prison_id, new.location_id, new.bed_id, new.from_at)
        is distinct from (old.id, old.imprisonment_id, old.prison_id, old.location_id, old.bed_id, old.from_at)
      or old.to_at is not null then
      raise exception 'An allocation is ended, never rewritten' using errcode = 'check_violation';
    end if;
    return new;
  end if;
  perform custody.lock_barrack(new.location_id);
  select * into place from custody.location where id = new.location_id;
  if place.kind not in ('barrack', 'cell') or place.sex is null
    or exists (select 1 from custody.location c where c.parent_id = place.id and c.kind = 'cell')
    or (new.bed_id is not null and not exists (
      select 1 from custody.location b where b.id = new.bed_id and b.kind = 'bed' and b.parent_id = new.location_id)) then
    raise exception 'Nobody is put in such a place' using errcode = 'check_violation';
  end if;
  if exists (
      with recursive up as (
        select l.id, l.parent_id from custody.location l where l.id = coalesce(new.bed_id, new.location_id)
        union all select l.id, l.parent_id from up join custody.location l on l.id = up.parent_id)
      select 1 from up join custody.closure c on c.location_id = up.id and c.reopened_at is null) then
    raise exception 'The place is closed' using errcode = 'check_violation';
  end if;
  select c.maximum into most from custody.capacity c where c.location_id = new.location_id
     and c.from_on <= (clock_timestamp() at time zone 'Asia/Karachi')::date order by c.from_on desc, c.set_at desc limit 1;
  if (select count(*) from custody.allocation a where a.location_id = new.location_id and a.to_at is null) >= coalesce(most, 0) then
    raise exception 'The place is full' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger keep_allocation before insert or update on custody.allocation for each row execute function custody.keep_allocation();

-- In which places of one's prison somebody is from whom this prisoner must be kept apart. Who it is, is not said: allocation needs the
-- place, and only those entitled may read the name.
create function custody.kept_apart_from(p_imprisonment uuid)
returns table (location_id uuid, barrack_id uuid, scope text)
language sql stable security definer set search_path = pg_catalog as $$
  select a.location_id, case when l.kind = 'cell' then l.parent_id else l.id end, n.scope
    from custody.imprisonment me
    cross join lateral unnest(people.same_person(me.person_id)) as mine(id)
    join custody.non_association n on n.ended_at is null and mine.id in (n.one_person, n.other_person)
    cross join lateral unnest(people.same_person(case when n.one_person = mine.id then n.other_person else n.one_person end)) as them(id)
    join custody.imprisonment other on other.person_id = them.id and other.state = 'in' and other.prison_id = me.prison_id
    join custody.allocation a on a.imprisonment_id = other.id and a.to_at is null
    join custody.location l on l.id = a.location_id
   where me.id = p_imprisonment and me.prison_id = any (access.units()) and access.may('custody:allocate')
$$;
revoke execute on function custody.lock_barrack, custody.kept_apart_from from public;
grant execute on function custody.lock_barrack, custody.kept_apart_from to mizan_app;

select audit.watch('custody.location'), audit.watch('custody.capacity', 'location_id'), audit.watch('custody.closure'),
       audit.watch('custody.allocation'), audit.watch('custody.medical_ward'), audit.watch('custody.non_association');
select access.protect('custody.location'), access.protect('custody.capacity', 'select, insert'), access.protect('custody.closure'),
       access.protect('custody.allocation'), access.protect('custody.medical_ward'), access.protect('custody.non_association');
do $$
declare each record;
begin
  for each in select * from (values
      ('location', 'custody:edit-accommodation', 'custody:edit-accommodation'), ('capacity', 'custody:edit-accommodation', null),
      ('closure', 'custody:edit-accommodation', 'custody:edit-accommodation'), ('allocation', 'custody:allocate', 'custody:allocate'),
      ('medical_ward', 'custody:order-ward', 'custody:order-ward')) as t(name, adds, changes)
  loop
    execute format('create policy %1$s_read on custody.%1$s for select to mizan_app
      using (prison_id = any ((select access.units())::integer[]) and (select access.may(''custody:read-prisoner'')))', each.name);
    execute format('create policy %1$s_add on custody.%1$s for insert to mizan_app
      with check (prison_id = any ((select access.units())::integer[]) and (select access.may(%2$L)))', each.name, each.adds);
    if each.changes is not null then
      execute format('create policy %1$s_change on custody.%1$s for update to mizan_app
        using (prison_id = any ((select access.units())::integer[]) and (select access.may(%2$L)))', each.name, each.changes);
    end if;
  end loop;
end $$;
-- Named to those entitled, in whichever prison one of the two is held now.
create policy non_association_read on custody.non_association for select to mizan_app
  using ((select access.may('custody:read-non-associations')) and (prison_id = any ((select access.units())::integer[])
    or exists (select 1 from custody.imprisonment i where i.person_id in (one_person, other_person) and i.state = 'in')));
create policy non_association_add on custody.non_association for insert to mizan_app
  with check (prison_id = any ((select access.units())::integer[]) and (select access.may('custody:read-non-associations')));
create policy non_association_change on custody.non_association for update to mizan_app
  using ((select access.may('custody:read-non-associations')) and (prison_id = any ((select access.units())::integer[])
    or exists (select 1 from custody.imprisonment i where i.person_id in (one_person, other_person) and i.state = 'in')));
