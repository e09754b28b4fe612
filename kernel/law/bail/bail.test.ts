import { describe, expect, it } from 'vitest'
import type { Step } from '../explanation.ts'
import { meaningOf } from '../meaning.ts'
import type { InputsOf } from '../rule-schemas.ts'
import { appealBail } from './appeal-bail.ts'
import { statutoryBail } from './statutory-bail.ts'

type Facts = InputsOf<'statutory-bail'>
const man = (more: Partial<Facts> = {}): Facts => ({
  sex: 'M',
  maxPunishment: 84,
  detainedSince: '2024-08-31',
  ...more,
})
const woman = (more: Partial<Facts> = {}) => man({ sex: 'F', ...more })
const capital = { maxPunishment: 'DEATH', detainedSince: '2024-05-20' } as const

describe('bail for the length of detention', () => {
  it('is due from the corresponding date, by person and punishment', () => {
    expect(statutoryBail(man())).toMatchObject({
      ground: 'S497_THIRD_PROVISO_A',
      eligibleFrom: '2025-08-31',
      periodMonths: 12,
    })
    expect(statutoryBail(man(capital))).toMatchObject({
      ground: 'S497_THIRD_PROVISO_B',
      eligibleFrom: '2026-05-20',
      periodMonths: 24,
    })
    expect(statutoryBail(woman(capital))).toMatchObject({ eligibleFrom: '2025-05-20', periodMonths: 12 })
    expect(statutoryBail(woman())).toMatchObject({ eligibleFrom: '2025-03-01', periodMonths: 6 })
    expect(statutoryBail(man({ maxPunishment: 'LIFE' })).ground).toBe('S497_THIRD_PROVISO_A')
  })

  it('is six months for a woman refused under the first proviso, whatever the fourth says', () => {
    const facts = woman({
      ...capital,
      refusedUnderFirstProviso: true,
      previousConvictionPunishableDeathOrLife: true,
      hardenedAlleged: true,
      delayByAccused: true,
      offence: 'CNSA 9(c)',
      asOf: '2024-11-20',
    })
    expect(statutoryBail(facts)).toEqual({
      ground: 'S497_SECOND_PROVISO',
      eligibleFrom: '2024-11-20',
      periodMonths: 6,
      status: 'PRIMA_FACIE_ELIGIBLE',
      flags: [],
    })
    expect(statutoryBail({ ...facts, sex: 'M' }).ground).toBe('S497_THIRD_PROVISO_B')
  })

  it('is not yet due on the day before, and due on the day', () => {
    expect(statutoryBail(man({ asOf: '2025-08-30' })).status).toBe('NOT_YET')
    expect(statutoryBail(man({ asOf: '2025-08-31' })).status).toBe('PRIMA_FACIE_ELIGIBLE')
    expect(statutoryBail(man())).not.toHaveProperty('status')
  })

  it('is a right from the first day in a bailable offence', () => {
    expect(statutoryBail(man({ bailable: true, previousConvictionPunishableDeathOrLife: true }))).toEqual({
      ground: 'S496_BAILABLE',
      eligibleFrom: '2024-08-31',
      status: 'ELIGIBLE_AS_OF_RIGHT',
      flags: [],
    })
  })

  it('is excluded by the fourth proviso, with the reasons', () => {
    expect(
      statutoryBail(
        man({ previousConvictionPunishableDeathOrLife: true, terrorismPunishableDeathOrLife: true }),
      ),
    ).toMatchObject({
      status: 'EXCLUDED_FOURTH_PROVISO',
      reasons: ['PREVIOUS_CONVICT_DEATH_OR_LIFE', 'TERRORISM_DEATH_OR_LIFE'],
      eligibleFrom: '2025-08-31',
    })
  })

  it('CrPC s.497(1) fourth proviso: says in words why it is excluded', () => {
    const steps: Step[] = []
    statutoryBail(man({ terrorismPunishableDeathOrLife: true }), { steps })
    expect(steps.at(-1)?.text).toEqual({
      en: `The third proviso does not apply: ${meaningOf('TERRORISM_DEATH_OR_LIFE').en}.`,
      ur: `تیسری شرط لاگو نہیں: ${meaningOf('TERRORISM_DEATH_OR_LIFE').ur}۔`,
    })
  })

  it('goes to the court where delay, danger or a special law is alleged, once the period has run', () => {
    const alleged = { delayByAccused: true, hardenedAlleged: true, offence: '9-C CNSA' }
    expect(statutoryBail(man({ ...alleged, asOf: '2025-09-01' }))).toMatchObject({
      status: 'REFER_TO_COURT',
      reasons: [
        'DELAY_BY_ACCUSED_ALLEGED',
        'HARDENED_DESPERATE_DANGEROUS_ALLEGED',
        'SPECIAL_LAW_BAR_CNSA_51',
      ],
    })
    expect(statutoryBail(man({ ...alleged, asOf: '2025-08-01' })).status).toBe('NOT_YET')
    expect(statutoryBail(man({ hardenedAlleged: true })).status).toBe('REFER_TO_COURT')
    expect(statutoryBail(man({ offence: 'NAO 9(a)', asOf: '2026-01-01' })).reasons).toEqual([
      'SPECIAL_LAW_BAR_NAO_9B',
    ])
    expect(statutoryBail(man({ offence: 'PPC 302', asOf: '2026-01-01' })).status).toBe('PRIMA_FACIE_ELIGIBLE')
  })

  it('runs from detention and not from the charge', () => {
    const steps: { code: string }[] = []
    expect(statutoryBail(man({ chargeFramedOn: '2025-06-01' }), { steps: steps as never }).eligibleFrom).toBe(
      '2025-08-31',
    )
    expect(steps[0]?.code).toBe('COUNTED_FROM_DETENTION')
    steps.length = 0
    statutoryBail(man(), { steps: steps as never })
    expect(steps.map((step) => step.code)).toEqual(['S497_THIRD_PROVISO_A'])
  })
})

describe('bail of a juvenile', () => {
  const boy = (more: Partial<Facts> = {}) => man({ ageAtOffence: 17, ...more })

  it('follows the class of the offence', () => {
    expect(statutoryBail(boy({ maxPunishment: 36 }))).toMatchObject({
      juvenileClass: 'MINOR',
      ground: 'JJSA_6_3_TREATED_BAILABLE',
      status: 'ELIGIBLE_AS_OF_RIGHT',
      eligibleFrom: '2024-08-31',
    })
    expect(statutoryBail(boy({ maxPunishment: 37 })).juvenileClass).toBe('MAJOR')
    expect(statutoryBail(boy({ maxPunishment: 84 }))).toMatchObject({
      juvenileClass: 'MAJOR',
      ground: 'JJSA_6_3_TREATED_BAILABLE',
      status: 'ELIGIBLE_AS_OF_RIGHT',
      eligibleFrom: '2024-08-31',
    })
    expect(statutoryBail(boy({ maxPunishment: 85 }))).toMatchObject({
      juvenileClass: 'HEINOUS',
      ground: 'JJSA_6_5_SIX_MONTHS',
      periodMonths: 6,
      eligibleFrom: '2025-03-01',
    })
    expect(statutoryBail(boy({ maxPunishment: 36, bailable: true }))).toMatchObject({
      ground: 'S496_BAILABLE',
      juvenileClass: 'MINOR',
    })
  })

  it('depends on age at the offence, to the day', () => {
    const dates = { maxPunishment: 'DEATH', dateOfBirth: '2006-03-10' } as const
    expect(statutoryBail(man({ ...dates, offenceDate: '2024-03-09' })).ground).toBe('JJSA_6_5_SIX_MONTHS')
    expect(statutoryBail(man({ ...dates, offenceDate: '2024-03-10' })).ground).toBe('S497_THIRD_PROVISO_B')
    expect(statutoryBail(man({ ageAtOffence: 18 })).ground).toBe('S497_THIRD_PROVISO_A')
    expect(statutoryBail(man({ ...dates, dateOfBirth: '2007-01-01' })).ground).toBe('JJSA_6_5_SIX_MONTHS')
    expect(statutoryBail(man({ ...dates, dateOfBirth: '2006-01-01' }))).toMatchObject({
      ground: 'S497_THIRD_PROVISO_B',
      flags: ['AGE_AT_OFFENCE_UNKNOWN_REFER'],
    })
  })

  it('JJSA 2018 s.2(b): is under eighteen at the offence when detained the day before that birthday', () => {
    const detained = (detainedSince: string) =>
      statutoryBail(man({ maxPunishment: 'DEATH', dateOfBirth: '2006-08-31', detainedSince }))
    expect(detained('2024-08-30')).toMatchObject({ ground: 'JJSA_6_5_SIX_MONTHS', flags: [] })
    expect(detained('2024-08-31')).toMatchObject({
      ground: 'S497_THIRD_PROVISO_B',
      flags: ['AGE_AT_OFFENCE_UNKNOWN_REFER'],
    })
  })

  it('is named in no answer about a grown man', () => {
    expect(statutoryBail(man())).not.toHaveProperty('juvenileClass')
    expect(statutoryBail(man({ bailable: true }))).not.toHaveProperty('juvenileClass')
  })

  it('over sixteen at arrest may be refused on the merits', () => {
    const at = (dateOfBirth: string) =>
      statutoryBail(man({ maxPunishment: 'DEATH', dateOfBirth, offenceDate: '2024-08-01' }))
    expect(at('2008-08-31')).not.toHaveProperty('meritBailMayBeRefused6_4')
    expect(at('2008-08-30')).toMatchObject({ meritBailMayBeRefused6_4: true })
    expect(statutoryBail(boy({ maxPunishment: 'DEATH' }))).toMatchObject({ meritBailMayBeRefused6_4: true })
    expect(statutoryBail(boy({ maxPunishment: 'DEATH', ageAtOffence: 16 }))).not.toHaveProperty(
      'meritBailMayBeRefused6_4',
    )
  })

  it('is not touched by the fourth proviso, but terrorism and delay go to the court', () => {
    const heinous = { maxPunishment: 'DEATH', asOf: '2025-06-01' } as const
    expect(
      statutoryBail(boy({ ...heinous, previousConvictionPunishableDeathOrLife: true, hardenedAlleged: true }))
        .status,
    ).toBe('PRIMA_FACIE_ELIGIBLE')
    expect(
      statutoryBail(boy({ ...heinous, terrorismPunishableDeathOrLife: true, delayByAccused: true })),
    ).toMatchObject({
      status: 'REFER_TO_COURT',
      reasons: ['DELAY_BY_ACCUSED_ALLEGED', 'TERRORISM_DEATH_OR_LIFE'],
    })
    const sectionOfDelay = (facts: Facts) => {
      const steps: Step[] = []
      statutoryBail({ ...facts, delayByAccused: true }, { steps })
      return steps.find((step) => step.code === 'DELAY_BY_ACCUSED_ALLEGED')?.section
    }
    expect(sectionOfDelay(boy(heinous))).toBe('JJSA 2018 s.6(5)')
    expect(sectionOfDelay(man())).toBe('CrPC s.497(1) third proviso')
  })
})

describe('bail pending appeal', () => {
  const convicted = (term: InputsOf<'appeal-bail'>['term'], more: Partial<InputsOf<'appeal-bail'>> = {}) =>
    appealBail({ convictedOn: '2024-03-15', term, ...more })

  it('takes its clause from the length of the term', () => {
    expect(convicted({ years: 3 })).toMatchObject({ clause: 'a', eligibleFrom: '2024-09-16' })
    expect(convicted({ years: 3, days: 1 })).toMatchObject({ clause: 'b', eligibleFrom: '2025-03-16' })
    expect(convicted({ years: 7 })).toMatchObject({ clause: 'b', eligibleFrom: '2025-03-16' })
    expect(convicted({ months: 85 })).toMatchObject({ clause: 'c', eligibleFrom: '2026-03-16' })
    expect(convicted('LIFE').clause).toBe('c')
  })

  it('CrPC s.426(1-A): is counted from the day after conviction, and says so', () => {
    const steps: Step[] = []
    expect(appealBail({ convictedOn: '2024-03-15', term: { years: 7 } }, { steps })).toEqual({
      clause: 'b',
      eligibleFrom: '2025-03-16',
      flags: [],
    })
    expect(steps[0]?.text.en).toMatch(
      /^Sentence of 7 years: .* Counted from 16 Mar 2024: due from 16 Mar 2025\.$/,
    )
    expect(steps[0]?.text.ur).toContain('16 مارچ 2024')
  })

  it('says whether it is due', () => {
    expect(convicted({ years: 7 }, { asOf: '2025-03-15' }).status).toBe('NOT_YET')
    expect(convicted({ years: 7 }, { asOf: '2025-03-16' }).status).toBe('PRIMA_FACIE_ELIGIBLE')
    expect(convicted({ years: 7 })).not.toHaveProperty('status')
  })

  it('ends with the appeal, and is closed to those excluded', () => {
    expect(convicted({ years: 7 }, { appealDecided: true, asOf: '2026-01-01' }).status).toBe('NOT_APPLICABLE')
    expect(convicted({ years: 7 }, { previousConvictionPunishableDeathOrLife: true })).toMatchObject({
      status: 'EXCLUDED',
      reasons: ['PREVIOUS_CONVICT_DEATH_OR_LIFE'],
    })
    expect(convicted('LIFE', { terrorismPunishableDeathOrLife: true, asOf: '2030-01-01' }).reasons).toEqual([
      'TERRORISM_DEATH_OR_LIFE',
    ])
  })

  it('CrPC s.426(1-A) proviso: says in words why it is closed', () => {
    const steps: Step[] = []
    appealBail(
      { convictedOn: '2024-03-15', term: { years: 7 }, previousConvictionPunishableDeathOrLife: true },
      { steps },
    )
    expect(steps.at(-1)?.text).toEqual({
      en: `Excluded: ${meaningOf('PREVIOUS_CONVICT_DEATH_OR_LIFE').en}.`,
      ur: `مستثنیٰ: ${meaningOf('PREVIOUS_CONVICT_DEATH_OR_LIFE').ur}۔`,
    })
  })
})
