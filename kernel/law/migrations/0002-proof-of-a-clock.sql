-- The days of a running clock follow the law and the calendar, and so does their proof, which is computed from its facts. What has
-- ended is no longer computed again: it keeps the proof of the days by which it was judged.
alter table law.clock add column proof jsonb, add check (proof is null or state <> 'running');
comment on column law.clock.proof is 'Facts, steps, calendar and rule version behind the days, as they stood when the clock ended';
