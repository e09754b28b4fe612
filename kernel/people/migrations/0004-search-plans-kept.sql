-- Search asked the planner anew for each tier of each query, which cost more than the search itself. The statements are now
-- fixed: one set for whoever reaches few units, where the index of units narrows most, and one for whoever reaches many, where
-- walking that index would touch every record.
create index decision_by_record on people.decision (record_id);
create index link_by_record on people.link (record_id);

-- The spellings of one word of a query; of a word beyond the last, those of the last: asked twice, an index answers once.
create function people.spellings(p_groups jsonb, p_at integer) returns text[]
language sql immutable parallel safe set search_path = pg_catalog
return array(select jsonb_array_elements_text(p_groups -> least(p_at, jsonb_array_length(p_groups) - 1)));

-- Whether a record says one spelling of each word from the fourth on.
create function people.says_rest(p_tokens text[], p_groups jsonb, p_words integer) returns boolean
language sql immutable parallel safe set search_path = pg_catalog
return not exists (select from jsonb_array_elements(p_groups) with ordinality as word(spellings, at)
  where at between 4 and p_words and not p_tokens && array(select jsonb_array_elements_text(spellings)));

do $make$
declare
  reach record;
begin
  for reach in select * from (values ('records_in_few_units', 'r.units && p_units'),
                                     ('records_in_many_units', '(r.units && p_units) is true')) as t(name, visible) loop
    execute format($function$
create function people.%I(p_units integer[], p_form text, p_groups jsonb, p_fathers jsonb, p_limit integer)
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
  one text[];
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
          and people.says_rest(r.father_tokens, p_fathers, fathers) limit p_limit;
    end if;
    return;
  end if;
  if fathers > 0 then
    return query select r.id, 'father'::text from people.record r
      where %2$s and r.name_tokens && w1 and r.name_tokens && w2 and r.name_tokens && w3
        and r.father_tokens && f1 and r.father_tokens && f2 and r.father_tokens && f3
        and people.says_rest(r.name_tokens, p_groups, words) and people.says_rest(r.father_tokens, p_fathers, fathers)
      limit p_limit;
    get diagnostics got = row_count;
    found_rows := found_rows + got;
  end if;
  if found_rows < 5 then
    return query select r.id, 'name'::text from people.record r
      where %2$s and r.name_tokens && w1 and r.name_tokens && w2 and r.name_tokens && w3
        and people.says_rest(r.name_tokens, p_groups, words) limit p_limit;
    get diagnostics got = row_count;
    found_rows := found_rows + got;
  end if;
  if words = 1 then return; end if;
  -- Clerks write the father behind the name without a word between: the last word may be his.
  if fathers = 0 and found_rows < 20 then
    return query select r.id, 'any'::text from people.record r
      where %2$s and r.father_tokens && last and r.name_tokens && w1 and r.name_tokens && own2 and r.name_tokens && own3
        and people.says_rest(r.name_tokens, p_groups, words - 1) limit p_limit;
    get diagnostics got = row_count;
    found_rows := found_rows + got;
  end if;
  -- One word may be wrong, or not in the record at all.
  if found_rows < 5 then
    for at in 0 .. words - 1 loop
      one := people.spellings(p_groups, at);
      return query select r.id, 'part'::text from people.record r
        where %2$s and r.name_tokens && one limit p_limit / words;
    end loop;
  end if;
end $$$function$, reach.name, reach.visible);
    -- They take the units as they are given: only functions that ask who is acting may call them.
    execute format('revoke execute on function people.%I from public', reach.name);
  end loop;
end $make$;
