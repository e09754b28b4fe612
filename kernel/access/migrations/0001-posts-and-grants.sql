-- needs: units identity audit
-- Who may do what, where, and until when. A grant is a post held in a unit by an account for a time.
create schema access;
grant usage on schema access to mizan_app, mizan_auth;

create table access.post (
  code text primary key,
  title_en text not null,
  title_ur text not null,
  hierarchy text,
  reach text not null check (reach in ('own', 'below', 'jurisdiction', 'none')),
  permissions text[] not null,
  desk boolean not null default false
);
comment on table access.post is 'A post and its permissions, as the modules declare them (written at migration from code)';
comment on column access.post.reach is 'own: the unit itself; below: it and all under it in the hierarchy; jurisdiction: every unit of its province; none: no case or person data';
comment on column access.post.desk is 'Sits at one counter all day: its session may rest for thirty minutes, others for fifteen';

create table access.permission (
  code text primary key,
  text_en text not null,
  text_ur text not null
);
comment on table access.permission is 'What a permission allows, in both languages (written at migration from code)';

create table access.grant (
  id uuid primary key default gen_random_uuid(),
  account_id uuid not null references identity.account,
  post_code text not null references access.post,
  unit_id integer not null references units.unit,
  extra_permissions text[] not null default '{}',
  valid_from timestamptz not null default clock_timestamp(),
  valid_to timestamptz,
  delegated_by uuid references identity.account,
  proposed_by uuid references identity.account,
  proposed_at timestamptz,
  proposed_in uuid,
  proposed_under uuid references access.grant,
  approved_by uuid references identity.account,
  approved_at timestamptz,
  approved_in uuid,
  refused_at timestamptz,
  revoked_at timestamptz,
  revoked_by uuid references identity.account,
  reason text,
  closing_reason text,
  check (proposed_by is null or approved_by is null or proposed_by <> approved_by),
  check (proposed_in is null or approved_in is null or proposed_in <> approved_in),
  check (account_id <> proposed_by and account_id <> approved_by),
  check (delegated_by is null or delegated_by <> account_id)
);
comment on table access.grant is 'A post held in a unit by an account, from one day to another';
comment on column access.grant.delegated_by is 'Whose post this stands in for during an absence; that person and the delegate never count as two (SEC-5)';
comment on column access.grant.proposed_in is 'Session the proposal was made in; the approval must come from another';
comment on column access.grant.proposed_under is 'Grant the proposer acted under, to know whether it was held for another';
comment on column access.grant.approved_by is 'The second person; a grant without one gives nothing. Empty only for grants made by the installer or a service';
create index grant_by_account on access.grant (account_id);
create index grant_by_unit on access.grant (unit_id);
create index grant_waiting on access.grant (proposed_at)
  where proposed_by is not null and approved_by is null and refused_at is null and revoked_at is null;

create table access.break_glass (
  id uuid primary key default gen_random_uuid(),
  account_id uuid not null references identity.account,
  grant_id uuid not null references access.grant,
  unit_id integer not null references units.unit,
  reason text not null check (length(reason) >= 15),
  opened_at timestamptz not null default clock_timestamp(),
  ends_at timestamptz not null,
  closed_at timestamptz,
  reviewed_by uuid references identity.account,
  reviewed_at timestamptz,
  finding text check (finding in ('justified', 'not-justified')),
  review_note text,
  noticed_by uuid references identity.account,
  noticed_at timestamptz,
  check (reviewed_by <> account_id),
  check (noticed_by <> account_id),
  check (ends_at <= opened_at + interval '60 minutes')
);
comment on table access.break_glass is 'Entry beyond one''s grant in an emergency: with a reason, for an hour at most, told to the supervisor at once, reviewed within 72 hours';
create index break_glass_by_grant on access.break_glass (grant_id, ends_at);
create index break_glass_unreviewed on access.break_glass (opened_at) where reviewed_at is null;

-- What the current transaction stands as. Evaluated once a query when written as (select access.units()).
create function access.units() returns integer[] language sql stable parallel safe
  return coalesce(nullif(current_setting('mizan.units', true), '')::integer[], '{}'::integer[]);
create function access.may(permission text) returns boolean language sql stable parallel safe
  return permission = any (coalesce(nullif(current_setting('mizan.permissions', true), '')::text[], '{}'::text[]));
create function access.account() returns uuid language sql stable parallel safe
  return nullif(current_setting('mizan.account', true), '')::uuid;
create function access.unit() returns integer language sql stable parallel safe
  return nullif(current_setting('mizan.unit', true), '')::integer;
create function access.jurisdiction() returns text language sql stable parallel safe
  return coalesce(current_setting('mizan.jurisdiction', true), '');

-- Opens the door: reads the grant, and sets for this transaction alone who acts, for what, over which units. The settings
-- end with the transaction, so a pooled connection can never serve the next caller with them.
create function access.enter(p_account uuid, p_grant uuid, p_purpose text, p_request uuid)
returns table (post text, unit_id integer, jurisdiction text, permissions text[], units integer[])
language plpgsql security definer set search_path = pg_catalog as $$
declare
  held record;
  reached integer[];
begin
  select g.post_code, g.unit_id as unit, u.jurisdiction as province, p.hierarchy, p.reach,
         p.permissions || g.extra_permissions as may
    into held
    from access.grant g
    join access.post p on p.code = g.post_code
    join units.unit u on u.id = g.unit_id
    join identity.account a on a.id = g.account_id
   where g.id = p_grant and g.account_id = p_account and a.disabled_at is null
     and g.revoked_at is null and g.refused_at is null and g.valid_from <= now() and (g.valid_to is null or g.valid_to > now())
     and (g.proposed_by is null or g.approved_by is not null);
  if not found then
    perform set_config('mizan.account', coalesce(p_account::text, ''), true),
            set_config('mizan.request', coalesce(p_request::text, ''), true);
    return;
  end if;
  if held.reach = 'none' then reached := '{}';
  elsif held.reach = 'own' then reached := array[held.unit];
  elsif held.reach = 'below' then
    select array_agg(id) into reached from (
      select held.unit as id union
      select r.descendant_id from units.reach r where r.hierarchy = held.hierarchy and r.ancestor_id = held.unit) below;
  else
    select array_agg(u.id) into reached from units.unit u where u.jurisdiction = held.province;
  end if;
  select coalesce(reached, '{}') || coalesce(array_agg(b.unit_id), '{}') into reached from access.break_glass b
    where b.account_id = p_account and b.grant_id = p_grant and b.closed_at is null and b.ends_at > now();
  perform set_config('mizan.account', p_account::text, true),
          set_config('mizan.grant', p_grant::text, true),
          set_config('mizan.unit', held.unit::text, true),
          set_config('mizan.jurisdiction', held.province, true),
          set_config('mizan.units', reached::text, true),
          set_config('mizan.permissions', held.may::text, true),
          set_config('mizan.purpose', coalesce(p_purpose, ''), true),
          set_config('mizan.request', coalesce(p_request::text, ''), true);
  return query select held.post_code::text, held.unit::integer, held.province::text, held.may::text[], reached;
end $$;

-- Puts a table under guard: row-level security on and forced, the owner's own policy (for definer functions on servers where
-- the owner is no superuser), and the application's verbs. The policies that say which rows come from the caller.
create function access.protect(target regclass, verbs text default 'select, insert, update') returns void
language plpgsql as $$
begin
  execute format('alter table %s enable row level security', target);
  execute format('alter table %s force row level security', target);
  execute format('create policy owner_all on %s for all to current_user using (true) with check (true)', target);
  execute format('grant %s on %s to mizan_app', verbs, target);
end $$;
revoke execute on function access.protect from public;

-- A unit's name is public inside the system; changing the order of units is not.
select access.protect('units.unit'), access.protect('units.name'), access.protect('units.edge', 'select, insert, update, delete'),
       access.protect('units.reach', 'select');
create policy unit_read on units.unit for select to mizan_app using (true);
create policy unit_add on units.unit for insert to mizan_app with check (access.may('units:edit'));
create policy unit_change on units.unit for update to mizan_app using (access.may('units:edit'));
create policy name_read on units.name for select to mizan_app using (true);
create policy name_add on units.name for insert to mizan_app with check (access.may('units:edit'));
create policy name_change on units.name for update to mizan_app using (access.may('units:edit'));
create policy edge_read on units.edge for select to mizan_app using (true);
create policy edge_add on units.edge for insert to mizan_app with check (access.may('units:edit'));
create policy edge_change on units.edge for update to mizan_app using (access.may('units:edit'));
create policy edge_drop on units.edge for delete to mizan_app using (access.may('units:edit'));
create policy reach_read on units.reach for select to mizan_app using (true);
grant select on units.current_unit to mizan_app;

select access.protect('access.post', 'select'), access.protect('access.permission', 'select'), access.protect('access.grant'), access.protect('access.break_glass'),
       access.protect('identity.account');
create policy post_read on access.post for select to mizan_app using (true);
create policy permission_read on access.permission for select to mizan_app using (true);

-- One sees one's own grants; who manages access in a jurisdiction sees those of its units.
create policy grant_read on access.grant for select to mizan_app
  using (account_id = (select access.account())
    or ((select access.may('access:read')) and exists (
      select 1 from units.unit u where u.id = unit_id and u.jurisdiction = (select access.jurisdiction()))));
-- What was decided stays decided: a revoked or refused grant is proposed anew, never revived.
create function access.keep_grant() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if old.revoked_at is not null or old.refused_at is not null
    or (old.approved_by is not null and (new.approved_by, new.approved_at, new.approved_in)
        is distinct from (old.approved_by, old.approved_at, old.approved_in)) then
    raise exception 'A grant that was decided is never changed back' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger keep_grant before update on access.grant for each row execute function access.keep_grant();

create policy grant_add on access.grant for insert to mizan_app
  with check ((select access.may('access:propose')) and proposed_by = (select access.account()) and approved_by is null
    and account_id <> (select access.account()) and extra_permissions = '{}'
    and exists (select 1 from units.unit u where u.id = unit_id and u.jurisdiction = (select access.jurisdiction())));
-- To approve or refuse needs another person than the one who proposed; to revoke, either.
create policy grant_change on access.grant for update to mizan_app
  using (((select access.may('access:approve')) or (select access.may('access:propose'))) and exists (
      select 1 from units.unit u where u.id = unit_id and u.jurisdiction = (select access.jurisdiction())))
  with check (account_id <> (select access.account())
    and (approved_by is null or revoked_at is not null
      or (approved_by = (select access.account()) and (select access.may('access:approve')))));
revoke update on access.grant from mizan_app;
grant update (approved_by, approved_at, approved_in, refused_at, revoked_at, revoked_by, closing_reason) on access.grant to mizan_app;

create policy break_glass_read on access.break_glass for select to mizan_app
  using (account_id = (select access.account())
    or ((select access.may('access:notice-break-glass')) and unit_id = any ((select access.units())::integer[]))
    or (((select access.may('access:review-break-glass')) or (select access.may('access:read'))) and exists (
      select 1 from units.unit u where u.id = unit_id and u.jurisdiction = (select access.jurisdiction()))));
create policy break_glass_add on access.break_glass for insert to mizan_app
  with check (account_id = (select access.account()) and (select access.may('access:break-glass'))
    and exists (select 1 from units.unit u where u.id = unit_id and u.jurisdiction = (select access.jurisdiction())));
create policy break_glass_change on access.break_glass for update to mizan_app
  using (account_id = (select access.account())
    or ((select access.may('access:notice-break-glass')) and unit_id = any ((select access.units())::integer[]))
    or ((select access.may('access:review-break-glass')) and exists (
      select 1 from units.unit u where u.id = unit_id and u.jurisdiction = (select access.jurisdiction()))))
  with check ((noticed_by is null or noticed_by <> account_id)
    and (reviewed_by is null or account_id <> (select access.account())));
-- An entry once made keeps its reason, its unit and its hour, and a review once given stands.
create function access.keep_break_glass() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if (old.reviewed_at is not null and (new.reviewed_by, new.reviewed_at, new.finding, new.review_note)
        is distinct from (old.reviewed_by, old.reviewed_at, old.finding, old.review_note))
    or (old.reviewed_at is null and new.reviewed_at is not null
        and (new.reviewed_by is distinct from access.account() or not access.may('access:review-break-glass')))
    or (old.noticed_at is not null and (new.noticed_by, new.noticed_at) is distinct from (old.noticed_by, old.noticed_at))
    or (old.noticed_at is null and new.noticed_at is not null and new.noticed_by is distinct from access.account())
    or (old.closed_at is not null and new.closed_at is distinct from old.closed_at)
    or (new.closed_at is distinct from old.closed_at and new.account_id is distinct from access.account()) then
    raise exception 'An emergency entry is closed by its maker, noticed and reviewed once, by another'
      using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger keep_break_glass before update on access.break_glass for each row execute function access.keep_break_glass();
revoke update on access.break_glass from mizan_app;
grant update (closed_at, reviewed_by, reviewed_at, finding, review_note, noticed_by, noticed_at) on access.break_glass to mizan_app;

create policy account_read on identity.account for select to mizan_app using (access.account() is not null);
create policy account_add on identity.account for insert to mizan_app
  with check ((select access.may('identity:manage')) and kind = 'person');
create policy account_change on identity.account for update to mizan_app
  using ((select access.may('identity:manage')) and kind = 'person' and id <> (select access.account()));
revoke update on identity.account from mizan_app;
grant update (name_en, name_ur, disabled_at, second_factor) on identity.account to mizan_app;

-- The sign-in service reads who exists and may keep a person's choice of language.
grant select, update (language) on identity.account to mizan_auth;
create policy service_read on identity.account for select to mizan_auth using (true);
create policy service_language on identity.account for update to mizan_auth using (kind = 'person');

select audit.watch('access.post', 'code'), audit.watch('access.permission', 'code'), audit.watch('access.grant'), audit.watch('access.break_glass');

-- The audit is read by those whose job it is, within their jurisdiction; everyone sees what they did themselves.
create policy entry_read on audit.entry for select to mizan_app
  using (account_id = (select access.account())
    or ((select access.may('audit:read')) and jurisdiction in ((select access.jurisdiction()), 'PK')));

-- What a signed-in account may act as. For the sign-in service, which may read neither grants nor units. The later of the
-- asker's clock and the database's counts: two machines differ by milliseconds, and a grant just made must not be missed.
create function access.grants_in_force(p_account uuid, p_at timestamptz)
returns table (grant_id uuid, post text, title_en text, title_ur text, unit_id integer, unit_code text, unit_en text, unit_ur text,
  unit_kind text, jurisdiction text, permissions text[], desk boolean)
language sql stable security definer set search_path = pg_catalog as $$
  select g.id, p.code, p.title_en, p.title_ur, u.id, u.code, u.name_en, u.name_ur, u.kind, u.jurisdiction,
         p.permissions || g.extra_permissions, p.desk
    from access.grant g
    join access.post p on p.code = g.post_code
    join units.current_unit u on u.id = g.unit_id
    join identity.account a on a.id = g.account_id
   where g.account_id = p_account and a.disabled_at is null and a.kind = 'person'
     and g.revoked_at is null and g.refused_at is null and g.valid_from <= greatest(p_at, now())
     and (g.valid_to is null or g.valid_to > greatest(p_at, now()))
     and (g.proposed_by is null or g.approved_by is not null)
   order by g.valid_from, p.code, u.code
$$;
revoke execute on function access.grants_in_force from public;
grant execute on function access.grants_in_force to mizan_auth;

-- Administrators ask for enrolments and links, approvers grant them; neither ever reads a hash.
grant select (id, account_id, requested_by, requested_at, requested_in, requested_under, approved_by, approved_at, expires_at, used_at, cancelled_at),
      insert (id, account_id, first_half_hash, requested_by, requested_in, requested_under, expires_at),
      update (second_half_hash, approved_by, approved_at, cancelled_at) on identity.enrolment to mizan_app;
create policy enrolment_read on identity.enrolment for select to mizan_app
  using ((select access.may('access:read')) or account_id = (select access.account()));
create policy enrolment_add on identity.enrolment for insert to mizan_app
  with check ((select access.may('identity:manage')) and requested_by = (select access.account()) and approved_by is null);
create policy enrolment_change on identity.enrolment for update to mizan_app
  using ((select access.may('identity:manage')) or (select access.may('access:approve')))
  with check (cancelled_at is not null or ((select access.may('access:approve')) and approved_by = (select access.account())));

grant select, insert on identity.external_identity to mizan_app;
grant update (approved_by, approved_at, removed_at) on identity.external_identity to mizan_app;
create policy external_identity_read on identity.external_identity for select to mizan_app
  using ((select access.may('access:read')) or account_id = (select access.account()));
create policy external_identity_add on identity.external_identity for insert to mizan_app
  with check ((select access.may('identity:manage')) and proposed_by = (select access.account()) and approved_by is null and removed_at is null);
create policy external_identity_change on identity.external_identity for update to mizan_app
  using ((select access.may('identity:manage')) or (select access.may('access:approve')))
  with check (removed_at is not null or ((select access.may('access:approve')) and approved_by = (select access.account())));

-- The system's own actors, found by the process that carries out reactions before it stands as anyone.
create function access.service_actors() returns table (jurisdiction text, account_id uuid, grant_id uuid)
language sql stable security definer set search_path = pg_catalog as $$
  select u.jurisdiction, a.id, g.id from identity.account a
  join access.grant g on g.account_id = a.id and g.post_code = 'service' and g.revoked_at is null
  join units.unit u on u.id = g.unit_id where a.kind = 'service' and a.disabled_at is null
$$;
revoke execute on function access.service_actors from public;
grant execute on function access.service_actors to mizan_app;

-- Whether two grants are held by one person for another: a delegate and the one they stand in for are one pair of eyes (SEC-5).
create function access.stand_in_for_each_other(one uuid, other uuid) returns boolean
language sql stable security definer set search_path = pg_catalog as $$
  select exists (
    select 1 from access.grant a, access.grant b where a.id = one and b.id = other
      and (a.delegated_by in (b.account_id, b.delegated_by) or b.delegated_by = a.account_id))
$$;

-- What "who can see this, and why?" can be asked about. Each module adds its kinds in its own migration; the query gives the
-- units of one row, as that table's policy compares them, and is run by the owner with the row's identifier as $1.
create table access.subject_kind (
  code text primary key,
  text_en text not null,
  text_ur text not null,
  read_permission text not null,
  units_query text not null,
  position integer not null default 100
);
comment on table access.subject_kind is 'A kind of row whose readers can be listed';
comment on column access.subject_kind.units_query is 'SQL giving unit ids for $1 (text); nothing when there is no such row';
select access.protect('access.subject_kind', 'select');
create policy subject_kind_read on access.subject_kind for select to mizan_app using (true);
select audit.watch('access.subject_kind', 'code');
insert into access.subject_kind (code, text_en, text_ur, read_permission, units_query, position) values
  ('unit', 'Unit: a prison, station, office or court', 'یونٹ: جیل، تھانہ، دفتر یا عدالت', '',
   'select id from units.unit where code = $1', 10),
  ('case', 'Case', 'مقدمہ', 'cases:read', 'select unnest(units) from cases.case where id::text = $1', 20),
  ('person', 'Person', 'شخص', 'people:read',
   'select unnest(r.units) from people.link l join people.record r on r.id = l.record_id where l.person_id::text = $1 and l.until is null', 30),
  ('person-record', 'Source record of a person', 'شخص کا ماخذی اندراج', 'people:read',
   'select unnest(units) from people.record where id::text = $1', 40);

-- The units of a row. Given to one who may explain access in that row's jurisdiction, or whose own units are among them: to
-- anyone else the row does not exist.
create function access.units_of(p_kind text, p_id text) returns integer[]
language plpgsql stable security definer set search_path = pg_catalog as $$
declare
  query text;
  found_units integer[];
begin
  select k.units_query into query from access.subject_kind k where k.code = p_kind;
  if query is null then return null; end if;
  execute format('select array_agg(distinct u) from (%s) as units(u)', query) into found_units using p_id;
  if found_units is null then return null; end if;
  if not access.may('access:explain') then return null; end if;
  if found_units && access.units() then return found_units; end if;
  if access.may('access:read') and exists (select 1 from units.unit u where u.id = any (found_units)
      and u.jurisdiction = access.jurisdiction()) then return found_units; end if;
  return null;
end $$;

-- Every grant in force that reaches a row: through which of its units, and how.
create function access.who_reaches(p_kind text, p_id text)
returns table (grant_id uuid, account_id uuid, username text, name_en text, name_ur text, account_kind text, post text,
  title_en text, title_ur text, unit_id integer, reach text, hierarchy text, through_unit_id integer, path integer[],
  permission text, valid_from timestamptz, valid_to timestamptz, delegated_by uuid)
language sql stable security definer set search_path = pg_catalog as $$
  with recursive subject as (
    select unnest(access.units_of(p_kind, p_id)) as id
  ), needed as (
    select nullif(k.read_permission, '') as permission from access.subject_kind k where k.code = p_kind
  ), edge as (
    select e.hierarchy, e.child_id, e.parent_id from units.edge e
     where e.valid_from <= current_date and (e.valid_to is null or e.valid_to > current_date)
  ), up as (
    select s.id as subject_id, h.hierarchy, s.id as ancestor_id, array[s.id] as path
      from subject s, (select distinct e.hierarchy from edge e) h
    union all
    select up.subject_id, up.hierarchy, e.parent_id, e.parent_id || up.path
      from up join edge e on e.hierarchy = up.hierarchy and e.child_id = up.ancestor_id
     where e.parent_id <> all (up.path)
  ), held as (
    select g.id, g.account_id, g.post_code, g.unit_id, g.valid_from, g.valid_to, g.delegated_by, p.title_en, p.title_ur,
           p.hierarchy, p.reach, u.jurisdiction
      from access.grant g join access.post p on p.code = g.post_code join units.unit u on u.id = g.unit_id, needed n
     where g.revoked_at is null and g.refused_at is null and g.valid_from <= now() and (g.valid_to is null or g.valid_to > now())
       and (g.proposed_by is null or g.approved_by is not null)
       and p.reach <> 'none' and (n.permission is null or n.permission = any (p.permissions || g.extra_permissions))
  ), reaching as (
    select h.*, s.id as through_id, array[s.id] as way from held h join subject s on s.id = h.unit_id
     where h.reach in ('own', 'below')
    union all
    select h.*, up.subject_id, up.path from held h
      join up on up.ancestor_id = h.unit_id and up.hierarchy = h.hierarchy and up.subject_id <> up.ancestor_id
     where h.reach = 'below'
    union all
    select h.*, s.id, '{}'::integer[] from held h join subject s on true join units.unit su on su.id = s.id
     where h.reach = 'jurisdiction' and su.jurisdiction = h.jurisdiction
  )
  select r.id, r.account_id, a.username, a.name_en, a.name_ur, a.kind, r.post_code, r.title_en, r.title_ur, r.unit_id, r.reach,
         r.hierarchy, r.through_id, r.way, n.permission, r.valid_from, r.valid_to, r.delegated_by
    from reaching r join identity.account a on a.id = r.account_id, needed n
   where a.disabled_at is null
   order by a.kind, r.title_en, a.name_en, r.id, r.through_id
$$;

-- Emergency entries into the units of a row, open or past.
create function access.entries_into(p_kind text, p_id text)
returns table (id uuid, account_id uuid, name_en text, name_ur text, unit_id integer, reason text, opened_at timestamptz,
  ends_at timestamptz, closed_at timestamptz, reviewed_at timestamptz, finding text)
language sql stable security definer set search_path = pg_catalog as $$
  select b.id, b.account_id, a.name_en, a.name_ur, b.unit_id, b.reason, b.opened_at, b.ends_at, b.closed_at, b.reviewed_at, b.finding
    from access.break_glass b join identity.account a on a.id = b.account_id
   where b.unit_id = any (access.units_of(p_kind, p_id))
   order by b.opened_at desc limit 200
$$;
revoke execute on function access.stand_in_for_each_other, access.units_of, access.who_reaches, access.entries_into from public;
grant execute on function access.stand_in_for_each_other, access.units_of, access.who_reaches, access.entries_into to mizan_app;
