-- needs: identity
-- Who guards the prison: its posts of duty, its staff, who stands where in which shift, and what one shift hands over to the next.
create table custody.duty_shift (
  jurisdiction text not null,
  from_on date not null,
  shift text not null check (shift in ('morning', 'evening', 'night')),
  begins time not null,
  hours integer not null check (hours between 4 and 12),
  rest_hours integer not null check (rest_hours between 4 and 48),
  source_en text not null,
  source_ur text not null,
  refer boolean not null,
  primary key (jurisdiction, from_on, shift)
);
comment on table custody.duty_shift is 'The shifts of a day and the rest between two of them, by province and from a day on';
comment on column custody.duty_shift.rest_hours is 'From the end of one duty to the beginning of the next; less is a double shift and needs its reason';
insert into custody.duty_shift (jurisdiction, from_on, shift, begins, hours, rest_hours, source_en, source_ur, refer) values
  ('PK-SD', '2019-01-01', 'morning', '06:00', 8, 16, 'General knowledge; the Sindh Prison Rules 2019 on guards were not obtained', 'عام معلومات؛ سندھ جیل قواعد 2019 (گارد) دستیاب نہیں', true),
  ('PK-SD', '2019-01-01', 'evening', '14:00', 8, 16, 'General knowledge; the Sindh Prison Rules 2019 on guards were not obtained', 'عام معلومات؛ سندھ جیل قواعد 2019 (گارد) دستیاب نہیں', true),
  ('PK-SD', '2019-01-01', 'night', '22:00', 8, 16, 'General knowledge; the Sindh Prison Rules 2019 on guards were not obtained', 'عام معلومات؛ سندھ جیل قواعد 2019 (گارد) دستیاب نہیں', true),
  ('PK-PB', '1978-01-01', 'morning', '07:00', 8, 12, 'General knowledge; Prison Rules 1978 on guards were not obtained', 'عام معلومات؛ جیل قواعد 1978 (گارد) دستیاب نہیں', true),
  ('PK-PB', '1978-01-01', 'evening', '15:00', 8, 12, 'General knowledge; Prison Rules 1978 on guards were not obtained', 'عام معلومات؛ جیل قواعد 1978 (گارد) دستیاب نہیں', true),
  ('PK-PB', '1978-01-01', 'night', '23:00', 8, 12, 'General knowledge; Prison Rules 1978 on guards were not obtained', 'عام معلومات؛ جیل قواعد 1978 (گارد) دستیاب نہیں', true);

create table custody.staff_ratio (
  jurisdiction text not null,
  from_on date not null,
  kind text not null,
  shift text not null check (shift in ('morning', 'evening', 'night')),
  counts text not null check (counts in ('roll', 'women', 'patients')),
  prisoners_per_officer integer not null check (prisoners_per_officer between 1 and 500),
  source_en text not null,
  source_ur text not null,
  refer boolean not null,
  primary key (jurisdiction, from_on, kind, shift)
);
comment on table custody.staff_ratio is 'How many prisoners one officer of a kind of duty guards, by province and shift and from a day on; a kind without a row needs its sanctioned strength';
comment on column custody.staff_ratio.counts is 'Of whom the prisoners are counted: everybody on the roll, the women, those in the hospital ward or isolation';
insert into custody.staff_ratio (jurisdiction, from_on, kind, shift, counts, prisoners_per_officer, source_en, source_ur, refer)
  select p.jurisdiction, p.from_on, r.kind, s.shift, r.counts, case when s.shift = 'night' then r.night else r.day end + p.more,
    'General knowledge; the department’s sanction was not obtained', 'عام معلومات؛ محکمے کی منظوری دستیاب نہیں', true
    from (values ('PK-SD', date '2019-01-01', 0), ('PK-PB', date '1978-01-01', 5)) as p(jurisdiction, from_on, more),
      (values ('barrack', 'roll', 30, 50), ('female-ward', 'women', 15, 20), ('hospital-guard', 'patients', 10, 15)) as r(kind, counts, day, night),
      (values ('morning'), ('evening'), ('night')) as s(shift);

create table custody.guard_post (
  id uuid primary key default gen_random_uuid(),
  jurisdiction text not null,
  prison_id integer not null references units.unit,
  kind text not null check (kind in ('gate', 'tower', 'circle', 'barrack', 'female-ward', 'women-search', 'escort', 'kitchen', 'hospital-guard',
    'patrol', 'control-room', 'store')),
  name_en text not null check (name_en <> ''),
  name_ur text not null check (name_ur <> ''),
  female_only boolean not null,
  strength_morning integer not null check (strength_morning between 0 and 50),
  strength_evening integer not null check (strength_evening between 0 and 50),
  strength_night integer not null check (strength_night between 0 and 50),
  instrument text not null check (instrument <> ''),
  position integer not null default 0,
  from_on date not null,
  closed_on date check (closed_on >= from_on),
  added_by uuid default access.account(),
  added_at timestamptz not null default clock_timestamp(),
  unique (prison_id, name_en),
  unique (id, prison_id, female_only),
  constraint guard_post_female_only check (female_only or kind not in ('female-ward', 'women-search'))
);
comment on table custody.guard_post is 'A sanctioned post of duty of a prison, and how many stand there in each shift';
comment on column custody.guard_post.female_only is 'Women officers alone: always so in the women''s ward and where women visitors are searched (Prisons Act 1894 s.27; Nelson Mandela Rules 81)';
comment on column custody.guard_post.instrument is 'The order that sanctions it';

create table custody.staff_member (
  id uuid primary key default gen_random_uuid(),
  jurisdiction text not null,
  prison_id integer not null references units.unit,
  number text not null check (number ~ '^[0-9A-Z/-]{1,16}$'),
  rank text not null check (rank in ('deputy-superintendent', 'assistant-superintendent', 'chief-warder', 'head-warder', 'warder')),
  sex text not null check (sex in ('M', 'F')),
  name_en text not null check (name_en <> ''),
  name_ur text not null check (name_ur <> ''),
  joined_on date not null,
  left_on date check (left_on >= joined_on),
  added_by uuid default access.account(),
  added_at timestamptz not null default clock_timestamp(),
  unique (prison_id, number),
  unique (id, prison_id),
  unique (id, prison_id, sex)
);
comment on table custody.staff_member is 'A member of a prison''s staff who may be put on duty';
comment on column custody.staff_member.number is 'Belt number';

create table custody.staff_absence (
  id uuid primary key default gen_random_uuid(),
  jurisdiction text not null,
  prison_id integer not null references units.unit,
  member_id uuid not null,
  kind text not null check (kind in ('leave', 'sick', 'suspended', 'training', 'attached')),
  from_on date not null,
  to_on date,
  instrument text not null check (instrument <> ''),
  recorded_by uuid default access.account(),
  recorded_at timestamptz not null default clock_timestamp(),
  foreign key (member_id, prison_id) references custody.staff_member (id, prison_id),
  check (to_on >= from_on),
  constraint staff_absence_once exclude using gist (member_id with =, daterange(from_on, to_on, '[]') with &&)
);
comment on table custody.staff_absence is 'When somebody is not available for duty, and by which order. No illness and no charge is named here';
comment on column custody.staff_absence.kind is 'attached: on duty with another office';
create index staff_absence_by_prison on custody.staff_absence (prison_id, from_on);

create table custody.roster (
  id uuid primary key default gen_random_uuid(),
  jurisdiction text not null,
  prison_id integer not null references units.unit,
  on_date date not null,
  shift text not null check (shift in ('morning', 'evening', 'night')),
  during tstzrange not null check (not isempty(during) and not lower_inf(during) and not upper_inf(during)),
  published_at timestamptz,
  published_by uuid,
  made_by uuid default access.account(),
  made_at timestamptz not null default clock_timestamp(),
  unique (prison_id, on_date, shift),
  unique (id, prison_id, during),
  check ((published_at is null) = (published_by is null))
);
comment on table custody.roster is 'The duty roster of one shift of a day: proposed, changed by hand, published';

create table custody.roster_place (
  id uuid primary key default gen_random_uuid(),
  jurisdiction text not null,
  prison_id integer not null references units.unit,
  roster_id uuid not null,
  during tstzrange not null,
  post_id uuid not null,
  female_only boolean not null,
  member_id uuid not null,
  sex text not null,
  placed text not null check (placed in ('proposed', 'by-hand')),
  rest_why text check (rest_why <> ''),
  placed_by uuid default access.account(),
  placed_at timestamptz not null default clock_timestamp(),
  taken_out_at timestamptz,
  taken_out_by uuid,
  taken_out_why text,
  foreign key (roster_id, prison_id, during) references custody.roster (id, prison_id, during),
  foreign key (post_id, prison_id, female_only) references custody.guard_post (id, prison_id, female_only),
  foreign key (member_id, prison_id, sex) references custody.staff_member (id, prison_id, sex),
  check ((taken_out_at is null) = (taken_out_why is null)),
  constraint roster_female_only check (not female_only or sex = 'F'),
  constraint roster_place_once exclude using gist (member_id with =, during with &&) where (taken_out_at is null)
);
comment on table custody.roster_place is 'Who stands at which post in which shift. Nobody stands in two places at once, and no man at a post for women officers: the database refuses';
comment on column custody.roster_place.rest_why is 'Why somebody has duty again before the rest is over';
create index roster_place_by_roster on custody.roster_place (roster_id) where taken_out_at is null;
create index roster_place_by_post on custody.roster_place (post_id);

create table custody.duty_handover (
  id uuid primary key default gen_random_uuid(),
  jurisdiction text not null,
  prison_id integer not null references units.unit,
  on_date date not null,
  shift text not null check (shift in ('morning', 'evening', 'night')),
  figures jsonb not null default '{}',
  remarks text,
  handed_by uuid not null default access.account() references identity.account,
  handed_at timestamptz not null default clock_timestamp(),
  taken_by uuid references identity.account,
  taken_at timestamptz,
  taken_remarks text,
  unique (prison_id, on_date, shift),
  unique (id, prison_id),
  constraint duty_handover_two_officers check (taken_by <> handed_by),
  check ((taken_by is null) = (taken_at is null) and (taken_remarks is null or taken_at is not null))
);
comment on table custody.duty_handover is 'What the outgoing officer of a shift hands over and the incoming one takes over, each with the hour; never changed afterwards';
comment on column custody.duty_handover.figures is 'On the roll, inside, outside by kind, open incidents: counted by the database at that moment, typed by nobody';
create index duty_handover_by_prison on custody.duty_handover (prison_id, handed_at desc);

create table custody.duty_count (
  handover_id uuid not null,
  kind text not null,
  jurisdiction text not null,
  prison_id integer not null references units.unit,
  register integer not null default 0,
  counted integer not null check (counted >= 0),
  why text,
  primary key (handover_id, kind),
  foreign key (handover_id, prison_id) references custody.duty_handover (id, prison_id),
  constraint duty_count_why check (counted = register or coalesce(why, '') <> '')
);
comment on table custody.duty_count is 'Arms, rounds, wireless sets and keys as counted at a hand-over, beside what the register of assets says';

alter table custody.asset add foreign key (member_id, prison_id) references custody.staff_member (id, prison_id);

select audit.watch('custody.duty_shift', 'jurisdiction'), audit.watch('custody.staff_ratio', 'jurisdiction'), audit.watch('custody.guard_post'),
       audit.watch('custody.staff_member'), audit.watch('custody.staff_absence'), audit.watch('custody.roster'), audit.watch('custody.roster_place'),
       audit.watch('custody.duty_handover'), audit.watch('custody.duty_count', 'handover_id');
select access.protect('custody.duty_shift', 'select'), access.protect('custody.staff_ratio', 'select'), access.protect('custody.guard_post'),
       access.protect('custody.staff_member'), access.protect('custody.staff_absence'), access.protect('custody.roster'),
       access.protect('custody.roster_place'), access.protect('custody.duty_handover'), access.protect('custody.duty_count', 'select, insert');
create policy duty_shift_read on custody.duty_shift for select to mizan_app
  using (jurisdiction = (select access.jurisdiction()) and (select access.may('custody:read-roster')));
create policy staff_ratio_read on custody.staff_ratio for select to mizan_app
  using (jurisdiction = (select access.jurisdiction()) and (select access.may('custody:read-roster')));
do $$
declare each record;
begin
  for each in select * from (values
      ('guard_post', 'custody:sanction-posts', 'custody:sanction-posts'),
      ('staff_member', 'custody:keep-staff', 'custody:keep-staff'),
      ('staff_absence', 'custody:keep-staff', 'custody:keep-staff'),
      ('roster', 'custody:plan-roster', 'custody:plan-roster'),
      ('roster_place', 'custody:plan-roster', 'custody:plan-roster'),
      ('duty_handover', 'custody:hand-over-duty', 'custody:hand-over-duty'),
      ('duty_count', 'custody:hand-over-duty', null)) as t(name, adds, changes)
  loop
    execute format('create policy %1$s_read on custody.%1$s for select to mizan_app
      using (prison_id = any ((select access.units())::integer[]) and (select access.may(''custody:read-roster'')))', each.name);
    execute format('create policy %1$s_add on custody.%1$s for insert to mizan_app
      with check (prison_id = any ((select access.units())::integer[]) and (select access.may(%2$L)))', each.name, each.adds);
    if each.changes is not null then
      execute format('create policy %1$s_change on custody.%1$s for update to mizan_app
        using (prison_id = any ((select access.units())::integer[]) and (select access.may(%2$L)))', each.name, each.changes);
    end if;
  end loop;
end $$;
-- Whoever goes on leave or falls ill is taken off the roster by the officer who records it.
create policy roster_place_absent on custody.roster_place for update to mizan_app
  using (prison_id = any ((select access.units())::integer[]) and (select access.may('custody:keep-staff')));
-- An asset is given to a person: the store must be able to name who.
create policy staff_member_named on custody.staff_member for select to mizan_app
  using (prison_id = any ((select access.units())::integer[]) and (select access.may('custody:keep-assets')));

-- Posts keep what the places under them rest on; a post that is no longer needed is closed.
create function custody.keep_guard_post() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if (new.id, new.prison_id, new.kind, new.female_only, new.from_on) is distinct from (old.id, old.prison_id, old.kind, old.female_only, old.from_on) then
    raise exception 'A post of another kind is another post' using errcode = 'check_violation', constraint = 'guard_post_kept';
  end if;
  return new;
end $$;
create trigger keep_guard_post before update on custody.guard_post for each row execute function custody.keep_guard_post();

-- The last line, should the code above it be wrong: rest, absence, closed posts, shifts that are over.
create function custody.keep_roster_place() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare
  rest interval;
begin
  if tg_op = 'UPDATE' then
    if old.taken_out_at is not null or (to_jsonb(new) - array['taken_out_at', 'taken_out_by', 'taken_out_why'])
        is distinct from (to_jsonb(old) - array['taken_out_at', 'taken_out_by', 'taken_out_why']) then
      raise exception 'A place is given and taken back, never rewritten' using errcode = 'check_violation', constraint = 'roster_place_kept';
    end if;
  else
    -- Two officers who put the same person on duty take turns, or neither would see the other's shift.
    perform 1 from custody.staff_member m where m.id = new.member_id for update;
  end if;
  if upper(new.during) < clock_timestamp() then
    raise exception 'The shift is over' using errcode = 'check_violation', constraint = 'roster_over';
  end if;
  if tg_op = 'UPDATE' then
    return new;
  end if;
  if exists (select 1 from custody.staff_absence a where a.member_id = new.member_id
        and a.from_on <= (upper(new.during) at time zone 'Asia/Karachi')::date and coalesce(a.to_on, 'infinity') >= (lower(new.during) at time zone 'Asia/Karachi')::date)
      or not exists (select 1 from custody.staff_member m where m.id = new.member_id and m.left_on is null) then
    raise exception 'Not available on this day' using errcode = 'check_violation', constraint = 'roster_away';
  end if;
  if exists (select 1 from custody.guard_post p where p.id = new.post_id and p.closed_on <= (lower(new.during) at time zone 'Asia/Karachi')::date) then
    raise exception 'The post is closed' using errcode = 'check_violation', constraint = 'roster_post_closed';
  end if;
  select make_interval(hours => s.rest_hours) into rest from custody.duty_shift s join custody.roster r on r.id = new.roster_id and s.shift = r.shift
   where s.jurisdiction = new.jurisdiction and s.from_on <= r.on_date order by s.from_on desc limit 1;
  if new.rest_why is null and exists (select 1 from custody.roster_place o where o.member_id = new.member_id and o.taken_out_at is null
      and o.during && tstzrange(lower(new.during) - rest, upper(new.during) + rest) and not o.during && new.during) then
    raise exception 'The rest between two duties is too short' using errcode = 'check_violation', constraint = 'roster_rest';
  end if;
  return new;
end $$;
create trigger keep_roster_place before insert or update on custody.roster_place for each row execute function custody.keep_roster_place();

create function custody.keep_roster() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if (to_jsonb(new) - array['published_at', 'published_by']) is distinct from (to_jsonb(old) - array['published_at', 'published_by'])
      or old.published_at is not null then
    raise exception 'A roster is published once' using errcode = 'check_violation', constraint = 'roster_kept';
  end if;
  return new;
end $$;
create trigger keep_roster before update on custody.roster for each row execute function custody.keep_roster();

-- The figures of this moment: of everybody on the roll, who is inside, who is outside and where, who lies in the prison's hospital, how many
-- are women, how many incidents are open. Numbers alone.
create function custody.duty_figures(p_prison integer) returns jsonb
language sql stable security definer set search_path = pg_catalog as $$
  select jsonb_build_object('onRoll', count(*), 'inside', count(*) filter (where m.kind is null), 'women', count(*) filter (where p.sex = 'F'),
      'CRT', count(*) filter (where m.kind = 'CRT'), 'HOS', count(*) filter (where m.kind = 'HOS'), 'TAP', count(*) filter (where m.kind = 'TAP'),
      'ESC', count(*) filter (where m.kind = 'ESC'), 'WAY', count(*) filter (where m.kind = 'WAY'),
      'patients', count(*) filter (where exists (select 1 from custody.medical_ward w where w.imprisonment_id = i.id and w.until_at is null)),
      'incidents', (select count(*) from custody.incident n where n.prison_id = p_prison and n.state = 'open'))
    from custody.imprisonment i join people.record p on p.id = i.record_id
    left join custody.movement m on m.imprisonment_id = i.id and m.kind in ('CRT', 'HOS', 'TAP', 'ESC', 'WAY') and m.in_at is null
   where i.prison_id = p_prison and i.state = 'in' and p_prison = any (access.units()) and access.may('custody:read-roster')
$$;
create function custody.duty_register(p_prison integer) returns table (kind text, register integer)
language sql stable security definer set search_path = pg_catalog as $$
  select a.kind, sum(a.quantity)::integer from custody.asset a
   where a.prison_id = p_prison and a.counted_at_duty and a.state <> 'written-off' and p_prison = any (access.units()) and access.may('custody:read-roster')
   group by a.kind
$$;
revoke execute on function custody.duty_figures, custody.duty_register from public;
grant execute on function custody.duty_figures, custody.duty_register to mizan_app;

create function custody.begin_duty_handover() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if current_user = 'mizan_app' then
    new.figures := custody.duty_figures(new.prison_id);
    new.handed_at := clock_timestamp();
    new.taken_by := null;
    new.taken_at := null;
    new.taken_remarks := null;
  end if;
  return new;
end $$;
create trigger begin_duty_handover before insert on custody.duty_handover for each row execute function custody.begin_duty_handover();
create function custody.keep_duty_handover() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if old.taken_at is not null or (to_jsonb(new) - array['taken_by', 'taken_at', 'taken_remarks'])
      is distinct from (to_jsonb(old) - array['taken_by', 'taken_at', 'taken_remarks']) then
    raise exception 'A hand-over is signed once and never rewritten' using errcode = 'check_violation', constraint = 'duty_handover_kept';
  end if;
  if current_user = 'mizan_app' then
    new.taken_by := access.account();
    new.taken_at := clock_timestamp();
  end if;
  return new;
end $$;
create trigger keep_duty_handover before update on custody.duty_handover for each row execute function custody.keep_duty_handover();
create function custody.begin_duty_count() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  if exists (select 1 from custody.duty_handover h where h.id = new.handover_id and h.taken_at is not null) then
    raise exception 'The hand-over is taken over' using errcode = 'check_violation', constraint = 'duty_handover_kept';
  end if;
  new.register := coalesce((select d.register from custody.duty_register(new.prison_id) d where d.kind = new.kind), 0);
  return new;
end $$;
create trigger begin_duty_count before insert on custody.duty_count for each row execute function custody.begin_duty_count();
