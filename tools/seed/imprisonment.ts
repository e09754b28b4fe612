import { toDay, toIso } from './calendar.ts'
import type { AccusedStory, Admission } from './case-story.ts'
import { bailReleaseDay, expiryOf, firstOrderDay, judicialRemands } from './custody.ts'
import type { Scene } from './scene.ts'

/** Prison stage of every accused, once it is known who got bail and how the trial ended. Fills `scene.story`. */
export function followCustody(scene: Scene): void {
  scene.story.accused.forEach((accused, index) => {
    if (accused.arrest) follow(scene, accused, index)
  })
}

function prisonFor({ district }: Scene, accused: AccusedStory): string {
  if (accused.person.sex === 'female') return district.prisons.women
  return accused.ageAtOffence < 18 ? district.prisons.juveniles : district.prisons.men
}

function admit(scene: Scene, accused: AccusedStory, on: string, category: Admission['category']): Admission {
  const admission: Admission = {
    prison: prisonFor(scene, accused),
    on,
    number: `${toDay(on) % 1000}/${on.slice(0, 4)}`,
    category,
  }
  accused.admissions.push(admission)
  return admission
}

function follow(scene: Scene, accused: AccusedStory, index: number): void {
  const { rng, story, today } = scene
  const { verdict } = accused
  if (verdict) {
    // An application that outlived the trial was never decided as one for bail.
    accused.bail = accused.bail.filter((application) => (application.decidedOn ?? '9999') < verdict.on)
  }
  const arrested = accused.arrest!.at.slice(0, 10)
  const ordered = firstOrderDay(accused)
  if (ordered > today) {
    accused.state = 'police-custody'
    accused.custody.push({ from: arrested })
    return
  }
  const bailed = bailReleaseDay(accused)
  const judged = verdict ? toDay(verdict.on) : Infinity
  const out = bailed < judged && bailed <= today

  // From its first date the trial court's own dates, never more than a fortnight apart, carry the custody on.
  const firstDate = story.hearings[0]?.on ?? story.nextHearing?.on
  const remandEnds = Math.min(bailed, judged, firstDate ? toDay(firstDate) : Infinity)
  accused.judicialRemands = judicialRemands(rng, ordered, remandEnds, today, (day) => {
    story.breaches.push({ kind: 'JUDICIAL_REMAND_OVER_15_DAYS_S344', on: toIso(day), accused: index })
  })

  let admission: Admission | undefined
  // Bail on the day of the first order means that he never saw the prison.
  if (bailed > ordered) admission = admit(scene, accused, toIso(ordered), 'under-trial')
  if (out) {
    accused.custody.push({ from: arrested, to: toIso(bailed) })
    if (admission) admission.release = { on: toIso(bailed), kind: 'bail' }
    accused.state = 'on-bail'
  } else {
    accused.custody.push({ from: arrested })
    accused.state = 'under-trial'
  }
  if (!verdict) return
  if (verdict.sentence) serve(scene, accused, out ? undefined : admission)
  else acquit(scene, accused, out ? undefined : admission)
}

function acquit({ rng, today }: Scene, accused: AccusedStory, held: Admission | undefined): void {
  const verdict = accused.verdict!
  accused.state = 'released'
  if (!held) return
  const released = toDay(verdict.on) + rng.int(0, 1)
  if (released > today) {
    accused.state = 'under-trial'
    return
  }
  held.release = {
    on: toIso(released),
    kind: verdict.result === 'compounded-345' ? 'compromise' : 'acquittal',
  }
  accused.custody.at(-1)!.to = toIso(released)
}

/** Men with five years or more, life or death are moved within weeks of the judgment, if they are still there. */
function transferDay(
  { rng, today }: Scene,
  accused: AccusedStory,
  expiry: string | undefined,
): string | undefined {
  const { on, sentence } = accused.verdict!
  const adultMan = accused.person.sex === 'male' && accused.ageAtOffence >= 18
  if (!adultMan || (sentence!.months ?? 999) < 60 || !rng.chance(0.7)) return undefined
  const day = toIso(toDay(on) + rng.int(7, 45))
  return toDay(day) <= today && (expiry === undefined || day < expiry) ? day : undefined
}

function longTermPrison({ rng, district }: Scene, category: Admission['category']): string {
  const [central, ...others] = district.prisons.longTerm
  return category === 'condemned' ? central! : rng.pick([central!, ...others])
}

function serve(scene: Scene, accused: AccusedStory, held: Admission | undefined): void {
  const verdict = accused.verdict!
  const sentence = verdict.sentence!
  const category = sentence.kind === 'DEATH' ? 'condemned' : 'convict'
  const expiry = expiryOf(sentence, verdict.on, accused.custody)
  let admission = held ?? admit(scene, accused, verdict.on, category)
  admission.category = category
  const moved = transferDay(scene, accused, expiry)
  if (moved) {
    const to = longTermPrison(scene, category)
    if (to !== admission.prison) {
      admission.release = { on: moved, kind: 'transfer' }
      admission = admit(scene, accused, moved, category)
      admission.prison = to
    }
  }
  if (!held) accused.custody.push({ from: verdict.on })
  accused.state = category
  if (expiry === undefined || toDay(expiry) > scene.today) return
  admission.release = { on: expiry, kind: 'expiry' }
  accused.custody.at(-1)!.to = expiry
  accused.state = 'released'
}
