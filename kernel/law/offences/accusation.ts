import { findOffence, gravity, type ScheduleAnswer } from './offences.ts'
import type { ParsedSection } from './parse-sections.ts'

/** What a set of sections comes to: the facts that bail and remission ask for. */
export type Accusation = {
  /** The gravest punishment among them; absent when none of the sections says one by itself. */
  maxPunishment?: 'DEATH' | 'LIFE' | number
  /** Bailable only when every offence is; REFER when the schedule is silent or a section is not known. */
  bailable: boolean | 'REFER'
  groups: string[]
  flags: ('SECTION_UNKNOWN_REFER' | 'CLAUSE_NOT_STATED_REFER' | 'PUNISHMENT_NOT_STATED_REFER')[]
}

/**
 * The gravest of the sections as in force on the day of the offence. A section that only shares in another (common
 * intention, abetment, attempt) adds nothing of its own. A clause that was not stated is taken at its gravest, and said
 * so: the longer bail clock, which frees nobody early.
 */
export function accusationOf(sections: readonly ParsedSection[], on: string): Accusation {
  const flags = new Set<Accusation['flags'][number]>()
  const groups = new Set<string>()
  const answers: ScheduleAnswer[] = []
  let gravest: Accusation['maxPunishment']
  for (const { act, section } of sections) {
    const offence = findOffence(act, section, on)
    if (offence === undefined) {
      flags.add('SECTION_UNKNOWN_REFER')
      continue
    }
    if (offence.clauses !== undefined && offence.clauses.length > 1) flags.add('CLAUSE_NOT_STATED_REFER')
    for (const group of offence.groups) groups.add(group)
    if (offence.bailable !== 'AS_PRINCIPAL') answers.push(offence.bailable)
    const { max } = offence
    if (max === 'BY_KIND') flags.add('PUNISHMENT_NOT_STATED_REFER')
    if (max !== 'DEATH' && max !== 'LIFE' && typeof max !== 'number') continue
    if (gravest === undefined || gravity(max) > gravity(gravest)) gravest = max
  }
  if (gravest === undefined) flags.add('PUNISHMENT_NOT_STATED_REFER')
  const bailable = answers.includes(false)
    ? false
    : answers.length === 0 || answers.includes('REFER') || flags.has('SECTION_UNKNOWN_REFER')
      ? 'REFER'
      : true
  return {
    ...(gravest === undefined ? {} : { maxPunishment: gravest }),
    bailable,
    groups: [...groups],
    flags: [...flags],
  }
}
