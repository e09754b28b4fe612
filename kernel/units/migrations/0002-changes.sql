-- needs: audit
-- Changes made on screen: a day is a day in Pakistan, whoever edits stays within their province, and who stands below whom
-- follows every change at once.

-- The server counts in UTC; a district that begins on 1 July begins at midnight in Pakistan and not at five in the morning.
create function units.today() returns date language sql stable parallel safe
  return (now() at time zone 'Asia/Karachi')::date;

create or replace view units.current_unit with (security_invoker = true) as
select u.id, u.code, u.kind, u.jurisdiction, n.en as name_en, n.ur as name_ur, u.attributes, u.valid_from, u.valid_to
from units.unit u
join lateral (
  select en, ur from units.name n where n.unit_id = u.id order by (n.valid_from <= units.today()) desc,
    case when n.valid_from <= units.today() then n.valid_from end desc nulls last, n.valid_from limit 1
) n on true;

-- Who stands below whom on a day, worked out from the edges.
create function units.reach_on(as_of date) returns table (hierarchy text, ancestor_id integer, descendant_id integer)
language sql stable set search_path = pg_catalog as $$
  with recursive edge as (
    select e.hierarchy, e.child_id, e.parent_id from units.edge e
    where e.valid_from <= as_of and (e.valid_to is null or e.valid_to > as_of)
  ), walk as (
    select edge.hierarchy, edge.parent_id as ancestor_id, edge.child_id as descendant_id from edge
    union
    select w.hierarchy, w.ancestor_id, edge.child_id from walk w join edge
      on edge.hierarchy = w.hierarchy and edge.parent_id = w.descendant_id
  )
  select w.hierarchy, w.ancestor_id, w.descendant_id from walk w where w.ancestor_id <> w.descendant_id
$$;

-- Writes only what differs, so that a refresh that changes nothing touches no row and blocks no reader's index.
drop function units.refresh_reach(date);
create function units.refresh_reach() returns integer
language plpgsql security definer set search_path = pg_catalog as $$
declare
  as_of date := units.today();
  gone integer;
  made integer;
begin
  perform pg_advisory_xact_lock(7214010);
  with reach as materialized (select * from units.reach_on(as_of)), dropped as (
    delete from units.reach old where not exists (
      select 1 from reach r where (r.hierarchy, r.ancestor_id, r.descendant_id) = (old.hierarchy, old.ancestor_id, old.descendant_id))
    returning 1
  ) select count(*) into gone from dropped;
  with added as (
    insert into units.reach (hierarchy, ancestor_id, descendant_id)
    select r.hierarchy, r.ancestor_id, r.descendant_id from units.reach_on(as_of) r on conflict do nothing returning 1
  ) select count(*) into made from added;
  return gone + made;
end $$;
comment on function units.refresh_reach is 'Makes units.reach what the edges of today say; returns how many rows changed. Takes no date: reach of another day would open today''s records to the wrong people';

-- Whoever may edit units does so in their own province; the federation's administrator in all. Beside the permission, which the
-- access folder adds, and not instead of it.
create policy unit_home on units.unit as restrictive for insert to mizan_app
  with check (current_setting('mizan.jurisdiction', true) in ('PK', jurisdiction));
create policy unit_home_change on units.unit as restrictive for update to mizan_app
  using (current_setting('mizan.jurisdiction', true) in ('PK', jurisdiction));
create policy name_home on units.name as restrictive for insert to mizan_app
  with check (exists (select 1 from units.unit u where u.id = unit_id
    and current_setting('mizan.jurisdiction', true) in ('PK', u.jurisdiction)));
create policy name_home_change on units.name as restrictive for update to mizan_app
  using (exists (select 1 from units.unit u where u.id = unit_id
    and current_setting('mizan.jurisdiction', true) in ('PK', u.jurisdiction)));
create policy edge_home on units.edge as restrictive for insert to mizan_app
  with check (exists (select 1 from units.unit u where u.id = child_id
    and current_setting('mizan.jurisdiction', true) in ('PK', u.jurisdiction)));
create policy edge_home_change on units.edge as restrictive for update to mizan_app
  using (exists (select 1 from units.unit u where u.id = child_id
    and current_setting('mizan.jurisdiction', true) in ('PK', u.jurisdiction)));
create policy edge_home_drop on units.edge as restrictive for delete to mizan_app
  using (exists (select 1 from units.unit u where u.id = child_id
    and current_setting('mizan.jurisdiction', true) in ('PK', u.jurisdiction)));
