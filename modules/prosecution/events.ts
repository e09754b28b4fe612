import { eventKind } from '#kernel/events'

export const ChallanReturned = eventKind<{ caseId: string; scrutinyId: string }>(
  'prosecution.ChallanReturned',
)
export const ChallanFiled = eventKind<{ caseId: string; courtId: number; filingId: string }>(
  'prosecution.ChallanFiled',
)
