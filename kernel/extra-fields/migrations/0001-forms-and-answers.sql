-- needs: access audit identity units workflow
-- What a province or a prison asks beside what the system itself asks: fields as versioned data, and what was answered to them.
create schema fields;
grant usage on schema fields to mizan_app;

create table fields.form (
  key text primary key check (key ~ '^[a-z][a-z-]*\.[a-z][a-z-]*$'),
  subject text not null,
  adds text not null,
  reads_sealed text not null
);
comment on table fields.form is 'A form of a module that takes extra fields, and the table whose rows its answers are about';
comment on column fields.form.subject is 'Whoever sees a row of this table sees its answers, and nobody else';
comment on column fields.form.adds is 'Permission to answer';
comment on column fields.form.reads_sealed is 'Permission to read sensitive answers';

create table fields.form_version (
  id uuid primary key default gen_random_uuid(),
  form text not null references fields.form,
  jurisdiction text not null,
  unit_id integer references units.unit,
  scope text not null generated always as (jurisdiction || coalesce('/' || unit_id::text, '')) stored,
  version integer not null check (version > 0),
  in_force_from date not null,
  fields jsonb not null check (jsonb_typeof(fields) = 'array'),
  why text not null,
  state text not null default 'proposed' check (state in ('proposed', 'adopted', 'returned')),
  proposed_by uuid references identity.account,
  proposed_at timestamptz not null default clock_timestamp(),
  proposed_in uuid,
  proposed_under uuid,
  decided_by uuid references identity.account,
  decided_at timestamptz,
  returned_why text,
  unique (form, scope, version),
  unique (id, form, scope),
  check (decided_by <> proposed_by),
  check ((state = 'proposed') = (decided_at is null)),
  check ((state = 'returned') = (returned_why is not null))
);
comment on table fields.form_version is 'The extra fields of one form in a province or one unit, from a day on; proposed by one officer, adopted by another, never altered';
comment on column fields.form_version.unit_id is 'Empty for a whole province; a unit has its province''s fields and these beside them';
comment on column fields.form_version.scope is 'Province and unit in one, which answers carry too';
comment on column fields.form_version.fields is 'In the order asked: key, kind, label and help in both languages, list values with their ends, required, sealed';
create index form_version_in_force on fields.form_version (form, jurisdiction, in_force_from desc) where state = 'adopted';
create index form_version_waiting on fields.form_version (jurisdiction, proposed_at) where state = 'proposed';

create table fields.answer (
  id uuid primary key default gen_random_uuid(),
  jurisdiction text not null default access.jurisdiction(),
  form text not null,
  subject_id uuid not null,
  version_id uuid not null,
  scope text not null,
  key text not null,
  sealed boolean not null,
  value jsonb not null,
  why text,
  answered_by uuid default access.account(),
  answered_at timestamptz not null default clock_timestamp(),
  superseded_at timestamptz,
  foreign key (version_id, form, scope) references fields.form_version (id, form, scope)
);
comment on table fields.answer is 'One answer to one extra field about one subject; a later answer supersedes it and leaves it as it was';
comment on column fields.answer.value is 'Text, number, day, yes or no, a list value or several; null where an answer was taken back';
comment on column fields.answer.why is 'Of a correction: the reason';
create unique index answer_current on fields.answer (form, subject_id, scope, key) where superseded_at is null;
create index answer_by_subject on fields.answer (subject_id, form, answered_at);
create index answer_by_field on fields.answer (form, scope, key) where superseded_at is null;
create index answer_by_version on fields.answer (version_id, form, scope);

-- A version is decided once, in one's own name, and its words stay as they were proposed.
create function fields.keep_version() returns trigger language plpgsql set search_path = pg_catalog as $$
-- The scope is generated from columns that stay, and has no value yet before the update.
declare may_change text[] := array['state', 'decided_by', 'decided_at', 'returned_why', 'scope'];
begin
  if current_user <> 'mizan_app' then return new; end if;
  if old.state <> 'proposed' or (to_jsonb(new) - may_change) is distinct from (to_jsonb(old) - may_change)
    or new.decided_by is distinct from access.account()
    or (new.state = 'adopted' and new.in_force_from < workflow.today()) then
    raise exception 'A version of a form is decided once, in one''s own name, not for days gone by, and never altered' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger keep_version before update on fields.form_version for each row execute function fields.keep_version();

-- Whether an answer is sealed is the version's to say and not the writer's. The answer before it is superseded here, since who
-- writes a sealed answer may not be able to see the one it follows.
create function fields.keep_answer() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare asked jsonb;
begin
  select f into asked from fields.form_version v, jsonb_array_elements(v.fields) f where v.id = new.version_id and f ->> 'key' = new.key;
  if asked is null or coalesce((asked ->> 'sealed')::boolean, false) <> new.sealed then
    raise exception 'An answer is to a field of its version, and as sensitive as that says' using errcode = 'check_violation';
  end if;
  update fields.answer a set superseded_at = greatest(new.answered_at, a.answered_at)
   where a.form = new.form and a.subject_id = new.subject_id and a.scope = new.scope and a.key = new.key and a.superseded_at is null;
  return new;
end $$;
create trigger keep_answer before insert on fields.answer for each row execute function fields.keep_answer();

-- That a sensitive field was answered is audited; what was answered is not, or the audit would be the way round the seal.
create function fields.record_answer() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare
  now_row jsonb := coalesce(to_jsonb(new), to_jsonb(old));
begin
  insert into audit.entry (act, subject, subject_ids, detail)
  values (lower(tg_op), 'fields.answer', array[now_row ->> 'id', now_row ->> 'subject_id'],
    jsonb_build_object('after', case when (now_row ->> 'sealed')::boolean then now_row - array['value', 'why'] else now_row end));
  return null;
end $$;
create trigger audit_write after insert or update or delete on fields.answer for each row execute function fields.record_answer();

select audit.watch('fields.form', 'key'), audit.watch('fields.form_version');
select access.protect('fields.form', 'select'), access.protect('fields.form_version'), access.protect('fields.answer', 'select, insert');
create policy form_read on fields.form for select to mizan_app using (true);
-- What a form asks is no secret inside the system; what was answered is.
create policy version_read on fields.form_version for select to mizan_app using (true);
create policy version_add on fields.form_version for insert to mizan_app
  with check (jurisdiction = (select access.jurisdiction()) and state = 'proposed' and proposed_by = (select access.account())
    and (((select access.may('extra-fields:propose')) and (unit_id is null or unit_id = any ((select access.units())::integer[])))
      or ((select access.may('extra-fields:propose-own')) and unit_id = (select access.unit()))));
create policy version_decide on fields.form_version for update to mizan_app
  using (jurisdiction = (select access.jurisdiction()) and (select access.may('extra-fields:adopt'))
    and proposed_by is distinct from (select access.account()));

-- Joins a form to the table its answers are about. The policies ask that table itself, under the reader's own rights: whoever sees
-- the prisoner sees the answers, by the prisoner's own policy and not by a second one that could come to differ from it.
create function fields.follow(p_form text, p_subject regclass, p_adds text, p_reads_sealed text) returns void
language plpgsql as $$
declare
  policy text := replace(replace(p_form, '.', '_'), '-', '_');
  seen text := format('exists (select 1 from %s s where s.id = answer.subject_id)', p_subject);
begin
  insert into fields.form values (p_form, p_subject::text, p_adds, p_reads_sealed);
  execute format('create policy %I on fields.answer for select to mizan_app using (form = %L and (not sealed or (select access.may(%L))) and %s)',
    policy || '_read', p_form, p_reads_sealed, seen);
  execute format('create policy %I on fields.answer for insert to mizan_app with check (form = %L and (select access.may(%L))
      and answered_by = (select access.account()) and superseded_at is null and jurisdiction = (select access.jurisdiction()) and %s)',
    policy || '_add', p_form, p_adds, seen);
end $$;
revoke execute on function fields.follow from public;
