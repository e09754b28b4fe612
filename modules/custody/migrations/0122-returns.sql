-- needs: people units handover workflow
-- Returns that a prison owes: counted from what was done and never typed, signed, frozen, handed over. What a return asks for, when and to
-- whom it goes are dated rows by province; none of the texts at hand prescribes them.

-- What the register called somebody before it was changed. Without it the return of a past month would be counted with today's categories,
-- and every conviction would change last month's sheet.
create table custody.category_was (
  imprisonment_id uuid not null,
  until_at timestamptz not null default clock_timestamp(),
  jurisdiction text not null,
  prison_id integer not null references units.unit,
  category text not null,
  became text not null,
  primary key (imprisonment_id, until_at),
  foreign key (imprisonment_id, prison_id) references custody.imprisonment (id, prison_id),
  check (category <> became)
);
comment on table custody.category_was is 'A category somebody had in the register until another was written; the last is the imprisonment''s own';
create index category_was_changed on custody.category_was (prison_id, until_at);

-- Of those in the registers already: whoever came in before the day of the first sentence was untried until that day.
create function custody.fill_category_was() returns integer language sql set search_path = pg_catalog as $$
  with filled as (insert into custody.category_was (imprisonment_id, until_at, jurisdiction, prison_id, category, became)
    select i.id, w.since, i.jurisdiction, i.prison_id, 'under-trial', i.category from custody.imprisonment i
      join lateral (select min(f.sentenced)::timestamp at time zone 'Asia/Karachi' as since from (
          select v.issued_on as sentenced from custody.warrant v where v.imprisonment_id = i.id and v.kind = 'conviction' and v.source = 'paper'
          union all select (s ->> 'sentencedOn')::date from custody.release_date d cross join jsonb_array_elements(d.inputs -> 'sentences') s
            where d.imprisonment_id = i.id) f) w on w.since > i.admitted_at
     where i.category in ('convict', 'condemned') and i.follows is null and w.since < coalesce(i.released_at, clock_timestamp())
    on conflict do nothing returning 1)
  select count(*)::integer from filled
$$;
comment on function custody.fill_category_was is 'Works out from the papers and sentences when those convicted in prison ceased to be untried; for registers that were filled before changes were written down';
revoke execute on function custody.fill_category_was from public;
select custody.fill_category_was();

create function custody.follow_category() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  insert into custody.category_was (imprisonment_id, jurisdiction, prison_id, category, became)
    values (new.id, new.jurisdiction, new.prison_id, old.category, new.category);
  return null;
end $$;
create trigger follow_category after update of category on custody.imprisonment for each row
  when (old.category is distinct from new.category) execute function custody.follow_category();

select access.protect('custody.category_was', 'select'), audit.watch('custody.category_was', 'imprisonment_id');
create policy category_was_read on custody.category_was for select to mizan_app
  using (prison_id = any ((select access.units())::integer[]) and (select access.may('custody:read-prisoner')));

create table custody.return_kind (
  jurisdiction text not null,
  code text not null check (code in ('daily', 'under-trial', 'monthly', 'quarterly', 'annual')),
  from_on date not null,
  asked boolean not null default true,
  title_en text not null,
  title_ur text not null,
  period text not null check (period in ('day', 'fortnight', 'month', 'quarter', 'year')),
  due_days integer not null check (due_days between 0 and 120),
  addressee_en text not null,
  addressee_ur text not null,
  copies_en text,
  copies_ur text,
  sections text[] not null check (sections <@ array['balance', 'grounds', 'lengths', 'special', 'court', 'visits', 'conduct', 'remission', 'sick', 'room', 'complaints']
    and 'balance' = any (sections)),
  bands integer[] not null default '{}',
  hide_below integer not null default 5 check (hide_below >= 2),
  watch_periods integer not null check (watch_periods > 0),
  remind_days integer not null check (remind_days > 0),
  basis_en text not null,
  basis_ur text not null,
  primary key (jurisdiction, code, from_on)
);
comment on table custody.return_kind is 'Which returns a province asks of its prisons: how often, by when, for whom, and which parts; a later row replaces the earlier from its day';
comment on column custody.return_kind.asked is 'False: from this day the province asks for it no longer';
comment on column custody.return_kind.due_days is 'Days after the period''s last in which it is to be with the addressee';
comment on column custody.return_kind.bands is 'Months by which the length of detention of those under trial is told apart';
comment on column custody.return_kind.hide_below is 'A number of complaints below this, other than none, is not told: it could point to a person';
comment on column custody.return_kind.remind_days is 'A prison that is late is reminded by itself after so many days, and again after as many';
comment on column custody.return_kind.watch_periods is 'For how many periods back what was signed is compared each night with what the registers say now';
insert into custody.return_kind (jurisdiction, code, from_on, title_en, title_ur, period, due_days, addressee_en, addressee_ur, copies_en, copies_ur, sections, bands, hide_below, watch_periods, remind_days, basis_en, basis_ur)
select j.code, k.code, '2020-01-01', k.title_en, k.title_ur, k.period, k.due, 'Inspector-General of Prisons, ' || j.en, 'انسپکٹر جنرل جیل خانہ جات، ' || j.ur,
  k.copies_en, k.copies_ur, k.sections, k.bands, j.hide, k.watch, j.remind,
  'Departmental configuration, ' || j.en || '; general knowledge, the rules were not at hand (REFER)',
  'محکمانہ ترتیب، ' || j.ur || '؛ عمومی معلومات، قواعد دستیاب نہ تھے (REFER)'
from (values ('PK', 'Pakistan', 'پاکستان', 5, 7), ('PK-SD', 'Sindh', 'سندھ', 5, 3), ('PK-PB', 'Punjab', 'پنجاب', 10, 7)) as j(code, en, ur, hide, remind)
cross join lateral (values
  ('daily', 'Daily population return', 'روزانہ گوشوارہ تعداد اسیران', 'day', 1, null, null,
    array['balance', 'room'] || case when j.code = 'PK-SD' then array['sick'] else '{}' end, '{}'::integer[], 7),
  ('under-trial', 'Fortnightly return of under-trial prisoners', 'پندرہ روزہ گوشوارہ زیرِ سماعت اسیران', case when j.code = 'PK-PB' then 'month' else 'fortnight' end,
    case j.code when 'PK-SD' then 3 else 5 end, 'High Court; Sessions Judge', 'ہائی کورٹ؛ سیشن جج', array['balance', 'lengths', 'special', 'court'],
    case j.code when 'PK-SD' then '{3,6,12,24,36}'::integer[] else '{6,12,24}' end, 4),
  ('monthly', 'Monthly statement of prisoners', 'ماہانہ گوشوارہ اسیران', 'month', case j.code when 'PK-SD' then 5 when 'PK-PB' then 7 else 7 end, 'Home Department', 'محکمہ داخلہ',
    array['balance', 'grounds', 'lengths', 'special', 'court', 'visits', 'conduct', 'remission', 'sick', 'room', 'complaints'],
    case j.code when 'PK-SD' then '{3,6,12,24,36}'::integer[] else '{6,12,24}' end, 3),
  ('quarterly', 'Quarterly return', 'سہ ماہی گوشوارہ', 'quarter', case j.code when 'PK-SD' then 10 else 15 end, 'Home Department; High Court', 'محکمہ داخلہ؛ ہائی کورٹ',
    array['balance', 'grounds', 'lengths', 'special', 'conduct', 'room'], '{6,12,24}'::integer[], 2),
  ('annual', 'Annual administration return', 'سالانہ انتظامی گوشوارہ', 'year', case j.code when 'PK-SD' then 31 else 60 end, 'Home Department', 'محکمہ داخلہ',
    array['balance', 'grounds', 'lengths', 'special', 'court', 'visits', 'conduct', 'remission', 'room'], '{6,12,24}'::integer[], 1)
) as k(code, title_en, title_ur, period, due, copies_en, copies_ur, sections, bands, watch);
update custody.return_kind set title_en = 'Monthly return of under-trial prisoners', title_ur = 'ماہانہ گوشوارہ زیرِ سماعت اسیران'
 where code = 'under-trial' and period = 'month';

-- A sheet's cells are counts by category and by sex and age; its lines may be added up over prisons and periods. Nothing that does not
-- balance can be kept, whichever code wrote it: for everyone, and for each category with those who changed it.
create function custody.sheet_total(p_sheet jsonb, p_line text, p_category text) returns bigint language sql immutable set search_path = pg_catalog as $$
  select coalesce(sum(c.value::bigint), 0)::bigint from jsonb_array_elements(p_sheet -> 'lines') l cross join lateral jsonb_each_text(l -> 'cells') c
   where l ->> 'line' = p_line and (p_category is null or split_part(c.key, '/', 1) = p_category)
$$;
create function custody.sheet_balances(p_sheet jsonb) returns boolean language sql immutable set search_path = pg_catalog as $$
  select bool_and(custody.sheet_total(p_sheet, 'opening', c) + custody.sheet_total(p_sheet, 'admitted', c) + custody.sheet_total(p_sheet, 'transferred-in', c)
      + custody.sheet_total(p_sheet, 'category-to', c) - custody.sheet_total(p_sheet, 'category-from', c) - custody.sheet_total(p_sheet, 'released', c)
      - custody.sheet_total(p_sheet, 'died', c) - custody.sheet_total(p_sheet, 'escaped', c) - custody.sheet_total(p_sheet, 'transferred-out', c)
      = custody.sheet_total(p_sheet, 'closing', c))
    from unnest(array[null, 'under-trial', 'convict', 'condemned', 'civil', 'detenu']) as c
$$;

create table custody.department_return (
  id uuid primary key default gen_random_uuid(),
  jurisdiction text not null,
  prison_id integer not null references units.unit,
  code text not null,
  period_from date not null,
  period_to date not null,
  version integer not null default 1 check (version > 0),
  corrects uuid unique references custody.department_return,
  why text,
  changed jsonb,
  due_on date not null,
  state text not null default 'owed' check (state in ('owed', 'drawn', 'signed', 'sent', 'accepted', 'returned')),
  sheet jsonb,
  drawn_by uuid references identity.account,
  drawn_at timestamptz,
  seen_hash text,
  signed_by uuid references identity.account,
  signed_at timestamptz,
  remark text,
  hash text,
  offer_id uuid,
  sent_at timestamptz,
  answered_by uuid references identity.account,
  answered_at timestamptz,
  returned_why text,
  reminders integer not null default 0,
  reminded_at timestamptz,
  opened_at timestamptz not null default clock_timestamp(),
  unique (id, prison_id),
  unique (prison_id, code, period_from, version),
  check (period_to >= period_from),
  check ((version = 1) = (corrects is null) and (corrects is null) = (why is null and changed is null)),
  check ((state = 'owed') = (sheet is null) and (sheet is null) = (drawn_at is null) and (sheet is null) = (seen_hash is null)),
  check ((state in ('owed', 'drawn')) = (signed_at is null) and (signed_at is null) = (hash is null) and (signed_at is null) = (signed_by is null)),
  check ((state in ('owed', 'drawn', 'signed')) = (sent_at is null)),
  check ((state in ('accepted', 'returned')) = (answered_at is not null)),
  check ((state = 'returned') = (returned_why is not null)),
  constraint department_return_balances check (sheet is null or custody.sheet_balances(sheet))
);
comment on table custody.department_return is 'A return that a prison owes or has given: its sheet counted from what was done, frozen when it is signed; a correction is another row';
comment on column custody.department_return.sheet is 'Lines with counts by category, sex and age, and figures without persons; no name and no identifier of anybody';
comment on column custody.department_return.seen_hash is 'Fingerprint of the sheet as drawn: whoever signs says which sheet was read';
comment on column custody.department_return.hash is 'SHA-256 over prison, period, version, sheet, numbers of complaints, signer, moment and remark';
comment on column custody.department_return.why is 'Of a correction that the superintendent opened: the reason';
comment on column custody.department_return.changed is 'Of a correction that the night opened: the lines that the registers gave otherwise, as signed and as they were then';
create index department_return_due on custody.department_return (prison_id, due_on) where state not in ('sent', 'accepted');
create index department_return_period on custody.department_return (code, period_from, prison_id);

-- Numbers of complaints lie apart: the deputy who draws the sheet up does not see them. Settled with the first signature, and the same in
-- every correction, so that no number falls by one when an officer is named later.
create table custody.return_complaints (
  return_id uuid primary key,
  jurisdiction text not null,
  prison_id integer not null references units.unit,
  hide_below integer not null,
  received integer,
  replied integer,
  upheld integer,
  foreign key (return_id, prison_id) references custody.department_return (id, prison_id)
);
comment on table custody.return_complaints is 'How many complaints came in, were replied to and upheld; null where it is more than none and fewer than may be told';

select audit.watch('custody.return_kind', 'jurisdiction'), audit.watch('custody.department_return'), audit.watch('custody.return_complaints', 'return_id');
select access.protect('custody.return_kind', 'select'), access.protect('custody.department_return'), access.protect('custody.return_complaints', 'select');
create policy return_kind_read on custody.return_kind for select to mizan_app using (true);
create policy department_return_read on custody.department_return for select to mizan_app
  using (prison_id = any ((select access.units())::integer[]) and (select access.may('custody:read-returns')));
create policy department_return_add on custody.department_return for insert to mizan_app
  with check (prison_id = any ((select access.units())::integer[]) and state = 'owed'
    and ((select access.may('custody:owe-returns')) or corrects is not null and (select access.may('custody:sign-return'))));
create policy department_return_change on custody.department_return for update to mizan_app
  using (prison_id = any ((select access.units())::integer[]) and ((select access.may('custody:draw-return')) or (select access.may('custody:sign-return'))
    or (select access.may('custody:receive-return')) or (select access.may('custody:owe-returns'))));
create policy return_complaints_read on custody.return_complaints for select to mizan_app
  using (prison_id = any ((select access.units())::integer[]) and (select access.may('custody:read-returns')) and (select access.may('custody:handle-complaints')));

-- The numbers of complaints of a return, written once. Those sealed from the prison's heads are counted by the Inspector-General alone.
create function custody.settle_return_complaints(p_return uuid) returns void language plpgsql security definer set search_path = pg_catalog as $$
declare
  r custody.department_return;
  below integer;
begin
  select * into r from custody.department_return d where d.id = p_return;
  if r.id is null or r.state <> 'drawn' or not r.prison_id = any (access.units()) or not access.may('custody:sign-return') then
    raise exception 'Numbers of complaints are settled by whoever signs' using errcode = 'check_violation';
  end if;
  if not (r.sheet -> 'sections') ? 'complaints' then return; end if;
  insert into custody.return_complaints (return_id, jurisdiction, prison_id, hide_below, received, replied, upheld)
    select r.id, b.jurisdiction, b.prison_id, b.hide_below, b.received, b.replied, b.upheld from custody.return_complaints b where b.return_id = r.corrects
    on conflict do nothing;
  if exists (select 1 from custody.return_complaints b where b.return_id = r.id) then return; end if;
  below := (r.sheet ->> 'hideBelow')::integer;
  insert into custody.return_complaints (return_id, jurisdiction, prison_id, hide_below, received, replied, upheld)
    select r.id, r.jurisdiction, r.prison_id, below, case when n.received = 0 or n.received >= below then n.received end,
        case when n.replied = 0 or n.replied >= below then n.replied end, case when n.upheld = 0 or n.upheld >= below then n.upheld end
      from (select count(*) filter (where c.received_on between r.period_from and r.period_to) as received,
          count(*) filter (where s.on_day between r.period_from and r.period_to) as replied,
          count(*) filter (where s.on_day between r.period_from and r.period_to and c.finding in ('upheld', 'partly-upheld')) as upheld
        from custody.complaint c left join lateral (select min((t.at at time zone 'Asia/Karachi')::date) as on_day from custody.complaint_step t
          where t.complaint_id = c.id and t.kind = 'replied') s on true
       where c.prison_id = r.prison_id and not c.closed_posts && array['superintendent', 'deputy-superintendent']) n;
end $$;
revoke execute on function custody.settle_return_complaints from public;
grant execute on function custody.settle_return_complaints to mizan_app;

-- Everything somebody stands for by signing. Of a row as it is kept, so that anyone who holds the row can reckon it again.
create function custody.return_hash(p_return custody.department_return) returns text language sql stable set search_path = pg_catalog as $$
  select encode(sha256(convert_to(concat_ws('|', (p_return).prison_id, (p_return).code, (p_return).period_from, (p_return).period_to, (p_return).version,
    (p_return).sheet::text, (select to_jsonb(b)::text from custody.return_complaints b where b.return_id = (p_return).id), (p_return).signed_by,
    extract(epoch from (p_return).signed_at), (p_return).remark), 'UTF8')), 'hex')
$$;
revoke execute on function custody.return_hash from public;
grant execute on function custody.return_hash to mizan_app;

-- From owed to accepted, each step in one's own name; a signed sheet is never touched again.
create function custody.keep_department_return() returns trigger language plpgsql set search_path = pg_catalog as $$
declare
  step text := old.state || ' ' || new.state;
  may_change text[] := case
    when step in ('owed drawn', 'drawn drawn') then array['state', 'sheet', 'drawn_by', 'drawn_at', 'seen_hash', 'reminders', 'reminded_at']
    when step = 'drawn signed' then array['state', 'signed_by', 'signed_at', 'remark', 'hash']
    when step = 'signed sent' then array['state', 'offer_id', 'sent_at']
    when step = 'sent accepted' then array['state', 'answered_by', 'answered_at']
    -- What was sent back may be offered again as it is, and is answered again.
    when step in ('sent returned', 'returned accepted') then array['state', 'answered_by', 'answered_at', 'returned_why']
    when step = 'returned returned' then array['answered_by', 'answered_at', 'returned_why', 'reminders', 'reminded_at']
    when step in ('owed owed', 'signed signed') then array['reminders', 'reminded_at']
    else '{}' end;
begin
  if step in ('owed drawn', 'drawn drawn') then
    new.seen_hash := encode(sha256(convert_to(new.sheet::text, 'UTF8')), 'hex');
  elsif step = 'drawn signed' then
    new.hash := custody.return_hash(new);
  end if;
  if (to_jsonb(new) - may_change) is distinct from (to_jsonb(old) - may_change) then
    raise exception 'A return goes its way step by step, and what was signed stays as it was' using errcode = 'check_violation';
  end if;
  if current_user <> 'mizan_app' then return new; end if;
  if new.drawn_at is distinct from old.drawn_at and (new.drawn_by is distinct from access.account() or not access.may('custody:draw-return'))
    or step = 'drawn signed' and (new.signed_by is distinct from access.account() or not access.may('custody:sign-return'))
    or step = 'signed sent' and not access.may('custody:sign-return')
    or step in ('sent accepted', 'sent returned', 'returned accepted') and (new.answered_by is distinct from access.account() or not access.may('custody:receive-return'))
    or step in ('owed owed', 'signed signed', 'returned returned') and not (access.may('custody:owe-returns') or access.may('custody:receive-return')) then
    raise exception 'A return is drawn up, signed and answered each in one''s own name' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger keep_department_return before update on custody.department_return for each row execute function custody.keep_department_return();

-- Everything a sheet counts, one row for each: which line, which person, at what moment. The same rows stand behind a number when it is
-- opened. Acts that went along with a transfer are counted in the prison where the person was at the time.
create function custody.lines_counted(p_prison integer, p_from date, p_to date, p_bands integer[], p_lines text[])
returns table (line text, part text, imprisonment_id uuid, at timestamptz, category text, kind text, known_at timestamptz)
language sql stable set search_path = pg_catalog set jit = off as $$
  with recursive span as materialized (select p_from::timestamp at time zone 'Asia/Karachi' as opens, (p_to + 1)::timestamp at time zone 'Asia/Karachi' as closes),
    stay as materialized (select i.id, i.record_id, i.admitted_at, coalesce(i.released_at, 'infinity') as until, i.release_ground, coalesce(i.held_since, i.admitted_at) as since,
        i.created_at, s.opens, s.closes, coalesce(w.category, i.category) as closing_category
      from span s join custody.imprisonment i on i.prison_id = p_prison and i.admitted_at < s.closes and (i.state = 'in' or i.state = 'released' and i.released_at >= s.opens)
      left join lateral (select c.category from custody.category_was c where c.imprisonment_id = i.id and c.until_at >= s.closes order by c.until_at limit 1) w on true),
    -- Whose rows have moved on to the stay in another prison.
    holder as (select id as own, id from stay union all select h.own, n.id from holder h join custody.imprisonment n on n.follows = h.id),
    act as (
      select 'production' as line, coalesce(d.reason, d.outcome) as part, h.own, d.on_date as day, d.recorded_at as known
        from holder h join custody.production d on d.imprisonment_id = h.id where 'production' = any (p_lines) and d.on_date between p_from and p_to
      union all
      select 'punishment', a.kind_code, h.own, (a.awarded_at at time zone 'Asia/Karachi')::date, a.awarded_at
        from holder h join custody.punishment a on a.imprisonment_id = h.id and a.state in ('in-force', 'suspended')
       where 'punishment' = any (p_lines) and (a.awarded_at at time zone 'Asia/Karachi')::date between p_from and p_to
      union all
      select 'remission', e.kind, h.own, e.granted_on, e.created_at
        from holder h join custody.remission e on e.imprisonment_id = h.id and e.voided_at is null and e.punishment_id is null
       where 'remission' = any (p_lines) and e.granted_on between p_from and p_to),
    counted as (
      select 'opening' as line, null::text as part, s.id, s.opens as at, null::text as became, s.created_at as known from stay s
       where 'opening' = any (p_lines) and s.admitted_at < s.opens and s.until >= s.opens
      union all
      select 'closing', null, s.id, s.closes, null, s.created_at from stay s where 'closing' = any (p_lines) and s.until >= s.closes
      union all
      select case m.kind when 'ADM' then 'admitted' else 'transferred-in' end, null, m.imprisonment_id, m.in_at, null, m.recorded_at
        from span s join custody.movement m on m.prison_id = p_prison and m.kind in ('ADM', 'TRN') and m.in_at >= s.opens and m.in_at < s.closes
      union all
      select case when m.kind = 'TRN' then 'transferred-out' when m.reason = 'death' then 'died' when m.reason = 'escape' then 'escaped' else 'released' end,
          case when m.kind = 'REL' and m.reason not in ('death', 'escape') then m.reason end, m.imprisonment_id, m.out_at, null, m.recorded_at
        from span s join custody.movement m on m.prison_id = p_prison and m.kind in ('REL', 'TRN') and m.out_at >= s.opens and m.out_at < s.closes
      union all
      select c.line, null, w.imprisonment_id, w.until_at, c.became, w.until_at from span s join custody.category_was w on w.prison_id = p_prison
          and w.until_at >= s.opens and w.until_at < s.closes join stay i on i.id = w.imprisonment_id and w.until_at >= i.admitted_at and w.until_at < i.until
        cross join lateral (values ('category-from', w.category), ('category-to', w.became)) as c(line, became)
      union all
      select c.line, null, m.imprisonment_id, c.at, null, m.recorded_at from span s join custody.movement m on m.prison_id = p_prison and m.kind = 'ESC'
        cross join lateral (values ('escape', m.out_at), ('recapture', m.in_at)) as c(line, at) where c.at >= s.opens and c.at < s.closes
      union all
      select 'length', (select count(*) from unnest(p_bands) b where s.since + make_interval(months => b) < s.closes)::text, s.id, s.closes, null, s.created_at
        from stay s where 'length' = any (p_lines) and s.until >= s.closes and s.closing_category = 'under-trial'
      union all
      select 'foreign', null, s.id, s.closes, null, s.created_at from stay s join people.record p on p.id = s.record_id and p.nationality <> 'PK'
       where 'foreign' = any (p_lines) and s.until >= s.closes
      union all
      select 'mother', null, s.id, s.closes, null, s.created_at from stay s where 'mother' = any (p_lines) and s.until >= s.closes
        and exists (select 1 from holder h join custody.child c on c.imprisonment_id = h.id where h.own = s.id and c.came_on <= p_to and (c.left_on is null or c.left_on > p_to))
      union all
      select a.line, a.part, a.own, a.day::timestamp at time zone 'Asia/Karachi', null, a.known from act a join stay s on s.id = a.own
          and a.day >= (s.admitted_at at time zone 'Asia/Karachi')::date
          and (s.release_ground is distinct from 'transfer' or a.day < (s.until at time zone 'Asia/Karachi')::date)
      union all
      select 'visit', v.kind, v.imprisonment_id, v.on_date::timestamp at time zone 'Asia/Karachi', null, v.booked_at
        from span join custody.visit v on v.prison_id = p_prison and v.on_date between p_from and p_to and v.state = 'ended' where 'visit' = any (p_lines))
  select c.line, c.part, c.id, c.at, coalesce(c.became, w.category, i.category),
      coalesce(p.sex, 'U') || case when p.birth_date > (c.at at time zone 'Asia/Karachi')::date - interval '18 years' then 'j' else '' end, c.known
    from counted c join custody.imprisonment i on i.id = c.id join people.record p on p.id = i.record_id
    left join lateral (select w.category from custody.category_was w where w.imprisonment_id = c.id and w.until_at >= c.at order by w.until_at limit 1) w on c.became is null
   where c.line = any (p_lines)
$$;
comment on function custody.lines_counted is 'Each thing a return counts, with the person, the moment and what they were called then; granted to nobody';
create function custody.return_lines(p_prison integer, p_from date, p_to date, p_bands integer[], p_lines text[])
returns table (line text, part text, imprisonment_id uuid, at timestamptz, category text, kind text, known_at timestamptz)
language sql stable security definer set search_path = pg_catalog as $$
  select l.* from custody.lines_counted(p_prison, p_from, p_to, p_bands, p_lines) l where p_prison = any (access.units()) and access.may('custody:read-returns')
$$;
comment on function custody.return_lines is 'The same, for whoever may read the prison''s returns';

-- What is counted without persons: places by capacity, beds of the sick as the whole prison sees them, children.
create function custody.figures_counted(p_prison integer, p_from date, p_to date) returns table (figure text, amount integer)
language sql stable set search_path = pg_catalog set jit = off as $$
  with recursive span as materialized (select p_from::timestamp at time zone 'Asia/Karachi' as opens, (p_to + 1)::timestamp at time zone 'Asia/Karachi' as closes),
    stay as materialized (select i.id from span s join custody.imprisonment i on i.prison_id = p_prison and i.admitted_at < s.closes and (i.state = 'in' or i.released_at >= s.closes)),
    holder as (select id from stay union all select n.id from holder h join custody.imprisonment n on n.follows = h.id),
    room as (select sum(c.authorised) as authorised, sum(c.working) as working, sum(c.maximum) as maximum
      from span s join custody.location l on l.prison_id = p_prison and l.kind in ('barrack', 'cell') cross join lateral (select k.authorised, k.working, k.maximum
        from custody.capacity k where k.location_id = l.id and k.from_on <= p_to order by k.from_on desc, k.set_at desc limit 1) c
       where not exists (select 1 from custody.location b where b.parent_id = l.id and b.kind = 'cell'))
  select f.figure, coalesce(f.amount, 0)::integer from span s cross join room r cross join lateral (values
    ('authorised', r.authorised), ('working', r.working), ('maximum', r.maximum),
    ('children', (select count(*) from holder h join custody.child c on c.imprisonment_id = h.id where c.came_on <= p_to and (c.left_on is null or c.left_on > p_to))),
    ('ward-hospital', (select count(*) from stay t join custody.medical_ward w on w.imprisonment_id = t.id and w.ward = 'hospital' and w.from_at < s.closes
      and coalesce(w.until_at, 'infinity') >= s.closes)),
    ('ward-isolation', (select count(*) from stay t join custody.medical_ward w on w.imprisonment_id = t.id and w.ward = 'isolation' and w.from_at < s.closes
      and coalesce(w.until_at, 'infinity') >= s.closes)),
    ('outside-hospital', (select count(*) from custody.movement m where m.prison_id = p_prison and m.kind = 'HOS' and m.out_at >= s.opens and m.out_at < s.closes))
  ) as f(figure, amount)
$$;
comment on function custody.figures_counted is 'Figures of a return that count no persons or tell of none; granted to nobody';
create function custody.return_figures(p_prison integer, p_from date, p_to date) returns table (figure text, amount integer)
language sql stable security definer set search_path = pg_catalog as $$
  select f.* from custody.figures_counted(p_prison, p_from, p_to) f where p_prison = any (access.units()) and access.may('custody:read-returns')
$$;
comment on function custody.return_figures is 'The same, for whoever may read the prison''s returns';
revoke execute on function custody.lines_counted, custody.figures_counted, custody.return_lines, custody.return_figures from public;
grant execute on function custody.return_lines, custody.return_figures to mizan_app;
