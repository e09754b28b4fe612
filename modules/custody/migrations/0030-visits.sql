-- needs: people
-- Visits (mulaqat): who may come, whom they come to see, when there is room, and what became of each visit. Visitors are a registry
-- of the prison department's own: nothing joins it to the registry of persons, so that nobody learns at the desk that a visitor is
-- known to the police, accused or a victim.
create function custody.own_departments() returns integer[]
language sql stable security definer set search_path = pg_catalog as $$
  select coalesce(array_agg(distinct u.id), '{}') from units.unit u
   where u.kind = 'prison-department' and (u.id = any (access.units()) or exists (
     select 1 from units.reach r where r.hierarchy = 'prison' and r.ancestor_id = u.id and r.descendant_id = any (access.units())))
$$;
revoke execute on function custody.own_departments from public;
grant execute on function custody.own_departments to mizan_app;

create table custody.visitor (
  id uuid primary key default gen_random_uuid(),
  jurisdiction text not null,
  department_id integer not null references units.unit,
  name_en text not null check (name_en <> ''),
  name_ur text not null check (name_ur <> ''),
  father_en text,
  father_ur text,
  sex text not null check (sex in ('M', 'F', 'X')),
  cnic text check (cnic ~ '^[1-8][0-9]{12}$'),
  other_paper text,
  licence text,
  phone text,
  overrides jsonb not null default '[]' check (jsonb_typeof(overrides) = 'array'),
  registered_by uuid default access.account(),
  registered_at timestamptz not null default clock_timestamp(),
  unique (id, department_id)
);
comment on table custody.visitor is 'Somebody who visits prisoners, as one prison department knows them; joined to no other registry';
comment on column custody.visitor.other_paper is 'What identifies somebody without a CNIC: B-form of a child, passport, POR card';
comment on column custody.visitor.licence is 'Number of the licence of the Bar, of an advocate';
create unique index visitor_by_cnic on custody.visitor (department_id, cnic);
create index visitor_by_name on custody.visitor (department_id, lower(name_en) text_pattern_ops);
create index visitor_by_name_ur on custody.visitor (department_id, name_ur text_pattern_ops);

create table custody.visitor_tie (
  id uuid primary key default gen_random_uuid(),
  jurisdiction text not null,
  prison_id integer not null references units.unit,
  imprisonment_id uuid not null,
  visitor_id uuid not null references custody.visitor,
  relation text not null check (relation in ('father', 'mother', 'spouse', 'son', 'daughter', 'brother', 'sister', 'grandparent',
    'grandchild', 'uncle-aunt', 'cousin', 'in-law', 'friend', 'advocate', 'consular', 'other')),
  state text not null default 'pending' check (state in ('pending', 'approved', 'refused')),
  why text,
  until_on date,
  decided_by uuid,
  decided_at timestamptz,
  added_by uuid default access.account(),
  added_at timestamptz not null default clock_timestamp(),
  unique (imprisonment_id, visitor_id),
  foreign key (imprisonment_id, prison_id) references custody.imprisonment (id, prison_id),
  check ((state = 'pending') = (decided_at is null)),
  check (state <> 'refused' or why is not null)
);
comment on table custody.visitor_tie is 'The list of a prisoner: who may visit, as what, whether the prison has vetted it, by whom and until when';
comment on column custody.visitor_tie.until_on is 'Vetted until the end of this day; empty for as long as the stay lasts';
create index visitor_tie_by_imprisonment on custody.visitor_tie (imprisonment_id);
create index visitor_tie_by_visitor on custody.visitor_tie (visitor_id);
create index visitor_tie_pending on custody.visitor_tie (prison_id, added_at) where state = 'pending';

create table custody.visit_ban (
  id uuid primary key default gen_random_uuid(),
  jurisdiction text not null,
  department_id integer not null references units.unit,
  prison_id integer references units.unit,
  visitor_id uuid not null,
  from_on date not null,
  until_on date check (until_on >= from_on),
  authority text not null,
  reason text not null check (reason in ('contraband', 'disorder', 'false-identity', 'threat', 'escape-help', 'court-order', 'other')),
  note text not null,
  banned_by uuid default access.account(),
  banned_at timestamptz not null default clock_timestamp(),
  appealed_on date,
  appeal text,
  appeal_outcome text check (appeal_outcome in ('upheld', 'lifted')),
  appeal_why text,
  appeal_by uuid,
  lifted_at timestamptz,
  lifted_by uuid,
  lifted_why text,
  foreign key (visitor_id, department_id) references custody.visitor (id, department_id),
  check ((appealed_on is null) = (appeal is null)),
  check ((appeal_outcome is null) = (appeal_why is null)),
  check (appeal_outcome is null or appeal is not null),
  check ((lifted_at is null) = (lifted_why is null))
);
comment on table custody.visit_ban is 'A visitor who may not come in: from when to when, by whose authority and why, and what became of the appeal';
comment on column custody.visit_ban.prison_id is 'Empty when the ban holds in every prison of the department';
create index visit_ban_by_visitor on custody.visit_ban (visitor_id);
create index visit_ban_by_prison on custody.visit_ban (prison_id) where lifted_at is null;

create table custody.visit_stop (
  id uuid primary key default gen_random_uuid(),
  jurisdiction text not null,
  prison_id integer not null references units.unit,
  imprisonment_id uuid not null,
  kind text not null check (kind in ('punishment', 'court-order', 'security', 'own-wish')),
  from_on date not null,
  until_on date check (until_on >= from_on),
  authority text not null,
  note text,
  ordered_by uuid default access.account(),
  ordered_at timestamptz not null default clock_timestamp(),
  ended_at timestamptz,
  ended_by uuid,
  ended_why text,
  foreign key (imprisonment_id, prison_id) references custody.imprisonment (id, prison_id),
  check ((ended_at is null) = (ended_why is null))
);
comment on table custody.visit_stop is 'A prisoner whose visits are stopped for a time: punishment, order of a court, security, or because the prisoner wishes nobody to come. An advocate is never stopped';
create index visit_stop_by_imprisonment on custody.visit_stop (imprisonment_id);
create index visit_stop_open on custody.visit_stop (prison_id) where ended_at is null;

create table custody.visit_class (
  imprisonment_id uuid not null,
  from_on date not null,
  jurisdiction text not null,
  prison_id integer not null references units.unit,
  class text not null check (class in ('ordinary', 'better')),
  authority text not null,
  set_by uuid default access.account(),
  set_at timestamptz not null default clock_timestamp(),
  primary key (imprisonment_id, from_on, set_at),
  foreign key (imprisonment_id, prison_id) references custody.imprisonment (id, prison_id)
);
comment on table custody.visit_class is 'The class whose privileges of visits a prisoner has from a day on; ordinary where nothing is written';
create index visit_class_by_prison on custody.visit_class (prison_id);

create table custody.visit_rule (
  id uuid primary key default gen_random_uuid(),
  jurisdiction text not null,
  kind text not null check (kind in ('ordinary', 'legal', 'family-room')),
  category text check (category in ('under-trial', 'convict', 'condemned', 'civil', 'detenu')),
  class text check (class in ('ordinary', 'better')),
  sex text check (sex in ('M', 'F', 'X')),
  ages text check (ages in ('adult', 'juvenile')),
  over_months integer check (over_months > 0),
  from_on date not null,
  visits integer check (visits >= 0),
  per text not null check (per in ('week', 'month', 'quarter')),
  persons integer not null check (persons between 1 and 30),
  minutes integer not null check (minutes between 5 and 4320),
  source_en text not null,
  source_ur text not null,
  basis text not null check (basis in ('reported', 'general-knowledge', 'order')),
  refer boolean not null default false,
  set_by uuid default access.account(),
  set_at timestamptz not null default clock_timestamp()
);
comment on table custody.visit_rule is 'How often, how many at once and how long, by province and from a day on; the row that says most about a prisoner counts';
comment on column custody.visit_rule.visits is 'In each period; empty for as many as are asked for';
comment on column custody.visit_rule.ages is 'A juvenile is whom the province''s law calls one (JJSA 2018 s.2(b)); the age stands there and not here';
comment on column custody.visit_rule.over_months is 'Only for those whose sentence is longer than this';
comment on column custody.visit_rule.refer is 'The text itself was not at hand: to be confirmed by the department before it is relied on';
create index visit_rule_by_province on custody.visit_rule (jurisdiction, kind, from_on desc);

insert into custody.visit_rule (jurisdiction, kind, category, class, sex, ages, over_months, from_on, visits, per, persons, minutes, source_en, source_ur, basis, refer, set_by)
values
  ('PK-PB', 'ordinary', null, null, null, null, null, '1978-01-01', 1, 'week', 3, 30, 'Pakistan Prison Rules 1978 r.544 as amended to “week” (index of the text only); persons and minutes: general knowledge', 'پاکستان پریزن رولز 1978 قاعدہ 544، ترمیم کے بعد ’ہفتہ‘ (صرف فہرست دستیاب)؛ افراد اور منٹ: عام معلومات', 'general-knowledge', true, null),
  ('PK-PB', 'ordinary', 'under-trial', null, null, null, null, '1978-01-01', 2, 'week', 3, 30, 'General knowledge; the rules’ text was not obtained', 'عام معلومات؛ قواعد کا متن دستیاب نہیں', 'general-knowledge', true, null),
  ('PK-PB', 'ordinary', null, 'better', null, null, null, '1978-01-01', 2, 'week', 5, 45, 'General knowledge (PPR 242–248 on classes); the text was not obtained', 'عام معلومات (درجات: قواعد 242 تا 248)؛ متن دستیاب نہیں', 'general-knowledge', true, null),
  ('PK-PB', 'ordinary', null, null, null, 'juvenile', null, '2018-05-24', 2, 'week', 4, 45, 'General knowledge; age as in JJSA 2018 s.2(b)', 'عام معلومات؛ عمر بمطابق جے جے ایس اے 2018 دفعہ 2(b)', 'general-knowledge', true, null),
  ('PK-PB', 'legal', null, null, null, null, null, '1978-01-01', null, 'week', 3, 60, 'Mandela Rules 61: as often as asked for, within sight and out of hearing', 'منڈیلا رولز 61: جتنی بار درکار ہو، نظر میں مگر سماعت سے باہر', 'general-knowledge', false, null),
  ('PK-PB', 'family-room', 'convict', null, null, null, 60, '2017-01-01', 3, 'quarter', 6, 1440, 'Tribune 1497196: family rooms for convicts of more than five years, three days a quarter', 'ٹریبیون 1497196: پانچ سال سے زائد سزا والوں کے لیے فیملی روم، سہ ماہی میں تین دن', 'reported', false, null),
  ('PK-SD', 'ordinary', null, null, null, null, null, '2019-01-01', 1, 'week', 5, 30, 'Dawn via The Week: 30 minutes, five visitors; which province it speaks of is not said', 'ڈان بحوالہ دی ویک: 30 منٹ، پانچ ملاقاتی؛ صوبہ واضح نہیں', 'reported', true, null),
  ('PK-SD', 'ordinary', 'under-trial', null, null, null, null, '2019-01-01', 2, 'week', 5, 30, 'General knowledge; Sindh Prisons and Corrections Rules 2019 not obtained', 'عام معلومات؛ سندھ پریزنز اینڈ کریکشنز رولز 2019 دستیاب نہیں', 'general-knowledge', true, null),
  ('PK-SD', 'ordinary', null, null, 'F', null, null, '2019-01-01', 2, 'week', 6, 45, 'General knowledge; Sindh Prisons and Corrections Rules 2019 not obtained', 'عام معلومات؛ سندھ پریزنز اینڈ کریکشنز رولز 2019 دستیاب نہیں', 'general-knowledge', true, null),
  ('PK-SD', 'ordinary', null, null, null, 'juvenile', null, '2019-01-01', 3, 'week', 6, 60, 'General knowledge; age as in JJSA 2018 s.2(b)', 'عام معلومات؛ عمر بمطابق جے جے ایس اے 2018 دفعہ 2(b)', 'general-knowledge', true, null),
  ('PK-SD', 'ordinary', null, 'better', null, null, null, '2019-01-01', 3, 'week', 5, 60, 'General knowledge; Sindh Prisons and Corrections Rules 2019 not obtained', 'عام معلومات؛ سندھ پریزنز اینڈ کریکشنز رولز 2019 دستیاب نہیں', 'general-knowledge', true, null),
  ('PK-SD', 'legal', null, null, null, null, null, '2019-01-01', null, 'week', 4, 60, 'Mandela Rules 61: as often as asked for, within sight and out of hearing', 'منڈیلا رولز 61: جتنی بار درکار ہو، نظر میں مگر سماعت سے باہر', 'general-knowledge', false, null),
  ('PK-SD', 'family-room', 'convict', null, null, null, 60, '2019-01-01', 3, 'quarter', 6, 1440, 'Tribune 1497196; whether it holds in Sindh is to be confirmed', 'ٹریبیون 1497196؛ سندھ میں اطلاق کی توثیق درکار', 'reported', true, null);

create table custody.visit_session (
  id uuid primary key default gen_random_uuid(),
  jurisdiction text not null,
  prison_id integer not null references units.unit,
  kind text not null check (kind in ('ordinary', 'legal', 'family-room')),
  place_en text not null check (place_en <> ''),
  place_ur text not null check (place_ur <> ''),
  weekday integer not null check (weekday between 1 and 7),
  from_time time not null,
  to_time time not null,
  slot_minutes integer not null check (slot_minutes between 5 and 720),
  windows integer not null check (windows between 1 and 200),
  for_sex text check (for_sex in ('M', 'F')),
  from_on date not null,
  until_on date check (until_on >= from_on),
  set_by uuid default access.account(),
  set_at timestamptz not null default clock_timestamp(),
  unique (id, prison_id),
  check (from_time < to_time and slot_minutes * interval '1 minute' <= to_time - from_time)
);
comment on table custody.visit_session is 'When and where visits take place every week: slots of equal length from the first hour to the last, and windows in each';
comment on column custody.visit_session.windows is 'Visits that take place at once; no slot holds more';
create index visit_session_by_prison on custody.visit_session (prison_id, weekday);

create table custody.visit (
  id uuid primary key default gen_random_uuid(),
  jurisdiction text not null,
  prison_id integer not null references units.unit,
  imprisonment_id uuid not null,
  session_id uuid not null,
  kind text not null check (kind in ('ordinary', 'legal', 'family-room')),
  unmonitored boolean not null generated always as (kind = 'legal') stored,
  on_date date not null,
  slot_at time not null,
  window_no integer check (window_no > 0),
  rule_id uuid not null references custody.visit_rule,
  state text not null check (state in ('booked', 'waiting', 'running', 'ended', 'cancelled', 'missed', 'refused')),
  walk_in boolean not null default false,
  token_no integer,
  token_code text,
  overrides jsonb not null default '[]' check (jsonb_typeof(overrides) = 'array'),
  booked_by uuid default access.account(),
  booked_at timestamptz not null default clock_timestamp(),
  checked_in_at timestamptz,
  started_at timestamptz,
  ended_at timestamptz,
  ended_why text,
  unique (id, prison_id),
  foreign key (imprisonment_id, prison_id) references custody.imprisonment (id, prison_id),
  foreign key (session_id, prison_id) references custody.visit_session (id, prison_id),
  check (state <> 'cancelled' or ended_why is not null)
);
comment on table custody.visit is 'One visit to one prisoner, from booking or the walk to the desk until its end';
comment on column custody.visit.window_no is 'Which of the slot''s windows. Empty only for a visit that had taken place already when it became known here and found no window; its reason stands in overrides';
comment on column custody.visit.unmonitored is 'An advocate''s visit is seen and not heard';
comment on column custody.visit.token_code is 'What the desk printed while it had no connection';
create unique index visit_window_once on custody.visit (session_id, on_date, slot_at, window_no)
  where state in ('booked', 'waiting', 'running', 'ended');
create unique index visit_token_once on custody.visit (prison_id, on_date, token_no);
create unique index visit_prisoner_once on custody.visit (imprisonment_id, on_date, slot_at) where state in ('booked', 'waiting', 'running');
create index visit_by_imprisonment on custody.visit (imprisonment_id, on_date desc);
create index visit_by_prison on custody.visit (prison_id, on_date desc, slot_at);

create table custody.visit_person (
  visit_id uuid not null,
  visitor_id uuid not null references custody.visitor,
  jurisdiction text not null,
  prison_id integer not null references units.unit,
  relation text not null,
  primary key (visit_id, visitor_id),
  foreign key (visit_id, prison_id) references custody.visit (id, prison_id)
);
comment on table custody.visit_person is 'Who came on a visit, and as what';
create index visit_person_by_visitor on custody.visit_person (visitor_id);

create table custody.visit_refusal (
  id uuid primary key default gen_random_uuid(),
  jurisdiction text not null,
  prison_id integer not null references units.unit,
  imprisonment_id uuid not null,
  visitor_id uuid references custody.visitor,
  visit_id uuid references custody.visit,
  reason text not null check (reason in ('banned', 'not-listed', 'not-vetted', 'quota-used', 'too-many', 'out', 'isolation', 'stopped', 'kept-apart',
    'slot-full', 'mixed', 'no-rule', 'identity', 'released', 'late', 'other')),
  note text,
  refused_at timestamptz not null default clock_timestamp(),
  refused_by uuid default access.account(),
  foreign key (imprisonment_id, prison_id) references custody.imprisonment (id, prison_id)
);
comment on table custody.visit_refusal is 'Who was turned away at the desk, from whom, and why: the register an inspection asks for';
create index visit_refusal_by_imprisonment on custody.visit_refusal (imprisonment_id);
create index visit_refusal_by_prison on custody.visit_refusal (prison_id, refused_at desc);
create index visit_refusal_by_visitor on custody.visit_refusal (visitor_id);

create table custody.visit_act (
  id uuid primary key,
  jurisdiction text not null,
  prison_id integer not null references units.unit,
  imprisonment_id uuid,
  visit_id uuid not null,
  kind text not null check (kind in ('walk-in', 'check-in', 'start', 'end', 'miss', 'refuse')),
  body jsonb not null,
  done_at timestamptz not null,
  done_by uuid default access.account(),
  received_at timestamptz not null default clock_timestamp(),
  outcome text not null check (outcome in ('done', 'conflict')),
  conflict jsonb,
  settled text check (settled in ('recorded', 'set-aside')),
  settled_why text,
  settled_by uuid,
  settled_at timestamptz,
  foreign key (imprisonment_id, prison_id) references custody.imprisonment (id, prison_id),
  check ((outcome = 'conflict') = (conflict is not null)),
  check ((settled is null) = (settled_why is null)),
  check (settled is null or outcome = 'conflict')
);
comment on table custody.visit_act is 'What a desk did, as it did it, with or without a connection; one sent twice is one. What the record contradicts waits here for an officer';
comment on column custody.visit_act.done_at is 'The desk''s clock; received_at is the server''s';
create index visit_act_by_imprisonment on custody.visit_act (imprisonment_id);
create index visit_act_by_visit on custody.visit_act (visit_id);
create index visit_act_open on custody.visit_act (prison_id, done_at) where outcome = 'conflict' and settled is null;

-- Whether somebody from whom this prisoner must be kept apart has a visit in the same session, or in the same place while it lasts.
create function custody.apart_in_session(p_imprisonment uuid, p_session uuid, p_on date) returns boolean
language sql stable security definer set search_path = pg_catalog as $$
  select exists (
    select 1 from custody.imprisonment me
      cross join lateral unnest(people.same_person(me.person_id)) as mine(id)
      join custody.non_association n on n.ended_at is null and mine.id in (n.one_person, n.other_person)
      cross join lateral unnest(people.same_person(case when n.one_person = mine.id then n.other_person else n.one_person end)) as them(id)
      join custody.imprisonment other on other.person_id = them.id and other.state = 'in' and other.prison_id = me.prison_id
      join custody.visit v on v.imprisonment_id = other.id and v.on_date = p_on and v.state in ('booked', 'waiting', 'running')
      join custody.visit_session theirs on theirs.id = v.session_id
      join custody.visit_session s on s.id = p_session
     where me.id = p_imprisonment and (theirs.id = s.id or theirs.place_en = s.place_en
       and theirs.from_time < s.to_time and s.from_time < theirs.to_time))
$$;

-- The same for everybody of a prison at once, for the desk: which sessions of the day are closed to whom. From whom, is not said.
create function custody.sessions_kept_apart(p_prison integer, p_on date) returns table (imprisonment_id uuid, session_id uuid)
language sql stable security definer set search_path = pg_catalog as $$
  select distinct me.id, s.id
    from custody.non_association n
    cross join lateral (values (n.one_person, n.other_person), (n.other_person, n.one_person)) as pair(mine, theirs)
    join custody.imprisonment me on me.person_id = any (people.same_person(pair.mine)) and me.state = 'in' and me.prison_id = p_prison
    join custody.imprisonment other on other.person_id = any (people.same_person(pair.theirs)) and other.state = 'in' and other.prison_id = p_prison
    join custody.visit v on v.imprisonment_id = other.id and v.on_date = p_on and v.state in ('booked', 'waiting', 'running')
    join custody.visit_session at on at.id = v.session_id
    join custody.visit_session s on s.prison_id = p_prison and (s.id = at.id or s.place_en = at.place_en and s.weekday = at.weekday
      and at.from_time < s.to_time and s.from_time < at.to_time)
   where n.ended_at is null and p_prison = any (access.units()) and access.may('custody:read-visits')
$$;

-- One at a time in a prison's day and for a prisoner: the second sees what the first did.
create function custody.lock_visits(p_prison integer, p_on date, p_imprisonment uuid) returns void
language plpgsql set search_path = pg_catalog as $$
begin
  perform pg_advisory_xact_lock(7214052, hashtext(p_prison || '/' || p_on));
  perform pg_advisory_xact_lock(7214051, hashtext(p_imprisonment::text));
end $$;

-- The last line, should the code above it be wrong: no slot fuller than its windows, no quota passed without its reason, nobody in one
-- room with whom they must be kept apart; a visit is never made to have been another.
create function custody.keep_visit() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare
  s custody.visit_session;
  r custody.visit_rule;
  begins date;
  -- What the database works out by itself is not known yet before the row is written.
  changing constant text[] := array['state', 'token_no', 'token_code', 'checked_in_at', 'started_at', 'ended_at', 'ended_why', 'unmonitored'];
begin
  perform custody.lock_visits(new.prison_id, new.on_date, new.imprisonment_id);
  if tg_op = 'UPDATE' then
    if (to_jsonb(new) - changing) is distinct from (to_jsonb(old) - changing)
      or old.state <> new.state and not (old.state, new.state) in (('booked', 'waiting'), ('booked', 'cancelled'), ('booked', 'missed'),
        ('booked', 'refused'), ('waiting', 'running'), ('waiting', 'cancelled'), ('waiting', 'refused'), ('running', 'ended')) then
      raise exception 'A visit goes its way from booking to end' using errcode = 'check_violation', constraint = 'visit_way';
    end if;
  else
    select * into s from custody.visit_session where id = new.session_id;
    select * into r from custody.visit_rule where id = new.rule_id;
    if s.kind <> new.kind or r.kind <> new.kind or r.jurisdiction <> new.jurisdiction
      or extract(isodow from new.on_date) <> s.weekday or new.on_date < s.from_on or new.on_date > coalesce(s.until_on, 'infinity')
      or new.slot_at < s.from_time or new.slot_at + s.slot_minutes * interval '1 minute' > s.to_time
      or extract(epoch from new.slot_at - s.from_time)::integer % (s.slot_minutes * 60) <> 0 then
      raise exception 'There is no such slot' using errcode = 'check_violation', constraint = 'visit_slot';
    end if;
    begins := date_trunc(r.per, new.on_date);
    if r.visits is not null and not new.overrides @> '[{"code": "custody-visits.quota-used"}]'
      and (select count(*) from custody.visit v where v.imprisonment_id = new.imprisonment_id and v.kind = new.kind
        and v.state in ('booked', 'waiting', 'running', 'ended') and v.on_date >= begins
        and v.on_date < begins + case r.per when 'week' then interval '1 week' when 'month' then interval '1 month' else interval '3 months' end) >= r.visits then
      raise exception 'The visits of the period are used' using errcode = 'check_violation', constraint = 'visit_quota';
    end if;
    if not new.overrides @> '[{"code": "custody-visits.kept-apart"}]' and custody.apart_in_session(new.imprisonment_id, new.session_id, new.on_date) then
      raise exception 'Somebody must be kept apart' using errcode = 'check_violation', constraint = 'visit_apart';
    end if;
    if new.overrides @> '[{"code": "custody-visits.slot-full"}]' then
      new.window_no := null;
    else
      select min(w) into new.window_no from generate_series(1, s.windows) w
       where not exists (select 1 from custody.visit v where v.session_id = s.id and v.on_date = new.on_date and v.slot_at = new.slot_at
         and v.window_no = w and v.state in ('booked', 'waiting', 'running', 'ended'));
      if new.window_no is null then
        raise exception 'The slot is full' using errcode = 'check_violation', constraint = 'visit_full';
      end if;
    end if;
  end if;
  if new.state = 'waiting' and new.token_no is null then
    select coalesce(max(v.token_no), 0) + 1 into new.token_no from custody.visit v where v.prison_id = new.prison_id and v.on_date = new.on_date;
  end if;
  return new;
end $$;
create trigger keep_visit before insert or update on custody.visit for each row execute function custody.keep_visit();
revoke execute on function custody.apart_in_session, custody.sessions_kept_apart, custody.lock_visits from public;
grant execute on function custody.apart_in_session, custody.sessions_kept_apart, custody.lock_visits to mizan_app;

create function custody.keep_visit_act() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if (to_jsonb(new) - array['settled', 'settled_why', 'settled_by', 'settled_at'])
      is distinct from (to_jsonb(old) - array['settled', 'settled_why', 'settled_by', 'settled_at']) or old.settled is not null then
    raise exception 'What a desk did stays as it was written; it is settled once' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger keep_visit_act before update on custody.visit_act for each row execute function custody.keep_visit_act();

select audit.watch('custody.visitor'), audit.watch('custody.visitor_tie'), audit.watch('custody.visit_ban'), audit.watch('custody.visit_stop'),
       audit.watch('custody.visit_class', 'imprisonment_id'), audit.watch('custody.visit_rule'), audit.watch('custody.visit_session'),
       audit.watch('custody.visit'), audit.watch('custody.visit_person', 'visit_id'), audit.watch('custody.visit_refusal'),
       audit.watch('custody.visit_act');
select access.protect('custody.visitor', 'select, insert'), access.protect('custody.visitor_tie'), access.protect('custody.visit_ban'),
       access.protect('custody.visit_stop'), access.protect('custody.visit_class', 'select, insert'),
       access.protect('custody.visit_rule', 'select, insert'), access.protect('custody.visit_session'), access.protect('custody.visit'),
       access.protect('custody.visit_person', 'select, insert'), access.protect('custody.visit_refusal', 'select, insert'),
       access.protect('custody.visit_act');

create policy visitor_read on custody.visitor for select to mizan_app
  using (department_id = any ((select custody.own_departments())::integer[]) and (select access.may('custody:read-visits')));
create policy visitor_add on custody.visitor for insert to mizan_app
  with check (department_id = any ((select custody.own_departments())::integer[]) and (select access.may('custody:run-visits')));
create policy visit_ban_read on custody.visit_ban for select to mizan_app
  using ((select access.may('custody:read-visits')) and (prison_id = any ((select access.units())::integer[])
    or prison_id is null and department_id = any ((select custody.own_departments())::integer[])));
create policy visit_ban_add on custody.visit_ban for insert to mizan_app
  with check ((select access.may('custody:ban-visitor')) and department_id = any ((select custody.own_departments())::integer[])
    and coalesce(prison_id, department_id) = any ((select access.units())::integer[]));
create policy visit_ban_change on custody.visit_ban for update to mizan_app
  using ((select access.may('custody:ban-visitor')) and coalesce(prison_id, department_id) = any ((select access.units())::integer[]));
create policy visit_rule_read on custody.visit_rule for select to mizan_app
  using (jurisdiction = (select access.jurisdiction()) and (select access.may('custody:read-visits')));
create policy visit_rule_add on custody.visit_rule for insert to mizan_app
  with check (jurisdiction = (select access.jurisdiction()) and (select access.may('custody:set-visit-rules')));
do $$
declare each record;
begin
  for each in select * from (values
      ('visitor_tie', 'custody:run-visits', 'custody:vet-visitor'), ('visit_stop', 'custody:override-visit', 'custody:override-visit'),
      ('visit_class', 'custody:override-visit', null), ('visit_session', 'custody:set-visit-sessions', 'custody:set-visit-sessions'),
      ('visit', 'custody:run-visits', 'custody:run-visits'), ('visit_person', 'custody:run-visits', null),
      ('visit_refusal', 'custody:run-visits', null), ('visit_act', 'custody:run-visits', 'custody:override-visit')) as t(name, adds, changes)
  loop
    execute format('create policy %1$s_read on custody.%1$s for select to mizan_app
      using (prison_id = any ((select access.units())::integer[]) and (select access.may(''custody:read-visits'')))', each.name);
    execute format('create policy %1$s_add on custody.%1$s for insert to mizan_app
      with check (prison_id = any ((select access.units())::integer[]) and (select access.may(%2$L)))', each.name, each.adds);
    if each.changes is not null then
      execute format('create policy %1$s_change on custody.%1$s for update to mizan_app
        using (prison_id = any ((select access.units())::integer[]) and (select access.may(%2$L)))', each.name, each.changes);
    end if;
  end loop;
end $$;
-- A ban from above cancels what is booked in the prisons below.
create policy visit_cancel_banned on custody.visit for update to mizan_app
  using (prison_id = any ((select access.units())::integer[]) and (select access.may('custody:ban-visitor')))
  with check (state = 'cancelled');
