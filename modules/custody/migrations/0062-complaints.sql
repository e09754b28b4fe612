-- needs: identity workflow
-- A prisoner's complaint, sealed from those complained of. Whoever is named, whoever stands in for them, and the posts around them that
-- the province configured see no row of it: not in a list, a count, a task, an error or the history of what was done. It gets no number in a
-- series, because a gap in a series tells; no task, because tasks of a unit are seen by its supervisors; and the audit keeps only that
-- something sealed was written, with a fingerprint.
create table custody.complaint_rule (
  jurisdiction text not null,
  from_on date not null,
  acknowledge_days integer not null check (acknowledge_days > 0),
  finding_days integer not null check (finding_days > 0),
  reply_days integer not null check (reply_days > 0),
  appeal_days integer not null check (appeal_days > 0),
  watch_days integer not null check (watch_days > 0),
  straight_up text[] not null default '{}',
  basis text not null,
  primary key (jurisdiction, from_on)
);
comment on table custody.complaint_rule is 'Days in which a complaint is acknowledged, decided, answered and appealed, how long the complainant is watched over, by province';
comment on column custody.complaint_rule.straight_up is 'Subjects that no prison decides about itself';
insert into custody.complaint_rule values
  ('PK', '2020-01-01', 2, 15, 3, 30, 60, '{torture}', 'Departmental configuration; promptness: Nelson Mandela Rules 57 (general knowledge)'),
  ('PK-SD', '2020-01-01', 1, 15, 2, 30, 90, '{torture,ill-treatment}', 'Departmental configuration, Sindh'),
  ('PK-PB', '2020-01-01', 3, 30, 7, 15, 60, '{torture}', 'Departmental configuration, Punjab');

-- Who of the prison is shut out when an officer of a post is named, and who decides instead.
create table custody.complaint_seal (
  jurisdiction text not null,
  named_post text not null,
  closed_posts text[] not null,
  level text not null check (level in ('prison', 'inspector-general', 'outside')),
  primary key (jurisdiction, named_post)
);
comment on table custody.complaint_seal is 'Who does not see that a complaint exists when an officer of this post is named, besides that officer; and at which level it is decided';
insert into custody.complaint_seal values
  ('PK', 'warder', '{gate-officer,prison-admissions-officer}', 'prison'),
  ('PK', 'gate-officer', '{gate-officer}', 'prison'),
  ('PK', 'prison-admissions-officer', '{prison-admissions-officer,gate-officer}', 'prison'),
  ('PK', 'deputy-superintendent', '{deputy-superintendent,prison-admissions-officer,gate-officer}', 'prison'),
  ('PK', 'superintendent', '{superintendent,deputy-superintendent,prison-admissions-officer,gate-officer}', 'inspector-general'),
  ('PK', 'inspector-general-prisons', '{inspector-general-prisons,superintendent,deputy-superintendent,prison-admissions-officer,gate-officer}', 'outside'),
  ('PK-PB', 'deputy-superintendent', '{superintendent,deputy-superintendent,prison-admissions-officer,gate-officer}', 'inspector-general');

create table custody.complaint (
  id uuid primary key default gen_random_uuid(),
  jurisdiction text not null,
  prison_id integer not null references units.unit,
  code text not null,
  channel text not null check (channel in ('desk', 'box', 'letter', 'visit', 'phone')),
  subject text not null check (subject in ('ill-treatment', 'torture', 'corruption', 'food', 'health', 'visits', 'property', 'legal', 'discipline', 'other')),
  text text not null,
  imprisonment_id uuid references custody.imprisonment,
  prisoner_number text,
  prisoner_en text,
  prisoner_ur text,
  by_name text,
  by_relation text check (by_relation in ('family', 'lawyer', 'fellow-prisoner', 'organisation', 'other')),
  level text not null check (level in ('prison', 'inspector-general', 'outside')),
  closed_to uuid[] not null default '{}',
  closed_posts text[] not null default '{}',
  state text not null default 'received' check (state in ('received', 'acknowledged', 'found', 'replied', 'appealed')),
  received_on date not null,
  acknowledge_by date not null,
  decide_by date not null,
  reply_by date not null,
  appeal_until date,
  watch_until date not null,
  finding text check (finding in ('upheld', 'partly-upheld', 'not-upheld', 'not-established')),
  taken_by uuid not null references identity.account,
  taken_at timestamptz not null default clock_timestamp(),
  check ((imprisonment_id is null) = (prisoner_number is null))
);
comment on table custody.complaint is 'A complaint of or for a prisoner, sealed from those complained of';
comment on column custody.complaint.code is 'What the complainant keeps: drawn at random, so that no gap in a series tells of one that is sealed';
comment on column custody.complaint.imprisonment_id is 'Empty when nobody is named: then nobody can be watched over either';
comment on column custody.complaint.closed_to is 'Accounts named in it; they see nothing under whichever post';
comment on column custody.complaint.level is 'Who decides; it only ever goes up';
comment on column custody.complaint.watch_until is 'Until this day what happens to the complainant is shown to whoever decides';
create index complaint_by_prison on custody.complaint (prison_id, state, received_on desc);
create index complaint_by_imprisonment on custody.complaint (imprisonment_id);

create table custody.complained_of (
  id uuid primary key default gen_random_uuid(),
  jurisdiction text not null,
  prison_id integer not null references units.unit,
  complaint_id uuid not null references custody.complaint,
  account_id uuid references identity.account,
  name_en text not null,
  name_ur text not null,
  post text not null
);
comment on table custody.complained_of is 'An officer named in a complaint: by account where there is one, otherwise by name and rank';
create index complained_of_by_complaint on custody.complained_of (complaint_id);

create table custody.complaint_step (
  id uuid primary key default gen_random_uuid(),
  jurisdiction text not null,
  prison_id integer not null references units.unit,
  complaint_id uuid not null references custody.complaint,
  kind text not null check (kind in ('acknowledged', 'statement', 'found', 'replied', 'appealed', 'passed-up', 'named')),
  text text not null,
  by uuid not null default access.account() references identity.account,
  at timestamptz not null default clock_timestamp()
);
comment on table custody.complaint_step is 'What was done about a complaint; only ever added to';
create index complaint_step_by_complaint on custody.complaint_step (complaint_id, at);

create table custody.retaliation_review (
  complaint_id uuid not null references custody.complaint,
  event_id uuid not null,
  jurisdiction text not null,
  prison_id integer not null references units.unit,
  verdict text not null check (verdict in ('explained', 'retaliation')),
  note text not null,
  by uuid not null default access.account() references identity.account,
  at timestamptz not null default clock_timestamp(),
  primary key (complaint_id, event_id)
);
comment on table custody.retaliation_review is 'What whoever handles a complaint found of something that befell the complainant after it';

-- Whoever acts now, and whom they stand in for: one pair of eyes.
create function custody.faces() returns uuid[] language sql stable security definer set search_path = pg_catalog as $$
  select array_remove(array[access.account(), (select g.delegated_by from access.grant g
    where g.id = nullif(current_setting('mizan.grant', true), '')::uuid)], null)
$$;
revoke execute on function custody.faces from public;
grant execute on function custody.faces to mizan_app;

select access.protect('custody.complaint_rule', 'select'), access.protect('custody.complaint_seal', 'select'), access.protect('custody.complaint', 'select, update'),
       access.protect('custody.complained_of', 'select'), access.protect('custody.complaint_step', 'select, insert'), access.protect('custody.retaliation_review', 'select, insert');
select audit.watch('custody.complaint_rule', 'jurisdiction'), audit.watch('custody.complaint_seal', 'jurisdiction');
create policy complaint_rule_read on custody.complaint_rule for select to mizan_app using (true);
create policy complaint_seal_read on custody.complaint_seal for select to mizan_app using (true);
create policy complaint_read on custody.complaint for select to mizan_app
  using (prison_id = any ((select access.units())::integer[]) and (select access.may('custody:handle-complaints'))
    and not (closed_to && (select custody.faces())::uuid[]) and not ((select workflow.acting_post()) = any (closed_posts))
    and (level = 'outside' or not (select access.may('custody:inspect-from-outside'))));
-- The same again with the level: who may read it is not always who decides.
create policy complaint_change on custody.complaint for update to mizan_app
  using (case when (select access.may('custody:inspect-from-outside')) then level = 'outside'
      when (select access.may('custody:oversee-complaints')) then level <> 'outside' else level = 'prison' end)
  with check (true);
create policy complained_of_read on custody.complained_of for select to mizan_app
  using (exists (select 1 from custody.complaint c where c.id = complaint_id));
create policy complaint_step_read on custody.complaint_step for select to mizan_app
  using (exists (select 1 from custody.complaint c where c.id = complaint_id));
create policy complaint_step_add on custody.complaint_step for insert to mizan_app
  with check (by = (select access.account()) and exists (select 1 from custody.complaint c where c.id = complaint_id));
create policy retaliation_review_read on custody.retaliation_review for select to mizan_app
  using (exists (select 1 from custody.complaint c where c.id = complaint_id));
create policy retaliation_review_add on custody.retaliation_review for insert to mizan_app
  with check (by = (select access.account()) and exists (select 1 from custody.complaint c where c.id = complaint_id));

-- Sealed in the audit too: that something was written, and a fingerprint.
create function custody.record_complaint() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  insert into audit.entry (act, subject, detail)
  values (lower(tg_op), 'custody.sealed',
    jsonb_build_object('sealed', encode(sha256(convert_to(to_jsonb(coalesce(new, old))::text, 'UTF8')), 'hex')));
  return null;
end $$;
create trigger audit_write after insert or update or delete on custody.complaint for each row execute function custody.record_complaint();
create trigger audit_write after insert or update or delete on custody.complained_of for each row execute function custody.record_complaint();
create trigger audit_write after insert or update or delete on custody.complaint_step for each row execute function custody.record_complaint();
create trigger audit_write after insert or update or delete on custody.retaliation_review for each row execute function custody.record_complaint();

-- Seals a complaint from those named in it and from the posts around them, and lifts it to whoever may decide. Levels only go up.
create function custody.seal_complaint(p_complaint uuid, p_straight_up text[]) returns void
language plpgsql security definer set search_path = pg_catalog as $$
declare
  the custody.complaint;
begin
  select * into the from custody.complaint c where c.id = p_complaint for update;
  update custody.complaint c set
    closed_to = coalesce((select array_agg(distinct o.account_id) from custody.complained_of o where o.complaint_id = c.id and o.account_id is not null), '{}'),
    closed_posts = coalesce((select array_agg(distinct p) from custody.complained_of o
      join lateral (select s.closed_posts from custody.complaint_seal s where s.named_post = o.post and s.jurisdiction in (c.jurisdiction, 'PK')
        order by s.jurisdiction = 'PK' limit 1) s on true cross join lateral unnest(s.closed_posts) p where o.complaint_id = c.id), '{}'),
    level = (array['prison', 'inspector-general', 'outside'])[greatest(
      array_position(array['prison', 'inspector-general', 'outside'], the.level),
      case when the.subject = any (p_straight_up) then 2 else 1 end,
      coalesce((select max(array_position(array['prison', 'inspector-general', 'outside'], s.level)) from custody.complained_of o
        join lateral (select s.level from custody.complaint_seal s where s.named_post = o.post and s.jurisdiction in (c.jurisdiction, 'PK')
          order by s.jurisdiction = 'PK' limit 1) s on true where o.complaint_id = c.id), 1))]
   where c.id = p_complaint;
end $$;

-- The officers of a prison and its department who can be named. Whoever takes a complaint must find them; nothing else is told.
create function custody.officers_of(p_prison integer) returns table (account_id uuid, name_en text, name_ur text, post text)
language sql stable security definer set search_path = pg_catalog as $$
  select distinct on (a.id, g.post_code) a.id, a.name_en, a.name_ur, g.post_code
    from access.grant g join identity.account a on a.id = g.account_id and a.kind = 'person' and a.disabled_at is null
    join access.post p on p.code = g.post_code and p.hierarchy = 'prison' and g.post_code <> 'official-visitor'
   where access.may('custody:take-complaint') and p_prison = any (access.units())
     and g.revoked_at is null and g.refused_at is null and g.valid_from <= now() and (g.valid_to is null or g.valid_to > now())
     and (g.proposed_by is null or g.approved_by is not null)
     and (g.unit_id = p_prison or (p.reach = 'below' and exists (select 1 from units.reach r
       where r.hierarchy = 'prison' and r.ancestor_id = g.unit_id and r.descendant_id = p_prison)))
$$;

-- Takes a complaint. Whoever takes it does not read it again, and it begins sealed: no moment in between. Gives
-- what the complainant keeps; nothing when no prisoner has that number.
create function custody.take_complaint(p_prison integer, p jsonb) returns text
language plpgsql security definer set search_path = pg_catalog as $$
declare
  made uuid := gen_random_uuid();
  receipt text := upper(substr(replace(gen_random_uuid()::text, '-', ''), 1, 4) || '-' || substr(replace(gen_random_uuid()::text, '-', ''), 1, 4));
  province text;
  rule custody.complaint_rule;
  stay record;
  given_on date := (p ->> 'receivedOn')::date;
begin
  if not access.may('custody:take-complaint') or not p_prison = any (access.units()) then
    raise exception 'Complaints are taken where one works' using errcode = 'insufficient_privilege';
  end if;
  select u.jurisdiction into province from units.unit u where u.id = p_prison;
  select * into rule from custody.complaint_rule r where r.jurisdiction in (province, 'PK') and r.from_on <= given_on
   order by r.jurisdiction = 'PK', r.from_on desc limit 1;
  select i.id, i.number || '/' || i.year as number, coalesce(r.name_en, r.name_ur) as en, coalesce(r.name_ur, r.name_en) as ur into stay
    from (select 1) one left join custody.imprisonment i on i.prison_id = p_prison
     and i.number = split_part(p ->> 'prisonerNumber', '/', 1)::integer and i.year = split_part(p ->> 'prisonerNumber', '/', 2)::integer
    left join people.record r on r.id = i.record_id;
  if stay.id is null and p ->> 'prisonerNumber' is not null then return null; end if;
  insert into custody.complaint (id, jurisdiction, prison_id, code, channel, subject, text, imprisonment_id, prisoner_number, prisoner_en, prisoner_ur,
      by_name, by_relation, level, received_on, acknowledge_by, decide_by, reply_by, watch_until, taken_by)
    values (made, province, p_prison, receipt, p ->> 'channel', p ->> 'subject', p ->> 'text', stay.id, stay.number, stay.en, stay.ur,
      p ->> 'byName', p ->> 'byRelation', 'prison', given_on, given_on + rule.acknowledge_days, given_on + rule.finding_days,
      given_on + rule.finding_days + rule.reply_days, given_on + rule.watch_days, access.account());
  insert into custody.complained_of (jurisdiction, prison_id, complaint_id, account_id, name_en, name_ur, post)
    select province, p_prison, made, o.account_id, coalesce(o.name_en, n.name), coalesce(o.name_ur, n.name), coalesce(o.post, n.post)
      from jsonb_to_recordset(coalesce(p -> 'against', '[]')) as n("accountId" uuid, name text, post text)
      left join custody.officers_of(p_prison) o on o.account_id = n."accountId";
  perform custody.seal_complaint(made, rule.straight_up);
  return receipt;
end $$;

-- Whether whoever acts may read it: the policy above, for the functions that look beyond it.
create function custody.complaint_is_open(p_complaint uuid) returns boolean language sql stable security definer set search_path = pg_catalog as $$
  select exists (select 1 from custody.complaint c where c.id = p_complaint and c.prison_id = any (access.units())
    and access.may('custody:handle-complaints') and not (c.closed_to && custody.faces()) and not (workflow.acting_post() = any (c.closed_posts))
    and (c.level = 'outside' or not access.may('custody:inspect-from-outside')))
$$;

-- An inquiry may find that another officer is concerned, even the one who inquires: from that moment it is sealed from them too.
create function custody.name_in_complaint(p_complaint uuid, p_account uuid, p_name text, p_post text) returns void
language plpgsql security definer set search_path = pg_catalog as $$
declare
  the custody.complaint;
begin
  if not custody.complaint_is_open(p_complaint) then
    raise exception 'There is no such complaint' using errcode = 'insufficient_privilege';
  end if;
  select * into the from custody.complaint c where c.id = p_complaint;
  insert into custody.complained_of (jurisdiction, prison_id, complaint_id, account_id, name_en, name_ur, post)
    select the.jurisdiction, the.prison_id, the.id, o.account_id, coalesce(o.name_en, p_name), coalesce(o.name_ur, p_name), coalesce(o.post, p_post)
      from (select 1) one left join (select * from custody.officers_of(the.prison_id) f where f.account_id = p_account) o on true;
  insert into custody.complaint_step (jurisdiction, prison_id, complaint_id, kind, text) values (the.jurisdiction, the.prison_id, the.id, 'named', coalesce(p_name, ''));
  perform custody.seal_complaint(p_complaint, '{}');
end $$;

-- What befell the complainant since: reports and punishments, moves, transfers. Only to whoever may read the complaint; by whom it was done
-- is said as yes or no: by one complained of.
create function custody.befell_since(p_complaint uuid)
returns table (event_id uuid, kind text, at timestamptz, what text, detail text, by_named boolean)
language sql stable security definer set search_path = pg_catalog as $$
  with the as (
    select c.*, (c.received_on::timestamp at time zone 'Asia/Karachi') as since, ((c.watch_until + 1)::timestamp at time zone 'Asia/Karachi') as until,
           i.person_id
      from custody.complaint c join custody.imprisonment i on i.id = c.imprisonment_id
     where c.id = p_complaint and custody.complaint_is_open(c.id)
  ), stay as (
    select i.id, i.prison_id, i.admitted_at, the.since, the.until, the.closed_to from the join custody.imprisonment i on i.person_id = the.person_id
  )
  select a.id, 'reported', a.reported_at, a.offence_code, a.state, a.reported_by = any (stay.closed_to)
    from stay join custody.adjudication a on a.imprisonment_id = stay.id and a.reported_at >= stay.since and a.reported_at < stay.until
  union all
  select p.id, 'punished', p.awarded_at, p.kind_code, p.days::text, p.awarded_by = any (stay.closed_to)
    from stay join custody.punishment p on p.imprisonment_id = stay.id and p.awarded_at >= stay.since and p.awarded_at < stay.until
  union all
  select m.id, case m.kind when 'INT' then 'moved' else 'transferred' end, coalesce(m.out_at, m.in_at), coalesce(m.reason, ''), coalesce(l.name_ur, ''),
         coalesce(m.recorded_by = any (stay.closed_to), false)
    from stay join custody.movement m on m.imprisonment_id = stay.id and m.kind in ('INT', 'TRN') and (m.kind = 'TRN' or m.from_location is not null)
     and coalesce(m.out_at, m.in_at) >= stay.since and coalesce(m.out_at, m.in_at) < stay.until
    left join custody.location l on l.id = m.to_location
$$;
revoke execute on function custody.seal_complaint, custody.officers_of, custody.take_complaint, custody.complaint_is_open, custody.name_in_complaint,
  custody.befell_since from public;
grant execute on function custody.officers_of, custody.take_complaint, custody.name_in_complaint, custody.befell_since to mizan_app;

-- What was said and from whom it is sealed stays; the level only goes up.
create function custody.keep_complaint() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if current_user <> 'mizan_app' then return new; end if;
  if (to_jsonb(new) - array['state', 'finding', 'level', 'appeal_until', 'decide_by', 'reply_by'])
       is distinct from (to_jsonb(old) - array['state', 'finding', 'level', 'appeal_until', 'decide_by', 'reply_by'])
    or array_position(array['prison', 'inspector-general', 'outside'], new.level) < array_position(array['prison', 'inspector-general', 'outside'], old.level) then
    raise exception 'A complaint stays as it was made' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger keep_complaint before update on custody.complaint for each row execute function custody.keep_complaint();
