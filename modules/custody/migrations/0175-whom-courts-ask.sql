-- A prison draws up its production list from the accused it holds: read from this index alone, and not from every warrant.
create index warrant_accused on custody.warrant (prison_id, party_id) where state = 'in-force';
