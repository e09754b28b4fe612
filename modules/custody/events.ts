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
/** The stay of somebody who died has ended. */
export const PrisonerDied = eventKind<{ imprisonmentId: string; partyId: string | null }>(
  'custody.PrisonerDied',
)
/** Taken over from another prison: the new stay, and the transfer that led to it. */
export const PrisonerTransferred = eventKind<{ imprisonmentId: string; transferId: string }>(
  'custody.PrisonerTransferred',
)
/** Whose licence was revoked is in again, in this prison or another. */
export const LicenceReturned = eventKind<{ licenceId: string }>('custody.LicenceReturned')
/** A register was brought in from a file: how many came in stands with the import. */
export const RegisterImported = eventKind<{ importId: string; prisonId: number }>('custody.RegisterImported')
/** The Inspector-General confirmed a punishment: what it takes from the ledger of remission is posted. */
export const PunishmentConfirmed = eventKind<{ punishmentId: string }>('custody.PunishmentConfirmed')
/** A finding was quashed: what its punishments took is given back. */
export const PunishmentQuashed = eventKind<{ adjudicationId: string }>('custody.PunishmentQuashed')
/** Remission for a passed course was approved: the prison's ledger takes it. */
export const EarnedRemissionApproved = eventKind<{ proposalId: string }>('custody.EarnedRemissionApproved')
/** Another than the prisoner stood at the gate: the superintendent is told. */
export const IdentityDoubted = eventKind<{ checkId: string }>('custody.IdentityDoubted')
/** A serious incident: those whom its type names are told. */
export const SeriousIncident = eventKind<{ incidentId: string }>('custody.SeriousIncident')
