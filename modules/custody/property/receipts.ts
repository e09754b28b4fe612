import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { standing } from '#kernel/access'
import type { Tx } from '#platform/db'
import { canonical } from '#platform/http'
import type { receiptKinds } from './contract.ts'

export type ReceiptKind = (typeof receiptKinds)[number]

export interface Receipt {
  readonly prisonId: number
  readonly year: number
  readonly number: number
  readonly imprisonmentId: string
  readonly kind: ReceiptKind
  /** 1: as admission hashed before there were seals. */
  readonly form: 1 | 2
  readonly content: Readonly<Record<string, unknown>>
}

/** SHA-256 over the hash of the receipt before this one and this one's own words. */
export function receiptHash(previous: string, receipt: Receipt): string {
  const { prisonId, year, number, imprisonmentId, kind, content } = receipt
  const words =
    receipt.form === 1
      ? [
          previous,
          prisonId,
          year,
          number,
          imprisonmentId,
          content.bagNumber,
          content.description,
          content.quantity,
          content.cash ?? null,
        ]
      : [previous, prisonId, year, number, imprisonmentId, kind, canonical(content)]
  return createHash('sha256').update(JSON.stringify(words)).digest('hex')
}

export interface MadeOut {
  readonly id: string
  /** `51/2026` */
  readonly number: string
}

/**
 * Makes out the next receipt of the prison's register. The register's row is locked until the transaction ends, so numbers run without
 * gaps and no two receipts take in the same one before.
 */
export async function makeOut(
  tx: Tx,
  given: {
    readonly prisonId: number
    readonly imprisonmentId: string
    readonly kind: ReceiptKind
    readonly content: Readonly<Record<string, unknown>>
  },
): Promise<MadeOut> {
  const { jurisdiction, accountId } = standing(tx)
  const { rows } = await sql<{ year: number; last: number; last_hash: string; at: string }>`
    insert into custody.counter (prison_id, register, year, last)
    values (${given.prisonId}, 'property', extract(year from workflow.today())::integer, 1)
    on conflict (prison_id, register, year) do update set last = custody.counter.last + 1
    returning year, last, last_hash, clock_timestamp() as at`.execute(tx)
  const { year, last, last_hash, at } = rows[0]!
  const content = { ...given.content, at, by: accountId }
  const hash = receiptHash(last_hash, { ...given, year, number: last, form: 2, content })
  const { rows: made } = await sql<{ id: string }>`
    insert into custody.property_receipt (jurisdiction, prison_id, imprisonment_id, year, number, kind, content, previous_hash, hash,
      made_by, made_at)
    values (${jurisdiction}, ${given.prisonId}, ${given.imprisonmentId}::uuid, ${year}, ${last}, ${given.kind},
      ${JSON.stringify(content)}::jsonb, ${last_hash}, ${hash}, ${accountId}::uuid, ${at}) returning id`.execute(
    tx,
  )
  await sql`update custody.counter set last_hash = ${hash}
    where prison_id = ${given.prisonId} and register = 'property' and year = ${year}`.execute(tx)
  return { id: made[0]!.id, number: `${last}/${year}` }
}
