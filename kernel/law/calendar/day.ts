/**
 * Days as integers. A day is the count of days since 1 January 1970 in the Gregorian calendar, without any time zone:
 * a custody day is a day of the prison's register, not an instant, and a time zone would move it.
 */

import { LawInputError } from '../refusal.ts'

/** Days since 1970-01-01. */
export type Day = number

/** The twelve month lengths of a common year. */
const MONTH_LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const

export function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
}

/** @param month 1 to 12 */
export function monthLength(year: number, month: number): number {
  return month === 2 && isLeapYear(year) ? 29 : (MONTH_LENGTHS[month - 1] ?? 31)
}

/** Day number of a civil date (the era-based algorithm, exact for every Gregorian date). @param month 1 to 12 */
export function dayOf(year: number, month: number, date: number): Day {
  const y = month <= 2 ? year - 1 : year
  const era = Math.floor(y / 400)
  const yearOfEra = y - era * 400
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + date - 1
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear
  return era * 146097 + dayOfEra - 719468
}

export type Civil = { year: number; month: number; date: number }

export function civilOf(day: Day): Civil {
  const shifted = day + 719468
  const era = Math.floor(shifted / 146097)
  const dayOfEra = shifted - era * 146097
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36524) - Math.floor(dayOfEra / 146096)) /
      365,
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153)
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    date: dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1,
  }
}

/** The earliest and latest years the engine reckons with: before and after lie only typing mistakes. */
export const FIRST_YEAR = 1850
export const LAST_YEAR = 2400

/** Reads `2026-03-12`. @returns undefined when the text is not a date that exists. */
export function findDay(iso: string): Day | undefined {
  if (iso.length !== 10 || iso.charCodeAt(4) !== 45 || iso.charCodeAt(7) !== 45) return undefined
  const year = digits(iso, 0, 4)
  const month = digits(iso, 5, 7)
  const date = digits(iso, 8, 10)
  if (year < FIRST_YEAR || year > LAST_YEAR || month < 1 || month > 12) return undefined
  if (date < 1 || date > monthLength(year, month)) return undefined
  return dayOf(year, month, date)
}

/** @returns −1 when a character is not a digit */
function digits(text: string, from: number, to: number): number {
  let value = 0
  for (let i = from; i < to; i++) {
    const digit = text.charCodeAt(i) - 48
    if (digit < 0 || digit > 9) return -1
    value = value * 10 + digit
  }
  return value
}

/** Reads `2026-03-12`. @throws LawInputError NOT_A_DATE naming `path` */
export function readDay(iso: string, path: string): Day {
  const day = findDay(iso)
  if (day === undefined) throw LawInputError.notADate(path, iso)
  return day
}

/** Writes a day as `2026-03-12`. */
export function isoDay(day: Day): string {
  const { year, month, date } = civilOf(day)
  return `${String(year).padStart(4, '0')}-${month < 10 ? '0' : ''}${month}-${date < 10 ? '0' : ''}${date}`
}

/** 0 is Sunday, 6 Saturday. */
export function weekdayOf(day: Day): number {
  return (((day + 4) % 7) + 7) % 7
}

/**
 * The corresponding date `months` later; where that month has no such date, the first of the following month. This is
 * how a term or a period of detention runs: 31 January + 1 month is complete at the end of 28 February, so the first
 * day after it is 1 March.
 */
export function afterMonths(day: Day, months: number): Day {
  const { year, month, date } = civilOf(day)
  const index = year * 12 + (month - 1) + months
  const toYear = Math.floor(index / 12)
  const toMonth = index - toYear * 12 + 1
  const length = monthLength(toYear, toMonth)
  return date <= length ? dayOf(toYear, toMonth, date) : dayOf(toYear, toMonth, length) + 1
}

/** The corresponding date `months` later (or earlier, when negative), held to the month's last day. */
export function monthsClipped(day: Day, months: number): Day {
  const { year, month, date } = civilOf(day)
  const index = year * 12 + (month - 1) + months
  const toYear = Math.floor(index / 12)
  const toMonth = index - toYear * 12 + 1
  return dayOf(toYear, toMonth, Math.min(date, monthLength(toYear, toMonth)))
}

/** Minutes since 1970-01-01T00:00 of the place's own clock. */
export type Minute = number

/** Reads `2026-02-03T22:40`. @returns undefined when it is not an instant with minutes */
export function findMinute(iso: string): Minute | undefined {
  if (iso.length !== 16 || iso[10] !== 'T' || iso[13] !== ':') return undefined
  const day = findDay(iso.slice(0, 10))
  const hour = digits(iso, 11, 13)
  const minute = digits(iso, 14, 16)
  if (day === undefined || hour < 0 || hour > 23 || minute < 0 || minute > 59) return undefined
  return day * 1440 + hour * 60 + minute
}

/** Reads `2026-02-03T22:40`. @throws LawInputError NOT_AN_INSTANT naming `path` */
export function readMinute(iso: string, path: string): Minute {
  const minute = findMinute(iso)
  if (minute === undefined) throw LawInputError.notAnInstant(path, iso)
  return minute
}

export function isoMinute(minute: Minute): string {
  const day = Math.floor(minute / 1440)
  const rest = minute - day * 1440
  const hour = Math.floor(rest / 60)
  return `${isoDay(day)}T${String(hour).padStart(2, '0')}:${String(rest - hour * 60).padStart(2, '0')}`
}

/** A run of days, both ends counted. */
export type Spell = { from: Day; to: Day }

/** The same days as runs that neither overlap nor touch, in order: a day held twice over is one day held. */
export function joinedSpells(spells: readonly Spell[]): Spell[] {
  const ordered = [...spells].sort((a, b) => a.from - b.from)
  const joined: Spell[] = []
  for (const spell of ordered) {
    const last = joined.at(-1)
    if (last !== undefined && spell.from <= last.to + 1) {
      if (spell.to > last.to) last.to = spell.to
    } else joined.push({ from: spell.from, to: spell.to })
  }
  return joined
}

/** How many different days the spells hold. */
export function daysIn(spells: readonly Spell[]): number {
  let days = 0
  for (const spell of joinedSpells(spells)) days += spell.to - spell.from + 1
  return days
}
