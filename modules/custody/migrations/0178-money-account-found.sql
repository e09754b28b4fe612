-- A prisoner's account is found by the prisoner, and the prison's own by their kind, each by its index. Before, one comparison stood for both
-- and served neither: every booking looked through all accounts of the prison, twice, while it held the lock of the cash book.
create or replace function custody.money_account_of(p_prison integer, p_kind text, p_imprisonment uuid) returns uuid
language plpgsql set search_path = pg_catalog as $$
declare found_id uuid;
begin
  -- The second time round somebody else may have opened it meanwhile.
  for attempt in 1..2 loop
    if p_imprisonment is null then
      select a.id into found_id from custody.money_account a
       where a.prison_id = p_prison and a.kind = p_kind and a.imprisonment_id is null;
    else
      select a.id into found_id from custody.money_account a
       where a.imprisonment_id = p_imprisonment and a.prison_id = p_prison and a.kind = p_kind;
    end if;
    exit when found_id is not null or attempt = 2;
    insert into custody.money_account (jurisdiction, prison_id, kind, imprisonment_id)
      select u.jurisdiction, p_prison, p_kind, p_imprisonment from units.unit u where u.id = p_prison
      on conflict do nothing;
  end loop;
  return found_id;
end $$;
