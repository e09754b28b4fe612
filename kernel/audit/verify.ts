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
  for (let position = 0; ; ) {
    const rows = await readPage(client, position)
    if (rows.length === 0) break
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
    position = edge.size
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
 * A page of leaves with their entries. The bounds on `n` say nothing new, but with them each monthly part of the log is read
 * once a page by its index and not looked into once a row.
 */
async function readPage(client: pg.Client | pg.PoolClient, position: number): Promise<SealedRow[]> {
  const { rows } = await client.query<SealedRow>(
    `with leaf as materialized (
       select position, n, hash from audit.leaf where position >= $1 order by position limit ${page}
     )
     select l.position, l.n, l.hash, ${sealedText} as text, e.n is null as gone
     from leaf l left join audit.entry e on e.n = l.n
       and e.n >= (select min(n) from leaf) and e.n <= (select max(n) from leaf)
     order by l.position`,
    [position],
  )
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
