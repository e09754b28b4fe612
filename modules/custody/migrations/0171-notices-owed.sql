-- needs: identity units workflow access
-- A family is told of an admission, of a transfer and of a stay in hospital without anybody having to think of it. The movement itself owes
-- the notice, in its own transaction and once, whichever way it was written; within which days is a rule of the province, and before the
-- first day of a rule nothing is owed: nobody who is inside today is owed a letter of years ago.
create table custody.notice_period (
  jurisdiction text not null,
  kind text not null check (kind in ('family-admission', 'family-transfer', 'family-illness')),
  from_on date not null,
  within_days integer check (within_days between 0 and 30),
  source_en text not null,
  source_ur text not null,
  refer boolean not null default false,
  primary key (jurisdiction, kind, from_on)
);
comment on table custody.notice_period is 'Within which days a family is told by itself, by province, from a day on';
comment on column custody.notice_period.within_days is 'Empty: such a notice is drawn up where an officer sees cause, and is not owed by itself';
comment on column custody.notice_period.refer is 'The text itself was not at hand: to be confirmed by the department';
insert into custody.notice_period (jurisdiction, kind, from_on, within_days, source_en, source_ur, refer)
select p.j, k.kind, date '2026-11-01', 1,
    'REFER: Nelson Mandela Rules, Rule ' || k.rule || ', says “immediately” (general knowledge); read as by the next day. ' || p.en,
    'رجوع: نیلسن منڈیلا رولز، رول ' || k.rule || ' «فوراً» (عمومی معلومات)؛ اگلے دن تک سمجھا گیا۔ ' || p.ur, true
  from (values ('PK-SD', 'The Sindh Rules of 2019 were not at hand.', 'سندھ کے قواعد 2019 دستیاب نہ تھے۔'),
    ('PK-PB', 'The chapter of the Prison Rules 1978 on letters was not at hand.', 'قواعدِ جیل 1978 کا خطوط والا باب دستیاب نہ تھا۔')) p(j, en, ur)
  cross join (values ('family-admission', '68'), ('family-transfer', '68'), ('family-illness', '68–69')) k(kind, rule);
select audit.watch('custody.notice_period', 'kind');
select access.protect('custody.notice_period', 'select');
create policy notice_period_read on custody.notice_period for select to mizan_app using (true);
insert into custody.setting (key, table_name, identity, columns, fixed, paper, by_prison) values
  ('notice-period', 'notice_period', '{kind}', '{within_days}', '{}', '{"source_en": "$en", "source_ur": "$ur", "refer": false}', false);

create table custody.notice_owing (
  id uuid primary key default gen_random_uuid(),
  jurisdiction text not null,
  prison_id integer not null references units.unit,
  imprisonment_id uuid not null,
  kind text not null check (kind in ('family-admission', 'family-transfer', 'family-illness')),
  movement_id uuid not null unique references custody.movement,
  happened_on date not null,
  due_on date not null,
  state text not null default 'open' check (state in ('open', 'drawn-up', 'aside', 'lapsed')),
  notice_id uuid references custody.notice,
  aside_why text check (aside_why in ('told', 'not-wished', 'no-family', 'other')),
  aside_words text,
  aside_by uuid references identity.account,
  aside_at timestamptz,
  foreign key (imprisonment_id, prison_id) references custody.imprisonment (id, prison_id),
  check (due_on >= happened_on),
  check ((state = 'drawn-up') = (notice_id is not null)),
  check ((state = 'aside') = (aside_why is not null) and (state = 'aside') = (aside_by is not null) and (state = 'aside') = (aside_at is not null)),
  check (aside_why <> 'other' or aside_words is not null)
);
comment on table custody.notice_owing is 'A notice that a movement owes by itself, and what became of it';
comment on column custody.notice_owing.state is 'lapsed: the person left, died or came back from hospital before it was drawn up';
comment on column custody.notice_owing.aside_why is 'told: in person or by telephone; not-wished: the prisoner does not want the family told';
create index notice_owing_open on custody.notice_owing (prison_id, due_on) where state = 'open';
create index notice_owing_by_imprisonment on custody.notice_owing (imprisonment_id);
create index notice_owing_by_notice on custody.notice_owing (notice_id) where notice_id is not null;

create function custody.owe_notice() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare
  what text := case when new.kind = 'ADM' then 'family-admission' when new.kind = 'HOS' then 'family-illness' else 'family-transfer' end;
  happened date := (coalesce(new.in_at, new.out_at) at time zone 'Asia/Karachi')::date;
  days integer;
begin
  -- Who leaves for good, or comes back from hospital, is told of no more.
  if new.kind = 'REL' or new.kind = 'TRN' and new.out_at is not null then
    update custody.notice_owing set state = 'lapsed' where imprisonment_id = new.imprisonment_id and state = 'open';
    return null;
  end if;
  if new.kind = 'HOS' and new.in_at is not null then
    update custody.notice_owing set state = 'lapsed' where movement_id = new.id and state = 'open';
    return null;
  end if;
  select p.within_days into days from custody.notice_period p
   where p.jurisdiction = new.jurisdiction and p.kind = what and p.from_on <= happened order by p.from_on desc limit 1;
  if days is null then return null; end if;
  -- The prison that sent the person may have written already, when they left.
  if what = 'family-transfer' and exists (select 1 from custody.imprisonment i join custody.notice n on n.imprisonment_id = i.follows
      where i.id = new.imprisonment_id and n.kind = what and n.state <> 'withdrawn') then
    return null;
  end if;
  insert into custody.notice_owing (jurisdiction, prison_id, imprisonment_id, kind, movement_id, happened_on, due_on)
    values (new.jurisdiction, new.prison_id, new.imprisonment_id, what, new.id, happened, happened + days) on conflict do nothing;
  return null;
end $$;
create trigger owe_notice after insert on custody.movement for each row when (new.kind in ('ADM', 'TRN', 'HOS', 'REL')) execute function custody.owe_notice();
create trigger owe_notice_no_more after update of in_at on custody.movement for each row when (new.kind = 'HOS' and new.in_at is not null)
  execute function custody.owe_notice();
revoke execute on function custody.owe_notice from public;

-- What was set aside stays so; a notice answers what it was drawn up for, until it is withdrawn unsent.
create function custody.keep_notice_owing() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if current_user <> 'mizan_app' then return new; end if;
  if (to_jsonb(new) - array['state', 'notice_id', 'aside_why', 'aside_words', 'aside_by', 'aside_at'])
      is distinct from (to_jsonb(old) - array['state', 'notice_id', 'aside_why', 'aside_words', 'aside_by', 'aside_at'])
    or (old.state, new.state) not in (('open', 'drawn-up'), ('open', 'aside'), ('drawn-up', 'open'), ('drawn-up', 'lapsed'))
    or old.state = 'drawn-up' and not exists (select 1 from custody.notice n where n.id = old.notice_id and n.state = 'withdrawn') then
    raise exception 'A notice that is owed keeps to its course' using errcode = 'check_violation';
  end if;
  if new.state = 'aside' then
    new.aside_by := access.account();
    new.aside_at := clock_timestamp();
  end if;
  return new;
end $$;
create trigger keep_notice_owing before update on custody.notice_owing for each row execute function custody.keep_notice_owing();
revoke execute on function custody.keep_notice_owing from public;

select audit.watch('custody.notice_owing');
select access.protect('custody.notice_owing', 'select, update');
create policy notice_owing_read on custody.notice_owing for select to mizan_app
  using (prison_id = any ((select access.units())::integer[]) and (select access.may('custody:read-notices'))
    and (kind = 'family-illness' or not (select access.may('custody:treat'))));
create policy notice_owing_change on custody.notice_owing for update to mizan_app
  using (prison_id = any ((select access.units())::integer[]) and (select access.may('custody:sign-notice'))
    and (kind = 'family-illness' or not (select access.may('custody:treat'))));
