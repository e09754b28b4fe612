import { parseSections } from '#kernel/law'
import type { Decisive, Read, Term } from './contract.ts'

/** Sections as the law table names them, in one order: `34/302 PPC` and `302, 34 PPC` are the same. */
export function sectionsKey(text: string, on: string): string {
  const sections = parseSections(text, on).map(({ act, section, raw }) =>
    (section === '' ? raw : `${act} ${section}`).toUpperCase().replace(/\s+/g, ' ').trim(),
  )
  return [...new Set(sections)].sort().join('; ')
}

/** Two years and twenty-four months are one term. */
function termKey(term: Term | undefined): string {
  if (term === undefined || typeof term === 'string') return term ?? ''
  return `${(term.years ?? 0) * 12 + (term.months ?? 0)} months ${term.days ?? 0} days`
}

const keys: Readonly<Record<Decisive, (read: Read, on: string) => unknown>> = {
  person: ({ person }) => person,
  kind: ({ kind }) => kind,
  fir: ({ firNumber, firYear }) => `${firNumber ?? ''}/${firYear ?? ''}`,
  station: ({ stationId }) => stationId,
  court: ({ courtId }) => courtId,
  sections: ({ sections }, on) => sectionsKey(sections, on),
  issuedOn: ({ issuedOn }) => issuedOn,
  // Of a conviction no day of production is asked, and of a remand no term.
  nextProduction: ({ kind, nextProduction }) => (kind === 'remand' ? nextProduction : undefined),
  term: ({ kind, term }) => (kind === 'conviction' ? termKey(term) : ''),
}

/** The decisive fields in which what was typed and what was read from the scan are not the same. */
export function differencesOf(typed: Read, read: Read): Decisive[] {
  const fields = Object.keys(keys) as Decisive[]
  return fields.filter((field) => keys[field](typed, typed.issuedOn) !== keys[field](read, typed.issuedOn))
}
