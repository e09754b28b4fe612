-- needs: people
-- Registers brought in from a file. Every row of the file is kept as it was written, whatever became of it; a row that was
-- imported once is never imported again, under whatever file it comes back.
create table custody.register_import (
  id uuid primary key default gen_random_uuid(),
  jurisdiction text not null,
  prison_id integer not null references units.unit,
  file_name text not null,
  sha256 text not null,
  header jsonb not null,
  judged_on date not null,
  state text not null default 'open' check (state in ('open', 'importing', 'done')),
  rows_total integer not null default 0,
  rows_done integer not null default 0,
  skipped jsonb not null default '[]',
  started_at timestamptz,
  ended_at timestamptz,
  created_by uuid default access.account(),
  created_at timestamptz not null default clock_timestamp()
);
comment on table custody.register_import is 'A prison register brought in from a file, with the meaning given to its columns';
comment on column custody.register_import.header is 'Header row, titles and column mapping as proposed and corrected';
comment on column custody.register_import.judged_on is 'The day its dates are judged on: that its title names, or that of the import';
comment on column custody.register_import.skipped is 'Lines that hold no prisoner, by kind';
create index register_import_by_prison on custody.register_import (prison_id, created_at desc);
create index register_import_same_file on custody.register_import (prison_id, sha256);

create table custody.register_file (
  import_id uuid primary key references custody.register_import,
  jurisdiction text not null,
  prison_id integer not null references units.unit,
  content bytea not null
);
comment on table custody.register_file is 'The file itself, so that an interrupted import resumes and what was read can be checked';

create table custody.register_row (
  id uuid primary key default gen_random_uuid(),
  jurisdiction text not null,
  prison_id integer not null references units.unit,
  import_id uuid not null references custody.register_import,
  row integer not null check (row > 0),
  line integer not null,
  key text not null,
  outcome text not null check (outcome in ('imported', 'rejected', 'duplicate')),
  reasons text[] not null default '{}',
  warnings text[] not null default '{}',
  of integer,
  repeats uuid references custody.register_row,
  cells text[] not null,
  record jsonb not null,
  unread jsonb not null default '[]',
  no_date text,
  fixed boolean not null default false,
  imprisonment_id uuid references custody.imprisonment,
  created_at timestamptz not null default clock_timestamp(),
  unique (import_id, row),
  check ((outcome = 'imported') = (imprisonment_id is not null))
);
comment on table custody.register_row is 'One prisoner of an imported register as written: every column, also those the system does not know';
comment on column custody.register_row.of is 'The row it repeats; in the earlier import when repeats is given';
comment on column custody.register_row.no_date is 'Why no date of release could be computed from what the row says';
create unique index register_row_once on custody.register_row (prison_id, key) where imprisonment_id is not null;
create index register_row_by_outcome on custody.register_row (import_id, outcome, row);
create index register_row_by_imprisonment on custody.register_row (imprisonment_id);

select audit.watch('custody.register_import'), audit.watch('custody.register_row');
select access.protect('custody.register_import'), access.protect('custody.register_file', 'select, insert'), access.protect('custody.register_row');
do $$
declare each text;
begin
  foreach each in array array['register_import', 'register_file', 'register_row'] loop
    execute format('create policy %1$s_read on custody.%1$s for select to mizan_app
      using (prison_id = any ((select access.units())::integer[]) and (select access.may(''custody:import-register'')))', each);
    execute format('create policy %1$s_add on custody.%1$s for insert to mizan_app
      with check (prison_id = any ((select access.units())::integer[]) and (select access.may(''custody:import-register'')))', each);
    if each <> 'register_file' then
      execute format('create policy %1$s_change on custody.%1$s for update to mizan_app
        using (prison_id = any ((select access.units())::integer[]) and (select access.may(''custody:import-register'')))', each);
    end if;
  end loop;
  -- What a register says is written into the prison's own books by who may import it.
  foreach each in array array['imprisonment', 'warrant', 'counter'] loop
    execute format('create policy %1$s_import on custody.%1$s for insert to mizan_app
      with check (prison_id = any ((select access.units())::integer[]) and (select access.may(''custody:import-register'')))', each);
  end loop;
end $$;
create policy counter_import_read on custody.counter for select to mizan_app
  using (prison_id = any ((select access.units())::integer[]) and (select access.may('custody:import-register')));
create policy counter_import_change on custody.counter for update to mizan_app
  using (prison_id = any ((select access.units())::integer[]) and (select access.may('custody:import-register')));

-- What the person registry must know of the prison before it makes two persons one: when each record's bearer was held where, and
-- which dates of liberty hang on it. For matching, reviewers and law officers; nobody else is answered.
create function custody.spells_of_records(p_records uuid[])
returns table (record_id uuid, prison text, held_from date, held_to date)
language sql stable security definer set search_path = pg_catalog as $$
  select i.record_id, u.code, (i.admitted_at at time zone 'Asia/Karachi')::date, (i.released_at at time zone 'Asia/Karachi')::date
    from custody.imprisonment i join units.unit u on u.id = i.prison_id
   where i.record_id = any (p_records) and i.jurisdiction = access.jurisdiction()
     and (access.may('people:match') or access.may('people:review') or access.may('people:release-held'))
$$;
create function custody.dates_of_persons(p_persons uuid[])
returns table (imprisonment_id uuid, kind text, due date, number integer, year integer, prison_en text, prison_ur text)
language sql stable security definer set search_path = pg_catalog as $$
  with whole as (select i.*, u.name_en, u.name_ur from custody.imprisonment i join units.current_unit u on u.id = i.prison_id
    where i.person_id = any (p_persons) and i.jurisdiction = access.jurisdiction()
      and (access.may('people:match') or access.may('people:review') or access.may('people:release-held')))
  -- One imprisonment alone is not touched by who else its bearer is; two are: earlier convictions, sentences, bail.
  select w.id, d.kind, d.due, w.number, w.year, w.name_en, w.name_ur
    from whole w cross join lateral (
      select 'bail'::text as kind, min(b.eligible_from) as due from custody.bail_clock b
       where b.imprisonment_id = w.id and b.superseded_at is null and b.standing = 'counting' having min(b.eligible_from) is not null
      union all
      select 'release', r.due_release from custody.release_date r
       where r.imprisonment_id = w.id and r.state in ('computed', 'proposed', 'confirmed')) d
   where w.state = 'in' and (select count(distinct person_id) from whole) > 1
   order by w.year, w.number, d.kind
$$;
revoke execute on function custody.spells_of_records, custody.dates_of_persons from public;
grant execute on function custody.spells_of_records, custody.dates_of_persons to mizan_app;
