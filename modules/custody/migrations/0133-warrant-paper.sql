-- needs: documents workflow units identity access
-- A warrant on paper: its scan, what was brought into the form from the verified order behind its code, and the second officer who
-- reads the scan without knowing what the first typed. A wrong section or day on a warrant keeps somebody in, or lets somebody go.
alter table custody.warrant
  add column read_back text check (read_back in ('due', 'differs', 'done')),
  add column order_document uuid references documents.document,
  add column order_number text,
  add column order_fields text[] not null default '{}';
comment on column custody.warrant.read_back is 'Of a warrant typed from paper: whether a second officer has read it back from the scan; empty where a court handed the warrant over itself, and on what was loaded from old registers';
comment on column custody.warrant.order_document is 'The issued order whose code stood on the paper and was verified';
comment on column custody.warrant.order_fields is 'Which fields stand as the verified order has them';
alter table custody.warrant add constraint warrant_order_named check ((order_document is null) = (order_number is null)
  and (order_document is not null or order_fields = '{}'));
update custody.warrant set read_back = 'due' where source = 'paper' and state = 'in-force';
create index warrant_to_read_back on custody.warrant (prison_id, read_back, created_at)
  where state = 'in-force' and read_back in ('due', 'differs');
create index warrant_by_order on custody.warrant (order_document) where order_document is not null;

create table custody.warrant_scan (
  id uuid primary key references documents.document,
  jurisdiction text not null,
  prison_id integer not null references units.unit,
  warrant_id uuid references custody.warrant,
  imprisonment_id uuid,
  kind text not null check (kind in ('warrant', 'release-order', 'court-order')),
  scanned_by uuid default access.account(),
  scanned_at timestamptz not null default clock_timestamp(),
  foreign key (imprisonment_id, prison_id) references custody.imprisonment (id, prison_id) deferrable initially deferred,
  check ((warrant_id is null) = (imprisonment_id is null))
);
comment on table custody.warrant_scan is 'A page of a warrant, a robkar or a court''s order on paper as it came; the identifier is the document''s. Kept before the form is sent, and belongs to no warrant until then';
create index warrant_scan_by_warrant on custody.warrant_scan (warrant_id);
create index warrant_scan_by_imprisonment on custody.warrant_scan (imprisonment_id);

create table custody.warrant_reading (
  id uuid primary key default gen_random_uuid(),
  jurisdiction text not null,
  prison_id integer not null references units.unit,
  warrant_id uuid not null references custody.warrant,
  imprisonment_id uuid not null,
  typed jsonb not null,
  read jsonb not null,
  differences text[] not null,
  read_by uuid not null default access.account() references identity.account,
  read_at timestamptz not null default clock_timestamp(),
  read_session uuid,
  read_grant uuid,
  chosen jsonb,
  reason text check (reason <> ''),
  settled_by uuid references identity.account,
  settled_at timestamptz,
  foreign key (imprisonment_id, prison_id) references custody.imprisonment (id, prison_id) deferrable initially deferred,
  check (settled_by <> read_by),
  constraint warrant_reading_settled check ((chosen is null) = (settled_by is null) and (chosen is null) = (settled_at is null)
    and (chosen is null) = (reason is null) and (chosen is null or differences <> '{}'))
);
comment on table custody.warrant_reading is 'What a second officer read from the scan of a warrant without what the first had typed, where they differ, and which of both a third found to be right';
comment on column custody.warrant_reading.typed is 'The decisive fields as they stood on the warrant when it was read back';
comment on column custody.warrant_reading.chosen is 'Of each field that differed: typed or read';
create unique index warrant_reading_open on custody.warrant_reading (warrant_id) where differences <> '{}' and settled_at is null;
create index warrant_reading_by_warrant on custody.warrant_reading (warrant_id, read_at desc);
create index warrant_reading_by_imprisonment on custody.warrant_reading (imprisonment_id);

create table custody.read_back_rule (
  jurisdiction text not null,
  from_on date not null,
  within_days integer not null check (within_days between 1 and 60),
  demand text not null check (demand in ('listed', 'release-date')),
  source_en text not null,
  source_ur text not null,
  refer boolean not null default false,
  set_by uuid default access.account(),
  set_at timestamptz not null default clock_timestamp(),
  constraint read_back_rule_once unique (jurisdiction, from_on)
);
comment on table custody.read_back_rule is 'By when a warrant typed from paper is read back, and whether a date of release may be confirmed before that; by province and from a day on';
insert into custody.read_back_rule (jurisdiction, from_on, within_days, demand, source_en, source_ur, refer, set_by) values
  ('PK-SD', '2019-01-01', 3, 'listed', 'Configuration, not law: to be confirmed by the department', 'انتظامی ترتیب، قانون نہیں: محکمہ توثیق کرے', true, null),
  ('PK-PB', '1978-01-01', 1, 'release-date', 'Configuration, not law: to be confirmed by the department', 'انتظامی ترتیب، قانون نہیں: محکمہ توثیق کرے', true, null);
insert into custody.setting (key, table_name, identity, columns, fixed, paper, by_prison) values
  ('warrant-read-back', 'read_back_rule', '{}', '{within_days,demand}', '{}',
    '{"source_en": "$en", "source_ur": "$ur", "refer": false}', false);

select audit.watch('custody.warrant_scan'), audit.watch('custody.warrant_reading'), audit.watch('custody.read_back_rule', 'jurisdiction');
select access.protect('custody.warrant_scan'), access.protect('custody.warrant_reading'), access.protect('custody.read_back_rule', 'select');
create policy warrant_scan_read on custody.warrant_scan for select to mizan_app
  using (prison_id = any ((select access.units())::integer[]) and (select access.may('custody:read-prisoner')));
create policy warrant_scan_add on custody.warrant_scan for insert to mizan_app
  with check (prison_id = any ((select access.units())::integer[]) and (select access.may('custody:admit')));
create policy warrant_scan_change on custody.warrant_scan for update to mizan_app
  using (prison_id = any ((select access.units())::integer[]) and (select access.may('custody:admit')));
create policy warrant_reading_read on custody.warrant_reading for select to mizan_app
  using (prison_id = any ((select access.units())::integer[]) and (select access.may('custody:read-prisoner')));
create policy warrant_reading_add on custody.warrant_reading for insert to mizan_app
  with check (prison_id = any ((select access.units())::integer[]) and (select access.may('custody:read-back'))
    and read_by = (select access.account()));
create policy warrant_reading_change on custody.warrant_reading for update to mizan_app
  using (prison_id = any ((select access.units())::integer[]) and (select access.may('custody:settle-warrant')));
create policy read_back_rule_read on custody.read_back_rule for select to mizan_app
  using (jurisdiction = (select access.jurisdiction()) and (select access.may('custody:read-prisoner')));

-- Once it belongs to a warrant a scan stays with it.
create function custody.keep_warrant_scan() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if current_user = 'mizan_app' and (old.warrant_id is not null
      or (to_jsonb(new) - array['warrant_id', 'imprisonment_id']) is distinct from (to_jsonb(old) - array['warrant_id', 'imprisonment_id'])) then
    raise exception 'A scan stays with its warrant' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger keep_warrant_scan before update on custody.warrant_scan for each row execute function custody.keep_warrant_scan();

-- What was read is not rewritten; who typed does not read back, and neither of them settles where they differ.
create function custody.keep_warrant_reading() returns trigger language plpgsql set search_path = pg_catalog as $$
declare
  may_change text[] := array['chosen', 'reason', 'settled_by', 'settled_at'];
  typist uuid;
begin
  if current_user <> 'mizan_app' then return new; end if;
  select w.created_by into typist from custody.warrant w where w.id = new.warrant_id;
  if typist in (new.read_by, new.settled_by) or new.settled_by is distinct from old.settled_by and new.settled_by is distinct from access.account() then
    raise exception 'A warrant is read back by a second officer and settled by a third' using errcode = 'check_violation';
  end if;
  if tg_op = 'UPDATE' and (old.settled_at is not null or (to_jsonb(new) - may_change) is distinct from (to_jsonb(old) - may_change)) then
    raise exception 'What was read stays as it was read' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger keep_warrant_reading before insert or update on custody.warrant_reading
  for each row execute function custody.keep_warrant_reading();

-- Whether a warrant is read back follows from its readings and from nothing else.
create function custody.mark_read_back() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  update custody.warrant set read_back = case when new.differences = '{}' or new.settled_at is not null then 'done' else 'differs' end
   where id = new.warrant_id;
  return null;
end $$;
create trigger mark_read_back after insert or update on custody.warrant_reading for each row execute function custody.mark_read_back();
create function custody.keep_read_back() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if current_user = 'mizan_app' then
    if tg_op = 'INSERT' then
      new.read_back := case new.source when 'paper' then 'due' end;
    elsif new.read_back is distinct from old.read_back or new.created_by is distinct from old.created_by then
      raise exception 'A warrant is read back by a second officer' using errcode = 'check_violation';
    end if;
  end if;
  return new;
end $$;
create trigger keep_read_back before insert or update on custody.warrant for each row execute function custody.keep_read_back();

-- Scans and readings go where the warrant goes: to another prison, or to the stay that a revoked licence resumes.
create function custody.move_warrant_papers() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  update custody.warrant_scan set imprisonment_id = new.imprisonment_id, prison_id = new.prison_id where warrant_id = new.id;
  update custody.warrant_reading set imprisonment_id = new.imprisonment_id, prison_id = new.prison_id where warrant_id = new.id;
  update documents.document d set units = d.units || new.prison_id
    from custody.warrant_scan s where s.warrant_id = new.id and d.id = s.id and not d.units @> array[new.prison_id];
  return null;
end $$;
create trigger move_warrant_papers after update of imprisonment_id, prison_id on custody.warrant
  for each row when (old.imprisonment_id is distinct from new.imprisonment_id) execute function custody.move_warrant_papers();
