-- needs: cases handover
-- The police station's papers: first information report, arrests, what was seized, applications for remand, and the report
-- under s.173 CrPC that sends the case to the prosecution.
create schema policing;
grant usage on schema policing to mizan_app;

create table policing.fir (
  case_id uuid primary key references cases.case,
  jurisdiction text not null,
  reported_at timestamptz not null,
  occurred_on date not null,
  occurred_at_place text not null,
  narrative_en text,
  narrative_ur text,
  registered_by uuid not null default access.account(),
  created_at timestamptz not null default clock_timestamp(),
  check (narrative_en is not null or narrative_ur is not null),
  check (reported_at <= created_at + interval '5 minutes')
);
comment on table policing.fir is 'First information report (CrPC s.154): what was told, when and where';

create table policing.arrest (
  id uuid primary key default gen_random_uuid(),
  jurisdiction text not null,
  case_id uuid not null references cases.case,
  party_id uuid not null references cases.party,
  station_id integer not null references units.unit,
  arrested_at timestamptz not null,
  place text not null,
  journey_minutes integer not null default 0 check (journey_minutes between 0 and 4320),
  produce_by timestamptz not null,
  grounds_told boolean not null,
  produced_at timestamptz,
  proof jsonb not null,
  created_by uuid not null default access.account(),
  created_at timestamptz not null default clock_timestamp()
);
comment on table policing.arrest is 'An arrest and its clock: before a Magistrate within twenty-four hours and the journey (CrPC s.61, Const. Art.10)';
comment on column policing.arrest.proof is 'Inputs, steps and rule version behind produce_by';
create unique index arrest_open on policing.arrest (party_id) where produced_at is null;
create index arrest_due on policing.arrest (station_id, produce_by) where produced_at is null;
create index arrest_by_case on policing.arrest (case_id);

create table policing.seizure (
  id uuid primary key default gen_random_uuid(),
  jurisdiction text not null,
  case_id uuid not null references cases.case,
  party_id uuid references cases.party,
  description text not null,
  seized_at timestamptz not null,
  memo_number text,
  malkhana_number text,
  created_by uuid not null default access.account()
);
comment on table policing.seizure is 'Property taken in the case: recovery memo and place in the malkhana';
create index seizure_by_case on policing.seizure (case_id);

create table policing.remand_application (
  id uuid primary key default gen_random_uuid(),
  jurisdiction text not null,
  case_id uuid not null references cases.case,
  party_id uuid not null references cases.party,
  station_id integer not null references units.unit,
  court_id integer not null references units.unit,
  asked text not null check (asked in ('police', 'judicial')),
  days integer not null check (days between 1 and 90),
  reasons text not null,
  made_at timestamptz not null default clock_timestamp(),
  made_by uuid not null default access.account(),
  state text not null default 'made' check (state in ('made', 'granted', 'refused')),
  decided_at timestamptz,
  check ((state = 'made') = (decided_at is null))
);
comment on table policing.remand_application is 'Production before a Magistrate with an application for remand (CrPC s.167)';
create unique index application_open on policing.remand_application (party_id) where state = 'made';
create index application_by_court on policing.remand_application (court_id, made_at) where state = 'made';

create table policing.police_report (
  id uuid primary key default gen_random_uuid(),
  jurisdiction text not null,
  case_id uuid not null references cases.case,
  kind text not null check (kind in ('interim', 'final', 'supplementary', 'cancellation')),
  seq integer not null check (seq > 0),
  summary text not null,
  accused uuid[] not null,
  submitted_at timestamptz not null default clock_timestamp(),
  submitted_by uuid not null default access.account(),
  offer_id uuid not null,
  unique (case_id, seq)
);
comment on table policing.police_report is 'Report under s.173 CrPC (challan); each resubmission after defects is a further one';
comment on column policing.police_report.accused is 'Parties sent up for trial';
comment on column policing.police_report.offer_id is 'Hand-over that carries it to the prosecution';

create table policing.returned_challan (
  id uuid primary key default gen_random_uuid(),
  jurisdiction text not null,
  case_id uuid not null references cases.case,
  report_id uuid not null unique references policing.police_report,
  station_id integer not null references units.unit,
  defects jsonb not null check (jsonb_typeof(defects) = 'array' and jsonb_array_length(defects) > 0),
  remarks text,
  due_back date not null,
  returned_at timestamptz not null default clock_timestamp(),
  returned_by uuid not null default access.account(),
  resubmitted_report_id uuid references policing.police_report
);
comment on table policing.returned_challan is 'A challan that the prosecution sent back, with its defects as they were worded then, until it is submitted again';
comment on column policing.returned_challan.defects is '[{ code, textEn, textUr, note }]: the letter of return, kept as given';
comment on column policing.returned_challan.due_back is 'Day by which the prosecutor asked for it back';
create index returned_open on policing.returned_challan (station_id, due_back) where resubmitted_report_id is null;
create index returned_by_case on policing.returned_challan (case_id);

select audit.watch('policing.fir', 'case_id'), audit.watch('policing.arrest'), audit.watch('policing.seizure'),
       audit.watch('policing.remand_application'), audit.watch('policing.police_report'),
       audit.watch('policing.returned_challan');
select access.protect('policing.fir', 'select, insert'), access.protect('policing.arrest'), access.protect('policing.seizure', 'select, insert'),
       access.protect('policing.remand_application'), access.protect('policing.police_report', 'select, insert'),
       access.protect('policing.returned_challan');

-- The narrative names people who could be harmed: police, prosecution and court of the case, never the prison.
create policy fir_read on policing.fir for select to mizan_app
  using ((select access.may('policing:read-fir')) and exists (select 1 from cases.case c where c.id = case_id));
create policy fir_add on policing.fir for insert to mizan_app
  with check ((select access.may('policing:register-fir')) and exists (
    select 1 from cases.case c where c.id = case_id and c.police_station_id = (select access.unit())));

create policy arrest_read on policing.arrest for select to mizan_app
  using (station_id = any ((select access.units())::integer[])
    or ((select access.may('policing:read-custody')) and exists (select 1 from cases.party p where p.id = party_id)));
create policy arrest_add on policing.arrest for insert to mizan_app
  with check ((select access.may('policing:arrest')) and station_id = (select access.unit())
    and exists (select 1 from cases.party p where p.id = party_id and p.role = 'accused'));
create policy arrest_change on policing.arrest for update to mizan_app
  using ((select access.may('policing:arrest')) and station_id = (select access.unit()));

create policy seizure_read on policing.seizure for select to mizan_app
  using ((select access.may('policing:read-fir')) and exists (select 1 from cases.case c where c.id = case_id));
create policy seizure_add on policing.seizure for insert to mizan_app
  with check ((select access.may('policing:investigate')) and exists (
    select 1 from cases.case c where c.id = case_id and c.police_station_id = (select access.unit())));

create policy application_read on policing.remand_application for select to mizan_app
  using ((station_id = any ((select access.units())::integer[]) or court_id = any ((select access.units())::integer[])
      or (select access.may('policing:read-fir')))
    and exists (select 1 from cases.party p where p.id = party_id));
create policy application_add on policing.remand_application for insert to mizan_app
  with check ((select access.may('policing:arrest')) and station_id = (select access.unit()) and state = 'made');
create policy application_decide on policing.remand_application for update to mizan_app
  using ((select access.may('courts:order-remand')) and court_id = (select access.unit()));

create policy report_read on policing.police_report for select to mizan_app
  using ((select access.may('policing:read-fir')) and exists (select 1 from cases.case c where c.id = case_id));
create policy report_add on policing.police_report for insert to mizan_app
  with check ((select access.may('policing:submit-challan')) and exists (
    select 1 from cases.case c where c.id = case_id and c.police_station_id = (select access.unit())));

create policy returned_read on policing.returned_challan for select to mizan_app
  using ((select access.may('policing:read-fir')) and exists (select 1 from cases.case c where c.id = case_id));
create policy returned_add on policing.returned_challan for insert to mizan_app
  with check ((select access.may('prosecution:scrutinise')) and exists (
    select 1 from cases.case c where c.id = case_id and c.police_station_id = station_id));
create policy returned_answer on policing.returned_challan for update to mizan_app
  using ((select access.may('policing:submit-challan')) and station_id = any ((select access.units())::integer[]));

-- What was recorded stays: an arrest only learns when its person was produced, an application only how it was decided, a
-- return only which report answered it.
create function policing.keep_arrest() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if (to_jsonb(new) - 'produced_at') is distinct from (to_jsonb(old) - 'produced_at') or old.produced_at is not null then
    raise exception 'A recorded arrest is never changed' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger keep_arrest before update on policing.arrest for each row execute function policing.keep_arrest();

create function policing.keep_application() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if (to_jsonb(new) - 'state' - 'decided_at') is distinct from (to_jsonb(old) - 'state' - 'decided_at') or old.state <> 'made' then
    raise exception 'A decided application is never changed' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger keep_application before update on policing.remand_application for each row execute function policing.keep_application();

create function policing.keep_return() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if (to_jsonb(new) - 'resubmitted_report_id') is distinct from (to_jsonb(old) - 'resubmitted_report_id')
    or old.resubmitted_report_id is not null then
    raise exception 'A return of a challan is never changed' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger keep_return before update on policing.returned_challan for each row execute function policing.keep_return();
