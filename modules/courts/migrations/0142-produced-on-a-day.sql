-- needs: cases
-- A prison asks each morning which of its thousands of accused are to be brought. Asked the other way round, accused by accused, that
-- reads every hearing any of them ever had; here the day's hearings are read once, and only those asked about are held to the rule of
-- who may see them (cases.accused_seen).
create index hearing_on_day on courts.hearing (on_date) where state not in ('moved', 'withdrawn');

create function courts.produced_on(p_ids uuid[], p_on date)
returns table (id uuid, case_id uuid, court_id integer, on_date date, purpose text, produce uuid[], state text, outcome text, next_date date, serial integer)
language sql stable security definer set search_path = pg_catalog as $$
  with day as materialized (
    select d.* from (select h.id, h.case_id, h.court_id, h.on_date, h.purpose, h.produce, h.state, h.outcome, h.next_date, h.serial, unnest(h.produce) as party_id
        from courts.hearing h where h.on_date = p_on and h.state not in ('moved', 'withdrawn')) d
     -- As a set: an array of thousands would be gone through for each.
     where d.party_id in (select unnest(p_ids)))
  select distinct on (day.id) day.id, day.case_id, day.court_id, day.on_date, day.purpose, day.produce, day.state, day.outcome, day.next_date, day.serial
    from day where day.party_id in (select cases.accused_seen(array(select party_id from day))) and (select access.may('courts:read-orders'))
   order by day.id
$$;
comment on function courts.produced_on is 'Hearings of a day to which any of the accused asked about are to be brought, of those accused whom the reader may see';
revoke execute on function courts.produced_on from public;
grant execute on function courts.produced_on to mizan_app;
