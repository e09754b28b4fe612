import type { Tx } from '#platform/db'
import type { GivenReason } from '#platform/http/contract'
import { recordAct } from './record.ts'

/** One entry where somebody went on against a doubt, with every reason: what an inspection asks for first. */
export async function recordOverrides(
  tx: Tx,
  subject: { readonly name: string; readonly id: string },
  reasons: readonly GivenReason[],
): Promise<void> {
  if (reasons.length === 0) return
  await recordAct(tx, {
    act: 'override',
    subject: subject.name,
    subjectIds: [subject.id],
    detail: { reasons },
  })
}
