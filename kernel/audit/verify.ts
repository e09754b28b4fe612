import type pg from 'pg'
import { type Head, headHash, isSignedBy, noHead } from './head.ts'
import { leafHash, TreeEdge } from './merkle.ts'
import { sealedText } from './seal.ts'
import type { SealKey } from './seal-key.ts'

export interface Verification {
  /** Sealed entries looked at. */
  readonly rows: number
  readonly heads: number
  readonly ok: boolean
  /** Entries written since the last head; not yet provable. */
  readonly unsealed: number
  readonly firstProblem: {
    readonly what: string
    readonly position?: number
    readonly entry?: number
    readonly head?: number
  } | null
}

const page = 20_000

/**
 * Reads every entry, leaf and head again and computes the tree anew. Names the first entry that was altered, removed, moved or
 * slipped in, the first head that does not follow from them or is not signed by the key, and a database that has fallen behind
 * heads a witness holds (rolled back to an older copy, or its tail cut off).
 */
export async function verifyAudit(
  client: pg.Client | pg.PoolClient,
  key: Pick<SealKey, 'publicKey' | 'id'>,
  witnessed: readonly Head[],
  onProgress: (rows: number) => void = () => undefined,
): Promise<Verification> {
  // One snapshot for everything, so that what is appended meanwhile is neither missed nor taken for a forgery.
  await client.query('begin isolation level repeatable read read only')
  try {
    return await verifySnapshot(client, key, witnessed, onProgress)
  } finally {
    await client.query('rollback')
  }
}

async function verifySnapshot(
  client: pg.Client | pg.PoolClient,
  key: Pick<SealKey, 'publicKey' | 'id'>,
  witnessed: readonly Head[],
  onProgress: (rows: number) => void,
): Promise<Verification> {
  const { rows: headRows } = await client.query(
    `select size, root, previous, at, key_id, signature from audit.head order by size`,
  )
  const heads: Head[] = headRows.map((row) => ({
    size: row.size,
    root: row.root,
    previous: row.previous,
    at: row.at,
    keyId: row.key_id,
    signature: row.signature,
  }))
  const edge = new TreeEdge()
  let nextHead = 0
  const report = (problem: Verification['firstProblem'], unsealed = 0): Verification => ({
    rows: edge.size,
    heads: heads.length,
    ok: problem === null,
    unsealed,
    firstProblem: problem,
  })
  const lastSize = heads.at(-1)?.size ?? 0
  await openLeaves(client)
  let coming = nextPage(client)
  for (;;) {
    const rows = await coming
    if (rows.length === 0) break
    // The database prepares the next page while this one is hashed; whoever returns early leaves it to the roll-back behind it.
    coming = nextPage(client)
    for (const row of rows) {
      if (row.position !== edge.size) return report({ what: 'leaf-missing', position: edge.size })
      if (row.gone) return report({ what: 'entry-removed', position: row.position, entry: row.n })
      const hash = leafHash(Buffer.from(row.text))
      if (!hash.equals(row.hash))
        return report({ what: 'entry-altered', position: row.position, entry: row.n })
      if (row.position >= lastSize)
        return report({ what: 'leaf-without-head', position: row.position, entry: row.n })
      edge.append(hash)
      const head = heads[nextHead]
      if (head !== undefined && head.size === edge.size) {
        const problem = headProblem(head, heads[nextHead - 1], edge.root(), key)
        if (problem !== null) return report({ what: problem, head: head.size })
        nextHead += 1
      }
    }
    onProgress(edge.size)
  }
  const unreached = heads[nextHead]
  if (unreached !== undefined)
    return report({ what: 'leaves-missing', head: unreached.size, position: edge.size })
  for (const head of witnessed) {
    const own = heads.find((each) => each.size === head.size)
    if (own === undefined) return report({ what: 'witnessed-head-missing', head: head.size })
    if (!own.root.equals(head.root)) return report({ what: 'witnessed-head-differs', head: head.size })
  }
  const { rows: strays } = await client.query(
    `select min(e.n) filter (where e.xid < h.below) as slipped_in, count(*)::int as unsealed
     from audit.entry e, (select coalesce((select sealed_below from audit.head order by size desc limit 1), '0'::xid8) as below) h
     where not exists (select 1 from audit.leaf l where l.n = e.n)`,
  )
  if (strays[0].slipped_in !== null)
    return report({ what: 'entry-slipped-in', entry: strays[0].slipped_in }, strays[0].unsealed)
  return report(null, strays[0].unsealed)
}

interface SealedRow {
  readonly position: number
  readonly n: number
  readonly hash: Buffer
  readonly text: string
  readonly gone: boolean
}

/**
 * Opens all leaves in their order, each with its entry. As one query the server reads every part of the log once and joins by
 * hash; page by page it would look every row up in every month.
 */
async function openLeaves(client: pg.Client | pg.PoolClient): Promise<void> {
  await client.query(`set local cursor_tuple_fraction = 1`)
  await client.query(`set local work_mem = '256MB'`)
  await client.query(
    `declare leaves no scroll cursor for
     select l.position, l.n, l.hash, ${sealedText} as text, e.n is null as gone
     from audit.leaf l left join audit.entry e on e.n = l.n order by l.position`,
  )
}

async function nextPage(client: pg.Client | pg.PoolClient): Promise<SealedRow[]> {
  const { rows } = await client.query<SealedRow>(`fetch ${page} from leaves`)
  return rows
}

function headProblem(
  head: Head,
  before: Head | undefined,
  root: Buffer,
  key: Pick<SealKey, 'publicKey' | 'id'>,
): string | null {
  if (!head.root.equals(root)) return 'head-differs-from-entries'
  if (!head.previous.equals(before === undefined ? noHead : headHash(before))) return 'head-chain-broken'
  if (!isSignedBy(head, key)) return 'head-not-signed'
  return null
}
