import { sql } from 'kysely'
import { standing } from '#kernel/access'
import type { Tx } from '#platform/db'
import { refuse } from '#platform/http'
import { sentenceFacts } from './facts.ts'
import { computeReleaseDate } from './release-date.ts'

async function prisonOf(tx: Tx, imprisonmentId: string): Promise<number> {
  const { rows } = await sql<{ prison_id: number; state: string }>`
    select prison_id, state from custody.imprisonment where id = ${imprisonmentId}::uuid`.execute(tx)
  if (rows[0] === undefined) throw refuse('not-found')
  if (rows[0].state !== 'in') throw refuse('custody.not-in')
  return rows[0].prison_id
}

/** Enters remission with the paper that grants it; the date of release is computed anew and a confirmed one reopened. */
export async function postRemission(
  tx: Tx,
  given: {
    imprisonmentId: string
    kind: string
    years: number
    months: number
    days: number
    authority: string
    instrument: string
    grantedOn: string
  },
): Promise<{ remissionId: string }> {
  const prisonId = await prisonOf(tx, given.imprisonmentId)
  const { rows } = await sql<{ id: string }>`
    insert into custody.remission (jurisdiction, prison_id, imprisonment_id, kind, years, months, days, authority, instrument, granted_on)
    values (${standing(tx).jurisdiction}, ${prisonId}, ${given.imprisonmentId}::uuid, ${given.kind}, ${given.years}, ${given.months},
      ${given.days}, ${given.authority}, ${given.instrument}, ${given.grantedOn}) returning id`.execute(tx)
  await computeReleaseDate(tx, given.imprisonmentId, 'remission')
  return { remissionId: rows[0]!.id }
}

/** Voids remission; the row stays and says why. */
export async function voidRemission(
  tx: Tx,
  given: { remissionId: string; why: string },
): Promise<{ voided: true }> {
  const { rows } = await sql<{ imprisonment_id: string }>`
    update custody.remission set voided_at = clock_timestamp(), void_reason = ${given.why}
     where id = ${given.remissionId}::uuid and voided_at is null returning imprisonment_id`.execute(tx)
  if (rows[0] === undefined) throw refuse('not-found')
  await computeReleaseDate(tx, rows[0].imprisonment_id, 'remission')
  return { voided: true }
}

/**
 * Enters money paid towards a fine of one sentence.
 * @throws custody.not-in, not-found when the sentence carries no fine, custody.fine-overpaid
 */
export async function payFine(
  tx: Tx,
  given: { imprisonmentId: string; sentenceId: string; paidOn: string; amount: number; receipt: string },
): Promise<{ paid: true }> {
  const prisonId = await prisonOf(tx, given.imprisonmentId)
  // One payment at a time: two entered at once must not together be more than the fine.
  await sql`select 1 from custody.imprisonment where id = ${given.imprisonmentId}::uuid for update`.execute(
    tx,
  )
  const fine = (await sentenceFacts(tx, given.imprisonmentId)).fines.find(
    (one) => one.sentenceId === given.sentenceId,
  )
  if (fine === undefined) throw refuse('not-found')
  if (given.amount > fine.amount - fine.paid)
    throw refuse('custody.fine-overpaid', { left: fine.amount - fine.paid })
  await sql`insert into custody.fine_payment (jurisdiction, prison_id, imprisonment_id, sentence_id, paid_on, amount, receipt)
    values (${standing(tx).jurisdiction}, ${prisonId}, ${given.imprisonmentId}::uuid, ${given.sentenceId}, ${given.paidOn},
      ${given.amount}, ${given.receipt})`.execute(tx)
  await computeReleaseDate(tx, given.imprisonmentId, 'fine-paid')
  return { paid: true }
}
