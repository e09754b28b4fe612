-- needs: identity workflow
-- Ordinary remission at a month's end: reckoned for every convict of a prison with the reason for each who earns less, prepared by the
-- deputy, signed by the Superintendent, then posted to every ledger once. A forecast of it stands nowhere in a stored date of release:
-- those are computed from what the ledger holds.

create table custody.month_rule (
  jurisdiction text not null,
  from_on date not null,
  conduct_days integer not null check (conduct_days >= 0),
  labour_days integer not null check (labour_days >= 0),
  full_work_days integer not null check (full_work_days > 0),
  basis text not null,
  primary key (jurisdiction, from_on)
);
comment on table custody.month_rule is 'How a month''s ordinary remission is made up: for conduct and for labour; never more than the law''s most for a month';
comment on column custody.month_rule.full_work_days is 'Days at work, or kept from it without fault, for the whole of the labour part; fewer give their share, rounded down';
insert into custody.month_rule (jurisdiction, from_on, conduct_days, labour_days, full_work_days, basis) values
  ('PK', '1978-01-01', 2, 3, 20, 'Departmental configuration; PPR 1978 ch. 8 was not at hand (REFER)'),
  ('PK-SD', '2019-01-01', 3, 2, 18, 'Departmental configuration, Sindh; rules 788-796 of 2019 were not at hand (REFER)'),
  ('PK-PB', '1978-01-01', 2, 3, 20, 'Departmental configuration, Punjab; PPR 1978 ch. 8 was not at hand (REFER)');

create table custody.good_conduct_rule (
  jurisdiction text not null,
  from_on date not null,
  year integer not null check (year > 0),
  days integer not null check (days > 0),
  basis text not null,
  primary key (jurisdiction, from_on, year)
);
comment on table custody.good_conduct_rule is 'For each whole year without an offence: days once that year is complete; for later years no number is known';
insert into custody.good_conduct_rule (jurisdiction, from_on, year, days, basis) values
  ('PK', '1978-01-01', 1, 15, 'Specification: good conduct 15/15/30 days in years 1/2/3 (as reported)'),
  ('PK', '1978-01-01', 2, 15, 'Specification: good conduct 15/15/30 days in years 1/2/3 (as reported)'),
  ('PK', '1978-01-01', 3, 30, 'Specification: good conduct 15/15/30 days in years 1/2/3 (as reported)');

create table custody.month_run (
  id uuid primary key default gen_random_uuid(),
  jurisdiction text not null,
  prison_id integer not null references units.unit,
  month date not null check (extract(day from month) = 1),
  state text not null default 'prepared' check (state in ('prepared', 'signed', 'posted')),
  most integer not null check (most > 0),
  pack text not null,
  prepared_by uuid not null default access.account() references identity.account,
  prepared_at timestamptz not null default clock_timestamp(),
  prepared_session uuid,
  prepared_grant uuid,
  signed_by uuid references identity.account,
  signed_at timestamptz,
  posted_after uuid not null default '00000000-0000-0000-0000-000000000000',
  posted_at timestamptz,
  unique (id, prison_id),
  unique (prison_id, month),
  check (signed_by <> prepared_by),
  check ((state = 'prepared') = (signed_by is null) and (signed_by is null) = (signed_at is null)),
  check ((state = 'posted') = (posted_at is not null))
);
comment on table custody.month_run is 'Ordinary remission of a prison for a month: prepared by one officer, signed by another, posted';
comment on column custody.month_run.most is 'The law''s most for a month when it was prepared; no line may hold more';

create table custody.month_line (
  run_id uuid not null,
  imprisonment_id uuid not null references custody.imprisonment,
  jurisdiction text not null,
  prison_id integer not null references units.unit,
  conduct_days integer not null check (conduct_days >= 0),
  labour_days integer not null check (labour_days >= 0),
  days integer not null check (days >= 0),
  good_days integer not null default 0 check (good_days >= 0),
  reasons text[] not null default '{}',
  worked numeric(4, 1) not null default 0,
  excused numeric(4, 1) not null default 0,
  set_why text,
  state text not null default 'prepared' check (state in ('prepared', 'posted', 'by-hand')),
  primary key (run_id, imprisonment_id),
  foreign key (run_id, prison_id) references custody.month_run (id, prison_id)
);
comment on table custody.month_line is 'What one prisoner earned in the month, from conduct and from labour, and every reason it is less than the whole';
comment on column custody.month_line.set_why is 'Why an officer set other days than were reckoned';
comment on column custody.month_line.state is 'by-hand: the facts changed after it was signed, or the law gives no date; an officer looks';
create index month_line_by_imprisonment on custody.month_line (imprisonment_id);

alter table custody.remission add column earned_month date check (extract(day from earned_month) = 1);
alter table custody.remission add column month_run_id uuid references custody.month_run;
comment on column custody.remission.earned_month is 'Of ordinary and good-conduct remission posted at a month''s end: that month';
create unique index remission_month_once on custody.remission (imprisonment_id, earned_month, kind) where earned_month is not null and voided_at is null;
create index remission_by_month_run on custody.remission (month_run_id) where month_run_id is not null;

select audit.watch('custody.month_rule', 'jurisdiction'), audit.watch('custody.good_conduct_rule', 'jurisdiction'), audit.watch('custody.month_run'), audit.watch('custody.month_line', 'imprisonment_id');
select access.protect('custody.month_rule', 'select'), access.protect('custody.good_conduct_rule', 'select'), access.protect('custody.month_run'),
       access.protect('custody.month_line', 'select, insert, update, delete');
create policy month_rule_read on custody.month_rule for select to mizan_app using (true);
create policy good_conduct_rule_read on custody.good_conduct_rule for select to mizan_app using (true);
create policy month_run_read on custody.month_run for select to mizan_app
  using (prison_id = any ((select access.units())::integer[]) and (select access.may('custody:read-regime')));
create policy month_run_add on custody.month_run for insert to mizan_app
  with check (prison_id = any ((select access.units())::integer[]) and (select access.may('custody:prepare-month')) and state = 'prepared');
create policy month_run_change on custody.month_run for update to mizan_app
  using (prison_id = any ((select access.units())::integer[]) and ((select access.may('custody:prepare-month'))
    or (select access.may('custody:sign-month')) or (select access.may('custody:post-earned'))));
create policy month_line_read on custody.month_line for select to mizan_app
  using (prison_id = any ((select access.units())::integer[]) and (select access.may('custody:read-regime')));
create policy month_line_add on custody.month_line for insert to mizan_app
  with check (prison_id = any ((select access.units())::integer[]) and (select access.may('custody:prepare-month')));
create policy month_line_change on custody.month_line for update to mizan_app
  using (prison_id = any ((select access.units())::integer[]) and ((select access.may('custody:prepare-month')) or (select access.may('custody:post-earned'))));
create policy month_line_clear on custody.month_line for delete to mizan_app
  using (prison_id = any ((select access.units())::integer[]) and (select access.may('custody:prepare-month'))
    and exists (select 1 from custody.month_run r where r.id = run_id and r.state = 'prepared'));
-- Only what two officers stood for is posted by the system itself, to the very day.
create policy remission_month on custody.remission for insert to mizan_app
  with check (prison_id = any ((select access.units())::integer[]) and (select access.may('custody:post-earned')) and years = 0 and months = 0
    and exists (select 1 from custody.month_run r join custody.month_line l on l.run_id = r.id
      where r.id = month_run_id and r.state = 'signed' and r.month = earned_month and l.imprisonment_id = remission.imprisonment_id
        and (remission.kind = 'ordinary' and remission.days = l.days or remission.kind = 'good-conduct' and remission.days = l.good_days)));

create function custody.keep_month_run() returns trigger language plpgsql set search_path = pg_catalog as $$
declare
  may_change text[] := case
    when old.state = 'prepared' and new.state = 'prepared' then array['prepared_by', 'prepared_at', 'prepared_session', 'prepared_grant', 'most', 'pack']
    when old.state = 'prepared' and new.state = 'signed' then array['state', 'signed_by', 'signed_at']
    when old.state = 'signed' then array['state', 'posted_after', 'posted_at'] else '{}' end;
begin
  if current_user <> 'mizan_app' then return new; end if;
  if (to_jsonb(new) - may_change) is distinct from (to_jsonb(old) - may_change)
    or (new.state = 'prepared' and (new.prepared_by is distinct from access.account() or not access.may('custody:prepare-month')))
    or (old.state = 'prepared' and new.state = 'signed' and (new.signed_by is distinct from access.account() or not access.may('custody:sign-month')))
    or (old.state = 'signed' and (new.state = 'prepared' or not access.may('custody:post-earned'))) then
    raise exception 'A month is prepared, signed and posted in that order, each in one''s own name' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger keep_month_run before update on custody.month_run for each row execute function custody.keep_month_run();

create function custody.keep_month_line() returns trigger language plpgsql set search_path = pg_catalog as $$
declare run custody.month_run;
begin
  select * into run from custody.month_run r where r.id = new.run_id;
  if new.days > run.most then
    raise exception 'No month earns more than the law''s most' using errcode = 'check_violation', constraint = 'month_line_most';
  end if;
  if current_user <> 'mizan_app' then return new; end if;
  if tg_op = 'INSERT' and (run.state <> 'prepared' or new.state <> 'prepared')
    or tg_op = 'UPDATE' and run.state = 'prepared' and (to_jsonb(new) - array['days', 'set_why']) is distinct from (to_jsonb(old) - array['days', 'set_why'])
    or tg_op = 'UPDATE' and run.state <> 'prepared' and ((to_jsonb(new) - 'state') is distinct from (to_jsonb(old) - 'state') or old.state <> 'prepared')
    or tg_op = 'UPDATE' and run.state = 'posted' then
    raise exception 'What was signed is what is posted' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger keep_month_line before insert or update on custody.month_line for each row execute function custody.keep_month_line();
