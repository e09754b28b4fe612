-- needs: access audit units people cases
-- What is known of every file: what it is, whose it is, who may see it, and every version it ever had. The bytes lie in the
-- document store under their SHA-256; a row is written only after they are there.
create schema documents;
grant usage on schema documents to mizan_app;

create table documents.document (
  id uuid primary key,
  jurisdiction text not null,
  kind text not null check (kind ~ '^[a-z-]+\.[a-z0-9-]+$'),
  title_en text not null check (length(title_en) between 1 and 300),
  title_ur text not null check (length(title_ur) between 1 and 300),
  case_id uuid references cases.case,
  person_id uuid references people.person,
  unit_id integer not null references units.unit,
  units integer[] not null,
  needs text,
  current_version integer not null default 1,
  created_by uuid not null default access.account(),
  created_at timestamptz not null default clock_timestamp(),
  check (unit_id = any (units))
);
comment on table documents.document is 'A document of a case or a person, or of a unit itself';
comment on column documents.document.kind is 'module.kind: custody.release-order; its name is document.<kind> in that module''s texts';
comment on column documents.document.unit_id is 'Unit that issued or took in the document';
comment on column documents.document.units is 'Units that may see it';
comment on column documents.document.needs is 'Permission without which the document does not exist for the reader, such as a medical one';
create index document_by_case on documents.document (case_id, created_at) where case_id is not null;
create index document_by_person on documents.document (person_id, created_at) where person_id is not null;
create index document_by_units on documents.document using gin (units);

create table documents.version (
  document_id uuid not null references documents.document,
  n integer not null check (n >= 1),
  jurisdiction text not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  size integer not null check (size > 0),
  media_type text not null,
  file_name text not null,
  scan text not null check (scan in ('own', 'unscanned', 'clean', 'infected')),
  scan_signature text,
  scanned_at timestamptz,
  rendered_from text,
  created_by uuid not null default access.account(),
  created_at timestamptz not null default clock_timestamp(),
  primary key (document_id, n)
);
comment on table documents.version is 'One state of a document''s file, never changed afterwards';
comment on column documents.version.sha256 is 'Of the file as it came; also its place in the document store';
comment on column documents.version.media_type is 'By content, not by name';
comment on column documents.version.scan is 'own: made by the system itself; unscanned: no scanner has looked yet; infected files lie in quarantine and are never given out';
comment on column documents.version.rendered_from is 'Template and SHA-256 of template and data, for a document the system made';
create index version_by_digest on documents.version (sha256);
create index version_unscanned on documents.version (created_at) where scan = 'unscanned';

create table documents.verification (
  token_hash text primary key check (token_hash ~ '^[0-9a-f]{64}$'),
  jurisdiction text not null,
  document_id uuid not null,
  version integer not null,
  number text not null check (length(number) between 1 and 60),
  issued_by integer not null references units.unit,
  issued_at timestamptz not null default clock_timestamp(),
  fingerprint text not null,
  replaced_at timestamptz,
  revoked_at timestamptz,
  revoked_by uuid,
  revoked_reason text,
  foreign key (document_id, version) references documents.version (document_id, n)
);
comment on table documents.verification is 'What anyone may learn of an issued document who holds its code';
comment on column documents.verification.token_hash is 'SHA-256 of the code printed on the document; the code itself is stored nowhere';
comment on column documents.verification.fingerprint is 'Shortened SHA-256 of template and data as printed in the footer';
comment on column documents.verification.replaced_at is 'When a later version of the same document was issued';
create index verification_by_document on documents.verification (document_id);

create table documents.series (
  unit_id integer not null references units.unit,
  jurisdiction text not null,
  series text not null,
  year integer not null,
  last integer not null,
  primary key (unit_id, series, year)
);
comment on table documents.series is 'Last number given in a unit''s yearly series of documents; a number given in a transaction that fails is given again';

select audit.watch('documents.document'), audit.watch('documents.version', 'document_id'),
       audit.watch('documents.verification', 'document_id'), audit.watch('documents.series', 'unit_id');
select access.protect('documents.document'), access.protect('documents.version'), access.protect('documents.verification'),
       access.protect('documents.series');

create policy document_read on documents.document for select to mizan_app
  using (units && (select access.units()) and (select access.may('documents:read')) and (needs is null or access.may(needs)));
create policy document_add on documents.document for insert to mizan_app
  with check ((select access.may('documents:add')) and unit_id = any ((select access.units())::integer[])
    and (case_id is null or exists (select 1 from cases.case c where c.id = case_id))
    and (person_id is null or exists (select 1 from people.person p where p.id = person_id)));
create policy document_change on documents.document for update to mizan_app
  using (units && (select access.units()) and (select access.may('documents:add')) and (needs is null or access.may(needs)));
-- What a document is and whose it is stays; its versions grow and more units may be let in.
revoke update on documents.document from mizan_app;
grant update (current_version, units, title_en, title_ur) on documents.document to mizan_app;

create policy version_read on documents.version for select to mizan_app
  using (exists (select 1 from documents.document d where d.id = document_id));
create policy version_add on documents.version for insert to mizan_app
  with check ((select access.may('documents:add')) and created_by = (select access.account())
    and exists (select 1 from documents.document d where d.id = document_id));
create policy version_scan on documents.version for update to mizan_app
  using ((select access.may('documents:scan')) and jurisdiction = (select access.jurisdiction()));
revoke update on documents.version from mizan_app;
grant update (scan, scan_signature, scanned_at) on documents.version to mizan_app;
-- The scanner's service sees every file of its province that waits, also those a permission guards.
create policy version_waiting on documents.version for select to mizan_app
  using ((select access.may('documents:scan')) and jurisdiction = (select access.jurisdiction()));

create policy verification_read on documents.verification for select to mizan_app
  using (exists (select 1 from documents.document d where d.id = document_id));
create policy verification_add on documents.verification for insert to mizan_app
  with check ((select access.may('documents:add')) and exists (select 1 from documents.document d where d.id = document_id));
create policy verification_change on documents.verification for update to mizan_app
  using (issued_by = any ((select access.units())::integer[]) and exists (select 1 from documents.document d where d.id = document_id));
revoke update on documents.verification from mizan_app;
grant update (replaced_at, revoked_at, revoked_by, revoked_reason) on documents.verification to mizan_app;
create function documents.keep_verification() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if old.revoked_at is not null and (new.revoked_at, new.revoked_by, new.revoked_reason)
      is distinct from (old.revoked_at, old.revoked_by, old.revoked_reason) then
    raise exception 'A revoked document stays revoked' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger keep_verification before update on documents.verification
  for each row execute function documents.keep_verification();

create policy series_read on documents.series for select to mizan_app using (unit_id = any ((select access.units())::integer[]));
create policy series_add on documents.series for insert to mizan_app
  with check ((select access.may('documents:add')) and unit_id = any ((select access.units())::integer[]));
create policy series_change on documents.series for update to mizan_app
  using ((select access.may('documents:add')) and unit_id = any ((select access.units())::integer[]));

-- What anyone may be told who holds a document's code: never what it says or whom it is about.
create function documents.verify(p_token_hash text)
returns table (number text, kind text, issuer_en text, issuer_ur text, issued_at timestamptz, sha256 text, size integer,
  fingerprint text, replaced_at timestamptz, revoked_at timestamptz)
language sql stable security definer set search_path = pg_catalog as $$
  select v.number, d.kind, u.name_en, u.name_ur, v.issued_at, f.sha256, f.size, v.fingerprint, v.replaced_at, v.revoked_at
    from documents.verification v
    join documents.document d on d.id = v.document_id
    join documents.version f on f.document_id = v.document_id and f.n = v.version
    join units.current_unit u on u.id = v.issued_by
   where v.token_hash = p_token_hash
$$;
revoke execute on function documents.verify from public;
grant execute on function documents.verify to mizan_app;

-- Which of these contents some version still needs. Asked by the sweeper, which may see no document itself.
create function documents.needed(p_sha256 text[]) returns setof text
language sql stable security definer set search_path = pg_catalog as $$
  select distinct v.sha256 from documents.version v where access.may('documents:sweep') and v.sha256 = any (p_sha256)
$$;
revoke execute on function documents.needed from public;
grant execute on function documents.needed to mizan_app;

insert into access.subject_kind (code, text_en, text_ur, read_permission, units_query, position) values
  ('document', 'Document', 'دستاویز', 'documents:read', 'select unnest(units) from documents.document where id::text = $1', 50);
