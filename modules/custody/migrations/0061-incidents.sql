-- needs: identity
-- What went wrong inside the walls: typed, with questions that are data and have versions, so that an answer is always read beside the
-- question that was asked.
create table custody.incident_type (
  code text primary key,
  text_en text not null,
  text_ur text not null,
  severity text not null check (severity in ('minor', 'serious', 'grave')),
  tells text[] not null default '{}',
  position integer not null
);
comment on table custody.incident_type is 'Kinds of incident, how serious each is at least, and to which posts a task goes at once';
insert into custody.incident_type (code, severity, tells, position, text_en, text_ur) values
  ('assault', 'serious', '{superintendent}', 1, 'Assault', 'حملہ'),
  ('self-harm', 'serious', '{superintendent}', 2, 'Self-harm', 'خود کو نقصان پہنچانا'),
  ('contraband', 'minor', '{}', 3, 'Prohibited article found', 'ممنوعہ شے کی برآمدگی'),
  ('fire', 'serious', '{superintendent}', 4, 'Fire', 'آگ'),
  ('hunger-strike', 'serious', '{superintendent}', 5, 'Hunger strike', 'بھوک ہڑتال'),
  ('disorder', 'serious', '{superintendent}', 6, 'Concerted disorder', 'اجتماعی ہنگامہ'),
  ('escape-attempt', 'grave', '{superintendent,inspector-general-prisons}', 7, 'Attempt to escape', 'فرار کی کوشش'),
  ('escape', 'grave', '{superintendent,inspector-general-prisons}', 8, 'Escape', 'فرار'),
  ('death', 'grave', '{superintendent,inspector-general-prisons}', 9, 'Death in custody', 'حراست میں موت'),
  ('release-in-error', 'grave', '{superintendent,inspector-general-prisons}', 10, 'Release in error', 'غلطی سے رہائی'),
  ('unlawful-detention', 'grave', '{superintendent,inspector-general-prisons}', 11, 'Unlawful detention', 'غیر قانونی حراست'),
  ('other', 'minor', '{}', 12, 'Other', 'دیگر');

create table custody.incident_form (
  type_code text not null references custody.incident_type,
  version integer not null check (version > 0),
  jurisdiction text not null,
  questions jsonb not null check (jsonb_typeof(questions) = 'array'),
  why text not null,
  adopted_by uuid references identity.account,
  adopted_at timestamptz not null default clock_timestamp(),
  primary key (jurisdiction, type_code, version)
);
comment on table custody.incident_form is 'The questions asked of one kind of incident; the highest version is asked, earlier ones stay with their answers. PK where a province has none';

insert into custody.incident_form (jurisdiction, type_code, version, why, questions)
select 'PK', t.code, 1, 'First version', jsonb_build_array(
    jsonb_build_object('id', 'hurt', 'kind', 'yes-no', 'required', true, 'en', 'Was anybody hurt?', 'ur', 'کیا کوئی زخمی ہوا؟'),
    jsonb_build_object('id', 'doctor', 'kind', 'yes-no', 'required', true, 'en', 'Was the medical officer called?', 'ur', 'کیا میڈیکل افسر کو بلایا گیا؟')) || q.more
  from custody.incident_type t left join lateral (select coalesce((select x.more from (values
    ('assault', '[{"id":"weapon","kind":"choice","required":true,"en":"With what?","ur":"کس چیز سے؟","options":[{"value":"none","en":"Hands","ur":"ہاتھ"},{"value":"improvised","en":"Improvised weapon","ur":"خود ساختہ ہتھیار"},{"value":"tool","en":"Tool or kitchen article","ur":"اوزار یا باورچی خانے کی چیز"},{"value":"other","en":"Other","ur":"دیگر"}]},{"id":"apart","kind":"yes-no","required":true,"en":"Have those involved been kept apart?","ur":"کیا متعلقہ افراد کو الگ کیا گیا؟"}]'::jsonb),
    ('self-harm', '[{"id":"watch","kind":"yes-no","required":true,"en":"Is the prisoner under watch now?","ur":"کیا اسیر اب نگرانی میں ہے؟"},{"id":"before","kind":"yes-no","required":false,"en":"Had it happened before?","ur":"کیا پہلے بھی ایسا ہوا؟"}]'),
    ('contraband', '[{"id":"article","kind":"choice","required":true,"en":"What was found?","ur":"کیا برآمد ہوا؟","options":[{"value":"phone","en":"Telephone or SIM","ur":"موبائل فون یا سم"},{"value":"drug","en":"Drug","ur":"منشیات"},{"value":"money","en":"Money","ur":"نقدی"},{"value":"weapon","en":"Weapon","ur":"ہتھیار"},{"value":"other","en":"Other","ur":"دیگر"}]},{"id":"way-in","kind":"text","required":false,"en":"How did it come in, as far as known?","ur":"معلوم حد تک اندر کیسے آئی؟"}]'),
    ('fire', '[{"id":"moved","kind":"number","required":true,"en":"How many prisoners were moved?","ur":"کتنے اسیران منتقل کیے گئے؟"},{"id":"cause","kind":"text","required":false,"en":"Cause, as far as known","ur":"وجہ، معلوم حد تک"}]'),
    ('hunger-strike', '[{"id":"demand","kind":"text","required":true,"en":"What is demanded?","ur":"مطالبہ کیا ہے؟"},{"id":"water","kind":"yes-no","required":true,"en":"Does the prisoner take water?","ur":"کیا اسیر پانی پیتا ہے؟"}]'),
    ('escape-attempt', '[{"id":"way","kind":"text","required":true,"en":"How was it tried?","ur":"کوشش کیسے کی گئی؟"},{"id":"roll","kind":"yes-no","required":true,"en":"Was the roll checked at once?","ur":"کیا فوراً گنتی کی گئی؟"}]'),
    ('escape', '[{"id":"way","kind":"text","required":true,"en":"How did the prisoner get out?","ur":"اسیر کیسے نکلا؟"},{"id":"police","kind":"yes-no","required":true,"en":"Have the police been told?","ur":"کیا پولیس کو اطلاع دی گئی؟"}]'),
    ('death', '[{"id":"magistrate","kind":"yes-no","required":true,"en":"Has the Magistrate been told for the inquest (CrPC s.176)?","ur":"کیا مجسٹریٹ کو تحقیقاتِ مرگ کے لیے اطلاع دی گئی (ض ف دفعہ 176)؟"},{"id":"family","kind":"yes-no","required":true,"en":"Has the family been told?","ur":"کیا خاندان کو اطلاع دی گئی؟"},{"id":"scene","kind":"yes-no","required":true,"en":"Is the place left as it was?","ur":"کیا جائے وقوعہ جوں کا توں ہے؟"}]'),
    ('release-in-error', '[{"id":"paper","kind":"text","required":true,"en":"On which paper was the prisoner let out?","ur":"کس کاغذ پر رہائی ہوئی؟"},{"id":"cause","kind":"choice","required":true,"en":"What went wrong?","ur":"غلطی کیا ہوئی؟","options":[{"value":"identity","en":"Another person","ur":"کوئی اور شخص"},{"value":"other-case","en":"Another case overlooked","ur":"دوسرا مقدمہ نظر انداز"},{"value":"date","en":"Wrong date","ur":"غلط تاریخ"},{"value":"forged","en":"Forged order","ur":"جعلی روبکار"}]},{"id":"back","kind":"yes-no","required":true,"en":"Is the prisoner back?","ur":"کیا اسیر واپس آ گیا؟"}]'),
    ('unlawful-detention', '[{"id":"days","kind":"number","required":true,"en":"Days held without right","ur":"بلاجواز حراست کے دن"},{"id":"cause","kind":"choice","required":true,"en":"What went wrong?","ur":"غلطی کیا ہوئی؟","options":[{"value":"order-late","en":"Order not carried out in time","ur":"حکم پر بروقت عمل نہ ہوا"},{"value":"date","en":"Wrong date","ur":"غلط تاریخ"},{"value":"no-warrant","en":"No warrant","ur":"وارنٹ نہیں"},{"value":"bail","en":"Bail not acted upon","ur":"ضمانت پر عمل نہ ہوا"}]},{"id":"out","kind":"yes-no","required":true,"en":"Has the prisoner been released?","ur":"کیا اسیر رہا ہو گیا؟"}]')
  ) as x(code, more) where x.code = t.code), '[]'::jsonb) as more) q on true;

create table custody.incident (
  id uuid primary key default gen_random_uuid(),
  jurisdiction text not null,
  prison_id integer not null references units.unit,
  type_code text not null references custody.incident_type,
  severity text not null check (severity in ('minor', 'serious', 'grave')),
  occurred_at timestamptz not null,
  place text not null,
  account text not null,
  form_jurisdiction text not null,
  form_version integer not null,
  answers jsonb not null default '{}',
  state text not null default 'open' check (state in ('open', 'closed')),
  reported_by uuid not null default access.account() references identity.account,
  reported_at timestamptz not null default clock_timestamp(),
  closed_by uuid references identity.account,
  closed_at timestamptz,
  lesson text,
  foreign key (form_jurisdiction, type_code, form_version) references custody.incident_form (jurisdiction, type_code, version),
  check (closed_by <> reported_by),
  check ((state = 'closed') = (closed_by is not null) and (state = 'closed') = (closed_at is not null) and (state = 'closed') = (lesson is not null))
);
comment on table custody.incident is 'One incident, with the answers as given to one version of its questions; closed by another than who reported it';
create index incident_by_prison on custody.incident (prison_id, occurred_at desc);
create index incident_open on custody.incident (prison_id, severity) where state = 'open';

create table custody.incident_person (
  id uuid primary key default gen_random_uuid(),
  jurisdiction text not null,
  prison_id integer not null references units.unit,
  incident_id uuid not null references custody.incident,
  imprisonment_id uuid references custody.imprisonment,
  name text,
  role text not null check (role in ('hurt', 'did-it', 'involved', 'witness', 'officer')),
  check ((imprisonment_id is null) <> (name is null))
);
comment on table custody.incident_person is 'Who was in an incident and as what: a prisoner, or another person by name';
create index incident_person_by_incident on custody.incident_person (incident_id);
create index incident_person_by_imprisonment on custody.incident_person (imprisonment_id);

create table custody.incident_step (
  id uuid primary key default gen_random_uuid(),
  jurisdiction text not null,
  prison_id integer not null references units.unit,
  incident_id uuid not null references custody.incident,
  kind text not null check (kind in ('note', 'action')),
  text text not null,
  due_on date,
  by uuid not null default access.account() references identity.account,
  at timestamptz not null default clock_timestamp(),
  done_by uuid references identity.account,
  done_at timestamptz,
  check (kind = 'action' or (due_on is null and done_at is null)),
  check ((done_by is null) = (done_at is null))
);
comment on table custody.incident_step is 'What was done after an incident, and what is still to be done by when';
create index incident_step_by_incident on custody.incident_step (incident_id, at);

select audit.watch('custody.incident_type', 'code'), audit.watch('custody.incident_form', 'type_code'), audit.watch('custody.incident'),
       audit.watch('custody.incident_person'), audit.watch('custody.incident_step');
select access.protect('custody.incident_type', 'select'), access.protect('custody.incident_form', 'select, insert'), access.protect('custody.incident'),
       access.protect('custody.incident_person', 'select, insert'), access.protect('custody.incident_step');
create policy incident_type_read on custody.incident_type for select to mizan_app using (true);
create policy incident_form_read on custody.incident_form for select to mizan_app using (true);
create policy incident_form_add on custody.incident_form for insert to mizan_app
  with check ((select access.may('custody:adopt-incident-form')) and jurisdiction = (select access.jurisdiction()) and adopted_by = (select access.account()));
do $$
declare each record;
begin
  for each in select * from (values ('incident', 'report-incident'), ('incident_person', 'report-incident'), ('incident_step', 'report-incident')) as t(name, adds)
  loop
    execute format('create policy %1$s_read on custody.%1$s for select to mizan_app
      using (prison_id = any ((select access.units())::integer[]) and (select access.may(''custody:read-incidents'')))', each.name);
    execute format('create policy %1$s_add on custody.%1$s for insert to mizan_app
      with check (prison_id = any ((select access.units())::integer[]) and (select access.may(%2$L)))', each.name, 'custody:' || each.adds);
  end loop;
end $$;
create policy incident_change on custody.incident for update to mizan_app
  using (prison_id = any ((select access.units())::integer[]) and (select access.may('custody:close-incident')));
create policy incident_step_change on custody.incident_step for update to mizan_app
  using (prison_id = any ((select access.units())::integer[]) and (select access.may('custody:report-incident')));
create function custody.keep_incident() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if current_user <> 'mizan_app' then return new; end if;
  if (to_jsonb(new) - array['state', 'closed_by', 'closed_at', 'lesson']) is distinct from (to_jsonb(old) - array['state', 'closed_by', 'closed_at', 'lesson'])
    or old.state = 'closed' or new.closed_by is distinct from access.account() then
    raise exception 'An incident is closed once, in one''s own name, and stays as it was told' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger keep_incident before update on custody.incident for each row execute function custody.keep_incident();
create function custody.keep_incident_step() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if (to_jsonb(new) - array['done_by', 'done_at']) is distinct from (to_jsonb(old) - array['done_by', 'done_at']) or old.done_at is not null then
    raise exception 'A step is done once and never rewritten' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger keep_incident_step before update on custody.incident_step for each row execute function custody.keep_incident_step();
