/** Forms persons from pair scores by average linkage, so that no chain of middling links can join strangers. */

export interface ClusteringInput {
  /** Number of items; items are 0 … size-1 and their order decides ties. */
  size: number
  /** Pairs worth considering, in log-odds (bits). Pairs not listed are scored on demand before anything is joined. */
  links: readonly { a: number; b: number; odds: number }[]
  oddsOf(a: number, b: number): number
  /** Pairs that must never be in one cluster, directly or through others. */
  forbidden(a: number, b: number): boolean
  /** Clusters join while the mean log-odds over all their pairs is at least this. */
  joinAt: number
  /** One pair's log-odds count at most this much either way, so that one number cannot outvote everything else. */
  cap: number
  /** Joined before anything else: links an officer has confirmed. */
  confirmed?: readonly { a: number; b: number }[]
}

export interface Clustering {
  /** For each item the lowest item of its cluster. */
  clusterOf: Int32Array
  /** Confirmed links left out because a forbidden pair stands against them. */
  refused: { a: number; b: number }[]
}

interface Join {
  mean: number
  low: number
  high: number
  stampLow: number
  stampHigh: number
}

const before = (x: Join, y: Join) =>
  x.mean !== y.mean ? x.mean > y.mean : x.low !== y.low ? x.low < y.low : x.high < y.high

class JoinQueue {
  #heap: Join[] = []

  push(join: Join): void {
    const heap = this.#heap
    let at = heap.length
    heap.push(join)
    while (at > 0) {
      const parent = (at - 1) >> 1
      if (!before(join, heap[parent]!)) break
      heap[at] = heap[parent]!
      at = parent
    }
    heap[at] = join
  }

  pop(): Join | undefined {
    const heap = this.#heap
    const top = heap[0]
    const last = heap.pop()
    if (top === undefined || last === undefined || heap.length === 0) return top
    let at = 0
    for (;;) {
      let child = 2 * at + 1
      if (child >= heap.length) break
      if (child + 1 < heap.length && before(heap[child + 1]!, heap[child]!)) child++
      if (!before(heap[child]!, last)) break
      heap[at] = heap[child]!
      at = child
    }
    heap[at] = last
    return top
  }
}

export function clusterByAverageLinkage(input: ClusteringInput): Clustering {
  const clusterOf = Int32Array.from({ length: input.size }, (_, at) => at)
  const members: number[][] = Array.from({ length: input.size }, (_, at) => [at])
  const stamp = new Int32Array(input.size)
  /** Capped sums of log-odds between neighbouring clusters; -Infinity once a forbidden pair lies between them. */
  const sums: Map<number, number>[] = Array.from({ length: input.size }, () => new Map())
  const refused: Clustering['refused'] = []
  const queue = new JoinQueue()

  const pairOdds = (a: number, b: number, known?: number) => {
    const [low, high] = a < b ? [a, b] : [b, a]
    if (input.forbidden(low, high)) return Number.NEGATIVE_INFINITY
    return Math.max(-input.cap, Math.min(input.cap, known ?? input.oddsOf(low, high)))
  }
  const sumBetween = (x: number, y: number) => {
    const known = sums[x]!.get(y)
    if (known !== undefined) return known
    let sum = 0
    for (const a of members[x]!) for (const b of members[y]!) sum += pairOdds(a, b)
    return sum
  }
  const offer = (x: number, y: number) => {
    const mean = sums[x]!.get(y)! / (members[x]!.length * members[y]!.length)
    if (mean < input.joinAt) return
    const [low, high] = x < y ? [x, y] : [y, x]
    queue.push({ mean, low, high, stampLow: stamp[low]!, stampHigh: stamp[high]! })
  }
  const join = (low: number, high: number) => {
    const neighbours = new Set([...sums[low]!.keys(), ...sums[high]!.keys()])
    neighbours.delete(low)
    neighbours.delete(high)
    for (const other of neighbours) {
      const sum = sumBetween(low, other) + sumBetween(high, other)
      sums[low]!.set(other, sum)
      sums[other]!.set(low, sum)
      sums[other]!.delete(high)
    }
    sums[low]!.delete(high)
    sums[high]!.clear()
    for (const item of members[high]!) clusterOf[item] = low
    members[low] = [...members[low]!, ...members[high]!]
    members[high] = []
    stamp[low]!++
    stamp[high]!++
    return neighbours
  }

  for (const { a, b, odds } of input.links) {
    const value = pairOdds(a, b, odds)
    sums[a]!.set(b, value)
    sums[b]!.set(a, value)
  }
  const inOrder = (input.confirmed ?? [])
    .map(({ a, b }) => (a < b ? { a, b } : { a: b, b: a }))
    .sort((x, y) => x.a - y.a || x.b - y.b)
  for (const link of inOrder) {
    const [x, y] = [clusterOf[link.a]!, clusterOf[link.b]!]
    if (x === y) continue
    if (sumBetween(x, y) === Number.NEGATIVE_INFINITY) refused.push(link)
    else join(Math.min(x, y), Math.max(x, y))
  }
  for (let x = 0; x < input.size; x++) for (const y of sums[x]!.keys()) if (x < y) offer(x, y)
  for (let next = queue.pop(); next; next = queue.pop()) {
    const { low, high } = next
    if (stamp[low] !== next.stampLow || stamp[high] !== next.stampHigh) continue
    for (const other of join(low, high)) offer(low, other)
  }
  return { clusterOf, refused }
}
