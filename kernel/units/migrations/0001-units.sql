-- needs: audit
-- Provinces, districts, police stations, offices, courts and prisons, and the several orders they stand in. Names and edges
-- carry dates: a district that is split today must not rewrite what happened in it last year.
create schema units;
grant usage on schema units to mizan_app, mizan_auth;

create table units.unit (
  id integer generated always as identity primary key,
  code text not null unique,
  kind text not null,
  jurisdiction text not null,
  valid_from date not null,
  valid_to date,
  attributes jsonb not null default '{}',
  check (valid_to is null or valid_to > valid_from)
);
comment on table units.unit is 'A place or office of the justice system';
comment on column units.unit.code is 'Stable readable code, such as PRS-KHI-C';
comment on column units.unit.kind is 'province, district, police-station, prosecution-office, sessions-court, prison …';
comment on column units.unit.jurisdiction is 'Province (ISO 3166-2, PK-SD) or PK for the federation: policing, prisons and prosecution are provincial, and so is their data';
comment on column units.unit.attributes is 'Kind-specific facts: capacity of a prison, weekly days off of a court';
create index unit_by_kind on units.unit (jurisdiction, kind);

create table units.name (
  unit_id integer not null references units.unit,
  valid_from date not null,
  valid_to date,
  en text not null,
  ur text not null,
  primary key (unit_id, valid_from)
);
comment on table units.name is 'What a unit is called, in both languages, and since when';

create table units.edge (
  hierarchy text not null check (hierarchy in ('territory', 'police', 'prosecution', 'court', 'prison')),
  child_id integer not null references units.unit,
  parent_id integer not null references units.unit,
  valid_from date not null,
  valid_to date,
  primary key (hierarchy, child_id, valid_from),
  check (child_id <> parent_id),
  check (valid_to is null or valid_to > valid_from)
);
comment on table units.edge is 'Who stands under whom, in which order, since when';
create index edge_by_parent on units.edge (hierarchy, parent_id);

-- Who is below whom today, so that a request needs one index scan and no recursion.
create table units.reach (
  hierarchy text not null,
  ancestor_id integer not null references units.unit,
  descendant_id integer not null references units.unit,
  primary key (hierarchy, ancestor_id, descendant_id)
);
comment on table units.reach is 'Computed: every unit below a unit as of the last refresh';

create function units.refresh_reach(as_of date default current_date) returns integer
language plpgsql security definer set search_path = pg_catalog as $$
declare made integer;
begin
  delete from units.reach;
  insert into units.reach (hierarchy, ancestor_id, descendant_id)
  with recursive edge as (
    select hierarchy, child_id, parent_id from units.edge
    where valid_from <= as_of and (valid_to is null or valid_to > as_of)
  ), walk as (
    select hierarchy, parent_id as ancestor_id, child_id as descendant_id from edge
    union
    select w.hierarchy, w.ancestor_id, e.child_id from walk w join edge e
      on e.hierarchy = w.hierarchy and e.parent_id = w.descendant_id
  )
  select * from walk where ancestor_id <> descendant_id;
  get diagnostics made = row_count;
  return made;
end $$;

-- The current name in both languages; most queries want just this.
create view units.current_unit with (security_invoker = true) as
select u.id, u.code, u.kind, u.jurisdiction, n.en as name_en, n.ur as name_ur, u.attributes, u.valid_from, u.valid_to
from units.unit u
join lateral (
  select en, ur from units.name n where n.unit_id = u.id order by (n.valid_from <= current_date) desc,
    case when n.valid_from <= current_date then n.valid_from end desc nulls last, n.valid_from limit 1
) n on true;
comment on view units.current_unit is 'Units with the name in force today';

select audit.watch('units.unit');
select audit.watch('units.name', 'unit_id');
select audit.watch('units.edge', 'child_id');
