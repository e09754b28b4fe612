-- needs: access
-- Which of many accused the reader may see, where nothing else of the case is asked: a prison asks it of thousands each time it draws up
-- its production list.
create function cases.accused_seen(p_ids uuid[]) returns setof uuid
language sql stable security definer set search_path = pg_catalog as $$
  select p.id from cases.party p
   where p.id = any (p_ids) and p.role = 'accused' and (select access.may('cases:read'))
     -- Written so that no index on units is taken for it.
     and coalesce(p.units && (select access.units()), false)
$$;
comment on function cases.accused_seen is 'Of the accused asked about those the reader may see';
revoke execute on function cases.accused_seen from public;
grant execute on function cases.accused_seen to mizan_app;
