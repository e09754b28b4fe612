-- needs: documents workflow units access identity
-- The result card as it came, kept beside what was typed from it: remission rests on that paper, and whoever forwards and decides reads it.
-- Whether remission is proposed without it is a rule of the province.
create table custody.result_scan (
  id uuid primary key references documents.document,
  jurisdiction text not null,
  prison_id integer not null references units.unit,
  imprisonment_id uuid not null references custody.imprisonment,
  result_id uuid not null references custody.result_card,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  scanned_by uuid not null default access.account() references identity.account,
  scanned_at timestamptz not null default clock_timestamp()
);
comment on table custody.result_scan is 'A page of a result card as it came, with its fingerprint; the identifier is the document''s';
create index result_scan_by_result on custody.result_scan (result_id);
create index result_scan_by_imprisonment on custody.result_scan (imprisonment_id);

select audit.watch('custody.result_scan');
select access.protect('custody.result_scan', 'select, insert');
create policy result_scan_read on custody.result_scan for select to mizan_app
  using (prison_id = any ((select access.units())::integer[]) and (select access.may('custody:read-regime')));
create policy result_scan_add on custody.result_scan for insert to mizan_app
  with check (prison_id = any ((select access.units())::integer[]) and (select access.may('custody:teach'))
    and exists (select 1 from custody.result_card r where r.id = result_id and r.imprisonment_id = result_scan.imprisonment_id));

-- The same page is not kept twice with one result.
create unique index result_scan_once on custody.result_scan (result_id, sha256);

-- The papers of a result go along with it.
create function custody.carry_result_scans() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  update documents.document d set units = d.units || new.prison_id
   where not d.units @> array[new.prison_id] and d.id in (select s.id from custody.result_scan s where s.imprisonment_id = new.follows);
  update custody.result_scan set imprisonment_id = new.id, prison_id = new.prison_id where imprisonment_id = new.follows;
  return null;
end $$;
create trigger carry_result_scans after insert on custody.imprisonment for each row when (new.follows is not null)
  execute function custody.carry_result_scans();
revoke execute on function custody.carry_result_scans from public;

alter table custody.education_rule add column scan_needed boolean not null default false;
comment on column custody.education_rule.scan_needed is 'Whether remission is proposed only with the result card scanned';
insert into custody.education_rule (jurisdiction, from_on, forward_days, decide_days, basis, scan_needed)
select r.jurisdiction, date '2026-11-01', r.forward_days, r.decide_days,
    r.basis || '. That the card is scanned first is departmental configuration (REFER)', true
  from custody.education_rule r where r.jurisdiction = 'PK-PB' and r.from_on < date '2026-11-01' order by r.from_on desc limit 1;
update custody.setting set columns = '{forward_days,decide_days,scan_needed}' where key = 'earned-period';
-- What was proposed before this was asked keeps what held then.
alter table custody.setting_change disable trigger user;
update custody.setting_change set after = after || '{"scan_needed": false}' where key = 'earned-period' and state = 'proposed' and not ends;
alter table custody.setting_change enable trigger user;
