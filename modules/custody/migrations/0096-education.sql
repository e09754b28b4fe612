-- needs: identity workflow
-- Courses in prison, who attends, the result card, and the remission a passed result earns: proposed by the deputy, forwarded by the
-- Superintendent, decided by the Inspector-General. What each earns is law data by province and day; where the text was not obtained
-- there is no number, and whoever decides writes on what paper theirs rests.

create table custody.course_kind (
  code text primary key,
  subject text not null check (subject in ('literacy', 'religious', 'school', 'technical')),
  position integer not null,
  name_en text not null,
  name_ur text not null
);
comment on table custody.course_kind is 'Kinds of courses held in prisons';
insert into custody.course_kind (code, subject, position, name_en, name_ur) values
  ('literacy', 'literacy', 1, 'Adult literacy', 'تعلیمِ بالغاں'),
  ('quran-nazra', 'religious', 2, 'Quran, reading (Nazra)', 'ناظرہ قرآن'),
  ('quran-hifz', 'religious', 3, 'Quran, by heart (Hifz)', 'حفظِ قرآن'),
  ('quran-translation', 'religious', 4, 'Quran with translation', 'ترجمۃ القرآن'),
  ('primary', 'school', 5, 'Primary (class 5)', 'پرائمری (پانچویں)'),
  ('middle', 'school', 6, 'Middle (class 8)', 'مڈل (آٹھویں)'),
  ('matric', 'school', 7, 'Matriculation', 'میٹرک'),
  ('intermediate', 'school', 8, 'Intermediate', 'انٹرمیڈیٹ'),
  ('graduation', 'school', 9, 'Graduation', 'گریجویشن'),
  ('technical', 'technical', 10, 'Technical course', 'فنی کورس');

create table custody.course_remission (
  course_code text not null references custody.course_kind,
  jurisdiction text not null,
  from_on date not null,
  term_months integer not null default 0 check (term_months >= 0),
  standing text not null check (standing in ('fixed', 'range', 'refer')),
  months integer check (months > 0),
  most_months integer check (most_months >= months),
  min_marks integer check (min_marks between 1 and 100),
  citation text not null,
  note_en text not null,
  note_ur text not null,
  primary key (course_code, jurisdiction, from_on, term_months),
  check ((standing = 'refer') = (months is null)),
  check ((standing = 'range') = (most_months is not null))
);
comment on table custody.course_remission is 'What a passed course earns, by province, day and length of the term; refer: the text was not obtained, and no number is guessed';
comment on column custody.course_remission.term_months is 'For terms longer than this many months, up to the next row';
insert into custody.course_remission (course_code, jurisdiction, from_on, term_months, standing, months, most_months, min_marks, citation, note_en, note_ur)
  select c.code, 'PK-PB', '1978-01-01', band.over, 'fixed', band.months, null, 60, 'PPR 1978 r.215 (as reported, Tribune 351090)',
      'At least 60% marks; by the length of the term', 'کم از کم 60 فیصد نمبر؛ سزا کی مدت کے مطابق'
    from custody.course_kind c cross join (values (0, 4), (24, 6), (72, 8), (120, 10)) as band(over, months) where c.subject = 'school';
insert into custody.course_remission (course_code, jurisdiction, from_on, standing, months, most_months, citation, note_en, note_ur)
  select c.code, 'PK-PB', '2024-01-01', 'range', 6, 24, 'Punjab SOP 2024 (as reported)',
      'Quran: six months to two years; the report does not say how the amount is fixed', 'قرآن: چھ ماہ سے دو سال؛ مقدار کے تعین کا طریقہ خبر میں درج نہیں'
    from custody.course_kind c where c.subject = 'religious';
insert into custody.course_remission (course_code, jurisdiction, from_on, standing, months, citation, note_en, note_ur) values
  ('technical', 'PK-PB', '2024-01-01', 'fixed', 1, 'Punjab SOP 2024 (as reported)', 'Technical course: one month', 'فنی کورس: ایک ماہ'),
  ('literacy', 'PK-PB', '1978-01-01', 'refer', null, 'PPR 1978 ch. 8 (text not obtained)', 'No number is known for literacy: REFER to a law officer', 'تعلیمِ بالغاں کے لیے کوئی عدد معلوم نہیں: لاء افسر سے رجوع');
insert into custody.course_remission (course_code, jurisdiction, from_on, standing, months, citation, note_en, note_ur)
  select c.code, 'PK', date '1978-01-01', 'refer', null::integer, 'PPR 1978 ch. 8 (text not obtained)', 'The province''s text was not obtained: REFER to a law officer', 'صوبے کا متن دستیاب نہیں: لاء افسر سے رجوع' from custody.course_kind c
  union all
  select c.code, 'PK-SD', date '2019-01-01', 'refer', null::integer, 'Sindh Prisons and Correction Services Rules 2019 rr.788-796 (text not obtained)',
      'The text of the rules was not obtained: REFER to a law officer', 'قواعد کا متن دستیاب نہیں: لاء افسر سے رجوع' from custody.course_kind c;

create table custody.education_rule (
  jurisdiction text not null,
  from_on date not null,
  forward_days integer not null check (forward_days > 0),
  decide_days integer not null check (decide_days > 0),
  basis text not null,
  primary key (jurisdiction, from_on)
);
comment on table custody.education_rule is 'Within how many days a proposal is forwarded, and decided';
insert into custody.education_rule (jurisdiction, from_on, forward_days, decide_days, basis) values
  ('PK', '2020-01-01', 10, 10, 'Departmental reminder; no text was at hand'),
  ('PK-SD', '2019-01-01', 10, 5, 'Departmental reminder, Sindh; rules 788-796 of 2019 were not at hand (REFER)'),
  ('PK-PB', '2024-01-01', 7, 3, 'Punjab SOP 2024 (as reported): the Superintendent forwards in 7 days, the DIG decides in 3');

-- Who earns no remission, whatever is done or learnt. Read by the month's run too.
create table custody.remission_bar (
  code text not null check (code in ('condemned', 'short-term', 'NARCOTICS', 'TERRORISM', 'ACCOUNTABILITY')),
  jurisdiction text not null,
  from_on date not null,
  standing text not null check (standing in ('barred', 'refer')),
  months integer,
  act text,
  convicted_after date,
  section text not null,
  text_en text not null,
  text_ur text not null,
  basis text not null,
  primary key (code, jurisdiction, from_on),
  check ((code = 'short-term') = (months is not null))
);
comment on table custody.remission_bar is 'Who earns no remission, with the section; refer: an officer decides. Groups are those of the table of offences';
comment on column custody.remission_bar.act is 'Bars by itself only where every offence is of this Act; an offence of the group under another law is for an officer';
comment on column custody.remission_bar.convicted_after is 'Bars only those convicted after this day';
insert into custody.remission_bar (code, jurisdiction, from_on, standing, months, act, convicted_after, section, text_en, text_ur, basis) values
  ('condemned', 'PK', '1978-01-01', 'barred', null, null, null, 'PPR 1978 ch. 8', 'A condemned prisoner earns no remission', 'سزائے موت کے قیدی کو معافی نہیں ملتی', 'As reported'),
  ('short-term', 'PK', '1978-01-01', 'barred', 4, null, null, 'PPR 1978 ch. 8', 'Sentenced to four months or less', 'چار ماہ یا اس سے کم کی سزا', 'A lawyer''s published note; weak'),
  ('NARCOTICS', 'PK', '1997-07-07', 'barred', null, 'CNSA', '2022-09-06', 'CNSA s.9-A', 'Convicted under the narcotics law after 6 September 2022', '6 ستمبر 2022 کے بعد قانونِ منشیات کے تحت سزا', 'PHC, Dawn 1777318'),
  ('TERRORISM', 'PK', '1997-08-17', 'barred', null, 'ATA', null, 'ATA s.21-F', 'Convicted under the Anti-Terrorism Act', 'انسدادِ دہشت گردی ایکٹ کے تحت سزا', 'Named by the specification; text not at hand'),
  ('ACCOUNTABILITY', 'PK', '1999-11-16', 'barred', null, 'NAO', null, 'NAO 1999', 'Convicted under the accountability law', 'احتساب قانون کے تحت سزا', 'Named by the specification; section not at hand');

create table custody.course (
  id uuid primary key default gen_random_uuid(),
  jurisdiction text not null,
  prison_id integer not null references units.unit,
  kind_code text not null references custody.course_kind,
  teacher text not null check (teacher <> ''),
  place text not null check (place <> ''),
  capacity integer not null check (capacity between 1 and 1000),
  from_on date not null,
  closed_on date,
  opened_by uuid default access.account(),
  opened_at timestamptz not null default clock_timestamp(),
  unique (id, prison_id),
  check (closed_on >= from_on)
);
comment on table custody.course is 'A course as it is held in a prison: who teaches, where, how many it takes';
create index course_by_prison on custody.course (prison_id, from_on desc);

create table custody.enrolment (
  id uuid primary key default gen_random_uuid(),
  jurisdiction text not null,
  prison_id integer not null references units.unit,
  imprisonment_id uuid not null,
  course_id uuid not null,
  from_on date not null default workflow.today(),
  ended_on date,
  outcome text check (outcome in ('passed', 'failed', 'left')),
  enrolled_by uuid default access.account(),
  enrolled_at timestamptz not null default clock_timestamp(),
  unique (id, prison_id),
  foreign key (imprisonment_id, prison_id) references custody.imprisonment (id, prison_id),
  foreign key (course_id, prison_id) references custody.course (id, prison_id),
  check (ended_on >= from_on),
  check ((ended_on is null) = (outcome is null))
);
comment on table custody.enrolment is 'Who attends a course, from when, and how it ended';
create unique index enrolment_once on custody.enrolment (course_id, imprisonment_id) where ended_on is null;
create index enrolment_by_imprisonment on custody.enrolment (imprisonment_id, from_on desc);
create index enrolment_by_course on custody.enrolment (course_id);

create table custody.attendance (
  enrolment_id uuid not null,
  on_date date not null,
  jurisdiction text not null,
  prison_id integer not null references units.unit,
  present boolean not null,
  marked_by uuid default access.account(),
  marked_at timestamptz not null default clock_timestamp(),
  primary key (enrolment_id, on_date),
  foreign key (enrolment_id, prison_id) references custody.enrolment (id, prison_id)
);
comment on table custody.attendance is 'Who was there on a day of a course';

create table custody.result_card (
  id uuid primary key default gen_random_uuid(),
  jurisdiction text not null,
  prison_id integer not null references units.unit,
  imprisonment_id uuid not null references custody.imprisonment,
  enrolment_id uuid not null unique references custody.enrolment,
  course_code text not null references custody.course_kind,
  passed boolean not null,
  marks integer check (marks between 0 and 100),
  issued_by text not null check (issued_by <> ''),
  number text not null check (number <> ''),
  issued_on date not null,
  entered_by uuid default access.account() references identity.account,
  entered_at timestamptz not null default clock_timestamp()
);
comment on table custody.result_card is 'The result of a course as its paper says it: issuer, number, day, marks in per cent';
create index result_card_by_imprisonment on custody.result_card (imprisonment_id);

create table custody.earned_proposal (
  id uuid primary key default gen_random_uuid(),
  jurisdiction text not null,
  prison_id integer not null references units.unit,
  imprisonment_id uuid not null references custody.imprisonment,
  result_id uuid not null references custody.result_card,
  state text not null default 'proposed' check (state in ('proposed', 'forwarded', 'approved', 'refused')),
  standing text not null check (standing in ('fixed', 'range', 'refer')),
  months integer check (months between 1 and 120),
  citation text not null,
  findings jsonb not null default '[]',
  remarks text not null check (remarks <> ''),
  due_on date not null,
  proposed_by uuid not null default access.account() references identity.account,
  proposed_at timestamptz not null default clock_timestamp(),
  forwarded_by uuid references identity.account,
  forwarded_at timestamptz,
  decided_by uuid references identity.account,
  decided_at timestamptz,
  instrument text,
  rests_on text,
  refused_why text,
  remission_id uuid references custody.remission,
  by_hand_why text,
  check (forwarded_by <> proposed_by),
  check (decided_by <> forwarded_by and decided_by <> proposed_by),
  check ((forwarded_by is null) = (forwarded_at is null) and (decided_by is null) = (decided_at is null)),
  check (state not in ('approved', 'refused') or (decided_by is not null and forwarded_by is not null)),
  check (state <> 'approved' or (months is not null and instrument is not null and (standing <> 'refer' or rests_on is not null))),
  check ((state = 'refused') = (refused_why is not null)),
  check (remission_id is null or state = 'approved')
);
comment on table custody.earned_proposal is 'Remission for a passed course: proposed, forwarded and decided by three people, each in their day';
comment on column custody.earned_proposal.standing is 'refer: the law data has no number; whoever approves writes it with the paper it rests on';
comment on column custody.earned_proposal.due_on is 'Until when it is forwarded, or once forwarded decided';
comment on column custody.earned_proposal.findings is 'What is for an officer to weigh, with its section, as it was when proposed';
comment on column custody.earned_proposal.by_hand_why is 'Why the ledger did not take what was approved: an officer enters it by hand';
create unique index earned_proposal_once on custody.earned_proposal (result_id) where state <> 'refused';
create index earned_proposal_by_imprisonment on custody.earned_proposal (imprisonment_id);
create index earned_proposal_by_state on custody.earned_proposal (prison_id, state, due_on);
create index earned_proposal_by_result on custody.earned_proposal (result_id);

alter table custody.remission add column earned_proposal_id uuid references custody.earned_proposal;
comment on column custody.remission.earned_proposal_id is 'The approved proposal it was posted from, once';
create unique index remission_earned_once on custody.remission (earned_proposal_id) where earned_proposal_id is not null;

-- Whoever is taken over by another prison brings the results of the courses along, and what was proposed for them.
create function custody.carry_results() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  update custody.result_card set imprisonment_id = new.id, prison_id = new.prison_id where imprisonment_id = new.follows;
  update custody.earned_proposal set imprisonment_id = new.id, prison_id = new.prison_id where imprisonment_id = new.follows;
  return null;
end $$;
create trigger carry_results after insert on custody.imprisonment for each row when (new.follows is not null) execute function custody.carry_results();

select audit.watch('custody.course_kind', 'code'), audit.watch('custody.course_remission', 'course_code'), audit.watch('custody.education_rule', 'jurisdiction'),
       audit.watch('custody.remission_bar', 'code'), audit.watch('custody.course'), audit.watch('custody.enrolment'), audit.watch('custody.attendance', 'enrolment_id'),
       audit.watch('custody.result_card'), audit.watch('custody.earned_proposal');
select access.protect('custody.course_kind', 'select'), access.protect('custody.course_remission', 'select'),
       access.protect('custody.education_rule', 'select'), access.protect('custody.remission_bar', 'select'), access.protect('custody.course'),
       access.protect('custody.enrolment'), access.protect('custody.attendance'), access.protect('custody.result_card', 'select, insert'),
       access.protect('custody.earned_proposal');
create policy course_kind_read on custody.course_kind for select to mizan_app using (true);
create policy course_remission_read on custody.course_remission for select to mizan_app using (true);
create policy education_rule_read on custody.education_rule for select to mizan_app using (true);
create policy remission_bar_read on custody.remission_bar for select to mizan_app using (true);
do $$
declare each record;
begin
  for each in select * from (values
      ('course', 'custody:teach', array['custody:teach']), ('enrolment', 'custody:teach', array['custody:teach']),
      ('attendance', 'custody:teach', array['custody:teach']), ('result_card', 'custody:teach', null),
      ('earned_proposal', 'custody:propose-earned', array['custody:forward-earned', 'custody:decide-earned', 'custody:post-earned'])) as t(name, adds, changes)
  loop
    execute format('create policy %1$s_read on custody.%1$s for select to mizan_app
      using (prison_id = any ((select access.units())::integer[]) and (select access.may(''custody:read-regime'')))', each.name);
    execute format('create policy %1$s_add on custody.%1$s for insert to mizan_app
      with check (prison_id = any ((select access.units())::integer[]) and (select access.may(%2$L)))', each.name, each.adds);
    if each.changes is not null then
      execute format('create policy %1$s_change on custody.%1$s for update to mizan_app
        using (prison_id = any ((select access.units())::integer[]) and (%2$s))', each.name,
        (select string_agg(format('(select access.may(%L))', p), ' or ') from unnest(each.changes) p));
    end if;
  end loop;
end $$;
-- Only what was approved is posted by the system itself.
create policy remission_earned on custody.remission for insert to mizan_app
  with check (prison_id = any ((select access.units())::integer[]) and (select access.may('custody:post-earned')) and kind = 'education'
    and exists (select 1 from custody.earned_proposal p where p.id = earned_proposal_id and p.state = 'approved'
      and p.imprisonment_id = remission.imprisonment_id and p.months = remission.months and remission.days = 0 and remission.years = 0));

-- Proposed, forwarded, decided, each in one's own name and in that order; what was proposed stands as it was.
create function custody.keep_earned_proposal() returns trigger language plpgsql set search_path = pg_catalog as $$
declare
  may_change text[] := case
    when old.state = 'proposed' and new.state = 'forwarded' then array['state', 'forwarded_by', 'forwarded_at', 'due_on']
    when old.state = 'forwarded' and new.state = 'refused' then array['state', 'decided_by', 'decided_at', 'refused_why']
    when old.state = 'forwarded' and new.state = 'approved' then array['state', 'decided_by', 'decided_at', 'instrument', 'rests_on', 'months']
    when old.state = 'approved' and new.state = 'approved' and old.remission_id is null then array['remission_id', 'by_hand_why']
    else '{}' end;
begin
  if current_user <> 'mizan_app' then return new; end if;
  if (to_jsonb(new) - may_change) is distinct from (to_jsonb(old) - may_change)
    or (new.state = 'forwarded' and old.state = 'proposed' and (new.forwarded_by is distinct from access.account() or not access.may('custody:forward-earned')))
    or (new.state <> old.state and new.state in ('approved', 'refused') and (new.decided_by is distinct from access.account() or not access.may('custody:decide-earned')))
    or (new.state = 'approved' and old.state = 'forwarded' and old.standing <> 'refer' and new.months is distinct from old.months)
    or ((new.remission_id, new.by_hand_why) is distinct from (old.remission_id, old.by_hand_why) and not access.may('custody:post-earned')) then
    raise exception 'Remission for a course is proposed, forwarded and decided in that order, each in one''s own name' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger keep_earned_proposal before update on custody.earned_proposal for each row execute function custody.keep_earned_proposal();
