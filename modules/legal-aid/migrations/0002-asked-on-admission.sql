-- needs: custody
-- Whoever said on admission that they want counsel, or do not, has a matter from the answer the prison wrote down: the office that asked is
-- the prison, and its desk takes the consent.
create policy matter_open_asked on legal_aid.matter for insert to mizan_app
  with check ((select access.may('legal-aid:follow')) and jurisdiction = (select access.jurisdiction()) and origin = 'prison'
    and state = 'screened' and consent = 'awaited' and imprisonment_id is not null);
create policy brief_write_asked on legal_aid.brief for insert to mizan_app
  with check ((select access.may('legal-aid:follow')) and exists (select 1 from legal_aid.matter m where m.id = matter_id and m.origin = 'prison'));
