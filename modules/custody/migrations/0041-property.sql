-- needs: identity documents
-- Property whole: bags under numbered seals with a place in the store, what lies in them, and a receipt for everything that happens to
-- them, each taking in the one before it. Receipts written by admission keep their hashes.
create table custody.property_receipt (
  id uuid primary key default gen_random_uuid(),
  jurisdiction text not null,
  prison_id integer not null references units.unit,
  imprisonment_id uuid not null references custody.imprisonment,
  year integer not null,
  number integer not null check (number > 0),
  kind text not null check (kind in ('taken', 'placed', 'opened', 'to-relative', 'lost', 'damaged', 'handed-back')),
  form integer not null default 2 check (form in (1, 2)),
  content jsonb not null,
  previous_hash text not null,
  hash text not null,
  made_by uuid default access.account(),
  made_at timestamptz not null default clock_timestamp(),
  unique (prison_id, year, number)
);
comment on table custody.property_receipt is 'What happened to the property of a prisoner, in words that are hashed over the receipt before it: one changed or removed later breaks the chain';
comment on column custody.property_receipt.form is '1: as admission hashed bag, words, number and cash before there were seals; 2: the whole content';
create index property_receipt_by_imprisonment on custody.property_receipt (imprisonment_id, year, number);

create table custody.property_bag (
  id uuid primary key default gen_random_uuid(),
  jurisdiction text not null,
  prison_id integer not null references units.unit,
  imprisonment_id uuid not null references custody.imprisonment,
  number text not null check (number <> ''),
  seal text,
  place text,
  state text not null default 'in-store' check (state in ('in-store', 'handed-back', 'to-relative', 'lost')),
  unique (id, prison_id)
);
comment on table custody.property_bag is 'A bag of a prisoner''s property in the store of the prison';
comment on column custody.property_bag.seal is 'Number of the seal now on it; empty for a bag taken before seals were numbered';
comment on column custody.property_bag.place is 'Where it lies in the store';
create index property_bag_by_imprisonment on custody.property_bag (imprisonment_id);
create index property_bag_in_store on custody.property_bag (prison_id, place) where state = 'in-store';
create unique index property_seal_once on custody.property_bag (prison_id, seal);

insert into custody.property_receipt (jurisdiction, prison_id, imprisonment_id, year, number, kind, form, content, previous_hash, hash,
    made_by, made_at)
  select jurisdiction, prison_id, imprisonment_id, receipt_year, receipt_number, 'taken', 1, jsonb_build_object('bagNumber', bag_number,
    'description', description, 'quantity', quantity, 'cash', cash), previous_hash, hash, taken_by, taken_at from custody.property_item;
insert into custody.property_bag (jurisdiction, prison_id, imprisonment_id, number, state)
  select jurisdiction, prison_id, imprisonment_id, bag_number, case when bool_and(returned_at is not null) then 'handed-back' else 'in-store' end
    from custody.property_item group by jurisdiction, prison_id, imprisonment_id, bag_number;

alter table custody.property_item
  add column bag_id uuid references custody.property_bag,
  add column category text not null default 'other'
    check (category in ('telephone', 'watch', 'jewellery', 'papers', 'clothing', 'wallet', 'medicine', 'keys', 'other')),
  add column worth bigint check (worth >= 0),
  add column condition text not null default 'fair' check (condition in ('good', 'fair', 'poor', 'broken')),
  add column state text not null default 'in-store' check (state in ('in-store', 'handed-back', 'to-relative', 'lost')),
  add column photo uuid,
  add column taken_receipt uuid references custody.property_receipt,
  add column left_receipt uuid references custody.property_receipt;
update custody.property_item i set bag_id = b.id, state = case when i.returned_at is null then 'in-store' else 'handed-back' end,
    taken_receipt = r.id
  from custody.property_bag b, custody.property_receipt r
 where b.imprisonment_id = i.imprisonment_id and b.number = i.bag_number
   and r.prison_id = i.prison_id and r.year = i.receipt_year and r.number = i.receipt_number;
update custody.property_receipt r set content = r.content || jsonb_build_object('itemId', i.id, 'bagId', i.bag_id)
  from custody.property_item i where i.taken_receipt = r.id;
alter table custody.property_item
  alter column bag_id set not null,
  alter column taken_receipt set not null,
  alter column category drop default,
  alter column condition drop default,
  drop column receipt_year, drop column receipt_number, drop column bag_number, drop column cash, drop column previous_hash,
  drop column hash, drop column taken_at, drop column taken_by, drop column returned_at, drop column returned_by;
comment on table custody.property_item is 'A thing in a bag; what it was when it was taken and when it left stands on its receipts';
comment on column custody.property_item.worth is 'What the prisoner and the officer put it at, in paisa';
comment on column custody.property_item.photo is 'A document of the prison';
create index property_item_by_bag on custody.property_item (bag_id);

create table custody.property_opening (
  id uuid primary key default gen_random_uuid(),
  jurisdiction text not null,
  prison_id integer not null references units.unit,
  imprisonment_id uuid not null references custody.imprisonment,
  bag_id uuid not null references custody.property_bag,
  reason text not null,
  new_seal text not null,
  state text not null default 'proposed' check (state in ('proposed', 'done', 'withdrawn')),
  proposed_by uuid not null default access.account() references identity.account,
  proposed_at timestamptz not null default clock_timestamp(),
  proposed_session uuid,
  proposed_grant uuid,
  witnessed_by uuid references identity.account,
  witnessed_at timestamptz,
  check (witnessed_by <> proposed_by),
  check ((state = 'done') = (witnessed_by is not null) and (witnessed_by is null) = (witnessed_at is null))
);
comment on table custody.property_opening is 'A seal broken and renewed: why, by whom, and the second officer without whom nothing changes';
create unique index property_opening_open on custody.property_opening (bag_id) where state = 'proposed';
create index property_opening_by_imprisonment on custody.property_opening (imprisonment_id);

select audit.watch('custody.property_receipt'), audit.watch('custody.property_bag'), audit.watch('custody.property_opening');
select access.protect('custody.property_receipt', 'select, insert'), access.protect('custody.property_bag'),
       access.protect('custody.property_opening');
drop policy property_item_add on custody.property_item;
drop policy property_item_change on custody.property_item;

create function custody.may_take_property() returns boolean language sql stable set search_path = pg_catalog as $$
  select access.may('custody:admit') or access.may('custody:keep-property')
$$;
create function custody.may_move_property() returns boolean language sql stable set search_path = pg_catalog as $$
  select access.may('custody:keep-property') or access.may('custody:hand-back') or access.may('custody:witness-property')
$$;
grant execute on function custody.may_take_property, custody.may_move_property to mizan_app;

create policy property_receipt_read on custody.property_receipt for select to mizan_app
  using (prison_id = any ((select access.units())::integer[]) and (select access.may('custody:read-prisoner')));
create policy property_receipt_add on custody.property_receipt for insert to mizan_app
  with check (prison_id = any ((select access.units())::integer[]) and made_by = (select access.account())
    and ((select custody.may_move_property()) or kind = 'taken' and (select custody.may_take_property())));
create policy property_bag_read on custody.property_bag for select to mizan_app
  using (prison_id = any ((select access.units())::integer[]) and (select access.may('custody:read-prisoner')));
create policy property_bag_add on custody.property_bag for insert to mizan_app
  with check (prison_id = any ((select access.units())::integer[]) and (select custody.may_take_property()));
create policy property_bag_change on custody.property_bag for update to mizan_app
  using (prison_id = any ((select access.units())::integer[]) and (select custody.may_move_property()));
create policy property_item_add on custody.property_item for insert to mizan_app
  with check (prison_id = any ((select access.units())::integer[]) and (select custody.may_take_property()));
create policy property_item_change on custody.property_item for update to mizan_app
  using (prison_id = any ((select access.units())::integer[]) and (select custody.may_move_property()));
create policy property_opening_read on custody.property_opening for select to mizan_app
  using (prison_id = any ((select access.units())::integer[]) and (select access.may('custody:read-prisoner')));
create policy property_opening_add on custody.property_opening for insert to mizan_app
  with check (prison_id = any ((select access.units())::integer[]) and (select access.may('custody:keep-property'))
    and state = 'proposed' and proposed_by = (select access.account()));
create policy property_opening_change on custody.property_opening for update to mizan_app
  using (prison_id = any ((select access.units())::integer[])
    and ((select access.may('custody:keep-property')) or (select access.may('custody:witness-property'))));
-- Receipts are numbered by whoever makes them out.
create policy counter_property_read on custody.counter for select to mizan_app
  using (register = 'property' and prison_id = any ((select access.units())::integer[])
    and ((select custody.may_move_property()) or (select access.may('custody:read-prisoner'))));
create policy counter_property_add on custody.counter for insert to mizan_app
  with check (register = 'property' and prison_id = any ((select access.units())::integer[]) and (select custody.may_move_property()));
create policy counter_property_change on custody.counter for update to mizan_app
  using (register = 'property' and prison_id = any ((select access.units())::integer[]) and (select custody.may_move_property()));

-- Who holds a thing and what it was taken as are not rewritten; the second officer signs in their own name.
create function custody.keep_property_item() returns trigger language plpgsql set search_path = pg_catalog as $$
declare may_change text[] := array['state', 'left_receipt', 'condition', 'photo'];
begin
  if current_user = 'mizan_app' and ((to_jsonb(new) - may_change) is distinct from (to_jsonb(old) - may_change)
      or old.state <> 'in-store' and new is distinct from old) then
    raise exception 'What was taken stays as it was receipted' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger keep_property_item before update on custody.property_item for each row execute function custody.keep_property_item();
create function custody.keep_property_bag() returns trigger language plpgsql set search_path = pg_catalog as $$
declare may_change text[] := array['state', 'seal', 'place'];
begin
  if current_user = 'mizan_app' and ((to_jsonb(new) - may_change) is distinct from (to_jsonb(old) - may_change)
      or old.state <> 'in-store' and new is distinct from old
      or new.seal is distinct from old.seal and not exists (select 1 from custody.property_opening o
           where o.bag_id = new.id and o.state = 'done' and o.new_seal = new.seal)) then
    raise exception 'A seal is renewed by two officers' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger keep_property_bag before update on custody.property_bag for each row execute function custody.keep_property_bag();
create function custody.keep_property_opening() returns trigger language plpgsql set search_path = pg_catalog as $$
declare may_change text[] := array['state', 'witnessed_by', 'witnessed_at'];
begin
  if current_user = 'mizan_app' and (old.state <> 'proposed' or (to_jsonb(new) - may_change) is distinct from (to_jsonb(old) - may_change)
      or new.state = 'done' and (new.witnessed_by is distinct from access.account() or not access.may('custody:witness-property'))) then
    raise exception 'A seal is renewed by two officers' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger keep_property_opening before update on custody.property_opening for each row execute function custody.keep_property_opening();
