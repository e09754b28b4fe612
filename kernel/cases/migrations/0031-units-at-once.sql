-- What is written to such an index waits in a list that every list of cases reads from its beginning until the next vacuum. A case has a
-- handful of units: each goes into its place at once.
alter index cases.case_by_units set (fastupdate = off);
alter index cases.party_by_units set (fastupdate = off);
select gin_clean_pending_list('cases.case_by_units'), gin_clean_pending_list('cases.party_by_units');
