-- needs: identity people units access workflow audit
-- Fingerprints. A template belongs to the stay in which it was taken, as a record belongs to what one source said: when two persons turn
-- out to be one, or one to be two, no template has to be moved. It is sealed with a key that is not in the database, no screen and no
-- endpoint reads it, and only the function below hands it to the matcher, writing down each time who had it compared.
create table custody.finger (
  id uuid primary key default gen_random_uuid(),
  jurisdiction text not null,
  prison_id integer not null references units.unit,
  imprisonment_id uuid not null,
  finger smallint not null check (finger between 1 and 10),
  state text not null check (state in ('enrolled', 'missing', 'erased')),
  missing_why text check (missing_why in ('amputated', 'injured', 'bandaged', 'refused')),
  edition smallint check (edition in (2005, 2011)),
  quality smallint check (quality between 0 and 100),
  minutiae smallint,
  digest text check (digest ~ '^[0-9a-f]{64}$'),
  device text,
  words text,
  entered_by uuid not null default access.account() references identity.account,
  entered_at timestamptz not null default clock_timestamp(),
  foreign key (imprisonment_id, prison_id) references custody.imprisonment (id, prison_id),
  check ((state = 'missing') = (missing_why is not null)),
  check ((state = 'enrolled') = (digest is not null) and (state = 'enrolled') = (edition is not null)
    and (state = 'enrolled') = (minutiae is not null) and (state = 'enrolled') = (device is not null)),
  check (state <> 'erased' or words is not null)
);
comment on table custody.finger is 'What is on record of one finger: enrolled, missing and why, or erased on which order. Never changed: the latest row of a finger counts';
comment on column custody.finger.finger is 'ISO/IEC 19794-2: 1 right thumb to 5 right little, 6 left thumb to 10 left little';
comment on column custody.finger.quality is '0 to 100 as the reader gave it; null when it gave none';
comment on column custody.finger.digest is 'SHA-256 of the template, by which a use of it can be told without it';
create index finger_by_imprisonment on custody.finger (imprisonment_id, finger, entered_at desc);

create table custody.finger_template (
  finger_id uuid primary key references custody.finger,
  jurisdiction text not null,
  sealed bytea not null
);
comment on table custody.finger_template is 'The template itself, ISO/IEC 19794-2, sealed with biometric.key (AES-256-GCM). The application may add one and read none';

create table custody.finger_use (
  id uuid primary key default gen_random_uuid(),
  jurisdiction text not null,
  prison_id integer not null references units.unit,
  imprisonment_id uuid not null,
  digests text[] not null,
  used_by uuid not null references identity.account,
  used_at timestamptz not null default clock_timestamp(),
  foreign key (imprisonment_id, prison_id) references custody.imprisonment (id, prison_id)
);
comment on table custody.finger_use is 'Each time templates were handed to the matcher: of whom, which, by whom';
create index finger_use_by_imprisonment on custody.finger_use (imprisonment_id, used_at desc);

create table custody.finger_check (
  id uuid primary key default gen_random_uuid(),
  jurisdiction text not null,
  prison_id integer not null references units.unit,
  imprisonment_id uuid not null,
  result text not null check (result in ('matched', 'not-matched', 'could-not', 'no-device')),
  why text check (why in ('no-reader', 'not-read', 'quality', 'not-enrolled', 'no-matcher', 'no-threshold', 'no-answer', 'unclear')),
  matcher text,
  matcher_version text,
  score numeric,
  match_from numeric,
  mismatch_below numeric,
  probe_digest text check (probe_digest ~ '^[0-9a-f]{64}$'),
  device text,
  checked_by uuid not null default access.account() references identity.account,
  checked_at timestamptz not null default clock_timestamp(),
  foreign key (imprisonment_id, prison_id) references custody.imprisonment (id, prison_id),
  check ((result in ('could-not', 'no-device')) = (why is not null)),
  check ((result = 'no-device') = (coalesce(why, '') = 'no-reader')),
  -- What decides was said by a matcher, with its score and the thresholds of that day beside it.
  check (result not in ('matched', 'not-matched') or (matcher is not null and matcher <> 'none' and matcher_version is not null
    and probe_digest is not null and score is not null and match_from is not null and mismatch_below is not null)),
  check (result <> 'matched' or score >= match_from),
  check (result <> 'not-matched' or score < mismatch_below)
);
comment on table custody.finger_check is 'A finger compared at the gate, or why it could not be: score, thresholds and matcher as they were';
comment on column custody.finger_check.why is 'Why nothing was found; unclear: the score lay between the two thresholds';
create index finger_check_by_imprisonment on custody.finger_check (imprisonment_id, checked_at desc);
create index finger_check_by_prison on custody.finger_check (prison_id, checked_at desc);

-- A finger that decides is a comparison like one by eye; a comparison by eye says beside itself why no finger decided.
alter table custody.identity_check add column finger_check_id uuid references custody.finger_check;
comment on column custody.identity_check.finger_check_id is 'The finger that decided; of a comparison by eye, the attempt that could not';
create unique index identity_check_by_finger on custody.identity_check (finger_check_id) where finger_check_id is not null;
alter table custody.identity_check drop constraint identity_check_compared_check;
alter table custody.identity_check add constraint identity_check_compared_check
  check (cardinality(compared) > 0 and (compared <@ array['photograph', 'answers', 'marks'] or compared = array['finger']));
alter table custody.identity_check drop constraint identity_check_check;
alter table custody.identity_check add constraint identity_check_note
  check (outcome = 'same' or note is not null or compared = array['finger']);

create function custody.keep_finger_in_check() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare
  attempt custody.finger_check;
begin
  if new.finger_check_id is null then
    if 'finger' = any (new.compared) then
      raise exception 'Nobody is known by a finger that was not compared' using errcode = 'check_violation';
    end if;
    return new;
  end if;
  select * into attempt from custody.finger_check f where f.id = new.finger_check_id;
  if attempt.imprisonment_id is distinct from new.imprisonment_id or attempt.checked_by is distinct from new.checked_by
    or new.compared = array['finger'] and attempt.result is distinct from (case new.outcome when 'same' then 'matched' else 'not-matched' end)
    or new.compared <> array['finger'] and attempt.result not in ('could-not', 'no-device') then
    raise exception 'The comparison does not say what the finger said' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger keep_finger_in_check before insert on custody.identity_check for each row execute function custody.keep_finger_in_check();

-- Each crossing of the gate and the one comparison that decided it. How is taken from that comparison, not from who writes.
create table custody.gate_crossing (
  id uuid primary key default gen_random_uuid(),
  jurisdiction text not null,
  prison_id integer not null references units.unit,
  imprisonment_id uuid not null,
  kind text not null check (kind in ('court', 'hospital', 'leave', 'transfer', 'release', 'return')),
  how text not null check (how in ('finger', 'eye', 'none')),
  why_eye text check (why_eye in ('no-device', 'could-not', 'not-tried')),
  check_id uuid references custody.identity_check,
  recorded_by uuid not null default access.account() references identity.account,
  at timestamptz not null default clock_timestamp(),
  foreign key (imprisonment_id, prison_id) references custody.imprisonment (id, prison_id),
  check ((how = 'none') = (check_id is null)),
  check ((how = 'eye') = (why_eye is not null))
);
comment on table custody.gate_crossing is 'Who went through the gate, and whether they were compared: by finger, by eye and why not by finger, or not at all';
comment on column custody.gate_crossing.why_eye is 'no-device: no reader is connected; could-not: a finger was tried in vain; not-tried: there is a reader and it was not used';
create unique index gate_crossing_check_once on custody.gate_crossing (check_id) where check_id is not null;
create index gate_crossing_by_imprisonment on custody.gate_crossing (imprisonment_id, at desc);
create index gate_crossing_by_prison on custody.gate_crossing (prison_id, at);

create function custody.decide_crossing() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare
  standing text;
  decided custody.identity_check;
  attempt text;
begin
  -- The owner, who loads what was decided elsewhere, says so in the row.
  if access.account() is null then return new; end if;
  standing := custody.identity_of(new.imprisonment_id);
  if standing = 'mistaken' then
    raise exception 'Another person was found under this number' using errcode = 'check_violation';
  end if;
  new.at := clock_timestamp();
  new.check_id := null;
  new.why_eye := null;
  if standing <> 'known' then new.how := 'none'; return new; end if;
  select c.* into decided from custody.identity_check c where c.imprisonment_id = new.imprisonment_id order by c.checked_at desc limit 1;
  new.check_id := decided.id;
  if decided.compared = array['finger'] then new.how := 'finger'; return new; end if;
  select f.result into attempt from custody.finger_check f where f.id = decided.finger_check_id;
  new.how := 'eye';
  new.why_eye := coalesce(attempt, 'not-tried');
  return new;
end $$;
create trigger decide_crossing before insert on custody.gate_crossing for each row execute function custody.decide_crossing();

-- Whoever went through the gate since was out of sight, and is compared anew.
create or replace function custody.identity_of(p_imprisonment uuid) returns text language sql stable set search_path = pg_catalog as $$
  select case
    when exists (select 1 from custody.identity_check c where c.imprisonment_id = p_imprisonment and c.outcome = 'not-same' and c.settled_at is null)
      then 'mistaken'
    when (select c.outcome = 'same' and c.checked_at > clock_timestamp() - interval '30 minutes'
              and not exists (select 1 from custody.gate_crossing g where g.imprisonment_id = p_imprisonment and g.at > c.checked_at)
            from custody.identity_check c where c.imprisonment_id = p_imprisonment order by c.checked_at desc limit 1) then 'known'
    else 'unknown' end
$$;

create function custody.depart_only_the_known() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if access.account() is not null and new.state = 'on-road' and old.state <> 'on-road' and custody.identity_of(new.imprisonment_id) <> 'known' then
    raise exception 'Nobody departs who was not compared with the register' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger depart_only_the_known before update of state on custody.transfer for each row execute function custody.depart_only_the_known();

-- What a province asks at each crossing, and from which score on its matcher is believed. Dated, and never changed: a later row counts.
create table custody.gate_rule (
  jurisdiction text not null,
  kind text not null check (kind in ('court', 'hospital', 'leave', 'return')),
  from_on date not null,
  demand text not null check (demand in ('demanded', 'recorded')),
  basis_en text not null,
  basis_ur text not null,
  refer boolean not null default true,
  primary key (jurisdiction, kind, from_on)
);
comment on table custody.gate_rule is 'Whether nobody goes through uncompared, or only that they were not compared is recorded; who leaves for good or for another prison is always compared';
comment on column custody.gate_rule.refer is 'No order was at hand: to be confirmed by the department before it is relied on';
insert into custody.gate_rule (jurisdiction, kind, from_on, demand, basis_en, basis_ur)
select j, kind, '2019-01-01', demand, 'Departmental configuration; no order on comparison at the gate was at hand (REFER)',
       'محکمانہ ترتیب؛ گیٹ پر موازنے کا کوئی حکم دستیاب نہ تھا (رجوع کریں)'
  from (values ('PK-SD', 'court', 'recorded'), ('PK-SD', 'hospital', 'recorded'), ('PK-SD', 'leave', 'recorded'), ('PK-SD', 'return', 'recorded'),
               ('PK-PB', 'court', 'demanded'), ('PK-PB', 'hospital', 'recorded'), ('PK-PB', 'leave', 'demanded'), ('PK-PB', 'return', 'recorded')) r(j, kind, demand);

create table custody.finger_threshold (
  jurisdiction text not null,
  matcher text not null check (matcher <> 'none'),
  from_on date not null,
  match_from numeric not null,
  mismatch_below numeric not null check (mismatch_below <= match_from),
  least_quality smallint not null check (least_quality between 0 and 100),
  basis text not null,
  set_by uuid not null default access.account() references identity.account,
  set_at timestamptz not null default clock_timestamp(),
  primary key (jurisdiction, matcher, from_on)
);
comment on table custody.finger_threshold is 'From which score of a matcher on it is the same person, and below which it is another; between them nothing is decided';
comment on column custody.finger_threshold.basis is 'The measurement or order the figures come from';

create table custody.finger_law (
  code text not null check (code in ('take', 'keep')),
  jurisdiction text not null,
  from_on date not null,
  text_en text not null,
  text_ur text not null,
  refer boolean not null default true,
  primary key (code, jurisdiction, from_on)
);
comment on table custody.finger_law is 'By which law fingers are taken, and when what was taken is destroyed';
insert into custody.finger_law (code, jurisdiction, from_on, text_en, text_ur) values
  ('take', 'PK', '1920-09-09', 'Identification of Prisoners Act 1920 ss. 3, 4: measurements, finger impressions among them, of convicts and of persons arrested for graver offences (general knowledge). Whether a prison takes them of everyone under trial: REFER',
   'ایکٹ شناختِ اسیران 1920 دفعات 3، 4: سزا یافتگان اور سنگین جرائم میں گرفتار افراد کی پیمائش بشمول نشاناتِ انگشت (عمومی علم)۔ آیا جیل ہر زیرِ سماعت کے نشانات لے: رجوع کریں'),
  ('keep', 'PK', '1920-09-09', 'The same Act s. 7: of a person not convicted before who is discharged, acquitted or released without trial they are destroyed, unless a court or magistrate directs otherwise in writing (general knowledge): REFER. Nothing is erased by itself; each erasure names its order',
   'اسی ایکٹ کی دفعہ 7: جو پہلے سزا یافتہ نہ ہو اور بری یا ڈسچارج ہو یا بغیر سماعت رہا ہو، اس کے نشانات تلف کیے جائیں گے، سوائے اس کے کہ عدالت یا مجسٹریٹ تحریری طور پر کچھ اور حکم دے (عمومی علم): رجوع کریں۔ خود بخود کچھ تلف نہیں ہوتا؛ ہر تلفی اپنا حکم بتاتی ہے');

select audit.watch('custody.finger'), audit.watch('custody.finger_use'), audit.watch('custody.finger_check'), audit.watch('custody.gate_crossing'),
       audit.watch('custody.gate_rule', 'kind'), audit.watch('custody.finger_threshold', 'matcher'), audit.watch('custody.finger_law', 'code');
-- That a template came or went is audited; not even its sealed bytes are copied there.
create function custody.record_finger_template() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  insert into audit.entry (act, subject, subject_ids, detail)
  values (lower(tg_op), 'custody.finger_template', array[coalesce(new.finger_id, old.finger_id)::text],
    jsonb_build_object('sealed', encode(sha256(coalesce(new.sealed, old.sealed)), 'hex')));
  return null;
end $$;
create trigger audit_write after insert or update or delete on custody.finger_template for each row execute function custody.record_finger_template();

select access.protect('custody.finger', 'select, insert'), access.protect('custody.finger_template', 'insert'),
       access.protect('custody.finger_use', 'select'), access.protect('custody.finger_check', 'select, insert'),
       access.protect('custody.gate_crossing', 'select, insert'), access.protect('custody.gate_rule', 'select, insert'),
       access.protect('custody.finger_threshold', 'select, insert'), access.protect('custody.finger_law', 'select');
create policy finger_read on custody.finger for select to mizan_app
  using (prison_id = any ((select access.units())::integer[]) and (select access.may('custody:check-identity')));
create policy finger_add on custody.finger for insert to mizan_app
  with check (prison_id = any ((select access.units())::integer[]) and entered_by = access.account() and state <> 'erased'
    and (select access.may('custody:enrol-finger')));
-- Only to the finger one has just entered oneself.
create policy finger_template_add on custody.finger_template for insert to mizan_app
  with check ((select access.may('custody:enrol-finger')) and exists (select 1 from custody.finger f
    where f.id = finger_id and f.state = 'enrolled' and f.entered_by = access.account()));
create policy finger_use_read on custody.finger_use for select to mizan_app
  using (prison_id = any ((select access.units())::integer[]) and (select access.may('custody:read-gate-checks')));
create policy finger_check_read on custody.finger_check for select to mizan_app
  using (prison_id = any ((select access.units())::integer[])
    and ((select access.may('custody:check-identity')) or (select access.may('custody:read-gate-checks'))));
create policy finger_check_add on custody.finger_check for insert to mizan_app
  with check (prison_id = any ((select access.units())::integer[]) and checked_by = access.account() and (select access.may('custody:check-identity')));
create policy gate_crossing_read on custody.gate_crossing for select to mizan_app
  using (prison_id = any ((select access.units())::integer[]) and (select access.may('custody:read-prisoner')));
create policy gate_crossing_add on custody.gate_crossing for insert to mizan_app
  with check (prison_id = any ((select access.units())::integer[]) and recorded_by = access.account()
    and ((select access.may('custody:move')) or (select access.may('custody:let-out')) or (select access.may('custody:depart-transfer'))
      or (select access.may('custody:produce')) or (select access.may('custody:treat')) and kind in ('hospital', 'return')));
create policy gate_rule_read on custody.gate_rule for select to mizan_app using (true);
create policy gate_rule_add on custody.gate_rule for insert to mizan_app
  with check (jurisdiction = access.jurisdiction() and (select access.may('custody:set-gate-checks')));
create policy finger_threshold_read on custody.finger_threshold for select to mizan_app using (jurisdiction = access.jurisdiction());
create policy finger_threshold_add on custody.finger_threshold for insert to mizan_app
  with check (jurisdiction = access.jurisdiction() and (select access.may('custody:set-gate-checks')));
create policy finger_law_read on custody.finger_law for select to mizan_app using (true);

-- This stay and those it goes on from after transfers: what was taken of one prisoner under one custody.
create function custody.stays_of(p_imprisonment uuid) returns setof uuid language sql stable security definer set search_path = pg_catalog as $$
  with recursive stay(id, follows) as (
    select i.id, i.follows from custody.imprisonment i where i.id = p_imprisonment
    union
    select i.id, i.follows from stay s join custody.imprisonment i on i.id = s.follows)
  select id from stay
$$;
comment on function custody.stays_of is 'A stay and those that it continues after transfers';

create function custody.fingers_of(p_imprisonment uuid)
returns table (id uuid, finger smallint, state text, missing_why text, edition smallint, quality smallint, minutiae smallint, device text,
  words text, entered_by uuid, entered_at timestamptz)
language sql stable security definer set search_path = pg_catalog as $$
  select distinct on (f.finger) f.id, f.finger, f.state, f.missing_why, f.edition, f.quality, f.minutiae, f.device, f.words, f.entered_by, f.entered_at
    from custody.finger f
   where f.imprisonment_id in (select custody.stays_of(p_imprisonment))
     and access.may('custody:check-identity')
     and exists (select 1 from custody.imprisonment i where i.id = p_imprisonment and i.prison_id = any (access.units()))
   order by f.finger, f.entered_at desc
$$;
comment on function custody.fingers_of is 'What counts now of each finger of a prisoner, without the templates';

create function custody.finger_counts(p_prison integer) returns table (held integer, enrolled integer, kept integer)
language sql stable security definer set search_path = pg_catalog as $$
  select (select count(*)::integer from custody.imprisonment i where i.prison_id = p_prison and i.state = 'in'),
    (select count(*)::integer from custody.imprisonment i where i.prison_id = p_prison and i.state = 'in'
      and (exists (select 1 from custody.finger f join custody.finger_template t on t.finger_id = f.id where f.imprisonment_id = i.id)
        or i.follows is not null and exists (select 1 from custody.stays_of(i.follows) s(id) join custody.finger f on f.imprisonment_id = s.id
             join custody.finger_template t on t.finger_id = f.id))),
    (select count(*)::integer from custody.imprisonment i where i.prison_id = p_prison and i.state = 'released'
      and i.release_ground in ('acquittal', 'discharge')
      and exists (select 1 from custody.finger f join custody.finger_template t on t.finger_id = f.id where f.imprisonment_id = i.id))
   where p_prison = any (access.units()) and access.may('custody:read-gate-checks')
$$;
comment on function custody.finger_counts is 'Of a prison: who is held, of whom templates are kept, and of whom they are kept who left by acquittal or discharge';

create function custody.fingers_to_compare(p_imprisonment uuid) returns table (id uuid, finger smallint, sealed bytea)
language plpgsql security definer set search_path = pg_catalog as $$
declare
  stay custody.imprisonment;
  used text[];
begin
  select * into stay from custody.imprisonment i where i.id = p_imprisonment;
  if stay.id is null or stay.state <> 'in' or access.account() is null or not stay.prison_id = any (access.units())
    or not access.may('custody:check-identity') then
    raise exception 'Templates are compared at the gate of the prison that holds the prisoner' using errcode = 'insufficient_privilege';
  end if;
  select array_agg(x.digest order by x.finger) into used from custody.fingers_of(p_imprisonment) o join custody.finger x on x.id = o.id
   where o.state = 'enrolled';
  if used is null then return; end if;
  insert into custody.finger_use (jurisdiction, prison_id, imprisonment_id, digests, used_by)
  values (stay.jurisdiction, stay.prison_id, stay.id, used, access.account());
  return query select o.id, o.finger, t.sealed from custody.fingers_of(p_imprisonment) o join custody.finger_template t on t.finger_id = o.id
    where o.state = 'enrolled' order by o.finger;
end $$;
comment on function custody.fingers_to_compare is 'The sealed templates of a prisoner for the matcher; each call is written down';

create function custody.erase_fingers(p_imprisonment uuid, p_order text) returns integer
language plpgsql security definer set search_path = pg_catalog as $$
declare
  stay custody.imprisonment;
  gone integer;
begin
  select * into stay from custody.imprisonment i where i.id = p_imprisonment for no key update;
  if stay.id is null or access.account() is null or not stay.prison_id = any (access.units()) or not access.may('custody:erase-fingers') then
    raise exception 'Fingers are erased by who may, on an order' using errcode = 'insufficient_privilege';
  end if;
  insert into custody.finger (jurisdiction, prison_id, imprisonment_id, finger, state, words)
  select stay.jurisdiction, stay.prison_id, stay.id, x.finger, 'erased', p_order
    from (select distinct f.finger from custody.finger f join custody.finger_template t on t.finger_id = f.id
           where f.imprisonment_id in (select custody.stays_of(p_imprisonment))) x;
  get diagnostics gone = row_count;
  delete from custody.finger_template t using custody.finger f
   where f.id = t.finger_id and f.imprisonment_id in (select custody.stays_of(p_imprisonment));
  return gone;
end $$;
comment on function custody.erase_fingers is 'Destroys every template of a stay on a named order; that they were there stays on record';

revoke execute on function custody.stays_of, custody.fingers_of, custody.finger_counts, custody.fingers_to_compare, custody.erase_fingers from public;
grant execute on function custody.fingers_of, custody.finger_counts, custody.fingers_to_compare, custody.erase_fingers to mizan_app;
