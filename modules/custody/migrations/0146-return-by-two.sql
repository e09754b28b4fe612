-- A return has two officers behind it: who drew it up from the registers, and who read and signed it. Returns signed before stay as they are.
alter table custody.department_return add column drawn_session uuid, add column drawn_grant uuid;
comment on column custody.department_return.drawn_session is 'Session and grant of whoever drew it up: who signs is another in both';

create or replace function custody.keep_department_return() returns trigger language plpgsql set search_path = pg_catalog as $$
declare
  step text := old.state || ' ' || new.state;
  may_change text[] := case
    when step in ('owed drawn', 'drawn drawn') then array['state', 'sheet', 'drawn_by', 'drawn_at', 'drawn_session', 'drawn_grant', 'seen_hash', 'reminders', 'reminded_at']
    when step = 'drawn signed' then array['state', 'signed_by', 'signed_at', 'remark', 'hash']
    when step = 'signed sent' then array['state', 'offer_id', 'sent_at']
    when step = 'sent accepted' then array['state', 'answered_by', 'answered_at']
    -- What was sent back may be offered again as it is, and is answered again.
    when step in ('sent returned', 'returned accepted') then array['state', 'answered_by', 'answered_at', 'returned_why']
    when step = 'returned returned' then array['answered_by', 'answered_at', 'returned_why', 'reminders', 'reminded_at']
    when step in ('owed owed', 'signed signed') then array['reminders', 'reminded_at']
    else '{}' end;
begin
  if step in ('owed drawn', 'drawn drawn') then
    new.seen_hash := encode(sha256(convert_to(new.sheet::text, 'UTF8')), 'hex');
  elsif step = 'drawn signed' then
    new.hash := custody.return_hash(new);
  end if;
  -- Whoever loads or mends as the owner is held to this too: a return with one officer behind it is nobody's check.
  if step = 'drawn signed' and new.signed_by = new.drawn_by then
    raise exception 'Whoever draws a return up does not sign it' using errcode = 'check_violation';
  end if;
  if (to_jsonb(new) - may_change) is distinct from (to_jsonb(old) - may_change) then
    raise exception 'A return goes its way step by step, and what was signed stays as it was' using errcode = 'check_violation';
  end if;
  if current_user <> 'mizan_app' then return new; end if;
  if new.drawn_at is distinct from old.drawn_at and (new.drawn_by is distinct from access.account() or not access.may('custody:draw-return'))
    or step = 'drawn signed' and (new.signed_by is distinct from access.account() or not access.may('custody:sign-return'))
    or step = 'signed sent' and not access.may('custody:sign-return')
    or step in ('sent accepted', 'sent returned', 'returned accepted') and (new.answered_by is distinct from access.account() or not access.may('custody:receive-return'))
    or step in ('owed owed', 'signed signed', 'returned returned') and not (access.may('custody:owe-returns') or access.may('custody:receive-return')) then
    raise exception 'A return is drawn up, signed and answered each in one''s own name' using errcode = 'check_violation';
  end if;
  return new;
end $$;
