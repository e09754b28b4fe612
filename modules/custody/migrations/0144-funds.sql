-- needs: identity
-- Funds that pay what somebody stays in prison for: fine, diyat, arsh, daman. A match of the people held only for money to one fund is
-- proposed by one officer and approved by another; what is approved is set aside at once, so that a fund never promises what it has not.
create table custody.fund (
  id uuid primary key default gen_random_uuid(),
  jurisdiction text not null,
  prison_id integer references units.unit,
  name_en text not null,
  name_ur text not null,
  holder text not null check (holder in ('bait-ul-mal', 'zakat', 'donor', 'department')),
  represented_by uuid references identity.account,
  pays text[] not null check (cardinality(pays) > 0 and pays <@ array['fine', 'diyat', 'arsh', 'daman']),
  sex text check (sex in ('M', 'F', 'X')),
  least_age integer check (least_age between 0 and 130),
  most_age integer check (most_age between 0 and 130),
  most_per_person numeric(14,2) check (most_per_person > 0),
  turn text not null check (turn in ('longest', 'smallest')),
  balance numeric(14,2) not null default 0,
  opened_by uuid not null default access.account() references identity.account,
  opened_at timestamptz not null default clock_timestamp(),
  constraint fund_never_below_zero check (balance >= 0),
  check (least_age <= most_age)
);
comment on table custody.fund is 'Money given to free those who stay in prison only for money: who gives it, for what and for whom it may be spent';
comment on column custody.fund.prison_id is 'The one prison it is for; empty for all of the province';
comment on column custody.fund.represented_by is 'Who may see its totals from outside the department, and nothing else';
comment on column custody.fund.turn is 'Whose turn comes first: longest held for the money, or the smallest amount';
comment on column custody.fund.balance is 'What is neither spent nor set aside; the sum of its entries, kept by them alone';
create index fund_by_jurisdiction on custody.fund (jurisdiction, opened_at);

create table custody.fund_round (
  id uuid primary key default gen_random_uuid(),
  jurisdiction text not null,
  fund_id uuid not null references custody.fund,
  state text not null default 'proposed' check (state in ('proposed', 'approved', 'turned-down')),
  drawn_on date not null,
  balance numeric(14,2) not null check (balance >= 0),
  proposed_by uuid not null default access.account() references identity.account,
  proposed_at timestamptz not null default clock_timestamp(),
  proposed_session uuid,
  proposed_grant uuid not null,
  decided_by uuid references identity.account,
  decided_at timestamptz,
  why text,
  unique (id, fund_id),
  check ((state = 'proposed') = (decided_by is null) and (decided_by is null) = (decided_at is null)),
  check ((state = 'turned-down') = (why is not null)),
  check (state <> 'approved' or decided_by <> proposed_by)
);
comment on table custody.fund_round is 'Everybody held only for money matched to one fund in its order: proposed by one officer, approved or turned down by another';
comment on column custody.fund_round.balance is 'What the fund had free when the match was drawn';
create unique index fund_round_open on custody.fund_round (fund_id) where state = 'proposed';
create index fund_round_by_fund on custody.fund_round (fund_id, proposed_at desc);

create table custody.fund_line (
  id uuid primary key default gen_random_uuid(),
  jurisdiction text not null,
  round_id uuid not null,
  fund_id uuid not null references custody.fund,
  prison_id integer not null references units.unit,
  imprisonment_id uuid not null,
  label text not null,
  turn integer not null check (turn > 0),
  kind text not null,
  amount numeric(14,2) check (amount > 0),
  since date not null,
  verdict text not null check (verdict in ('matched', 'changed', 'elsewhere', 'amount-unknown', 'not-paid-for', 'sex', 'age', 'above-most', 'not-enough-left')),
  left_before numeric(14,2) not null check (left_before >= 0),
  state text not null check (state in ('not-matched', 'proposed', 'approved', 'paid', 'dropped')),
  paid numeric(14,2) check (paid > 0 and paid <= amount),
  paid_on date,
  receipt text,
  paid_by uuid references identity.account,
  dropped_why text,
  foreign key (round_id, fund_id) references custody.fund_round (id, fund_id),
  foreign key (imprisonment_id, prison_id) references custody.imprisonment (id, prison_id),
  unique (round_id, imprisonment_id),
  check ((verdict = 'matched') = (state <> 'not-matched')),
  check (verdict <> 'matched' or amount <= left_before),
  check ((state = 'paid') = (paid is not null)),
  check ((paid is null) = (paid_on is null) and (paid is null) = (receipt is null) and (paid is null) = (paid_by is null)),
  check ((state = 'dropped') = (dropped_why is not null))
);
comment on table custody.fund_line is 'One person in a match: their turn, the amount, why the fund pays for them or why not, and what became of it';
comment on column custody.fund_line.label is 'Prison and prison number: whoever approves need not know the name';
comment on column custody.fund_line.left_before is 'What the fund had left when the turn came';
comment on column custody.fund_line.paid is 'What was in fact still due when it was paid; the rest went back into the fund';
create unique index fund_line_open on custody.fund_line (imprisonment_id) where state in ('proposed', 'approved');
create index fund_line_by_imprisonment on custody.fund_line (imprisonment_id);
create index fund_line_by_fund on custody.fund_line (fund_id, state);
create index fund_line_to_pay on custody.fund_line (prison_id) where state = 'approved';

create table custody.fund_entry (
  id uuid primary key default gen_random_uuid(),
  jurisdiction text not null,
  fund_id uuid not null references custody.fund,
  kind text not null check (kind in ('deposit', 'set-aside', 'given-back')),
  amount numeric(14,2) not null,
  line_id uuid references custody.fund_line,
  paper text,
  booked_by uuid not null default access.account() references identity.account,
  booked_at timestamptz not null default clock_timestamp(),
  check ((kind = 'set-aside') = (amount < 0) and amount <> 0),
  check ((kind = 'deposit') = (line_id is null) and (kind = 'deposit') = (paper is not null))
);
comment on table custody.fund_entry is 'The fund''s ledger: what came in, what was set aside for somebody, what came back because less or nothing had to be paid';
create unique index fund_entry_once on custody.fund_entry (line_id, kind) where line_id is not null;
create index fund_entry_by_fund on custody.fund_entry (fund_id, booked_at desc);

select audit.watch('custody.fund'), audit.watch('custody.fund_round'), audit.watch('custody.fund_line'), audit.watch('custody.fund_entry');
select access.protect('custody.fund', 'select, insert'), access.protect('custody.fund_round'), access.protect('custody.fund_line'),
       access.protect('custody.fund_entry', 'select, insert');

create policy fund_read on custody.fund for select to mizan_app
  using (jurisdiction = (select access.jurisdiction()) and ((select access.may('custody:read-funds'))
    or (represented_by = (select access.account()) and (select access.may('custody:read-fund-totals')))));
create policy fund_add on custody.fund for insert to mizan_app
  with check (jurisdiction = (select access.jurisdiction()) and (select access.may('custody:keep-fund')) and balance = 0
    and (prison_id is null or prison_id = any ((select access.units())::integer[])));
create policy fund_round_read on custody.fund_round for select to mizan_app
  using (jurisdiction = (select access.jurisdiction()) and (select access.may('custody:read-funds')));
create policy fund_round_add on custody.fund_round for insert to mizan_app
  with check (jurisdiction = (select access.jurisdiction()) and (select access.may('custody:propose-fund-match')) and state = 'proposed');
create policy fund_round_change on custody.fund_round for update to mizan_app
  using (jurisdiction = (select access.jurisdiction()) and ((select access.may('custody:approve-fund-match'))
    or (select access.may('custody:propose-fund-match'))));
create policy fund_line_read on custody.fund_line for select to mizan_app
  using (prison_id = any ((select access.units())::integer[]) and (select access.may('custody:read-funds')));
create policy fund_line_add on custody.fund_line for insert to mizan_app
  with check (prison_id = any ((select access.units())::integer[]) and (select access.may('custody:propose-fund-match'))
    and state in ('proposed', 'not-matched'));
create policy fund_line_change on custody.fund_line for update to mizan_app
  using (prison_id = any ((select access.units())::integer[]) and ((select access.may('custody:approve-fund-match'))
    or (select access.may('custody:propose-fund-match')) or (select access.may('custody:pay-from-fund'))));
create policy fund_entry_read on custody.fund_entry for select to mizan_app
  using (jurisdiction = (select access.jurisdiction()) and (select access.may('custody:read-funds')));
create policy fund_entry_add on custody.fund_entry for insert to mizan_app
  with check (jurisdiction = (select access.jurisdiction()) and case kind
    when 'deposit' then (select access.may('custody:keep-fund'))
    when 'set-aside' then (select access.may('custody:approve-fund-match'))
    else (select access.may('custody:pay-from-fund')) or (select access.may('custody:keep-fund')) end);

-- Whatever is booked moves the balance with it, and never below zero: two matches approved at once wait for each other on the fund's row.
create function custody.book_fund_entry() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare line custody.fund_line;
begin
  if new.line_id is not null then
    select * into line from custody.fund_line where id = new.line_id;
    if line.fund_id is distinct from new.fund_id
      or (new.kind = 'set-aside' and (line.state <> 'approved' or new.amount <> -line.amount))
      or (new.kind = 'given-back' and (line.state not in ('paid', 'dropped') or new.amount <> line.amount - coalesce(line.paid, 0)
          or not exists (select 1 from custody.fund_entry e where e.line_id = line.id and e.kind = 'set-aside'))) then
      raise exception 'An entry books what its line says, of the same fund' using errcode = 'check_violation';
    end if;
  end if;
  update custody.fund set balance = balance + new.amount where id = new.fund_id;
  return new;
end $$;
create trigger book_fund_entry before insert on custody.fund_entry for each row execute function custody.book_fund_entry();

-- A match is decided once and in one's own name; another than who proposed it approves it.
create function custody.keep_fund_round() returns trigger language plpgsql set search_path = pg_catalog as $$
declare may_change constant text[] := array['state', 'decided_by', 'decided_at', 'why'];
begin
  if current_user <> 'mizan_app' then return new; end if;
  if old.state <> 'proposed' or (to_jsonb(new) - may_change) is distinct from (to_jsonb(old) - may_change)
    or new.decided_by is distinct from access.account()
    or (new.state = 'approved' and (new.decided_by = old.proposed_by or not access.may('custody:approve-fund-match'))) then
    raise exception 'A match is decided once, in one''s own name, and approved by another than who proposed it' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger keep_fund_round before update on custody.fund_round for each row execute function custody.keep_fund_round();

create function custody.keep_fund_line() returns trigger language plpgsql set search_path = pg_catalog as $$
declare may_change constant text[] := array['state', 'paid', 'paid_on', 'receipt', 'paid_by', 'dropped_why'];
begin
  if current_user <> 'mizan_app' then return new; end if;
  if (to_jsonb(new) - may_change) is distinct from (to_jsonb(old) - may_change)
    or not (case old.state || '>' || new.state
      when 'proposed>approved' then exists (select 1 from custody.fund_round r where r.id = old.round_id and r.state = 'approved')
      when 'proposed>dropped' then exists (select 1 from custody.fund_round r where r.id = old.round_id and r.state = 'turned-down')
      when 'approved>dropped' then access.may('custody:pay-from-fund') or access.may('custody:keep-fund')
      when 'approved>paid' then access.may('custody:pay-from-fund') and new.paid_by = access.account()
      else false end) then
    raise exception 'A line is approved with its match and then paid or dropped, each once' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger keep_fund_line before update on custody.fund_line for each row execute function custody.keep_fund_line();

-- Totals over every prison, without anybody's name or place: what a prison sees of a fund beside its own people, and all that a
-- donor sees of it.
create function custody.fund_figures() returns table (fund_id uuid, put_in numeric, set_aside numeric, paid numeric, freed integer, waiting integer)
language sql stable security definer set search_path = pg_catalog as $$
  select f.id, coalesce(e.put_in, 0), coalesce(l.set_aside, 0), coalesce(l.paid, 0), coalesce(l.freed, 0)::integer, coalesce(l.waiting, 0)::integer
    from custody.fund f
    left join lateral (select sum(e.amount) as put_in from custody.fund_entry e where e.fund_id = f.id and e.kind = 'deposit') e on true
    left join lateral (select sum(l.amount) filter (where l.state = 'approved') as set_aside, sum(l.paid) as paid,
        count(*) filter (where l.state = 'paid') as freed, count(*) filter (where l.state = 'approved') as waiting
      from custody.fund_line l where l.fund_id = f.id and l.state in ('approved', 'paid')) l on true
   where f.jurisdiction = access.jurisdiction() and (access.may('custody:read-funds')
     or (f.represented_by = access.account() and access.may('custody:read-fund-totals')))
$$;
comment on function custody.fund_figures is 'What each fund was given, has set aside and paid, and for how many: no name, no prison';
revoke execute on function custody.fund_figures from public;
grant execute on function custody.fund_figures to mizan_app;

-- Who may stand for a donor. Only their names: whoever opens a fund chooses one of them.
create function custody.fund_representatives() returns table (account_id uuid, name_en text, name_ur text)
language sql stable security definer set search_path = pg_catalog as $$
  select distinct a.id, a.name_en, a.name_ur from access.grant g join identity.account a on a.id = g.account_id join units.unit u on u.id = g.unit_id
   where g.post_code = 'fund-representative' and u.jurisdiction = access.jurisdiction() and access.may('custody:keep-fund')
     and g.revoked_at is null and g.refused_at is null and g.valid_from <= now() and (g.valid_to is null or g.valid_to > now())
$$;
comment on function custody.fund_representatives is 'Accounts of the province that hold the post of a fund''s representative';
revoke execute on function custody.fund_representatives from public;
grant execute on function custody.fund_representatives to mizan_app;
comment on table custody.money_payment is 'An instalment of it; with the last the hold lifts by itself, a surety''s excepted; where the heirs forgive, an officer lifts it';
