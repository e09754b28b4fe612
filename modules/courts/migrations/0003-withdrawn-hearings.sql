-- needs: cases workflow
-- A case that is decided is heard no more: what was still listed ahead is withdrawn, whichever court listed it, and whoever was
-- judged is not brought from prison for a hearing of the others. Without this a prison would send people to a court that no
-- longer waits for them.
alter table courts.hearing drop constraint hearing_state_check;
alter table courts.hearing add constraint hearing_state_check
  check (state in ('listed', 'held', 'adjourned', 'moved', 'withdrawn'));
alter table courts.hearing add column withdrawn_by uuid references courts.judgment;
alter table courts.hearing add constraint hearing_withdrawn_by_judgment check ((state = 'withdrawn') = (withdrawn_by is not null));
comment on column courts.hearing.withdrawn_by is 'The judgment that ended the case before this day came';

-- Defined with the owner's rights because another court may have listed the case, such as the Magistrate who gave the next date
-- of a remand; bound to a judgment that the caller's own court has just signed.
create function courts.withdraw_hearings(p_judgment uuid) returns table (hearing_id uuid, on_date date)
language sql security definer set search_path = pg_catalog as $$
  update courts.hearing h set state = 'withdrawn', withdrawn_by = j.id
    from courts.judgment j
   where j.id = p_judgment and j.state = 'signed' and j.court_id = access.unit() and access.may('courts:sign')
     and h.case_id = j.case_id and h.state = 'listed' and h.on_date > workflow.today()
     and exists (select 1 from workflow.instance i
       where i.subject_kind = 'case' and i.subject_id = j.case_id and i.code = 'case' and i.state = 'decided')
  returning h.id, h.on_date
$$;
create function courts.bring_no_more(p_judgment uuid) returns void
language sql security definer set search_path = pg_catalog as $$
  update courts.hearing h set produce = array_remove(h.produce, j.party_id)
    from courts.judgment j
   where j.id = p_judgment and j.state = 'signed' and j.court_id = access.unit() and access.may('courts:sign')
     and h.case_id = j.case_id and h.state = 'listed' and h.on_date > workflow.today() and j.party_id = any (h.produce)
$$;
revoke execute on function courts.withdraw_hearings, courts.bring_no_more from public;
grant execute on function courts.withdraw_hearings, courts.bring_no_more to mizan_app;
