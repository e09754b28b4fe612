-- needs: identity
-- Offences against prison discipline: reported, told to the prisoner, heard, punished within what the law leaves, appealed, quashed.
-- The offences and punishments are law data: after the Prisons Act 1894 ss.45 to 51 from general knowledge, because its text was not
-- at hand. Counsel must confirm each; what is in doubt is marked so and not offered.
create table custody.prison_offence (
  code text primary key,
  section text not null,
  text_en text not null,
  text_ur text not null,
  position integer not null
);
comment on table custody.prison_offence is 'Offences against prison discipline (Prisons Act 1894 s.45), from general knowledge: to be confirmed by counsel';
insert into custody.prison_offence (code, section, position, text_en, text_ur) values
  ('disobedience', 's.45(1)', 1, 'Wilful disobedience to a regulation declared to be a prison offence', 'جیل کے ایسے ضابطے کی دانستہ خلاف ورزی جسے جیل جرم قرار دیا گیا ہو'),
  ('assault', 's.45(2)', 2, 'Assault or use of criminal force', 'حملہ یا جبرِ مجرمانہ کا استعمال'),
  ('threats', 's.45(3)', 3, 'Insulting or threatening language', 'توہین آمیز یا دھمکی آمیز زبان'),
  ('disorder', 's.45(4)', 4, 'Immoral, indecent or disorderly behaviour', 'غیر اخلاقی، ناشائستہ یا بدنظمی پر مبنی رویہ'),
  ('disabling', 's.45(5)', 5, 'Wilfully disabling oneself from labour', 'خود کو دانستہ مشقت کے ناقابل بنانا'),
  ('refusing-work', 's.45(6)', 6, 'Contumaciously refusing to work', 'ضد کے ساتھ مشقت سے انکار'),
  ('tampering-restraint', 's.45(7)', 7, 'Cutting or removing bars or restraints', 'سلاخیں یا بندشیں کاٹنا یا ہٹانا'),
  ('idleness', 's.45(8)', 8, 'Wilful idleness or negligence at work by one sentenced to rigorous imprisonment', 'قیدِ بامشقت میں کام سے دانستہ غفلت'),
  ('mismanagement', 's.45(9)', 9, 'Wilful mismanagement of work by one sentenced to rigorous imprisonment', 'قیدِ بامشقت میں کام کو دانستہ بگاڑنا'),
  ('damage', 's.45(10)', 10, 'Wilful damage to prison property', 'جیل کی املاک کو دانستہ نقصان'),
  ('papers', 's.45(11)', 11, 'Tampering with history tickets, records or documents', 'ہسٹری ٹکٹ، ریکارڈ یا کاغذات میں رد و بدل'),
  ('prohibited-article', 's.45(12)', 12, 'Receiving, possessing or passing on a prohibited article', 'ممنوعہ شے لینا، رکھنا یا آگے دینا'),
  ('feigning', 's.45(13)', 13, 'Feigning illness', 'بیماری کا بہانہ'),
  ('false-accusation', 's.45(14)', 14, 'Wilfully bringing a false accusation against an officer or prisoner', 'افسر یا اسیر پر دانستہ جھوٹا الزام'),
  ('not-reporting', 's.45(15)', 15, 'Not reporting a fire, plot, escape or attack', 'آگ، سازش، فرار یا حملے کی اطلاع نہ دینا'),
  ('conspiring', 's.45(16)', 16, 'Conspiring to escape or to commit another of these offences', 'فرار یا دیگر جرم کی سازش');

create table custody.punishment_kind (
  code text primary key,
  section text not null,
  text_en text not null,
  text_ur text not null,
  measured boolean not null,
  forfeits boolean not null default false,
  standing text not null check (standing in ('offered', 'abolished', 'refer')),
  basis_en text not null,
  basis_ur text not null,
  alone boolean not null default false,
  position integer not null
);
comment on table custody.punishment_kind is 'Punishments of the Prisons Act 1894 s.46, from general knowledge: only what is offered may be awarded';
comment on column custody.punishment_kind.standing is 'abolished: by a later Act; refer: not to be used until a law officer has answered';
comment on column custody.punishment_kind.alone is 'Not awarded together with another (s.47)';
insert into custody.punishment_kind (code, section, position, measured, forfeits, alone, standing, text_en, text_ur, basis_en, basis_ur) values
  ('warning', 's.46(1)', 1, false, false, true, 'offered', 'Formal warning', 'باضابطہ تنبیہ', 'Recorded in the punishment book', 'سزاؤں کی کتاب میں درج ہوتی ہے'),
  ('labour', 's.46(2)', 2, true, false, false, 'offered', 'Change of labour to a harder kind', 'مشقت کی تبدیلی سخت تر کام میں', 'Only for those sentenced to labour; the medical officer certifies (s.50)', 'صرف بامشقت قیدی؛ میڈیکل افسر کی تصدیق لازم (دفعہ 50)'),
  ('privileges', 's.46(4)', 3, true, false, false, 'offered', 'Loss of privileges', 'مراعات کی بندش', 'Privileges under the rules only; never food, water, a lawyer or a complaint', 'صرف قواعد کی مراعات؛ خوراک، پانی، وکیل اور شکایت کبھی نہیں'),
  ('forfeiture', 's.46(4)', 4, true, true, false, 'offered', 'Forfeiture of remission', 'معافی کی ضبطی', 'Of remission earned under the remission system; posted to the ledger', 'نظامِ معافی کے تحت حاصل کردہ معافی سے؛ کھاتے میں درج ہوتی ہے'),
  ('separate', 's.46(8)', 5, true, false, false, 'offered', 'Separate confinement', 'علیحدہ قید', 'With exercise and work; beyond a month only with the Inspector-General (s.48)', 'ورزش اور کام کے ساتھ؛ ایک ماہ سے زائد صرف آئی جی کی توثیق سے (دفعہ 48)'),
  ('cellular', 's.46(10)', 6, true, false, false, 'offered', 'Cellular confinement', 'کوٹھڑی بندی', 'Followed by an interval of the same length (s.46)', 'اس کے بعد اتنا ہی وقفہ لازم (دفعہ 46)'),
  ('fetters', 's.46(6) and (7)', 7, true, false, false, 'refer', 'Handcuffs or fetters as a punishment', 'بطور سزا ہتھکڑی یا بیڑی', 'Restraint is no sanction (Nelson Mandela Rules 43(2)); REFER to a law officer', 'بندش سزا نہیں (نیلسن منڈیلا قواعد 43(2))؛ لاء افسر سے رجوع کریں'),
  ('penal-diet', 's.46(9)', 8, true, false, false, 'refer', 'Penal diet', 'تعزیری خوراک', 'Reduction of food is forbidden by Nelson Mandela Rules 43(1)(d); REFER to a law officer', 'خوراک میں کمی ممنوع (نیلسن منڈیلا قواعد 43(1)(d))؛ لاء افسر سے رجوع کریں'),
  ('whipping', 's.46(12)', 9, true, false, false, 'abolished', 'Whipping', 'کوڑے', 'Abolition of the Punishment of Whipping Act 1996', 'قانون خاتمہ سزائے تازیانہ 1996');

-- How much of each, who alone and who only with the Inspector-General: by province and day. PK stands where a province has no row.
create table custody.punishment_ceiling (
  kind_code text not null references custody.punishment_kind,
  jurisdiction text not null,
  from_on date not null,
  own_days integer not null check (own_days > 0),
  confirmed_days integer not null check (confirmed_days >= own_days),
  takes text[] not null default '{}',
  basis text not null,
  primary key (kind_code, jurisdiction, from_on)
);
comment on table custody.punishment_ceiling is 'Most days of a punishment: by the Superintendent alone, and with the Inspector-General''s confirmation';
comment on column custody.punishment_ceiling.takes is 'Of a forfeiture: the kinds of remission that may be forfeited';
insert into custody.punishment_ceiling (kind_code, jurisdiction, from_on, own_days, confirmed_days, takes, basis) values
  ('labour', 'PK', '1894-07-01', 30, 30, '{}', 'Departmental configuration; the rule was not at hand (REFER)'),
  ('privileges', 'PK', '1894-07-01', 30, 90, '{}', 'Departmental configuration; the rule was not at hand (REFER)'),
  ('privileges', 'PK-PB', '2024-01-01', 60, 90, '{}', 'Departmental configuration, Punjab (REFER)'),
  ('forfeiture', 'PK', '1978-01-01', 30, 60, '{ordinary,good-conduct}', 'Departmental configuration; PPR 1978 ch. 8 was not at hand (REFER)'),
  ('forfeiture', 'PK-SD', '2019-01-01', 30, 90, '{ordinary,good-conduct}', 'Departmental configuration; Sindh Prisons Rules 2019 were not at hand (REFER)'),
  ('forfeiture', 'PK-PB', '1978-01-01', 20, 60, '{ordinary,good-conduct}', 'Departmental configuration; PPR 1978 ch. 8 was not at hand (REFER)'),
  ('separate', 'PK', '1894-07-01', 30, 90, '{}', 'Prisons Act 1894 ss.46(8), 48(1): three months; beyond one with the Inspector-General (general knowledge)'),
  ('cellular', 'PK', '1894-07-01', 14, 14, '{}', 'Prisons Act 1894 s.46(10): fourteen days (general knowledge)');

create table custody.discipline_rule (
  jurisdiction text not null,
  from_on date not null,
  notice_hours integer not null check (notice_hours >= 0),
  compare_months integer not null check (compare_months > 0),
  suspend_months integer not null check (suspend_months > 0),
  appeal_days integer not null check (appeal_days > 0),
  apart_months integer not null check (apart_months > 0),
  basis text not null,
  primary key (jurisdiction, from_on)
);
comment on table custody.discipline_rule is 'Periods of a hearing: notice before it, how far back punishments are compared, longest suspension, time to appeal; and after how many months a non-association is looked at again';
insert into custody.discipline_rule (jurisdiction, from_on, notice_hours, compare_months, suspend_months, appeal_days, apart_months, basis) values
  ('PK', '2020-01-01', 2, 24, 6, 30, 6, 'Departmental configuration; time to prepare a defence: Nelson Mandela Rules 41(2) (general knowledge)'),
  ('PK-PB', '2020-01-01', 24, 24, 3, 15, 3, 'Departmental configuration, Punjab');

create table custody.adjudication (
  id uuid primary key default gen_random_uuid(),
  jurisdiction text not null,
  prison_id integer not null references units.unit,
  imprisonment_id uuid not null,
  offence_code text not null references custody.prison_offence,
  occurred_at timestamptz not null,
  place text not null,
  account text not null,
  reported_by uuid not null default access.account() references identity.account,
  reported_at timestamptz not null default clock_timestamp(),
  state text not null default 'reported' check (state in ('reported', 'told', 'decided', 'quashed')),
  told_at timestamptz,
  told_by uuid references identity.account,
  plea text check (plea in ('admits', 'denies', 'silent')),
  statements jsonb not null default '[]',
  assistance text check (assistance in ('not-wanted', 'fellow-prisoner', 'officer', 'lawyer', 'interpreter')),
  finding text check (finding in ('proved', 'not-proved')),
  reasons text,
  overrides jsonb not null default '[]',
  decided_by uuid references identity.account,
  decided_at timestamptz,
  appealed_at timestamptz,
  appeal_grounds text,
  appeal_outcome text check (appeal_outcome in ('dismissed', 'quashed')),
  appeal_reasons text,
  appeal_by uuid references identity.account,
  appeal_at timestamptz,
  foreign key (imprisonment_id, prison_id) references custody.imprisonment (id, prison_id),
  check (decided_by <> reported_by),
  check (appeal_by not in (decided_by, reported_by)),
  check ((told_at is null) = (told_by is null)),
  check ((decided_at is null) = (finding is null) and (finding is null) = (decided_by is null) and (finding is null) = (reasons is null)),
  check (state in ('reported', 'told') or (told_at is not null and plea is not null and assistance is not null and finding is not null)),
  check ((state = 'quashed') = (coalesce(appeal_outcome, '') = 'quashed')),
  check ((appeal_outcome is null) = (appeal_by is null) and (appeal_outcome is null) = (appeal_reasons is null))
);
comment on table custody.adjudication is 'A report of an offence against prison discipline, its hearing, its decision with reasons, and its appeal';
comment on column custody.adjudication.told_at is 'When the prisoner was told of what is alleged; the hearing waits for it';
comment on column custody.adjudication.statements is 'What prisoner, reporter and witnesses said: [{role, name, text}]';
comment on column custody.adjudication.overrides is 'Why it is harsher than others for the same offence, where it is';
create index adjudication_by_imprisonment on custody.adjudication (imprisonment_id, reported_at desc);
create index adjudication_by_prison on custody.adjudication (prison_id, state, reported_at desc);
create index adjudication_by_offence on custody.adjudication (prison_id, offence_code, decided_at desc) where state = 'decided';

create table custody.punishment (
  id uuid primary key default gen_random_uuid(),
  jurisdiction text not null,
  prison_id integer not null references units.unit,
  imprisonment_id uuid not null references custody.imprisonment,
  adjudication_id uuid not null references custody.adjudication,
  kind_code text not null references custody.punishment_kind,
  days integer check (days > 0),
  state text not null check (state in ('to-confirm', 'refused', 'suspended', 'in-force', 'quashed')),
  from_on date,
  suspended_until date,
  confirmed_by uuid references identity.account,
  confirmed_at timestamptz,
  activated_by uuid references custody.adjudication,
  awarded_by uuid not null default access.account() references identity.account,
  awarded_at timestamptz not null default clock_timestamp(),
  check (state <> 'in-force' or from_on is not null),
  check (state <> 'suspended' or suspended_until is not null),
  check (confirmed_by <> awarded_by)
);
comment on table custody.punishment is 'A punishment awarded: at once, suspended to a day, or waiting for the Inspector-General';
comment on column custody.punishment.activated_by is 'The later adjudication that set a suspended punishment in force';
create index punishment_by_imprisonment on custody.punishment (imprisonment_id, awarded_at desc);
create index punishment_by_adjudication on custody.punishment (adjudication_id);
create index punishment_to_confirm on custody.punishment (prison_id) where state = 'to-confirm';

-- A forfeiture stands in the ledger of remission as a row of its own, tied to the punishment; quashing voids it.
alter table custody.remission add column punishment_id uuid references custody.punishment;
alter table custody.remission add column takes text[];
comment on column custody.remission.takes is 'Of a forfeiture: the kinds of remission it may take from';
alter table custody.remission add constraint remission_forfeited_by check ((kind = 'forfeiture') = (punishment_id is not null) and (punishment_id is null) = (takes is null));
comment on column custody.remission.punishment_id is 'Of a forfeiture: the punishment by which days already earned are taken back';
create unique index remission_forfeited_once on custody.remission (punishment_id) where voided_at is null and punishment_id is not null;

select audit.watch('custody.prison_offence', 'code'), audit.watch('custody.punishment_kind', 'code'), audit.watch('custody.punishment_ceiling', 'kind_code'),
       audit.watch('custody.discipline_rule', 'jurisdiction'), audit.watch('custody.adjudication'), audit.watch('custody.punishment');
select access.protect('custody.prison_offence', 'select'), access.protect('custody.punishment_kind', 'select'), access.protect('custody.punishment_ceiling', 'select'),
       access.protect('custody.discipline_rule', 'select'), access.protect('custody.adjudication'), access.protect('custody.punishment');
create policy prison_offence_read on custody.prison_offence for select to mizan_app using (true);
create policy punishment_kind_read on custody.punishment_kind for select to mizan_app using (true);
create policy punishment_ceiling_read on custody.punishment_ceiling for select to mizan_app using (true);
create policy discipline_rule_read on custody.discipline_rule for select to mizan_app using (true);
create policy adjudication_read on custody.adjudication for select to mizan_app
  using (prison_id = any ((select access.units())::integer[]) and (select access.may('custody:read-discipline')));
create policy adjudication_add on custody.adjudication for insert to mizan_app
  with check (prison_id = any ((select access.units())::integer[]) and (select access.may('custody:report-offence'))
    and reported_by = (select access.account()) and state = 'reported');
create policy adjudication_change on custody.adjudication for update to mizan_app
  using (prison_id = any ((select access.units())::integer[]) and ((select access.may('custody:prepare-hearing'))
    or (select access.may('custody:adjudicate')) or (select access.may('custody:hear-discipline-appeal'))));
create policy punishment_read on custody.punishment for select to mizan_app
  using (prison_id = any ((select access.units())::integer[]) and (select access.may('custody:read-discipline')));
create policy punishment_add on custody.punishment for insert to mizan_app
  with check (prison_id = any ((select access.units())::integer[]) and (select access.may('custody:adjudicate')) and awarded_by = (select access.account()));
create policy punishment_change on custody.punishment for update to mizan_app
  using (prison_id = any ((select access.units())::integer[]) and ((select access.may('custody:adjudicate')) or (select access.may('custody:hear-discipline-appeal'))));
create policy remission_forfeit on custody.remission for insert to mizan_app
  with check (prison_id = any ((select access.units())::integer[]) and (select access.may('custody:post-forfeiture')) and kind = 'forfeiture');
create policy remission_restore on custody.remission for update to mizan_app
  using (prison_id = any ((select access.units())::integer[]) and (select access.may('custody:post-forfeiture')) and kind = 'forfeiture');

-- Reported, told, heard and decided, appealed: in that order, each in one's own name, by whom the Act allows. Only the application is
-- held to it; registers are loaded by the owner of the database.
create function custody.keep_adjudication() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if current_user <> 'mizan_app' then return new; end if;
  if (new.prison_id, new.imprisonment_id, new.offence_code, new.occurred_at, new.place, new.account, new.reported_by, new.reported_at)
       is distinct from (old.prison_id, old.imprisonment_id, old.offence_code, old.occurred_at, old.place, old.account, old.reported_by, old.reported_at)
    or (old.told_at is not null and (new.told_at, new.told_by) is distinct from (old.told_at, old.told_by))
    or (old.told_at is null and new.told_at is not null and (new.told_by is distinct from access.account() or not access.may('custody:prepare-hearing')))
    or (old.decided_at is not null and (new.plea, new.statements, new.assistance, new.finding, new.reasons, new.decided_by, new.decided_at)
          is distinct from (old.plea, old.statements, old.assistance, old.finding, old.reasons, old.decided_by, old.decided_at))
    or (old.decided_at is null and new.decided_at is not null
          and (old.state <> 'told' or new.decided_by is distinct from access.account() or not access.may('custody:adjudicate')))
    or (old.appeal_outcome is not null and new is distinct from old)
    or (old.appeal_outcome is null and new.appeal_outcome is not null
          and (old.appealed_at is null or new.appeal_by is distinct from access.account() or not access.may('custody:hear-discipline-appeal'))) then
    raise exception 'An offence is reported, told, heard and appealed in that order, each in one''s own name' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger keep_adjudication before update on custody.adjudication for each row execute function custody.keep_adjudication();

create function custody.keep_punishment() returns trigger language plpgsql set search_path = pg_catalog as $$
declare
  kind custody.punishment_kind;
  heard custody.adjudication;
begin
  if current_user <> 'mizan_app' then return new; end if;
  if tg_op = 'INSERT' then
    select * into kind from custody.punishment_kind k where k.code = new.kind_code;
    select * into heard from custody.adjudication a where a.id = new.adjudication_id;
    if kind.standing <> 'offered' or (new.days is null) = kind.measured or heard.finding is distinct from 'proved'
      or heard.decided_by is distinct from access.account() or new.imprisonment_id <> heard.imprisonment_id then
      raise exception 'Such a punishment is not awarded' using errcode = 'check_violation';
    end if;
    return new;
  end if;
  if (to_jsonb(new) - array['state', 'from_on', 'confirmed_by', 'confirmed_at', 'activated_by', 'suspended_until'])
       is distinct from (to_jsonb(old) - array['state', 'from_on', 'confirmed_by', 'confirmed_at', 'activated_by', 'suspended_until'])
    or old.state in ('quashed', 'refused')
    or (old.state = 'to-confirm' and new.state <> 'quashed'
        and (new.confirmed_by is distinct from access.account() or not access.may('custody:hear-discipline-appeal')))
    or (new.state = 'quashed' and not exists (select 1 from custody.adjudication a where a.id = new.adjudication_id and a.state = 'quashed')) then
    raise exception 'A punishment is confirmed, set in force or quashed; it is never rewritten' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger keep_punishment before insert or update on custody.punishment for each row execute function custody.keep_punishment();

-- The last line of the ledger: days are only taken back by a punishment in force, given back only when it no longer stands or to be taken
-- in another amount, and at the end of every transaction never more are taken than were earned. A month is thirty days, as in the jail roll.
create function custody.keep_forfeiture() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if current_user <> 'mizan_app' then return new; end if;
  if tg_op = 'UPDATE' then
    if (to_jsonb(new) - array['voided_at', 'void_reason']) is distinct from (to_jsonb(old) - array['voided_at', 'void_reason']) then
      raise exception 'A forfeiture is voided, never rewritten' using errcode = 'check_violation';
    end if;
    return new;
  end if;
  if new.years <> 0 or new.months <> 0 or not exists (select 1 from custody.punishment p join custody.punishment_kind k on k.code = p.kind_code
      where p.id = new.punishment_id and p.imprisonment_id = new.imprisonment_id and p.state = 'in-force' and k.forfeits and p.days >= new.days) then
    raise exception 'Remission is forfeited by a punishment in force alone' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger keep_forfeiture before insert or update on custody.remission for each row when (new.kind = 'forfeiture') execute function custody.keep_forfeiture();
create function custody.keep_remission_balance() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  if (select coalesce(sum(((r.years * 12 + r.months) * 30 + r.days) * case when r.kind = 'forfeiture' then -1 else 1 end), 0)
        from custody.remission r where r.imprisonment_id = new.imprisonment_id and r.voided_at is null) < 0 then
    raise exception 'More remission is forfeited than was earned' using errcode = 'check_violation';
  end if;
  return null;
end $$;
create constraint trigger remission_balance after insert or update on custody.remission deferrable initially deferred
  for each row execute function custody.keep_remission_balance();
