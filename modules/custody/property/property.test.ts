import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { RefusedCall, type Someone, type World, world } from '../../../app/testing.ts'
import * as custody from '../contract.ts'
import { aPaperAdmission } from '../testing.ts'
import * as contract from './contract.ts'

let here: World
let clerk: Someone
let keeper: Someone
let deputy: Someone
beforeAll(async () => {
  here = await world()
  clerk = await here.someone('prison-admissions-officer', 'PRS-HYD-C')
  keeper = await here.someone('store-keeper', 'PRS-HYD-C')
  deputy = await here.someone('deputy-superintendent', 'PRS-HYD-C')
}, 120_000)
afterAll(() => here.drop())

let seals = 0
const newSeal = (): string => {
  seals += 1
  return `S-${seals}`
}
const thing = (description: string) =>
  ({ description, quantity: 1, category: 'other', condition: 'good' }) as const

async function admit(nameEn: string): Promise<string> {
  const { imprisonmentId } = await clerk.insist(
    custody.admitPrisoner,
    aPaperAdmission({
      noneOfThese: true,
      person: { nameEn, nameUr: 'نام', fatherEn: nameEn, fatherUr: 'والد', sex: 'M', aliases: [] },
      property: [
        { bagNumber: 'B-1', seal: newSeal(), ...thing('Steel watch') },
        { bagNumber: 'B-1', ...thing('Identity card') },
      ],
    }),
  )
  return imprisonmentId
}
const propertyOf = (imprisonmentId: string) => keeper.call(contract.getPropertyOf, { imprisonmentId })
const verify = () => keeper.call(contract.verifyChain, {})
const owner = (query: string, values: unknown[] = []) => here.database.owner.pool.query(query, values)
const letGo = (id: string) =>
  owner(
    `update custody.imprisonment set state = 'released', released_at = clock_timestamp(), release_ground = 'bail' where id = $1`,
    [id],
  )

test('a seal is broken and renewed by two officers, and the receipt names both', async () => {
  const id = await admit('Allah Dino')
  const [bag] = (await propertyOf(id)).bags
  expect(bag).toMatchObject({ number: 'B-1', state: 'in-store', place: null })
  expect(bag!.items.map((item) => item.description)).toEqual(['Identity card', 'Steel watch'])
  await keeper.call(contract.placeBag, { bagId: bag!.id, place: 'Rack B, shelf 4' })
  const seal = newSeal()
  const { openingId } = await deputy.call(contract.openBag, {
    bagId: bag!.id,
    reason: 'Identity card wanted by the court',
    newSeal: seal,
  })
  await expect(
    keeper.call(contract.openBag, { bagId: bag!.id, reason: 'Once more', newSeal: newSeal() }),
  ).rejects.toThrow(/opening-waits/)
  await expect(deputy.call(contract.witnessOpening, { openingId })).rejects.toThrow(/access.same-person/)
  await expect(keeper.call(contract.witnessOpening, { openingId })).rejects.toThrow(/not-allowed/)
  expect((await propertyOf(id)).bags[0]!.seal).toBe(bag!.seal)
  await clerk.call(contract.witnessOpening, { openingId })
  const after = await propertyOf(id)
  expect(after.bags[0]).toMatchObject({ seal, place: 'Rack B, shelf 4', opening: null })
  expect(after.receipts[0]).toMatchObject({ kind: 'opened', sound: true })
  expect(after.receipts[0]!.second).not.toBeNull()
  await expect(
    keeper.call(contract.takeIn, { imprisonmentId: id, number: 'B-2', seal, items: [thing('Keys')] }),
  ).rejects.toThrow(/seal-used/)
  expect((await verify()).flaws).toEqual([])
})

test('a bag goes to a relative against the CNIC; a loss is inquired into; the rest is handed back once', async () => {
  const id = await admit('Bachal')
  const { bagId } = await keeper.call(contract.takeIn, {
    imprisonmentId: id,
    number: 'B-2',
    seal: newSeal(),
    from: 'His brother',
    items: [thing('Blanket'), thing('Prayer beads')],
  })
  const [first] = (await propertyOf(id)).bags.filter((bag) => bag.id !== bagId)
  await keeper.call(contract.giveToRelative, {
    bagId: first!.id,
    name: 'Bashiran',
    cnic: '41303-1234567-4',
    relation: 'Mother',
    against: 'thumb',
  })
  await expect(keeper.call(contract.placeBag, { bagId: first!.id, place: 'Rack C' })).rejects.toThrow(/gone/)
  const lost = (await propertyOf(id)).bags.find((bag) => bag.id === bagId)!.items[0]!
  await keeper.call(contract.reportLoss, {
    itemId: lost.id,
    what: 'lost',
    inquiry: 'Not on the shelf on 3 March',
  })
  const { rows: tasks } = await owner(
    `select 1 from workflow.task where queue = 'custody.property-inquiry' and subject_id = $1`,
    [id],
  )
  expect(tasks).toHaveLength(1)
  const back = () => keeper.call(contract.handBack, { imprisonmentId: id, against: 'thumb' })
  await expect(back()).rejects.toThrow(/not-leaving/)
  await letGo(id)
  expect(
    (await keeper.call(contract.listStore, { show: 'unclaimed' })).rows.map((row) => row.imprisonmentId),
  ).toEqual([id])
  expect(await back()).toMatchObject({ bags: 1 })
  await expect(back()).rejects.toThrow(/nothing-here/)
  const states = (await propertyOf(id)).bags.flatMap((bag) => bag.items.map((item) => item.state)).sort()
  expect(states).toEqual(['handed-back', 'lost', 'to-relative', 'to-relative'])
  expect((await verify()).flaws).toEqual([])
})

test('a part is handed out under the old seal before two officers, and the rest is resealed on the same receipt', async () => {
  const id = await admit('Sodho')
  const [bag] = (await propertyOf(id)).bags
  const [card, watch] = bag!.items
  const seal = newSeal()
  const part = {
    bagId: bag!.id,
    reason: 'The mother asks for the watch',
    newSeal: seal,
    sealFound: bag!.seal!,
    gives: {
      itemIds: [watch!.id],
      to: 'relative' as const,
      name: 'Bashiran',
      cnic: '41303-1234567-4',
      relation: 'Mother',
      against: 'thumb' as const,
    },
  }
  await expect(keeper.call(contract.openBag, { ...part, sealFound: 'S-OTHER' })).rejects.toThrow(
    /seal-differs/,
  )
  const { cnic: _cnic, ...nameless } = part.gives
  await expect(keeper.call(contract.openBag, { ...part, gives: nameless })).rejects.toThrow(/CNIC/)
  await expect(
    keeper.call(contract.openBag, { ...part, gives: { ...part.gives, itemIds: [id] } }),
  ).rejects.toThrow(/not-in-bag/)
  const { openingId } = await keeper.call(contract.openBag, part)
  expect((await propertyOf(id)).bags[0]).toMatchObject({
    seal: bag!.seal,
    opening: { gives: { name: 'Bashiran', things: ['Steel watch'] } },
  })
  await clerk.call(contract.witnessOpening, { openingId })
  const after = await propertyOf(id)
  expect(after.bags[0]).toMatchObject({ seal, state: 'in-store', opening: null })
  expect(after.bags[0]!.items.map((item) => [item.id, item.state])).toEqual([
    [card!.id, 'in-store'],
    [watch!.id, 'to-relative'],
  ])
  expect(after.receipts[0]).toMatchObject({ kind: 'part-given', sound: true, to: { name: 'Bashiran' } })
  expect(after.receipts[0]!.second).not.toBeNull()
  // The last thing goes to the court: nothing is left to be sealed, and the bag has left the store.
  const rest = await keeper.call(contract.openBag, {
    ...part,
    newSeal: newSeal(),
    sealFound: seal,
    gives: { itemIds: [card!.id], to: 'court', name: 'Reader', paper: 'Order 12/2026', against: 'signature' },
  })
  await clerk.call(contract.witnessOpening, rest)
  expect((await propertyOf(id)).bags[0]).toMatchObject({ state: 'to-court', seal })
  expect((await verify()).flaws).toEqual([])
})

test('whatever is handed out in parts, things taken in are things in bags and things handed out, and the chain is whole', async () => {
  const takers = {
    relative: { cnic: '41303-1234567-4', relation: 'Mother' },
    court: { paper: 'Order 7' },
    prisoner: {},
  }
  const part = fc.record({
    which: fc.uniqueArray(fc.nat(5), { minLength: 1, maxLength: 4 }),
    to: fc.constantFrom('relative', 'court', 'prisoner'),
    witnessed: fc.boolean(),
  })
  const id = await admit('Mitho')
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 6 }),
      fc.array(part, { maxLength: 5 }),
      async (many, parts) => {
        const { bagId } = await keeper.call(contract.takeIn, {
          imprisonmentId: id,
          number: 'B-7',
          seal: newSeal(),
          items: Array.from({ length: many }, (_none, n) => thing(`Thing ${n}`)),
        })
        const bagNow = async () => (await propertyOf(id)).bags.find((bag) => bag.id === bagId)!
        let given = 0
        for (const { which, to, witnessed } of parts) {
          const bag = await bagNow()
          const here = bag.items.filter((item) => item.state === 'in-store')
          const itemIds = which.flatMap((n) => here[n]?.id ?? [])
          if (itemIds.length === 0) continue
          const { openingId } = await keeper.call(contract.openBag, {
            bagId,
            reason: 'Asked for',
            newSeal: newSeal(),
            sealFound: bag.seal!,
            gives: { itemIds, to, name: 'Taker', against: 'thumb', ...takers[to] },
          })
          if (witnessed) {
            await deputy.call(contract.witnessOpening, { openingId })
            given += itemIds.length
          } else await keeper.call(contract.withdrawOpening, { openingId })
        }
        const bag = await bagNow()
        const inBag = bag.items.filter((item) => item.state === 'in-store').length
        expect(bag.items).toHaveLength(many)
        expect(inBag + given).toBe(many)
        expect(bag.state === 'in-store').toBe(inBag > 0)
        expect((await verify()).flaws).toEqual([])
      },
    ),
    { numRuns: 8, seed: 134 },
  )
}, 60_000)

test('the property of a prison is not another prison’s to see or move', async () => {
  const id = await admit('Waqar')
  const [bag] = (await propertyOf(id)).bags
  const other = await here.someone('store-keeper', 'PRS-KHI-C')
  await expect(other.call(contract.getPropertyOf, { imprisonmentId: id })).rejects.toThrow(/not-found/)
  await expect(other.call(contract.placeBag, { bagId: bag!.id, place: 'Rack A' })).rejects.toThrow(
    /not-found/,
  )
  await expect(clerk.call(contract.placeBag, { bagId: bag!.id, place: 'Rack A' })).rejects.toThrow(
    /not-allowed/,
  )
})

test('random histories by several officers at once leave one unbroken chain', async () => {
  const people = [await admit('Zulfiqar'), await admit('Ghulam'), await admit('Hashim')]
  const acts = fc.record({
    who: fc.nat(people.length - 1),
    what: fc.constantFrom('take', 'place', 'open', 'relative', 'lose'),
    which: fc.nat(5),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(acts, { minLength: 8, maxLength: 16 }), async (history) => {
      const outcomes = await Promise.allSettled(
        history.map(async ({ who, what, which }) => {
          const imprisonmentId = people[who]!
          if (what === 'take')
            return keeper.call(contract.takeIn, {
              imprisonmentId,
              number: 'B-9',
              seal: newSeal(),
              items: [thing('Cloth'), thing('Shoes')],
            })
          const bags = (await propertyOf(imprisonmentId)).bags.filter((bag) => bag.state === 'in-store')
          const bag = bags[which % Math.max(1, bags.length)]
          if (bag === undefined) return undefined
          if (what === 'place')
            return keeper.call(contract.placeBag, { bagId: bag.id, place: `Shelf ${which}` })
          if (what === 'open') {
            const { openingId } = await keeper.call(contract.openBag, {
              bagId: bag.id,
              reason: 'Wanted by the court',
              newSeal: newSeal(),
            })
            return deputy.call(contract.witnessOpening, { openingId })
          }
          if (what === 'lose')
            return keeper.call(contract.reportLoss, {
              itemId: bag.items[0]!.id,
              what: which % 2 === 0 ? 'lost' : 'damaged',
              inquiry: 'Found so at the check of the shelf',
            })
          return keeper.call(contract.giveToRelative, {
            bagId: bag.id,
            name: 'Bashiran',
            cnic: '41303-1234567-4',
            relation: 'Mother',
            against: 'signature',
          })
        }),
      )
      for (const outcome of outcomes)
        if (outcome.status === 'rejected') expect(outcome.reason).toBeInstanceOf(RefusedCall)
      expect((await verify()).flaws).toEqual([])
    }),
    { numRuns: 6, seed: 20_261_122 },
  )
}, 120_000)

test('whichever row is altered, it is found', async () => {
  const alterations: readonly [string, string, RegExp][] = [
    ['property_receipt', `content = content || '{"place": "elsewhere"}'`, /altered/],
    ['property_receipt', `made_by = gen_random_uuid()`, /altered/],
    ['property_receipt', `hash = encode(sha256(hash::bytea), 'hex')`, /altered|broken-chain|cut-off/],
    ['property_receipt', `previous_hash = md5(hash)`, /altered|broken-chain/],
    ['property_bag', `seal = 'S-FALSE'`, /bag-differs/],
    ['property_bag', `place = 'Nowhere'`, /bag-differs/],
    ['property_bag', `state = case state when 'in-store' then 'lost' else 'in-store' end`, /bag-differs/],
    ['property_item', `description = 'A lesser thing'`, /item-differs/],
    ['property_item', `quantity = quantity + 1`, /item-differs/],
    ['property_item', `worth = 1`, /item-differs/],
    [
      'property_item',
      `state = case state when 'in-store' then 'handed-back' else 'in-store' end`,
      /item-differs/,
    ],
  ]
  for (const [table, change, found] of alterations) {
    const { rows } = await owner(
      `select id, to_jsonb(t) as row from custody.${table} t order by md5(id::text) limit 3`,
    )
    for (const { id, row } of rows) {
      await owner(`update custody.${table} set ${change} where id = $1`, [id])
      const { flaws } = await verify()
      expect(flaws.map((flaw) => flaw.what).join(), `${table}: ${change}`).toMatch(found)
      const columns = Object.keys(row)
      await owner(
        `update custody.${table} t set (${columns.join()}) = (select ${columns.map((name) => `r.${name}`).join()}
          from jsonb_populate_record(null::custody.${table}, $2) r) where t.id = $1`,
        [id, row],
      )
    }
  }
  expect((await verify()).flaws).toEqual([])
})

test('a receipt that is taken away is missed, in the middle and at the end', async () => {
  const { rows } = await owner(
    `select id, number, year from custody.property_receipt where kind in ('placed', 'damaged') order by year, number`,
  )
  const { rows: last } = await owner(
    `select number, year from custody.property_receipt order by year desc, number desc limit 1`,
  )
  await owner(`delete from custody.property_receipt where id = $1`, [rows[0].id])
  expect((await verify()).flaws.map((flaw) => flaw.what)).toContain('missing')
  await owner(
    `set session_replication_role = replica; delete from custody.property_receipt where (year, number) = (${last[0].year}, ${last[0].number}); set session_replication_role = origin`,
  )
  expect((await verify()).flaws).toContainEqual({
    what: 'cut-off',
    where: `${last[0].number}/${last[0].year}`,
  })
})
