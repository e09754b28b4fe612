import { addMonths, type Day, instant, isWorkingDay, toDay, toIso, workingDayUpTo } from './calendar.ts'
import type { AccusedStory, Breach, JudicialRemand, Sentence } from './case-story.ts'
import type { Offence } from './offences.ts'
import type { Random } from './random.ts'

/** Share of arrests in which one ceiling is broken on purpose. */
export const breachShare = 0.012

/** Set-off under section 382-B counts each day of custody before the sentence once, both ends included. */
export function setOffDays(custody: readonly { from: string; to?: string }[], sentencedOn: string): number {
  return custody.reduce((sum, spell) => {
    const end = Math.min(spell.to === undefined ? Infinity : toDay(spell.to), toDay(sentencedOn) - 1)
    return sum + Math.max(0, end - toDay(spell.from) + 1)
  }, 0)
}

/**
 * Last day in prison of a single determinate sentence without remission; undefined for life and death.
 *
 * @param earlier custody before the sentence, for the set-off where the order grants it
 */
export function expiryOf(
  sentence: Sentence,
  sentencedOn: string,
  earlier: readonly { from: string; to?: string }[],
): string | undefined {
  if (sentence.months === undefined) return undefined
  const start = toDay(sentencedOn)
  const deducted = sentence.setOff === 'GRANTED' ? setOffDays(earlier, sentencedOn) : 0
  let end = Math.max(addMonths(start, sentence.months) - deducted, start + 1)
  if (sentence.fine > 0 && sentence.finePaidOn === undefined) end = addMonths(end, sentence.defaultMonths)
  return toIso(end - 1)
}

type Arrest = { accused: AccusedStory; index: number; day: Day; minutes: number }

/**
 * From arrest to the order that sends the accused to prison: production within 24 hours and the journey (s.61),
 * police remand of at most 15 days in all (s.167; 90 under s.21-E ATA).
 *
 * @returns the day of the first order, on which custody passes from police to prison
 */
export function policeCustody(
  rng: Random,
  offence: Offence,
  { accused, index, day, minutes }: Arrest,
  breaches: Breach[],
  today: Day,
): Day {
  const journey = rng.int(10, 95)
  accused.arrest = { at: instant(day, minutes), journeyMinutes: journey }
  const late = rng.chance(breachShare)
  // Produced in office hours of the next day at the latest: always inside 24 hours and the journey.
  const produceMinutes = late
    ? minutes + 24 * 60 + journey + rng.int(60, 2000)
    : Math.min(
        minutes + 24 * 60 + journey - 5,
        minutes < 10 * 60 ? rng.int(660, 900) : 1440 + rng.int(540, 600),
      )
  const produced = day + Math.floor(produceMinutes / 1440)
  if (produced > today) return produced
  accused.producedAt = instant(day, produceMinutes)
  if (late) breaches.push({ kind: 'PRODUCTION_AFTER_24_HOURS', on: toIso(produced), accused: index })

  const woman = accused.person.sex === 'female'
  // A woman is not remanded to the police except in murder and dacoity: s.167(5).
  const allowed =
    accused.ageAtOffence >= 18 && (!woman || offence.key === 'murder' || offence.key === 'dacoity')
  let left = allowed ? rng.int(offence.remandDays[0], offence.remandDays[1]) : 0
  const ordinary = offence.forum !== 'atc'
  const over = left > 6 && ordinary && rng.chance(breachShare * 2)
  if (over) left = rng.int(16, 19)
  let cursor = produced
  while (left > 0) {
    const length = Math.min(left, ordinary ? rng.int(2, 6) : rng.int(15, 30))
    if (cursor > today) return cursor
    accused.policeRemand.push({ from: toIso(cursor), to: toIso(cursor + length - 1) })
    cursor += length
    left -= length
  }
  if (over) breaches.push({ kind: 'POLICE_REMAND_OVER_15_DAYS_S167', on: toIso(cursor - 1), accused: index })
  return cursor
}

/** Chain of judicial remands of at most 15 days each (s.344) from the first order until custody or the chain ends. */
export function judicialRemands(
  rng: Random,
  from: Day,
  until: Day,
  today: Day,
  onBreach: (day: Day) => void,
): JudicialRemand[] {
  const chain: JudicialRemand[] = []
  let ordered = from
  while (ordered < until && ordered <= today) {
    const long = rng.chance(breachShare / 6)
    let next = long ? ordered + rng.int(17, 24) : workingDayUpTo(ordered + rng.int(12, 15))
    if (long) {
      while (!isWorkingDay(next)) next++
      onBreach(ordered)
    }
    chain.push({
      orderedOn: toIso(ordered),
      nextDate: toIso(next),
      ...(next <= today && next < until && { produced: rng.chance(0.93) }),
    })
    ordered = next
  }
  return chain
}

/** Custody with the police ends here: the day of the first order that is not a police remand. */
export function firstOrderDay(accused: AccusedStory): Day {
  if (accused.policeRemand.length) return toDay(accused.policeRemand.at(-1)!.to) + 1
  return accused.producedAt ? toDay(accused.producedAt.slice(0, 10)) : Infinity
}

/**
 * Day on which bail opens the gate, never before the first order; infinite where none was granted.
 * Sureties take days to find where the offence is not bailable: the number of days follows from the amount, so that
 * every phase of the story counts the same.
 */
export function bailReleaseDay(accused: AccusedStory): Day {
  const granted = accused.bail.find((application) => application.result === 'granted')
  if (!granted) return Infinity
  const decided = toDay(granted.decidedOn!)
  return granted.section === '496' ? decided : decided + ((granted.surety! / 25_000) % 6)
}
