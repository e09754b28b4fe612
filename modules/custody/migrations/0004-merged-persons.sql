-- needs: people
-- After a merge a prisoner may stand in the books under the person's earlier identifier: nobody is in two prisons at once
-- because the registry learned who somebody is.
create or replace function custody.held_now(p_person uuid)
returns table (since timestamptz, prison_id integer, number integer, year integer)
language sql stable security definer set search_path = pg_catalog as $$
  select i.admitted_at,
         case when i.prison_id = any (access.units()) then i.prison_id end,
         case when i.prison_id = any (access.units()) then i.number end,
         case when i.prison_id = any (access.units()) then i.year end
    from custody.imprisonment i
   where i.person_id = any (people.same_person(p_person)) and i.state = 'in' and access.may('custody:admit')
$$;
create or replace function custody.custody_of_person(p_person uuid)
returns table (imprisonment_id uuid, prison_id integer, number integer, year integer, category text, state text,
  admitted_at timestamptz, released_at timestamptz)
language sql stable security definer set search_path = pg_catalog as $$
  select case when i.prison_id = any (access.units()) then i.id end, i.prison_id, i.number, i.year, i.category, i.state,
         i.admitted_at, i.released_at
    from custody.imprisonment i
   where i.person_id = any (people.same_person(p_person)) and access.may('custody:read-custody')
     and (i.prison_id = any (access.units()) or exists (
       select 1 from custody.warrant w join cases.party p on p.id = w.party_id
        where w.imprisonment_id = i.id and p.units && access.units()))
   order by i.admitted_at desc
$$;
