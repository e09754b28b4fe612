-- needs: people
-- Who goes to court in which vehicle, guarded by whom, and who had them at each point of the way. That somebody was sent and came back
-- stays where it always stood, in custody.production and custody.movement: a hand-over writes those, and adds who received whom.
create table custody.escort_rule (
  id uuid primary key default gen_random_uuid(),
  jurisdiction text not null,
  from_on date not null,
  least integer not null check (least between 1 and 20),
  prisoners_per_officer integer not null check (prisoners_per_officer between 1 and 20),
  for_high_alone integer not null check (for_high_alone between 1 and 20),
  for_high integer not null check (for_high >= for_high_alone and for_high <= 20),
  review_months integer not null check (review_months between 1 and 24),
  source_en text not null,
  source_ur text not null,
  basis text not null check (basis in ('reported', 'general-knowledge', 'order')),
  refer boolean not null default false,
  set_by uuid default access.account(),
  set_at timestamptz not null default clock_timestamp()
);
comment on table custody.escort_rule is 'How many officers guard how many prisoners on the way to court, by province and from a day on; the latest row that has begun counts';
comment on column custody.escort_rule.least is 'Officers in any vehicle that carries prisoners';
comment on column custody.escort_rule.for_high_alone is 'Officers for a prisoner of high risk who has the vehicle alone';
comment on column custody.escort_rule.for_high is 'Officers for each prisoner of high risk who shares a vehicle, beside those for the others; never fewer than alone, or taking somebody out of a vehicle could make it unlawful';
comment on column custody.escort_rule.review_months is 'By when a class of risk is looked at again, where the superintendent names no day';
create index escort_rule_by_province on custody.escort_rule (jurisdiction, from_on desc);
insert into custody.escort_rule (jurisdiction, from_on, least, prisoners_per_officer, for_high_alone, for_high, review_months, source_en, source_ur, basis, refer, set_by) values
  ('PK-SD', '2019-01-01', 2, 3, 3, 4, 6, 'General knowledge; the Sindh Police Rules on escorts were not obtained', 'عام معلومات؛ سندھ پولیس کے گارد سے متعلق قواعد دستیاب نہیں', 'general-knowledge', true, null),
  ('PK-PB', '2002-01-01', 3, 2, 4, 5, 3, 'General knowledge; Police Rules 1934 ch. 18 on escorts was not obtained', 'عام معلومات؛ پولیس رولز 1934 باب 18 (گارد) دستیاب نہیں', 'general-knowledge', true, null);

create table custody.risk_assessment (
  id uuid primary key default gen_random_uuid(),
  jurisdiction text not null,
  prison_id integer not null references units.unit,
  imprisonment_id uuid not null,
  class text not null check (class in ('low', 'medium', 'high')),
  reason text not null check (reason <> ''),
  review_on date not null,
  assessed_by uuid default access.account(),
  assessed_at timestamptz not null default clock_timestamp(),
  foreign key (imprisonment_id, prison_id) references custody.imprisonment (id, prison_id),
  check (review_on > (assessed_at at time zone 'Asia/Karachi')::date)
);
comment on table custody.risk_assessment is 'The security class of a prisoner, why, and by when it is looked at again. The latest counts; whoever has none is medium';
create index risk_by_imprisonment on custody.risk_assessment (imprisonment_id, assessed_at desc);
create index risk_by_review on custody.risk_assessment (prison_id, review_on);

create table custody.vehicle (
  id uuid primary key default gen_random_uuid(),
  jurisdiction text not null,
  prison_id integer not null references units.unit,
  plate text not null check (plate ~ '^[A-Z0-9-]{3,15}$'),
  kind text not null check (kind in ('van', 'bus', 'car', 'ambulance')),
  added_by uuid default access.account(),
  added_at timestamptz not null default clock_timestamp(),
  unique (prison_id, plate),
  unique (id, prison_id)
);
comment on table custody.vehicle is 'A vehicle in which prisoners of a prison are taken; its seats and whether it runs stand by date in custody.vehicle_fitting';

create table custody.vehicle_fitting (
  vehicle_id uuid not null,
  from_on date not null,
  jurisdiction text not null,
  prison_id integer not null references units.unit,
  seats integer not null check (seats between 1 and 80),
  secure_seats integer not null check (secure_seats between 0 and seats),
  women_seats integer not null check (women_seats between 0 and seats),
  in_service boolean not null,
  why text not null check (why <> ''),
  set_by uuid default access.account(),
  set_at timestamptz not null default clock_timestamp(),
  primary key (vehicle_id, from_on, set_at),
  foreign key (vehicle_id, prison_id) references custody.vehicle (id, prison_id)
);
comment on table custody.vehicle_fitting is 'Seats of a vehicle and whether it is in service, from a day on; the latest row that has begun counts';
comment on column custody.vehicle_fitting.seats is 'For prisoners; the escort and the driver not counted';
comment on column custody.vehicle_fitting.secure_seats is 'Of the seats, those in locked single compartments';
comment on column custody.vehicle_fitting.women_seats is 'Of the seats, those in a compartment of its own for women; none where there is no such compartment';

create table custody.escort_party (
  id uuid primary key default gen_random_uuid(),
  jurisdiction text not null,
  prison_id integer not null references units.unit,
  on_date date not null,
  sent_by text not null check (sent_by <> ''),
  officers jsonb not null check (jsonb_typeof(officers) = 'array' and jsonb_array_length(officers) between 1 and 40),
  strength integer not null generated always as (jsonb_array_length(officers)) stored,
  has_woman boolean not null generated always as (jsonb_path_exists(officers, '$[*] ? (@.female == true)')) stored,
  recorded_by uuid default access.account(),
  recorded_at timestamptz not null default clock_timestamp(),
  unique (id, prison_id, on_date)
);
comment on table custody.escort_party is 'The police who came to a prison on a day to escort: each officer by rank, name and belt number, the first of them in charge';
comment on column custody.escort_party.sent_by is 'Police Lines or station that sent the party';
create index escort_party_by_day on custody.escort_party (prison_id, on_date);

create table custody.escort_run (
  id uuid primary key default gen_random_uuid(),
  jurisdiction text not null,
  prison_id integer not null references units.unit,
  on_date date not null,
  vehicle_id uuid not null,
  party_id uuid not null,
  position integer not null,
  cancelled_at timestamptz,
  planned_by uuid default access.account(),
  planned_at timestamptz not null default clock_timestamp(),
  unique (id, prison_id),
  foreign key (vehicle_id, prison_id) references custody.vehicle (id, prison_id),
  foreign key (party_id, prison_id, on_date) references custody.escort_party (id, prison_id, on_date)
);
comment on table custody.escort_run is 'One vehicle with its party on one way to court and back';
create index escort_run_by_day on custody.escort_run (prison_id, on_date);
create index escort_run_by_party on custody.escort_run (party_id);
create index escort_run_by_vehicle on custody.escort_run (vehicle_id, on_date desc);

create table custody.escort_seat (
  id uuid primary key default gen_random_uuid(),
  jurisdiction text not null,
  prison_id integer not null references units.unit,
  on_date date not null,
  run_id uuid not null,
  imprisonment_id uuid not null,
  placed text not null check (placed in ('proposed', 'by-hand')),
  placed_by uuid default access.account(),
  placed_at timestamptz not null default clock_timestamp(),
  taken_out_at timestamptz,
  taken_out_by uuid,
  foreign key (run_id, prison_id) references custody.escort_run (id, prison_id),
  foreign key (imprisonment_id, prison_id) references custody.imprisonment (id, prison_id),
  check ((taken_out_at is null) = (taken_out_by is null))
);
comment on table custody.escort_seat is 'Who has a seat in which vehicle on a day; whoever is moved or stays behind is taken out, and it stays written that they had one';
create unique index escort_seat_once on custody.escort_seat (imprisonment_id, on_date) where taken_out_at is null;
create index escort_seat_by_imprisonment on custody.escort_seat (imprisonment_id);
create index escort_seat_by_run on custody.escort_seat (run_id) where taken_out_at is null;
create index escort_seat_by_day on custody.escort_seat (prison_id, on_date) where taken_out_at is null;

create table custody.escort_handover (
  id uuid primary key default gen_random_uuid(),
  jurisdiction text not null,
  prison_id integer not null references units.unit,
  run_id uuid not null,
  point text not null check (point in ('gate-out', 'court-in', 'court-out', 'gate-in')),
  received_by text not null check (received_by <> ''),
  at timestamptz not null default clock_timestamp(),
  recorded_by uuid default access.account(),
  unique (run_id, point),
  unique (id, prison_id),
  foreign key (run_id, prison_id) references custody.escort_run (id, prison_id)
);
comment on table custody.escort_handover is 'Who received the prisoners of a vehicle at a point of the way, and when: gate, court lock-up, escort again, gate';
create index escort_handover_by_prison on custody.escort_handover (prison_id, at);

create table custody.escort_count (
  handover_id uuid not null,
  imprisonment_id uuid not null,
  jurisdiction text not null,
  prison_id integer not null references units.unit,
  run_id uuid not null,
  state text not null check (state in ('here', 'missing', 'hospital', 'by-court', 'other-vehicle')),
  primary key (handover_id, imprisonment_id),
  foreign key (handover_id, prison_id) references custody.escort_handover (id, prison_id),
  foreign key (imprisonment_id, prison_id) references custody.imprisonment (id, prison_id),
  foreign key (run_id, prison_id) references custody.escort_run (id, prison_id)
);
comment on table custody.escort_count is 'Each prisoner at each point: there, or what became of them. Whoever is not there and nobody says why is missing';
comment on column custody.escort_count.state is 'hospital: taken there on the way; by-court: the court kept or freed them; other-vehicle: comes back in another one';
create index escort_count_by_imprisonment on custody.escort_count (imprisonment_id);
create index escort_count_by_run on custody.escort_count (run_id);
create index escort_count_missing on custody.escort_count (prison_id) where state = 'missing';

-- Who on a day must be kept apart from whom, of those that are to travel. For the rules of the plan
-- alone, which say that somebody aboard must be kept apart and never who.
create function custody.apart_on_the_way(p_prison integer, p_travellers uuid[]) returns table (one uuid, other uuid)
language sql stable security definer set search_path = pg_catalog as $$
  select distinct a.id, b.id
    from custody.imprisonment a
    cross join lateral unnest(people.same_person(a.person_id)) as mine(id)
    join custody.non_association n on n.ended_at is null and mine.id in (n.one_person, n.other_person)
    cross join lateral unnest(people.same_person(case when n.one_person = mine.id then n.other_person else n.one_person end)) as them(id)
    join custody.imprisonment b on b.person_id = them.id and b.id = any (p_travellers) and b.prison_id = p_prison
   where a.id = any (p_travellers) and a.prison_id = p_prison and a.id < b.id
     and p_prison = any (access.units()) and access.may('custody:read-escort')
$$;

-- One plan of a prison's day at a time: two officers who place at once must see each other's seats.
create function custody.lock_escorts(p_prison integer, p_on date) returns void
language plpgsql set search_path = pg_catalog as $$
begin
  perform pg_advisory_xact_lock(7214061, hashtext(p_prison || '/' || p_on));
end $$;
revoke execute on function custody.apart_on_the_way, custody.lock_escorts from public;
grant execute on function custody.apart_on_the_way, custody.lock_escorts to mizan_app;

-- The last line, should the code above it be wrong: no more people than seats, nobody with someone they must be kept apart from, no
-- change after the vehicle left.
create function custody.keep_seat() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare
  aboard integer;
  fitted record;
begin
  if tg_op = 'UPDATE' and ((to_jsonb(new) - array['taken_out_at', 'taken_out_by']) is distinct from (to_jsonb(old) - array['taken_out_at', 'taken_out_by'])
      or old.taken_out_at is not null) then
    raise exception 'A seat is given and taken back, never rewritten' using errcode = 'check_violation', constraint = 'seat_kept';
  end if;
  perform custody.lock_escorts(new.prison_id, new.on_date);
  if exists (select 1 from custody.escort_handover h where h.run_id = new.run_id) then
    raise exception 'The vehicle has left' using errcode = 'check_violation', constraint = 'seat_left';
  end if;
  if tg_op = 'UPDATE' then
    return new;
  end if;
  select f.seats, f.in_service into strict fitted from custody.escort_run r
    join custody.vehicle_fitting f on f.vehicle_id = r.vehicle_id and f.from_on <= r.on_date
   where r.id = new.run_id and r.on_date = new.on_date and r.cancelled_at is null order by f.from_on desc, f.set_at desc limit 1;
  select count(*) into aboard from custody.escort_seat s where s.run_id = new.run_id and s.taken_out_at is null;
  if not fitted.in_service or aboard >= fitted.seats then
    raise exception 'The vehicle has no seat left' using errcode = 'check_violation', constraint = 'seat_full';
  end if;
  if exists (select 1 from custody.escort_seat s
      join custody.imprisonment there on there.id = s.imprisonment_id
      join custody.imprisonment me on me.id = new.imprisonment_id
      join custody.non_association n on n.ended_at is null
       and ((n.one_person = any (people.same_person(me.person_id)) and n.other_person = any (people.same_person(there.person_id)))
         or (n.other_person = any (people.same_person(me.person_id)) and n.one_person = any (people.same_person(there.person_id))))
     where s.run_id = new.run_id and s.taken_out_at is null) then
    raise exception 'Somebody aboard must be kept apart from this prisoner' using errcode = 'check_violation', constraint = 'seat_apart';
  end if;
  return new;
end $$;
create trigger keep_seat before insert or update on custody.escort_seat for each row execute function custody.keep_seat();

-- The points of the way follow each other, and nobody is counted who never left.
create function custody.keep_handover() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare
  points constant text[] := array['gate-out', 'court-in', 'court-out', 'gate-in'];
  done integer;
begin
  perform 1 from custody.escort_run r where r.id = new.run_id for update;
  select count(*) into done from custody.escort_handover h where h.run_id = new.run_id;
  if array_position(points, new.point) is distinct from done + 1 then
    raise exception 'The points of the way follow each other' using errcode = 'check_violation', constraint = 'handover_order';
  end if;
  return new;
end $$;
create trigger keep_handover before insert on custody.escort_handover for each row execute function custody.keep_handover();

select audit.watch('custody.escort_rule'), audit.watch('custody.risk_assessment'), audit.watch('custody.vehicle'),
       audit.watch('custody.vehicle_fitting', 'vehicle_id'), audit.watch('custody.escort_party'), audit.watch('custody.escort_run'),
       audit.watch('custody.escort_seat'), audit.watch('custody.escort_handover'), audit.watch('custody.escort_count', 'handover_id');
select access.protect('custody.escort_rule', 'select'), access.protect('custody.risk_assessment', 'select, insert'),
       access.protect('custody.vehicle', 'select, insert'), access.protect('custody.vehicle_fitting', 'select, insert'),
       access.protect('custody.escort_party', 'select, insert'), access.protect('custody.escort_run'), access.protect('custody.escort_seat'),
       access.protect('custody.escort_handover', 'select, insert'), access.protect('custody.escort_count', 'select, insert');
create policy escort_rule_read on custody.escort_rule for select to mizan_app
  using (jurisdiction = (select access.jurisdiction()) and (select access.may('custody:read-escort')));
do $$
declare each record;
begin
  for each in select * from (values
      ('risk_assessment', 'custody:assess-risk', null), ('vehicle', 'custody:keep-vehicles', null),
      ('vehicle_fitting', 'custody:keep-vehicles', null), ('escort_party', 'custody:plan-escort', null),
      ('escort_run', 'custody:plan-escort', 'custody:plan-escort'), ('escort_seat', 'custody:plan-escort', 'custody:hand-over-escort'),
      ('escort_handover', 'custody:hand-over-escort', null), ('escort_count', 'custody:hand-over-escort', null)) as t(name, adds, changes)
  loop
    execute format('create policy %1$s_read on custody.%1$s for select to mizan_app
      using (prison_id = any ((select access.units())::integer[]) and (select access.may(''custody:read-escort'')))', each.name);
    execute format('create policy %1$s_add on custody.%1$s for insert to mizan_app
      with check (prison_id = any ((select access.units())::integer[]) and (select access.may(%2$L)))', each.name, each.adds);
    if each.changes is not null then
      execute format('create policy %1$s_change on custody.%1$s for update to mizan_app
        using (prison_id = any ((select access.units())::integer[]) and (select access.may(%2$L)))', each.name, each.changes);
    end if;
  end loop;
end $$;

-- How dangerous or endangered somebody is does not end at another prison's gate: the standing assessment goes with a stay that goes on there.
create function custody.carry_risk() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  insert into custody.risk_assessment (jurisdiction, prison_id, imprisonment_id, class, reason, review_on, assessed_by, assessed_at)
    select new.jurisdiction, new.prison_id, new.id, r.class, r.reason, r.review_on, r.assessed_by, r.assessed_at
      from custody.risk_assessment r where r.imprisonment_id = new.follows order by r.assessed_at desc limit 1;
  return null;
end $$;
create trigger carry_risk after insert on custody.imprisonment for each row when (new.follows is not null) execute function custody.carry_risk();
