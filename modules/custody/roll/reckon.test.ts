import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Expected, type Mark, reckon } from './reckon.ts'

let serial = 0
const mark = (given: Partial<Mark> & Pick<Mark, 'mark'>): Mark => {
  serial += 1
  return {
    id: `mark-${String(serial).padStart(6, '0')}`,
    barrackId: 'one',
    imprisonmentId: null,
    counted: null,
    note: null,
    markedAt: new Date(1_700_000_000_000 + serial * 1000).toISOString(),
    ...given,
  }
}
const seen = (imprisonmentId: string, barrackId: string | null = 'one') =>
  mark({ mark: 'present', imprisonmentId, barrackId })
const heads = (counted: number, barrackId: string | null = 'one') =>
  mark({ mark: 'counted', counted, barrackId })
const inside = (imprisonmentId: string, barrackId: string | null = 'one'): Expected => ({
  imprisonmentId,
  barrackId,
  out: null,
})

describe('a count', () => {
  const people = [inside('a'), inside('b'), { ...inside('c'), out: 'CRT' }, inside('d', 'two')]

  test('agrees when everybody expected inside was seen and every barrack counted', () => {
    const { agrees, expected, present } = reckon(people, [
      seen('a'),
      seen('b'),
      heads(2),
      seen('d', 'two'),
      heads(1, 'two'),
    ])
    expect([agrees, expected, present]).toEqual([true, 3, 3])
  })

  test('names the missing of a barrack as soon as it is counted, and not before', () => {
    expect(reckon(people, [seen('a')])).toMatchObject({ missing: [], toCount: 2 })
    expect(reckon(people, [seen('a'), heads(1)])).toMatchObject({ missing: ['b'], toCount: 1, agrees: false })
    expect(reckon(people, [mark({ mark: 'absent', imprisonmentId: 'b' })]).missing).toEqual(['b'])
  })

  test('finds the missing man in another barrack, where he is one too many', () => {
    const { missing, barracks } = reckon(people, [
      seen('a'),
      heads(1),
      seen('b', 'two'),
      seen('d', 'two'),
      heads(2, 'two'),
    ])
    expect(missing).toEqual([])
    expect(barracks.find((one) => one.barrackId === 'two')).toMatchObject({
      extra: ['b'],
      headsDiffer: false,
    })
  })

  test('is told when somebody on record at court stands in the barrack', () => {
    expect(reckon(people, [seen('c')]).extra).toEqual(['c'])
    expect(reckon(people, [seen('c')], new Set(['c'])).extra).toEqual([])
  })

  test('asks no question about one who has left since it began', () => {
    expect(reckon(people, [seen('a'), heads(1)], new Set(['b'])).missing).toEqual([])
  })

  test('takes back a mark by a later one', () => {
    expect(reckon(people, [seen('a'), mark({ mark: 'absent', imprisonmentId: 'a' })]).missing).toEqual(['a'])
  })

  test('does not agree while the heads are more than the names', () => {
    const counted = [seen('a'), seen('b'), heads(3), seen('d', 'two'), heads(1, 'two')]
    expect(reckon(people, counted).agrees).toBe(false)
    expect(
      reckon(people, [...counted, mark({ mark: 'stranger', note: 'A boy, gives no name' })]),
    ).toMatchObject({
      strangers: 1,
      agrees: false,
    })
  })
})

const rolls = fc.uniqueArray(fc.integer({ min: 0, max: 40 }), { maxLength: 25 }).chain((ids) =>
  fc.tuple(
    ...ids.map((id) =>
      fc.record({
        imprisonmentId: fc.constant(String(id)),
        barrackId: fc.constantFrom('one', 'two', null),
        out: fc.constantFrom(null, null, null, 'CRT'),
      }),
    ),
  ),
)
const someMarks = fc.array(
  fc.oneof(
    fc.record({
      kind: fc.constantFrom('present' as const, 'absent' as const),
      id: fc.integer({ min: 0, max: 40 }),
      in: fc.constantFrom('one', 'two', null),
    }),
    fc.record({
      kind: fc.constant('counted' as const),
      id: fc.integer({ min: 0, max: 40 }),
      in: fc.constantFrom('one', 'two', null),
    }),
  ),
  { maxLength: 60 },
)
const made = (given: typeof someMarks extends fc.Arbitrary<infer G> ? G : never) =>
  given.map(({ kind, id, in: barrackId }) =>
    kind === 'counted' ? heads(id, barrackId) : mark({ mark: kind, imprisonmentId: String(id), barrackId }),
  )

test('marks sent twice, or in another order, reckon the same', () => {
  fc.assert(
    fc.property(rolls, someMarks, (people, given) => {
      const marks = made(given)
      expect(reckon(people, [...marks].reverse().concat(marks))).toEqual(reckon(people, marks))
    }),
  )
})

test('everybody expected inside is seen, missing or unmarked: one of them, and never two', () => {
  fc.assert(
    fc.property(rolls, someMarks, (people, given) => {
      const { barracks, missing } = reckon(people, made(given))
      const unmarked = barracks.flatMap((one) => one.unmarked)
      const away = new Set([...missing, ...unmarked])
      expect(away.size).toBe(missing.length + unmarked.length)
      const expected = people.filter((one) => one.out === null)
      expect(barracks.reduce((sum, one) => sum + one.expected, 0)).toBe(expected.length)
      for (const id of away) expect(expected.map((one) => one.imprisonmentId)).toContain(id)
    }),
  )
})

test('a count that agrees has seen exactly the people expected', () => {
  fc.assert(
    fc.property(rolls, (people) => {
      const expected = people.filter((one) => one.out === null)
      const byBarrack = Map.groupBy(expected, (one) => one.barrackId)
      const marks = [...byBarrack].flatMap(([barrackId, each]) => [
        ...each.map((one) => seen(one.imprisonmentId, barrackId)),
        heads(each.length, barrackId),
      ])
      expect(reckon(people, marks).agrees).toBe(true)
      const lost = marks.find((one) => one.mark === 'present')
      if (lost !== undefined)
        expect(
          reckon(
            people,
            marks.filter((one) => one !== lost),
          ),
        ).toMatchObject({ agrees: false, missing: [lost.imprisonmentId] })
    }),
  )
})
