-- needs: law
-- When the law changes every stored date of liberty is computed again: what comes out the same is noted as looked at, what does
-- not is put aside and waits for officers, with the law that changed it named beside it.
alter table custody.release_date
  add column law_changed text,
  add column checked_pack text,
  add column checked_hash text,
  add column checked_at timestamptz,
  add check ((checked_pack is null) = (checked_hash is null) and (checked_pack is null) = (checked_at is null));
comment on column custody.release_date.law_changed is 'The version of law that put it aside, or under which it was computed anew';
comment on column custody.release_date.checked_pack is 'The latest version of law under which it was computed again and came out the same';
comment on column custody.release_date.checked_hash is 'Hash of the same facts and result under that law';
alter table custody.bail_clock
  add column law_changed text,
  add column eligible_before date,
  add column checked_pack text,
  add column checked_at timestamptz,
  add check ((checked_pack is null) = (checked_at is null));
comment on column custody.bail_clock.law_changed is 'The version of law that superseded it, or under which it was computed anew';
comment on column custody.bail_clock.eligible_before is 'Of a clock computed anew after a change of law: the day it had before';

create table custody.law_review (
  id uuid primary key default gen_random_uuid(),
  jurisdiction text not null,
  version_id uuid not null references law.pack_version,
  pack text not null,
  asked_at timestamptz not null default clock_timestamp(),
  dates_after uuid not null default '00000000-0000-0000-0000-000000000000',
  clocks_after uuid not null default '00000000-0000-0000-0000-000000000000',
  same integer not null default 0,
  changed integer not null default 0,
  refused integer not null default 0,
  ended_at timestamptz,
  unique (version_id, jurisdiction)
);
comment on table custody.law_review is 'Going through every date of liberty of a province after a change of law; continues where it was interrupted';
create index law_review_open on custody.law_review (jurisdiction, asked_at) where ended_at is null;
select audit.watch('custody.law_review');
select access.protect('custody.law_review');
create policy law_review_read on custody.law_review for select to mizan_app
  using ((select access.may('custody:follow-law')));
-- The federation's service tells every province of a federal change.
create policy law_review_add on custody.law_review for insert to mizan_app
  with check ((select access.may('custody:follow-law'))
    and (jurisdiction = (select access.jurisdiction()) or (select access.jurisdiction()) = 'PK'));
create policy law_review_change on custody.law_review for update to mizan_app
  using ((select access.may('custody:follow-law')) and jurisdiction = (select access.jurisdiction()));
