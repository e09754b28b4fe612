-- needs: law
-- The clock of a scrutiny stands with the law's own clocks: a new law or a closure of courts moves it there, until the scrutiny is
-- decided. What was kept with each scrutiny is carried over; nobody acts in that, so no row is told to the audit one by one.
alter table prosecution.scrutiny add column clock_id uuid;
alter table prosecution.scrutiny disable trigger user;
alter table law.clock disable trigger user;
update prosecution.scrutiny set clock_id = law.new_clock_id();
insert into law.clock (id, jurisdiction, units, case_id, rule, inputs, statutory_due, effective_due, pack, state, started_at, ended_on, proof)
select s.clock_id, s.jurisdiction, array[s.office_id], s.case_id, 'scrutiny-return', jsonb_build_object('received', s.received_on),
  s.statutory_due, s.effective_due, concat_ws(' ', s.proof->'pack'->>'code', s.proof->'pack'->>'version'),
  case when s.state = 'open' then 'running' when d.decided_on <= s.effective_due then 'met' else 'missed' end, s.created_at,
  d.decided_on, case when s.state <> 'open' then s.proof end
from prosecution.scrutiny s cross join lateral (select (s.decided_at at time zone 'Asia/Karachi')::date as decided_on) d;
alter table law.clock enable trigger user;
alter table prosecution.scrutiny enable trigger user;
insert into audit.entry (act, subject, detail)
  select 'clocks-carried', 'prosecution.scrutiny', jsonb_build_object('rows', count(*)) from prosecution.scrutiny having count(*) > 0;

alter table prosecution.scrutiny alter column clock_id set not null, add unique (clock_id), add foreign key (clock_id) references law.clock,
  drop column statutory_due, drop column effective_due, drop column proof;
comment on column prosecution.scrutiny.clock_id is 'Last day of the scrutiny, with its proof; met or missed by the decision';
create index scrutiny_open on prosecution.scrutiny (office_id) where state = 'open';
