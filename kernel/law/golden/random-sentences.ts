import { isoDay } from '../calendar/day.ts'
import type { InputsOf } from '../rule-schemas.ts'

type Inputs = InputsOf<'sentence'>
type Sentence = Inputs['sentences'][number]

/** Numbers that look random and can be repeated: the same seed gives the same population (mulberry32). */
export function repeatable(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = state
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** One made-up prisoner's sentences: month ends, leap days, several cases, bail, remission, forfeiture, part-paid fines. */
export function randomSentences(random: () => number): Inputs {
  const upTo = (most: number) => Math.floor(random() * (most + 1))
  const chance = (share: number) => random() < share
  const pick = <T>(from: readonly T[]): T => from[upTo(from.length - 1)]!
  // Between 1990 and 2030, with the ends of months more often than chance would have them.
  const someDay = () => {
    const day = 7305 + upTo(14_600)
    return chance(0.2) ? Math.floor(day / 365.25) * 365 + pick([28, 29, 30, 31, 58, 59, 60, 89, 90]) : day
  }
  const first = someDay()
  const sentences: Sentence[] = []
  const howMany = chance(0.55) ? 1 : 1 + upTo(3)
  let on = first
  for (let index = 0; index < howMany; index++) {
    if (index > 0 && chance(0.4)) on += upTo(1500)
    const one: Sentence = {
      id: String.fromCharCode(65 + index),
      sentencedOn: isoDay(on),
      term: someTerm(upTo, chance),
    }
    if (index > 0) {
      if (chance(0.9)) one.relation = pick(['CONCURRENT', 'CONSECUTIVE', 'UNSPECIFIED', 'FIRST'] as const)
      if (chance(0.5)) one.sameTrial = chance(0.5)
    }
    if (chance(0.85)) {
      one.setOff = { order: pick(['GRANTED', 'GRANTED', 'REFUSED', 'SILENT'] as const) }
      if (chance(0.8)) {
        one.setOff.custody = Array.from({ length: 1 + upTo(2) }, () => {
          const from = on - upTo(700)
          return { from: isoDay(from), to: isoDay(from + upTo(400)) }
        })
      }
    }
    if (chance(0.15)) one.remissionBar = pick(['CNSA_S9A', 'ATA_S21F', 'NAB'])
    if (chance(0.2)) {
      const amount = pick([0, 50, 1000, 40_000, 50_000, 33_333.33])
      one.fine = {
        amount,
        defaultTerm: pick([{ months: 6 }, { months: 1, days: 15 }, { days: 20 }, { years: 1 }, {}]),
      }
      if (chance(0.6)) {
        one.fine.payments = Array.from({ length: 1 + upTo(2) }, () => ({
          on: isoDay(on + upTo(2500)),
          amount: pick([10, 500.5, 10_000, 30_000, 60_000]),
        }))
      }
    }
    sentences.push(one)
  }
  const inputs: Inputs = { sentences }
  if (chance(0.5)) {
    inputs.remissions = Array.from({ length: 1 + upTo(3) }, () => ({
      kind: pick(['ORDINARY', 'EDUCATION', 'GOVT_SPECIAL', 'FORFEITURE']),
      amount: pick([
        { days: 1 + upTo(400) },
        { months: 1 + upTo(30) },
        { years: 1, months: upTo(11), days: upTo(40) },
        { years: upTo(14), days: 1 },
      ]),
      ...(chance(0.2) ? { void: true } : {}),
    }))
  }
  if (chance(0.25)) {
    inputs.out = Array.from({ length: 1 + upTo(2) }, () => {
      const released = first - 100 + upTo(4000)
      return { released: isoDay(released), returned: isoDay(released + upTo(500)), kind: 'BAIL_S426' }
    })
  }
  return inputs
}

function someTerm(upTo: (most: number) => number, chance: (share: number) => boolean): Sentence['term'] {
  if (chance(0.12)) return 'LIFE'
  if (chance(0.5)) return { years: 1 + upTo(13) }
  if (chance(0.5)) return { months: 1 + upTo(40) }
  return { years: upTo(5), months: upTo(11), days: 1 + upTo(45) }
}
