-- needs: cases
-- What courts ordered about many accused at once, for whoever may read orders and may see the accused (cases.accused_of).
create function courts.sentences_of(p_ids uuid[])
returns table (of uuid, id uuid, judgment_id uuid, case_id uuid, court_id integer, charge_id uuid, on_date date, term jsonb,
  imprisonment text, relation text, same_trial boolean, set_off text, set_off_custody jsonb, fine_amount numeric, fine_default jsonb, serial integer)
language sql stable security definer set search_path = pg_catalog as $$
  select a.party_id, s.id, s.judgment_id, j.case_id, j.court_id, s.charge_id, j.on_date, s.term, s.imprisonment, s.relation, s.same_trial,
         s.set_off, s.set_off_custody, s.fine_amount, s.fine_default, s.serial
    from cases.accused_of(p_ids) a join courts.sentence s on s.party_id = a.party_id
    join courts.judgment j on j.id = s.judgment_id and j.state = 'signed'
   where (select access.may('courts:read-orders'))
$$;
comment on function courts.sentences_of is 'Sentences of signed judgments on each of the accused asked about whom the reader may see';

create function courts.custody_orders_of(p_ids uuid[])
returns table (of uuid, bail jsonb, release_orders jsonb, remand_to date, listed_on date)
language sql stable security definer set search_path = pg_catalog as $$
  select a.party_id,
         (select jsonb_build_object('result', b.result, 'onDate', b.on_date, 'suretyAmount', b.surety_amount,
                   'suretyAccepted', b.surety_accepted_on is not null)
            from courts.bail_order b where b.party_id = a.party_id order by b.on_date desc, b.created_at desc limit 1),
         (select jsonb_agg(jsonb_build_object('ground', o.ground, 'number', o.number || '/' || o.year, 'issuedOn', o.issued_on, 'state', o.state)
                   order by o.issued_on desc)
            from courts.release_order o where o.party_id = a.party_id and o.state in ('issued', 'verified', 'used')),
         (select max(r.next_date) from courts.remand_order r where r.party_id = a.party_id and r.kind = 'judicial'),
         (select max(h.on_date) from courts.hearing h
           where h.case_id = a.case_id and h.state = 'listed' and a.party_id = any (h.produce))
    from cases.accused_of(p_ids) a where (select access.may('courts:read-orders'))
$$;
comment on function courts.custody_orders_of is 'The orders that decide whether each of the accused asked about may be held';
revoke execute on function courts.sentences_of, courts.custody_orders_of from public;
grant execute on function courts.sentences_of, courts.custody_orders_of to mizan_app;
