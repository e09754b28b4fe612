import { text } from '#platform/i18n'
import type { NoticeKind } from './contract.ts'

/** A text in both languages. */
export interface Both {
  readonly en: string
  readonly ur: string
}

/** What every notice may name, and what only some kinds can: a closed list, the same in the database (`custody.notice_placeholders`). */
const everywhere = [
  'name',
  'father',
  'number',
  'prison',
  'date',
  'admitted',
  'case',
  'sections',
  'court',
] as const
const bail = ['bail-date', 'bail-days', 'bail-amount', 'bail-case', 'obstacle'] as const
const besides = {
  'family-admission': [],
  'family-transfer': ['event', 'to-prison'],
  'family-illness': ['event', 'hospital'],
  'family-death': ['event'],
  'consulate-arrest': ['nationality'],
  'consulate-death': ['event', 'nationality'],
  'bail-reminder': bail,
  'bail-escalation': bail,
  'mercy-petition': ['sentence-date'],
  'mercy-covering': ['sentence-date'],
  'jail-appeal': ['sentence-date'],
} as const satisfies Record<NoticeKind, readonly string[]>

export type Placeholder = (typeof everywhere)[number] | (typeof besides)[NoticeKind][number]

export const placeholdersOf = (kind: NoticeKind): readonly Placeholder[] => [...everywhere, ...besides[kind]]

export const allPlaceholders: readonly Placeholder[] = [
  ...new Set([...everywhere, ...Object.values(besides).flat()]),
].sort()

export const nameOf = (placeholder: string): Both => ({
  en: text(`custody-notices:placeholder.${placeholder}.name`, 'en'),
  ur: text(`custody-notices:placeholder.${placeholder}.name`, 'ur'),
})

/** What it might say, for the preview of a template. */
export const exampleOf = (placeholder: string): Both => ({
  en: text(`custody-notices:placeholder.${placeholder}.example`, 'en'),
  ur: text(`custody-notices:placeholder.${placeholder}.example`, 'ur'),
})
