import { lazy, type ReactNode, Suspense } from 'react'
import type { Candidate } from '../contract.ts'

export interface PersonEntryProps<Found extends Candidate = Candidate> {
  readonly path?: string
  /** Whether it is asked when the person was born: not of a complainant. */
  readonly born?: boolean
  readonly bornHint?: string
  /** What stands above those found. */
  readonly title?: string
  /** Who it is by the papers, where they name somebody the registry knows. */
  readonly personId?: string | undefined
  /** Where to look for those known already, when not among those of one's own unit. */
  readonly search?: KnownSearch<Found>
  /** What else is said of one who was found. */
  readonly about?: (candidate: Found) => ReactNode
}

/** A search for those known already, a hook around `useCall`; asked nothing while too little is typed. */
export type KnownSearch<Found extends Candidate> = (
  query: string | undefined,
  personId: string | undefined,
) => {
  readonly data: { readonly candidates: readonly Found[] } | undefined
  readonly error: unknown
  readonly refetch: () => unknown
}

// This file is read at start with the paths of the screens; the fields are fetched with the first form that has them.
const PersonFields = lazy(() => import('./PersonFields.tsx')) as unknown as <Found extends Candidate>(
  props: PersonEntryProps<Found>,
) => ReactNode

/**
 * The fields of a person, in a form whose values hold a `TypedPerson` at `path`. Searches while it is typed: who is known already
 * is shown with the reason, and is chosen or passed over before anybody new is made.
 */
export function PersonEntry<Found extends Candidate = Candidate>(props: PersonEntryProps<Found>) {
  return (
    <Suspense fallback={null}>
      <PersonFields {...props} />
    </Suspense>
  )
}
