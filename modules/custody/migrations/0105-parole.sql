-- needs: people units identity workflow
-- Liberty under conditions. A convict may serve a part of the sentence outside, on a licence of the Government (Good Conduct Prisoners'
-- Probational Release Act 1926 s.2): the sentence runs on, the person is not on the roll. Whom a court put on probation instead of
-- sending to prison (Probation of Offenders Ordinance 1960) is supervised by the same officer and kept here too.

-- Numbers and exclusions are data of a province and a day, with what they rest on. Where the text was not obtained there is no number,
-- and whoever asks is referred to an officer of law.
create table custody.conditional_rule (
  jurisdiction text not null,
  code text not null check (code ~ '^[a-z][a-z-]{1,40}$'),
  from_on date not null,
  to_on date,
  kind text not null check (kind in ('number', 'exclusion')),
  value integer check (value > 0),
  unit text check (unit in ('days', 'months', 'percent')),
  effect text check (effect in ('bars', 'refer')),
  category text,
  act text,
  name_en text not null,
  name_ur text not null,
  citation text not null,
  standing text not null check (standing in ('given', 'statute', 'general', 'refer')),
  primary key (jurisdiction, code, from_on),
  check (to_on > from_on),
  check ((kind = 'number') = (unit is not null)),
  check (kind = 'exclusion' or value is not null or standing = 'refer'),
  check ((kind = 'exclusion') = (effect is not null) and (kind = 'exclusion') = (category is not null or act is not null))
);
comment on table custody.conditional_rule is 'Numbers and exclusions of parole, probation and the tracing of sureties, by province and day; a province''s own row goes before that of PK';
comment on column custody.conditional_rule.standing is 'given: in the texts this system was built from; statute: a commonly known section; general: configuration or general knowledge, to be confirmed; refer: the text was not obtained, an officer of law says';
comment on column custody.conditional_rule.effect is 'bars: no licence; refer: an officer of law must say first';
comment on column custody.conditional_rule.act is 'The Act, as sections on warrants name it, under which somebody is convicted';

insert into custody.conditional_rule (jurisdiction, code, from_on, kind, value, unit, effect, category, act, name_en, name_ur, citation, standing) values
  ('PK', 'share-served', '1927-01-01', 'number', null, 'percent', null, null, null,
    'The part of the sentence to be served first stands in rule 9, whose text was not obtained: the law officer says whether it is reached.',
    'سزا کا کتنا حصہ پہلے کاٹنا لازم ہے، یہ قاعدہ 9 میں ہے جس کا متن دستیاب نہیں: لاء افسر بتائے کہ حد پوری ہوئی یا نہیں۔',
    'Good Conduct Prisoners’ Probational Release Rules 1927, rule 9', 'refer'),
  ('PK', 'condemned', '1926-01-01', 'exclusion', null, null, 'bars', 'condemned', null,
    'Under sentence of death: a licence is for a sentence of imprisonment.', 'سزائے موت: لائسنس صرف سزائے قید میں ملتا ہے۔',
    'Good Conduct Prisoners’ Probational Release Act 1926, s.2', 'statute'),
  ('PK', 'terrorism', '1997-08-20', 'exclusion', null, null, 'refer', null, 'ATA',
    'Convicted under the Anti-Terrorism Act: section 21-F bars remission; whether a licence too, the law officer says.',
    'انسدادِ دہشت گردی ایکٹ کی سزا: دفعہ 21-ایف معافی روکتی ہے؛ لائسنس بھی رکتا ہے یا نہیں، لاء افسر بتائے۔', 'ATA 1997 s.21-F', 'given'),
  ('PK', 'narcotics', '2022-09-06', 'exclusion', null, null, 'refer', null, 'CNSA',
    'Convicted under the Control of Narcotic Substances Act: section 9-A bars remission; whether a licence too, the law officer says.',
    'انسدادِ منشیات ایکٹ کی سزا: دفعہ 9-اے معافی روکتی ہے؛ لائسنس بھی رکتا ہے یا نہیں، لاء افسر بتائے۔', 'CNSA 1997 s.9-A', 'given'),
  ('PK', 'accountability', '1999-11-16', 'exclusion', null, null, 'refer', null, 'NAO',
    'Convicted under the National Accountability Ordinance, which bars remission: whether a licence too, the law officer says.',
    'قومی احتساب آرڈیننس کی سزا میں معافی نہیں: لائسنس بھی رکتا ہے یا نہیں، لاء افسر بتائے۔', 'NAO 1999', 'given'),
  ('PK', 'probation-least', '1960-11-01', 'number', 12, 'months', null, null, null, 'Probation lasts at least', 'پروبیشن کی کم از کم مدت',
    'Probation of Offenders Ordinance 1960, s.5', 'given'),
  ('PK', 'probation-most', '1960-11-01', 'number', 36, 'months', null, null, null, 'Probation lasts at most', 'پروبیشن کی زیادہ سے زیادہ مدت',
    'Probation of Offenders Ordinance 1960, s.5', 'given'),
  ('PK', 'report-every', '1926-01-01', 'number', 30, 'days', null, null, null, 'Reports to the officer every', 'افسر کے سامنے حاضری ہر',
    'Departmental configuration', 'general'),
  ('PK-PB', 'report-every', '2019-01-01', 'number', 15, 'days', null, null, null, 'Reports to the officer every', 'افسر کے سامنے حاضری ہر',
    'Departmental configuration of Punjab', 'general'),
  ('PK', 'surety-reminder', '1898-07-01', 'number', 7, 'days', null, null, null, 'Bail granted and still inside: reminder after', 'ضمانت منظور مگر رہائی نہیں: یاد دہانی بعد از',
    'Departmental configuration', 'general'),
  ('PK', 'surety-escalation', '1898-07-01', 'number', 30, 'days', null, null, null, 'Bail granted and still inside: put before the Sessions Judge after', 'ضمانت منظور مگر رہائی نہیں: سیشن جج کے علم میں بعد از',
    'Departmental configuration', 'general'),
  ('PK-PB', 'surety-reminder', '2019-01-01', 'number', 5, 'days', null, null, null, 'Bail granted and still inside: reminder after', 'ضمانت منظور مگر رہائی نہیں: یاد دہانی بعد از',
    'Departmental configuration of Punjab', 'general'),
  ('PK-PB', 'surety-escalation', '2019-01-01', 'number', 21, 'days', null, null, null, 'Bail granted and still inside: put before the Sessions Judge after', 'ضمانت منظور مگر رہائی نہیں: سیشن جج کے علم میں بعد از',
    'Departmental configuration of Punjab', 'general'),
  ('PK', 'verification-due', '1898-07-01', 'number', 7, 'days', null, null, null, 'A surety’s papers are verified within', 'ضامن کے کاغذات کی تصدیق اندر',
    'Departmental configuration', 'general');

create function custody.conditional_number(p_jurisdiction text, p_code text, p_on date) returns integer
language sql stable set search_path = pg_catalog as $$
  select r.value from custody.conditional_rule r
   where r.code = p_code and r.jurisdiction in (p_jurisdiction, 'PK') and r.from_on <= p_on and (r.to_on is null or r.to_on > p_on)
   order by r.jurisdiction = 'PK', r.from_on desc limit 1
$$;
comment on function custody.conditional_number is 'The number of a province on a day; null where the text was not obtained';

create table custody.parole_case (
  id uuid primary key default gen_random_uuid(),
  jurisdiction text not null,
  prison_id integer not null references units.unit,
  imprisonment_id uuid not null,
  state text not null default 'open' check (state in ('open', 'forwarded', 'granted', 'refused', 'withdrawn')),
  referred_paper text,
  asked_by_prisoner_on date not null,
  opened_by uuid not null default access.account() references identity.account,
  opened_at timestamptz not null default clock_timestamp(),
  conduct text check (conduct in ('very-good', 'good', 'fair', 'poor')),
  conduct_words text,
  conduct_recommends boolean,
  conduct_by uuid references identity.account,
  conduct_at timestamptz,
  visited_on date,
  residence text,
  residence_fit boolean,
  employer text,
  employer_willing boolean,
  inquiry_words text,
  inquiry_recommends boolean,
  inquiry_by uuid references identity.account,
  inquiry_at timestamptz,
  forwarded_on date,
  forwarded_paper text,
  forwarded_by uuid references identity.account,
  decided_on date,
  decided_order text,
  decided_authority text,
  decided_why text,
  decided_by uuid references identity.account,
  foreign key (imprisonment_id, prison_id) references custody.imprisonment (id, prison_id),
  check ((conduct is null) = (conduct_by is null) and (conduct is null) = (conduct_recommends is null)),
  check ((visited_on is null) = (inquiry_by is null) and (visited_on is null) = (inquiry_recommends is null)),
  -- Nothing goes up without the prison's word and the officer's, each in its own name.
  check (state not in ('forwarded', 'granted', 'refused') or (conduct_by is not null and inquiry_by is not null and forwarded_on is not null)),
  check (conduct_by <> inquiry_by),
  check ((state in ('granted', 'refused')) = (decided_order is not null)),
  check (state <> 'refused' or decided_why is not null)
);
comment on table custody.parole_case is 'A convict''s case for a licence: the prison''s report, the officer''s inquiry at home, the Government''s decision';
comment on column custody.parole_case.referred_paper is 'Where the law left a question open: the paper by which an officer of law answered it';
create unique index parole_case_open on custody.parole_case (imprisonment_id) where state in ('open', 'forwarded');
create index parole_case_by_imprisonment on custody.parole_case (imprisonment_id);
create index parole_case_by_prison on custody.parole_case (prison_id, state, opened_at desc);

create table custody.licence (
  id uuid primary key default gen_random_uuid(),
  jurisdiction text not null,
  prison_id integer not null references units.unit,
  imprisonment_id uuid not null,
  parole_case_id uuid not null unique references custody.parole_case,
  state text not null default 'to-verify'
    check (state in ('to-verify', 'issued', 'running', 'held', 'revoked', 'returned', 'discharged', 'cancelled')),
  order_number text not null,
  order_on date not null,
  authority text not null,
  from_on date not null,
  conditions text[] not null check (cardinality(conditions) > 0),
  employer text,
  residence text not null,
  recorded_by uuid not null default access.account() references identity.account,
  recorded_at timestamptz not null default clock_timestamp(),
  verified_by uuid references identity.account,
  verified_at timestamptz,
  verified_how text,
  left_at timestamptz,
  next_report_on date,
  revoked_on date,
  revoked_order text,
  revoked_why text,
  revoked_by uuid references identity.account,
  returned_at timestamptz,
  returned_imprisonment_id uuid references custody.imprisonment,
  days_count text check (days_count in ('counted', 'not-counted')),
  days_paper text,
  days_by uuid references identity.account,
  discharged_on date,
  discharged_by uuid references identity.account,
  foreign key (imprisonment_id, prison_id) references custody.imprisonment (id, prison_id),
  check (from_on >= order_on),
  -- A forged order frees nobody: another officer than the one who entered it has it confirmed by its authority.
  check ((verified_by is null) = (verified_how is null) and verified_by <> recorded_by),
  check (state in ('to-verify', 'cancelled') or verified_by is not null),
  check ((state in ('running', 'held', 'revoked', 'returned', 'discharged')) = (left_at is not null)),
  check ((state in ('revoked', 'returned')) = (revoked_order is not null)),
  check ((revoked_order is null) = (revoked_on is null) and (revoked_order is null) = (revoked_why is null)),
  check ((state = 'returned') = (returned_imprisonment_id is not null)),
  check ((days_count is null) = (days_paper is null)),
  check ((state = 'discharged') = (discharged_on is not null))
);
comment on table custody.licence is 'A licence to be outside while the sentence runs: the order, its conditions, the way out, revocation and return, discharge';
comment on column custody.licence.state is 'to-verify: order entered; issued: confirmed, the gate may open; running: outside; held: outside of this sentence''s roll but in prison in another case; revoked: to be brought back; returned; discharged: the sentence is over; cancelled: never carried out';
comment on column custody.licence.days_count is 'Whether the days between revocation and return count to the sentence: not in the texts obtained, so an officer of law says, by a paper';
comment on column custody.licence.returned_imprisonment_id is 'The stay in which the same sentence is served on after revocation';
create unique index licence_open on custody.licence (imprisonment_id) where state in ('to-verify', 'issued', 'running', 'held', 'revoked');
create index licence_by_imprisonment on custody.licence (imprisonment_id);
create index licence_returned on custody.licence (returned_imprisonment_id) where returned_imprisonment_id is not null;
create index licence_by_prison on custody.licence (prison_id, state, next_report_on);

alter table custody.imprisonment add column resumes uuid references custody.imprisonment;
comment on column custody.imprisonment.resumes is 'The stay whose sentence is served on here after a licence was revoked';
create index imprisonment_resumes on custody.imprisonment (resumes) where resumes is not null;

create table custody.probation_order (
  id uuid primary key default gen_random_uuid(),
  jurisdiction text not null,
  prison_id integer not null references units.unit,
  section text not null check (section in ('4', '5')),
  name_en text not null,
  name_ur text not null,
  father_en text,
  father_ur text,
  sex text not null check (sex in ('M', 'F')),
  cnic text check (cnic ~ '^[0-9]{13}$'),
  residence text not null,
  court_id integer not null references units.unit,
  case_label text not null,
  sections text not null,
  ordered_on date not null,
  until_on date not null,
  bond numeric(12, 2) check (bond > 0),
  conditions text[] not null default '{}',
  state text not null default 'running' check (state in ('running', 'breach-reported', 'ended')),
  next_report_on date,
  ended_on date,
  ended_how text check (ended_how in ('completed', 'sentenced', 'varied', 'died')),
  ended_paper text,
  entered_by uuid not null default access.account() references identity.account,
  entered_at timestamptz not null default clock_timestamp(),
  check (until_on > ordered_on),
  check ((state = 'ended') = (ended_on is not null) and (ended_on is null) = (ended_how is null)),
  check (ended_how is null or ended_how = 'completed' or ended_paper is not null)
);
comment on table custody.probation_order is 'What a court ordered instead of prison: conditional discharge (s.4) or probation (s.5), under the officer who sits at this prison';
comment on column custody.probation_order.prison_id is 'The prison at which the officer of this district sits; the person is not a prisoner of it';
create index probation_by_prison on custody.probation_order (prison_id, state, next_report_on);

create table custody.supervision_entry (
  id uuid primary key default gen_random_uuid(),
  jurisdiction text not null,
  prison_id integer not null references units.unit,
  licence_id uuid references custody.licence,
  probation_id uuid references custody.probation_order,
  kind text not null check (kind in ('reported', 'home-visit', 'work-visit', 'telephone', 'missed', 'warning', 'breach')),
  on_date date not null,
  words text not null,
  told text,
  entered_by uuid not null default access.account() references identity.account,
  entered_at timestamptz not null default clock_timestamp(),
  check ((licence_id is null) <> (probation_id is null)),
  check ((kind = 'breach') = (told is not null))
);
comment on table custody.supervision_entry is 'The officer''s diary: reporting, visits, what was missed, breaches; written once';
comment on column custody.supervision_entry.told is 'Of a breach: the paper by which the court or the Government was told';
create index supervision_by_licence on custody.supervision_entry (licence_id, on_date desc);
create index supervision_by_probation on custody.supervision_entry (probation_id, on_date desc);

alter table custody.release drop constraint release_ground_check;
alter table custody.release add constraint release_ground_check
  check (ground in ('bail', 'acquittal', 'discharge', 'expiry', 'fine-paid', 'suspended', 'compromise', 'licence'));

select audit.watch('custody.conditional_rule', 'code'), audit.watch('custody.parole_case'), audit.watch('custody.licence'), audit.watch('custody.probation_order'),
       audit.watch('custody.supervision_entry');
select access.protect('custody.conditional_rule', 'select'), access.protect('custody.parole_case'), access.protect('custody.licence'),
       access.protect('custody.probation_order'), access.protect('custody.supervision_entry', 'select, insert');

create policy conditional_rule_read on custody.conditional_rule for select to mizan_app using (true);
create policy parole_read on custody.parole_case for select to mizan_app
  using (prison_id = any ((select access.units())::integer[]) and (select access.may('custody:read-parole')));
create policy parole_add on custody.parole_case for insert to mizan_app
  with check (prison_id = any ((select access.units())::integer[]) and (select access.may('custody:open-parole')));
create policy parole_change on custody.parole_case for update to mizan_app
  using (prison_id = any ((select access.units())::integer[]) and ((select access.may('custody:open-parole'))
    or (select access.may('custody:report-conduct')) or (select access.may('custody:inquire-parole')) or (select access.may('custody:enter-licence'))));
-- The gate and every list must know of a licence; what led to it they need not.
create policy licence_read on custody.licence for select to mizan_app
  using (prison_id = any ((select access.units())::integer[]) and (select access.may('custody:read-prisoner')));
create policy licence_add on custody.licence for insert to mizan_app
  with check (prison_id = any ((select access.units())::integer[]) and (select access.may('custody:enter-licence')));
create policy licence_change on custody.licence for update to mizan_app
  using (prison_id = any ((select access.units())::integer[]) and ((select access.may('custody:enter-licence'))
    or (select access.may('custody:verify-licence')) or (select access.may('custody:supervise')) or (select access.may('custody:discharge-licence'))));
create policy probation_read on custody.probation_order for select to mizan_app
  using (prison_id = any ((select access.units())::integer[]) and (select access.may('custody:read-probation')));
create policy probation_add on custody.probation_order for insert to mizan_app
  with check (prison_id = any ((select access.units())::integer[]) and (select access.may('custody:supervise')));
create policy probation_change on custody.probation_order for update to mizan_app
  using (prison_id = any ((select access.units())::integer[]) and (select access.may('custody:supervise')));
create policy supervision_read on custody.supervision_entry for select to mizan_app
  using (prison_id = any ((select access.units())::integer[]) and (case when licence_id is null then (select access.may('custody:read-probation'))
    else (select access.may('custody:read-parole')) end));
create policy supervision_add on custody.supervision_entry for insert to mizan_app
  with check (prison_id = any ((select access.units())::integer[]) and (select access.may('custody:supervise')));

-- Each word in one's own name, and none taken back. Registers loaded by the owner of the database are not held to it.
create function custody.keep_parole_case() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if current_user <> 'mizan_app' then return new; end if;
  if (new.imprisonment_id, new.prison_id, new.opened_by) is distinct from (old.imprisonment_id, old.prison_id, old.opened_by)
    or old.state in ('granted', 'refused', 'withdrawn') and new is distinct from old
    or old.conduct_by is not null and (new.conduct, new.conduct_words, new.conduct_recommends, new.conduct_by)
      is distinct from (old.conduct, old.conduct_words, old.conduct_recommends, old.conduct_by)
    or old.conduct_by is null and new.conduct_by is not null and (new.conduct_by <> access.account() or not access.may('custody:report-conduct'))
    or old.inquiry_by is not null and (new.visited_on, new.residence, new.employer, new.inquiry_words, new.inquiry_recommends, new.inquiry_by)
      is distinct from (old.visited_on, old.residence, old.employer, old.inquiry_words, old.inquiry_recommends, old.inquiry_by)
    or old.inquiry_by is null and new.inquiry_by is not null and (new.inquiry_by <> access.account() or not access.may('custody:inquire-parole'))
    or new.state in ('granted', 'refused') and (old.state <> 'forwarded' or new.decided_by is distinct from access.account()
      or not access.may('custody:enter-licence')) then
    raise exception 'A parole case is reported on, inquired into, forwarded and decided in that order, each in one''s own name' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger keep_parole_case before update on custody.parole_case for each row execute function custody.keep_parole_case();

create function custody.keep_licence() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if current_user <> 'mizan_app' then return new; end if;
  if tg_op = 'INSERT' then
    if new.state <> 'to-verify' or new.recorded_by is distinct from access.account() or not exists (
      select 1 from custody.parole_case c where c.id = new.parole_case_id and c.state = 'granted' and c.imprisonment_id = new.imprisonment_id
        and c.decided_order = new.order_number) then
      raise exception 'A licence begins with the order that granted it' using errcode = 'check_violation';
    end if;
    return new;
  end if;
  if (new.imprisonment_id, new.prison_id, new.parole_case_id, new.order_number, new.order_on, new.from_on, new.conditions, new.recorded_by, new.left_at,
        new.returned_at, new.returned_imprisonment_id)
      is distinct from (old.imprisonment_id, old.prison_id, old.parole_case_id, old.order_number, old.order_on, old.from_on, old.conditions,
        old.recorded_by, old.left_at, old.returned_at, old.returned_imprisonment_id)
    or (old.state, new.state) not in (('to-verify', 'to-verify'), ('to-verify', 'issued'), ('to-verify', 'cancelled'), ('issued', 'issued'),
      ('issued', 'cancelled'), ('running', 'running'), ('running', 'revoked'), ('running', 'discharged'), ('held', 'held'), ('held', 'revoked'),
      ('held', 'discharged'), ('revoked', 'revoked'), ('returned', 'returned'))
    or new.state = 'issued' and old.state = 'to-verify' and (new.verified_by is distinct from access.account() or not access.may('custody:verify-licence'))
    or new.state = 'revoked' and old.state <> 'revoked' and (new.revoked_by is distinct from access.account() or not access.may('custody:enter-licence'))
    or new.state = 'discharged' and old.state <> 'discharged' and (new.discharged_by is distinct from access.account()
      or not access.may('custody:discharge-licence'))
    or new.days_count is distinct from old.days_count and (old.days_count is not null or new.days_by is distinct from access.account()
      or not access.may('custody:discharge-licence')) then
    raise exception 'A licence is verified, carried out at the gate, revoked or discharged, each in one''s own name' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger keep_licence before insert or update on custody.licence for each row execute function custody.keep_licence();

-- Out at the gate and the licence runs; in prison in another case and it does not; out again and it does. By themselves, in the same
-- transaction, so that nobody is on licence and on a roll at once whatever the code does.
create function custody.follow_licence() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare
  l custody.licence;
begin
  if tg_op = 'INSERT' then
    if new.follows is not null then
      update custody.parole_case set imprisonment_id = new.id, prison_id = new.prison_id where imprisonment_id = new.follows and state in ('open', 'forwarded', 'granted');
      update custody.licence set imprisonment_id = new.id, prison_id = new.prison_id where imprisonment_id = new.follows and state in ('to-verify', 'issued');
      update custody.licence set returned_imprisonment_id = new.id where returned_imprisonment_id = new.follows;
    elsif new.state = 'in' then
      update custody.licence x set state = 'held' from custody.imprisonment i
       where x.imprisonment_id = i.id and i.person_id = new.person_id and x.state = 'running';
    end if;
    return null;
  end if;
  if new.state <> 'released' or old.state <> 'in' then return null; end if;
  if new.release_ground = 'licence' then
    update custody.licence set state = 'running', left_at = new.released_at,
        next_report_on = (new.released_at at time zone 'Asia/Karachi')::date
          + custody.conditional_number(jurisdiction, 'report-every', (new.released_at at time zone 'Asia/Karachi')::date)
      where imprisonment_id = new.id and state = 'issued' and from_on <= (new.released_at at time zone 'Asia/Karachi')::date returning * into l;
    if l.id is null then
      raise exception 'Nobody leaves on a licence that is not in force' using errcode = 'check_violation';
    end if;
  elsif new.release_ground <> 'transfer' then
    -- Whoever leaves otherwise needs the licence no more.
    update custody.licence set state = 'cancelled' where imprisonment_id = new.id and state in ('to-verify', 'issued');
    -- A death ends the sentence too.
    update custody.licence x set state = case new.release_ground when 'death' then 'discharged' else 'running' end,
        discharged_on = case new.release_ground when 'death' then (new.released_at at time zone 'Asia/Karachi')::date end
      from custody.imprisonment i where x.imprisonment_id = i.id and i.person_id = new.person_id and x.state = 'held';
  end if;
  return null;
end $$;
create trigger follow_licence after insert or update of state on custody.imprisonment for each row execute function custody.follow_licence();

create function custody.never_on_licence_and_in() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  if new.state = 'running' and exists (select 1 from custody.imprisonment i join custody.imprisonment o on o.person_id = i.person_id and o.state = 'in'
      where i.id = new.imprisonment_id) then
    raise exception 'Nobody is on licence and on a roll at once' using errcode = 'check_violation';
  end if;
  return null;
end $$;
create constraint trigger never_on_licence_and_in after insert or update of state on custody.licence deferrable initially deferred
  for each row execute function custody.never_on_licence_and_in();

-- Brought back after revocation: in again under a new number, or where the person already is in another case; the same sentence is
-- served on there, with its remission, its fines and its date, for time on licence counts as imprisonment (1926 Act s.4).
create function custody.return_from_licence(p_licence uuid) returns uuid
language plpgsql security definer set search_path = pg_catalog as $$
declare
  l custody.licence;
  stay custody.imprisonment;
  other custody.imprisonment;
  here uuid;
  next integer;
  at constant timestamptz := clock_timestamp();
  this_year constant integer := extract(year from at at time zone 'Asia/Karachi');
  name text;
begin
  select * into l from custody.licence x where x.id = p_licence for update;
  if l.prison_id is null or not l.prison_id = any (access.units()) or not access.may('custody:admit') or l.state <> 'revoked' then
    raise exception 'Only whose licence was revoked is brought back on it' using errcode = 'check_violation';
  end if;
  select * into stay from custody.imprisonment i where i.id = l.imprisonment_id for no key update;
  select * into other from custody.imprisonment i where i.person_id = stay.person_id and i.state = 'in' for no key update;
  if other.id is not null and other.prison_id <> l.prison_id then
    raise exception 'Held in another prison' using errcode = 'check_violation', constraint = 'licence_held_elsewhere';
  end if;
  here := coalesce(other.id, gen_random_uuid());
  if other.id is null then
    insert into custody.counter as c (prison_id, register, year, last) values (l.prison_id, 'admission', this_year, 1)
      on conflict (prison_id, register, year) do update set last = c.last + 1 returning last into next;
    insert into custody.imprisonment (id, jurisdiction, prison_id, year, number, person_id, record_id, category, admitted_at, resumes)
      values (here, l.jurisdiction, l.prison_id, this_year, next, stay.person_id, stay.record_id, stay.category, at, stay.id);
    insert into custody.photo (jurisdiction, prison_id, imprisonment_id, document_id, taken_by, taken_at)
      select p.jurisdiction, l.prison_id, here, p.document_id, p.taken_by, p.taken_at from custody.photo p where p.imprisonment_id = stay.id;
  elsif exists (select 1 from custody.release_date d where d.imprisonment_id = here and d.state in ('computed', 'proposed', 'confirmed')) then
    -- Two sentences are served together from here on: one date is computed of both.
    update custody.release_date set state = case state when 'computed' then 'superseded' else 'reopened' end,
        reopened_at = case state when 'computed' then reopened_at else at end, reopened_why = case state when 'computed' then reopened_why else 'licence-revoked' end
     where imprisonment_id = stay.id and state in ('computed', 'proposed', 'confirmed');
  end if;
  foreach name in array array['warrant', 'remission', 'fine_payment', 'release_date'] loop
    execute format('update custody.%I set imprisonment_id = $2 where imprisonment_id = $1 %s', name,
      case name when 'warrant' then 'and state = ''in-force''' else '' end) using stay.id, here;
  end loop;
  update custody.licence set state = 'returned', returned_at = at, returned_imprisonment_id = here where id = l.id;
  return here;
end $$;
-- How often, and no more: for what and by whom stays with those who keep discipline.
create function custody.punishments_counted(p_imprisonment uuid, p_since date) returns integer
language sql stable security definer set search_path = pg_catalog as $$
  select count(*)::integer from custody.punishment p
   where p.imprisonment_id = p_imprisonment and p.state in ('suspended', 'in-force') and p.awarded_at >= p_since
     and p.prison_id = any (access.units()) and access.may('custody:read-parole')
$$;
comment on function custody.punishments_counted is 'How many punishments stand since a day, for whoever weighs conduct without reading the punishment book';

revoke execute on function custody.return_from_licence, custody.conditional_number, custody.punishments_counted from public;
grant execute on function custody.return_from_licence, custody.conditional_number, custody.punishments_counted to mizan_app;
