-- Hearings by video. Being heard by video is being produced: it was written as a reason for not producing, and counted so.
create extension if not exists btree_gist with schema public;

alter table custody.production drop constraint production_outcome_check;
alter table custody.production drop constraint production_reason_check;
alter table custody.production drop constraint production_check;
update custody.production set outcome = 'by-video', reason = null where reason = 'by-video';
alter table custody.production add constraint production_outcome_check check (outcome in ('sent', 'by-video', 'not-produced'));
alter table custody.production add constraint production_reason_check
  check (reason in ('no-vehicle', 'no-escort', 'ill', 'security', 'court-closed', 'refused', 'other'));
alter table custody.production add constraint production_check check ((outcome = 'not-produced') = (reason is not null));
comment on table custody.production is 'What became of a production: sent to court and back, heard by video, or not produced and why';
create index production_not_done on custody.production (prison_id, reason, on_date) where outcome = 'not-produced';

create table custody.video_room (
  id uuid primary key default gen_random_uuid(),
  jurisdiction text not null,
  prison_id integer not null references units.unit,
  name_en text not null check (name_en <> ''),
  name_ur text not null check (name_ur <> ''),
  link text,
  from_time time not null,
  to_time time not null,
  slot_minutes integer not null check (slot_minutes between 5 and 240),
  from_on date not null,
  closed_on date check (closed_on >= from_on),
  added_by uuid default access.account(),
  added_at timestamptz not null default clock_timestamp(),
  closed_by uuid,
  unique (id, prison_id),
  check (from_time < to_time and slot_minutes * interval '1 minute' <= to_time - from_time)
);
comment on table custody.video_room is 'A room of a prison from which prisoners are heard by video, and its slots of each day. The connection itself is made outside this system';
comment on column custody.video_room.link is 'How the court is reached, as words or an address: shown, never opened';
create index video_room_by_prison on custody.video_room (prison_id);

create table custody.video_slot (
  id uuid primary key default gen_random_uuid(),
  jurisdiction text not null,
  prison_id integer not null references units.unit,
  room_id uuid not null,
  imprisonment_id uuid not null,
  warrant_id uuid not null references custody.warrant,
  hearing_id uuid,
  on_date date not null,
  during tstzrange not null check (not isempty(during) and not lower_inf(during) and not upper_inf(during)),
  state text not null default 'booked' check (state in ('booked', 'heard', 'freed')),
  freed_why text check (freed_why in ('adjourned', 'by-hand', 'not-produced')),
  ended_at timestamptz,
  ended_by uuid,
  booked_by uuid default access.account(),
  booked_at timestamptz not null default clock_timestamp(),
  foreign key (room_id, prison_id) references custody.video_room (id, prison_id),
  foreign key (imprisonment_id, prison_id) references custody.imprisonment (id, prison_id),
  check ((state = 'freed') = (freed_why is not null)),
  check ((state = 'booked') = (ended_at is null)),
  check ((lower(during) at time zone 'Asia/Karachi')::date = on_date),
  constraint video_room_once exclude using gist (room_id with =, during with &&) where (state <> 'freed'),
  constraint video_prisoner_once exclude using gist (imprisonment_id with =, during with &&) where (state <> 'freed')
);
comment on table custody.video_slot is 'A hearing by video: in which room and when. No room and no prisoner has two at once';
comment on column custody.video_slot.freed_why is 'adjourned: the court put the hearing off, and the slot was free by itself';
create unique index video_slot_once on custody.video_slot (warrant_id, on_date) where state <> 'freed';
create index video_slot_by_warrant on custody.video_slot (warrant_id);
create index video_slot_by_imprisonment on custody.video_slot (imprisonment_id);
create index video_slot_by_day on custody.video_slot (prison_id, on_date);

create function custody.keep_video_slot() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if old.state <> 'booked' or (to_jsonb(new) - array['state', 'freed_why', 'ended_at', 'ended_by'])
      is distinct from (to_jsonb(old) - array['state', 'freed_why', 'ended_at', 'ended_by']) then
    raise exception 'A slot is heard or freed once, never rewritten' using errcode = 'check_violation', constraint = 'video_slot_kept';
  end if;
  return new;
end $$;
create trigger keep_video_slot before update on custody.video_slot for each row execute function custody.keep_video_slot();

select audit.watch('custody.video_room'), audit.watch('custody.video_slot');
select access.protect('custody.video_room'), access.protect('custody.video_slot');
do $$
declare each record;
begin
  for each in select * from (values ('video_room', 'custody:keep-video-rooms'), ('video_slot', 'custody:book-video')) as t(name, writes)
  loop
    execute format('create policy %1$s_read on custody.%1$s for select to mizan_app
      using (prison_id = any ((select access.units())::integer[]) and (select access.may(''custody:read-prisoner'')))', each.name);
    execute format('create policy %1$s_add on custody.%1$s for insert to mizan_app
      with check (prison_id = any ((select access.units())::integer[]) and (select access.may(%2$L)))', each.name, each.writes);
    execute format('create policy %1$s_change on custody.%1$s for update to mizan_app
      using (prison_id = any ((select access.units())::integer[]) and (select access.may(%2$L)))', each.name, each.writes);
  end loop;
end $$;
