import { describe, expect, it } from 'vitest'
import { countTruePairs, linkageFigures } from './metrics.ts'

describe('figures of merit', () => {
  it('counts the pairs inside true persons', () => {
    expect(countTruePairs(['a', 'a', 'a', 'b', 'c', 'c'])).toBe(4)
  })

  it('gives precision, recall and F1 of the pairs held', () => {
    const held = [
      { same: true, probability: 0.9 },
      { same: true, probability: 0.8 },
      { same: false, probability: 0.7 },
    ]
    const figures = linkageFigures(held, 4)
    expect(figures.precision).toBeCloseTo(2 / 3)
    expect(figures.recall).toBe(0.5)
    expect(figures.f1).toBeCloseTo(4 / 7)
    expect(figures.recallAt99).toBe(0.5)
  })

  it('does not cut between pairs of equal probability', () => {
    const held = [
      { same: true, probability: 0.9 },
      { same: false, probability: 0.9 },
    ]
    expect(linkageFigures(held, 1).recallAt99).toBe(0)
  })

  it('counts a weighted pair by its weight', () => {
    const held = [
      { same: true, probability: 0.9 },
      { same: false, probability: 0.8, weight: 0.5 },
    ]
    expect(linkageFigures(held, 1).precision).toBeCloseTo(2 / 3)
  })

  it('is zero, not NaN, when nothing is held', () => {
    expect(linkageFigures([], 0)).toMatchObject({ precision: 0, recall: 0, f1: 0, recallAt99: 0 })
  })
})
