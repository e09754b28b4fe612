import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { findDay } from '../calendar/day.ts'
import { findProvincialCalendar } from '../calendar/provincial-calendars.ts'
import { compute, isRefused } from '../compute.ts'
import { goldenCases } from '../golden/golden-cases.ts'
import { errorCodes } from '../rule-schemas.ts'
import { computeSentenceTwice } from '../second/compute-twice.ts'
import { conflicts, type RulePack, rulePacks, rulesInForce, rulesOf } from './index.ts'

const both = z.strictObject({ en: z.string().min(3), ur: z.string().regex(/[\u0600-\u06FF]/) })
const on = (iso: string) => findDay(iso) ?? Number.NaN

describe('a rule pack', () => {
  it.each(rulePacks.map((pack) => [pack.code, pack] as const))(
    '%s: every number has a section, both languages and real golden cases',
    (_code, pack) => {
      both.parse(pack.title)
      expect(findProvincialCalendar(pack.calendarCode)).toBeDefined()
      for (const number of pack.numbers) {
        expect(number.section).toMatch(/\d/)
        expect(number.value).toBeGreaterThan(0)
        both.parse(number.text)
        if (number.convention !== undefined) both.parse(number.convention)
        for (const id of number.goldenCases ?? []) expect(goldenCases.map((one) => one.id)).toContain(id)
      }
      for (const convention of pack.conventions) both.parse(convention.text)
    },
  )

  it('has one version of each number in force on any day', () => {
    for (const pack of rulePacks) {
      for (const day of ['1990-01-01', '2023-07-21', '2023-07-22', '2026-11-01']) {
        const keys = pack.numbers
          .filter(
            (one) =>
              (one.effectiveFrom === undefined || one.effectiveFrom <= day) &&
              (one.effectiveTo === undefined || one.effectiveTo >= day),
          )
          .map((one) => one.key)
        expect(new Set(keys).size).toBe(keys.length)
      }
    }
  })

  it('of a province stands on the federal one, and gives its own section', () => {
    const sections = (code: string) => {
      const answer = compute({ rule: 'scrutiny-return', inputs: { received: '2026-02-19' }, packCode: code })
      if (isRefused(answer)) throw new Error(answer.error.message.en)
      return [answer.rulePack, answer.steps[0]?.section]
    }
    expect(sections('sindh')).toEqual([
      { code: 'sindh', version: '2026.1+federal-2026.1' },
      'Sindh Criminal Prosecution Service Act 2009 s.9(5)(a)',
    ])
    expect(
      compute({ rule: 'scrutiny-return', inputs: { received: '2026-02-19' }, packCode: 'balochistan' }),
    ).toMatchObject({ flags: ['SCRUTINY_PERIOD_UNCONFIRMED_REFER'] })
    expect(sections('punjab')[1]).toBe(
      'Punjab Criminal Prosecution Service Act 2006 (Act III of 2006) s.9(5)(a)',
    )
    expect(rulesInForce('sindh').on('life.years', on('2026-01-01')).value).toBe(25)
    expect(
      compute({ rule: 'ata-trial', inputs: { cognizance: '2026-01-01' }, packCode: 'atlantis' }),
    ).toMatchObject({
      error: { code: 'UNKNOWN_PACK', path: 'packCode' },
    })
  })

  it('has no scrutiny period of its own before its Act began, and says so', () => {
    expect(
      compute({ rule: 'scrutiny-return', inputs: { received: '2005-01-01' }, packCode: 'punjab' }),
    ).toMatchObject({ error: { code: 'NO_RULE_IN_FORCE', path: 'scrutiny.return-days' } })
  })

  it('proposed anew can be computed with before it is adopted', () => {
    const proposed: RulePack = {
      code: 'sindh',
      version: '2027.1-proposed',
      title: { en: 'Sindh', ur: 'سندھ' },
      basedOn: 'federal',
      effectiveFrom: '2027-01-01',
      calendarCode: 'sindh',
      conventions: [],
      numbers: [
        {
          key: 'life.years',
          value: 30,
          unit: 'year',
          section: 'Proposed s.57',
          confidence: 'policy',
          text: { en: 'Thirty years', ur: 'تیس سال' },
          effectiveFrom: '2027-01-01',
        },
        {
          key: 'life.years',
          value: 25,
          unit: 'year',
          section: 'PPC s.57',
          confidence: 'sourced',
          text: { en: 'Twenty-five years', ur: 'پچیس سال' },
          effectiveTo: '2026-12-31',
        },
      ],
    }
    const lives = ['2026-12-31', '2027-01-01'].map((sentencedOn, at) => ({
      id: `${at}`,
      sentencedOn,
      term: 'LIFE' as const,
      relation: 'CONSECUTIVE' as const,
      setOff: { order: 'REFUSED' as const },
    }))
    expect(computeSentenceTwice({ sentences: lives }, { rules: rulesOf(proposed) }).dueRelease).toBe(
      '2081-12-30',
    )
    const due = (sentencedOn: string) =>
      compute({
        rule: 'sentence',
        inputs: { sentences: [{ id: 'A', sentencedOn, term: 'LIFE', setOff: { order: 'REFUSED' } }] },
        rules: rulesOf(proposed),
        explain: false,
      })
    expect(due('2026-12-31')).toMatchObject({ result: { dueRelease: '2051-12-30' } })
    expect(due('2027-01-01')).toMatchObject({
      result: { dueRelease: '2056-12-31' },
      rulePack: { code: 'sindh', version: '2027.1-proposed+federal-2026.1' },
    })
  })
})

describe('the register of conflicts', () => {
  it('says in both languages what each source says and what the engine does', () => {
    expect(conflicts.length).toBeGreaterThanOrEqual(12)
    expect(new Set(conflicts.map((one) => one.id)).size).toBe(conflicts.length)
    for (const conflict of conflicts) {
      both.parse(conflict.subject)
      both.parse(conflict.engine)
      expect(conflict.sources.length).toBeGreaterThanOrEqual(2)
      for (const source of conflict.sources) both.parse(source.says)
    }
  })
})

describe('a question', () => {
  const sentence = { id: 'A', sentencedOn: '2024-03-10', term: { years: 3 } }
  const refusal = (rule: string, inputs: unknown, more: { calendar?: unknown; asOf?: string } = {}) => {
    const answer = compute({ id: 'q', rule, inputs, ...more })
    if (!isRefused(answer)) throw new Error('was answered')
    expect(errorCodes).toContain(answer.error.code)
    expect(answer.id).toBe('q')
    return `${answer.error.code} ${answer.error.message.en}`
  }

  it('badly put is refused with the field and the fix', () => {
    expect(refusal('sentence', undefined)).toBe('MISSING inputs is missing: give its fields as an object.')
    expect(refusal('sentence', { sentences: [{ ...sentence, sentencedOn: '2024-02-30' }] })).toMatch(
      /^NOT_A_DATE inputs.sentences.0.sentencedOn is not a date that exists \("2024-02-30"\)/,
    )
    expect(refusal('sentence', { sentences: [{ ...sentence, term: 'DEATH' }] })).toBe(
      'NOT_ONE_OF inputs.sentences.0.term cannot be "DEATH": give LIFE, or give its fields as an object.',
    )
    expect(refusal('sentence', { sentences: [{ ...sentence, term: { years: 0 } }] })).toMatch(
      /term cannot be \{"years":0\}: give years, months or days above zero/,
    )
    expect(refusal('sentence', { sentences: [{ ...sentence, term: { years: 1.5 } }] })).toMatch(
      /inputs.sentences.0.term.years cannot be 1.5: give a whole number/,
    )
    expect(refusal('deemed-sanction', { law: 'x' })).toMatch(/give one of ata-19-8b, explosives-7/)
    expect(refusal('remand', { police: 3 })).toBe('BAD_INPUT inputs.police cannot be 3: give a list.')
    expect(refusal('arrest-production', { arrest: '2026-01-01' })).toMatch(/^NOT_AN_INSTANT inputs.arrest/)
    expect(refusal('ata-trial', { cognizance: '2026-01-01' }, { calendar: { weeklyOff: ['Fry'] } })).toMatch(
      /^NOT_ONE_OF calendar.weeklyOff.0/,
    )
    expect(refusal('ata-trial', { cognizance: '2026-01-01' }, { asOf: 'today' })).toMatch(/^NOT_A_DATE asOf/)
    expect(refusal('toString', {})).toMatch(/^UNKNOWN_RULE rule is "toString"/)
  })

  it('names fields that it does not use, so that a misspelling is seen', () => {
    const answer = compute({
      rule: 'sentence',
      inputs: { sentences: [{ ...sentence, remisionBar: 'CNSA_S9A' }], remision: [] },
    })
    if (isRefused(answer)) throw new Error(answer.error.message.en)
    expect(answer.steps.filter((step) => step.code === 'FIELD_NOT_USED').map((step) => step.value)).toEqual([
      'inputs.sentences.0.remisionBar',
      'inputs.remision',
    ])
  })

  it('takes the day it is asked on where the rule needs one and was given none', () => {
    const bail = { sex: 'M', maxPunishment: 84, detainedSince: '2024-01-01' }
    const status = (inputs: object) => {
      const answer = compute({ rule: 'statutory-bail', inputs, asOf: '2025-06-01' })
      return isRefused(answer) ? answer.error : answer.result.status
    }
    expect(status(bail)).toBe('PRIMA_FACIE_ELIGIBLE')
    expect(status({ ...bail, asOf: '2024-06-01' })).toBe('NOT_YET')
    expect(
      compute({ rule: 'ata-trial', inputs: { cognizance: '2026-01-01' }, asOf: '2025-06-01' }),
    ).toHaveProperty('result')
  })

  it('has a hash that changes with the facts, the law or the calendar, and with nothing else', () => {
    const hash = (more: object = {}, inputs: object = { fir: '2026-01-01' }) => {
      const answer = compute({ rule: 'police-report', inputs, ...more })
      if (isRefused(answer)) throw new Error(answer.error.message.en)
      return answer.hash
    }
    expect(hash()).toMatch(/^[0-9a-f]{64}$/)
    expect(hash({ id: 'other', explain: false })).toBe(hash())
    expect(hash({}, { reportReachedCourt: undefined, fir: '2026-01-01' })).toBe(hash())
    expect(hash({}, { fir: '2026-01-02' })).not.toBe(hash())
    expect(hash({ packCode: 'sindh' })).not.toBe(hash())
    expect(hash({ calendar: { weeklyOff: ['Sun'] } })).not.toBe(hash())
  })
})
