import { DeadlineBadge, type DeadlineState } from '#platform/ui'
import type { StoredProof } from '../contract.ts'
import { proofOf } from './stored-proof.ts'

/** A last day that opens how it was found, once that is known again after a change of law. */
export default function ProvenDate({
  date,
  title,
  stored,
  state,
}: {
  date: string
  title: { en: string; ur: string }
  stored: StoredProof | null
  state?: DeadlineState | undefined
}) {
  return (
    <DeadlineBadge
      date={date}
      proof={stored === null ? undefined : proofOf(stored, title, { date })}
      {...(state === undefined ? {} : { state })}
    />
  )
}
