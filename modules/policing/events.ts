import { eventKind } from '#kernel/events'

export const FirRegistered = eventKind<{ caseId: string }>('policing.FirRegistered')
export const AccusedArrested = eventKind<{ caseId: string; partyId: string; arrestId: string }>(
  'policing.AccusedArrested',
)
export const ProducedInCourt = eventKind<{
  caseId: string
  partyId: string
  applicationId: string
  courtId: number
}>('policing.ProducedInCourt')
export const ChallanSubmitted = eventKind<{ caseId: string; reportId: string }>('policing.ChallanSubmitted')
