import { sql } from 'kysely'
import { may, standing } from '#kernel/access'
import type { Tx } from '#platform/db'
import { refuse } from '#platform/http'
import type { OutputOf, ParsedInputOf } from '#platform/http/contract'
import { weekOf } from '../canteen/limit.ts'
import { today } from '../law-of-prison.ts'
import { prisonOf } from '../prison-of.ts'
import { bothOf } from '../prisoners/names.ts'
import { balanceOf, holderOf } from './book.ts'
import { irreversible } from './bookings.ts'
import type * as contract from './contract.ts'
import type { ownAccounts } from './contract.ts'
import { rupeesOf } from './paisa.ts'

type Office = OutputOf<typeof contract.getCashOffice>
type BookingRow = OutputOf<typeof contract.listBookings>['rows'][number]
type PostingRow = OutputOf<typeof contract.listPostings>['rows'][number]

/** The prison's own accounts and a day's flow. What is owed to prisoners is what all the others together lack. */
export async function readOffice(
  tx: Tx,
  given: ParsedInputOf<typeof contract.getCashOffice>,
): Promise<Office> {
  const { prisons, ...prison } = await prisonOf(tx, given.prisonId)
  const on = given.on ?? (await today(tx))
  const { rows: accounts } = await sql<{ kind: (typeof ownAccounts)[number]; balance: number }>`
    select kind, balance from custody.money_account where prison_id = ${prison.id} and imprisonment_id is null`.execute(
    tx,
  )
  const held = (kind: (typeof ownAccounts)[number]) => accounts.find((one) => one.kind === kind)?.balance ?? 0
  const { rows: flow } = await sql<Office['flow'][number]>`
    select t.kind, count(distinct t.id)::integer as count, coalesce(sum(-p.amount) filter (where a.kind = 'cash' and p.amount < 0), 0)::float8 / 100 as "cashIn",
      coalesce(sum(p.amount) filter (where a.kind = 'cash' and p.amount > 0), 0)::float8 / 100 as "cashOut",
      coalesce(sum(p.amount) filter (where p.amount > 0), 0)::float8 / 100 as sum
      from custody.money_transaction t join custody.money_posting p on p.transaction_id = t.id join custody.money_account a on a.id = p.account_id
     where t.prison_id = ${prison.id} and t.day = ${on}::date group by t.kind order by t.kind`.execute(tx)
  const { rows: days } = await sql<Office['days'][number]>`
    select d.day::date as day, coalesce(-sum(p.amount) filter (where p.amount < 0), 0)::float8 / 100 as "cashIn",
      coalesce(sum(p.amount) filter (where p.amount > 0), 0)::float8 / 100 as "cashOut"
      from generate_series(${on}::date - 13, ${on}::date, interval '1 day') as d(day)
      left join custody.money_account a on a.prison_id = ${prison.id} and a.kind = 'cash'
      left join custody.money_posting p on p.account_id = a.id and p.day = d.day::date
     group by d.day order by d.day`.execute(tx)
  const { rows: books } = await sql<{
    as_of: string
    open_day: string
    closed: string | null
    waiting: string | null
  }>`
    select clock_timestamp() as as_of, greatest(workflow.today(), b.closed_through + 1) as open_day, b.closed_through as closed,
      (select id from custody.money_close where prison_id = ${prison.id} and state = 'counted') as waiting
      from (select 1) one left join custody.money_book b on b.prison_id = ${prison.id}`.execute(tx)
  return {
    prison: { id: prison.id, name: prison.name },
    prisons,
    asOf: books[0]!.as_of,
    on,
    openDay: books[0]!.open_day,
    closedThrough: books[0]!.closed,
    standing: {
      cash: rupeesOf(-held('cash')),
      bank: rupeesOf(-held('bank')),
      remittance: rupeesOf(-held('remittance')),
      canteen: rupeesOf(held('canteen')),
      wages: rupeesOf(-held('wages')),
      fines: rupeesOf(held('fines')),
      differences: rupeesOf(held('differences')),
      factory: rupeesOf(held('factory')),
      'factory-owed': rupeesOf(-held('factory-owed')),
      prisoners: rupeesOf(-accounts.reduce((sum, one) => sum + one.balance, 0)),
    },
    flow,
    days,
    waitingClose: books[0]!.waiting,
  }
}

interface BookingRecord {
  id: string
  voucher: string
  at: string
  kind: BookingRow['kind']
  imprisonment_id: string | null
  number: string | null
  name_en: string | null
  name_ur: string | null
  paisa: number
  channel: BookingRow['channel']
  reference: string | null
  party: string | null
  note: string | null
  reversed: boolean
  by_en: string | null
  by_ur: string | null
}

/** The cash book of a day. */
export async function listDay(
  tx: Tx,
  given: ParsedInputOf<typeof contract.listBookings>,
): Promise<OutputOf<typeof contract.listBookings>> {
  const prison = await prisonOf(tx, given.prisonId)
  const on = given.on ?? (await today(tx))
  const where = sql`t.prison_id = ${prison.id} and t.day = ${on}::date
    and ${given.kind === undefined ? sql`true` : sql`t.kind = ${given.kind}`}`
  const { rows } = await sql<BookingRecord>`
    select t.id, t.number || '/' || t.year as voucher, t.booked_at as at, t.kind, t.imprisonment_id, i.number || '/' || i.year as number,
      r.name_en, r.name_ur, (select sum(p.amount) from custody.money_posting p where p.transaction_id = t.id and p.amount > 0)::bigint as paisa,
      t.channel, t.reference, t.party, t.note, exists (select 1 from custody.money_transaction b where b.reverses = t.id) as reversed,
      s.name_en as by_en, s.name_ur as by_ur
      from custody.money_transaction t left join custody.imprisonment i on i.id = t.imprisonment_id left join people.record r on r.id = i.record_id
      left join lateral custody.signed_by(t.booked_by) s on true
     where ${where} order by t.number ${given.sort === 'number' ? sql`asc` : sql`desc`}, t.id
     limit ${given.size} offset ${(given.page - 1) * given.size}`.execute(tx)
  const { rows: counted } = await sql<{ total: number }>`
    select count(*)::integer as total from custody.money_transaction t where ${where}`.execute(tx)
  return {
    rows: rows.map((row) => ({
      id: row.id,
      voucher: row.voucher,
      at: row.at,
      kind: row.kind,
      imprisonmentId: row.imprisonment_id,
      number: row.number,
      name: row.number === null ? null : bothOf(row.name_en, row.name_ur),
      amount: rupeesOf(row.paisa),
      channel: row.channel,
      reference: row.reference,
      party: row.party,
      note: row.note,
      reversed: row.reversed,
      by: row.by_en === null ? null : bothOf(row.by_en, row.by_ur),
    })),
    total: counted[0]!.total,
  }
}

/** @throws not-found */
export async function readAccount(
  tx: Tx,
  { imprisonmentId }: { imprisonmentId: string },
): Promise<OutputOf<typeof contract.getAccount>> {
  const holder = await holderOf(tx, imprisonmentId)
  const { rows: names } = await sql<{ name_en: string | null; name_ur: string | null }>`
    select r.name_en, r.name_ur from custody.imprisonment i join people.record r on r.id = i.record_id where i.id = ${imprisonmentId}::uuid`.execute(
    tx,
  )
  const { rows: days } = await sql<{ day: string; balance: number }>`
    select distinct on (p.day) p.day, p.balance::float8 / 100 as balance from custody.money_account a
      join custody.money_posting p on p.account_id = a.id
     where a.imprisonment_id = ${imprisonmentId}::uuid and p.day > workflow.today() - 366 order by p.day, p.seq desc`.execute(
    tx,
  )
  const week = await weekOf(tx, holder.prisonId, imprisonmentId)
  return {
    prisoner: {
      id: imprisonmentId,
      number: holder.number,
      name: bothOf(names[0]?.name_en ?? null, names[0]?.name_ur ?? null),
      state: holder.state,
    },
    balance: rupeesOf(await balanceOf(tx, imprisonmentId)),
    days,
    week: {
      limit: week.limit === null ? null : rupeesOf(week.limit),
      spent: rupeesOf(week.spent),
      left: week.limit === null ? null : rupeesOf(Math.max(0, week.limit - week.spent)),
      from: week.from,
    },
    leaving: holder.leaving,
  }
}

export async function readBalance(
  tx: Tx,
  { imprisonmentId }: { imprisonmentId: string },
): Promise<OutputOf<typeof contract.getBalance>> {
  const { leaving } = await holderOf(tx, imprisonmentId)
  return { balance: rupeesOf(await balanceOf(tx, imprisonmentId)), leaving }
}

interface PostingRecord extends Omit<PostingRow, 'amount' | 'balance' | 'by' | 'reversible'> {
  paisa: number
  after: number
  by_en: string | null
  by_ur: string | null
  own: boolean
}

/** What moved on a prisoner's account. Of a period for the printed statement, oldest first; otherwise a page, latest first. */
async function postingsOf(
  tx: Tx,
  imprisonmentId: string,
  part: { page: number; size: number } | { from: string; to: string; most: number },
): Promise<(PostingRow & { paisa: number; after: number })[]> {
  const period =
    'from' in part
      ? sql`p.day between ${part.from}::date and ${part.to}::date order by p.seq limit ${part.most}`
      : null
  const { rows } = await sql<PostingRecord>`
    select t.id, t.number || '/' || t.year as voucher, p.day, t.booked_at as at, t.kind, p.amount as paisa, p.balance as after, t.channel,
      t.reference, t.party, t.note, s.name_en as by_en, s.name_ur as by_ur, t.booked_by = ${standing(tx).accountId}::uuid as own,
      exists (select 1 from custody.money_transaction b where b.reverses = t.id) as reversed,
      coalesce((select jsonb_agg(jsonb_build_object('name', jsonb_build_object('en', c.name_en, 'ur', c.name_ur), 'quantity', l.quantity)
          order by c.code) from custody.canteen_line l join custody.canteen_item c on c.id = l.item_id where l.transaction_id = t.id), '[]') as bought
      from custody.money_account a join custody.money_posting p on p.account_id = a.id join custody.money_transaction t on t.id = p.transaction_id
      left join lateral custody.signed_by(t.booked_by) s on true
     where a.imprisonment_id = ${imprisonmentId}::uuid
       and ${period ?? sql`true order by p.seq desc limit ${(part as { size: number }).size} offset ${((part as { page: number }).page - 1) * (part as { size: number }).size}`}`.execute(
    tx,
  )
  return rows.map(({ by_en, by_ur, own, ...row }) => ({
    ...row,
    amount: rupeesOf(row.paisa),
    balance: rupeesOf(row.after),
    by: by_en === null ? null : bothOf(by_en, by_ur),
    reversible: may(tx, 'custody:reverse-money') && !own && !row.reversed && !irreversible.includes(row.kind),
  }))
}

export async function listOwnPostings(
  tx: Tx,
  given: ParsedInputOf<typeof contract.listPostings>,
): Promise<OutputOf<typeof contract.listPostings>> {
  await holderOf(tx, given.imprisonmentId)
  const { rows: counted } = await sql<{ total: number }>`
    select count(*)::integer as total from custody.money_account a join custody.money_posting p on p.account_id = a.id
     where a.imprisonment_id = ${given.imprisonmentId}::uuid`.execute(tx)
  return {
    rows: (await postingsOf(tx, given.imprisonmentId, given)).map(
      ({ paisa: _paisa, after: _after, ...row }) => row,
    ),
    total: counted[0]!.total,
  }
}

/** A year of a busy account; more is printed in two parts. */
const mostLines = 400

/** @throws custody-accounts.too-long */
export async function postingsBetween(
  tx: Tx,
  imprisonmentId: string,
  period: { from: string; to: string },
): Promise<{ before: number; rows: PostingRow[] }> {
  const rows = await postingsOf(tx, imprisonmentId, { ...period, most: mostLines + 1 })
  if (rows.length > mostLines) throw refuse('custody-accounts.too-long', { most: mostLines })
  const { rows: earlier } = await sql<{ balance: number }>`
    select coalesce((select p.balance from custody.money_account a join custody.money_posting p on p.account_id = a.id
      where a.imprisonment_id = ${imprisonmentId}::uuid and p.day < ${period.from}::date order by p.seq desc limit 1), 0)::bigint as balance`.execute(
    tx,
  )
  return { before: rupeesOf(earlier[0]!.balance), rows }
}
