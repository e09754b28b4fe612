-- needs: people cases documents units access identity workflow handover
-- Transfers between prisons. A stay stays what it was: one person in one prison under that prison's number. A transfer ends it and
-- begins another that follows it, in one transaction, so that nobody is in two prisons or in none; what holds the person, what they
-- own and what is owed to them pass over with it. Until the other prison has taken the person over they are on the roll of the prison
-- that sent them, and outside it.
alter table custody.imprisonment add column follows uuid references custody.imprisonment;
alter table custody.imprisonment add column held_since timestamptz;
comment on column custody.imprisonment.follows is 'The stay in another prison that this one continues after a transfer';
comment on column custody.imprisonment.held_since is 'Of a stay that follows another: since when the person has been in prison without a break';
create unique index imprisonment_follows_once on custody.imprisonment (follows) where follows is not null;
alter table custody.imprisonment add constraint imprisonment_follows_since check ((follows is null) = (held_since is null));

create table custody.transfer_rule (
  jurisdiction text not null,
  reason text not null check (reason in ('overcrowding', 'court', 'security', 'medical', 'home-district', 'own-request', 'other')),
  category text not null default 'any' check (category in ('any', 'under-trial', 'convict', 'condemned', 'civil', 'detenu')),
  from_on date not null,
  approver text not null check (approver in ('superintendent', 'inspector-general-prisons')),
  basis_en text not null,
  basis_ur text not null,
  refer boolean not null default true,
  primary key (jurisdiction, reason, category, from_on)
);
comment on table custody.transfer_rule is 'Who approves a transfer, by province, reason and category, from a day on; the row that names the category counts before the one for any';
comment on column custody.transfer_rule.refer is 'The text itself was not at hand: to be confirmed by the department before it is relied on';
insert into custody.transfer_rule (jurisdiction, reason, category, from_on, approver, basis_en, basis_ur)
select p.j, r.reason, 'any', '1978-01-01', case when r.reason = any (p.own) then 'superintendent' else 'inspector-general-prisons' end,
       'Prisoners Act 1900 s.29: removal from one prison to another on the order of the Inspector-General (general knowledge); what a Superintendent may order alone is departmental configuration',
       'پریزنرز ایکٹ 1900 دفعہ 29: ایک جیل سے دوسری میں منتقلی انسپکٹر جنرل کے حکم پر (عمومی علم)؛ سپرنٹنڈنٹ کا اپنا اختیار محکمانہ ترتیب ہے'
  from (values ('PK-SD', array['court', 'medical', 'home-district', 'own-request']), ('PK-PB', array['court', 'medical'])) p(j, own)
  cross join (values ('overcrowding'), ('court'), ('security'), ('medical'), ('home-district'), ('own-request'), ('other')) r(reason);
insert into custody.transfer_rule (jurisdiction, reason, category, from_on, approver, basis_en, basis_ur)
select j, r.reason, 'condemned', '1978-01-01', 'inspector-general-prisons',
       'Departmental configuration: a condemned prisoner is moved on the Inspector-General''s order alone',
       'محکمانہ ترتیب: سزائے موت کا اسیر صرف انسپکٹر جنرل کے حکم پر منتقل ہوتا ہے'
  from (values ('PK-SD'), ('PK-PB')) p(j)
  cross join (values ('overcrowding'), ('court'), ('security'), ('medical'), ('home-district'), ('own-request'), ('other')) r(reason);

create table custody.transfer_setting (
  jurisdiction text not null,
  from_on date not null,
  production_days integer not null check (production_days >= 0),
  warn_days integer not null check (warn_days >= production_days),
  primary key (jurisdiction, from_on)
);
comment on table custody.transfer_setting is 'How many days before a production in court a prisoner is no longer sent away, and from when on the officer is warned; departmental configuration';
insert into custody.transfer_setting values ('PK-SD', '2019-01-01', 2, 7), ('PK-PB', '1978-01-01', 3, 10);

create table custody.transfer (
  id uuid primary key default gen_random_uuid(),
  jurisdiction text not null,
  prison_id integer not null references units.unit,
  to_prison_id integer not null references units.unit,
  imprisonment_id uuid not null,
  number text not null,
  name_en text,
  name_ur text,
  father_en text,
  father_ur text,
  sex text,
  category text not null,
  reason text not null check (reason in ('overcrowding', 'court', 'security', 'medical', 'home-district', 'own-request', 'other')),
  note text,
  planned_on date not null,
  approver text not null check (approver in ('superintendent', 'inspector-general-prisons')),
  state text not null default 'proposed' check (state in ('proposed', 'approved', 'on-road', 'accepted', 'refused', 'returned', 'withdrawn')),
  warnings jsonb not null default '[]',
  proposed_by uuid not null default access.account() references identity.account,
  proposed_at timestamptz not null default clock_timestamp(),
  proposed_session uuid,
  proposed_grant uuid,
  approved_by uuid references identity.account,
  approved_at timestamptz,
  withdrawn_by uuid references identity.account,
  withdrawn_at timestamptz,
  withdrawn_why text,
  offer_id uuid references handover.offer,
  checklist jsonb,
  cash bigint check (cash >= 0),
  escort text,
  due_at timestamptz,
  departed_by uuid references identity.account,
  departed_at timestamptz,
  refused_by uuid references identity.account,
  refused_at timestamptz,
  refused_why text,
  returned_by uuid references identity.account,
  returned_at timestamptz,
  new_imprisonment_id uuid references custody.imprisonment,
  new_number text,
  found jsonb,
  differences jsonb not null default '[]',
  accepted_by uuid references identity.account,
  accepted_at timestamptz,
  settled_by uuid references identity.account,
  settled_at timestamptz,
  settled_why text,
  foreign key (imprisonment_id, prison_id) references custody.imprisonment (id, prison_id),
  check (prison_id <> to_prison_id),
  check (approved_by <> proposed_by),
  check ((approved_at is null) = (approved_by is null)),
  check (state not in ('approved', 'on-road', 'accepted', 'refused', 'returned') or approved_by is not null),
  check ((state in ('on-road', 'accepted', 'refused', 'returned')) = (departed_at is not null)),
  check ((departed_at is null) = (checklist is null) and (departed_at is null) = (cash is null) and (departed_at is null) = (offer_id is null)),
  check ((state in ('refused', 'returned')) = (refused_why is not null)),
  check ((state = 'returned') = (returned_at is not null)),
  check ((state = 'accepted') = (new_imprisonment_id is not null) and (state = 'accepted') = (accepted_by is not null)),
  check ((state = 'withdrawn') = (withdrawn_why is not null)),
  check ((settled_at is null) = (settled_why is null) and (settled_at is null) = (settled_by is null))
);
comment on table custody.transfer is 'A transfer to another prison: proposed, approved by another, departed at the gate, and taken over item by item or turned away and brought back';
comment on column custody.transfer.name_en is 'As the sending prison wrote it: the receiving one reads it here before it may open any register';
comment on column custody.transfer.approver is 'The post that approves it, by the rule of the day it was proposed';
comment on column custody.transfer.warnings is 'What was said against it when it was proposed and does not stop it';
comment on column custody.transfer.checklist is 'What went along, as the registers had it at the gate; never typed';
comment on column custody.transfer.cash is 'Money that went along, in paisa';
comment on column custody.transfer.found is 'What the receiving prison found of it';
comment on column custody.transfer.differences is 'Where what came is not what went: [{what, key, sent, came}]';
comment on column custody.transfer.settled_why is 'What the sending prison''s superintendent found out about the differences';
create unique index transfer_open_once on custody.transfer (imprisonment_id) where state in ('proposed', 'approved', 'on-road', 'refused');
create index transfer_by_imprisonment on custody.transfer (imprisonment_id);
create index transfer_by_new on custody.transfer (new_imprisonment_id) where new_imprisonment_id is not null;
create index transfer_from on custody.transfer (prison_id, state, proposed_at desc);
create index transfer_to on custody.transfer (to_prison_id, state, proposed_at desc);
create index transfer_unsettled on custody.transfer (prison_id) where settled_at is null and state = 'accepted' and differences <> '[]'::jsonb;

select audit.watch('custody.transfer'), audit.watch('custody.transfer_rule', 'reason'), audit.watch('custody.transfer_setting', 'jurisdiction');
select access.protect('custody.transfer'), access.protect('custody.transfer_rule', 'select'), access.protect('custody.transfer_setting', 'select');
create policy transfer_rule_read on custody.transfer_rule for select to mizan_app using (true);
create policy transfer_setting_read on custody.transfer_setting for select to mizan_app using (true);
-- The other prison learns of a transfer when it is approved, not before.
create policy transfer_read on custody.transfer for select to mizan_app
  using ((select access.may('custody:read-transfer')) and (prison_id = any ((select access.units())::integer[])
    or to_prison_id = any ((select access.units())::integer[]) and approved_at is not null));
create policy transfer_add on custody.transfer for insert to mizan_app
  with check (prison_id = any ((select access.units())::integer[]) and (select access.may('custody:propose-transfer'))
    and state = 'proposed' and proposed_by = (select access.account()) and jurisdiction = (select access.jurisdiction()));
create policy transfer_change on custody.transfer for update to mizan_app
  using ((select access.may('custody:read-transfer')) and (prison_id = any ((select access.units())::integer[])
    or to_prison_id = any ((select access.units())::integer[]) and approved_at is not null));

-- The application itself approves, withdraws, turns away and settles, each in one's own name; departure, taking over and return are
-- functions below, which do everything that belongs to them or nothing.
create function custody.keep_transfer() returns trigger language plpgsql set search_path = pg_catalog as $$
declare
  sends constant boolean := new.prison_id = any (access.units());
  changed constant text[] := case new.state
    when 'approved' then array['state', 'approved_by', 'approved_at']
    when 'withdrawn' then array['state', 'withdrawn_by', 'withdrawn_at', 'withdrawn_why']
    when 'refused' then array['state', 'refused_by', 'refused_at', 'refused_why']
    else array['settled_by', 'settled_at', 'settled_why'] end;
  in_turn boolean;
begin
  if current_user <> 'mizan_app' then return new; end if;
  in_turn := case
      when (old.state, new.state) = ('proposed', 'approved') then sends and new.approved_by = access.account()
        and access.may('custody:approve-transfer') and workflow.acting_post() = new.approver
      when old.state in ('proposed', 'approved') and new.state = 'withdrawn' then sends and new.withdrawn_by = access.account()
        and (access.may('custody:propose-transfer') or access.may('custody:approve-transfer'))
      when (old.state, new.state) = ('on-road', 'refused') then new.to_prison_id = any (access.units())
        and new.refused_by = access.account() and access.may('custody:receive-transfer')
      when (old.state, new.state) = ('accepted', 'accepted') then sends and old.settled_at is null and new.settled_by = access.account()
        and new.differences <> '[]'::jsonb and access.may('custody:propose-transfer')
      else false end;
  if not in_turn or (to_jsonb(new) - changed) is distinct from (to_jsonb(old) - changed) then
    raise exception 'A transfer is proposed, approved, sent and taken over in that order, each in one''s own name' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger keep_transfer before update on custody.transfer for each row execute function custody.keep_transfer();

-- On the road: outside like whoever is at court, and on the roll of the prison that sent them.
alter table custody.movement drop constraint movement_kind_check;
alter table custody.movement add constraint movement_kind_check check (kind in ('ADM', 'TRN', 'CRT', 'HOS', 'TAP', 'WAY', 'REL', 'INT'));
comment on column custody.movement.kind is 'ADM comes in, REL goes out for good, TRN leaves one prison''s roll for another''s or comes onto it, CRT, HOS and TAP go out and come back, WAY is on the road to another prison, INT stays inside';
drop index custody.movement_out_once;
create unique index movement_out_once on custody.movement (imprisonment_id) where kind in ('CRT', 'HOS', 'TAP', 'WAY') and in_at is null;
create or replace view custody.out_now with (security_invoker = true) as
  select m.id, m.prison_id, m.imprisonment_id, m.kind, m.reason, m.out_at, m.due_back, m.destination_id, m.destination, m.escort
    from custody.movement m join custody.imprisonment i on i.id = m.imprisonment_id and i.state = 'in'
   where m.kind in ('CRT', 'HOS', 'TAP', 'WAY') and m.in_at is null;
alter policy movement_change on custody.movement
  using (prison_id = any ((select access.units())::integer[]) and kind <> 'WAY' and (select access.may('custody:move')));

create or replace function custody.keep_movement() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  if tg_op = 'UPDATE' then
    if (to_jsonb(new) - 'in_at' - 'returned_by') is distinct from (to_jsonb(old) - 'in_at' - 'returned_by')
      or old.in_at is not null and new.in_at is distinct from old.in_at then
      raise exception 'A movement is written once; its return is added' using errcode = 'check_violation';
    end if;
    return new;
  end if;
  if new.kind in ('CRT', 'HOS', 'TAP', 'WAY') and (
      not exists (select 1 from custody.imprisonment i where i.id = new.imprisonment_id and i.admitted_at <= new.out_at
        and (i.released_at is null or i.released_at >= new.out_at))
      or exists (select 1 from custody.movement m where m.imprisonment_id = new.imprisonment_id and m.kind in ('CRT', 'HOS', 'TAP', 'WAY')
        and m.out_at < coalesce(new.in_at, 'infinity') and coalesce(m.in_at, 'infinity') > new.out_at)) then
    raise exception 'Nobody goes out who is not in' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create or replace function custody.follow_imprisonment() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  if tg_op = 'INSERT' then
    insert into custody.movement (jurisdiction, prison_id, imprisonment_id, kind, in_at)
      values (new.jurisdiction, new.prison_id, new.id, case when new.follows is null then 'ADM' else 'TRN' end, new.admitted_at);
  end if;
  if new.state = 'released' and (tg_op = 'INSERT' or old.state = 'in') then
    insert into custody.movement (jurisdiction, prison_id, imprisonment_id, kind, reason, out_at, destination_id)
      values (new.jurisdiction, new.prison_id, new.id, case when new.release_ground = 'transfer' then 'TRN' else 'REL' end,
        new.release_ground, new.released_at,
        (select t.to_prison_id from custody.transfer t where t.imprisonment_id = new.id and t.state = 'on-road'));
    update custody.allocation set to_at = greatest(from_at, new.released_at) where imprisonment_id = new.id and to_at is null;
  end if;
  return null;
end $$;

-- Money on the road, and who may not touch it meanwhile.
alter table custody.money_account drop constraint money_account_kind_check;
alter table custody.money_account add constraint money_account_kind_check check (kind in ('prisoner', 'cash', 'bank', 'remittance', 'canteen',
  'wages', 'fines', 'differences', 'on-road'));
comment on column custody.money_account.kind is 'remittance: credited to prisoners and not yet arrived from post or bank; fines: taken for fines and diyat and not yet paid over; wages: paid out of the department''s grant; differences: found when the cash was counted; on-road: taken out of the box for a prisoner who is on the way to another prison';
alter table custody.money_transaction drop constraint money_transaction_kind_check;
alter table custody.money_transaction add constraint money_transaction_kind_check check (kind in ('opening', 'cash-in', 'remittance', 'withdrawal',
  'canteen', 'wages', 'fine', 'diyat', 'payout', 'own-transfer', 'difference', 'reversal', 'sent-along', 'brought-back', 'handed-over', 'taken-over'));
create function custody.keep_money_on_road() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  if new.reverses is not null and exists (select 1 from custody.money_transaction t where t.id = new.reverses
      and t.kind in ('sent-along', 'brought-back', 'handed-over', 'taken-over')) then
    raise exception 'Money of a transfer goes its way with it' using errcode = 'check_violation', constraint = 'money_of_transfer';
  end if;
  return new;
end $$;
create trigger keep_money_on_road before insert on custody.money_transaction for each row execute function custody.keep_money_on_road();
create function custody.keep_balance_on_road() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  if new.amount < 0 and exists (select 1 from custody.money_account a join custody.transfer t on t.imprisonment_id = a.imprisonment_id
        and t.state in ('on-road', 'refused') where a.id = new.account_id)
    and not exists (select 1 from custody.money_transaction m where m.id = new.transaction_id and m.kind = 'handed-over') then
    raise exception 'What is on the road is not spent here' using errcode = 'check_violation', constraint = 'money_on_road';
  end if;
  return new;
end $$;
create trigger keep_balance_on_road before insert on custody.money_posting for each row execute function custody.keep_balance_on_road();

-- One booking of two sides in a prison's book. Internal: whoever calls it has asked already whether it may be booked.
create function custody.book_transfer(p_prison integer, p_kind text, p_imprisonment uuid, p_note text, p_account text, p_other text, p_amount bigint)
returns void language plpgsql security definer set search_path = pg_catalog as $$
declare
  voucher uuid;
  province text;
begin
  if p_amount = 0 then return; end if;
  select u.jurisdiction into province from units.unit u where u.id = p_prison;
  insert into custody.money_transaction (jurisdiction, prison_id, kind, imprisonment_id, note)
    values (province, p_prison, p_kind, p_imprisonment, p_note) returning id into voucher;
  insert into custody.money_posting (transaction_id, account_id, jurisdiction, prison_id, amount)
    select voucher, custody.money_account_of(p_prison, s.kind, case s.kind when 'prisoner' then p_imprisonment end), province, p_prison, s.amount
      from (values (p_account, p_amount), (p_other, -p_amount)) s(kind, amount);
end $$;
revoke execute on function custody.book_transfer from public;

-- Property on the road.
alter table custody.property_bag drop constraint property_bag_state_check;
alter table custody.property_bag add constraint property_bag_state_check check (state in ('in-store', 'on-road', 'handed-back', 'to-relative', 'lost'));
alter table custody.property_item drop constraint property_item_state_check;
alter table custody.property_item add constraint property_item_state_check check (state in ('in-store', 'on-road', 'handed-back', 'to-relative', 'lost'));
alter table custody.property_receipt drop constraint property_receipt_kind_check;
alter table custody.property_receipt add constraint property_receipt_kind_check check (kind in ('taken', 'placed', 'opened', 'to-relative', 'lost',
  'damaged', 'handed-back', 'sent', 'received', 'brought-back'));
create policy property_receipt_transfer on custody.property_receipt for insert to mizan_app
  with check (prison_id = any ((select access.units())::integer[]) and made_by = (select access.account())
    and (kind in ('sent', 'brought-back') and (select access.may('custody:depart-transfer'))
      or kind = 'received' and (select access.may('custody:receive-transfer'))));
create policy counter_transfer_add on custody.counter for insert to mizan_app
  with check (register = 'property' and prison_id = any ((select access.units())::integer[])
    and ((select access.may('custody:depart-transfer')) or (select access.may('custody:receive-transfer'))));
create policy counter_transfer_change on custody.counter for update to mizan_app
  using (register = 'property' and prison_id = any ((select access.units())::integer[])
    and ((select access.may('custody:depart-transfer')) or (select access.may('custody:receive-transfer'))));
