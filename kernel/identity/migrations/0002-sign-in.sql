-- needs: audit
-- How one signs in and stays signed in. Only the sign-in service (mizan_auth) reaches these tables; the application's role
-- can read neither a password's hash, nor a session's token, nor the secret of a second factor.

alter table identity.account add column second_factor text not null default 'required'
  check (second_factor in ('required', 'optional'));
comment on column identity.account.second_factor is 'required: may act under no post before a second factor is set up';

-- Records a change as audit.record_write does, but never the columns named after the key: a secret's hash in the log would
-- make the log a second store of secrets.
create function identity.record_without_secrets() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
declare
  hidden text[] := tg_argv[1:];
  old_row jsonb := case when tg_op = 'INSERT' then '{}'::jsonb else to_jsonb(old) end;
  new_row jsonb := case when tg_op = 'DELETE' then '{}'::jsonb else to_jsonb(new) end;
  changed text[];
  shown jsonb;
begin
  select array_agg(k order by k) into changed from (select jsonb_object_keys(old_row || new_row) as k) keys
    where old_row -> k is distinct from new_row -> k;
  if changed is null then return null; end if;
  select jsonb_object_agg(k, coalesce(new_row, old_row) -> k) into shown
    from unnest(changed) k where k <> all (hidden) and new_row ? k;
  insert into audit.entry (act, subject, subject_ids, detail)
  values (lower(tg_op), tg_table_schema || '.' || tg_table_name,
          array[coalesce(new_row ->> tg_argv[0], old_row ->> tg_argv[0])],
          jsonb_strip_nulls(jsonb_build_object('after', shown, 'changed', to_jsonb(changed))));
  return null;
end $$;

create table identity.password (
  account_id uuid primary key references identity.account,
  hash text not null,
  changed_at timestamptz not null default clock_timestamp()
);
comment on table identity.password is 'Password of an account, as an argon2id hash in PHC form';

create table identity.second_factor (
  account_id uuid primary key references identity.account,
  secret bytea,
  proposed_secret bytea,
  confirmed_at timestamptz,
  last_step bigint not null default 0,
  check ((secret is null) = (confirmed_at is null))
);
comment on table identity.second_factor is 'Time-based one-time codes (RFC 6238) of an account';
comment on column identity.second_factor.proposed_secret is 'Shown to the holder and not yet confirmed with a code';
comment on column identity.second_factor.last_step is 'Thirty-second step of the last code taken: a code opens once, and none before it opens any more';

create table identity.session (
  id uuid primary key default gen_random_uuid(),
  token_hash bytea not null unique,
  account_id uuid not null references identity.account,
  grant_id uuid,
  method text not null check (method in ('password', 'oidc', 'enrolment')),
  second_factor_due boolean not null,
  with_second_factor boolean not null default false,
  started_at timestamptz not null,
  seen_at timestamptz not null,
  idle_minutes integer not null default 15 check (idle_minutes between 1 and 30),
  step_up_at timestamptz,
  ended_at timestamptz,
  ended_why text check (ended_why in ('signed-out', 'revoked', 'replaced', 'password-changed', 'second-factor-changed', 'enrolled')),
  address text not null default '',
  user_agent text not null default '',
  check ((ended_at is null) = (ended_why is null))
);
comment on table identity.session is 'One browser signed in. Ends by hand, after idle_minutes without a call, and twelve hours after it began';
comment on column identity.session.token_hash is 'SHA-256 of the cookie: who reads this table cannot act as anyone';
comment on column identity.session.second_factor_due is 'The password was right and the code has not been shown yet: nothing is open';
create index session_by_account on identity.session (account_id, started_at desc);

create table identity.sign_in_try (
  key bytea primary key,
  tries integer not null,
  first_at timestamptz not null,
  locked_until timestamptz
);
comment on table identity.sign_in_try is 'Wrong tries by username, address or account. Kept for names that do not exist as well, so that a lock tells nothing';
comment on column identity.sign_in_try.key is 'SHA-256 of what is counted';
create index sign_in_try_by_age on identity.sign_in_try (first_at);

create table identity.oidc_flow (
  state_hash bytea primary key,
  browser_hash bytea not null,
  provider text not null,
  verifier text not null,
  nonce text not null,
  started_at timestamptz not null
);
comment on table identity.oidc_flow is 'A visit to an OpenID Connect provider that has not come back yet; taken once, within ten minutes';

create table identity.external_identity (
  id uuid primary key default gen_random_uuid(),
  issuer text not null,
  subject text not null,
  account_id uuid not null references identity.account,
  proposed_by uuid not null references identity.account,
  proposed_at timestamptz not null default clock_timestamp(),
  proposed_in uuid,
  proposed_under uuid,
  approved_by uuid references identity.account,
  approved_at timestamptz,
  removed_at timestamptz,
  check (proposed_by <> approved_by),
  check (account_id <> proposed_by and account_id <> approved_by)
);
comment on table identity.external_identity is 'Whom an OpenID Connect provider''s subject signs in as. Gives nothing before a second person approved it';
create unique index external_identity_once on identity.external_identity (issuer, subject) where removed_at is null;
create index external_identity_by_account on identity.external_identity (account_id);

create table identity.enrolment (
  id uuid primary key default gen_random_uuid(),
  account_id uuid not null references identity.account,
  first_half_hash bytea not null,
  second_half_hash bytea,
  requested_by uuid not null references identity.account,
  requested_at timestamptz not null default clock_timestamp(),
  requested_in uuid,
  requested_under uuid,
  approved_by uuid references identity.account,
  approved_at timestamptz,
  expires_at timestamptz not null,
  used_at timestamptz,
  cancelled_at timestamptz,
  check (requested_by <> approved_by),
  check (account_id <> requested_by and account_id <> approved_by),
  check ((approved_by is null) = (second_half_hash is null)),
  check (expires_at <= requested_at + interval '72 hours')
);
comment on table identity.enrolment is 'One-time code with which the holder of an account chooses a password anew. Each of two officers gives one half of it: neither can take the account alone';
create index enrolment_by_account on identity.enrolment (account_id, requested_at desc);

do $$
declare
  each record;
begin
  for each in select * from (values
    ('identity.password', 'account_id', array['hash']),
    ('identity.second_factor', 'account_id', array['secret', 'proposed_secret']),
    ('identity.external_identity', 'id', array[]::text[]),
    ('identity.enrolment', 'id', array['first_half_hash', 'second_half_hash']),
    -- Tries and flows are counters of a few minutes; what matters of them is recorded as the named acts sign-in-failed and locked.
    ('identity.sign_in_try', null, null),
    ('identity.oidc_flow', null, null),
    ('identity.session', 'id', array['token_hash', 'seen_at'])) t (name, key, hidden)
  loop
    execute format('alter table %s enable row level security', each.name);
    execute format('alter table %s force row level security', each.name);
    execute format('create policy owner_all on %s for all to current_user using (true) with check (true)', each.name);
    execute format('create policy service_all on %s for all to mizan_auth using (true) with check (true)', each.name);
    execute format('grant select, insert, update on %s to mizan_auth', each.name);
    if each.key is not null and each.name <> 'identity.session' then
      execute format('create trigger audit_write after insert or update or delete on %s for each row execute function identity.record_without_secrets(%L%s)',
        each.name, each.key, (select coalesce(string_agg(format(', %L', h), ''), '') from unnest(each.hidden) h));
    end if;
  end loop;
end $$;
grant delete on identity.sign_in_try, identity.oidc_flow, identity.second_factor to mizan_auth;
-- Every call moves seen_at; recording that would bury the log. All else a session does is recorded.
create trigger audit_write after insert or delete or update of grant_id, second_factor_due, with_second_factor, step_up_at, ended_at
  on identity.session for each row execute function identity.record_without_secrets('id', 'token_hash', 'seen_at');
