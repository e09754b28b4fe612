import { expect, test } from 'vitest'
import { matching } from './matching.ts'

const rules = [
  { value: 'remand', label: 'Remand', words: 'ریمانڈ' },
  { value: 'statutory-bail', label: 'Bail by lapse of time', words: 'قانونی ضمانت' },
  { value: 'appeal-bail', label: 'Bail pending appeal', words: 'اپیل کے دوران ضمانت' },
  { value: 'police-report', label: 'Police report (challan)', words: 'پولیس رپورٹ (چالان)' },
]
const found = (typed: string) => matching(rules, typed).map(({ value }) => value)

test('nothing typed leaves the whole list as it stands', () => {
  expect(found('  ')).toEqual(rules.map(({ value }) => value))
})

test('every typed word is looked for, in any case, order and language', () => {
  expect(found('APPEAL bail')).toEqual(['appeal-bail'])
  expect(found('چالان')).toEqual(['police-report'])
  expect(found('ضمانت اپیل')).toEqual(['appeal-bail'])
  expect(found('no such')).toEqual([])
})

test('labels that begin with it come first', () => {
  expect(found('re')).toEqual(['remand', 'police-report'])
  expect(matching([rules[3]!, rules[0]!], 're').map(({ value }) => value)).toEqual([
    'remand',
    'police-report',
  ])
})

test('an Arabic keyboard finds Urdu words', () => {
  expect(found('اپيل كے')).toEqual(['appeal-bail'])
})
