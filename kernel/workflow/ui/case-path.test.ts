import { expect, test } from 'vitest'
import { casePath } from './case-path.ts'

const title = { en: 'x', ur: 'x' }
const states = [
  { code: 'a', title, kind: 'start' as const },
  { code: 'b', title, kind: 'normal' as const },
  { code: 'c', title, kind: 'normal' as const },
  { code: 'd', title, kind: 'end' as const },
]
const transitions = [
  { from: ['a'], to: 'b' },
  { from: ['b'], to: 'c' },
  { from: ['b', 'c'], to: 'a' },
  { from: ['c'], to: 'd' },
]
const step = (to: string, n: number) => ({
  id: String(n),
  transition: null,
  title,
  from: null,
  to,
  toTitle: title,
  by: { accountId: '', ...title },
  post: { code: '', ...title },
  unit: { id: 1, ...title },
  at: `2026-01-0${n}`,
  reason: null,
})
const path = (way: string[], ended = false) =>
  casePath({
    state: way.at(-1)!,
    states,
    transitions,
    steps: way.map((to, n) => step(to, n + 1)),
    endedAt: ended ? '2026-02-01' : null,
  }).map(({ code, place, at }) => `${code} ${place} ${at ?? ''}`.trim())

test('a case at its start has everything before it', () => {
  expect(path(['a'])).toEqual(['a current 2026-01-01', 'b ahead', 'c ahead', 'd ahead'])
})
test('a case that was sent back stands where it was sent, with the way it came forgotten', () => {
  expect(path(['a', 'b', 'c', 'a'])).toEqual(['a current 2026-01-04', 'b ahead', 'c ahead', 'd ahead'])
  expect(path(['a', 'b', 'a', 'b'])).toEqual([
    'a done 2026-01-03',
    'b current 2026-01-04',
    'c ahead',
    'd ahead',
  ])
})
test('an ended case has nothing ahead', () => {
  expect(path(['a', 'b', 'c', 'd'], true)).toEqual([
    'a done 2026-01-01',
    'b done 2026-01-02',
    'c done 2026-01-03',
    'd done 2026-01-04',
  ])
})
