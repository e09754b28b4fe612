-- A desk on a bad connection asks every half minute what became of its day. It is told what changed since it was told the whole, and not a large
-- prison's thousands of visits again. By transaction and not by clock: what is written first and committed later would be missed by a time.
alter table custody.visit add column changed_in xid8 not null default pg_current_xact_id();
comment on column custody.visit.changed_in is 'The transaction that last wrote it; compared with the oldest one still running when a desk was told the day';
create index visit_changed on custody.visit (prison_id, changed_in);

create function custody.note_visit_change() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  new.changed_in := pg_current_xact_id();
  return new;
end $$;
-- Its name comes after keep_visit's: what a visit may not change is judged before this is written.
create trigger note_visit_change before insert or update on custody.visit for each row execute function custody.note_visit_change();
revoke execute on function custody.note_visit_change from public;
