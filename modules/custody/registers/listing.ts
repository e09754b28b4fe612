import { sql } from 'kysely'
import { may } from '#kernel/access'
import type { Tx } from '#platform/db'
import { refuse } from '#platform/http'
import type { OutputOf, ParsedInputOf } from '#platform/http/contract'
import { today } from '../law-of-prison.ts'
import { prisonOf } from '../prison-of.ts'
import type * as contract from './contract.ts'
import { allRegisters, findRegister } from './define.ts'
import './books/all.ts'

/** Every register the reader may open with its number of entries, counted in one statement. @throws not-found */
export async function listOf(
  tx: Tx,
  query: ParsedInputOf<typeof contract.listRegisters>,
): Promise<OutputOf<typeof contract.listRegisters>> {
  const { prisons, ...prison } = await prisonOf(tx, query.prisonId)
  const day = await today(tx)
  const from = query.from ?? `${day.slice(0, 8)}01`
  const to = query.to ?? day
  const open = allRegisters().filter(({ needs }) => may(tx, needs))
  const counts = new Map<string, number>()
  if (open.length > 0) {
    const { rows } = await sql<{ key: string; entries: number }>`${sql.join(
      open.map(
        ({ key, standing, entries }) =>
          sql`select ${key}::text as key, count(*)::integer as entries from (${entries({
            prison: String(prison.id),
            ...(standing ? {} : { from, to }),
          })}) e`,
      ),
      sql` union all `,
    )}`.execute(tx)
    for (const { key, entries } of rows) counts.set(key, entries)
  }
  return {
    rows: open.map(({ entries: _, needs: __, ...register }) => ({
      ...register,
      entries: counts.get(register.key) ?? 0,
    })),
    prison,
    prisons,
    from,
    to,
  }
}

/** @throws not-found when there is none or the reader may not open it: the two look alike */
export function registerOf(tx: Tx, key: string): OutputOf<typeof contract.getRegister> {
  const found = findRegister(key)
  if (found === undefined || !may(tx, found.needs)) throw refuse('not-found')
  const { entries: _, needs: __, ...register } = found
  return register
}
