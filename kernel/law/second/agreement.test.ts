import { describe, expect, it } from 'vitest'
import { goldenCases } from '../golden/golden-cases.ts'
import { randomSentences, repeatable } from '../golden/random-sentences.ts'
import { compute, type InputsOf, isRefused, LawInputError } from '../index.ts'
import { agree, computeSentenceTwice } from './compute-twice.ts'

describe('the two computations of a sentence', () => {
  it('agree on 100,000 random inputs', { timeout: 60_000 }, () => {
    const random = repeatable(2026)
    const flags = new Set<string>()
    for (let run = 0; run < 100_000; run++) {
      const inputs = randomSentences(random)
      try {
        for (const flag of computeSentenceTwice(inputs).flags) flags.add(flag)
      } catch (problem) {
        throw new Error(`run ${run}: ${String(problem)} on ${JSON.stringify(inputs)}`)
      }
    }
    // The population reaches every doubt that the engine knows, or the agreement would prove little.
    expect([...flags].sort()).toEqual([
      'CONSECUTIVE_TO_WHICH_SENTENCE_REFER',
      'EARLIER_TERM_MAY_HAVE_EXPIRED_REFER',
      'LIFE_FLOOR_15Y_GOVERNS',
      'REMISSION_BARRED_IN_PART_REFER',
      'RULE140_MULTIPLE_LIFE_TERMS_REFER',
      'RUNNING_NOT_DIRECTED_S35',
      'RUNNING_NOT_DIRECTED_S397',
      'SETOFF_ORDER_MISSING_S382B',
      'SETOFF_OVERLAPS_SERVED_SENTENCE_REFER',
      'TIME_SERVED',
    ])
  })

  it('agree on the worked cases', () => {
    for (const one of goldenCases.filter((candidate) => candidate.rule === 'sentence')) {
      const answer = compute({ rule: 'sentence', inputs: one.inputs })
      if (isRefused(answer)) throw new Error(answer.error.message.en)
      expect(computeSentenceTwice(one.inputs as InputsOf<'sentence'>)).toEqual(answer.result)
    }
  })

  it('refuse a date on which they differ, naming the field', () => {
    const differing = () => agree({ dueRelease: '2027-01-09' }, { dueRelease: '2027-01-10' })
    expect(differing).toThrow(LawInputError)
    expect(differing).toThrow(/dueRelease.*2027-01-09.*2027-01-10.*may not be confirmed/)
    expect(() => agree({ lifeFloorDate: '2027-01-09' }, {})).toThrow(/lifeFloorDate/)
  })
})
