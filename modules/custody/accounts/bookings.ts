import { sql } from 'kysely'
import { standing } from '#kernel/access'
import type { Tx } from '#platform/db'
import { refuse } from '#platform/http'
import type { OutputOf, ParsedInputOf } from '#platform/http/contract'
import { today } from '../law-of-prison.ts'
import { pay } from '../money-holds/use-cases.ts'
import { payFine } from '../sentence/ledger.ts'
import { type Booked, balanceOf, book, holderInside, holderOf } from './book.ts'
import type * as contract from './contract.ts'
import { type bookingKinds, type ownAccounts, ownTransfers } from './contract.ts'
import { paisaOf, rupeesOf } from './paisa.ts'

/** Cash brought to the gate, or found on a prisoner at admission. @throws not-found, custody.not-in */
export async function deposit(
  tx: Tx,
  given: Pick<ParsedInputOf<typeof contract.depositCash>, 'imprisonmentId' | 'amount'> &
    Partial<ParsedInputOf<typeof contract.depositCash>>,
): Promise<Booked> {
  const { prisonId } = await holderInside(tx, given.imprisonmentId)
  const paisa = paisaOf(given.amount)
  return book(tx, { ...given, prisonId, kind: 'cash-in', postings: { prisoner: paisa, cash: -paisa } })
}

/** A money order or transfer. It is credited at once; until it arrives it stands on the account of remittances on the way. */
export async function credit(
  tx: Tx,
  given: ParsedInputOf<typeof contract.creditRemittance>,
): Promise<Booked> {
  const { prisonId } = await holderInside(tx, given.imprisonmentId)
  const paisa = paisaOf(given.amount)
  return book(tx, {
    ...given,
    prisonId,
    kind: 'remittance',
    postings: { prisoner: paisa, remittance: -paisa },
  })
}

export async function withdraw(tx: Tx, given: ParsedInputOf<typeof contract.withdrawCash>): Promise<Booked> {
  const { prisonId } = await holderInside(tx, given.imprisonmentId)
  const paisa = paisaOf(given.amount)
  return book(tx, { ...given, prisonId, kind: 'withdrawal', postings: { prisoner: -paisa, cash: paisa } })
}

/**
 * Wages of prison labour, out of the department's grant: what the labour part calls, with the paper in the note. What was earned before
 * the gate is owed after it: it is credited all the same, and paid out to whoever left.
 * @throws not-found
 */
export async function payWages(
  tx: Tx,
  given: { imprisonmentId: string; amount: number; note: string },
): Promise<Booked> {
  const { prisonId } = await holderOf(tx, given.imprisonmentId)
  const paisa = paisaOf(given.amount)
  return book(tx, { ...given, prisonId, kind: 'wages', postings: { prisoner: paisa, wages: -paisa } })
}

/** Out of the account into the hands of whoever passes fines on; the sentence's own ledger takes the payment and the date moves. */
export async function payFineOf(
  tx: Tx,
  given: ParsedInputOf<typeof contract.payFineFromAccount>,
): Promise<Booked> {
  const { prisonId } = await holderInside(tx, given.imprisonmentId)
  const paisa = paisaOf(given.amount)
  const booked = await book(tx, {
    prisonId,
    kind: 'fine',
    imprisonmentId: given.imprisonmentId,
    postings: { prisoner: -paisa, fines: paisa },
    against: given.against,
  })
  await payFine(tx, {
    imprisonmentId: given.imprisonmentId,
    sentenceId: given.sentenceId,
    paidOn: await today(tx),
    amount: given.amount,
    receipt: `Prisoner’s account, voucher ${booked.voucher}`,
  })
  return booked
}

/** An instalment towards what a hold keeps the prisoner for. @throws custody-money-holds.overpaid */
export async function payDiyatOf(
  tx: Tx,
  given: ParsedInputOf<typeof contract.payDiyatFromAccount>,
): Promise<Booked> {
  const { prisonId } = await holderInside(tx, given.imprisonmentId)
  const { rows } = await sql<{ instrument: string }>`
    select instrument from custody.money_due where id = ${given.moneyDueId}::uuid and imprisonment_id = ${given.imprisonmentId}::uuid`.execute(
    tx,
  )
  if (rows[0] === undefined) throw refuse('not-found')
  const paisa = paisaOf(given.amount)
  const booked = await book(tx, {
    prisonId,
    kind: 'diyat',
    imprisonmentId: given.imprisonmentId,
    postings: { prisoner: -paisa, fines: paisa },
    against: given.against,
    note: rows[0].instrument,
  })
  await pay(tx, {
    moneyDueId: given.moneyDueId,
    paidOn: await today(tx),
    amount: given.amount,
    receipt: `Prisoner’s account, voucher ${booked.voucher}`,
  })
  return booked
}

/** Everything there is, to whoever leaves. It may be done days after the gate: nobody stays for a receipt. */
export async function payBalanceOut(
  tx: Tx,
  given: ParsedInputOf<typeof contract.payOut>,
): Promise<OutputOf<typeof contract.payOut>> {
  const holder = await holderOf(tx, given.imprisonmentId)
  if (!holder.leaving) throw refuse('custody-accounts.not-leaving')
  // Read before the book is locked: were it spent meanwhile, the booking is refused and asked for again with what is left.
  const balance = await balanceOf(tx, given.imprisonmentId)
  if (balance === 0) throw refuse('custody-accounts.nothing-owed')
  const booked = await book(tx, {
    ...given,
    prisonId: holder.prisonId,
    kind: 'payout',
    postings: { prisoner: -balance, cash: balance },
  })
  return { ...booked, amount: rupeesOf(balance) }
}

export async function moveOwn(
  tx: Tx,
  given: ParsedInputOf<typeof contract.moveOwnMoney>,
): Promise<OutputOf<typeof contract.moveOwnMoney>> {
  const { from, to } = ownTransfers[given.transfer]
  const paisa = paisaOf(given.amount)
  const { transactionId, voucher } = await book(tx, {
    prisonId: standing(tx).unitId,
    kind: 'own-transfer',
    imprisonmentId: null,
    postings: { [from]: paisa, [to]: -paisa },
    note: given.note,
  })
  return { transactionId, voucher }
}

/** Kinds that other ledgers have taken up, or that are themselves corrections. */
export const irreversible: readonly (typeof bookingKinds)[number][] = [
  'fine',
  'diyat',
  'reversal',
  'difference',
  'sent-along',
  'brought-back',
  'handed-over',
  'taken-over',
  'factory-delivery',
  'factory-receipt',
  'factory-debt',
  'factory-refund',
]

/** @throws access.same-person when the officer who booked it takes it back */
export async function reverse(
  tx: Tx,
  given: ParsedInputOf<typeof contract.reverseBooking>,
): Promise<OutputOf<typeof contract.reverseBooking>> {
  const { rows } = await sql<{
    prison_id: number
    kind: (typeof bookingKinds)[number]
    imprisonment_id: string | null
    booked_by: string | null
    reversed: boolean
    postings: Partial<Record<(typeof ownAccounts)[number] | 'prisoner', number>>
  }>`select t.prison_id, t.kind, t.imprisonment_id, t.booked_by,
      exists (select 1 from custody.money_transaction r where r.reverses = t.id) as reversed,
      (select jsonb_object_agg(a.kind, -p.amount) from custody.money_posting p join custody.money_account a on a.id = p.account_id
        where p.transaction_id = t.id) as postings
      from custody.money_transaction t where t.id = ${given.transactionId}::uuid`.execute(tx)
  const before = rows[0]
  if (before === undefined) throw refuse('not-found')
  if (before.reversed || irreversible.includes(before.kind)) throw refuse('custody-accounts.not-reversible')
  if (before.booked_by === standing(tx).accountId) throw refuse('access.same-person')
  const { transactionId, voucher } = await book(tx, {
    prisonId: before.prison_id,
    kind: 'reversal',
    imprisonmentId: before.imprisonment_id,
    postings: before.postings,
    note: given.why,
    reverses: given.transactionId,
  })
  await sql`insert into custody.canteen_supply (jurisdiction, prison_id, item_id, quantity, reason, note)
    select l.jurisdiction, l.prison_id, l.item_id, l.quantity, 'returned', ${voucher} from custody.canteen_line l
     where l.transaction_id = ${given.transactionId}::uuid`.execute(tx)
  return { transactionId, voucher }
}
