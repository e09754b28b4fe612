import { latinDigits } from '#platform/ui'

/**
 * A day and a time as a clerk writes it (`22:40`, `2240`, `9.05`, any digits) as an instant in Pakistan. A time that cannot be
 * read is given back as it was written, so that the form says which field is wrong.
 */
export function instantOf(day: string | undefined, time: string | undefined): string | undefined {
  if (day === undefined || day === '' || time === undefined || time.trim() === '') return undefined
  const found = /^(\d{1,2})\s*[:.]?\s*(\d{2})$/.exec(latinDigits(time).trim())
  const [hour, minute] = [Number(found?.[1]), Number(found?.[2])]
  if (found === null || hour > 23 || minute > 59) return time
  return `${day}T${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}:00+05:00`
}

/** The time now in Pakistan: `22:40`. */
export function timeNow(): string {
  return new Date(Date.now() + 5 * 3_600_000).toISOString().slice(11, 16)
}

/** How far away a moment is, in whole hours and minutes. */
export function timeTo(instant: string, now: number): { over: boolean; h: number; m: number } {
  const minutes = Math.trunc((Date.parse(instant) - now) / 60_000)
  const left = Math.abs(minutes)
  return { over: Date.parse(instant) < now, h: Math.floor(left / 60), m: left % 60 }
}
