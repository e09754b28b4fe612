-- needs: people cases documents units access identity workflow handover
-- Somebody who escaped from one prison is caught and brought to another. It is a transfer whose road began outside: the prison they were
-- brought to says when, by whom and where they were caught, compares them with the register, and takes them over at once; the stay there
-- ends and one that follows it begins, in one transaction. Until then they are at large on the roll of the prison they escaped from, so
-- that nobody is in two prisons or in none. Money, bags and papers lie where they were left, and are named as what did not come.
alter table custody.transfer drop constraint transfer_reason_check;
alter table custody.transfer add constraint transfer_reason_check
  check (reason in ('overcrowding', 'court', 'security', 'medical', 'home-district', 'own-request', 'other', 'recapture'));
alter table custody.transfer drop constraint transfer_state_check;
alter table custody.transfer add constraint transfer_state_check
  check (state in ('proposed', 'approved', 'on-road', 'brought', 'accepted', 'refused', 'returned', 'withdrawn'));
alter table custody.transfer
  add column caught_at timestamptz,
  add column caught_by text,
  add column caught_where text,
  add column caught_paper text,
  add check ((reason = 'recapture') = (caught_at is not null) and (caught_at is null) = (caught_by is null)
    and (caught_at is null) = (caught_where is null) and (caught_at is null) = (caught_paper is null)),
  add check (case when reason = 'recapture' then state in ('brought', 'accepted', 'withdrawn') else state <> 'brought' end);
comment on column custody.transfer.caught_at is 'Of somebody who had escaped: when they were caught; they were at large until then and on the way since';
comment on column custody.transfer.caught_paper is 'The paper by which they were handed over at the gate';
-- The prison they escaped from approves nothing and sends nobody.
alter table custody.transfer drop constraint transfer_check3;
alter table custody.transfer add constraint transfer_check3
  check (reason = 'recapture' or state not in ('approved', 'on-road', 'accepted', 'refused', 'returned') or approved_by is not null);
alter table custody.transfer drop constraint transfer_check5;
alter table custody.transfer add constraint transfer_check5
  check ((departed_at is null) = (checklist is null) and (departed_at is null) = (cash is null)
    and (reason = 'recapture' or (departed_at is null) = (offer_id is null)));
drop index custody.transfer_open_once;
create unique index transfer_open_once on custody.transfer (imprisonment_id) where state in ('proposed', 'approved', 'on-road', 'brought', 'refused');
alter policy transfer_read on custody.transfer
  using ((select access.may('custody:read-transfer')) and (prison_id = any ((select access.units())::integer[])
    or to_prison_id = any ((select access.units())::integer[]) and (approved_at is not null or reason = 'recapture')));
alter policy transfer_change on custody.transfer
  using ((select access.may('custody:read-transfer')) and (prison_id = any ((select access.units())::integer[])
    or to_prison_id = any ((select access.units())::integer[]) and (approved_at is not null or reason = 'recapture')));

create or replace function custody.keep_transfer() returns trigger language plpgsql set search_path = pg_catalog as $$
declare
  sends constant boolean := new.prison_id = any (access.units());
  changed constant text[] := case new.state
    when 'approved' then array['state', 'approved_by', 'approved_at']
    when 'withdrawn' then array['state', 'withdrawn_by', 'withdrawn_at', 'withdrawn_why']
    when 'refused' then array['state', 'refused_by', 'refused_at', 'refused_why']
    else array['settled_by', 'settled_at', 'settled_why'] end;
  in_turn boolean;
begin
  if current_user <> 'mizan_app' then return new; end if;
  in_turn := case
      when (old.state, new.state) = ('proposed', 'approved') then sends and new.approved_by = access.account()
        and access.may('custody:approve-transfer') and workflow.acting_post() = new.approver
      when old.state in ('proposed', 'approved') and new.state = 'withdrawn' then sends and new.withdrawn_by = access.account()
        and (access.may('custody:propose-transfer') or access.may('custody:approve-transfer'))
      -- Not the fugitive after all: whoever reported the recapture takes it back.
      when (old.state, new.state) = ('brought', 'withdrawn') then new.to_prison_id = any (access.units())
        and new.withdrawn_by = access.account() and access.may('custody:receive-transfer')
      when (old.state, new.state) = ('on-road', 'refused') then new.to_prison_id = any (access.units())
        and new.refused_by = access.account() and access.may('custody:receive-transfer')
      when (old.state, new.state) = ('accepted', 'accepted') then sends and old.settled_at is null and new.settled_by = access.account()
        and new.differences <> '[]'::jsonb and access.may('custody:propose-transfer')
      else false end;
  if not in_turn or (to_jsonb(new) - changed) is distinct from (to_jsonb(old) - changed) then
    raise exception 'A transfer is proposed, approved, sent and taken over in that order, each in one''s own name' using errcode = 'check_violation';
  end if;
  return new;
end $$;

-- The list without asking who reads it: a prison that takes a fugitive over writes down what lies in the other.
create function custody.checklist_of(p_imprisonment uuid) returns jsonb language sql stable security definer set search_path = pg_catalog as $$
  select jsonb_build_object(
    'warrants', (select coalesce(jsonb_agg(jsonb_build_object('kind', w.kind, 'fir', w.fir_number || '/' || w.fir_year, 'sections', w.sections,
        'courtEn', c.name_en, 'courtUr', c.name_ur, 'next', w.next_production,
        'bailFrom', (select b.eligible_from from custody.bail_clock b where b.warrant_id = w.id and b.superseded_at is null and b.standing = 'counting'))
        order by w.issued_on, w.id), '[]') from custody.warrant w left join units.current_unit c on c.id = w.court_id
      where w.imprisonment_id = stay.id and w.state = 'in-force'),
    'nextProduction', (select min(w.next_production) from custody.warrant w where w.imprisonment_id = stay.id and w.state = 'in-force'
      and w.next_production >= workflow.today()),
    'release', (select jsonb_build_object('on', d.due_release, 'state', d.state) from custody.release_date d
      where d.imprisonment_id = stay.id and d.state in ('computed', 'proposed', 'confirmed')),
    'remissions', (select count(*) from custody.remission r where r.imprisonment_id = stay.id and r.voided_at is null),
    'holds', (select count(*) from custody.hold h where h.imprisonment_id = stay.id and h.lifted_at is null),
    'adjudications', (select count(*) from custody.adjudication a where a.imprisonment_id = stay.id),
    'photograph', exists (select 1 from custody.photo p where p.imprisonment_id = stay.id),
    'bags', (select coalesce(jsonb_agg(jsonb_build_object('id', b.id, 'number', b.number, 'seal', b.seal,
        'items', (select coalesce(jsonb_agg(jsonb_build_object('id', i.id, 'description', i.description, 'quantity', i.quantity,
            'category', i.category, 'condition', i.condition, 'worth', i.worth) order by i.description, i.id), '[]')
          from custody.property_item i where i.bag_id = b.id and i.state = 'in-store')) order by b.number, b.id), '[]')
      from custody.property_bag b where b.imprisonment_id = stay.id and b.state = 'in-store'),
    'cash', coalesce((select a.balance from custody.money_account a where a.imprisonment_id = stay.id), 0),
    'visitors', (select count(*) from custody.visitor_tie v where v.imprisonment_id = stay.id and v.state = 'approved'),
    'telephones', (select count(*) from custody.telephone_number n where n.imprisonment_id = stay.id and n.state = 'approved'))
    from custody.imprisonment stay where stay.id = p_imprisonment
$$;
create or replace function custody.transfer_checklist(p_imprisonment uuid) returns jsonb
language sql stable security definer set search_path = pg_catalog as $$
  select custody.checklist_of(i.id) from custody.imprisonment i
   where i.id = p_imprisonment and i.prison_id = any (access.units()) and access.may('custody:read-transfer')
$$;
create function custody.left_behind(p_checklist jsonb) returns jsonb language sql immutable set search_path = pg_catalog as $$
  select coalesce(jsonb_agg(d.it), '[]') from (
    select jsonb_build_object('what', 'bag-missing', 'key', b ->> 'number', 'sent', b ->> 'seal', 'came', null) as it
      from jsonb_array_elements(p_checklist -> 'bags') b
    union all
    select jsonb_build_object('what', 'cash-short', 'key', null, 'sent', trim_scale((p_checklist ->> 'cash')::numeric / 100)::text, 'came', '0')
     where (p_checklist ->> 'cash')::bigint > 0
    union all
    select jsonb_build_object('what', w.what, 'key', null, 'sent', null, 'came', null)
      from (values ('file-missing', true), ('warrants-missing', jsonb_array_length(p_checklist -> 'warrants') > 0), ('medicine-missing', true)) w(what, so)
     where w.so) d
$$;
comment on function custody.left_behind is 'What did not come with somebody who was caught outside: everything they left';

-- The file is the other prison's to read: the person, the accused and the head of each case, and no other party.
create function custody.share_file(p_imprisonment uuid, p_prison integer) returns void
language plpgsql security definer set search_path = pg_catalog as $$
declare
  parties uuid[] := array(select distinct w.party_id from custody.warrant w
    where w.imprisonment_id = p_imprisonment and w.state = 'in-force' and w.party_id is not null);
  files uuid[] := array(select p.case_id from cases.party p where p.id = any (parties));
begin
  update people.record r set units = r.units || p_prison
   where not r.units @> array[p_prison] and (r.id = (select i.record_id from custody.imprisonment i where i.id = p_imprisonment)
     or r.id in (select p.record_id from cases.party p where p.id = any (parties)));
  update cases.party set units = units || p_prison where id = any (parties) and not units @> array[p_prison];
  update cases.case set units = units || p_prison where id = any (files) and not units @> array[p_prison];
  update workflow.instance set units = units || p_prison
   where subject_kind = 'case' and subject_id = any (files) and not units @> array[p_prison];
  update documents.document d set units = d.units || p_prison
   where not d.units @> array[p_prison] and d.id in (select p.document_id from custody.photo p where p.imprisonment_id = p_imprisonment);
end $$;

create function custody.end_escape(t custody.transfer) returns void language plpgsql security definer set search_path = pg_catalog as $$
begin
  -- The matter first, as whoever records a recapture in their own prison does.
  perform 1 from custody.matter m where m.imprisonment_id = t.imprisonment_id and m.kind = 'escape' and m.closed_at is null for update;
  update custody.movement m set in_at = t.caught_at, returned_by = access.account()
   where m.imprisonment_id = t.imprisonment_id and m.kind = 'ESC' and m.in_at is null and m.out_at <= t.caught_at;
  if not found then
    raise exception 'Nobody is taken over as a fugitive who is not at large' using errcode = 'check_violation', constraint = 'recapture_not_at_large';
  end if;
  insert into custody.movement (jurisdiction, prison_id, imprisonment_id, kind, reason, out_at, destination_id, escort)
    values (t.jurisdiction, t.prison_id, t.imprisonment_id, 'WAY', t.reason, t.caught_at, t.to_prison_id, t.caught_by);
  update custody.matter m set ended_at = t.caught_at, ended_how = concat_ws(' · ', t.caught_by, t.caught_where, t.caught_paper),
      closed_at = case when not exists (select 1 from custody.duty d where d.matter_id = m.id and d.state in ('open', 'aside-proposed'))
        then clock_timestamp() end
   where m.imprisonment_id = t.imprisonment_id and m.kind = 'escape' and m.ended_at is null;
end $$;

-- Said at the gate of the prison they were brought to. Nothing of the stay changes by it: the person stays at large on the other roll
-- until they were compared and taken over.
create function custody.report_recapture(p_imprisonment uuid, p_prison integer, p_at timestamptz, p_by text, p_where text, p_paper text)
returns uuid language plpgsql security definer set search_path = pg_catalog as $$
declare
  stay custody.imprisonment;
  made uuid;
begin
  if not access.may('custody:receive-transfer') or not p_prison = any (access.units())
    or not exists (select 1 from units.unit u where u.id = p_prison and u.kind = 'prison') then
    raise exception 'A recapture is recorded by the prison to which the fugitive was brought' using errcode = 'insufficient_privilege';
  end if;
  select * into stay from custody.imprisonment i
   where i.id = p_imprisonment and i.jurisdiction = access.jurisdiction() and i.state = 'in' and i.prison_id <> p_prison for no key update;
  if stay.id is null or not exists (select 1 from custody.movement m where m.imprisonment_id = stay.id and m.kind = 'ESC' and m.in_at is null) then
    raise exception 'Nobody is at large under this number' using errcode = 'check_violation', constraint = 'recapture_not_at_large';
  end if;
  if p_at > clock_timestamp() or exists (select 1 from custody.movement m
      where m.imprisonment_id = stay.id and m.kind = 'ESC' and m.in_at is null and m.out_at > p_at) then
    raise exception 'Nobody is caught before the escape or in the future' using errcode = 'check_violation', constraint = 'recapture_time';
  end if;
  update custody.transfer t set state = 'withdrawn', withdrawn_by = access.account(), withdrawn_at = clock_timestamp(),
      withdrawn_why = 'escaped, and brought to a prison'
   where t.imprisonment_id = stay.id and t.state in ('proposed', 'approved');
  insert into custody.transfer (jurisdiction, prison_id, to_prison_id, imprisonment_id, number, name_en, name_ur, father_en, father_ur, sex,
      category, reason, planned_on, approver, state, caught_at, caught_by, caught_where, caught_paper)
    select stay.jurisdiction, stay.prison_id, p_prison, stay.id, stay.number || '/' || stay.year, r.name_en, r.name_ur, r.father_en, r.father_ur,
        r.sex, stay.category, 'recapture', (p_at at time zone 'Asia/Karachi')::date, 'superintendent', 'brought', p_at, p_by, p_where, p_paper
      from people.record r where r.id = stay.record_id
    returning id into made;
  -- Face and particulars, to compare by; the cases come with the taking over.
  update people.record r set units = r.units || p_prison where r.id = stay.record_id and not r.units @> array[p_prison];
  update documents.document d set units = d.units || p_prison
   where not d.units @> array[p_prison] and d.id in (select p.document_id from custody.photo p where p.imprisonment_id = stay.id);
  return made;
end $$;

create or replace function custody.follow_imprisonment() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  if tg_op = 'INSERT' then
    insert into custody.movement (jurisdiction, prison_id, imprisonment_id, kind, in_at)
      values (new.jurisdiction, new.prison_id, new.id, case when new.follows is null then 'ADM' else 'TRN' end, new.admitted_at);
  end if;
  if new.state = 'released' and (tg_op = 'INSERT' or old.state = 'in') then
    insert into custody.movement (jurisdiction, prison_id, imprisonment_id, kind, reason, out_at, destination_id)
      values (new.jurisdiction, new.prison_id, new.id, case when new.release_ground = 'transfer' then 'TRN' else 'REL' end,
        new.release_ground, new.released_at,
        (select t.to_prison_id from custody.transfer t where t.imprisonment_id = new.id and t.state in ('on-road', 'brought')));
    update custody.allocation set to_at = greatest(from_at, new.released_at) where imprisonment_id = new.id and to_at is null;
  end if;
  return null;
end $$;
create or replace function custody.arriving_at(p_imprisonment uuid) returns integer language sql stable security definer set search_path = pg_catalog as $$
  select t.to_prison_id from custody.transfer t where t.imprisonment_id = p_imprisonment and t.state in ('on-road', 'brought')
    and t.to_prison_id = any (access.units()) and access.may('custody:receive-transfer')
$$;
create or replace function custody.keep_arrival_check() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  if new.arrival_at is not null and not exists (select 1 from custody.transfer t
    where t.imprisonment_id = new.imprisonment_id and t.prison_id = new.prison_id and t.to_prison_id = new.arrival_at and coalesce(t.departed_at, t.proposed_at) <= new.checked_at) then
    raise exception 'Only who is on the road to a prison is compared there' using errcode = 'check_violation';
  end if;
  if tg_table_name = 'identity_check' then
    if new.finger_check_id is not null and not exists (select 1 from custody.finger_check f
      where f.id = new.finger_check_id and f.arrival_at is not distinct from new.arrival_at) then
      raise exception 'The finger was laid down at another gate' using errcode = 'check_violation';
    end if;
  end if;
  return new;
end $$;
create or replace function custody.arrival_of(p_transfer uuid) returns text language sql stable security definer set search_path = pg_catalog as $$
  select case
    when exists (select 1 from custody.identity_check c where c.imprisonment_id = t.imprisonment_id and c.outcome = 'not-same' and c.settled_at is null)
      then 'mistaken'
    when (select c.outcome = 'same' and c.checked_at > clock_timestamp() - interval '30 minutes' from custody.identity_check c
           where c.imprisonment_id = t.imprisonment_id and c.arrival_at = t.to_prison_id and c.checked_at > coalesce(t.departed_at, t.proposed_at)
           order by c.checked_at desc limit 1) then 'known'
    else 'unknown' end
    from custody.transfer t where t.id = p_transfer and t.state in ('on-road', 'brought') and t.to_prison_id = any (access.units())
$$;

-- The receiving prison takes the person over, from the road or from whoever caught them.
create or replace function custody.take_over_transfer(p_transfer uuid, p_found jsonb, p_differences jsonb)
returns table (imprisonment_id uuid, number text, parties uuid[])
language plpgsql security definer set search_path = pg_catalog as $$
declare
  t custody.transfer;
  stay custody.imprisonment;
  here uuid := gen_random_uuid();
  next integer;
  came constant bigint := (p_found ->> 'cash')::bigint;
  at constant timestamptz := clock_timestamp();
  went jsonb;
  differs jsonb := p_differences;
  this_year constant integer := extract(year from at at time zone 'Asia/Karachi');
  name text;
begin
  select * into t from custody.transfer x where x.id = p_transfer for update;
  if t.prison_id is null or not t.to_prison_id = any (access.units()) or not access.may('custody:receive-transfer')
    or t.state not in ('on-road', 'brought') or came is null or came < 0 or came > coalesce(t.cash, 0) then
    raise exception 'Only who is on the road to this prison is taken over' using errcode = 'check_violation';
  end if;
  select * into stay from custody.imprisonment i where i.id = t.imprisonment_id for no key update;
  if t.state = 'brought' then
    -- At large until caught, and on the way from then: at no moment inside the prison they escaped from. What lies there did not come.
    went := custody.checklist_of(stay.id);
    differs := custody.left_behind(went);
    perform custody.end_escape(t);
    perform custody.share_file(stay.id, t.to_prison_id);
  end if;
  insert into custody.counter as c (prison_id, register, year, last) values (t.to_prison_id, 'admission', this_year, 1)
    on conflict (prison_id, register, year) do update set last = c.last + 1 returning last into next;
  -- In the order of an admission: the number, the register of receipts, the book; and of two books the same first by whoever crosses.
  perform 1 from custody.counter c where c.prison_id = t.to_prison_id and c.register = 'property' and c.year = this_year for update;
  insert into custody.money_book (prison_id, jurisdiction) values (t.prison_id, t.jurisdiction), (t.to_prison_id, t.jurisdiction)
    on conflict do nothing;
  perform 1 from custody.money_book b where b.prison_id in (t.prison_id, t.to_prison_id) order by b.prison_id for update;
  perform custody.book_transfer(t.prison_id, 'handed-over', t.imprisonment_id, t.number, 'on-road', 'prisoner', came);

  update custody.movement m set in_at = at, returned_by = access.account()
   where m.imprisonment_id = stay.id and m.kind = 'WAY' and m.in_at is null;
  update custody.visit v set state = 'cancelled', ended_at = at, ended_why = 'transferred to another prison'
   where v.imprisonment_id = stay.id and v.state in ('booked', 'waiting');
  update custody.imprisonment set state = 'released', released_at = at, release_ground = 'transfer' where id = stay.id;
  insert into custody.imprisonment (id, jurisdiction, prison_id, year, number, person_id, record_id, category, admitted_at, follows, held_since)
    values (here, t.jurisdiction, t.to_prison_id, this_year, next, stay.person_id, stay.record_id, stay.category, at, stay.id,
      coalesce(stay.held_since, stay.admitted_at));
  perform custody.book_transfer(t.to_prison_id, 'taken-over', here, t.number, 'prisoner', 'cash', came);

  -- What the person is held by, what frees them and when, and what they answer for.
  foreach name in array array['warrant', 'bail_clock', 'remission', 'fine_payment', 'release_date', 'court_question', 'hold', 'money_due',
      'adjudication', 'punishment', 'production', 'release', 'remission_effect'] loop
    execute format('update custody.%I set imprisonment_id = $2, prison_id = $3 where imprisonment_id = $1 %s', name,
      case name when 'release' then 'and state <> ''left''' when 'remission_effect' then 'and state = ''simulated''' else '' end)
      using stay.id, here, t.to_prison_id;
  end loop;
  update custody.money_payment p set prison_id = t.to_prison_id from custody.money_due d where d.id = p.money_due_id and d.imprisonment_id = here;
  -- A release that was being prepared there is proposed anew here, after the gate check of this prison.
  update custody.release r set state = 'stopped', stopped_why = 'transferred to another prison'
   where r.imprisonment_id = here and r.state in ('proposed', 'approved');
  update custody.remission_effect e set label = u.code || ' ' || next || '/' || this_year from units.unit u
   where u.id = t.to_prison_id and e.imprisonment_id = here;
  -- Who must be kept apart from somebody: decided now where this person is.
  update custody.non_association n set prison_id = t.to_prison_id
   where n.ended_at is null and n.prison_id = t.prison_id and stay.person_id in (n.one_person, n.other_person)
     and not exists (select 1 from custody.imprisonment o where o.state = 'in' and o.prison_id = t.prison_id
       and o.person_id in (n.one_person, n.other_person));

  -- Whom they may see and call, as it was vetted.
  insert into custody.visitor_tie (jurisdiction, prison_id, imprisonment_id, visitor_id, relation, state, why, until_on, decided_by, decided_at,
      added_by, added_at)
    select v.jurisdiction, t.to_prison_id, here, v.visitor_id, v.relation, v.state, v.why, v.until_on, v.decided_by, v.decided_at, v.added_by, v.added_at
      from custody.visitor_tie v where v.imprisonment_id = stay.id;
  insert into custody.telephone_number (jurisdiction, prison_id, imprisonment_id, number, name_en, name_ur, relation, state, why, decided_by,
      decided_at, added_by, added_at)
    select n.jurisdiction, t.to_prison_id, here, n.number, n.name_en, n.name_ur, n.relation, n.state, n.why, n.decided_by, n.decided_at, n.added_by,
      n.added_at from custody.telephone_number n where n.imprisonment_id = stay.id;
  insert into custody.visit_class (imprisonment_id, from_on, jurisdiction, prison_id, class, authority, set_by, set_at)
    select here, c.from_on, c.jurisdiction, t.to_prison_id, c.class, c.authority, c.set_by, c.set_at from custody.visit_class c
     where c.imprisonment_id = stay.id;
  insert into custody.visit_stop (jurisdiction, prison_id, imprisonment_id, kind, from_on, until_on, authority, note, ordered_by, ordered_at)
    select s.jurisdiction, t.to_prison_id, here, s.kind, s.from_on, s.until_on, s.authority, s.note, s.ordered_by, s.ordered_at
      from custody.visit_stop s where s.imprisonment_id = stay.id and s.ended_at is null;
  insert into custody.photo (jurisdiction, prison_id, imprisonment_id, document_id, taken_by, taken_at)
    select p.jurisdiction, t.to_prison_id, here, p.document_id, p.taken_by, p.taken_at from custody.photo p where p.imprisonment_id = stay.id;
  update documents.document d set units = d.units || t.to_prison_id
   where not d.units @> array[t.to_prison_id] and (d.id in (select p.document_id from custody.photo p where p.imprisonment_id = stay.id)
     or d.id in (select i.photo from custody.property_item i where i.imprisonment_id = stay.id and i.state = 'on-road'));
  perform custody.carry_health(stay.id, here, t.to_prison_id);

  update custody.transfer set state = 'accepted', new_imprisonment_id = here, new_number = next || '/' || this_year, found = p_found,
      differences = differs, checklist = coalesce(checklist, went), cash = coalesce(cash, 0), departed_at = coalesce(departed_at, caught_at), accepted_by = access.account(), accepted_at = at where id = t.id;
  return query select here, next || '/' || this_year,
    array(select distinct w.party_id from custody.warrant w where w.imprisonment_id = here and w.state = 'in-force' and w.party_id is not null);
end $$;

-- Earlier imprisonments, and whether another prison waits for this person: at large from it, or out on its licence.
create function custody.wanted(p_imprisonment uuid) returns table (kind text, since date, licence_id uuid)
language sql stable security definer set search_path = pg_catalog as $$
  select 'at-large', (m.out_at at time zone 'Asia/Karachi')::date, null::uuid
    from custody.movement m join custody.imprisonment i on i.id = m.imprisonment_id and i.state = 'in'
   where m.imprisonment_id = p_imprisonment and m.kind = 'ESC' and m.in_at is null
  union all
  select case l.state when 'revoked' then 'licence-revoked' else 'on-licence' end,
      coalesce(l.revoked_on, (l.left_at at time zone 'Asia/Karachi')::date), l.id
    from custody.licence l where l.imprisonment_id = p_imprisonment and l.state in ('running', 'held', 'revoked')
$$;
comment on function custody.wanted is 'Internal: since when the prison of a stay waits for whom it held, and why';

drop function custody.imprisonments_of;
create function custody.imprisonments_of(p_persons uuid[])
returns table (id uuid, person_id uuid, name_en text, name_ur text, father_en text, father_ur text, aliases text[], sex text,
  birth_date date, birth_precision text, cnic text, prison_id integer, number integer, year integer, admitted_year integer,
  released_year integer, held boolean, wanted text, wanted_since date)
language sql stable security definer set search_path = pg_catalog as $$
  select i.id, asked.person_id, r.name_en, r.name_ur, r.father_en, r.father_ur, r.aliases, r.sex, r.birth_date, r.birth_precision, r.cnic,
         i.prison_id, i.number, i.year, extract(year from coalesce(i.held_since, i.admitted_at) at time zone 'Asia/Karachi')::integer,
         extract(year from i.released_at at time zone 'Asia/Karachi')::integer, i.state = 'in', w.kind, w.since
    from people.current_persons(p_persons) asked
    join people.link l on l.person_id = asked.person_id and l.until is null
    join people.record r on r.id = l.record_id
    join custody.imprisonment i on i.record_id = r.id
    left join lateral custody.wanted(i.id) w on true
   where access.may('custody:search-previous') and i.jurisdiction = access.jurisdiction()
     and not exists (select 1 from custody.imprisonment f where f.follows = i.id)
   order by w.kind is null, i.admitted_at desc
$$;

-- For the desk to which somebody was brought whom another prison of the province waits for, and no more than it needs to know them again.
create function custody.wanted_elsewhere(p_imprisonment uuid)
returns table (kind text, since date, prison_id integer, number text, name_en text, name_ur text, father_en text, father_ur text, sex text,
  birth_date date, transfer_id uuid, licence_id uuid, held_here uuid)
language sql stable security definer set search_path = pg_catalog as $$
  select w.kind, w.since, i.prison_id, i.number || '/' || i.year, r.name_en, r.name_ur, r.father_en, r.father_ur, r.sex, r.birth_date,
      (select t.id from custody.transfer t where t.imprisonment_id = i.id and t.state = 'brought' and t.to_prison_id = any (access.units())),
      w.licence_id,
      (select o.id from custody.imprisonment o where o.person_id = any (people.same_person(i.person_id)) and o.state = 'in'
        and o.prison_id = any (access.units()) and o.id <> i.id)
    from custody.imprisonment i join people.record r on r.id = i.record_id cross join lateral custody.wanted(i.id) w
   where i.id = p_imprisonment and i.jurisdiction = access.jurisdiction()
     and access.may('custody:search-previous') and access.may('custody:receive-transfer')
$$;
comment on function custody.wanted_elsewhere is 'Whom a prison waits for, as the desk of another prison of the province may know it';

-- The month's remission is not earned by whoever was at large in it, in whichever prison they were held before.
create function custody.at_large_within(p_imprisonment uuid, p_from timestamptz, p_before timestamptz) returns boolean
language sql stable security definer set search_path = pg_catalog as $$
  with recursive stay as (
    select i.id, i.follows from custody.imprisonment i where i.id = p_imprisonment and i.prison_id = any (access.units())
    union all
    select i.id, i.follows from stay s join custody.imprisonment i on i.id = s.follows)
  select exists (select 1 from stay s join custody.movement m on m.imprisonment_id = s.id and m.kind = 'ESC'
    where m.out_at < p_before and (m.in_at is null or m.in_at >= p_from))
$$;
comment on function custody.at_large_within is 'Whether somebody was at large in a span of time, in this stay and those it follows';

revoke execute on function custody.checklist_of, custody.left_behind, custody.share_file, custody.end_escape, custody.report_recapture, custody.wanted,
  custody.imprisonments_of, custody.wanted_elsewhere, custody.at_large_within from public;
grant execute on function custody.report_recapture, custody.imprisonments_of, custody.wanted_elsewhere, custody.at_large_within to mizan_app;
