import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Someone, type World, world } from '../../../app/testing.ts'
import { createRandom } from '../../../tools/seed/random.ts'
import * as custody from '../contract.ts'
import { enterMoneyDue, getMoneyOf } from '../money-holds/contract.ts'
import { aPaperAdmission } from '../testing.ts'
import * as contract from './contract.ts'

let here: World
let clerk: Someone
let deputy: Someone
let inspector: Someone
let law: Someone
let donor: Someone
let today: string
beforeAll(async () => {
  here = await world()
  clerk = await here.someone('prison-admissions-officer', 'PRS-HYD-C')
  deputy = await here.someone('deputy-superintendent', 'PRS-HYD-C')
  inspector = await here.someone('inspector-general-prisons', 'PRD-SD')
  law = await here.someone('law-officer', 'PK-SD')
  donor = await here.someone('fund-representative', 'PK-SD')
  const { rows } = await here.database.owner.pool.query<{ day: string }>(`select workflow.today() as day`)
  today = rows[0]!.day
})
afterAll(() => here.drop())

const daysAgo = (days: number): string =>
  new Date(Date.parse(today) - days * 86_400_000).toISOString().slice(0, 10)
const people = [
  { nameEn: 'Ghulam Abbas', nameUr: 'غلام عباس', fatherEn: 'Siddiq', fatherUr: 'صدیق' },
  { nameEn: 'Bachal Khaskheli', nameUr: 'بچل خاصخیلی', fatherEn: 'Juman', fatherUr: 'جمن' },
  { nameEn: 'Waqar Rajput', nameUr: 'وقار راجپوت', fatherEn: 'Ghani', fatherUr: 'غنی' },
  { nameEn: 'Zulfiqar Mirani', nameUr: 'ذوالفقار میرانی', fatherEn: 'Hayat', fatherUr: 'حیات' },
  { nameEn: 'Imdad Panhwar', nameUr: 'امداد پنہور', fatherEn: 'Umer', fatherUr: 'عمر' },
  { nameEn: 'Kashif Bhatti', nameUr: 'کاشف بھٹی', fatherEn: 'Rehmat', fatherUr: 'رحمت' },
  { nameEn: 'Naveed Chandio', nameUr: 'نوید چانڈیو', fatherEn: 'Sadoro', fatherUr: 'سدورو' },
  { nameEn: 'Fayyaz Sheikh', nameUr: 'فیاض شیخ', fatherEn: 'Latif', fatherUr: 'لطیف' },
] as const
let admitted = 0

/** Somebody whose month is over since so many days and whom a fine keeps in. */
async function heldFor(fine: number, days: number): Promise<string> {
  admitted += 1
  const { imprisonmentId } = await clerk.call(
    custody.admitPrisoner,
    aPaperAdmission({
      category: 'convict',
      person: { ...people[admitted - 1]!, sex: 'M' as const, aliases: [] },
      paper: {
        kind: 'conviction',
        issuedOn: daysAgo(days + 30),
        sentence: {
          term: { days: 30 },
          setOff: 'REFUSED',
          fineAmount: fine,
          fineDefault: { months: 6 },
        },
      },
    }),
  )
  return imprisonmentId
}

const draw = () => deputy.call(custody.drawLedger, {})
async function fundOf(amount: number, more: object = {}): Promise<string> {
  const { fundId } = await inspector.call(contract.openFund, {
    name: { en: 'Bait-ul-Mal', ur: 'بیت المال' },
    holder: 'bait-ul-mal',
    pays: ['fine', 'daman'],
    turn: 'longest',
    ...more,
  })
  if (amount > 0) await inspector.call(contract.bookDeposit, { fundId, amount, paper: 'Cheque 448120' })
  return fundId
}
const linesOf = async (roundId: string) => (await deputy.call(contract.listFundLines, { roundId })).rows

let fundId: string
let roundId: string
let longest: string
let dear: string

test('a match names everybody held only for money in turn, and says of each why the fund pays or does not', async () => {
  longest = await heldFor(30_000, 60)
  dear = await heldFor(90_000, 40)
  await heldFor(15_000, 20)
  await draw()
  fundId = await fundOf(50_000, { representativeId: donor.accountId })
  roundId = (await inspector.call(contract.proposeMatch, { fundId })).roundId
  const lines = await linesOf(roundId)
  expect(lines.map(({ turn, amount, verdict, leftBefore }) => [turn, amount, verdict, leftBefore])).toEqual([
    [1, 30_000, 'matched', 50_000],
    [2, 90_000, 'not-enough-left', 20_000],
    [3, 15_000, 'matched', 20_000],
  ])
  expect(lines[0]).toMatchObject({ imprisonmentId: longest, state: 'proposed', name: { en: 'Ghulam Abbas' } })
  await expect(inspector.call(contract.proposeMatch, { fundId })).rejects.toThrow(/match-open/)
})

test('a law officer approves whom they know by number alone; nobody approves their own match', async () => {
  await expect(inspector.call(contract.approveMatch, { roundId })).rejects.toThrow(/access.same-person/)
  await expect(
    inspector.act((tx) =>
      sql`update custody.fund_round set state = 'approved', decided_by = access.account(), decided_at = now() where id = ${roundId}::uuid`.execute(
        tx,
      ),
    ),
  ).rejects.toThrow(/another than who proposed it|check/)
  const { rows } = await law.call(contract.listFundLines, { roundId })
  expect(rows.map(({ name, label }) => [name, /^PRS-HYD-C \d+\/\d+$/.test(label)])).toEqual(
    rows.map(() => [null, true]),
  )
  expect(await law.call(contract.approveMatch, { roundId })).toEqual({ people: 2 })
  const fund = await inspector.call(contract.getFund, { fundId })
  expect(fund).toMatchObject({ putIn: 50_000, setAside: 45_000, paid: 0, free: 5_000, waiting: 2, freed: 0 })
  // Whoever is set aside for is offered to no other fund.
  const other = await fundOf(500_000)
  const second = await inspector.call(contract.proposeMatch, { fundId: other })
  expect((await linesOf(second.roundId)).map(({ verdict }) => verdict)).toEqual([
    'elsewhere',
    'matched',
    'elsewhere',
  ])
  await law.call(contract.turnDownMatch, { roundId: second.roundId, why: 'Only to look at' })
})

test('the payment is a fine paid like any other: the date is computed anew, and what was paid meanwhile goes back', async () => {
  const [line] = await linesOf(roundId)
  const before = await deputy.call(getMoneyOf, { imprisonmentId: longest })
  await deputy.call(custody.payFineEntry, {
    imprisonmentId: longest,
    sentenceId: before.fines[0]!.sentenceId,
    paidOn: today,
    amount: 10_000,
    receipt: 'The brother',
  })
  await expect(
    deputy.call(contract.payFromFund, { lineId: line!.id, paidOn: daysAgo(-1), receipt: 'Challan 118' }),
  ).rejects.toThrow(/in-the-future/)
  await expect(
    inspector.call(contract.payFromFund, { lineId: line!.id, paidOn: today, receipt: 'Challan 118' }),
  ).rejects.toThrow(/not-allowed/)
  expect(
    await deputy.call(contract.payFromFund, { lineId: line!.id, paidOn: today, receipt: 'Challan 118' }),
  ).toEqual({ paid: 20_000, givenBack: 10_000 })
  const after = await deputy.call(getMoneyOf, { imprisonmentId: longest })
  expect(after.fines[0]).toMatchObject({ amount: 30_000, paid: 30_000 })
  expect(before.dueRelease! > today && after.dueRelease === today).toBe(true)
  await expect(
    deputy.call(contract.payFromFund, { lineId: line!.id, paidOn: today, receipt: 'Challan 118' }),
  ).rejects.toThrow(/not-to-pay/)
  const fund = await inspector.call(contract.getFund, { fundId })
  expect(fund).toMatchObject({ setAside: 15_000, paid: 20_000, free: 15_000, waiting: 1, freed: 1 })
  await draw()
  expect(
    (await deputy.call(custody.listHeldForMoney, {})).rows.map((row) => row.imprisonmentId),
  ).not.toContain(longest)
})

test('daman paid from a fund lifts its hold by itself; whoever has another blocker is not paid for', async () => {
  const id = await heldFor(1_000, 5)
  const { holdId } = await deputy.call(custody.placeHold, {
    imprisonmentId: id,
    kind: 'DIYAT_UNPAID_S331',
    source: 'Judgment SC 118/2024',
    placedOn: daysAgo(5),
  })
  await deputy.call(enterMoneyDue, {
    holdId,
    kind: 'daman',
    amount: 7_000,
    orderedOn: daysAgo(5),
    instrument: 'SC 118/2024',
  })
  await draw()
  const small = await fundOf(8_000, { turn: 'smallest', mostPerPerson: 8_000 })
  const match = await inspector.call(contract.proposeMatch, { fundId: small })
  const verdicts = await linesOf(match.roundId)
  expect(verdicts.find(({ imprisonmentId }) => imprisonmentId === id)).toMatchObject({
    verdict: 'matched',
    kind: 'several',
    amount: 8_000,
  })
  expect(verdicts.find(({ imprisonmentId }) => imprisonmentId === dear)).toMatchObject({
    verdict: 'above-most',
  })
  await law.call(contract.approveMatch, { roundId: match.roundId })
  const lineId = verdicts.find(({ imprisonmentId }) => imprisonmentId === id)!.id
  const other = await deputy.call(custody.placeHold, {
    imprisonmentId: id,
    kind: 'OTHER_WARRANT',
    source: 'FIR 9/2026',
    placedOn: today,
  })
  const pay = () => deputy.call(contract.payFromFund, { lineId, paidOn: today, receipt: 'Challan 119' })
  await expect(pay()).rejects.toThrow(/not-only-money/)
  await deputy.call(custody.liftHold, { holdId: other.holdId, why: 'Bailed there' })
  expect(await pay()).toEqual({ paid: 8_000, givenBack: 0 })
  const { rows } = await here.database.owner.pool.query<{ why: string }>(
    `select lifted_why as why from custody.hold where id = $1`,
    [holdId],
  )
  expect(rows).toEqual([{ why: 'Challan 119' }])
})

test('whoever’s papers changed since the ledger is named and not matched', async () => {
  await draw()
  await deputy.call(custody.placeHold, {
    imprisonmentId: dear,
    kind: 'OTHER_WARRANT',
    source: 'FIR 10/2026',
    placedOn: today,
  })
  const rich = await fundOf(500_000)
  const match = await inspector.call(contract.proposeMatch, { fundId: rich })
  expect((await linesOf(match.roundId)).find((line) => line.imprisonmentId === dear)).toMatchObject({
    verdict: 'changed',
    state: 'not-matched',
  })
  await inspector.call(contract.turnDownMatch, { roundId: match.roundId, why: 'Tomorrow again' })
})

test('the donor sees the totals of the own fund and nothing of anybody; other prisons nothing of the people', async () => {
  const { rows } = await donor.call(contract.listFundTotals, {})
  expect(rows).toMatchObject([{ id: fundId, putIn: 50_000, paid: 20_000, freed: 1 }])
  await expect(donor.call(contract.getFund, { fundId })).rejects.toThrow(/not-allowed/)
  await expect(donor.call(contract.listFundLines, {})).rejects.toThrow(/not-allowed/)
  await expect(donor.call(contract.listFunds, {})).rejects.toThrow(/not-allowed/)
  const seen = await donor.act((tx) =>
    sql`select 1 from custody.fund_line union all select 1 from custody.fund_entry`.execute(tx),
  )
  expect(seen.rows).toEqual([])
  const karachi = await here.someone('deputy-superintendent', 'PRS-KHI-C')
  expect((await karachi.call(contract.listFundLines, {})).total).toBe(0)
  // The totals are the fund's, whoever looks.
  expect(await karachi.call(contract.getFund, { fundId })).toMatchObject({ paid: 20_000, freed: 1 })
  const punjab = await here.someone('deputy-superintendent', 'PRS-LHE-C')
  expect((await punjab.call(contract.listFunds, {})).rows).toEqual([])
})

test('what freedom costs: the smallest first, and a sum frees as many as it reaches', async () => {
  await draw()
  const held = (await deputy.call(custody.listHeldForMoney, { sort: 'amount' })).rows.map(
    (row) => row.amount!,
  )
  const cost = await deputy.call(contract.costOfFreedom, { sum: held[0]! + 1 })
  expect(cost.people).toBe(held.length)
  expect(cost.amount).toBe(held.reduce((all, one) => all + one, 0))
  expect(cost.steps[0]).toEqual({ people: 1, amount: held[0], most: held[0] })
  expect(cost.frees).toEqual({ people: 1, amount: held[0], most: held[0] })
  expect((await deputy.call(contract.costOfFreedom, { sum: 0 })).frees).toEqual({
    people: 0,
    amount: 0,
    most: null,
  })
})

test('whatever is done in whatever order, no fund falls below zero, nobody is paid for twice, and the books agree', async () => {
  for (const [fine, days] of [
    [4_000, 9],
    [7_000, 8],
    [2_500, 7],
    [9_000, 6],
  ] as const)
    await heldFor(fine, days)
  await draw()
  const funds = [await fundOf(9_000), await fundOf(6_500, { turn: 'smallest' })]
  const random = createRandom(4)
  const refused: string[] = []
  const attempt = async (act: () => Promise<unknown>) => {
    try {
      await act()
    } catch (problem) {
      refused.push(String(problem))
    }
  }
  for (let turn = 0; turn < 80; turn += 1) {
    const fund = random.pick(funds)
    const open = await here.database.owner.pool.query<{ id: string }>(
      `select id from custody.fund_round where fund_id = $1 and state = 'proposed'`,
      [fund],
    )
    const lines = await here.database.owner.pool.query<{ id: string }>(
      `select id from custody.fund_line where verdict = 'matched' and fund_id = $1`,
      [fund],
    )
    const round = open.rows[0]?.id
    const line = lines.rows.length === 0 ? undefined : random.pick(lines.rows).id
    const act = random.int(0, 5)
    await attempt(async () => {
      if (act === 0)
        return inspector.call(contract.bookDeposit, { fundId: fund, amount: 1_000.5, paper: 'Gift' })
      if (act === 1) return inspector.call(contract.proposeMatch, { fundId: fund })
      if (act === 2 && round !== undefined) return law.call(contract.approveMatch, { roundId: round })
      if (act === 3 && line !== undefined)
        return deputy.call(contract.dropLine, { lineId: line, why: 'Paid otherwise' })
      if (act >= 4 && line !== undefined)
        return deputy.call(contract.payFromFund, { lineId: line, paidOn: today, receipt: `R-${turn}` })
    })
  }
  expect(refused.every((problem) => /custody|access|not-to-pay/.test(problem))).toBe(true)
  const { rows } = await here.database.owner.pool.query<{
    balance: number
    booked: number
    spent: number
    given: number
    aside: number
  }>(
    `select f.balance::float8 as balance, (select coalesce(sum(e.amount), 0) from custody.fund_entry e where e.fund_id = f.id)::float8 as booked,
       (select coalesce(sum(e.amount), 0) from custody.fund_entry e where e.fund_id = f.id and e.kind = 'deposit')::float8 as given,
       (select coalesce(sum(l.paid), 0) from custody.fund_line l where l.fund_id = f.id)::float8 as spent,
       (select coalesce(sum(l.amount), 0) from custody.fund_line l where l.fund_id = f.id and l.state = 'approved')::float8 as aside
     from custody.fund f`,
  )
  for (const fund of rows) {
    expect(fund.balance).toBeGreaterThanOrEqual(0)
    expect(fund.booked).toBeCloseTo(fund.balance, 2)
    expect(fund.given - fund.spent - fund.aside).toBeCloseTo(fund.balance, 2)
  }
  const { rows: twice } = await here.database.owner.pool.query(
    `select imprisonment_id from custody.fund_line where state = 'paid' group by 1 having count(*) > 1`,
  )
  expect(twice).toEqual([])
  const { rows: paid } = await here.database.owner.pool.query<{ n: number }>(
    `select count(*)::int as n from custody.fund_line where state = 'paid'`,
  )
  expect(paid[0]!.n).toBeGreaterThan(3)
  // The database itself refuses what the use cases would never ask for.
  await expect(
    here.database.owner.pool.query(
      `insert into custody.fund_entry (jurisdiction, fund_id, kind, amount, line_id, booked_by)
         select jurisdiction, fund_id, 'set-aside', -amount, id, $1 from custody.fund_line where state = 'paid' limit 1`,
      [law.accountId],
    ),
  ).rejects.toThrow(/books what its line says/)
  await expect(
    here.database.owner.pool.query(`update custody.fund set balance = -1 where id = $1`, [funds[0]]),
  ).rejects.toThrow(/fund_never_below_zero/)
})
