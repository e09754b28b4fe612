-- needs: units access audit identity
-- The law as two officers adopted it over what ships, the days on which courts are closed, and every running legal clock.
create schema law;
grant usage on schema law to mizan_app;

-- A province's officers change their province's pack and no other; federal numbers are for the federation's.
create function law.jurisdiction_of(p_pack text) returns text language sql immutable parallel safe
  return case p_pack when 'federal' then 'PK' when 'sindh' then 'PK-SD' when 'punjab' then 'PK-PB'
    when 'khyber-pakhtunkhwa' then 'PK-KP' when 'balochistan' then 'PK-BA' end;

create table law.pack_version (
  id uuid primary key default gen_random_uuid(),
  jurisdiction text not null,
  code text not null,
  version text not null,
  body jsonb not null check (jsonb_typeof(body -> 'numbers') = 'array' and jsonb_array_length(body -> 'numbers') > 0),
  reason text not null check (length(reason) >= 10),
  effective_from date not null,
  state text not null default 'draft' check (state in ('draft', 'proposed', 'adopted', 'withdrawn')),
  golden jsonb not null default '[]',
  drafted_by uuid not null default access.account() references identity.account,
  drafted_at timestamptz not null default clock_timestamp(),
  drafted_in uuid,
  drafted_under uuid not null,
  proposed_by uuid references identity.account,
  proposed_at timestamptz,
  adopted_by uuid references identity.account,
  adopted_at timestamptz,
  withdrawn_by uuid references identity.account,
  withdrawn_at timestamptz,
  withdrawn_why text,
  simulation text not null default 'waiting' check (simulation in ('waiting', 'running', 'done', 'failed')),
  simulated_at timestamptz,
  simulated_rows bigint not null default 0,
  told_at timestamptz,
  unique (code, version),
  check (jurisdiction = law.jurisdiction_of(code)),
  check (state not in ('proposed', 'adopted') or proposed_by is not null),
  -- Two people: whoever drafted or proposed a version never also puts it in force.
  check (state <> 'adopted' or (adopted_by is not null and adopted_by <> proposed_by and adopted_by <> drafted_by))
);
comment on table law.pack_version is 'Numbers of a rule pack as changed by two law officers; laid over the pack that ships from effective_from on';
comment on column law.pack_version.body is 'Every dated version of each changed number: replaces all shipped versions of the same key';
comment on column law.pack_version.golden is 'Worked cases that come out otherwise under this version, each with the officer''s reason';
comment on column law.pack_version.drafted_under is 'Grant of the drafter, so that a delegate cannot be the second person';
comment on column law.pack_version.told_at is 'When the modules were told that it is in force';
create index pack_version_by_state on law.pack_version (state, effective_from);

-- What was judged stays what is adopted; what was adopted stays for ever.
create function law.keep_version() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if (new.id, new.jurisdiction, new.code, new.version, new.body, new.reason, new.effective_from, new.drafted_by, new.drafted_under, new.drafted_at)
     is distinct from (old.id, old.jurisdiction, old.code, old.version, old.body, old.reason, old.effective_from, old.drafted_by, old.drafted_under, old.drafted_at)
     or (old.state <> 'draft' and new.golden is distinct from old.golden) then
    raise exception 'A version of the law is never rewritten: withdraw it and draft another' using errcode = 'check_violation';
  end if;
  if old.state <> new.state and (old.state, new.state) not in
     (('draft', 'proposed'), ('draft', 'withdrawn'), ('proposed', 'adopted'), ('proposed', 'withdrawn')) then
    raise exception 'A version of the law cannot go from % to %', old.state, new.state using errcode = 'check_violation';
  end if;
  if old.state <> new.state and new.state in ('proposed', 'adopted') and new.simulation <> 'done' then
    raise exception 'A version of the law is simulated before anyone proposes or adopts it' using errcode = 'check_violation';
  end if;
  if old.state in ('adopted', 'withdrawn') and (to_jsonb(new) - 'told_at') is distinct from (to_jsonb(old) - 'told_at') then
    raise exception 'What was decided stays decided' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger keep_version before update on law.pack_version for each row execute function law.keep_version();
select audit.watch('law.pack_version');
select access.protect('law.pack_version');
create policy version_read on law.pack_version for select to mizan_app
  using (state = 'adopted' or jurisdiction = (select access.jurisdiction()) or (select access.jurisdiction()) = 'PK');
create policy version_add on law.pack_version for insert to mizan_app
  with check ((select access.may('law:propose')) and jurisdiction = (select access.jurisdiction()) and state = 'draft'
    and drafted_by = (select access.account()) and simulation = 'waiting');
create policy version_change on law.pack_version for update to mizan_app
  using (((select access.may('law:propose')) or (select access.may('law:adopt')) or (select access.may('law:recompute')))
    and (jurisdiction = (select access.jurisdiction()) or ((select access.may('law:recompute')) and (select access.jurisdiction()) = 'PK')))
  with check (state <> 'adopted' or (select access.may('law:recompute'))
    or ((select access.may('law:adopt')) and adopted_by = (select access.account())));

create table law.pack_difference (
  version_id uuid not null references law.pack_version,
  source text not null,
  subject_id uuid not null,
  jurisdiction text not null,
  rule text not null,
  label text not null,
  class text not null check (class in ('early-release-risk', 'unlawful-detention-risk', 'other-change', 'refused')),
  field text,
  before_day date,
  after_day date,
  note text,
  primary key (version_id, source, subject_id)
);
comment on table law.pack_difference is 'A stored computation that comes out otherwise under a proposed version, found before it takes effect';
comment on column law.pack_difference.class is 'A liberty date that comes earlier may free too early; one that comes later may hold beyond the law';
create index pack_difference_by_class on law.pack_difference (version_id, class, after_day);
select audit.watch('law.pack_difference', 'version_id');
select access.protect('law.pack_difference', 'select, insert, delete');
create policy difference_read on law.pack_difference for select to mizan_app
  using (((select access.may('law:propose')) or (select access.may('law:adopt')) or (select access.may('law:recompute')))
    and (jurisdiction = (select access.jurisdiction()) or (select access.jurisdiction()) = 'PK'));
create policy difference_add on law.pack_difference for insert to mizan_app
  with check ((select access.may('law:recompute')) and jurisdiction = (select access.jurisdiction()));
create policy difference_clear on law.pack_difference for delete to mizan_app
  using ((select access.may('law:recompute')) and jurisdiction = (select access.jurisdiction()));

create table law.closure (
  id uuid primary key default gen_random_uuid(),
  jurisdiction text not null,
  first_day date not null,
  last_day date not null check (last_day >= first_day and last_day - first_day <= 60),
  title_en text not null,
  title_ur text not null,
  notification text not null check (length(notification) >= 3),
  state text not null default 'proposed' check (state in ('proposed', 'adopted', 'withdrawn')),
  proposed_by uuid not null default access.account() references identity.account,
  proposed_at timestamptz not null default clock_timestamp(),
  proposed_in uuid,
  proposed_under uuid not null,
  adopted_by uuid references identity.account,
  adopted_at timestamptz,
  withdrawn_by uuid references identity.account,
  withdrawn_at timestamptz,
  check (state <> 'adopted' or (adopted_by is not null and adopted_by <> proposed_by))
);
comment on table law.closure is 'Days on which a province''s courts are closed beyond the calendar that ships: proposed by one law officer, adopted by another';
comment on column law.closure.notification is 'The notification by which the courts are closed';
create index closure_by_state on law.closure (jurisdiction, state, first_day);
create function law.keep_closure() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if old.state <> 'proposed' or (new.id, new.jurisdiction, new.first_day, new.last_day, new.title_en, new.title_ur, new.notification, new.proposed_by, new.proposed_under)
     is distinct from (old.id, old.jurisdiction, old.first_day, old.last_day, old.title_en, old.title_ur, old.notification, old.proposed_by, old.proposed_under) then
    raise exception 'A closure is decided once and never rewritten' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger keep_closure before update on law.closure for each row execute function law.keep_closure();
select audit.watch('law.closure');
select access.protect('law.closure');
create policy closure_read on law.closure for select to mizan_app using ((select access.account()) is not null);
create policy closure_add on law.closure for insert to mizan_app
  with check ((select access.may('law:propose')) and jurisdiction = (select access.jurisdiction()) and state = 'proposed'
    and proposed_by = (select access.account()));
create policy closure_change on law.closure for update to mizan_app
  using (jurisdiction = (select access.jurisdiction()) and ((select access.may('law:propose')) or (select access.may('law:adopt'))))
  with check (case when state = 'adopted' then (select access.may('law:adopt')) and adopted_by = (select access.account())
    else (select access.may('law:propose')) or (select access.may('law:adopt')) end);

-- Every process reads what is adopted before it stands as anyone: the law and the courts' holidays are no secret.
create function law.adopted_versions(p_on date) returns table (code text, version text, numbers jsonb)
language sql stable security definer set search_path = pg_catalog as $$
  select v.code, v.version, v.body -> 'numbers' from law.pack_version v
   where v.state = 'adopted' and v.effective_from <= p_on order by v.effective_from, v.adopted_at
$$;
create function law.adopted_closures() returns table (jurisdiction text, first_day date, last_day date)
language sql stable security definer set search_path = pg_catalog as $$
  select c.jurisdiction, c.first_day, c.last_day from law.closure c where c.state = 'adopted' order by c.first_day
$$;
revoke execute on function law.adopted_versions, law.adopted_closures from public;
grant execute on function law.adopted_versions, law.adopted_closures to mizan_app;

-- Kept apart by hash and not by month: a clock that is moved to another day stays in its partition, no partition has to be made
-- in time, and identifiers that grow with time keep a recomputation's reading close together.
-- Grows with time (UUIDv7), on every PostgreSQL that is supported.
create function law.new_clock_id() returns uuid language sql volatile parallel safe
  return encode(set_bit(set_bit(overlay(uuid_send(gen_random_uuid())
    placing substring(int8send((extract(epoch from clock_timestamp()) * 1000)::bigint) from 3) from 1 for 6), 52, 1), 53, 1), 'hex')::uuid;
grant execute on function law.new_clock_id to mizan_app;

create table law.clock (
  id uuid not null default law.new_clock_id(),
  jurisdiction text not null,
  units integer[] not null check (cardinality(units) > 0),
  case_id uuid,
  party_id uuid,
  rule text not null,
  inputs jsonb not null,
  statutory_due date not null,
  effective_due date not null,
  pack text not null,
  state text not null default 'running' check (state in ('running', 'met', 'missed', 'void')),
  started_at timestamptz not null default clock_timestamp(),
  ended_on date,
  ended_why text,
  primary key (id),
  check ((state = 'running') = (ended_on is null))
) partition by hash (id);
comment on table law.clock is 'A legal clock: facts, the rule, the day the law gives and the open day on which the act may still be done';
comment on column law.clock.pack is 'Rule pack and version under which the days were computed';
comment on column law.clock.ended_on is 'Day on which the act was done, or on which the clock was voided';
do $$ begin
  for part in 0 .. 7 loop
    execute format('create table law.clock_%s partition of law.clock for values with (modulus 8, remainder %s)', part, part);
  end loop;
end $$;
create index clock_of_case on law.clock (case_id) where case_id is not null;
create index clock_due on law.clock (jurisdiction, effective_due) where state = 'running';
create function law.keep_clock() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if old.state <> 'running' then raise exception 'A clock that has ended stays as it ended' using errcode = 'check_violation'; end if;
  if (new.id, new.jurisdiction, new.case_id, new.party_id, new.rule, new.inputs, new.started_at)
     is distinct from (old.id, old.jurisdiction, old.case_id, old.party_id, old.rule, old.inputs, old.started_at) then
    raise exception 'Facts of a clock are not rewritten: void it and start another' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger keep_clock before update on law.clock for each row execute function law.keep_clock();
select audit.watch('law.clock');
select access.protect('law.clock');
-- The service that recomputes a whole province asks for no list of units a row at a time.
create policy clock_read on law.clock for select to mizan_app
  using (((select access.may('law:recompute')) and jurisdiction = (select access.jurisdiction()))
    or units && (select access.units())::integer[]);
create policy clock_add on law.clock for insert to mizan_app
  with check (units && (select access.units())::integer[] and jurisdiction = (select access.jurisdiction()));
create policy clock_change on law.clock for update to mizan_app
  using (((select access.may('law:recompute')) and jurisdiction = (select access.jurisdiction()))
    or units && (select access.units())::integer[])
  with check (((select access.may('law:recompute')) and jurisdiction = (select access.jurisdiction()))
    or units && (select access.units())::integer[]);

create table law.recomputation (
  id uuid primary key default gen_random_uuid(),
  jurisdiction text not null,
  closure_id uuid references law.closure,
  version_id uuid references law.pack_version,
  asked_at timestamptz not null default clock_timestamp(),
  after_id uuid not null default '00000000-0000-0000-0000-000000000000',
  seen bigint not null default 0,
  moved bigint not null default 0,
  refused bigint not null default 0,
  ended_at timestamptz,
  check ((closure_id is null) <> (version_id is null))
);
comment on table law.recomputation is 'Going through every running clock of a province after a change of calendar or law; continues where it was interrupted';
create index recomputation_of_closure on law.recomputation (closure_id);
create index recomputation_of_version on law.recomputation (version_id);
select audit.watch('law.recomputation');
select access.protect('law.recomputation');
create policy recomputation_read on law.recomputation for select to mizan_app
  using ((select access.may('law:read')) or (select access.may('law:recompute')));
create policy recomputation_add on law.recomputation for insert to mizan_app
  with check (((select access.may('law:adopt')) or (select access.may('law:recompute')))
    and (jurisdiction = (select access.jurisdiction()) or (select access.jurisdiction()) = 'PK'));
create policy recomputation_change on law.recomputation for update to mizan_app
  using ((select access.may('law:recompute')) and jurisdiction = (select access.jurisdiction()));
