import { eventKind } from '#kernel/events'

export const RemandOrdered = eventKind<{ orderId: string; caseId: string; partyId: string }>(
  'courts.RemandOrdered',
)
export const HearingListed = eventKind<{ hearingId: string; caseId: string }>('courts.HearingListed')
export const HearingHeld = eventKind<{ hearingId: string; caseId: string }>('courts.HearingHeld')
export const JudgmentSigned = eventKind<{ judgmentId: string; caseId: string; partyId: string }>(
  'courts.JudgmentSigned',
)
export const ReleaseOrdered = eventKind<{
  orderId: string
  caseId: string
  partyId: string
  prisonId: number
}>('courts.ReleaseOrdered')
/** A court ordered on bail, whoever asked for it. */
export const BailOrdered = eventKind<{ bailOrderId: string; caseId: string; partyId: string }>(
  'courts.BailOrdered',
)
export const BailPetitionRegistered = eventKind<{ petitionId: string; caseId: string; partyId: string }>(
  'courts.BailPetitionRegistered',
)
export const BailPetitionDecided = eventKind<{ petitionId: string; caseId: string; partyId: string }>(
  'courts.BailPetitionDecided',
)
export const ReferenceAnswered = eventKind<{ referenceId: string; caseId: string; partyId: string }>(
  'courts.ReferenceAnswered',
)
