-- needs: access audit
-- Work that takes long or runs by itself: what was asked, how far it is, how it ended. The queue itself is pg-boss's.
create schema jobs;
grant usage on schema jobs to mizan_app;

create table jobs.run (
  id uuid primary key default gen_random_uuid(),
  jurisdiction text not null,
  job text not null,
  state text not null default 'waiting' check (state in ('waiting', 'running', 'done', 'failed')),
  asked_by uuid not null default access.account(),
  asked_at timestamptz not null default clock_timestamp(),
  started_at timestamptz,
  ended_at timestamptz,
  done bigint not null default 0,
  total bigint,
  attempts integer not null default 0,
  last_error text,
  input jsonb not null default '{}'
);
comment on table jobs.run is 'One run of a job, with its progress';
comment on column jobs.run.input is 'Identifiers and options only; never names';
create index run_by_job on jobs.run (job, asked_at desc);
create index run_open on jobs.run (asked_at) where state in ('waiting', 'running');

select audit.watch('jobs.run');
select access.protect('jobs.run');
create policy run_read on jobs.run for select to mizan_app
  using ((select access.may('jobs:read')) or (select access.may('jobs:run')) or asked_by = (select access.account()));
create policy run_add on jobs.run for insert to mizan_app
  with check (asked_by = (select access.account()) and state = 'waiting');
create policy run_change on jobs.run for update to mizan_app using ((select access.may('jobs:run')));
