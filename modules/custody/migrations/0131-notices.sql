-- needs: identity units documents workflow access cases people
-- Notices drawn up from a template for one prisoner, signed and frozen; and the dispatch register: to whom each went, how, and what came
-- back. The system itself sends nothing. Numbers of the register are given by the database, without gaps in a prison and year.
create table custody.notice (
  id uuid primary key default gen_random_uuid(),
  jurisdiction text not null,
  prison_id integer not null references units.unit,
  imprisonment_id uuid not null,
  kind text not null check (kind in ('family-admission', 'family-transfer', 'family-illness', 'family-death', 'consulate-arrest',
    'consulate-death', 'bail-reminder', 'bail-escalation', 'mercy-petition', 'mercy-covering', 'jail-appeal')),
  duty_id uuid references custody.duty,
  template jsonb not null,
  facts jsonb not null,
  to_en text not null check (to_en <> ''),
  to_ur text not null check (to_ur <> ''),
  subject_en text not null,
  subject_ur text not null,
  body_en text not null,
  body_ur text not null,
  free_en text,
  free_ur text,
  medical boolean not null default false,
  hash text not null,
  document_id uuid,
  version integer check (version > 0),
  number text not null,
  state text not null default 'signed' check (state in ('signed', 'sent', 'withdrawn')),
  signed_by uuid not null default access.account() references identity.account,
  signed_post text not null,
  signed_at timestamptz not null default clock_timestamp(),
  withdrawn_by uuid references identity.account,
  withdrawn_at timestamptz,
  withdrawn_why text,
  foreign key (imprisonment_id, prison_id) references custody.imprisonment (id, prison_id),
  unique (id, prison_id, imprisonment_id),
  check (subject_en || subject_ur || body_en || body_ur !~ '[{}]'),
  check ((free_en is null) = (free_ur is null)),
  check ((document_id is null) = (version is null)),
  check (not medical or (kind = 'family-illness' and free_en is null)),
  check ((state = 'withdrawn') = (withdrawn_by is not null) and (withdrawn_by is null) = (withdrawn_why is null)
    and (withdrawn_by is null) = (withdrawn_at is null))
);
comment on table custody.notice is 'A notice drawn up for one prisoner from a template: its words as they were signed, never altered';
comment on column custody.notice.duty_id is 'The step of a matter that sending it fulfils';
comment on column custody.notice.template is 'Which wording it was drawn up from: province, prison where it is the prison''s own, and first day';
comment on column custody.notice.facts is 'What stood in each placeholder, in both languages';
comment on column custody.notice.free_en is 'The one paragraph the officer added, marked as such on the sheet';
comment on column custody.notice.medical is 'The medical officer added words of their own, kept apart';
comment on column custody.notice.document_id is 'The sheet as it was printed; empty only of what was loaded from older books';
comment on column custody.notice.hash is 'Fingerprint of addressee, subject, body and the added paragraph';
create index notice_by_imprisonment on custody.notice (imprisonment_id, signed_at desc);
create index notice_by_prison on custody.notice (prison_id, signed_at desc);
create index notice_to_send on custody.notice (prison_id) where state = 'signed';
create index notice_by_duty on custody.notice (duty_id) where duty_id is not null;

-- What a medical officer tells a family of an illness is read by those who may open the file, and by nobody who carries the letter.
create table custody.notice_medical (
  id uuid primary key references custody.notice,
  jurisdiction text not null,
  prison_id integer not null references units.unit,
  imprisonment_id uuid not null references custody.imprisonment,
  words_en text not null check (words_en <> ''),
  words_ur text not null check (words_ur <> '')
);
comment on table custody.notice_medical is 'The medical officer''s own words in a notice to a family';
create index notice_medical_by_imprisonment on custody.notice_medical (imprisonment_id);

create table custody.dispatch (
  id uuid primary key default gen_random_uuid(),
  jurisdiction text not null,
  prison_id integer not null references units.unit,
  imprisonment_id uuid not null references custody.imprisonment,
  notice_id uuid not null,
  year integer not null,
  number integer not null check (number > 0),
  to_whom text not null check (to_whom <> ''),
  how text not null check (how in ('post', 'registered-post', 'by-hand', 'telephone', 'e-mail')),
  particulars text,
  sent_on date not null,
  sent_by uuid not null default access.account() references identity.account,
  sent_at timestamptz not null default clock_timestamp(),
  outcome text check (outcome in ('received', 'returned')),
  outcome_on date,
  outcome_words text,
  outcome_by uuid references identity.account,
  outcome_at timestamptz,
  unique (prison_id, year, number),
  foreign key (notice_id, prison_id, imprisonment_id) references custody.notice (id, prison_id, imprisonment_id),
  check (how in ('by-hand', 'post') or particulars is not null),
  check ((outcome is null) = (outcome_on is null) and (outcome is null) = (outcome_by is null) and (outcome is null) = (outcome_at is null)),
  check (outcome <> 'returned' or outcome_words is not null),
  check (outcome_on >= sent_on)
);
comment on table custody.dispatch is 'The dispatch register: every sending of a notice, numbered without gaps in a prison and year';
comment on column custody.dispatch.how is 'By which way outside the system; e-mail too is sent by hand, the system sends nothing';
comment on column custody.dispatch.particulars is 'Number of the postal receipt, telephone number, address of the e-mail';
comment on column custody.dispatch.outcome_words is 'Who took it in, or why it came back';
create index dispatch_by_notice on custody.dispatch (notice_id, number desc);
create index dispatch_by_imprisonment on custody.dispatch (imprisonment_id);
create index dispatch_by_day on custody.dispatch (prison_id, sent_on);
create index dispatch_returned on custody.dispatch (prison_id) where outcome = 'returned';

-- What is owed on paper: found for the home page without reading any other duty.
create index duty_notice on custody.duty (prison_id, matter_id)
  where state = 'open' and code in ('family-told', 'consul-told', 'appeal', 'supreme-court', 'mercy');
create index duty_before on custody.duty (matter_id, before_code) where before_code is not null and state in ('open', 'aside-proposed');

alter table custody.counter drop constraint counter_register_check;
alter table custody.counter add constraint counter_register_check check (register in ('admission', 'property', 'dispatch'));

create function custody.keep_notice() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if current_user <> 'mizan_app' then return new; end if;
  if tg_op = 'INSERT' then
    new.signed_by := access.account();
    new.signed_at := clock_timestamp();
    if new.state <> 'signed' or new.document_id is null then
      raise exception 'A notice is signed first' using errcode = 'check_violation', constraint = 'notice_state';
    end if;
    return new;
  end if;
  if old.state <> 'signed' or new.state <> 'withdrawn' or (to_jsonb(new) - array['state', 'withdrawn_by', 'withdrawn_at', 'withdrawn_why'])
      is distinct from (to_jsonb(old) - array['state', 'withdrawn_by', 'withdrawn_at', 'withdrawn_why']) then
    raise exception 'What was signed is not altered; before it is sent it can be withdrawn' using errcode = 'check_violation', constraint = 'notice_state';
  end if;
  new.withdrawn_by := access.account();
  new.withdrawn_at := clock_timestamp();
  return new;
end $$;
create trigger keep_notice before insert or update on custody.notice for each row execute function custody.keep_notice();

-- The number is taken in the transaction that sends: two who send at once come one after the other, and a refused one leaves no gap.
create function custody.number_dispatch() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare
  of_notice custody.notice;
begin
  select n.* into of_notice from custody.notice n where n.id = new.notice_id for update;
  if of_notice.state not in ('signed', 'sent') then
    raise exception 'Withdrawn notices are not sent' using errcode = 'check_violation', constraint = 'dispatch_state';
  end if;
  if new.sent_on > workflow.today() or new.sent_on < (of_notice.signed_at at time zone 'Asia/Karachi')::date then
    raise exception 'Sent between the day it was signed and today' using errcode = 'check_violation', constraint = 'dispatch_day';
  end if;
  new.sent_by := access.account();
  new.sent_at := clock_timestamp();
  new.outcome := null;
  new.outcome_on := null;
  new.outcome_words := null;
  new.outcome_by := null;
  new.outcome_at := null;
  new.year := extract(year from workflow.today())::integer;
  insert into custody.counter as c (prison_id, register, year, last) values (new.prison_id, 'dispatch', new.year, 1)
    on conflict (prison_id, register, year) do update set last = c.last + 1 returning c.last into new.number;
  update custody.notice set state = 'sent' where id = new.notice_id and state = 'signed';
  return new;
end $$;
create trigger number_dispatch before insert on custody.dispatch for each row execute function custody.number_dispatch();

create function custody.keep_dispatch() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if current_user <> 'mizan_app' then return new; end if;
  if old.outcome is not null or new.outcome is null or (to_jsonb(new) - array['outcome', 'outcome_on', 'outcome_words', 'outcome_by', 'outcome_at'])
      is distinct from (to_jsonb(old) - array['outcome', 'outcome_on', 'outcome_words', 'outcome_by', 'outcome_at']) then
    raise exception 'An entry stays as it was made; what came back is added once' using errcode = 'check_violation', constraint = 'dispatch_outcome';
  end if;
  new.outcome_by := access.account();
  new.outcome_at := clock_timestamp();
  return new;
end $$;
create trigger keep_dispatch before update on custody.dispatch for each row execute function custody.keep_dispatch();
revoke execute on function custody.keep_notice, custody.number_dispatch, custody.keep_dispatch from public;

select audit.watch('custody.notice'), audit.watch('custody.dispatch');
create trigger audit_write after insert or update or delete on custody.notice_medical for each row execute function custody.record_health();
select access.protect('custody.notice'), access.protect('custody.notice_medical', 'select, insert'), access.protect('custody.dispatch');
-- The medical officers see and sign what tells a family of an illness, and no other notice.
create policy notice_read on custody.notice for select to mizan_app
  using (prison_id = any ((select access.units())::integer[]) and (select access.may('custody:read-notices'))
    and (kind = 'family-illness' or not (select access.may('custody:treat'))));
create policy notice_add on custody.notice for insert to mizan_app
  with check (prison_id = any ((select access.units())::integer[]) and (select access.may('custody:sign-notice'))
    and (kind = 'family-illness' or not (select access.may('custody:treat'))) and (not medical or (select access.may('custody:treat'))));
create policy notice_change on custody.notice for update to mizan_app
  using (prison_id = any ((select access.units())::integer[]) and (select access.may('custody:sign-notice'))
    and (kind = 'family-illness' or not (select access.may('custody:treat'))));
create policy notice_medical_read on custody.notice_medical for select to mizan_app
  using (prison_id = any ((select access.units())::integer[]) and (select access.may('custody:read-health'))
    and exists (select 1 from custody.health_file f where f.imprisonment_id = notice_medical.imprisonment_id));
create policy notice_medical_add on custody.notice_medical for insert to mizan_app
  with check (prison_id = any ((select access.units())::integer[]) and (select access.may('custody:treat'))
    and exists (select 1 from custody.health_file f where f.imprisonment_id = notice_medical.imprisonment_id));
create policy dispatch_read on custody.dispatch for select to mizan_app
  using (prison_id = any ((select access.units())::integer[]) and (select access.may('custody:read-notices'))
    and exists (select 1 from custody.notice n where n.id = notice_id));
create policy dispatch_add on custody.dispatch for insert to mizan_app
  with check (prison_id = any ((select access.units())::integer[]) and (select access.may('custody:dispatch-notice')));
create policy dispatch_change on custody.dispatch for update to mizan_app
  using (prison_id = any ((select access.units())::integer[]) and (select access.may('custody:dispatch-notice')));

-- A reminder is written where it is sent and nowhere else.
alter table custody.bail_notice add column dispatch_id uuid references custody.dispatch;
comment on column custody.bail_notice.dispatch_id is 'The entry of the dispatch register by which it went; empty for what went before there was one';
create index bail_notice_by_dispatch on custody.bail_notice (dispatch_id) where dispatch_id is not null;
alter policy bail_notice_add on custody.bail_notice
  with check (prison_id = any ((select access.units())::integer[]) and (select access.may('custody:keep-sureties'))
    and exists (select 1 from custody.dispatch d where d.id = dispatch_id and d.imprisonment_id = bail_notice.imprisonment_id
      and d.to_whom = bail_notice.to_whom and d.sent_on = bail_notice.sent_on));
