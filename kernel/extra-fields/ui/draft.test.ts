import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ExtraField } from '../contract.ts'
import { judgeDefinition } from '../judge.ts'
import { definition } from '../testing.ts'
import { moved, toPreview, toSend } from './draft.ts'

const label = { en: 'Zakat deserving', ur: 'مستحقِ زکوٰۃ' }

test('a new field gets its key from its English words, and never one that was used before', () => {
  expect(toSend([{ label }, { label }], ['zakat-deserving'])).toMatchObject([
    { key: 'zakat-deserving-2', kind: 'text' },
    { key: 'zakat-deserving-3', kind: 'text' },
  ])
  expect(toSend([{ key: 'zakat', label }], ['zakat'])).toMatchObject([{ key: 'zakat' }])
})

test('what belongs to another kind than was chosen at last is not sent', () => {
  const [sent] = toSend([{ label, kind: 'text', values: [{ en: 'A', ur: 'ا' }], least: 3 }], [])
  expect(JSON.parse(JSON.stringify(sent))).toEqual({ label, kind: 'text', key: 'zakat-deserving' })
})

test('empty rows of a list are left out', () => {
  const [sent] = toSend(
    [{ label, kind: 'one', values: [{}, { en: 'Yes, wholly', ur: 'ہاں' }, { en: '', ur: '' }] }],
    [],
  )
  expect(sent!.values).toEqual([{ en: 'Yes, wholly', ur: 'ہاں', value: 'yes-wholly' }])
})

test('whatever is in force goes through the editor and the preview unchanged', () => {
  fc.assert(
    fc.property(definition(), (fields) => {
      const sent = toSend(
        fields,
        fields.map(({ key }) => key),
      ).map((one) => ExtraField.parse(one))
      expect(sent).toEqual(fields)
      expect(judgeDefinition(sent, fields)).toEqual([])
      expect(toPreview(fields).map(({ label: words }) => words)).toEqual(
        fields.map(({ label: words }) => words),
      )
    }),
  )
})

test('a field moves one place, and not over the end', () => {
  expect(moved(['a', 'b', 'c'], 2, -1)).toEqual(['a', 'c', 'b'])
  const list = ['a', 'b']
  expect(moved(list, 0, -1)).toBe(list)
  expect(moved(list, 1, 1)).toBe(list)
})
