-- needs: people access
-- One search, several doors: it looks through the units it is told, and each door says whose those are. No door, no search: the
-- application may not call it.
create function people.search_within(p_units integer[], p_form text, p_groups jsonb, p_fathers jsonb, p_digits text, p_limit integer)
returns table (record_id uuid, person_id uuid, tier text, name_key text, name_forms text[], name_tokens text[], father_key text,
  father_tokens text[], cnic text, phone_key text, aliases text[])
language plpgsql stable security definer set search_path = pg_catalog set jit = off set enable_seqscan = off
set plan_cache_mode = force_generic_plan as $$
declare
  -- A number typed in part is looked up by its beginning: such a pattern finds its index only when the planner sees it.
  by_digits constant text := 'select r.id, l.person_id, %L::text, r.name_key, r.name_forms, r.name_tokens, r.father_key, r.father_tokens, r.cnic, r.phone_key, r.aliases
    from (select * from people.record r where r.units && $1 and %s limit $3) r join people.link l on l.record_id = r.id and l.until is null';
begin
  if p_digits <> '' then
    return query execute format(by_digits, 'cnic', '(r.cnic like $2 || ''%'')') using p_units, p_digits, p_limit;
    return query execute format(by_digits, 'cnic-end', '(reverse(r.cnic) like reverse($2) || ''%'' and length($2) >= 4 and r.cnic is not null)') using p_units, p_digits, p_limit;
    return query execute format(by_digits, 'phone', '(r.phone_key like ltrim(right($2, 10), ''0'') || ''%'' and length($2) >= 5)') using p_units, p_digits, p_limit;
  elsif cardinality(p_units) <= 8 then
    return query select r.id, l.person_id, f.tier, r.name_key, r.name_forms, r.name_tokens, r.father_key, r.father_tokens, r.cnic, r.phone_key, r.aliases
      from people.records_in_few_units(p_units, p_form, p_groups, p_fathers, p_limit) with ordinality as f(record_id, tier, place)
      join people.record r on r.id = f.record_id join people.link l on l.record_id = r.id and l.until is null order by f.place;
  else
    return query select r.id, l.person_id, f.tier, r.name_key, r.name_forms, r.name_tokens, r.father_key, r.father_tokens, r.cnic, r.phone_key, r.aliases
      from people.records_in_many_units(p_units, p_form, p_groups, p_fathers, p_limit) with ordinality as f(record_id, tier, place)
      join people.record r on r.id = f.record_id join people.link l on l.record_id = r.id and l.until is null order by f.place;
  end if;
end $$;
comment on function people.search_within is 'Only for functions that have asked who searches and where they may';
revoke execute on function people.search_within from public;

create or replace function people.search_records(p_form text, p_groups jsonb, p_fathers jsonb, p_digits text, p_limit integer)
returns table (record_id uuid, person_id uuid, tier text, name_key text, name_forms text[], name_tokens text[], father_key text,
  father_tokens text[], cnic text, phone_key text, aliases text[])
language plpgsql stable security definer set search_path = pg_catalog as $$
begin
  if not access.may('people:search') then return; end if;
  return query select * from people.search_within(access.units(), p_form, p_groups, p_fathers, p_digits, p_limit);
end $$;
comment on function people.search_records is 'The search of one''s own units: only their records, whatever is asked, and nothing of how many others fit';
