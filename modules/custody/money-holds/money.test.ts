import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Someone, type World, world } from '../../../app/testing.ts'
import * as custody from '../contract.ts'
import { aPaperAdmission } from '../testing.ts'
import * as contract from './contract.ts'

let here: World
let clerk: Someone
let deputy: Someone
let today: string
beforeAll(async () => {
  here = await world()
  clerk = await here.someone('prison-admissions-officer', 'PRS-HYD-C')
  deputy = await here.someone('deputy-superintendent', 'PRS-HYD-C')
  const { rows } = await here.database.owner.pool.query<{ day: string }>(`select workflow.today() as day`)
  today = rows[0]!.day
})
afterAll(() => here.drop())

const daysAgo = (days: number): string =>
  new Date(Date.parse(today) - days * 86_400_000).toISOString().slice(0, 10)
const people = [
  { nameEn: 'Allah Dino', nameUr: 'اللہ ڈنو', fatherEn: 'Siddiq', fatherUr: 'صدیق' },
  { nameEn: 'Bachal Khaskheli', nameUr: 'بچل خاصخیلی', fatherEn: 'Juman', fatherUr: 'جمن' },
  { nameEn: 'Waqar Rajput', nameUr: 'وقار راجپوت', fatherEn: 'Ghani', fatherUr: 'غنی' },
  { nameEn: 'Zulfiqar Mirani', nameUr: 'ذوالفقار میرانی', fatherEn: 'Hayat', fatherUr: 'حیات' },
] as const
let admitted = 0

/** Somebody convicted on paper so long ago for one month, with a fine and what is served in default of it. */
async function convict(sentencedDaysAgo: number, fine?: { amount: number; months: number }): Promise<string> {
  const person = { ...people[admitted]!, sex: 'M' as const, aliases: [] }
  admitted += 1
  const { imprisonmentId } = await clerk.call(
    custody.admitPrisoner,
    aPaperAdmission({
      category: 'convict',
      person,
      paper: {
        kind: 'conviction',
        issuedOn: daysAgo(sentencedDaysAgo),
        sentence: {
          term: { days: 30 },
          setOff: 'REFUSED',
          ...(fine === undefined ? {} : { fineAmount: fine.amount, fineDefault: { months: fine.months } }),
        },
      },
    }),
  )
  return imprisonmentId
}

const draw = () => deputy.call(custody.drawLedger, {})
const list = (input: object = {}) => deputy.call(contract.listHeldForMoney, input)

test('a convict whose term is over stays for the fine alone, with the amount, the days and what paying would do', async () => {
  const id = await convict(40, { amount: 30_000, months: 6 })
  await convict(10, { amount: 30_000, months: 6 })
  await draw()
  const { rows, total, sums } = await list()
  expect(total).toBe(1)
  // The term of 30 days ended on the day before the tenth day ago.
  expect(rows).toMatchObject([
    { imprisonmentId: id, kind: 'fine', amount: 30_000, since: daysAgo(10), days: 10 },
  ])
  expect(sums).toEqual([{ kind: 'fine', people: 1, amount: 30_000, unknown: 0, days: 10 }])
  const money = await deputy.call(contract.getMoneyOf, { imprisonmentId: id })
  const [whole, half] = money.fines[0]!.ifPaid
  expect(whole).toEqual({ amount: 30_000, dueRelease: today })
  expect(half!.amount).toBe(15_000)
  expect(half!.dueRelease > today && half!.dueRelease < money.dueRelease!).toBe(true)
})

test('what is promised for a payment is what the ledger gives once it is made', async () => {
  const [row] = (await list()).rows
  const { fines } = await deputy.call(contract.getMoneyOf, { imprisonmentId: row!.imprisonmentId })
  const { sentenceId, ifPaid } = fines[0]!
  await deputy.call(custody.payFineEntry, {
    imprisonmentId: row!.imprisonmentId,
    sentenceId,
    paidOn: today,
    amount: ifPaid[1]!.amount,
    receipt: 'T-1',
  })
  const after = await deputy.call(contract.getMoneyOf, { imprisonmentId: row!.imprisonmentId })
  expect(after.dueRelease).toBe(ifPaid[1]!.dueRelease)
  await draw()
  expect((await list()).rows).toMatchObject([{ amount: 15_000 }])
  await deputy.call(custody.payFineEntry, {
    imprisonmentId: row!.imprisonmentId,
    sentenceId,
    paidOn: today,
    amount: 15_000,
    receipt: 'T-2',
  })
  await draw()
  expect((await list()).total).toBe(0)
})

test('arsh is entered on its hold, paid by instalments and never beyond what is left', async () => {
  const id = await convict(31)
  const { holdId } = await deputy.call(custody.placeHold, {
    imprisonmentId: id,
    kind: 'DIYAT_UNPAID_S331',
    source: 'Judgment SC 118/2024',
    placedOn: daysAgo(31),
  })
  const due = {
    holdId,
    kind: 'arsh' as const,
    amount: 250_000,
    orderedOn: daysAgo(31),
    instrument: 'SC 118/2024',
  }
  await draw()
  // The date of release is nobody's to promise yet: before two officers confirm it, it is not only the money that is missing.
  expect((await list({ kind: 'diyat' })).total).toBe(0)
  await expect(deputy.call(contract.enterMoneyDue, { ...due, kind: 'surety' })).rejects.toThrow(
    /not-a-money-hold/,
  )
  const { moneyDueId } = await deputy.call(contract.enterMoneyDue, due)
  await expect(deputy.call(contract.enterMoneyDue, due)).rejects.toThrow(/entered-already/)
  const pay = (amount: number) =>
    deputy.call(contract.payMoney, { moneyDueId, amount, paidOn: today, receipt: 'Treasury challan 118' })
  expect(await pay(100_000)).toEqual({ left: 150_000 })
  await expect(pay(150_001)).rejects.toThrow(/custody-money-holds.overpaid/)
  const { holds } = await deputy.call(contract.getMoneyOf, { imprisonmentId: id })
  expect(holds).toMatchObject([
    { due: { kind: 'arsh', amount: 250_000, paid: 100_000, payments: [{ amount: 100_000 }] } },
  ])
})

test('once the date is confirmed and past, the arsh alone keeps the prisoner', async () => {
  const { rows } = await here.database.owner.pool.query<{ id: string }>(
    `select imprisonment_id as id from custody.money_due`,
  )
  const id = rows[0]!.id
  const page = await deputy.call(custody.getPrisoner, { id })
  await clerk.call(custody.proposeDate, { id: page.releaseDates[0]!.id })
  await deputy.call(custody.confirmDate, { id: page.releaseDates[0]!.id })
  await draw()
  expect((await list()).rows).toMatchObject([
    { imprisonmentId: id, kind: 'arsh', amount: 150_000, since: daysAgo(31), days: 31, until: null },
  ])
})

test('another prison and a post without the right learn nothing and change nothing', async () => {
  const [row] = (
    await here.database.owner.pool.query(`select hold_id, imprisonment_id from custody.money_due`)
  ).rows
  const other = await here.someone('deputy-superintendent', 'PRS-KHI-C')
  const gate = await here.someone('gate-officer', 'PRS-HYD-C')
  await expect(other.call(contract.getMoneyOf, { imprisonmentId: row.imprisonment_id })).rejects.toThrow(
    /not-found/,
  )
  expect((await other.call(contract.listHeldForMoney, {})).total).toBe(0)
  await expect(
    clerk.call(contract.enterMoneyDue, {
      holdId: row.hold_id,
      kind: 'arsh',
      amount: 1,
      orderedOn: today,
      instrument: 'None at all',
    }),
  ).rejects.toThrow(/not-allowed/)
  await expect(gate.call(contract.listHeldForMoney, {})).rejects.toThrow(/not-allowed/)
})

test('the list leaves as a file with its definition', async () => {
  await convict(45, { amount: 8_000, months: 3 })
  await draw()
  const answer = await here.app.request('/api/reports/custody.held-for-money/export?format=csv&lang=en', {
    headers: { 'x-test-actor': deputy.grantId },
  })
  const text = await answer.text()
  expect(answer.status).toBe(200)
  expect(text).toMatch(/Left to pay/)
  expect(text).toMatch(/8000|8,000/)
  expect(text).toMatch(/default term/)
})
