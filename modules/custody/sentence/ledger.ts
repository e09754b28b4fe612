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

/**
 * Enters remission that was approved for a passed course, once; the date of release is computed anew and a confirmed one reopened.
 * @throws custody.not-in, custody.law-refused
 */
export async function postEarned(
  tx: Tx,
  given: { imprisonmentId: string; proposalId: string; months: number; instrument: string },
): Promise<{ remissionId: string }> {
  const prisonId = await prisonOf(tx, given.imprisonmentId)
  const { rows } = await sql<{ id: string }>`
    insert into custody.remission (jurisdiction, prison_id, imprisonment_id, kind, months, authority, instrument, granted_on, earned_proposal_id)
    values (${standing(tx).jurisdiction}, ${prisonId}, ${given.imprisonmentId}::uuid, 'education', ${given.months},
      'Inspector-General of Prisons / انسپکٹر جنرل جیل خانہ جات', ${given.instrument}, workflow.today(), ${given.proposalId}::uuid) returning id`.execute(
    tx,
  )
  await computeReleaseDate(tx, given.imprisonmentId, 'remission')
  return { remissionId: rows[0]!.id }
}

/**
 * Voids remission; the row stays and says why. Where more has been forfeited than is left, the forfeiture shrinks to what is left.
 * @throws custody.forfeiture-stands for a forfeiture, which only the quashing of its punishment undoes
 */
export async function voidRemission(
  tx: Tx,
  given: { remissionId: string; why: string },
): Promise<{ voided: true }> {
  const { rows } = await sql<{ imprisonment_id: string; kind: string }>`
    select imprisonment_id, kind from custody.remission where id = ${given.remissionId}::uuid and voided_at is null`.execute(
    tx,
  )
  if (rows[0] === undefined) throw refuse('not-found')
  if (rows[0].kind === 'forfeiture') throw refuse('custody.forfeiture-stands')
  const { imprisonment_id: imprisonmentId } = rows[0]
  await lockLedger(tx, imprisonmentId)
  await voidRow(tx, given.remissionId, given.why)
  await shrinkForfeits(tx, imprisonmentId)
  await computeReleaseDate(tx, imprisonmentId, 'remission')
  return { voided: true }
}

/** Two entries at once must not together take back more than was earned. */
async function lockLedger(tx: Tx, imprisonmentId: string): Promise<void> {
  await sql`select 1 from custody.imprisonment where id = ${imprisonmentId}::uuid for update`.execute(tx)
}

async function voidRow(tx: Tx, remissionId: string, why: string): Promise<void> {
  await sql`update custody.remission set voided_at = clock_timestamp(), void_reason = ${why}
    where id = ${remissionId}::uuid`.execute(tx)
}

/** Days of remission of these kinds that stand and are not forfeited. A month is thirty days, as in the jail roll. */
export async function forfeitableDays(
  tx: Tx,
  imprisonmentId: string,
  kinds: readonly string[],
): Promise<number> {
  const { rows } = await sql<{ days: number }>`
    select coalesce(sum(case when kind = 'forfeiture' then -days when kind = any (${kinds}::text[]) then (years * 12 + months) * 30 + days else 0 end), 0)::integer as days
      from custody.remission where imprisonment_id = ${imprisonmentId}::uuid and voided_at is null`.execute(
    tx,
  )
  return rows[0]!.days
}

/**
 * Takes back remission by a punishment in force, at most what is there of the kinds it may take from; the date of release is computed
 * anew and a confirmed one reopened. Answers how many days were taken.
 * @throws custody.not-in
 */
export async function forfeitRemission(
  tx: Tx,
  given: {
    imprisonmentId: string
    punishmentId: string
    days: number
    kinds: readonly string[]
    authority: string
    instrument: string
  },
): Promise<number> {
  const prisonId = await prisonOf(tx, given.imprisonmentId)
  await lockLedger(tx, given.imprisonmentId)
  const days = Math.min(given.days, await forfeitableDays(tx, given.imprisonmentId, given.kinds))
  if (days <= 0) return 0
  await sql`insert into custody.remission (jurisdiction, prison_id, imprisonment_id, kind, days, authority, instrument, granted_on, punishment_id, takes)
    values (${standing(tx).jurisdiction}, ${prisonId}, ${given.imprisonmentId}::uuid, 'forfeiture', ${days}, ${given.authority},
      ${given.instrument}, workflow.today(), ${given.punishmentId}::uuid, ${[...given.kinds]}::text[])`.execute(
    tx,
  )
  await computeReleaseDate(tx, given.imprisonmentId, 'forfeiture')
  return days
}

/** Gives back what a punishment had taken, because it no longer stands. Answers how many days. */
export async function restoreRemission(
  tx: Tx,
  given: { punishmentId: string; why: string },
): Promise<number> {
  const { rows } = await sql<{ id: string; imprisonment_id: string; days: number }>`
    select id, imprisonment_id, days from custody.remission
     where punishment_id = ${given.punishmentId}::uuid and voided_at is null`.execute(tx)
  const row = rows[0]
  if (row === undefined) return 0
  await lockLedger(tx, row.imprisonment_id)
  await voidRow(tx, row.id, given.why)
  await computeReleaseDate(tx, row.imprisonment_id, 'forfeiture')
  return row.days
}

/** The latest forfeiture shrinks first. */
async function shrinkForfeits(tx: Tx, imprisonmentId: string): Promise<void> {
  const { rows } = await sql<{
    id: string
    prison_id: number
    days: number
    takes: string[]
    authority: string
    instrument: string
    granted_on: string
    punishment_id: string
  }>`select id, prison_id, days, takes, authority, instrument, granted_on, punishment_id from custody.remission
      where imprisonment_id = ${imprisonmentId}::uuid and kind = 'forfeiture' and voided_at is null order by created_at desc, id`.execute(
    tx,
  )
  if (rows.length === 0) return
  const left = await forfeitableDays(tx, imprisonmentId, [...new Set(rows.flatMap(({ takes }) => takes))])
  let over = -left
  for (const row of rows) {
    if (over <= 0) return
    const cut = Math.min(over, row.days)
    over -= cut
    await voidRow(tx, row.id, `${row.days} → ${row.days - cut}`)
    if (row.days > cut)
      await sql`insert into custody.remission (jurisdiction, prison_id, imprisonment_id, kind, days, authority, instrument, granted_on, punishment_id, takes)
        values (${standing(tx).jurisdiction}, ${row.prison_id}, ${imprisonmentId}::uuid, 'forfeiture', ${row.days - cut}, ${row.authority},
          ${row.instrument}, ${row.granted_on}, ${row.punishment_id}::uuid, ${row.takes}::text[])`.execute(tx)
  }
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
