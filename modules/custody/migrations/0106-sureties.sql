-- needs: people cases units identity documents workflow
-- Bail was granted and the person is still inside: who would stand surety, whose papers are verified by whom, what stands in the way, who
-- was asked for legal aid, what was petitioned. That bail was granted, for how much and whether the surety was accepted are the court's
-- own orders and are copied nowhere here.
create table custody.surety (
  id uuid primary key default gen_random_uuid(),
  jurisdiction text not null,
  prison_id integer not null references units.unit,
  imprisonment_id uuid not null,
  name_en text not null,
  name_ur text not null,
  father text,
  cnic text not null check (cnic ~ '^[0-9]{13}$'),
  telephone text,
  relation text not null,
  property text not null check (property in ('land', 'house', 'vehicle', 'savings', 'salary', 'cash')),
  paper text not null,
  worth numeric(14, 2) check (worth > 0),
  state text not null default 'offered' check (state in ('offered', 'turned-down', 'withdrawn', 'accepted')),
  ended_on date,
  ended_why text,
  offered_on date not null,
  entered_by uuid not null default access.account() references identity.account,
  entered_at timestamptz not null default clock_timestamp(),
  foreign key (imprisonment_id, prison_id) references custody.imprisonment (id, prison_id),
  check ((state in ('turned-down', 'withdrawn')) = (ended_why is not null)),
  check ((state = 'offered') = (ended_on is null))
);
comment on table custody.surety is 'Somebody who offers to stand surety: CNIC, property and its paper, and what became of the offer';
comment on column custody.surety.state is 'accepted: the prison has heard that the court accepted; the court''s own order decides';
create index surety_by_imprisonment on custody.surety (imprisonment_id);

create table custody.surety_step (
  id uuid primary key default gen_random_uuid(),
  jurisdiction text not null,
  prison_id integer not null references units.unit,
  surety_id uuid not null references custody.surety,
  kind text not null check (kind in ('cnic', 'land-record', 'registration', 'bank', 'police', 'court')),
  with_whom text not null,
  asked_on date not null,
  due_on date not null,
  answered_on date,
  answer text check (answer in ('confirmed', 'not-confirmed')),
  words text,
  entered_by uuid not null default access.account() references identity.account,
  entered_at timestamptz not null default clock_timestamp(),
  check (due_on >= asked_on and answered_on >= asked_on),
  check ((answered_on is null) = (answer is null))
);
comment on table custody.surety_step is 'One verification of a surety''s papers: who has them since when, until when, and what came back';
create index surety_step_by_surety on custody.surety_step (surety_id);
create index surety_step_due on custody.surety_step (prison_id, due_on) where answered_on is null;

create table custody.bail_obstacle (
  id uuid primary key default gen_random_uuid(),
  jurisdiction text not null,
  prison_id integer not null references units.unit,
  imprisonment_id uuid not null,
  kind text not null check (kind in ('amount-too-high', 'family-not-reached', 'surety-far-away', 'other')),
  words text,
  since date not null,
  said_by uuid not null default access.account() references identity.account,
  cleared_on date,
  foreign key (imprisonment_id, prison_id) references custody.imprisonment (id, prison_id),
  check (kind <> 'other' or words is not null)
);
comment on table custody.bail_obstacle is 'What stands in the way of a release on bail and no paper shows; the rest is worked out from the papers';
create unique index bail_obstacle_open on custody.bail_obstacle (imprisonment_id, kind) where cleared_on is null;
create index bail_obstacle_by_imprisonment on custody.bail_obstacle (imprisonment_id);

create table custody.bail_notice (
  id uuid primary key default gen_random_uuid(),
  jurisdiction text not null,
  prison_id integer not null references units.unit,
  imprisonment_id uuid not null,
  kind text not null check (kind in ('reminder', 'escalation')),
  to_whom text not null,
  sent_on date not null,
  paper text not null,
  sent_by uuid not null default access.account() references identity.account,
  foreign key (imprisonment_id, prison_id) references custody.imprisonment (id, prison_id)
);
comment on table custody.bail_notice is 'Reminders, and what was put before the Sessions Judge, of somebody who has bail and is still inside';
create index bail_notice_by_imprisonment on custody.bail_notice (imprisonment_id, kind, sent_on desc);

-- The seam to legal aid. What the prisoner agreed to have told is written into the referral itself when it is sent: whoever answers it
-- reads this and nothing else of the prison's registers.
create table custody.legal_aid_referral (
  id uuid primary key default gen_random_uuid(),
  jurisdiction text not null,
  prison_id integer not null references units.unit,
  imprisonment_id uuid not null,
  reason text not null check (reason in ('surety', 'reduce-surety', 'statutory-bail', 'no-lawyer')),
  route text not null check (route in ('dlec', 'bar', 'authority', 'public-defender', 'ngo')),
  lawyer_id uuid references identity.account,
  consent_how text not null check (consent_how in ('signed', 'thumb', 'before-witness')),
  consent_on date not null,
  consent_witness text,
  told jsonb not null,
  words text,
  state text not null default 'sent' check (state in ('sent', 'accepted', 'declined', 'closed', 'withdrawn')),
  sent_by uuid not null default access.account() references identity.account,
  sent_at timestamptz not null default clock_timestamp(),
  answered_at timestamptz,
  answer text,
  power_on date,
  ended_on date,
  outcome text,
  foreign key (imprisonment_id, prison_id) references custody.imprisonment (id, prison_id),
  check (consent_how <> 'before-witness' or consent_witness is not null),
  check (state not in ('accepted', 'declined') or answered_at is not null),
  check ((state in ('closed', 'withdrawn')) = (ended_on is not null)),
  check (state <> 'closed' or outcome is not null)
);
comment on table custody.legal_aid_referral is 'A prisoner who agreed is put before legal aid: why, by which way, to which lawyer, and the answer';
comment on column custody.legal_aid_referral.told is 'What the prisoner agreed to have told; all that the lawyer sees';
comment on column custody.legal_aid_referral.power_on is 'Day of the power of attorney (vakalatnama)';
create unique index legal_aid_referral_open on custody.legal_aid_referral (imprisonment_id, reason) where state in ('sent', 'accepted');
create index legal_aid_referral_by_imprisonment on custody.legal_aid_referral (imprisonment_id);
create index legal_aid_referral_by_prison on custody.legal_aid_referral (prison_id, state, sent_at);
create index legal_aid_referral_by_lawyer on custody.legal_aid_referral (lawyer_id, state) where lawyer_id is not null;

create table custody.bail_petition (
  id uuid primary key default gen_random_uuid(),
  jurisdiction text not null,
  prison_id integer not null references units.unit,
  imprisonment_id uuid not null,
  warrant_id uuid not null references custody.warrant,
  kind text not null check (kind in ('statutory', 'reduce-surety')),
  state text not null default 'prepared' check (state in ('prepared', 'filed', 'adjourned', 'granted', 'refused', 'withdrawn')),
  ground text,
  eligible_from date,
  document_id uuid not null,
  version integer not null,
  number text not null,
  prepared_by uuid not null default access.account() references identity.account,
  prepared_at timestamptz not null default clock_timestamp(),
  filed_on date,
  filed_court_id integer references units.unit,
  filed_by text,
  court_number text,
  next_on date,
  outcome_on date,
  outcome_ground text,
  foreign key (imprisonment_id, prison_id) references custody.imprisonment (id, prison_id),
  check (state in ('prepared', 'withdrawn') or (filed_on is not null and filed_by is not null and filed_court_id is not null)),
  check (state <> 'adjourned' or next_on is not null),
  check ((state in ('granted', 'refused', 'withdrawn')) = (outcome_on is not null)),
  check (state <> 'refused' or outcome_ground is not null)
);
comment on table custody.bail_petition is 'A bail petition made ready here: the sheet, where and by whom it was filed, and what became of it';
comment on column custody.bail_petition.outcome_ground is 'Of a refusal: the court''s ground, such as delay caused by the accused';
create unique index bail_petition_open on custody.bail_petition (warrant_id, kind) where state in ('prepared', 'filed', 'adjourned');
create index bail_petition_by_warrant on custody.bail_petition (warrant_id);
create index bail_petition_by_imprisonment on custody.bail_petition (imprisonment_id);
create index bail_petition_by_prison on custody.bail_petition (prison_id, state);

select audit.watch('custody.surety'), audit.watch('custody.surety_step'), audit.watch('custody.bail_obstacle'), audit.watch('custody.bail_notice'),
       audit.watch('custody.legal_aid_referral'), audit.watch('custody.bail_petition');
select access.protect('custody.surety'), access.protect('custody.surety_step'), access.protect('custody.bail_obstacle'),
       access.protect('custody.bail_notice', 'select, insert'), access.protect('custody.legal_aid_referral'), access.protect('custody.bail_petition');
do $$
declare each record;
begin
  for each in select * from (values ('surety', 'custody:keep-sureties'), ('surety_step', 'custody:keep-sureties'),
      ('bail_obstacle', 'custody:keep-sureties'), ('bail_notice', 'custody:keep-sureties'), ('legal_aid_referral', 'custody:refer-legal-aid'),
      ('bail_petition', 'custody:prepare-petition')) as t(name, writes)
  loop
    execute format('create policy %1$s_read on custody.%1$s for select to mizan_app
      using (prison_id = any ((select access.units())::integer[]) and (select access.may(''custody:read-sureties'')))', each.name);
    execute format('create policy %1$s_add on custody.%1$s for insert to mizan_app
      with check (prison_id = any ((select access.units())::integer[]) and (select access.may(%2$L)))', each.name, each.writes);
    if each.name <> 'bail_notice' then
      execute format('create policy %1$s_change on custody.%1$s for update to mizan_app
        using (prison_id = any ((select access.units())::integer[]) and (select access.may(%2$L)))', each.name, each.writes);
    end if;
  end loop;
end $$;
-- A lawyer reads and answers what was referred to them in person, as long as the prisoner's consent stands.
create policy referral_lawyer_read on custody.legal_aid_referral for select to mizan_app
  using (lawyer_id = (select access.account()) and state <> 'withdrawn' and (select access.may('custody:answer-referral')));
create policy referral_lawyer_answer on custody.legal_aid_referral for update to mizan_app
  using (lawyer_id = (select access.account()) and state <> 'withdrawn' and (select access.may('custody:answer-referral')))
  with check (lawyer_id = (select access.account()));

create function custody.keep_referral() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if current_user <> 'mizan_app' then return new; end if;
  if (new.imprisonment_id, new.prison_id, new.reason, new.route, new.lawyer_id, new.told, new.consent_how, new.consent_on, new.consent_witness, new.sent_by)
      is distinct from (old.imprisonment_id, old.prison_id, old.reason, old.route, old.lawyer_id, old.told, old.consent_how, old.consent_on,
        old.consent_witness, old.sent_by)
    or old.state in ('declined', 'closed', 'withdrawn') and new is distinct from old
    or old.lawyer_id is not null and new.state in ('accepted', 'declined') and new.state <> old.state and old.lawyer_id is distinct from access.account() then
    raise exception 'A referral is answered by whom it was sent to, and nothing the prisoner agreed to is changed' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger keep_referral before update on custody.legal_aid_referral for each row execute function custody.keep_referral();

create function custody.legal_aid_lawyers() returns table (id uuid, name_en text, name_ur text)
language sql stable security definer set search_path = pg_catalog as $$
  select distinct a.id, a.name_en, a.name_ur from access.grant g join identity.account a on a.id = g.account_id
    join units.unit u on u.id = g.unit_id
   where g.post_code = 'legal-aid-lawyer' and u.jurisdiction = access.jurisdiction() and access.may('custody:refer-legal-aid')
     and g.revoked_at is null and g.refused_at is null and g.valid_from <= now() and (g.valid_to is null or g.valid_to > now())
   order by a.name_en
$$;
comment on function custody.legal_aid_lawyers is 'The lawyers of the province to whom a prisoner may be referred';

-- The name of the lawyer a referral went to, for the prison that sent it.
create function custody.legal_aid_lawyer(p_account uuid) returns table (name_en text, name_ur text)
language sql stable security definer set search_path = pg_catalog as $$
  select a.name_en, a.name_ur from identity.account a
   where a.id = p_account and access.may('custody:read-sureties') and exists (
     select 1 from custody.legal_aid_referral r where r.lawyer_id = a.id and r.prison_id = any (access.units()))
$$;

-- What stands open goes along to the prison a person is transferred to.
create function custody.carry_sureties() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  update custody.surety_step s set prison_id = new.prison_id from custody.surety x where x.id = s.surety_id and x.imprisonment_id = new.follows;
  update custody.surety set imprisonment_id = new.id, prison_id = new.prison_id where imprisonment_id = new.follows;
  update custody.bail_obstacle set imprisonment_id = new.id, prison_id = new.prison_id where imprisonment_id = new.follows;
  update custody.bail_notice set imprisonment_id = new.id, prison_id = new.prison_id where imprisonment_id = new.follows;
  update custody.legal_aid_referral set imprisonment_id = new.id, prison_id = new.prison_id where imprisonment_id = new.follows;
  update custody.bail_petition set imprisonment_id = new.id, prison_id = new.prison_id where imprisonment_id = new.follows;
  return null;
end $$;
create trigger carry_sureties after insert on custody.imprisonment for each row when (new.follows is not null) execute function custody.carry_sureties();

revoke execute on function custody.legal_aid_lawyers, custody.legal_aid_lawyer from public;
grant execute on function custody.legal_aid_lawyers, custody.legal_aid_lawyer to mizan_app;
