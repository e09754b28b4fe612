import { expect, test } from 'vitest'
import { apart, together } from './compare-drafts.ts'

const state = (code: string, en = code) => ({ code, title: { en, ur: 'ا' }, kind: 'normal' })
const step = (name: string, to: string) => ({
  name,
  from: ['a'],
  to,
  title: { en: name, ur: 'ا' },
  posts: ['judge'],
  effect: 'move',
})
const draft = (states: unknown[], transitions: unknown[]) => ({
  body: { title: { en: 'Case', ur: 'مقدمہ' }, states, transitions },
  note: 'why',
  effectiveFrom: '2026-12-01',
})

test('a draft taken apart and put together is the draft, two of one code included', () => {
  const whole = draft([state('a'), state('b'), state('a', 'second')], [step('go', 'b')])
  expect(Object.keys(apart(whole)).filter((key) => key.startsWith('state'))).toEqual([
    'state a',
    'state b',
    'state a 2',
  ])
  expect(together(apart(whole), whole)).toEqual(whole)
})

test('what the other added and I did not have is put behind mine; what is chosen away is gone', () => {
  const mine = draft([state('b'), state('a')], [step('go', 'b')])
  const theirs = draft([state('a'), state('c')], [step('back', 'a')])
  const fields = {
    ...apart(mine),
    'state c': apart(theirs)['state c'],
    'step go': undefined,
    'step back': apart(theirs)['step back'],
  }
  expect(together(fields, mine)).toEqual(draft([state('b'), state('a'), state('c')], [step('back', 'a')]))
})
