-- needs:
-- What was done and read, and by whom. Written in the same transaction as the act itself, so that neither can exist without
-- the other. The grant is the policy: the application may add and, where it is allowed to, read; nobody may rewrite.
create schema audit;
grant usage on schema audit to mizan_app, mizan_auth;

create table audit.entry (
  n bigint generated always as identity,
  at timestamptz not null default clock_timestamp(),
  xid xid8 not null default pg_current_xact_id(),
  jurisdiction text not null default coalesce(nullif(current_setting('mizan.jurisdiction', true), ''), 'PK'),
  account_id uuid default nullif(current_setting('mizan.account', true), '')::uuid,
  grant_id uuid default nullif(current_setting('mizan.grant', true), '')::uuid,
  unit_id integer default nullif(current_setting('mizan.unit', true), '')::integer,
  request_id uuid default nullif(current_setting('mizan.request', true), '')::uuid,
  purpose text default nullif(current_setting('mizan.purpose', true), ''),
  act text not null,
  subject text not null,
  subject_ids text[] not null default '{}',
  detail jsonb not null default '{}',
  primary key (at, n)
) partition by range (at);
comment on table audit.entry is 'One thing done, read or refused';
comment on column audit.entry.n is 'Order of writing; rolled-back acts leave gaps, so it is not the order in the seal';
comment on column audit.entry.xid is 'Transaction that wrote the entry; the sealer takes only transactions that have ended';
comment on column audit.entry.act is 'insert, update, delete, read, refused, or a named act such as sign-in';
comment on column audit.entry.subject is 'Table written (custody.admission) or endpoint called (custody.get-prisoner)';
comment on column audit.entry.subject_ids is 'Identifiers of the rows written or shown';
comment on column audit.entry.detail is 'Changed columns before and after; for refusals the code';

create index entry_by_xid on audit.entry (xid, n);
create index entry_by_subject on audit.entry using gin (subject_ids);
create index entry_by_account on audit.entry (account_id, at desc);

-- Monthly partitions keep the table's indexes small for ever. The default one catches a clock that is far off.
create table audit.entry_other partition of audit.entry default;

create function audit.ensure_months(ahead integer default 12) returns integer
language plpgsql security definer set search_path = pg_catalog as $$
declare
  month date := date_trunc('month', now())::date;
  made integer := 0;
  name text;
begin
  for i in 0 .. ahead loop
    name := 'entry_' || to_char(month + make_interval(months => i), 'YYYY_MM');
    if to_regclass('audit.' || name) is null then
      execute format('create table audit.%I partition of audit.entry for values from (%L) to (%L)', name,
        (month + make_interval(months => i))::date, (month + make_interval(months => i + 1))::date);
      made := made + 1;
    end if;
  end loop;
  return made;
end $$;
select audit.ensure_months();

-- Records a write with only what changed. A column that was not touched is not copied, so that the log does not become a
-- second, less guarded store of every secret.
create function audit.record_write() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
declare
  old_row jsonb := case when tg_op = 'INSERT' then '{}'::jsonb else to_jsonb(old) end;
  new_row jsonb := case when tg_op = 'DELETE' then '{}'::jsonb else to_jsonb(new) end;
  before jsonb := '{}'; after jsonb := '{}';
  key text;
begin
  if tg_op = 'UPDATE' then
    select coalesce(jsonb_object_agg(o.key, o.value), '{}') into before
      from jsonb_each(old_row) o where o.value is distinct from new_row -> o.key;
    select coalesce(jsonb_object_agg(c.key, c.value), '{}') into after
      from jsonb_each(new_row) c where c.value is distinct from old_row -> c.key;
    if before = '{}' and after = '{}' then return null; end if;
  else
    before := old_row; after := new_row;
  end if;
  key := coalesce(new_row ->> tg_argv[0], old_row ->> tg_argv[0]);
  insert into audit.entry (act, subject, subject_ids, detail)
  values (lower(tg_op), tg_table_schema || '.' || tg_table_name, array[key],
          jsonb_strip_nulls(jsonb_build_object('before', nullif(before, '{}'), 'after', nullif(after, '{}'))));
  return null;
end $$;

-- Attaches the recording trigger to a table. `key` is the column that names its rows.
create function audit.watch(target regclass, key text default 'id') returns void
language plpgsql as $$
begin
  execute format('create trigger audit_write after insert or update or delete on %s
    for each row execute function audit.record_write(%L)', target, key);
end $$;
revoke execute on function audit.watch from public;

alter table audit.entry enable row level security;
alter table audit.entry force row level security;
grant insert on audit.entry to mizan_app, mizan_auth;
grant select on audit.entry to mizan_app;
create policy entry_add on audit.entry for insert to mizan_app, mizan_auth with check (true);
create policy entry_owner on audit.entry for all to current_user using (true) with check (true);
