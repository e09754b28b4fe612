-- needs: cases units handover documents workflow
-- Bail petitions that reach a court through the system: handed over with the frozen sheet, registered under a number or returned with a
-- reason (both by the hand-over itself), and decided by the order on bail.
create table courts.petition (
  id uuid primary key default gen_random_uuid(),
  jurisdiction text not null,
  case_id uuid not null references cases.case,
  party_id uuid not null references cases.party,
  court_id integer not null references units.unit,
  from_unit_id integer not null references units.unit,
  offer_id uuid unique references handover.offer,
  sheet_id uuid not null,
  kind text not null check (kind in ('statutory', 'reduce-surety')),
  ground text,
  eligible_from date,
  document_id uuid not null references documents.document,
  version integer not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  filed_by text not null,
  filed_on date not null default workflow.today(),
  state text not null default 'filed' check (state in ('filed', 'registered', 'granted', 'refused')),
  number integer,
  year integer,
  registered_on date,
  hearing_id uuid references courts.hearing,
  hearing_on date,
  bail_order_id uuid references courts.bail_order,
  decided_on date,
  filed_at timestamptz not null default clock_timestamp(),
  unique (court_id, year, number),
  check ((state = 'filed') = (number is null) and (number is null) = (registered_on is null)),
  check ((state in ('granted', 'refused')) = (bail_order_id is not null) and (bail_order_id is null) = (decided_on is null))
);
comment on table courts.petition is 'A bail petition before a court, with the sheet it rests on; number, hearing and the order that decided it';
comment on column courts.petition.sheet_id is 'The petition in the register of the prison that filed it';
comment on column courts.petition.sha256 is 'Of the sheet as it was filed: what the court reads is what the prison made ready';
create index petition_by_case on courts.petition (case_id);
create index petition_by_party on courts.petition (party_id, state);
create index petition_by_court on courts.petition (court_id, state, filed_on);
create index petition_by_sheet on courts.petition (sheet_id, filed_at desc);
create index petition_by_hearing on courts.petition (hearing_id) where hearing_id is not null;
select audit.watch('courts.petition');
select access.protect('courts.petition');

create policy petition_read on courts.petition for select to mizan_app
  using ((select access.may('courts:read-orders')) and (court_id = any ((select access.units())::integer[])
    or exists (select 1 from cases.party p where p.id = party_id)));
create policy petition_file on courts.petition for insert to mizan_app
  with check ((select access.may('courts:file-petition')) and from_unit_id = any ((select access.units())::integer[]) and state = 'filed'
    and exists (select 1 from cases.party p where p.id = party_id));
create policy petition_take on courts.petition for update to mizan_app
  using ((select access.may('courts:list')) and court_id = any ((select access.units())::integer[]))
  with check (court_id = any ((select access.units())::integer[]));
-- Whoever filed writes once, in the same act, by which hand-over it goes.
create policy petition_hand on courts.petition for update to mizan_app
  using ((select access.may('courts:file-petition')) and from_unit_id = any ((select access.units())::integer[]) and offer_id is null)
  with check (state = 'filed');

create function courts.keep_petition() returns trigger language plpgsql set search_path = pg_catalog as $$
declare
  may_change text[] := array['state', 'number', 'year', 'registered_on', 'hearing_id', 'hearing_on', 'bail_order_id', 'decided_on'];
begin
  if old.offer_id is null then may_change := may_change || array['offer_id']; end if;
  if (to_jsonb(new) - may_change) is distinct from (to_jsonb(old) - may_change)
    or not (new.state = old.state or (old.state, new.state) in (('filed', 'registered'), ('registered', 'granted'), ('registered', 'refused'))) then
    raise exception 'A petition only moves on' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger keep_petition before update on courts.petition for each row execute function courts.keep_petition();
