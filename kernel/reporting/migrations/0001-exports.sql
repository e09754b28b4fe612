-- needs: access audit identity
-- Files of reports too long to wait for: who asked, for what, how far it is. The file itself lies in the data folder for a day.
create schema reporting;
grant usage on schema reporting to mizan_app;

create table reporting.export (
  id uuid primary key default gen_random_uuid(),
  jurisdiction text not null default access.jurisdiction(),
  account_id uuid not null default access.account() references identity.account,
  report text not null,
  params jsonb not null default '{}' check (jsonb_typeof(params) = 'object'),
  format text not null check (format in ('csv', 'xlsx')),
  language text not null check (language in ('en', 'ur')),
  state text not null default 'waiting' check (state in ('waiting', 'running', 'done', 'failed')),
  done integer not null default 0,
  total integer not null,
  bytes bigint,
  sha256 text,
  asked_at timestamptz not null default clock_timestamp(),
  ended_at timestamptz,
  readable_until timestamptz
);
comment on table reporting.export is 'One report asked for as a file in the background; readable by whoever asked, for a day';
comment on column reporting.export.params is 'The filters the report was run with';
comment on column reporting.export.total is 'Rows the report had when it was asked for; the file has those it had when it was written';
create index export_of_account on reporting.export (account_id, asked_at desc);

select audit.watch('reporting.export');
select access.protect('reporting.export');
-- Only whoever asked: a file holds what that person could see, which a successor in the post or a superior may not.
create policy export_own on reporting.export for select to mizan_app using (account_id = (select access.account()));
create policy export_add on reporting.export for insert to mizan_app
  with check (account_id = (select access.account()) and (select access.may('reporting:read')) and state = 'waiting');
create policy export_change on reporting.export for update to mizan_app using (account_id = (select access.account()));
revoke update on reporting.export from mizan_app;
grant update (state, done, bytes, sha256, ended_at, readable_until) on reporting.export to mizan_app;
