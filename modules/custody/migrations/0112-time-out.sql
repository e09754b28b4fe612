-- Days on which a sentence did not run belong to the person's whole time in prison: an escape from the prison before a transfer counts
-- after it too, where its movement stands in another prison's register. Read only for stays of the reader's own prisons.
create function custody.time_out(p_imprisonments uuid[])
returns table (imprisonment_id uuid, released text, returned text, kind text, open boolean)
language sql stable security definer set search_path = pg_catalog as $$
  with recursive stay as (
    select i.id as asked, i.id, i.follows from custody.imprisonment i
     where i.id = any (p_imprisonments) and i.prison_id = any (access.units())
    union all
    select s.asked, i.id, i.follows from stay s join custody.imprisonment i on i.id = s.follows)
  select s.asked, to_char(m.out_at at time zone 'Asia/Karachi', 'YYYY-MM-DD'), to_char(m.in_at at time zone 'Asia/Karachi', 'YYYY-MM-DD'),
      'ESCAPE', false
    from stay s join custody.movement m on m.imprisonment_id = s.id and m.kind = 'ESC' and m.in_at is not null
  union all
  -- On a licence in force the sentence runs (1926 Act s.4); from revocation to return it may not have.
  select s.asked, to_char(l.revoked_on, 'YYYY-MM-DD'), to_char(l.returned_at at time zone 'Asia/Karachi', 'YYYY-MM-DD'),
      'LICENCE_REVOKED', l.days_count is null
    from stay s join custody.licence l on l.returned_imprisonment_id = s.id and l.days_count is distinct from 'counted'
      and (l.returned_at at time zone 'Asia/Karachi')::date > l.revoked_on + 1
  order by 1, 2
$$;
comment on function custody.time_out is 'From when to when somebody was at large, in this stay and those it follows; open: an officer must still say whether the days count';
revoke execute on function custody.time_out from public;
grant execute on function custody.time_out to mizan_app;
