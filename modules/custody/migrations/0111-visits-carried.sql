-- A visit to a hospital is carried along with a transfer as the rest of the medical file is, and the movement behind it stays the one it
-- was: each stay has one visit for it. With one over both, nobody who had ever been in a hospital could be taken over.
alter table custody.health_visit drop constraint health_visit_movement_id_key;
alter table custody.health_visit add constraint health_visit_once unique (movement_id, imprisonment_id);
