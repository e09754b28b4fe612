-- needs: identity workflow
-- Accounts of the prison factory. Nothing here is a second book: material is what the stores' ledger issued to an order, piecework is
-- what the labour muster counted, money is what the prison's cash book says. The database keeps the sums of an order from them.

create table custody.factory_product (
  id uuid primary key default gen_random_uuid(),
  jurisdiction text not null,
  prison_id integer not null references units.unit,
  kind text not null check (kind in ('carpet', 'furniture', 'uniform', 'durrie', 'shoes', 'other')),
  name_en text not null check (name_en <> ''),
  name_ur text not null check (name_ur <> ''),
  unit text not null check (unit in ('piece', 'pair', 'set', 'metre')),
  rate_code text,
  closed_on date,
  added_by uuid default access.account(),
  added_at timestamptz not null default clock_timestamp(),
  unique (id, prison_id)
);
comment on table custody.factory_product is 'Something the factory of a prison makes';
comment on column custody.factory_product.rate_code is 'The piece rate of labour by which it is made; empty where those who make it are paid by the day';
create unique index factory_product_once on custody.factory_product (prison_id, name_en) where closed_on is null;

create table custody.factory_price (
  id uuid primary key default gen_random_uuid(),
  jurisdiction text not null,
  prison_id integer not null references units.unit,
  product_id uuid not null,
  from_on date not null,
  price bigint not null check (price > 0),
  state text not null default 'proposed' check (state in ('proposed', 'approved', 'refused')),
  proposed_by uuid not null default access.account() references identity.account,
  proposed_at timestamptz not null default clock_timestamp(),
  proposed_session uuid,
  proposed_grant uuid,
  decided_by uuid references identity.account,
  decided_at timestamptz,
  decision text,
  foreign key (product_id, prison_id) references custody.factory_product (id, prison_id),
  constraint factory_price_two_officers check (decided_by <> proposed_by),
  check ((state = 'proposed') = (decided_by is null) and (decided_by is null) = (decided_at is null) and (decided_by is null) = (decision is null))
);
comment on table custody.factory_price is 'What a product costs from a day on: proposed by one officer, in force when another approves. Paisa';
create unique index factory_price_waiting on custody.factory_price (product_id) where state = 'proposed';
create index factory_price_by_product on custody.factory_price (product_id, from_on desc);
create index factory_price_to_decide on custody.factory_price (prison_id) where state = 'proposed';

create table custody.factory_order (
  id uuid primary key default gen_random_uuid(),
  jurisdiction text not null,
  prison_id integer not null references units.unit,
  year integer not null default 0,
  number integer not null default 0,
  customer_kind text not null check (customer_kind in ('department', 'court', 'prison', 'public')),
  customer text not null check (customer <> ''),
  paper text,
  ordered_on date not null default workflow.today(),
  promised_on date not null,
  taken_by uuid default access.account(),
  taken_at timestamptz not null default clock_timestamp(),
  withdrawn_on date,
  withdrawn_why text,
  withdrawn_by uuid references identity.account,
  state text not null default 'taken' check (state in ('taken', 'making', 'ready', 'delivered', 'paid', 'withdrawn')),
  price bigint not null default 0 check (price >= 0),
  delivered bigint not null default 0 check (delivered >= 0),
  received bigint not null default 0,
  forgiven bigint not null default 0,
  unique (id, prison_id),
  unique (prison_id, year, number),
  check (promised_on >= ordered_on),
  check ((withdrawn_on is null) = (withdrawn_why is null) and (withdrawn_on is null) = (withdrawn_by is null)),
  check ((withdrawn_on is null) = (state <> 'withdrawn')),
  constraint factory_delivered_price check (delivered <= price),
  constraint factory_beyond_price check (received + forgiven <= price),
  constraint factory_received_left check (received >= 0),
  constraint factory_forgiven_left check (forgiven >= 0 and forgiven <= delivered)
);
comment on table custody.factory_order is 'What somebody ordered from the factory, by when it is promised, and how far it is';
comment on column custody.factory_order.state is 'Kept by the database from what was issued, made, delivered and paid; withdrawn by an officer with the reason';
comment on column custody.factory_order.price is 'Paisa: the sum of its items. delivered, received and forgiven are kept from their ledgers; received is less what was given back';
create index factory_order_open on custody.factory_order (prison_id, promised_on) where state in ('taken', 'making', 'ready');
create index factory_order_owing on custody.factory_order (prison_id) where delivered > received + forgiven;
create index factory_order_by_prison on custody.factory_order (prison_id, ordered_on desc);

create table custody.factory_order_item (
  id uuid primary key default gen_random_uuid(),
  jurisdiction text not null,
  prison_id integer not null references units.unit,
  order_id uuid not null,
  product_id uuid not null,
  quantity integer not null check (quantity between 1 and 1000000),
  price bigint not null check (price > 0),
  made integer not null default 0,
  spoiled integer not null default 0,
  delivered integer not null default 0,
  added_by uuid default access.account(),
  added_at timestamptz not null default clock_timestamp(),
  unique (order_id, product_id),
  unique (id, order_id),
  unique (id, prison_id),
  foreign key (order_id, prison_id) references custody.factory_order (id, prison_id),
  foreign key (product_id, prison_id) references custody.factory_product (id, prison_id),
  constraint factory_not_made check (delivered <= made - spoiled),
  constraint factory_made_beyond check (made - spoiled <= quantity)
);
comment on table custody.factory_order_item is 'A product of an order, how many, at the price in force on the day of the order';
comment on column custody.factory_order_item.price is 'Paisa for one, written by the database from the price list';
comment on column custody.factory_order_item.made is 'Kept by the database, as spoiled and delivered are, from the entries';
create index factory_order_item_by_product on custody.factory_order_item (product_id);

create table custody.factory_output (
  id uuid primary key default gen_random_uuid(),
  jurisdiction text not null,
  prison_id integer not null references units.unit,
  order_item_id uuid not null,
  gang_id uuid not null,
  on_date date not null,
  quantity integer not null check (quantity > 0),
  noted_by uuid default access.account(),
  noted_at timestamptz not null default clock_timestamp(),
  foreign key (order_item_id, prison_id) references custody.factory_order_item (id, prison_id),
  foreign key (gang_id, prison_id) references custody.gang (id, prison_id)
);
comment on table custody.factory_output is 'Pieces finished for an order. Of a gang paid by the piece they are pieces of that day''s muster, each taken once; only added to';
create index factory_output_by_item on custody.factory_output (order_item_id);
create index factory_output_by_gang on custody.factory_output (gang_id, on_date);
create index factory_output_by_prison on custody.factory_output (prison_id, noted_at);

create table custody.factory_delivery (
  id uuid primary key default gen_random_uuid(),
  jurisdiction text not null,
  prison_id integer not null references units.unit,
  order_id uuid not null,
  transaction_id uuid not null unique,
  day date not null,
  paisa bigint not null check (paisa > 0),
  taken_by text not null check (taken_by <> ''),
  paper text,
  delivered_by uuid default access.account(),
  delivered_at timestamptz not null default clock_timestamp(),
  unique (id, order_id),
  foreign key (order_id, prison_id) references custody.factory_order (id, prison_id),
  foreign key (transaction_id, prison_id) references custody.money_transaction (id, prison_id)
);
comment on table custody.factory_delivery is 'Goods handed over against a name, with the booking by which their price is owed; only added to';
comment on column custody.factory_delivery.day is 'The day of the cash book, written by the database';
create index factory_delivery_by_order on custody.factory_delivery (order_id);
create index factory_delivery_by_day on custody.factory_delivery (prison_id, day);

create table custody.factory_delivery_line (
  delivery_id uuid not null,
  order_item_id uuid not null,
  order_id uuid not null,
  jurisdiction text not null,
  prison_id integer not null references units.unit,
  quantity integer not null check (quantity > 0),
  primary key (delivery_id, order_item_id),
  foreign key (delivery_id, order_id) references custody.factory_delivery (id, order_id),
  foreign key (order_item_id, order_id) references custody.factory_order_item (id, order_id)
);
comment on table custody.factory_delivery_line is 'How many of an item went with a delivery';
create index factory_delivery_line_by_item on custody.factory_delivery_line (order_item_id);

create table custody.factory_receipt (
  id uuid primary key default gen_random_uuid(),
  jurisdiction text not null,
  prison_id integer not null references units.unit,
  order_id uuid not null,
  transaction_id uuid not null unique,
  day date not null,
  paisa bigint not null check (paisa > 0),
  way text not null check (way in ('cash', 'bank')),
  slip text,
  payer text not null check (payer <> ''),
  received_by uuid default access.account(),
  received_at timestamptz not null default clock_timestamp(),
  foreign key (order_id, prison_id) references custody.factory_order (id, prison_id),
  foreign key (transaction_id, prison_id) references custody.money_transaction (id, prison_id),
  check ((way = 'bank') = (slip is not null))
);
comment on table custody.factory_receipt is 'Money received for an order; the voucher of its booking is the number of the receipt; only added to';
create index factory_receipt_by_order on custody.factory_receipt (order_id);
create index factory_receipt_by_day on custody.factory_receipt (prison_id, day);

create table custody.factory_correction (
  id uuid primary key default gen_random_uuid(),
  jurisdiction text not null,
  prison_id integer not null references units.unit,
  order_id uuid not null,
  kind text not null check (kind in ('spoiled', 'debt', 'refund')),
  order_item_id uuid,
  quantity integer check (quantity > 0),
  paisa bigint check (paisa > 0),
  why text not null check (why <> ''),
  state text not null default 'proposed' check (state in ('proposed', 'approved', 'refused')),
  proposed_by uuid not null default access.account() references identity.account,
  proposed_at timestamptz not null default clock_timestamp(),
  proposed_session uuid,
  proposed_grant uuid,
  decided_by uuid references identity.account,
  decided_at timestamptz,
  decision text,
  day date,
  transaction_id uuid unique,
  foreign key (order_id, prison_id) references custody.factory_order (id, prison_id),
  foreign key (order_item_id, order_id) references custody.factory_order_item (id, order_id),
  foreign key (transaction_id, prison_id) references custody.money_transaction (id, prison_id),
  constraint factory_correction_two_officers check (decided_by <> proposed_by),
  check ((kind = 'spoiled') = (order_item_id is not null) and (kind = 'spoiled') = (quantity is not null) and (kind = 'spoiled') = (paisa is null)),
  check ((state = 'proposed') = (decided_by is null) and (decided_by is null) = (decided_at is null) and (decided_by is null) = (decision is null)),
  check ((state = 'approved') = (day is not null)),
  check ((transaction_id is not null) = (state = 'approved' and kind <> 'spoiled'))
);
comment on table custody.factory_correction is 'What one officer asks and another approves: pieces written off as spoiled, a debt that will not be paid, money given back';
create index factory_correction_by_order on custody.factory_correction (order_id);
create index factory_correction_by_day on custody.factory_correction (prison_id, day) where state = 'approved';
create index factory_correction_to_decide on custody.factory_correction (prison_id) where state = 'proposed';

-- Material of an order is an entry of the stores' own ledger that names the order.
alter table custody.store_item drop constraint store_item_category_check;
alter table custody.store_item add constraint store_item_category_check check (category in ('ration', 'clothing', 'bedding', 'cleaning',
  'stationery', 'tools', 'material', 'other'));
alter table custody.store_entry add column factory_order_id uuid;
alter table custody.store_entry add foreign key (factory_order_id, prison_id) references custody.factory_order (id, prison_id);
alter table custody.store_entry add check (factory_order_id is null or kind in ('issue', 'return'));
comment on column custody.store_entry.factory_order_id is 'The order of the factory it was issued for, or brought back from';
create index store_entry_by_factory_order on custody.store_entry (factory_order_id) where factory_order_id is not null;
create index store_entry_factory_by_prison on custody.store_entry (prison_id, entered_at) where factory_order_id is not null;

-- The factory's two accounts in the prison's cash book, and what is booked on them.
alter table custody.money_account drop constraint money_account_kind_check;
alter table custody.money_account add constraint money_account_kind_check check (kind in ('prisoner', 'cash', 'bank', 'remittance', 'canteen',
  'wages', 'fines', 'differences', 'on-road', 'factory', 'factory-owed'));
comment on column custody.money_account.kind is 'remittance: credited to prisoners and not yet arrived from post or bank; fines: taken for fines and diyat and not yet paid over; wages: paid out of the department''s grant; differences: found when the cash was counted; on-road: taken out of the box for a prisoner who is on the way to another prison; factory: price of what the factory delivered and has not yet paid over to the treasury; factory-owed: what its customers owe, at minus that sum, or have paid ahead';
alter table custody.money_transaction drop constraint money_transaction_kind_check;
alter table custody.money_transaction add constraint money_transaction_kind_check check (kind in ('opening', 'cash-in', 'remittance', 'withdrawal',
  'canteen', 'wages', 'fine', 'diyat', 'payout', 'own-transfer', 'difference', 'reversal', 'sent-along', 'brought-back', 'handed-over', 'taken-over',
  'factory-delivery', 'factory-receipt', 'factory-debt', 'factory-refund'));

select audit.watch('custody.factory_product'), audit.watch('custody.factory_price'), audit.watch('custody.factory_order'),
       audit.watch('custody.factory_order_item'), audit.watch('custody.factory_output'), audit.watch('custody.factory_delivery'),
       audit.watch('custody.factory_delivery_line', 'delivery_id'), audit.watch('custody.factory_receipt'), audit.watch('custody.factory_correction');
select access.protect('custody.factory_product'), access.protect('custody.factory_price'), access.protect('custody.factory_order'),
       access.protect('custody.factory_order_item', 'select, insert'), access.protect('custody.factory_output', 'select, insert'),
       access.protect('custody.factory_delivery', 'select, insert'), access.protect('custody.factory_delivery_line', 'select, insert'),
       access.protect('custody.factory_receipt', 'select, insert'), access.protect('custody.factory_correction');
do $$
declare each record;
begin
  for each in select * from (values
      ('factory_product', 'custody:keep-factory', 'custody:keep-factory'),
      ('factory_price', 'custody:keep-factory', 'custody:approve-factory'),
      ('factory_order', 'custody:keep-factory', 'custody:keep-factory'),
      ('factory_order_item', 'custody:keep-factory', null),
      ('factory_output', 'custody:keep-factory', null),
      ('factory_delivery', 'custody:keep-factory', null),
      ('factory_delivery_line', 'custody:keep-factory', null),
      ('factory_receipt', 'custody:book-money', null),
      ('factory_correction', 'custody:keep-factory', 'custody:approve-factory')) as t(name, adds, changes)
  loop
    execute format('create policy %1$s_read on custody.%1$s for select to mizan_app
      using (prison_id = any ((select access.units())::integer[]) and (select access.may(''custody:read-factory'')))', each.name);
    execute format('create policy %1$s_add on custody.%1$s for insert to mizan_app
      with check (prison_id = any ((select access.units())::integer[]) and (select access.may(%2$L)))', each.name, each.adds);
    if each.changes is not null then
      execute format('create policy %1$s_change on custody.%1$s for update to mizan_app
        using (prison_id = any ((select access.units())::integer[]) and (select access.may(%2$L)))', each.name, each.changes);
    end if;
  end loop;
end $$;

-- Whoever sees the factory sees its gangs, what the stores issued to it, and the vouchers of its bookings; of the rest of those books nothing.
create policy gang_read_of_factory on custody.gang for select to mizan_app
  using (kind = 'factory' and prison_id = any ((select access.units())::integer[]) and (select access.may('custody:read-factory')));
create policy store_entry_read_of_factory on custody.store_entry for select to mizan_app
  using (factory_order_id is not null and prison_id = any ((select access.units())::integer[]) and (select access.may('custody:read-factory')));
create policy store_lot_read_of_factory on custody.store_lot for select to mizan_app
  using (prison_id = any ((select access.units())::integer[]) and (select access.may('custody:read-factory'))
    and exists (select 1 from custody.store_entry e where e.lot_id = store_lot.id and e.factory_order_id is not null));
create policy store_item_read_of_factory on custody.store_item for select to mizan_app
  using (prison_id = any ((select access.units())::integer[]) and (select access.may('custody:read-factory'))
    and exists (select 1 from custody.store_entry e where e.item_id = store_item.id and e.factory_order_id is not null));
create policy money_transaction_read_of_factory on custody.money_transaction for select to mizan_app
  using (kind in ('factory-delivery', 'factory-receipt', 'factory-debt', 'factory-refund')
    and prison_id = any ((select access.units())::integer[]) and (select access.may('custody:read-factory')));
create policy money_account_add_for_factory on custody.money_account for insert to mizan_app
  with check (prison_id = any ((select access.units())::integer[]) and balance = 0 and kind in ('factory', 'factory-owed', 'cash')
    and ((select access.may('custody:keep-factory')) or (select access.may('custody:approve-factory'))));
create or replace function custody.may_book(p_kind text) returns boolean language sql stable set search_path = pg_catalog as $$
  select access.may('custody:book-money') and p_kind not in ('opening', 'reversal', 'difference', 'factory-delivery', 'factory-debt', 'factory-refund')
      or access.may('custody:admit') and p_kind = 'cash-in'
      or access.may('custody:reverse-money') and p_kind = 'reversal'
      or access.may('custody:close-money') and p_kind = 'difference'
      or access.may('custody:post-wages') and p_kind = 'wages'
      or access.may('custody:keep-factory') and p_kind = 'factory-delivery'
      or access.may('custody:approve-factory') and p_kind in ('factory-debt', 'factory-refund')
$$;

create function custody.factory_price_on(p_product uuid, p_day date) returns bigint
language sql stable set search_path = pg_catalog as $$
  select p.price from custody.factory_price p where p.product_id = p_product and p.state = 'approved' and p.from_on <= p_day
   order by p.from_on desc, p.decided_at desc limit 1
$$;
grant execute on function custody.factory_price_on to mizan_app;

-- A price is decided once, in one's own name and not by who proposed it, and never holds for days that were over when it was decided.
create function custody.keep_factory_price() returns trigger language plpgsql set search_path = pg_catalog as $$
declare may_change constant text[] := array['state', 'decided_by', 'decided_at', 'decision', 'from_on'];
begin
  if current_user <> 'mizan_app' then return new; end if;
  if tg_op = 'INSERT' then
    if new.state <> 'proposed' or new.proposed_by is distinct from access.account() then
      raise exception 'A price is proposed in one''s own name' using errcode = 'check_violation';
    end if;
    return new;
  end if;
  if old.state <> 'proposed' or new.state = 'proposed' or (to_jsonb(new) - may_change) is distinct from (to_jsonb(old) - may_change)
    or new.decided_by is distinct from access.account() then
    raise exception 'A price is decided once, in one''s own name' using errcode = 'check_violation';
  end if;
  new.decided_at := clock_timestamp();
  new.from_on := case new.state when 'approved' then greatest(old.from_on, workflow.today()) else old.from_on end;
  return new;
end $$;
create trigger keep_factory_price before insert or update on custody.factory_price for each row execute function custody.keep_factory_price();

create function custody.keep_factory_product() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if current_user <> 'mizan_app' then return new; end if;
  if old.closed_on is not null or (to_jsonb(new) - 'closed_on') is distinct from (to_jsonb(old) - 'closed_on') then
    raise exception 'A product is closed, never rewritten' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger keep_factory_product before update on custody.factory_product for each row execute function custody.keep_factory_product();

-- Numbers of orders run without gaps in a prison and year.
create function custody.begin_factory_order() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  perform pg_advisory_xact_lock(7214161, new.prison_id);
  new.year := extract(year from new.ordered_on);
  select coalesce(max(o.number), 0) + 1 into new.number from custody.factory_order o where o.prison_id = new.prison_id and o.year = new.year;
  if new.ordered_on > workflow.today() or new.state <> 'taken' or new.withdrawn_on is not null
    or (new.price, new.delivered, new.received, new.forgiven) is distinct from (0::bigint, 0::bigint, 0::bigint, 0::bigint) then
    raise exception 'An order begins with nothing made, delivered or paid' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger begin_factory_order before insert on custody.factory_order for each row execute function custody.begin_factory_order();

-- An officer may only withdraw an order; everything else of it follows from its ledgers.
create function custody.keep_factory_order() returns trigger language plpgsql set search_path = pg_catalog as $$
declare may_change constant text[] := array['withdrawn_on', 'withdrawn_why', 'withdrawn_by', 'state'];
begin
  if current_user <> 'mizan_app' then return new; end if;
  if old.state not in ('taken', 'making', 'ready') or new.state <> 'withdrawn' or new.withdrawn_by is distinct from access.account()
    or (to_jsonb(new) - may_change) is distinct from (to_jsonb(old) - may_change) then
    raise exception 'An order that is not delivered is withdrawn, in one''s own name' using errcode = 'check_violation', constraint = 'factory_withdraw';
  end if;
  new.withdrawn_on := workflow.today();
  return new;
end $$;
create trigger keep_factory_order before update on custody.factory_order for each row execute function custody.keep_factory_order();

-- The order under its lock, so that what is read of it and its ledgers afterwards stands until the transaction ends.
create function custody.lock_factory_order(p_order uuid) returns custody.factory_order
language plpgsql security definer set search_path = pg_catalog as $$
declare locked custody.factory_order;
begin
  select * into strict locked from custody.factory_order o where o.id = p_order for no key update;
  return locked;
end $$;
revoke execute on function custody.lock_factory_order from public;

-- All sums of an order and its state, from the ledgers. The constraints refuse what was not made, or is beyond the price.
create function custody.settle_factory_order(p_order uuid) returns void
language plpgsql security definer set search_path = pg_catalog as $$
declare
  locked custody.factory_order := custody.lock_factory_order(p_order);
begin
  update custody.factory_order_item i set made = n.made, spoiled = n.spoiled, delivered = n.delivered
    from (select x.id,
        (select coalesce(sum(u.quantity), 0) from custody.factory_output u where u.order_item_id = x.id) as made,
        (select coalesce(sum(c.quantity), 0) from custody.factory_correction c where c.order_item_id = x.id and c.order_id = p_order
          and c.state = 'approved' and c.kind = 'spoiled') as spoiled,
        (select coalesce(sum(l.quantity), 0) from custody.factory_delivery_line l where l.order_item_id = x.id) as delivered
      from custody.factory_order_item x where x.order_id = p_order) n
   where i.id = n.id and (i.made, i.spoiled, i.delivered) is distinct from (n.made, n.spoiled, n.delivered);
  update custody.factory_order o set price = s.price, delivered = s.delivered, received = s.received, forgiven = s.forgiven,
      state = case when o.withdrawn_on is not null then 'withdrawn'
        when s.items and s.all_delivered then case when s.received + s.forgiven >= s.price then 'paid' else 'delivered' end
        when s.items and s.all_made then 'ready' when s.begun then 'making' else 'taken' end
    from (select coalesce(sum(i.quantity * i.price), 0) as price, coalesce(sum(i.delivered * i.price), 0) as delivered, count(*) > 0 as items,
        bool_and(i.delivered = i.quantity) as all_delivered, bool_and(i.made - i.spoiled = i.quantity) as all_made,
        coalesce(bool_or(i.made > 0), false) or exists (select 1 from custody.store_entry e where e.factory_order_id = p_order) as begun,
        (select coalesce(sum(r.paisa), 0) from custody.factory_receipt r where r.order_id = p_order)
          - (select coalesce(sum(c.paisa), 0) from custody.factory_correction c where c.order_id = p_order and c.state = 'approved' and c.kind = 'refund')
          as received,
        (select coalesce(sum(c.paisa), 0) from custody.factory_correction c where c.order_id = p_order and c.state = 'approved' and c.kind = 'debt')
          as forgiven
      from custody.factory_order_item i where i.order_id = p_order) s
   where o.id = p_order;
end $$;
revoke execute on function custody.settle_factory_order from public;

create function custody.keep_factory_order_item() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare ordered custody.factory_order := custody.lock_factory_order(new.order_id);
begin
  if ordered.state not in ('taken', 'making', 'ready') then
    raise exception 'Nothing is added to an order that is over' using errcode = 'check_violation', constraint = 'factory_over';
  end if;
  if exists (select 1 from custody.factory_product p where p.id = new.product_id and p.closed_on is not null) then
    raise exception 'It is no longer made' using errcode = 'check_violation', constraint = 'factory_closed';
  end if;
  new.price := custody.factory_price_on(new.product_id, ordered.ordered_on);
  if new.price is null then
    raise exception 'It has no price in force' using errcode = 'check_violation', constraint = 'factory_no_price';
  end if;
  if (new.made, new.spoiled, new.delivered) is distinct from (0, 0, 0) then
    raise exception 'An item begins with nothing made' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger keep_factory_order_item before insert on custody.factory_order_item for each row execute function custody.keep_factory_order_item();

-- What a gang finished stands in one record: of a gang paid by the piece it is taken out of the muster, and a day on which nobody of the
-- gang worked has no output.
create function custody.keep_factory_output() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare
  item custody.factory_order_item;
  product custody.factory_product;
  gang custody.gang;
  by_piece boolean;
begin
  perform pg_advisory_xact_lock(7214162, hashtext(new.gang_id::text || new.on_date::text));
  select * into strict item from custody.factory_order_item i where i.id = new.order_item_id;
  select * into strict product from custody.factory_product p where p.id = item.product_id;
  select * into strict gang from custody.gang g where g.id = new.gang_id;
  if (custody.lock_factory_order(item.order_id)).withdrawn_on is not null then
    raise exception 'The order was withdrawn' using errcode = 'check_violation', constraint = 'factory_over';
  end if;
  if gang.kind <> 'factory' or new.on_date > workflow.today() then
    raise exception 'Only a gang of the factory finishes pieces, and not ahead' using errcode = 'check_violation', constraint = 'factory_gang';
  end if;
  by_piece := exists (select 1 from custody.labour_rate r where r.code = gang.rate_code and r.unit = 'piece');
  if by_piece and product.rate_code is distinct from gang.rate_code or not by_piece and product.rate_code is not null then
    raise exception 'The gang is not paid for making this' using errcode = 'check_violation', constraint = 'factory_other_rate';
  end if;
  if by_piece and new.quantity > (select coalesce(sum(m.pieces), 0) from custody.muster m where m.gang_id = gang.id and m.on_date = new.on_date)
      - (select coalesce(sum(u.quantity), 0) from custody.factory_output u where u.gang_id = gang.id and u.on_date = new.on_date) then
    raise exception 'More than the muster counted and is not taken yet' using errcode = 'check_violation', constraint = 'factory_not_mustered';
  end if;
  if not by_piece and not exists (select 1 from custody.muster m where m.gang_id = gang.id and m.on_date = new.on_date and m.mark in ('worked', 'half')) then
    raise exception 'Nobody of the gang worked that day' using errcode = 'check_violation', constraint = 'factory_nobody_worked';
  end if;
  -- It counts in the account on the day it is entered: a month that is over stays as it was.
  new.noted_at := clock_timestamp();
  return new;
end $$;
create trigger keep_factory_output before insert on custody.factory_output for each row execute function custody.keep_factory_output();

-- Pieces that went into an order stay in the muster, whatever is corrected there.
create function custody.keep_mustered_output() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  perform pg_advisory_xact_lock(7214162, hashtext(d.gang_id::text || d.on_date::text))
    from (select distinct w.gang_id, w.on_date from was w order by 1, 2) d;
  if exists (select 1 from (select distinct w.gang_id, w.on_date from was w) d
      join lateral (select sum(u.quantity) as pieces from custody.factory_output u where u.gang_id = d.gang_id and u.on_date = d.on_date) t on t.pieces > 0
      join custody.gang g on g.id = d.gang_id
      cross join lateral (select coalesce(sum(m.pieces), 0) as pieces, coalesce(bool_or(m.mark in ('worked', 'half')), false) as worked
        from custody.muster m where m.gang_id = d.gang_id and m.on_date = d.on_date) n
     where case when exists (select 1 from custody.labour_rate r where r.code = g.rate_code and r.unit = 'piece') then n.pieces < t.pieces else not n.worked end) then
    raise exception 'Pieces of this day went into orders of the factory' using errcode = 'check_violation', constraint = 'muster_taken';
  end if;
  return null;
end $$;
create trigger keep_mustered_output after update on custody.muster referencing old table as was
  for each statement execute function custody.keep_mustered_output();

-- The day of a paper is its booking's.
create function custody.begin_factory_paper() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare
  ordered custody.factory_order;
begin
  select t.day into strict new.day from custody.money_transaction t where t.id = new.transaction_id;
  ordered := custody.lock_factory_order(new.order_id);
  if tg_table_name = 'factory_receipt' then
    if ordered.received + ordered.forgiven + (to_jsonb(new) ->> 'paisa')::bigint
        > (case when ordered.withdrawn_on is null then ordered.price else ordered.delivered end) then
      raise exception 'More than the price' using errcode = 'check_violation', constraint = 'factory_beyond_price';
    end if;
  elsif ordered.withdrawn_on is not null then
    raise exception 'The order was withdrawn' using errcode = 'check_violation', constraint = 'factory_over';
  end if;
  return new;
end $$;
create trigger begin_factory_delivery before insert on custody.factory_delivery for each row execute function custody.begin_factory_paper();
create trigger begin_factory_receipt before insert on custody.factory_receipt for each row execute function custody.begin_factory_paper();

create function custody.keep_factory_correction() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare
  may_change constant text[] := array['state', 'decided_by', 'decided_at', 'decision', 'day', 'transaction_id'];
  ordered custody.factory_order;
begin
  if tg_op = 'INSERT' then
    if new.state <> 'proposed' or new.proposed_by is distinct from access.account() then
      raise exception 'A correction is proposed in one''s own name' using errcode = 'check_violation';
    end if;
    return new;
  end if;
  if old.state <> 'proposed' or new.state = 'proposed' or (to_jsonb(new) - may_change) is distinct from (to_jsonb(old) - may_change)
    or new.decided_by is distinct from access.account() then
    raise exception 'A correction is decided once, in one''s own name' using errcode = 'check_violation';
  end if;
  -- It may have been paid since it was asked to be written off.
  if new.state = 'approved' and new.kind = 'debt' then
    ordered := custody.lock_factory_order(new.order_id);
    if new.paisa > ordered.delivered - ordered.received - ordered.forgiven then
      raise exception 'Only what is still owed is written off' using errcode = 'check_violation', constraint = 'factory_forgiven_left';
    end if;
  end if;
  new.decided_at := clock_timestamp();
  new.day := case when new.state = 'approved' then coalesce((select t.day from custody.money_transaction t where t.id = new.transaction_id), workflow.today()) end;
  return new;
end $$;
create trigger keep_factory_correction before insert or update on custody.factory_correction for each row execute function custody.keep_factory_correction();

create function custody.follow_factory() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare
  given jsonb := to_jsonb(new);
begin
  perform custody.settle_factory_order(case tg_table_name
    when 'factory_output' then (select i.order_id from custody.factory_order_item i where i.id = (given ->> 'order_item_id')::uuid)
    when 'store_entry' then (given ->> 'factory_order_id')::uuid
    else (given ->> 'order_id')::uuid end);
  return null;
end $$;
create trigger follow_factory after insert on custody.factory_order_item for each row execute function custody.follow_factory();
create trigger follow_factory after insert on custody.factory_output for each row execute function custody.follow_factory();
create trigger follow_factory after insert on custody.factory_delivery_line for each row execute function custody.follow_factory();
create trigger follow_factory after insert on custody.factory_receipt for each row execute function custody.follow_factory();
create trigger follow_factory after update of state on custody.factory_correction for each row
  when (new.state = 'approved') execute function custody.follow_factory();
create trigger follow_factory after insert on custody.store_entry for each row
  when (new.factory_order_id is not null) execute function custody.follow_factory();

-- What comes back from an order is never more than went into it, and what comes back from elsewhere never what went into an order.
create or replace function custody.keep_store_entry() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare
  lot custody.store_lot;
begin
  perform custody.lock_stores(new.prison_id);
  select * into strict lot from custody.store_lot l where l.id = new.lot_id for update;
  if new.kind = 'issue' and lot.expires_on < workflow.today() then
    raise exception 'What has expired is not issued' using errcode = 'check_violation', constraint = 'store_expired';
  end if;
  if new.kind = 'issue' and new.factory_order_id is not null and (custody.lock_factory_order(new.factory_order_id)).state not in ('taken', 'making', 'ready') then
    raise exception 'Nothing is issued to an order that is over' using errcode = 'check_violation', constraint = 'factory_over';
  end if;
  if new.kind = 'return' and new.quantity > (select coalesce(-sum(e.quantity), 0) from custody.store_entry e
      where e.lot_id = new.lot_id and e.kind in ('issue', 'return') and e.factory_order_id is not distinct from new.factory_order_id) then
    raise exception 'More comes back than was issued' using errcode = 'check_violation', constraint = 'store_return';
  end if;
  if new.kind = 'adjustment' and not exists (select 1 from custody.stocktake s join custody.stocktake_line n on n.stocktake_id = s.id
      where s.id = new.stocktake_id and s.state = 'approved' and n.lot_id = new.lot_id and n.counted - n.book = new.quantity
        and not exists (select 1 from custody.store_entry e where e.stocktake_id = s.id and e.lot_id = new.lot_id)) then
    raise exception 'An adjustment is what an approved count found different, once' using errcode = 'check_violation', constraint = 'store_adjusted';
  end if;
  if new.kind = 'receipt' and exists (select 1 from custody.store_entry e where e.lot_id = new.lot_id) then
    raise exception 'A lot is received once' using errcode = 'check_violation', constraint = 'store_received';
  end if;
  -- The hour at which it entered the book, not at which somebody began to wait for the book: the ledger reads in its own order.
  new.entered_at := clock_timestamp();
  update custody.store_lot l set quantity = l.quantity + new.quantity where l.id = new.lot_id returning l.quantity into new.left_after;
  return new;
end $$;

-- Asked when the database transaction ends: every booking of the factory has its paper, every paper its booking, with the same sum on
-- the right accounts, and a delivery is worth its lines.
create function custody.factory_booking_agrees() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare
  given jsonb := to_jsonb(new);
  voucher custody.money_transaction;
  worth bigint;
  posted jsonb;
begin
  select * into voucher from custody.money_transaction t where t.id = case tg_table_name
    when 'money_transaction' then (given ->> 'id')::uuid
    when 'factory_delivery_line' then (select d.transaction_id from custody.factory_delivery d where d.id = (given ->> 'delivery_id')::uuid)
    else (given ->> 'transaction_id')::uuid end;
  select jsonb_object_agg(a.kind, p.amount) into posted from custody.money_posting p join custody.money_account a on a.id = p.account_id
   where p.transaction_id = voucher.id;
  worth := case voucher.kind
    when 'factory-delivery' then (select d.paisa from custody.factory_delivery d where d.transaction_id = voucher.id
      and d.paisa = (select sum(l.quantity * i.price) from custody.factory_delivery_line l join custody.factory_order_item i on i.id = l.order_item_id
        where l.delivery_id = d.id))
    when 'factory-receipt' then (select r.paisa from custody.factory_receipt r where r.transaction_id = voucher.id)
    when 'factory-debt' then (select c.paisa from custody.factory_correction c where c.transaction_id = voucher.id and c.kind = 'debt')
    when 'factory-refund' then (select c.paisa from custody.factory_correction c where c.transaction_id = voucher.id and c.kind = 'refund') end;
  if worth is null then
    raise exception 'A booking of the factory has its paper' using errcode = 'check_violation', constraint = 'factory_booking';
  end if;
  if posted is distinct from (case voucher.kind
      when 'factory-delivery' then jsonb_build_object('factory', worth, 'factory-owed', -worth)
      when 'factory-receipt' then jsonb_build_object('factory-owed', worth,
        (select r.way from custody.factory_receipt r where r.transaction_id = voucher.id), -worth)
      when 'factory-debt' then jsonb_build_object('factory', -worth, 'factory-owed', worth)
      when 'factory-refund' then jsonb_build_object('factory-owed', -worth, 'cash', worth) end) then
    raise exception 'A booking of the factory says what its paper says' using errcode = 'check_violation', constraint = 'factory_booking';
  end if;
  return null;
end $$;
create constraint trigger factory_booking_agrees after insert on custody.money_transaction deferrable initially deferred
  for each row when (new.kind in ('factory-delivery', 'factory-receipt', 'factory-debt', 'factory-refund')) execute function custody.factory_booking_agrees();
create constraint trigger factory_booking_agrees after insert on custody.factory_delivery deferrable initially deferred
  for each row execute function custody.factory_booking_agrees();
create constraint trigger factory_booking_agrees after insert on custody.factory_delivery_line deferrable initially deferred
  for each row execute function custody.factory_booking_agrees();
create constraint trigger factory_booking_agrees after insert on custody.factory_receipt deferrable initially deferred
  for each row execute function custody.factory_booking_agrees();
create constraint trigger factory_booking_agrees after update of state on custody.factory_correction deferrable initially deferred
  for each row when (new.transaction_id is not null) execute function custody.factory_booking_agrees();

-- A booking of the factory is corrected where its paper lies, by two officers; reversed in the cash book it would leave the paper behind.
create function custody.keep_money_of_factory() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  if exists (select 1 from custody.money_transaction t where t.id = new.reverses
      and t.kind in ('factory-delivery', 'factory-receipt', 'factory-debt', 'factory-refund')) then
    raise exception 'A booking of the factory is corrected in the factory' using errcode = 'check_violation', constraint = 'money_of_factory';
  end if;
  return new;
end $$;
create trigger keep_money_of_factory before insert on custody.money_transaction
  for each row when (new.reverses is not null) execute function custody.keep_money_of_factory();

-- What lines of the muster earn at one rate, in paisa, each half day rounded down: the one place where it is reckoned.
create function custody.line_wage(p_paisa bigint, p_by_piece boolean, p_whole bigint, p_half bigint, p_pieces bigint) returns bigint
language sql immutable as $$
  select case when p_by_piece then p_paisa * p_pieces else p_paisa * p_whole + p_paisa / 2 * p_half end
$$;
grant execute on function custody.line_wage to mizan_app;
-- The rates of a prison's gangs on each day, looked up once a day and not once a line.
create function custody.gang_rates(p_prison integer, p_from date, p_to date)
returns table (rate_code text, on_date date, by_piece boolean, paisa bigint)
language sql stable set search_path = pg_catalog as $$
  select g.rate_code, d::date, g.by_piece, custody.labour_rate_on(g.rate_code, g.jurisdiction, d::date)::bigint
    from (select distinct x.rate_code, x.jurisdiction,
        exists (select 1 from custody.labour_rate r where r.code = x.rate_code and r.unit = 'piece') as by_piece
      from custody.gang x where x.prison_id = p_prison) g
    cross join generate_series(coalesce(p_from, (select min(m.on_date) from custody.muster m where m.prison_id = p_prison)),
      coalesce(p_to, workflow.today()), interval '1 day') d
$$;
grant execute on function custody.gang_rates to mizan_app;
create or replace function custody.wages_of(p_prison integer, p_month date)
returns table (imprisonment_id uuid, half_days integer, pieces integer, paisa bigint)
language sql stable set search_path = pg_catalog as $$
  select m.imprisonment_id, (sum(case m.mark when 'worked' then 2 when 'half' then 1 else 0 end))::integer, sum(m.pieces)::integer,
      sum(custody.line_wage(r.paisa, r.by_piece, (m.mark = 'worked')::integer, (m.mark = 'half')::integer, m.pieces))::bigint
    from custody.muster m join custody.gang g on g.id = m.gang_id
    left join custody.gang_rates(p_prison, p_month, (p_month + interval '1 month')::date - 1) r on r.rate_code = g.rate_code and r.on_date = m.on_date
   where m.prison_id = p_prison and m.on_date >= p_month and m.on_date < p_month + interval '1 month'
   group by m.imprisonment_id
$$;

-- Wages of the factory's gangs by gang and day: sums, nobody's name.
create function custody.factory_wages(p_prison integer, p_from date, p_to date)
returns table (gang_id uuid, on_date date, paisa bigint)
language sql stable security definer set search_path = pg_catalog as $$
  select w.gang_id, w.on_date, custody.line_wage(r.paisa, r.by_piece, w.whole, w.half, w.pieces)
    from (select m.gang_id, m.on_date, count(*) filter (where m.mark = 'worked') as whole, count(*) filter (where m.mark = 'half') as half,
        sum(m.pieces) as pieces
      from custody.muster m where m.prison_id = p_prison and (p_from is null or m.on_date >= p_from) and (p_to is null or m.on_date <= p_to)
       and p_prison = any ((select access.units())::integer[]) and (select access.may('custody:read-factory-account'))
      group by m.gang_id, m.on_date) w
    join custody.gang g on g.id = w.gang_id and g.kind = 'factory'
    join custody.gang_rates(p_prison, p_from, p_to) r on r.rate_code = g.rate_code and r.on_date = w.on_date
   where custody.line_wage(r.paisa, r.by_piece, w.whole, w.half, w.pieces) > 0
$$;
comment on function custody.factory_wages is 'What the muster of the factory''s gangs earned by gang and day, for whoever reads the factory''s account';
revoke execute on function custody.factory_wages from public;
grant execute on function custody.factory_wages to mizan_app;

-- Every line of the factory's account between two days. Its months are sums of these lines and nothing else.
create function custody.factory_lines(p_prison integer, p_from date, p_to date)
returns table (kind text, day date, key text, order_id uuid, gang_id uuid, item_en text, item_ur text, quantity numeric, paisa bigint, voucher text, priced boolean)
language sql stable set search_path = pg_catalog as $$
  select 'material', (e.entered_at at time zone 'Asia/Karachi')::date, md5(e.id::text), e.factory_order_id, null::uuid, i.name_en, i.name_ur, -e.quantity,
      coalesce(round(-e.quantity * l.price), 0)::bigint, l.number, l.price is not null
    from custody.store_entry e join custody.store_lot l on l.id = e.lot_id join custody.store_item i on i.id = e.item_id
   where e.prison_id = p_prison and e.factory_order_id is not null
     and (p_from is null or e.entered_at >= p_from::timestamp at time zone 'Asia/Karachi')
     and (p_to is null or e.entered_at < (p_to + 1)::timestamp at time zone 'Asia/Karachi')
  union all
  select 'wages', w.on_date, w.gang_id::text || w.on_date, null, w.gang_id, null, null, null, w.paisa, null, true
    from custody.factory_wages(p_prison, p_from, p_to) w
  union all
  select 'output', (u.noted_at at time zone 'Asia/Karachi')::date, u.id::text, i.order_id, u.gang_id, p.name_en, p.name_ur, u.quantity, u.quantity * i.price, null, true
    from custody.factory_output u join custody.factory_order_item i on i.id = u.order_item_id join custody.factory_product p on p.id = i.product_id
   where u.prison_id = p_prison
     and (p_from is null or u.noted_at >= p_from::timestamp at time zone 'Asia/Karachi')
     and (p_to is null or u.noted_at < (p_to + 1)::timestamp at time zone 'Asia/Karachi')
  union all
  select 'spoiled', c.day, c.id::text, c.order_id, null, p.name_en, p.name_ur, c.quantity, c.quantity * i.price, null, true
    from custody.factory_correction c join custody.factory_order_item i on i.id = c.order_item_id join custody.factory_product p on p.id = i.product_id
   where c.prison_id = p_prison and c.state = 'approved' and c.kind = 'spoiled' and (p_from is null or c.day >= p_from) and (p_to is null or c.day <= p_to)
  union all
  select 'delivered', d.day, l.delivery_id::text || l.order_item_id, d.order_id, null, p.name_en, p.name_ur, l.quantity, l.quantity * i.price,
      t.number || '/' || t.year, true
    from custody.factory_delivery d join custody.factory_delivery_line l on l.delivery_id = d.id
    join custody.factory_order_item i on i.id = l.order_item_id join custody.factory_product p on p.id = i.product_id
    join custody.money_transaction t on t.id = d.transaction_id
   where d.prison_id = p_prison and (p_from is null or d.day >= p_from) and (p_to is null or d.day <= p_to)
  union all
  select 'received', r.day, r.id::text, r.order_id, null, null, null, null, r.paisa, t.number || '/' || t.year, true
    from custody.factory_receipt r join custody.money_transaction t on t.id = r.transaction_id
   where r.prison_id = p_prison and (p_from is null or r.day >= p_from) and (p_to is null or r.day <= p_to)
  union all
  select case c.kind when 'debt' then 'forgiven' else 'refunded' end, c.day, c.id::text, c.order_id, null, null, null, null, c.paisa, t.number || '/' || t.year, true
    from custody.factory_correction c join custody.money_transaction t on t.id = c.transaction_id
   where c.prison_id = p_prison and c.state = 'approved' and (p_from is null or c.day >= p_from) and (p_to is null or c.day <= p_to)
$$;
grant execute on function custody.factory_lines to mizan_app;
