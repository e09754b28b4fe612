-- The telephone booth (PCO): which numbers a prisoner may call, and the minutes of each week. Nobody's week goes below nothing: what a
-- call lasts beyond it is kept beside it and said.
create table custody.telephone_rule (
  id uuid primary key default gen_random_uuid(),
  jurisdiction text not null,
  from_on date not null,
  minutes_week integer not null check (minutes_week between 0 and 10080),
  open_from time not null,
  open_to time not null check (open_to > open_from),
  weekdays integer[] not null check (weekdays <@ array[1, 2, 3, 4, 5, 6, 7] and cardinality(weekdays) > 0),
  source_en text not null,
  source_ur text not null,
  basis text not null check (basis in ('reported', 'general-knowledge', 'order')),
  refer boolean not null default false,
  set_by uuid default access.account(),
  set_at timestamptz not null default clock_timestamp()
);
comment on table custody.telephone_rule is 'Minutes of the telephone in a week, and on which days and hours, by province and from a day on';
create index telephone_rule_by_province on custody.telephone_rule (jurisdiction, from_on desc);
insert into custody.telephone_rule (jurisdiction, from_on, minutes_week, open_from, open_to, weekdays, source_en, source_ur, basis, refer, set_by) values
  ('PK-PB', '2023-01-01', 80, '08:00', '17:00', '{1,2,3,4,5,6}', 'Nai Taza: 80 minutes a week, Monday to Saturday, 8 to 5', 'نئی تازہ: ہفتے میں 80 منٹ، پیر تا ہفتہ، صبح 8 سے شام 5', 'reported', false, null),
  ('PK-SD', '2023-01-01', 30, '08:00', '17:00', '{1,2,3,4,5,6}', 'Dawn via The Week: 30 minutes; which province it speaks of is not said. Hours as in Nai Taza', 'ڈان بحوالہ دی ویک: 30 منٹ؛ صوبہ واضح نہیں۔ اوقات بحوالہ نئی تازہ', 'reported', true, null);

create table custody.telephone_number (
  id uuid primary key default gen_random_uuid(),
  jurisdiction text not null,
  prison_id integer not null references units.unit,
  imprisonment_id uuid not null,
  number text not null check (number ~ '^\+?[0-9]{7,15}$'),
  name_en text not null check (name_en <> ''),
  name_ur text not null check (name_ur <> ''),
  relation text not null,
  exempt boolean not null generated always as (relation = 'advocate') stored,
  state text not null default 'pending' check (state in ('pending', 'approved', 'refused')),
  why text,
  decided_by uuid,
  decided_at timestamptz,
  added_by uuid default access.account(),
  added_at timestamptz not null default clock_timestamp(),
  unique (imprisonment_id, number),
  unique (id, imprisonment_id),
  foreign key (imprisonment_id, prison_id) references custody.imprisonment (id, prison_id),
  check ((state = 'pending') = (decided_at is null)),
  check (state <> 'refused' or why is not null)
);
comment on table custody.telephone_number is 'A number that a prisoner asks to call, whose it is, and whether the prison has vetted it';
comment on column custody.telephone_number.exempt is 'An advocate''s number uses up no minutes';
create index telephone_number_by_imprisonment on custody.telephone_number (imprisonment_id);
create index telephone_number_pending on custody.telephone_number (prison_id, added_at) where state = 'pending';

create table custody.telephone_call (
  id uuid primary key default gen_random_uuid(),
  jurisdiction text not null,
  prison_id integer not null references units.unit,
  imprisonment_id uuid not null,
  number_id uuid not null,
  rule_id uuid not null references custody.telephone_rule,
  exempt boolean not null,
  week_on date not null,
  started_at timestamptz not null,
  ended_at timestamptz,
  minutes integer check (minutes > 0),
  charged integer check (charged >= 0),
  overrides jsonb not null default '[]' check (jsonb_typeof(overrides) = 'array'),
  recorded_by uuid default access.account(),
  ended_by uuid,
  foreign key (imprisonment_id, prison_id) references custody.imprisonment (id, prison_id),
  foreign key (number_id, imprisonment_id) references custody.telephone_number (id, imprisonment_id),
  check (ended_at >= started_at),
  check ((ended_at is null) = (minutes is null) and (minutes is null) = (charged is null)),
  check (charged <= minutes)
);
comment on table custody.telephone_call is 'One call from the booth: begun, ended, and what of the week''s minutes it used';
comment on column custody.telephone_call.charged is 'Minutes taken from the week; less than the call lasted where the week had no more';
create unique index telephone_call_one_open on custody.telephone_call (imprisonment_id) where ended_at is null;
create index telephone_call_by_imprisonment on custody.telephone_call (imprisonment_id, week_on desc);
create index telephone_call_by_prison on custody.telephone_call (prison_id, week_on desc);

create function custody.keep_call() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare
  rest integer;
begin
  perform pg_advisory_xact_lock(7214053, hashtext(new.imprisonment_id::text));
  if tg_op = 'UPDATE' and (old.ended_at is not null or (to_jsonb(new) - array['ended_at', 'minutes', 'charged', 'ended_by'])
      is distinct from (to_jsonb(old) - array['ended_at', 'minutes', 'charged', 'ended_by'])) then
    raise exception 'A call that ended stays as it was' using errcode = 'check_violation', constraint = 'call_ended';
  end if;
  if new.week_on <> date_trunc('week', new.started_at at time zone 'Asia/Karachi')::date then
    raise exception 'A call belongs to the week in which it began' using errcode = 'check_violation', constraint = 'call_week';
  end if;
  select r.minutes_week - coalesce((select sum(c.charged) from custody.telephone_call c where c.imprisonment_id = new.imprisonment_id
      and c.week_on = new.week_on and c.id <> new.id), 0) into rest from custody.telephone_rule r where r.id = new.rule_id;
  if tg_op = 'INSERT' then
    select n.exempt into strict new.exempt from custody.telephone_number n where n.id = new.number_id;
  end if;
  if tg_op = 'INSERT' and not new.exempt and rest <= 0 then
    raise exception 'The week''s minutes are used up' using errcode = 'check_violation', constraint = 'call_used_up';
  end if;
  if new.ended_at is not null then
    new.charged := case when new.exempt then 0 else least(new.minutes, greatest(rest, 0)) end;
  end if;
  return new;
end $$;
create trigger keep_call before insert or update on custody.telephone_call for each row execute function custody.keep_call();

select audit.watch('custody.telephone_rule'), audit.watch('custody.telephone_number'), audit.watch('custody.telephone_call');
select access.protect('custody.telephone_rule', 'select, insert'), access.protect('custody.telephone_number'), access.protect('custody.telephone_call');
create policy telephone_rule_read on custody.telephone_rule for select to mizan_app
  using (jurisdiction = (select access.jurisdiction()) and (select access.may('custody:read-visits')));
create policy telephone_rule_add on custody.telephone_rule for insert to mizan_app
  with check (jurisdiction = (select access.jurisdiction()) and (select access.may('custody:set-visit-rules')));
create policy telephone_number_read on custody.telephone_number for select to mizan_app
  using (prison_id = any ((select access.units())::integer[]) and (select access.may('custody:read-visits')));
create policy telephone_number_add on custody.telephone_number for insert to mizan_app
  with check (prison_id = any ((select access.units())::integer[]) and (select access.may('custody:run-telephone')));
create policy telephone_number_change on custody.telephone_number for update to mizan_app
  using (prison_id = any ((select access.units())::integer[]) and (select access.may('custody:vet-visitor')));
create policy telephone_call_read on custody.telephone_call for select to mizan_app
  using (prison_id = any ((select access.units())::integer[]) and (select access.may('custody:read-visits')));
create policy telephone_call_add on custody.telephone_call for insert to mizan_app
  with check (prison_id = any ((select access.units())::integer[]) and (select access.may('custody:run-telephone')));
create policy telephone_call_change on custody.telephone_call for update to mizan_app
  using (prison_id = any ((select access.units())::integer[]) and (select access.may('custody:run-telephone')));
