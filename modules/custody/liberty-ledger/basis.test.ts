import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type CaseOfPrisoner,
  type CustodyOfPrisoner,
  type DateOfPrisoner,
  type HoldOfPrisoner,
  lawfulBasis,
} from './basis.ts'

const on = '2026-03-12'

function aCase(given: Partial<CaseOfPrisoner> = {}): CaseOfPrisoner {
  return {
    warrantId: '0190a0de-0000-7000-8000-000000000001',
    label: '14/2026 PS-HYD-CNT',
    kind: 'remand',
    inForce: true,
    holdsFrom: '2026-02-01',
    until: '2026-03-20',
    outcome: null,
    orders: { bail: null, releaseOrders: [] },
    bailDueFrom: null,
    ...given,
  }
}

function aDate(given: Partial<DateOfPrisoner> = {}): DateOfPrisoner {
  return {
    due: '2027-01-31',
    confirmed: true,
    substantiveExpiry: '2027-01-31',
    lifeFloor: null,
    ifSetOffGranted: null,
    unpaid: 0,
    ...given,
  }
}

function custody(given: Partial<CustodyOfPrisoner> = {}): CustodyOfPrisoner {
  return { cases: [aCase()], holds: [], condemned: false, date: null, asked: false, ...given }
}

const convicted = (date: DateOfPrisoner | null): CustodyOfPrisoner =>
  custody({ cases: [aCase({ kind: 'conviction', until: null })], date })
const codes = (given: CustodyOfPrisoner): string[] => lawfulBasis(given, on).missing.map(({ code }) => code)

describe('why somebody is lawfully held', () => {
  test('a remand holds to its last day and no day longer', () => {
    expect(lawfulBasis(custody({ cases: [aCase({ until: on })] }), on)).toMatchObject({
      basis: 'remand',
      until: on,
      rule: 'CrPC s.344',
      missing: [],
    })
    expect(lawfulBasis(custody({ cases: [aCase({ until: '2026-03-11' })] }), on)).toMatchObject({
      basis: 'none',
      missing: [{ code: 'REMAND_EXPIRED', by: 'court', since: '2026-03-11' }],
    })
    expect(codes(custody({ cases: [aCase({ until: null })] }))).toEqual(['NO_NEXT_DATE'])
  })

  test('a sentence holds to its last day, whether or not two officers have confirmed it', () => {
    expect(lawfulBasis(convicted(aDate({ due: on, substantiveExpiry: on })), on)).toMatchObject({
      basis: 'conviction',
      until: on,
      flags: [],
    })
    expect(lawfulBasis(convicted(aDate({ confirmed: false })), on).flags).toEqual(['DATE_NOT_CONFIRMED'])
    expect(codes(convicted(aDate({ due: '2026-03-11', substantiveExpiry: '2026-03-11' })))).toEqual([
      'PAST_DUE_RELEASE',
    ])
    expect(
      codes(convicted(aDate({ due: '2026-03-11', substantiveExpiry: '2026-03-11', confirmed: false }))),
    ).toEqual(['PAST_UNCONFIRMED_DATE'])
    expect(codes(convicted(null))).toEqual(['NO_DATE_OF_RELEASE'])
  })

  test('a sentence of death holds under reference, without an end', () => {
    expect(lawfulBasis({ ...convicted(null), condemned: true }, on)).toMatchObject({
      basis: 'reference',
      until: null,
      rule: 'CrPC s.374, s.381',
    })
  })

  test('silence on set-off is a remark; it is urgent where the court’s grant would free today', () => {
    expect(lawfulBasis(convicted(aDate({ ifSetOffGranted: '2026-09-01' })), on).flags).toEqual([
      'SET_OFF_SILENT',
    ])
    expect(lawfulBasis(convicted(aDate({ ifSetOffGranted: '2026-01-01' })), on)).toMatchObject({
      basis: 'conviction',
      flags: ['FREE_IF_SET_OFF_GRANTED', 'SET_OFF_SILENT'],
    })
  })

  test('bail in one of two cases frees nobody; bail in both leaves no proof', () => {
    const bailed = aCase({
      warrantId: '0190a0de-0000-7000-8000-000000000002',
      orders: {
        bail: { onDate: '2026-03-01', suretyAmount: 50_000, suretyAccepted: true },
        releaseOrders: [],
      },
    })
    expect(lawfulBasis(custody({ cases: [aCase(), bailed] }), on)).toMatchObject({
      basis: 'remand',
      missing: [{ code: 'BAILED_WITHOUT_ORDER', by: 'court' }],
    })
    expect(lawfulBasis(custody({ cases: [bailed] }), on)).toMatchObject({ basis: 'none' })
  })

  test('an acquittal, a discharge or an order that was not carried out holds nobody', () => {
    expect(codes(custody({ cases: [aCase({ outcome: 'acquitted' })] }))).toEqual(['ACQUITTED_WITHOUT_ORDER'])
    const order = {
      ground: 'acquittal' as const,
      number: '4/2026',
      issuedOn: '2026-03-02',
      state: 'issued' as const,
    }
    expect(
      codes(
        custody({ cases: [aCase({ outcome: 'acquitted', orders: { bail: null, releaseOrders: [order] } })] }),
      ),
    ).toEqual(['RELEASE_ORDER_NOT_CARRIED_OUT'])
    // An order from before this warrant was about another imprisonment; one whose bail was cancelled since opens nothing.
    const old = { ...order, ground: 'discharge' as const, issuedOn: '2026-01-02' }
    const cancelled = { ...order, ground: 'bail' as const }
    for (const one of [old, cancelled])
      expect(
        lawfulBasis(custody({ cases: [aCase({ orders: { bail: null, releaseOrders: [one] } })] }), on).basis,
      ).toBe('remand')
  })

  test('a person of whom no paper is known has no proof', () => {
    expect(codes(custody({ cases: [] }))).toEqual(['NO_WARRANT'])
    expect(codes(custody({ cases: [aCase({ inForce: false })] }))).toEqual(['EVERY_WARRANT_ENDED'])
  })

  test('a right to bail by length of detention is a remark, not a lack of proof', () => {
    expect(lawfulBasis(custody({ cases: [aCase({ bailDueFrom: on })] }), on)).toMatchObject({
      basis: 'remand',
      flags: ['STATUTORY_BAIL_DUE'],
    })
    expect(lawfulBasis(custody({ cases: [aCase({ bailDueFrom: '2026-03-13' })] }), on).flags).toEqual([])
  })
})

describe('held only for money', () => {
  const diyat: HoldOfPrisoner = {
    id: '0190a0de-0000-7000-8000-000000000009',
    kind: 'DIYAT_UNPAID_S331',
    paper: 'SC 118/2024',
    placedOn: '2025-11-03',
    until: null,
    money: { kind: 'arsh', left: 200_000 },
  }
  const ended = [aCase({ inForce: false })]

  test('a fine’s default term that has begun', () => {
    const given = convicted(aDate({ substantiveExpiry: '2026-02-28', due: '2026-08-31', unpaid: 30_000 }))
    expect(lawfulBasis(given, on)).toMatchObject({
      basis: 'conviction',
      rule: 'PPC s.64, s.68',
      money: { kind: 'fine', amount: 30_000, since: '2026-03-01' },
    })
    expect(lawfulBasis(convicted(aDate({ due: '2027-07-31', unpaid: 30_000 })), on).money).toBeNull()
  })

  test('the fifteen years of a life term come before the default term', () => {
    const life = aDate({
      substantiveExpiry: '2025-12-31',
      lifeFloor: '2026-06-01',
      due: '2026-11-30',
      unpaid: 5_000,
    })
    expect(lawfulBasis(convicted(life), on)).toMatchObject({ rule: 'CrPC s.383; PPR 1978 r.35', money: null })
    expect(lawfulBasis(convicted(life), '2026-06-01').money).toMatchObject({ since: '2026-06-01' })
  })

  test('arsh with what is left of it; with another hold beside it, nobody is held only for money', () => {
    expect(lawfulBasis(custody({ cases: ended, holds: [diyat] }), on)).toMatchObject({
      basis: 'hold',
      until: null,
      money: { kind: 'arsh', amount: 200_000, since: '2025-11-03' },
    })
    const served = convicted(aDate({ due: '2026-02-28', substantiveExpiry: '2026-02-28' }))
    expect(lawfulBasis({ ...served, holds: [diyat] }, on)).toMatchObject({
      basis: 'hold',
      money: { kind: 'arsh', amount: 200_000 },
    })
    expect(lawfulBasis(served, on)).toMatchObject({ basis: 'none', money: null })
    const other: HoldOfPrisoner = { ...diyat, kind: 'OTHER_WARRANT', money: null }
    expect(lawfulBasis(custody({ cases: ended, holds: [diyat, other] }), on).money).toBeNull()
    expect(lawfulBasis(custody({ holds: [diyat] }), on).money).toBeNull()
  })

  test('a surety that nobody has stood; an amount that is not known makes the whole unknown', () => {
    const bail = { onDate: '2026-03-01', suretyAmount: 50_000, suretyAccepted: false }
    const bailed = aCase({ orders: { bail, releaseOrders: [] } })
    expect(lawfulBasis(custody({ cases: [bailed] }), on)).toMatchObject({
      basis: 'none',
      missing: [{ code: 'SURETY_NOT_ACCEPTED', by: 'legal-aid' }],
      money: { kind: 'surety', amount: 50_000, since: '2026-03-01' },
    })
    const unknown = aCase({
      warrantId: '0190a0de-0000-7000-8000-000000000002',
      orders: { bail: { ...bail, suretyAmount: null }, releaseOrders: [] },
    })
    expect(lawfulBasis(custody({ cases: [bailed, unknown] }), on).money).toMatchObject({
      kind: 'several',
      amount: null,
    })
  })
})

const day = fc
  .integer({ min: -400, max: 400 })
  .map((days) => new Date(Date.parse(on) + days * 86_400_000).toISOString().slice(0, 10))
const anyCase: fc.Arbitrary<CaseOfPrisoner> = fc
  .record({
    warrantId: fc.uuid(),
    kind: fc.constantFrom('remand' as const, 'conviction' as const),
    inForce: fc.boolean(),
    holdsFrom: day,
    until: fc.option(day),
    outcome: fc.constantFrom(null, 'convicted', 'acquitted', 'discharged', 'abated'),
    orders: fc.option(
      fc.record({
        bail: fc.option(
          fc.record({
            onDate: day,
            suretyAmount: fc.option(fc.integer({ min: 1, max: 500_000 })),
            suretyAccepted: fc.boolean(),
          }),
        ),
        releaseOrders: fc.array(
          fc.record({
            ground: fc.constantFrom('bail', 'acquittal', 'discharge', 'compromise', 'sentence-suspended'),
            number: fc.constant('1/2026'),
            issuedOn: day,
            state: fc.constantFrom('issued', 'verified', 'used'),
          }),
          { maxLength: 2 },
        ),
      }),
    ),
    bailDueFrom: fc.option(day),
  })
  .map((given) => aCase(given as Partial<CaseOfPrisoner>))
const anyCustody: fc.Arbitrary<CustodyOfPrisoner> = fc.record({
  cases: fc.array(anyCase, { maxLength: 4 }),
  holds: fc.array(
    fc.record({
      id: fc.uuid(),
      kind: fc.constantFrom('OTHER_WARRANT', 'DIYAT_UNPAID_S331', 'MPO_DETENTION', 'DEPORTATION', 'SURETY'),
      paper: fc.constant('Order 4'),
      placedOn: day,
      until: fc.option(day),
      money: fc.option(
        fc.record({ kind: fc.constantFrom('diyat', 'arsh'), left: fc.integer({ min: 0, max: 9_999 }) }),
      ),
    }),
    { maxLength: 3 },
  ) as fc.Arbitrary<HoldOfPrisoner[]>,
  condemned: fc.boolean(),
  date: fc.option(
    fc
      .record({
        substantiveExpiry: day,
        more: fc.integer({ min: 0, max: 300 }),
        confirmed: fc.boolean(),
        lifeFloor: fc.option(day),
        ifSetOffGranted: fc.option(day),
        unpaid: fc.integer({ min: 0, max: 100_000 }),
      })
      .map(({ more, ...date }) => ({
        ...date,
        due: new Date(Date.parse(date.substantiveExpiry) + more * 86_400_000).toISOString().slice(0, 10),
      })),
  ),
  asked: fc.boolean(),
})

describe('whatever the papers are', () => {
  test('no line is unexplained: there is a ground that holds today, or something missing', () => {
    fc.assert(
      fc.property(anyCustody, (given) => {
        const line = lawfulBasis(given, on)
        expect(line.basis === 'none').toBe(line.grounds.length === 0)
        if (line.basis === 'none') expect(line.missing.length).toBeGreaterThan(0)
        for (const ground of line.grounds) expect(ground.until === null || ground.until >= on).toBe(true)
      }),
      { numRuns: 2_000 },
    )
  })

  test('nobody stays held by papers alone as the years pass, unless a ground has no end', () => {
    fc.assert(
      fc.property(anyCustody, (given) => {
        const later = lawfulBasis(given, '2040-01-01')
        expect(later.grounds.every(({ until }) => until === null)).toBe(true)
      }),
      { numRuns: 1_000 },
    )
  })

  test('a further warrant in force never takes somebody off the line of the lawfully held', () => {
    fc.assert(
      fc.property(anyCustody, (given) => {
        const held = lawfulBasis(given, on).grounds.length
        const more = { ...given, cases: [...given.cases, aCase({ until: on })] }
        expect(lawfulBasis(more, on).grounds.length).toBeGreaterThan(held === 0 ? 0 : held - 1)
        expect(lawfulBasis(more, on).basis).not.toBe('none')
        expect(lawfulBasis(more, on).money).toBeNull()
      }),
      { numRuns: 1_000 },
    )
  })

  test('whoever is held only for money would have no ground left and nothing else missing once it is paid', () => {
    let seen = 0
    fc.assert(
      fc.property(anyCustody, (given) => {
        if (lawfulBasis(given, on).money === null) return
        seen += 1
        const paid: CustodyOfPrisoner = {
          ...given,
          holds: given.holds.filter(({ kind }) => kind !== 'DIYAT_UNPAID_S331' && kind !== 'SURETY'),
          date: given.date === null ? null : { ...given.date, due: given.date.substantiveExpiry },
          cases: given.cases.filter(({ inForce }) => inForce).filter((one) => one.kind === 'conviction'),
        }
        expect(lawfulBasis(paid, on).grounds).toEqual([])
      }),
      { numRuns: 4_000 },
    )
    expect(seen).toBeGreaterThan(20)
  })
})
