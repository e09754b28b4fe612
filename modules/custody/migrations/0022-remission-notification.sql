-- needs: identity
-- A notification of special remission as data: who issued it, for whom it is, whom it leaves out. It is tried on everyone before
-- it is adopted, by a second person, and posted to the ledger of remission prisoner by prisoner.
create table custody.remission_notification (
  id uuid primary key default gen_random_uuid(),
  jurisdiction text not null,
  title_en text not null,
  title_ur text not null,
  authority text not null,
  instrument text not null,
  notified_on date not null,
  excluded text[] not null default '{}',
  rules jsonb not null check (jsonb_array_length(rules) > 0),
  state text not null default 'draft' check (state in ('draft', 'adopted', 'withdrawn')),
  simulation text not null default 'waiting' check (simulation in ('waiting', 'running', 'done', 'failed')),
  simulated_on date,
  simulated_at timestamptz,
  simulated_after uuid not null default '00000000-0000-0000-0000-000000000000',
  entered_by uuid not null default access.account() references identity.account,
  entered_at timestamptz not null default clock_timestamp(),
  entered_in uuid,
  entered_under uuid not null,
  adopted_by uuid references identity.account,
  adopted_at timestamptz,
  posted_after uuid not null default '00000000-0000-0000-0000-000000000000',
  posted_at timestamptz,
  withdrawn_by uuid references identity.account,
  withdrawn_why text,
  check (adopted_by <> entered_by),
  check ((state = 'adopted') = (adopted_by is not null) and (adopted_by is null) = (adopted_at is null)),
  check (state <> 'adopted' or simulation = 'done'),
  check ((state = 'withdrawn') = (withdrawn_why is not null))
);
comment on table custody.remission_notification is 'A notification of special remission (PPR 1978 r.216): entered by one, adopted by another after it was tried on everyone';
comment on column custody.remission_notification.excluded is 'Groups of offences it leaves out, unless a rule has a list of its own';
comment on column custody.remission_notification.rules is 'Tried in order for each prisoner: sex, least age, part served, days, own exclusions';
comment on column custody.remission_notification.posted_after is 'The last imprisonment to whose ledger it was posted';
create index remission_notification_by_state on custody.remission_notification (jurisdiction, state, entered_at desc);

create table custody.remission_effect (
  notification_id uuid not null references custody.remission_notification,
  imprisonment_id uuid not null references custody.imprisonment,
  jurisdiction text not null,
  prison_id integer not null references units.unit,
  label text not null,
  days integer not null check (days >= 0),
  rule text,
  reason text not null,
  class text check (class in ('early-release-risk', 'unlawful-detention-risk', 'other-change', 'refused')),
  before_day date,
  after_day date,
  leaves_at_once boolean not null default false,
  steps jsonb not null default '[]',
  flags text[] not null default '{}',
  state text not null default 'simulated' check (state in ('simulated', 'posted', 'by-hand')),
  primary key (notification_id, imprisonment_id)
);
comment on table custody.remission_effect is 'What a notification does for one convict: days given or why not, and the date before and after';
comment on column custody.remission_effect.label is 'Prison and prison number: a law officer sees no names';
comment on column custody.remission_effect.reason is 'GIVEN, or why nothing is; UNEXPLAINED when the stored date is not what its own facts give';
comment on column custody.remission_effect.class is 'Only where the date would change: given wrongly it frees too early, given late it holds too long';
comment on column custody.remission_effect.leaves_at_once is 'The new last day is past already: every day after adoption is unlawful detention';
comment on column custody.remission_effect.state is 'by-hand: left to an officer, because a question is open or the facts changed since the trial';
create index remission_effect_by_imprisonment on custody.remission_effect (imprisonment_id);
create index remission_effect_by_day on custody.remission_effect (notification_id, after_day) where days > 0;

alter table custody.remission add column notification_id uuid references custody.remission_notification;
comment on column custody.remission.notification_id is 'The notification it was posted from, once for each imprisonment';
create unique index remission_posted_once on custody.remission (notification_id, imprisonment_id) where notification_id is not null;

select audit.watch('custody.remission_notification');
select access.protect('custody.remission_notification'), access.protect('custody.remission_effect', 'select, insert, update, delete');
create policy notification_read on custody.remission_notification for select to mizan_app
  using (jurisdiction = (select access.jurisdiction()) and (select access.may('custody:read-notification')));
create policy notification_add on custody.remission_notification for insert to mizan_app
  with check (jurisdiction = (select access.jurisdiction()) and (select access.may('custody:enter-notification')) and state = 'draft');
create policy notification_change on custody.remission_notification for update to mizan_app
  using (jurisdiction = (select access.jurisdiction()) and ((select access.may('custody:enter-notification'))
    or (select access.may('custody:adopt-notification')) or (select access.may('custody:post-notification'))));
create policy effect_read on custody.remission_effect for select to mizan_app
  using (prison_id = any ((select access.units())::integer[]) and (select access.may('custody:read-notification')));
create policy effect_add on custody.remission_effect for insert to mizan_app
  with check (prison_id = any ((select access.units())::integer[]) and (select access.may('custody:post-notification')));
create policy effect_change on custody.remission_effect for update to mizan_app
  using (prison_id = any ((select access.units())::integer[]) and (select access.may('custody:post-notification')));
create policy effect_clear on custody.remission_effect for delete to mizan_app
  using (prison_id = any ((select access.units())::integer[]) and (select access.may('custody:post-notification')));
-- Only what an adopted notification gives is posted by the system itself.
create policy remission_post on custody.remission for insert to mizan_app
  with check (prison_id = any ((select access.units())::integer[]) and (select access.may('custody:post-notification'))
    and exists (select 1 from custody.remission_notification n where n.id = notification_id and n.state = 'adopted'));

-- What was adopted is what was tried: the words, the rules and the trial stay as they were.
create function custody.keep_notification() returns trigger language plpgsql set search_path = pg_catalog as $$
declare
  may_change text[] := case
    when old.state = 'draft' then array['state', 'simulation', 'simulated_on', 'simulated_at', 'simulated_after', 'adopted_by', 'adopted_at', 'withdrawn_by', 'withdrawn_why']
    when old.state = 'adopted' then array['posted_after', 'posted_at'] else '{}' end;
begin
  if current_user <> 'mizan_app' then return new; end if;
  if (to_jsonb(new) - may_change) is distinct from (to_jsonb(old) - may_change)
    or (new.state = 'adopted' and old.state = 'draft'
        and (new.adopted_by is distinct from access.account() or not access.may('custody:adopt-notification') or old.simulation <> 'done'))
    or (new.state = 'withdrawn' and old.state <> 'withdrawn' and new.withdrawn_by is distinct from access.account()) then
    raise exception 'A notification is entered, tried and adopted in that order, each in one''s own name' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger keep_notification before update on custody.remission_notification for each row execute function custody.keep_notification();
