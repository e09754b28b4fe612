-- needs: identity workflow
-- Work in prison: gangs with their places, who is in which, the muster of each day, and the month's wages, which are reckoned from
-- the muster, checked by a second officer and then booked to each prisoner's account, once.

-- What a day or a piece earns, by province and day; PK stands where a province has no row of its own. Paisa.
create table custody.labour_rate (
  code text not null,
  jurisdiction text not null,
  from_on date not null,
  unit text not null check (unit in ('day', 'piece')),
  name_en text not null,
  name_ur text not null,
  paisa integer not null check (paisa > 0),
  basis text not null,
  primary key (code, jurisdiction, from_on)
);
comment on table custody.labour_rate is 'Wage of prison labour for a day or a piece, by province and day';
insert into custody.labour_rate (code, jurisdiction, from_on, unit, name_en, name_ur, paisa, basis) values
  ('unskilled', 'PK', '2020-01-01', 'day', 'Unskilled work, a day', 'غیر ہنرمند کام، یومیہ', 2500, 'Departmental configuration; no order fixing wages was at hand (REFER)'),
  ('skilled', 'PK', '2020-01-01', 'day', 'Skilled work, a day', 'ہنرمند کام، یومیہ', 5000, 'Departmental configuration; no order fixing wages was at hand (REFER)'),
  ('unskilled', 'PK-SD', '2024-07-01', 'day', 'Unskilled work, a day', 'غیر ہنرمند کام، یومیہ', 6000, 'Departmental configuration, Sindh; no order fixing wages was at hand (REFER)'),
  ('skilled', 'PK-SD', '2024-07-01', 'day', 'Skilled work, a day', 'ہنرمند کام، یومیہ', 11000, 'Departmental configuration, Sindh; no order fixing wages was at hand (REFER)'),
  ('unskilled', 'PK-PB', '2024-07-01', 'day', 'Unskilled work, a day', 'غیر ہنرمند کام، یومیہ', 5000, 'Departmental configuration, Punjab; no order fixing wages was at hand (REFER)'),
  ('skilled', 'PK-PB', '2024-07-01', 'day', 'Skilled work, a day', 'ہنرمند کام، یومیہ', 12500, 'Departmental configuration, Punjab; no order fixing wages was at hand (REFER)'),
  ('uniform', 'PK', '2020-01-01', 'piece', 'Uniform sewn, each', 'وردی کی سلائی، فی عدد', 4500, 'Departmental configuration; no order fixing wages was at hand (REFER)'),
  ('uniform', 'PK-PB', '2024-07-01', 'piece', 'Uniform sewn, each', 'وردی کی سلائی، فی عدد', 5500, 'Departmental configuration, Punjab; no order fixing wages was at hand (REFER)'),
  ('basket', 'PK', '2020-01-01', 'piece', 'Basket woven, each', 'ٹوکری کی بنائی، فی عدد', 2000, 'Departmental configuration; no order fixing wages was at hand (REFER)');

create function custody.labour_rate_on(p_code text, p_jurisdiction text, p_day date) returns integer
language sql stable set search_path = pg_catalog as $$
  select r.paisa from custody.labour_rate r
   where r.code = p_code and r.jurisdiction in (p_jurisdiction, 'PK') and r.from_on <= p_day
   order by r.jurisdiction = 'PK', r.from_on desc limit 1
$$;
grant execute on function custody.labour_rate_on to mizan_app;

create table custody.gang (
  id uuid primary key default gen_random_uuid(),
  jurisdiction text not null,
  prison_id integer not null references units.unit,
  kind text not null check (kind in ('factory', 'kitchen', 'garden', 'service')),
  name_en text not null check (name_en <> ''),
  name_ur text not null check (name_ur <> ''),
  capacity integer not null check (capacity between 1 and 2000),
  sex text not null check (sex in ('M', 'F')),
  rate_code text not null,
  closed_on date,
  opened_by uuid default access.account(),
  opened_at timestamptz not null default clock_timestamp(),
  unique (id, prison_id)
);
comment on table custody.gang is 'A place of work and the gang that works there: how many it takes, and by which rate it is paid';
comment on column custody.gang.sex is 'Men and women do not work together (Prisons Act 1894 s.27(1))';
create unique index gang_once on custody.gang (prison_id, name_en) where closed_on is null;
create index gang_by_prison on custody.gang (prison_id) where closed_on is null;

create table custody.labour (
  id uuid primary key default gen_random_uuid(),
  jurisdiction text not null,
  prison_id integer not null references units.unit,
  imprisonment_id uuid not null,
  gang_id uuid not null,
  basis text not null check (basis in ('rigorous', 'volunteer', 'consent')),
  consent_paper text,
  reason text not null check (reason <> ''),
  from_on date not null default workflow.today(),
  to_on date,
  ended_why text check (ended_why in ('moved', 'unfit', 'request', 'discipline', 'released', 'closed', 'other')),
  assigned_by uuid default access.account() references identity.account,
  assigned_at timestamptz not null default clock_timestamp(),
  ended_by uuid references identity.account,
  foreign key (imprisonment_id, prison_id) references custody.imprisonment (id, prison_id),
  foreign key (gang_id, prison_id) references custody.gang (id, prison_id),
  check (to_on >= from_on),
  check ((to_on is null) = (ended_why is null)),
  check ((basis = 'consent') = (consent_paper is not null))
);
comment on table custody.labour is 'Who works in which gang, from when to when, and by what right: the sentence, own wish, or an under-trial''s consent on paper';
comment on column custody.labour.basis is 'rigorous: the sentence; volunteer: any other convict; consent: not convicted, and only with the paper signed';
create unique index labour_one_gang on custody.labour (imprisonment_id) where to_on is null;
create index labour_by_imprisonment on custody.labour (imprisonment_id, from_on desc);
create index labour_by_gang on custody.labour (gang_id) where to_on is null;

create table custody.muster (
  imprisonment_id uuid not null,
  on_date date not null,
  jurisdiction text not null,
  prison_id integer not null references units.unit,
  gang_id uuid not null,
  mark text not null check (mark in ('worked', 'half', 'ill', 'absent', 'refused', 'outside')),
  pieces integer not null default 0 check (pieces between 0 and 500),
  marked_by uuid default access.account(),
  marked_at timestamptz not null default clock_timestamp(),
  primary key (imprisonment_id, on_date),
  foreign key (imprisonment_id, prison_id) references custody.imprisonment (id, prison_id),
  foreign key (gang_id, prison_id) references custody.gang (id, prison_id),
  check (pieces = 0 or mark in ('worked', 'half'))
);
comment on table custody.muster is 'The labour muster: one line for each prisoner and day, so that nobody is in two gangs at once';
comment on column custody.muster.mark is 'worked and half earn a day''s wage; ill and outside are no fault; absent and refused are';
create index muster_by_gang on custody.muster (gang_id, on_date);
create index muster_by_prison on custody.muster (prison_id, on_date);

create table custody.wage_sheet (
  id uuid primary key default gen_random_uuid(),
  jurisdiction text not null,
  prison_id integer not null references units.unit,
  month date not null check (extract(day from month) = 1),
  state text not null default 'prepared' check (state in ('prepared', 'checked', 'posted')),
  prepared_by uuid not null default access.account() references identity.account,
  prepared_at timestamptz not null default clock_timestamp(),
  prepared_session uuid,
  prepared_grant uuid,
  checked_by uuid references identity.account,
  checked_at timestamptz,
  posted_at timestamptz,
  unique (id, prison_id),
  unique (prison_id, month),
  check (checked_by <> prepared_by),
  check ((state = 'prepared') = (checked_by is null) and (checked_by is null) = (checked_at is null)),
  check ((state = 'posted') = (posted_at is not null))
);
comment on table custody.wage_sheet is 'A month''s wages of a prison: reckoned from the muster by one officer, checked by another, then booked';

create table custody.wage_line (
  sheet_id uuid not null,
  imprisonment_id uuid not null references custody.imprisonment,
  jurisdiction text not null,
  prison_id integer not null references units.unit,
  half_days integer not null check (half_days >= 0),
  pieces integer not null check (pieces >= 0),
  paisa bigint not null check (paisa > 0),
  state text not null default 'to-post' check (state in ('to-post', 'posted', 'transferred')),
  transaction_id uuid unique references custody.money_transaction,
  primary key (sheet_id, imprisonment_id),
  foreign key (sheet_id, prison_id) references custody.wage_sheet (id, prison_id),
  check ((state = 'posted') = (transaction_id is not null))
);
comment on table custody.wage_line is 'What one prisoner earned in the month, and the booking that paid it';
comment on column custody.wage_line.state is 'transferred: the account went to another prison before the posting; that prison pays, by hand';
create index wage_line_by_imprisonment on custody.wage_line (imprisonment_id);

-- What the muster of a month comes to, each line at the rate of its own day. Paisa, half days rounded down to the paisa.
create function custody.wages_of(p_prison integer, p_month date)
returns table (imprisonment_id uuid, half_days integer, pieces integer, paisa bigint)
language sql stable set search_path = pg_catalog as $$
  select m.imprisonment_id, (sum(case m.mark when 'worked' then 2 when 'half' then 1 else 0 end))::integer, sum(m.pieces)::integer,
      sum(custody.labour_rate_on(g.rate_code, m.jurisdiction, m.on_date)::bigint
        * case when r.unit = 'piece' then 2 * m.pieces else case m.mark when 'worked' then 2 when 'half' then 1 else 0 end end / 2)::bigint
    from custody.muster m join custody.gang g on g.id = m.gang_id
    join lateral (select x.unit from custody.labour_rate x where x.code = g.rate_code limit 1) r on true
   where m.prison_id = p_prison and m.on_date >= p_month and m.on_date < p_month + interval '1 month'
   group by m.imprisonment_id
$$;
grant execute on function custody.wages_of to mizan_app;

select audit.watch('custody.labour_rate', 'code'), audit.watch('custody.gang'), audit.watch('custody.labour'), audit.watch('custody.muster', 'imprisonment_id'),
       audit.watch('custody.wage_sheet'), audit.watch('custody.wage_line', 'imprisonment_id');
select access.protect('custody.labour_rate', 'select'), access.protect('custody.gang'), access.protect('custody.labour'),
       access.protect('custody.muster'), access.protect('custody.wage_sheet'),
       access.protect('custody.wage_line', 'select, insert, update, delete');
create policy labour_rate_read on custody.labour_rate for select to mizan_app using (true);
do $$
declare each record;
begin
  for each in select * from (values
      ('gang', array['custody:edit-gangs'], array['custody:edit-gangs']),
      ('labour', array['custody:assign-labour'], array['custody:assign-labour', 'custody:change']),
      ('muster', array['custody:mark-muster'], array['custody:mark-muster']),
      ('wage_sheet', array['custody:prepare-wages'], array['custody:prepare-wages', 'custody:check-wages', 'custody:post-wages']),
      ('wage_line', array['custody:prepare-wages'], array['custody:post-wages'])) as t(name, adds, changes)
  loop
    execute format('create policy %1$s_read on custody.%1$s for select to mizan_app
      using (prison_id = any ((select access.units())::integer[]) and (select access.may(''custody:read-regime'')))', each.name);
    execute format('create policy %1$s_add on custody.%1$s for insert to mizan_app
      with check (prison_id = any ((select access.units())::integer[]) and (%2$s))', each.name,
      (select string_agg(format('(select access.may(%L))', p), ' or ') from unnest(each.adds) p));
    execute format('create policy %1$s_change on custody.%1$s for update to mizan_app
      using (prison_id = any ((select access.units())::integer[]) and (%2$s))', each.name,
      (select string_agg(format('(select access.may(%L))', p), ' or ') from unnest(each.changes) p));
  end loop;
end $$;
create policy wage_line_clear on custody.wage_line for delete to mizan_app
  using (prison_id = any ((select access.units())::integer[]) and (select access.may('custody:prepare-wages'))
    and exists (select 1 from custody.wage_sheet s where s.id = sheet_id and s.state = 'prepared'));

-- The last line, should the code above it be wrong: who works is inside, fit, of the gang's sex, and the gang has room.
create function custody.keep_labour() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare
  place custody.gang;
  stay custody.imprisonment;
begin
  if tg_op = 'UPDATE' then
    if (to_jsonb(new) - array['to_on', 'ended_why', 'ended_by']) is distinct from (to_jsonb(old) - array['to_on', 'ended_why', 'ended_by'])
      or old.to_on is not null then
      raise exception 'Work in a gang is ended, never rewritten' using errcode = 'check_violation';
    end if;
    return new;
  end if;
  select * into place from custody.gang g where g.id = new.gang_id for no key update;
  select * into stay from custody.imprisonment i where i.id = new.imprisonment_id;
  if stay.state <> 'in' or stay.category = 'condemned' or (stay.category <> 'convict') <> (new.basis = 'consent') or place.closed_on is not null
    or place.sex is distinct from (select p.sex from people.record p where p.id = stay.record_id)
    or exists (select 1 from custody.fitness f where f.imprisonment_id = new.imprisonment_id and f.kind = 'labour' and not f.fit
      and f.superseded_at is null and (f.until_on is null or f.until_on >= workflow.today()))
    or exists (select 1 from custody.medical_ward w where w.imprisonment_id = new.imprisonment_id and w.until_at is null) then
    raise exception 'Such a person is not put to work' using errcode = 'check_violation';
  end if;
  if (select count(*) from custody.labour l where l.gang_id = new.gang_id and l.to_on is null) >= place.capacity then
    raise exception 'The gang is full' using errcode = 'check_violation', constraint = 'gang_full';
  end if;
  return new;
end $$;
create trigger keep_labour before insert or update on custody.labour for each row execute function custody.keep_labour();

-- Whether somebody was outside the walls for the whole of a day, or has gone out and is not back.
create function custody.outside_on(p_imprisonment uuid, p_day date) returns boolean
language sql stable security definer set search_path = pg_catalog as $$
  select exists (select 1 from custody.movement m where m.imprisonment_id = p_imprisonment and m.kind not in ('ADM', 'TRN', 'REL', 'INT')
    and m.out_at < (p_day + 1)::timestamp at time zone 'Asia/Karachi'
    and (m.in_at is null or (m.out_at < p_day::timestamp at time zone 'Asia/Karachi' and m.in_at >= (p_day + 1)::timestamp at time zone 'Asia/Karachi'))
    and (m.in_at is not null or p_day <= workflow.today()))
$$;
revoke execute on function custody.outside_on from public;
grant execute on function custody.outside_on to mizan_app;

-- Nobody is mustered who was not of the gang and in prison that day, nobody outside has worked, and a month that was checked stands.
create function custody.keep_muster() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare sheet custody.wage_sheet;
begin
  if tg_op = 'UPDATE' and (new.imprisonment_id, new.on_date, new.prison_id) is distinct from (old.imprisonment_id, old.on_date, old.prison_id) then
    raise exception 'A line of the muster stays of its prisoner and day' using errcode = 'check_violation';
  end if;
  -- Locked, so that whoever checks the sheet at this moment waits for this line or is waited for.
  select * into sheet from custody.wage_sheet s where s.prison_id = new.prison_id and s.month = date_trunc('month', new.on_date)::date for share;
  if sheet.state <> 'prepared' then
    raise exception 'The wages of this month were checked' using errcode = 'check_violation', constraint = 'muster_month_checked';
  end if;
  if new.on_date > workflow.today() or not exists (
      select 1 from custody.imprisonment i where i.id = new.imprisonment_id and i.prison_id = new.prison_id
        and (i.admitted_at at time zone 'Asia/Karachi')::date <= new.on_date
        and (i.released_at is null or (i.released_at at time zone 'Asia/Karachi')::date >= new.on_date))
    or not exists (select 1 from custody.labour l where l.imprisonment_id = new.imprisonment_id and l.gang_id = new.gang_id
        and l.from_on <= new.on_date and (l.to_on is null or l.to_on >= new.on_date)) then
    raise exception 'Only who was in the gang and in prison that day is mustered' using errcode = 'check_violation', constraint = 'muster_of_gang';
  end if;
  if new.mark in ('worked', 'half') and custody.outside_on(new.imprisonment_id, new.on_date) then
    raise exception 'Nobody works in the gang who is outside' using errcode = 'check_violation', constraint = 'muster_outside';
  end if;
  return new;
end $$;
create trigger keep_muster before insert or update on custody.muster for each row execute function custody.keep_muster();

-- Whoever leaves the prison leaves the gang, whatever the code does.
create function custody.end_labour() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  update custody.labour l set to_on = greatest(l.from_on, (new.released_at at time zone 'Asia/Karachi')::date), ended_why = 'released'
   where l.imprisonment_id = new.id and l.to_on is null;
  return null;
end $$;
create trigger end_labour after update of state on custody.imprisonment for each row
  when (new.state = 'released' and old.state = 'in') execute function custody.end_labour();

-- Reckoned, checked by a second officer on what the muster says at that moment, posted: in that order, each in one's own name.
create function custody.keep_wage_sheet() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if current_user <> 'mizan_app' then return new; end if;
  if (new.id, new.prison_id, new.month) is distinct from (old.id, old.prison_id, old.month)
    or old.state <> 'prepared' and (new.prepared_by, new.checked_by, new.checked_at) is distinct from (old.prepared_by, old.checked_by, old.checked_at)
    or old.state = 'posted'
    or (old.state = 'prepared' and new.state = 'prepared' and (new.prepared_by is distinct from access.account() or not access.may('custody:prepare-wages')))
    or (new.state = 'checked' and old.state = 'prepared' and (new.checked_by is distinct from access.account() or not access.may('custody:check-wages')))
    or (new.state = 'posted' and (old.state <> 'checked' or not access.may('custody:post-wages'))) then
    raise exception 'Wages are reckoned, checked and posted in that order, each in one''s own name' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger keep_wage_sheet before update on custody.wage_sheet for each row execute function custody.keep_wage_sheet();

create function custody.keep_wage_line() returns trigger language plpgsql set search_path = pg_catalog as $$
declare sheet custody.wage_sheet;
begin
  if current_user <> 'mizan_app' then return new; end if;
  select * into sheet from custody.wage_sheet s where s.id = new.sheet_id;
  if tg_op = 'INSERT' and (sheet.state is distinct from 'prepared' or new.state <> 'to-post')
    or tg_op = 'UPDATE' and (sheet.state is distinct from 'checked' or old.state <> 'to-post'
      or (to_jsonb(new) - array['state', 'transaction_id']) is distinct from (to_jsonb(old) - array['state', 'transaction_id'])) then
    raise exception 'Wages are paid once, as they were checked' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger keep_wage_line before insert or update on custody.wage_line for each row execute function custody.keep_wage_line();

-- The service books wages that two officers stood for, and nothing else.
create or replace function custody.may_book(p_kind text) returns boolean language sql stable set search_path = pg_catalog as $$
  select access.may('custody:book-money') and p_kind not in ('opening', 'reversal', 'difference')
      or access.may('custody:admit') and p_kind = 'cash-in'
      or access.may('custody:reverse-money') and p_kind = 'reversal'
      or access.may('custody:close-money') and p_kind = 'difference'
      or access.may('custody:post-wages') and p_kind = 'wages'
$$;
create policy money_account_add_for_wages on custody.money_account for insert to mizan_app
  with check (prison_id = any ((select access.units())::integer[]) and balance = 0 and (select access.may('custody:post-wages')));
