import { type FoundOffence, findOffence } from '#kernel/law'
import { refuse } from '#platform/http'

export interface ChargedOffence {
  readonly act: string
  readonly section: string
}

/**
 * The offence of each section as the law stood on the day it was committed.
 * @throws policing.offence-not-in-force when no such section was law that day
 * @throws policing.offence-clause-needed when only the clause says what the punishment is
 */
export function offencesOn(
  day: string,
  sections: readonly ChargedOffence[],
): { readonly section: string; readonly offence: FoundOffence }[] {
  const seen = new Set<string>()
  return sections.flatMap(({ act, section }) => {
    const offence = findOffence(act, section, day)
    if (offence === undefined) throw refuse('policing.offence-not-in-force', { act, section, on: day })
    if (offence.clauses !== undefined)
      throw refuse('policing.offence-clause-needed', { act, section, clauses: offence.clauses.join(', ') })
    // A clause the table does not hold keeps the clerk's own writing; any other is written as the table writes it.
    const written = offence.ofSection === undefined ? offence.section : section
    const key = `${act} ${written}`
    if (seen.has(key)) return []
    seen.add(key)
    return [{ section: written, offence }]
  })
}

/** Sexual and gender-based offences of the Penal Code, whose victims' names the law protects or whose trials it hastens. */
const genderBased =
  /^(292A|336A|336B|354|354A|365B|366A|366B|371A|371B|375|375A|376|376A|376B|377|377A|377B|493A|496|496A|496B|498A|498B|498C|509)\b/

/** Rules that follow the case: what its sections and the age of its accused make of it. */
export function flagsOf(
  charges: readonly { readonly section: string; readonly offence: FoundOffence }[],
  accused: readonly { readonly birthDate?: string | undefined }[],
  occurredOn: string,
): string[] {
  const flags: string[] = []
  if (charges.some(({ offence }) => offence.act === 'ATA')) flags.push('ata')
  if (accused.some(({ birthDate }) => birthDate !== undefined && isChildOn(birthDate, occurredOn)))
    flags.push('juvenile')
  if (charges.some(({ section, offence }) => offence.act === 'PPC' && genderBased.test(section)))
    flags.push('sgbv')
  if (charges.some(({ offence }) => offence.act === 'CNSA')) flags.push('narcotics')
  return flags
}

/** Under eighteen on the day of the offence (Juvenile Justice System Act 2018 s.2(b)). */
export function isChildOn(birthDate: string, day: string): boolean {
  const eighteen = `${Number(birthDate.slice(0, 4)) + 18}${birthDate.slice(4)}`
  return day < eighteen
}
