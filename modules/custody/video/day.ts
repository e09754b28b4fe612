/** The slots of a room's day, from its first hour to its last. Pure. */

const minutesOf = (clock: string) => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5))
const clockOf = (minutes: number) =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`

/** Whole slots only: what is left over at the end is none. */
export function slotsOfDay(room: {
  readonly fromTime: string
  readonly toTime: string
  readonly slotMinutes: number
}): { from: string; to: string }[] {
  const [first, last] = [minutesOf(room.fromTime), minutesOf(room.toTime)]
  const many = Math.floor((last - first) / room.slotMinutes)
  return Array.from({ length: Math.max(0, many) }, (_, at) => ({
    from: clockOf(first + at * room.slotMinutes),
    to: clockOf(first + (at + 1) * room.slotMinutes),
  }))
}
