-- needs: units identity access audit documents
-- What did not come with a prisoner is sent after them: the bags in the store, the money in the box, the papers. As with a transfer it is in
-- neither store and neither box until the other prison has read the seals and counted; what is missing then is looked into anew.
create table custody.transfer_parcel (
  id uuid primary key default gen_random_uuid(),
  jurisdiction text not null,
  prison_id integer not null references units.unit,
  to_prison_id integer not null references units.unit,
  transfer_id uuid not null references custody.transfer,
  imprisonment_id uuid not null,
  to_imprisonment_id uuid not null references custody.imprisonment,
  bags jsonb not null,
  cash bigint not null check (cash >= 0),
  papers text[] not null check (papers <@ array['file', 'warrants', 'medicine']),
  how text not null,
  sent_by uuid not null default access.account() references identity.account,
  sent_at timestamptz not null default clock_timestamp(),
  received_by uuid references identity.account,
  received_at timestamptz,
  found jsonb,
  differences jsonb not null default '[]',
  foreign key (imprisonment_id, prison_id) references custody.imprisonment (id, prison_id),
  check (jsonb_array_length(bags) > 0 or cash > 0 or cardinality(papers) > 0),
  check ((received_at is null) = (received_by is null) and (received_at is null) = (found is null))
);
comment on table custody.transfer_parcel is 'Bags, money and papers sent after a prisoner who came to another prison without them';
comment on column custody.transfer_parcel.imprisonment_id is 'The stay in whose books they were; to_imprisonment_id the one into whose books they come';
comment on column custody.transfer_parcel.bags is 'As the registers had them when they were sent, never typed';
comment on column custody.transfer_parcel.cash is 'In paisa';
comment on column custody.transfer_parcel.differences is 'Where what came is not what went, as with a transfer';
create unique index transfer_parcel_open_once on custody.transfer_parcel (transfer_id) where received_at is null;
create index transfer_parcel_by_transfer on custody.transfer_parcel (transfer_id);
create index transfer_parcel_by_imprisonment on custody.transfer_parcel (imprisonment_id);
create index transfer_parcel_by_new on custody.transfer_parcel (to_imprisonment_id);
select audit.watch('custody.transfer_parcel');
select access.protect('custody.transfer_parcel', 'select');
create policy transfer_parcel_read on custody.transfer_parcel for select to mizan_app
  using ((select access.may('custody:read-transfer')) and (prison_id = any ((select access.units())::integer[])
    or to_prison_id = any ((select access.units())::integer[])));

create or replace function custody.keep_balance_on_road() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  if new.amount < 0 and exists (select 1 from custody.money_account a where a.id = new.account_id
      and (exists (select 1 from custody.transfer t where t.imprisonment_id = a.imprisonment_id and t.state in ('on-road', 'refused'))
        or exists (select 1 from custody.transfer_parcel p where p.imprisonment_id = a.imprisonment_id and p.cash > 0 and p.received_at is null)))
    and not exists (select 1 from custody.money_transaction m where m.id = new.transaction_id and m.kind = 'handed-over') then
    raise exception 'What is on the road is not spent here' using errcode = 'check_violation', constraint = 'money_on_road';
  end if;
  return new;
end $$;

-- Everything of theirs that lies here goes, and the differences are looked into with it. The bags have their receipt already.
create function custody.send_parcel(p_transfer uuid, p_papers text[], p_how text) returns uuid
language plpgsql security definer set search_path = pg_catalog as $$
declare
  t custody.transfer;
  went jsonb;
  money bigint;
  made uuid;
begin
  select * into t from custody.transfer x where x.id = p_transfer for update;
  if t.prison_id is null or not t.prison_id = any (access.units()) or not access.may('custody:propose-transfer') or t.state <> 'accepted' then
    raise exception 'Only after whom another prison took over is something sent' using errcode = 'check_violation';
  end if;
  if not exists (select 1 from custody.imprisonment i where i.id = t.new_imprisonment_id and i.state = 'in') then
    raise exception 'The prisoner has left that prison' using errcode = 'check_violation', constraint = 'parcel_gone_on';
  end if;
  if exists (select 1 from custody.transfer_parcel p where p.transfer_id = t.id and p.received_at is null) then
    raise exception 'Something is on the road already' using errcode = 'check_violation', constraint = 'transfer_parcel_open_once';
  end if;
  insert into custody.money_book (prison_id, jurisdiction) values (t.prison_id, t.jurisdiction) on conflict do nothing;
  perform 1 from custody.money_book b where b.prison_id = t.prison_id for update;
  went := custody.checklist_of(t.imprisonment_id);
  money := (went ->> 'cash')::bigint;
  if money > 0 and coalesce((select -a.balance from custody.money_account a where a.prison_id = t.prison_id and a.kind = 'cash'), 0) < money then
    raise exception 'The cash box does not hold the prisoner''s money' using errcode = 'check_violation', constraint = 'transfer_cash_box';
  end if;
  insert into custody.transfer_parcel (jurisdiction, prison_id, to_prison_id, transfer_id, imprisonment_id, to_imprisonment_id, bags, cash, papers, how)
    values (t.jurisdiction, t.prison_id, t.to_prison_id, t.id, t.imprisonment_id, t.new_imprisonment_id, went -> 'bags', money, p_papers, p_how)
    returning id into made;
  perform custody.book_transfer(t.prison_id, 'sent-along', t.imprisonment_id, t.number, 'cash', 'on-road', money);
  update custody.property_item i set state = 'on-road' from custody.property_bag b
   where b.id = i.bag_id and b.imprisonment_id = t.imprisonment_id and b.state = 'in-store' and i.state = 'in-store';
  update custody.property_bag set state = 'on-road' where imprisonment_id = t.imprisonment_id and state = 'in-store';
  update custody.transfer set settled_by = access.account(), settled_at = clock_timestamp(), settled_why = p_how
   where id = t.id and settled_at is null and differences <> '[]'::jsonb;
  return made;
end $$;

-- Read and counted at the other prison. What did not come stays in the books of the one that sent it, and is looked into again.
create function custody.receive_parcel(p_parcel uuid, p_found jsonb, p_differences jsonb) returns void
language plpgsql security definer set search_path = pg_catalog as $$
declare
  p custody.transfer_parcel;
  number text;
  came constant bigint := (p_found ->> 'cash')::bigint;
begin
  select * into p from custody.transfer_parcel x where x.id = p_parcel for update;
  if p.id is null or not p.to_prison_id = any (access.units()) or not access.may('custody:receive-transfer') or p.received_at is not null
    or came is null or came < 0 or came > p.cash then
    raise exception 'Only what was sent to this prison is received' using errcode = 'check_violation';
  end if;
  -- As at a taking over: the register of receipts, then the books, of two the same first by whoever crosses.
  perform 1 from custody.counter c where c.prison_id = p.to_prison_id and c.register = 'property' for update;
  insert into custody.money_book (prison_id, jurisdiction) values (p.prison_id, p.jurisdiction), (p.to_prison_id, p.jurisdiction) on conflict do nothing;
  perform 1 from custody.money_book b where b.prison_id in (p.prison_id, p.to_prison_id) order by b.prison_id for update;
  select t.number into number from custody.transfer t where t.id = p.transfer_id;
  perform custody.book_transfer(p.prison_id, 'handed-over', p.imprisonment_id, number, 'on-road', 'prisoner', came);
  perform custody.book_transfer(p.to_prison_id, 'taken-over', p.to_imprisonment_id, number, 'prisoner', 'cash', came);
  update documents.document d set units = d.units || p.to_prison_id
   where not d.units @> array[p.to_prison_id]
     and d.id in (select i.photo from custody.property_item i where i.imprisonment_id = p.imprisonment_id and i.state = 'on-road');
  update custody.transfer_parcel set received_by = access.account(), received_at = clock_timestamp(), found = p_found, differences = p_differences
   where id = p.id;
  if p_differences <> '[]'::jsonb then
    update custody.transfer set differences = p_differences, settled_by = null, settled_at = null, settled_why = null where id = p.transfer_id;
  end if;
end $$;

create function custody.receive_parcel_bags(p_parcel uuid, p_receipt uuid) returns void
language plpgsql security definer set search_path = pg_catalog as $$
declare
  p custody.transfer_parcel;
begin
  select * into p from custody.transfer_parcel x where x.id = p_parcel for update;
  if p.id is null or not p.to_prison_id = any (access.units()) or p.received_by is distinct from access.account()
    or not exists (select 1 from custody.property_receipt r where r.id = p_receipt and r.imprisonment_id = p.to_imprisonment_id and r.kind = 'received') then
    raise exception 'Bags come into the books with their parcel' using errcode = 'check_violation';
  end if;
  update custody.property_item i set state = 'in-store', imprisonment_id = p.to_imprisonment_id, prison_id = p.to_prison_id, taken_receipt = p_receipt
    from custody.property_receipt r cross join lateral jsonb_to_recordset(r.content -> 'bags') as came(id uuid)
   where r.id = p_receipt and i.bag_id = came.id and i.imprisonment_id = p.imprisonment_id and i.state = 'on-road';
  update custody.property_bag b set state = 'in-store', imprisonment_id = p.to_imprisonment_id, prison_id = p.to_prison_id, place = null, seal = came.seal
    from custody.property_receipt r cross join lateral jsonb_to_recordset(r.content -> 'bags') as came(id uuid, seal text)
   where r.id = p_receipt and b.id = came.id and b.imprisonment_id = p.imprisonment_id and b.state = 'on-road';
end $$;
revoke execute on function custody.send_parcel, custody.receive_parcel, custody.receive_parcel_bags from public;
grant execute on function custody.send_parcel, custody.receive_parcel, custody.receive_parcel_bags to mizan_app;
