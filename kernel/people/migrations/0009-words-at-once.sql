-- needs: people
-- What is written to such an index waits in a list that every search reads from its beginning until the next vacuum; after a register came
-- in that was the whole of it. New words are few: each goes into its place at once.
alter index people.name_word_by_sound set (fastupdate = off);
select gin_clean_pending_list('people.name_word_by_sound');
