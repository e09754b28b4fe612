-- needs:
-- Reading a log of many millions: the latest page and the history of one row are each found by an index.
create index entry_by_n on audit.entry (n);

-- The history of a row, by its identifier. Row-level security lets no operator run before its own check unless that operator is
-- known to leak nothing, and "array contains" is not: through the table itself the index on identifiers is never used. So the
-- search is made here and the check of the policy entry_read is written out again; the two must say the same.
create function audit.entries_about(p_id text, p_account uuid, p_act text, p_subject text, p_from timestamptz, p_to timestamptz,
  p_before bigint, p_size integer) returns setof audit.entry
language plpgsql stable security definer set search_path = pg_catalog set plan_cache_mode = force_custom_plan as $$
begin
  return query
    with about as materialized (select * from audit.entry e where e.subject_ids @> array[p_id])
    select * from about e
     where (e.account_id = access.account() or (access.may('audit:read') and e.jurisdiction in (access.jurisdiction(), 'PK')))
       and (p_account is null or e.account_id = p_account)
       and (p_act is null or e.act = p_act)
       and (p_subject is null or e.subject = p_subject)
       and (p_from is null or e.at >= p_from)
       and (p_to is null or e.at < p_to)
       and (p_before is null or e.n < p_before)
     order by e.n desc limit p_size;
end $$;

-- How many entries wait for the next seal, in all provinces: the sealer's work is one for the whole log.
create function audit.unsealed() returns integer
language plpgsql stable security definer set search_path = pg_catalog as $$
begin
  if not access.may('audit:read') then return null; end if;
  return (select count(*) from audit.entry e
    where e.xid >= coalesce((select h.sealed_below from audit.head h order by h.size desc limit 1), '0'::xid8)
      and not exists (select 1 from audit.leaf l where l.n = e.n));
end $$;
revoke execute on function audit.entries_about, audit.unsealed from public;
grant execute on function audit.entries_about, audit.unsealed to mizan_app;
