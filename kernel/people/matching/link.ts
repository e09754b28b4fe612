import { blocksOf, forEachCandidate, type SkippedBlock } from './candidates.ts'
import { clusterByAverageLinkage } from './clustering.ts'
import type { LinkModel, LinkParameters } from './model.ts'
import { Scorer } from './score.ts'

export interface LinkOptions {
  /** Pairs of ids that were decided to be different people: sticky, never joined, not even through a third record. */
  cannotLinks?: readonly (readonly [string, string])[]
  /** Records the file was drawn from, when it is a part of a larger register; default: the records given. */
  population?: number
  /** Pairs of ids that an officer has confirmed. A cannot-link or hard conflict between their groups refuses them. */
  confirmedLinks?: readonly (readonly [string, string])[]
  onProgress?(stage: 'blocking' | 'scoring' | 'clustering', done: number, of: number): void
}

export interface LinkedPair {
  a: string
  b: string
  /** Bits of direct evidence between the two records. */
  bits: number
  /** Probability that they are one person, given the direct evidence and the records they are grouped with. */
  probability: number
}

export interface LinkResult {
  /** Every pair held to be one person, by falling probability. */
  pairs: LinkedPair[]
  /** Groups of two or more record ids, each sorted. */
  clusters: string[][]
  blocking: {
    blocks: number
    candidates: number
    maxBlock: number
    skipped: SkippedBlock[]
  }
  refusedLinks: { a: string; b: string }[]
}

/** Links below these log-odds are left for on-demand scoring; far below any joining. */
const WORTH_KEEPING = -8

/** Pure linkage of any kind of record. The order of `records` does not change the outcome. Ids must be unique. */
export function linkByModel<R extends { id: string }>(
  model: LinkModel<R>,
  records: readonly R[],
  parameters: LinkParameters,
  options: LinkOptions = {},
): LinkResult {
  const ordered = [...records].sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0))
  const sorted = model.ready?.(ordered) ?? ordered
  const position = new Map(sorted.map((record, at) => [record.id, at]))
  if (position.size !== sorted.length) throw new Error('record ids must be unique')
  const scorer = new Scorer(model, parameters, Math.max(sorted.length, options.population ?? 0))
  const oddsOf = (a: number, b: number) => scorer.odds(scorer.bits(sorted[a]!, sorted[b]!))

  const toPositions = (pairs: LinkOptions['cannotLinks']) =>
    (pairs ?? []).flatMap(([left, right]) => {
      const [a, b] = [position.get(left), position.get(right)]
      return a === undefined || b === undefined || a === b ? [] : [{ a: Math.min(a, b), b: Math.max(a, b) }]
    })
  const apart = new Set(toPositions(options.cannotLinks).map(({ a, b }) => a * sorted.length + b))
  const forbidden = (a: number, b: number) =>
    apart.has(a * sorted.length + b) || model.conflict?.(sorted[a]!, sorted[b]!) !== undefined

  const maxBlock = parameters.blocking.maxBlock
  options.onProgress?.('blocking', 0, sorted.length)
  const blocks = blocksOf(model, sorted, maxBlock)
  const links: { a: number; b: number; odds: number }[] = []
  let candidates = 0
  let reported = -1
  forEachCandidate(blocks, (a, b) => {
    candidates++
    if (a >= reported + 1000) {
      reported = a
      options.onProgress?.('scoring', a, sorted.length)
    }
    const odds = oddsOf(a, b)
    if (odds > WORTH_KEEPING) links.push({ a, b, odds })
  })
  options.onProgress?.('clustering', 0, links.length)
  const { clusterOf, refused } = clusterByAverageLinkage({
    size: sorted.length,
    links,
    oddsOf,
    forbidden,
    joinAt: parameters.clustering.joinAtBits,
    cap: parameters.clustering.capBits,
    confirmed: toPositions(options.confirmedLinks),
  })

  const groups = new Map<number, number[]>()
  for (const [at, cluster] of clusterOf.entries()) {
    const group = groups.get(cluster)
    if (group) group.push(at)
    else groups.set(cluster, [at])
  }
  const pairs: LinkedPair[] = []
  const clusters: string[][] = []
  for (const group of groups.values()) {
    if (group.length < 2) continue
    clusters.push(group.map((at) => sorted[at]!.id))
    pairs.push(...groupPairs(group, scorer, sorted))
  }
  pairs.sort((x, y) => y.probability - x.probability || (x.a < y.a ? -1 : x.a > y.a ? 1 : x.b < y.b ? -1 : 1))
  return {
    pairs,
    clusters,
    blocking: { blocks: blocks.members.length, candidates, maxBlock, skipped: blocks.skipped },
    refusedLinks: refused.map(({ a, b }) => ({ a: sorted[a]!.id, b: sorted[b]!.id })),
  }
}

/**
 * Two records that say little about each other may both be tied to a third. A pair's log-odds are the larger of its
 * own and a share of the weaker leg of its best path through one other member.
 */
function groupPairs<R extends { id: string }>(
  group: number[],
  scorer: Scorer<R>,
  sorted: readonly R[],
): LinkedPair[] {
  const bits = group.map((a) => group.map((b) => (a === b ? 0 : scorer.bits(sorted[a]!, sorted[b]!))))
  const odds = bits.map((row) => row.map((value) => scorer.odds(value)))
  const pairs: LinkedPair[] = []
  for (let i = 0; i < group.length; i++)
    for (let j = i + 1; j < group.length; j++) {
      let path = Number.NEGATIVE_INFINITY
      for (let k = 0; k < group.length; k++)
        if (k !== i && k !== j) path = Math.max(path, Math.min(odds[i]![k]!, odds[k]![j]!))
      const direct = odds[i]![j]!
      const joint = Math.max(direct, (direct + path) / 2)
      pairs.push({
        a: sorted[group[i]!]!.id,
        b: sorted[group[j]!]!.id,
        bits: bits[i]![j]!,
        probability: scorer.probability(joint),
      })
    }
  return pairs
}
