import { addMonths, type Day, toDay, toIso, workingDayFrom, workingDayUpTo } from './calendar.ts'
import type {
  AccusedStory,
  AcquittalReason,
  AdjournmentReason,
  Hearing,
  HearingPurpose,
  Sentence,
  Stage,
  Verdict,
} from './case-story.ts'
import { bailReleaseDay, firstOrderDay } from './custody.ts'
import type { Scene } from './scene.ts'

const steps = [
  'copies',
  'charge',
  'prosecution-evidence',
  's342',
  'defence',
  'arguments',
  'judgment',
] as const satisfies readonly HearingPurpose[]
type Step = (typeof steps)[number]

/** Chance that a hearing does what it was fixed for. */
const success: Readonly<Record<Step, number>> = {
  copies: 0.6,
  charge: 0.4,
  'prosecution-evidence': 0.155,
  s342: 0.55,
  defence: 0.45,
  arguments: 0.3,
  judgment: 0.65,
}

const stageOf: Readonly<Record<Step, Stage>> = {
  copies: 'COPIES',
  charge: 'CHARGE',
  'prosecution-evidence': 'PROSECUTION_EVIDENCE',
  s342: 'S342',
  defence: 'DEFENCE',
  arguments: 'ARGUMENTS',
  judgment: 'RESERVED',
}

/** Trial from the first date in the trial court to judgment, or to the next date after `today`. Fills `scene.story`. */
export function tryCase(scene: Scene): void {
  const { rng, story, offence, today } = scene
  if (story.stage === 'DORMANT_512' || !story.cognizance) return
  if (offence.forum === 'sessions' && !story.sentUp) return
  const court = story.sentUp?.to ?? story.cognizance.court
  const begins = toDay(story.sentUp?.on ?? story.cognizance.on)
  const arrested = story.accused.filter((accused) => accused.arrest)
  // Whoever was caught late is first with the police: nobody is tried before the first order that ends that.
  const lastInCourt = Math.max(...arrested.map((accused) => Math.min(firstOrderDay(accused), today)))
  const heldOn = (day: Day) => arrested.some((accused) => day < bailReleaseDay(accused))
  const gap = (day: Day) => (heldOn(day) ? rng.int(7, 14) : rng.int(14, 35))

  // Accused are tried together: copies wait until the last of those caught is there.
  let day = workingDayFrom(Math.max(begins, lastInCourt) + rng.int(5, 14))
  let step: Step = 'copies'
  let examined = 0
  let argued = 0
  const advance = (): Step => {
    const next = steps[steps.indexOf(step) + 1]!
    return next === 'defence' && !rng.chance(0.15) ? 'arguments' : next
  }
  while (day <= today) {
    if (step === 'charge' && story.copiesOn && day < toDay(story.copiesOn) + 7)
      day = workingDayFrom(toDay(story.copiesOn) + 7)
    if (day > today) break
    story.stage = stageOf[step]
    const onPurpose = rng.chance(success[step])
    const hearing: Hearing = {
      on: toIso(day),
      court,
      purpose: step,
      outcome: 'done-in-full',
      witnesses: { required: 0, present: 0, examined: 0 },
    }
    story.hearings.push(hearing)
    let finished: Verdict['result'] | 'judgment' | undefined
    if (step === 'prosecution-evidence') {
      const required = Math.min(2, story.witnesses.length - examined)
      hearing.witnesses = { required, present: onPurpose ? required : rng.int(0, required), examined: 0 }
    }
    if (!onPurpose) {
      missed(scene, hearing, heldOn(day))
      const early = step === 'prosecution-evidence' || step === 'arguments'
      if (early && rng.chance(offence.compromiseChance / 10)) finished = 'compounded-345'
      else if (early && rng.chance(0.006)) finished = 'acquitted-249a-265k'
      if (finished) {
        hearing.purpose = finished === 'compounded-345' ? 'compromise' : 's265k-249a'
        hearing.outcome = 'done-in-full'
        delete hearing.reason
      }
    } else if (step === 'copies') {
      story.copiesOn = toIso(day)
      step = advance()
    } else if (step === 'charge') {
      story.chargeOn = toIso(day)
      const pleads = offence.key === 'gambling' ? 0.4 : /arms|^theft/.test(offence.key) ? 0.1 : 0
      if (rng.chance(pleads)) finished = 'convicted'
      else step = advance()
    } else if (step === 'prosecution-evidence') {
      const take = hearing.witnesses.required
      for (const witness of story.witnesses.slice(examined, examined + take)) {
        witness.examinedOn = toIso(day)
        if (witness.kind === 'eye' || witness.kind === 'mashir') witness.hostile = rng.chance(0.15)
      }
      examined += take
      hearing.witnesses.examined = take
      if (examined < story.witnesses.length) hearing.outcome = 'part-heard'
      else step = advance()
    } else if (step === 'arguments' && ++argued < 2 && rng.chance(0.4)) hearing.outcome = 'part-heard'
    else if (step === 'judgment') finished = 'judgment'
    else step = advance()

    if (finished) {
      decide(scene, arrested, day, court, finished)
      return
    }
    day = workingDayUpTo(day + gap(day))
    hearing.nextDate = toIso(day)
  }
  story.nextHearing = { on: toIso(day), court, purpose: step }
  const last = story.hearings.at(-1)
  if (last) last.nextDate = toIso(day)
}

function missed({ rng, offence, story }: Scene, hearing: Hearing, held: boolean): void {
  hearing.outcome = rng.weighted([
    ['adjourned', 0.76],
    ['not-reached', 0.12],
    ['judge-absent', 0.12],
  ] as const)
  if (hearing.outcome === 'not-reached') return
  if (hearing.outcome === 'judge-absent') {
    hearing.reason = rng.chance(0.75) ? 'judge-on-leave' : 'judge-transferred'
    return
  }
  const evidence = hearing.purpose === 'prosecution-evidence'
  const awaited = offence.forum === 'narcotics' && (story.narcotics?.reportOn ?? '9999') > hearing.on
  const reasons: [AdjournmentReason, number][] = [
    ['pw-absent', evidence && hearing.witnesses.present < hearing.witnesses.required ? 10 : 0],
    ['io-absent', evidence ? 3 : 0],
    ['process-unserved', evidence ? 3 : 0],
    ['accused-not-produced', held ? 3 : 0],
    ['forensic-awaited', awaited ? 4 : 0],
    ['defence-counsel-absent', 5],
    ['strike', 2],
    ['prosecutor-absent', 1],
    ['prosecutor-request', 1.5],
    ['court-closed', 0.4],
  ]
  hearing.reason = rng.weighted(reasons)
}

function acquittalReason({ rng, offence, story }: Scene): AcquittalReason {
  const narcotics = offence.forum === 'narcotics'
  const hostile = story.witnesses.some((witness) => witness.hostile)
  const weights: [AcquittalReason, number][] = [
    ['hostile-witness', hostile ? 6 : 0],
    ['unexplained-fir-delay', 1.5],
    ['ocular-medical-conflict', /murder|attempt|hurt|rape/.test(offence.key) ? 2 : 0],
    ['broken-chain-of-custody', narcotics ? 6 : 0.5],
    ['late-sample', narcotics ? 3 : 0],
    ['defective-identification-parade', /robbery|dacoity|theft/.test(offence.key) ? 3 : 0],
    ['confession-rejected', 0.4],
    ['non-appearance', 1],
    ['benefit-of-doubt', 4],
    ['other', 0.3],
  ]
  return rng.weighted(weights)
}

function decide(
  scene: Scene,
  arrested: readonly AccusedStory[],
  day: Day,
  court: string,
  finished: Verdict['result'] | 'judgment',
): void {
  const { rng, story, offence } = scene
  story.judgmentOn = toIso(day)
  story.stage = 'DECIDED'
  const caseConvicts = rng.chance(offence.convictionChance)
  for (const accused of arrested) {
    const convicts = rng.chance(0.82) ? caseConvicts : !caseConvicts && rng.chance(0.4)
    const result = finished === 'judgment' ? (convicts ? 'convicted' : 'acquitted') : finished
    const verdict: Verdict = { on: toIso(day), result }
    if (result === 'convicted') verdict.sentence = sentence(scene, accused, day, finished === 'convicted')
    else verdict.acquittalReason = result === 'compounded-345' ? 'compromise' : acquittalReason(scene)
    appeal(scene, verdict, day, court)
    accused.verdict = verdict
  }
}

function sentence(
  { rng, offence, story }: Scene,
  accused: AccusedStory,
  day: Day,
  pleaded: boolean,
): Sentence {
  let term = pleaded ? offence.terms[0]![0] : rng.weighted(offence.terms)
  // No child is sentenced to death, and the demo gives none a life term: JJSA s.16.
  if (accused.ageAtOffence < 18 && typeof term === 'string') term = 84
  const [least, most] = offence.fine
  const fine = Math.round(rng.int(least, most) / 500) * 500 || 500
  return {
    section: story.fir.sections[0]!,
    kind: typeof term === 'string' ? term : term <= 3 ? 'SI' : 'RI',
    ...(typeof term === 'number' && { months: term }),
    fine,
    ...(rng.chance(0.4) && { finePaidOn: toIso(day) }),
    // Never over a quarter of the longest term the section allows: s.65 PPC. The least of these sections allows a year.
    defaultMonths: typeof term === 'string' ? 6 : term <= 12 ? 1 : term <= 36 ? rng.int(1, 3) : rng.int(2, 6),
    setOff: rng.weighted([
      ['GRANTED', 0.68],
      ['SILENT', 0.27],
      ['REFUSED', 0.05],
    ] as const),
  }
}

function appeal({ rng, district, today }: Scene, verdict: Verdict, day: Day, court: string): void {
  const grave = verdict.sentence && (verdict.sentence.months ?? 999) > 12
  const chance = verdict.sentence ? (grave ? 0.6 : 0.1) : verdict.result === 'acquitted' ? 0.03 : 0
  if (!rng.chance(chance)) return
  const state = !verdict.sentence
  // A convict has 30 days (15 from an Anti-Terrorism Court), the State six months.
  const limit = state ? addMonths(day, 6) - day : court.includes('ATC') ? 15 : 30
  const filed = workingDayUpTo(day + rng.int(Math.min(7, limit), limit))
  if (filed <= day || filed > today) return
  const upper = court.includes('-JM') ? district.sessionsJudge : district.highCourt
  verdict.appeal = {
    by: state ? 'state' : 'convict',
    filedOn: toIso(filed),
    court: state ? district.highCourt : upper,
  }
}
