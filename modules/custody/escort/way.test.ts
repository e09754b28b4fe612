import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Count, type CountState, countStates, expectedAt, nextPoint, points, reckonWay } from './way.ts'

test('on no way does anybody vanish: at each point all who left are there, missing, or went another way by somebody’s word', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.uuid(), { minLength: 1, maxLength: 12 }),
      fc.array(fc.constantFrom(...countStates), { minLength: 48, maxLength: 48 }),
      (seated, marks) => {
        const counts: Count[] = []
        let mark = 0
        const gone = new Set<string>()
        for (const point of points) {
          expect(nextPoint(counts)).toBe(point)
          const states = new Map(
            expectedAt(counts, seated).map((id) => {
              // Nobody leaves through the gate who is not there.
              const state: CountState = point === 'gate-out' ? 'here' : marks[mark++]!
              return [id, state] as const
            }),
          )
          counts.push({ point, states })
          const told = reckonWay(counts).at(-1)!
          for (const { id } of told.elsewhere) gone.add(id)
          const here = [...states].filter(([, state]) => state === 'here').map(([id]) => id)
          expect([...here, ...told.missing, ...gone].sort()).toEqual([...seated].sort())
          expect(told.here + told.missing.length + told.elsewhere.length).toBe(told.expected)
        }
        expect(nextPoint(counts)).toBeUndefined()
      },
    ),
    { numRuns: 300, seed: 61 },
  )
})

test('who was missing and is there again is found', () => {
  const states = (state: CountState) =>
    new Map<string, CountState>([
      ['a', state],
      ['b', 'here'],
    ])
  const told = reckonWay([
    { point: 'gate-out', states: states('here') },
    { point: 'court-in', states: states('missing') },
    { point: 'court-out', states: states('here') },
  ])
  expect(told.map((one) => [one.missing, one.found])).toEqual([
    [[], []],
    [['a'], []],
    [[], ['a']],
  ])
})
