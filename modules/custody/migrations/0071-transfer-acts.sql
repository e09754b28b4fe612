-- needs: people cases documents units access identity workflow handover
-- What speaks against sending a prisoner to a prison on a day. The same answer whoever asks, and no more than that something does:
-- from whom somebody is kept apart, or why a doctor forbids the way, is not said.
create function custody.transfer_blockers(p_imprisonment uuid, p_to integer, p_on date, p_reason text)
returns table (code text, stops boolean, day date, count integer)
language plpgsql stable security definer set search_path = pg_catalog as $$
declare
  stay custody.imprisonment;
  setting custody.transfer_setting;
  person people.record;
begin
  select * into stay from custody.imprisonment i where i.id = p_imprisonment;
  if stay.prison_id is null or not stay.prison_id = any (access.units()) or not access.may('custody:read-transfer') then return; end if;
  select * into person from people.record r where r.id = stay.record_id;
  select * into setting from custody.transfer_setting s where s.jurisdiction = stay.jurisdiction and s.from_on <= workflow.today()
   order by s.from_on desc limit 1;
  return query
    select 'outside', true, null::date, null::integer from custody.movement m
     where m.imprisonment_id = stay.id and m.kind in ('CRT', 'HOS', 'TAP', 'ESC', 'WAY') and m.in_at is null
    union all
    select 'release-under-way', true, null, null
     where exists (select 1 from custody.release r where r.imprisonment_id = stay.id and r.state in ('proposed', 'approved'))
        or exists (select 1 from custody.warrant w where w.imprisonment_id = stay.id and w.state = 'in-force' and w.release_order is not null)
    union all
    select 'production', p_reason <> 'court' and min(w.next_production) <= p_on + setting.production_days, min(w.next_production), null
      from custody.warrant w where w.imprisonment_id = stay.id and w.state = 'in-force'
       and w.next_production between workflow.today() and p_on + setting.warn_days
    having min(w.next_production) is not null
    union all
    select 'unfit', true, f.until_on, null from custody.fitness f
     where f.imprisonment_id = stay.id and f.kind = 'travel' and not f.fit and f.superseded_at is null and coalesce(f.until_on, 'infinity') >= p_on
    union all
    select 'ward', p_reason <> 'medical', m.expected_until, null from custody.medical_ward m
     where m.imprisonment_id = stay.id and m.until_at is null
    union all
    select 'detention-order', true, null, null
     where exists (select 1 from custody.hold h where h.imprisonment_id = stay.id and h.lifted_at is null and h.kind = 'MPO_DETENTION')
    union all
    select 'holds', false, null, count(*)::integer from custody.hold h
     where h.imprisonment_id = stay.id and h.lifted_at is null and h.kind <> 'MPO_DETENTION' having count(*) > 0
    union all
    select 'kept-apart', bool_or(n.scope = 'prison'), null, null
      from unnest(people.same_person(stay.person_id)) as mine(id)
      join custody.non_association n on n.ended_at is null and mine.id in (n.one_person, n.other_person)
      cross join lateral unnest(people.same_person(case when n.one_person = mine.id then n.other_person else n.one_person end)) as them(id)
      join custody.imprisonment o on o.person_id = them.id and o.state = 'in' and o.prison_id = p_to
    having count(*) > 0
    union all
    select 'adjudication', true, null, count(*)::integer from custody.adjudication a
     where a.imprisonment_id = stay.id and a.state in ('reported', 'told') having count(*) > 0
    union all
    select 'punishment-to-confirm', false, null, null
     where exists (select 1 from custody.punishment p where p.imprisonment_id = stay.id and p.state = 'to-confirm')
    union all
    select 'seal-opening', true, null, null
     where exists (select 1 from custody.property_opening o where o.imprisonment_id = stay.id and o.state = 'proposed')
    union all
    select 'no-such-barrack', false, null, null
     where not exists (select 1 from custody.location l where l.prison_id = p_to and l.kind in ('barrack', 'cell') and l.ward = 'ordinary'
       and l.sex = person.sex and l.ages = case when person.birth_date > (workflow.today()
         - make_interval(years => coalesce(custody.health_rule_now(stay.jurisdiction, 'juvenile-age'), 18))) then 'juvenile' else 'adult' end);
end $$;
comment on function custody.transfer_blockers is 'What stops a transfer or warns of it, from the registers as they are now';

-- What goes along, from the registers as they are now. The medical file and medicines go sealed with everybody: that somebody has medicines is
-- for the doctors alone.
create function custody.transfer_checklist(p_imprisonment uuid) returns jsonb
language plpgsql stable security definer set search_path = pg_catalog as $$
declare
  stay custody.imprisonment;
begin
  select * into stay from custody.imprisonment i where i.id = p_imprisonment;
  if stay.prison_id is null or not stay.prison_id = any (access.units()) or not access.may('custody:read-transfer') then return null; end if;
  return jsonb_build_object(
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
    'telephones', (select count(*) from custody.telephone_number n where n.imprisonment_id = stay.id and n.state = 'approved'));
end $$;
comment on function custody.transfer_checklist is 'File, warrants and clocks, bags, money, visitors: computed, never typed';

-- Departure at the gate: the way begins, the bags leave the store and the money the box. Answers what went.
create function custody.depart_transfer(p_transfer uuid, p_offer uuid, p_escort text, p_due timestamptz) returns jsonb
language plpgsql security definer set search_path = pg_catalog as $$
declare
  t custody.transfer;
  went jsonb;
  money bigint;
  at constant timestamptz := clock_timestamp();
begin
  select * into t from custody.transfer x where x.id = p_transfer for update;
  if t.prison_id is null or not t.prison_id = any (access.units()) or not access.may('custody:depart-transfer') or t.state <> 'approved'
    or not exists (select 1 from handover.offer o where o.id = p_offer and o.subject_id = t.id and o.state = 'offered') then
    raise exception 'Only an approved transfer departs' using errcode = 'check_violation';
  end if;
  -- Not against references: who books for the prisoner at this moment holds the book, and refers to the stay.
  perform 1 from custody.imprisonment i where i.id = t.imprisonment_id and i.state = 'in' for no key update;
  if not found or exists (select 1 from custody.transfer_blockers(t.imprisonment_id, t.to_prison_id, workflow.today(), t.reason) b where b.stops) then
    raise exception 'Something stops this transfer' using errcode = 'check_violation';
  end if;
  -- The money book first: from here on nothing is booked for the prisoner until the way is done.
  insert into custody.money_book (prison_id, jurisdiction) values (t.prison_id, t.jurisdiction) on conflict do nothing;
  perform 1 from custody.money_book b where b.prison_id = t.prison_id for update;
  went := custody.transfer_checklist(t.imprisonment_id);
  money := (went ->> 'cash')::bigint;
  if money > 0 and coalesce((select -a.balance from custody.money_account a where a.prison_id = t.prison_id and a.kind = 'cash'), 0) < money then
    raise exception 'The cash box does not hold the prisoner''s money' using errcode = 'check_violation', constraint = 'transfer_cash_box';
  end if;
  perform custody.book_transfer(t.prison_id, 'sent-along', t.imprisonment_id, t.number, 'cash', 'on-road', money);
  update custody.property_item i set state = 'on-road' from custody.property_bag b
   where b.id = i.bag_id and b.imprisonment_id = t.imprisonment_id and b.state = 'in-store' and i.state = 'in-store';
  update custody.property_bag set state = 'on-road' where imprisonment_id = t.imprisonment_id and state = 'in-store';
  insert into custody.movement (jurisdiction, prison_id, imprisonment_id, kind, reason, out_at, destination_id, escort, due_back)
    values (t.jurisdiction, t.prison_id, t.imprisonment_id, 'WAY', t.reason, at, t.to_prison_id, p_escort, p_due);
  update custody.transfer set state = 'on-road', offer_id = p_offer, checklist = went, cash = money, escort = p_escort, due_at = p_due,
      departed_by = access.account(), departed_at = at where id = t.id;
  return went;
end $$;

-- Brought back after the other prison turned the prisoner away: as if they had been at court.
create function custody.bring_back_transfer(p_transfer uuid) returns void
language plpgsql security definer set search_path = pg_catalog as $$
declare
  t custody.transfer;
  at constant timestamptz := clock_timestamp();
begin
  select * into t from custody.transfer x where x.id = p_transfer for update;
  if t.prison_id is null or not t.prison_id = any (access.units()) or not access.may('custody:depart-transfer') or t.state <> 'refused' then
    raise exception 'Only who was turned away is brought back' using errcode = 'check_violation';
  end if;
  perform custody.book_transfer(t.prison_id, 'brought-back', t.imprisonment_id, t.number, 'on-road', 'cash', t.cash);
  update custody.property_item set state = 'in-store' where imprisonment_id = t.imprisonment_id and state = 'on-road';
  update custody.property_bag set state = 'in-store', place = null where imprisonment_id = t.imprisonment_id and state = 'on-road';
  update custody.movement set in_at = at, returned_by = access.account() where imprisonment_id = t.imprisonment_id and kind = 'WAY' and in_at is null;
  update custody.transfer set state = 'returned', returned_by = access.account(), returned_at = at where id = t.id;
end $$;

-- A copy of a row for the stay that follows has an identifier worked out from its own, so that what points at it can be copied too.
create function custody.carried(p_id uuid, p_stay uuid) returns uuid language sql immutable set search_path = pg_catalog as $$
  select md5(p_id::text || p_stay::text)::uuid
$$;

-- The medical file is continued where the prisoner is now. The sending prison's closes with the stay and stays readable there as it was.
create function custody.carry_health(p_from uuid, p_to uuid, p_prison integer) returns void
language plpgsql security definer set search_path = pg_catalog as $$
declare
  each record;
begin
  for each in select * from (values
      ('health_screening', 'true', '{}'), ('health_allergy', 'true', '{}'), ('health_diagnosis', 'true', '{}'),
      ('health_diagnosis_step', 'true', '{diagnosis_id}'),
      ('health_ward', 'h.ended_why = ''left the prison''', '{diagnosis_id}'),
      ('fitness', 'h.superseded_at is null', '{}'),
      ('health_fitness_reason', 'exists (select 1 from custody.fitness f where f.id = h.id and f.superseded_at is null)', '{}'),
      ('health_note', 'true', '{}'), ('health_prescription', 'true', '{diagnosis_id}'), ('health_dose', 'true', '{prescription_id}'),
      ('health_visit', 'true', '{}')) as t(name, which, refers)
  loop
    execute format('insert into custody.%1$I select (jsonb_populate_record(null::custody.%1$I, to_jsonb(h)
        || jsonb_build_object(''id'', custody.carried(h.id, $2), ''imprisonment_id'', $2, ''prison_id'', $3) || %3$s || %4$s)).*
      from custody.%1$I h where h.imprisonment_id = $1 and %2$s %5$s', each.name, each.which,
      coalesce((select string_agg(format('jsonb_build_object(%1$L, case when h.%1$I is null then null else custody.carried(h.%1$I, $2) end)', r), ' || ')
        from unnest(each.refers::text[]) r), '''{}''::jsonb'),
      case each.name when 'health_ward' then '''{"ended_at": null, "ended_by": null, "ended_why": null, "location_id": null}''::jsonb' else '''{}''::jsonb' end,
      case each.name when 'health_diagnosis_step' then 'order by h.at, h.id' else '' end)
      using p_from, p_to, p_prison;
  end loop;
end $$;

-- The receiving prison takes the person over: the stay there ends, the stay here begins, and everything that holds, frees or belongs to
-- the person is here. The bags follow in the next function, on a receipt of this prison.
create function custody.take_over_transfer(p_transfer uuid, p_found jsonb, p_differences jsonb)
returns table (imprisonment_id uuid, number text, parties uuid[])
language plpgsql security definer set search_path = pg_catalog as $$
declare
  t custody.transfer;
  stay custody.imprisonment;
  here uuid := gen_random_uuid();
  next integer;
  came constant bigint := (p_found ->> 'cash')::bigint;
  at constant timestamptz := clock_timestamp();
  this_year constant integer := extract(year from at at time zone 'Asia/Karachi');
  name text;
begin
  select * into t from custody.transfer x where x.id = p_transfer for update;
  if t.prison_id is null or not t.to_prison_id = any (access.units()) or not access.may('custody:receive-transfer') or t.state <> 'on-road'
    or came is null or came < 0 or came > t.cash then
    raise exception 'Only who is on the road to this prison is taken over' using errcode = 'check_violation';
  end if;
  select * into stay from custody.imprisonment i where i.id = t.imprisonment_id for no key update;
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
      differences = p_differences, accepted_by = access.account(), accepted_at = at where id = t.id;
  return query select here, next || '/' || this_year,
    array(select distinct w.party_id from custody.warrant w where w.imprisonment_id = here and w.state = 'in-force' and w.party_id is not null);
end $$;

-- The bags that came are this prison's from its own receipt on; it says under which seals. One that did not come stays in the sending
-- prison's books, on the road, until it is found or written off there.
create function custody.take_over_bags(p_transfer uuid, p_receipt uuid) returns void
language plpgsql security definer set search_path = pg_catalog as $$
declare
  t custody.transfer;
begin
  select * into t from custody.transfer x where x.id = p_transfer for update;
  if t.prison_id is null or not t.to_prison_id = any (access.units()) or not access.may('custody:receive-transfer') or t.state <> 'accepted'
    or not exists (select 1 from custody.property_receipt r where r.id = p_receipt and r.imprisonment_id = t.new_imprisonment_id and r.kind = 'received') then
    raise exception 'Bags are taken over with their prisoner' using errcode = 'check_violation';
  end if;
  update custody.property_item i set state = 'in-store', imprisonment_id = t.new_imprisonment_id, prison_id = t.to_prison_id, taken_receipt = p_receipt
    from custody.property_receipt r cross join lateral jsonb_to_recordset(r.content -> 'bags') as came(id uuid)
   where r.id = p_receipt and i.bag_id = came.id and i.imprisonment_id = t.imprisonment_id and i.state = 'on-road';
  update custody.property_bag b set state = 'in-store', imprisonment_id = t.new_imprisonment_id, prison_id = t.to_prison_id, place = null, seal = came.seal
    from custody.property_receipt r cross join lateral jsonb_to_recordset(r.content -> 'bags') as came(id uuid, seal text)
   where r.id = p_receipt and b.id = came.id and b.imprisonment_id = t.imprisonment_id and b.state = 'on-road';
end $$;

-- What became of bags that never arrived, on a receipt of the prison that sent them: found again, or lost.
create function custody.settle_bags(p_transfer uuid, p_receipt uuid) returns void
language plpgsql security definer set search_path = pg_catalog as $$
declare
  t custody.transfer;
  outcome text;
begin
  select * into t from custody.transfer x where x.id = p_transfer for update;
  select case r.kind when 'lost' then 'lost' when 'brought-back' then 'in-store' end into outcome from custody.property_receipt r
   where r.id = p_receipt and r.imprisonment_id = t.imprisonment_id and r.made_by = access.account();
  if t.prison_id is null or not t.prison_id = any (access.units()) or t.state <> 'accepted' or t.settled_by is distinct from access.account()
    or outcome is null then
    raise exception 'A bag that did not arrive is found or lost on a receipt' using errcode = 'check_violation';
  end if;
  update custody.property_item set state = outcome, left_receipt = case when outcome = 'lost' then p_receipt end
   where imprisonment_id = t.imprisonment_id and state = 'on-road';
  update custody.property_bag set state = outcome, place = case when outcome = 'lost' then place end
   where imprisonment_id = t.imprisonment_id and state = 'on-road';
end $$;

revoke execute on function custody.transfer_blockers, custody.transfer_checklist, custody.depart_transfer, custody.bring_back_transfer,
  custody.take_over_transfer, custody.take_over_bags, custody.settle_bags, custody.carry_health, custody.carried from public;
grant execute on function custody.transfer_blockers, custody.transfer_checklist, custody.depart_transfer, custody.bring_back_transfer,
  custody.take_over_transfer, custody.take_over_bags, custody.settle_bags to mizan_app;

-- A stay that goes on in another prison is one imprisonment, told once, where it is now.
create or replace function custody.imprisonments_of(p_persons uuid[])
returns table (id uuid, person_id uuid, name_en text, name_ur text, father_en text, father_ur text, aliases text[], sex text,
  birth_date date, birth_precision text, cnic text, prison_id integer, number integer, year integer, admitted_year integer,
  released_year integer, held boolean)
language sql stable security definer set search_path = pg_catalog as $$
  select i.id, asked.person_id, r.name_en, r.name_ur, r.father_en, r.father_ur, r.aliases, r.sex, r.birth_date, r.birth_precision, r.cnic,
         i.prison_id, i.number, i.year, extract(year from coalesce(i.held_since, i.admitted_at) at time zone 'Asia/Karachi')::integer,
         extract(year from i.released_at at time zone 'Asia/Karachi')::integer, i.state = 'in'
    from people.current_persons(p_persons) asked
    join people.link l on l.person_id = asked.person_id and l.until is null
    join people.record r on r.id = l.record_id
    join custody.imprisonment i on i.record_id = r.id
   where access.may('custody:search-previous') and i.jurisdiction = access.jurisdiction()
     and not exists (select 1 from custody.imprisonment f where f.follows = i.id)
   order by i.admitted_at desc
$$;
