-- needs: people cases workflow identity
-- Each night, and when asked, every prison writes down why each prisoner is lawfully held: by which paper and rule, until when.
-- A line stands from the ledger in which it was written until one in which something of it changed; a ledger is the lines that
-- stand in it. So a year of nights costs what changed in it, any two nights can be compared, and the signed root of a night can
-- be worked out again from the lines.
create table custody.liberty_night (
  id uuid primary key default gen_random_uuid(),
  jurisdiction text not null,
  on_date date not null,
  started_at timestamptz not null default clock_timestamp(),
  replayed_after uuid not null default '00000000-0000-0000-0000-000000000000',
  replayed integer not null default 0,
  dates integer not null default 0,
  clocks integer not null default 0,
  ended_at timestamptz,
  unique (jurisdiction, on_date)
);
comment on table custody.liberty_night is 'One night''s work over a province: every date and clock computed again from its facts, then a ledger for each prison; goes on where it was interrupted';
comment on column custody.liberty_night.replayed_after is 'The last imprisonment whose dates and clocks were computed again';
comment on column custody.liberty_night.dates is 'Dates of release computed again';
comment on column custody.liberty_night.clocks is 'Clocks of statutory bail computed again';

create table custody.liberty_difference (
  id uuid primary key default gen_random_uuid(),
  jurisdiction text not null,
  night_id uuid not null references custody.liberty_night,
  prison_id integer not null references units.unit,
  imprisonment_id uuid not null references custody.imprisonment,
  source text not null check (source in ('release-date', 'bail-clock')),
  class text not null check (class in ('early-release-risk', 'unlawful-detention-risk', 'other-change', 'refused')),
  cause text not null check (cause in ('facts', 'law', 'unexplained')),
  changed text[] not null default '{}',
  before_day date,
  after_day date,
  settled_by uuid references identity.account,
  settled_at timestamptz,
  settled_why text,
  check ((settled_at is null) = (settled_by is null) and (settled_at is null) = (settled_why is null))
);
comment on table custody.liberty_difference is 'A stored date or clock that came out otherwise when it was computed again at night, with its cause';
comment on column custody.liberty_difference.cause is 'facts: a fact changed and the date had not followed; law: another version of the law; unexplained: same facts and law, another result, for a law officer';
comment on column custody.liberty_difference.changed is 'Names of the facts that differ, never their values';
create index liberty_difference_by_night on custody.liberty_difference (night_id);
create index liberty_difference_by_imprisonment on custody.liberty_difference (imprisonment_id);
create index liberty_difference_open on custody.liberty_difference (prison_id) where cause = 'unexplained' and settled_at is null;

create table custody.liberty_ledger (
  id uuid primary key default gen_random_uuid(),
  jurisdiction text not null,
  prison_id integer not null references units.unit,
  serial integer not null check (serial > 0),
  on_date date not null,
  night_id uuid references custody.liberty_night,
  lines integer not null check (lines >= 0),
  red integer not null check (red between 0 and lines),
  counts jsonb not null,
  pack text not null,
  at timestamptz not null,
  root text not null,
  previous text not null,
  key_id text not null,
  signature text not null,
  drawn_by uuid not null default access.account(),
  unique (prison_id, serial)
);
comment on table custody.liberty_ledger is 'Why each prisoner of a prison was lawfully held on a day: the signed head over the lines that stand in it';
comment on column custody.liberty_ledger.serial is 'Ledgers of a prison in their order, without gaps';
comment on column custody.liberty_ledger.night_id is 'The night it belongs to; empty for one that an officer asked for';
comment on column custody.liberty_ledger.red is 'Prisoners for whom nothing shows that they are lawfully held';
comment on column custody.liberty_ledger.counts is 'Lines by basis';
comment on column custody.liberty_ledger.root is 'Merkle root (RFC 9162) over the hashes of the lines, in the order of imprisonments';
comment on column custody.liberty_ledger.previous is 'Hash of the ledger before it in the same prison';
create unique index liberty_ledger_once_a_night on custody.liberty_ledger (prison_id, night_id) where night_id is not null;
create index liberty_ledger_by_night on custody.liberty_ledger (night_id) where night_id is not null;
create index liberty_ledger_by_day on custody.liberty_ledger (prison_id, on_date desc, serial desc);

create table custody.liberty_line (
  id uuid primary key default gen_random_uuid(),
  jurisdiction text not null,
  prison_id integer not null references units.unit,
  imprisonment_id uuid not null references custody.imprisonment,
  from_serial integer not null,
  before_serial integer check (before_serial > from_serial),
  basis text not null check (basis in ('remand', 'conviction', 'reference', 'hold', 'none')),
  until date,
  rule text not null,
  grounds jsonb not null,
  missing jsonb not null,
  flags text[] not null,
  money jsonb,
  hash text not null,
  -- Somebody without a ground always has what is missing written beside them: no line is unexplained.
  check ((basis = 'none') = (jsonb_array_length(grounds) = 0)),
  check (basis <> 'none' or jsonb_array_length(missing) > 0)
);
comment on table custody.liberty_line is 'Why one prisoner is held: the grounds with paper, rule and last day, or what is missing and who must act';
comment on column custody.liberty_line.from_serial is 'The ledger of its prison in which it first stands';
comment on column custody.liberty_line.before_serial is 'The first ledger in which it no longer stands; empty while it does';
comment on column custody.liberty_line.basis is 'The ground that holds longest: remand, conviction, sentence of death under reference, hold; none: the red list';
comment on column custody.liberty_line.until is 'Last day on which the grounds hold; empty where a ground has no end or there is none';
comment on column custody.liberty_line.money is 'Of whoever stays only for money: what for, how much, since when';
comment on column custody.liberty_line.hash is 'Fingerprint of what the line says; the leaf of the ledger''s tree';
create unique index liberty_line_stands on custody.liberty_line (imprisonment_id) where before_serial is null;
create index liberty_line_by_imprisonment on custody.liberty_line (imprisonment_id, from_serial desc);
create index liberty_line_by_prison on custody.liberty_line (prison_id, from_serial, before_serial);
create index liberty_line_red on custody.liberty_line (prison_id) where before_serial is null and basis = 'none';
create index liberty_line_money on custody.liberty_line (prison_id) where before_serial is null and money is not null;

-- A prison's prisoners in the order in which its ledger is drawn up.
create index imprisonment_held on custody.imprisonment (prison_id, id) where state = 'in';

select audit.watch('custody.liberty_night'), audit.watch('custody.liberty_difference'), audit.watch('custody.liberty_ledger');
select access.protect('custody.liberty_night'), access.protect('custody.liberty_difference'),
       access.protect('custody.liberty_ledger', 'select, insert'), access.protect('custody.liberty_line');

create policy night_read on custody.liberty_night for select to mizan_app
  using (jurisdiction = (select access.jurisdiction()) and (select access.may('custody:read-liberty')));
create policy night_add on custody.liberty_night for insert to mizan_app
  with check (jurisdiction = (select access.jurisdiction()) and (select access.may('custody:run-liberty-night')));
create policy night_change on custody.liberty_night for update to mizan_app
  using (jurisdiction = (select access.jurisdiction()) and (select access.may('custody:run-liberty-night')));
create policy difference_read on custody.liberty_difference for select to mizan_app
  using (prison_id = any ((select access.units())::integer[]) and (select access.may('custody:read-liberty')));
create policy difference_add on custody.liberty_difference for insert to mizan_app
  with check (prison_id = any ((select access.units())::integer[]) and (select access.may('custody:run-liberty-night')));
create policy difference_change on custody.liberty_difference for update to mizan_app
  using (prison_id = any ((select access.units())::integer[]) and (select access.may('custody:draw-liberty')));
create policy ledger_read on custody.liberty_ledger for select to mizan_app
  using (prison_id = any ((select access.units())::integer[]) and (select access.may('custody:read-liberty')));
create policy ledger_add on custody.liberty_ledger for insert to mizan_app
  with check (prison_id = any ((select access.units())::integer[]) and (select access.may('custody:draw-liberty')));
create policy line_read on custody.liberty_line for select to mizan_app
  using (prison_id = any ((select access.units())::integer[]) and (select access.may('custody:read-liberty')));
create policy line_add on custody.liberty_line for insert to mizan_app
  with check (prison_id = any ((select access.units())::integer[]) and (select access.may('custody:draw-liberty')));
create policy line_change on custody.liberty_line for update to mizan_app
  using (prison_id = any ((select access.units())::integer[]) and (select access.may('custody:draw-liberty')));

-- A ledger is written once; a line ends once and never says anything else.
create function custody.keep_liberty_line() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if old.before_serial is not null or new.before_serial is null
    or (to_jsonb(new) - 'before_serial') is distinct from (to_jsonb(old) - 'before_serial') then
    raise exception 'A line of the liberty ledger only ends' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger keep_liberty_line before update on custody.liberty_line for each row execute function custody.keep_liberty_line();

create function custody.keep_liberty_difference() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if old.settled_at is not null or new.settled_by is distinct from access.account()
    or (to_jsonb(new) - array['settled_by', 'settled_at', 'settled_why']) is distinct from (to_jsonb(old) - array['settled_by', 'settled_at', 'settled_why']) then
    raise exception 'A difference is settled once, in one''s own name' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger keep_liberty_difference before update on custody.liberty_difference for each row execute function custody.keep_liberty_difference();

-- The red list as the court of a case may see it: its own accused, where they are held, and what is missing.
create function custody.red_list_of_court()
returns table (party_id uuid, case_id uuid, name_en text, name_ur text, prison_id integer, number integer, year integer, missing jsonb, since date)
language sql stable security definer set search_path = pg_catalog as $$
  select p.id, p.case_id, p.name_en, p.name_ur, i.prison_id, i.number, i.year,
         (select jsonb_agg(m) from jsonb_array_elements(l.missing) m where m ->> 'warrantId' = w.id::text or m ->> 'warrantId' is null),
         h.on_date
    from custody.liberty_line l
    join custody.imprisonment i on i.id = l.imprisonment_id and i.state = 'in'
    join custody.liberty_ledger h on h.prison_id = l.prison_id and h.serial = l.from_serial
    join custody.warrant w on w.imprisonment_id = i.id and w.state = 'in-force'
    join cases.party p on p.id = w.party_id
   where l.before_serial is null and l.basis = 'none' and p.units && access.units() and access.may('custody:read-red-list-in-court')
   order by h.on_date, p.id
$$;
revoke execute on function custody.red_list_of_court from public;
grant execute on function custody.red_list_of_court to mizan_app;
