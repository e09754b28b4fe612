-- needs: cases policing handover documents
-- What courts order and hold: remand, hearings, judgment and sentence, release orders, and answers to what prisons ask.
create schema courts;
grant usage on schema courts to mizan_app;

create table courts.remand_order (
  id uuid primary key default gen_random_uuid(),
  jurisdiction text not null,
  case_id uuid not null references cases.case,
  party_id uuid not null references cases.party,
  court_id integer not null references units.unit,
  kind text not null check (kind in ('police', 'judicial')),
  ordered_on date not null,
  from_on date not null,
  to_on date,
  next_date date,
  prison_id integer references units.unit,
  application_id uuid,
  document_id uuid,
  reasons text,
  override_reason text,
  proof jsonb not null default '{}',
  ordered_by uuid not null default access.account(),
  created_at timestamptz not null default clock_timestamp(),
  check (kind <> 'police' or reasons is not null),
  check (to_on is null or to_on >= from_on),
  check ((kind = 'police') = (to_on is not null and prison_id is null)),
  check ((kind = 'judicial') = (next_date is not null and prison_id is not null))
);
comment on table courts.remand_order is 'Order committing an accused to police custody (CrPC s.167) or to a prison until a date (s.344)';
comment on column courts.remand_order.to_on is 'Police custody: last day, itself included';
comment on column courts.remand_order.reasons is 'The reasons a Magistrate records for police custody (CrPC s.167(3))';
comment on column courts.remand_order.override_reason is 'Why the judge went beyond the ceiling; stays visible';
comment on column courts.remand_order.proof is 'Rule, inputs, steps and rule version by which the ceiling was counted';
create index remand_by_party on courts.remand_order (party_id, ordered_on);
create index remand_by_case on courts.remand_order (case_id);

create table courts.hearing (
  id uuid primary key default gen_random_uuid(),
  jurisdiction text not null,
  case_id uuid not null references cases.case,
  court_id integer not null references units.unit,
  on_date date not null,
  serial integer,
  purpose text not null,
  produce uuid[] not null default '{}',
  state text not null default 'listed' check (state in ('listed', 'held', 'adjourned', 'moved')),
  outcome text,
  adjournment_reason text,
  adjourned_by text,
  next_date date,
  moved_from uuid references courts.hearing,
  moved_reason text,
  note text,
  listed_by uuid not null default access.account(),
  held_by uuid,
  held_at timestamptz,
  created_at timestamptz not null default clock_timestamp(),
  check (outcome is distinct from 'adjourned' or (adjournment_reason is not null and adjourned_by is not null)),
  check ((state in ('held', 'adjourned')) = (outcome is not null)),
  check (state <> 'adjourned' or next_date is not null),
  check (state <> 'moved' or (moved_reason is not null and next_date is not null)),
  check (next_date is null or next_date > on_date)
);
comment on table courts.hearing is 'A case before a court on a day, and what came of it';
comment on column courts.hearing.moved_reason is 'Why the whole day was moved, such as a notified closure';
comment on column courts.hearing.next_date is 'Held without a next date means that the court is done with the case';
comment on column courts.hearing.produce is 'Accused in custody who are to be brought from prison';
create index hearing_day on courts.hearing (court_id, on_date, serial);
create index hearing_by_case on courts.hearing (case_id, on_date);
create index hearing_to_produce on courts.hearing using gin (produce);
create unique index hearing_once_a_day on courts.hearing (case_id, court_id, on_date) where state = 'listed';

create table courts.judgment (
  id uuid primary key default gen_random_uuid(),
  jurisdiction text not null,
  case_id uuid not null references cases.case,
  party_id uuid not null references cases.party,
  court_id integer not null references units.unit,
  on_date date not null,
  verdict text not null check (verdict in ('convicted', 'acquitted', 'acquitted-249a-265k', 'compounded-345', 'discharged')),
  acquittal_reason text,
  text_en text,
  text_ur text,
  state text not null default 'draft' check (state in ('draft', 'signed', 'withdrawn')),
  drafted_by uuid not null default access.account(),
  drafted_under uuid,
  drafted_session uuid,
  signed_by uuid,
  signed_at timestamptz,
  created_at timestamptz not null default clock_timestamp(),
  check ((state = 'signed') = (signed_by is not null)),
  check (signed_by is null or signed_by <> drafted_by)
);
comment on table courts.judgment is 'How a case ended for one accused; drafted by the reader, signed by the judge';
create unique index judgment_one on courts.judgment (party_id) where state <> 'withdrawn';
create index judgment_by_case on courts.judgment (case_id);

create table courts.judgment_charge (
  id uuid primary key default gen_random_uuid(),
  jurisdiction text not null,
  judgment_id uuid not null references courts.judgment,
  charge_id uuid not null references cases.charge,
  verdict text not null check (verdict in ('convicted', 'acquitted')),
  unique (judgment_id, charge_id)
);
comment on table courts.judgment_charge is 'The finding on each charge (CrPC s.367)';

create table courts.sentence (
  id uuid primary key default gen_random_uuid(),
  jurisdiction text not null,
  judgment_id uuid not null references courts.judgment,
  party_id uuid not null references cases.party,
  charge_id uuid not null references cases.charge,
  term jsonb not null,
  imprisonment text not null check (imprisonment in ('rigorous', 'simple', 'life', 'death')),
  relation text not null check (relation in ('FIRST', 'CONCURRENT', 'CONSECUTIVE', 'UNSPECIFIED')),
  same_trial boolean not null default true,
  set_off text not null check (set_off in ('GRANTED', 'REFUSED', 'SILENT')),
  set_off_custody jsonb not null default '[]',
  set_off_reasons text,
  fine_amount numeric(14, 2) not null default 0 check (fine_amount >= 0),
  fine_default jsonb,
  serial integer not null default 1,
  check (set_off <> 'REFUSED' or set_off_reasons is not null)
);
comment on table courts.sentence is 'The sentence on one charge: term, how it runs, set-off under s.382-B, fine and what is served in default';
comment on column courts.sentence.term is '{years, months, days}, or the word LIFE or DEATH';
create index sentence_by_party on courts.sentence (party_id);
create index sentence_by_judgment on courts.sentence (judgment_id);

create table courts.bail_order (
  id uuid primary key default gen_random_uuid(),
  jurisdiction text not null,
  case_id uuid not null references cases.case,
  party_id uuid not null references cases.party,
  court_id integer not null references units.unit,
  section text not null,
  on_date date not null,
  result text not null check (result in ('granted', 'refused', 'cancelled')),
  reasons text,
  surety_amount numeric(14, 2),
  surety_accepted_on date,
  ordered_by uuid not null default access.account(),
  created_at timestamptz not null default clock_timestamp()
);
comment on table courts.bail_order is 'Bail granted or refused, and when the surety was accepted';
create index bail_by_party on courts.bail_order (party_id, on_date);

create table courts.release_order (
  id uuid primary key default gen_random_uuid(),
  jurisdiction text not null,
  case_id uuid not null references cases.case,
  party_id uuid not null references cases.party,
  court_id integer not null references units.unit,
  prison_id integer not null references units.unit,
  ground text not null check (ground in ('bail', 'acquittal', 'discharge', 'compromise', 'sentence-suspended')),
  bail_order_id uuid references courts.bail_order,
  number integer,
  year integer,
  issued_on date,
  code_hash bytea,
  document_id uuid,
  state text not null default 'draft' check (state in ('draft', 'issued', 'verified', 'used', 'cancelled')),
  drafted_by uuid not null default access.account(),
  drafted_under uuid,
  drafted_session uuid,
  signed_by uuid,
  signed_at timestamptz,
  verified_at timestamptz,
  cancel_reason text,
  failed_tries integer not null default 0,
  created_at timestamptz not null default clock_timestamp(),
  unique (court_id, year, number),
  check (signed_by is null or signed_by <> drafted_by),
  check (state in ('draft', 'cancelled')
    or (signed_by is not null and number is not null and year is not null and issued_on is not null and code_hash is not null)),
  check (state <> 'cancelled' or cancel_reason is not null)
);
comment on table courts.release_order is 'Order to a prison to release an accused in one case (robkar); carries a code the prison checks before it acts on it';
comment on column courts.release_order.code_hash is 'SHA-256 of the number and the secret code printed on the order; the code itself is kept nowhere';
create index release_by_party on courts.release_order (party_id);
create unique index release_one on courts.release_order (party_id) where state in ('draft', 'issued', 'verified');
create index release_by_prison on courts.release_order (prison_id, state);

create table courts.release_counter (
  court_id integer not null references units.unit,
  year integer not null,
  last integer not null,
  jurisdiction text not null,
  id uuid not null default gen_random_uuid(),
  primary key (court_id, year)
);
comment on table courts.release_counter is 'Last number of a court''s release orders in a year; taken at signing, so that no number is missing';

create table courts.reference (
  id uuid primary key default gen_random_uuid(),
  jurisdiction text not null,
  case_id uuid not null references cases.case,
  party_id uuid not null references cases.party,
  court_id integer not null references units.unit,
  prison_id integer not null references units.unit,
  sentence_id uuid references courts.sentence,
  question text not null check (question in ('set-off', 'running', 'other')),
  text text not null,
  asked_at timestamptz not null default clock_timestamp(),
  asked_by uuid not null default access.account(),
  state text not null default 'open' check (state in ('open', 'answered')),
  answer jsonb,
  answered_at timestamptz,
  answered_by uuid
);
comment on table courts.reference is 'A question a prison must not answer itself, such as a judgment silent on set-off, and the court''s answer';
create unique index reference_open on courts.reference (party_id, question) where state = 'open';
create index reference_by_court on courts.reference (court_id, asked_at) where state = 'open';

select audit.watch('courts.remand_order'), audit.watch('courts.hearing'), audit.watch('courts.judgment'), audit.watch('courts.judgment_charge'),
       audit.watch('courts.sentence'), audit.watch('courts.release_counter'),
       audit.watch('courts.bail_order'), audit.watch('courts.release_order'), audit.watch('courts.reference');
select access.protect('courts.remand_order', 'select, insert'), access.protect('courts.hearing'), access.protect('courts.judgment'),
       access.protect('courts.judgment_charge', 'select, insert'), access.protect('courts.release_counter'), access.protect('courts.sentence'), access.protect('courts.bail_order'), access.protect('courts.release_order'),
       access.protect('courts.reference');

-- Orders are seen with the accused they concern: by the units of the case, and by the prison that holds that accused.
create policy remand_read on courts.remand_order for select to mizan_app
  using ((select access.may('courts:read-orders')) and exists (select 1 from cases.party p where p.id = party_id));
create policy remand_add on courts.remand_order for insert to mizan_app
  with check ((select access.may('courts:order-remand')) and court_id = (select access.unit()));

create policy hearing_read on courts.hearing for select to mizan_app
  using ((select access.may('courts:read-orders'))
    and (court_id = any ((select access.units())::integer[]) or exists (select 1 from cases.case c where c.id = case_id)));
create policy hearing_add on courts.hearing for insert to mizan_app
  with check (((select access.may('courts:list')) or (select access.may('courts:order-remand'))) and court_id = (select access.unit())
    and exists (select 1 from cases.case c where c.id = case_id));
create policy hearing_change on courts.hearing for update to mizan_app
  using ((select access.may('courts:list')) and court_id = (select access.unit()));

create policy judgment_read on courts.judgment for select to mizan_app
  using ((select access.may('courts:read-judgment')) and exists (select 1 from cases.party p where p.id = party_id)
    and (state = 'signed' or court_id = any ((select access.units())::integer[])));
create policy judgment_add on courts.judgment for insert to mizan_app
  with check ((select access.may('courts:draft-judgment')) and court_id = (select access.unit()) and state = 'draft');
create policy judgment_change on courts.judgment for update to mizan_app
  using (((select access.may('courts:draft-judgment')) or (select access.may('courts:sign'))) and court_id = (select access.unit()) and state = 'draft')
  with check (court_id = (select access.unit()) and (state in ('draft', 'withdrawn') or (select access.may('courts:sign'))));

create policy finding_read on courts.judgment_charge for select to mizan_app
  using (exists (select 1 from courts.judgment j where j.id = judgment_id));
create policy finding_add on courts.judgment_charge for insert to mizan_app
  with check ((select access.may('courts:draft-judgment')) and exists (
    select 1 from courts.judgment j where j.id = judgment_id and j.court_id = (select access.unit()) and j.state = 'draft'));

create function courts.is_signed(p_judgment uuid) returns boolean
language sql stable security definer set search_path = pg_catalog as $$
  select exists (select 1 from courts.judgment j where j.id = p_judgment and j.state = 'signed')
$$;
revoke execute on function courts.is_signed from public;
grant execute on function courts.is_signed to mizan_app;

create policy sentence_read on courts.sentence for select to mizan_app
  using ((select access.may('courts:read-orders')) and exists (select 1 from cases.party p where p.id = party_id)
    and (courts.is_signed(judgment_id) or (select access.may('courts:draft-judgment')) or (select access.may('courts:sign'))));
create policy sentence_add on courts.sentence for insert to mizan_app
  with check ((select access.may('courts:draft-judgment')) and exists (
    select 1 from courts.judgment j where j.id = judgment_id and j.court_id = (select access.unit()) and j.state = 'draft'));
create policy sentence_change on courts.sentence for update to mizan_app
  using ((select access.may('courts:answer')) and exists (
    select 1 from courts.judgment j where j.id = judgment_id and j.court_id = (select access.unit())));

create policy bail_read on courts.bail_order for select to mizan_app
  using ((select access.may('courts:read-orders')) and exists (select 1 from cases.party p where p.id = party_id));
create policy bail_add on courts.bail_order for insert to mizan_app
  with check ((select access.may('courts:order-remand')) and court_id = (select access.unit()));
create policy bail_change on courts.bail_order for update to mizan_app
  using ((select access.may('courts:order-remand')) and court_id = (select access.unit()));

create policy release_read on courts.release_order for select to mizan_app
  using ((select access.may('courts:read-orders')) and exists (select 1 from cases.party p where p.id = party_id)
    and (state <> 'draft' or court_id = any ((select access.units())::integer[])));
create policy release_add on courts.release_order for insert to mizan_app
  with check (((select access.may('courts:draft-release')) or (select access.may('courts:sign')))
    and court_id = (select access.unit()) and state = 'draft');
create policy release_change on courts.release_order for update to mizan_app
  using ((((select access.may('courts:draft-release')) or (select access.may('courts:sign'))) and court_id = (select access.unit()))
    or ((select access.may('courts:verify-release')) and prison_id = (select access.unit())));

create policy release_counter_own on courts.release_counter to mizan_app
  using ((select access.may('courts:sign')) and court_id = (select access.unit()));

create policy reference_read on courts.reference for select to mizan_app
  using (court_id = any ((select access.units())::integer[]) or prison_id = any ((select access.units())::integer[]));
create policy reference_add on courts.reference for insert to mizan_app
  with check ((select access.may('courts:ask')) and prison_id = any ((select access.units())::integer[]));
create policy reference_answer on courts.reference for update to mizan_app
  using ((select access.may('courts:answer')) and court_id = (select access.unit()));

-- A prison needs the date and court of a signed judgment for its sentences, and nothing else of it.
create function courts.judgment_facts(p_judgment uuid) returns table (case_id uuid, court_id integer, on_date date, signed boolean)
language sql stable security definer set search_path = pg_catalog as $$
  select j.case_id, j.court_id, j.on_date, j.state = 'signed' from courts.judgment j
  where j.id = p_judgment and exists (select 1 from cases.party p where p.id = j.party_id and p.units && access.units())
$$;
revoke execute on function courts.judgment_facts from public;
grant execute on function courts.judgment_facts to mizan_app;

-- What a court has ordered stands. A signed judgment never changes; a release order only moves on; a hearing keeps its day.
create function courts.keep_judgment() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if old.state <> 'draft' or (to_jsonb(new) - 'state' - 'signed_by' - 'signed_at') is distinct from (to_jsonb(old) - 'state' - 'signed_by' - 'signed_at') then
    raise exception 'A judgment is signed or withdrawn as it was drafted' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger keep_judgment before update on courts.judgment for each row execute function courts.keep_judgment();

create function courts.keep_release() returns trigger language plpgsql set search_path = pg_catalog as $$
declare
  may_change text[] := array['state', 'verified_at', 'failed_tries', 'cancel_reason', 'document_id'];
begin
  if old.state = 'draft' then
    may_change := may_change || array['number', 'year', 'issued_on', 'code_hash', 'signed_by', 'signed_at'];
  end if;
  if (to_jsonb(new) - may_change) is distinct from (to_jsonb(old) - may_change)
    or new.failed_tries < old.failed_tries
    or not (new.state = old.state
      or (old.state, new.state) in (('draft', 'issued'), ('draft', 'cancelled'), ('issued', 'verified'), ('issued', 'cancelled'), ('verified', 'used'), ('verified', 'cancelled'))) then
    raise exception 'A release order only moves on' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger keep_release before update on courts.release_order for each row execute function courts.keep_release();

create function courts.keep_hearing() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if old.state <> 'listed' or (new.case_id, new.court_id, new.on_date, new.purpose) is distinct from (old.case_id, old.court_id, old.on_date, old.purpose) then
    raise exception 'What was recorded of a hearing stands' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger keep_hearing before update on courts.hearing for each row execute function courts.keep_hearing();
