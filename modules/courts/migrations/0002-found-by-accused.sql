-- What hangs on a case or an accused is found by index: without one each look reads the whole table.
create index judgment_by_party on courts.judgment (party_id);
create index bail_order_by_case on courts.bail_order (case_id);
create index release_order_by_case on courts.release_order (case_id);
create index reference_by_case on courts.reference (case_id);
create index reference_by_party on courts.reference (party_id);
create index reference_by_sentence on courts.reference (sentence_id) where sentence_id is not null;
