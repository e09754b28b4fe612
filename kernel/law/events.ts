import { eventKind } from '#kernel/events'

/** Two law officers have adopted a version of a rule pack: whoever keeps dates computed under the pack reopens them. */
export const PackAdopted = eventKind<{
  versionId: string
  code: string
  version: string
  effectiveFrom: string
}>('law.PackAdopted')

/** The version is in force from today: what is computed from now on is computed under it. */
export const PackInForce = eventKind<{ versionId: string; code: string; version: string }>('law.PackInForce')

/** Two law officers have closed a province's courts for some days: open days after them may have moved. */
export const CourtsClosed = eventKind<{ closureId: string; firstDay: string; lastDay: string }>(
  'law.CourtsClosed',
)
