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
  check (narrative_en is not null or narrative_ur is not null)
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
  decided_at timestamptz
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
  offer_id uuid,
  unique (case_id, seq)
);
comment on table policing.police_report is 'Report under s.173 CrPC (challan); each resubmission after defects is a further one';
comment on column policing.police_report.accused is 'Parties sent up for trial';

select audit.watch('policing.fir', 'case_id'), audit.watch('policing.arrest'), audit.watch('policing.seizure'),
       audit.watch('policing.remand_application'), audit.watch('policing.police_report');
select access.protect('policing.fir', 'select, insert'), access.protect('policing.arrest'), access.protect('policing.seizure', 'select, insert'),
       access.protect('policing.remand_application'), access.protect('policing.police_report');

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
  using ((station_id = any ((select access.units())::integer[]) or court_id = any ((select access.units())::integer[]))
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
create policy report_change on policing.police_report for update to mizan_app
  using ((select access.may('policing:submit-challan')) and exists (
    select 1 from cases.case c where c.id = case_id and c.police_station_id = (select access.unit())));

-- What was told and reported is never rewritten; a report only learns which hand-over carries it.
create function policing.keep_report() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if (to_jsonb(new) - 'offer_id') is distinct from (to_jsonb(old) - 'offer_id') or old.offer_id is not null then
    raise exception 'A submitted report is never changed' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger keep_report before update on policing.police_report for each row execute function policing.keep_report();
