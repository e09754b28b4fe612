-- needs: people units access
-- What anybody may know of the prisons: each night how many each held, counted from the registers. Kept exact for the department, and
-- told to the public rounded to the nearest five, so that nobody can be made out, neither alone nor as the difference of two figures.
create table custody.public_figure (
  jurisdiction text not null,
  prison_id integer not null references units.unit,
  on_date date not null,
  held integer not null check (held >= 0),
  under_trial integer not null check (under_trial between 0 and held),
  over_year integer not null check (over_year between 0 and under_trial),
  convict integer not null check (convict between 0 and held),
  condemned integer not null check (condemned between 0 and held),
  women integer not null check (women between 0 and held),
  juveniles integer not null check (juveniles between 0 and held),
  authorised integer not null check (authorised >= 0),
  drawn_at timestamptz not null default clock_timestamp(),
  primary key (prison_id, on_date)
);
comment on table custody.public_figure is 'How many a prison held on a night, for the public; written once and never altered';
comment on column custody.public_figure.over_year is 'Under trial and in prison for a year or longer without a break';
create index public_figure_by_day on custody.public_figure (jurisdiction, on_date desc);

create function custody.to_five(p_count integer) returns integer language sql immutable strict set search_path = pg_catalog as $$
  select (round(p_count / 5.0) * 5)::integer
$$;
create function custody.published_figures()
returns table (jurisdiction text, province_en text, province_ur text, on_date date, prison_id integer, prison_en text, prison_ur text, held integer,
  under_trial integer, over_year integer, convict integer, condemned integer, women integer, juveniles integer, authorised integer)
language sql stable security definer set search_path = pg_catalog as $$
  with last as (
    select f.* from custody.public_figure f
      join (select n.jurisdiction, max(n.on_date) as on_date from custody.public_figure n group by 1) night using (jurisdiction, on_date)),
  summed as (
    select l.jurisdiction, l.on_date, l.prison_id, sum(l.held)::integer as held, sum(l.under_trial)::integer as under_trial,
        sum(l.over_year)::integer as over_year, sum(l.convict)::integer as convict, sum(l.condemned)::integer as condemned,
        sum(l.women)::integer as women, sum(l.juveniles)::integer as juveniles, sum(l.authorised)::integer as authorised
      from last l group by grouping sets ((l.jurisdiction, l.on_date), (l.jurisdiction, l.on_date, l.prison_id)))
  select s.jurisdiction, p.name_en, p.name_ur, s.on_date, s.prison_id, u.name_en, u.name_ur, custody.to_five(s.held), custody.to_five(s.under_trial),
      custody.to_five(s.over_year), custody.to_five(s.convict), custody.to_five(s.condemned), custody.to_five(s.women),
      custody.to_five(s.juveniles), s.authorised
    from summed s join units.current_unit p on p.code = s.jurisdiction and p.kind = 'province'
    left join units.current_unit u on u.id = s.prison_id
   order by s.jurisdiction, s.held desc, u.name_en
$$;
create function custody.published_months()
returns table (jurisdiction text, on_date date, held integer, under_trial integer)
language sql stable security definer set search_path = pg_catalog as $$
  select f.jurisdiction, f.on_date, custody.to_five(sum(f.held)::integer), custody.to_five(sum(f.under_trial)::integer)
    from custody.public_figure f
    join (select n.jurisdiction, max(n.on_date) as on_date from custody.public_figure n where n.on_date > current_date - 400
       group by n.jurisdiction, date_trunc('month', n.on_date)) night using (jurisdiction, on_date)
   group by 1, 2 order by 1, 2
$$;
comment on function custody.published_figures is 'The last night of each province as a whole (without a prison) and of each of its prisons, each figure rounded to the nearest five';
comment on function custody.published_months is 'The last night of each month, a province as a whole, rounded';
revoke execute on function custody.published_figures, custody.published_months from public;
grant execute on function custody.published_figures, custody.published_months to mizan_app;

select audit.watch('custody.public_figure', 'prison_id');
select access.protect('custody.public_figure', 'select, insert');
create policy public_figure_read on custody.public_figure for select to mizan_app
  using (prison_id = any ((select access.units())::integer[]) and ((select access.may('custody:compare-prisons')) or (select access.may('custody:run-liberty-night'))));
create policy public_figure_add on custody.public_figure for insert to mizan_app
  with check (prison_id = any ((select access.units())::integer[]) and (select access.may('custody:run-liberty-night')));
