-- needs: documents
-- A prisoner's photograph: a document of the person, and which one was taken for which imprisonment.
create table custody.photo (
  id uuid primary key default gen_random_uuid(),
  jurisdiction text not null,
  prison_id integer not null references units.unit,
  imprisonment_id uuid not null references custody.imprisonment,
  document_id uuid not null references documents.document,
  taken_by uuid default access.account(),
  taken_at timestamptz not null default clock_timestamp()
);
comment on table custody.photo is 'A photograph taken of a prisoner; the latest is shown, earlier ones stay';
create index photo_by_imprisonment on custody.photo (imprisonment_id, taken_at desc);
select audit.watch('custody.photo');
select access.protect('custody.photo', 'select, insert');
create policy photo_read on custody.photo for select to mizan_app
  using (prison_id = any ((select access.units())::integer[]) and (select access.may('custody:read-prisoner')));
create policy photo_add on custody.photo for insert to mizan_app
  with check (prison_id = any ((select access.units())::integer[]) and (select access.may('custody:admit')));
