import { DeadlineBadge, type DeadlineState } from '#platform/ui'
import type { StoredProof } from '../contract.ts'
import { proofOf } from './stored-proof.ts'

/** A last day that opens how it was found. */
export default function ProvenDate({
  date,
  title,
  stored,
  state,
}: {
  date: string
  title: { en: string; ur: string }
  stored: StoredProof
  state?: DeadlineState | undefined
}) {
  return (
    <DeadlineBadge
      date={date}
      proof={proofOf(stored, title, { date })}
      {...(state === undefined ? {} : { state })}
    />
  )
}
