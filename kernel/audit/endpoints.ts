import { sql } from 'kysely'
import { handle } from '#kernel/gate'
import { refuse } from '#platform/http'
import { type AuditEntry, getAuditHeads, getAuditProof, listAuditEntries } from './contract.ts'
import { proofOf } from './proof.ts'

export const handlers = [
  handle(listAuditEntries, async (tx, query) => {
    const { rows } = await sql<AuditEntry>`
      select e.n, e.at, e.act, e.subject, e.subject_ids as "subjectIds", e.purpose, a.name_en as "accountEn", a.name_ur as "accountUr",
        u.name_en as "unitEn", u.name_ur as "unitUr", e.request_id as "requestId", e.detail,
        exists (select 1 from audit.leaf l where l.n = e.n) as sealed
      from audit.entry e left join identity.account a on a.id = e.account_id left join units.current_unit u on u.id = e.unit_id
      where (${query.account ?? null}::uuid is null or e.account_id = ${query.account ?? null}::uuid)
        and (${query.act ?? null}::text is null or e.act = ${query.act ?? null})
        and (${query.subject ?? null}::text is null or e.subject = ${query.subject ?? null})
        and (${query.id ?? null}::text is null or e.subject_ids @> array[${query.id ?? null}::text])
        and (${query.from ?? null}::date is null or e.at >= ${query.from ?? null}::date)
        and (${query.to ?? null}::date is null or e.at < ${query.to ?? null}::date + 1)
        and (${query.before ?? null}::bigint is null or e.n < ${query.before ?? null}::bigint)
      order by e.n desc limit ${query.size + 1}`.execute(tx)
    const page = rows.slice(0, query.size)
    return { rows: page, next: rows.length > query.size ? (page.at(-1)?.n ?? null) : null }
  }),
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
    const { rows: open } = await sql<{
      unsealed: number
    }>`select count(*)::integer as unsealed from audit.entry e
      where e.xid >= coalesce((select sealed_below from audit.head order by size desc limit 1), '0'::xid8)`.execute(
      tx,
    )
    return { heads: rows, unsealed: open[0]?.unsealed ?? 0 }
  }),
]
