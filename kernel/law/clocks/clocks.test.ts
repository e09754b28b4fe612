import { describe, expect, it } from 'vitest'
import { courtCalendar } from '../calendar/court-calendar.ts'
import { appealLimitation } from './appeal-limitation.ts'
import { copiesBeforeTrial, policeReport, scrutinyReturn } from './police-report.ts'
import { amlAttachment, ataInvestigation, narcoticsDispatch, trialTarget } from './special-laws.ts'

const calendar = courtCalendar({
  weeklyOff: ['Sat', 'Sun'],
  closed: ['2026-03-20..2026-03-23', '2026-05-01'],
})

describe('the police report', () => {
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

describe('copies', () => {
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

describe('a trial target', () => {
  it('of a Juvenile Court is six months', () => {
    expect(trialTarget({ law: 'jjsa-4-8', cognizance: '2025-08-31' }).decideBy).toBe('2026-02-28')
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
  })
})

describe('an attachment', () => {
  it('is lengthened by the court, and referred above its power', () => {
    const lapse = (courtExtensionDays: number) =>
      amlAttachment({ attachmentOrder: '2026-01-15', courtExtensionDays })
    expect(lapse(180)).toMatchObject({ lapsesAfter: '2027-01-10', flags: [] })
    expect(lapse(181)).toMatchObject({ flags: ['EXTENSION_OVER_180_DAYS_REFER'] })
  })
})
