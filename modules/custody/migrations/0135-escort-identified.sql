-- needs: documents
-- Who was told apart at each point of the way by the code of their own copy or by their number, and not only counted; and of which
-- vehicle a printed sheet is, so that a sheet of another vehicle or an earlier one is named when its code is read.
alter table custody.escort_count add column identified boolean not null default false;
comment on column custody.escort_count.identified is 'Found by the code of the prisoner''s own copy, or by the number they gave, at this point; otherwise only counted';
alter table custody.escort_count add constraint escort_count_identified_here check (not identified or state = 'here');

create table custody.escort_sheet (
  document_id uuid primary key references documents.document,
  jurisdiction text not null,
  prison_id integer not null references units.unit,
  run_id uuid not null,
  issued_by uuid default access.account(),
  issued_at timestamptz not null default clock_timestamp(),
  foreign key (run_id, prison_id) references custody.escort_run (id, prison_id)
);
comment on table custody.escort_sheet is 'The sheets printed for a vehicle on its way; the latest says who rides in it';
create index escort_sheet_by_run on custody.escort_sheet (run_id, issued_at desc);
select audit.watch('custody.escort_sheet', 'document_id');
select access.protect('custody.escort_sheet', 'select, insert');
create policy escort_sheet_read on custody.escort_sheet for select to mizan_app
  using (prison_id = any ((select access.units())::integer[]) and (select access.may('custody:read-escort')));
create policy escort_sheet_add on custody.escort_sheet for insert to mizan_app
  with check (prison_id = any ((select access.units())::integer[]) and (select access.may('custody:plan-escort')));

-- Whose copy a code leads to.
create index own_copy_by_document on custody.own_copy (document_id);
