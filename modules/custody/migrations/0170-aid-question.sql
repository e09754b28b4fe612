-- needs: identity access
-- Whether somebody needs counsel is asked as they come in, in the same transaction as their number. Whom there was no time to ask keeps an
-- open question, so that nobody is forgotten; who was admitted before this has none.
create table custody.aid_question (
  id uuid primary key default gen_random_uuid(),
  jurisdiction text not null,
  prison_id integer not null,
  imprisonment_id uuid not null unique,
  answer text not null check (answer in ('not-asked', 'yes', 'no', 'in-hand')),
  needs text[] not null default '{}' check (needs <@ array['no-lawyer', 'no-means', 'language', 'disability', 'illness']),
  language text,
  asked_by uuid references identity.account,
  asked_at timestamptz,
  foreign key (imprisonment_id, prison_id) references custody.imprisonment (id, prison_id),
  check (answer in ('yes', 'no') or (needs = '{}' and language is null)),
  check ((answer = 'not-asked') = (asked_at is null) and (asked_by is null or asked_at is not null))
);
comment on table custody.aid_question is 'What a prisoner said of legal aid on admission, or that it is still to be asked; the matter itself is legal aid''s';
comment on column custody.aid_question.answer is 'in-hand: legal aid had been asked for at the police station or in court already';
comment on column custody.aid_question.needs is 'That somebody is a child or a woman is taken from the record and asked of nobody';
create index aid_question_open on custody.aid_question (prison_id) where answer = 'not-asked';

select audit.watch('custody.aid_question');
select access.protect('custody.aid_question', 'select, insert, update');
create policy aid_question_read on custody.aid_question for select to mizan_app
  using ((prison_id = any ((select access.units())::integer[]) and ((select access.may('custody:admit')) or (select access.may('legal-aid:open'))))
    or (jurisdiction = (select access.jurisdiction()) and (select access.may('legal-aid:follow'))));
create policy aid_question_put on custody.aid_question for insert to mizan_app
  with check (prison_id = any ((select access.units())::integer[]) and (select access.may('custody:admit')));
create policy aid_question_answer on custody.aid_question for update to mizan_app
  using (answer = 'not-asked' and ((prison_id = any ((select access.units())::integer[]) and (select access.may('legal-aid:open')))
    or (jurisdiction = (select access.jurisdiction()) and (select access.may('legal-aid:follow')))))
  with check (answer <> 'not-asked');

-- The question goes along to the prison a person is transferred to.
create function custody.carry_aid_question() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  update custody.aid_question set imprisonment_id = new.id, prison_id = new.prison_id where imprisonment_id = new.follows;
  return null;
end $$;
create trigger carry_aid_question after insert on custody.imprisonment for each row when (new.follows is not null)
  execute function custody.carry_aid_question();
