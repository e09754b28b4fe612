-- needs: people access audit units
-- The registry whole: keys to find and to compare records by, decisions on who is one person, and the queue of pairs that a
-- person must look at. Keys are derived and may be rebuilt; what a source said never changes.
alter table people.record
  add column key_version integer not null default 0,
  add column name_forms text[] not null default '{}',
  add column father_tokens text[] not null default '{}',
  add column phone_key text,
  add column district text,
  add column verified text[] not null default '{}' check (verified <@ array['cnic', 'sex']);
comment on column people.record.key_version is 'Version of the name keys beside it; another number than the program''s means they must be rebuilt';
comment on column people.record.name_forms is 'Each name and alias whole, normalised in its own script';
comment on column people.record.father_tokens is 'Consonant skeletons of the father''s name';
comment on column people.record.phone_key is 'Last ten digits of the telephone number';
comment on column people.record.verified is 'What an officer checked against a document: only verified facts can forbid a link';
create index record_by_form on people.record using gin (name_forms);
create index record_by_father on people.record using gin (father_tokens);
create index record_by_phone on people.record (phone_key text_pattern_ops) where phone_key is not null;
create index record_by_cnic_part on people.record (cnic text_pattern_ops) where cnic is not null;
create index record_by_cnic_end on people.record (reverse(cnic) text_pattern_ops) where cnic is not null;
create index record_by_key_version on people.record (key_version);

create or replace function people.keep_record() returns trigger language plpgsql set search_path = pg_catalog as $$
declare
  derived constant text[] := array['units', 'name_key', 'name_tokens', 'name_forms', 'father_key', 'father_tokens', 'phone_key', 'key_version'];
begin
  if (to_jsonb(new) - derived) is distinct from (to_jsonb(old) - derived) or not (new.units @> old.units) then
    raise exception 'A source record is never changed' using errcode = 'check_violation';
  end if;
  if current_user = 'mizan_app' and (to_jsonb(new) - 'units') is distinct from (to_jsonb(old) - 'units') and not access.may('people:rebuild-keys') then
    raise exception 'Keys are rebuilt by the system alone' using errcode = 'check_violation';
  end if;
  return new;
end $$;

create table people.record_key (
  key bigint not null,
  record_id uuid not null references people.record,
  jurisdiction text not null,
  primary key (key, record_id)
);
comment on table people.record_key is 'Blocking keys as hashes: records that share one are worth comparing. Derived, rebuilt with the name keys, read only by matching';
create index record_key_by_record on people.record_key (record_id);

create table people.name_word (
  word text primary key,
  sound text not null,
  skeleton text not null
);
comment on table people.name_word is 'Every name word the registry has met, without the persons: a misspelt word is looked up here, then sought by its skeleton';
create index name_word_by_sound on people.name_word using gin (sound public.gin_trgm_ops);
create index name_word_by_start on people.name_word (word text_pattern_ops);
create index name_word_by_sound_start on people.name_word (sound text_pattern_ops);

create table people.match_queue (
  record_id uuid primary key references people.record,
  jurisdiction text not null,
  queued_at timestamptz not null default clock_timestamp()
);
comment on table people.match_queue is 'Records not yet compared with the registry. Comparing happens later, so that registering takes the same time whoever is known';
create index match_queue_by_time on people.match_queue (queued_at);
create function people.queue_match() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  insert into people.match_queue (record_id, jurisdiction) values (new.id, new.jurisdiction);
  return null;
end $$;
create trigger queue_match after insert on people.record for each row execute function people.queue_match();

create table people.decision (
  id uuid primary key default gen_random_uuid(),
  jurisdiction text not null,
  kind text not null check (kind in ('merge', 'split', 'move-record', 'reject-pair')),
  state text not null default 'proposed' check (state in ('proposed', 'held', 'done', 'declined')),
  person_a uuid not null references people.person,
  person_b uuid references people.person,
  record_id uuid references people.record,
  undoes uuid references people.decision,
  reason text not null,
  evidence jsonb not null default '[]',
  bits real,
  legal_dates jsonb not null default '[]',
  by_rule boolean not null default false,
  before jsonb,
  proposed_by uuid default access.account(),
  proposed_session uuid,
  proposed_grant uuid,
  proposed_at timestamptz not null default clock_timestamp(),
  decided_by uuid,
  decided_at timestamptz,
  released_by uuid,
  released_at timestamptz,
  check (by_rule or decided_by is null or decided_by <> proposed_by),
  check (released_by is null or (released_by <> proposed_by and released_by <> decided_by)),
  check (state not in ('held', 'done') or decided_by is not null),
  check (kind <> 'split' or undoes is not null),
  check ((kind in ('merge', 'reject-pair', 'move-record')) = (person_b is not null)),
  check ((kind = 'move-record') = (record_id is not null))
);
comment on table people.decision is 'Who is one person and who is not: proposed by one officer and decided by another, never rewritten';
comment on column people.decision.state is 'held: decided, but it would change a legal date and waits for a law officer';
comment on column people.decision.before is 'Which record was linked to which person, and by whom, before it took effect: a split restores exactly this';
comment on column people.decision.by_rule is 'Made by the matching rule alone: only records of one agency, and only where no legal date changes';
create index decision_open on people.decision (proposed_at) where state in ('proposed', 'held');
create index decision_by_person_a on people.decision (person_a);
create index decision_by_person_b on people.decision (person_b);

create table people.redirect (
  id uuid primary key default gen_random_uuid(),
  jurisdiction text not null,
  from_person uuid not null references people.person,
  into_person uuid not null references people.person,
  decision_id uuid not null references people.decision,
  since timestamptz not null default clock_timestamp(),
  until timestamptz,
  check (from_person <> into_person)
);
comment on table people.redirect is 'Where an old person identifier leads after a merge. Old identifiers stay valid for ever';
create unique index redirect_current on people.redirect (from_person) where until is null;
create index redirect_into on people.redirect (into_person) where until is null;

create table people.cannot_link (
  id uuid primary key default gen_random_uuid(),
  jurisdiction text not null,
  record_a uuid not null references people.record,
  record_b uuid not null references people.record,
  decision_id uuid not null references people.decision,
  since timestamptz not null default clock_timestamp(),
  check (record_a < record_b),
  unique (record_a, record_b)
);
comment on table people.cannot_link is 'Two records that two officers held to be of different persons: no link may join them, not even through a third';
create index cannot_link_by_b on people.cannot_link (record_b);

create table people.review (
  id uuid primary key default gen_random_uuid(),
  jurisdiction text not null,
  record_a uuid not null references people.record,
  record_b uuid not null references people.record,
  bits real not null,
  probability real not null,
  gain real not null,
  evidence jsonb not null,
  conflict text,
  parameters text not null,
  state text not null default 'open' check (state in ('open', 'decided')),
  found_at timestamptz not null default clock_timestamp(),
  check (record_a < record_b),
  unique (record_a, record_b)
);
comment on table people.review is 'Pairs of records that may be one person and that a person must look at';
comment on column people.review.gain is 'Expected gain of looking at it: doubt, times what hangs on the answer; the queue is in this order';
create index review_by_gain on people.review (gain desc) where state = 'open';
create index review_by_b on people.review (record_b);

-- The rule of rules, held by the database itself: what two officers separated, no sequence of links joins.
create function people.refuse_forbidden_link() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  -- Two links to one person at once must see each other.
  perform 1 from people.person p where p.id = new.person_id for update;
  if exists (
    select 1 from people.link l join people.cannot_link c
      on (c.record_a = new.record_id and c.record_b = l.record_id) or (c.record_b = new.record_id and c.record_a = l.record_id)
     where l.person_id = new.person_id and l.until is null and l.record_id <> new.record_id) then
    raise exception 'Two officers held these records to be of different persons' using errcode = 'check_violation', constraint = 'cannot_link';
  end if;
  return new;
end $$;
create trigger refuse_forbidden_link before insert on people.link for each row when (new.until is null) execute function people.refuse_forbidden_link();
create function people.refuse_linked_pair() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  if exists (select 1 from people.link a join people.link b on b.person_id = a.person_id and b.until is null
              where a.record_id = new.record_a and b.record_id = new.record_b and a.until is null) then
    raise exception 'These records are linked to one person: move one of them first' using errcode = 'check_violation', constraint = 'cannot_link';
  end if;
  return new;
end $$;
create trigger refuse_linked_pair before insert on people.cannot_link for each row execute function people.refuse_linked_pair();

-- A link is ended, never rewritten; a decision is decided once.
create function people.keep_link() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if (to_jsonb(new) - 'until') is distinct from (to_jsonb(old) - 'until') or old.until is not null then
    raise exception 'A link is ended, never changed' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger keep_link before update on people.link for each row execute function people.keep_link();
create function people.keep_decision() returns trigger language plpgsql set search_path = pg_catalog as $$
declare
  later constant text[] := array['state', 'decided_by', 'decided_at', 'released_by', 'released_at', 'legal_dates', 'before'];
begin
  if (to_jsonb(new) - later) is distinct from (to_jsonb(old) - later) or old.state in ('done', 'declined')
    or (old.decided_by is not null and new.decided_by is distinct from old.decided_by)
    or (old.state = 'held' and new.state = 'done' and (new.released_by is null or not access.may('people:release-held')))
    or (current_user = 'mizan_app' and old.decided_by is null and new.decided_by is not null and new.decided_by is distinct from access.account()) then
    raise exception 'A decision is proposed, decided and released in that order, each in one''s own name' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger keep_decision before update on people.decision for each row execute function people.keep_decision();

select audit.watch('people.decision'), audit.watch('people.redirect'), audit.watch('people.cannot_link'), audit.watch('people.review');
select access.protect('people.record_key', 'select, insert, delete'), access.protect('people.name_word', 'insert'), access.protect('people.match_queue', 'select, delete'),
       access.protect('people.decision'), access.protect('people.redirect'), access.protect('people.cannot_link', 'select, insert'), access.protect('people.review');
create policy record_key_add on people.record_key for insert to mizan_app
  with check ((select access.may('people:register')) or (select access.may('people:rebuild-keys')));
create policy record_key_read on people.record_key for select to mizan_app using ((select access.may('people:rebuild-keys')));
create policy record_key_drop on people.record_key for delete to mizan_app using ((select access.may('people:rebuild-keys')));
create policy name_word_add on people.name_word for insert to mizan_app
  with check ((select access.may('people:register')) or (select access.may('people:rebuild-keys')));
create policy match_queue_read on people.match_queue for select to mizan_app
  using ((select access.may('people:match')) and jurisdiction = (select access.jurisdiction()));
create policy match_queue_done on people.match_queue for delete to mizan_app
  using ((select access.may('people:match')) and jurisdiction = (select access.jurisdiction()));

-- Decisions, the queue and cannot-links speak of records of every agency, so they are for those who review the whole registry.
create policy decision_read on people.decision for select to mizan_app
  using (((select access.may('people:review')) or (select access.may('people:release-held'))) and jurisdiction = (select access.jurisdiction()));
create policy decision_add on people.decision for insert to mizan_app
  with check ((select access.may('people:review')) and jurisdiction = (select access.jurisdiction()) and proposed_by = (select access.account()));
create policy decision_change on people.decision for update to mizan_app
  using (((select access.may('people:review')) or (select access.may('people:release-held'))) and jurisdiction = (select access.jurisdiction()));
-- The first form of this policy compared a link with itself, so that no person was ever visible.
drop policy person_read on people.person;
create policy person_read on people.person for select to mizan_app
  using (exists (select 1 from people.link l where l.person_id = person.id and l.until is null));
-- Where an old identifier leads says nothing but that: whoever holds the old one may follow it.
create policy redirect_read on people.redirect for select to mizan_app
  using (exists (select 1 from people.link l where l.person_id = into_person and l.until is null) or (select access.may('people:review')));
create policy redirect_add on people.redirect for insert to mizan_app
  with check (((select access.may('people:review')) or (select access.may('people:release-held'))) and jurisdiction = (select access.jurisdiction()));
create policy redirect_end on people.redirect for update to mizan_app
  using (((select access.may('people:review')) or (select access.may('people:release-held'))) and jurisdiction = (select access.jurisdiction()));
create policy cannot_link_read on people.cannot_link for select to mizan_app
  using ((select access.may('people:review')) and jurisdiction = (select access.jurisdiction()));
create policy cannot_link_add on people.cannot_link for insert to mizan_app
  with check (((select access.may('people:review')) or (select access.may('people:release-held'))) and jurisdiction = (select access.jurisdiction()));
create policy review_read on people.review for select to mizan_app
  using ((select access.may('people:review')) and jurisdiction = (select access.jurisdiction()));
create policy review_add on people.review for insert to mizan_app
  with check ((select access.may('people:match')) and jurisdiction = (select access.jurisdiction()));
create policy review_change on people.review for update to mizan_app
  using (((select access.may('people:review')) or (select access.may('people:release-held'))) and jurisdiction = (select access.jurisdiction()));
create policy link_review_add on people.link for insert to mizan_app
  with check (((select access.may('people:review')) or (select access.may('people:release-held'))) and jurisdiction = (select access.jurisdiction()));
create policy person_review_add on people.person for insert to mizan_app
  with check ((select access.may('people:review')) and jurisdiction = (select access.jurisdiction()));
create policy link_end on people.link for update to mizan_app
  using (((select access.may('people:review')) or (select access.may('people:release-held'))) and jurisdiction = (select access.jurisdiction()));

-- Trigram and array operators are not leakproof: under row-level security the planner may not use their indexes. These functions
-- therefore apply the caller's own units themselves, in the same statement, and give nothing else back.

-- Name words like those asked for: the same start, or sounding alike.
create function people.words_like(p_words text[], p_sounds text[], p_limit integer)
returns table (at integer, word text, sound text, skeleton text, likeness real)
language sql stable security definer set search_path = pg_catalog set jit = off set pg_trgm.similarity_threshold = 0.4 as $$
  select a.at::integer, f.word, f.sound, f.skeleton, f.likeness
    from rows from (unnest(p_words), unnest(p_sounds)) with ordinality as a(asked, sounds, at)
    cross join lateral (
      select w.word, w.sound, w.skeleton, max(w.likeness) as likeness from (
        (select n.word, n.sound, n.skeleton, 1::real as likeness from people.name_word n
          where length(a.asked) >= 2 and n.word like replace(replace(a.asked, '\', ''), '%', '') || '%' order by length(n.word) limit 40)
        union all
        (select n.word, n.sound, n.skeleton, 0.95::real from people.name_word n
          where length(a.sounds) >= 3 and n.sound like a.sounds || '%' order by length(n.sound) limit 20)
        union all
        (select n.word, n.sound, n.skeleton, public.similarity(n.sound, a.sounds) from people.name_word n
          where n.sound operator(public.%) a.sounds order by public.similarity(n.sound, a.sounds) desc limit 20)) w
      group by w.word, w.sound, w.skeleton order by max(w.likeness) desc limit p_limit) f
   where access.may('people:search')
$$;

-- Records the caller may see that fit: by whole name, by groups of skeletons (one of each group), by father, by digits. At most
-- p_limit, unordered: who asks weighs them.
create function people.search_records(p_form text, p_groups jsonb, p_father text[], p_digits text, p_limit integer)
returns table (record_id uuid, person_id uuid, tier text, name_key text, name_forms text[], name_tokens text[], father_key text,
  father_tokens text[], cnic text, phone_key text, aliases text[])
language plpgsql stable security definer set search_path = pg_catalog set jit = off set enable_seqscan = off as $$
declare
  base constant text := 'select r.id, l.person_id, %L::text, r.name_key, r.name_forms, r.name_tokens, r.father_key, r.father_tokens, r.cnic, r.phone_key, r.aliases
    from (select * from people.record r where r.units && $1 and %s limit $6) r join people.link l on l.record_id = r.id and l.until is null';
  units constant integer[] := access.units();
  tiers text[] := '{}';
  each_group text;
  by_name text := '';
  by_any text := '';
  missing text;
  at integer;
  n integer := coalesce(jsonb_array_length(p_groups), 0);
  found_rows integer := 0;
  got integer;
  tier record;
begin
  if not access.may('people:search') then return; end if;
  if p_digits <> '' then
    return query execute format(base, 'cnic', '(r.cnic like $5 || ''%'')') using units, p_form, p_groups, p_father, p_digits, p_limit;
    return query execute format(base, 'cnic-end', '(reverse(r.cnic) like reverse($5) || ''%'' and length($5) >= 4 and r.cnic is not null)') using units, p_form, p_groups, p_father, p_digits, p_limit;
    return query execute format(base, 'phone', '(r.phone_key like ltrim(right($5, 10), ''0'') || ''%'' and length($5) >= 5)') using units, p_form, p_groups, p_father, p_digits, p_limit;
    return;
  end if;
  if p_form <> '' then
    return query execute format(base, 'exact', 'r.name_forms @> array[$2]') using units, p_form, p_groups, p_father, p_digits, p_limit;
    get diagnostics got = row_count;
    found_rows := found_rows + got;
  end if;
  for at in 0 .. n - 1 loop
    each_group := format('array(select jsonb_array_elements_text($3 -> %s))', at);
    by_name := by_name || format(' and r.name_tokens && %s', each_group);
    by_any := by_any || format(' and (r.name_tokens && %1$s or r.father_tokens && %1$s)', each_group);
  end loop;
  if n > 0 then
    if cardinality(p_father) > 0 then
      return query execute format(base, 'father', 'r.father_tokens && $4' || by_name) using units, p_form, p_groups, p_father, p_digits, p_limit;
      get diagnostics got = row_count;
      found_rows := found_rows + got;
    end if;
    if found_rows < 20 then
      return query execute format(base, 'name', 'true' || by_name) using units, p_form, p_groups, p_father, p_digits, p_limit;
      get diagnostics got = row_count;
      found_rows := found_rows + got;
    end if;
    if found_rows < 20 then
      return query execute format(base, 'any', 'true' || by_any) using units, p_form, p_groups, p_father, p_digits, p_limit;
      get diagnostics got = row_count;
      found_rows := found_rows + got;
    end if;
    -- One word may be wrong, or not in the record at all.
    if n > 1 and found_rows < 5 then
      for at in 0 .. n - 1 loop
        missing := format('r.name_tokens && array(select jsonb_array_elements_text($3 -> %s))', at);
        return query execute format(base, 'part', missing) using units, p_form, p_groups, p_father, p_digits, p_limit / n;
      end loop;
    end if;
  elsif cardinality(p_father) > 0 then
    return query execute format(base, 'father', 'r.father_tokens && $4') using units, p_form, p_groups, p_father, p_digits, p_limit;
  end if;
end $$;
comment on function people.search_records is 'The one search: only records of the caller''s units, whatever is asked, and nothing of how many others fit';

-- Records worth comparing with one of these keys, most shared keys first. Blocks larger than p_cap are passed over: narrower keys
-- are there for common names.
create function people.candidates(p_keys bigint[], p_cap integer, p_limit integer)
returns table (record jsonb, shared integer, skipped integer)
language sql stable security definer set search_path = pg_catalog set jit = off as $$
  with block as (
    select k.key, b.ids from unnest(p_keys) as k(key)
     cross join lateral (select array_agg(i.record_id) as ids from
       (select rk.record_id from people.record_key rk where rk.key = k.key limit p_cap + 1) i) b
     where b.ids is not null),
  counted as (
    select id, count(*)::integer as n from block cross join unnest(ids) as id where cardinality(ids) <= p_cap
     group by id order by count(*) desc, id limit p_limit)
  select to_jsonb(r) - array['units', 'name_key', 'name_tokens', 'name_forms', 'as_written', 'father_key', 'father_tokens'] || jsonb_build_object('person_id', l.person_id),
         c.n, (select count(*)::integer from block where cardinality(ids) > p_cap)
    from counted c join people.record r on r.id = c.id join people.link l on l.record_id = r.id and l.until is null
   where access.may('people:match') and r.jurisdiction = access.jurisdiction()
$$;
comment on function people.candidates is 'For the matching service and reviewers alone: it looks across agencies';

-- Where identifiers lead today, through any number of merges.
create function people.current_persons(p_persons uuid[]) returns table (asked uuid, person_id uuid)
language sql stable security definer set search_path = pg_catalog as $$
  with recursive led(asked, person_id) as (
    select p, p from unnest(p_persons) as p
    union all
    select led.asked, r.into_person from led join people.redirect r on r.from_person = led.person_id and r.until is null)
  select led.asked, led.person_id from led
   where not exists (select 1 from people.redirect r where r.from_person = led.person_id and r.until is null)
$$;

-- Every identifier that leads to the same person: what modules kept before a merge, and after.
create function people.same_person(p_person uuid) returns uuid[]
language sql stable security definer set search_path = pg_catalog as $$
  with recursive known(id) as (
    select c.person_id from people.current_persons(array[p_person]) c
    union
    select r.from_person from known join people.redirect r on r.into_person = known.id and r.until is null)
  select array_agg(id) from known
$$;
comment on function people.same_person is 'Identifiers only: what is known under each is still for those who may see it';

revoke execute on function people.same_person from public;
grant execute on function people.same_person to mizan_app;
revoke execute on function people.words_like, people.search_records, people.candidates, people.current_persons from public;
grant execute on function people.words_like, people.search_records, people.candidates, people.current_persons to mizan_app;
