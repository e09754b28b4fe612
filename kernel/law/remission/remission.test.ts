import { describe, expect, it } from 'vitest'
import type { InputsOf } from '../rule-schemas.ts'
import { fineDefaultCap } from '../sentence/fine-default.ts'
import { jailRoll } from '../sentence/jail-roll.ts'
import { probation } from '../sentence/probation.ts'
import { ordinaryProjection } from './ordinary-projection.ts'
import { remissionAudit } from './remission-audit.ts'
import { specialRemission } from './special-remission.ts'

describe('ordinary remission, projected', () => {
  it('credits nine months in the first year (worked example 13)', () => {
    expect(ordinaryProjection({ sentencedOn: '2025-02-10', term: { years: 1 }, perMonth: 5 })).toEqual({
      monthsCredited: 9,
      remissionDays: 45,
      dueRelease: '2025-12-26',
      flags: [],
    })
  })
  it('credits nothing before the first posting, nor after time served', () => {
    expect(
      ordinaryProjection({ sentencedOn: '2025-02-10', term: { months: 1 }, perMonth: 5 }).monthsCredited,
    ).toBe(0)
    expect(
      ordinaryProjection({ sentencedOn: '2025-12-10', term: { months: 3 }, setOffDays: 200, perMonth: 5 }),
    ).toMatchObject({ monthsCredited: 0, dueRelease: '2025-12-10' })
  })
  it('never brings release before the posting that gives it', () => {
    const result = ordinaryProjection({
      sentencedOn: '2025-01-31',
      term: { months: 2 },
      perMonth: 31,
    })
    expect(result).toMatchObject({
      monthsCredited: 1,
      dueRelease: '2025-02-28',
      flags: ['PER_MONTH_OVER_RULE_REFER'],
    })
  })
  it('holds life to fifteen years', () => {
    expect(ordinaryProjection({ sentencedOn: '2010-01-01', term: 'LIFE', perMonth: 31 })).toMatchObject({
      dueRelease: '2024-12-31',
      flags: ['PER_MONTH_OVER_RULE_REFER', 'LIFE_FLOOR_15Y_GOVERNS'],
    })
  })
})

describe('a notification of special remission', () => {
  type Facts = InputsOf<'special-remission'>
  const notification: Facts['notification'] = {
    on: '2025-06-06',
    excluded: ['MURDER', 'ROBBERY'],
    rules: [
      { id: 'OLD', sex: 'M', minAge: 65, minServed: [1, 3], days: 120, excluded: ['MURDER'] },
      { id: 'GENERAL', minServed: [2, 3], days: 90 },
    ],
  }
  const give = (prisoner: Partial<Facts['prisoner']>) =>
    specialRemission({
      notification,
      prisoner: {
        sex: 'M',
        dateOfBirth: '1990-02-02',
        offenceGroups: ['THEFT'],
        sentencedOn: '2023-12-06',
        term: { years: 3 },
        setOffDays: 200,
        ...prisoner,
      },
    })

  it('gives by the first rule that fits', () => {
    expect(give({})).toMatchObject({ days: 90, rule: 'GENERAL' })
    expect(give({ dateOfBirth: '1960-06-06' })).toMatchObject({ days: 120, rule: 'OLD' })
    expect(give({ dateOfBirth: '1960-06-07' })).toMatchObject({ days: 90, rule: 'GENERAL' })
    expect(give({ dateOfBirth: '1950-01-01', sex: 'F' }).rule).toBe('GENERAL')
  })
  it("replaces the general exclusions by a rule's own", () => {
    expect(give({ dateOfBirth: '1950-01-01', offenceGroups: ['ROBBERY'] })).toMatchObject({
      days: 120,
      rule: 'OLD',
    })
    expect(give({ offenceGroups: ['ROBBERY'] })).toMatchObject({
      days: 0,
      reason: 'EXCLUDED_OFFENCE',
      groups: ['ROBBERY'],
    })
    expect(give({ dateOfBirth: '1950-01-01', offenceGroups: ['MURDER'] }).reason).toBe('EXCLUDED_OFFENCE')
  })
  it('gives nothing to the condemned, nor to one not yet convicted', () => {
    expect(give({ condemned: true })).toMatchObject({ days: 0, reason: 'EXCLUDED_CONDEMNED' })
    expect(give({ sentencedOn: '2025-06-07', setOffDays: 3000 })).toMatchObject({
      days: 0,
      reason: 'NOT_A_CONVICT_ON_DATE',
    })
    expect(give({ sentencedOn: '2025-06-06', setOffDays: 3000 }).days).toBe(90)
  })
  it('asks for the part served, to the day, days out not counting', () => {
    expect(give({ setOffDays: 182 })).toMatchObject({ servedDays: 731, days: 90 })
    expect(give({ setOffDays: 181 })).toMatchObject({
      servedDays: 730,
      reason: 'SERVED_FRACTION_NOT_MET',
      days: 0,
    })
    expect(give({ outDays: 19 })).toMatchObject({ servedDays: 730, days: 0 })
  })
  it('skips a rule of age when the age is not known, and refers', () => {
    const { dateOfBirth: _, ...unknown } = { dateOfBirth: '', sex: 'M' as const }
    const result = specialRemission({
      notification: { ...notification, rules: notification.rules.slice(0, 1) },
      prisoner: { ...unknown, offenceGroups: [], sentencedOn: '2020-01-01', term: { years: 6 } },
    })
    expect(result).toMatchObject({ days: 0, reason: 'NO_RULE_APPLIES', flags: ['AGE_UNKNOWN_REFER'] })
  })
})

describe('small rules', () => {
  it('flag remission over one third, not at it', () => {
    expect(remissionAudit({ grossDays: 300, remissionDays: 100 })).toMatchObject({
      flag: null,
      remittedShare: 0.3333,
    })
    expect(remissionAudit({ grossDays: 300, remissionDays: 101 }).flag).toBe('OVER_ONE_THIRD')
  })
  it('cap imprisonment in default of fine', () => {
    expect(fineDefaultCap({ maxPunishmentMonths: 36 })).toEqual({ capMonths: 9, flags: [] })
    const only = (fineAmount: number) => fineDefaultCap({ fineOnlyOffence: true, fineAmount }).capMonths
    expect([only(50), only(51), only(100), only(101)]).toEqual([2, 4, 4, 6])
  })
  it('show a roll that is more than served as nothing left', () => {
    expect(jailRoll({ total: [1, 0, 0], served: [1, 0, 1], remission: [0, 0, 0] })).toEqual({
      remaining: [0, 0, 0],
      flags: ['SERVED_EXCEEDS_TOTAL'],
    })
  })
  it('open probation by sex, punishment and section', () => {
    const of = (facts: Partial<InputsOf<'probation'>>) =>
      probation({ sex: 'M', maxPunishment: 24, section: '379', previousConviction: false, ...facts })
    expect(of({})).toMatchObject({ conditionalDischarge: true, probationOrder: true })
    expect(of({ previousConviction: true })).toMatchObject({
      conditionalDischarge: false,
      probationOrder: true,
    })
    expect(of({ maxPunishment: 25 }).conditionalDischarge).toBe(false)
    expect(of({ maxPunishment: 'LIFE' }).probationOrder).toBe(false)
    expect(of({ section: 'PPC 216-A' }).probationOrder).toBe(false)
    expect(of({ section: '121' }).probationOrder).toBe(false)
    expect(of({ section: '140' }).probationOrder).toBe(false)
    expect(of({ section: '141' }).probationOrder).toBe(true)
    expect(of({ section: '500', chapterVIorVII: true }).probationOrder).toBe(false)
    expect(of({ sex: 'F', maxPunishment: 'DEATH', section: '302' }).probationOrder).toBe(false)
    expect(of({ sex: 'F', section: '392', maxPunishment: 'LIFE' }).probationOrder).toBe(true)
  })
})
