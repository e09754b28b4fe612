-- needs: courts
-- Who has bail at all is asked of every warrant of a prison each time a desk opens its first page: most have none, and an index of the
-- granted alone answers that without going through each one's orders.
create index bail_granted on courts.bail_order (party_id) where result = 'granted';
create index release_suspended on courts.release_order (party_id) where ground = 'sentence-suspended';
