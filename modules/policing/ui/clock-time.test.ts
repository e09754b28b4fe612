import { expect, test } from 'vitest'
import { instantOf, timeTo } from './clock-time.ts'

test.each([
  ['22:40', '2026-02-03T22:40:00+05:00'],
  ['2240', '2026-02-03T22:40:00+05:00'],
  ['9.05', '2026-02-03T09:05:00+05:00'],
  ['۲۲:۴۰', '2026-02-03T22:40:00+05:00'],
])('a time written %s is read in Pakistan', (time, instant) => {
  expect(instantOf('2026-02-03', time)).toBe(instant)
})

test.each(['24:00', '10:60', 'evening', '7'])('%s is no time and is given back for its field', (time) => {
  expect(instantOf('2026-02-03', time)).toBe(time)
})

test('without a day or a time there is no instant', () => {
  expect(instantOf('', '10:00')).toBeUndefined()
  expect(instantOf('2026-02-03', ' ')).toBeUndefined()
})

test('what is left is counted in hours and minutes, on both sides of the moment', () => {
  const now = Date.parse('2026-02-04T22:40:00+05:00')
  expect(timeTo('2026-02-05T00:15:00+05:00', now)).toEqual({ over: false, h: 1, m: 35 })
  expect(timeTo('2026-02-04T20:10:00+05:00', now)).toEqual({ over: true, h: 2, m: 30 })
})
