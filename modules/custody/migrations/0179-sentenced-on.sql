-- A warrant of remand becomes the warrant of the sentence that follows it and keeps the day on which it was issued. Read as the day of the
-- sentence, that day made the convicts' register wrong, and let a licence ordered before a sentence open the gate for it.
alter table custody.warrant add column sentenced_on date;
alter table custody.warrant add constraint warrant_sentenced check (sentenced_on is null or kind = 'conviction');
comment on column custody.warrant.sentenced_on is 'Of a court''s warrant: the day of its latest sentence. Empty where the warrant was issued for the sentence: then it is the day of issue';

update custody.warrant w set sentenced_on = j.on_date
  from (select party_id, max(on_date) as on_date from courts.judgment where state = 'signed' and verdict = 'convicted' group by party_id) j
 where j.party_id = w.party_id and w.kind = 'conviction' and w.source = 'court';
