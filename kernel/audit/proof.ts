import { sql } from 'kysely'
import type { Tx } from '#platform/db'
import { inclusionPath } from './merkle.ts'
import { sealedText } from './seal.ts'

export interface InclusionProof {
  readonly position: number
  readonly size: number
  /** The entry as it was sealed; its leaf hash is `leaf`. */
  readonly text: string
  readonly leaf: string
  readonly path: string[]
  readonly root: string
  /** Hash of the head before, which the signature covers too. */
  readonly previous: string
  readonly at: string
  readonly keyId: string
  /** Base64 Ed25519 signature of the head. */
  readonly signature: string
}

/**
 * That an entry stands in the sealed log: its place, the hashes that lead from it to the root, and the signed head.
 * Null for an entry younger than the last seal.
 */
export async function proofOf(tx: Tx, n: number): Promise<InclusionProof | null> {
  const { rows } = await sql<{
    position: number
    text: string
    leaf: Buffer
    size: number
    root: Buffer
    previous: Buffer
    at: string
    key_id: string
    signature: Buffer
  }>`select l.position, l.hash as leaf, ${sql.raw(sealedText)} as text, h.size, h.root, h.previous, h.at, h.key_id, h.signature from audit.leaf l join audit.entry e on e.n = l.n
      cross join lateral (select * from audit.head where size > l.position order by size desc limit 1) h where l.n = ${n}`.execute(
    tx,
  )
  const found = rows[0]
  if (found === undefined) return null
  const path = await inclusionPath(found.position, found.size, async (level, index) => {
    const { rows: hashes } =
      level === 0
        ? await sql<{ hash: Buffer }>`select hash from audit.leaf where position = ${index}`.execute(tx)
        : await sql<{
            hash: Buffer
          }>`select hash from audit.node where level = ${level} and index = ${index}`.execute(tx)
    if (hashes[0] === undefined) throw new Error(`The audit tree lacks node ${level}/${index}.`)
    return hashes[0].hash
  })
  return {
    position: found.position,
    size: found.size,
    text: found.text,
    leaf: found.leaf.toString('hex'),
    path: path.map((hash) => hash.toString('hex')),
    root: found.root.toString('hex'),
    previous: found.previous.toString('hex'),
    at: found.at,
    keyId: found.key_id,
    signature: found.signature.toString('base64'),
  }
}
