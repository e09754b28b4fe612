-- needs: units access documents identity
-- What was written to a family about somebody is read in the prison that has them now: who was told what, on which day, and what came back.
-- It stays the paper of the prison that wrote it, under that prison's number: only that prison sends it, withdraws it and enters what came
-- back. A medical officer's own words stay with that prison's medical officers; illness goes along with the file.
create function custody.stays_after(p_imprisonment uuid) returns table (id uuid, prison_id integer)
language sql stable security definer set search_path = pg_catalog as $$
  with recursive stay(id, prison_id) as (
    select i.id, i.prison_id from custody.imprisonment i where i.follows = p_imprisonment
    union all
    select i.id, i.prison_id from stay s join custody.imprisonment i on i.follows = s.id)
  select s.id, s.prison_id from stay s
$$;
comment on function custody.stays_after is 'The stays in other prisons that continue one after transfers';

create function custody.stay_read_here(p_imprisonment uuid) returns uuid
language sql stable security definer set search_path = pg_catalog as $$
  select coalesce(
    (select i.id from custody.imprisonment i where i.id = p_imprisonment and i.prison_id = any (access.units())),
    (select s.id from custody.stays_after(p_imprisonment) s where s.prison_id = any (access.units()) limit 1))
$$;
comment on function custody.stay_read_here is 'The stay in the reader''s own prison under which this one is read: itself, or one that continues it';

create function custody.stays_before(p_imprisonment uuid) returns setof uuid
language sql stable security definer set search_path = pg_catalog as $$
  select b from custody.stays_of(p_imprisonment) b
   where b <> p_imprisonment and exists (select 1 from custody.imprisonment i where i.id = p_imprisonment and i.prison_id = any (access.units()))
$$;
comment on function custody.stays_before is 'The stays in other prisons that a stay in the reader''s own prison continues';
revoke execute on function custody.stays_after, custody.stay_read_here, custody.stays_before from public;
grant execute on function custody.stay_read_here, custody.stays_before to mizan_app;

create policy notice_read_followed on custody.notice for select to mizan_app
  using ((select access.may('custody:read-notices')) and (kind = 'family-illness' or not (select access.may('custody:treat')))
    and custody.stay_read_here(imprisonment_id) is not null);
create policy dispatch_read_followed on custody.dispatch for select to mizan_app
  using ((select access.may('custody:read-notices')) and custody.stay_read_here(imprisonment_id) is not null
    and exists (select 1 from custody.notice n where n.id = notice_id));

-- The sheet is opened where the notice is read.
create function custody.share_notice_sheets() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  if tg_table_name = 'notice' then
    update documents.document d set units = array(select distinct u from unnest(d.units || array(select s.prison_id from custody.stays_after(new.imprisonment_id) s)) u)
     where d.id = new.document_id and exists (select 1 from custody.stays_after(new.imprisonment_id));
  else
    update documents.document d set units = d.units || new.prison_id
     where not d.units @> array[new.prison_id] and d.id in (select n.document_id from custody.notice n
       where n.imprisonment_id in (select custody.stays_of(new.follows)) and not n.medical);
  end if;
  return null;
end $$;
create trigger share_notice_sheets after insert on custody.imprisonment for each row when (new.follows is not null)
  execute function custody.share_notice_sheets();
create trigger share_notice_sheets after insert on custody.notice for each row when (new.document_id is not null and not new.medical)
  execute function custody.share_notice_sheets();
revoke execute on function custody.share_notice_sheets from public;
update documents.document d set units = array(select distinct u from unnest(d.units || f.prisons) u)
  from (select n.document_id, array_agg(s.prison_id) as prisons from custody.notice n cross join lateral custody.stays_after(n.imprisonment_id) s
    where n.document_id is not null and not n.medical group by n.document_id) f
 where d.id = f.document_id;
