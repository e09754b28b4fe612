import { addMonths, type Day, instant, toDay, toIso, workingDayFrom, workingDayUpTo } from './calendar.ts'
import type { AccusedStory, BailApplication, Challan, DefectCode } from './case-story.ts'
import { breachShare, policeCustody } from './custody.ts'
import type { Offence } from './offences.ts'
import type { Scene } from './scene.ts'

/** Police stage: arrests, remands, bail, laboratory, challan and its scrutiny, up to cognizance. Fills `scene.story`. */
export function investigate(scene: Scene): void {
  const { story, offence } = scene
  story.accused.forEach((accused, index) => {
    arrest(scene, accused, index)
  })
  if (offence.forum === 'narcotics') laboratory(scene)
  if (story.accused.length === 0) cancel(scene)
  else report(scene)
}

function arrest(scene: Scene, accused: AccusedStory, index: number): void {
  const { rng, offence, story, today, fir, minutes, occurredMinutes } = scene
  let day = fir
  let at = Math.min(minutes, occurredMinutes + rng.int(3, 20))
  if (!offence.caughtInTheAct) {
    const hides = offence.forum === 'atc' ? 0.18 : 0.08
    if (rng.chance(index === 0 ? hides / 2 : hides)) {
      accused.absconding = true
      return
    }
    day = fir + Math.floor(rng.next() ** 3 * 90)
    at = day === fir ? Math.min(1439, minutes + rng.int(20, 600)) : rng.int(0, 1439)
  }
  if (day > today) return
  const firstOrder = policeCustody(rng, offence, { accused, index, day, minutes: at }, story.breaches, today)
  if (firstOrder <= today) accused.bail = bailApplications(scene, accused, firstOrder)
}

function bailCourts({ offence, district, rng }: Scene): [string, string, string] {
  const { highCourt } = district
  const sessions = rng.pick(district.sessions)
  if (offence.forum === 'magistrate') return [rng.pick(district.magistrates), sessions, highCourt]
  if (offence.forum === 'atc') return [rng.pick(district.terrorismCourts), highCourt, highCourt]
  if (offence.forum === 'narcotics') return [rng.pick(district.narcoticsCourts), highCourt, highCourt]
  return [sessions, highCourt, highCourt]
}

function bailChance(offence: Offence, accused: AccusedStory): number {
  // Women and children come under the first proviso and the Juvenile Justice System Act.
  const favour = accused.ageAtOffence < 18 ? 0.4 : accused.person.sex === 'female' ? 0.3 : 0
  return Math.min(0.98, offence.bailChance + favour)
}

function bailApplications(scene: Scene, accused: AccusedStory, firstOrder: Day): BailApplication[] {
  const { rng, offence, today } = scene
  const courts = bailCourts(scene)
  const chance = bailChance(offence, accused)
  const applications: BailApplication[] = []
  const apply = (
    section: BailApplication['section'],
    court: string,
    appliedDay: Day,
    decidedDay: Day,
    odds: number,
  ): boolean => {
    if (appliedDay > today) return false
    const pending = decidedDay > today
    const granted = !pending && rng.chance(odds)
    applications.push({
      section,
      court,
      appliedOn: toIso(appliedDay),
      ...(!pending && { decidedOn: toIso(decidedDay) }),
      result: pending ? 'pending' : granted ? 'granted' : 'refused',
      ...(granted && { surety: rng.int(1, offence.forum === 'magistrate' ? 4 : 20) * 25_000 }),
    })
    return granted
  }
  if (offence.bailable) {
    const day = rng.chance(0.85) ? firstOrder : workingDayFrom(firstOrder + rng.int(1, 5))
    apply('496', courts[0], day, day, chance)
    return applications
  }
  let applied = workingDayFrom(firstOrder + rng.int(3, 28))
  let decided = workingDayFrom(applied + rng.int(2, 14))
  for (const [index, court] of courts.entries()) {
    if (index > 0 && !rng.chance(0.4)) break
    if (apply(index === 0 ? '497' : '498', court, applied, decided, index === 0 ? chance : chance * 0.7))
      return applications
    applied = workingDayFrom(decided + rng.int(10, 45))
    decided = workingDayFrom(applied + rng.int(7, 60))
  }
  // Delay as a ground: one year, or two where death may be awarded (s.497(1), third proviso).
  const capital = offence.terms.some(([term]) => term === 'DEATH')
  const ground = workingDayFrom(addMonths(firstOrder, capital ? 24 : 12) + rng.int(5, 90))
  if (rng.chance(0.4) && (applications.at(-1)?.decidedOn ?? '') < toIso(ground))
    apply('497', courts[0], ground, workingDayFrom(ground + rng.int(7, 40)), capital ? 0.35 : 0.5)
  return applications
}

function laboratory({ rng, story, today, occurredMinutes, fir }: Scene): void {
  const late = rng.chance(breachShare * 2)
  const minutes = occurredMinutes + (late ? rng.int(80, 220) : rng.int(10, 70)) * 60
  const dispatched = fir + Math.floor(minutes / 1440)
  if (dispatched > today) return
  if (late) story.breaches.push({ kind: 'NARCOTICS_DISPATCH_OVER_72_HOURS', on: toIso(dispatched) })
  const reported = workingDayFrom(dispatched + rng.int(15, 60))
  story.narcotics = {
    grams: story.fir.property[0]!.quantity,
    seizedAt: story.fir.occurredAt,
    dispatchedAt: instant(fir, minutes),
    ...(reported <= today && { reportOn: toIso(reported) }),
  }
}

/** Nobody was found: a cancellation report, A class, waits for the Magistrate. */
function cancel({ rng, story, today, fir }: Scene): void {
  const received = workingDayFrom(fir + rng.int(30, 150))
  if (received > today) return
  const decided = workingDayUpTo(received + rng.int(0, 3))
  const open = decided > today
  story.challans.push({
    seq: 1,
    kind: 'cancellation',
    cancellationClass: 'A',
    receivedOn: toIso(received),
    ...(!open && { decidedOn: toIso(decided) }),
    decision: open ? 'pending' : 'fit',
    defects: [],
  })
  story.stage = open ? 'SCRUTINY' : 'CANCELLATION'
}

function likelyDefects({ offence, story }: Scene): DefectCode[] {
  const always: DefectCode[] = [
    'statements-161-missing',
    'recovery-memo-unsigned',
    'site-plan-missing',
    'identity-of-accused',
    'witness-list-incomplete',
    'delay-not-explained',
    'section-not-applicable',
    'section-omitted',
  ]
  if (offence.forum === 'narcotics') always.push('laboratory-report-awaited', 'safe-custody-not-shown')
  if (/murder|attempt|hurt|rape/.test(offence.key)) always.push('medical-report-missing')
  if (/robbery|dacoity/.test(offence.key)) always.push('identification-parade', 'call-data-missing')
  if (/ransom|kidnapping|cheating|terrorism/.test(offence.key)) always.push('call-data-missing')
  if (story.accused.some((accused) => accused.absconding)) always.push('absconder-proceedings')
  return [...new Set(always)]
}

/** Day on which the first report reaches the prosecution: mostly within 14 or 17 days, often late, sometimes never. */
function reportDay({ rng, story, fir }: Scene): Day | undefined {
  const firstArrest = story.accused
    .flatMap((accused) => (accused.arrest ? [toDay(accused.arrest.at.slice(0, 10))] : []))
    .reduce((least, day) => Math.min(least, day), Infinity)
  const timing = rng.weighted([
    ['on-time', 0.42],
    ['interim', 0.2],
    ['late', 0.32],
    ['missing', 0.06],
  ] as const)
  if (timing === 'missing') return undefined
  const day =
    fir + (timing === 'on-time' ? rng.int(6, 14) : timing === 'interim' ? rng.int(15, 17) : rng.int(18, 95))
  // Without an arrest the police wait, or name the absconders after a while.
  const anyone = firstArrest === Infinity ? fir + rng.int(45, 120) : firstArrest + rng.int(2, 12)
  return workingDayFrom(Math.max(day, anyone))
}

function report(scene: Scene): void {
  const { rng, story, today, fir } = scene
  let received = reportDay(scene)
  if (received === undefined) return
  for (let seq = 1; received <= today; seq++) {
    const late = rng.chance(breachShare)
    const decided: Day = late
      ? workingDayFrom(received + rng.int(6, 12))
      : workingDayUpTo(received + rng.int(0, 3))
    const kind = seq === 1 && received - fir >= 15 && received - fir <= 19 ? 'interim' : 'final'
    const challan: Challan = { seq, kind, receivedOn: toIso(received), decision: 'pending', defects: [] }
    story.challans.push(challan)
    story.stage = 'SCRUTINY'
    if (decided > today) return
    if (late) story.breaches.push({ kind: 'SCRUTINY_OVER_THREE_DAYS', on: toIso(decided) })
    challan.decidedOn = toIso(decided)
    challan.decision =
      seq >= 4
        ? 'fit'
        : rng.weighted([
            ['fit', seq === 1 ? 0.6 : 0.75],
            ['returned', seq === 1 ? 0.34 : 0.25],
            ['deferred-opinion', seq === 1 ? 0.06 : 0],
          ] as const)
    if (challan.decision === 'fit') {
      file(scene, decided)
      return
    }
    if (challan.decision === 'returned') {
      const pool = likelyDefects(scene)
      const first = rng.int(0, pool.length - 1)
      challan.defects = Array.from(
        { length: rng.int(1, Math.min(4, pool.length)) },
        (_, i) => pool[(first + i * 3) % pool.length]!,
      ).filter((code, i, all) => all.indexOf(code) === i)
      challan.dueBack = toIso(workingDayFrom(decided + 7))
      story.stage = 'RETURNED'
    }
    received = workingDayFrom(decided + rng.int(3, 28))
  }
}

function file(scene: Scene, fitOn: Day): void {
  const { rng, story, offence, district, today } = scene
  const filed = workingDayFrom(fitOn + rng.int(0, 3))
  if (filed > today) return
  const magistrate = rng.pick(district.magistrates)
  const court =
    offence.forum === 'atc'
      ? rng.pick(district.terrorismCourts)
      : offence.forum === 'narcotics'
        ? rng.pick(district.narcoticsCourts)
        : magistrate
  story.filed = { on: toIso(filed), court, caseNumber: `${filed % 1000}/${toIso(filed).slice(0, 4)}` }
  story.stage = 'FILED'
  const cognizance = workingDayFrom(filed + rng.int(0, 6))
  if (cognizance > today) return
  story.cognizance = { on: toIso(cognizance), court }
  story.stage = 'COGNIZANCE'
  if (!story.accused.some((accused) => accused.arrest)) {
    story.stage = 'DORMANT_512'
    return
  }
  if (offence.forum !== 'sessions') return
  const sent = workingDayFrom(cognizance + rng.int(4, 24))
  if (sent <= today) story.sentUp = { on: toIso(sent), from: magistrate, to: rng.pick(district.sessions) }
}
