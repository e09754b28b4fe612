-- needs: documents
-- A petition made ready here is filed with the court through the system: the SHA-256 of its sheet is kept with it, the court in the case
-- may read the sheet, and what the court does comes back into the prison's own register.
alter table custody.bail_petition add column sha256 text check (sha256 ~ '^[0-9a-f]{64}$');
comment on column custody.bail_petition.sha256 is 'Of the sheet as it was made ready; the court compares';
alter table custody.bail_petition disable trigger user;
update custody.bail_petition p set sha256 = v.sha256 from documents.version v where v.document_id = p.document_id and v.n = p.version;
alter table custody.bail_petition enable trigger user;

-- The sheet is for whoever reads the orders in this case: the prison's desk as before, and the court it is filed with. Which units those
-- are stands with each document.
alter table documents.document disable trigger user;
update documents.document set needs = 'courts:read-orders' where kind = 'custody.bail-petition' and needs = 'custody:read-sureties';
alter table documents.document enable trigger user;
insert into audit.entry (act, subject, detail) select 'sheets-opened-to-courts', 'documents.document', jsonb_build_object('rows', count(*))
  from documents.document where kind = 'custody.bail-petition' having count(*) > 0;

create policy bail_petition_follow_read on custody.bail_petition for select to mizan_app
  using ((select access.may('custody:follow-petition')) and jurisdiction = (select access.jurisdiction()));
create policy bail_petition_follow on custody.bail_petition for update to mizan_app
  using ((select access.may('custody:follow-petition')) and jurisdiction = (select access.jurisdiction()));
