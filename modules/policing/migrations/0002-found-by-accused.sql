-- What hangs on a case or an accused is found by index: the court's queue of remand applications asked every arrest of the
-- province for each of its rows.
create index arrest_by_party on policing.arrest (party_id, arrested_at desc);
create index seizure_by_party on policing.seizure (party_id) where party_id is not null;
create index application_by_case on policing.remand_application (case_id);
create index application_by_party on policing.remand_application (party_id, made_at desc);
