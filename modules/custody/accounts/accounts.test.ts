import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { RefusedCall, type Someone, type World, world } from '../../../app/testing.ts'
import * as custody from '../contract.ts'
import { aPaperAdmission } from '../testing.ts'
import { payWages } from './bookings.ts'
import * as contract from './contract.ts'

let here: World
let clerk: Someone
let cashier: Someone
let deputy: Someone
let superintendent: Someone
let today: string
const names = ['Allah Dino', 'Bachal', 'Waqar', 'Zulfiqar', 'Ghulam', 'Hashim', 'Nawab', 'Sikandar']
const held: string[] = []

beforeAll(async () => {
  here = await world()
  clerk = await here.someone('prison-admissions-officer', 'PRS-HYD-C')
  cashier = await here.someone('prison-cashier', 'PRS-HYD-C')
  deputy = await here.someone('deputy-superintendent', 'PRS-HYD-C')
  superintendent = await here.someone('superintendent', 'PRS-HYD-C')
  today = (await owner<{ day: string }>(`select workflow.today() as day`))[0]!.day
  for (const nameEn of names) held.push(await admit(nameEn))
}, 120_000)
afterAll(() => here.drop())

async function owner<T extends object>(query: string, values: unknown[] = []): Promise<T[]> {
  return (await here.database.owner.pool.query<T>(query, values)).rows
}

async function admit(nameEn: string, given: object = {}): Promise<string> {
  const { imprisonmentId } = await clerk.insist(
    custody.admitPrisoner,
    aPaperAdmission({
      noneOfThese: true,
      person: { nameEn, nameUr: 'نام', fatherEn: nameEn, fatherUr: 'والد', sex: 'M', aliases: [] },
      ...given,
    }),
  )
  return imprisonmentId
}

const balance = async (imprisonmentId: string): Promise<number> =>
  (await clerk.call(contract.getBalance, { imprisonmentId })).balance
const deposit = (imprisonmentId: string, amount: number) =>
  cashier.call(contract.depositCash, { imprisonmentId, amount, party: 'Mother' })

/** Whatever happened before: every booking, every day and the whole sum to zero, and nobody is below it. */
async function bookIsSound(): Promise<void> {
  expect(
    await owner(`select transaction_id as what from custody.money_posting group by 1 having sum(amount) <> 0
      union all select null from custody.money_posting group by prison_id, day having sum(amount) <> 0
      union all select id from custody.money_account where kind = 'prisoner' and balance < 0
      union all select a.id from custody.money_account a
        where a.balance <> (select coalesce(sum(amount), 0) from custody.money_posting p where p.account_id = a.id)`),
  ).toEqual([])
  expect(
    await owner(`select year, max(number) as last, count(*)::int as kept from custody.money_transaction group by prison_id, year
      having max(number) <> count(*)`),
  ).toEqual([])
}

describe('the book', () => {
  test('credits, pays out to the paisa, and never below zero', async () => {
    const id = held[0]!
    expect(await deposit(id, 1200.5)).toMatchObject({ balance: 1200.5 })
    await expect(
      cashier.call(contract.withdrawCash, {
        imprisonmentId: id,
        amount: 1200.51,
        party: 'Brother',
        against: 'thumb',
      }),
    ).rejects.toThrow(/not-enough.*1200\.5/)
    const paid = await cashier.call(contract.withdrawCash, {
      imprisonmentId: id,
      amount: 200.25,
      party: 'Brother',
      against: 'thumb',
    })
    expect(paid.balance).toBe(1000.25)
    await bookIsSound()
  })

  test('a reference is booked once, however it is written and by whomever', async () => {
    const credit = (imprisonmentId: string, reference: string) =>
      cashier.call(contract.creditRemittance, {
        imprisonmentId,
        amount: 3000,
        channel: 'money-order',
        reference,
        party: 'Ghulam Ali',
      })
    const first = await credit(held[1]!, 'MO-118 204')
    await expect(credit(held[2]!, 'mo-118204')).rejects.toThrow(/custody-accounts.reference-booked/)
    // Credited to the wrong prisoner: once that is taken back it may be credited to the right one.
    await expect(
      cashier.call(contract.reverseBooking, { transactionId: first.transactionId, why: 'Wrong prisoner' }),
    ).rejects.toThrow(/not-allowed/)
    await deputy.call(contract.reverseBooking, { transactionId: first.transactionId, why: 'Wrong prisoner' })
    await credit(held[2]!, 'MO-118204')
    await expect(credit(held[1]!, 'MO-118204')).rejects.toThrow(/reference-booked/)
    expect([await balance(held[1]!), await balance(held[2]!)]).toEqual([0, 3000])
    await bookIsSound()
  })

  test('a retried command books once', async () => {
    const before = await balance(held[3]!)
    const key = randomUUID()
    const send = () =>
      here.app.request(`/api/custody/prisoners/${held[3]}/account/deposits`, {
        method: 'POST',
        headers: {
          'x-test-actor': cashier.grantId,
          'content-type': 'application/json',
          'idempotency-key': key,
        },
        body: JSON.stringify({ amount: 700, party: 'Mother' }),
      })
    const answers = [await (await send()).json(), await (await send()).json()]
    expect(answers[1]).toEqual(answers[0])
    expect(await balance(held[3]!)).toBe(before + 700)
  })

  test('a reversal stands beside what it takes back, once, and not in one’s own name', async () => {
    const mine = await deputy.call(contract.depositCash, {
      imprisonmentId: held[4]!,
      amount: 500,
      party: 'Mother',
    })
    const take = (who: Someone) =>
      who.call(contract.reverseBooking, { transactionId: mine.transactionId, why: 'Counted wrongly' })
    await expect(take(deputy)).rejects.toThrow(/access.same-person/)
    await take(superintendent)
    await expect(take(superintendent)).rejects.toThrow(/not-reversible/)
    expect(await balance(held[4]!)).toBe(0)
  })

  test('wages come in through the front door, and a fine goes to the sentence’s own ledger', async () => {
    const id = await admit('Mour Khan', {
      category: 'convict',
      paper: {
        kind: 'conviction',
        issuedOn: today,
        sentence: { term: { months: 3 }, setOff: 'REFUSED', fineAmount: 2000, fineDefault: { months: 1 } },
      },
    })
    await cashier.act((tx) => payWages(tx, { imprisonmentId: id, amount: 1500, note: 'Sheet 11/2026' }))
    const { fines } = await deputy.call(custody.getMoneyOf, { imprisonmentId: id })
    const pay = (amount: number) =>
      deputy.call(contract.payFineFromAccount, {
        imprisonmentId: id,
        sentenceId: fines[0]!.sentenceId,
        amount,
        against: 'thumb',
      })
    await expect(pay(1600)).rejects.toThrow(/not-enough/)
    await pay(1400)
    const after = await deputy.call(custody.getMoneyOf, { imprisonmentId: id })
    expect(after.fines[0]).toMatchObject({ amount: 2000, paid: 1400 })
    expect(await balance(id)).toBe(100)
    await bookIsSound()
  })

  test('the database itself refuses one side alone, another’s hand and a word changed later', async () => {
    const insert = (amounts: readonly number[]) =>
      cashier.act(async (tx) => {
        const { rows } = await sql<{ id: string; prison_id: number }>`
          insert into custody.money_transaction (jurisdiction, prison_id, kind, imprisonment_id)
          select jurisdiction, prison_id, 'cash-in', id from custody.imprisonment where id = ${held[0]!}::uuid returning id, prison_id`.execute(
          tx,
        )
        const kinds = ['prisoner', 'cash', 'bank']
        for (const [index, amount] of amounts.entries())
          await sql`insert into custody.money_posting (transaction_id, account_id, jurisdiction, prison_id, amount)
            values (${rows[0]!.id}::uuid, custody.money_account_of(${rows[0]!.prison_id}, ${kinds[index]!},
              case ${kinds[index]!} when 'prisoner' then ${held[0]!}::uuid end), 'PK-SD', ${rows[0]!.prison_id}, ${amount})`.execute(
            tx,
          )
      })
    await expect(insert([])).rejects.toThrow(/two sides/)
    await expect(insert([500])).rejects.toThrow(/two sides/)
    await expect(insert([500, -499])).rejects.toThrow(/two sides/)
    await expect(insert([-900_000_000, 900_000_000])).rejects.toThrow(/money_never_negative/)
    const other = await here.someone('prison-cashier', 'PRS-KHI-C')
    await expect(other.call(contract.getAccount, { imprisonmentId: held[0]! })).rejects.toThrow(/not-found/)
    await expect(
      other.call(contract.depositCash, { imprisonmentId: held[0]!, amount: 5, party: 'Mother' }),
    ).rejects.toThrow(/not-found/)
    const { rows } = await here.database.app.pool.query(
      `select has_table_privilege('mizan_app', 'custody.money_posting', 'update') or has_table_privilege('mizan_app', 'custody.money_transaction', 'delete') as may`,
    )
    expect(rows[0].may).toBe(false)
    await bookIsSound()
  })
})

describe('the canteen', () => {
  beforeEach(async () => {
    const { items } = await cashier.call(custody.getCanteen, {})
    if (items.length > 0) return
    for (const [code, price] of [
      ['1', 150],
      ['2', 900],
    ] as const) {
      const { id } = await deputy.call(custody.addCanteenItem, {
        code,
        name: { en: `Thing ${code}`, ur: 'چیز' },
        price,
      })
      await cashier.call(custody.supplyCanteen, { id, quantity: 10, reason: 'delivery' })
    }
  })
  const sell = (imprisonmentId: string, code: string, quantity: number) =>
    cashier.call(custody.sell, { imprisonmentId, lines: [{ code, quantity }] })

  test('sells within the week’s limit, from what is in stock, and says what stands in the way', async () => {
    const id = held[5]!
    await deposit(id, 5000)
    expect(await sell(id, '1', 2)).toMatchObject({ total: 300, balance: 4700, left: 1700 })
    await expect(sell(id, '2', 2)).rejects.toThrow(
      /over-limit.*"limit":2000.*"spent":300.*"left":1700.*"wanted":1800/,
    )
    await expect(sell(id, '1', 9)).rejects.toThrow(/out-of-stock/)
    await expect(sell(id, '99', 1)).rejects.toThrow(/lines\.0\.code/)
    await expect(sell(held[6]!, '1', 1)).rejects.toThrow(/not-enough/)
    // What was refused left no trace.
    expect(await balance(id)).toBe(4700)
    const { items } = await cashier.call(custody.getCanteen, {})
    expect(items.map((item) => item.stock)).toEqual([8, 10])
    await bookIsSound()
  })

  test('a purchase taken back is on the shelf again and no longer counts in the week', async () => {
    const id = held[5]!
    const { rows } = await cashier.call(contract.listPostings, { imprisonmentId: id })
    await deputy.call(contract.reverseBooking, { transactionId: rows[0]!.id, why: 'Never handed over' })
    const { items } = await cashier.call(custody.getCanteen, {})
    expect(items[0]!.stock).toBe(10)
    const { week } = await cashier.call(contract.getAccount, { imprisonmentId: id })
    expect(week).toMatchObject({ spent: 0, left: 2000 })
  })

  test('a price holds from its day on, and Punjab has a limit of its own', async () => {
    const { items } = await cashier.call(custody.getCanteen, {})
    const tomorrow = new Date(Date.parse(today) + 86_400_000).toISOString().slice(0, 10)
    await deputy.call(custody.setCanteenPrice, { id: items[0]!.id, price: 160, from: tomorrow })
    await expect(
      deputy.call(custody.setCanteenPrice, { id: items[0]!.id, price: 160, from: '2020-01-01' }),
    ).rejects.toThrow(/in-the-past/)
    const after = await cashier.call(custody.getCanteen, {})
    expect(after.items[0]).toMatchObject({ price: 150, next: { price: 160, from: tomorrow } })
    expect(after.limit).toMatchObject({ weekly: 2000, weekStarts: 1 })
    const lahore = await here.someone('prison-cashier', 'PRS-LHE-C')
    expect((await lahore.call(custody.getCanteen, {})).limit).toMatchObject({ weekly: 3000, weekStarts: 7 })
  })
})

test('random histories by several officers at once: sums are zero, nobody is below it, vouchers run on', async () => {
  const acts = fc.record({
    who: fc.nat(held.length - 1),
    what: fc.constantFrom('in', 'out', 'buy', 'move', 'reverse'),
    amount: fc.integer({ min: 1, max: 90_000 }),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(acts, { minLength: 12, maxLength: 24 }), async (history) => {
      const outcomes = await Promise.allSettled(
        history.map(async ({ who, what, amount }) => {
          const imprisonmentId = held[who]!
          const rupees = amount / 100
          if (what === 'in') await deposit(imprisonmentId, rupees)
          else if (what === 'out')
            await cashier.call(contract.withdrawCash, {
              imprisonmentId,
              amount: rupees,
              party: 'Brother',
              against: 'thumb',
            })
          else if (what === 'buy')
            await cashier.call(custody.sell, { imprisonmentId, lines: [{ code: '1', quantity: 1 }] })
          else if (what === 'move')
            await cashier.call(contract.moveOwnMoney, {
              transfer: amount % 2 === 0 ? 'cash-to-bank' : 'bank-to-cash',
              amount: rupees,
              note: 'Slip',
            })
          else {
            const { rows } = await superintendent.call(contract.listPostings, { imprisonmentId })
            const one = rows.find((row) => row.reversible)
            if (one !== undefined)
              await superintendent.call(contract.reverseBooking, { transactionId: one.id, why: 'Wrong' })
          }
        }),
      )
      // Refused for a reason of the trade, or done; never an error of the machine.
      for (const outcome of outcomes)
        if (outcome.status === 'rejected') expect(outcome.reason).toBeInstanceOf(RefusedCall)
      await bookIsSound()
    }),
    { numRuns: 8, seed: 20_261_122 },
  )
}, 120_000)

describe('the close of a day', () => {
  const notesFor = (rupees: number) => ({ r1: rupees })
  const fingerprintOf = async (): Promise<string> =>
    (
      await owner<{ all: string }>(`select md5(string_agg(t::text || p::text, '' order by p.seq)) as all
      from custody.money_transaction t join custody.money_posting p on p.transaction_id = t.id where t.day <= workflow.today()`)
    )[0]!.all

  test('counted by one officer and closed by another; a difference needs its reason; afterwards the day is shut', async () => {
    // Whole rupees in the box, as coins are.
    const { expected } = await cashier.call(contract.getDayClose, {})
    const odd = Math.round((Math.ceil(expected + 1) - expected) * 100) / 100
    await deposit(held[0]!, odd)
    const whole = Math.round(expected + odd)
    await expect(
      cashier.call(contract.countCash, { day: today, notes: notesFor(whole - 50) }),
    ).rejects.toThrow(/reason/)
    const { id, difference } = await cashier.call(contract.countCash, {
      day: today,
      notes: notesFor(whole - 50),
      reason: 'A note of fifty paid twice',
    })
    expect(difference).toBe(-50)
    await expect(deputy.call(contract.countCash, { day: today, notes: notesFor(whole) })).rejects.toThrow(
      /counted-already/,
    )
    await expect(cashier.call(contract.closeDay, { id })).rejects.toThrow(/not-allowed/)
    // Somebody brings money between the count and the close: the count is no longer true.
    await deposit(held[0]!, 100)
    await expect(deputy.call(contract.closeDay, { id })).rejects.toThrow(/book-moved-on/)
    await cashier.call(contract.withdrawCount, { id })
    const again = await cashier.call(contract.countCash, {
      day: today,
      notes: notesFor(whole + 50),
      reason: 'A note of fifty paid twice',
    })
    await deputy.call(contract.closeDay, { id: again.id })
    await bookIsSound()
  })

  test('what is booked after the close goes into the next day, and the closed one stays as it is', async () => {
    const before = await fingerprintOf()
    await deposit(held[1]!, 250)
    await expect(
      cashier.call(contract.countCash, { day: today, notes: notesFor(1), reason: 'Once more' }),
    ).rejects.toThrow(/day-closed/)
    const office = await cashier.call(contract.getCashOffice, {})
    expect(office.closedThrough).toBe(today)
    expect(office.openDay > today).toBe(true)
    expect(await fingerprintOf()).toBe(before)
    const { closes } = await deputy.call(contract.getDayClose, {})
    expect(closes).toMatchObject([{ day: today, difference: -50, unchanged: true }])
    await bookIsSound()
  })

  test('a change made in the tables behind everybody’s back is found', async () => {
    const { pool } = here.database.owner
    const { rows } = await pool.query(
      `select id from custody.money_transaction where day <= workflow.today() order by number limit 1`,
    )
    await pool.query(`update custody.money_transaction set party = 'Somebody else' where id = $1`, [
      rows[0].id,
    ])
    const { closes } = await deputy.call(contract.getDayClose, {})
    expect(closes[0]!.unchanged).toBe(false)
  })
})

test('who leaves is paid out the whole balance, once, also after the gate; nobody else is', async () => {
  const id = await admit('Rano Bheel', { cash: 430 })
  const pay = () => cashier.call(contract.payOut, { imprisonmentId: id, against: 'thumb' })
  await expect(pay()).rejects.toThrow(/not-leaving/)
  await owner(
    `update custody.imprisonment set state = 'released', released_at = clock_timestamp(), release_ground = 'bail' where id = $1`,
    [id],
  )
  expect(await pay()).toMatchObject({ amount: 430, balance: 0 })
  await expect(pay()).rejects.toThrow(/nothing-owed/)
  await bookIsSound()
})

test('the statement is printed with its running balance', async () => {
  const { documentId, number } = await cashier.call(contract.issueStatement, {
    imprisonmentId: held[0]!,
    from: '2020-01-01',
    to: '2099-12-31',
  })
  expect(number).toMatch(/^PRS-HYD-C\/ST\/\d{4}\/0001$/)
  const answer = await here.app.request(`/api/documents/${documentId}/versions/1/file?inline=yes`, {
    headers: { 'x-test-actor': cashier.grantId },
  })
  expect(answer.status).toBe(200)
  const { rows } = await cashier.call(contract.listPostings, { imprisonmentId: held[0]! })
  for (const [index, row] of rows.entries())
    if (rows[index + 1] !== undefined)
      expect(Math.round((rows[index + 1]!.balance + row.amount) * 100)).toBe(Math.round(row.balance * 100))
})
