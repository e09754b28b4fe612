import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type ClusteringInput, clusterByAverageLinkage } from './clustering.ts'

function cluster(odds: number[][], more: Partial<ClusteringInput> = {}) {
  const links: { a: number; b: number; odds: number }[] = []
  for (let a = 0; a < odds.length; a++)
    for (let b = a + 1; b < odds.length; b++) if (odds[a]![b]! > -8) links.push({ a, b, odds: odds[a]![b]! })
  return clusterByAverageLinkage({
    size: odds.length,
    links,
    oddsOf: (a, b) => odds[a]![b]!,
    forbidden: () => false,
    joinAt: 0,
    cap: 20,
    ...more,
  })
}

const matrix = (size: number, pairs: [number, number, number][], other = -15) => {
  const odds = Array.from({ length: size }, () => new Array<number>(size).fill(other))
  for (const [a, b, value] of pairs) {
    odds[a]![b] = value
    odds[b]![a] = value
  }
  return odds
}

describe('average linkage', () => {
  it('joins what agrees on the whole', () => {
    const { clusterOf } = cluster(
      matrix(4, [
        [0, 1, 9],
        [1, 2, 8],
        [0, 2, -3],
      ]),
    )
    expect([...clusterOf]).toEqual([0, 0, 0, 3])
  })

  it('does not chain strangers through middling links', () => {
    const chain = matrix(
      6,
      [0, 1, 2, 3, 4].map((at) => [at, at + 1, 3]),
    )
    const { clusterOf } = cluster(chain)
    expect(Math.max(...[...new Set(clusterOf)].map((id) => clusterOf.filter((c) => c === id).length))).toBe(2)
  })

  it('does not merge two persons over one strong link between them', () => {
    const { clusterOf } = cluster(
      matrix(4, [
        [0, 1, 15],
        [2, 3, 15],
        [1, 2, 12],
      ]),
    )
    expect([...clusterOf]).toEqual([0, 0, 2, 2])
  })

  it('scores pairs that no link mentions before joining over them', () => {
    const odds = matrix(3, [
      [0, 1, 5],
      [1, 2, 5],
    ])
    const { clusterOf } = cluster(odds, {
      links: [
        { a: 0, b: 1, odds: 5 },
        { a: 1, b: 2, odds: 5 },
      ],
    })
    expect(new Set(clusterOf).size).toBe(2)
  })

  it('joins confirmed links whatever their score, and refuses those against a cannot-link', () => {
    const { clusterOf, refused } = cluster(matrix(4, []), {
      confirmed: [
        { a: 0, b: 1 },
        { a: 2, b: 1 },
        { a: 2, b: 3 },
      ],
      forbidden: (a, b) => a === 0 && b === 2,
    })
    expect([...clusterOf]).toEqual([0, 0, 2, 2])
    expect(refused).toEqual([{ a: 1, b: 2 }])
  })

  it('never joins what a cannot-link separates, through any links or confirmations', () => {
    const pair = fc.tuple(fc.nat(7), fc.nat(7)).filter(([a, b]) => a !== b)
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.integer({ min: -12, max: 20 }), { minLength: 8, maxLength: 8 }), {
          minLength: 8,
          maxLength: 8,
        }),
        fc.array(pair, { maxLength: 6 }),
        fc.array(pair, { maxLength: 8 }),
        (random, apart, together) => {
          const odds = random.map((row, a) => row.map((_, b) => random[Math.min(a, b)]![Math.max(a, b)]!))
          const forbidden = (a: number, b: number) =>
            apart.some(([x, y]) => Math.min(x, y) === a && Math.max(x, y) === b)
          const { clusterOf } = cluster(odds, { forbidden, confirmed: together.map(([a, b]) => ({ a, b })) })
          for (const [a, b] of apart) expect(clusterOf[a]).not.toBe(clusterOf[b])
        },
      ),
      { numRuns: 500 },
    )
  })
})
