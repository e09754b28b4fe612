/** Hours since an epoch of the caller's choosing: only differences count. */
type Hour = number

export interface Candidate {
  readonly id: string
  readonly number: string
  readonly sex: 'M' | 'F'
  /** Duties of the days around, each from its beginning to its end. */
  readonly duties: readonly { readonly from: Hour; readonly to: Hour }[]
  readonly away: readonly { readonly from: Hour; readonly to: Hour }[]
}

export interface Slot {
  readonly postId: string
  readonly femaleOnly: boolean
  readonly missing: number
}

export interface ShiftToFill {
  readonly key: string
  readonly from: Hour
  readonly to: Hour
  readonly rest: Hour
  /** In the order in which posts are filled where there are too few. */
  readonly slots: readonly Slot[]
}

export interface Proposed {
  readonly shift: string
  readonly postId: string
  readonly memberId: string
}

export type Obstacle = 'female-only' | 'away' | 'on-duty' | 'rest'

const touches = (one: { from: Hour; to: Hour }, from: Hour, to: Hour) => one.from < to && one.to > from

/** What forbids a member of staff a place, the gravest first; null when nothing does. */
export function obstacleFor(
  one: Pick<Candidate, 'sex' | 'duties' | 'away'>,
  place: { femaleOnly: boolean; from: Hour; to: Hour; rest: Hour },
): Obstacle | null {
  if (place.femaleOnly && one.sex !== 'F') return 'female-only'
  if (one.away.some((away) => touches(away, place.from, place.to))) return 'away'
  if (one.duties.some((duty) => touches(duty, place.from, place.to))) return 'on-duty'
  if (one.duties.some((duty) => touches(duty, place.from - place.rest, place.to + place.rest))) return 'rest'
  return null
}

/**
 * Fills what is missing in one shift after the other. Posts for women officers come first, for few can stand there; then each post in its
 * order. Of those who are free and rested whoever had the fewest duties lately comes first, and men before women where both may stand,
 * so that women are left for the posts that only they can hold.
 */
export function propose(shifts: readonly ShiftToFill[], staff: readonly Candidate[]): Proposed[] {
  const duties = new Map(staff.map((one) => [one.id, [...one.duties]]))
  const placed: Proposed[] = []
  for (const shift of shifts) {
    const order = [...shift.slots].sort((a, b) => Number(b.femaleOnly) - Number(a.femaleOnly))
    for (const slot of order) {
      for (let at = 0; at < slot.missing; at += 1) {
        const [next] = staff
          .filter(
            (one) =>
              obstacleFor(
                { ...one, duties: duties.get(one.id)! },
                { ...shift, femaleOnly: slot.femaleOnly },
              ) === null,
          )
          .sort(
            (a, b) =>
              (slot.femaleOnly ? 0 : Number(a.sex === 'F') - Number(b.sex === 'F')) ||
              duties.get(a.id)!.length - duties.get(b.id)!.length ||
              (a.number < b.number ? -1 : 1),
          )
        if (next === undefined) break
        duties.get(next.id)!.push({ from: shift.from, to: shift.to })
        placed.push({ shift: shift.key, postId: slot.postId, memberId: next.id })
      }
    }
  }
  return placed
}
