-- needs: cases
-- A court may sit on a closed day by special order, and a duty Magistrate does; the order is named when the case is listed.
alter table courts.hearing add column overrides jsonb not null default '[]' check (jsonb_typeof(overrides) = 'array');
comment on column courts.hearing.overrides is 'Doubts that were answered with a reason, such as a sitting on a closed day: [{code, reason}]';
