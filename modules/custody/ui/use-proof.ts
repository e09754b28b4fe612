import type { OutputOf } from '#platform/http/contract'
import { type Proof, useTranslation } from '#platform/ui'
import type { getPrisoner } from '../contract.ts'

type StoredProof = OutputOf<typeof getPrisoner>['releaseDates'][number]['proof']
type Both = { readonly en: string; readonly ur: string }

/** Facts of a computation that a reader looks for; the rest of the inputs stands in the steps. */
const shownFacts = ['detainedSince', 'maxPunishment', 'sex', 'dateOfBirth', 'offenceDate', 'offence'] as const

/** Turns a stored proof into what the proof drawer shows. */
export function useProof(): (
  stored: StoredProof,
  about: { title: string; date: string | null; confirmed?: { by: string; at: string } | undefined },
) => Proof {
  const { t, i18n } = useTranslation('custody')
  const inBoth = (key: string): Both => ({
    en: i18n.getFixedT('en', 'custody')(key),
    ur: i18n.getFixedT('ur', 'custody')(key),
  })
  const flagText = (flag: string): Both =>
    i18n.exists(`custody:flag.${flag}`) ? inBoth(`flag.${flag}`) : { en: flag, ur: flag }
  return (stored, about) => ({
    title: inBoth(about.title),
    result: inBoth(about.date === null ? 'proof.no-date' : about.title),
    ...(about.date === null ? {} : { resultDate: about.date }),
    facts: shownFacts.flatMap((fact) => {
      const value = stored.inputs[fact]
      return value === undefined || value === null
        ? []
        : [
            {
              label: inBoth(`fact.${fact}`),
              value: fact === 'sex' ? t(`sex.${String(value)}`) : String(value),
            },
          ]
    }),
    steps: stored.steps.map((step) => ({
      text: step.text,
      section: step.section,
      ...(step.value === undefined ? {} : { value: String(step.value) }),
    })),
    rule: { code: stored.packCode === '' ? '—' : stored.packCode, version: stored.packVersion },
    computedAt: stored.computedAt,
    ...(about.confirmed === undefined ? {} : { confirmed: about.confirmed }),
    flags: stored.flags.map(flagText),
  })
}
