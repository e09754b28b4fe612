import { toDay, toIso, workingDayFrom, workingDayUpTo } from './calendar.ts'
import type { AccusedStory, CaseStory, Focus, StoryOptions } from './case-story.ts'
import { expiryOf } from './custody.ts'

/** Stations and courts whose demo accounts are to find work on their first page. */
export const focuses: readonly Focus[] = [
  {
    district: 'PK-SD-hyderabad',
    station: 'PS-HYD-CNT',
    magistrate: 'CRT-HYD-JM1',
    sessions: 'CRT-HYD-SJ',
  },
  {
    district: 'PK-SD-karachi-south',
    station: 'PS-KHS-CLF',
    magistrate: 'CRT-KHS-JM1',
    sessions: 'CRT-KHS-SJ',
  },
]

/** Prisons whose demo accounts are to find work. */
export const demoPrisons: readonly string[] = ['PRS-HYD-C', 'PRS-KHI-C']

/** The first cases of a load belong to the demo's own stations, a quarter of them of the last days. */
export function demoOptions(count: number): (serial: number) => Partial<StoryOptions> {
  const focused = Math.min(160, Math.floor(count / 2))
  return (serial) => {
    if (serial >= focused) return {}
    const focus = focuses[serial % focuses.length]!
    const turn = Math.floor(serial / focuses.length) % 4
    return { focus, ...(turn === 0 ? { days: 3 } : turn === 1 ? { days: 25 } : { years: 2 }) }
  }
}

/** Makes the days around the end of the history ones on which every demo account has something to do. Changes the stories. */
export function stageDemoDay(stories: readonly CaseStory[], today: string): void {
  const day = toDay(today)
  for (const { station, magistrate, sessions } of focuses) {
    returnReport(stories, station, day)
    bringForward(stories, magistrate, day)
    bringForward(stories, sessions, day)
  }
  for (const prison of demoPrisons) {
    grantBail(stories, prison, day)
    remit(stories, prison, day)
  }
}

/** A report that the prosecution has sent back and the station has not answered: on some days of the year chance leaves none. */
function returnReport(stories: readonly CaseStory[], station: string, today: number): void {
  const own = stories.filter(({ policeStation }) => policeStation === station)
  if (own.some(({ challans }) => challans.at(-1)?.decision === 'returned')) return
  // Nothing decided yet, and no court has the case: what the prosecution says of it may still be told.
  const story = own.find(({ challans, accused, fir }) =>
    challans.length === 0
      ? toDay(fir.at.slice(0, 10)) < today - 12 && accused.some(({ arrest }) => arrest !== undefined)
      : challans.at(-1)!.decision === 'pending' && challans.at(-1)!.kind === 'final',
  )
  if (story === undefined) return
  if (story.challans.length === 0)
    story.challans.push({
      seq: 1,
      kind: 'final',
      receivedOn: toIso(workingDayUpTo(today - 4)),
      decision: 'pending',
      defects: [],
    })
  const challan = story.challans.at(-1)!
  const decided = workingDayUpTo(Math.min(toDay(challan.receivedOn) + 3, today))
  challan.decision = 'returned'
  challan.decidedOn = toIso(decided)
  challan.defects = ['recovery-memo-unsigned', 'site-plan-missing']
  challan.dueBack = toIso(workingDayFrom(decided + 7))
  story.stage = 'RETURNED'
}

/** Hearings wanted on the next court day and on the one after. */
const wanted = [4, 3] as const

function bringForward(stories: readonly CaseStory[], court: string, today: number): void {
  let from = today + 1
  for (const many of wanted) {
    const on = workingDayFrom(from)
    from = on + 1
    const listed = stories.filter(
      ({ nextHearing }) => nextHearing?.court === court && nextHearing.on === toIso(on),
    ).length
    const later = stories.filter(
      ({ nextHearing }) => nextHearing?.court === court && toDay(nextHearing.on) > on + 3,
    )
    for (const story of later.slice(0, Math.max(0, many - listed))) {
      story.nextHearing!.on = toIso(on)
      const last = story.hearings.at(-1)
      if (last) last.nextDate = toIso(on)
    }
  }
}

/** Held now in this prison, and how. */
function heldIn(stories: readonly CaseStory[], prison: string) {
  return stories.flatMap((story) =>
    story.accused.flatMap((accused) => {
      const admission = accused.admissions.at(-1)
      return admission?.prison === prison && admission.release === undefined
        ? [{ story, accused, admission }]
        : []
    }),
  )
}

/** Bail granted a few days ago whose surety was accepted yesterday: the prison has the order, and the prisoner still. */
function grantBail(stories: readonly CaseStory[], prison: string, today: number): void {
  const candidates = heldIn(stories, prison).filter(
    ({ story, accused, admission }) =>
      accused.verdict === undefined &&
      toDay(admission.on) < today - 30 &&
      accused.bail.every(({ result }) => result === 'refused') &&
      story.nextHearing !== undefined,
  )
  const released = workingDayUpTo(today)
  for (const { story, accused, admission } of candidates.slice(0, 3)) {
    const decided = workingDayUpTo(released - 2)
    if ((accused.bail.at(-1)?.decidedOn ?? '') >= toIso(decided)) continue
    accused.bail.push({
      section: '497',
      court: story.nextHearing!.court,
      appliedOn: toIso(workingDayUpTo(decided - 9)),
      decidedOn: toIso(decided),
      result: 'granted',
      surety: 100_000,
    })
    admission.release = { on: toIso(released), kind: 'bail' }
    const spell = accused.custody.at(-1)
    if (spell) spell.to = toIso(released)
    accused.state = 'on-bail'
  }
}

/** Terms of which so little is left that remission brings the end into the next days. Never where the law bars remission. */
function remit(stories: readonly CaseStory[], prison: string, today: number): void {
  const close = heldIn(stories, prison)
    .flatMap(({ story, accused }) => {
      const expiry = endOf(accused)
      const barred = story.fir.sections.some(({ act }) => act === 'CNSA' || act === 'ATA')
      return expiry === undefined || barred ? [] : [{ accused, expiry }]
    })
    .map((one) => ({ ...one, days: one.expiry - (today + 3) }))
    .filter(
      ({ accused, days }) =>
        days > 5 &&
        toDay(accused.verdict!.on) < today - 60 &&
        // Never more than a third of the term.
        days <= accused.verdict!.sentence!.months! * 10,
    )
    .sort((a, b) => a.days - b.days)
  for (const [index, { accused, days }] of close.slice(0, 4).entries())
    accused.remission = { days: days - index, on: toIso(workingDayUpTo(today - 12)) }
}

function endOf({ verdict, custody }: AccusedStory): number | undefined {
  if (verdict?.sentence === undefined) return undefined
  const expiry = expiryOf(verdict.sentence, verdict.on, custody)
  return expiry === undefined ? undefined : toDay(expiry)
}

/** What was done so late that nobody has answered it yet. */
export type Waiting =
  /** Produced before the Magistrate, whose order is still to come. */
  | {
      readonly kind: 'application'
      readonly asked: 'police' | 'judicial'
      readonly on: string
      readonly days: number
    }
  /** Committed to prison, and not in its registers yet. */
  | { readonly kind: 'arrival'; readonly on: string }
  /** Ordered to be released, and not carried out yet. */
  | { readonly kind: 'release'; readonly on: string }

/**
 * What waits of one accused at the end of the history.
 * @param turn any whole number; of those brought before a Magistrate last, one in three waits for the order
 */
export function waitingOf(accused: AccusedStory, today: string, turn: number): Waiting | undefined {
  const since = toIso(workingDayUpTo(toDay(today)))
  const spell = accused.policeRemand.at(-1)
  if (spell !== undefined && spell.from >= since && accused.admissions.length === 0)
    return {
      kind: 'application',
      asked: 'police',
      on: spell.from,
      days: toDay(spell.to) - toDay(spell.from) + 1,
    }
  const last = accused.admissions.at(-1)
  if (last === undefined) return undefined
  const { release } = last
  if (release !== undefined) {
    const ordered = release.kind !== 'transfer' && release.kind !== 'expiry'
    return ordered && release.on >= since ? { kind: 'release', on: release.on } : undefined
  }
  if (accused.admissions.length > 1 || last.on < since || accused.verdict !== undefined) return undefined
  if (accused.bail.some(({ decidedOn }) => (decidedOn ?? '') >= since)) return undefined
  return turn % 3 === 1
    ? { kind: 'application', asked: 'judicial', on: last.on, days: 14 }
    : { kind: 'arrival', on: last.on }
}
