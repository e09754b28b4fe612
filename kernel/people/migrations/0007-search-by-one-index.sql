-- needs: people
-- Words of a name, of a father and the units that may see a record stood in four indexes, and each of the four gave all it held of
-- a word before they were compared: tens of thousands of records for a common one, several times a search. In one index the
-- rarest of what is asked leads and the others are skipped through. New records go into it at once: a list of those not yet sorted in
-- would be read from end to end by every search. And words beyond the third, which few names have, are asked about only where there
-- are any: asking cost more than all else about a record that fits.
create index record_by_names on people.record using gin (units, name_forms, name_tokens, father_tokens) with (fastupdate = off);
drop index people.record_by_units, people.record_by_form, people.record_by_tokens, people.record_by_father;
-- Nothing looks names up by trigrams any more: misspelt words are looked up among the words.
drop index people.record_by_name;

do $make$
declare
  reach record;
begin
  for reach in select * from (values ('records_in_few_units', 'r.units && p_units'),
                                     ('records_in_many_units', '(r.units && p_units) is true')) as t(name, visible) loop
    execute format($function$
create or replace function people.%I(p_units integer[], p_form text, p_groups jsonb, p_fathers jsonb, p_limit integer)
returns table (record_id uuid, tier text)
language plpgsql stable security definer rows 50
set search_path = pg_catalog set jit = off set enable_seqscan = off set plan_cache_mode = force_generic_plan as $$
declare
  words constant integer := coalesce(jsonb_array_length(p_groups), 0);
  fathers constant integer := coalesce(jsonb_array_length(p_fathers), 0);
  w1 constant text[] := people.spellings(p_groups, 0);
  w2 constant text[] := people.spellings(p_groups, 1);
  w3 constant text[] := people.spellings(p_groups, 2);
  f1 constant text[] := people.spellings(p_fathers, 0);
  f2 constant text[] := people.spellings(p_fathers, 1);
  f3 constant text[] := people.spellings(p_fathers, 2);
  last constant text[] := people.spellings(p_groups, words - 1);
  own2 constant text[] := people.spellings(p_groups, least(1, words - 2));
  own3 constant text[] := people.spellings(p_groups, least(2, words - 2));
  any_word constant text[] := array(select jsonb_array_elements_text(each) from jsonb_array_elements(p_groups) as each);
  found_rows integer := 0;
  got integer;
begin
  if p_form <> '' then
    return query select r.id, 'exact'::text from people.record r
      where %2$s and r.name_forms @> array[p_form] limit p_limit;
    get diagnostics got = row_count;
    found_rows := found_rows + got;
  end if;
  if words = 0 then
    if fathers > 0 then
      return query select r.id, 'father'::text from people.record r
        where %2$s and r.father_tokens && f1 and r.father_tokens && f2 and r.father_tokens && f3
          and (fathers <= 3 or people.says_rest(r.father_tokens, p_fathers, fathers)) limit p_limit;
    end if;
    return;
  end if;
  if fathers > 0 then
    return query select r.id, 'father'::text from people.record r
      where %2$s and r.name_tokens && w1 and r.name_tokens && w2 and r.name_tokens && w3
        and r.father_tokens && f1 and r.father_tokens && f2 and r.father_tokens && f3
        and (words <= 3 or people.says_rest(r.name_tokens, p_groups, words)) and (fathers <= 3 or people.says_rest(r.father_tokens, p_fathers, fathers))
      limit p_limit;
    get diagnostics got = row_count;
    found_rows := found_rows + got;
    -- One word may be wrong, or not in the record at all; the father still tells.
    if found_rows < 5 and words > 1 then
      return query select r.id, 'part'::text from people.record r
        where %2$s and r.name_tokens && any_word
          and r.father_tokens && f1 and r.father_tokens && f2 and r.father_tokens && f3
          and (fathers <= 3 or people.says_rest(r.father_tokens, p_fathers, fathers))
        limit p_limit;
    end if;
  end if;
  if found_rows < 5 then
    return query select r.id, 'name'::text from people.record r
      where %2$s and r.name_tokens && w1 and r.name_tokens && w2 and r.name_tokens && w3
        and (words <= 3 or people.says_rest(r.name_tokens, p_groups, words)) limit p_limit;
    get diagnostics got = row_count;
    found_rows := found_rows + got;
  end if;
  -- Clerks write the father behind the name without a word between: the last word may be his.
  if words > 1 and fathers = 0 and found_rows < 20 then
    return query select r.id, 'any'::text from people.record r
      where %2$s and r.father_tokens && last and r.name_tokens && w1 and r.name_tokens && own2 and r.name_tokens && own3
        and (words <= 4 or people.says_rest(r.name_tokens, p_groups, words - 1)) limit p_limit;
  end if;
end $$$function$, reach.name, reach.visible);
  end loop;
end $make$;

-- In the one index, each unit costs a little at each record that is weighed, so that some thirty cost what looking at the records
-- themselves does. Eight were few when the units had an index of their own.
create or replace function people.search_within(p_units integer[], p_form text, p_groups jsonb, p_fathers jsonb, p_digits text, p_limit integer)
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
  elsif cardinality(p_units) <= 32 then
    return query select r.id, l.person_id, f.tier, r.name_key, r.name_forms, r.name_tokens, r.father_key, r.father_tokens, r.cnic, r.phone_key, r.aliases
      from people.records_in_few_units(p_units, p_form, p_groups, p_fathers, p_limit) with ordinality as f(record_id, tier, place)
      join people.record r on r.id = f.record_id join people.link l on l.record_id = r.id and l.until is null order by f.place;
  else
    return query select r.id, l.person_id, f.tier, r.name_key, r.name_forms, r.name_tokens, r.father_key, r.father_tokens, r.cnic, r.phone_key, r.aliases
      from people.records_in_many_units(p_units, p_form, p_groups, p_fathers, p_limit) with ordinality as f(record_id, tier, place)
      join people.record r on r.id = f.record_id join people.link l on l.record_id = r.id and l.until is null order by f.place;
  end if;
end $$;
