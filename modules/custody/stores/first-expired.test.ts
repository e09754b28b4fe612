import fc from 'fast-check'
import { expect, test } from 'vitest'
import { firstExpired } from './first-expired.ts'

const today = '2026-11-22'
const day = (offset: number) => new Date(Date.parse(today) + offset * 86_400_000).toISOString().slice(0, 10)
const lots = fc.array(
  fc.record({
    expiresOn: fc.option(fc.integer({ min: -5, max: 40 }).map(day), { nil: null }),
    receivedOn: fc.integer({ min: -60, max: 0 }).map(day),
    quantity: fc.integer({ min: 0, max: 50_000 }).map((grams) => grams / 1000),
  }),
  { maxLength: 8 },
)
const grams = (quantity: number) => Math.round(quantity * 1000)

test('what is taken is exactly what was asked, from good lots alone, and nothing is left in a lot that expires before one touched', () => {
  fc.assert(
    fc.property(lots, fc.integer({ min: 1, max: 120_000 }), (given, asked) => {
      const known = given.map((lot, at) => ({ id: `lot${at}`, ...lot }))
      const good = known.filter((lot) => lot.expiresOn === null || lot.expiresOn >= today)
      const taken = firstExpired(known, asked / 1000, today)
      if (taken === null) {
        expect(good.reduce((sum, lot) => sum + grams(lot.quantity), 0)).toBeLessThan(asked)
        return
      }
      expect(taken.reduce((sum, part) => sum + grams(part.quantity), 0)).toBe(asked)
      const touched = taken.map(({ lotId }) => known.find(({ id }) => id === lotId)!)
      const last = touched.at(-1)!
      for (const lot of touched) expect(lot.expiresOn === null || lot.expiresOn >= today).toBe(true)
      for (const lot of good) {
        const part = taken.find(({ lotId }) => lotId === lot.id)?.quantity ?? 0
        expect(grams(part)).toBeLessThanOrEqual(grams(lot.quantity))
        if (grams(part) < grams(lot.quantity) && lot !== last)
          expect((lot.expiresOn ?? '9999') >= (last.expiresOn ?? '9999')).toBe(true)
      }
    }),
    { numRuns: 500 },
  )
})

test('of two that expire together what came first goes first, and what never expires goes last', () => {
  expect(
    firstExpired(
      [
        { id: 'never', expiresOn: null, receivedOn: '2026-01-01', quantity: 5 },
        { id: 'later', expiresOn: '2026-12-01', receivedOn: '2026-11-02', quantity: 5 },
        { id: 'first', expiresOn: '2026-12-01', receivedOn: '2026-11-01', quantity: 0.1 },
        { id: 'gone', expiresOn: '2026-11-21', receivedOn: '2026-01-01', quantity: 90 },
      ],
      5.3,
      today,
    ),
  ).toEqual([
    { lotId: 'first', quantity: 0.1 },
    { lotId: 'later', quantity: 5 },
    { lotId: 'never', quantity: 0.2 },
  ])
})
