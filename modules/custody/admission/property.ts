import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { standing } from '#kernel/access'
import type { Tx } from '#platform/db'
import type { NewProperty } from './contract.ts'

interface Receipt {
  readonly prisonId: number
  readonly year: number
  readonly number: number
  readonly imprisonmentId: string
  readonly bagNumber: string
  readonly description: string
  readonly quantity: number
  readonly cash: number | null
}

/** SHA-256 over the receipt before this one and this one's own words. */
export function receiptHash(previous: string, receipt: Receipt): string {
  return createHash('sha256')
    .update(
      JSON.stringify([
        previous,
        receipt.prisonId,
        receipt.year,
        receipt.number,
        receipt.imprisonmentId,
        receipt.bagNumber,
        receipt.description,
        receipt.quantity,
        receipt.cash,
      ]),
    )
    .digest('hex')
}

/** Takes property into sealed bags, each against a numbered receipt that takes in the one before it. Returns the receipt numbers. */
export async function takeProperty(
  tx: Tx,
  imprisonment: { id: string; prisonId: number; year: number },
  items: readonly NewProperty[],
): Promise<string[]> {
  if (items.length === 0) return []
  const { prisonId, year } = imprisonment
  const { rows } = await sql<{ last: number; last_hash: string }>`
    insert into custody.counter (prison_id, register, year, last) values (${prisonId}, 'property', ${year}, ${items.length})
    on conflict (prison_id, register, year) do update set last = custody.counter.last + ${items.length}
    returning last, last_hash`.execute(tx)
  let number = rows[0]!.last - items.length
  let previous = rows[0]!.last_hash
  const receipts: string[] = []
  for (const item of items) {
    number += 1
    const hash = receiptHash(previous, {
      prisonId,
      year,
      number,
      imprisonmentId: imprisonment.id,
      bagNumber: item.bagNumber,
      description: item.description,
      quantity: item.quantity,
      cash: item.cash ?? null,
    })
    await sql`insert into custody.property_item (jurisdiction, prison_id, imprisonment_id, receipt_year, receipt_number, bag_number,
        description, quantity, cash, previous_hash, hash)
      values (${standing(tx).jurisdiction}, ${prisonId}, ${imprisonment.id}::uuid, ${year}, ${number}, ${item.bagNumber},
        ${item.description}, ${item.quantity}, ${item.cash ?? null}, ${previous}, ${hash})`.execute(tx)
    receipts.push(`${number}/${year}`)
    previous = hash
  }
  await sql`update custody.counter set last_hash = ${previous}
    where prison_id = ${prisonId} and register = 'property' and year = ${year}`.execute(tx)
  return receipts
}
