-- needs: people
-- The prison's medical officer keeps a layer of their own. Everybody else in the prison sees three things of it: that somebody lies in
-- isolation or the hospital ward and until when, and whether somebody is fit to travel and to labour. Why, nobody else learns: not from a
-- row, a count, a refusal, a task, an event or the audit.

-- What a province's orders and its medical guidance fix, from a day on.
create table custody.health_rule (
  jurisdiction text not null,
  key text not null,
  from_on date not null,
  value integer not null check (value >= 0),
  source_en text not null,
  source_ur text not null,
  primary key (jurisdiction, key, from_on)
);
comment on table custody.health_rule is 'Periods of the medical work, by province and from a day on, each with where it is from';
insert into custody.health_rule (jurisdiction, key, from_on, value, source_en, source_ur)
  select j, r.key, '2024-01-01', case j when 'PK-PB' then r.punjab else r.sindh end, r.en, r.ur
    from (values ('PK-SD'), ('PK-PB')) p(j), (values
      ('screening-hours', 24, 48, 'Prisons Act 1894 s.24(2): as soon as possible after admission (general knowledge). The hours are the prison''s policy until the province''s rules are entered: REFER', 'پریزنز ایکٹ 1894 دفعہ 24(2): داخلے کے بعد جلد از جلد (عمومی علم)۔ گھنٹے صوبائی قواعد کے اندراج تک جیل کی پالیسی ہیں: رجوع کریں'),
      ('juvenile-age', 18, 18, 'JJSA 2018 s.2(b)', 'جے جے ایس اے 2018 دفعہ 2(b)'),
      ('supply-days', 14, 7, 'Policy: days of medicine handed over at release or transfer', 'پالیسی: رہائی یا منتقلی پر دی جانے والی دوا کے دن'),
      ('slot-hour:morning', 8, 8, 'Policy: hours of the dose round', 'پالیسی: دوا کے اوقات'),
      ('slot-hour:noon', 13, 13, 'Policy: hours of the dose round', 'پالیسی: دوا کے اوقات'),
      ('slot-hour:evening', 18, 17, 'Policy: hours of the dose round', 'پالیسی: دوا کے اوقات'),
      ('slot-hour:night', 21, 20, 'Policy: hours of the dose round', 'پالیسی: دوا کے اوقات'),
      ('contact-days:tb', 90, 90, 'WHO tuberculosis guidance (general knowledge): three months before treatment', 'عالمی ادارۂ صحت کی ہدایات (عمومی علم): علاج سے تین ماہ پہلے تک'),
      ('contact-days:covid', 2, 2, 'WHO guidance (general knowledge): two days before onset', 'عالمی ادارۂ صحت کی ہدایات (عمومی علم): علامات سے دو دن پہلے'),
      ('contact-days:cholera', 5, 5, 'WHO guidance (general knowledge): incubation of up to five days', 'عالمی ادارۂ صحت کی ہدایات (عمومی علم): پانچ دن تک'),
      ('contact-days:measles', 4, 4, 'WHO guidance (general knowledge): four days before the rash', 'عالمی ادارۂ صحت کی ہدایات (عمومی علم): دانوں سے چار دن پہلے'),
      ('contact-days:scabies', 42, 42, 'Policy: six weeks before the first signs', 'پالیسی: پہلی علامات سے چھ ہفتے پہلے'),
      ('isolation-days:tb', 14, 14, 'WHO guidance (general knowledge): two weeks of effective treatment', 'عالمی ادارۂ صحت کی ہدایات (عمومی علم): مؤثر علاج کے دو ہفتے'),
      ('isolation-days:covid', 10, 10, 'WHO guidance (general knowledge): ten days from onset', 'عالمی ادارۂ صحت کی ہدایات (عمومی علم): دس دن'),
      ('isolation-days:cholera', 5, 5, 'Policy', 'پالیسی'),
      ('isolation-days:measles', 4, 4, 'WHO guidance (general knowledge): four days after the rash', 'عالمی ادارۂ صحت کی ہدایات (عمومی علم): دانوں کے چار دن بعد'),
      ('isolation-days:scabies', 2, 2, 'Policy: until the day after treatment', 'پالیسی: علاج کے اگلے دن تک')
    ) r(key, sindh, punjab, en, ur);

create function custody.health_rule_now(p_jurisdiction text, p_key text) returns integer
language sql stable security definer set search_path = pg_catalog as $$
  select value from custody.health_rule where jurisdiction = p_jurisdiction and key = p_key and from_on <= workflow.today()
   order by from_on desc limit 1
$$;

-- One for each stay, from its first moment: whose it is decides who may open it, and until when the screening is due.
create table custody.health_file (
  id uuid primary key default gen_random_uuid(),
  jurisdiction text not null,
  prison_id integer not null references units.unit,
  imprisonment_id uuid not null unique,
  sex text,
  born_on date,
  screening_due timestamptz not null,
  screened_at timestamptz,
  closed_at timestamptz,
  salt uuid not null default gen_random_uuid(),
  foreign key (imprisonment_id, prison_id) references custody.imprisonment (id, prison_id)
);
comment on table custody.health_file is 'The cover of a prisoner''s health record: who may open it, and whether the screening at admission is done';
comment on column custody.health_file.sex is 'As the record at admission has it, which is never changed. A woman''s file is opened by the woman medical officer';
comment on column custody.health_file.born_on is 'Whoever is under the age of the rule juvenile-age is opened by those who may treat juveniles';
comment on column custody.health_file.salt is 'Taken into the seal in the audit, so that nobody can find what was written by trying';
create index health_file_due on custody.health_file (prison_id, screening_due) where screened_at is null and closed_at is null;

create table custody.health_screening (
  id uuid primary key default gen_random_uuid(),
  jurisdiction text not null,
  prison_id integer not null references units.unit,
  imprisonment_id uuid not null,
  findings jsonb not null,
  self_harm text not null check (self_harm in ('none', 'some', 'high')),
  by_account uuid default access.account(),
  at timestamptz not null default clock_timestamp(),
  salt uuid not null default gen_random_uuid(),
  foreign key (imprisonment_id, prison_id) references custody.imprisonment (id, prison_id)
);
comment on table custody.health_screening is 'A medical screening: what was measured, asked, offered and seen (Prisons Act 1894 s.24(2))';
create index health_screening_by_imprisonment on custody.health_screening (imprisonment_id, at desc);

create table custody.health_allergy (
  id uuid primary key default gen_random_uuid(),
  jurisdiction text not null,
  prison_id integer not null references units.unit,
  imprisonment_id uuid not null,
  substance text not null check (substance <> ''),
  reaction text,
  severe boolean not null,
  by_account uuid default access.account(),
  at timestamptz not null default clock_timestamp(),
  salt uuid not null default gen_random_uuid(),
  foreign key (imprisonment_id, prison_id) references custody.imprisonment (id, prison_id)
);
comment on table custody.health_allergy is 'What a prisoner does not bear; shown to whoever gives medicines too';
create index health_allergy_by_imprisonment on custody.health_allergy (imprisonment_id);

create table custody.health_diagnosis (
  id uuid primary key default gen_random_uuid(),
  jurisdiction text not null,
  prison_id integer not null references units.unit,
  imprisonment_id uuid not null,
  pathway text not null check (pathway in ('tb', 'hiv', 'hepatitis-b', 'hepatitis-c', 'covid', 'cholera', 'measles', 'scabies',
    'drug-dependence', 'mental-health', 'chronic', 'other')),
  words text,
  status text not null check (status in ('suspected', 'confirmed', 'on-treatment', 'interrupted', 'completed', 'ruled-out')),
  onset_on date not null,
  by_account uuid default access.account(),
  at timestamptz not null default clock_timestamp(),
  salt uuid not null default gen_random_uuid(),
  foreign key (imprisonment_id, prison_id) references custody.imprisonment (id, prison_id),
  check (pathway not in ('chronic', 'other') or words <> '')
);
comment on table custody.health_diagnosis is 'A diagnosis and where it stands on its pathway';
comment on column custody.health_diagnosis.status is 'The last step''s, kept by the database';
create index health_diagnosis_by_imprisonment on custody.health_diagnosis (imprisonment_id);
create index health_diagnosis_by_pathway on custody.health_diagnosis (prison_id, pathway, onset_on);
create unique index health_diagnosis_once on custody.health_diagnosis (imprisonment_id, pathway)
  where status not in ('completed', 'ruled-out') and pathway not in ('chronic', 'other');

create table custody.health_diagnosis_step (
  id uuid primary key default gen_random_uuid(),
  jurisdiction text not null,
  prison_id integer not null references units.unit,
  imprisonment_id uuid not null,
  diagnosis_id uuid not null references custody.health_diagnosis,
  status text not null check (status in ('suspected', 'confirmed', 'on-treatment', 'interrupted', 'completed', 'ruled-out')),
  note text,
  by_account uuid default access.account(),
  at timestamptz not null default clock_timestamp(),
  salt uuid not null default gen_random_uuid(),
  foreign key (imprisonment_id, prison_id) references custody.imprisonment (id, prison_id)
);
comment on table custody.health_diagnosis_step is 'Each step of a diagnosis on its pathway; never rewritten';
create index health_step_by_diagnosis on custody.health_diagnosis_step (diagnosis_id, at);
create index health_step_by_imprisonment on custody.health_diagnosis_step (imprisonment_id);

create table custody.health_ward (
  id uuid primary key default gen_random_uuid(),
  jurisdiction text not null,
  prison_id integer not null references units.unit,
  imprisonment_id uuid not null,
  ward text not null check (ward in ('isolation', 'hospital')),
  location_id uuid,
  diagnosis_id uuid references custody.health_diagnosis,
  why text not null check (why <> ''),
  from_at timestamptz not null default clock_timestamp(),
  expected_until date,
  by_account uuid default access.account(),
  ended_at timestamptz,
  ended_by uuid,
  ended_why text,
  salt uuid not null default gen_random_uuid(),
  foreign key (imprisonment_id, prison_id) references custody.imprisonment (id, prison_id),
  foreign key (location_id, prison_id) references custody.location (id, prison_id),
  check (ended_at >= from_at),
  check ((ended_at is null) = (ended_why is null))
);
comment on table custody.health_ward is 'The order that somebody lie in isolation or the hospital ward, and why. What the rest of the prison sees of it is custody.medical_ward';
create unique index health_ward_open on custody.health_ward (imprisonment_id) where ended_at is null;
create index health_ward_by_imprisonment on custody.health_ward (imprisonment_id, from_at);
create index health_ward_by_prison on custody.health_ward (prison_id) where ended_at is null;

-- For everybody who may see the prisoner: whether fit, and until when. Why stands in a table of its own.
create table custody.fitness (
  id uuid primary key default gen_random_uuid(),
  jurisdiction text not null,
  prison_id integer not null references units.unit,
  imprisonment_id uuid not null,
  kind text not null check (kind in ('travel', 'labour')),
  fit boolean not null,
  until_on date,
  by_account uuid default access.account(),
  at timestamptz not null default clock_timestamp(),
  superseded_at timestamptz,
  foreign key (imprisonment_id, prison_id) references custody.imprisonment (id, prison_id)
);
comment on table custody.fitness is 'Fit or not fit, for travel or for labour, as the medical officer says it to the prison; never why (Prisons Act 1894 ss. 24(2), 35)';
create unique index fitness_now on custody.fitness (imprisonment_id, kind) where superseded_at is null;
create index fitness_by_imprisonment on custody.fitness (imprisonment_id);

create table custody.health_fitness_reason (
  id uuid primary key references custody.fitness,
  jurisdiction text not null,
  prison_id integer not null references units.unit,
  imprisonment_id uuid not null,
  why text not null check (why <> ''),
  salt uuid not null default gen_random_uuid(),
  foreign key (imprisonment_id, prison_id) references custody.imprisonment (id, prison_id)
);
comment on table custody.health_fitness_reason is 'Why somebody is not fit: the medical officer''s alone';
create index health_fitness_reason_by_imprisonment on custody.health_fitness_reason (imprisonment_id);

create table custody.health_note (
  id uuid primary key default gen_random_uuid(),
  jurisdiction text not null,
  prison_id integer not null references units.unit,
  imprisonment_id uuid not null,
  words text not null check (words <> ''),
  by_account uuid default access.account(),
  at timestamptz not null default clock_timestamp(),
  salt uuid not null default gen_random_uuid(),
  foreign key (imprisonment_id, prison_id) references custody.imprisonment (id, prison_id)
);
comment on table custody.health_note is 'An encounter in the medical officer''s own words';
create index health_note_by_imprisonment on custody.health_note (imprisonment_id);

create table custody.health_prescription (
  id uuid primary key default gen_random_uuid(),
  jurisdiction text not null,
  prison_id integer not null references units.unit,
  imprisonment_id uuid not null,
  diagnosis_id uuid references custody.health_diagnosis,
  medicine text not null check (medicine <> ''),
  dose text not null check (dose <> ''),
  slots text[] not null check (cardinality(slots) > 0 and slots <@ array['morning', 'noon', 'evening', 'night']),
  watched boolean not null default false,
  from_on date not null,
  until_on date,
  by_account uuid default access.account(),
  at timestamptz not null default clock_timestamp(),
  stopped_at timestamptz,
  stopped_by uuid,
  stopped_why text,
  salt uuid not null default gen_random_uuid(),
  foreign key (imprisonment_id, prison_id) references custody.imprisonment (id, prison_id),
  check (until_on >= from_on),
  check ((stopped_at is null) = (stopped_why is null))
);
comment on table custody.health_prescription is 'A medicine prescribed: what, how much, at which rounds of the day, from when to when';
comment on column custody.health_prescription.watched is 'Swallowed before the eyes of whoever gives it';
create index health_prescription_by_imprisonment on custody.health_prescription (imprisonment_id);
create index health_prescription_running on custody.health_prescription (prison_id) where stopped_at is null;

create table custody.health_dose (
  id uuid primary key,
  jurisdiction text not null,
  prison_id integer not null references units.unit,
  imprisonment_id uuid not null,
  prescription_id uuid not null references custody.health_prescription,
  on_date date not null,
  slot text not null check (slot in ('morning', 'noon', 'evening', 'night')),
  result text not null check (result in ('given', 'refused', 'not-there')),
  at timestamptz not null default clock_timestamp(),
  by_account uuid default access.account(),
  salt uuid not null default gen_random_uuid(),
  foreign key (imprisonment_id, prison_id) references custody.imprisonment (id, prison_id)
);
comment on table custody.health_dose is 'What became of a dose at a round: given, refused, or the prisoner was not there. Given is the last word, and is said once';
comment on column custody.health_dose.id is 'Made on the device, so that a mark sent twice is one mark';
create unique index health_dose_once on custody.health_dose (prescription_id, on_date, slot, result);
create index health_dose_by_imprisonment on custody.health_dose (imprisonment_id);
create index health_dose_by_day on custody.health_dose (prison_id, on_date);

create table custody.health_visit (
  id uuid primary key default gen_random_uuid(),
  jurisdiction text not null,
  prison_id integer not null references units.unit,
  imprisonment_id uuid not null,
  movement_id uuid not null unique references custody.movement,
  why text not null check (why <> ''),
  urgent boolean not null,
  by_account uuid default access.account(),
  at timestamptz not null default clock_timestamp(),
  outcome text,
  outcome_by uuid,
  outcome_at timestamptz,
  salt uuid not null default gen_random_uuid(),
  foreign key (imprisonment_id, prison_id) references custody.imprisonment (id, prison_id),
  check ((outcome is null) = (outcome_at is null))
);
comment on table custody.health_visit is 'Why somebody went to a hospital outside, and what the hospital found. That they went is a movement, which everybody sees';
create index health_visit_by_imprisonment on custody.health_visit (imprisonment_id);

-- Who slept where in the past is asked when contacts are looked for.
create index allocation_history on custody.allocation (location_id, from_at);

-- The bed status that the rest of the prison sees: written by the medical order alone, of one transaction with it, under its identifier.
alter table custody.medical_ward add column expected_until date;
alter table custody.medical_ward add column location_id uuid references custody.location;
comment on column custody.medical_ward.expected_until is 'Until when, as far as the medical officer can say';
comment on column custody.medical_ward.location_id is 'The place the medical officer asks for, where one was named';
drop policy medical_ward_add on custody.medical_ward;
drop policy medical_ward_change on custody.medical_ward;

insert into custody.health_file (jurisdiction, prison_id, imprisonment_id, sex, born_on, screening_due)
  select i.jurisdiction, i.prison_id, i.id, p.sex, p.birth_date,
         i.admitted_at + make_interval(hours => coalesce(custody.health_rule_now(i.jurisdiction, 'screening-hours'), 24))
    from custody.imprisonment i join people.record p on p.id = i.record_id
   where i.state = 'in' or exists (select 1 from custody.medical_ward w where w.imprisonment_id = i.id);
update custody.health_file f set closed_at = i.released_at from custody.imprisonment i where i.id = f.imprisonment_id and i.state = 'released';
update custody.medical_ward w set until_at = greatest(w.from_at, i.released_at) from custody.imprisonment i
 where i.id = w.imprisonment_id and i.state = 'released' and w.until_at is null;
insert into custody.health_ward (id, jurisdiction, prison_id, imprisonment_id, ward, why, from_at, by_account, ended_at, ended_by, ended_why)
  select id, jurisdiction, prison_id, imprisonment_id, ward, 'Ordered before medical orders had reasons', from_at, ordered_by, until_at, ended_by,
         case when until_at is not null then 'Ended before medical orders had reasons' end
    from custody.medical_ward;

create function custody.follow_health_ward() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  if tg_op = 'INSERT' then
    insert into custody.medical_ward (id, jurisdiction, prison_id, imprisonment_id, ward, from_at, ordered_by, expected_until, location_id)
      values (new.id, new.jurisdiction, new.prison_id, new.imprisonment_id, new.ward, new.from_at, new.by_account, new.expected_until, new.location_id);
  else
    update custody.medical_ward set until_at = new.ended_at, ended_by = new.ended_by, expected_until = new.expected_until where id = new.id;
  end if;
  return null;
end $$;
create trigger follow_health_ward after insert or update on custody.health_ward for each row execute function custody.follow_health_ward();

-- No way of beginning or ending a stay can forget the health file.
create function custody.open_health_file() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  if tg_op = 'INSERT' and new.state = 'in' then
    insert into custody.health_file (jurisdiction, prison_id, imprisonment_id, sex, born_on, screening_due)
      select new.jurisdiction, new.prison_id, new.id, p.sex, p.birth_date,
             new.admitted_at + make_interval(hours => coalesce(custody.health_rule_now(new.jurisdiction, 'screening-hours'), 24))
        from people.record p where p.id = new.record_id;
  elsif tg_op = 'UPDATE' and new.state = 'released' and old.state = 'in' then
    update custody.health_file set closed_at = new.released_at where imprisonment_id = new.id;
    update custody.health_ward set ended_at = greatest(from_at, new.released_at), ended_why = 'left the prison'
     where imprisonment_id = new.id and ended_at is null;
  end if;
  return null;
end $$;
create trigger open_health_file after insert or update on custody.imprisonment for each row execute function custody.open_health_file();

create function custody.follow_diagnosis_step() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  update custody.health_diagnosis set status = new.status where id = new.diagnosis_id and status <> new.status;
  return null;
end $$;
create trigger follow_diagnosis_step after insert on custody.health_diagnosis_step for each row execute function custody.follow_diagnosis_step();

-- A mark that was made is not made again, whoever sends it and how often; and after "given" there is nothing more to say.
create function custody.keep_dose() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  perform 1 from custody.health_prescription where id = new.prescription_id for no key update;
  if exists (select 1 from custody.health_dose d where d.id = new.id
      or d.prescription_id = new.prescription_id and d.on_date = new.on_date and d.slot = new.slot and d.result in ('given', new.result)) then
    return null;
  end if;
  return new;
end $$;
create trigger keep_dose before insert on custody.health_dose for each row execute function custody.keep_dose();

-- What a medical officer wrote is added to, never rewritten: only the columns named may change, and what they hold not twice.
create function custody.keep_health() returns trigger language plpgsql set search_path = pg_catalog as $$
declare
  changing text[] := tg_argv;
begin
  if current_user = 'mizan_app' and ((to_jsonb(new) - changing) is distinct from (to_jsonb(old) - changing)
      or to_jsonb(old) ->> changing[1] is not null) then
    raise exception 'A medical record is added to, never rewritten' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger keep_health before update on custody.health_ward for each row execute function custody.keep_health('ended_at', 'ended_by', 'ended_why');
create trigger keep_health before update on custody.fitness for each row execute function custody.keep_health('superseded_at');
create trigger keep_health before update on custody.health_prescription for each row execute function custody.keep_health('stopped_at', 'stopped_by', 'stopped_why');
create trigger keep_health before update on custody.health_visit for each row execute function custody.keep_health('outcome_at', 'outcome', 'outcome_by');
create trigger keep_health before update on custody.health_file for each row execute function custody.keep_health('screened_at');

-- The audit tells that a medical record was written, by whom and when, and seals what: not even which kind of record it was is said.
create function custody.record_health() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  insert into audit.entry (act, subject, subject_ids, detail)
  values (lower(tg_op), 'custody.health', array[coalesce(new.id, old.id)::text],
    jsonb_build_object('sealed', encode(sha256(convert_to(coalesce(to_jsonb(new), to_jsonb(old))::text, 'UTF8')), 'hex')));
  return null;
end $$;
select audit.watch('custody.fitness'), audit.watch('custody.health_rule', 'key');
select access.protect('custody.fitness'), access.protect('custody.health_rule', 'select');

-- Born after this day is a juvenile today.
create function custody.health_adult_born_by() returns date
language sql stable security definer set search_path = pg_catalog as $$
  select (workflow.today() - make_interval(years => coalesce(custody.health_rule_now(access.jurisdiction(), 'juvenile-age'), 18)))::date
$$;
revoke execute on function custody.health_rule_now, custody.health_adult_born_by from public;
grant execute on function custody.health_rule_now, custody.health_adult_born_by to mizan_app;

-- Whose file it is decides first: a woman's is opened by those who may treat women, a juvenile's by those who may treat juveniles.
select access.protect('custody.health_file', 'select, update');
create policy health_file_read on custody.health_file for select to mizan_app
  using (prison_id = any ((select access.units())::integer[]) and ((select access.may('custody:read-health')) or (select access.may('custody:dispense')))
    and (sex is distinct from 'F' or (select access.may('custody:treat-women')))
    and (born_on is null or born_on <= (select custody.health_adult_born_by()) or (select access.may('custody:treat-juveniles'))));
create policy health_file_change on custody.health_file for update to mizan_app
  using (prison_id = any ((select access.units())::integer[]) and (select access.may('custody:treat')));
create trigger audit_write after insert or update or delete on custody.health_file for each row execute function custody.record_health();
create policy health_rule_read on custody.health_rule for select to mizan_app
  using (jurisdiction = (select access.jurisdiction()) and ((select access.may('custody:read-health')) or (select access.may('custody:dispense'))));
create policy fitness_read on custody.fitness for select to mizan_app
  using (prison_id = any ((select access.units())::integer[]) and (select access.may('custody:read-prisoner')));
create policy fitness_add on custody.fitness for insert to mizan_app
  with check (prison_id = any ((select access.units())::integer[]) and (select access.may('custody:treat'))
    and exists (select 1 from custody.health_file f where f.imprisonment_id = fitness.imprisonment_id));
create policy fitness_change on custody.fitness for update to mizan_app
  using (prison_id = any ((select access.units())::integer[]) and (select access.may('custody:treat'))
    and exists (select 1 from custody.health_file f where f.imprisonment_id = fitness.imprisonment_id));

-- Every other table asks whether the file may be opened.
do $$
declare each record;
begin
  for each in select * from (values
      ('health_screening', 'select, insert', array['custody:read-health'], 'custody:treat', null),
      ('health_allergy', 'select, insert', array['custody:read-health', 'custody:dispense'], 'custody:treat', null),
      ('health_diagnosis', 'select, insert', array['custody:read-health'], 'custody:treat', null),
      ('health_diagnosis_step', 'select, insert', array['custody:read-health'], 'custody:treat', null),
      ('health_ward', 'select, insert, update', array['custody:read-health'], 'custody:treat', 'custody:treat'),
      ('health_fitness_reason', 'select, insert', array['custody:read-health'], 'custody:treat', null),
      ('health_note', 'select, insert', array['custody:read-health'], 'custody:treat', null),
      ('health_prescription', 'select, insert, update', array['custody:dispense'], 'custody:treat', 'custody:treat'),
      ('health_dose', 'select, insert', array['custody:dispense'], 'custody:dispense', null),
      ('health_visit', 'select, insert, update', array['custody:read-health'], 'custody:treat', 'custody:treat')
    ) as t(name, verbs, reads, adds, changes)
  loop
    perform access.protect(format('custody.%s', each.name)::regclass, each.verbs);
    execute format('create trigger audit_write after insert or update or delete on custody.%s for each row execute function custody.record_health()', each.name);
    execute format('create policy %1$s_read on custody.%1$s for select to mizan_app
      using (prison_id = any ((select access.units())::integer[]) and (%2$s)
        and exists (select 1 from custody.health_file f where f.imprisonment_id = %1$s.imprisonment_id))', each.name,
      (select string_agg(format('(select access.may(%L))', reader), ' or ') from unnest(each.reads) reader));
    execute format('create policy %1$s_add on custody.%1$s for insert to mizan_app
      with check (prison_id = any ((select access.units())::integer[]) and (select access.may(%2$L))
        and exists (select 1 from custody.health_file f where f.imprisonment_id = %1$s.imprisonment_id))', each.name, each.adds);
    if each.changes is not null then
      execute format('create policy %1$s_change on custody.%1$s for update to mizan_app
        using (prison_id = any ((select access.units())::integer[]) and (select access.may(%2$L))
          and exists (select 1 from custody.health_file f where f.imprisonment_id = %1$s.imprisonment_id))', each.name, each.changes);
    end if;
  end loop;
end $$;

-- To a hospital outside the medical officer sends, and writes the return; to court and on leave others do.
create policy movement_add_hospital on custody.movement for insert to mizan_app
  with check (prison_id = any ((select access.units())::integer[]) and kind = 'HOS' and (select access.may('custody:treat')));
create policy movement_change_hospital on custody.movement for update to mizan_app
  using (prison_id = any ((select access.units())::integer[]) and kind = 'HOS' and (select access.may('custody:treat')));
