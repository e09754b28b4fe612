-- needs: people
-- What hangs on an accused or on a person's record is found by index: without one each look reads the whole table.
create index charge_by_party on cases.charge (party_id) where party_id is not null;
create index party_by_record on cases.party (record_id);
