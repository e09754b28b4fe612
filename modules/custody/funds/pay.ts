import { sql } from 'kysely'
import { standing } from '#kernel/access'
import type { Tx } from '#platform/db'
import { refuse } from '#platform/http'
import { today } from '../law-of-prison.ts'
import { lawfulBasis } from '../liberty-ledger/basis.ts'
import { gatherCustody, type Prisoner } from '../liberty-ledger/gather.ts'
import { pay } from '../money-holds/use-cases.ts'
import { sentenceFacts } from '../sentence/facts.ts'
import { payFine } from '../sentence/ledger.ts'

interface ToPay {
  readonly id: string
  readonly fundId: string
  readonly imprisonmentId: string
  readonly amount: number
}

async function lockLine(tx: Tx, lineId: string): Promise<ToPay> {
  const { rows } = await sql<ToPay & { state: string }>`
    select id, fund_id as "fundId", imprisonment_id as "imprisonmentId", amount::float8 as amount, state from custody.fund_line
     where id = ${lineId}::uuid for update`.execute(tx)
  if (rows[0] === undefined) throw refuse('not-found')
  if (rows[0].state !== 'approved') throw refuse('custody-funds.not-to-pay')
  return rows[0]
}

/**
 * Settles all that somebody is held for from what was set aside, by the same entries as if a relative had paid: each fine, each diyat,
 * arsh and daman under this receipt, so that holds lift and the date of release is computed anew. What they owe is looked at as it
 * stands now; what is no longer due goes back into the fund.
 * @throws not-found, custody.not-in, custody-funds.not-to-pay, .not-only-money, .more-than-set-aside, .in-the-future
 */
export async function payLine(
  tx: Tx,
  given: { lineId: string; paidOn: string; receipt: string },
): Promise<{ paid: number; givenBack: number }> {
  const line = await lockLine(tx, given.lineId)
  const on = await today(tx)
  if (given.paidOn > on) throw refuse('custody-funds.in-the-future')
  const { rows: held } = await sql<Prisoner & { state: string }>`
    select id, number || '/' || year as number, category, state from custody.imprisonment where id = ${line.imprisonmentId}::uuid for update`.execute(
    tx,
  )
  const prisoner = held[0]
  if (prisoner?.state !== 'in') throw refuse('custody.not-in')
  const { money } = lawfulBasis((await gatherCustody(tx, [prisoner])).get(prisoner.id)!, on)
  if (money === null || money.amount === null || money.parts.some(({ kind }) => kind === 'surety'))
    throw refuse('custody-funds.not-only-money')
  if (money.amount > line.amount)
    throw refuse('custody-funds.more-than-set-aside', { due: money.amount, setAside: line.amount })
  const { paidOn, receipt } = given
  if (money.parts.some(({ kind }) => kind === 'fine'))
    for (const { sentenceId, amount, paid } of (await sentenceFacts(tx, prisoner.id)).fines)
      if (amount > paid)
        await payFine(tx, { imprisonmentId: prisoner.id, sentenceId, paidOn, amount: amount - paid, receipt })
  for (const { id, left } of await duesOf(tx, prisoner.id))
    await pay(tx, { moneyDueId: id, paidOn, amount: left, receipt })
  await sql`update custody.fund_line set state = 'paid', paid = ${money.amount}, paid_on = ${paidOn}, receipt = ${receipt},
    paid_by = ${standing(tx).accountId}::uuid where id = ${line.id}::uuid`.execute(tx)
  const givenBack = Math.round((line.amount - money.amount) * 100) / 100
  await giveBack(tx, line, givenBack)
  return { paid: money.amount, givenBack }
}

async function duesOf(tx: Tx, imprisonmentId: string): Promise<{ id: string; left: number }[]> {
  const { rows } = await sql<{ id: string; left: number }>`
    select m.id, (m.amount - coalesce((select sum(p.amount) from custody.money_payment p where p.money_due_id = m.id), 0))::float8 as left
      from custody.money_due m join custody.hold h on h.id = m.hold_id and h.lifted_at is null
     where m.imprisonment_id = ${imprisonmentId}::uuid and m.kind <> 'surety' order by m.id`.execute(tx)
  return rows.filter(({ left }) => left > 0)
}

/** @throws not-found, custody-funds.not-to-pay */
export async function drop(tx: Tx, given: { lineId: string; why: string }): Promise<{ givenBack: number }> {
  const line = await lockLine(tx, given.lineId)
  await sql`update custody.fund_line set state = 'dropped', dropped_why = ${given.why} where id = ${line.id}::uuid`.execute(
    tx,
  )
  await giveBack(tx, line, line.amount)
  return { givenBack: line.amount }
}

async function giveBack(tx: Tx, line: ToPay, amount: number): Promise<void> {
  if (amount <= 0) return
  await sql`insert into custody.fund_entry (jurisdiction, fund_id, kind, amount, line_id)
    values (${standing(tx).jurisdiction}, ${line.fundId}::uuid, 'given-back', ${amount}, ${line.id}::uuid)`.execute(
    tx,
  )
}

/** What is set aside for prisoners here and not yet paid: every one of them could leave. */
export async function countToPay(tx: Tx): Promise<{ count: number; overdue: number }> {
  const { rows } = await sql<{ count: number; overdue: number }>`
    select count(*)::integer as count, (count(*) filter (where r.decided_at < clock_timestamp() - interval '1 day'))::integer as overdue
      from custody.fund_line l join custody.fund_round r on r.id = l.round_id where l.state = 'approved'`.execute(
    tx,
  )
  return rows[0]!
}
