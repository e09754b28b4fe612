-- needs: units
-- Habitual convicts kept apart from casual ones. Section 27 of the Prisons Act 1894 does not name them; the chapter of the Prison Rules that
-- does was not obtained. So each province says whether it is asked, and until its text is at hand it is a warning that an officer
-- may set aside, and that stands written with the place that was given.
alter table custody.habit_rule add column keeps_apart text not null default 'warn' check (keeps_apart in ('no', 'warn', 'refuse'));
comment on column custody.habit_rule.keeps_apart is 'Whether habitual and casual convicts sleep apart: not asked, warned of, or refused. REFER until the province''s rule is obtained';

alter table custody.location add column habit text check (habit in ('casual', 'habitual'));
alter table custody.location add constraint location_habit_of_convicts check (habit is null or holds = 'convict');
comment on column custody.location.habit is 'Of a convicts'' place: for casual or for habitual ones; empty where it is for both';

alter table custody.allocation add column despite text[] not null default '{}';
comment on column custody.allocation.despite is 'Rules that warned against this place and were set aside by whoever gave it';
