-- needs: people units access
-- Who may have been in prison before is found by the one search of persons, through a door of its own: it looks at what the
-- prisons of the province wrote at admission, and at nothing else.
drop function custody.previous_imprisonments(uuid, text, text, text[], text, integer);

create function custody.search_imprisoned(p_form text, p_groups jsonb, p_fathers jsonb, p_digits text, p_limit integer)
returns table (record_id uuid, person_id uuid, tier text, name_key text, name_forms text[], name_tokens text[], father_key text,
  father_tokens text[], cnic text, phone_key text, aliases text[])
language plpgsql stable security definer set search_path = pg_catalog as $$
begin
  if not access.may('custody:search-previous') then return; end if;
  return query select f.* from people.search_within(
      array(select u.id from units.unit u where u.kind = 'prison' and u.jurisdiction = access.jurisdiction()),
      p_form, p_groups, p_fathers, p_digits, p_limit) f
   where exists (select 1 from custody.imprisonment i where i.record_id = f.record_id and i.jurisdiction = access.jurisdiction());
end $$;
comment on function custody.search_imprisoned is 'Records that any prison of the province wrote at admission; a record shared with a prison by another agency is not among them';

-- Imprisonments of persons in all prisons of the province, the latest first. Whose they are is what the records of admission are
-- linked to today, not what was believed when they were entered.
create function custody.imprisonments_of(p_persons uuid[])
returns table (id uuid, person_id uuid, name_en text, name_ur text, father_en text, father_ur text, aliases text[], sex text,
  birth_date date, birth_precision text, cnic text, prison_id integer, number integer, year integer, admitted_year integer,
  released_year integer, held boolean)
language sql stable security definer set search_path = pg_catalog as $$
  select i.id, asked.person_id, r.name_en, r.name_ur, r.father_en, r.father_ur, r.aliases, r.sex, r.birth_date, r.birth_precision, r.cnic,
         i.prison_id, i.number, i.year, extract(year from i.admitted_at at time zone 'Asia/Karachi')::integer,
         extract(year from i.released_at at time zone 'Asia/Karachi')::integer, i.state = 'in'
    from people.current_persons(p_persons) asked
    join people.link l on l.person_id = asked.person_id and l.until is null
    join people.record r on r.id = l.record_id
    join custody.imprisonment i on i.record_id = r.id
   where access.may('custody:search-previous') and i.jurisdiction = access.jurisdiction()
   order by i.admitted_at desc
$$;
revoke execute on function custody.search_imprisoned, custody.imprisonments_of from public;
grant execute on function custody.search_imprisoned, custody.imprisonments_of to mizan_app;
