import { sql } from 'kysely'
import { requireSecondPerson, standing } from '#kernel/access'
import type { Tx } from '#platform/db'
import { refuse, refuseFields } from '#platform/http'
import type { OutputOf, ParsedInputOf } from '#platform/http/contract'
import { formatMoney } from '#platform/i18n'
import { today } from '../law-of-prison.ts'
import { prisonOf } from '../prison-of.ts'
import { bothOf } from '../prisoners/names.ts'
import { book, violates } from './book.ts'
import type * as contract from './contract.ts'
import { type Notes, worthOf } from './contract.ts'
import { paisaOf, rupeesOf } from './paisa.ts'

type Close = OutputOf<typeof contract.getDayClose>['closes'][number]

interface Row {
  id: string
  from_day: string
  day: string
  state: Close['state']
  expected: number
  counted: number
  notes: Notes
  reason: string | null
  counted_en: string | null
  counted_ur: string | null
  counted_at: string
  closed_en: string | null
  closed_ur: string | null
  closed_at: string | null
  own: boolean
  unchanged: boolean | null
  expected_now: number | null
}

function closeOf(row: Row): Close {
  return {
    id: row.id,
    fromDay: row.from_day,
    day: row.day,
    state: row.state,
    expected: rupeesOf(row.expected),
    counted: rupeesOf(row.counted),
    difference: rupeesOf(row.counted - row.expected),
    notes: row.notes,
    reason: row.reason,
    countedBy: bothOf(row.counted_en, row.counted_ur),
    countedAt: row.counted_at,
    closedBy: row.closed_en === null ? null : bothOf(row.closed_en, row.closed_ur),
    closedAt: row.closed_at,
    own: row.own,
    unchanged: row.unchanged,
    expectedNow: row.expected_now === null ? null : rupeesOf(row.expected_now),
  }
}

/** How the cash stands at the end of the day, and the closes of the last weeks, each checked against its fingerprint. */
export async function readClose(
  tx: Tx,
  given: ParsedInputOf<typeof contract.getDayClose>,
): Promise<OutputOf<typeof contract.getDayClose>> {
  const prison = await prisonOf(tx, given.prisonId)
  const day = await today(tx)
  const { rows } = await sql<Row>`
    select c.id, c.from_day, c.day, c.state, c.expected, c.counted, c.notes, c.reason, a.name_en as counted_en, a.name_ur as counted_ur,
      c.counted_at, b.name_en as closed_en, b.name_ur as closed_ur, c.closed_at, c.counted_by = ${standing(tx).accountId}::uuid as own,
      case c.state when 'closed' then c.digest = custody.money_digest(c.prison_id, c.from_day, c.day) end as unchanged,
      case c.state when 'counted' then custody.cash_at(c.prison_id, c.day) end as expected_now
      from custody.money_close c left join lateral custody.signed_by(c.counted_by) a on true
      left join lateral custody.signed_by(c.closed_by) b on true
     where c.prison_id = ${prison.id} and c.state <> 'withdrawn' order by c.day desc, c.counted_at desc limit 21`.execute(
    tx,
  )
  const { rows: now } = await sql<{ expected: number; closed: string | null }>`
    select custody.cash_at(${prison.id}, ${day}::date) as expected,
      (select closed_through from custody.money_book where prison_id = ${prison.id}) as closed`.execute(tx)
  const closes = rows.map(closeOf)
  return {
    prison: { id: prison.id, name: prison.name },
    today: day,
    closedThrough: now[0]!.closed,
    expected: rupeesOf(now[0]!.expected),
    waiting: closes.find((one) => one.state === 'counted') ?? null,
    closes: closes.filter((one) => one.state === 'closed'),
  }
}

/** @throws custody-accounts.day-closed, custody-accounts.counted-already; invalid-input for a difference without its reason */
export async function count(
  tx: Tx,
  given: ParsedInputOf<typeof contract.countCash>,
  call: { sessionId: string | null },
): Promise<OutputOf<typeof contract.countCash>> {
  const { unitId, jurisdiction, grantId } = standing(tx)
  const { rows: books } = await sql<{ closed: boolean; waits: boolean; expected: number }>`
    select ${given.day}::date > workflow.today() or coalesce(${given.day}::date <= (select closed_through from custody.money_book
        where prison_id = ${unitId}), false) as closed,
      exists (select 1 from custody.money_close where prison_id = ${unitId} and state = 'counted') as waits,
      custody.cash_at(${unitId}, ${given.day}::date) as expected`.execute(tx)
  const { closed, waits, expected } = books[0]!
  if (closed) throw refuse('custody-accounts.day-closed', { day: given.day })
  if (waits) throw refuse('custody-accounts.counted-already')
  const counted = paisaOf(worthOf(given.notes))
  if (counted !== expected && given.reason === undefined) throw reasonWanted(rupeesOf(counted - expected))
  const { rows } = await sql<{ id: string }>`
    insert into custody.money_close (jurisdiction, prison_id, from_day, day, expected, counted, notes, reason, counted_session, counted_grant)
    values (${jurisdiction}, ${unitId}, ${given.day}, ${given.day}, ${expected}, ${counted}, ${JSON.stringify(given.notes)}::jsonb,
      ${given.reason ?? null}, ${call.sessionId}::uuid, ${grantId}::uuid) returning id`
    .execute(tx)
    .catch((error: unknown) => {
      // Something was booked between the reading above and this line: the database compared with what the book says now.
      if (violates(error, 'money_close_reason'))
        throw refuse('custody-accounts.book-moved-on', {
          expected: rupeesOf(expected),
          counted: rupeesOf(counted),
        })
      throw error
    })
  return {
    id: rows[0]!.id,
    expected: rupeesOf(expected),
    counted: rupeesOf(counted),
    difference: rupeesOf(counted - expected),
  }
}

function reasonWanted(difference: number) {
  const sum = Math.abs(difference)
  return refuseFields([
    {
      path: 'reason',
      code: 'difference',
      message:
        difference < 0
          ? {
              en: `${formatMoney(sum, 'en')} are missing against the book. Count again, or write why.`,
              ur: `کتاب کے مقابلے میں ${formatMoney(sum, 'ur')} کم ہیں۔ دوبارہ گنیں، یا وجہ لکھیں۔`,
            }
          : {
              en: `There are ${formatMoney(sum, 'en')} more than in the book. Count again, or write why.`,
              ur: `کتاب کے مقابلے میں ${formatMoney(sum, 'ur')} زیادہ ہیں۔ دوبارہ گنیں، یا وجہ لکھیں۔`,
            },
    },
  ])
}

export async function withdrawCounted(tx: Tx, { id }: { id: string }): Promise<{ withdrawn: true }> {
  const { numAffectedRows } =
    await sql`update custody.money_close set state = 'withdrawn' where id = ${id}::uuid and state = 'counted'`.execute(
      tx,
    )
  if (numAffectedRows === 0n) throw refuse('not-found')
  return { withdrawn: true }
}

/**
 * Closes the counted day in the name of a second officer. A difference is booked on the account of differences first, so that the book
 * says what lies in the box; then the database shuts the book through that day.
 * @throws not-found, access refusals, custody-accounts.book-moved-on when something was booked since the count
 */
export async function close(
  tx: Tx,
  { id }: { id: string },
  call: { sessionId: string | null },
): Promise<OutputOf<typeof contract.closeDay>> {
  const { rows } = await sql<{
    prison_id: number
    day: string
    expected: number
    counted: number
    reason: string | null
    counted_by: string
    counted_session: string | null
    counted_grant: string | null
  }>`select prison_id, day, expected, counted, reason, counted_by, counted_session, counted_grant from custody.money_close
      where id = ${id}::uuid and state = 'counted' for update`.execute(tx)
  const waiting = rows[0]
  if (waiting === undefined) throw refuse('not-found')
  await requireSecondPerson(tx, call, {
    by: waiting.counted_by,
    session: waiting.counted_session,
    under: waiting.counted_grant,
  })
  const difference = waiting.counted - waiting.expected
  if (difference !== 0)
    await book(tx, {
      prisonId: waiting.prison_id,
      kind: 'difference',
      imprisonmentId: null,
      postings: { cash: -difference, differences: difference },
      note: waiting.reason ?? undefined,
      day: waiting.day,
    })
  const { rows: now } = await sql<{ expected: number }>`
    select custody.cash_at(${waiting.prison_id}, ${waiting.day}::date) as expected`.execute(tx)
  if (now[0]!.expected !== waiting.counted)
    throw refuse('custody-accounts.book-moved-on', {
      expected: rupeesOf(now[0]!.expected - difference),
      counted: rupeesOf(waiting.counted),
    })
  await sql`update custody.money_close set state = 'closed', closed_by = ${standing(tx).accountId}::uuid where id = ${id}::uuid`.execute(
    tx,
  )
  return { closedThrough: waiting.day, difference: rupeesOf(difference) }
}

/** Counts that wait for a second officer, over the prisons in reach. */
export async function countWaitingCloses(tx: Tx): Promise<{ count: number; overdue: number }> {
  const { rows } = await sql<{ count: number; overdue: number }>`
    select count(*)::integer as count, (count(*) filter (where day < workflow.today()))::integer as overdue
      from custody.money_close where state = 'counted' and prison_id = any ((select access.units())::integer[])`.execute(
    tx,
  )
  return rows[0]!
}
