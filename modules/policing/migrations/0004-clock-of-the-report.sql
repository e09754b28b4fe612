-- needs: law
-- The days within which the report is due stand with the law's own clocks: a new law or a closure of courts moves them there.
alter table policing.fir add column clock_id uuid unique references law.clock;
comment on column policing.fir.clock_id is 'Clock of the report under s.173; empty only between this migration and the start of the application that first follows it';
create index fir_without_clock on policing.fir (case_id) where clock_id is null;

-- Who may read the FIR of a case may read until when its report is due, whenever the case was shared with them.
create policy clock_of_report_read on law.clock for select to mizan_app
  using (rule = 'police-report' and (select access.may('policing:read-fir'))
    and exists (select 1 from cases.case c where c.id = case_id));
