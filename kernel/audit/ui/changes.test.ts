import { expect, test } from 'vitest'
import { changesOf, remarksOf, shownValue } from './changes.ts'

test('an insert shows every field as new, a change only what differs, a deletion what went', () => {
  expect(changesOf({ after: { cell: 'A-1', note: null } })).toEqual([
    { field: 'cell', from: undefined, to: 'A-1' },
    { field: 'note', from: undefined, to: null },
  ])
  expect(changesOf({ before: { cell: 'A-1', x: [1] }, after: { cell: 'A-2', x: [1] } })).toEqual([
    { field: 'cell', from: 'A-1', to: 'A-2' },
  ])
  expect(changesOf({ before: { cell: 'A-1' } })).toEqual([{ field: 'cell', from: 'A-1', to: undefined }])
})

test('what stands beside before and after is kept', () => {
  expect(remarksOf({ code: 'not-allowed', after: {} })).toEqual([['code', 'not-allowed']])
})

test('nothing is shown as nothing, everything else as text', () => {
  expect([null, undefined, 0, false, 'ابجد', { a: 1 }].map(shownValue)).toEqual([
    undefined,
    undefined,
    '0',
    'false',
    'ابجد',
    '{"a":1}',
  ])
})
