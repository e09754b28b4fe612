import { expect, test } from 'vitest'
import type { ShownFields } from '../contract.ts'
import { carry } from './carry.ts'

const part = (versionId: string, keys: readonly string[]): ShownFields => ({
  versionId,
  part: 'province',
  unit: null,
  fields: keys.map((key) => ({
    key,
    kind: 'text',
    label: { en: key, ur: key },
    required: false,
    sealed: false,
  })),
})

test('to look at a form is no draft of it', () => {
  expect(carry(undefined, [part('1', ['tribe'])])).toBeUndefined()
  const nothing = { province: { tribe: '' } }
  expect(carry(nothing, [part('1', ['tribe'])])).toBe(nothing)
})

test('the versions that were shown go with the first answer, and then nothing changes any more', () => {
  const typed = carry({ province: { tribe: 'Soomro' } }, [part('1', ['tribe'])])
  expect(typed).toEqual({ shown: ['1'], province: { tribe: 'Soomro' }, unit: {}, left: {} })
  expect(carry(typed, [part('1', ['tribe'])])).toBe(typed)
})

test('a draft keeps its answers in a newer version, and what is no longer asked stays in sight', () => {
  const draft = {
    shown: ['1'],
    province: { tribe: 'Soomro', acres: 12, gone: '' },
    unit: { bedding: 'quilt' },
  }
  const carried = carry(draft, [part('2', ['tribe', 'languages'])])
  expect(carried).toEqual({
    shown: ['2'],
    province: { tribe: 'Soomro' },
    unit: {},
    left: { acres: 12, bedding: 'quilt' },
  })
  expect(carry(carried, [part('2', ['tribe', 'languages'])])).toBe(carried)
})
