const inPakistan = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Karachi' })

/** The day in Pakistan on which an instant falls, as `yyyy-mm-dd`. */
export function dayOf(instant: string): string {
  return inPakistan.format(new Date(instant))
}

/** The last day of a time that ends at `instant`: what ends at midnight ended the day before. */
export function lastDayOf(instant: string): string {
  return inPakistan.format(new Date(Date.parse(instant) - 1))
}
