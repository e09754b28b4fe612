-- The gate without a connection: what was done there as it was done, and what becomes of it where the record says otherwise. And how
-- long what a desk takes along for a shift may lie on a device.
create table custody.shift_rule (
  id uuid primary key default gen_random_uuid(),
  jurisdiction text not null,
  from_on date not null,
  hours integer not null check (hours between 1 and 24),
  most_tries integer not null check (most_tries between 3 and 20),
  act_hours integer not null check (act_hours >= hours),
  source_en text not null,
  source_ur text not null,
  basis text not null check (basis in ('reported', 'general-knowledge', 'order')),
  refer boolean not null default false,
  set_by uuid default access.account(),
  unique (jurisdiction, from_on)
);
comment on table custody.shift_rule is 'How long a shift taken along lies on a device, from a day on; the latest that has begun is in force';
comment on column custody.shift_rule.hours is 'After so many hours the pack ends by itself';
comment on column custody.shift_rule.most_tries is 'After so many wrong passphrases the pack is thrown away';
comment on column custody.shift_rule.act_hours is 'What was done longer ago than this when it arrives is not taken without an officer';

insert into custody.shift_rule (jurisdiction, from_on, hours, most_tries, act_hours, source_en, source_ur, basis, refer, set_by) values
  ('PK-SD', '2019-01-01', 8, 8, 72, 'General knowledge: three shifts a day; the Sindh Rules 2019 on gate duty were not obtained', 'عام معلومات: دن میں تین شفٹیں؛ سندھ رولز 2019 میں ڈیوڑھی کی ڈیوٹی کا متن دستیاب نہیں', 'general-knowledge', true, null),
  ('PK-PB', '1978-01-01', 12, 8, 72, 'General knowledge: two shifts a day; PPR 1978 on gate duty was not obtained', 'عام معلومات: دن میں دو شفٹیں؛ پاکستان پریزن رولز 1978 میں ڈیوڑھی کی ڈیوٹی کا متن دستیاب نہیں', 'general-knowledge', true, null);

create table custody.gate_act (
  id uuid primary key,
  jurisdiction text not null,
  prison_id integer not null references units.unit,
  imprisonment_id uuid not null,
  kind text not null check (kind in ('out', 'back')),
  body jsonb not null,
  done_at timestamptz not null,
  done_by uuid default access.account(),
  received_at timestamptz not null default clock_timestamp(),
  movement_id uuid references custody.movement,
  outcome text not null check (outcome in ('done', 'conflict')),
  conflict jsonb,
  asked_why text,
  asked_by uuid,
  asked_at timestamptz,
  settled text check (settled in ('theirs', 'note')),
  settled_why text,
  settled_by uuid,
  settled_at timestamptz,
  foreign key (imprisonment_id, prison_id) references custody.imprisonment (id, prison_id),
  check ((outcome = 'conflict') = (conflict is not null)),
  check (outcome <> 'done' or movement_id is not null),
  check ((asked_at is null) = (asked_why is null)),
  check ((settled is null) = (settled_at is null)),
  check ((settled is null and asked_at is null) or outcome = 'conflict')
);
comment on table custody.gate_act is 'What the gate did, as it did it, with or without a connection; one sent twice is one. What the record contradicts waits here until somebody chooses';
comment on column custody.gate_act.id is 'Given by the device';
comment on column custody.gate_act.done_at is 'The device''s clock; received_at is the server''s';
comment on column custody.gate_act.movement_id is 'The movement it made or ended; of a contradicted one, the movement that stands';
comment on column custody.gate_act.asked_at is 'Put before the superintendent, who alone settles it then';
comment on column custody.gate_act.settled is 'theirs: the record stands; note: the record stands and what the gate wrote stays beside it as a note';
create index gate_act_by_imprisonment on custody.gate_act (imprisonment_id);
create index gate_act_by_movement on custody.gate_act (movement_id);
create index gate_act_open on custody.gate_act (prison_id, done_at) where outcome = 'conflict' and settled is null;

create function custody.keep_gate_act() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if (to_jsonb(new) - array['asked_why', 'asked_by', 'asked_at', 'settled', 'settled_why', 'settled_by', 'settled_at'])
      is distinct from (to_jsonb(old) - array['asked_why', 'asked_by', 'asked_at', 'settled', 'settled_why', 'settled_by', 'settled_at'])
    or old.settled is not null
    or old.asked_at is not null and (new.asked_why, new.asked_by, new.asked_at) is distinct from (old.asked_why, old.asked_by, old.asked_at) then
    raise exception 'What a gate did stays as it was written; it is asked once and settled once' using errcode = 'check_violation';
  end if;
  if new.settled is not null and old.asked_at is not null and not access.may('custody:settle-gate') then
    raise exception 'What was put before the superintendent is settled by the superintendent' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger keep_gate_act before update on custody.gate_act for each row execute function custody.keep_gate_act();

-- Commands that move one person take turns: the second sees what the first did, and is told, instead of failing against the trigger.
create function custody.lock_movements(p_imprisonments uuid[]) returns void
language plpgsql set search_path = pg_catalog as $$
declare each uuid;
begin
  for each in select distinct unnest(p_imprisonments) order by 1 loop
    perform pg_advisory_xact_lock(7214061, hashtext(each::text));
  end loop;
end $$;
comment on function custody.lock_movements is 'Held until the end of the transaction, always in the same order';
revoke execute on function custody.lock_movements from public;
grant execute on function custody.lock_movements to mizan_app;

select audit.watch('custody.shift_rule'), audit.watch('custody.gate_act');
select access.protect('custody.shift_rule', 'select'), access.protect('custody.gate_act');
create policy shift_rule_read on custody.shift_rule for select to mizan_app
  using (jurisdiction = (select access.jurisdiction()) and (select access.may('custody:take-shift')));
create policy gate_act_read on custody.gate_act for select to mizan_app
  using (prison_id = any ((select access.units())::integer[]) and (select access.may('custody:read-prisoner')));
create policy gate_act_add on custody.gate_act for insert to mizan_app
  with check (prison_id = any ((select access.units())::integer[]) and (select access.may('custody:move')));
create policy gate_act_change on custody.gate_act for update to mizan_app
  using (prison_id = any ((select access.units())::integer[]) and (select access.may('custody:move')));
