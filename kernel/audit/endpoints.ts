import { sql } from 'kysely'
import { handle } from '#kernel/gate'
import { refuse } from '#platform/http'
import { homeFolder } from '#platform/postgres'
import { getAuditHeads, getAuditKey, getAuditProof, listAuditEntries } from './contract.ts'
import { proofOf } from './proof.ts'
import { listEntries } from './reading.ts'
import { publicSealKey } from './seal-key.ts'

export const handlers = [
  handle(listAuditEntries, listEntries),
  handle(getAuditProof, async (tx, { n }) => {
    const { rows } = await sql`select 1 from audit.entry where n = ${n}`.execute(tx)
    if (rows.length === 0) throw refuse('not-found')
    return { proof: await proofOf(tx, n) }
  }),
  handle(getAuditHeads, async (tx, { size }) => {
    const { rows } = await sql<{
      size: number
      root: string
      previous: string
      at: string
      keyId: string
      signature: string
    }>`select size, encode(root, 'hex') as root, encode(previous, 'hex') as previous, at, key_id as "keyId", encode(signature, 'base64') as signature
       from audit.head order by size desc limit ${size}`.execute(tx)
    const { rows: open } = await sql<{ unsealed: number }>`select audit.unsealed() as unsealed`.execute(tx)
    return { heads: rows, unsealed: open[0]?.unsealed ?? 0 }
  }),
  handle(getAuditKey, async () => {
    const key = publicSealKey(homeFolder())
    if (key === undefined) throw refuse('audit.no-key')
    return key
  }),
]
