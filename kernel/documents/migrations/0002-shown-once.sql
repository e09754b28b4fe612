-- needs: access audit units people cases
-- Who was shown a document may rely on finding it again: the list of its units only grows.
create function documents.keep_document() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if not (new.units @> old.units) or new.current_version < old.current_version then
    raise exception 'A document is never taken away from a unit or set back to an earlier version'
      using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger keep_document before update on documents.document for each row execute function documents.keep_document();
