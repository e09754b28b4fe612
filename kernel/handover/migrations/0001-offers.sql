-- needs: units identity access audit workflow
-- Whatever passes from one party to another: a remanded prisoner, a returned challan, a referral, an exhibit. One row lives
-- from the first offer until it is done or withdrawn, and the database itself refuses any other course, so that nothing handed
-- over can be lost between two offices, whatever a module's code does.
create schema handover;
grant usage on schema handover to mizan_app;

create table handover.offer (
  id uuid primary key default gen_random_uuid(),
  jurisdiction text not null,
  kind text not null,
  subject_kind text not null,
  subject_id uuid not null,
  case_id uuid,
  person_id uuid,
  payload jsonb not null default '{}' check (jsonb_typeof(payload) = 'object'),
  documents uuid[] not null default '{}',
  follows uuid references handover.offer,
  from_unit integer not null references units.unit,
  to_unit integer not null references units.unit,
  state text not null default 'offered' check (state in ('offered', 'accepted', 'rejected', 'done', 'withdrawn')),
  exclusive boolean not null default true,
  round integer not null default 1,
  due_on date not null,
  offered_at timestamptz not null default clock_timestamp(),
  since timestamptz not null default clock_timestamp(),
  reason text,
  check (from_unit <> to_unit),
  check (state not in ('rejected', 'withdrawn') or length(btrim(coalesce(reason, ''))) >= 3)
);
comment on table handover.offer is 'Something one unit offers to another, until it is done or withdrawn';
comment on column handover.offer.jurisdiction is 'Of the unit that offers';
comment on column handover.offer.payload is 'Identifiers and numbers only; names are read again by whoever may';
comment on column handover.offer.follows is 'The offer to another unit that this one replaces';
comment on column handover.offer.exclusive is 'The subject can be handed over to only one party at a time: a prisoner, an exhibit; not a referral';
comment on column handover.offer.round is 'How often it was offered; a rejected one is offered again or withdrawn, never left';
comment on column handover.offer.due_on is 'Day by which the present holder of the next step should have taken it; there is always one';
comment on column handover.offer.since is 'When it came into its present state';
create unique index offer_open_once on handover.offer (subject_id, subject_kind, kind) where exclusive and state in ('offered', 'accepted', 'rejected');
create index offer_incoming on handover.offer (to_unit, state, due_on) where state in ('offered', 'accepted', 'rejected');
create index offer_outgoing on handover.offer (from_unit, state, due_on) where state in ('offered', 'accepted', 'rejected');
create index offer_of_subject on handover.offer (subject_id, subject_kind);
create index offer_of_case on handover.offer (case_id) where case_id is not null;
create index offer_of_person on handover.offer (person_id) where person_id is not null;

create table handover.step (
  id uuid primary key default gen_random_uuid(),
  jurisdiction text not null,
  offer_id uuid not null references handover.offer,
  act text not null check (act in ('offered', 'accepted', 'rejected', 'offered-again', 'done', 'withdrawn')),
  side text not null check (side in ('from', 'to')),
  account_id uuid not null references identity.account,
  post_code text not null references access.post,
  unit_id integer not null references units.unit,
  at timestamptz not null default clock_timestamp(),
  due_on date,
  reason text
);
comment on table handover.step is 'Who did what with a hand-over: account, post and unit of each side, and when. Written by the database, never changed';
create index step_of_offer on handover.step (offer_id, at);

-- The one course a hand-over can take, and which side takes each step of it.
create function handover.keep_course() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare
  acting record;
  taken text;
  party text;
begin
  if access.account() is null then raise exception 'A hand-over needs someone who signs it'; end if;
  if tg_op = 'INSERT' then
    if new.state <> 'offered' or new.round <> 1 then raise exception 'A hand-over begins as an offer'; end if;
    taken := 'offered'; party := 'from';
  else
    if (new.id, new.jurisdiction, new.kind, new.subject_kind, new.subject_id, new.from_unit, new.to_unit, new.offered_at)
       is distinct from (old.id, old.jurisdiction, old.kind, old.subject_kind, old.subject_id, old.from_unit, old.to_unit, old.offered_at)
       or (new.case_id, new.person_id, new.follows, new.exclusive) is distinct from (old.case_id, old.person_id, old.follows, old.exclusive) then
      raise exception 'What is handed over, and between whom, cannot be changed';
    end if;
    if old.state = new.state then raise exception 'A hand-over changes only by a step'; end if;
    taken := case
      when (old.state, new.state) = ('offered', 'accepted') then 'accepted'
      when (old.state, new.state) = ('offered', 'rejected') then 'rejected'
      when (old.state, new.state) = ('offered', 'withdrawn') then 'withdrawn'
      when (old.state, new.state) = ('accepted', 'done') then 'done'
      when (old.state, new.state) = ('rejected', 'offered') then 'offered-again'
      when (old.state, new.state) = ('rejected', 'withdrawn') then 'withdrawn' end;
    if taken is null then raise exception 'A hand-over cannot go from % to %', old.state, new.state; end if;
    party := case when taken in ('withdrawn', 'offered-again') then 'from' else 'to' end;
    if taken <> 'offered-again' and (new.payload, new.documents) is distinct from (old.payload, old.documents) then
      raise exception 'What was offered cannot be changed by its answer';
    end if;
    if new.round <> old.round + (taken = 'offered-again')::integer then raise exception 'Rounds count offers'; end if;
  end if;
  -- A kind may let the sender close what was accepted; the module says so, both sides stay on record.
  if taken = 'done' and not new.to_unit = any (access.units()) then party := 'from'; end if;
  if not (case party when 'from' then new.from_unit else new.to_unit end) = any (access.units()) then
    raise exception 'new row violates row-level security policy: the other side takes this step' using errcode = '42501';
  end if;
  select g.post_code, g.unit_id into acting from access.grant g
   where g.id = nullif(current_setting('mizan.grant', true), '')::uuid;
  insert into handover.step (jurisdiction, offer_id, act, side, account_id, post_code, unit_id, due_on, reason)
  values (new.jurisdiction, new.id, taken, party, access.account(), acting.post_code, acting.unit_id,
          case when new.state in ('offered', 'accepted') then new.due_on end, new.reason);
  return null;
end $$;
create trigger keep_course after insert or update on handover.offer for each row execute function handover.keep_course();

select audit.watch('handover.offer'), audit.watch('handover.step');
select access.protect('handover.offer'), access.protect('handover.step', 'select');
create policy offer_read on handover.offer for select to mizan_app
  using (from_unit = any ((select access.units())::integer[]) or to_unit = any ((select access.units())::integer[]));
create policy offer_add on handover.offer for insert to mizan_app
  with check (from_unit = any ((select access.units())::integer[]) and (select access.may('handover:work')));
create policy offer_change on handover.offer for update to mizan_app
  using ((from_unit = any ((select access.units())::integer[]) or to_unit = any ((select access.units())::integer[]))
    and (select access.may('handover:work')));
create policy step_read on handover.step for select to mizan_app
  using (exists (select 1 from handover.offer o where o.id = offer_id));
