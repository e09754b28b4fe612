-- needs: identity units people access audit
-- A count begun without a connection. It is no other count: it has the moment at which the officer began it, and expects whom the registers
-- hold for that moment. What the phone had to go by was older, and that is written down. When somebody else began the same count meanwhile
-- one of the two stands and the other is kept beside it with all its marks; a barrack that only the other counted may be taken over.
alter table custody.roll_check
  add column roll_as_of timestamptz,
  add column received_at timestamptz,
  add column beside_id uuid,
  add foreign key (beside_id, prison_id) references custody.roll_check (id, prison_id),
  add check (beside_id <> id),
  add check ((roll_as_of is null) = (received_at is null)),
  add check (roll_as_of <= started_at and started_at <= received_at);
comment on column custody.roll_check.roll_as_of is 'Of which moment the roll was that the phone had along; empty when the count was begun with a connection';
comment on column custody.roll_check.received_at is 'When a count begun without a connection reached the server';
comment on column custody.roll_check.beside_id is 'The count that stands in its place: this one is kept beside it and changes nothing of it';
create index roll_check_by_beside on custody.roll_check (beside_id) where beside_id is not null;
drop index custody.roll_check_one_open;
create unique index roll_check_one_open on custody.roll_check (prison_id, (kind = 'evacuation')) where closed_at is null and beside_id is null;

create or replace function custody.keep_roll_check() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if old.closed_at is not null or (new.id, new.prison_id, new.kind, new.started_at, new.roll_as_of, new.received_at, new.beside_id)
    is distinct from (old.id, old.prison_id, old.kind, old.started_at, old.roll_as_of, old.received_at, old.beside_id) then
    raise exception 'A count that was closed stays as it was' using errcode = 'check_violation';
  end if;
  return new;
end $$;

create table custody.roll_taken (
  check_id uuid not null,
  from_id uuid not null,
  jurisdiction text not null,
  prison_id integer not null references units.unit,
  barrack_id uuid,
  taken_by uuid not null default access.account() references identity.account,
  taken_at timestamptz not null default clock_timestamp(),
  unique nulls not distinct (check_id, barrack_id),
  foreign key (check_id, prison_id) references custody.roll_check (id, prison_id),
  foreign key (from_id, prison_id) references custody.roll_check (id, prison_id),
  foreign key (barrack_id, prison_id) references custody.location (id, prison_id)
);
comment on table custody.roll_taken is 'A barrack that the count which stands had not counted, taken over from the count beside it';
comment on column custody.roll_taken.check_id is 'The count that stands';
comment on column custody.roll_taken.from_id is 'The count beside it, whose marks of that barrack count';
create index roll_taken_by_from on custody.roll_taken (from_id);

-- One count of a barrack is in the result, and no count that was closed gets another.
create function custody.keep_roll_taken() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  perform 1 from custody.roll_check c where c.id = new.check_id and c.closed_at is null and c.beside_id is null for update;
  if not found or not exists (select 1 from custody.roll_check f where f.id = new.from_id and f.beside_id = new.check_id)
    or exists (select 1 from custody.roll_mark m where m.check_id = new.check_id and m.mark = 'counted' and m.barrack_id is not distinct from new.barrack_id)
    or not exists (select 1 from custody.roll_mark m where m.check_id = new.from_id and m.barrack_id is not distinct from new.barrack_id) then
    raise exception 'Only a barrack that this open count has not counted is taken over from the one beside it' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger keep_roll_taken before insert on custody.roll_taken for each row execute function custody.keep_roll_taken();

select audit.watch('custody.roll_taken');
select access.protect('custody.roll_taken', 'select, insert');
create policy roll_taken_read on custody.roll_taken for select to mizan_app
  using (prison_id = any ((select access.units())::integer[]) and (select access.may('custody:read-prisoner')));
create policy roll_taken_add on custody.roll_taken for insert to mizan_app
  with check (prison_id = any ((select access.units())::integer[]) and (select access.may('custody:check-roll'))
    and taken_by = (select access.account()));
