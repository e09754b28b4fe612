-- An escape is a movement: out at the moment it happened, in at the recapture. So the roll, the gate and the computation of the sentence
-- all read the same row, and days at large are typed nowhere else.
alter table custody.movement drop constraint movement_kind_check;
alter table custody.movement add constraint movement_kind_check check (kind in ('ADM', 'TRN', 'CRT', 'HOS', 'TAP', 'ESC', 'WAY', 'REL', 'INT'));
comment on column custody.movement.kind is 'ADM comes in, REL goes out for good, TRN leaves one prison''s roll for another''s or comes onto it, CRT, HOS and TAP go out and come back, ESC escaped until recaptured, WAY is on the road to another prison, INT stays inside';
drop index custody.movement_out_once;
create unique index movement_out_once on custody.movement (imprisonment_id) where kind in ('CRT', 'HOS', 'TAP', 'ESC', 'WAY') and in_at is null;
create index movement_at_large on custody.movement (imprisonment_id) where kind = 'ESC';

create or replace function custody.keep_movement() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  if tg_op = 'UPDATE' then
    if (to_jsonb(new) - 'in_at' - 'returned_by') is distinct from (to_jsonb(old) - 'in_at' - 'returned_by')
      or old.in_at is not null and new.in_at is distinct from old.in_at then
      raise exception 'A movement is written once; its return is added' using errcode = 'check_violation';
    end if;
    return new;
  end if;
  if new.kind in ('CRT', 'HOS', 'TAP', 'ESC', 'WAY') and (
      not exists (select 1 from custody.imprisonment i where i.id = new.imprisonment_id and i.admitted_at <= new.out_at
        and (i.released_at is null or i.released_at >= new.out_at))
      or exists (select 1 from custody.movement m where m.imprisonment_id = new.imprisonment_id and m.kind in ('CRT', 'HOS', 'TAP', 'ESC', 'WAY')
        and m.out_at < coalesce(new.in_at, 'infinity') and coalesce(m.in_at, 'infinity') > new.out_at)) then
    raise exception 'Nobody goes out who is not in' using errcode = 'check_violation';
  end if;
  return new;
end $$;

create or replace view custody.out_now with (security_invoker = true) as
  select m.id, m.prison_id, m.imprisonment_id, m.kind, m.reason, m.out_at, m.due_back, m.destination_id, m.destination, m.escort
    from custody.movement m join custody.imprisonment i on i.id = m.imprisonment_id and i.state = 'in'
   where m.kind in ('CRT', 'HOS', 'TAP', 'ESC', 'WAY') and m.in_at is null;

create policy movement_escape on custody.movement for insert to mizan_app
  with check (prison_id = any ((select access.units())::integer[]) and kind = 'ESC' and (select access.may('custody:keep-matters')));
create policy movement_recapture on custody.movement for update to mizan_app
  using (prison_id = any ((select access.units())::integer[]) and kind = 'ESC' and (select access.may('custody:keep-matters')));

-- Who may know where a fugitive is, counted: the wanted sheet goes to other agencies, and those who visit are suspected of nothing.
create function custody.contacts_counted(p_imprisonment uuid) returns table (relation text, count integer)
language sql stable security definer set search_path = pg_catalog as $$
  select t.relation, count(*)::integer from custody.visitor_tie t
   where t.imprisonment_id = p_imprisonment and t.state = 'approved' and t.prison_id = any (access.units()) and access.may('custody:keep-matters')
   group by t.relation order by 2 desc, 1
$$;
comment on function custody.contacts_counted is 'How many of each relation are on a prisoner''s list of visitors, and no name';
revoke execute on function custody.contacts_counted from public;
grant execute on function custody.contacts_counted to mizan_app;
