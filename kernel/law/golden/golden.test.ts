import { describe, expect, it } from 'vitest'
import { compute, isRefused } from '../compute.ts'
import { type RuleName, ruleResults } from '../rule-schemas.ts'
import { goldenCases } from './golden-cases.ts'

describe('worked cases of the law', () => {
  it('are all 57 here', () => {
    expect(goldenCases).toHaveLength(57)
  })

  it.each(goldenCases.map((one) => [one.id, one.law, one] as const))('%s: %s', (_id, _law, one) => {
    const answer = compute({ id: one.id, rule: one.rule, inputs: one.inputs, calendar: one.calendar })
    if (isRefused(answer)) throw new Error(`${answer.error.path}: ${answer.error.message.en}`)
    expect(answer.result).toMatchObject(one.expected)
    expect(ruleResults[one.rule as RuleName].parse(answer.result)).toEqual(answer.result)
    expect(answer.steps.length).toBeGreaterThan(0)
    for (const step of answer.steps) {
      expect(step.section).not.toBe('')
      expect(step.text.en).toMatch(/[a-z]/)
      expect(step.text.ur).toMatch(/[\u0600-\u06FF]/)
    }
    expect(
      compute({ rule: one.rule, inputs: one.inputs, calendar: one.calendar, explain: false }),
    ).toMatchObject({
      result: answer.result,
      steps: [],
      hash: answer.hash,
    })
  })
})
