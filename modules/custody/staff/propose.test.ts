import fc from 'fast-check'
import { expect, test } from 'vitest'
import { neededOf } from './needs.ts'
import { obstacleFor, propose } from './propose.ts'

const shifts = [
  { key: 'morning', from: 6, to: 14, rest: 12 },
  { key: 'evening', from: 14, to: 22, rest: 12 },
  { key: 'night', from: 22, to: 30, rest: 12 },
]

const member = fc.record({
  sex: fc.constantFrom('M' as const, 'F' as const),
  last: fc.option(fc.integer({ min: -30, max: 30 }), { nil: undefined }),
  away: fc.option(
    fc.record({ from: fc.integer({ min: -20, max: 20 }), long: fc.integer({ min: 1, max: 60 }) }),
    {
      nil: undefined,
    },
  ),
})
const world = fc.record({
  staff: fc.array(member, { maxLength: 30 }),
  slots: fc.array(fc.record({ femaleOnly: fc.boolean(), missing: fc.integer({ min: 0, max: 5 }) }), {
    maxLength: 8,
  }),
})

test('a proposal never puts one person in two posts, a man in a post for women, nobody away, and nobody without rest', () => {
  fc.assert(
    fc.property(world, ({ staff, slots }) => {
      const people = staff.map(({ sex, last, away }, at) => ({
        id: `m${at}`,
        number: `W-${100 + at}`,
        sex,
        duties: last === undefined ? [] : [{ from: last, to: last + 8 }],
        away: away === undefined ? [] : [{ from: away.from, to: away.from + away.long }],
      }))
      const asked = shifts.map((shift) => ({
        ...shift,
        slots: slots.map((slot, at) => ({ postId: `p${at}`, ...slot })),
      }))
      const placed = propose(asked, people)
      const duties = new Map(people.map((one) => [one.id, [...one.duties]]))
      for (const { shift, postId, memberId } of placed) {
        const one = people.find(({ id }) => id === memberId)!
        const at = asked.find(({ key }) => key === shift)!
        const slot = at.slots.find((each) => each.postId === postId)!
        expect(
          obstacleFor({ ...one, duties: duties.get(memberId)! }, { ...at, femaleOnly: slot.femaleOnly }),
        ).toBeNull()
        duties.get(memberId)!.push({ from: at.from, to: at.to })
      }
      for (const at of asked)
        for (const slot of at.slots) {
          const filled = placed.filter((one) => one.shift === at.key && one.postId === slot.postId).length
          expect(filled).toBeLessThanOrEqual(slot.missing)
          // A gap is left only where nobody could have stood.
          if (filled < slot.missing)
            expect(
              people.filter(
                (one) =>
                  obstacleFor(
                    { ...one, duties: duties.get(one.id)! },
                    { ...at, femaleOnly: slot.femaleOnly },
                  ) === null,
              ),
            ).toEqual([])
        }
    }),
    { numRuns: 300 },
  )
})

test('a gap that a woman could fill is not left because a woman stands where a man could', () => {
  const placed = propose(
    [
      {
        ...shifts[0]!,
        slots: [
          { postId: 'gate', femaleOnly: false, missing: 1 },
          { postId: 'ward', femaleOnly: true, missing: 1 },
        ],
      },
    ],
    [
      { id: 'f', number: 'W-1', sex: 'F', duties: [], away: [] },
      { id: 'm', number: 'W-2', sex: 'M', duties: [], away: [] },
    ],
  )
  expect(placed).toEqual([
    { shift: 'morning', postId: 'ward', memberId: 'f' },
    { shift: 'morning', postId: 'gate', memberId: 'm' },
  ])
})

test('need follows the roll by ratio, goes round the posts of its kind, and is never under the sanction', () => {
  const posts = [
    { id: 'b1', kind: 'barrack', sanctioned: 2 },
    { id: 'b2', kind: 'barrack', sanctioned: 1 },
    { id: 'g', kind: 'gate', sanctioned: 3 },
  ]
  const ratios = [{ kind: 'barrack', shift: 'night' as const, counts: 'roll' as const, each: 50 }]
  const roll = { onRoll: 251, women: 9, patients: 4 }
  expect([...neededOf(posts, ratios, roll, 'night')]).toEqual([
    ['b1', 4],
    ['b2', 2],
    ['g', 3],
  ])
  expect(neededOf(posts, ratios, { ...roll, onRoll: 10 }, 'night').get('b1')).toBe(2)
  expect(neededOf(posts, ratios, roll, 'morning').get('b1')).toBe(2)
})
