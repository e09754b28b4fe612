-- Two may be so set against each other that not even one prison is large enough; and no order to keep apart stands unlooked-at for ever.
alter table custody.non_association drop constraint non_association_scope_check;
alter table custody.non_association add constraint non_association_scope_check check (scope in ('cell', 'barrack', 'prison'));
comment on column custody.non_association.scope is 'cell: not in one cell, nor in one barrack without cells; barrack: not under one barrack''s roof; prison: not in one prison';
alter table custody.non_association add column review_on date;
alter table custody.non_association add column reviewed_by uuid;
alter table custody.non_association add column reviewed_at timestamptz;
comment on column custody.non_association.review_on is 'By when somebody looks whether it is still needed';
create index non_association_review on custody.non_association (prison_id, review_on) where ended_at is null;
create function custody.keep_non_association() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if current_user = 'mizan_app' and (old.ended_at is not null
    or (to_jsonb(new) - array['review_on', 'reviewed_by', 'reviewed_at', 'ended_at', 'ended_by', 'ended_why'])
       is distinct from (to_jsonb(old) - array['review_on', 'reviewed_by', 'reviewed_at', 'ended_at', 'ended_by', 'ended_why'])) then
    raise exception 'A non-association is reviewed and ended, never rewritten' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger keep_non_association before update on custody.non_association for each row execute function custody.keep_non_association();
