-- needs: audit access
-- Facts told by one module to the others, written in the teller's own transaction, and each listener's progress with them.
create schema events;
grant usage on schema events to mizan_app;

create table events.outbox (
  id uuid not null default gen_random_uuid(),
  n bigint generated always as identity,
  at timestamptz not null default clock_timestamp(),
  type text not null,
  jurisdiction text not null,
  account_id uuid,
  request_id uuid,
  payload jsonb not null,
  primary key (id)
);
comment on table events.outbox is 'A fact told by a module; the payload carries identifiers only, never names';
create index outbox_by_n on events.outbox (n);

create table events.delivery (
  event_id uuid not null references events.outbox,
  reaction text not null,
  jurisdiction text not null,
  state text not null default 'waiting' check (state in ('waiting', 'done', 'dead')),
  attempts integer not null default 0,
  next_try_at timestamptz not null default clock_timestamp(),
  done_at timestamptz,
  last_error text,
  primary key (event_id, reaction)
);
comment on table events.delivery is 'One listener''s progress with one fact. dead: failed too often, shown to the administrator, who can try again';
comment on column events.delivery.last_error is 'Kind and place of the failure; quoted values, numbers and other scripts are blanked before it is kept';
create index delivery_waiting on events.delivery (jurisdiction, next_try_at) where state = 'waiting';
create index delivery_dead on events.delivery (jurisdiction, event_id) where state = 'dead';

select access.protect('events.outbox', 'select, insert'), access.protect('events.delivery');
create policy outbox_add on events.outbox for insert to mizan_app with check (access.account() is not null);
create policy outbox_read on events.outbox for select to mizan_app
  using (account_id = (select access.account())
    or (((select access.may('events:deliver')) or (select access.may('events:read')))
      and (jurisdiction = (select access.jurisdiction()) or (select access.jurisdiction()) = 'PK')));
create policy delivery_add on events.delivery for insert to mizan_app with check (access.account() is not null);
create policy delivery_read on events.delivery for select to mizan_app
  using (((select access.may('events:deliver')) or (select access.may('events:read')))
    and (jurisdiction = (select access.jurisdiction()) or (select access.jurisdiction()) = 'PK'));
create policy delivery_change on events.delivery for update to mizan_app
  using (((select access.may('events:deliver')) or (select access.may('events:retry')))
    and (jurisdiction = (select access.jurisdiction()) or (select access.jurisdiction()) = 'PK'));
revoke update on events.delivery from mizan_app;
grant update (state, attempts, next_try_at, done_at, last_error) on events.delivery to mizan_app;

-- Which provinces have something due, in one query of a few index probes, asked four times a second before anyone is stood as.
-- Tells codes of provinces and nothing of what waits in them.
create function events.due_in(p_jurisdictions text[]) returns setof text
language sql stable security definer set search_path = pg_catalog as $$
  select j from unnest(p_jurisdictions) as j
   where exists (select 1 from events.delivery d
     where d.jurisdiction = j and d.state = 'waiting' and d.next_try_at <= clock_timestamp())
$$;
revoke execute on function events.due_in from public;
grant execute on function events.due_in to mizan_app;

-- Commands already carried out: the answer is kept with the command, so that a repeated request does nothing twice.
create table events.command (
  account_id uuid not null,
  key uuid not null,
  endpoint text not null,
  request_hash bytea not null,
  status integer not null,
  answer jsonb not null,
  at timestamptz not null default clock_timestamp(),
  primary key (account_id, key)
);
comment on table events.command is 'Idempotency: key, hash of the request and the stored answer, written in the command''s own transaction';
create index command_by_age on events.command (at);
select access.protect('events.command', 'select, insert');
create policy command_own on events.command for select to mizan_app using (account_id = (select access.account()));
create policy command_add on events.command for insert to mizan_app with check (account_id = (select access.account()));
