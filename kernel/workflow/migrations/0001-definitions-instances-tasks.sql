-- needs: units identity access audit
-- How a case may move, as data: who may take which step from which state, and what work that leaves for whom. A change of
-- the data is proposed by one person and adopted by another; a case that runs keeps the version it began under.
create schema workflow;
grant usage on schema workflow to mizan_app;

-- The post the transaction acts under. A sub-query of a policy, so it is read once a query and not once a row.
create function workflow.acting_post() returns text language sql stable as $$
  select g.post_code from access.grant g where g.id = nullif(current_setting('mizan.grant', true), '')::uuid $$;

-- A working day begins at midnight in Pakistan, whatever the server's own time zone.
create function workflow.today() returns date language sql stable as $$
  select (now() at time zone 'Asia/Karachi')::date $$;

create table workflow.definition (
  id uuid primary key default gen_random_uuid(),
  code text not null,
  jurisdiction text not null,
  unit_id integer references units.unit,
  version integer not null check (version > 0),
  origin text not null default 'edited' check (origin in ('shipped', 'edited')),
  body jsonb not null check (jsonb_typeof(body) = 'object'),
  state text not null default 'draft' check (state in ('draft', 'proposed', 'adopted', 'retired')),
  note text not null default '',
  effective_from date not null default workflow.today(),
  revision integer not null default 1,
  editors uuid[] not null default '{}',
  created_at timestamptz not null default clock_timestamp(),
  proposed_by uuid references identity.account,
  proposed_at timestamptz,
  adopted_by uuid references identity.account,
  adopted_at timestamptz,
  retired_by uuid references identity.account,
  retired_at timestamptz,
  retired_reason text,
  check (unit_id is null or jurisdiction <> 'PK'),
  -- Two people: whoever wrote or proposed a version never also puts it in force. Shipped versions come with the release.
  check (state <> 'adopted' or origin = 'shipped' or (adopted_by is not null and proposed_by is not null
    and adopted_by <> proposed_by and not adopted_by = any (editors)))
);
comment on table workflow.definition is 'One version of how a kind of case moves, for the country, a province or one unit';
comment on column workflow.definition.jurisdiction is 'PK for the whole country, or the province the version is for';
comment on column workflow.definition.unit_id is 'Set for the variant of one unit';
comment on column workflow.definition.origin is 'shipped: written in the module''s workflow.ts; edited: made on screen';
comment on column workflow.definition.revision is 'Counts saves of a draft, so that two editors cannot overwrite each other unseen';
comment on column workflow.definition.editors is 'Everyone who saved this version; none of them may adopt it';
create unique index definition_version on workflow.definition (code, jurisdiction, coalesce(unit_id, 0), version);
create index definition_in_force on workflow.definition (code, effective_from) where state = 'adopted';

-- A version that has been proposed is what was judged, and one that was adopted is what cases run under: neither may change.
create function workflow.keep_definition() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if (new.id, new.code, new.jurisdiction, new.version, new.origin, coalesce(new.unit_id, 0))
     is distinct from (old.id, old.code, old.jurisdiction, old.version, old.origin, coalesce(old.unit_id, 0)) then
    raise exception 'A workflow version cannot change what it is a version of';
  end if;
  if old.state <> 'draft' and (new.body, new.editors) is distinct from (old.body, old.editors) then
    raise exception 'Only a draft of a workflow can be edited';
  end if;
  -- Adoption may put the first day off, never bring it forward.
  if old.state <> 'draft' and new.effective_from <> old.effective_from
     and (new.state <> 'adopted' or old.state <> 'proposed' or new.effective_from < old.effective_from) then
    raise exception 'The first day of a workflow version cannot be moved to %', new.effective_from;
  end if;
  if old.state <> new.state and (old.state, new.state) not in
     (('draft', 'proposed'), ('draft', 'retired'), ('proposed', 'draft'), ('proposed', 'adopted'), ('proposed', 'retired'), ('adopted', 'retired')) then
    raise exception 'A workflow version cannot go from % to %', old.state, new.state;
  end if;
  return new;
end $$;
create trigger keep_definition before update on workflow.definition for each row execute function workflow.keep_definition();
select audit.watch('workflow.definition');
select access.protect('workflow.definition');
-- How a case moves is no secret: it holds no person and no case, and those whom it binds should be able to read it.
create policy definition_read on workflow.definition for select to mizan_app using ((select access.account()) is not null);
create policy definition_add on workflow.definition for insert to mizan_app
  with check ((select access.may('workflow:edit')) and jurisdiction = (select access.jurisdiction()) and state = 'draft' and origin = 'edited'
    and (unit_id is null or exists (select 1 from units.unit u where u.id = unit_id and u.jurisdiction = (select access.jurisdiction()))));
create policy definition_change on workflow.definition for update to mizan_app
  using (jurisdiction = (select access.jurisdiction()) and ((select access.may('workflow:edit')) or (select access.may('workflow:adopt'))))
  with check (jurisdiction = (select access.jurisdiction())
    and case when state = 'adopted' then (select access.may('workflow:adopt')) and adopted_by = (select access.account())
             else (select access.may('workflow:edit')) or (select access.may('workflow:adopt')) end);

create table workflow.instance (
  id uuid primary key default gen_random_uuid(),
  jurisdiction text not null,
  code text not null,
  definition_id uuid not null references workflow.definition,
  subject_kind text not null,
  subject_id uuid not null,
  state text not null,
  units integer[] not null check (cardinality(units) > 0),
  title_params jsonb not null default '{}' check (jsonb_typeof(title_params) = 'object'),
  task_units jsonb not null default '{}' check (jsonb_typeof(task_units) = 'object'),
  begun_at timestamptz not null default clock_timestamp(),
  since timestamptz not null default clock_timestamp(),
  ended_at timestamptz
);
comment on table workflow.instance is 'Where one case stands in one workflow';
comment on column workflow.instance.definition_id is 'The version it began under, and keeps';
comment on column workflow.instance.units is 'Units that may see the case''s standing; the module that owns the case adds one with shareWith';
comment on column workflow.instance.title_params is 'Values for the titles of the tasks of any of its steps, such as an FIR number';
comment on column workflow.instance.task_units is 'Unit in which a queue''s tasks wait, where a step does not say';
comment on column workflow.instance.since is 'When it came into its present state';
create unique index instance_of_subject on workflow.instance (subject_id, subject_kind, code);
create index instance_by_definition on workflow.instance (definition_id) where ended_at is null;
select audit.watch('workflow.instance');
select access.protect('workflow.instance');
create policy instance_read on workflow.instance for select to mizan_app using (units && (select access.units())::integer[]);
create policy instance_add on workflow.instance for insert to mizan_app with check (units && (select access.units())::integer[]);
create policy instance_change on workflow.instance for update to mizan_app
  using (units && (select access.units())::integer[]) with check (units && (select access.units())::integer[]);

-- A case is never moved to another version, subject or workflow, and no unit that could see it loses sight of it.
create function workflow.keep_instance() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if (new.id, new.jurisdiction, new.code, new.definition_id, new.subject_kind, new.subject_id, new.begun_at)
     is distinct from (old.id, old.jurisdiction, old.code, old.definition_id, old.subject_kind, old.subject_id, old.begun_at) then
    raise exception 'A running case keeps the workflow version it began under';
  end if;
  if not new.units @> old.units then raise exception 'A unit cannot be taken off a running case'; end if;
  return new;
end $$;
create trigger keep_instance before update on workflow.instance for each row execute function workflow.keep_instance();

create table workflow.step (
  id uuid primary key default gen_random_uuid(),
  jurisdiction text not null,
  instance_id uuid not null references workflow.instance,
  transition text,
  from_state text,
  to_state text not null,
  account_id uuid not null default access.account() references identity.account,
  post_code text not null default workflow.acting_post(),
  unit_id integer not null default access.unit() references units.unit,
  at timestamptz not null default clock_timestamp(),
  reason text
);
comment on table workflow.step is 'A step a case took: by whom, under which post, in which unit, when. Only ever added to';
comment on column workflow.step.transition is 'Empty for the beginning';
create index step_of_instance on workflow.step (instance_id, at);
select audit.watch('workflow.step');
select access.protect('workflow.step', 'select, insert');
create policy step_read on workflow.step for select to mizan_app
  using (exists (select 1 from workflow.instance i where i.id = instance_id));
create policy step_add on workflow.step for insert to mizan_app
  with check (account_id = (select access.account()) and unit_id = (select access.unit()) and post_code = (select workflow.acting_post())
    and exists (select 1 from workflow.instance i where i.id = instance_id));

create table workflow.task (
  id uuid primary key default gen_random_uuid(),
  jurisdiction text not null,
  queue text not null,
  instance_id uuid references workflow.instance,
  subject_kind text not null,
  subject_id uuid not null,
  title_en text not null,
  title_ur text not null,
  params jsonb not null default '{}' check (jsonb_typeof(params) = 'object'),
  href text check (href like '/%'),
  unit_id integer not null references units.unit,
  post_code text not null references access.post,
  owner_id uuid references identity.account,
  due_on date,
  closed_by text not null default 'hand' check (closed_by in ('hand', 'step')),
  stays boolean not null default false,
  opened_by uuid not null default access.account() references identity.account,
  opened_at timestamptz not null default clock_timestamp(),
  done_at timestamptz,
  done_by uuid references identity.account,
  outcome text,
  check ((done_at is null) = (done_by is null))
);
comment on table workflow.task is 'Work that waits for a post in a unit';
comment on column workflow.task.owner_id is 'Who has taken it; empty while it waits for anyone of the post';
comment on column workflow.task.closed_by is 'step: done only by taking the step of the case that it asks for; hand: ticked off by whoever did it';
comment on column workflow.task.stays is 'Outlives the state it was opened in';
comment on column workflow.task.href is 'Where the work is done: a page of this application';
comment on column workflow.task.params is 'Values for the placeholders of the title, such as an FIR number';
create index task_waiting on workflow.task (unit_id, post_code, queue, due_on, opened_at) where done_at is null;
create index task_of_owner on workflow.task (owner_id) where done_at is null;
create index task_of_subject on workflow.task (subject_id, subject_kind);
select audit.watch('workflow.task');
select access.protect('workflow.task');
create policy task_read on workflow.task for select to mizan_app
  using (unit_id = any ((select access.units())::integer[])
    and (post_code = (select workflow.acting_post()) or (select access.may('workflow:supervise'))));
create policy task_add on workflow.task for insert to mizan_app
  with check (opened_by = (select access.account())
    and (unit_id = any ((select access.units())::integer[]) or exists (select 1 from workflow.instance i where i.id = instance_id)));
create policy task_change on workflow.task for update to mizan_app
  using (unit_id = any ((select access.units())::integer[])
    and (post_code = (select workflow.acting_post()) or (select access.may('workflow:supervise'))));

-- Work already done stays done, and what it was about cannot be rewritten.
create function workflow.keep_task() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if old.done_at is not null then raise exception 'A task that is done cannot be changed'; end if;
  if (new.id, new.jurisdiction, new.queue, new.subject_kind, new.subject_id, new.unit_id, new.post_code, new.opened_by, new.opened_at, new.closed_by)
     is distinct from (old.id, old.jurisdiction, old.queue, old.subject_kind, old.subject_id, old.unit_id, old.post_code, old.opened_by, old.opened_at, old.closed_by) then
    raise exception 'Only the owner, the due date and the outcome of a task change';
  end if;
  return new;
end $$;
create trigger keep_task before update on workflow.task for each row execute function workflow.keep_task();

-- A step that answers a task closes it, even when the task waits in another unit: an investigator who withdraws a challan
-- takes it off the prosecutor's list without being able to read that list. Only whoever sees the case may do so.
create function workflow.close_tasks(p_instance uuid, p_queues text[], p_leaving boolean, p_outcome text) returns integer
language plpgsql security definer set search_path = pg_catalog as $$
declare closed integer;
begin
  if access.account() is null or not exists (select 1 from workflow.instance i
      where i.id = p_instance and i.units && access.units()) then
    return 0;
  end if;
  update workflow.task t set done_at = clock_timestamp(), done_by = access.account(), outcome = p_outcome
   where t.instance_id = p_instance and t.done_at is null
     and (p_queues is null or t.queue = any (p_queues))
     and (not p_leaving or (t.closed_by = 'step' and not t.stays));
  get diagnostics closed = row_count;
  return closed;
end $$;

-- Where a task waits that nobody gave a unit: the first of the case's units in which someone holds its post, so that work is
-- not left before an empty chair. `p_units` begins with the actor's own unit, which is also the answer when nobody holds it.
create function workflow.unit_of_post(p_post text, p_units integer[]) returns integer
language sql stable security definer set search_path = pg_catalog as $$
  select u.id from unnest(p_units) with ordinality as u(id, n)
   where p_units[1] = any (access.units()) and exists (
     select 1 from access.grant g where g.unit_id = u.id and g.post_code = p_post and g.revoked_at is null and g.valid_from <= now()
       and (g.valid_to is null or g.valid_to > now()) and (g.proposed_by is null or g.approved_by is not null))
   order by u.n limit 1
$$;

-- Who may be given a task: those who hold its post in its unit today.
create function workflow.assignees(p_unit integer, p_post text)
returns table (account_id uuid, name_en text, name_ur text)
language sql stable security definer set search_path = pg_catalog as $$
  select distinct a.id, a.name_en, a.name_ur
    from access.grant g join identity.account a on a.id = g.account_id
   where p_unit = any (access.units()) and g.unit_id = p_unit and g.post_code = p_post
     and a.kind = 'person' and a.disabled_at is null and g.revoked_at is null and g.valid_from <= now()
     and (g.valid_to is null or g.valid_to > now()) and (g.proposed_by is null or g.approved_by is not null)
$$;

-- How many cases run under each version, for those who edit or adopt versions and may see none of the cases.
create function workflow.running_cases() returns table (definition_id uuid, running bigint, ended bigint)
language sql stable security definer set search_path = pg_catalog as $$
  select i.definition_id, count(*) filter (where i.ended_at is null), count(*) filter (where i.ended_at is not null)
    from workflow.instance i join workflow.definition d on d.id = i.definition_id
   where (access.may('workflow:edit') or access.may('workflow:adopt'))
     and (access.jurisdiction() = 'PK' or i.jurisdiction = access.jurisdiction())
   group by i.definition_id
$$;

revoke execute on function workflow.close_tasks, workflow.unit_of_post, workflow.assignees, workflow.running_cases from public;
grant execute on function workflow.close_tasks, workflow.unit_of_post, workflow.assignees, workflow.running_cases to mizan_app;
