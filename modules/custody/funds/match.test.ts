import fc from 'fast-check'
import { expect, test } from 'vitest'
import { payable } from './contract.ts'
import { type HeldForMoney, match, type Terms } from './match.ts'

const kinds = [...payable, 'surety'] as const
const person = fc.record({
  label: fc.string({ minLength: 1, maxLength: 8 }),
  sex: fc.constantFrom('M', 'F', 'X', null),
  age: fc.option(fc.integer({ min: 12, max: 90 }), { nil: null }),
  kinds: fc.uniqueArray(fc.constantFrom(...kinds), { minLength: 1, maxLength: 3 }),
  amount: fc.option(
    fc.integer({ min: 0, max: 3_000_000 }).map((paisa) => paisa / 100),
    { nil: null },
  ),
  since: fc.integer({ min: 1, max: 28 }).map((day) => `2026-03-${String(day).padStart(2, '0')}`),
  changed: fc.boolean(),
  elsewhere: fc.boolean(),
})
const people = fc
  .array(person, { maxLength: 30 })
  .map((all): HeldForMoney[] => all.map((one, index) => ({ ...one, id: `${index}` })))
const terms: fc.Arbitrary<Terms> = fc.record({
  pays: fc.uniqueArray(fc.constantFrom(...payable), { minLength: 1 }),
  sex: fc.constantFrom('M', 'F', null, null, null),
  leastAge: fc.option(fc.integer({ min: 0, max: 60 }), { nil: null }),
  mostAge: fc.option(fc.integer({ min: 15, max: 100 }), { nil: null }),
  mostPerPerson: fc.option(fc.integer({ min: 100, max: 20_000 }), { nil: null }),
  turn: fc.constantFrom('longest', 'smallest'),
})
const balance = fc.integer({ min: 0, max: 5_000_000 }).map((paisa) => paisa / 100)

test('a fund never promises more than it has, and nobody twice', () => {
  fc.assert(
    fc.property(terms, balance, people, (of, free, held) => {
      const lines = match(of, free, held)
      const byId = new Map(held.map((one) => [one.id, one]))
      expect(new Set(lines.map(({ id }) => id)).size).toBe(held.length)
      let left = free
      for (const { id, verdict, leftBefore } of lines) {
        expect(leftBefore).toBeCloseTo(left, 2)
        if (verdict === 'matched') left -= byId.get(id)!.amount!
      }
      expect(left).toBeGreaterThanOrEqual(-0.005)
    }),
    { numRuns: 300 },
  )
})

test('nobody is matched whom the payment would not free, or for whom the fund is not', () => {
  fc.assert(
    fc.property(terms, balance, people, (of, free, held) => {
      const byId = new Map(held.map((one) => [one.id, one]))
      for (const { id } of match(of, free, held).filter(({ verdict }) => verdict === 'matched')) {
        const one = byId.get(id)!
        expect(one.changed || one.elsewhere).toBe(false)
        expect(one.kinds.filter((kind) => !(of.pays as readonly string[]).includes(kind))).toEqual([])
        expect(one.amount).toBeGreaterThan(0)
        expect(one.amount!).toBeLessThanOrEqual(of.mostPerPerson ?? Infinity)
        if (of.sex !== null) expect(one.sex).toBe(of.sex)
        if (of.leastAge !== null) expect(one.age).toBeGreaterThanOrEqual(of.leastAge)
        if (of.mostAge !== null) expect(one.age).toBeLessThanOrEqual(of.mostAge)
      }
    }),
    { numRuns: 300 },
  )
})

test('the order does not depend on how the people came, and whoever is passed over for want of money owed more than was left', () => {
  fc.assert(
    fc.property(terms, balance, people, (of, free, held) => {
      const named = held.map((one) => ({ ...one, label: one.id.padStart(3, '0') }))
      const lines = match(of, free, named)
      expect(match(of, free, [...named].reverse())).toEqual(lines)
      const byId = new Map(named.map((one) => [one.id, one]))
      for (const { id, verdict, leftBefore } of lines)
        if (verdict === 'not-enough-left') expect(byId.get(id)!.amount).toBeGreaterThan(leftBefore)
    }),
    { numRuns: 200 },
  )
})

const one = (id: string, more: Partial<HeldForMoney>): HeldForMoney => ({
  id,
  label: id,
  sex: 'M',
  age: 30,
  kinds: ['fine'],
  amount: 1_000,
  since: '2026-03-10',
  changed: false,
  elsewhere: false,
  ...more,
})
const anybody: Terms = {
  pays: ['fine'],
  sex: null,
  leastAge: null,
  mostAge: null,
  mostPerPerson: null,
  turn: 'longest',
}

test('the longest held comes first, then the smallest amount; the smallest first where the fund says so', () => {
  const held = [
    one('late', { since: '2026-03-20', amount: 10 }),
    one('dear', { since: '2026-03-01', amount: 900 }),
    one('cheap', { since: '2026-03-01', amount: 500 }),
  ]
  const turnsOf = (turn: Terms['turn']) =>
    match({ ...anybody, turn }, 1_000, held).map(({ id, verdict }) => [id, verdict])
  expect(turnsOf('longest')).toEqual([
    ['cheap', 'matched'],
    ['dear', 'not-enough-left'],
    ['late', 'matched'],
  ])
  expect(turnsOf('smallest')).toEqual([
    ['late', 'matched'],
    ['cheap', 'matched'],
    ['dear', 'not-enough-left'],
  ])
})
