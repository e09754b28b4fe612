import fc from 'fast-check'
import { expect, test } from 'vitest'
import { layOut, nodeHeight, nodeWidth } from './diagram-layout.ts'

const title = { en: 'x', ur: 'x' }
const code = fc.integer({ min: 0, max: 11 }).map((n) => `s${n}`)
const bodies = fc
  .record({
    count: fc.integer({ min: 1, max: 12 }),
    moves: fc.array(fc.record({ from: fc.uniqueArray(code, { minLength: 1, maxLength: 4 }), to: code }), {
      maxLength: 25,
    }),
  })
  .map(({ count, moves }) => ({
    states: Array.from({ length: count }, (_, n) => ({
      code: `s${n}`,
      title,
      kind: n === 0 ? ('start' as const) : ('normal' as const),
    })),
    transitions: moves.map((move, n) => ({ ...move, name: `m${n}`, title, posts: ['x'], effect: 'x' })),
  }))

test('no two states overlap, all stand within the drawing, and every step between known states is drawn once', () => {
  fc.assert(
    fc.property(bodies, fc.boolean(), (body, mirrored) => {
      const { states, edges, width, height } = layOut(body, mirrored)
      expect(states).toHaveLength(body.states.length)
      for (const [n, a] of states.entries()) {
        expect(a.x >= 0 && a.y >= 0 && a.x + nodeWidth <= width && a.y + nodeHeight <= height).toBe(true)
        for (const b of states.slice(n + 1))
          expect(Math.abs(a.x - b.x) >= nodeWidth || Math.abs(a.y - b.y) >= nodeHeight).toBe(true)
      }
      const known = new Set(body.states.map((state) => state.code))
      const drawn = edges.flatMap((edge) => edge.numbers.map((n) => `${n} ${edge.from} ${edge.to}`)).sort()
      const wanted = body.transitions
        .flatMap(({ from, to }, n) =>
          from.filter((one) => known.has(one) && known.has(to)).map((one) => `${n + 1} ${one} ${to}`),
        )
        .sort()
      expect(drawn).toEqual(wanted)
      for (const edge of edges)
        expect(edge.at.x >= 0 && edge.at.x <= width && edge.at.y >= 0 && edge.at.y <= height).toBe(true)
    }),
    { numRuns: 500, seed: 3 },
  )
})

test('a right-to-left drawing is the left-to-right one in a mirror', () => {
  fc.assert(
    fc.property(bodies, (body) => {
      const plain = layOut(body, false)
      const mirrored = layOut(body, true)
      expect(mirrored.width).toBe(plain.width)
      expect(mirrored.states.map(({ x, y }) => [plain.width - x - nodeWidth, y])).toEqual(
        plain.states.map(({ x, y }) => [x, y]),
      )
      expect(mirrored.edges.map(({ at }) => [plain.width - at.x, at.y])).toEqual(
        plain.edges.map(({ at }) => [at.x, at.y]),
      )
    }),
    { numRuns: 200, seed: 4 },
  )
})
