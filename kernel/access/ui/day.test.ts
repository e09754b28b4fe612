import { expect, test } from 'vitest'
import { dayOf, lastDayOf } from './day.ts'

test('a day begins at midnight in Pakistan, and a grant that ends then ended the day before', () => {
  expect(dayOf('2026-02-28T19:00:00.000Z')).toBe('2026-03-01')
  expect(dayOf('2026-02-28T18:59:59.999Z')).toBe('2026-02-28')
  expect(lastDayOf('2026-03-31T19:00:00.000Z')).toBe('2026-03-31')
  expect(lastDayOf('2026-03-31T10:00:00.000Z')).toBe('2026-03-31')
})
