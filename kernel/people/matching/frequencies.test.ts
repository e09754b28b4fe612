import { describe, expect, it } from 'vitest'
import { blendFrequencies, countFrequencies } from './frequencies.ts'

describe('name frequencies', () => {
  it('count records, not repetitions inside one record', () => {
    expect(countFrequencies([['slm', 'slm'], ['slm'], ['krm'], []], 1).tokens).toEqual({
      krm: 0.25,
      slm: 0.5,
    })
  })

  it('leave rare keys to the default', () => {
    expect(countFrequencies([['slm'], ['slm'], ['krm']], 2)).toEqual({
      default: 0.6667,
      tokens: { slm: 0.6667 },
    })
  })

  it('trust a large file over what was known, and what was known over a small file', () => {
    const known = { default: 0.001, tokens: { slm: 0.05 } }
    const few = blendFrequencies(known, [['slm'], ['slm']])
    expect(few.tokens.slm).toBeCloseTo(0.05, 1)
    const many = blendFrequencies(
      known,
      Array.from({ length: 100_000 }, (_, at) => (at % 100 === 0 ? ['slm'] : ['krm'])),
    )
    expect(many.tokens.slm).toBeCloseTo(0.01, 2)
    expect(many.tokens.krm).toBeGreaterThan(0.9)
  })
})
