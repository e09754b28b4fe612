/**
 * Seeded random numbers: sfc32 seeded through splitmix32.
 *
 * The demo must be the same on every machine and in every run, so nothing here reads the clock or `Math.random`.
 */
export type Random = {
  /** A number in [0, 1). */
  next(): number
  /** A whole number from `least` to `most`, both included. */
  int(least: number, most: number): number
  /** True with the given probability. */
  chance(probability: number): boolean
  pick<T>(list: readonly T[]): T
  /** One of `[value, weight]` pairs, by weight. */
  weighted<T>(pairs: readonly (readonly [T, number])[]): T
  /** A stream of its own: drawing more from one child never changes another. */
  fork(label: string | number): Random
}

function splitmix32(seed: number): () => number {
  let state = seed | 0
  return () => {
    state = (state + 0x9e3779b9) | 0
    let z = state
    z = Math.imul(z ^ (z >>> 16), 0x21f0aaad)
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97)
    return (z ^ (z >>> 15)) >>> 0
  }
}

function hash(seed: number, label: string): number {
  let h = seed ^ 0x811c9dc5
  for (let i = 0; i < label.length; i++) h = Math.imul(h ^ label.charCodeAt(i), 0x01000193)
  return h >>> 0
}

export function createRandom(seed: number | string): Random {
  const root = typeof seed === 'number' ? seed >>> 0 : hash(0, seed)
  const mix = splitmix32(root)
  let a = mix()
  let b = mix()
  let c = mix()
  let d = 1
  const next = () => {
    const t = (((a + b) | 0) + d) | 0
    d = (d + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (c << 21) | (c >>> 11)
    c = (c + t) | 0
    return (t >>> 0) / 4294967296
  }
  // The first numbers of sfc32 still show the seed.
  for (let i = 0; i < 12; i++) next()

  const int = (least: number, most: number) => least + Math.floor(next() * (most - least + 1))
  return {
    next,
    int,
    chance: (probability) => next() < probability,
    pick: (list) => {
      if (list.length === 0) throw new RangeError('Nothing to pick from')
      return list[int(0, list.length - 1)]!
    },
    weighted: (pairs) => {
      const total = pairs.reduce((sum, [, weight]) => sum + weight, 0)
      if (!(total > 0)) throw new RangeError('Weights must sum to more than nothing')
      let left = next() * total
      for (const [value, weight] of pairs) {
        left -= weight
        if (left < 0) return value
      }
      return pairs.findLast(([, weight]) => weight > 0)![0]
    },
    fork: (label) => createRandom(hash(root, `/${label}`)),
  }
}
