import fc from 'fast-check'
import { expect, test } from 'vitest'
import { leastCost } from '#platform/cost/testing'
import {
  breachesOf,
  obstaclesTo,
  officersFor,
  planDay,
  type Strength,
  type Traveller,
  type Van,
} from './plan.ts'

const rule: Strength = { least: 2, prisonersPerOfficer: 3, forHighAlone: 3, forHigh: 4 }

const traveller = fc.record({
  sex: fc.constantFrom('M' as const, 'M' as const, 'M' as const, 'F' as const, 'X' as const),
  juvenile: fc.integer({ min: 0, max: 3 }).map((n) => n === 0),
  risk: fc.constantFrom('low' as const, 'medium' as const, 'high' as const),
  fit: fc.integer({ min: 0, max: 9 }).map((n) => n > 0),
  listed: fc.integer({ min: 0, max: 14 }).map((n) => n > 0),
  destination: fc.constantFrom('hyderabad', 'hyderabad', 'jamshoro'),
  court: fc.constantFrom('a', 'b', 'c'),
})
const van = fc
  .record({
    inService: fc.integer({ min: 0, max: 9 }).map((n) => n > 0),
    seats: fc.integer({ min: 1, max: 6 }),
    secureSeats: fc.integer({ min: 0, max: 2 }),
    womenSeats: fc.integer({ min: 0, max: 2 }),
    strength: fc.integer({ min: 0, max: 10 }),
    hasWoman: fc.boolean(),
    left: fc.integer({ min: 0, max: 9 }).map((n) => n === 0),
  })
  .map((one) => ({
    ...one,
    secureSeats: Math.min(one.secureSeats, one.seats),
    womenSeats: Math.min(one.womenSeats, one.seats),
  }))

const day = (people: number, vehicles: number) =>
  fc.record({
    travellers: fc
      .array(traveller, { maxLength: people })
      .map((all) => all.map((one, at): Traveller => ({ ...one, id: `p${String(at).padStart(3, '0')}` }))),
    vans: fc
      .array(van, { maxLength: vehicles })
      .map((all) => all.map((one, at): Van => ({ ...one, id: `v${at}` }))),
    pairs: fc.array(fc.tuple(fc.nat({ max: people }), fc.nat({ max: people })), { maxLength: 4 }),
  })

function apartOf(pairs: readonly (readonly [number, number])[]) {
  const key = (at: number) => `p${String(at).padStart(3, '0')}`
  const kept = new Set(pairs.flatMap(([a, b]) => [`${key(a)} ${key(b)}`, `${key(b)} ${key(a)}`]))
  return (one: string, other: string) => one !== other && kept.has(`${one} ${other}`)
}

/** The rules again in other words, so that a rule written wrongly in the plan cannot pass by being asked about itself. */
function checkedAnew(load: readonly Traveller[], one: Van, apart: (a: string, b: string) => boolean): void {
  if (load.length === 0) return
  expect(one.left).toBe(false)
  expect(one.inService).toBe(true)
  expect(load.length).toBeLessThanOrEqual(one.seats)
  expect(new Set(load.map(({ destination }) => destination)).size).toBe(1)
  expect(new Set(load.map(({ juvenile }) => juvenile)).size).toBe(1)
  expect(load.every(({ fit, listed }) => fit && listed)).toBe(true)
  for (const a of load) for (const b of load) expect(apart(a.id, b.id)).toBe(false)
  const women = load.filter(({ sex }) => sex === 'F').length
  if (women > 0) expect(one.hasWoman).toBe(true)
  if (women > 0 && women < load.length) {
    expect(women).toBeLessThanOrEqual(one.womenSeats)
    expect(load.length - women).toBeLessThanOrEqual(one.seats - one.womenSeats)
  }
  const unknown = load.filter(({ sex }) => sex === 'X').length
  expect([0, load.length]).toContain(unknown)
  const high = load.filter(({ risk }) => risk === 'high').length
  if (high > 0 && load.length > 1) {
    expect(high).toBeLessThanOrEqual(one.secureSeats)
    expect(one.strength).toBeGreaterThanOrEqual(
      high * rule.forHigh + Math.ceil((load.length - high) / rule.prisonersPerOfficer),
    )
  }
  if (high === 1 && load.length === 1) expect(one.strength).toBeGreaterThanOrEqual(rule.forHighAlone)
  expect(one.strength).toBeGreaterThanOrEqual(rule.least)
  expect((load.length - high) / rule.prisonersPerOfficer).toBeLessThanOrEqual(one.strength)
}

test('whatever the day, the plan breaks no rule, and everybody is in one vehicle or left over', () => {
  fc.assert(
    fc.property(day(24, 5), ({ travellers, vans, pairs }) => {
      const apart = apartOf(pairs)
      const plan = planDay(travellers, vans, { rule, apart })
      for (const one of vans) checkedAnew(plan.aboard.get(one.id) ?? [], one, apart)
      const aboard = [...plan.aboard.values()].flat().map(({ id }) => id)
      const left = plan.leftOver.map(({ one }) => one.id)
      expect([...aboard, ...left].sort()).toEqual(travellers.map(({ id }) => id).sort())
    }),
    { numRuns: 400, seed: 75 },
  )
})

test('nobody is left over for whom a vehicle has room by the rules, and each vehicle’s reasons are told', () => {
  fc.assert(
    fc.property(day(24, 5), ({ travellers, vans, pairs }) => {
      const apart = apartOf(pairs)
      const plan = planDay(travellers, vans, { rule, apart })
      for (const { one, why } of plan.leftOver) {
        expect([...why.keys()]).toEqual(vans.map(({ id }) => id))
        for (const each of vans) {
          const told = why.get(each.id) ?? []
          expect(told.length).toBeGreaterThan(0)
          expect(told).toEqual(breachesOf([...(plan.aboard.get(each.id) ?? []), one], each, rule, apart))
        }
      }
    }),
    { numRuns: 400, seed: 76 },
  )
})

/** As many as can ride at all, found by trying every distribution. */
function mostThatCanRide(
  travellers: readonly Traveller[],
  vans: readonly Van[],
  apart: (a: string, b: string) => boolean,
): number {
  let most = 0
  const choice = travellers.map(() => vans.length)
  const lawful = () =>
    vans.every((one, at) => {
      const load = travellers.filter((_, who) => choice[who] === at)
      return breachesOf(load, one, rule, apart).length === 0
    })
  const choose = (who: number): void => {
    if (who === travellers.length) {
      if (lawful()) most = Math.max(most, choice.filter((at) => at < vans.length).length)
      return
    }
    for (let at = 0; at <= vans.length; at += 1) {
      choice[who] = at
      choose(who + 1)
    }
  }
  choose(0)
  return most
}

test('of a small day as many ride as any distribution could seat', () => {
  fc.assert(
    fc.property(day(5, 3), ({ travellers, vans, pairs }) => {
      const apart = apartOf(pairs)
      const plan = planDay(travellers, vans, { rule, apart })
      expect([...plan.aboard.values()].flat()).toHaveLength(mostThatCanRide(travellers, vans, apart))
    }),
    { numRuns: 250, seed: 77 },
  )
})

test('a load that keeps the rules keeps them when somebody gets out', () => {
  fc.assert(
    fc.property(day(8, 1), fc.nat({ max: 7 }), ({ travellers, vans, pairs }, who) => {
      const apart = apartOf(pairs)
      const [one] = vans
      if (one === undefined || breachesOf(travellers, one, rule, apart).length > 0) return
      const fewer = travellers.filter((_, at) => at !== who)
      expect(breachesOf(fewer, one, rule, apart)).toEqual([])
    }),
    { numRuns: 3000, seed: 78 },
  )
})

test('whoever has a seat keeps it when the rest are planned', () => {
  fc.assert(
    fc.property(day(12, 3), ({ travellers, vans, pairs }) => {
      const apart = apartOf(pairs)
      const half = travellers.slice(0, Math.floor(travellers.length / 2))
      const before = planDay(half, vans, { rule, apart })
      const seated = new Map(
        [...before.aboard].flatMap(([id, load]) => load.map((one) => [one.id, id] as const)),
      )
      const after = planDay(travellers, vans, { rule, apart, seated })
      for (const [id, load] of before.aboard)
        for (const one of load) expect(after.aboard.get(id)?.map((each) => each.id)).toContain(one.id)
    }),
    { numRuns: 200, seed: 79 },
  )
})

test('the officers a load asks for', () => {
  const of = (...load: Traveller['risk'][]) =>
    officersFor(
      load.map((risk) => ({ risk })),
      rule,
    )
  expect(of()).toBe(0)
  expect(of('low')).toBe(2)
  expect(of('low', 'low', 'low', 'medium', 'low', 'low', 'low')).toBe(3)
  expect(of('high')).toBe(3)
  expect(of('high', 'low')).toBe(5)
})

test('a prisoner of high risk has the van alone, or a secure seat and the strength', () => {
  const small: Van = {
    id: 'v',
    inService: true,
    seats: 8,
    secureSeats: 0,
    womenSeats: 0,
    strength: 5,
    hasWoman: false,
    left: false,
  }
  const high: Traveller = {
    id: 'high',
    sex: 'M',
    juvenile: false,
    risk: 'high',
    fit: true,
    listed: true,
    destination: 'd',
    court: 'c',
  }
  const other: Traveller = { ...high, id: 'other', risk: 'low' }
  const apart = () => false
  expect(obstaclesTo(high, [], small, rule, apart)).toEqual([])
  expect(obstaclesTo(high, [other], small, rule, apart)).toEqual(['no-secure-seat'])
  expect(obstaclesTo(high, [other], { ...small, secureSeats: 1 }, rule, apart)).toEqual([])
  expect(obstaclesTo(high, [other], { ...small, secureSeats: 1, strength: 4 }, rule, apart)).toEqual([
    'strength',
  ])
})

test('a day of 550 prisoners is planned, for little more than its share of people times vehicles', () => {
  const travellers = Array.from(
    { length: 550 },
    (_, at): Traveller => ({
      id: `p${at}`,
      sex: at % 40 === 0 ? 'F' : 'M',
      juvenile: at % 25 === 3,
      risk: at % 30 === 7 ? 'high' : 'medium',
      fit: at % 90 !== 11,
      listed: true,
      destination: 'lahore',
      court: `c${at % 40}`,
    }),
  )
  const vans = Array.from(
    { length: 30 },
    (_, at): Van => ({
      id: `v${at}`,
      inService: true,
      seats: 20,
      secureSeats: at % 3,
      womenSeats: 0,
      strength: 8 + (at % 9),
      hasWoman: at % 10 === 0,
      left: false,
    }),
  )
  const planFor = (share: number) =>
    planDay(travellers.slice(0, 550 * share), vans.slice(0, 30 * share), { rule, apart: () => false })
  const plan = planFor(1)
  expect([...plan.aboard.values()].flat().length).toBeGreaterThan(400)
  // Half of the people in half of the vehicles is a quarter of what is to be compared.
  expect(leastCost(() => planFor(1), 2) / leastCost(() => planFor(0.5))).toBeLessThan(8)
})
