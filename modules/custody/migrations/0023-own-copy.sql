-- needs: documents identity
-- The prisoner's own copy: one sheet in Urdu and English that says why and until when. Each one issued is kept, and whether it was
-- handed over and read out.
create table custody.own_copy (
  id uuid primary key default gen_random_uuid(),
  jurisdiction text not null,
  prison_id integer not null references units.unit,
  imprisonment_id uuid not null references custody.imprisonment,
  document_id uuid not null,
  version integer not null check (version > 0),
  number text not null,
  hash text not null,
  issued_by uuid not null default access.account() references identity.account,
  issued_at timestamptz not null default clock_timestamp(),
  handed_by uuid references identity.account,
  handed_at timestamptz,
  read_aloud boolean,
  check ((handed_at is null) = (handed_by is null) and (handed_at is null) = (read_aloud is null))
);
comment on table custody.own_copy is 'A statement given to a prisoner of their own sentence, remission, dates and rights';
comment on column custody.own_copy.hash is 'Fingerprint of what it says: when it differs from what would be said now, a new one is due';
comment on column custody.own_copy.read_aloud is 'Whether it was read out to the prisoner when it was handed over';
create index own_copy_by_imprisonment on custody.own_copy (imprisonment_id, issued_at desc);
select audit.watch('custody.own_copy');
select access.protect('custody.own_copy');
create policy own_copy_read on custody.own_copy for select to mizan_app
  using (prison_id = any ((select access.units())::integer[]) and (select access.may('custody:read-prisoner')));
create policy own_copy_add on custody.own_copy for insert to mizan_app
  with check (prison_id = any ((select access.units())::integer[]) and (select access.may('custody:issue-own-copy')));
create policy own_copy_change on custody.own_copy for update to mizan_app
  using (prison_id = any ((select access.units())::integer[]) and (select access.may('custody:issue-own-copy')));
create function custody.keep_own_copy() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if old.handed_at is not null or (to_jsonb(new) - array['handed_by', 'handed_at', 'read_aloud'])
      is distinct from (to_jsonb(old) - array['handed_by', 'handed_at', 'read_aloud']) or new.handed_by is distinct from access.account() then
    raise exception 'A copy that was issued is handed over once' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger keep_own_copy before update on custody.own_copy for each row execute function custody.keep_own_copy();
