-- needs: people access
-- A pattern that is known only when the function runs (`like a.asked || '%'`) finds no way into an index, and the whole list of words
-- was read three times for each word asked: words that begin alike are a range of the list, and a range finds its way. And the
-- distance of two words is worked out once, not three times.
create or replace function people.words_like(p_words text[], p_sounds text[], p_limit integer)
returns table (at integer, word text, sound text, skeleton text, likeness real)
language sql stable security definer set search_path = pg_catalog set jit = off set pg_trgm.similarity_threshold = 0.4 as $$
  select a.at::integer, f.word, f.sound, f.skeleton, f.likeness
    from rows from (unnest(p_words), unnest(p_sounds)) with ordinality as a(asked, sounds, at)
    cross join lateral (
      select w.word, w.sound, w.skeleton, max(w.likeness) as likeness from (
        (select n.word, n.sound, n.skeleton, 1::real as likeness from people.name_word n
          where length(a.asked) >= 2 and n.word operator(pg_catalog.~>=~) a.asked
            and n.word operator(pg_catalog.~<~) (a.asked || chr(1114111)) order by length(n.word) limit 10)
        union all
        -- Two letters that changed places count as two.
        (select d.word, d.sound, d.skeleton, 0.98::real from (
            select n.word, n.sound, n.skeleton, public.levenshtein_less_equal(n.word, a.asked, 2) as slips from people.name_word n
             where length(a.asked) between 3 and 60 and n.word operator(pg_catalog.~>=~) left(a.asked, 1)
               and n.word operator(pg_catalog.~<~) (left(a.asked, 1) || chr(1114111))
               and length(n.word) between length(a.asked) - 1 and length(a.asked) + 1 offset 0) d
          where d.slips <= case when length(d.word) = length(a.asked) then 2 else 1 end
          order by d.slips, d.word limit 20)
        union all
        (select n.word, n.sound, n.skeleton, 0.95::real from people.name_word n
          where length(a.sounds) >= 3 and n.sound operator(pg_catalog.~>=~) a.sounds
            and n.sound operator(pg_catalog.~<~) (a.sounds || chr(1114111)) order by length(n.sound) limit 10)
        union all
        (select n.word, n.sound, n.skeleton, public.similarity(n.sound, a.sounds) from people.name_word n
          where n.sound operator(public.%) a.sounds order by public.similarity(n.sound, a.sounds) desc limit 20)) w
      group by w.word, w.sound, w.skeleton order by max(w.likeness) desc limit p_limit) f
   where access.may('people:search')
$$;
