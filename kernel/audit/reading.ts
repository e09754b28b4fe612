import { sql } from 'kysely'
import type { Tx } from '#platform/db'
import type { ParsedInputOf } from '#platform/http/contract'
import type { AuditEntry, listAuditEntries } from './contract.ts'

/** Midnight in Pakistan at the start of a day, `days` later. */
const midnight = (day: string | undefined, days = 0) =>
  sql`((${day ?? null}::date + ${days}::integer)::timestamp at time zone 'Asia/Karachi')`

/** A page of the log, latest first; `next` is where the page after it begins. */
export async function listEntries(
  tx: Tx,
  query: ParsedInputOf<typeof listAuditEntries>,
): Promise<{ rows: AuditEntry[]; next: number | null }> {
  const account = sql`${query.account ?? null}::uuid`
  const act = sql`${query.act ?? null}::text`
  const subject = sql`${query.subject ?? null}::text`
  const before = sql`${query.before ?? null}::bigint`
  const size = query.size + 1
  const source =
    query.id === undefined
      ? sql`select * from audit.entry e
          where (${account} is null or e.account_id = ${account}) and (${act} is null or e.act = ${act})
            and (${subject} is null or e.subject = ${subject}) and (${before} is null or e.n < ${before})
            and (${query.from ?? null}::date is null or e.at >= ${midnight(query.from)})
            and (${query.to ?? null}::date is null or e.at < ${midnight(query.to, 1)})
          order by e.n desc limit ${size}`
      : sql`select * from audit.entries_about(${query.id}, ${account}, ${act}, ${subject}, ${midnight(query.from)},
          ${midnight(query.to, 1)}, ${before}, ${size})`
  const { rows } = await sql<AuditEntry>`
    select e.n, e.at, e.act, e.subject, e.subject_ids as "subjectIds", e.purpose, a.name_en as "accountEn", a.name_ur as "accountUr",
      u.name_en as "unitEn", u.name_ur as "unitUr", e.request_id as "requestId", e.detail,
      exists (select 1 from audit.leaf l where l.n = e.n) as sealed
    from (${source}) e left join identity.account a on a.id = e.account_id left join units.current_unit u on u.id = e.unit_id
    order by e.n desc`.execute(tx)
  const page = rows.slice(0, query.size)
  return { rows: page, next: rows.length > query.size ? (page.at(-1)?.n ?? null) : null }
}
