import { expect, it } from 'vitest'
import { deadlineState } from './deadline-state.ts'

it.each([
  ['2026-03-11', 'breach'],
  ['2026-03-12', 'today'],
  ['2026-03-13', 'soon'],
  ['2026-03-19', 'soon'],
  ['2026-03-20', 'ok'],
  ['unknown', 'info'],
])('on 12 March 2026, %s is %s', (date, state) => {
  expect(deadlineState(date, '2026-03-12')).toBe(state)
})

it('takes another length of warning', () => {
  expect(deadlineState('2026-04-01', '2026-03-12', 30)).toBe('soon')
})
