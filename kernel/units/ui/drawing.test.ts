import { expect, test } from 'vitest'
import { frameOf, linesOf, pathOf } from './drawing.ts'

test('north is up, east is right, and a square near 30° north stays a square', () => {
  const frame = frameOf(
    [
      [
        [70, 29],
        [71, 31],
      ],
    ],
    100,
    0,
  )
  const [west, low] = frame.place([70, 29])
  const [east, high] = frame.place([71, 31])
  expect(east).toBeGreaterThan(west)
  expect(high).toBeLessThan(low)
  expect((low - high) / 2 / (east - west)).toBeCloseTo(1 / Math.cos(Math.PI / 6), 5)
})

test('every ring of a shape with islands is drawn and closed', () => {
  const square = (x: number) => [
    [
      [x, 0],
      [x + 1, 0],
      [x + 1, 1],
      [x, 0],
    ],
  ]
  const lines = linesOf({ type: 'MultiPolygon', coordinates: [square(0), square(5)] })
  expect(lines).toHaveLength(2)
  expect(pathOf(lines, frameOf(lines), true).match(/Z/g)).toHaveLength(2)
})
