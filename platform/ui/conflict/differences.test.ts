import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { differences, firstChoice, type Side, same, settled } from './differences.ts'
import { byPath } from './fields-of.ts'

const value = fc.oneof(
  fc.constantFrom('', undefined, null, 'a', 'b', 'ب', 0, 1, true),
  fc.array(fc.constantFrom('Sun', 'Fri'), { maxLength: 2 }),
)
const fields = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd'), value, { noNullPrototype: true })
const chosen = fc.array(fc.constantFrom<Side>('mine', 'theirs'), { minLength: 8, maxLength: 8 })

describe('two versions of one record', () => {
  test('no field is overwritten unless it was shown and that side was chosen', () => {
    fc.assert(
      fc.property(fields, fields, fields, chosen, (base, mine, theirs, picks) => {
        const found = differences(base, mine, theirs)
        const choice = Object.fromEntries(found.map(({ key }, at) => [key, picks[at % picks.length]!]))
        const result = settled(mine, found, choice)!
        for (const key of new Set([...Object.keys(base), ...Object.keys(mine), ...Object.keys(theirs)])) {
          const shown = found.find((one) => one.key === key)
          if (!same(result[key], theirs[key])) {
            expect(shown).toBeDefined()
            expect(choice[key]).toBe('mine')
          }
          if (!same(result[key], mine[key])) {
            expect(shown).toBeDefined()
            expect(choice[key]).toBe('theirs')
          }
          // What neither has is invented by nobody.
          expect([mine[key], theirs[key]].some((side) => same(side, result[key]))).toBe(true)
        }
      }),
      { numRuns: 2_000 },
    )
  })

  test('chosen for the person is only what one side alone has changed; what both changed is asked', () => {
    fc.assert(
      fc.property(fields, fields, fields, (base, mine, theirs) => {
        const found = differences(base, mine, theirs)
        const first = firstChoice(found)
        for (const one of found) {
          const iChanged = !same(one.base, one.mine)
          const theyChanged = !same(one.base, one.theirs)
          expect(first[one.key]).toBe(iChanged && theyChanged ? undefined : iChanged ? 'mine' : 'theirs')
        }
        expect(settled(mine, found, first) === undefined).toBe(
          found.some(({ changedBy }) => changedBy === 'both'),
        )
      }),
      { numRuns: 2_000 },
    )
  })

  test('nothing is asked when both hold the same', () => {
    fc.assert(
      fc.property(fields, fields, (base, both) => {
        expect(differences(base, both, { ...both })).toEqual([])
      }),
    )
  })
})

test('values taken apart and put together are what they were, lists whole', () => {
  const whole = { name: { en: 'A', ur: 'ا' }, days: ['Sun'], note: '', deep: { rows: [{ a: 1 }] } }
  expect(Object.keys(byPath.apart(whole))).toEqual(['name.en', 'name.ur', 'days', 'note', 'deep.rows'])
  expect(byPath.together(byPath.apart(whole), whole)).toEqual(whole)
  expect(byPath.together({ 'name.ur': 'ب', days: [] }, whole)).toEqual({
    ...whole,
    name: { en: 'A', ur: 'ب' },
    days: [],
  })
})
