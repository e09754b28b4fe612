-- needs: identity
-- What lies in a prison's stores and what belongs to the prison. What is in a lot is the sum of what was entered and nothing else: the
-- ledger is only added to, the database keeps the sum, and no order of acts brings it below zero.
create extension if not exists btree_gist with schema public;

create table custody.ration_good (
  code text primary key,
  unit text not null check (unit in ('kg', 'litre', 'piece')),
  position integer not null,
  unique (code, unit)
);
comment on table custody.ration_good is 'What a diet scale may name, and the unit in which it is measured and kept in stock';
insert into custody.ration_good (code, unit, position) values
  ('flour', 'kg', 1), ('rice', 'kg', 2), ('pulses', 'kg', 3), ('meat', 'kg', 4), ('vegetables', 'kg', 5), ('ghee', 'kg', 6),
  ('sugar', 'kg', 7), ('tea', 'kg', 8), ('milk', 'litre', 9), ('salt', 'kg', 10), ('spices', 'kg', 11), ('egg', 'piece', 12),
  ('fruit', 'kg', 13), ('dates', 'kg', 14), ('syrup', 'litre', 15), ('fuel', 'kg', 16);

create table custody.store_item (
  id uuid primary key default gen_random_uuid(),
  jurisdiction text not null,
  prison_id integer not null references units.unit,
  code text not null check (code ~ '^[0-9A-Z-]{1,12}$'),
  name_en text not null check (name_en <> ''),
  name_ur text not null check (name_ur <> ''),
  category text not null check (category in ('ration', 'clothing', 'bedding', 'cleaning', 'stationery', 'tools', 'other')),
  unit text not null check (unit in ('kg', 'litre', 'piece', 'metre', 'packet')),
  good text,
  minimum numeric(14, 3) not null default 0 check (minimum >= 0),
  added_by uuid default access.account(),
  added_at timestamptz not null default clock_timestamp(),
  unique (prison_id, code),
  unique (id, prison_id),
  foreign key (good, unit) references custody.ration_good (code, unit),
  check (good is null or category = 'ration')
);
comment on table custody.store_item is 'Something a prison keeps in its stores';
comment on column custody.store_item.good is 'Of a ration: which good of the diet scales it is; measured in that good''s unit';
comment on column custody.store_item.minimum is 'At or below this it is to be asked for again';
create index store_item_by_good on custody.store_item (prison_id, good) where good is not null;

create table custody.store_lot (
  id uuid primary key default gen_random_uuid(),
  jurisdiction text not null,
  prison_id integer not null references units.unit,
  item_id uuid not null,
  number text not null check (number <> ''),
  supplier text not null check (supplier <> ''),
  paper text not null check (paper <> ''),
  received_on date not null,
  expires_on date,
  price bigint check (price > 0),
  quantity numeric(14, 3) not null default 0,
  added_by uuid default access.account(),
  added_at timestamptz not null default clock_timestamp(),
  unique (item_id, number),
  unique (id, prison_id, item_id),
  foreign key (item_id, prison_id) references custody.store_item (id, prison_id),
  constraint store_lot_left check (quantity >= 0)
);
comment on table custody.store_lot is 'What came in together: from whom, by which paper, until when it is good, at which price';
comment on column custody.store_lot.price is 'Paisa for one unit; empty where the paper names none';
comment on column custody.store_lot.quantity is 'What is left: the sum of the ledger, kept by the database';
create index store_lot_by_prison on custody.store_lot (prison_id) where quantity > 0;

create table custody.stocktake (
  id uuid primary key default gen_random_uuid(),
  jurisdiction text not null,
  prison_id integer not null references units.unit,
  state text not null default 'counted' check (state in ('counted', 'approved', 'refused')),
  remarks text,
  counted_by uuid not null default access.account() references identity.account,
  counted_at timestamptz not null default clock_timestamp(),
  decided_by uuid references identity.account,
  decided_at timestamptz,
  decision text,
  unique (id, prison_id),
  constraint stocktake_two_officers check (decided_by <> counted_by),
  check ((state = 'counted') = (decided_by is null) and (decided_by is null) = (decided_at is null))
);
comment on table custody.stocktake is 'A count of the stores; its differences enter the ledger when a second officer approves them';
create unique index stocktake_open on custody.stocktake (prison_id) where state = 'counted';
create index stocktake_by_prison on custody.stocktake (prison_id, counted_at desc);

create table custody.stocktake_line (
  stocktake_id uuid not null,
  lot_id uuid not null,
  item_id uuid not null,
  jurisdiction text not null,
  prison_id integer not null references units.unit,
  book numeric(14, 3) not null,
  counted numeric(14, 3) not null check (counted >= 0),
  why text,
  primary key (stocktake_id, lot_id),
  foreign key (stocktake_id, prison_id) references custody.stocktake (id, prison_id),
  foreign key (lot_id, prison_id, item_id) references custody.store_lot (id, prison_id, item_id),
  check (counted = book or coalesce(why, '') <> '')
);
comment on table custody.stocktake_line is 'What the book said of a lot at the moment of the count, what was found, and why they differ';
create index stocktake_line_by_lot on custody.stocktake_line (lot_id);

create table custody.store_entry (
  id uuid primary key default gen_random_uuid(),
  jurisdiction text not null,
  prison_id integer not null references units.unit,
  item_id uuid not null,
  lot_id uuid not null,
  kind text not null check (kind in ('receipt', 'issue', 'return', 'spoilage', 'adjustment')),
  quantity numeric(14, 3) not null,
  left_after numeric(14, 3) not null default 0,
  party text,
  why text,
  indent_id uuid,
  stocktake_id uuid,
  entered_by uuid default access.account(),
  entered_at timestamptz not null default clock_timestamp(),
  foreign key (lot_id, prison_id, item_id) references custody.store_lot (id, prison_id, item_id),
  foreign key (stocktake_id, prison_id) references custody.stocktake (id, prison_id),
  check (case when kind in ('receipt', 'return') then quantity > 0 when kind in ('issue', 'spoilage') then quantity < 0 else quantity <> 0 end),
  check ((kind = 'adjustment') = (stocktake_id is not null)),
  check (kind <> 'spoilage' or coalesce(why, '') <> ''),
  check (kind not in ('issue', 'return') or coalesce(party, '') <> '')
);
comment on table custody.store_entry is 'The ledger of the stores: everything that came or went, only ever added to';
comment on column custody.store_entry.party is 'To whom it was issued or who brought it back';
comment on column custody.store_entry.left_after is 'What was left in the lot afterwards, written by the database';
create index store_entry_by_item on custody.store_entry (item_id, entered_at desc);
create index store_entry_by_lot on custody.store_entry (lot_id);
create index store_entry_by_prison on custody.store_entry (prison_id, entered_at desc);
create index store_entry_by_indent on custody.store_entry (indent_id) where indent_id is not null;

create table custody.asset (
  id uuid primary key default gen_random_uuid(),
  jurisdiction text not null,
  prison_id integer not null references units.unit,
  number text not null check (number <> ''),
  kind text not null check (kind in ('rifle', 'shotgun', 'pistol', 'ammunition', 'wireless', 'keys', 'handcuffs', 'detector', 'camera',
    'computer', 'generator', 'vehicle', 'furniture', 'other')),
  name_en text not null check (name_en <> ''),
  name_ur text not null check (name_ur <> ''),
  quantity integer not null default 1 check (quantity > 0),
  vehicle_id uuid unique,
  added_by uuid default access.account(),
  added_at timestamptz not null default clock_timestamp(),
  place text not null check (place <> ''),
  condition text not null check (condition in ('good', 'worn', 'broken', 'missing')),
  member_id uuid,
  seen_on date not null,
  counted_at_duty boolean not null default false,
  state text not null default 'in-use' check (state in ('in-use', 'to-write-off', 'written-off')),
  proposed_by uuid references identity.account,
  proposed_why text,
  decided_by uuid references identity.account,
  decided_at timestamptz,
  unique (prison_id, number),
  unique (id, prison_id),
  foreign key (vehicle_id, prison_id) references custody.vehicle (id, prison_id),
  constraint asset_two_officers check (decided_by <> proposed_by),
  check ((state = 'in-use') = (proposed_by is null) and (proposed_by is null) = (proposed_why is null)),
  check ((state = 'written-off') = (decided_by is not null) and (decided_by is null) = (decided_at is null)),
  constraint asset_counted check (counted_at_duty = false or kind in ('rifle', 'shotgun', 'pistol', 'ammunition', 'wireless', 'keys', 'handcuffs', 'detector'))
);
comment on table custody.asset is 'Something that belongs to a prison and is used, not used up: where it is, in which state, with whom, when it was last seen';
comment on column custody.asset.quantity is 'Rounds of ammunition or pieces of a set under one number; 1 for everything with a number of its own';
comment on column custody.asset.counted_at_duty is 'Counted when one shift hands over to the next';
create index asset_by_member on custody.asset (member_id) where member_id is not null;

create table custody.asset_event (
  id uuid primary key default gen_random_uuid(),
  jurisdiction text not null,
  prison_id integer not null references units.unit,
  asset_id uuid not null,
  kind text not null check (kind in ('taken-on', 'seen', 'proposed', 'written-off', 'kept')),
  place text not null,
  condition text not null,
  member_id uuid,
  why text,
  by_account uuid default access.account(),
  at timestamptz not null default clock_timestamp(),
  foreign key (asset_id, prison_id) references custody.asset (id, prison_id)
);
comment on table custody.asset_event is 'What became of an asset, in order: written by the database with every change of the register';
create index asset_event_by_asset on custody.asset_event (asset_id, at desc);
create index asset_event_by_prison on custody.asset_event (prison_id, at desc);

select audit.watch('custody.ration_good', 'code'), audit.watch('custody.store_item'), audit.watch('custody.store_lot'),
       audit.watch('custody.store_entry'), audit.watch('custody.stocktake'), audit.watch('custody.stocktake_line', 'stocktake_id'),
       audit.watch('custody.asset'), audit.watch('custody.asset_event');
select access.protect('custody.ration_good', 'select'), access.protect('custody.store_item'), access.protect('custody.store_lot', 'select, insert'),
       access.protect('custody.store_entry', 'select, insert'), access.protect('custody.stocktake'),
       access.protect('custody.stocktake_line', 'select, insert'), access.protect('custody.asset'), access.protect('custody.asset_event', 'select');
create policy ration_good_read on custody.ration_good for select to mizan_app using (true);
do $$
declare each record;
begin
  for each in select * from (values
      ('store_item', 'custody:read-stores', 'custody:keep-stores', 'custody:keep-stores'),
      ('store_lot', 'custody:read-stores', 'custody:keep-stores', null),
      ('stocktake', 'custody:read-stores', 'custody:keep-stores', 'custody:approve-stock'),
      ('stocktake_line', 'custody:read-stores', 'custody:keep-stores', null),
      ('asset', 'custody:read-assets', 'custody:keep-assets', 'custody:keep-assets'),
      ('asset_event', 'custody:read-assets', null, null)) as t(name, reads, adds, changes)
  loop
    execute format('create policy %1$s_read on custody.%1$s for select to mizan_app
      using (prison_id = any ((select access.units())::integer[]) and (select access.may(%2$L)))', each.name, each.reads);
    if each.adds is not null then
      execute format('create policy %1$s_add on custody.%1$s for insert to mizan_app
        with check (prison_id = any ((select access.units())::integer[]) and (select access.may(%2$L)))', each.name, each.adds);
    end if;
    if each.changes is not null then
      execute format('create policy %1$s_change on custody.%1$s for update to mizan_app
        using (prison_id = any ((select access.units())::integer[]) and (select access.may(%2$L)))', each.name, each.changes);
    end if;
  end loop;
end $$;
create policy store_entry_read on custody.store_entry for select to mizan_app
  using (prison_id = any ((select access.units())::integer[]) and (select access.may('custody:read-stores')));
-- What a count found different is entered by the officer who approves the count, everything else by the store.
create policy store_entry_add on custody.store_entry for insert to mizan_app
  with check (prison_id = any ((select access.units())::integer[])
    and case when kind = 'adjustment' then (select access.may('custody:approve-stock')) else (select access.may('custody:keep-stores')) end);
-- Writing off is decided by whoever commands; the store-keeper only proposes.
create policy asset_decide on custody.asset for update to mizan_app
  using (prison_id = any ((select access.units())::integer[]) and (select access.may('custody:write-off-assets')));

-- One book of a prison's stores at a time: whoever proposes from what is left must see what the other has taken.
create function custody.lock_stores(p_prison integer) returns void language plpgsql set search_path = pg_catalog as $$
begin
  perform pg_advisory_xact_lock(7214100, p_prison);
end $$;

create function custody.keep_store_entry() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare
  lot custody.store_lot;
begin
  perform custody.lock_stores(new.prison_id);
  select * into strict lot from custody.store_lot l where l.id = new.lot_id for update;
  if new.kind = 'issue' and lot.expires_on < workflow.today() then
    raise exception 'What has expired is not issued' using errcode = 'check_violation', constraint = 'store_expired';
  end if;
  if new.kind = 'return' and new.quantity > (select coalesce(-sum(e.quantity), 0) from custody.store_entry e
      where e.lot_id = new.lot_id and e.kind in ('issue', 'return')) then
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
create trigger keep_store_entry before insert on custody.store_entry for each row execute function custody.keep_store_entry();

create function custody.begin_store_lot() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if current_user = 'mizan_app' then new.quantity := 0; end if;
  return new;
end $$;
create trigger begin_store_lot before insert on custody.store_lot for each row execute function custody.begin_store_lot();

-- A count says what the book says at its own moment, and once decided it stands.
create function custody.begin_stocktake_line() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  select l.quantity, l.item_id into strict new.book, new.item_id from custody.store_lot l where l.id = new.lot_id and l.prison_id = new.prison_id;
  if (select s.state from custody.stocktake s where s.id = new.stocktake_id) <> 'counted' then
    raise exception 'The count is decided' using errcode = 'check_violation', constraint = 'stocktake_kept';
  end if;
  return new;
end $$;
create trigger begin_stocktake_line before insert on custody.stocktake_line for each row execute function custody.begin_stocktake_line();
create function custody.keep_stocktake() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if old.state <> 'counted' or (to_jsonb(new) - array['state', 'decided_by', 'decided_at', 'decision'])
      is distinct from (to_jsonb(old) - array['state', 'decided_by', 'decided_at', 'decision']) then
    raise exception 'A count is decided once, never rewritten' using errcode = 'check_violation', constraint = 'stocktake_kept';
  end if;
  if current_user = 'mizan_app' then
    new.decided_by := access.account();
    new.decided_at := clock_timestamp();
  end if;
  return new;
end $$;
create trigger keep_stocktake before update on custody.stocktake for each row execute function custody.keep_stocktake();

-- Written off means gone from the register for good, by two persons; every change leaves its event.
create function custody.keep_asset() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if old.state = 'written-off' then
    raise exception 'What is written off stays so' using errcode = 'check_violation', constraint = 'asset_written_off';
  end if;
  if current_user = 'mizan_app' then
    if new.state = 'written-off' and (old.state <> 'to-write-off' or not access.may('custody:write-off-assets')) then
      raise exception 'Writing off is proposed first' using errcode = 'check_violation', constraint = 'asset_two_officers';
    end if;
    if new.state = 'to-write-off' then
      if old.state = 'in-use' then new.proposed_by := access.account(); else new.proposed_by := old.proposed_by; end if;
    end if;
    if new.state = 'written-off' then
      new.proposed_by := old.proposed_by;
      new.decided_by := access.account();
      new.decided_at := clock_timestamp();
    end if;
  end if;
  return new;
end $$;
create trigger keep_asset before update on custody.asset for each row execute function custody.keep_asset();
create function custody.follow_asset() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  insert into custody.asset_event (jurisdiction, prison_id, asset_id, kind, place, condition, member_id, why, at)
  values (new.jurisdiction, new.prison_id, new.id, case
      when tg_op = 'INSERT' then 'taken-on'
      when new.state = old.state then 'seen'
      when new.state = 'to-write-off' then 'proposed'
      when new.state = 'written-off' then 'written-off'
      else 'kept' end, new.place, new.condition, new.member_id, new.proposed_why, clock_timestamp());
  return null;
end $$;
create trigger follow_asset after insert or update on custody.asset for each row execute function custody.follow_asset();

-- An escort vehicle is an asset by its plate; who keeps the stores need not read the escorts for that.
create function custody.vehicle_by_plate(p_prison integer, p_plate text) returns uuid
language sql stable security definer set search_path = pg_catalog as $$
  select v.id from custody.vehicle v where v.prison_id = p_prison and v.plate = p_plate and p_prison = any (access.units()) and access.may('custody:keep-assets')
$$;
revoke execute on function custody.lock_stores, custody.vehicle_by_plate from public;
grant execute on function custody.lock_stores, custody.vehicle_by_plate to mizan_app;
