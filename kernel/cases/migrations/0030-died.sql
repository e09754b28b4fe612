-- An accused who died is neither released nor at large: the court orders that the case abates against them.
alter table cases.party drop constraint party_custody_check;
alter table cases.party add constraint party_custody_check
  check (custody in ('none', 'at-large', 'police', 'prison', 'bail', 'absconding', 'released', 'died'));
