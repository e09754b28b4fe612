-- needs: people cases handover workflow
-- The prison's own registers: who is held, under which warrants, with what on them and in what condition they came, until
-- when, and how they left. Every row carries the prison that may see it; nothing of the case itself is copied here but what
-- the warrant says.
create schema custody;
grant usage on schema custody to mizan_app;

-- Numbers without gaps: the row is locked until the admission is written, and goes back with it when it fails.
create table custody.counter (
  prison_id integer not null references units.unit,
  register text not null check (register in ('admission', 'property')),
  year integer not null check (year between 1947 and 2200),
  last integer not null check (last > 0),
  last_hash text not null default '',
  primary key (prison_id, register, year)
);
comment on table custody.counter is 'Last number given in a register of a prison in a year';
comment on column custody.counter.last_hash is 'Hash of the last receipt of the property register, which the next one takes in';

create table custody.imprisonment (
  id uuid primary key default gen_random_uuid(),
  jurisdiction text not null,
  prison_id integer not null references units.unit,
  year integer not null check (year between 1947 and 2200),
  number integer not null check (number > 0),
  person_id uuid not null references people.person,
  record_id uuid not null references people.record,
  category text not null check (category in ('under-trial', 'convict', 'condemned', 'civil', 'detenu')),
  state text not null default 'in' check (state in ('in', 'released')),
  barrack text,
  admitted_at timestamptz not null,
  released_at timestamptz,
  release_ground text,
  without_handover text,
  created_by uuid default access.account(),
  created_at timestamptz not null default clock_timestamp(),
  unique (prison_id, year, number),
  check ((state = 'released') = (released_at is not null)),
  check (released_at >= admitted_at)
);
comment on table custody.imprisonment is 'One stay of one person in prison, from admission to release';
comment on column custody.imprisonment.number is 'Prison number: without gaps in a prison and year';
comment on column custody.imprisonment.record_id is 'What this prison wrote of the person at admission';
comment on column custody.imprisonment.without_handover is 'Why the person was taken in on a paper warrant that no court had handed over here';
create unique index imprisonment_held_once on custody.imprisonment (person_id) where state = 'in';
create index imprisonment_by_prison on custody.imprisonment (prison_id, state, admitted_at desc);
create index imprisonment_by_person on custody.imprisonment (person_id);
create index imprisonment_by_record on custody.imprisonment (record_id);

create table custody.warrant (
  id uuid primary key default gen_random_uuid(),
  jurisdiction text not null,
  prison_id integer not null references units.unit,
  imprisonment_id uuid not null references custody.imprisonment,
  kind text not null check (kind in ('remand', 'conviction')),
  source text not null check (source in ('court', 'paper')),
  source_order uuid,
  case_id uuid references cases.case,
  party_id uuid references cases.party,
  court_id integer references units.unit,
  station_id integer references units.unit,
  fir_number integer,
  fir_year integer,
  offence_on date,
  sections text not null,
  max_punishment text check (max_punishment in ('DEATH', 'LIFE') or max_punishment ~ '^[0-9]{1,4}$'),
  issued_on date not null,
  detained_since date not null,
  next_production date,
  sentences jsonb,
  state text not null default 'in-force' check (state in ('in-force', 'ended')),
  ended_on date,
  ended_ground text,
  ended_order text,
  verified_how text,
  verified_by uuid,
  verified_at timestamptz,
  release_order uuid,
  release_ordered_at timestamptz,
  created_by uuid default access.account(),
  created_at timestamptz not null default clock_timestamp(),
  check (source = 'paper' or party_id is not null),
  check ((state = 'ended') = (ended_ground is not null)),
  check (detained_since <= issued_on or kind = 'conviction' or source = 'paper')
);
comment on table custody.warrant is 'The paper by which a person is held in one case: a remand or a sentence';
comment on column custody.warrant.source is 'court: handed over through the system; paper: typed from a warrant on paper';
comment on column custody.warrant.max_punishment is 'Heaviest punishment of the charges on the warrant: DEATH, LIFE or months; empty when a section is not known';
comment on column custody.warrant.detained_since is 'First day in custody in this case: arrest where known, otherwise the first remand or the admission';
comment on column custody.warrant.sentences is 'Of a paper conviction: the sentences as the law engine takes them';
comment on column custody.warrant.release_order is 'A court''s order to release in this case that has arrived and waits to be verified and carried out';
comment on column custody.warrant.verified_how is 'Of an order on paper that ends the warrant: how the court confirmed it (PPR r.127)';
create index warrant_by_imprisonment on custody.warrant (imprisonment_id);
create index warrant_by_party on custody.warrant (party_id);
create index warrant_by_case on custody.warrant (case_id);
create index warrant_release_order on custody.warrant (prison_id) where state = 'in-force' and release_order is not null;
create index warrant_production on custody.warrant (prison_id, next_production) where state = 'in-force';

create table custody.bail_clock (
  id uuid primary key default gen_random_uuid(),
  jurisdiction text not null,
  prison_id integer not null references units.unit,
  imprisonment_id uuid not null references custody.imprisonment,
  warrant_id uuid not null references custody.warrant,
  inputs jsonb not null,
  result jsonb not null default '{}',
  steps jsonb not null default '[]',
  flags text[] not null default '{}',
  ground text,
  eligible_from date,
  standing text not null check (standing in ('counting', 'excluded', 'refer')),
  pack_code text not null,
  pack_version text not null,
  hash text not null,
  computed_at timestamptz not null default clock_timestamp(),
  superseded_at timestamptz,
  check (standing <> 'counting' or eligible_from is not null)
);
comment on table custody.bail_clock is 'From which day bail is a right in one case (CrPC s.497, JJSA s.6), with its proof';
comment on column custody.bail_clock.standing is 'counting: the date stands; excluded: fourth proviso; refer: a court or law officer must decide';
create unique index bail_clock_current on custody.bail_clock (warrant_id) where superseded_at is null;
create index bail_clock_due on custody.bail_clock (prison_id, eligible_from) where superseded_at is null;
create index bail_clock_by_imprisonment on custody.bail_clock (imprisonment_id);

create table custody.injury (
  id uuid primary key default gen_random_uuid(),
  jurisdiction text not null,
  prison_id integer not null references units.unit,
  imprisonment_id uuid not null references custody.imprisonment,
  region text not null,
  kind text not null check (kind in ('bruise', 'cut', 'burn', 'fracture', 'swelling', 'bullet', 'other')),
  serious boolean not null default false,
  said_cause text check (said_cause in ('police', 'accident', 'fight', 'self', 'old', 'unknown')),
  description text,
  recorded_at timestamptz not null default clock_timestamp(),
  recorded_by uuid default access.account()
);
comment on table custody.injury is 'An injury found at admission; sealed: only who may read injuries sees it';
comment on column custody.injury.region is 'Place on the body map, such as front-chest-left';
comment on column custody.injury.said_cause is 'What the prisoner says it comes from';
create index injury_by_imprisonment on custody.injury (imprisonment_id);

create table custody.property_item (
  id uuid primary key default gen_random_uuid(),
  jurisdiction text not null,
  prison_id integer not null references units.unit,
  imprisonment_id uuid not null references custody.imprisonment,
  receipt_year integer not null,
  receipt_number integer not null,
  bag_number text not null,
  description text not null,
  quantity integer not null default 1 check (quantity > 0),
  cash numeric(12,2) check (cash >= 0),
  previous_hash text not null,
  hash text not null,
  taken_at timestamptz not null default clock_timestamp(),
  taken_by uuid default access.account(),
  returned_at timestamptz,
  returned_by uuid,
  unique (prison_id, receipt_year, receipt_number)
);
comment on table custody.property_item is 'What was taken from a prisoner into a sealed bag, against a receipt';
comment on column custody.property_item.hash is 'SHA-256 over the receipt before it and this one: a receipt removed or changed later breaks the chain';
create index property_by_imprisonment on custody.property_item (imprisonment_id);

create table custody.remission (
  id uuid primary key default gen_random_uuid(),
  jurisdiction text not null,
  prison_id integer not null references units.unit,
  imprisonment_id uuid not null references custody.imprisonment,
  kind text not null,
  years integer not null default 0 check (years between 0 and 200),
  months integer not null default 0 check (months between 0 and 2400),
  days integer not null default 0 check (days between 0 and 73000),
  authority text not null,
  instrument text not null,
  granted_on date not null,
  voided_at timestamptz,
  void_reason text,
  created_by uuid default access.account(),
  created_at timestamptz not null default clock_timestamp(),
  check (years + months + days > 0)
);
comment on table custody.remission is 'Remission granted: how much, by whom, under which paper. Never deleted; voided with a reason';
create index remission_by_imprisonment on custody.remission (imprisonment_id);

create table custody.fine_payment (
  id uuid primary key default gen_random_uuid(),
  jurisdiction text not null,
  prison_id integer not null references units.unit,
  imprisonment_id uuid not null references custody.imprisonment,
  sentence_id text not null,
  paid_on date not null,
  amount numeric(12,2) not null check (amount > 0),
  receipt text not null,
  created_by uuid default access.account(),
  created_at timestamptz not null default clock_timestamp()
);
comment on table custody.fine_payment is 'Money paid towards a fine; a part paid ends a part of the default term (PPC s.69)';
create index fine_payment_by_imprisonment on custody.fine_payment (imprisonment_id);

create table custody.release_date (
  id uuid primary key default gen_random_uuid(),
  jurisdiction text not null,
  prison_id integer not null references units.unit,
  imprisonment_id uuid not null references custody.imprisonment,
  state text not null check (state in ('computed', 'proposed', 'confirmed', 'reopened', 'superseded')),
  inputs jsonb not null,
  result jsonb not null,
  steps jsonb not null default '[]',
  flags text[] not null default '{}',
  due_release date not null,
  pack_code text not null,
  pack_version text not null,
  hash text not null,
  reason text not null,
  computed_at timestamptz not null default clock_timestamp(),
  proposed_by uuid,
  proposed_at timestamptz,
  proposed_session uuid,
  proposed_grant uuid,
  confirmed_by uuid,
  confirmed_at timestamptz,
  reopened_at timestamptz,
  reopened_why text,
  refer_settled text,
  check (state not in ('proposed', 'confirmed') or proposed_by is not null),
  check (state <> 'confirmed' or confirmed_by is not null),
  check (confirmed_by <> proposed_by),
  check (state <> 'reopened' or reopened_why is not null)
);
comment on table custody.release_date is 'A date of release as computed, with its proof; binding only when two officers have stood for it';
comment on column custody.release_date.state is 'computed by both engines, proposed by an officer, confirmed by a second; reopened when a fact changed; superseded by a later computation';
comment on column custody.release_date.refer_settled is 'Who settled what the computation left to a court or law officer, and by which paper';
create unique index release_date_current on custody.release_date (imprisonment_id) where state in ('computed', 'proposed', 'confirmed');
create index release_date_due on custody.release_date (prison_id, due_release) where state in ('computed', 'proposed', 'confirmed');
create index release_date_by_imprisonment on custody.release_date (imprisonment_id, computed_at desc);

create table custody.court_question (
  id uuid primary key default gen_random_uuid(),
  jurisdiction text not null,
  prison_id integer not null references units.unit,
  imprisonment_id uuid not null references custody.imprisonment,
  party_id uuid not null references cases.party,
  reference_id uuid not null,
  question text not null,
  asked_at timestamptz not null default clock_timestamp(),
  answered_at timestamptz
);
comment on table custody.court_question is 'What the prison asked a court because its order is silent; the question itself and the answer are the court''s';
create unique index court_question_open on custody.court_question (party_id, question) where answered_at is null;
create index court_question_by_imprisonment on custody.court_question (imprisonment_id);

create table custody.hold (
  id uuid primary key default gen_random_uuid(),
  jurisdiction text not null,
  prison_id integer not null references units.unit,
  imprisonment_id uuid not null references custody.imprisonment,
  kind text not null check (kind in ('OTHER_WARRANT', 'DIYAT_UNPAID_S331', 'MPO_DETENTION', 'DEPORTATION', 'SURETY')),
  source text not null,
  placed_on date not null,
  until date,
  lifted_at timestamptz,
  lifted_by uuid,
  lifted_why text,
  created_by uuid default access.account(),
  created_at timestamptz not null default clock_timestamp(),
  check ((lifted_at is null) = (lifted_why is null))
);
comment on table custody.hold is 'A reason beside the cases for which a person may not leave';
comment on column custody.hold.source is 'The paper that orders it';
create index hold_by_imprisonment on custody.hold (imprisonment_id);

create table custody.release (
  id uuid primary key default gen_random_uuid(),
  jurisdiction text not null,
  prison_id integer not null references units.unit,
  imprisonment_id uuid not null references custody.imprisonment,
  ground text not null check (ground in ('bail', 'acquittal', 'discharge', 'expiry', 'fine-paid', 'suspended', 'compromise')),
  state text not null default 'proposed' check (state in ('proposed', 'approved', 'left', 'stopped')),
  gate jsonb not null,
  gate_hash text not null,
  proposed_by uuid not null,
  proposed_at timestamptz not null default clock_timestamp(),
  proposed_session uuid,
  proposed_grant uuid,
  approved_by uuid,
  approved_at timestamptz,
  approved_gate jsonb,
  left_at timestamptz,
  gate_officer uuid,
  stopped_why text,
  check (approved_by <> proposed_by),
  check (state not in ('approved', 'left') or approved_by is not null),
  check ((state = 'left') = (left_at is not null)),
  check (state <> 'left' or gate_officer is not null),
  check ((state = 'stopped') = (stopped_why is not null))
);
comment on table custody.release is 'A release: proposed by one officer, approved by another, carried out at the gate; each time the gate check is made anew';
comment on column custody.release.gate is 'The gate check over every case and hold as it stood when the release was proposed';
create unique index release_open on custody.release (imprisonment_id) where state in ('proposed', 'approved');
create index release_by_prison on custody.release (prison_id, state, proposed_at);

create table custody.production (
  id uuid primary key default gen_random_uuid(),
  jurisdiction text not null,
  prison_id integer not null references units.unit,
  imprisonment_id uuid not null references custody.imprisonment,
  warrant_id uuid not null references custody.warrant,
  hearing_id uuid,
  court_id integer references units.unit,
  on_date date not null,
  outcome text not null check (outcome in ('sent', 'not-produced')),
  reason text check (reason in ('no-vehicle', 'no-escort', 'ill', 'security', 'court-closed', 'by-video', 'refused', 'other')),
  note text,
  out_at timestamptz,
  back_at timestamptz,
  recorded_by uuid default access.account(),
  recorded_at timestamptz not null default clock_timestamp(),
  check ((outcome = 'not-produced') = (reason is not null)),
  check (outcome <> 'sent' or out_at is not null),
  check (back_at >= out_at)
);
comment on table custody.production is 'What became of a production: sent to court and back, or not produced and why';
create unique index production_once on custody.production (warrant_id, on_date);
create index production_by_day on custody.production (prison_id, on_date);
create index production_by_imprisonment on custody.production (imprisonment_id);

select audit.watch('custody.counter', 'prison_id'), audit.watch('custody.imprisonment'), audit.watch('custody.warrant'), audit.watch('custody.bail_clock'),
       audit.watch('custody.property_item'), audit.watch('custody.remission'), audit.watch('custody.fine_payment'),
       audit.watch('custody.release_date'), audit.watch('custody.court_question'), audit.watch('custody.hold'), audit.watch('custody.release'),
       audit.watch('custody.production');

-- That an injury was recorded is audited; what it is stays sealed, or the audit would be the way round the seal.
create function custody.record_injury() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  insert into audit.entry (act, subject, subject_ids, detail)
  values (lower(tg_op), 'custody.injury', array[coalesce(new.id, old.id)::text],
    jsonb_build_object('sealed', encode(sha256(convert_to(coalesce(to_jsonb(new), to_jsonb(old))::text, 'UTF8')), 'hex')));
  return null;
end $$;
create trigger audit_write after insert or update or delete on custody.injury for each row execute function custody.record_injury();

select access.protect('custody.counter'), access.protect('custody.imprisonment'), access.protect('custody.warrant'),
       access.protect('custody.bail_clock'), access.protect('custody.injury', 'select, insert'), access.protect('custody.property_item'),
       access.protect('custody.remission'), access.protect('custody.fine_payment', 'select, insert'), access.protect('custody.release_date'),
       access.protect('custody.court_question'), access.protect('custody.hold'), access.protect('custody.release'), access.protect('custody.production');

create policy counter_read on custody.counter for select to mizan_app
  using (prison_id = any ((select access.units())::integer[]) and (select access.may('custody:admit')));
create policy counter_add on custody.counter for insert to mizan_app
  with check (prison_id = any ((select access.units())::integer[]) and (select access.may('custody:admit')));
create policy counter_change on custody.counter for update to mizan_app
  using (prison_id = any ((select access.units())::integer[]) and (select access.may('custody:admit')));

-- Every register of the prison is read by those who may read prisoners there, and written by those whose work it is.
do $$
declare each record;
begin
  for each in select * from (values
      ('imprisonment', 'custody:admit', 'custody:change'), ('warrant', 'custody:admit', 'custody:change'),
      ('bail_clock', 'custody:compute', 'custody:compute'), ('property_item', 'custody:admit', 'custody:let-out'),
      ('remission', 'custody:post-remission', 'custody:post-remission'), ('fine_payment', 'custody:post-remission', null),
      ('release_date', 'custody:compute', 'custody:compute'), ('court_question', 'custody:compute', 'custody:compute'),
      ('hold', 'custody:hold', 'custody:hold'), ('release', 'custody:propose-release', 'custody:change'),
      ('production', 'custody:produce', 'custody:produce')) as t(name, adds, changes)
  loop
    execute format('create policy %1$s_read on custody.%1$s for select to mizan_app
      using (prison_id = any ((select access.units())::integer[]) and (select access.may(''custody:read-prisoner'')))', each.name);
    execute format('create policy %1$s_add on custody.%1$s for insert to mizan_app
      with check (prison_id = any ((select access.units())::integer[]) and (select access.may(%2$L)))', each.name, each.adds);
    if each.changes is not null then
      execute format('create policy %1$s_change on custody.%1$s for update to mizan_app
        using (prison_id = any ((select access.units())::integer[]) and (select access.may(%2$L)))', each.name, each.changes);
    end if;
  end loop;
end $$;

-- Sealed: who admits writes an injury down and does not read it again.
create policy injury_read on custody.injury for select to mizan_app
  using (prison_id = any ((select access.units())::integer[]) and (select access.may('custody:read-injuries')));
create policy injury_add on custody.injury for insert to mizan_app
  with check (prison_id = any ((select access.units())::integer[]) and (select access.may('custody:admit')));

create function custody.injuries_recorded(p_imprisonment uuid) returns integer
language sql stable security definer set search_path = pg_catalog as $$
  select count(*)::integer from custody.injury j
   where j.imprisonment_id = p_imprisonment and j.prison_id = any (access.units()) and access.may('custody:read-prisoner')
$$;
comment on function custody.injuries_recorded is 'How many injuries are under seal, for those who may not open it';

-- What was computed is never rewritten, and nobody signs in another's name. Only the application is held to this: registers
-- are loaded by the owner of the database.
create function custody.keep_release_date() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if current_user <> 'mizan_app' then return new; end if;
  if (new.imprisonment_id, new.prison_id, new.inputs, new.result, new.due_release, new.hash)
      is distinct from (old.imprisonment_id, old.prison_id, old.inputs, old.result, old.due_release, old.hash)
    or (old.proposed_by is not null and new.proposed_by is distinct from old.proposed_by)
    or (old.proposed_by is null and new.proposed_by is distinct from access.account() and new.proposed_by is not null)
    or (old.confirmed_by is not null and new.confirmed_by is distinct from old.confirmed_by)
    or (old.confirmed_by is null and new.confirmed_by is distinct from access.account() and new.confirmed_by is not null)
    or (old.state in ('reopened', 'superseded') and new.state <> old.state and new.state <> 'superseded')
    or (new.state = 'confirmed' and old.state <> 'confirmed'
        and (old.state <> 'proposed' or not access.may('custody:confirm-release-date'))) then
    raise exception 'A release date is computed, proposed and confirmed in that order, each in one''s own name' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger keep_release_date before update on custody.release_date for each row execute function custody.keep_release_date();
create function custody.begin_release_date() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if current_user = 'mizan_app' and (new.state <> 'computed' or new.proposed_by is not null or new.confirmed_by is not null) then
    raise exception 'A release date begins as computed' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger begin_release_date before insert on custody.release_date for each row execute function custody.begin_release_date();

create function custody.keep_release() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if current_user <> 'mizan_app' then return new; end if;
  if (new.imprisonment_id, new.prison_id, new.proposed_by, new.gate, new.gate_hash)
      is distinct from (old.imprisonment_id, old.prison_id, old.proposed_by, old.gate, old.gate_hash)
    or (old.state in ('left', 'stopped') and new is distinct from old)
    or (new.state = 'approved' and old.state = 'proposed'
        and (new.approved_by is distinct from access.account() or not access.may('custody:approve-release')))
    or (new.state = 'approved' and old.state not in ('proposed', 'approved'))
    or (new.state = 'left' and (old.state <> 'approved' or new.gate_officer is distinct from access.account()
        or not access.may('custody:let-out')))
    or (old.approved_by is not null and new.approved_by is distinct from old.approved_by) then
    raise exception 'A release is proposed, approved and carried out in that order, each in one''s own name' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger keep_release before update on custody.release for each row execute function custody.keep_release();
create function custody.begin_release() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if current_user = 'mizan_app' and (new.state <> 'proposed' or new.proposed_by is distinct from access.account() or new.approved_by is not null) then
    raise exception 'A release begins as proposed, in one''s own name' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger begin_release before insert on custody.release for each row execute function custody.begin_release();

-- A prisoner leaves the roll only through an approved release.
create function custody.keep_imprisonment() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if current_user = 'mizan_app' and (
      (new.prison_id, new.year, new.number, new.record_id, new.admitted_at)
        is distinct from (old.prison_id, old.year, old.number, old.record_id, old.admitted_at)
      or old.state = 'released' and new is distinct from old
      or new.state = 'released' and old.state = 'in' and not exists (
        select 1 from custody.release r where r.imprisonment_id = new.id and r.state = 'left')) then
    raise exception 'A prisoner leaves the roll only through the gate' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger keep_imprisonment before update on custody.imprisonment for each row execute function custody.keep_imprisonment();

-- Whether a person is in a prison now, in whichever prison: an admission must know it. Which prison is said only to who may
-- see that prison or search the department's earlier imprisonments.
create function custody.held_now(p_person uuid)
returns table (since timestamptz, prison_id integer, number integer, year integer)
language sql stable security definer set search_path = pg_catalog as $$
  select i.admitted_at,
         case when i.prison_id = any (access.units()) then i.prison_id end,
         case when i.prison_id = any (access.units()) then i.number end,
         case when i.prison_id = any (access.units()) then i.year end
    from custody.imprisonment i
   where i.person_id = p_person and i.state = 'in' and access.may('custody:admit')
$$;

-- Earlier imprisonments anywhere in the department, and no more of each than is needed to know the person again.
create function custody.previous_imprisonments(p_person uuid, p_cnic text, p_name text, p_tokens text[], p_father text, p_limit integer)
returns table (id uuid, person_id uuid, name_en text, name_ur text, father_en text, father_ur text, sex text, birth_year integer,
  prison_id integer, number integer, year integer, admitted_year integer, released_year integer, held boolean,
  by_person boolean, by_cnic boolean, by_name real, by_sound real, by_father real)
language sql stable security definer set search_path = pg_catalog as $$
  -- Each way of finding has its own index; in one condition with `or` none of them would be used.
  with hit as (
    select i.id from custody.imprisonment i where i.person_id = p_person
    union
    select i.id from people.record r join custody.imprisonment i on i.record_id = r.id where r.cnic = p_cnic
    union
    select i.id from people.record r join custody.imprisonment i on i.record_id = r.id
     where p_name <> '' and p_name operator(public.<%) r.name_key
    union
    select i.id from people.record r join custody.imprisonment i on i.record_id = r.id
     where cardinality(p_tokens) > 0 and r.name_tokens && p_tokens
  )
  select i.id, i.person_id, r.name_en, r.name_ur, r.father_en, r.father_ur, r.sex, extract(year from r.birth_date)::integer,
         i.prison_id, i.number, i.year, extract(year from i.admitted_at at time zone 'Asia/Karachi')::integer,
         extract(year from i.released_at at time zone 'Asia/Karachi')::integer, i.state = 'in',
         coalesce(i.person_id = p_person, false), coalesce(r.cnic = p_cnic, false),
         public.word_similarity(p_name, r.name_key),
         cardinality(array(select unnest(r.name_tokens) intersect select unnest(p_tokens)))::real / greatest(1, cardinality(p_tokens)),
         case when p_father = '' or r.father_key = '' then 0 else public.similarity(p_father, r.father_key) end
    from hit join custody.imprisonment i on i.id = hit.id join people.record r on r.id = i.record_id
   where access.may('custody:search-previous') and i.jurisdiction = access.jurisdiction()
   order by coalesce(i.person_id = p_person, false) desc, coalesce(r.cnic = p_cnic, false) desc,
         greatest(public.word_similarity(p_name, r.name_key),
           cardinality(array(select unnest(r.name_tokens) intersect select unnest(p_tokens)))::real / greatest(1, cardinality(p_tokens))) desc,
         i.admitted_at desc
   limit least(p_limit, 20)
$$;

-- Where the accused of a case are held, for the other agencies of the case: prison, number and since when, and nothing of
-- what the prison keeps to itself.
create function custody.custody_of_case(p_case uuid)
returns table (party_id uuid, imprisonment_id uuid, prison_id integer, number integer, year integer, category text, state text,
  admitted_at timestamptz, released_at timestamptz, next_production date)
language sql stable security definer set search_path = pg_catalog as $$
  select w.party_id, case when i.prison_id = any (access.units()) then i.id end, i.prison_id, i.number, i.year, i.category, i.state,
         i.admitted_at, i.released_at, case when w.state = 'in-force' then w.next_production end
    from custody.warrant w
    join custody.imprisonment i on i.id = w.imprisonment_id
    join cases.party p on p.id = w.party_id
   where w.case_id = p_case and access.may('custody:read-custody') and p.units && access.units()
   order by i.admitted_at desc
$$;

-- The same for one person: a police station or court sees it of persons whose party in a case it can see.
create function custody.custody_of_person(p_person uuid)
returns table (imprisonment_id uuid, prison_id integer, number integer, year integer, category text, state text,
  admitted_at timestamptz, released_at timestamptz)
language sql stable security definer set search_path = pg_catalog as $$
  select case when i.prison_id = any (access.units()) then i.id end, i.prison_id, i.number, i.year, i.category, i.state,
         i.admitted_at, i.released_at
    from custody.imprisonment i
   where i.person_id = p_person and access.may('custody:read-custody')
     and (i.prison_id = any (access.units()) or exists (
       select 1 from custody.warrant w join cases.party p on p.id = w.party_id
        where w.imprisonment_id = i.id and p.units && access.units()))
   order by i.admitted_at desc
$$;
-- Who signed, by name: account names are otherwise seen only by those who manage access.
create function custody.signed_by(p_account uuid) returns table (name_en text, name_ur text)
language sql stable security definer set search_path = pg_catalog as $$
  select a.name_en, a.name_ur from identity.account a
   where a.id = p_account and access.may('custody:read-prisoner')
     and exists (select 1 from access.grant g where g.account_id = a.id and (g.unit_id = any (access.units()) or a.kind = 'service'))
$$;
revoke execute on function custody.signed_by from public;
grant execute on function custody.signed_by to mizan_app;
revoke execute on function custody.injuries_recorded, custody.held_now, custody.previous_imprisonments, custody.custody_of_case,
  custody.custody_of_person from public;
grant execute on function custody.injuries_recorded, custody.held_now, custody.previous_imprisonments, custody.custody_of_case,
  custody.custody_of_person to mizan_app;
