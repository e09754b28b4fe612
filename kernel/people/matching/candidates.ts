import type { LinkModel } from './model.ts'

export interface SkippedBlock {
  key: string
  records: number
}

export interface Blocks {
  /** Members of each kept block, as positions in the record list, ascending. */
  members: number[][]
  /** For each record the blocks it is in. */
  ofRecord: number[][]
  /** Blocks too large to compare; what they held is found only through other keys. */
  skipped: SkippedBlock[]
}

export function blocksOf<R extends { id: string }>(
  model: LinkModel<R>,
  records: readonly R[],
  maxBlock: number,
): Blocks {
  const byKey = new Map<string, number[]>()
  for (const [at, record] of records.entries())
    for (const key of model.blockingKeys(record)) {
      const members = byKey.get(key)
      if (members) members.push(at)
      else byKey.set(key, [at])
    }
  const blocks: Blocks = { members: [], ofRecord: records.map(() => []), skipped: [] }
  for (const [key, members] of byKey) {
    if (members.length < 2) continue
    if (members.length > maxBlock) {
      blocks.skipped.push({ key, records: members.length })
      continue
    }
    for (const at of members) blocks.ofRecord[at]!.push(blocks.members.length)
    blocks.members.push(members)
  }
  blocks.skipped.sort((a, b) => b.records - a.records || (a.key < b.key ? -1 : 1))
  return blocks
}

/** Calls `visit(a, b)` once, a < b, for every pair of records that share a kept block. */
export function forEachCandidate(blocks: Blocks, visit: (a: number, b: number) => void): void {
  const seenBy = new Int32Array(blocks.ofRecord.length).fill(-1)
  for (let a = 0; a < blocks.ofRecord.length; a++)
    for (const block of blocks.ofRecord[a]!)
      for (const b of blocks.members[block]!)
        if (b > a && seenBy[b] !== a) {
          seenBy[b] = a
          visit(a, b)
        }
}
