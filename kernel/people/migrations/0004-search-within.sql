-- needs: people access
-- One search, several doors: it looks through the units it is told, and each door says whose those are. No door, no search: the
-- application may not call it.
create function people.search_within(p_units integer[], p_form text, p_groups jsonb, p_fathers jsonb, p_digits text, p_limit integer)
returns table (record_id uuid, person_id uuid, tier text, name_key text, name_forms text[], name_tokens text[], father_key text,
  father_tokens text[], cnic text, phone_key text, aliases text[])
language plpgsql stable security definer set search_path = pg_catalog set jit = off set enable_seqscan = off as $$
declare
  base constant text := 'select r.id, l.person_id, %L::text, r.name_key, r.name_forms, r.name_tokens, r.father_key, r.father_tokens, r.cnic, r.phone_key, r.aliases
    from (select * from people.record r where r.units && $1 and %s limit $6) r join people.link l on l.record_id = r.id and l.until is null';
  each_group text;
  by_name text := '';
  by_father text := '';
  of_father text;
  missing text;
  at integer;
  n integer := coalesce(jsonb_array_length(p_groups), 0);
  fathers integer := coalesce(jsonb_array_length(p_fathers), 0);
  found_rows integer := 0;
  got integer;
begin
  if p_digits <> '' then
    return query execute format(base, 'cnic', '(r.cnic like $5 || ''%'')') using p_units, p_form, p_groups, p_fathers, p_digits, p_limit;
    return query execute format(base, 'cnic-end', '(reverse(r.cnic) like reverse($5) || ''%'' and length($5) >= 4 and r.cnic is not null)') using p_units, p_form, p_groups, p_fathers, p_digits, p_limit;
    return query execute format(base, 'phone', '(r.phone_key like ltrim(right($5, 10), ''0'') || ''%'' and length($5) >= 5)') using p_units, p_form, p_groups, p_fathers, p_digits, p_limit;
    return;
  end if;
  if p_form <> '' then
    return query execute format(base, 'exact', 'r.name_forms @> array[$2]') using p_units, p_form, p_groups, p_fathers, p_digits, p_limit;
    get diagnostics got = row_count;
    found_rows := found_rows + got;
  end if;
  for at in 0 .. n - 1 loop
    each_group := format('array(select jsonb_array_elements_text($3 -> %s))', at);
    by_name := by_name || format(' and r.name_tokens && %s', each_group);
  end loop;
  for at in 0 .. fathers - 1 loop
    of_father := format('array(select jsonb_array_elements_text($4 -> %s))', at);
    by_father := by_father || format(' and r.father_tokens && %s', of_father);
  end loop;
  if n > 0 then
    if fathers > 0 then
      return query execute format(base, 'father', 'true' || by_name || by_father) using p_units, p_form, p_groups, p_fathers, p_digits, p_limit;
      get diagnostics got = row_count;
      found_rows := found_rows + got;
    end if;
    if found_rows < 5 then
      return query execute format(base, 'name', 'true' || by_name) using p_units, p_form, p_groups, p_fathers, p_digits, p_limit;
      get diagnostics got = row_count;
      found_rows := found_rows + got;
    end if;
    -- Clerks write the father behind the name without a word between: the last word may be his.
    if n > 1 and fathers = 0 and found_rows < 20 then
      return query execute format(base, 'any', format('r.father_tokens && array(select jsonb_array_elements_text($3 -> %s))', n - 1)
        || replace(by_name, format(' and r.name_tokens && array(select jsonb_array_elements_text($3 -> %s))', n - 1), ''))
        using p_units, p_form, p_groups, p_fathers, p_digits, p_limit;
      get diagnostics got = row_count;
      found_rows := found_rows + got;
    end if;
    -- One word may be wrong, or not in the record at all.
    if n > 1 and found_rows < 5 then
      for at in 0 .. n - 1 loop
        missing := format('r.name_tokens && array(select jsonb_array_elements_text($3 -> %s))', at);
        return query execute format(base, 'part', missing) using p_units, p_form, p_groups, p_fathers, p_digits, p_limit / n;
      end loop;
    end if;
  elsif fathers > 0 then
    return query execute format(base, 'father', 'true' || by_father) using p_units, p_form, p_groups, p_fathers, p_digits, p_limit;
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
