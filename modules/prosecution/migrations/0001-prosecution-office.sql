-- needs: cases handover policing
-- The prosecution office's papers: the scrutiny of each police report with its clock, the defects found, and the filing in court.
create schema prosecution;
grant usage on schema prosecution to mizan_app;

create table prosecution.scrutiny (
  id uuid primary key default gen_random_uuid(),
  jurisdiction text not null,
  case_id uuid not null references cases.case,
  report_id uuid not null unique,
  report_seq integer not null check (report_seq > 0),
  offer_id uuid not null unique,
  office_id integer not null references units.unit,
  received_on date not null,
  received_by uuid not null default access.account(),
  statutory_due date not null,
  effective_due date not null,
  proof jsonb not null,
  checklist jsonb not null default '{}' check (jsonb_typeof(checklist) = 'object'),
  note text,
  state text not null default 'open' check (state in ('open', 'returned', 'fit')),
  decided_at timestamptz,
  decided_by uuid,
  due_back date,
  remarks text,
  created_at timestamptz not null default clock_timestamp(),
  check ((state = 'open') = (decided_at is null)),
  check (effective_due >= statutory_due)
);
comment on table prosecution.scrutiny is 'Scrutiny of one police report: received, to be filed or returned within the days of the province''s Act, decided';
comment on column prosecution.scrutiny.report_id is 'policing.police_report; without a foreign key, since modules refer only to the kernel';
comment on column prosecution.scrutiny.effective_due is 'The statutory day, or the next on which the office is open';
comment on column prosecution.scrutiny.proof is 'Inputs, steps, calendar and rule version behind the due days';
comment on column prosecution.scrutiny.checklist is 'What the prosecutor found in the file: item code to present, absent or not-needed';
comment on column prosecution.scrutiny.note is 'The prosecutor''s own note; it does not leave the office';
create index scrutiny_open on prosecution.scrutiny (office_id, effective_due) where state = 'open';
create index scrutiny_by_office on prosecution.scrutiny (office_id, state, decided_at);
create index scrutiny_by_case on prosecution.scrutiny (case_id, report_seq);

create table prosecution.defect (
  id uuid primary key default gen_random_uuid(),
  jurisdiction text not null,
  case_id uuid not null references cases.case,
  scrutiny_id uuid not null references prosecution.scrutiny,
  code text not null,
  text_en text not null,
  text_ur text not null,
  note text,
  state text not null default 'open' check (state in ('open', 'cured', 'repeated')),
  unique (scrutiny_id, code)
);
comment on table prosecution.defect is 'A coded defect for which a report was returned, in the words of the day';
comment on column prosecution.defect.state is 'Settled by the next scrutiny of the case: cured, or found again';
create index defect_by_case on prosecution.defect (case_id);
create index defect_by_code on prosecution.defect (code);

create table prosecution.filing (
  id uuid primary key default gen_random_uuid(),
  jurisdiction text not null,
  case_id uuid not null references cases.case,
  scrutiny_id uuid not null unique references prosecution.scrutiny,
  report_id uuid not null,
  court_id integer not null references units.unit,
  filed_on date not null,
  filed_by uuid not null default access.account()
);
comment on table prosecution.filing is 'A police report laid before the court that is to try the case';
create index filing_by_case on prosecution.filing (case_id);
create index filing_by_court on prosecution.filing (court_id, filed_on);

select audit.watch('prosecution.scrutiny'), audit.watch('prosecution.defect'), audit.watch('prosecution.filing');
select access.protect('prosecution.scrutiny'), access.protect('prosecution.defect'),
       access.protect('prosecution.filing', 'select, insert');

-- The scrutiny is the office's own deliberation: police learn of it by the return, the court by the filing.
create policy scrutiny_read on prosecution.scrutiny for select to mizan_app
  using (office_id = any ((select access.units())::integer[]) and (select access.may('prosecution:read-scrutiny')));
create policy scrutiny_add on prosecution.scrutiny for insert to mizan_app
  with check ((select access.may('prosecution:scrutinise')) and office_id = any ((select access.units())::integer[])
    and state = 'open' and exists (select 1 from cases.case c where c.id = case_id));
create policy scrutiny_decide on prosecution.scrutiny for update to mizan_app
  using (office_id = any ((select access.units())::integer[]) and (select access.may('prosecution:scrutinise')));

create policy defect_read on prosecution.defect for select to mizan_app
  using (exists (select 1 from prosecution.scrutiny s where s.id = scrutiny_id));
create policy defect_add on prosecution.defect for insert to mizan_app
  with check ((select access.may('prosecution:scrutinise'))
    and exists (select 1 from prosecution.scrutiny s where s.id = scrutiny_id));
create policy defect_settle on prosecution.defect for update to mizan_app
  using ((select access.may('prosecution:scrutinise'))
    and exists (select 1 from prosecution.scrutiny s where s.id = scrutiny_id));

create policy filing_read on prosecution.filing for select to mizan_app
  using ((select access.may('prosecution:read-filing')) and exists (select 1 from cases.case c where c.id = case_id));
create policy filing_add on prosecution.filing for insert to mizan_app
  with check ((select access.may('prosecution:scrutinise'))
    and exists (select 1 from prosecution.scrutiny s where s.id = scrutiny_id));

-- A decided scrutiny stays as it was decided, and the facts of its clock never change; a defect only learns how it ended.
create function prosecution.keep_scrutiny() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if old.state <> 'open' or (to_jsonb(new) - array['state', 'decided_at', 'decided_by', 'due_back', 'remarks', 'checklist', 'note'])
    is distinct from (to_jsonb(old) - array['state', 'decided_at', 'decided_by', 'due_back', 'remarks', 'checklist', 'note']) then
    raise exception 'A decided scrutiny is never changed' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger keep_scrutiny before update on prosecution.scrutiny for each row execute function prosecution.keep_scrutiny();

create function prosecution.keep_defect() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if (to_jsonb(new) - 'state') is distinct from (to_jsonb(old) - 'state') or old.state <> 'open' then
    raise exception 'A recorded defect is never changed' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger keep_defect before update on prosecution.defect for each row execute function prosecution.keep_defect();
