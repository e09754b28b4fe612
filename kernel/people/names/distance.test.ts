import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { editDistance, jaroWinkler, withinOneEdit } from './distance.ts'

const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 6 })

describe('distance', () => {
  it('counts a swap of neighbours as one slip', () => {
    expect(withinOneEdit('rehim', 'erhim')).toBe(true)
    expect(editDistance('rehim', 'erhim', 2)).toBe(1)
  })

  it('sees a lost, an added and a changed letter', () => {
    expect(withinOneEdit('aslam', 'slam')).toBe(true)
    expect(withinOneEdit('aslam', 'asslam')).toBe(true)
    expect(withinOneEdit('aslam', 'aslim')).toBe(true)
    expect(withinOneEdit('aslam', 'akram')).toBe(false)
  })

  it('gives up beyond its limit', () => {
    expect(editDistance('aaaaaa', 'bbbbbb', 2)).toBe(3)
  })

  it('agrees between the quick check and the full table', () => {
    fc.assert(
      fc.property(word, word, (a, b) => {
        expect(withinOneEdit(a, b)).toBe(editDistance(a, b, 3) <= 1)
      }),
    )
  })

  it('is symmetric', () => {
    fc.assert(
      fc.property(word, word, (a, b) => {
        expect(editDistance(a, b, 3)).toBe(editDistance(b, a, 3))
        expect(withinOneEdit(a, b)).toBe(withinOneEdit(b, a))
      }),
    )
  })

  it('gives the published Jaro-Winkler values', () => {
    expect(jaroWinkler('martha', 'marhta')).toBeCloseTo(0.9611, 4)
    expect(jaroWinkler('dixon', 'dicksonx')).toBeCloseTo(0.8133, 4)
    expect(jaroWinkler('', 'a')).toBe(0)
  })
})
