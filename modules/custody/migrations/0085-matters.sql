-- needs: identity people workflow
-- What a prison owes when something grave or special is so of a prisoner: a death, an escape, a foreign nationality, a sentence of death,
-- a child kept with its mother. Each is a matter; what is owed are duties, copied from dated law data on the day the matter opens, so that
-- a later change of the data rewrites nobody's record.
create table custody.duty_rule (
  jurisdiction text not null,
  kind text not null check (kind in ('death', 'escape', 'foreign', 'condemned', 'child')),
  code text not null check (code ~ '^[a-z][a-z-]{1,40}$'),
  from_on date not null,
  to_on date,
  position integer not null,
  name_en text not null,
  name_ur text not null,
  citation text not null,
  standing text not null check (standing in ('given', 'statute', 'general')),
  post text not null,
  due text not null check (due in ('at-once', 'after', 'birthday', 'refer')),
  due_years integer,
  due_days integer,
  paper boolean not null default false,
  asks boolean not null default false,
  if_answer boolean,
  before_code text,
  stops text check (stops in ('execution', 'handing-over-the-body')),
  primary key (jurisdiction, kind, code, from_on),
  check (to_on > from_on),
  check ((due = 'after') = (due_days is not null and due_years is null and due_days > 0)),
  check ((due = 'birthday') = (due_years is not null))
);
comment on table custody.duty_rule is 'Duties by province and day: by which law, whose, due how long after which moment; a province''s own row goes before that of PK';
comment on column custody.duty_rule.standing is 'given: in the texts this system was built from; statute: a commonly known section; general: general knowledge, to be confirmed';
comment on column custody.duty_rule.due is 'at-once: on the day of the event; after: so many days later; birthday: from the child''s birthday of so many years, days added or taken off; refer: no period is settled, an officer of law says';
comment on column custody.duty_rule.asks is 'The prisoner is asked and the answer recorded';
comment on column custody.duty_rule.if_answer is 'Owed only when the prisoner answered so';
comment on column custody.duty_rule.before_code is 'The duty that cannot be done before this one is';
comment on column custody.duty_rule.stops is 'What must not happen while this is open';

insert into custody.duty_rule (jurisdiction, kind, code, from_on, position, name_en, name_ur, citation, standing, post, due, due_years, due_days, paper, asks, if_answer, before_code, stops) values
  ('PK', 'death', 'place-kept', '1898-07-01', 1, 'Leave the place as it was found', 'جائے وقوعہ جوں کا توں رکھیں', 'CrPC s.174', 'statute', 'deputy-superintendent', 'at-once', null, null, false, false, null, null, null),
  ('PK', 'death', 'medical-record', '1894-07-01', 2, 'Medical officer’s report of the death entered', 'میڈیکل افسر کی رپورٹِ وفات درج', 'Prisons Act 1894 s.15', 'statute', 'medical-officer', 'at-once', null, null, true, false, null, null, null),
  ('PK', 'death', 'police-told', '1898-07-01', 3, 'Police station told', 'تھانے کو اطلاع', 'CrPC s.174', 'statute', 'deputy-superintendent', 'at-once', null, null, true, false, null, null, null),
  ('PK', 'death', 'magistrate-told', '1898-07-01', 4, 'Magistrate told, for the inquest', 'تحقیقاتِ مرگ کے لیے مجسٹریٹ کو اطلاع', 'CrPC s.176', 'statute', 'superintendent', 'at-once', null, null, true, false, null, null, null),
  ('PK', 'death', 'family-told', '1898-07-01', 5, 'Family told, in person where possible', 'اہلِ خانہ کو اطلاع، ممکن ہو تو بالمشافہ', 'Nelson Mandela Rules, Rule 69', 'general', 'superintendent', 'at-once', null, null, false, false, null, null, null),
  ('PK', 'death', 'court-told', '1898-07-01', 6, 'Every court with a case told', 'ہر متعلقہ عدالت کو اطلاع', 'Prison Rules 1978, rule number not obtained', 'general', 'superintendent', 'at-once', null, null, true, false, null, null, null),
  ('PK', 'death', 'inspector-told', '1898-07-01', 7, 'Inspector-General told', 'انسپکٹر جنرل کو اطلاع', 'Prison Rules 1978, rule number not obtained', 'general', 'superintendent', 'at-once', null, null, true, false, null, null, null),
  ('PK', 'death', 'post-mortem', '1898-07-01', 8, 'Post-mortem examination', 'پوسٹ مارٹم', 'CrPC ss.174, 176', 'statute', 'medical-officer', 'refer', null, null, true, false, null, 'body-handed-over', 'handing-over-the-body'),
  ('PK', 'death', 'inquest-report', '1898-07-01', 9, 'The Magistrate’s inquest report received', 'مجسٹریٹ کی رپورٹِ تحقیقات موصول', 'CrPC s.176', 'statute', 'superintendent', 'refer', null, null, true, false, null, null, null),
  ('PK', 'death', 'body-handed-over', '1898-07-01', 10, 'Body handed over against a receipt', 'میت رسید پر حوالے', 'Prison Rules 1978, rule number not obtained', 'general', 'deputy-superintendent', 'refer', null, null, true, false, null, null, null),
  ('PK', 'death', 'property-handed-over', '1898-07-01', 11, 'Money and property to the heirs', 'نقدی اور سامان ورثا کے حوالے', 'Prison Rules 1978, rule number not obtained', 'general', 'superintendent', 'refer', null, null, true, false, null, null, null),

  ('PK', 'escape', 'alarm', '1894-07-01', 1, 'Alarm raised, hue and cry, roll counted', 'الارم، تعاقب اور گنتی', 'Prison Rules 1978, rule number not obtained', 'general', 'deputy-superintendent', 'at-once', null, null, false, false, null, null, null),
  ('PK', 'escape', 'fir', '1898-07-01', 2, 'FIR of the escape at the police station', 'فرار کی ایف آئی آر', 'PPC s.224; CrPC s.154', 'statute', 'deputy-superintendent', 'at-once', null, null, true, false, null, null, null),
  ('PK', 'escape', 'wanted-pack', '1894-07-01', 3, 'Wanted sheet issued and sent out', 'مطلوب کا ورق جاری اور روانہ', 'Prison Rules 1978, rule number not obtained', 'general', 'deputy-superintendent', 'at-once', null, null, true, false, null, null, null),
  ('PK', 'escape', 'home-police-told', '1894-07-01', 4, 'Police of the home district told', 'آبائی ضلع کی پولیس کو اطلاع', 'Prison Rules 1978, rule number not obtained', 'general', 'deputy-superintendent', 'at-once', null, null, true, false, null, null, null),
  ('PK', 'escape', 'court-told', '1894-07-01', 5, 'Every court with a case told', 'ہر متعلقہ عدالت کو اطلاع', 'Prison Rules 1978, rule number not obtained', 'general', 'superintendent', 'at-once', null, null, true, false, null, null, null),
  ('PK', 'escape', 'inspector-told', '1894-07-01', 6, 'Inspector-General told', 'انسپکٹر جنرل کو اطلاع', 'Prison Rules 1978, rule number not obtained', 'general', 'superintendent', 'at-once', null, null, true, false, null, null, null),
  ('PK', 'escape', 'incident', '1894-07-01', 7, 'Reported as an incident', 'بطور واقعہ درج', 'Departmental configuration', 'general', 'deputy-superintendent', 'at-once', null, null, true, false, null, null, null),
  ('PK', 'escape', 'inquiry', '1894-07-01', 8, 'Inquiry into how it happened', 'وقوعے کی انکوائری', 'Prison Rules 1978, rule number not obtained', 'general', 'superintendent', 'refer', null, null, true, false, null, null, null),

  ('PK', 'foreign', 'asked', '1969-05-14', 1, 'Told of the right to have the consulate told, and asked', 'قونصل خانے کو اطلاع کے حق سے آگاہ کر کے پوچھا گیا', 'Vienna Convention on Consular Relations, art. 36(1)(b)', 'statute', 'deputy-superintendent', 'at-once', null, null, false, true, null, null, null),
  ('PK', 'foreign', 'consul-told', '1969-05-14', 2, 'Consulate told, without delay', 'قونصل خانے کو بلا تاخیر اطلاع', 'Vienna Convention on Consular Relations, art. 36(1)(b)', 'statute', 'superintendent', 'at-once', null, null, true, false, true, null, null),
  ('PK', 'foreign', 'language', '1969-05-14', 3, 'Rules and rights explained in a language understood', 'قواعد و حقوق قابلِ فہم زبان میں بتائے گئے', 'Nelson Mandela Rules, Rules 54, 55', 'general', 'deputy-superintendent', 'at-once', null, null, false, false, null, null, null),
  ('PK', 'foreign', 'ministry-told', '1969-05-14', 4, 'Home department told, for the ministries', 'وزارتوں کے لیے محکمہ داخلہ کو اطلاع', 'Departmental configuration', 'general', 'superintendent', 'refer', null, null, true, false, null, null, null),
  ('PK', 'foreign', 'travel-paper', '1969-05-14', 5, 'Travel document asked for, so that nobody waits for it after the last day', 'سفری دستاویز طلب، تاکہ آخری دن کے بعد انتظار نہ ہو', 'Foreigners Act 1946', 'general', 'superintendent', 'refer', null, null, true, false, null, null, null),

  ('PK', 'condemned', 'confirmation', '1898-07-01', 1, 'Sentence sent to the High Court for confirmation', 'توثیق کے لیے سزا عدالتِ عالیہ کو ارسال', 'CrPC s.374', 'statute', 'superintendent', 'refer', null, null, true, false, null, null, 'execution'),
  ('PK', 'condemned', 'appeal', '1898-07-01', 2, 'Told of the appeal; petition from jail forwarded', 'اپیل سے آگاہ؛ جیل اپیل ارسال', 'CrPC ss.410, 420; Limitation Act 1908 art. 150', 'general', 'superintendent', 'after', null, 7, true, false, null, 'supreme-court', 'execution'),
  ('PK', 'condemned', 'legal-aid', '1898-07-01', 3, 'A lawyer, at State expense where there are no means', 'وکیل، وسائل نہ ہوں تو سرکاری خرچ پر', 'Constitution art. 10A', 'general', 'superintendent', 'refer', null, null, false, false, null, null, null),
  ('PK', 'condemned', 'supreme-court', '1973-08-14', 4, 'Petition to the Supreme Court forwarded', 'عدالتِ عظمیٰ کو درخواست ارسال', 'Constitution art. 185', 'general', 'superintendent', 'refer', null, null, true, false, null, 'mercy', 'execution'),
  ('PK', 'condemned', 'mercy', '1973-08-14', 5, 'Mercy petition to the President decided', 'صدرِ مملکت کو رحم کی درخواست کا فیصلہ', 'Constitution art. 45; CrPC ss.401, 402', 'statute', 'superintendent', 'refer', null, null, true, false, null, null, 'execution'),

  ('PK', 'child', 'examined', '1978-01-01', 1, 'Seen by the medical officer', 'میڈیکل افسر کا معائنہ', 'Nelson Mandela Rules, Rule 29', 'general', 'medical-officer', 'at-once', null, null, false, false, null, null, null),
  ('PK', 'child', 'diet', '1978-01-01', 2, 'The child’s diet ordered', 'بچے کی خوراک کا حکم', 'Prison Rules 1978 r.489', 'given', 'deputy-superintendent', 'at-once', null, null, false, false, null, null, null),
  ('PK', 'child', 'birth-registered', '1978-01-01', 3, 'Birth registered', 'پیدائش کا اندراج', 'NADRA Ordinance 2000', 'general', 'deputy-superintendent', 'refer', null, null, true, false, null, null, null),
  ('PK', 'child', 'vaccination', '1978-01-01', 4, 'Vaccination offered', 'حفاظتی ٹیکوں کی پیشکش', 'Expanded Programme on Immunization', 'general', 'medical-officer', 'refer', null, null, false, false, null, null, null),
  ('PK', 'child', 'review', '1978-01-01', 5, 'Review whether staying is best for the child', 'جائزہ: کیا ساتھ رہنا بچے کے مفاد میں ہے', 'Bangkok Rules, Rule 52', 'general', 'superintendent', 'refer', null, null, false, false, null, null, null),
  ('PK', 'child', 'plan', '1978-01-01', 6, 'Settled where the child goes', 'طے ہو کہ بچہ کہاں جائے گا', 'Departmental configuration: 90 days ahead', 'general', 'superintendent', 'birthday', 6, -90, false, false, null, 'leaves', null),
  ('PK', 'child', 'leaves', '1978-01-01', 7, 'The child leaves at six years of age', 'چھ سال کی عمر پر بچے کی رخصتی', 'Prison Rules 1978 r.326', 'given', 'superintendent', 'birthday', 6, 0, true, false, null, null, null),
  -- Sindh has rules of its own since 2019; their text was not obtained, so the age stands and is marked.
  ('PK-SD', 'child', 'leaves', '2019-01-01', 7, 'The child leaves at six years of age', 'چھ سال کی عمر پر بچے کی رخصتی', 'Prison Rules 1978 r.326; Sindh Prison Rules 2019 not obtained', 'general', 'superintendent', 'birthday', 6, 0, true, false, null, null, null);

-- The corresponding day so many years later; of a 29 February in a common year, the first of March (specification §3, "Time").
create function custody.birthday(p_born date, p_years integer) returns date language sql immutable strict set search_path = pg_catalog as $$
  select case when extract(month from p_born) = 2 and extract(day from p_born) = 29
      and extract(day from p_born + make_interval(years => p_years)) = 28
    then (p_born + make_interval(years => p_years))::date + 1 else (p_born + make_interval(years => p_years))::date end
$$;
-- Never before the day of the event: what fell due earlier is due at once.
create function custody.duty_due(p_due text, p_years integer, p_days integer, p_on date, p_born date) returns date
language sql immutable set search_path = pg_catalog as $$
  select case p_due when 'at-once' then p_on when 'after' then p_on + p_days
    when 'birthday' then greatest(p_on, custody.birthday(p_born, p_years) + coalesce(p_days, 0)) end
$$;

create table custody.child (
  id uuid primary key default gen_random_uuid(),
  jurisdiction text not null,
  prison_id integer not null references units.unit,
  imprisonment_id uuid not null,
  name_en text not null,
  name_ur text not null,
  sex text not null check (sex in ('M', 'F')),
  born_on date not null,
  proof text not null check (proof in ('birth-certificate', 'b-form', 'hospital', 'mother-says')),
  proof_reference text,
  father text,
  father_whereabouts text,
  came text not null check (came in ('with-mother', 'born-here')),
  came_on date not null,
  plan text,
  left_on date,
  left_to text,
  recorded_by uuid default access.account() references identity.account,
  recorded_at timestamptz not null default clock_timestamp(),
  foreign key (imprisonment_id, prison_id) references custody.imprisonment (id, prison_id),
  check (born_on <= came_on and left_on >= came_on),
  check (came <> 'born-here' or born_on = came_on),
  check ((left_on is null) = (left_to is null)),
  check (proof = 'mother-says' or proof_reference is not null)
);
comment on table custody.child is 'A child kept with its mother in prison: no prisoner, counted beside the roll and never in it';
comment on column custody.child.proof is 'What the date of birth, and so the day of leaving, rests on';
comment on column custody.child.plan is 'Where and to whom the child goes at the latest on its sixth birthday';
create index child_by_imprisonment on custody.child (imprisonment_id);
create index child_here on custody.child (prison_id, born_on) where left_on is null;

create table custody.matter (
  id uuid primary key default gen_random_uuid(),
  jurisdiction text not null,
  prison_id integer not null references units.unit,
  imprisonment_id uuid not null,
  child_id uuid unique references custody.child,
  kind text not null check (kind in ('death', 'escape', 'foreign', 'condemned', 'child')),
  source text not null check (source in ('officer', 'register', 'nationality', 'deportation', 'sentence', 'release')),
  happened_at timestamptz not null,
  nationality text,
  note text,
  answer boolean,
  answered_on date,
  ended_at timestamptz,
  ended_how text,
  sheet_document uuid,
  sheet_version integer,
  sheet_number text,
  closed_at timestamptz,
  opened_by uuid default access.account() references identity.account,
  opened_at timestamptz not null default clock_timestamp(),
  foreign key (imprisonment_id, prison_id) references custody.imprisonment (id, prison_id),
  check ((kind = 'child') = (child_id is not null)),
  check ((answer is null) = (answered_on is null)),
  check ((ended_at is null) = (ended_how is null)),
  check (ended_at >= happened_at),
  check ((sheet_document is null) = (sheet_number is null) and (sheet_document is null) = (sheet_version is null) and (sheet_document is null or kind = 'escape'))
);
comment on table custody.matter is 'Something grave or special that is so of a prisoner, and from which duties follow';
comment on column custody.matter.source is 'Who opened it: an officer, or by itself what the registers say';
comment on column custody.matter.answer is 'Whether the prisoner wishes the consulate to be told';
comment on column custody.matter.sheet_document is 'The wanted sheet as last issued';
comment on column custody.matter.ended_at is 'Recaptured, or the child left; a matter closes when it has ended and nothing is owed';
create unique index matter_open_once on custody.matter (imprisonment_id, kind) where closed_at is null and kind <> 'child';
create index matter_by_imprisonment on custody.matter (imprisonment_id);
create index matter_open on custody.matter (prison_id, kind) where closed_at is null;

create table custody.duty (
  id uuid primary key default gen_random_uuid(),
  jurisdiction text not null,
  prison_id integer not null references units.unit,
  imprisonment_id uuid not null references custody.imprisonment,
  matter_id uuid not null references custody.matter,
  code text not null,
  position integer not null,
  name_en text not null,
  name_ur text not null,
  citation text not null,
  standing text not null,
  post text not null,
  due text not null,
  due_on date,
  paper boolean not null,
  asks boolean not null,
  if_answer boolean,
  before_code text,
  stops text,
  state text not null default 'open' check (state in ('open', 'done', 'aside-proposed', 'aside', 'lapsed')),
  done_on date,
  reference text,
  note text,
  done_by uuid references identity.account,
  done_at timestamptz,
  aside_why text,
  aside_by uuid references identity.account,
  aside_session uuid,
  aside_grant uuid,
  confirmed_by uuid references identity.account,
  confirmed_at timestamptz,
  unique (matter_id, code),
  check ((state = 'done') = (done_at is not null)),
  check (state <> 'done' or not paper or reference is not null),
  check (state not in ('aside-proposed', 'aside') or aside_by is not null),
  check (state <> 'aside' or confirmed_by is not null),
  check (confirmed_by <> aside_by)
);
comment on table custody.duty is 'What is owed in a matter, as the law data said on the day it opened, and who did it when';
comment on column custody.duty.state is 'open, done, aside-proposed and aside with a second officer, or lapsed because the stay ended or the prisoner does not wish it';
create index duty_by_imprisonment on custody.duty (imprisonment_id);
create index duty_due on custody.duty (prison_id, due_on) where state in ('open', 'aside-proposed');

-- Opens a matter with its duties. Registers open some by themselves, so it asks nobody; the application may only call it through policies below.
create function custody.add_duties(p_matter uuid) returns void language sql security definer set search_path = pg_catalog as $$
  insert into custody.duty (jurisdiction, prison_id, imprisonment_id, matter_id, code, position, name_en, name_ur, citation, standing, post, due,
    due_on, paper, asks, if_answer, before_code, stops)
  select m.jurisdiction, m.prison_id, m.imprisonment_id, m.id, r.code, r.position, r.name_en, r.name_ur, r.citation, r.standing, r.post, r.due,
      case when r.if_answer is null then custody.duty_due(r.due, r.due_years, r.due_days, d.on_day, c.born_on) end,
      r.paper, r.asks, r.if_answer, r.before_code, r.stops
    from custody.matter m cross join lateral (select (m.happened_at at time zone 'Asia/Karachi')::date as on_day) d
    left join custody.child c on c.id = m.child_id
    cross join lateral (select distinct on (x.code) x.* from custody.duty_rule x
      where x.kind = m.kind and x.jurisdiction in (m.jurisdiction, 'PK') and x.from_on <= d.on_day and (x.to_on is null or x.to_on > d.on_day)
      order by x.code, x.jurisdiction = 'PK', x.from_on desc) r
   where m.id = p_matter
$$;
revoke execute on function custody.add_duties from public;
create function custody.follow_matter() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  perform custody.add_duties(new.id);
  return null;
end $$;
create trigger follow_matter after insert on custody.matter for each row execute function custody.follow_matter();

-- What the registers say opens its matter without anybody's thinking of it; what ends with the stay lapses with it.
create function custody.open_matter(p_imprisonment uuid, p_kind text, p_source text, p_at timestamptz, p_nationality text default null)
returns void language sql security definer set search_path = pg_catalog as $$
  insert into custody.matter (jurisdiction, prison_id, imprisonment_id, kind, source, happened_at, nationality)
    select i.jurisdiction, i.prison_id, i.id, p_kind, p_source, p_at, p_nationality from custody.imprisonment i where i.id = p_imprisonment
  on conflict (imprisonment_id, kind) where closed_at is null and kind <> 'child' do nothing
$$;
revoke execute on function custody.open_matter from public;
create function custody.matters_of_stay() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare
  country text;
begin
  -- A stay that goes on in another prison takes along what is owed of the prisoner, and the child: a notice given once is not owed again.
  if tg_op = 'INSERT' and new.follows is not null then
    update custody.child set imprisonment_id = new.id, prison_id = new.prison_id where imprisonment_id = new.follows and left_on is null;
    update custody.duty d set imprisonment_id = new.id, prison_id = new.prison_id from custody.matter m
     where d.matter_id = m.id and m.imprisonment_id = new.follows and m.closed_at is null and m.kind in ('child', 'foreign', 'condemned');
    update custody.matter set imprisonment_id = new.id, prison_id = new.prison_id
     where imprisonment_id = new.follows and closed_at is null and kind in ('child', 'foreign', 'condemned');
    return null;
  end if;
  if tg_op = 'INSERT' and new.state = 'in' then
    select r.nationality into country from people.record r where r.id = new.record_id;
    if country <> 'PK' then perform custody.open_matter(new.id, 'foreign', 'nationality', new.admitted_at, country); end if;
  end if;
  if new.state = 'in' and new.category = 'condemned' and (tg_op = 'INSERT' or old.category <> 'condemned') then
    perform custody.open_matter(new.id, 'condemned', 'sentence', case when tg_op = 'INSERT' then new.admitted_at else clock_timestamp() end);
  end if;
  if tg_op = 'UPDATE' and old.state = 'in' and new.state = 'released' and new.release_ground <> 'transfer' then
    if new.release_ground in ('death', 'escape') then
      perform custody.open_matter(new.id, new.release_ground, 'release', new.released_at);
    end if;
    update custody.child set left_on = greatest(came_on, (new.released_at at time zone 'Asia/Karachi')::date), left_to = 'mother'
     where imprisonment_id = new.id and left_on is null;
    update custody.duty d set state = 'lapsed' from custody.matter m
     where m.imprisonment_id = new.id and d.matter_id = m.id and d.state in ('open', 'aside-proposed') and m.kind in ('child', 'foreign', 'condemned');
    update custody.matter set closed_at = clock_timestamp(), ended_at = greatest(happened_at, coalesce(ended_at, new.released_at)),
        ended_how = coalesce(ended_how, 'stay-ended')
     where imprisonment_id = new.id and closed_at is null and kind in ('child', 'foreign', 'condemned');
  end if;
  return null;
end $$;
create trigger matters_of_stay after insert or update of state, category on custody.imprisonment
  for each row execute function custody.matters_of_stay();
create function custody.matter_of_hold() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  perform custody.open_matter(new.imprisonment_id, 'foreign', 'deportation', new.created_at);
  return null;
end $$;
create trigger matter_of_hold after insert on custody.hold for each row when (new.kind = 'DEPORTATION') execute function custody.matter_of_hold();

-- Ticked off once, in one's own name; set aside by two. What was owed and by which law is never rewritten.
create function custody.keep_duty() returns trigger language plpgsql set search_path = pg_catalog as $$
declare
  fixed text[] := array['state', 'due_on', 'done_on', 'reference', 'note', 'done_by', 'done_at', 'aside_why', 'aside_by', 'aside_session', 'aside_grant',
    'confirmed_by', 'confirmed_at'];
begin
  if current_user <> 'mizan_app' then return new; end if;
  if (to_jsonb(new) - fixed) is distinct from (to_jsonb(old) - fixed)
    or old.state in ('done', 'aside', 'lapsed')
    or (new.due_on is distinct from old.due_on and old.if_answer is null)
    or (new.state = 'done' and new.done_by is distinct from access.account())
    or (new.state = 'aside-proposed' and (old.state <> 'open' or new.aside_by is distinct from access.account()))
    or (new.state = 'aside' and (old.state <> 'aside-proposed' or new.confirmed_by is distinct from access.account()
        or new.aside_by is distinct from old.aside_by or not access.may('custody:set-duty-aside')))
    or (new.state = 'lapsed' and old.if_answer is null) then
    raise exception 'A duty is done once and in one''s own name, or set aside by two' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger keep_duty before update on custody.duty for each row execute function custody.keep_duty();

select audit.watch('custody.duty_rule', 'jurisdiction'), audit.watch('custody.matter'), audit.watch('custody.duty'), audit.watch('custody.child');
select access.protect('custody.duty_rule', 'select'), access.protect('custody.matter', 'select, insert, update'),
       access.protect('custody.duty', 'select, update'), access.protect('custody.child', 'select, insert, update');
create policy duty_rule_read on custody.duty_rule for select to mizan_app using (true);
create policy matter_read on custody.matter for select to mizan_app
  using (prison_id = any ((select access.units())::integer[]) and (select access.may('custody:read-matters'))
    and (kind <> 'child' or (select access.may('custody:care-for-children'))));
create policy matter_add on custody.matter for insert to mizan_app
  with check (prison_id = any ((select access.units())::integer[]) and (select access.may('custody:keep-matters')) and source = 'officer'
    and (kind <> 'child' or (select access.may('custody:care-for-children'))));
create policy matter_change on custody.matter for update to mizan_app
  using (prison_id = any ((select access.units())::integer[]) and (select access.may('custody:keep-matters'))
    and (kind <> 'child' or (select access.may('custody:care-for-children'))));
create policy duty_read on custody.duty for select to mizan_app
  using (prison_id = any ((select access.units())::integer[]) and exists (select 1 from custody.matter m where m.id = matter_id));
create policy duty_change on custody.duty for update to mizan_app
  using (prison_id = any ((select access.units())::integer[]) and (select access.may('custody:keep-matters'))
    and exists (select 1 from custody.matter m where m.id = matter_id));
create policy child_read on custody.child for select to mizan_app
  using (prison_id = any ((select access.units())::integer[]) and (select access.may('custody:care-for-children')));
create policy child_add on custody.child for insert to mizan_app
  with check (prison_id = any ((select access.units())::integer[]) and (select access.may('custody:care-for-children')) and (select access.may('custody:keep-matters')));
create policy child_change on custody.child for update to mizan_app
  using (prison_id = any ((select access.units())::integer[]) and (select access.may('custody:care-for-children')) and (select access.may('custody:keep-matters')));

-- Those already in.
select custody.open_matter(i.id, 'condemned', 'sentence', i.admitted_at) from custody.imprisonment i where i.state = 'in' and i.category = 'condemned';
select custody.open_matter(i.id, 'foreign', 'nationality', i.admitted_at, r.nationality) from custody.imprisonment i
  join people.record r on r.id = i.record_id where i.state = 'in' and r.nationality <> 'PK';
select custody.open_matter(h.imprisonment_id, 'foreign', 'deportation', h.created_at) from custody.hold h
  join custody.imprisonment i on i.id = h.imprisonment_id and i.state = 'in' where h.kind = 'DEPORTATION' and h.lifted_at is null;
