-- needs: audit
-- What is typed and not yet sent lies on the officer's own device, which others use too. It is kept under a secret that only a
-- session of the same account is given: after signing out nobody at that desk can read it, and the officer finds it again.
create table identity.draft_secret (
  account_id uuid primary key references identity.account,
  secret bytea not null check (octet_length(secret) = 32),
  created_at timestamptz not null default clock_timestamp()
);
comment on table identity.draft_secret is 'Secret under which a browser keeps the unsent drafts of an account';
alter table identity.draft_secret enable row level security;
alter table identity.draft_secret force row level security;
create policy owner_all on identity.draft_secret for all to current_user using (true) with check (true);
create policy service_all on identity.draft_secret for all to mizan_auth using (true) with check (true);
grant select, insert on identity.draft_secret to mizan_auth;
create trigger audit_write after insert or update or delete on identity.draft_secret
  for each row execute function identity.record_without_secrets('account_id', 'secret');
