-- needs: identity
-- Whoever goes through the gate is compared with whom the register means. What was found is written once; that it was the wrong person
-- stops every way out until an officer other than the one who found it has settled it.
create table custody.identity_check (
  id uuid primary key default gen_random_uuid(),
  jurisdiction text not null,
  prison_id integer not null references units.unit,
  imprisonment_id uuid not null references custody.imprisonment,
  outcome text not null check (outcome in ('same', 'not-same')),
  compared text[] not null check (cardinality(compared) > 0 and compared <@ array['photograph', 'answers', 'marks']),
  note text,
  checked_by uuid not null default access.account() references identity.account,
  checked_at timestamptz not null default clock_timestamp(),
  settled_by uuid references identity.account,
  settled_at timestamptz,
  settled_why text,
  check (outcome = 'same' or note is not null),
  check ((settled_at is null) = (settled_by is null) and (settled_at is null) = (settled_why is null)),
  check (settled_at is null or (outcome = 'not-same' and settled_by <> checked_by))
);
comment on table custody.identity_check is 'Whether the person at the gate was the one the register means, by what it was compared';
comment on column custody.identity_check.compared is 'The photograph, answers to what only the person knows, marks on the body';
comment on column custody.identity_check.settled_why is 'How another officer settled that it was not the same person';
create index identity_check_by_imprisonment on custody.identity_check (imprisonment_id, checked_at desc);
select audit.watch('custody.identity_check');
select access.protect('custody.identity_check');
create policy identity_check_read on custody.identity_check for select to mizan_app
  using (prison_id = any ((select access.units())::integer[]) and (select access.may('custody:read-prisoner')));
create policy identity_check_add on custody.identity_check for insert to mizan_app
  with check (prison_id = any ((select access.units())::integer[]) and (select access.may('custody:check-identity')));
create policy identity_check_settle on custody.identity_check for update to mizan_app
  using (prison_id = any ((select access.units())::integer[]) and (select access.may('custody:settle-identity')));

create function custody.keep_identity_check() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if old.settled_at is not null or new.settled_by is distinct from access.account()
    or (to_jsonb(new) - array['settled_by', 'settled_at', 'settled_why']) is distinct from (to_jsonb(old) - array['settled_by', 'settled_at', 'settled_why']) then
    raise exception 'What was found at the gate stays, and is settled once' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger keep_identity_check before update on custody.identity_check for each row execute function custody.keep_identity_check();

-- known: compared within the last half hour, and the same. mistaken: found to be another, and not settled. Else unknown. Half an hour is what
-- lies between the desk and the gate on a busy morning; who waits longer has been out of sight and is compared again.
create function custody.identity_of(p_imprisonment uuid) returns text language sql stable set search_path = pg_catalog as $$
  select case
    when exists (select 1 from custody.identity_check c where c.imprisonment_id = p_imprisonment and c.outcome = 'not-same' and c.settled_at is null)
      then 'mistaken'
    when (select c.outcome = 'same' and c.checked_at > clock_timestamp() - interval '30 minutes' from custody.identity_check c
           where c.imprisonment_id = p_imprisonment order by c.checked_at desc limit 1) then 'known'
    else 'unknown' end
$$;
comment on function custody.identity_of is 'Whether whoever stands at the gate is known to be the prisoner: known, unknown or mistaken';

-- Nobody is let out uncompared, whatever the application does.
create function custody.release_only_the_known() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if current_user = 'mizan_app' and new.state = 'left' and old.state <> 'left' and custody.identity_of(new.imprisonment_id) <> 'known' then
    raise exception 'Nobody leaves who was not compared with the register' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger release_only_the_known before update of state on custody.release for each row execute function custody.release_only_the_known();
