import { parseSections } from '#kernel/law'
import type { SectionToken } from './sections.ts'

/** Acts as this reader names them where the offence table names them otherwise. */
const actOf: Readonly<Record<string, string>> = {
  ARMS: 'Arms Ordinance',
  FOREIGNERS: 'Foreigners Act',
  PROHIBITION: 'Prohibition Order 1979',
  EXPLOSIVES: 'Explosive Substances Act',
}

const judged = new Map<string, boolean>()

/** Whether the offence table has a section as a clerk wrote it. */
export function isKnownSection({ act, section }: SectionToken): boolean {
  const text = `${section} ${actOf[act] ?? act}`
  const known = judged.get(text)
  if (known !== undefined) return known
  const parsed = parseSections(text)
  const answer = parsed.length > 0 && parsed.every((one) => one.known)
  // Sections written by hand have no end; the store is for those that come in every row.
  if (judged.size < 10_000) judged.set(text, answer)
  return answer
}
