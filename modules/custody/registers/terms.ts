import { text } from '#platform/i18n'

type Duration = { years?: number; months?: number; days?: number }
export interface StoredTerm {
  readonly term: Duration | 'LIFE'
  readonly relation?: string
}

const language = ['en', 'ur'] as const

/** Sentences as a register writes them: `5 y 6 m + life`, in English and Urdu; null where none is on record. */
export function termsInWords(terms: readonly StoredTerm[] | null): [string | null, string | null] {
  if (terms === null || terms.length === 0) return [null, null]
  const [en, ur] = language.map((each) =>
    terms
      .map(({ term }) =>
        term === 'LIFE'
          ? text('custody-registers:term.life', each)
          : (['years', 'months', 'days'] as const)
              .filter((unit) => (term[unit] ?? 0) > 0)
              .map((unit) => text(`custody-registers:term.${unit}`, each, { count: term[unit] }))
              .join(' '),
      )
      .join(' + '),
  )
  return [en!, ur!]
}
