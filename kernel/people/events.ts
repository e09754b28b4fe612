import { eventKind } from '#kernel/events'

/** Two persons turned out to be one. Modules recompute what hangs on either and hold it for an officer; `from` stays a valid identifier. */
export const PersonsMerged = eventKind<{ decisionId: string; into: string; from: string }>(
  'people.PersonsMerged',
)
/** A merge was undone: `into` is a person of its own again, apart from `from`. */
export const PersonsSplit = eventKind<{ decisionId: string; into: string; from: string }>(
  'people.PersonsSplit',
)
