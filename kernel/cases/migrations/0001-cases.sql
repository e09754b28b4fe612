-- needs: people access audit units
-- The case every agency works on: its number, parties, charges and what happened in it. Each agency keeps its own papers in
-- its own schema; here stands only what all of them refer to.
create schema cases;
grant usage on schema cases to mizan_app;

create table cases.case (
  id uuid primary key default gen_random_uuid(),
  jurisdiction text not null,
  district_id integer not null references units.unit,
  police_station_id integer not null references units.unit,
  fir_number integer not null check (fir_number > 0),
  fir_year integer not null check (fir_year between 1947 and 2200),
  fir_on date not null,
  offence_on date not null,
  prosecution_office_id integer references units.unit,
  court_id integer references units.unit,
  court_case_number text,
  units integer[] not null,
  flags text[] not null default '{}',
  version integer not null default 1,
  registered_at timestamptz not null default clock_timestamp(),
  unique (police_station_id, fir_year, fir_number),
  check (offence_on <= fir_on)
);
comment on table cases.case is 'One criminal case, known everywhere by FIR number, year and police station';
comment on column cases.case.units is 'Units that take part in the case and may see it: police station, prosecution office, court, prisons that hold an accused';
comment on column cases.case.flags is 'ata, juvenile, sgbv, narcotics: rules that follow the case';
create index case_by_units on cases.case using gin (units);
create index case_by_fir on cases.case (fir_year, fir_number);
create index case_by_court on cases.case (court_id);

create table cases.party (
  id uuid primary key default gen_random_uuid(),
  jurisdiction text not null,
  case_id uuid not null references cases.case,
  role text not null check (role in ('accused', 'complainant', 'witness')),
  person_id uuid references people.person,
  record_id uuid references people.record,
  name_en text,
  name_ur text,
  serial integer not null default 1,
  custody text not null default 'none' check (custody in ('none', 'at-large', 'police', 'prison', 'bail', 'absconding', 'released')),
  outcome text check (outcome in ('convicted', 'acquitted', 'discharged', 'abated')),
  units integer[] not null,
  created_at timestamptz not null default clock_timestamp(),
  check (name_en is not null or name_ur is not null)
);
comment on table cases.party is 'A person''s part in a case';
comment on column cases.party.name_en is 'As the case papers have it; the registry''s spelling may differ';
comment on column cases.party.custody is 'Where an accused is now, as far as this case goes';
comment on column cases.party.units is 'Units that may see this party: those of the case, but a prison only for whom it holds or held';
create index party_by_case on cases.party (case_id);
create index party_by_person on cases.party (person_id);
create index party_by_units on cases.party using gin (units);

create table cases.charge (
  id uuid primary key default gen_random_uuid(),
  jurisdiction text not null,
  case_id uuid not null references cases.case,
  party_id uuid references cases.party,
  act text not null,
  section text not null,
  title_en text not null,
  title_ur text not null,
  max_punishment text not null,
  offence_version text not null,
  added_by text not null default 'fir',
  withdrawn_at timestamptz,
  created_at timestamptz not null default clock_timestamp()
);
comment on table cases.charge is 'A section applied in a case, as in force on the day of the offence';
comment on column cases.charge.party_id is 'Empty: against all accused of the case';
comment on column cases.charge.max_punishment is 'DEATH, LIFE or months; the clocks of liberty depend on it';
create index charge_by_case on cases.charge (case_id);

create table cases.event (
  id uuid primary key default gen_random_uuid(),
  jurisdiction text not null,
  case_id uuid not null references cases.case,
  party_id uuid references cases.party,
  at timestamptz not null default clock_timestamp(),
  kind text not null,
  agency text not null,
  unit_id integer not null references units.unit,
  account_id uuid not null default access.account(),
  params jsonb not null default '{}',
  needs text,
  existence_hidden boolean not null default false
);
comment on table cases.event is 'Something that happened in the case; together its timeline';
comment on column cases.event.kind is 'Key of the sentence shown, in the texts of the module that wrote it: policing.fir-registered';
comment on column cases.event.params is 'Values for the sentence: dates, numbers, codes; never a protected name';
comment on column cases.event.needs is 'Permission without which the entry is withheld';
comment on column cases.event.existence_hidden is 'Withheld entries are counted aloud, except these';
create index event_by_case on cases.event (case_id, at);
create index event_by_party on cases.event (party_id) where party_id is not null;

select audit.watch('cases.case'), audit.watch('cases.party'), audit.watch('cases.charge'), audit.watch('cases.event');
select access.protect('cases.case'), access.protect('cases.party'), access.protect('cases.charge'),
       access.protect('cases.event', 'select, insert');

create policy case_read on cases.case for select to mizan_app
  using (units && (select access.units()) and (select access.may('cases:read')));
create policy case_add on cases.case for insert to mizan_app
  with check ((select access.may('cases:register')) and police_station_id = (select access.unit()));
create policy case_change on cases.case for update to mizan_app
  using (units && (select access.units()) and (select access.may('cases:change')));

create policy party_read on cases.party for select to mizan_app
  using (units && (select access.units()) and (select access.may('cases:read'))
    and (role = 'accused' or (select access.may('cases:read-complainant'))));
create policy party_add on cases.party for insert to mizan_app
  with check ((select access.may('cases:change')) and exists (select 1 from cases.case c where c.id = case_id));
create policy party_change on cases.party for update to mizan_app
  using (units && (select access.units()) and (select access.may('cases:change')));

create policy charge_read on cases.charge for select to mizan_app
  using (exists (select 1 from cases.case c where c.id = case_id));
create policy charge_add on cases.charge for insert to mizan_app
  with check ((select access.may('cases:change')) and exists (select 1 from cases.case c where c.id = case_id));
create policy charge_change on cases.charge for update to mizan_app
  using ((select access.may('cases:change')) and exists (select 1 from cases.case c where c.id = case_id));

create policy event_read on cases.event for select to mizan_app
  using ((needs is null or (select access.may(needs))) and exists (select 1 from cases.case c where c.id = case_id)
    and (party_id is null or exists (select 1 from cases.party p where p.id = party_id)));
create policy event_add on cases.event for insert to mizan_app
  with check (unit_id = any ((select access.units())::integer[]) and exists (select 1 from cases.case c where c.id = case_id));

-- How many entries of a case's timeline the reader is not shown, so that the page can say so. Entries whose very existence
-- is protected are not counted.
create function cases.withheld(p_case uuid, p_shown integer) returns integer
language sql stable security definer set search_path = pg_catalog as $$
  select case when exists (select 1 from cases.case c where c.id = p_case and c.units && access.units() and access.may('cases:read'))
    then greatest(0, (select count(*)::integer from cases.event e where e.case_id = p_case and not e.existence_hidden) - p_shown) end
$$;
revoke execute on function cases.withheld from public;
grant execute on function cases.withheld to mizan_app;
