-- needs: people
-- What looked unusual when somebody was admitted, and why it was right: everyone who opens the imprisonment reads it.
alter table custody.imprisonment add column overrides jsonb not null default '[]' check (jsonb_typeof(overrides) = 'array');
comment on column custody.imprisonment.overrides is 'Doubts that were answered with a reason: [{code, reason}]';
