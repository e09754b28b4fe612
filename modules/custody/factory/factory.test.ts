import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Someone, type World, world } from '../../../app/testing.ts'
import * as custody from '../contract.ts'
import { aPaperAdmission } from '../testing.ts'
import * as contract from './contract.ts'
import { lineKinds } from './contract.ts'
import { oldestFirst } from './orders.ts'

let here: World
let assistant: Someone
let deputy: Someone
let superintendent: Someone
let cashier: Someone
let keeper: Someone
let today: string
/** Sewn by the piece, woven by the day. */
let uniform: string
let carpet: string
let sewing: string
let looms: string
let tailor: string
let weaver: string
let cloth: string

const rupees = { uniform: 1_450, carpet: 18_500.5, cloth: 320.25 }

beforeAll(async () => {
  here = await world()
  assistant = await here.someone('assistant-superintendent', 'PRS-HYD-C')
  deputy = await here.someone('deputy-superintendent', 'PRS-HYD-C')
  superintendent = await here.someone('superintendent', 'PRS-HYD-C')
  cashier = await here.someone('prison-cashier', 'PRS-HYD-C')
  keeper = await here.someone('store-keeper', 'PRS-HYD-C')
  today = (await owner<{ day: string }>(`select workflow.today() as day`))[0]!.day
  uniform = await aProduct('Constable’s uniform', { price: rupees.uniform, rateCode: 'uniform' })
  carpet = await aProduct('Carpet', { price: rupees.carpet, kind: 'carpet' })
  sewing = await aGang('Sewing', 'uniform')
  looms = await aGang('Looms', 'skilled')
  tailor = await atWork(sewing)
  weaver = await atWork(looms)
  cloth = (
    await keeper.call(custody.addStoreItem, {
      code: 'CLOTH',
      nameEn: 'Grey cloth',
      nameUr: 'سلیٹی کپڑا',
      category: 'material',
      unit: 'metre',
      minimum: 50,
    })
  ).id
  await receiveCloth('A', 5_000)
}, 120_000)
afterAll(() => here?.drop())

async function owner<T extends object>(query: string, values: unknown[] = []): Promise<T[]> {
  return (await here.database.owner.pool.query<T>(query, values)).rows
}
const dayAfter = (days: number) => new Date(Date.parse(today) + days * 86_400_000).toISOString().slice(0, 10)

async function aProduct(
  name: string,
  given: { price: number; rateCode?: string; kind?: 'carpet' },
): Promise<string> {
  const { factoryProductId } = await assistant.call(contract.addFactoryProduct, {
    kind: given.kind ?? 'uniform',
    nameEn: name,
    nameUr: name,
    unit: 'piece',
    price: given.price,
    fromOn: today,
    ...(given.rateCode === undefined ? {} : { rateCode: given.rateCode }),
  })
  await approvePrice(factoryProductId)
  return factoryProductId
}
async function approvePrice(productId: string, who = superintendent) {
  const { products } = await who.call(contract.getFactoryPrices, {})
  return who.call(contract.decideFactoryPrice, {
    factoryPriceId: products.find(({ id }) => id === productId)!.waiting!.id,
    approve: true,
    why: 'Compared with the market',
  })
}
async function aGang(name: string, rateCode: string): Promise<string> {
  const given = { nameEn: name, nameUr: name, sex: 'M' as const, capacity: 50, rateCode }
  return (await deputy.call(custody.openGang, { kind: 'factory', ...given })).gangId
}
/** A convict of that gang since two months ago. */
async function atWork(gangId: string): Promise<string> {
  const clerk = await here.someone('prison-admissions-officer', 'PRS-HYD-C')
  const { imprisonmentId } = await clerk.insist(
    custody.admitPrisoner,
    aPaperAdmission({
      noneOfThese: true,
      category: 'convict',
      person: {
        nameEn: `Of ${gangId}`,
        nameUr: 'قیدی',
        fatherEn: 'Father',
        fatherUr: 'والد',
        sex: 'M',
        aliases: [],
      },
      paper: { kind: 'conviction', sentence: { term: { years: 3 }, setOff: 'REFUSED' } },
    }),
  )
  const { labourId } = await assistant.call(custody.assignLabour, {
    gangId,
    imprisonmentId,
    basis: 'volunteer',
    reason: 'Asked for work',
  })
  for (const [table, column, id] of [
    ['imprisonment', 'admitted_at', imprisonmentId],
    ['labour', 'from_on', labourId],
  ]) {
    await owner(`alter table custody.${table} disable trigger user`)
    await owner(`update custody.${table} set ${column} = workflow.today() - 70 where id = $1`, [id])
    await owner(`alter table custody.${table} enable trigger user`)
  }
  return imprisonmentId
}
const mark = (gangId: string, on: string, imprisonmentId: string, pieces: number) =>
  assistant.call(custody.markMuster, { gangId, on, lines: [{ imprisonmentId, mark: 'worked', pieces }] })
const receiveCloth = (number: string, quantity: number) =>
  keeper.call(custody.receiveStock, {
    storeItemId: cloth,
    number,
    supplier: 'Mill',
    paper: `Challan ${number}`,
    price: rupees.cloth,
    quantity,
  })
const order = async (productId: string, quantity: number) =>
  (
    await assistant.call(contract.takeFactoryOrder, {
      customerKind: 'department',
      customer: 'Sindh Police',
      promisedOn: dayAfter(20),
      productId,
      quantity,
    })
  ).factoryOrderId
const read = (factoryOrderId: string, who = assistant) =>
  who.call(contract.getFactoryOrder, { factoryOrderId })
const itemOf = async (factoryOrderId: string) => (await read(factoryOrderId)).items[0]!.id
const weave = async (factoryOrderId: string, quantity: number, on = today) =>
  assistant.call(contract.enterFactoryOutput, {
    factoryOrderId,
    orderItemId: await itemOf(factoryOrderId),
    gangId: looms,
    quantity,
    on,
  })
const sew = async (factoryOrderId: string, quantity: number) =>
  assistant.call(contract.enterFactoryOutput, {
    factoryOrderId,
    orderItemId: await itemOf(factoryOrderId),
    gangId: sewing,
    quantity,
  })
const deliver = async (factoryOrderId: string, quantity: number) =>
  assistant.call(contract.deliverFactoryOrder, {
    factoryOrderId,
    quantities: { [await itemOf(factoryOrderId)]: quantity },
    takenBy: 'Head Constable Riaz',
  })
const pay = (factoryOrderId: string, amount: number, way: 'cash' | 'bank' = 'cash') =>
  cashier.call(contract.receiveFactoryMoney, {
    factoryOrderId,
    amount,
    way,
    payer: 'Sindh Police',
    ...(way === 'bank' ? { slip: 'Cheque 41' } : {}),
  })
async function correct(
  given: Parameters<typeof assistant.call<typeof contract.proposeFactoryCorrection>>[1],
): Promise<{ voucher: string | null }> {
  const { factoryCorrectionId } = await assistant.call(contract.proposeFactoryCorrection, given)
  return superintendent.call(contract.decideFactoryCorrection, {
    factoryCorrectionId,
    approve: true,
    why: 'Seen',
  })
}
const balances = async () =>
  Object.fromEntries(
    (
      await owner<{ kind: string; balance: number }>(
        `select a.kind, a.balance::float8 as balance from custody.money_account a join units.unit u on u.id = a.prison_id
          where u.code = 'PRS-HYD-C' and a.imprisonment_id is null`,
      )
    ).map(({ kind, balance }) => [kind, balance]),
  )

describe('the price list', () => {
  test('a price is in force when another officer approved it, and an order keeps the price of its day', async () => {
    const shoes = await assistant.call(contract.addFactoryProduct, {
      kind: 'shoes',
      nameEn: 'Boots',
      nameUr: 'بوٹ',
      unit: 'pair',
      price: 2_000,
      fromOn: today,
    })
    await expect(order(shoes.factoryProductId, 3)).rejects.toThrow(/no-price/)
    await expect(approvePrice(shoes.factoryProductId, assistant)).rejects.toThrow(/not-allowed/)
    await approvePrice(shoes.factoryProductId)
    const ordered = await order(shoes.factoryProductId, 3)
    const again = { factoryProductId: shoes.factoryProductId, price: 2_600, fromOn: today }
    await assistant.call(contract.proposeFactoryPrice, again)
    await expect(assistant.call(contract.proposeFactoryPrice, again)).rejects.toThrow(/price-waits/)
    await approvePrice(shoes.factoryProductId)
    expect((await read(ordered)).order.price).toBe(6_000)
    expect((await read(await order(shoes.factoryProductId, 3))).order.price).toBe(7_800)
    const { products } = await assistant.call(contract.getFactoryPrices, {})
    expect(products.find(({ id }) => id === shoes.factoryProductId)).toMatchObject({
      price: 2_600,
      orders: 2,
    })
    await expect(
      assistant.call(contract.proposeFactoryPrice, { ...again, fromOn: dayAfter(-1) }),
    ).rejects.toThrow(/price-past/)
  })

  test('nobody approves what they proposed, whatever post they hold, nor rewrites what was decided', async () => {
    const [made] = await owner<{ id: string }>(
      `insert into custody.factory_price (jurisdiction, prison_id, product_id, from_on, price, proposed_by)
        select jurisdiction, prison_id, id, workflow.today(), 1, $2 from custody.factory_product where id = $1 returning id`,
      [carpet, superintendent.accountId],
    )
    const decide = (approve: boolean) =>
      superintendent.call(contract.decideFactoryPrice, { factoryPriceId: made!.id, approve, why: 'Mine' })
    await expect(decide(true)).rejects.toThrow(/same-person/)
    await expect(
      owner(
        `update custody.factory_price set state = 'approved', decided_by = proposed_by, decided_at = now(), decision = 'x' where id = $1`,
        [made!.id],
      ),
    ).rejects.toThrow(/factory_price_two_officers/)
    await owner(`delete from custody.factory_price where id = $1`, [made!.id])
  })
})

describe('an order', () => {
  test('material goes out of the stores’ own ledger, and comes back into it no more than it went out', async () => {
    const id = await order(uniform, 20)
    const before = (await keeper.call(custody.getStoreItem, { storeItemId: cloth })).item.stock
    const issue = (quantity: number) =>
      keeper.call(contract.issueFactoryMaterial, { factoryOrderId: id, storeItemId: cloth, quantity })
    expect(await issue(60)).toMatchObject({ stock: before - 60 })
    await expect(issue(50_000)).rejects.toThrow(/not-enough/)
    await keeper.call(custody.issueStock, { storeItemId: cloth, quantity: 5, party: 'Tower' })
    const asKeeper = await read(id, keeper)
    const { storeLotId } = asKeeper.materials[0]!.back!
    const back = (quantity: number) =>
      keeper.call(contract.returnFactoryMaterial, { factoryOrderId: id, storeLotId, quantity })
    await expect(back(61)).rejects.toThrow(/more-than-issued/)
    await back(10)
    // What the factory has is not brought back as if another had it.
    await expect(
      keeper.call(custody.returnStock, { storeLotId, quantity: 6, party: 'Tower' }),
    ).rejects.toThrow(/more-than-issued/)
    await keeper.call(custody.returnStock, { storeLotId, quantity: 5, party: 'Tower' })
    const seen = await read(id)
    expect(seen.order.state).toBe('making')
    expect(seen.material).toEqual({ cost: 50 * rupees.cloth, unpriced: 0 })
    // The lots themselves are for whoever keeps the stores.
    expect(seen.materials.map(({ back: lot }) => lot)).toEqual([null, null])
    expect((await keeper.call(custody.getStoreItem, { storeItemId: cloth })).item.stock).toBe(before - 50)
  })

  test('piecework is the muster’s: each piece is taken into one order, and none can be lost from the muster afterwards', async () => {
    const id = await order(uniform, 12)
    await mark(sewing, dayAfter(-3), tailor, 5)
    await mark(sewing, dayAfter(-2), tailor, 6)
    expect((await read(id)).gangs.find((gang) => gang.id === sewing)).toMatchObject({
      byPiece: true,
      free: 11,
    })
    await expect(sew(id, 12)).rejects.toThrow(/not-mustered/)
    expect(await sew(id, 7)).toEqual({ made: 7, days: 2 })
    expect((await read(id)).outputs.map(({ on, quantity }) => [on, quantity])).toEqual([
      [dayAfter(-2), 2],
      [dayAfter(-3), 5],
    ])
    await expect(mark(sewing, dayAfter(-3), tailor, 4)).rejects.toThrow(/pieces-taken/)
    await mark(sewing, dayAfter(-2), tailor, 3)
    await expect(sew(id, 2)).rejects.toThrow(/not-mustered/)
    await mark(sewing, dayAfter(-1), tailor, 30)
    await expect(sew(id, 6)).rejects.toThrow(/made-beyond/)
    expect(await sew(id, 5)).toMatchObject({ made: 12 })
    expect((await read(id)).order.state).toBe('ready')
    const carpets = await order(carpet, 2)
    await expect(sew(carpets, 1)).rejects.toThrow(/other-rate/)
  })

  test('a gang paid by the day has finished something only on a day on which somebody of it worked', async () => {
    const id = await order(carpet, 2)
    await expect(weave(id, 1, dayAfter(-5))).rejects.toThrow(/nobody-worked/)
    await mark(looms, dayAfter(-5), weaver, 0)
    await weave(id, 1, dayAfter(-5))
    await expect(
      assistant.call(custody.markMuster, {
        gangId: looms,
        on: dayAfter(-5),
        lines: [{ imprisonmentId: weaver, mark: 'absent', pieces: 0 }],
      }),
    ).rejects.toThrow(/pieces-taken/)
    await expect(weave(id, 1, dayAfter(1))).rejects.toThrow(/custody-factory.gang/)
  })

  test('nothing is delivered that was not made, nothing received beyond the price, and each is booked on both sides', async () => {
    await mark(looms, today, weaver, 0)
    const id = await order(carpet, 2)
    const before = await balances()
    await expect(deliver(id, 1)).rejects.toThrow(/not-made/)
    await weave(id, 2)
    expect(await deliver(id, 1)).toMatchObject({ amount: rupees.carpet })
    await expect(deliver(id, 2)).rejects.toThrow(/not-made/)
    await expect(pay(id, rupees.carpet * 2 + 0.01)).rejects.toThrow(/beyond-price/)
    expect(await pay(id, 5_000)).toMatchObject({ left: rupees.carpet * 2 - 5_000 })
    await deliver(id, 1)
    expect((await read(id)).order).toMatchObject({ state: 'delivered', owed: rupees.carpet * 2 - 5_000 })
    await pay(id, rupees.carpet * 2 - 5_000, 'bank')
    expect((await read(id)).order).toMatchObject({ state: 'paid', owed: 0, left: 0 })
    await expect(pay(id, 1)).rejects.toThrow(/beyond-price/)
    const after = await balances()
    const moved = (kind: string) => ((after[kind] ?? 0) - (before[kind] ?? 0)) / 100
    expect(['factory', 'factory-owed', 'cash', 'bank'].map(moved)).toEqual([
      rupees.carpet * 2,
      0,
      -5_000,
      -(rupees.carpet * 2 - 5_000),
    ])
    await expect(withdraw(id)).rejects.toThrow(/custody-factory.over/)
  })

  test('the last pieces handed over twice at once go out once', async () => {
    const id = await order(carpet, 1)
    await weave(id, 1)
    const outcomes = await Promise.allSettled([deliver(id, 1), deliver(id, 1)])
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect((await read(id)).order).toMatchObject({ state: 'delivered', delivered: 1 })
  })

  test('write-offs and refunds are booked when another officer approves them, never beyond what there is', async () => {
    const id = await order(carpet, 3)
    const orderItemId = await itemOf(id)
    await weave(id, 3)
    const wrong = { factoryOrderId: id, kind: 'spoiled' as const, orderItemId, quantity: 4, why: 'Moths' }
    await expect(assistant.call(contract.proposeFactoryCorrection, wrong)).rejects.toThrow(/not-made/)
    expect(await correct({ ...wrong, quantity: 1 })).toEqual({ voucher: null })
    expect((await read(id)).order.state).toBe('making')
    await expect(deliver(id, 3)).rejects.toThrow(/not-made/)
    await deliver(id, 2)
    await pay(id, 10_000)
    const debt = { factoryOrderId: id, kind: 'debt' as const, why: 'The buyer has died' }
    await expect(
      assistant.call(contract.proposeFactoryCorrection, { ...debt, amount: rupees.carpet * 2 }),
    ).rejects.toThrow(/forgiven-beyond/)
    // Proposed while it was owed, refused when it has been paid meanwhile.
    const owed = rupees.carpet * 2 - 10_000
    const { factoryCorrectionId } = await assistant.call(contract.proposeFactoryCorrection, {
      ...debt,
      amount: owed,
    })
    await expect(
      assistant.call(contract.decideFactoryCorrection, { factoryCorrectionId, approve: true, why: 'x y' }),
    ).rejects.toThrow(/not-allowed/)
    await withdraw(id)
    await expect(pay(id, owed + 0.01)).rejects.toThrow(/beyond-price/)
    await pay(id, 1_000)
    const decide = () =>
      superintendent.call(contract.decideFactoryCorrection, {
        factoryCorrectionId,
        approve: true,
        why: 'Sad',
      })
    await expect(decide()).rejects.toThrow(/forgiven-beyond/)
    await correct({ factoryOrderId: id, kind: 'refund', amount: 1_000, why: 'Paid by mistake' })
    await decide()
    await expect(decide()).rejects.toThrow(/decided/)
    expect((await read(id)).order).toMatchObject({
      state: 'withdrawn',
      owed: 0,
      received: 10_000,
      forgiven: owed,
    })
    await expect(
      assistant.call(contract.proposeFactoryCorrection, {
        factoryOrderId: id,
        kind: 'refund',
        amount: 10_000.01,
        why: 'Too much',
      }),
    ).rejects.toThrow(/refund-beyond/)
  })

  test('is of its prison: another neither sees nor changes it', async () => {
    const id = await order(carpet, 1)
    const lahore = await here.someone('deputy-superintendent', 'PRS-LHE-C')
    await expect(read(id, lahore)).rejects.toThrow(/not-found/)
    await expect(
      lahore.call(contract.withdrawFactoryOrder, { factoryOrderId: id, why: 'Not ours' }),
    ).rejects.toThrow(/not-found/)
  })
})

const withdraw = (factoryOrderId: string) =>
  assistant.call(contract.withdrawFactoryOrder, { factoryOrderId, why: 'No budget' })

describe('the cash book', () => {
  test('keeps no booking of the factory without its paper, and reverses none behind the paper’s back', async () => {
    const id = await order(carpet, 1)
    await pay(id, 100)
    const [booked] = await owner<{ id: string; prison_id: number; jurisdiction: string }>(
      `select id, prison_id, jurisdiction from custody.money_transaction where kind = 'factory-receipt' order by booked_at desc limit 1`,
    )
    await expect(
      superintendent.call(custody.reverseBooking, { transactionId: booked!.id, why: 'Wrong order' }),
    ).rejects.toThrow(/not-reversible/)
    const client = await here.database.owner.pool.connect()
    try {
      const alone = async (statements: readonly [string, unknown[]][]) => {
        await client.query('begin')
        for (const [statement, values] of statements) await client.query(statement, values)
        await client.query('commit')
      }
      const whole = [booked!.jurisdiction, booked!.prison_id]
      await expect(
        alone([
          [
            `with t as (insert into custody.money_transaction (jurisdiction, prison_id, kind) values ($1, $2, 'factory-receipt') returning *)
              insert into custody.money_posting (transaction_id, account_id, jurisdiction, prison_id, amount)
              select t.id, custody.money_account_of($2, s.kind, null), $1, $2, s.amount from t,
                (values ('cash', -500), ('factory-owed', 500)) s(kind, amount)`,
            whole,
          ],
        ]),
      ).rejects.toThrow(/booking of the factory has its paper/)
      await client.query('rollback')
    } finally {
      client.release()
    }
  })
})

test('pieces are taken from the oldest day first, and never from none', () => {
  fc.assert(
    fc.property(
      fc.array(fc.nat({ max: 9 }), { maxLength: 8 }),
      fc.integer({ min: 1, max: 40 }),
      (free, quantity) => {
        const days = free.map((each, at) => ({
          on: `2026-11-${String(at + 1).padStart(2, '0')}`,
          free: each,
        }))
        const parts = oldestFirst(days, quantity)
        const all = free.reduce((sum, each) => sum + each, 0)
        if (quantity > all) return parts === null
        const taken = new Map(parts!.map((part) => [part.on, part.quantity]))
        const left = days.findIndex((day) => (taken.get(day.on) ?? 0) < day.free)
        return (
          parts!.reduce((sum, part) => sum + part.quantity, 0) === quantity &&
          parts!.every((part) => part.quantity > 0) &&
          days.slice(left + 1).every((day) => left === -1 || !taken.has(day.on))
        )
      },
    ),
  )
})

/** A history of the factory: on which of its orders, what, how much. */
const act = fc.record({
  of: fc.nat({ max: 1 }),
  what: fc.constantFrom(
    'issue',
    'back',
    'weave',
    'weave',
    'weave',
    'deliver',
    'deliver',
    'deliver',
    'pay',
    'pay',
    'spoil',
    'debt',
    'refund',
    'withdraw',
  ),
  amount: fc.integer({ min: 1, max: 4 }),
})

describe('the account of a month', () => {
  test('on random histories agrees with what was done, with its own lines, with the cash book and with the stores', async () => {
    await owner(`insert into custody.money_account (jurisdiction, prison_id, kind) select jurisdiction, id, 'bank' from units.unit u
      where code = 'PRS-HYD-C' and not exists (select 1 from custody.money_account a where a.prison_id = u.id and a.kind = 'bank')`)
    await mark(looms, today, weaver, 0)
    const month = today.slice(0, 7)
    /** What the histories did in all: a kind that none of them did would prove nothing. */
    const ever = new Set<string>()
    const account = () => assistant.call(contract.getFactoryAccount, { month })
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 18, maxLength: 26 }), async (history) => {
        const orders = [await order(carpet, 14), await order(carpet, 12)]
        const [before, money] = [await account(), await balances()]
        const done = {
          material: 0,
          output: 0,
          spoiled: 0,
          delivered: 0,
          received: 0,
          refunded: 0,
          forgiven: 0,
        }
        const carry: Record<string, (id: string, amount: number) => Promise<void>> = {
          issue: async (id, n) => {
            await keeper.call(contract.issueFactoryMaterial, {
              factoryOrderId: id,
              storeItemId: cloth,
              quantity: n,
            })
            done.material += n * rupees.cloth
          },
          back: async (id, n) => {
            const lot = (await read(id, keeper)).materials.find(({ back }) => back !== null)?.back
            if (lot === null || lot === undefined) return
            await keeper.call(contract.returnFactoryMaterial, {
              factoryOrderId: id,
              storeLotId: lot.storeLotId,
              quantity: n,
            })
            done.material -= n * rupees.cloth
          },
          weave: async (id, n) => {
            await weave(id, n)
            done.output += n * rupees.carpet
          },
          deliver: async (id, n) => {
            done.delivered += (await deliver(id, n)).amount
          },
          pay: async (id, n) => {
            await pay(id, n * 7_000, n % 2 === 0 ? 'bank' : 'cash')
            done.received += n * 7_000
          },
          spoil: async (id, n) => {
            const orderItemId = await itemOf(id)
            await correct({ factoryOrderId: id, kind: 'spoiled', orderItemId, quantity: n, why: 'Damp' })
            done.spoiled += n * rupees.carpet
          },
          debt: async (id, n) => {
            await correct({ factoryOrderId: id, kind: 'debt', amount: n * 500, why: 'Not to be had' })
            done.forgiven += n * 500
          },
          refund: async (id, n) => {
            await correct({ factoryOrderId: id, kind: 'refund', amount: n * 300, why: 'Paid too much' })
            done.refunded += n * 300
          },
          withdraw: async (id) => void (await withdraw(id)),
        }
        for (const { of, what, amount } of history)
          await carry[what]!(orders[of]!, amount).catch((error: unknown) => {
            // Refused for a reason of the trade; never an error of the machine.
            expect(String(error)).toMatch(/custody-(factory|stores|accounts)\./)
          })
        const [after, now] = [await account(), await balances()]
        for (const [kind, sum] of Object.entries(done)) if (sum !== 0) ever.add(kind)
        for (const kind of lineKinds) {
          if (kind !== 'wages')
            expect(after.figures[kind] - before.figures[kind], kind).toBeCloseTo(done[kind], 2)
          const { sum, total } = await assistant.call(contract.listFactoryLines, { month, kind, size: 1 })
          expect([sum, total]).toEqual([after.figures[kind], after.counts[kind]])
        }
        expect(after.result).toBeCloseTo(
          after.figures.delivered - after.figures.forgiven - after.figures.material - after.figures.wages,
          2,
        )
        // The cash book says the same: what is owed, what came in, what went out.
        const moved = (kind: string) => ((now[kind] ?? 0) - (money[kind] ?? 0)) / 100
        expect(moved('factory')).toBeCloseTo(done.delivered - done.forgiven, 2)
        expect(moved('cash') + moved('bank')).toBeCloseTo(done.refunded - done.received, 2)
        expect(-(now['factory-owed'] ?? 0) / 100).toBeCloseTo(after.owed - after.ahead, 2)
        expect(await unsound()).toEqual([])
      }),
      { numRuns: 6, seed: 20261122 },
    )
    expect([...ever].sort()).toEqual([
      'delivered',
      'forgiven',
      'material',
      'output',
      'received',
      'refunded',
      'spoiled',
    ])
  }, 60_000)

  test('counts the wages that the wage sheet pays, once', async () => {
    const { figures } = await assistant.call(contract.getFactoryAccount, {})
    const { muster } = await assistant.call(custody.getWages, { month: today.slice(0, 7) })
    expect(figures.wages).toBe(muster.rupees)
    expect(figures.wages).toBeGreaterThan(0)
  })

  test('is a register: as a file and on paper, with the same sums', async () => {
    const { rows } = await deputy.call(custody.listRegisters, { from: `${today.slice(0, 8)}01`, to: today })
    const { counts } = await assistant.call(contract.getFactoryAccount, {})
    expect(rows.find(({ key }) => key === 'factory-account')?.entries).toBe(
      Object.values(counts).reduce((sum, count) => sum + count, 0),
    )
  })
})

/** Whatever happened: finished covers delivered, no material below zero, no price exceeded, every booking sums to zero. */
async function unsound() {
  return owner(`
    select 'item' as what, i.id from custody.factory_order_item i where i.delivered > i.made - i.spoiled or i.made - i.spoiled > i.quantity
      or i.made <> (select coalesce(sum(u.quantity), 0) from custody.factory_output u where u.order_item_id = i.id)
      or i.delivered <> (select coalesce(sum(l.quantity), 0) from custody.factory_delivery_line l where l.order_item_id = i.id)
    union all select 'order', o.id from custody.factory_order o where o.received < 0 or o.received + o.forgiven > o.price or o.delivered > o.price
      or o.received <> (select coalesce(sum(r.paisa), 0) from custody.factory_receipt r where r.order_id = o.id)
        - (select coalesce(sum(c.paisa), 0) from custody.factory_correction c where c.order_id = o.id and c.kind = 'refund' and c.state = 'approved')
    union all select 'material', e.factory_order_id from custody.store_entry e where e.factory_order_id is not null
      group by e.factory_order_id, e.lot_id having sum(e.quantity) > 0
    union all select 'lot', l.id from custody.store_lot l where l.quantity < 0
      or l.quantity <> (select sum(e.quantity) from custody.store_entry e where e.lot_id = l.id)
    union all select 'piece', u.gang_id from (select gang_id, on_date, sum(quantity) as taken from custody.factory_output group by 1, 2) u
      join custody.gang g on g.id = u.gang_id and g.rate_code = 'uniform'
      where u.taken > (select coalesce(sum(m.pieces), 0) from custody.muster m where m.gang_id = u.gang_id and m.on_date = u.on_date)
    union all select 'booking', p.transaction_id from custody.money_posting p group by 2 having sum(p.amount) <> 0`)
}
