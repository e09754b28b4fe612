import { sql } from 'kysely'
import { standing } from '#kernel/access'
import type { Tx } from '#platform/db'
import { refuse } from '#platform/http'
import type { bookingKinds, channels, ownAccounts, paidAgainst } from './contract.ts'
import { rupeesOf } from './paisa.ts'

type OwnAccount = (typeof ownAccounts)[number]

export interface Booking {
  readonly prisonId: number
  readonly kind: (typeof bookingKinds)[number]
  /** Whose account; null for one between the prison's own. */
  readonly imprisonmentId: string | null
  /** Paisa by account; above zero is credited to its holder. They sum to zero. */
  readonly postings: Partial<Record<OwnAccount | 'prisoner', number>>
  readonly channel?: (typeof channels)[number] | undefined
  readonly reference?: string | undefined
  readonly party?: string | undefined
  readonly partyCnic?: string | undefined
  readonly against?: (typeof paidAgainst)[number] | undefined
  readonly note?: string | undefined
  readonly reverses?: string | undefined
  /** Only of a difference: the day that is being closed. */
  readonly day?: string | undefined
}

export interface Booked {
  readonly transactionId: string
  /** `214/2026` */
  readonly voucher: string
  /** The prisoner's balance after it, in rupees; 0 without one. */
  readonly balance: number
}

/**
 * Writes one booking into the cash book of a prison. From its first row on it holds the lock of the book, so what is read afterwards
 * stands until the end: bookings of a prison follow one another.
 * @throws custody-accounts.not-enough, custody-accounts.on-road, custody-accounts.cash-box, custody-accounts.reference-booked
 */
export async function book(tx: Tx, booking: Booking): Promise<Booked> {
  const { jurisdiction } = standing(tx)
  const { rows } = await sql<{ id: string; year: number; number: number }>`
    insert into custody.money_transaction (jurisdiction, prison_id, kind, imprisonment_id, channel, reference, party, party_cnic, against,
      note, reverses, day)
    values (${jurisdiction}, ${booking.prisonId}, ${booking.kind}, ${booking.imprisonmentId}::uuid, ${booking.channel ?? null},
      ${booking.reference ?? null}, ${booking.party ?? null}, ${booking.partyCnic ?? null}, ${booking.against ?? null},
      ${booking.note ?? null}, ${booking.reverses ?? null}::uuid, ${booking.day ?? null})
    returning id, year, number`
    .execute(tx)
    .catch((error: unknown) => {
      if (violates(error, 'money_reference_once'))
        throw refuse('custody-accounts.reference-booked', { reference: booking.reference })
      throw error
    })
  const { id, year, number } = rows[0]!
  const postings = Object.entries(booking.postings).map(([kind, amount]) => ({ kind, amount }))
  const prisoner = booking.postings.prisoner ?? 0
  if (prisoner < 0) await refuseIfShort(tx, booking.imprisonmentId, -prisoner)
  await sql`insert into custody.money_posting (transaction_id, account_id, jurisdiction, prison_id, amount)
    select ${id}::uuid, custody.money_account_of(${booking.prisonId}, p.kind, case p.kind when 'prisoner' then ${booking.imprisonmentId}::uuid end),
      ${jurisdiction}, ${booking.prisonId}, p.amount
      from jsonb_to_recordset(${JSON.stringify(postings)}::jsonb) as p(kind text, amount bigint)`
    .execute(tx)
    .catch((error: unknown) => {
      if (violates(error, 'money_on_road')) throw refuse('custody-accounts.on-road')
      throw error
    })
  if ((booking.postings.cash ?? 0) > 0) await refuseIfBoxEmpty(tx, booking.prisonId)
  return {
    transactionId: id,
    voucher: `${number}/${year}`,
    balance: booking.imprisonmentId === null ? 0 : rupeesOf(await balanceOf(tx, booking.imprisonmentId)),
  }
}

/** Whether the database refused for this constraint. */
export function violates(error: unknown, constraint: string): boolean {
  return (
    typeof error === 'object' && error !== null && 'constraint' in error && error.constraint === constraint
  )
}

/** The balance of a prisoner in paisa; 0 where no account was opened yet. */
export async function balanceOf(tx: Tx, imprisonmentId: string): Promise<number> {
  const { rows } = await sql<{ balance: number }>`
    select balance from custody.money_account where imprisonment_id = ${imprisonmentId}::uuid`.execute(tx)
  return rows[0]?.balance ?? 0
}

/** The database refuses it too; here it is said with the sums. */
async function refuseIfShort(tx: Tx, imprisonmentId: string | null, wanted: number): Promise<void> {
  const balance = imprisonmentId === null ? 0 : await balanceOf(tx, imprisonmentId)
  if (balance < wanted)
    throw refuse('custody-accounts.not-enough', { balance: rupeesOf(balance), wanted: rupeesOf(wanted) })
}

/** What is not in the box cannot be paid out of it. */
async function refuseIfBoxEmpty(tx: Tx, prisonId: number): Promise<void> {
  const { rows } = await sql<{ balance: number }>`
    select balance from custody.money_account where prison_id = ${prisonId} and kind = 'cash' and imprisonment_id is null`.execute(
    tx,
  )
  const over = rows[0]?.balance ?? 0
  if (over > 0) throw refuse('custody-accounts.cash-box', { short: rupeesOf(over) })
}

export interface Holder {
  readonly id: string
  readonly prisonId: number
  readonly state: 'in' | 'released'
  readonly number: string
  /** Released, or a release approved: what is theirs is handed back. */
  readonly leaving: boolean
}

/** @throws not-found */
export async function holderOf(tx: Tx, imprisonmentId: string): Promise<Holder> {
  const { rows } = await sql<Holder>`
    select i.id, i.prison_id as "prisonId", i.state, i.number || '/' || i.year as number, i.state = 'released' or exists (
      select 1 from custody.release r where r.imprisonment_id = i.id and r.state = 'approved') as leaving
      from custody.imprisonment i where i.id = ${imprisonmentId}::uuid`.execute(tx)
  if (rows[0] === undefined) throw refuse('not-found')
  return rows[0]
}

/** @throws not-found, custody.not-in */
export async function holderInside(tx: Tx, imprisonmentId: string): Promise<Holder> {
  const holder = await holderOf(tx, imprisonmentId)
  if (holder.state !== 'in') throw refuse('custody.not-in')
  return holder
}
