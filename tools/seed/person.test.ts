import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toDay } from './calendar.ts'
import * as names from './names.ts'
import { type Facts, narrative, narrativeForms, propertyOf } from './narratives.ts'
import { offences } from './offences.ts'
import { cnicShare, fictionalPerson } from './person.ts'
import { districts } from './places.ts'
import { createRandom } from './random.ts'

const arabic = /^[؀-ۿ\s]+$/
const pools = Object.values(names) as readonly (readonly names.Name[])[]

describe('random', () => {
  it('repeats itself from a seed and gives children that do not disturb each other', () => {
    const draw = (rng: ReturnType<typeof createRandom>) => Array.from({ length: 20 }, () => rng.next())
    expect(draw(createRandom('a'))).toEqual(draw(createRandom('a')))
    expect(draw(createRandom('a'))).not.toEqual(draw(createRandom('b')))
    const parent = createRandom(5)
    const before = draw(parent.fork('child'))
    draw(parent)
    expect(draw(parent.fork('child'))).toEqual(before)
  })

  it('is spread evenly and keeps to its weights', () => {
    const rng = createRandom('even')
    const counts = Array.from({ length: 10 }, () => 0)
    for (let i = 0; i < 100_000; i++) counts[rng.int(0, 9)]!++
    for (const count of counts) expect(Math.abs(count - 10_000)).toBeLessThan(500)
    let heavy = 0
    for (let i = 0; i < 10_000; i++)
      if (
        rng.weighted([
          ['heavy', 3],
          ['light', 1],
          ['never', 0],
        ] as const) === 'heavy'
      )
        heavy++
    expect(Math.abs(heavy - 7500)).toBeLessThan(250)
    expect(() => rng.pick([])).toThrow(RangeError)
    expect(() => rng.weighted([['never', 0]])).toThrow(RangeError)
  })
})

describe('name pools', () => {
  it('hold several hundred given names, each once in its pool and in both scripts', () => {
    const given = Object.entries(names)
      .filter(([pool]) => /^(men|women)[A-Z]/.test(pool))
      .flatMap(([, pool]) => pool)
    expect(given.length).toBeGreaterThan(550)
    for (const pool of pools) {
      expect(new Set(pool.map((name) => name.en)).size).toBe(pool.length)
      for (const { en, ur } of pool) {
        expect(en).toMatch(/^[A-Z][A-Za-z ()-]+$/)
        expect(ur, en).toMatch(arabic)
        expect(ur, en).not.toMatch(/[كيىة]/)
      }
    }
  })
})

describe('a fictional person', () => {
  const person = fc
    .record({ seed: fc.nat(), district: fc.constantFrom(...districts.map((one) => one.code)) })
    .map(({ seed, district }) =>
      fictionalPerson(createRandom(seed), { district, on: '2026-11-20', ages: [14, 70] }),
    )

  it('has a name in both scripts, an age that fits the birth date, and a reserved CNIC and phone', () => {
    fc.assert(
      fc.property(person, (one) => {
        for (const name of [one.name, one.father]) {
          expect(name.en).toMatch(/^[A-Z]/)
          expect(name.ur).toMatch(arabic)
        }
        expect(one.name.en).not.toBe(one.father.en)
        if (one.cnic) {
          expect(one.cnic).toMatch(/^49\d{3}-\d{7}-\d$/)
          expect(Number(one.cnic.at(-1)) % 2).toBe(one.sex === 'male' ? 1 : 0)
          expect(one.age).toBeGreaterThanOrEqual(18)
        }
        if (one.phone) expect(one.phone).toMatch(/^0399-\d{7}$/)
        if (one.birthPrecision === 'day') {
          const years = (toDay('2026-11-20') - toDay(one.birthDate!)) / 365.2425
          expect(Math.floor(years)).toBe(one.age)
        }
        expect(one.birthDate === undefined).toBe(one.birthPrecision === 'age-only')
        expect(one.address.ur).toContain('ضلع')
      }),
      { seed: 1, numRuns: 3000 },
    )
  })

  it('has a CNIC as often as the agency records it', () => {
    for (const agency of ['prison', 'prosecution'] as const) {
      const rng = createRandom(agency)
      const withCard = Array.from({ length: 4000 }, () =>
        fictionalPerson(rng, { district: 'PK-SD-hyderabad', on: '2026-11-20', agency }),
      ).filter((one) => one.cnic)
      expect(Math.abs(withCard.length / 4000 - cnicShare[agency])).toBeLessThan(0.03)
    }
  })

  it('is often a Hindu in Tharparkar, seldom in Larkana', () => {
    const share = (district: string) => {
      const rng = createRandom(district)
      const people = Array.from({ length: 1000 }, () => fictionalPerson(rng, { district, on: '2026-11-20' }))
      return people.filter((one) => one.religion === 'Hinduism').length / 1000
    }
    expect(share('PK-SD-tharparkar')).toBeGreaterThan(0.3)
    expect(share('PK-SD-larkana')).toBeLessThan(0.1)
  })
})

describe('narratives', () => {
  const name = (en: string, ur: string) => ({ en, ur })
  const facts: Facts = {
    date: '12 Mar 2026',
    time: '22:40',
    place: name('Hatri', 'ہٹڑی'),
    station: name('Police Station Hatri', 'تھانہ ہٹڑی'),
    complainant: name('Complainant Name', 'نامِ مدعی'),
    relative: name('Relative Name', 'نامِ عزیز'),
    accused: [name('Accused Name', 'نامِ ملزم')],
    unknown: false,
    woman: false,
    items: [],
    grams: 1200,
    amount: 500_000,
  }

  it('exist for every offence in both languages', () => {
    for (const offence of offences) {
      const rng = createRandom(offence.key)
      expect(narrativeForms(offence.key)).toBeGreaterThan(0)
      for (let i = 0; i < 6; i++) {
        const text = narrative(rng, offence.key, {
          ...facts,
          woman: i % 2 === 1,
          items: propertyOf(rng, offence.key, 1200),
        })
        expect(text.en).not.toMatch(/undefined|NaN|[؀-ۿ]/)
        expect(text.ur).toMatch(/[؀-ۿ]{3}/)
        // Every Latin run in the Urdu text is isolated.
        expect(text.ur.replaceAll(/\u2066[^\u2069]*\u2069/g, ''), text.ur).not.toMatch(/[A-Za-z]/)
      }
    }
  })

  it('never names the victim or the complainant of a rape', () => {
    const text = narrative(createRandom(1), 'rape', { ...facts, place: name('Village Place', 'گوٹھ فلاں') })
    for (const secret of [facts.complainant, facts.relative]) {
      expect(text.en).not.toContain(secret.en)
      expect(text.ur).not.toContain(secret.ur)
    }
    expect(text.en).not.toContain('Village Place')
  })

  it('weigh to about a hundred', () => {
    const total = offences.reduce((sum, offence) => sum + offence.weight, 0)
    expect(total).toBeGreaterThan(95)
    expect(total).toBeLessThan(105)
  })
})
