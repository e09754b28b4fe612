import { courtCalendar } from './calendar/court-calendar.ts'
import { isoDay } from './calendar/day.ts'
import { findProvincialCalendar } from './calendar/provincial-calendars.ts'
import { randomSentences, repeatable } from './golden/random-sentences.ts'
import {
  appealLimitation,
  compute,
  computeSentenceTwice,
  type How,
  type InputsOf,
  parseSections,
  policeReport,
  type Step,
  sentence,
  statutoryBail,
} from './index.ts'

/** Runs `work` over and over for about `seconds`. @returns how many a second */
function perSecond(seconds: number, work: (turn: number) => void): number {
  for (let turn = 0; turn < 2_000; turn++) work(turn)
  const from = performance.now()
  const until = from + seconds * 1000
  let turn = 0
  while (performance.now() < until) for (let block = 0; block < 500; block++) work(turn++)
  return Math.round((turn / (performance.now() - from)) * 1000)
}

/**
 * Computations a second on one thread, over a made-up population of 5,000 prisoners (several sentences, set-off, days
 * out, remission, fines). Bars: 20,000 sentences without explanation, 5,000 with it.
 */
export async function bench(seconds = 2): Promise<{ name: 'law'; figures: Record<string, number> }> {
  const random = repeatable(1)
  const population: InputsOf<'sentence'>[] = Array.from({ length: 5000 }, () => randomSentences(random))
  const days = Array.from({ length: 5000 }, () => isoDay(18_000 + Math.floor(random() * 3000)))
  const at = <T>(list: readonly T[], turn: number): T => list[turn % list.length]!
  const calendar = courtCalendar(findProvincialCalendar('sindh')?.definition)
  const how: How = { calendar }
  const figures = {
    sentencesPerSecond: perSecond(seconds, (turn) => void sentence(at(population, turn))),
    sentencesExplainedPerSecond: perSecond(seconds, (turn) => {
      const steps: Step[] = []
      sentence(at(population, turn), { steps })
    }),
    sentencesTwicePerSecond: perSecond(seconds, (turn) => void computeSentenceTwice(at(population, turn))),
    sentencesThroughTheDoorPerSecond: perSecond(
      seconds,
      (turn) => void compute({ rule: 'sentence', inputs: at(population, turn) }),
    ),
    clocksPerSecond: perSecond(seconds, (turn) => void policeReport({ fir: at(days, turn) }, how)),
    limitationsPerSecond: perSecond(
      seconds,
      (turn) => void appealLimitation({ appeal: 'high-court-conviction', judgment: at(days, turn) }, how),
    ),
    bailPerSecond: perSecond(
      seconds,
      (turn) =>
        void statutoryBail({
          sex: turn % 9 === 0 ? 'F' : 'M',
          maxPunishment: turn % 3 === 0 ? 'DEATH' : 84,
          detainedSince: at(days, turn),
          asOf: '2026-11-01',
        }),
    ),
    sectionsReadPerSecond: perSecond(seconds, () => void parseSections('u/s 302/34 PPC r/w 7 ATA')),
  }
  return { name: 'law', figures }
}
