import type { Day } from './calendar.ts'
import type { CaseStory } from './case-story.ts'
import type { Offence } from './offences.ts'
import type { District } from './places.ts'
import type { Random } from './random.ts'

/** What the phases of one story share. */
export type Scene = {
  readonly rng: Random
  readonly offence: Offence
  readonly district: District
  readonly story: CaseStory
  readonly today: Day
  readonly fir: Day
  /** Minutes after midnight of the FIR and of the occurrence. */
  readonly minutes: number
  readonly occurredMinutes: number
}
