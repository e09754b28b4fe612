-- What was certified of somebody's custody to a court or to counsel, and the indexes by which a prison's day is counted.
create table custody.certificate (
  id uuid primary key default gen_random_uuid(),
  jurisdiction text not null,
  prison_id integer not null references units.unit,
  imprisonment_id uuid not null,
  document_id uuid not null,
  version integer not null check (version > 0),
  number text not null,
  hash text not null,
  addressee text not null check (addressee <> ''),
  issued_by uuid not null default access.account() references identity.account,
  issued_at timestamptz not null default clock_timestamp(),
  foreign key (imprisonment_id, prison_id) references custody.imprisonment (id, prison_id)
);
comment on table custody.certificate is 'A custody certificate issued to a court or to counsel';
comment on column custody.certificate.hash is 'Fingerprint of what it says, without the day: when it differs from what would be said now, it is out of date';
comment on column custody.certificate.addressee is 'To whom: a court, an advocate';
create index certificate_by_imprisonment on custody.certificate (imprisonment_id, issued_at desc);
select audit.watch('custody.certificate');
select access.protect('custody.certificate', 'select, insert');
create policy certificate_read on custody.certificate for select to mizan_app
  using (prison_id = any ((select access.units())::integer[]) and (select access.may('custody:issue-certificate')));
create policy certificate_add on custody.certificate for insert to mizan_app
  with check (prison_id = any ((select access.units())::integer[]) and (select access.may('custody:issue-certificate'))
    and issued_by = (select access.account()));

-- Registers are read by prison and day.
create index remission_by_prison on custody.remission (prison_id, granted_on);
create index property_receipt_by_day on custody.property_receipt (prison_id, made_at);
create index punishment_by_prison on custody.punishment (prison_id);
create index medical_ward_by_prison on custody.medical_ward (prison_id, from_at);
create index warrant_by_court on custody.warrant (prison_id, court_id) where state = 'in-force';
