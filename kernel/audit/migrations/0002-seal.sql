-- needs:
-- The seal over the audit: every entry becomes a leaf of a Merkle tree (RFC 9162), every few seconds the tree's head is chained
-- to the one before and signed. Who alters, removes or slips in an entry, even as the owner of the database, cannot make the
-- heads agree again without the key, which is not in the database.
grant usage on schema audit to mizan_sealer;

create table audit.leaf (
  position bigint primary key,
  n bigint not null unique,
  hash bytea not null check (length(hash) = 32)
);
comment on table audit.leaf is 'Place of an entry in the tree, and its leaf hash';

create table audit.node (
  level smallint not null check (level > 0),
  index bigint not null,
  hash bytea not null check (length(hash) = 32),
  primary key (level, index)
);
comment on table audit.node is 'Hash of a complete subtree of 2^level leaves; kept so that a proof needs a handful of rows and not the whole tree';

create table audit.head (
  size bigint primary key,
  root bytea not null,
  previous bytea not null,
  at timestamptz not null,
  sealed_below xid8 not null,
  key_id text not null,
  signature bytea not null
);
comment on table audit.head is 'Signed head of the tree at a size; previous is the hash of the head before it';

grant select, insert on audit.leaf, audit.node, audit.head to mizan_sealer;
grant select on audit.entry to mizan_sealer;
grant select on audit.leaf, audit.node, audit.head to mizan_app;
create policy entry_seal on audit.entry for select to mizan_sealer using (true);
