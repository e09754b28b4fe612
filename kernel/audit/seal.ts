import { appendFileSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type pg from 'pg'
import { type Head, headHash, headLine, noHead, signHead } from './head.ts'
import { leafHash, type Node, peaksOf, TreeEdge } from './merkle.ts'
import type { SealKey } from './seal-key.ts'

/**
 * One entry as the bytes that are sealed. Written out here and not in a function of the database, so that nobody can change
 * what "the same entry" means from inside the database. Instants in UTC, so that the session's time zone does not matter.
 */
export const sealedText = `concat_ws(E'\\x1f', e.n, to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'), e.xid, e.jurisdiction,
  coalesce(e.account_id::text, '-'), coalesce(e.grant_id::text, '-'), coalesce(e.unit_id::text, '-'), coalesce(e.request_id::text, '-'),
  coalesce(e.purpose, '-'), e.act, e.subject, array_to_json(e.subject_ids)::text, e.detail::text)`

const batch = 5_000

export interface Sealed {
  readonly entries: number
  readonly head: Head | null
}

/**
 * Seals what was appended since the last head. Only entries of transactions that have ended are taken, so none can slip in
 * below a head afterwards. Several processes may call it; one seals, the others find nothing to do.
 * The signed head is also appended to `<home>/audit-heads.jsonl`, the first witness outside the database.
 */
export async function sealNew(pool: pg.Pool, key: SealKey, home: string): Promise<Sealed> {
  const client = await pool.connect()
  try {
    await client.query('begin')
    const { rows: lock } = await client.query(`select pg_try_advisory_xact_lock(7214003) as got`)
    if (!lock[0].got) {
      await client.query('rollback')
      return { entries: 0, head: null }
    }
    const last = await lastHead(client)
    const edge = await edgeOf(client, last?.size ?? 0)
    const { rows: bounds } = await client.query(
      `select pg_snapshot_xmin(pg_current_snapshot())::text as below, pg_snapshot_xmin(pg_current_snapshot()) < $1::text::xid8 as restored`,
      [last?.sealedBelow ?? '0'],
    )
    // After a logical restore the new server counts transactions from the start again: then every entry without a leaf is new.
    const from = bounds[0].restored ? '0' : (last?.sealedBelow ?? '0')
    const { rows } = await client.query(
      `select e.n, ${sealedText} as text from audit.entry e
       where e.xid >= $1::text::xid8 and (e.xid < $2::text::xid8 or $3)
         and not exists (select 1 from audit.leaf l where l.n = e.n)
       order by e.xid, e.n limit ${batch * 10}`,
      [from, bounds[0].below, bounds[0].restored],
    )
    if (rows.length === 0) {
      await client.query('rollback')
      return { entries: 0, head: null }
    }
    const leaves: { position: number; n: number; hash: Buffer }[] = []
    const nodes: Node[] = []
    for (const row of rows) {
      const hash = leafHash(Buffer.from(row.text))
      leaves.push({ position: edge.size, n: row.n, hash })
      nodes.push(...edge.append(hash))
    }
    await insertLeaves(client, leaves)
    await insertNodes(client, nodes)
    const complete = rows.length < batch * 10
    const sealedBelow = complete ? bounds[0].below : from
    const head = signHead(
      {
        size: edge.size,
        root: edge.root(),
        previous: last === null ? noHead : headHash(last),
        at: new Date().toISOString(),
      },
      key,
    )
    await client.query(
      `insert into audit.head (size, root, previous, at, sealed_below, key_id, signature) values ($1, $2, $3, $4, $5::text::xid8, $6, $7)`,
      [head.size, head.root, head.previous, head.at, sealedBelow, head.keyId, head.signature],
    )
    await client.query('commit')
    mkdirSync(home, { recursive: true })
    appendFileSync(join(home, 'audit-heads.jsonl'), `${headLine(head)}\n`)
    return { entries: rows.length, head }
  } catch (error) {
    await client.query('rollback')
    throw error
  } finally {
    client.release()
  }
}

async function lastHead(client: pg.PoolClient): Promise<(Head & { sealedBelow: string }) | null> {
  const { rows } = await client.query(
    `select size, root, previous, at, key_id, signature, sealed_below::text from audit.head order by size desc limit 1`,
  )
  const row = rows[0]
  if (row === undefined) return null
  return {
    size: row.size,
    root: row.root,
    previous: row.previous,
    at: row.at,
    keyId: row.key_id,
    signature: row.signature,
    sealedBelow: row.sealed_below,
  }
}

async function edgeOf(client: pg.PoolClient, size: number): Promise<TreeEdge> {
  const peaks: Node[] = []
  for (const { level, index } of peaksOf(size)) {
    const { rows } =
      level === 0
        ? await client.query(`select hash from audit.leaf where position = $1`, [index])
        : await client.query(`select hash from audit.node where level = $1 and index = $2`, [level, index])
    if (rows[0] === undefined)
      throw new Error(`The audit tree of ${size} leaves lacks node ${level}/${index}; run verify-audit.`)
    peaks.push({ level, index, hash: rows[0].hash })
  }
  return new TreeEdge(size, peaks)
}

async function insertLeaves(
  client: pg.PoolClient,
  leaves: { position: number; n: number; hash: Buffer }[],
): Promise<void> {
  for (let at = 0; at < leaves.length; at += batch) {
    const part = leaves.slice(at, at + batch)
    await client.query(
      `insert into audit.leaf (position, n, hash) select p, n, decode(h, 'hex') from unnest($1::bigint[], $2::bigint[], $3::text[]) as l(p, n, h)`,
      [
        part.map((leaf) => leaf.position),
        part.map((leaf) => leaf.n),
        part.map((leaf) => leaf.hash.toString('hex')),
      ],
    )
  }
}

async function insertNodes(client: pg.PoolClient, nodes: readonly Node[]): Promise<void> {
  for (let at = 0; at < nodes.length; at += batch) {
    const part = nodes.slice(at, at + batch)
    await client.query(
      `insert into audit.node (level, index, hash) select l, i, decode(h, 'hex') from unnest($1::smallint[], $2::bigint[], $3::text[]) as n(l, i, h)`,
      [
        part.map((node) => node.level),
        part.map((node) => node.index),
        part.map((node) => node.hash.toString('hex')),
      ],
    )
  }
}
