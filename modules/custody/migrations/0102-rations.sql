-- needs: identity people
-- What each prisoner eats in a day, how many of each kind eat today, what the kitchen asks of the store and what it got.
create table custody.diet_scale (
  jurisdiction text not null,
  from_on date not null,
  season text not null check (season in ('usual', 'ramazan')),
  diet text not null check (diet in ('ordinary', 'labouring', 'hospital', 'women', 'nursing', 'child')),
  good text not null references custody.ration_good,
  quantity numeric(10, 3) not null check (quantity >= 0),
  primary key (jurisdiction, from_on, season, diet, good)
);
comment on table custody.diet_scale is 'How much of each good a head gets in a day, by province, kind and season, in the good''s unit; the latest day that has begun counts';
comment on column custody.diet_scale.season is 'ramazan: takes the place of the usual row of the same good for sehri and iftar';

create table custody.diet_rule (
  jurisdiction text not null,
  from_on date not null,
  fed_at_court boolean not null,
  nursing_months integer not null check (nursing_months between 1 and 72),
  source_en text not null,
  source_ur text not null,
  refer boolean not null,
  primary key (jurisdiction, from_on)
);
comment on table custody.diet_rule is 'Whether the prison feeds those it sends to court, until which age of the child a mother draws the nursing diet, and where the scale comes from';
insert into custody.diet_rule (jurisdiction, from_on, fed_at_court, nursing_months, source_en, source_ur, refer) values
  ('PK-SD', '2019-01-01', true, 24, 'Women: Prison Rules 1978 r.489, its quantities not obtained. Every quantity is general knowledge; the Sindh Prison Rules 2019 on diet were not obtained', 'خواتین: جیل قواعد 1978 قاعدہ 489، مقداریں دستیاب نہیں۔ تمام مقداریں عام معلومات ہیں؛ سندھ جیل قواعد 2019 (خوراک) دستیاب نہیں', true),
  ('PK-PB', '1978-01-01', false, 12, 'Women: Prison Rules 1978 r.489, its quantities not obtained. Every quantity is general knowledge', 'خواتین: جیل قواعد 1978 قاعدہ 489، مقداریں دستیاب نہیں۔ تمام مقداریں عام معلومات ہیں', true);

insert into custody.diet_scale (jurisdiction, from_on, season, diet, good, quantity)
  select p.jurisdiction, p.from_on, 'usual', s.diet, s.good, s.quantity + case when s.good = 'rice' then p.rice when s.good = 'flour' then p.flour else 0 end
    from (values ('PK-SD', date '2019-01-01', 0.050, -0.050), ('PK-PB', date '1978-01-01', 0, 0)) as p(jurisdiction, from_on, rice, flour),
    (values
      ('ordinary', 'flour', 0.525), ('ordinary', 'rice', 0.050), ('ordinary', 'pulses', 0.120), ('ordinary', 'meat', 0.060), ('ordinary', 'vegetables', 0.230),
      ('ordinary', 'ghee', 0.045), ('ordinary', 'sugar', 0.045), ('ordinary', 'tea', 0.008), ('ordinary', 'milk', 0.060), ('ordinary', 'salt', 0.015),
      ('ordinary', 'spices', 0.010), ('ordinary', 'fuel', 0.450),
      ('labouring', 'flour', 0.640), ('labouring', 'rice', 0.060), ('labouring', 'pulses', 0.140), ('labouring', 'meat', 0.075), ('labouring', 'vegetables', 0.230),
      ('labouring', 'ghee', 0.055), ('labouring', 'sugar', 0.055), ('labouring', 'tea', 0.008), ('labouring', 'milk', 0.060), ('labouring', 'salt', 0.017),
      ('labouring', 'spices', 0.010), ('labouring', 'fuel', 0.450),
      ('hospital', 'flour', 0.350), ('hospital', 'rice', 0.120), ('hospital', 'pulses', 0.080), ('hospital', 'meat', 0.120), ('hospital', 'vegetables', 0.200),
      ('hospital', 'ghee', 0.030), ('hospital', 'sugar', 0.060), ('hospital', 'tea', 0.008), ('hospital', 'milk', 0.500), ('hospital', 'salt', 0.010),
      ('hospital', 'egg', 1), ('hospital', 'fruit', 0.150), ('hospital', 'fuel', 0.500),
      ('women', 'flour', 0.465), ('women', 'rice', 0.050), ('women', 'pulses', 0.120), ('women', 'meat', 0.060), ('women', 'vegetables', 0.250),
      ('women', 'ghee', 0.045), ('women', 'sugar', 0.050), ('women', 'tea', 0.008), ('women', 'milk', 0.120), ('women', 'salt', 0.015),
      ('women', 'spices', 0.010), ('women', 'fuel', 0.450),
      ('nursing', 'flour', 0.525), ('nursing', 'rice', 0.060), ('nursing', 'pulses', 0.140), ('nursing', 'meat', 0.100), ('nursing', 'vegetables', 0.250),
      ('nursing', 'ghee', 0.055), ('nursing', 'sugar', 0.080), ('nursing', 'tea', 0.008), ('nursing', 'milk', 0.500), ('nursing', 'salt', 0.015),
      ('nursing', 'spices', 0.008), ('nursing', 'egg', 1), ('nursing', 'fuel', 0.450),
      ('child', 'flour', 0.150), ('child', 'rice', 0.050), ('child', 'pulses', 0.040), ('child', 'vegetables', 0.080), ('child', 'ghee', 0.015),
      ('child', 'sugar', 0.040), ('child', 'milk', 0.600), ('child', 'egg', 1), ('child', 'fruit', 0.100), ('child', 'fuel', 0.200)) as s(diet, good, quantity);
insert into custody.diet_scale (jurisdiction, from_on, season, diet, good, quantity)
  select p.jurisdiction, p.from_on, 'ramazan', d.diet, s.good, s.quantity
    from (values ('PK-SD', date '2019-01-01'), ('PK-PB', date '1978-01-01')) as p(jurisdiction, from_on),
      (values ('ordinary'), ('labouring'), ('women')) as d(diet),
      (values ('dates', 0.050), ('syrup', 0.060), ('fruit', 0.120), ('milk', 0.180), ('sugar', 0.080)) as s(good, quantity);

create table custody.diet_season (
  jurisdiction text not null,
  season text not null check (season = 'ramazan'),
  from_on date not null,
  to_on date not null,
  instrument text not null check (instrument <> ''),
  refer boolean not null default false,
  announced_by uuid default access.account(),
  announced_at timestamptz not null default clock_timestamp(),
  primary key (jurisdiction, season, from_on, announced_at),
  check (to_on between from_on and from_on + 40)
);
comment on table custody.diet_season is 'From when to when the scale of Ramazan holds; of two that begin in one year the later announced counts, for the moon is seen and not computed';
insert into custody.diet_season (jurisdiction, season, from_on, to_on, instrument, refer, announced_by)
  select j, 'ramazan', f, t, 'Expected from the calendar; replaced when the moon is announced', true, null
    from unnest(array['PK-SD', 'PK-PB']) as j, (values (date '2026-02-19', date '2026-03-20'), (date '2027-02-08', date '2027-03-09')) as d(f, t);

create table custody.ration_indent (
  id uuid primary key default gen_random_uuid(),
  jurisdiction text not null,
  prison_id integer not null references units.unit,
  on_date date not null,
  season text not null check (season in ('usual', 'ramazan')),
  on_roll integer not null,
  away integer not null,
  drawn_by uuid default access.account(),
  drawn_at timestamptz not null default clock_timestamp(),
  superseded_at timestamptz,
  issued_by uuid references identity.account,
  issued_at timestamptz,
  received_by uuid references identity.account,
  received_at timestamptz,
  cook text,
  cook_remarks text,
  unique (id, prison_id),
  constraint ration_two_hands check (received_by <> issued_by),
  check ((issued_by is null) = (issued_at is null) and (received_by is null) = (received_at is null) and (cook is null) = (received_at is null)),
  check (received_at is null or issued_at is not null),
  check (superseded_at is null or issued_at is null)
);
comment on table custody.ration_indent is 'What the kitchen needs of a day, drawn from the live roll by the diet scale; drawn again as long as nothing was issued against it';
comment on column custody.ration_indent.away is 'On the roll and not fed by the prison that day: in a hospital outside, on leave, at large, on the road, and at court where the province says so';
comment on column custody.ration_indent.cook is 'Who took the rations over in the kitchen';
create unique index ration_indent_once on custody.ration_indent (prison_id, on_date) where superseded_at is null;

create table custody.ration_head (
  indent_id uuid not null,
  diet text not null,
  jurisdiction text not null,
  prison_id integer not null references units.unit,
  heads integer not null check (heads > 0),
  primary key (indent_id, diet),
  foreign key (indent_id, prison_id) references custody.ration_indent (id, prison_id)
);
comment on table custody.ration_head is 'How many of each kind eat on the day of an indent; a number, and no names';

create table custody.ration_line (
  indent_id uuid not null,
  good text not null references custody.ration_good,
  jurisdiction text not null,
  prison_id integer not null references units.unit,
  quantity numeric(14, 3) not null check (quantity > 0),
  issued numeric(14, 3) check (issued >= 0),
  why text,
  primary key (indent_id, good),
  foreign key (indent_id, prison_id) references custody.ration_indent (id, prison_id),
  constraint ration_difference check (issued is null or issued = quantity or coalesce(why, '') <> '')
);
comment on table custody.ration_line is 'How much of a good an indent asks for, how much was issued, and why the two differ';

alter table custody.store_entry add foreign key (indent_id, prison_id) references custody.ration_indent (id, prison_id);

select audit.watch('custody.diet_scale', 'jurisdiction'), audit.watch('custody.diet_rule', 'jurisdiction'), audit.watch('custody.diet_season', 'jurisdiction'),
       audit.watch('custody.ration_indent'), audit.watch('custody.ration_head', 'indent_id'), audit.watch('custody.ration_line', 'indent_id');
select access.protect('custody.diet_scale', 'select'), access.protect('custody.diet_rule', 'select'), access.protect('custody.diet_season', 'select, insert'),
       access.protect('custody.ration_indent', 'select, update'), access.protect('custody.ration_head', 'select'),
       access.protect('custody.ration_line', 'select, update');
create policy diet_season_add on custody.diet_season for insert to mizan_app
  with check (jurisdiction = (select access.jurisdiction()) and (select access.may('custody:announce-season')));
do $$
declare name text;
begin
  foreach name in array array['diet_scale', 'diet_rule', 'diet_season'] loop
    execute format('create policy %1$s_read on custody.%1$s for select to mizan_app
      using (jurisdiction = (select access.jurisdiction()) and (select access.may(''custody:read-stores'')))', name);
  end loop;
  foreach name in array array['ration_indent', 'ration_head', 'ration_line'] loop
    execute format('create policy %1$s_read on custody.%1$s for select to mizan_app
      using (prison_id = any ((select access.units())::integer[]) and (select access.may(''custody:read-stores'')))', name);
  end loop;
end $$;
create policy ration_indent_issue on custody.ration_indent for update to mizan_app
  using (prison_id = any ((select access.units())::integer[]) and (select access.may('custody:keep-stores')));
create policy ration_indent_receive on custody.ration_indent for update to mizan_app
  using (prison_id = any ((select access.units())::integer[]) and (select access.may('custody:receive-rations')));
create policy ration_line_issue on custody.ration_line for update to mizan_app
  using (prison_id = any ((select access.units())::integer[]) and (select access.may('custody:keep-stores')));

-- Everybody on the roll at a moment, which diet is theirs, and whether the prison feeds them then. One definition for the counts, for the
-- people behind them and for the indent, so that none can differ from another. Not for the application: it reads what is sealed.
create function custody.diets_at(p_prison integer, p_at timestamptz)
returns table (imprisonment_id uuid, diet text, away text, fed boolean)
language sql stable security definer set search_path = pg_catalog as $$
  with rule as (
    select r.fed_at_court, r.nursing_months from custody.diet_rule r join units.unit u on u.id = p_prison and u.jurisdiction = r.jurisdiction
     where r.from_on <= (p_at at time zone 'Asia/Karachi')::date order by r.from_on desc limit 1),
  day as (select (p_at at time zone 'Asia/Karachi')::date as today)
  select i.id, case
      when exists (select 1 from custody.medical_ward w where w.imprisonment_id = i.id and w.from_at <= p_at and coalesce(w.until_at, 'infinity') > p_at) then 'hospital'
      when p.sex = 'F' and exists (select 1 from custody.child c, rule, day where c.imprisonment_id = i.id and c.came_on <= day.today
        and coalesce(c.left_on, 'infinity') > day.today and c.born_on > day.today - make_interval(months => rule.nursing_months)) then 'nursing'
      when p.sex = 'F' then 'women'
      when i.category = 'convict' then 'labouring'
      else 'ordinary' end, m.kind, m.kind is null or (m.kind = 'CRT' and rule.fed_at_court)
    from custody.imprisonment i cross join rule join people.record p on p.id = i.record_id
    left join custody.movement m on m.imprisonment_id = i.id and m.kind in ('CRT', 'HOS', 'TAP', 'ESC', 'WAY') and m.out_at <= p_at
      and coalesce(m.in_at, 'infinity') > p_at
   where i.prison_id = p_prison and i.admitted_at <= p_at and (i.state = 'in' or i.released_at > p_at)
$$;
create function custody.children_at(p_prison integer, p_at timestamptz) returns setof uuid
language sql stable security definer set search_path = pg_catalog as $$
  select c.id from custody.child c where c.prison_id = p_prison and c.came_on <= (p_at at time zone 'Asia/Karachi')::date
     and coalesce(c.left_on, 'infinity') > (p_at at time zone 'Asia/Karachi')::date
     and exists (select 1 from custody.imprisonment i where i.id = c.imprisonment_id and i.state = 'in')
$$;
revoke execute on function custody.diets_at, custody.children_at from public;

-- Who stands behind a number of an indent, for whoever may know: the sick for the health posts, mothers for those who care for children.
create function custody.fed_at(p_prison integer, p_at timestamptz, p_diet text) returns table (imprisonment_id uuid)
language sql stable security definer set search_path = pg_catalog as $$
  select d.imprisonment_id from custody.diets_at(p_prison, p_at) d
   where d.diet = p_diet and d.fed and p_prison = any (access.units()) and access.may('custody:read-prisoner')
     and case when p_diet = 'hospital' then access.may('custody:treat') when p_diet in ('women', 'nursing') then access.may('custody:care-for-children') else true end
$$;

create function custody.season_on(p_jurisdiction text, p_on date) returns text
language sql stable security definer set search_path = pg_catalog as $$
  select case when exists (select 1 from custody.diet_season s where s.jurisdiction = p_jurisdiction and p_on between s.from_on and s.to_on
      and not exists (select 1 from custody.diet_season n where n.jurisdiction = s.jurisdiction and n.announced_at > s.announced_at
        and abs(n.from_on - s.from_on) < 60)) then 'ramazan' else 'usual' end
$$;

-- What a head of each kind gets on a day.
create function custody.scale_on(p_jurisdiction text, p_on date) returns table (diet text, good text, quantity numeric)
language sql stable security definer set search_path = pg_catalog as $$
  with latest as (select s.diet, s.season, max(s.from_on) as from_on from custody.diet_scale s
     where s.jurisdiction = p_jurisdiction and s.from_on <= p_on and s.season in ('usual', custody.season_on(p_jurisdiction, p_on)) group by 1, 2)
  select distinct on (s.diet, s.good) s.diet, s.good, s.quantity from custody.diet_scale s
    join latest l on (l.diet, l.season, l.from_on) = (s.diet, s.season, s.from_on)
   where s.jurisdiction = p_jurisdiction order by s.diet, s.good, s.season
$$;

-- Draws the indent of a day from the roll as it stands now. Nobody types a head: this function alone writes them.
create function custody.draw_indent(p_prison integer, p_on date) returns uuid
language plpgsql security definer set search_path = pg_catalog as $$
declare
  made uuid;
  place text;
  moment timestamptz := clock_timestamp();
begin
  if not (p_prison = any (access.units()) and access.may('custody:draw-indent')) then
    raise exception 'Not allowed' using errcode = 'insufficient_privilege';
  end if;
  perform custody.lock_stores(p_prison);
  if exists (select 1 from custody.ration_indent i where i.prison_id = p_prison and i.on_date = p_on and i.issued_at is not null) then
    raise exception 'Issued already' using errcode = 'check_violation', constraint = 'indent_issued';
  end if;
  select u.jurisdiction into strict place from units.unit u where u.id = p_prison;
  update custody.ration_indent i set superseded_at = moment where i.prison_id = p_prison and i.on_date = p_on and i.superseded_at is null;
  insert into custody.ration_indent (jurisdiction, prison_id, on_date, season, on_roll, away, drawn_at)
    select place, p_prison, p_on, custody.season_on(place, p_on), count(*), count(*) filter (where not d.fed), moment
      from custody.diets_at(p_prison, moment) d returning id into made;
  insert into custody.ration_head (indent_id, diet, jurisdiction, prison_id, heads)
    select made, d.diet, place, p_prison, count(*) from custody.diets_at(p_prison, moment) d where d.fed group by d.diet
    union all
    select made, 'child', place, p_prison, count(*) from custody.children_at(p_prison, moment) having count(*) > 0;
  insert into custody.ration_line (indent_id, good, jurisdiction, prison_id, quantity)
    select made, s.good, place, p_prison, sum(s.quantity * h.heads)
      from custody.ration_head h join custody.scale_on(place, p_on) s on s.diet = h.diet where h.indent_id = made and s.quantity > 0 group by s.good;
  return made;
end $$;
revoke execute on function custody.fed_at, custody.season_on, custody.scale_on, custody.draw_indent from public;
grant execute on function custody.fed_at, custody.season_on, custody.scale_on, custody.draw_indent to mizan_app;

create function custody.keep_ration_indent() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if (to_jsonb(new) - array['superseded_at', 'issued_by', 'issued_at', 'received_by', 'received_at', 'cook', 'cook_remarks'])
      is distinct from (to_jsonb(old) - array['superseded_at', 'issued_by', 'issued_at', 'received_by', 'received_at', 'cook', 'cook_remarks'])
      or old.superseded_at is not null or old.received_at is not null
      or (old.issued_at is not null and (new.issued_by, new.issued_at) is distinct from (old.issued_by, old.issued_at)) then
    raise exception 'An indent is issued once and received once' using errcode = 'check_violation', constraint = 'indent_kept';
  end if;
  if current_user = 'mizan_app' then
    if new.superseded_at is not null then
      raise exception 'Draw it again' using errcode = 'check_violation', constraint = 'indent_kept';
    end if;
    if new.issued_at is not null and old.issued_at is null then
      new.issued_by := access.account();
      new.issued_at := clock_timestamp();
    end if;
    if new.received_at is not null then
      new.received_by := access.account();
      new.received_at := clock_timestamp();
    end if;
  end if;
  return new;
end $$;
create trigger keep_ration_indent before update on custody.ration_indent for each row execute function custody.keep_ration_indent();
create function custody.keep_ration_line() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  if old.issued is not null or (to_jsonb(new) - array['issued', 'why']) is distinct from (to_jsonb(old) - array['issued', 'why'])
      or new.issued is distinct from (select coalesce(-sum(e.quantity), 0) from custody.store_entry e
        join custody.store_item i on i.id = e.item_id where e.indent_id = new.indent_id and i.good = new.good and e.kind = 'issue') then
    raise exception 'What was issued is what the ledger says' using errcode = 'check_violation', constraint = 'ration_line_kept';
  end if;
  return new;
end $$;
create trigger keep_ration_line before update on custody.ration_line for each row execute function custody.keep_ration_line();
