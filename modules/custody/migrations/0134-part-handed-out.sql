-- A part of a sealed bag handed out: opened under its old seal before two officers, some things given against a receipt, the rest
-- resealed under a new number. One act and one receipt in the chain: nothing is between the seals that no receipt names.
alter table custody.property_opening add column gives jsonb, add column seal_found text;
comment on column custody.property_opening.gives is 'What is handed out while the bag is open, to whom and against what; empty where only the seal is renewed';
comment on column custody.property_opening.seal_found is 'The number on the seal as it was found before it was broken';
alter table custody.property_opening add constraint property_opening_gives check (gives is null or jsonb_array_length(gives -> 'itemIds') > 0);

alter table custody.property_bag drop constraint property_bag_state_check;
alter table custody.property_bag add constraint property_bag_state_check check (state in ('in-store', 'on-road', 'handed-back', 'to-relative', 'to-court', 'lost'));
alter table custody.property_item drop constraint property_item_state_check;
alter table custody.property_item add constraint property_item_state_check check (state in ('in-store', 'on-road', 'handed-back', 'to-relative', 'to-court', 'lost'));
alter table custody.property_receipt drop constraint property_receipt_kind_check;
alter table custody.property_receipt add constraint property_receipt_kind_check check (kind in ('taken', 'placed', 'opened', 'part-given', 'to-relative',
  'lost', 'damaged', 'handed-back', 'sent', 'received', 'brought-back'));
