-- Many accused at once. Behind the policies a set of accused is found by reading every accused the reader's units may see, which
-- for a whole province is all of them for each page; here each is looked up by itself and held to the same rule.
create function cases.accused_of(p_ids uuid[])
returns table (party_id uuid, case_id uuid, outcome text, flags text[])
language sql stable security definer set search_path = pg_catalog as $$
  select p.id, p.case_id, p.outcome, c.flags from cases.party p join cases.case c on c.id = p.case_id
   where p.id = any (p_ids) and p.role = 'accused' and (select access.may('cases:read'))
     -- Written so that no index on units is taken for it.
     and coalesce(p.units && (select access.units()), false)
$$;
comment on function cases.accused_of is 'Of the accused asked about those the reader may see, with how their case came out';

create function cases.charges_of(p_ids uuid[])
returns table (of uuid, id uuid, party_id uuid, act text, section text, title_en text, title_ur text, max_punishment text, created_at timestamptz)
language sql stable security definer set search_path = pg_catalog as $$
  select a.party_id, c.id, c.party_id, c.act, c.section, c.title_en, c.title_ur, c.max_punishment, c.created_at
    from cases.accused_of(p_ids) a join cases.charge c on c.case_id = a.case_id and (c.party_id is null or c.party_id = a.party_id)
   where c.withdrawn_at is null
$$;
comment on function cases.charges_of is 'Charges against each of the accused asked about whom the reader may see';
revoke execute on function cases.accused_of, cases.charges_of from public;
grant execute on function cases.accused_of, cases.charges_of to mizan_app;
