import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { readRows } from './csv.ts'
import { linkFormats } from './formats.ts'
import { personParameters } from './index.ts'

const person = linkFormats.person!
const rows = readRows(fileURLToPath(new URL('fixtures/pk-sample.csv', import.meta.url)), person)

describe('the sample of 400 people', () => {
  const result = person.link(rows)
  const figures = person.evaluate(rows, result)

  it('is linked with F1 of at least 0.95, and 0.85 of its pairs are found at 99 % precision', () => {
    expect(figures.truePairs).toBeGreaterThan(900)
    expect(figures.f1).toBeGreaterThan(0.95)
    expect(figures.recallAt99).toBeGreaterThan(0.85)
  })

  it('has at least 97 % of its true pairs compared', () => {
    expect(figures.blockingRecall).toBeGreaterThan(0.97)
  })

  it('is linked alike without its truth column', () => {
    const blind = rows.map(({ cluster: _, ...row }) => row)
    expect(person.link(blind).pairs).toEqual(result.pairs)
  })

  it('has no false pair above the automatic threshold', () => {
    const truth = new Map(rows.map((row) => [row.record_id, row.cluster]))
    const automatic = result.pairs.filter(
      ({ probability }) => probability >= personParameters.thresholds.link,
    )
    expect(automatic.length).toBeGreaterThan(300)
    for (const { a, b } of automatic) expect([a, b, truth.get(a)]).toEqual([a, b, truth.get(b)])
  })

  it('can be learnt from: people never seen in training are linked nearly as well', () => {
    for (const fold of person.crossValidate(rows, 2)) expect(fold.f1).toBeGreaterThan(0.9)
  })
})

describe('training', () => {
  it('gives the same parameters for the same file, whatever its order', () => {
    const once = person.train(rows, 'v', 'sample')
    expect(person.train(rows, 'v', 'sample')).toEqual(once)
    expect(once.fields.name!['no word agrees']!.bits).toBeLessThan(-3)
    expect(once.fields.cnic!.same!.bits).toBeGreaterThan(10)
  })

  it('needs truth', () => {
    const blind = rows.map(({ cluster: _, ...row }) => row)
    expect(() => person.train(blind, 'v', 'sample')).toThrow('no truth column')
  })

  it('ships parameters with a finite weight for every level of every format', () => {
    for (const field of Object.values(personParameters.fields))
      for (const { m, u, bits } of Object.values(field)) {
        expect(m).toBeGreaterThan(0)
        expect(u).toBeGreaterThan(0)
        expect(Number.isFinite(bits)).toBe(true)
      }
  })
})

describe('reference formats', () => {
  it('link a misspelt Febrl record to its original and leave the neighbour', () => {
    const febrl = linkFormats.febrl!
    const base = {
      given_name: 'madeline',
      surname: 'mason',
      street_number: '54',
      address_1: 'hoseason street',
      address_2: 'brentwood',
      suburb: 'granville',
      postcode: '4881',
      state: 'nsw',
      date_of_birth: '19081128',
      soc_sec_id: '2185997',
    }
    const { pairs } = febrl.link([
      { rec_id: 'rec-1-org', ...base },
      { rec_id: 'rec-1-dup-0', ...base, given_name: 'madelyne', postcode: '4818' },
      {
        rec_id: 'rec-2-org',
        ...base,
        given_name: 'harley',
        date_of_birth: '19350402',
        soc_sec_id: '4471002',
        street_number: '7',
        suburb: 'marsden',
        postcode: '2119',
      },
    ])
    expect(pairs.map(({ a, b }) => [a, b])).toEqual([['rec-1-dup-0', 'rec-1-org']])
  })

  it('link a historical figure under a short name', () => {
    const historical = linkFormats.historical!
    const base = { dob: '1855-01-07', birth_place: 'stockton-on-tees', gender: 'male', occupation: 'painter' }
    const { pairs } = historical.link([
      { unique_id: 'q-1', first_name: 'arthur', surname: 'englefield', postcode_fake: 'ts19 0sh', ...base },
      { unique_id: 'q-2', first_name: 'art', surname: 'englefield', postcode_fake: 'ts19 0sh', ...base },
      {
        unique_id: 'q-3',
        first_name: 'thomas',
        surname: 'skinner',
        postcode_fake: 'ln6 9gf',
        ...base,
        dob: '1801-02-03',
      },
    ])
    expect(pairs.map(({ a, b }) => [a, b])).toEqual([['q-1', 'q-2']])
  })
})
