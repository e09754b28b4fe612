-- needs: identity
-- The canteen: what it sells at which price from which day, how much there is, and how much a prisoner may buy in a week.
create table custody.canteen_item (
  id uuid primary key default gen_random_uuid(),
  jurisdiction text not null,
  prison_id integer not null references units.unit,
  code text not null check (code ~ '^[0-9A-Za-z]{1,6}$'),
  name_en text not null check (name_en <> ''),
  name_ur text not null check (name_ur <> ''),
  stock integer not null default 0 check (stock >= 0),
  low integer not null default 0 check (low >= 0),
  sold boolean not null default true,
  unique (prison_id, code),
  unique (id, prison_id)
);
comment on table custody.canteen_item is 'Something the canteen of a prison sells';
comment on column custody.canteen_item.code is 'What is typed at the counter';
comment on column custody.canteen_item.stock is 'Kept by the database with every delivery and sale';
comment on column custody.canteen_item.low is 'At or below this it is to be ordered';

create table custody.canteen_price (
  item_id uuid not null,
  from_on date not null,
  jurisdiction text not null,
  prison_id integer not null references units.unit,
  price bigint not null check (price > 0),
  set_by uuid default access.account(),
  set_at timestamptz not null default clock_timestamp(),
  primary key (item_id, from_on, set_at),
  foreign key (item_id, prison_id) references custody.canteen_item (id, prison_id)
);
comment on table custody.canteen_price is 'Price of one from a day on, in paisa; of two for a day the later written holds';

create table custody.canteen_supply (
  id uuid primary key default gen_random_uuid(),
  jurisdiction text not null,
  prison_id integer not null references units.unit,
  item_id uuid not null,
  quantity integer not null check (quantity <> 0),
  reason text not null check (reason in ('delivery', 'count', 'spoiled', 'returned')),
  note text,
  entered_by uuid default access.account(),
  entered_at timestamptz not null default clock_timestamp(),
  foreign key (item_id, prison_id) references custody.canteen_item (id, prison_id)
);
comment on table custody.canteen_supply is 'What came into the canteen''s store or left it otherwise than by sale';
create index canteen_supply_by_item on custody.canteen_supply (item_id, entered_at desc);

create table custody.canteen_line (
  transaction_id uuid not null,
  item_id uuid not null,
  jurisdiction text not null,
  prison_id integer not null references units.unit,
  quantity integer not null check (quantity > 0),
  price bigint not null check (price > 0),
  primary key (transaction_id, item_id),
  foreign key (transaction_id, prison_id) references custody.money_transaction (id, prison_id),
  foreign key (item_id, prison_id) references custody.canteen_item (id, prison_id)
);
comment on table custody.canteen_line is 'What was bought with a booking, at the price of the day';
create index canteen_line_by_item on custody.canteen_line (item_id);

create table custody.canteen_limit (
  jurisdiction text not null,
  from_on date not null,
  weekly bigint not null check (weekly > 0),
  week_starts integer not null check (week_starts between 1 and 7),
  instrument text not null,
  set_by uuid default access.account(),
  set_at timestamptz not null default clock_timestamp(),
  primary key (jurisdiction, from_on, set_at)
);
comment on table custody.canteen_limit is 'What a prisoner may spend in the canteen in a week, by province and date';
comment on column custody.canteen_limit.week_starts is 'ISO day of the week: 1 is Monday';
comment on column custody.canteen_limit.instrument is 'The order that sets it';
-- No text that was at hand gives these sums: a department''s own order replaces them.
insert into custody.canteen_limit (jurisdiction, from_on, weekly, week_starts, instrument, set_by) values
  ('PK-SD', '2019-01-01', 200000, 1, 'REFER: sum assumed, to be replaced by the department''s order', null),
  ('PK-PB', '2019-01-01', 300000, 7, 'REFER: sum assumed, to be replaced by the department''s order', null);

select audit.watch('custody.canteen_item'), audit.watch('custody.canteen_price', 'item_id'), audit.watch('custody.canteen_supply'),
       audit.watch('custody.canteen_line', 'transaction_id'), audit.watch('custody.canteen_limit', 'jurisdiction');
select access.protect('custody.canteen_item'), access.protect('custody.canteen_price', 'select, insert'),
       access.protect('custody.canteen_supply', 'select, insert'), access.protect('custody.canteen_line', 'select, insert'),
       access.protect('custody.canteen_limit', 'select, insert');
do $$
declare each record;
begin
  for each in select * from (values ('canteen_item', 'custody:edit-canteen'), ('canteen_price', 'custody:edit-canteen'),
      ('canteen_supply', 'custody:sell-canteen'), ('canteen_line', 'custody:sell-canteen')) as t(name, adds)
  loop
    execute format('create policy %1$s_read on custody.%1$s for select to mizan_app
      using (prison_id = any ((select access.units())::integer[]) and (select access.may(''custody:read-money'')))', each.name);
    execute format('create policy %1$s_add on custody.%1$s for insert to mizan_app
      with check (prison_id = any ((select access.units())::integer[]) and (select access.may(%2$L)))', each.name, each.adds);
  end loop;
end $$;
create policy canteen_item_change on custody.canteen_item for update to mizan_app
  using (prison_id = any ((select access.units())::integer[]) and (select access.may('custody:edit-canteen')));
-- What a reversed purchase brings back is put on the shelf by whoever reverses it.
create policy canteen_supply_back on custody.canteen_supply for insert to mizan_app
  with check (prison_id = any ((select access.units())::integer[]) and reason = 'returned' and (select access.may('custody:reverse-money')));
create policy canteen_limit_read on custody.canteen_limit for select to mizan_app
  using (jurisdiction = (select access.jurisdiction()) and (select access.may('custody:read-money')));
create policy canteen_limit_add on custody.canteen_limit for insert to mizan_app
  with check (jurisdiction = (select access.jurisdiction()) and (select access.may('custody:set-canteen-limit')));

create function custody.count_stock() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  update custody.canteen_item i set stock = i.stock + case tg_table_name when 'canteen_line' then -new.quantity else new.quantity end
   where i.id = new.item_id;
  return null;
end $$;
create trigger count_stock after insert on custody.canteen_line for each row execute function custody.count_stock();
create trigger count_stock after insert on custody.canteen_supply for each row execute function custody.count_stock();

-- The code, the words and the limits are edited; the stock only counted.
create function custody.keep_canteen_item() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if current_user = 'mizan_app' and (new.stock, new.prison_id, new.id) is distinct from (old.stock, old.prison_id, old.id) then
    raise exception 'Stock is counted by deliveries and sales' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger keep_canteen_item before update on custody.canteen_item for each row execute function custody.keep_canteen_item();
create function custody.begin_canteen_item() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if current_user = 'mizan_app' then new.stock := 0; end if;
  return new;
end $$;
create trigger begin_canteen_item before insert on custody.canteen_item for each row execute function custody.begin_canteen_item();
