-- What hangs on an imprisonment, a warrant or an accused is found by index: without one each look reads the whole table.
create index release_by_imprisonment on custody.release (imprisonment_id, proposed_at desc);
create index bail_clock_by_warrant on custody.bail_clock (warrant_id);
create index court_question_by_party on custody.court_question (party_id);
