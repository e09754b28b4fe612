-- Every coming and going, typed. A stay's beginning and end write theirs by themselves, so that the roll cannot differ from the
-- registers whatever the code does; courts, hospital and leave are written by those who send.
create table custody.movement (
  id uuid primary key default gen_random_uuid(),
  jurisdiction text not null,
  prison_id integer not null references units.unit,
  imprisonment_id uuid not null,
  kind text not null check (kind in ('ADM', 'TRN', 'CRT', 'HOS', 'TAP', 'REL', 'INT')),
  reason text,
  out_at timestamptz,
  in_at timestamptz,
  destination_id integer references units.unit,
  destination text,
  escort text,
  due_back timestamptz,
  production_id uuid references custody.production,
  from_location uuid references custody.location,
  to_location uuid references custody.location,
  recorded_by uuid default access.account(),
  recorded_at timestamptz not null default clock_timestamp(),
  returned_by uuid,
  foreign key (imprisonment_id, prison_id) references custody.imprisonment (id, prison_id),
  check (case kind
    when 'ADM' then out_at is null and in_at is not null
    when 'REL' then out_at is not null and in_at is null
    when 'TRN' then (out_at is null) <> (in_at is null)
    when 'INT' then out_at = in_at and to_location is not null
    else out_at is not null and (in_at is null or in_at >= out_at) end),
  check (kind <> 'TAP' or reason in ('funeral', 'illness-in-family', 'wedding', 'parole', 'examination', 'other')),
  check (kind = 'INT' or to_location is null)
);
comment on table custody.movement is 'Every movement: admission, transfer, court, hospital outside, temporary leave, release, and from place to place inside';
comment on column custody.movement.kind is 'ADM comes in, REL goes out for good, TRN goes to or comes from another prison, CRT, HOS and TAP go out and come back, INT stays inside';
comment on column custody.movement.due_back is 'When the person should be back; after that the absence is late';
create unique index movement_came_once on custody.movement (imprisonment_id) where kind = 'ADM' or (kind = 'TRN' and in_at is not null);
create unique index movement_left_once on custody.movement (imprisonment_id) where kind = 'REL' or (kind = 'TRN' and out_at is not null);
create unique index movement_out_once on custody.movement (imprisonment_id) where kind in ('CRT', 'HOS', 'TAP') and in_at is null;
create index movement_by_imprisonment on custody.movement (imprisonment_id, recorded_at desc);
create index movement_came on custody.movement (prison_id, in_at);
create index movement_left on custody.movement (prison_id, out_at);
create index imprisonment_left on custody.imprisonment (prison_id, released_at) where state = 'released';

insert into custody.movement (jurisdiction, prison_id, imprisonment_id, kind, in_at, recorded_by)
  select jurisdiction, prison_id, id, 'ADM', admitted_at, created_by from custody.imprisonment;
insert into custody.movement (jurisdiction, prison_id, imprisonment_id, kind, reason, out_at, recorded_by)
  select jurisdiction, prison_id, id, case when release_ground = 'transfer' then 'TRN' else 'REL' end, release_ground, released_at, null
    from custody.imprisonment where state = 'released';
-- Two warrants produced on one day are one way to court. Where no return was ever written, the next going out tells that there was one;
-- the last stays open, for somebody to say what became of it.
insert into custody.movement (jurisdiction, prison_id, imprisonment_id, kind, out_at, in_at, destination_id, production_id, recorded_by)
  select jurisdiction, prison_id, imprisonment_id, 'CRT', out_at, coalesce(back, lead(out_at) over (partition by imprisonment_id order by out_at)),
         court_id, id, recorded_by
    from (select distinct on (imprisonment_id, on_date) p.*, max(back_at) over (partition by imprisonment_id, on_date) as back
            from custody.production p where outcome = 'sent' order by imprisonment_id, on_date, out_at) way;

-- A stay begins and ends in the movement register by itself, and its bed becomes free.
create function custody.follow_imprisonment() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  if tg_op = 'INSERT' then
    insert into custody.movement (jurisdiction, prison_id, imprisonment_id, kind, in_at)
      values (new.jurisdiction, new.prison_id, new.id, 'ADM', new.admitted_at);
  end if;
  if new.state = 'released' and (tg_op = 'INSERT' or old.state = 'in') then
    insert into custody.movement (jurisdiction, prison_id, imprisonment_id, kind, reason, out_at)
      values (new.jurisdiction, new.prison_id, new.id, case when new.release_ground = 'transfer' then 'TRN' else 'REL' end,
        new.release_ground, new.released_at);
    update custody.allocation set to_at = greatest(from_at, new.released_at) where imprisonment_id = new.id and to_at is null;
  end if;
  return null;
end $$;
create trigger follow_imprisonment after insert or update on custody.imprisonment for each row execute function custody.follow_imprisonment();

-- A movement is written once; all that is added later is the return. Nobody goes out who is not in.
create function custody.keep_movement() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  if tg_op = 'UPDATE' then
    if (to_jsonb(new) - 'in_at' - 'returned_by') is distinct from (to_jsonb(old) - 'in_at' - 'returned_by')
      or old.in_at is not null and new.in_at is distinct from old.in_at then
      raise exception 'A movement is written once; its return is added' using errcode = 'check_violation';
    end if;
    return new;
  end if;
  if new.kind in ('CRT', 'HOS', 'TAP') and (
      not exists (select 1 from custody.imprisonment i where i.id = new.imprisonment_id and i.admitted_at <= new.out_at
        and (i.released_at is null or i.released_at >= new.out_at))
      or exists (select 1 from custody.movement m where m.imprisonment_id = new.imprisonment_id and m.kind in ('CRT', 'HOS', 'TAP')
        and m.out_at < coalesce(new.in_at, 'infinity') and coalesce(m.in_at, 'infinity') > new.out_at)) then
    raise exception 'Nobody goes out who is not in' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger keep_movement before insert or update on custody.movement for each row execute function custody.keep_movement();

select audit.watch('custody.movement');
select access.protect('custody.movement');
create policy movement_read on custody.movement for select to mizan_app
  using (prison_id = any ((select access.units())::integer[]) and (select access.may('custody:read-prisoner')));
create policy movement_add on custody.movement for insert to mizan_app
  with check (prison_id = any ((select access.units())::integer[]) and kind in ('CRT', 'HOS', 'TAP', 'INT')
    and (select access.may('custody:move')));
create policy movement_change on custody.movement for update to mizan_app
  using (prison_id = any ((select access.units())::integer[]) and (select access.may('custody:move')));

-- Who of those on the roll is outside at this moment.
create view custody.out_now with (security_invoker = true) as
  select m.id, m.prison_id, m.imprisonment_id, m.kind, m.reason, m.out_at, m.due_back, m.destination_id, m.destination, m.escort
    from custody.movement m join custody.imprisonment i on i.id = m.imprisonment_id and i.state = 'in'
   where m.kind in ('CRT', 'HOS', 'TAP') and m.in_at is null;
grant select on custody.out_now to mizan_app;
