-- needs: people access
-- Trigrams hardly know a short word again in which one letter was lost or two changed places: words a slip away are looked up as
-- such, among those that begin with the same letter.
create extension if not exists fuzzystrmatch with schema public;

create or replace function people.words_like(p_words text[], p_sounds text[], p_limit integer)
returns table (at integer, word text, sound text, skeleton text, likeness real)
language sql stable security definer set search_path = pg_catalog set jit = off set pg_trgm.similarity_threshold = 0.4 as $$
  select a.at::integer, f.word, f.sound, f.skeleton, f.likeness
    from rows from (unnest(p_words), unnest(p_sounds)) with ordinality as a(asked, sounds, at)
    cross join lateral (
      select w.word, w.sound, w.skeleton, max(w.likeness) as likeness from (
        (select n.word, n.sound, n.skeleton, 1::real as likeness from people.name_word n
          where length(a.asked) >= 2 and n.word like replace(replace(a.asked, '\', ''), '%', '') || '%' order by length(n.word) limit 10)
        union all
        -- Two letters that changed places count as two.
        (select n.word, n.sound, n.skeleton, 0.98::real from people.name_word n
          where length(a.asked) between 3 and 60 and n.word like replace(replace(left(a.asked, 1), '\', ''), '%', '') || '%'
            and length(n.word) between length(a.asked) - 1 and length(a.asked) + 1
            and public.levenshtein_less_equal(n.word, a.asked, 2) <= case when length(n.word) = length(a.asked) then 2 else 1 end
          order by public.levenshtein_less_equal(n.word, a.asked, 2), n.word limit 20)
        union all
        (select n.word, n.sound, n.skeleton, 0.95::real from people.name_word n
          where length(a.sounds) >= 3 and n.sound like a.sounds || '%' order by length(n.sound) limit 10)
        union all
        (select n.word, n.sound, n.skeleton, public.similarity(n.sound, a.sounds) from people.name_word n
          where n.sound operator(public.%) a.sounds order by public.similarity(n.sound, a.sounds) desc limit 20)) w
      group by w.word, w.sound, w.skeleton order by max(w.likeness) desc limit p_limit) f
   where access.may('people:search')
$$;
