-- needs: cases
-- What looked unusual in an FIR when it was registered, and why it was right: everyone who reads the FIR reads it.
alter table policing.fir add column overrides jsonb not null default '[]' check (jsonb_typeof(overrides) = 'array');
comment on column policing.fir.overrides is 'Doubts that were answered with a reason: [{code, reason}]';
-- An FIR about to be registered is compared with those of the same day of occurrence.
create index fir_by_occurrence on policing.fir (occurred_on);
