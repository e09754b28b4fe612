import type { Tx } from '#platform/db'
import type { BothLanguages } from '#platform/http/contract'

/** What is handed over: the row of a module. */
export interface HandoverSubject {
  readonly kind: string
  readonly id: string
}

export type Payload = Readonly<Record<string, string | number | boolean | null | readonly string[]>>

export type HandoverState = 'offered' | 'accepted' | 'rejected' | 'done' | 'withdrawn'

/** What an effect is told of the hand-over whose step it belongs to. */
export interface HandoverOffer<P extends Payload = Payload> {
  readonly id: string
  readonly kind: string
  readonly jurisdiction: string
  readonly subject: HandoverSubject
  readonly caseId: string | null
  readonly personId: string | null
  readonly payload: P
  readonly documents: readonly string[]
  readonly fromUnit: number
  readonly toUnit: number
  readonly state: HandoverState
  readonly round: number
  readonly dueOn: string
  readonly since: string
  readonly reason: string | null
  readonly follows: string | null
}

/** Runs in the step's own transaction with the rights of whoever takes the step; throwing undoes the step. */
export type HandoverEffect<P extends Payload> = (tx: Tx, offer: HandoverOffer<P>) => Promise<void>

export interface HandoverKind<P extends Payload = Payload> {
  /** `custody.remand`, unique. */
  readonly kind: string
  readonly title: BothLanguages
  /** Posts that may offer, offer again and withdraw. */
  readonly fromPosts: readonly string[]
  /** Posts that may accept, reject and complete. */
  readonly toPosts: readonly string[]
  /** Days in which an offer should be answered when the offer names no date; 1 unless said. */
  readonly answerWithinDays?: number
  /** Days in which an accepted hand-over should be completed; 7 unless said. */
  readonly completeWithinDays?: number
  /** Several parties may be offered the same subject at once: a referral. A prisoner or an exhibit goes to one. */
  readonly severalAtOnce?: boolean
  /** Steps taken only on the module's own page, because they ask for more: the general page then only links there. */
  readonly ownPage?: readonly ('accept' | 'reject' | 'complete')[]
  /** Accepting is also completing: paper that is simply received. */
  readonly doneWhenAccepted?: boolean
  /** Who records that it is done; the receiver unless said. */
  readonly completedBy?: 'to' | 'from' | 'either'
  readonly onAccept?: HandoverEffect<P>
  readonly onReject?: HandoverEffect<P>
  readonly onComplete?: HandoverEffect<P>
  readonly onWithdraw?: HandoverEffect<P>
  /** Where the thing itself opens, for the list's link. */
  readonly href?: (offer: HandoverOffer<P>) => string
}

/** A kind as the registry keeps it; effects take what their own offers carried. */
export type AnyHandoverKind = Omit<
  HandoverKind,
  'onAccept' | 'onReject' | 'onComplete' | 'onWithdraw' | 'href'
> & {
  readonly [effect in 'onAccept' | 'onReject' | 'onComplete' | 'onWithdraw']?: HandoverEffect<never>
} & { readonly href?: (offer: HandoverOffer<never>) => string }

const kinds = new Map<string, AnyHandoverKind>()

/** Registers what may be handed over, between which posts, and what each answer does. */
export function defineHandover<P extends Payload = Payload>(kind: HandoverKind<P>): HandoverKind<P> {
  if (kinds.has(kind.kind)) throw new Error(`Two hand-overs are called ${kind.kind}.`)
  kinds.set(kind.kind, kind)
  return kind
}

/** @throws when no loaded code defines the kind: a row of it could not be answered */
export function kindOf(kind: string): AnyHandoverKind {
  const found = kinds.get(kind)
  if (found === undefined) throw new Error(`No code defines the hand-over ${kind}.`)
  return found
}

export function definedHandovers(): readonly AnyHandoverKind[] {
  return [...kinds.values()]
}
