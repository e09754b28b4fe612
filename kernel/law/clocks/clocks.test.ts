import { describe, expect, it } from 'vitest'
import { courtCalendar } from '../calendar/court-calendar.ts'
import type { Step } from '../explanation.ts'
import type { How } from '../how.ts'
import { rulesInForce } from '../packs/index.ts'
import { lawWith } from '../packs/testing.ts'
import { appealLimitation } from './appeal-limitation.ts'
import { copiesBeforeTrial, policeReport, scrutinyReturn } from './police-report.ts'
import {
  absentiaSetAside,
  amlAttachment,
  ataInvestigation,
  ataTrial,
  deemedSanction,
  narcoticsDispatch,
  trialTarget,
} from './special-laws.ts'

const calendar = courtCalendar({
  weeklyOff: ['Sat', 'Sun'],
  closed: ['2026-03-20..2026-03-23', '2026-05-01'],
})

/** The code and value of each step by which a clock was reckoned. */
const stepsOf = (clock: (how: How) => unknown) => {
  const steps: Step[] = []
  clock({ calendar, steps })
  return steps.map((step) => [step.code, step.value])
}

describe('the police report', () => {
  it('CrPC s.173: says its fourteenth day, its due day, and the roll to an open day only where it rolls', () => {
    expect(stepsOf((how) => policeReport({ fir: '2026-03-04' }, how))).toEqual([
      ['INVESTIGATION_DAY', '2026-03-18'],
      ['STATUTORY_DUE', '2026-03-21'],
      ['ROLLED_TO_OPEN_DAY', '2026-03-24'],
    ])
    expect(stepsOf((how) => policeReport({ fir: '2026-03-09' }, how))).toEqual([
      ['INVESTIGATION_DAY', '2026-03-23'],
      ['STATUTORY_DUE', '2026-03-26'],
    ])
  })

  it('2022 LHC 6257: is called late only when it is', () => {
    const last = (reportReachedCourt: string) =>
      stepsOf((how) => policeReport({ fir: '2026-03-04', reportReachedCourt }, how)).at(-1)
    expect(last('2026-03-24')).toEqual(['ROLLED_TO_OPEN_DAY', '2026-03-24'])
    expect(last('2026-03-26')).toEqual(['REPORT_LATE', 2])
  })

  it('flags nothing of its own', () =>
    expect(policeReport({ fir: '2026-03-04' })).toEqual({
      investigationDay14: '2026-03-18',
      statutoryDue: '2026-03-21',
      effectiveDue: '2026-03-21',
      flags: [],
    }))

  it('is on time up to and on the open day', () => {
    const late = (reportReachedCourt: string) =>
      policeReport({ fir: '2026-03-04', reportReachedCourt }, { calendar }).daysLate
    expect(late('2026-03-10')).toBe(0)
    expect(late('2026-03-24')).toBe(0)
    expect(late('2026-03-25')).toBe(1)
  })
})

describe('scrutiny', () => {
  it('runs afresh at each resubmission, and cites the province', () => {
    expect(scrutinyReturn({ received: '2026-02-19', resubmitted: '2026-03-18' }, { calendar })).toEqual({
      first: { statutoryDue: '2026-02-22', effectiveDue: '2026-02-23' },
      second: { statutoryDue: '2026-03-21', effectiveDue: '2026-03-24' },
      flags: [],
    })
  })
})

describe('scrutiny in a province whose Act was not read', () => {
  const rules = rulesInForce('khyber-pakhtunkhwa')
  it('is referred, once however often the report comes back', () => {
    expect(scrutinyReturn({ received: '2026-02-19' }, { rules }).flags).toEqual([
      'SCRUTINY_PERIOD_UNCONFIRMED_REFER',
    ])
    expect(scrutinyReturn({ received: '2026-02-19', resubmitted: '2026-03-18' }, { rules }).flags).toEqual([
      'SCRUTINY_PERIOD_UNCONFIRMED_REFER',
    ])
  })
})

describe('copies', () => {
  it('CrPC s.265C: are judged against the charge date fixed', () => {
    expect(copiesBeforeTrial({ supplied: '2026-06-02', chargeDateFixed: '2026-06-08' })).toEqual({
      earliestCommencement: '2026-06-09',
      compliant: false,
      flags: [],
    })
  })

  it('allow trial on the seventh day after', () => {
    expect(copiesBeforeTrial({ supplied: '2026-06-02', chargeDateFixed: '2026-06-09' }).compliant).toBe(true)
    expect(copiesBeforeTrial({ supplied: '2026-06-02' })).not.toHaveProperty('compliant')
  })
})

describe('working days', () => {
  it('count open days only, and calendar days where no calendar is given', () => {
    expect(ataInvestigation({ fir: '2026-03-02' }).completeByWorkingDays).toBe('2026-04-01')
    expect(ataInvestigation({ fir: '2026-03-06' }, { calendar }).completeByWorkingDays).toBe('2026-04-21')
  })
})

describe('terrorism', () => {
  it('ATA 1997 s.19(1): has working days beside the thirtieth day and three more', () => {
    expect(ataInvestigation({ fir: '2026-03-06' }, { calendar })).toEqual({
      completeByWorkingDays: '2026-04-21',
      day30: '2026-04-05',
      statutoryDue: '2026-04-08',
      effectiveDue: '2026-04-08',
      flags: [],
    })
    expect(stepsOf((how) => ataInvestigation({ fir: '2026-03-06' }, how))).toEqual([
      ['COMPLETE_BY_WORKING_DAYS', '2026-04-21'],
      ['REPORT_DAY', '2026-04-05'],
      ['STATUTORY_DUE', '2026-04-08'],
    ])
  })

  it('ATA 1997 s.19(7), (8): is decided in seven days, else reported to the Chief Justice on the eighth', () => {
    const asked = { cognizance: '2026-03-02' }
    expect(ataTrial(asked)).toEqual({ decideBy: '2026-03-09', reportToCjOn: '2026-03-10', flags: [] })
    expect(stepsOf((how) => ataTrial(asked, how))).toEqual([
      ['DECIDE_BY', '2026-03-09'],
      ['REPORT_TO_CHIEF_JUSTICE', '2026-03-10'],
    ])
  })

  it('ATA 1997 s.19(12): conviction in absence may be set aside for sixty days', () =>
    expect(absentiaSetAside({ convicted: '2026-03-02' })).toEqual({
      setAsideWindowEnds: '2026-05-01',
      flags: [],
    }))
})

describe('sanction that the law deems given', () => {
  it('ATA 1997 s.19(8b): from the day after the thirtieth', () => {
    const asked = { law: 'ata-19-8b', challanSubmitted: '2026-03-02' } as const
    expect(deemedSanction(asked)).toEqual({
      lastDayForSanction: '2026-04-01',
      deemedGivenFrom: '2026-04-02',
      flags: [],
    })
    const steps: Step[] = []
    deemedSanction(asked, { steps })
    expect(steps[1]).toMatchObject({
      code: 'DEEMED_GIVEN',
      section: 'ATA 1997 s.19(8b)',
      text: {
        en: 'No answer by 1 Apr 2026: deemed given from 2 Apr 2026.',
        ur: '\u20681 اپریل 2026\u2069 تک جواب نہ آئے تو \u20682 اپریل 2026\u2069 سے منظوری تصور ہوگی۔',
      },
      value: '2026-04-02',
    })
  })

  it('Explosive Substances Act 1908 s.7: Government told in two days, consent within sixty', () =>
    expect(deemedSanction({ law: 'explosives-7', registered: '2026-03-02' })).toEqual({
      intimateGovernmentBy: '2026-03-04',
      lastDayForConsent: '2026-05-01',
      deemedGivenFrom: '2026-05-02',
      flags: [],
    }))
})

describe('a trial target', () => {
  it('of a Juvenile Court is six months', () => {
    expect(trialTarget({ law: 'jjsa-4-8', cognizance: '2025-08-31' })).toEqual({
      decideBy: '2026-02-28',
      flags: [],
    })
  })
})

describe('limitation of an appeal', () => {
  const of = (
    appeal: Parameters<typeof appealLimitation>[0]['appeal'],
    judgment = '2026-02-05',
    more: Partial<Parameters<typeof appealLimitation>[0]> = {},
  ) => appealLimitation({ appeal, judgment, ...more })

  it('has the period of each appeal', () => {
    expect(of('sessions-conviction')).toMatchObject({ baseExpiry: '2026-03-07', section5Available: true })
    expect(of('high-court-conviction')).toMatchObject({ baseExpiry: '2026-04-06', section5Available: true })
    expect(of('acquittal-complaint')).toMatchObject({ baseExpiry: '2026-04-06', section5Available: false })
    expect(of('acquittal-state')).toMatchObject({ baseExpiry: '2026-08-05', section5Available: false })
    expect(of('atc-convict')).toMatchObject({ baseExpiry: '2026-02-20', section5Available: false })
  })

  it("takes the version in force on the judgment's date", () => {
    expect(of('death-sentence', '2022-05-01')).toMatchObject({ baseExpiry: '2022-05-08', flags: [] })
    expect(of('death-sentence', '2024-05-01')).toMatchObject({ baseExpiry: '2024-05-31', flags: [] })
    expect(of('death-sentence', '2023-07-21')).toMatchObject({
      baseExpiry: '2023-07-28',
      flags: ['PERIOD_COMMENCEMENT_UNCONFIRMED_REFER'],
    })
    expect(of('death-sentence', '2023-07-22')).toMatchObject({
      baseExpiry: '2023-08-21',
      flags: ['PERIOD_COMMENCEMENT_UNCONFIRMED_REFER'],
    })
  })

  it('leaves out copying time from the later of application and fee, and no late collection', () => {
    const copy = { copyApplied: '2026-02-07', copyReady: '2026-02-12', copyCollected: '2026-03-30' }
    expect(of('sessions-conviction', '2026-02-05', copy)).toMatchObject({
      copyDaysExcluded: 5,
      statutoryDue: '2026-03-12',
    })
    expect(
      of('sessions-conviction', '2026-02-05', { ...copy, copyFeePaid: '2026-02-01' }).copyDaysExcluded,
    ).toBe(5)
    expect(
      of('sessions-conviction', '2026-02-05', { ...copy, copyFeePaid: '2026-02-14' }).copyDaysExcluded,
    ).toBe(0)
  })

  it('leaves nothing out for a copy not ready, or asked for too late', () => {
    expect(of('atc-convict', '2026-02-05', { copyApplied: '2026-02-20' })).toMatchObject({
      copyDaysExcluded: 0,
      flags: ['COPY_NOT_READY'],
    })
    expect(
      of('atc-convict', '2026-02-05', { copyApplied: '2026-02-21', copyReady: '2026-03-30' }),
    ).toMatchObject({
      copyDaysExcluded: 0,
      flags: ['COPY_APPLIED_AFTER_EXPIRY'],
    })
  })

  it('refuses copy dates out of order', () => {
    expect(() => of('atc-convict', '2026-02-05', { copyApplied: '2026-02-04' })).toThrow(/copyApplied/)
    expect(() =>
      of('atc-convict', '2026-02-05', { copyApplied: '2026-02-07', copyReady: '2026-02-06' }),
    ).toThrow(/copyReady/)
    expect(
      of('atc-convict', '2026-02-05', { copyApplied: '2026-02-05', copyReady: '2026-02-05' }).flags,
    ).toEqual([])
  })

  it('bars an appeal filed after the open day', () => {
    const filed = (day: string) =>
      appealLimitation({ appeal: 'acquittal-aggrieved', judgment: '2026-02-18', filed: day }, { calendar })
        .timeBarred
    expect(filed('2026-03-24')).toBe(false)
    expect(filed('2026-03-25')).toBe(true)
    expect(of('atc-convict')).not.toHaveProperty('timeBarred')
  })

  it('Limitation Act 1908 s.3: explains whether it was filed in time, and by how much not', () => {
    const lastButOne = (filed: string) => {
      const steps: Step[] = []
      appealLimitation({ appeal: 'acquittal-aggrieved', judgment: '2026-02-18', filed }, { calendar, steps })
      return steps.at(-2)
    }
    expect(lastButOne('2026-03-24')).toMatchObject({
      code: 'IN_TIME',
      text: { en: 'Filed in time.' },
      value: false,
    })
    expect(lastButOne('2026-03-25')).toMatchObject({
      code: 'TIME_BARRED',
      text: { en: 'Filed 1 day late.' },
      value: true,
    })
  })

  it('marks a plea for condonation as contested only where s.5 is closed', () => {
    const plea = { condonationRequested: true }
    expect(of('acquittal-aggrieved', '2026-02-05', plea).flags).toEqual(['CONDONATION_CONTESTED_REFER'])
    expect(of('sessions-conviction', '2026-02-05', plea).flags).toEqual([])
  })
})

describe('narcotics to the laboratory', () => {
  it('are late by hours and their parts', () => {
    const sent = (dispatched: string) => narcoticsDispatch({ seized: '2026-03-19T18:15', dispatched })
    expect(sent('2026-03-22T18:15')).toMatchObject({ late: false })
    expect(sent('2026-03-22T18:15')).not.toHaveProperty('hoursLate')
    expect(sent('2026-03-22T19:45')).toMatchObject({ late: true, hoursLate: 1.5 })
    expect(narcoticsDispatch({ seized: '2026-03-19T18:15' })).toEqual({
      dispatchBy: '2026-03-22T18:15',
      flags: [],
    })
  })

  it('are under the rule of the day of seizure', () => {
    const rules = lawWith(
      'narcotics.dispatch-hours',
      { effectiveTo: '2025-12-31' },
      { value: 48, effectiveFrom: '2026-01-01' },
    )
    const by = (seized: string) => narcoticsDispatch({ seized }, { rules }).dispatchBy
    expect(by('2025-12-31T23:59')).toBe('2026-01-03T23:59')
    expect(by('2026-01-01T00:00')).toBe('2026-01-03T00:00')
  })
})

describe('an attachment', () => {
  it('is lengthened by the court, and referred above its power', () => {
    const lapse = (courtExtensionDays: number) =>
      amlAttachment({ attachmentOrder: '2026-01-15', courtExtensionDays })
    expect(lapse(180)).toMatchObject({ lapsesAfter: '2027-01-10', flags: [] })
    expect(lapse(181)).toMatchObject({ flags: ['EXTENSION_OVER_180_DAYS_REFER'] })
  })

  it('AMLA 2010 s.8: speaks of an extension only where the court ordered one', () => {
    const codes = (courtExtensionDays?: number) =>
      stepsOf((how) =>
        amlAttachment(
          {
            attachmentOrder: '2026-01-15',
            ...(courtExtensionDays === undefined ? {} : { courtExtensionDays }),
          },
          how,
        ),
      )
    const without = [
      ['NOTICE_BY', '2026-01-22'],
      ['LAPSES_AFTER', '2026-07-14'],
    ]
    expect(codes()).toEqual(without)
    expect(codes(0)).toEqual(without)
    expect(codes(30)).toEqual([
      ['NOTICE_BY', '2026-01-22'],
      ['COURT_EXTENSION', 30],
      ['LAPSES_AFTER', '2026-08-13'],
    ])
  })
})
