-- needs: identity units workflow access
-- Configuration without code. What a province or one of its prisons may set for itself stands in dated rows of each part's own table;
-- here is the one way in: a change is proposed with the paper it rests on, adopted by another officer, and only then, in the same
-- transaction, written by the database itself as the next row. Nothing in force is altered: the row before it ends because a later
-- one begins, and no row begins before the day it is adopted.
create table custody.setting (
  key text primary key check (key ~ '^[a-z][a-z-]{1,40}$'),
  table_name name not null,
  identity text[] not null,
  columns text[] not null,
  fixed jsonb not null default '{}',
  paper jsonb not null default '{}',
  by_prison boolean not null default false
);
comment on table custody.setting is 'What can be set on screen: which table holds it and which of its columns a change may write; what each means stands in the code of its part';
comment on column custody.setting.identity is 'What tells one rule of a province from another';
comment on column custody.setting.columns is 'What a change sets';
comment on column custody.setting.fixed is 'What every row of this setting has; other rows of the table are no part of it';
comment on column custody.setting.paper is 'Columns that say what a rule rests on: $en and $ur become the paper in each language';
comment on column custody.setting.by_prison is 'A prison may have a rule of its own, which goes before its province''s';

insert into custody.setting (key, table_name, identity, columns, fixed, paper, by_prison) values
  ('visit-quota', 'visit_rule', '{kind,category,class,sex,ages,over_months}', '{visits,per,persons,minutes}', '{}',
    '{"source_en": "$en", "source_ur": "$ur", "basis": "order", "refer": false}', true),
  ('telephone', 'telephone_rule', '{}', '{minutes_week,open_from,open_to,weekdays}', '{}',
    '{"source_en": "$en", "source_ur": "$ur", "basis": "order", "refer": false}', true),
  ('canteen-limit', 'canteen_limit', '{}', '{weekly,week_starts}', '{}', '{"instrument": "$en"}', false),
  ('wage', 'labour_rate', '{code}', '{unit,name_en,name_ur,paisa}', '{}', '{"basis": "$en"}', false),
  ('punishment-ceiling', 'punishment_ceiling', '{kind_code}', '{own_days,confirmed_days,takes}', '{}', '{"basis": "$en"}', false),
  ('hearing', 'discipline_rule', '{}', '{notice_hours,compare_months,suspend_months,appeal_days,apart_months}', '{}', '{"basis": "$en"}', false),
  ('complaint-period', 'complaint_rule', '{}', '{acknowledge_days,finding_days,reply_days,appeal_days,watch_days,straight_up}', '{}',
    '{"basis": "$en"}', false),
  ('course-remission', 'course_remission', '{course_code,term_months}', '{standing,months,most_months,min_marks}', '{}',
    '{"citation": "$en", "note_en": "$en", "note_ur": "$ur"}', false),
  ('earned-period', 'education_rule', '{}', '{forward_days,decide_days}', '{}', '{"basis": "$en"}', false),
  ('ordinary-remission', 'month_rule', '{}', '{conduct_days,labour_days,full_work_days}', '{}', '{"basis": "$en"}', false),
  ('good-conduct', 'good_conduct_rule', '{year}', '{days}', '{}', '{"basis": "$en"}', false),
  ('conditional-period', 'conditional_rule', '{code}', '{value,standing}', '{"kind": "number"}', '{"citation": "$en"}', false),
  ('transfer-approver', 'transfer_rule', '{reason,category}', '{approver}', '{}', '{"basis_en": "$en", "basis_ur": "$ur", "refer": false}', false),
  ('transfer-days', 'transfer_setting', '{}', '{production_days,warn_days}', '{}', '{}', false),
  ('escort-strength', 'escort_rule', '{}', '{least,prisoners_per_officer,for_high_alone,for_high,review_months}', '{}',
    '{"source_en": "$en", "source_ur": "$ur", "basis": "order", "refer": false}', false),
  ('habit', 'habit_rule', '{}', '{earlier,review_months}', '{}',
    '{"source_en": "$en", "source_ur": "$ur", "basis": "order", "refer": false}', false),
  ('health-period', 'health_rule', '{key}', '{value}', '{}', '{"source_en": "$en", "source_ur": "$ur"}', false),
  ('staff-ratio', 'staff_ratio', '{kind,shift}', '{counts,prisoners_per_officer}', '{}',
    '{"source_en": "$en", "source_ur": "$ur", "refer": false}', true),
  ('duty-shift', 'duty_shift', '{shift}', '{begins,hours,rest_hours}', '{}', '{"source_en": "$en", "source_ur": "$ur", "refer": false}', false),
  ('diet-scale', 'diet_scale', '{season,diet,good}', '{quantity}', '{}', '{}', false),
  ('diet-rule', 'diet_rule', '{}', '{fed_at_court,nursing_months}', '{}', '{"source_en": "$en", "source_ur": "$ur", "refer": false}', false),
  ('course-kinds', 'list_value', '{code}', '{name_en,name_ur,detail,offered}', '{"list": "course-kinds"}', '{"source_en": "$en", "source_ur": "$ur"}', false),
  ('incident-types', 'list_value', '{code}', '{name_en,name_ur,detail,offered}', '{"list": "incident-types"}', '{"source_en": "$en", "source_ur": "$ur"}', false);

-- Where a prison may differ from its province. A row that is ended gives way to the province's own, or to the wider rule.
alter table custody.visit_rule add column prison_id integer references units.unit, add column ended boolean not null default false;
alter table custody.telephone_rule add column prison_id integer references units.unit, add column ended boolean not null default false;
alter table custody.staff_ratio add column prison_id integer references units.unit, add column ended boolean not null default false;
comment on column custody.visit_rule.prison_id is 'Empty for the whole province; a prison''s own row goes before it';
comment on column custody.visit_rule.ended is 'From this day there is no such rule any more';
comment on column custody.telephone_rule.prison_id is 'Empty for the whole province; a prison''s own row goes before it';
comment on column custody.telephone_rule.ended is 'From this day the prison has no rule of its own any more';
comment on column custody.staff_ratio.prison_id is 'Empty for the whole province; a prison''s own row goes before it';
comment on column custody.staff_ratio.ended is 'From this day the prison has no ratio of its own any more';
alter table custody.staff_ratio drop constraint staff_ratio_pkey;
alter table custody.staff_ratio add constraint staff_ratio_once unique nulls not distinct (jurisdiction, prison_id, from_on, kind, shift);
alter table custody.visit_rule add constraint visit_rule_once
  unique nulls not distinct (jurisdiction, prison_id, kind, category, class, sex, ages, over_months, from_on);
alter table custody.telephone_rule add constraint telephone_rule_once unique nulls not distinct (jurisdiction, prison_id, from_on);
alter table custody.canteen_limit add constraint canteen_limit_once unique (jurisdiction, from_on);
alter table custody.escort_rule add constraint escort_rule_once unique (jurisdiction, from_on);
alter table custody.habit_rule add constraint habit_rule_once unique (jurisdiction, from_on);
alter table custody.conditional_rule drop constraint conditional_rule_standing_check;
alter table custody.conditional_rule add constraint conditional_rule_standing_check
  check (standing in ('given', 'statute', 'general', 'order', 'refer'));
comment on column custody.conditional_rule.standing is 'given: in the texts this system was built from; statute: a commonly known section; general: configuration or general knowledge, to be confirmed; order: an order of the province adopted on screen; refer: the text was not obtained, an officer of law says';

-- Lists a province adds its own values to. A value is offered or not from a day on; what was chosen keeps its words for ever.
create table custody.list_value (
  list text not null check (list in ('course-kinds', 'incident-types')),
  jurisdiction text not null,
  code text not null check (code ~ '^[a-z][a-z0-9-]{1,40}$'),
  from_on date not null,
  name_en text not null check (name_en <> ''),
  name_ur text not null check (name_ur <> ''),
  detail text not null,
  offered boolean not null default true,
  source_en text not null,
  source_ur text not null,
  primary key (list, jurisdiction, code, from_on)
);
comment on table custody.list_value is 'Values of a list by province and day: PK for every province, a province''s own row goes before it';
comment on column custody.list_value.detail is 'Of a kind of course its subject, of a type of incident how serious it is at least';
comment on column custody.list_value.offered is 'Whether it can be chosen from this day on';

alter table custody.course_kind add column jurisdiction text not null default 'PK';
alter table custody.incident_type add column jurisdiction text not null default 'PK';
comment on column custody.course_kind.jurisdiction is 'Whose list it is in; PK for every province';
comment on column custody.incident_type.jurisdiction is 'Whose list it is in; PK for every province';
insert into custody.list_value (list, jurisdiction, code, from_on, name_en, name_ur, detail, source_en, source_ur)
  select 'course-kinds', 'PK', code, date '1978-01-01', name_en, name_ur, subject, 'Shipped with the system', 'نظام کے ساتھ فراہم' from custody.course_kind
  union all
  select 'incident-types', 'PK', code, date '1978-01-01', text_en, text_ur, severity, 'Shipped with the system', 'نظام کے ساتھ فراہم' from custody.incident_type;

create function custody.offered(p_list text, p_code text, p_jurisdiction text, p_on date) returns boolean
language sql stable set search_path = pg_catalog as $$
  select coalesce((select v.offered from custody.list_value v
    where v.list = p_list and v.code = p_code and v.jurisdiction in (p_jurisdiction, 'PK') and v.from_on <= p_on
    order by v.jurisdiction = 'PK', v.from_on desc limit 1), false)
$$;
comment on function custody.offered is 'Whether a value of a list can be chosen in a province on a day';

-- A value is known to the part that keeps it from the moment it is adopted, so that what refers to it can.
create function custody.know_list_value() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  if new.list = 'course-kinds' then
    insert into custody.course_kind (code, jurisdiction, subject, position, name_en, name_ur)
      select new.code, new.jurisdiction, new.detail, coalesce(max(position), 0) + 1, new.name_en, new.name_ur from custody.course_kind
      on conflict do nothing;
  else
    insert into custody.incident_type (code, jurisdiction, severity, tells, position, text_en, text_ur)
      select new.code, new.jurisdiction, new.detail, case new.detail when 'minor' then '{}'::text[] when 'serious' then '{superintendent}'
          else '{superintendent,inspector-general-prisons}' end, coalesce(max(position), 0) + 1, new.name_en, new.name_ur from custody.incident_type
      on conflict do nothing;
    -- Asked of every incident until the province adopts questions of its own.
    insert into custody.incident_form (type_code, version, jurisdiction, why, questions)
      select new.code, 1, 'PK', 'First version', (select jsonb_agg(q order by q ->> 'id' desc) from custody.incident_form f,
          jsonb_array_elements(f.questions) q where f.type_code = 'other' and f.jurisdiction = 'PK' and f.version = 1)
       where not exists (select 1 from custody.incident_form f where f.type_code = new.code);
  end if;
  return null;
end $$;
create trigger know_list_value after insert on custody.list_value for each row execute function custody.know_list_value();

create table custody.setting_change (
  id uuid primary key default gen_random_uuid(),
  jurisdiction text not null check (jurisdiction <> 'PK'),
  prison_id integer references units.unit,
  key text not null references custody.setting,
  identity jsonb not null check (jsonb_typeof(identity) = 'object'),
  from_on date not null,
  before jsonb,
  after jsonb not null check (jsonb_typeof(after) = 'object'),
  ends boolean not null default false,
  base text not null,
  authority text not null check (authority in ('inspector-general', 'home-department', 'provincial-government', 'high-court')),
  paper_number text not null check (paper_number <> ''),
  paper_on date not null,
  paper_en text not null,
  paper_ur text not null,
  reason text not null check (reason <> ''),
  state text not null default 'proposed' check (state in ('proposed', 'adopted', 'withdrawn')),
  proposed_by uuid not null default access.account() references identity.account,
  proposed_at timestamptz not null default clock_timestamp(),
  proposed_in uuid,
  proposed_under uuid,
  adopted_by uuid references identity.account check (adopted_by <> proposed_by),
  adopted_at timestamptz,
  withdrawn_by uuid references identity.account,
  withdrawn_at timestamptz,
  withdrawn_why text,
  check ((state = 'adopted') = (adopted_by is not null) and (adopted_by is null) = (adopted_at is null)),
  check ((state = 'withdrawn') = (withdrawn_by is not null) and (withdrawn_by is null) = (withdrawn_why is null)
    and (withdrawn_by is null) = (withdrawn_at is null))
);
comment on table custody.setting_change is 'Changes of settings: proposed with their paper by one officer, adopted by another or withdrawn; each adopted one is one row of the setting''s table';
comment on column custody.setting_change.before is 'What held for the day it begins on when it was proposed; empty where nothing did';
comment on column custody.setting_change.after is 'What holds from that day on';
comment on column custody.setting_change.ends is 'The rule ends: the province''s own, or the wider rule, holds instead';
comment on column custody.setting_change.base is 'Fingerprint of every version of the rule when it was proposed; another when somebody changed it meanwhile';
comment on column custody.setting_change.paper_en is 'The paper in a sentence, as the rule cites it';
create unique index setting_adopted_once on custody.setting_change (key, jurisdiction, coalesce(prison_id, 0), identity, from_on) where state = 'adopted';
create index setting_change_by_key on custody.setting_change (jurisdiction, key, proposed_at desc);
create index setting_change_open on custody.setting_change (jurisdiction) where state = 'proposed';
create index setting_change_by_prison on custody.setting_change (prison_id) where prison_id is not null;
create index setting_change_by_proposer on custody.setting_change (proposed_by);
create index setting_change_by_adopter on custody.setting_change (adopted_by) where adopted_by is not null;
create index setting_change_by_withdrawer on custody.setting_change (withdrawn_by) where withdrawn_by is not null;

create function custody.picked(p_row jsonb, p_columns text[]) returns jsonb language sql immutable set search_path = pg_catalog as $$
  select coalesce((select jsonb_object_agg(c, coalesce(p_row -> c, 'null')) from unnest(p_columns) c), '{}')
$$;

-- Every version of one setting or of all. Rules are law data and no secret between provinces, so the provinces stand side by side; a
-- prison's own rules are shown to those who reach it.
create function custody.versions_of(p_key text) returns table (key text, jurisdiction text, prison_id integer, identity jsonb, from_on date,
  value jsonb, source_en text, source_ur text, refer boolean, ended boolean)
language plpgsql stable security definer set search_path = pg_catalog as $$
declare
  each custody.setting;
begin
  for each in select * from custody.setting s where p_key is null or s.key = p_key loop
    return query execute format('select %L::text, j ->> ''jurisdiction'', (j ->> ''prison_id'')::integer, custody.picked(j, %L), (j ->> ''from_on'')::date,
        custody.picked(j, %L), coalesce(j ->> ''source_en'', j ->> ''basis_en'', j ->> ''instrument'', j ->> ''citation'', j ->> ''basis''),
        coalesce(j ->> ''source_ur'', j ->> ''basis_ur'', j ->> ''instrument'', j ->> ''citation'', j ->> ''basis''),
        coalesce((j ->> ''refer'')::boolean, j ->> ''standing'' = ''refer'', false) or coalesce(coalesce(j ->> ''instrument'', j ->> ''basis'') like ''%%REFER%%'', false),
        coalesce((j ->> ''ended'')::boolean, false)
      from (select to_jsonb(r) as j from custody.%I r) t where j @> %L', each.key, each.identity, each.columns, each.table_name, each.fixed);
  end loop;
end $$;
create function custody.setting_versions(p_key text) returns table (key text, jurisdiction text, prison_id integer, identity jsonb, from_on date,
  value jsonb, source_en text, source_ur text, refer boolean, ended boolean)
language sql stable security definer set search_path = pg_catalog as $$
  select v.* from custody.versions_of(p_key) v
   where access.may('custody:read-settings') and (v.prison_id is null or v.prison_id = any (access.units()))
$$;
create function custody.setting_base(p_key text, p_jurisdiction text, p_prison integer, p_identity jsonb) returns text
language sql stable security definer set search_path = pg_catalog as $$
  select md5(coalesce(string_agg(concat_ws('|', v.jurisdiction, v.prison_id, v.from_on, v.value, v.ended), ';'
      order by v.jurisdiction, v.prison_id nulls first, v.from_on), ''))
    from custody.versions_of(p_key) v
   where v.identity = p_identity and v.jurisdiction in (p_jurisdiction, 'PK') and (v.prison_id is null or v.prison_id = p_prison)
$$;
comment on function custody.setting_base is 'Fingerprint of every version of a rule where it holds: the prison''s, the province''s and the country''s';

-- What the application may do with a change: propose it for a day to come on what stands now, adopt another officer's, withdraw it.
create function custody.keep_setting_change() returns trigger language plpgsql set search_path = pg_catalog as $$
declare
  set_by custody.setting;
begin
  if current_user <> 'mizan_app' then return new; end if;
  if tg_op = 'UPDATE' and (old.state <> 'proposed' or new.state = 'proposed'
      or (to_jsonb(new) - array['state', 'adopted_by', 'adopted_at', 'withdrawn_by', 'withdrawn_at', 'withdrawn_why'])
        is distinct from (to_jsonb(old) - array['state', 'adopted_by', 'adopted_at', 'withdrawn_by', 'withdrawn_at', 'withdrawn_why'])) then
    raise exception 'A change stays as it was proposed, and is decided once' using errcode = 'check_violation', constraint = 'setting_decided';
  end if;
  if new.state = 'withdrawn' then
    new.withdrawn_by := access.account();
    new.withdrawn_at := clock_timestamp();
    return new;
  end if;
  -- One after the other for each rule, so that two who decide at once cannot both build on the same version.
  perform pg_advisory_xact_lock(7214115, hashtext(new.key || new.jurisdiction));
  if new.from_on < workflow.today() then
    raise exception 'The past is not rewritten' using errcode = 'check_violation', constraint = 'setting_past';
  end if;
  if new.base is distinct from custody.setting_base(new.key, new.jurisdiction, new.prison_id, new.identity) then
    raise exception 'Somebody changed it meanwhile' using errcode = 'check_violation', constraint = 'setting_stale';
  end if;
  if tg_op = 'INSERT' then
    select * into strict set_by from custody.setting s where s.key = new.key;
    if new.state <> 'proposed' or (new.prison_id is not null and not set_by.by_prison) or (new.ends and not set_by.by_prison)
        or (select coalesce(array_agg(k order by k), '{}') from jsonb_object_keys(new.identity) k) <> (select coalesce(array_agg(k order by k), '{}') from unnest(set_by.identity) k)
        or (select array_agg(k order by k) from jsonb_object_keys(new.after) k) <> (select array_agg(k order by k) from unnest(set_by.columns) k) then
      raise exception 'Not of this setting' using errcode = 'check_violation', constraint = 'setting_shape';
    end if;
    if new.prison_id is not null and not exists (select 1 from units.unit u where u.id = new.prison_id and u.kind = 'prison' and u.jurisdiction = new.jurisdiction) then
      raise exception 'Not a prison of the province' using errcode = 'check_violation', constraint = 'setting_shape';
    end if;
    new.proposed_by := access.account();
    new.proposed_at := clock_timestamp();
  else
    if not access.may('custody:adopt-setting') then
      raise exception 'Not allowed' using errcode = 'insufficient_privilege';
    end if;
    new.adopted_by := access.account();
    new.adopted_at := clock_timestamp();
  end if;
  return new;
end $$;
create trigger keep_setting_change before insert or update on custody.setting_change for each row execute function custody.keep_setting_change();

-- Writes the row that an adopted change is: what it does not set is taken over from the rule it follows.
create function custody.write_setting(p_change custody.setting_change) returns void
language plpgsql security definer set search_path = pg_catalog as $$
declare
  kept custody.setting;
  follows jsonb;
  written jsonb;
  named text;
begin
  select * into strict kept from custody.setting s where s.key = p_change.key;
  execute format('select j from (select to_jsonb(r) as j from custody.%I r) t where j @> $1 and j ->> ''jurisdiction'' in ($2, ''PK'') and (j ->> ''from_on'')::date <= $3
      and coalesce((j ->> ''prison_id'')::integer, $4, 0) = coalesce($4, 0)
    order by j ->> ''prison_id'' is null, j ->> ''jurisdiction'' = ''PK'', j ->> ''from_on'' desc limit 1', kept.table_name)
    into follows using kept.fixed || p_change.identity, p_change.jurisdiction, p_change.from_on, p_change.prison_id;
  written := coalesce(follows, '{}') - array['id', 'set_by', 'set_at', 'to_on']
    || kept.fixed || p_change.identity || p_change.after
    || coalesce((select jsonb_object_agg(p.key, case p.value when '"$en"' then to_jsonb(p_change.paper_en) when '"$ur"' then to_jsonb(p_change.paper_ur) else p.value end)
      from jsonb_each(kept.paper) p), '{}')
    || jsonb_build_object('jurisdiction', p_change.jurisdiction, 'from_on', p_change.from_on)
    || case when kept.by_prison then jsonb_build_object('prison_id', p_change.prison_id, 'ended', p_change.ends) else '{}'::jsonb end;
  select string_agg(quote_ident(k), ', ') into named from jsonb_object_keys(written) k;
  execute format('insert into custody.%1$I (%2$s) select %2$s from jsonb_populate_record(null::custody.%1$I, $1)', kept.table_name, named) using written;
end $$;
create function custody.begin_setting() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  perform custody.write_setting(new);
  return null;
end $$;
create trigger begin_setting after update on custody.setting_change for each row
  when (old.state = 'proposed' and new.state = 'adopted') execute function custody.begin_setting();

-- Who stands behind a rule of one's own province, by name and nothing more.
create function custody.setting_officer(p_account uuid) returns jsonb
language sql stable security definer set search_path = pg_catalog as $$
  select jsonb_build_object('en', a.name_en, 'ur', a.name_ur) from identity.account a
   where a.id = p_account and access.may('custody:read-settings') and exists (select 1 from custody.setting_change c
     where c.jurisdiction = access.jurisdiction() and p_account in (c.proposed_by, c.adopted_by, c.withdrawn_by))
$$;

revoke execute on function custody.picked, custody.versions_of, custody.setting_versions, custody.setting_base, custody.write_setting,
  custody.offered, custody.setting_officer from public;
grant execute on function custody.setting_versions, custody.setting_base, custody.offered, custody.setting_officer to mizan_app;

select audit.watch('custody.setting', 'key'), audit.watch('custody.setting_change'), audit.watch('custody.list_value', 'code');
select access.protect('custody.setting', 'select'), access.protect('custody.setting_change'), access.protect('custody.list_value', 'select');
create policy setting_read on custody.setting for select to mizan_app using (true);
create policy list_value_read on custody.list_value for select to mizan_app using (true);
-- What is adopted is read with the rule; what is only proposed is the department's own business until then.
create policy setting_change_read on custody.setting_change for select to mizan_app
  using (jurisdiction = (select access.jurisdiction()) and (prison_id is null or prison_id = any ((select access.units())::integer[]))
    and (select access.may('custody:read-settings'))
    and (state = 'adopted' or (select access.may('custody:propose-setting')) or (select access.may('custody:adopt-setting'))));
create policy setting_change_add on custody.setting_change for insert to mizan_app
  with check (jurisdiction = (select access.jurisdiction()) and (prison_id is null or prison_id = any ((select access.units())::integer[]))
    and (select access.may('custody:propose-setting')));
create policy setting_change_decide on custody.setting_change for update to mizan_app
  using (jurisdiction = (select access.jurisdiction()) and (prison_id is null or prison_id = any ((select access.units())::integer[]))
    and ((select access.may('custody:adopt-setting')) or (select access.may('custody:propose-setting'))));

-- The earlier ways in: one officer alone could write a rule of visits, of the telephone and the canteen's limit.
drop policy visit_rule_add on custody.visit_rule;
drop policy telephone_rule_add on custody.telephone_rule;
drop policy canteen_limit_add on custody.canteen_limit;
revoke insert on custody.visit_rule, custody.telephone_rule, custody.canteen_limit from mizan_app;
-- A prison's own rows are for those who reach it.
drop policy visit_rule_read on custody.visit_rule;
create policy visit_rule_read on custody.visit_rule for select to mizan_app
  using (jurisdiction = (select access.jurisdiction()) and (prison_id is null or prison_id = any ((select access.units())::integer[]))
    and (select access.may('custody:read-visits')));
drop policy telephone_rule_read on custody.telephone_rule;
create policy telephone_rule_read on custody.telephone_rule for select to mizan_app
  using (jurisdiction = (select access.jurisdiction()) and (prison_id is null or prison_id = any ((select access.units())::integer[]))
    and (select access.may('custody:read-visits')));
drop policy staff_ratio_read on custody.staff_ratio;
create policy staff_ratio_read on custody.staff_ratio for select to mizan_app
  using (jurisdiction = (select access.jurisdiction()) and (prison_id is null or prison_id = any ((select access.units())::integer[]))
    and (select access.may('custody:read-roster')));

-- One good of a scale can change without the others: of each the latest row that has begun counts.
create or replace function custody.scale_on(p_jurisdiction text, p_on date) returns table (diet text, good text, quantity numeric)
language sql stable security definer set search_path = pg_catalog as $$
  select distinct on (s.diet, s.good) s.diet, s.good, s.quantity from custody.diet_scale s
   where s.jurisdiction = p_jurisdiction and s.from_on <= p_on and s.season in ('usual', custody.season_on(p_jurisdiction, p_on))
   order by s.diet, s.good, s.season, s.from_on desc
$$;
