import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { rulesInForce } from '#kernel/law'
import { type Convict, effectOf, type Notification } from './effect.ts'

const rules = rulesInForce('sindh')
const on = '2026-03-12'
const eid: Notification = {
  on: '2026-03-10',
  excluded: ['MURDER', 'TERRORISM', 'ROBBERY'],
  rules: [
    { id: 'OLD', sex: 'M', minAge: 65, minServed: [1, 3], days: 120 },
    { id: 'GENERAL', minServed: [2, 3], days: 90 },
  ],
}

/** Three years for theft from 1 Feb 2024: two thirds are served, and the last day is 31 Jan 2027. */
function aConvict(given: Partial<Convict> & { section?: string; term?: object; on?: string } = {}): Convict {
  const { section = '379', term = { years: 3 }, on: sentencedOn = '2024-02-01', ...rest } = given
  return {
    sex: 'M',
    birthDate: '1990-02-02',
    birthKnown: true,
    storedDue: '2027-01-31',
    facts: {
      inputs: {
        sentences: [
          {
            id: `1. PPC ${section}`,
            sentencedOn,
            term: term as { years: number },
            relation: 'FIRST',
            sameTrial: false,
            setOff: { order: 'REFUSED' },
          },
        ],
        remissions: [],
      },
      condemned: false,
      offences: [{ act: 'PPC', section, on: '2023-06-01', known: true }],
    },
    ...rest,
  }
}

/** The date that stands, as the trial's own engine gives it: otherwise every case would be unexplained. */
function settled(convict: Convict): Convict {
  const found = effectOf(eid, { ...convict, storedDue: null }, rules, on)
  return { ...convict, storedDue: found.after }
}

describe('what a notification does for one convict', () => {
  test('90 days bring the last day ninety days nearer, with the rule that gave them', () => {
    expect(effectOf(eid, aConvict(), rules, on)).toMatchObject({
      days: 90,
      rule: 'GENERAL',
      reason: 'GIVEN',
      class: 'early-release-risk',
      before: '2027-01-31',
      after: '2026-11-02',
      leavesAtOnce: false,
      byHand: false,
    })
  })

  test('whoever would have left already leaves at once: each day longer is unlawful detention', () => {
    const near = aConvict({ on: '2023-05-01', storedDue: '2026-04-30' })
    expect(effectOf(eid, near, rules, on)).toMatchObject({
      after: '2026-01-30',
      leavesAtOnce: true,
      class: 'unlawful-detention-risk',
    })
  })

  test('an offence left out, a part not served and the condemned get nothing, each with the reason', () => {
    expect(effectOf(eid, aConvict({ section: '392' }), rules, on)).toMatchObject({
      days: 0,
      reason: 'EXCLUDED_OFFENCE',
    })
    const fresh = aConvict({ on: '2026-01-01', storedDue: '2028-12-31' })
    expect(effectOf(eid, fresh, rules, on)).toMatchObject({
      days: 0,
      reason: 'SERVED_FRACTION_NOT_MET',
      class: null,
    })
    const condemned = aConvict()
    expect(
      effectOf(eid, { ...condemned, facts: { ...condemned.facts, condemned: true } }, rules, on),
    ).toMatchObject({ reason: 'EXCLUDED_CONDEMNED', days: 0 })
  })

  test('a term that was over on the day gets nothing: remission does not reach imprisonment in default of fine', () => {
    const fined = (days: number): Convict => {
      const sentencedOn = new Date(Date.parse(eid.on) - days * 86_400_000).toISOString().slice(0, 10)
      const convict = aConvict({ on: sentencedOn, term: { days: 100 } })
      const [one] = convict.facts.inputs.sentences
      const inputs = {
        ...convict.facts.inputs,
        sentences: [{ ...one!, fine: { amount: 20_000, defaultTerm: { months: 6 } } }],
      }
      return settled({ ...convict, facts: { ...convict.facts, inputs } })
    }
    expect(effectOf(eid, fined(120), rules, on)).toMatchObject({
      days: 0,
      reason: 'TERM_SERVED',
      class: null,
    })
    // Ten days are left and ninety given: from when the default term counts is for an officer.
    expect(effectOf(eid, fined(90), rules, on)).toMatchObject({
      days: 90,
      flags: ['FINE_DEFAULT_BEGINS_REFER'],
      byHand: true,
    })
  })

  test('a stored date that its own facts do not give is unexplained and left to an officer', () => {
    expect(effectOf(eid, aConvict({ storedDue: '2027-02-01' }), rules, on)).toMatchObject({
      reason: 'UNEXPLAINED',
      days: 0,
      byHand: true,
    })
    expect(effectOf(eid, aConvict({ storedDue: null }), rules, on).reason).toBe('UNEXPLAINED')
  })

  test('what the engine cannot decide is left to an officer: narcotics, an estimated age, an unknown section', () => {
    const narcotics = aConvict()
    const offence = { act: 'CNSA', section: '9(c)', on: '2023-06-01', known: true }
    expect(
      effectOf(eid, { ...narcotics, facts: { ...narcotics.facts, offences: [offence] } }, rules, on),
    ).toMatchObject({ days: 90, flags: ['STATUTORY_BAR_REFER'], byHand: true })
    expect(effectOf(eid, aConvict({ birthDate: '1950-01-01', birthKnown: false }), rules, on)).toMatchObject({
      rule: 'OLD',
      flags: ['AGE_ESTIMATED_REFER'],
      byHand: true,
    })
    const unknown = aConvict()
    expect(
      effectOf(
        eid,
        {
          ...unknown,
          facts: {
            ...unknown.facts,
            offences: [{ act: 'PPC', section: '9999', on: '2023-06-01', known: false }],
          },
        },
        rules,
        on,
      ),
    ).toMatchObject({ flags: ['SECTION_UNKNOWN_REFER'], byHand: true })
  })

  test('the fifteen years of a life term are named where they keep the date from moving', () => {
    const life = aConvict({ on: '2012-01-01', term: 'LIFE' as never, storedDue: '2036-12-31' })
    const remitted = {
      ...life,
      storedDue: '2026-12-31',
      facts: {
        ...life.facts,
        inputs: {
          ...life.facts.inputs,
          remissions: [{ kind: 'ordinary', amount: { years: 11, months: 0, days: 0 } }],
        },
      },
    }
    expect(effectOf({ ...eid, rules: [{ id: 'ALL', days: 90 }] }, remitted, rules, on)).toMatchObject({
      days: 90,
      before: '2026-12-31',
      after: '2026-12-31',
      class: 'other-change',
      flags: ['LIFE_FLOOR_15Y_GOVERNS'],
    })
  })
})

describe('whatever the notification and the sentence', () => {
  const anyConvict = fc
    .record({
      years: fc.integer({ min: 1, max: 20 }),
      day: fc.integer({ min: 0, max: 3_000 }),
      sex: fc.constantFrom('M' as const, 'F' as const, 'X' as const, null),
      section: fc.constantFrom('379', '392', '302', '420', '9999'),
    })
    .map(({ years, day, sex, section }) => {
      const sentencedOn = new Date(Date.parse('2017-01-01') + day * 86_400_000).toISOString().slice(0, 10)
      return aConvict({ sex, section, term: { years }, on: sentencedOn })
    })
  const anyNotification: fc.Arbitrary<Notification> = fc.record({
    on: fc.constantFrom('2025-06-06', '2026-03-10'),
    excluded: fc.subarray(['MURDER', 'ROBBERY', 'THEFT']),
    rules: fc.array(
      fc.record(
        {
          id: fc.string({ minLength: 1, maxLength: 8 }),
          days: fc.integer({ min: 1, max: 900 }),
          sex: fc.constantFrom('M' as const, 'F' as const),
          minAge: fc.integer({ min: 0, max: 70 }),
          minServed: fc.constantFrom([1, 3] as [number, number], [2, 3] as [number, number]),
        },
        { requiredKeys: ['id', 'days'] },
      ),
      { minLength: 1, maxLength: 3 },
    ),
  })

  test('remission never moves a date later, and never below the notification’s own days', () => {
    fc.assert(
      fc.property(anyNotification, anyConvict, (notification, convict) => {
        const effect = effectOf(notification, settled(convict), rules, on)
        expect(effect.days).toBeLessThanOrEqual(Math.max(...notification.rules.map(({ days }) => days)))
        if (effect.days === 0) {
          expect(effect.after).toBe(effect.before)
          expect(effect.reason).not.toBe('GIVEN')
          return
        }
        const moved = (Date.parse(effect.before!) - Date.parse(effect.after!)) / 86_400_000
        expect(moved).toBeGreaterThanOrEqual(0)
        expect(moved).toBeLessThanOrEqual(effect.days)
        expect(notification.rules.some(({ id }) => id === effect.rule)).toBe(true)
      }),
      { numRuns: 800 },
    )
  })

  test('no outcome is without a reason: a given one has its class, an open question is for an officer', () => {
    fc.assert(
      fc.property(anyNotification, anyConvict, (notification, convict) => {
        const effect = effectOf(notification, settled(convict), rules, on)
        if (effect.reason === 'GIVEN') expect(effect.class).not.toBeNull()
        if (effect.flags.some((flag) => flag.endsWith('REFER'))) expect(effect.byHand).toBe(true)
        if (effect.class === 'unlawful-detention-risk') expect(effect.after! < on).toBe(true)
      }),
      { numRuns: 800 },
    )
  })
})
