-- needs: access audit identity events
-- Links with other systems: facts told to them over signed webhooks, and messages they leave in our inbox.
create schema exchange;
grant usage on schema exchange to mizan_app;

create table exchange.link (
  id uuid primary key default gen_random_uuid(),
  jurisdiction text not null default access.jurisdiction(),
  direction text not null check (direction in ('out', 'in')),
  code text not null check (code ~ '^[a-z][a-z0-9.-]{2,39}$'),
  name_en text not null,
  name_ur text not null,
  types text[] not null check (cardinality(types) > 0),
  url text check (url ~ '^https?://'),
  account_id uuid references identity.account,
  grant_id uuid references access.grant,
  state text not null default 'proposed' check (state in ('proposed', 'active', 'refused', 'stopped')),
  proposed_by uuid not null default access.account() references identity.account,
  proposed_at timestamptz not null default clock_timestamp(),
  proposed_in uuid,
  proposed_under uuid references access.grant,
  decided_by uuid references identity.account,
  decided_at timestamptz,
  stopped_at timestamptz,
  secret_sealed bytea,
  secret_since timestamptz,
  earlier_sealed bytea,
  earlier_until timestamptz,
  check (case direction when 'out' then url is not null and grant_id is null else url is null and grant_id is not null and account_id is not null end),
  check (state <> 'active' or (decided_by is not null and decided_by <> proposed_by))
);
comment on table exchange.link is 'A link with another system, put in force by two people';
comment on column exchange.link.direction is 'out: we tell them of events; in: they leave messages here';
comment on column exchange.link.types is 'Event types told (out) or message types accepted (in)';
comment on column exchange.link.grant_id is 'The post under which messages of this partner are carried out; it decides what they can do';
comment on column exchange.link.secret_sealed is 'Sealed with a key that is not in the database (AES-256-GCM)';
comment on column exchange.link.earlier_sealed is 'The secret before the last change, good until earlier_until';
create unique index link_code on exchange.link (code) where state in ('proposed', 'active');
create index link_out on exchange.link (jurisdiction) where direction = 'out' and state = 'active';

create table exchange.delivery (
  id uuid primary key default gen_random_uuid(),
  jurisdiction text not null,
  link_id uuid not null references exchange.link,
  event_id uuid not null references events.outbox,
  state text not null default 'waiting' check (state in ('waiting', 'done', 'dead')),
  attempts integer not null default 0,
  next_try_at timestamptz not null default clock_timestamp(),
  told_at timestamptz not null default clock_timestamp(),
  done_at timestamptz,
  unique (link_id, event_id)
);
comment on table exchange.delivery is 'One fact on its way to one partner. Told at least once; the receiver knows a repeat by the event''s identifier';
create index delivery_due on exchange.delivery (jurisdiction, next_try_at) where state = 'waiting';
create index delivery_of_link on exchange.delivery (link_id, told_at desc);

create table exchange.attempt (
  id uuid primary key default gen_random_uuid(),
  jurisdiction text not null,
  delivery_id uuid not null references exchange.delivery,
  at timestamptz not null default clock_timestamp(),
  status integer,
  cause text,
  milliseconds integer not null
);
comment on table exchange.attempt is 'Each try to deliver: what the partner answered. Never its body';
create index attempt_of_delivery on exchange.attempt (delivery_id, at);

create table exchange.message (
  id uuid primary key default gen_random_uuid(),
  jurisdiction text not null,
  link_id uuid not null references exchange.link,
  message_id text not null check (length(message_id) between 1 and 100),
  type text not null,
  sha256 text not null,
  raw_sealed bytea not null,
  received_at timestamptz not null default clock_timestamp(),
  state text not null default 'waiting' check (state in ('waiting', 'done', 'refused', 'dead')),
  attempts integer not null default 0,
  next_try_at timestamptz not null default clock_timestamp() + interval '1 minute',
  done_at timestamptz,
  answer jsonb,
  cause text,
  unique (link_id, message_id)
);
comment on table exchange.message is 'A message a partner left: kept exactly as it came, carried out once, answered the same ever after';
comment on column exchange.message.sha256 is 'Of the message as it came; another message under the same number is refused';
comment on column exchange.message.raw_sealed is 'The message as it came, sealed: whoever keeps the system running reads no names in it';
create index message_due on exchange.message (jurisdiction, next_try_at) where state = 'waiting';
create index message_of_link on exchange.message (link_id, received_at desc);

create table exchange.seen (
  id text primary key,
  jurisdiction text not null,
  link_id uuid not null references exchange.link,
  at timestamptz not null default clock_timestamp()
);
comment on table exchange.seen is 'Signatures already used within the window in which they would be accepted again';
create index seen_by_age on exchange.seen (at);

select audit.watch('exchange.link'), audit.watch('exchange.delivery'), audit.watch('exchange.attempt'), audit.watch('exchange.message'), audit.watch('exchange.seen');
select access.protect('exchange.link'), access.protect('exchange.delivery'), access.protect('exchange.attempt', 'select, insert'),
       access.protect('exchange.message'), access.protect('exchange.seen', 'select, insert, delete');

-- Links of the partner that is acting, found by the post its messages are carried out under.
create function exchange.own_links() returns uuid[] language sql stable security definer set search_path = pg_catalog as $$
  select coalesce(array_agg(l.id), '{}') from exchange.link l
   where l.direction = 'in' and l.state = 'active' and l.account_id = access.account()
     and l.grant_id = nullif(current_setting('mizan.grant', true), '')::uuid
$$;

create policy link_read on exchange.link for select to mizan_app
  using (jurisdiction = (select access.jurisdiction()) and ((select access.may('exchange:read')) or (select access.may('exchange:deliver'))));
create policy link_add on exchange.link for insert to mizan_app
  with check (jurisdiction = (select access.jurisdiction()) and (select access.may('exchange:propose'))
    and state = 'proposed' and proposed_by = (select access.account()) and decided_by is null);
create policy link_change on exchange.link for update to mizan_app
  using (jurisdiction = (select access.jurisdiction()) and ((select access.may('exchange:propose')) or (select access.may('exchange:approve'))));
revoke update on exchange.link from mizan_app;
grant update (state, decided_by, decided_at, stopped_at, secret_sealed, secret_since, earlier_sealed, earlier_until) on exchange.link to mizan_app;

-- Where, what and for whom was proposed cannot be changed any more (no right to), and only another person puts it in force.
create function exchange.keep_link() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if old.state <> new.state and (old.state, new.state) not in (('proposed', 'active'), ('proposed', 'refused'), ('active', 'stopped')) then
    raise exception 'A link cannot go from % to %', old.state, new.state using errcode = 'check_violation';
  end if;
  if old.state = 'proposed' and new.state = 'active' and (new.decided_by is distinct from access.account() or not access.may('exchange:approve')) then
    raise exception 'A link is put in force by another person who may approve' using errcode = 'check_violation';
  end if;
  if old.decided_by is not null and new.decided_by is distinct from old.decided_by then
    raise exception 'Who decided cannot be changed' using errcode = 'check_violation';
  end if;
  if new.secret_sealed is distinct from old.secret_sealed and new.state <> 'active' then
    raise exception 'Only a link in force has a secret' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger keep_link before update on exchange.link for each row execute function exchange.keep_link();

create policy delivery_read on exchange.delivery for select to mizan_app
  using (jurisdiction = (select access.jurisdiction()) and ((select access.may('exchange:read')) or (select access.may('exchange:deliver'))));
-- Deliveries are written by the trigger below alone.
create policy delivery_change on exchange.delivery for update to mizan_app
  using (jurisdiction = (select access.jurisdiction()) and ((select access.may('exchange:deliver')) or (select access.may('exchange:retry'))));
revoke insert, update on exchange.delivery from mizan_app;
grant update (state, attempts, next_try_at, done_at) on exchange.delivery to mizan_app;

create policy attempt_read on exchange.attempt for select to mizan_app
  using (jurisdiction = (select access.jurisdiction()) and ((select access.may('exchange:read')) or (select access.may('exchange:deliver'))));
create policy attempt_add on exchange.attempt for insert to mizan_app
  with check (jurisdiction = (select access.jurisdiction()) and (select access.may('exchange:deliver')));

create policy message_read on exchange.message for select to mizan_app
  using (link_id = any ((select exchange.own_links())::uuid[])
    or (jurisdiction = (select access.jurisdiction()) and ((select access.may('exchange:read')) or (select access.may('exchange:deliver')))));
create policy message_add on exchange.message for insert to mizan_app with check (link_id = any ((select exchange.own_links())::uuid[]));
create policy message_change on exchange.message for update to mizan_app
  using (link_id = any ((select exchange.own_links())::uuid[])
    or (jurisdiction = (select access.jurisdiction()) and ((select access.may('exchange:retry')) or (select access.may('exchange:deliver')))));
revoke update on exchange.message from mizan_app;
grant update (state, attempts, next_try_at, done_at, answer, cause) on exchange.message to mizan_app;

create policy seen_read on exchange.seen for select to mizan_app using (link_id = any ((select exchange.own_links())::uuid[]));
create policy seen_add on exchange.seen for insert to mizan_app with check (link_id = any ((select exchange.own_links())::uuid[]));
create policy seen_forget on exchange.seen for delete to mizan_app
  using (link_id = any ((select exchange.own_links())::uuid[]) and at < now() - interval '15 minutes');

-- In the teller's own transaction: a fact that is kept is a fact that will be told, and one rolled back never is.
create function exchange.fan_out() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  insert into exchange.delivery (jurisdiction, link_id, event_id)
  select l.jurisdiction, l.id, new.id from exchange.link l
   where l.direction = 'out' and l.state = 'active' and l.jurisdiction = new.jurisdiction and new.type = any (l.types);
  return null;
end $$;
create trigger fan_out after insert on events.outbox for each row execute function exchange.fan_out();

-- Which provinces have something to send or to carry out; codes only.
create function exchange.due_in(p_jurisdictions text[]) returns setof text
language sql stable security definer set search_path = pg_catalog as $$
  select j from unnest(p_jurisdictions) as j
   where exists (select 1 from exchange.delivery d where d.jurisdiction = j and d.state = 'waiting' and d.next_try_at <= clock_timestamp())
      or exists (select 1 from exchange.message m where m.jurisdiction = j and m.state = 'waiting' and m.next_try_at <= clock_timestamp())
$$;

-- A partner knocks before anyone is stood as: its link in force and its sealed secrets, useless without the key beside the server.
create function exchange.inbound(p_code text)
returns table (id uuid, jurisdiction text, types text[], account_id uuid, grant_id uuid, secret_sealed bytea, earlier_sealed bytea)
language sql stable security definer set search_path = pg_catalog as $$
  select l.id, l.jurisdiction, l.types, l.account_id, l.grant_id, l.secret_sealed,
         case when l.earlier_until > clock_timestamp() then l.earlier_sealed end
    from exchange.link l where l.code = p_code and l.direction = 'in' and l.state = 'active' and l.secret_sealed is not null
$$;
revoke execute on function exchange.own_links, exchange.fan_out, exchange.due_in, exchange.inbound from public;
grant execute on function exchange.own_links, exchange.due_in, exchange.inbound to mizan_app;
