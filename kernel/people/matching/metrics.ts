/** Figures of merit against labelled records. */

export interface LabelledPair {
  same: boolean
  probability: number
  /** How much the pair counts; 1 unless said. */
  weight?: number
}

export interface LinkageFigures {
  truePairs: number
  heldPairs: number
  precision: number
  recall: number
  f1: number
  /** Largest recall reachable by a probability cut at which at least 99 % of held pairs are right. */
  recallAt99: number
}

/** Pairs inside one truth cluster: n(n-1)/2 for each. */
export function countTruePairs(clusters: Iterable<string>): number {
  const sizes = new Map<string, number>()
  for (const cluster of clusters) sizes.set(cluster, (sizes.get(cluster) ?? 0) + 1)
  let pairs = 0
  for (const size of sizes.values()) pairs += (size * (size - 1)) / 2
  return pairs
}

/** Ties count whole: a cut cannot fall between pairs of equal probability. */
export function linkageFigures(held: readonly LabelledPair[], truePairs: number): LinkageFigures {
  const sorted = [...held].sort((a, b) => b.probability - a.probability)
  let right = 0
  let all = 0
  let rightAt99 = 0
  for (const [at, pair] of sorted.entries()) {
    const weight = pair.weight ?? 1
    all += weight
    if (pair.same) right += weight
    const ends = sorted[at + 1]?.probability !== pair.probability
    if (ends && right >= 0.99 * all) rightAt99 = right
  }
  const precision = all === 0 ? 0 : right / all
  const recall = truePairs === 0 ? 0 : right / truePairs
  const f1 = precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall)
  const recallAt99 = truePairs === 0 ? 0 : rightAt99 / truePairs
  return { truePairs, heldPairs: held.length, precision, recall, f1, recallAt99 }
}
