import { expect, test } from 'vitest'
import { type Doubt, heed } from './doubts.ts'
import { Refusal } from './refusal.ts'

const year: Doubt = {
  code: 'policing.occurred-long-ago',
  path: 'occurredOn',
  params: { days: 370 },
  about: ['2025-01-03'],
}
const twice: Doubt = { code: 'policing.fir-alike', params: { fir: '12/2026' }, about: ['case-a'] }

function put(doubts: readonly Doubt[], overrides: Parameters<typeof heed>[1] = []) {
  try {
    return { given: heed(doubts, overrides), open: [] }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return { given: [], open: error.doubts, code: error.code, status: error.status }
  }
}

const answer = (open: readonly { code: string; about: string }[], reason: string) =>
  open.map(({ code, about }) => ({ code, about, reason }))

test('all doubts are put at once, and go through when each has its reason', () => {
  const first = put([year, twice])
  expect(first).toMatchObject({ code: 'warnings', status: 409 })
  expect(first.open.map(({ code, path }) => [code, path])).toEqual([
    ['policing.occurred-long-ago', 'occurredOn'],
    ['policing.fir-alike', ''],
  ])
  expect(put([year, twice], answer(first.open, 'Reported from abroad')).given).toEqual([
    { code: 'policing.occurred-long-ago', reason: 'Reported from abroad' },
    { code: 'policing.fir-alike', reason: 'Reported from abroad' },
  ])
})

test('one that is left unanswered keeps all from going through', () => {
  const { open } = put([year, twice])
  expect(put([year, twice], answer(open.slice(0, 1), 'Reported from abroad')).open).toHaveLength(2)
})

test('a reason answers the one thing that was doubted, not another of its kind', () => {
  const { open } = put([twice])
  const reasons = answer(open, 'Another occurrence')
  expect(put([twice], reasons).open).toEqual([])
  expect(put([{ ...twice, about: ['case-b'] }], reasons).open).toHaveLength(1)
})

test('reasons for what is not doubted are not kept, and nothing of the values is told in what is sent back', () => {
  expect(put([], [{ code: 'x', about: 'y', reason: 'zzz' }])).toEqual({ given: [], open: [] })
  expect(put([{ code: 'people.cnic-sex', about: ['4130421043071'] }]).open[0]!.about).toMatch(
    /^[0-9a-f]{20}$/,
  )
})
