import { sql } from 'kysely'
import type { Tx } from '#platform/db'
import { refuse } from '#platform/http'
import { standing } from './door.ts'

/** Who proposed what now asks for a second person. */
export interface Proposal {
  readonly by: string
  /** Session and grant of the proposer, where they were kept. */
  readonly session?: string | null
  readonly under?: string | null
}

/**
 * Refuses unless another person than the proposer acts: not the same account, not the same session, and neither standing in
 * for the other (SEC-5). Call it in the transaction that decides, and keep the proposal's session and grant for it.
 */
export async function requireSecondPerson(
  tx: Tx,
  call: { readonly sessionId: string | null },
  proposal: Proposal,
): Promise<void> {
  const { accountId, grantId } = standing(tx)
  if (proposal.by === accountId) throw refuse('access.same-person')
  if (proposal.session != null && proposal.session === call.sessionId) throw refuse('access.same-session')
  if (proposal.under == null) return
  const { rows } = await sql<{ one: boolean }>`
    select access.stand_in_for_each_other(${proposal.under}::uuid, ${grantId}::uuid) as one`.execute(tx)
  if (rows[0]?.one === true) throw refuse('access.delegate')
}
