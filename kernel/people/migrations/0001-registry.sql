-- needs: access audit units
-- One person, once. A record keeps what a source said and never changes; a person is only the node that records are linked to;
-- everything shown of a person is computed from the records the reader may see.
create extension if not exists pg_trgm with schema public;
create schema people;
grant usage on schema people to mizan_app;

create table people.person (
  id uuid primary key default gen_random_uuid(),
  jurisdiction text not null,
  created_at timestamptz not null default clock_timestamp()
);
comment on table people.person is 'A human being as the registry knows one: an identity without attributes of its own';

create table people.record (
  id uuid primary key default gen_random_uuid(),
  jurisdiction text not null,
  agency text not null,
  unit_id integer not null references units.unit,
  units integer[] not null,
  source_ref text not null,
  name_en text,
  name_ur text,
  father_en text,
  father_ur text,
  aliases text[] not null default '{}',
  sex text check (sex in ('M', 'F', 'X')),
  birth_date date,
  birth_precision text check (birth_precision in ('day', 'month', 'year', 'estimated')),
  cnic text check (cnic ~ '^[1-8][0-9]{12}$'),
  phone text,
  address text,
  district_id integer references units.unit,
  nationality text not null default 'PK',
  as_written jsonb not null default '{}',
  name_key text not null default '',
  name_tokens text[] not null default '{}',
  father_key text not null default '',
  created_at timestamptz not null default clock_timestamp(),
  created_by uuid not null default access.account(),
  check (name_en is not null or name_ur is not null)
);
comment on table people.record is 'What one source said of a person, in its own words and script; never changed afterwards';
comment on column people.record.agency is 'police, prison, prosecution, court, legal-aid …';
comment on column people.record.units is 'Units that may see this record: the source''s, and those the person was handed to';
comment on column people.record.source_ref is 'Where it stands: table and identifier, such as custody.admission/…';
comment on column people.record.birth_precision is 'How exact the birth date is; a bare age gives estimated';
comment on column people.record.name_key is 'Normalised name in both scripts for trigram search';
comment on column people.record.name_tokens is 'Consonant skeletons shared by both scripts';
create index record_by_units on people.record using gin (units);
create index record_by_cnic on people.record (cnic) where cnic is not null;
create index record_by_name on people.record using gin (name_key gin_trgm_ops);
create index record_by_tokens on people.record using gin (name_tokens);
create index record_by_source on people.record (source_ref);

create table people.link (
  id uuid primary key default gen_random_uuid(),
  jurisdiction text not null,
  record_id uuid not null references people.record,
  person_id uuid not null references people.person,
  made_by text not null,
  weight_bits real,
  evidence jsonb not null default '{}',
  since timestamptz not null default clock_timestamp(),
  until timestamptz,
  account_id uuid default access.account()
);
comment on table people.link is 'That a record is of a person: who or what rule said so, with what weight, from when to when. Never deleted: a split ends it';
comment on column people.link.made_by is 'source (the clerk chose the person), rule, or reviewer';
create unique index link_current on people.link (record_id) where until is null;
create index link_by_person on people.link (person_id) where until is null;

select audit.watch('people.person'), audit.watch('people.record'), audit.watch('people.link');
select access.protect('people.person', 'select, insert'), access.protect('people.record'), access.protect('people.link');
create policy record_read on people.record for select to mizan_app using (units && (select access.units()));
create policy record_add on people.record for insert to mizan_app
  with check ((select access.may('people:register')) and unit_id = any ((select access.units())::integer[]));
create policy record_share on people.record for update to mizan_app using (units && (select access.units()));
create policy link_read on people.link for select to mizan_app
  using (exists (select 1 from people.record r where r.id = record_id));
create policy link_add on people.link for insert to mizan_app
  with check ((select access.may('people:register')) and exists (select 1 from people.record r where r.id = record_id));
create policy person_read on people.person for select to mizan_app
  using (exists (select 1 from people.link l where l.person_id = id and l.until is null));
create policy person_add on people.person for insert to mizan_app with check ((select access.may('people:register')));

-- A record says what its source said. Only the list of units that may see it can grow.
create function people.keep_record() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if (to_jsonb(new) - 'units') is distinct from (to_jsonb(old) - 'units') or not (new.units @> old.units) then
    raise exception 'A source record is never changed' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger keep_record before update on people.record for each row execute function people.keep_record();
