-- needs: identity workflow
-- Money of prisoners, kept as double entry: each prisoner an account, and the prison's own beside them. An amount above zero is owed
-- to the account's holder, one below zero is what the holder has or owes: a prisoner's account stands at what the prison owes them, the
-- cash box at minus what lies in it. Every booking sums to zero. Paisa throughout.
create table custody.money_book (
  prison_id integer primary key references units.unit,
  jurisdiction text not null,
  closed_through date,
  year integer not null default 0,
  last_number integer not null default 0
);
comment on table custody.money_book is 'The cash book of a prison: its last voucher and through which day it is closed. Every booking locks its row, so vouchers run without gaps and a close meets none half written';

create table custody.money_account (
  id uuid primary key default gen_random_uuid(),
  jurisdiction text not null,
  prison_id integer not null references units.unit,
  kind text not null check (kind in ('prisoner', 'cash', 'bank', 'remittance', 'canteen', 'wages', 'fines', 'differences')),
  imprisonment_id uuid,
  balance bigint not null default 0,
  opened_at timestamptz not null default clock_timestamp(),
  unique (id, prison_id),
  foreign key (imprisonment_id, prison_id) references custody.imprisonment (id, prison_id),
  check ((kind = 'prisoner') = (imprisonment_id is not null)),
  constraint money_never_negative check (kind <> 'prisoner' or balance >= 0)
);
comment on table custody.money_account is 'An account of a prisoner, or one of the prison''s own';
comment on column custody.money_account.balance is 'Sum of its postings, in paisa; kept by the database with each posting. Never below zero for a prisoner';
comment on column custody.money_account.kind is 'remittance: credited to prisoners and not yet arrived from post or bank; fines: taken for fines and diyat and not yet paid over; wages: paid out of the department''s grant; differences: found when the cash was counted';
create unique index money_account_of_prisoner on custody.money_account (imprisonment_id);
create unique index money_account_of_prison on custody.money_account (prison_id, kind) where imprisonment_id is null;
create index money_account_owed on custody.money_account (prison_id) where kind = 'prisoner' and balance > 0;

create table custody.money_transaction (
  id uuid primary key default gen_random_uuid(),
  jurisdiction text not null,
  prison_id integer not null references units.unit,
  year integer not null,
  number integer not null,
  day date not null,
  kind text not null check (kind in ('opening', 'cash-in', 'remittance', 'withdrawal', 'canteen', 'wages', 'fine', 'diyat', 'payout',
    'own-transfer', 'difference', 'reversal')),
  imprisonment_id uuid references custody.imprisonment,
  channel text check (channel in ('money-order', 'bank', 'mobile')),
  reference text,
  attempt integer not null default 0,
  party text,
  party_cnic text,
  against text check (against in ('signature', 'thumb')),
  note text,
  reverses uuid unique references custody.money_transaction,
  booked_by uuid,
  booked_at timestamptz not null,
  unique (id, prison_id),
  unique (prison_id, year, number),
  check ((channel is null) = (reference is null)),
  check (kind <> 'remittance' or reference is not null),
  check ((kind = 'reversal') = (reverses is not null)),
  check (kind <> 'reversal' or note is not null),
  check (kind not in ('withdrawal', 'payout') or against is not null)
);
comment on table custody.money_transaction is 'One booking with its voucher number. Never changed: what was wrong is reversed by another';
comment on column custody.money_transaction.day is 'The day of the cash book: today, or the next open day when today is closed already';
comment on column custody.money_transaction.party is 'Who brought the money or was given it';
comment on column custody.money_transaction.against is 'What it was paid out against';
comment on column custody.money_transaction.attempt is 'How often the same reference was booked and reversed before';
create index money_transaction_by_day on custody.money_transaction (prison_id, day, number);
create index money_transaction_by_imprisonment on custody.money_transaction (imprisonment_id, booked_at desc) where imprisonment_id is not null;
create unique index money_reference_once on custody.money_transaction (jurisdiction, channel, reference, attempt) where reference is not null;

create table custody.money_posting (
  transaction_id uuid not null,
  account_id uuid not null,
  jurisdiction text not null,
  prison_id integer not null references units.unit,
  day date not null,
  seq bigint generated always as identity,
  amount bigint not null check (amount <> 0),
  balance bigint not null,
  primary key (transaction_id, account_id),
  foreign key (transaction_id, prison_id) references custody.money_transaction (id, prison_id),
  foreign key (account_id, prison_id) references custody.money_account (id, prison_id)
);
comment on table custody.money_posting is 'What a booking does to one account; those of a booking sum to zero';
comment on column custody.money_posting.balance is 'Balance of the account after it';
create index money_posting_by_account on custody.money_posting (account_id, seq desc);
create index money_posting_by_account_day on custody.money_posting (account_id, day);

create table custody.money_close (
  id uuid primary key default gen_random_uuid(),
  jurisdiction text not null,
  prison_id integer not null references units.unit,
  from_day date not null,
  day date not null,
  state text not null default 'counted' check (state in ('counted', 'closed', 'withdrawn')),
  expected bigint not null,
  counted bigint not null check (counted >= 0),
  notes jsonb not null,
  reason text,
  counted_by uuid not null default access.account() references identity.account,
  counted_at timestamptz not null default clock_timestamp(),
  counted_session uuid,
  counted_grant uuid,
  closed_by uuid references identity.account,
  closed_at timestamptz,
  digest text,
  check (from_day <= day),
  constraint money_close_reason check (expected = counted or reason is not null),
  check (closed_by <> counted_by),
  check ((state = 'closed') = (closed_by is not null) and (closed_by is null) = (closed_at is null) and (closed_by is null) = (digest is null))
);
comment on table custody.money_close is 'The close of a day''s cash book by two officers: the cash counted by notes, what the book expected, and why they differ';
comment on column custody.money_close.from_day is 'First day it closes: the day after the close before it';
comment on column custody.money_close.notes is 'How many of each note and coin, by its value in rupees';
comment on column custody.money_close.digest is 'SHA-256 over every booking of the days it closes, so that a change made afterwards is found';
create unique index money_close_once on custody.money_close (prison_id, day) where state = 'closed';
create unique index money_close_waiting on custody.money_close (prison_id) where state = 'counted';

-- What admission wrote down as cash in a bag becomes money on an account, owed by the cash box.
insert into custody.money_account (jurisdiction, prison_id, kind, imprisonment_id)
  select distinct p.jurisdiction, p.prison_id, 'prisoner', p.imprisonment_id from custody.property_item p
   where p.returned_at is null and p.cash > 0;
insert into custody.money_account (jurisdiction, prison_id, kind)
  select distinct jurisdiction, prison_id, 'cash' from custody.money_account;
insert into custody.money_transaction (jurisdiction, prison_id, year, number, day, kind, imprisonment_id, note, booked_at)
  select a.jurisdiction, a.prison_id, extract(year from workflow.today()), row_number() over (partition by a.prison_id order by a.imprisonment_id),
         workflow.today(), 'opening', a.imprisonment_id, 'Cash received at admission', clock_timestamp()
    from custody.money_account a where a.kind = 'prisoner';
insert into custody.money_posting (transaction_id, account_id, jurisdiction, prison_id, day, amount, balance)
  select t.id, a.id, t.jurisdiction, t.prison_id, t.day, c.paisa, c.paisa
    from custody.money_transaction t join custody.money_account a on a.imprisonment_id = t.imprisonment_id
    cross join lateral (select (sum(p.cash) * 100)::bigint as paisa from custody.property_item p
      where p.imprisonment_id = t.imprisonment_id and p.returned_at is null) c;
insert into custody.money_posting (transaction_id, account_id, jurisdiction, prison_id, day, amount, balance)
  select t.id, a.id, t.jurisdiction, t.prison_id, t.day, -p.amount,
         -sum(p.amount) over (partition by t.prison_id order by t.number)
    from custody.money_transaction t join custody.money_posting p on p.transaction_id = t.id
    join custody.money_account a on a.prison_id = t.prison_id and a.kind = 'cash'
   order by t.number;
update custody.money_account a set balance = coalesce((select sum(p.amount) from custody.money_posting p where p.account_id = a.id), 0);
insert into custody.money_book (prison_id, jurisdiction, year, last_number)
  select prison_id, jurisdiction, year, max(number) from custody.money_transaction group by 1, 2, 3;

select audit.watch('custody.money_account'), audit.watch('custody.money_transaction'), audit.watch('custody.money_posting', 'transaction_id'),
       audit.watch('custody.money_close'), audit.watch('custody.money_book', 'prison_id');
select access.protect('custody.money_book', 'select'), access.protect('custody.money_account', 'select, insert'),
       access.protect('custody.money_transaction', 'select, insert'), access.protect('custody.money_posting', 'select, insert'),
       access.protect('custody.money_close');

-- What may be booked by whom: the cashier and the deputy all but reversals; whoever admits, the cash a prisoner comes with; whoever
-- closes the day, its difference.
create function custody.may_book(p_kind text) returns boolean language sql stable set search_path = pg_catalog as $$
  select access.may('custody:book-money') and p_kind not in ('opening', 'reversal', 'difference')
      or access.may('custody:admit') and p_kind = 'cash-in'
      or access.may('custody:reverse-money') and p_kind = 'reversal'
      or access.may('custody:close-money') and p_kind = 'difference'
$$;
grant execute on function custody.may_book to mizan_app;

create policy money_book_read on custody.money_book for select to mizan_app
  using (prison_id = any ((select access.units())::integer[]) and (select access.may('custody:read-money')));
create policy money_account_read on custody.money_account for select to mizan_app
  using (prison_id = any ((select access.units())::integer[]) and (select access.may('custody:read-prisoner')));
create policy money_account_add on custody.money_account for insert to mizan_app
  with check (prison_id = any ((select access.units())::integer[]) and balance = 0
    and ((select access.may('custody:book-money')) or (select access.may('custody:admit')) or (select access.may('custody:close-money'))));
create policy money_transaction_read on custody.money_transaction for select to mizan_app
  using (prison_id = any ((select access.units())::integer[]) and (select access.may('custody:read-money')));
create policy money_transaction_add on custody.money_transaction for insert to mizan_app
  with check (prison_id = any ((select access.units())::integer[]) and custody.may_book(kind));
create policy money_posting_read on custody.money_posting for select to mizan_app
  using (prison_id = any ((select access.units())::integer[]) and (select access.may('custody:read-money')));
create policy money_posting_add on custody.money_posting for insert to mizan_app
  with check (prison_id = any ((select access.units())::integer[]) and exists (
    select 1 from custody.money_transaction t where t.id = transaction_id and custody.may_book(t.kind)));
create policy money_close_read on custody.money_close for select to mizan_app
  using (prison_id = any ((select access.units())::integer[]) and (select access.may('custody:read-money')));
create policy money_close_add on custody.money_close for insert to mizan_app
  with check (prison_id = any ((select access.units())::integer[]) and (select access.may('custody:count-cash')) and state = 'counted'
    and counted_by = (select access.account()));
create policy money_close_change on custody.money_close for update to mizan_app
  using (prison_id = any ((select access.units())::integer[])
    and ((select access.may('custody:close-money')) or (select access.may('custody:count-cash'))));

-- The account of a prisoner, or of the prison itself, opened when it is first needed.
create function custody.money_account_of(p_prison integer, p_kind text, p_imprisonment uuid) returns uuid
language plpgsql set search_path = pg_catalog as $$
declare found_id uuid;
begin
  insert into custody.money_account (jurisdiction, prison_id, kind, imprisonment_id)
    select u.jurisdiction, p_prison, p_kind, p_imprisonment from units.unit u where u.id = p_prison
      and not exists (select 1 from custody.money_account a where a.prison_id = p_prison and a.kind = p_kind
        and a.imprisonment_id is not distinct from p_imprisonment)
    on conflict do nothing;
  select a.id into found_id from custody.money_account a
   where a.prison_id = p_prison and a.kind = p_kind and a.imprisonment_id is not distinct from p_imprisonment;
  return found_id;
end $$;
grant execute on function custody.money_account_of to mizan_app;

-- Gives a booking its voucher number and its day under the lock of the book, in one's own name and at the hour it is.
create function custody.begin_money_transaction() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
declare
  book custody.money_book;
  before custody.money_transaction;
begin
  insert into custody.money_book (prison_id, jurisdiction) values (new.prison_id, new.jurisdiction) on conflict do nothing;
  select * into book from custody.money_book b where b.prison_id = new.prison_id for update;
  if new.kind = 'difference' then
    if new.day is null or new.day > workflow.today() or new.day <= book.closed_through or not exists (select 1 from custody.money_close c
        where c.prison_id = new.prison_id and c.day = new.day and c.state = 'counted') then
      raise exception 'A difference is booked on the day that is being closed' using errcode = 'check_violation';
    end if;
  else
    new.day := greatest(workflow.today(), book.closed_through + 1);
  end if;
  new.year := extract(year from new.day);
  new.number := case when book.year = new.year then book.last_number else 0 end + 1;
  -- A booking of the next year may come before a difference of this one: numbers go on from what there is.
  if book.year <> new.year then
    select coalesce(max(t.number), 0) + 1 into new.number from custody.money_transaction t
     where t.prison_id = new.prison_id and t.year = new.year;
  end if;
  update custody.money_book b set year = new.year, last_number = new.number where b.prison_id = new.prison_id;
  new.booked_by := access.account();
  new.booked_at := clock_timestamp();
  new.attempt := 0;
  if new.reference is not null then
    if exists (select 1 from custody.money_transaction t where t.jurisdiction = new.jurisdiction and t.channel = new.channel
        and t.reference = new.reference and not exists (select 1 from custody.money_transaction r where r.reverses = t.id)) then
      raise exception 'This remittance is booked already' using errcode = 'unique_violation', constraint = 'money_reference_once';
    end if;
    select count(*) into new.attempt from custody.money_transaction t
     where t.jurisdiction = new.jurisdiction and t.channel = new.channel and t.reference = new.reference;
  end if;
  if new.reverses is not null then
    select * into before from custody.money_transaction t where t.id = new.reverses;
    if before.prison_id is distinct from new.prison_id or before.kind in ('reversal', 'difference', 'fine', 'diyat')
      or before.imprisonment_id is distinct from new.imprisonment_id then
      raise exception 'This booking cannot be reversed' using errcode = 'check_violation';
    end if;
  end if;
  return new;
end $$;
create trigger begin_money_transaction before insert on custody.money_transaction
  for each row execute function custody.begin_money_transaction();

-- Posts to an account as part of a booking of this same database transaction: nothing is added to one that is written.
create function custody.post_money() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
declare booking custody.money_transaction;
begin
  select * into booking from custody.money_transaction t where t.id = new.transaction_id;
  if booking.booked_at < transaction_timestamp() then
    raise exception 'Nothing is added to a booking afterwards' using errcode = 'check_violation';
  end if;
  new.day := booking.day;
  update custody.money_account a set balance = a.balance + new.amount where a.id = new.account_id and a.prison_id = new.prison_id
    returning a.balance into new.balance;
  return new;
end $$;
create trigger post_money before insert on custody.money_posting for each row execute function custody.post_money();

-- Asked when the database transaction ends, of every booking and every posting in it.
create function custody.money_sums_to_zero() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
declare
  booking uuid := case tg_table_name when 'money_transaction' then (to_jsonb(new) ->> 'id')::uuid else (to_jsonb(new) ->> 'transaction_id')::uuid end;
  postings integer;
  total bigint;
begin
  select count(*), coalesce(sum(p.amount), 0) into postings, total from custody.money_posting p where p.transaction_id = booking;
  if postings < 2 or total <> 0 then
    raise exception 'A booking has two sides and sums to zero' using errcode = 'check_violation';
  end if;
  if exists (select 1 from custody.money_transaction t join custody.money_posting o on o.transaction_id = t.reverses
      left join custody.money_posting p on p.transaction_id = t.id and p.account_id = o.account_id
      where t.id = booking and p.amount is distinct from -o.amount) then
    raise exception 'A reversal takes back the whole booking' using errcode = 'check_violation';
  end if;
  return null;
end $$;
create constraint trigger money_transaction_zero after insert on custody.money_transaction
  deferrable initially deferred for each row execute function custody.money_sums_to_zero();
create constraint trigger money_posting_zero after insert on custody.money_posting
  deferrable initially deferred for each row execute function custody.money_sums_to_zero();

create function custody.money_digest(p_prison integer, p_from date, p_to date) returns text
language sql stable security definer set search_path = pg_catalog as $$
  select encode(sha256(convert_to(coalesce(string_agg(concat_ws('|', t.year, t.number, t.day, t.kind, t.imprisonment_id, t.channel, t.reference,
      t.party, t.party_cnic, t.against, t.note, t.reverses, t.booked_by, t.booked_at at time zone 'UTC', p.account_id, p.amount, p.balance), e'\n' order by t.year, t.number, p.account_id), ''), 'UTF8')), 'hex')
    from custody.money_transaction t join custody.money_posting p on p.transaction_id = t.id
   where t.prison_id = p_prison and t.day between p_from and p_to
$$;
comment on function custody.money_digest is 'Fingerprint of every booking of these days; says nothing of what they are';
revoke execute on function custody.money_digest from public;
grant execute on function custody.money_digest to mizan_app;

-- A day is counted by one officer and closed by another, on what the book says at that moment; then the book is shut through it.
create function custody.begin_money_close() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
declare book custody.money_book;
begin
  insert into custody.money_book (prison_id, jurisdiction) values (new.prison_id, new.jurisdiction) on conflict do nothing;
  select * into book from custody.money_book b where b.prison_id = new.prison_id for update;
  if new.day > workflow.today() or new.day <= book.closed_through then
    raise exception 'A day that is over or today is closed, once' using errcode = 'check_violation';
  end if;
  new.from_day := coalesce(book.closed_through + 1, (select min(t.day) from custody.money_transaction t where t.prison_id = new.prison_id), new.day);
  if new.from_day > new.day then new.from_day := new.day; end if;
  new.expected := custody.cash_at(new.prison_id, new.day);
  return new;
end $$;
create function custody.cash_at(p_prison integer, p_day date) returns bigint
language sql stable security definer set search_path = pg_catalog as $$
  select coalesce(-sum(p.amount), 0)::bigint from custody.money_account a join custody.money_posting p on p.account_id = a.id
   where a.prison_id = p_prison and a.kind = 'cash' and p.day <= p_day
     and p_prison = any (access.units()) and (access.may('custody:read-money'))
$$;
comment on function custody.cash_at is 'What must lie in the cash box at the end of a day, in paisa';
revoke execute on function custody.cash_at from public;
grant execute on function custody.cash_at to mizan_app;
create trigger begin_money_close before insert on custody.money_close for each row execute function custody.begin_money_close();

create function custody.keep_money_close() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
declare may_change text[] := array['state', 'closed_by', 'closed_at', 'digest'];
begin
  if old.state <> 'counted' or (to_jsonb(new) - may_change) is distinct from (to_jsonb(old) - may_change)
    or new.state not in ('closed', 'withdrawn') then
    raise exception 'What was counted and closed stands' using errcode = 'check_violation';
  end if;
  if new.state = 'withdrawn' then return new; end if;
  perform 1 from custody.money_book b where b.prison_id = new.prison_id for update;
  if new.closed_by is distinct from access.account() or not access.may('custody:close-money')
    or custody.cash_at(new.prison_id, new.day) <> new.counted then
    raise exception 'A day is closed by a second officer, when the book agrees with the cash' using errcode = 'check_violation';
  end if;
  new.closed_at := clock_timestamp();
  new.digest := custody.money_digest(new.prison_id, new.from_day, new.day);
  update custody.money_book b set closed_through = new.day where b.prison_id = new.prison_id;
  return new;
end $$;
create trigger keep_money_close before update on custody.money_close for each row execute function custody.keep_money_close();
