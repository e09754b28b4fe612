/**
 * Sentence arithmetic a second time, written apart from the first and sharing none of its arithmetic: where the first
 * counts day numbers and closed formulas, this one turns the leaves of a calendar, one day at a time, with the date
 * kept as year, month and day. A date is confirmed only when both agree.
 */
import type { InputsOf, ResultOf } from '../rule-schemas.ts'

type Inputs = InputsOf<'sentence'>
type SentenceOf = Inputs['sentences'][number]

/** The numbers of law that the arithmetic needs; they are data, and both computations read the same. */
export type Numbers = {
  /** Years by which life is reckoned, in force on the day of sentence. */
  lifeYears(sentencedOn: string): number
  /** Years that a life convict serves at least, in force when the run began. */
  floorYears(begunOn: string): number
}

/** A date as 20260312: such numbers sort as dates do, and nothing else is done with them but turning leaves. */
type Leaf = number

function leafOf(iso: string): Leaf {
  return Number(iso.slice(0, 4)) * 10_000 + Number(iso.slice(5, 7)) * 100 + Number(iso.slice(8, 10))
}

function isoOf(leaf: Leaf): string {
  const text = String(leaf).padStart(8, '0')
  return `${text.slice(0, -4)}-${text.slice(-4, -2)}-${text.slice(-2)}`
}

/** Days in the month of a year, by the rule a clerk knows: thirty days hath September. */
function lastOfMonth(year: number, month: number): number {
  if (month === 4 || month === 6 || month === 9 || month === 11) return 30
  if (month !== 2) return 31
  if (year % 400 === 0) return 29
  if (year % 100 === 0) return 28
  return year % 4 === 0 ? 29 : 28
}

function tomorrow(leaf: Leaf): Leaf {
  const day = leaf % 100
  if (day < 28) return leaf + 1
  const month = Math.floor(leaf / 100) % 100
  const year = Math.floor(leaf / 10_000)
  if (day < lastOfMonth(year, month)) return leaf + 1
  return month === 12 ? (year + 1) * 10_000 + 101 : year * 10_000 + (month + 1) * 100 + 1
}

function yesterday(leaf: Leaf): Leaf {
  if (leaf % 100 > 1) return leaf - 1
  const month = Math.floor(leaf / 100) % 100
  const year = Math.floor(leaf / 10_000)
  if (month === 1) return (year - 1) * 10_000 + 1231
  return year * 10_000 + (month - 1) * 100 + lastOfMonth(year, month - 1)
}

function turned(leaf: Leaf, days: number): Leaf {
  let at = leaf
  for (let left = days; left > 0; left--) at = tomorrow(at)
  for (let left = days; left < 0; left++) at = yesterday(at)
  return at
}

/** Goes forward month by month from the same date; a date that the last month lacks becomes the next month's first. */
function monthsOn(leaf: Leaf, months: number): Leaf {
  let year = Math.floor(leaf / 10_000)
  let month = Math.floor(leaf / 100) % 100
  for (let left = months; left > 0; left--) {
    month++
    if (month > 12) {
      month = 1
      year++
    }
  }
  const day = leaf % 100
  if (day <= lastOfMonth(year, month)) return year * 10_000 + month * 100 + day
  return tomorrow(year * 10_000 + month * 100 + lastOfMonth(year, month))
}

/** Goes back month by month; a date that the month lacks becomes its last. */
function monthsBack(leaf: Leaf, months: number): Leaf {
  let year = Math.floor(leaf / 10_000)
  let month = Math.floor(leaf / 100) % 100
  for (let left = months; left > 0; left--) {
    month--
    if (month < 1) {
      month = 12
      year--
    }
  }
  return year * 10_000 + month * 100 + Math.min(leaf % 100, lastOfMonth(year, month))
}

/** Sentences served one after another: `free` is the first day that no term of the run covers. */
type Run = {
  first: Leaf
  free: Leaf
  members: SentenceOf[]
  lifeFrom: Leaf[]
  lastPassed: Leaf
  doubts: string[]
}

/** @returns the same fields as the first computation, `ifSetOffGranted` apart */
export function sentenceByCalendar(
  inputs: Inputs,
  numbers: Numbers,
): Omit<ResultOf<'sentence'>, 'ifSetOffGranted'> {
  const away = absences(inputs)
  const runs = runsOf(inputs, away, numbers)
  const results = runs.map((run) => resultOf(run, inputs, away, numbers))
  let chosen = results[0]!
  for (const result of results) if (isLater(result, chosen)) chosen = result
  const free = afterFines(inputs, chosen.free)

  const doubts = new Set(runs.flatMap((run) => run.doubts))
  const flags: string[] = []
  if (inputs.sentences.some((one) => !one.setOff || one.setOff.order === 'SILENT')) {
    flags.push('SETOFF_ORDER_MISSING_S382B')
  }
  for (const doubt of ['RUNNING_NOT_DIRECTED_S35', 'RUNNING_NOT_DIRECTED_S397'])
    if (doubts.has(doubt)) flags.push(doubt)
  if (chosen.timeServed) flags.push('TIME_SERVED')
  if (chosen.floor !== undefined && chosen.floor > chosen.substantive) flags.push('LIFE_FLOOR_15Y_GOVERNS')
  if (runs.some((run) => run.lifeFrom.length > 1)) flags.push('RULE140_MULTIPLE_LIFE_TERMS_REFER')
  if (runs.some((run) => isBarred(run) && run.members.some((one) => !one.remissionBar))) {
    flags.push('REMISSION_BARRED_IN_PART_REFER')
  }
  if (runs.some(servedTwice)) flags.push('SETOFF_OVERLAPS_SERVED_SENTENCE_REFER')
  for (const doubt of ['CONSECUTIVE_TO_WHICH_SENTENCE_REFER', 'EARLIER_TERM_MAY_HAVE_EXPIRED_REFER']) {
    if (doubts.has(doubt)) flags.push(doubt)
  }
  return {
    setOffDays: chosen.setOff,
    grossExpiry: isoOf(yesterday(chosen.run.free)),
    expiryBeforeRemission: isoOf(yesterday(chosen.unremitted)),
    remissionMonths: chosen.months,
    remissionDays: chosen.days,
    substantiveExpiry: isoOf(yesterday(chosen.substantive)),
    dueRelease: isoOf(yesterday(free)),
    flags,
    ...(chosen.floor === undefined
      ? {}
      : { lifeFloorDate: isoOf(chosen.floor), rule140SubmissionDue: isoOf(chosen.floor) }),
  }
}

/** Whole days spent outside, from the day after release to the day before return. */
function absences(inputs: Inputs): { from: Leaf; to: Leaf }[] {
  const spans = (inputs.out ?? []).map((one) => ({
    from: tomorrow(leafOf(one.released)),
    to: yesterday(leafOf(one.returned)),
  }))
  return spans.filter((span) => span.from <= span.to)
}

function isAway(day: Leaf, away: readonly { from: Leaf; to: Leaf }[]): boolean {
  for (const span of away) if (day >= span.from && day <= span.to) return true
  return false
}

/**
 * Days away while the run lasted. The leaves are turned from the first day of absence to the last; each day away puts
 * the end off by one, and an absence that begins after the end is freedom.
 */
function daysAway(run: Pick<Run, 'first' | 'free'>, away: readonly { from: Leaf; to: Leaf }[]): number {
  if (away.length === 0) return 0
  const begin = away.reduce((least, span) => Math.min(least, span.from), Number.POSITIVE_INFINITY)
  const end = away.reduce((most, span) => Math.max(most, span.to), 0)
  let free = run.free
  let days = 0
  let outside = false
  let counting = false
  for (let day = begin; day <= end; day = tomorrow(day)) {
    if (!isAway(day, away)) {
      outside = false
      continue
    }
    if (!outside) {
      outside = true
      counting = day < free
      if (!counting) return days
    }
    if (day >= run.first) {
      days++
      free = tomorrow(free)
    }
  }
  return days
}

function endOf(start: Leaf, one: SentenceOf, numbers: Numbers): Leaf {
  const { term } = one
  if (term === 'LIFE') return monthsOn(start, numbers.lifeYears(one.sentencedOn) * 12)
  return turned(monthsOn(start, (term.years ?? 0) * 12 + (term.months ?? 0)), term.days ?? 0)
}

function runsOf(inputs: Inputs, away: readonly { from: Leaf; to: Leaf }[], numbers: Numbers): Run[] {
  const runs: Run[] = []
  for (const one of inputs.sentences) {
    const passed = leafOf(one.sentencedOn)
    let longest: Run | undefined
    for (const run of runs) if (longest === undefined || run.free > longest.free) longest = run
    const until = longest === undefined ? 0 : turned(longest.free, daysAway(longest, away))
    if (longest === undefined || one.relation === 'CONCURRENT' || passed >= until) {
      const free = endOf(passed, one, numbers)
      runs.push({
        first: passed,
        free,
        members: [one],
        lifeFrom: one.term === 'LIFE' ? [passed] : [],
        lastPassed: passed,
        doubts: [],
      })
      continue
    }
    if (one.relation !== 'CONSECUTIVE') {
      longest.doubts.push(one.sameTrial === false ? 'RUNNING_NOT_DIRECTED_S397' : 'RUNNING_NOT_DIRECTED_S35')
    }
    if (longest !== runs[runs.length - 1]) longest.doubts.push('CONSECUTIVE_TO_WHICH_SENTENCE_REFER')
    if (passed > longest.lastPassed && passed >= turned(until, -creditOf(longest))) {
      longest.doubts.push('EARLIER_TERM_MAY_HAVE_EXPIRED_REFER')
    }
    if (one.term === 'LIFE') longest.lifeFrom.push(longest.free)
    longest.free = endOf(longest.free, one, numbers)
    longest.members.push(one)
    if (passed > longest.lastPassed) longest.lastPassed = passed
  }
  return runs
}

/** Days in custody before the run, turning the leaves from the earliest spell to the day before sentence. */
function creditOf(run: Run): number {
  const spells = run.members.flatMap((one) =>
    one.setOff?.order === 'GRANTED'
      ? (one.setOff.custody ?? []).map((spell) => ({ from: leafOf(spell.from), to: leafOf(spell.to) }))
      : [],
  )
  if (spells.length === 0) return 0
  let day = spells.reduce((least, spell) => Math.min(least, spell.from), run.first)
  let credit = 0
  while (day < run.first) {
    for (const spell of spells) {
      if (day >= spell.from && day <= spell.to) {
        credit++
        break
      }
    }
    day = tomorrow(day)
  }
  return credit
}

function servedTwice(run: Run): boolean {
  for (const one of run.members) {
    if (one.setOff?.order !== 'GRANTED') continue
    const passed = leafOf(one.sentencedOn)
    for (const spell of one.setOff.custody ?? []) {
      const from = leafOf(spell.from)
      const start = Math.max(from, run.first)
      if (start < passed && leafOf(spell.to) >= run.first) return true
    }
  }
  return false
}

function isBarred(run: Run): boolean {
  return run.members.some((one) => Boolean(one.remissionBar))
}

type RunResult = {
  run: Run
  setOff: number
  timeServed: boolean
  unremitted: Leaf
  months: number
  days: number
  substantive: Leaf
  floor: Leaf | undefined
  free: Leaf
}

function resultOf(
  run: Run,
  inputs: Inputs,
  away: readonly { from: Leaf; to: Leaf }[],
  numbers: Numbers,
): RunResult {
  const setOff = creditOf(run)
  const absent = daysAway(run, away)
  const dayAfterSentence = tomorrow(run.lastPassed)
  const reached = turned(turned(run.free, absent), -setOff)
  const timeServed = reached <= run.lastPassed
  const unremitted = Math.max(reached, dayAfterSentence)

  let months = 0
  let days = 0
  if (!isBarred(run)) {
    for (const entry of inputs.remissions ?? []) {
      if (entry.void) continue
      const inMonths = (entry.amount.years ?? 0) * 12 + (entry.amount.months ?? 0)
      const inDays = entry.amount.days ?? 0
      months += entry.kind === 'FORFEITURE' ? -inMonths : inMonths
      days += entry.kind === 'FORFEITURE' ? -inDays : inDays
    }
  }
  let substantive = months < 0 ? monthsOn(unremitted, 0 - months) : monthsBack(unremitted, months)
  substantive = turned(substantive, -days)
  if (substantive > unremitted) {
    substantive = unremitted
    months = 0
    days = 0
  }
  if (substantive < dayAfterSentence) substantive = dayAfterSentence

  const lifeFrom = run.lifeFrom.length === 1 ? run.lifeFrom[0] : undefined
  const floor =
    lifeFrom === undefined
      ? undefined
      : turned(monthsOn(turned(lifeFrom, -setOff), numbers.floorYears(isoOf(run.first)) * 12), absent)
  const free = floor !== undefined && floor > substantive ? floor : substantive
  return { run, setOff, timeServed, unremitted, months, days, substantive, floor, free }
}

/** Later in release; then life, whose case goes to Government; then, so that the order of the sentences never matters, later in each figure shown. */
function isLater(one: RunResult, other: RunResult): boolean {
  const figures = (result: RunResult) => [
    result.free,
    result.floor ?? 0,
    result.substantive,
    result.unremitted,
    result.run.free,
    result.setOff,
    result.months,
    result.days,
  ]
  const theirs = figures(other)
  for (const [at, figure] of figures(one).entries()) {
    const against = theirs[at]!
    if (figure > against) return true
    if (figure < against) return false
  }
  return false
}

/** Serves each default term day by day: on each day, whether what has been paid by then has freed him. */
function afterFines(inputs: Inputs, from: Leaf): Leaf {
  const fined = inputs.sentences
    .filter((one) => one.fine !== undefined && Math.round(one.fine.amount * 100) > 0)
    .sort((a, b) => {
      const apart = leafOf(a.sentencedOn) - leafOf(b.sentencedOn)
      return apart !== 0 ? apart : a.id < b.id ? -1 : 1
    })
  let at = from
  for (const one of fined) {
    const fine = one.fine!
    const { years = 0, months = 0, days = 0 } = fine.defaultTerm
    const end = turned(monthsOn(at, years * 12 + months), days)
    let whole = 0
    for (let day = at; day < end; day = tomorrow(day)) whole++
    const amount = Math.round(fine.amount * 100)
    const payments = (fine.payments ?? []).map((payment) => ({
      on: leafOf(payment.on),
      paisa: Math.round(payment.amount * 100),
    }))
    let served = 0
    while (at < end) {
      let unpaid = amount
      for (const payment of payments) if (payment.on < at) unpaid -= payment.paisa
      // Freed when the days served bear to the whole at least the proportion of what is still unpaid.
      if (served * amount >= whole * Math.max(0, unpaid)) break
      served++
      at = tomorrow(at)
    }
  }
  return at
}
