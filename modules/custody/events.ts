import { eventKind } from '#kernel/events'

export const PrisonerAdmitted = eventKind<{ imprisonmentId: string; partyId: string | null }>(
  'custody.PrisonerAdmitted',
)
/** Somebody came in with a serious injury. What it is stays under seal. */
export const SeriousInjuryRecorded = eventKind<{ imprisonmentId: string }>('custody.SeriousInjuryRecorded')
export const ReleaseDateConfirmed = eventKind<{ imprisonmentId: string; releaseDateId: string }>(
  'custody.ReleaseDateConfirmed',
)
export const PrisonerReleased = eventKind<{ imprisonmentId: string; partyId: string | null }>(
  'custody.PrisonerReleased',
)
/** A register was brought in from a file: how many came in stands with the import. */
export const RegisterImported = eventKind<{ importId: string; prisonId: number }>('custody.RegisterImported')
