-- needs: people units access
-- Whether a convict is a casual or a habitual prisoner, by whose order and why, and by when it is looked at again. The classes of
-- privileges stand with the visits, those of risk with the escorts. The system counts and asks; the court or the superintendent decides.
create table custody.habit_rule (
  id uuid primary key default gen_random_uuid(),
  jurisdiction text not null,
  from_on date not null,
  earlier integer not null check (earlier between 1 and 20),
  review_months integer not null check (review_months between 1 and 60),
  source_en text not null,
  source_ur text not null,
  basis text not null check (basis in ('reported', 'general-knowledge', 'order')),
  refer boolean not null default false,
  set_by uuid default access.account(),
  set_at timestamptz not null default clock_timestamp()
);
comment on table custody.habit_rule is 'From how many earlier convictions somebody is to be considered for habitual, by province and from a day on; the latest row that has begun counts';
create index habit_rule_by_province on custody.habit_rule (jurisdiction, from_on desc);
insert into custody.habit_rule (jurisdiction, from_on, earlier, review_months, source_en, source_ur, basis, refer, set_by) values
  ('PK-SD', '2019-01-01', 1, 12, 'General knowledge; the chapter on classification of the Sindh Prisons and Corrections Service Rules 2019 was not obtained', 'عام معلومات؛ سندھ پرزنز اینڈ کریکشنز سروس رولز 2019 کا درجہ بندی کا باب دستیاب نہیں', 'general-knowledge', true, null),
  ('PK-PB', '1978-01-01', 1, 6, 'General knowledge; Pakistan Prison Rules 1978 ch. 9 (classification) was not obtained', 'عام معلومات؛ پاکستان پرزن رولز 1978 باب 9 (درجہ بندی) دستیاب نہیں', 'general-knowledge', true, null);

create table custody.habit (
  id uuid primary key default gen_random_uuid(),
  jurisdiction text not null,
  prison_id integer not null references units.unit,
  imprisonment_id uuid not null,
  habit text not null check (habit in ('casual', 'habitual')),
  ground text not null check (ground in ('court', 'earlier-convictions', 'way-of-life', 'nothing-known')),
  paper text check (paper <> ''),
  reason text not null check (reason <> ''),
  earlier integer not null check (earlier >= 0),
  review_on date not null,
  decided_by uuid default access.account(),
  decided_at timestamptz not null default clock_timestamp(),
  foreign key (imprisonment_id, prison_id) references custody.imprisonment (id, prison_id),
  check (review_on > (decided_at at time zone 'Asia/Karachi')::date),
  constraint habit_court_has_paper check (ground <> 'court' or paper is not null),
  constraint habit_has_ground check (habit = 'casual' or ground <> 'nothing-known')
);
comment on table custody.habit is 'Casual or habitual, why and by when it is looked at again. The latest counts; never altered';
comment on column custody.habit.paper is 'The court''s direction by its number, where it decided';
comment on column custody.habit.earlier is 'How many earlier stays under sentence the officer was shown when deciding';
create index habit_by_imprisonment on custody.habit (imprisonment_id, decided_at desc);
create index habit_by_review on custody.habit (prison_id, review_on);

-- Sentences of the same person that had ended before this stay began, in any prison of the province: what the person is linked to
-- today counts, and a stay that went on elsewhere is one stay. Only for stays in the reader's own prisons.
create function custody.convictions_before(p_imprisonments uuid[])
returns table (asked uuid, imprisonment_id uuid, prison_id integer, number integer, year integer, admitted_year integer,
  released_year integer, sections text)
language sql stable security definer set search_path = pg_catalog as $$
  select a.id, i.id, i.prison_id, i.number, i.year, extract(year from coalesce(i.held_since, i.admitted_at) at time zone 'Asia/Karachi')::integer,
      extract(year from i.released_at at time zone 'Asia/Karachi')::integer,
      (select string_agg(distinct w.sections, '; ') from custody.warrant w where w.imprisonment_id = i.id and w.kind = 'conviction')
    from custody.imprisonment a
    join people.link mine on mine.record_id = a.record_id and mine.until is null
    join people.link l on l.person_id = mine.person_id and l.until is null
    join custody.imprisonment i on i.record_id = l.record_id and i.jurisdiction = a.jurisdiction
   where a.id = any (p_imprisonments) and a.prison_id = any (access.units()) and access.may('custody:read-habit')
     and i.released_at < coalesce(a.held_since, a.admitted_at)
     and not exists (select 1 from custody.imprisonment f where f.follows = i.id)
     and exists (select 1 from custody.warrant w where w.imprisonment_id = i.id and w.kind = 'conviction')
   order by i.admitted_at desc
$$;
comment on function custody.convictions_before is 'Earlier stays under sentence of whoever is held, the latest first';
revoke execute on function custody.convictions_before from public;
grant execute on function custody.convictions_before to mizan_app;

select audit.watch('custody.habit_rule'), audit.watch('custody.habit', 'imprisonment_id');
select access.protect('custody.habit_rule', 'select'), access.protect('custody.habit', 'select, insert');
create policy habit_rule_read on custody.habit_rule for select to mizan_app
  using (jurisdiction = (select access.jurisdiction()) and (select access.may('custody:read-habit')));
create policy habit_read on custody.habit for select to mizan_app
  using (prison_id = any ((select access.units())::integer[]) and (select access.may('custody:read-habit')));
create policy habit_add on custody.habit for insert to mizan_app
  with check (prison_id = any ((select access.units())::integer[]) and (select access.may('custody:decide-habit')));

-- It does not end at another prison's gate.
create function custody.carry_habit() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  insert into custody.habit (jurisdiction, prison_id, imprisonment_id, habit, ground, paper, reason, earlier, review_on, decided_by, decided_at)
    select new.jurisdiction, new.prison_id, new.id, h.habit, h.ground, h.paper, h.reason, h.earlier, h.review_on, h.decided_by, h.decided_at
      from custody.habit h where h.imprisonment_id = new.follows order by h.decided_at desc limit 1;
  return null;
end $$;
create trigger carry_habit after insert on custody.imprisonment for each row when (new.follows is not null) execute function custody.carry_habit();
