import { expect, test } from 'vitest'
import type { TreeUnit } from '../contract.ts'
import { forestOf, matching, withAncestors } from './forest.ts'

const unit = (id: number, parentId: number | null, nameEn: string, nameUr = ''): TreeUnit => ({
  id,
  parentId,
  nameEn,
  nameUr,
  code: `U-${id}`,
  kind: 'district',
  jurisdiction: 'PK-SD',
  topologyId: null,
  validFrom: '1970-07-01',
  validTo: null,
})
const all = [
  unit(1, null, 'Sindh', 'سندھ'),
  unit(2, 1, 'Hyderabad', 'حیدرآباد'),
  unit(3, 2, 'Cantonment'),
  unit(4, 9, 'Stray'),
]

test('a tree counts all below, and a unit whose parent is not there stands at the top', () => {
  const [sindh, stray] = forestOf(all)
  expect([sindh!.unit.id, sindh!.below, sindh!.children[0]!.below]).toEqual([1, 2, 1])
  expect(stray!.unit.id).toBe(4)
})

test('a find shows where it stands, by either script and by code', () => {
  expect(matching(all, 'حیدر').map(({ id }) => id)).toEqual([2])
  expect(matching(all, 'u-3').map(({ id }) => id)).toEqual([3])
  expect(withAncestors(all, matching(all, 'canton')).map(({ id }) => id)).toEqual([1, 2, 3])
})
