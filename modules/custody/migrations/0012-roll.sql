-- The count: who was seen where, by whom, at what moment. Marks come from phones that may have been without a connection; each
-- carries the identifier it was given on the phone, so that one sent twice is one.
create table custody.roll_check (
  id uuid primary key default gen_random_uuid(),
  jurisdiction text not null,
  prison_id integer not null references units.unit,
  kind text not null check (kind in ('unlock', 'midday', 'lock-up', 'extra', 'evacuation')),
  started_at timestamptz not null default clock_timestamp(),
  started_by uuid default access.account(),
  closed_at timestamptz,
  closed_by uuid,
  result text check (result in ('agrees', 'differs')),
  expected integer,
  present integer,
  missing integer,
  extra integer,
  why text,
  marks_hash text,
  unique (id, prison_id),
  check ((closed_at is null) = (result is null) and (closed_at is null) = (marks_hash is null)),
  check (result is distinct from 'differs' or why is not null)
);
comment on table custody.roll_check is 'A count of the whole prison: opened, marked barrack by barrack, closed with its result';
comment on column custody.roll_check.marks_hash is 'SHA-256 over all marks at closing: the audit that holds this row holds them with it';
create unique index roll_check_one_open on custody.roll_check (prison_id, (kind = 'evacuation')) where closed_at is null;
create index roll_check_by_prison on custody.roll_check (prison_id, started_at desc);

create table custody.roll_mark (
  check_id uuid not null,
  id uuid not null,
  jurisdiction text not null,
  prison_id integer not null references units.unit,
  barrack_id uuid,
  imprisonment_id uuid,
  mark text not null check (mark in ('present', 'absent', 'stranger', 'counted')),
  counted integer check (counted between 0 and 10000),
  note text,
  marked_at timestamptz not null,
  received_at timestamptz not null default clock_timestamp(),
  marked_by uuid default access.account(),
  primary key (check_id, id),
  foreign key (check_id, prison_id) references custody.roll_check (id, prison_id),
  foreign key (barrack_id, prison_id) references custody.location (id, prison_id),
  foreign key (imprisonment_id, prison_id) references custody.imprisonment (id, prison_id),
  check ((mark in ('present', 'absent')) = (imprisonment_id is not null)),
  check ((mark = 'counted') = (counted is not null)),
  check (mark <> 'stranger' or note is not null)
);
comment on table custody.roll_mark is 'One mark of a count: a person seen or not seen in a barrack, somebody on no list, or how many heads were counted';
comment on column custody.roll_mark.id is 'Given on the phone, so that a mark sent again after a lost answer is the same mark';
comment on column custody.roll_mark.marked_at is 'The phone''s clock when the officer marked; received_at is the server''s';
create index roll_mark_by_imprisonment on custody.roll_mark (imprisonment_id);

create function custody.keep_roll_check() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if old.closed_at is not null or (new.id, new.prison_id, new.kind, new.started_at) is distinct from (old.id, old.prison_id, old.kind, old.started_at) then
    raise exception 'A count that was closed stays as it was' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger keep_roll_check before update on custody.roll_check for each row execute function custody.keep_roll_check();

select audit.watch('custody.roll_check');
select access.protect('custody.roll_check'), access.protect('custody.roll_mark', 'select, insert');
create policy roll_check_read on custody.roll_check for select to mizan_app
  using (prison_id = any ((select access.units())::integer[]) and (select access.may('custody:read-prisoner')));
create policy roll_check_add on custody.roll_check for insert to mizan_app
  with check (prison_id = any ((select access.units())::integer[]) and (select access.may('custody:check-roll')));
create policy roll_check_change on custody.roll_check for update to mizan_app
  using (prison_id = any ((select access.units())::integer[]) and (select access.may('custody:check-roll')));
create policy roll_mark_read on custody.roll_mark for select to mizan_app
  using (prison_id = any ((select access.units())::integer[]) and (select access.may('custody:read-prisoner')));
create policy roll_mark_add on custody.roll_mark for insert to mizan_app
  with check (prison_id = any ((select access.units())::integer[]) and (select access.may('custody:check-roll'))
    and marked_by = (select access.account()));
