import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { leastCost } from '#platform/cost/testing'
import { unitSeeds } from '../../kernel/units/data/units.ts'
import { isWorkingDay, toDay } from './calendar.ts'
import { adjournmentReasons, type CaseStory, defects, hearingPurposes } from './case-story.ts'
import { expiryOf, setOffDays } from './custody.ts'
import { createRandom } from './random.ts'
import { caseStories, caseStory } from './story.ts'

const today = '2026-11-20'
const kindOf = new Map(unitSeeds.map((unit) => [unit.code, unit.kind]))
const anyStory = fc
  .integer({ min: 0, max: 2 ** 31 })
  .map((seed) => caseStory(createRandom(seed), { today, serial: seed % 90_000 }))
const days = (from: string, to: string) => toDay(to) - toDay(from)
const date = (at: string) => at.slice(0, 10)
const check = (property: (story: CaseStory) => void) =>
  fc.assert(fc.property(anyStory, property), { seed: 20_261_120, numRuns: 800 })

describe('one case story', () => {
  it('is the same for the same stream', () => {
    const make = () => caseStory(createRandom('again'), { today, serial: 7 })
    expect(make()).toEqual(make())
    expect(caseStory(createRandom('another'), { today, serial: 7 })).not.toEqual(make())
  })

  it('knows nothing that happens after today', () => {
    check((story) => {
      const { nextHearing, challans, accused, hearings, ...known } = story
      const future = (text: string) => text > `${today}T23:59`
      expect(future(known.fir.at)).toBe(false)
      const past = [
        ...challans.flatMap((challan) => [challan.receivedOn, challan.decidedOn ?? '']),
        ...hearings.map((hearing) => hearing.on),
        ...accused.flatMap((one) => [
          one.arrest?.at ?? '',
          one.producedAt ?? '',
          one.verdict?.on ?? '',
          one.verdict?.appeal?.filedOn ?? '',
          ...one.judicialRemands.map((remand) => remand.orderedOn),
          ...one.bail.flatMap((bail) => [bail.appliedOn, bail.decidedOn ?? '']),
          ...one.admissions.flatMap((admission) => [admission.on, admission.release?.on ?? '']),
        ]),
        known.filed?.on ?? '',
        known.cognizance?.on ?? '',
        known.sentUp?.on ?? '',
        known.judgmentOn ?? '',
      ]
      expect(past.filter(future)).toEqual([])
      if (nextHearing) expect(nextHearing.on > today).toBe(true)
    })
  })

  it('keeps the order of law: event, FIR, report, fit, filed, cognizance, copies, charge, judgment', () => {
    check((story) => {
      expect(story.fir.occurredAt <= story.fir.at).toBe(true)
      const fit = story.challans.findLast((challan) => challan.decision === 'fit')
      const chain = [
        date(story.fir.at),
        story.challans[0]?.receivedOn,
        fit?.decidedOn,
        story.filed?.on,
        story.cognizance?.on,
        story.sentUp?.on,
        story.hearings[0]?.on,
        story.copiesOn,
        story.chargeOn,
        story.judgmentOn,
      ].filter((day) => day !== undefined)
      expect(chain).toEqual([...chain].sort())
      if (story.filed) expect(fit).toBeDefined()
      if (story.chargeOn) expect(days(story.copiesOn!, story.chargeOn)).toBeGreaterThanOrEqual(7)
      for (const [i, challan] of story.challans.entries()) {
        const resubmitted = story.challans[i + 1]
        if (challan.decision === 'returned') {
          expect(challan.defects.length).toBeGreaterThan(0)
          for (const code of challan.defects) expect(Object.keys(defects)).toContain(code)
        }
        if (resubmitted) expect(resubmitted.receivedOn > challan.decidedOn!).toBe(true)
      }
    })
  })

  it('hears cases on working days, in order, with coded outcomes', () => {
    check((story) => {
      for (const [i, hearing] of story.hearings.entries()) {
        expect(isWorkingDay(toDay(hearing.on)), hearing.on).toBe(true)
        expect(hearingPurposes).toContain(hearing.purpose)
        if (hearing.outcome === 'adjourned') expect(adjournmentReasons).toContain(hearing.reason)
        if (hearing.outcome === 'done-in-full') expect(hearing.reason).toBeUndefined()
        expect(hearing.witnesses.examined).toBeLessThanOrEqual(hearing.witnesses.present)
        expect(hearing.witnesses.present).toBeLessThanOrEqual(hearing.witnesses.required)
        const next = story.hearings[i + 1]
        if (next) expect(hearing.on < next.on).toBe(true)
      }
    })
  })

  it('breaks no ceiling of custody but where a breach is marked', () => {
    check((story) => {
      const marked = (kind: string, accused: number) =>
        story.breaches.some((breach) => breach.kind === kind && breach.accused === accused)
      story.accused.forEach((one, index) => {
        if (!one.arrest) return
        expect(one.arrest.at >= story.fir.at || date(one.arrest.at) === date(story.fir.at)).toBe(true)
        if (one.producedAt) {
          const minutes = (Date.parse(`${one.producedAt}Z`) - Date.parse(`${one.arrest.at}Z`)) / 60_000
          expect(minutes).toBeGreaterThanOrEqual(0)
          expect(minutes > 1440 + one.arrest.journeyMinutes).toBe(marked('PRODUCTION_AFTER_24_HOURS', index))
        }
        const police = one.policeRemand.reduce((sum, spell) => sum + days(spell.from, spell.to) + 1, 0)
        const terrorism = story.offence === 'terrorism' || story.offence === 'ransom'
        if (terrorism) expect(police).toBeLessThanOrEqual(90)
        else if (!marked('POLICE_REMAND_OVER_15_DAYS_S167', index)) expect(police).toBeLessThanOrEqual(15)
        if (one.person.sex === 'female' && !['murder', 'dacoity'].includes(story.offence))
          expect(police).toBe(0)
        if (!marked('JUDICIAL_REMAND_OVER_15_DAYS_S344', index))
          for (const remand of one.judicialRemands)
            expect(days(remand.orderedOn, remand.nextDate)).toBeLessThanOrEqual(15)
      })
    })
  })

  it('holds each accused in one place at a time and never after release', () => {
    check((story) => {
      for (const one of story.accused) {
        for (const [i, spell] of one.custody.entries()) {
          if (spell.to) expect(spell.from <= spell.to).toBe(true)
          const next = one.custody[i + 1]
          if (next) expect(spell.to !== undefined && spell.to <= next.from).toBe(true)
        }
        const open = one.custody.filter((spell) => spell.to === undefined).length
        const held = ['police-custody', 'under-trial', 'convict', 'condemned'].includes(one.state)
        expect(open, `${story.key} ${one.state}`).toBe(held ? 1 : 0)
        const inside = one.admissions.filter((admission) => !admission.release)
        expect(inside.length).toBe(held && one.state !== 'police-custody' ? 1 : 0)
        for (const [i, admission] of one.admissions.entries()) {
          expect(kindOf.get(admission.prison)).toBe('prison')
          const next = one.admissions[i + 1]
          if (next) expect(admission.release !== undefined && admission.release.on <= next.on).toBe(true)
          if (admission.release) expect(admission.on <= admission.release.on, story.key).toBe(true)
          if (admission.release?.kind === 'transfer') {
            expect(next?.on).toBe(admission.release.on)
            expect(next?.prison).not.toBe(admission.prison)
          }
        }
        if (one.verdict?.sentence && one.admissions.at(-1)?.release?.kind === 'expiry')
          expect(one.admissions.at(-1)!.release!.on).toBe(
            expiryOf(one.verdict.sentence, one.verdict.on, one.custody.slice(0, 1)) ?? '',
          )
      }
    })
  })

  it('sends women and children to their own prisons, and no child to death', () => {
    check((story) => {
      for (const one of story.accused)
        for (const admission of one.admissions) {
          const { attributes } = unitSeeds.find((unit) => unit.code === admission.prison)!
          expect(attributes?.sex).toBe(one.person.sex)
          if (one.person.sex === 'male')
            expect(attributes?.ages).toBe(one.ageAtOffence < 18 ? 'juvenile' : 'adult')
          if (one.ageAtOffence < 18) expect(['LIFE', 'DEATH']).not.toContain(one.verdict?.sentence?.kind)
        }
    })
  })

  it('names no victim of rape and no complainant through whom one could be found', () => {
    fc.assert(
      fc.property(
        anyStory.filter((story) => story.offence === 'rape'),
        (story) => {
          expect(story.complainant).toBeUndefined()
          expect(story.identityProtected).toBe(true)
          expect(story.fir.narrative.en).toContain('376-A')
        },
      ),
      { seed: 376, numRuns: 25 },
    )
  })

  it('stays in its own province', () => {
    const provinceOf = new Map(unitSeeds.map((unit) => [unit.code, unit.province]))
    for (const [district, province] of [
      ['PK-PB-lahore', 'PK-PB'],
      ['PK-SD-hyderabad', 'PK-SD'],
    ] as const)
      for (const story of caseStories('elsewhere', { today, count: 300, district })) {
        const units = [
          story.policeStation,
          story.prosecutionOffice,
          ...story.hearings.map((hearing) => hearing.court),
          ...story.accused.flatMap((one) => [
            ...one.bail.map((bail) => bail.court),
            ...one.admissions.map((admission) => admission.prison),
            ...(one.verdict?.appeal ? [one.verdict.appeal.court] : []),
          ]),
        ]
        expect(units.filter((unit) => provinceOf.get(unit) !== province)).toEqual([])
        const foreignLaw = province === 'PK-PB' ? /^S/ : /^(AO|PPGO)$/
        expect(story.fir.sections.filter((section) => foreignLaw.test(section.act))).toEqual([])
      }
  })

  it('sits in units that exist and are of the right kind', () => {
    check((story) => {
      expect(kindOf.get(story.policeStation)).toBe('police-station')
      expect(kindOf.get(story.prosecutionOffice)).toBe('prosecution-office')
      const courts = [
        story.filed?.court,
        story.cognizance?.court,
        story.sentUp?.to,
        ...story.hearings.map((hearing) => hearing.court),
        ...story.accused.flatMap((one) => [
          ...one.bail.map((bail) => bail.court),
          one.verdict?.appeal?.court,
        ]),
      ]
      for (const court of courts) if (court) expect(kindOf.get(court), court).toMatch(/court$/)
    })
  })
})

describe('sentence of a demo convict', () => {
  const sentence = (months: number, over: Partial<Parameters<typeof expiryOf>[0]> = {}) =>
    ({
      section: { act: 'PPC', section: '392' },
      kind: 'RI',
      months,
      fine: 0,
      defaultMonths: 0,
      setOff: 'GRANTED',
      ...over,
    }) as const

  it.each([
    [36, '2024-03-10', [], '2027-03-09'],
    [1, '2025-01-31', [], '2025-02-28'],
    [12, '2024-02-29', [], '2025-02-28'],
    [60, '2024-06-15', [{ from: '2024-02-01', to: '2024-06-14' }], '2029-01-30'],
    [3, '2025-05-10', [{ from: '2024-12-01', to: '2025-05-09' }], '2025-05-10'],
  ])('%i months from %s end as the worked examples say', (months, on, custody, last) => {
    expect(expiryOf(sentence(months), on, custody)).toBe(last)
  })

  it('adds the default term of an unpaid fine, and no set-off that the court did not grant', () => {
    expect(expiryOf(sentence(24, { fine: 50_000, defaultMonths: 6 }), '2024-08-01', [])).toBe('2027-01-31')
    const custody = [{ from: '2024-02-01', to: '2024-06-14' }]
    expect(setOffDays(custody, '2024-06-15')).toBe(135)
    expect(expiryOf(sentence(60, { setOff: 'SILENT' }), '2024-06-15', custody)).toBe('2029-06-14')
  })
})

describe('the demo province', () => {
  const stories = caseStories('mizan', { today, count: 4000 })
  const inside = stories.flatMap((story) =>
    story.accused.flatMap((one) => one.admissions.filter((admission) => !admission.release)),
  )

  it('makes 4,000 cases, each for what a case of a few hundred costs', () => {
    expect(stories).toHaveLength(4000)
    const costOfEach = (count: number, runs: number) =>
      leastCost(() => caseStories('mizan', { today, count }), runs) / count
    expect(costOfEach(4000, 1) / costOfEach(400, 5)).toBeLessThan(4)
  })

  it('is the same again from the same seed, and another from another', () => {
    expect(JSON.stringify(caseStories('mizan', { today, count: 300 }))).toBe(
      JSON.stringify(caseStories('mizan', { today, count: 300 })),
    )
    expect(caseStories('other', { today, count: 3 })).not.toEqual(caseStories('mizan', { today, count: 3 }))
  })

  it('holds about 70 % under trial', () => {
    const underTrial = inside.filter((admission) => admission.category === 'under-trial').length
    expect(inside.length).toBeGreaterThan(1000)
    expect(underTrial / inside.length).toBeGreaterThan(0.66)
    expect(underTrial / inside.length).toBeLessThan(0.75)
    expect(inside.some((admission) => admission.category === 'condemned')).toBe(true)
  })

  it('gives every FIR, admission and court case a number of its own', () => {
    const unique = (numbers: string[]) => expect(new Set(numbers).size).toBe(numbers.length)
    unique(stories.map((story) => `${story.policeStation}/${story.fir.number}/${story.fir.year}`))
    unique(
      stories.flatMap((story) =>
        story.accused.flatMap((one) =>
          one.admissions.map((admission) => `${admission.prison} ${admission.number}`),
        ),
      ),
    )
    unique(
      stories.flatMap((story) => (story.filed ? [`${story.filed.court} ${story.filed.caseNumber}`] : [])),
    )
    const cnics = stories.flatMap((story) =>
      [...story.accused, ...story.witnesses].flatMap(({ person }) => (person.cnic ? [person.cnic] : [])),
    )
    expect(cnics.length).toBeGreaterThan(10_000)
    unique(cnics)
  })

  it('marks breaches on a small share of the arrested only', () => {
    const arrested = stories.flatMap((story) => story.accused.filter((one) => one.arrest)).length
    const breaches = stories.flatMap((story) => story.breaches)
    expect(breaches.length).toBeGreaterThan(50)
    expect(breaches.length / arrested).toBeLessThan(0.06)
    expect(new Set(breaches.map((breach) => breach.kind)).size).toBe(5)
  })

  it('fills every prison of Sindh', () => {
    const prisons = unitSeeds.filter((unit) => unit.kind === 'prison' && unit.province === 'PK-SD')
    expect(prisons.filter(({ code }) => !inside.some((one) => one.prison === code))).toEqual([])
    const moved = stories.flatMap((story) =>
      story.accused.flatMap((one) =>
        one.admissions.filter((admission) => admission.release?.kind === 'transfer'),
      ),
    )
    expect(moved.length).toBeGreaterThan(50)
  })

  it('charges nobody under a section that was not yet law', () => {
    const narcotics = stories.filter((story) => story.narcotics)
    const old = narcotics.filter((story) => story.fir.occurredAt < '2022-09-06')
    expect(old.length).toBeGreaterThan(5)
    expect(narcotics.length).toBeGreaterThan(old.length)
    for (const story of narcotics)
      expect(story.fir.sections[0]!.section.includes('sr.')).toBe(story.fir.occurredAt >= '2022-09-06')
  })

  it('reaches every district, offence and stage of a case', () => {
    expect(new Set(stories.map((story) => story.district)).size).toBe(30)
    expect(new Set(stories.map((story) => story.offence)).size).toBe(20)
    expect(new Set(stories.map((story) => story.stage)).size).toBe(15)
  })
})
