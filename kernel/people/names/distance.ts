/** Whether two words differ by at most one typing slip: a letter added, lost, changed, or two neighbours swapped. */
export function withinOneEdit(a: string, b: string): boolean {
  const difference = a.length - b.length
  if (difference > 1 || difference < -1) return false
  let start = 0
  const shorter = Math.min(a.length, b.length)
  while (start < shorter && a.charCodeAt(start) === b.charCodeAt(start)) start++
  let endA = a.length
  let endB = b.length
  while (endA > start && endB > start && a.charCodeAt(endA - 1) === b.charCodeAt(endB - 1)) {
    endA--
    endB--
  }
  const leftA = endA - start
  const leftB = endB - start
  if (leftA <= 1 && leftB <= 1) return true
  return leftA === 2 && leftB === 2 && a[start] === b[start + 1] && a[start + 1] === b[start]
}

/** Jaro-Winkler similarity, 0 to 1, with the usual prefix bonus of 0.1 for at most four letters. */
export function jaroWinkler(a: string, b: string): number {
  if (a === b) return 1
  if (a === '' || b === '') return 0
  const reach = Math.max(0, Math.floor(Math.max(a.length, b.length) / 2) - 1)
  const taken = new Uint8Array(b.length)
  const matchedA: string[] = []
  for (let i = 0; i < a.length; i++) {
    const end = Math.min(b.length, i + reach + 1)
    for (let j = Math.max(0, i - reach); j < end; j++)
      if (taken[j] === 0 && a[i] === b[j]) {
        taken[j] = 1
        matchedA.push(a[i]!)
        break
      }
  }
  const matches = matchedA.length
  if (matches === 0) return 0
  let swapped = 0
  let at = 0
  for (let j = 0; j < b.length; j++)
    if (taken[j] === 1) {
      if (matchedA[at] !== b[j]) swapped++
      at++
    }
  const jaro = (matches / a.length + matches / b.length + (matches - swapped / 2) / matches) / 3
  let prefix = 0
  while (prefix < 4 && prefix < a.length && prefix < b.length && a[prefix] === b[prefix]) prefix++
  return jaro + prefix * 0.1 * (1 - jaro)
}

/** Optimal string alignment distance, given up beyond `limit` (the answer is then limit + 1). */
export function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1
  const width = b.length + 1
  let before = new Array<number>(width).fill(limit + 1)
  let previous = Array.from({ length: width }, (_, j) => j)
  let row = new Array<number>(width).fill(limit + 1)
  for (let i = 1; i <= a.length; i++) {
    // Cells further than `limit` from the diagonal cannot matter.
    const from = Math.max(1, i - limit)
    const to = Math.min(b.length, i + limit)
    row.fill(limit + 1)
    if (from === 1) row[0] = i
    let best = row[0]!
    for (let j = from; j <= to; j++) {
      const cost = a.charCodeAt(i - 1) === b.charCodeAt(j - 1) ? 0 : 1
      let value = Math.min(previous[j]! + 1, row[j - 1]! + 1, previous[j - 1]! + cost)
      if (
        i > 1 &&
        j > 1 &&
        a.charCodeAt(i - 1) === b.charCodeAt(j - 2) &&
        a.charCodeAt(i - 2) === b.charCodeAt(j - 1)
      )
        value = Math.min(value, before[j - 2]! + 1)
      row[j] = value
      if (value < best) best = value
    }
    if (best > limit) return limit + 1
    ;[before, previous, row] = [previous, row, before]
  }
  return Math.min(previous[b.length]!, limit + 1)
}
