-- needs: people cases units identity access handover documents workflow custody
-- Legal aid from the police station to the prison: one matter per person and case. What everybody who holds or tries the person may know,
-- that there is a matter and where it stands, is the matter itself; what the person agreed to have told is the brief; what counsel
-- does and notes is an act. They are three tables because they have three circles of readers.
create schema legal_aid;
grant usage on schema legal_aid to mizan_app;

create table legal_aid.matter (
  id uuid primary key default gen_random_uuid(),
  jurisdiction text not null,
  number integer generated always as identity unique,
  record_id uuid references people.record,
  case_id uuid references cases.case,
  party_id uuid references cases.party,
  imprisonment_id uuid,
  warrant_id uuid,
  origin text not null check (origin in ('police-station', 'court', 'prison')),
  origin_unit_id integer not null references units.unit,
  reason text not null check (reason in ('no-lawyer', 'statutory-bail', 'surety', 'reduce-surety', 'appeal')),
  route text not null check (route in ('dlec', 'bar', 'authority', 'public-defender', 'ngo')),
  child boolean not null default false,
  consent text not null default 'awaited' check (consent in ('awaited', 'given', 'refused', 'withdrawn')),
  consent_how text check (consent_how in ('signed', 'thumb', 'before-witness')),
  consent_on date,
  consent_witness text,
  ground text,
  ground_from date,
  office_id integer references units.unit,
  offer_id uuid references handover.offer,
  state text not null default 'screened' check (state in ('screened', 'accepted', 'assigned', 'closed', 'declined', 'withdrawn')),
  holder_unit_id integer not null references units.unit,
  lawyer_id uuid references identity.account,
  accepted_on date,
  power_on date,
  next_on date,
  free_on date,
  outcome text check (outcome in ('bail-granted', 'surety-reduced', 'surety-found', 'released', 'acquitted', 'discharged', 'convicted', 'refused', 'advised', 'other')),
  closed_on date,
  days_saved integer check (days_saved >= 0),
  saved_proof jsonb,
  opened_on date not null default workflow.today(),
  opened_by uuid not null default access.account() references identity.account,
  opened_at timestamptz not null default clock_timestamp(),
  check (party_id is null or case_id is not null),
  check (party_id is not null or record_id is not null),
  check (consent <> 'given' or (consent_how is not null and consent_on is not null)),
  check (consent_how <> 'before-witness' or consent_witness is not null),
  -- Nothing goes to an office, to a lawyer or into the figures of outcomes without consent.
  check (office_id is null or consent in ('given', 'withdrawn')),
  check (state not in ('accepted', 'assigned', 'closed') or (consent = 'given' and office_id is not null and accepted_on is not null)),
  check ((state = 'declined') = (consent = 'refused') and (state = 'withdrawn') = (consent = 'withdrawn')),
  check ((state = 'closed') = (outcome is not null) and (state = 'closed') = (closed_on is not null)),
  check ((state = 'assigned') <= (lawyer_id is not null)),
  check ((days_saved is null) = (saved_proof is null) or saved_proof is not null),
  -- Exactly one office holds a matter at any moment: where it arose until legal aid takes it, legal aid from then on.
  check (holder_unit_id = case when accepted_on is null then origin_unit_id else office_id end)
);
comment on table legal_aid.matter is 'Legal aid for one person in one case: where it arose, consent, who holds it, and what came of it; no word of what counsel knows';
comment on column legal_aid.matter.imprisonment_id is 'custody.imprisonment, where the matter arose in prison or the person has come there since';
comment on column legal_aid.matter.child is 'Under eighteen when the matter was opened: never named in a list or a figure (JJSA 2018)';
comment on column legal_aid.matter.ground_from is 'Day from which bail is a right, as the engine computed it when the matter was opened or the person admitted';
comment on column legal_aid.matter.offer_id is 'The hand-over to the office; offered and returned are its states and are not repeated here';
comment on column legal_aid.matter.days_saved is 'Days of detention saved, computed at closing; empty where no day of the law is known to count against';
create unique index matter_open_of_party on legal_aid.matter (party_id) where party_id is not null and state in ('screened', 'accepted', 'assigned');
create unique index matter_open_of_warrant on legal_aid.matter (warrant_id) where warrant_id is not null and state in ('screened', 'accepted', 'assigned');
create index matter_by_party on legal_aid.matter (party_id);
create index matter_by_case on legal_aid.matter (case_id);
create index matter_by_record on legal_aid.matter (record_id);
create index matter_by_imprisonment on legal_aid.matter (imprisonment_id);
create index matter_by_origin on legal_aid.matter (origin_unit_id, state);
create index matter_by_office on legal_aid.matter (office_id, state, next_on);
create index matter_by_lawyer on legal_aid.matter (lawyer_id, state) where lawyer_id is not null;
create index matter_by_offer on legal_aid.matter (offer_id);

create table legal_aid.brief (
  matter_id uuid primary key references legal_aid.matter,
  id uuid not null default gen_random_uuid(),
  jurisdiction text not null,
  needs text[] not null default '{}',
  language text,
  told jsonb not null,
  ground_proof jsonb,
  words text
);
comment on table legal_aid.brief is 'What the person agreed to have told: who, where, in which case, what need; all that legal aid is given of another office''s registers';
comment on column legal_aid.brief.needs is 'no-lawyer, no-means, language, disability, child, woman, illness';

create table legal_aid.act (
  id uuid primary key default gen_random_uuid(),
  jurisdiction text not null,
  matter_id uuid not null references legal_aid.matter,
  kind text not null check (kind in ('accepted', 'assigned', 'power', 'visit', 'filing', 'hearing', 'obstacle', 'obstacle-over', 'note', 'court', 'closed')),
  on_date date not null default workflow.today(),
  detail text,
  words text,
  document_id uuid references documents.document,
  by_account uuid not null default access.account() references identity.account,
  at timestamptz not null default clock_timestamp(),
  -- What is spoken between counsel and client is nobody's record: of a visit the day alone.
  check (kind <> 'visit' or words is null),
  check (kind <> 'note' or words is not null)
);
comment on table legal_aid.act is 'What legal aid did in a matter, and counsel''s notes: for the office and its lawyer alone';
comment on column legal_aid.act.detail is 'Of a filing its number, of a hearing or order its result, of an obstacle its kind';
create index act_by_matter on legal_aid.act (matter_id, at);

-- What counsel writes is privileged: the audit proves that it was written, by whom and that it has not changed since, and not what it says.
create function legal_aid.record_sealed() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare
  the_row jsonb := to_jsonb(coalesce(new, old));
begin
  insert into audit.entry (act, subject, subject_ids, detail)
  values (lower(tg_op), 'legal_aid.' || tg_table_name, array[the_row ->> 'matter_id'],
    jsonb_strip_nulls(jsonb_build_object('kind', the_row ->> 'kind', 'sealed', encode(sha256(convert_to(the_row::text, 'UTF8')), 'hex'))));
  return null;
end $$;
create trigger audit_write after insert or update or delete on legal_aid.brief for each row execute function legal_aid.record_sealed();
create trigger audit_write after insert or update or delete on legal_aid.act for each row execute function legal_aid.record_sealed();

select audit.watch('legal_aid.matter');
select access.protect('legal_aid.matter'), access.protect('legal_aid.brief'), access.protect('legal_aid.act', 'select, insert');

create function legal_aid.works_on(p_office integer, p_lawyer uuid) returns boolean
language sql stable set search_path = pg_catalog as $$
  select (p_office = any ((select access.units())::integer[]) and (select access.may('legal-aid:coordinate')))
    or (p_lawyer = (select access.account()) and (select access.may('legal-aid:work')))
$$;
comment on function legal_aid.works_on is 'Whether the caller is the office that has a matter, or the lawyer it is assigned to';

-- State: for the office where it arose, and for whoever sees this accused in this case. All else: for legal aid while the consent stands.
create policy matter_read on legal_aid.matter for select to mizan_app
  using (((select access.may('legal-aid:open')) and (origin_unit_id = any ((select access.units())::integer[])
      or exists (select 1 from cases.party p where p.id = party_id) or exists (select 1 from people.record r where r.id = record_id)))
    or (consent = 'given' and legal_aid.works_on(office_id, lawyer_id))
    or ((select access.may('legal-aid:follow')) and jurisdiction = (select access.jurisdiction())));
create policy matter_open on legal_aid.matter for insert to mizan_app
  with check ((select access.may('legal-aid:open')) and origin_unit_id = any ((select access.units())::integer[]) and state = 'screened');
-- Who merely knows of a matter changes nothing in it: not the police of a case in which a prisoner asked. The prison where the person is now may
-- record that the consent was taken back.
create policy matter_change on legal_aid.matter for update to mizan_app
  using (((select access.may('legal-aid:open')) and (origin_unit_id = any ((select access.units())::integer[])
      or (imprisonment_id is not null and (select access.may('custody:keep-sureties'))
        and (exists (select 1 from cases.party p where p.id = party_id) or exists (select 1 from people.record r where r.id = record_id)))))
    or (consent = 'given' and legal_aid.works_on(office_id, lawyer_id))
    or ((select access.may('legal-aid:follow')) and jurisdiction = (select access.jurisdiction())));

create policy brief_read on legal_aid.brief for select to mizan_app
  using (exists (select 1 from legal_aid.matter m where m.id = matter_id and (m.origin_unit_id = any ((select access.units())::integer[])
    or (m.consent = 'given' and legal_aid.works_on(m.office_id, m.lawyer_id)) or (select access.may('legal-aid:follow')))));
create policy brief_write on legal_aid.brief for insert to mizan_app
  with check (exists (select 1 from legal_aid.matter m where m.id = matter_id and m.origin_unit_id = any ((select access.units())::integer[])));
create policy brief_change on legal_aid.brief for update to mizan_app
  using (exists (select 1 from legal_aid.matter m where m.id = matter_id and ((select access.may('legal-aid:follow'))
    or (m.state = 'screened' and m.origin_unit_id = any ((select access.units())::integer[])))));

create policy act_read on legal_aid.act for select to mizan_app
  using (exists (select 1 from legal_aid.matter m where m.id = matter_id and m.consent = 'given' and legal_aid.works_on(m.office_id, m.lawyer_id)));
create policy act_write on legal_aid.act for insert to mizan_app
  with check (exists (select 1 from legal_aid.matter m where m.id = matter_id and m.consent = 'given' and (legal_aid.works_on(m.office_id, m.lawyer_id)
    or (kind = 'court' and (select access.may('legal-aid:follow'))))));

-- The one course of a matter, and whose step each is.
create function legal_aid.keep_matter() returns trigger language plpgsql set search_path = pg_catalog as $$
declare
  fixed text[] := array['id', 'jurisdiction', 'number', 'case_id', 'party_id', 'origin', 'reason', 'child', 'opened_on',
    'opened_by', 'opened_at'];
begin
  if current_user <> 'mizan_app' then return new; end if;
  if (select jsonb_object_agg(k, to_jsonb(new) -> k) from unnest(fixed) k) is distinct from (select jsonb_object_agg(k, to_jsonb(old) -> k) from unnest(fixed) k)
    or new.origin_unit_id <> old.origin_unit_id and not access.may('legal-aid:follow')
    or old.state in ('closed', 'declined', 'withdrawn')
    or old.consent = 'given' and new.consent not in ('given', 'withdrawn')
    or not (new.state = old.state or (old.state, new.state) in (('screened', 'accepted'), ('screened', 'declined'), ('screened', 'withdrawn'),
      ('accepted', 'assigned'), ('accepted', 'closed'), ('accepted', 'withdrawn'), ('assigned', 'closed'), ('assigned', 'withdrawn'))) then
    raise exception 'A matter keeps to its course' using errcode = 'check_violation';
  end if;
  if new.state in ('accepted', 'assigned', 'closed') and (new.state, new.lawyer_id, new.outcome, new.power_on) is distinct from (old.state, old.lawyer_id, old.outcome, old.power_on)
    and not legal_aid.works_on(new.office_id, old.lawyer_id) then
    raise exception 'new row violates row-level security policy: legal aid takes this step' using errcode = '42501';
  end if;
  return new;
end $$;
create trigger keep_matter before update on legal_aid.matter for each row execute function legal_aid.keep_matter();

create function legal_aid.offices() returns table (id integer, code text, name_en text, name_ur text, district_id integer)
language sql stable set search_path = pg_catalog as $$
  select u.id, u.code, u.name_en, u.name_ur, (select r.ancestor_id from units.reach r join units.unit d on d.id = r.ancestor_id and d.kind = 'district'
      where r.hierarchy = 'territory' and r.descendant_id = u.id limit 1)
    from units.current_unit u join units.unit x on x.id = u.id and x.attributes @> '{"legalAid": true}' where u.jurisdiction = access.jurisdiction()
$$;
comment on function legal_aid.offices is 'Legal-aid offices of the province: the District Legal Empowerment Committees, as far as they are set up as units';

-- Names of those who work for an office: for the office, which assigns them, and for whom it told of them.
create function legal_aid.lawyers(p_office integer) returns table (id uuid, name_en text, name_ur text)
language sql stable security definer set search_path = pg_catalog as $$
  select distinct a.id, a.name_en, a.name_ur from access.grant g join identity.account a on a.id = g.account_id
   where g.post_code = 'legal-aid-lawyer' and g.unit_id = p_office and p_office = any (access.units()) and access.may('legal-aid:coordinate')
     and g.revoked_at is null and g.refused_at is null and g.valid_from <= now() and (g.valid_to is null or g.valid_to > now())
   order by a.name_en
$$;
create function legal_aid.name_of(p_account uuid) returns table (name_en text, name_ur text)
language sql stable security definer set search_path = pg_catalog as $$
  select a.name_en, a.name_ur from identity.account a where a.id = p_account
    and (access.may('legal-aid:open') or access.may('legal-aid:work')) and (a.id = access.account() or exists (select 1 from legal_aid.matter m where m.lawyer_id = a.id
      and (m.origin_unit_id = any (access.units()) or m.office_id = any (access.units()) or exists (select 1 from cases.party p where p.id = m.party_id and p.units && access.units())))
      or exists (select 1 from legal_aid.act c join legal_aid.matter m on m.id = c.matter_id where c.by_account = a.id and m.office_id = any (access.units())))
$$;
revoke execute on function legal_aid.lawyers, legal_aid.name_of from public;
grant execute on function legal_aid.lawyers, legal_aid.name_of to mizan_app;

-- The referrals of prisons so far become matters, and their table goes: what was sent to a lawyer in person and not answered is with the
-- prison again, consent and brief in hand, so that it is offered to the office and not lost.
alter table legal_aid.matter disable trigger user;
alter table legal_aid.brief disable trigger user;
with old as (
  select r.*, i.record_id, w.id as warrant_id, w.case_id, w.party_id, w.court_id,
      (select o.id from units.unit o join units.reach ro on ro.hierarchy = 'territory' and ro.descendant_id = o.id
        join units.unit d on d.id = ro.ancestor_id and d.kind = 'district' join units.reach rp on rp.hierarchy = 'territory' and rp.ancestor_id = d.id and rp.descendant_id = r.prison_id
        where o.attributes @> '{"legalAid": true}' limit 1) as office,
      row_number() over (partition by r.imprisonment_id order by r.state in ('sent', 'accepted') desc, r.sent_at desc) as n
    from custody.legal_aid_referral r join custody.imprisonment i on i.id = r.imprisonment_id
    left join lateral (select x.* from custody.warrant x where x.imprisonment_id = i.id and x.state = 'in-force' order by x.issued_on, x.id limit 1) w on true),
put as (
  insert into legal_aid.matter (id, jurisdiction, record_id, case_id, party_id, imprisonment_id, warrant_id, origin, origin_unit_id, reason, route, consent,
      consent_how, consent_on, consent_witness, office_id, state, holder_unit_id, lawyer_id, accepted_on, power_on, outcome, closed_on, opened_on, opened_by, opened_at)
    select id, jurisdiction, record_id, case n when 1 then case_id end, case n when 1 then party_id end, imprisonment_id, case n when 1 then warrant_id end,
        'prison', prison_id, reason, route, case state when 'withdrawn' then 'withdrawn' else 'given' end, consent_how, consent_on, consent_witness,
        case when taken then office end, case when state = 'withdrawn' then 'withdrawn' when not taken then 'screened' when state = 'closed' then 'closed'
          when lawyer_id is null then 'accepted' else 'assigned' end,
        case when taken then office else prison_id end, case when taken then lawyer_id end, case when taken then coalesce(answered_at::date, sent_at::date) end,
        power_on, case when taken and state = 'closed' then 'other' end, case when taken and state = 'closed' then ended_on end, sent_at::date, sent_by, sent_at
      from (select *, office is not null and state in ('accepted', 'closed') as taken from old) o returning id)
insert into legal_aid.brief (matter_id, jurisdiction, needs, told, words)
  select id, jurisdiction, case reason when 'no-lawyer' then array['no-lawyer'] else '{}' end,
    told || jsonb_build_object('place', coalesce(told -> 'prison', '{"en": "", "ur": ""}'), 'cases', coalesce(told -> 'cases', '[]')), concat_ws(' — ', words, answer, outcome) from custody.legal_aid_referral;
alter table legal_aid.matter enable trigger user;
alter table legal_aid.brief enable trigger user;
insert into audit.entry (act, subject, detail)
  select 'referrals-carried', 'legal_aid.matter', jsonb_build_object('rows', count(*)) from legal_aid.matter having count(*) > 0;

create or replace function custody.carry_sureties() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  update custody.surety_step s set prison_id = new.prison_id from custody.surety x where x.id = s.surety_id and x.imprisonment_id = new.follows;
  update custody.surety set imprisonment_id = new.id, prison_id = new.prison_id where imprisonment_id = new.follows;
  update custody.bail_obstacle set imprisonment_id = new.id, prison_id = new.prison_id where imprisonment_id = new.follows;
  update custody.bail_notice set imprisonment_id = new.id, prison_id = new.prison_id where imprisonment_id = new.follows;
  update custody.bail_petition set imprisonment_id = new.id, prison_id = new.prison_id where imprisonment_id = new.follows;
  return null;
end $$;
drop function custody.legal_aid_lawyer(uuid), custody.legal_aid_lawyers();
drop table custody.legal_aid_referral;
drop function custody.keep_referral();
