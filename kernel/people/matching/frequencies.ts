/** How common each name is. */
export interface TokenFrequencies {
  /** Share assumed for a key never counted. */
  default: number
  /** Share of records that hold the key. */
  tokens: Record<string, number>
}

/** Counts over records; keys seen in fewer than `atLeast` records are left to the default. */
export function countFrequencies(
  keysOfRecords: Iterable<readonly string[]>,
  atLeast: number,
): TokenFrequencies {
  const counts = new Map<string, number>()
  let total = 0
  for (const keys of keysOfRecords) {
    total++
    for (const key of new Set(keys)) counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  const tokens: Record<string, number> = {}
  for (const [key, count] of [...counts].sort(([a], [b]) => (a < b ? -1 : 1)))
    if (count >= atLeast) tokens[key] = Number((count / total).toPrecision(4))
  return { default: Number((atLeast / Math.max(1, total)).toPrecision(4)), tokens }
}

/** Records' worth of trust in known frequencies against those counted in the file at hand. */
const PRIOR_RECORDS = 1000

/** Judged by the records at hand and, where they are few, by what was known before. */
export function blendFrequencies(
  known: TokenFrequencies,
  keysOfRecords: readonly (readonly string[])[],
): TokenFrequencies {
  const counts = new Map<string, number>()
  for (const keys of keysOfRecords)
    for (const key of new Set(keys)) counts.set(key, (counts.get(key) ?? 0) + 1)
  const total = keysOfRecords.length + PRIOR_RECORDS
  const tokens: Record<string, number> = {}
  for (const key of new Set([...Object.keys(known.tokens), ...counts.keys()]))
    tokens[key] = ((counts.get(key) ?? 0) + PRIOR_RECORDS * (known.tokens[key] ?? known.default)) / total
  return { default: (PRIOR_RECORDS * known.default) / total, tokens }
}
