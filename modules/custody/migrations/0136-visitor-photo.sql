-- needs: documents
-- A visitor's photograph, for every visit desk of the department: a proxy at one prison is known at the next. The latest is shown,
-- earlier ones stay.
create table custody.visitor_photo (
  document_id uuid primary key references documents.document,
  jurisdiction text not null,
  prison_id integer not null references units.unit,
  visitor_id uuid not null references custody.visitor,
  taken_by uuid default access.account(),
  taken_at timestamptz not null default clock_timestamp()
);
comment on table custody.visitor_photo is 'A photograph taken of a visitor at a prison''s desk; the latest is shown at every desk of the department';
create index visitor_photo_by_visitor on custody.visitor_photo (visitor_id, taken_at desc);
alter table custody.visitor add column photo uuid references documents.document;
comment on column custody.visitor.photo is 'The latest photograph, so that a desk reads one row for each visitor';
select audit.watch('custody.visitor_photo', 'document_id');
select access.protect('custody.visitor_photo', 'select, insert');
create policy visitor_photo_read on custody.visitor_photo for select to mizan_app
  using ((select access.may('custody:read-visits')) and exists (select 1 from custody.visitor v where v.id = visitor_id));
create policy visitor_photo_add on custody.visitor_photo for insert to mizan_app
  with check (prison_id = any ((select access.units())::integer[]) and (select access.may('custody:run-visits'))
    and exists (select 1 from custody.visitor v where v.id = visitor_id));

create function custody.show_visitor_photo() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  update custody.visitor set photo = new.document_id where id = new.visitor_id;
  return null;
end $$;
create trigger show_visitor_photo after insert on custody.visitor_photo for each row execute function custody.show_visitor_photo();

-- The prisons of the departments whose registry of visitors the actor writes: to them the photograph is shown.
create function custody.desks_of_department() returns integer[]
language sql stable security definer set search_path = pg_catalog as $$
  select coalesce(array_agg(distinct u.id), '{}') from units.reach r join units.unit u on u.id = r.descendant_id and u.kind = 'prison'
   where r.hierarchy = 'prison' and r.ancestor_id = any (custody.own_departments()) and access.may('custody:run-visits')
$$;
revoke execute on function custody.desks_of_department from public;
grant execute on function custody.desks_of_department to mizan_app;
