-- needs: audit
-- Who may sign in. What an account may do is said by its grants (kernel/access), never here.
create schema identity;
grant usage on schema identity to mizan_app, mizan_auth;

create table identity.account (
  id uuid primary key default gen_random_uuid(),
  username text not null unique check (username = lower(username)),
  kind text not null default 'person' check (kind in ('person', 'service')),
  name_en text not null,
  name_ur text not null,
  language text not null default 'ur' check (language in ('en', 'ur')),
  disabled_at timestamptz,
  created_at timestamptz not null default clock_timestamp()
);
comment on table identity.account is 'Someone, or a part of the system, that acts under its own name';
comment on column identity.account.kind is 'service: reacts to events and can never sign in';
select audit.watch('identity.account');
