import type { Province } from './province.ts'
import { idOf, type RowStore } from './rows.ts'

export interface HandedOver {
  readonly id: string
  readonly jurisdiction: string
  readonly kind: string
  readonly subject: { readonly kind: string; readonly id: string }
  readonly caseId: string
  readonly payload: Record<string, unknown>
  readonly from: { readonly unit: number; readonly post: string }
  readonly to: { readonly unit: number; readonly post: string }
  readonly offeredAt: string
  readonly acceptedAt?: string | undefined
  readonly doneAt?: string | undefined
  /** Day by which it should be in its present state no longer. */
  readonly dueOn: string
}

/** A hand-over with the steps each side signed. */
export function addHandover(store: RowStore, province: Province, given: HandedOver): void {
  const { id, jurisdiction, from, to } = given
  store.add('handover.offer', {
    id,
    jurisdiction,
    kind: given.kind,
    subject_kind: given.subject.kind,
    subject_id: given.subject.id,
    case_id: given.caseId,
    payload: given.payload,
    documents: [],
    from_unit: from.unit,
    to_unit: to.unit,
    state: given.doneAt !== undefined ? 'done' : given.acceptedAt !== undefined ? 'accepted' : 'offered',
    exclusive: true,
    round: 1,
    due_on: given.dueOn,
    offered_at: given.offeredAt,
    since: given.doneAt ?? given.acceptedAt ?? given.offeredAt,
  })
  const step = (act: string, side: 'from' | 'to', at: string | undefined, account: string): void => {
    if (at === undefined) return
    const party = side === 'from' ? from : to
    store.add('handover.step', {
      id: idOf('handover-step', id, act),
      jurisdiction,
      offer_id: id,
      act,
      side,
      account_id: account,
      post_code: party.post,
      unit_id: party.unit,
      at,
      due_on: act === 'done' ? null : given.dueOn,
      reason: null,
    })
  }
  step('offered', 'from', given.offeredAt, province.first)
  step('accepted', 'to', given.acceptedAt, province.second)
  step('done', 'to', given.doneAt, province.second)
}
