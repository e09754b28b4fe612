import type { BothLanguages } from '#platform/http/contract'
import { type Option, type Proof, useBoth, useLanguage } from '#platform/ui'
import type { Proof as StoredProof } from '../shapes.ts'

/** A party's name in both scripts; a script nobody wrote is filled from the other. */
export function nameOf(party: { nameEn: string | null; nameUr: string | null }): BothLanguages {
  return { en: party.nameEn ?? party.nameUr ?? '', ur: party.nameUr ?? party.nameEn ?? '' }
}

export function unitName(unit: { nameEn: string; nameUr: string }): BothLanguages {
  return { en: unit.nameEn, ur: unit.nameUr }
}

/** Several texts in a row, with the comma of the interface language. */
export function useJoined(): (texts: readonly string[]) => string {
  const comma = useLanguage() === 'ur' ? '، ' : ', '
  return (texts) => texts.join(comma)
}

/** Choices of a code list in the interface language. */
export function useOptions(): (list: Readonly<Record<string, BothLanguages>>) => Option[] {
  const both = useBoth()
  return (list) => Object.entries(list).map(([value, text]) => ({ value, label: both(text) }))
}

/** A stored proof as the drawer shows it. */
export function proofOf(
  stored: StoredProof,
  title: BothLanguages,
  result: BothLanguages,
  on?: string,
): Proof {
  return {
    title,
    result,
    ...(on === undefined ? {} : { resultDate: on }),
    facts: [],
    steps: stored.steps.map(({ text, section, value }) => ({
      text,
      section,
      ...(value === undefined ? {} : { value: String(value) }),
    })),
    rule: { code: stored.rule, version: `${stored.pack.code} ${stored.pack.version}` },
    computedAt: stored.computedAt,
  }
}
