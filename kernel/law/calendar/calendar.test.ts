import { describe, expect, it } from 'vitest'
import { LawInputError } from '../refusal.ts'
import { courtCalendar } from './court-calendar.ts'
import {
  afterMonths,
  civilOf,
  dayOf,
  daysIn,
  findDay,
  findMinute,
  isoDay,
  isoMinute,
  joinedSpells,
  monthsClipped,
  readDay,
  readMinute,
  weekdayOf,
} from './day.ts'
import { provincialCalendars } from './provincial-calendars.ts'

const day = (iso: string) => {
  const found = findDay(iso)
  if (found === undefined) throw new Error(iso)
  return found
}

describe('a day', () => {
  it('agrees with the platform calendar from 1850 to 2400', () => {
    const wrong: string[] = []
    for (let at = dayOf(1850, 1, 1); at <= dayOf(2400, 12, 31); at++) {
      const date = new Date(at * 86_400_000)
      const iso = date.toISOString().slice(0, 10)
      if (isoDay(at) !== iso || findDay(iso) !== at || weekdayOf(at) !== date.getUTCDay()) wrong.push(iso)
    }
    expect(wrong).toEqual([])
  })

  it.each([
    '2026-02-29',
    '2026-13-01',
    '2026-00-10',
    '2026-04-31',
    '2026-1-1',
    '20260101',
    '2026-01-00',
    '2026/01/01',
    '1849-12-31',
    '2401-01-01',
    '2026-01-0x',
    // The neighbours of the digits in ASCII would read as ten and as minus one.
    '2026-0:-01',
    '2026-1/-05',
    '2026x01-01',
    '2026-01x01',
    '2026-01-010',
    '2100-02-29',
    '',
  ])('%s is not one', (text) => expect(findDay(text)).toBeUndefined())

  it.each(['2024-02-29', '2000-02-29', '1850-01-01', '2400-12-31'])('%s is one', (text) =>
    expect(isoDay(day(text))).toBe(text),
  )

  it('moves by months to the corresponding date, or past a month that lacks it', () => {
    expect(isoDay(afterMonths(day('2025-01-31'), 1))).toBe('2025-03-01')
    expect(isoDay(afterMonths(day('2024-01-30'), 1))).toBe('2024-03-01')
    expect(isoDay(afterMonths(day('2024-01-29'), 1))).toBe('2024-02-29')
    expect(isoDay(afterMonths(day('2024-02-29'), 48))).toBe('2028-02-29')
    expect(isoDay(afterMonths(day('2025-12-15'), 1))).toBe('2026-01-15')
    expect(isoDay(afterMonths(day('2025-10-31'), 13))).toBe('2026-12-01')
  })

  it('moves by months held to the month, forwards and back', () => {
    expect(isoDay(monthsClipped(day('2025-11-30'), 3))).toBe('2026-02-28')
    expect(isoDay(monthsClipped(day('2026-03-31'), -1))).toBe('2026-02-28')
    expect(isoDay(monthsClipped(day('2026-01-15'), -1))).toBe('2025-12-15')
    expect(isoDay(monthsClipped(day('2026-01-15'), -13))).toBe('2024-12-15')
    expect(civilOf(day('2026-01-15'))).toEqual({ year: 2026, month: 1, date: 15 })
  })

  it('has minutes', () => {
    expect(isoMinute(findMinute('2026-02-03T22:40') ?? 0)).toBe('2026-02-03T22:40')
    expect(isoMinute((findMinute('2026-02-03T23:59') ?? 0) + 1)).toBe('2026-02-04T00:00')
    for (const wrong of [
      '2026-02-03',
      '2026-02-03T24:00',
      '2026-02-03T10:60',
      '2026-02-30T10:00',
      '2026-02-03 10:00',
      '2026-02-03T10.00',
      '2026-02-03T10:000',
      '2026-02-03Tx0:00',
      '2026-02-03T10:0x',
    ]) {
      expect(findMinute(wrong)).toBeUndefined()
    }
  })

  it('is refused by the name of its field', () => {
    expect(() => readDay('2026-02-30', 'inputs.fir')).toThrow(/^inputs\.fir is not a date/)
    expect(() => readMinute('2026-02-03', 'inputs.seized')).toThrow(
      /^inputs\.seized is not a date with a time/,
    )
  })
})

describe('spells', () => {
  it('that overlap, touch or repeat are one', () => {
    const spells = [
      { from: 10, to: 12 },
      { from: 1, to: 3 },
      { from: 4, to: 5 },
      { from: 2, to: 2 },
    ]
    expect(joinedSpells(spells)).toEqual([
      { from: 1, to: 5 },
      { from: 10, to: 12 },
    ])
    expect(daysIn(spells)).toBe(8)
    expect(daysIn([])).toBe(0)
  })
})

describe('a court calendar', () => {
  it('is closed on weekly days off and on closed dates', () => {
    const calendar = courtCalendar({ weeklyOff: ['Sun'], closed: ['2026-03-20..2026-03-21', '2026-03-23'] })
    expect(isoDay(calendar.firstOpenFrom(day('2026-03-20')))).toBe('2026-03-24')
    expect(calendar.isOpen(day('2026-03-19'))).toBe(true)
    expect(isoDay(calendar.afterOpenDays(day('2026-03-18'), 2))).toBe('2026-03-24')
  })

  it('is read anew when its definition is changed', () => {
    const definition = { closed: ['2026-03-20'] }
    expect(courtCalendar(definition).isOpen(day('2026-03-20'))).toBe(false)
    definition.closed = []
    expect(courtCalendar(definition).isOpen(day('2026-03-20'))).toBe(true)
  })

  it('that can never open, or cannot be read, is refused by name', () => {
    const never = () => courtCalendar({ weeklyOff: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'] })
    expect(never).toThrow(LawInputError)
    expect(never).toThrow(/calendar.weeklyOff leaves no open day within 400 days/)
    expect(() => courtCalendar({ closed: ['2026-02-30'] })).toThrow(/calendar.closed.0/)
    expect(() => courtCalendar({ closed: ['2026-03-02..2026-03-01'] })).toThrow(
      /calendar.closed.0 \(2026-03-01\) is before 2026-03-02/,
    )
    expect(() => courtCalendar({ closed: ['2026-03-02..2026-03-03..2026-03-04'] })).toThrow(
      /calendar.closed.0/,
    )
    for (const closed of ['2026-03-02..', '..2026-03-02', '2026-03-02..2026-02-30']) {
      expect(() => courtCalendar({ closed: [closed] })).toThrow(/calendar.closed.0 is not a date/)
    }
  })

  it('may be closed for four hundred days on end and no longer', () => {
    const closedFor = (days: number) => ({ closed: [`2026-01-01..${isoDay(day('2026-01-01') + days - 1)}`] })
    expect(() => courtCalendar(closedFor(402))).toThrow(/calendar.closed.0 leaves no open day within 400/)
    const calendar = courtCalendar(closedFor(401))
    expect(isoDay(calendar.firstOpenFrom(day('2026-01-02')))).toBe('2027-02-06')
    expect(() => calendar.firstOpenFrom(day('2026-01-01'))).toThrow(/calendar.closed leaves no open day/)
  })

  it('is read once for all who define it alike, and only so many are remembered', () => {
    const closedOn = (offset: number) => courtCalendar({ closed: [isoDay(day('2200-01-01') + offset)] })
    const first = closedOn(0)
    expect(closedOn(1).isOpen(day('2200-01-02'))).toBe(false)
    expect(closedOn(0)).toBe(first)
    for (let offset = 1; offset <= 256; offset++) closedOn(offset)
    expect(closedOn(0)).not.toBe(first)
    expect(closedOn(0).isOpen(day('2200-01-01'))).toBe(false)
  })

  it('with no definition is never closed', () => {
    const always = courtCalendar(undefined)
    expect(always.isOpen(day('2026-08-14'))).toBe(true)
    expect(always.afterOpenDays(day('2026-08-14'), 2)).toBe(day('2026-08-16'))
  })

  it('of every province can be read and is marked illustrative', () => {
    for (const { code, definition, illustrative } of provincialCalendars) {
      expect(illustrative).toBe(true)
      const calendar = courtCalendar(definition)
      expect(calendar.isOpen(day('2026-08-14'))).toBe(false)
      expect(calendar.isOpen(day('2026-08-15'))).toBe(code === 'punjab')
    }
  })
})
