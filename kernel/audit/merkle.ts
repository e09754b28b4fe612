import { createHash } from 'node:crypto'

/** RFC 9162 §2.1.1: leaves and inner nodes are hashed with different first bytes, so that neither can pass for the other. */
export function leafHash(data: Buffer): Buffer {
  return createHash('sha256').update(Buffer.of(0)).update(data).digest()
}

export function nodeHash(left: Buffer, right: Buffer): Buffer {
  return createHash('sha256').update(Buffer.of(1)).update(left).update(right).digest()
}

/** Root of the tree without leaves. */
export const emptyRoot: Buffer = createHash('sha256').digest()

/** A complete subtree: `index`-th of those with 2^level leaves. */
export interface Node {
  readonly level: number
  readonly index: number
  readonly hash: Buffer
}

/** The right-hand edge of a growing tree: its complete subtrees, largest first. Appending gives the nodes that became complete. */
export class TreeEdge {
  readonly #peaks: Node[]
  #size: number
  constructor(size = 0, peaks: readonly Node[] = []) {
    this.#size = size
    this.#peaks = [...peaks]
  }
  get size(): number {
    return this.#size
  }
  append(leaf: Buffer): Node[] {
    const completed: Node[] = []
    let node: Node = { level: 0, index: this.#size, hash: leaf }
    this.#size += 1
    for (
      let left = this.#peaks.at(-1);
      left !== undefined && left.level === node.level;
      left = this.#peaks.at(-1)
    ) {
      this.#peaks.pop()
      node = { level: node.level + 1, index: left.index / 2, hash: nodeHash(left.hash, node.hash) }
      completed.push(node)
    }
    this.#peaks.push(node)
    return completed
  }
  root(): Buffer {
    const [last, ...rest] = [...this.#peaks].reverse()
    if (last === undefined) return emptyRoot
    return rest.reduce((hash, peak) => nodeHash(peak.hash, hash), last.hash)
  }
}

/** Levels and indexes of the complete subtrees that make up a tree of `size` leaves, largest first. */
export function peaksOf(size: number): { level: number; index: number }[] {
  const peaks: { level: number; index: number }[] = []
  let done = 0
  for (let level = 52; level >= 0; level -= 1) {
    const width = 2 ** level
    if (size - done >= width) {
      peaks.push({ level, index: done / width })
      done += width
    }
  }
  return peaks
}

/**
 * Audit path of a leaf in a tree of `size` leaves (RFC 9162 §2.1.3.1). `hashOf` gives the hash of a complete subtree.
 */
export async function inclusionPath(
  position: number,
  size: number,
  hashOf: (level: number, index: number) => Promise<Buffer>,
): Promise<Buffer[]> {
  const path = async (from: number, to: number): Promise<Buffer[]> => {
    const width = to - from
    if (width === 1) return []
    const split = largestPowerBelow(width)
    return position < from + split
      ? [...(await path(from, from + split)), await rangeHash(from + split, to, hashOf)]
      : [...(await path(from + split, to)), await rangeHash(from, from + split, hashOf)]
  }
  return path(0, size)
}

async function rangeHash(
  from: number,
  to: number,
  hashOf: (level: number, index: number) => Promise<Buffer>,
): Promise<Buffer> {
  const width = to - from
  const level = Math.log2(width)
  if (Number.isInteger(level) && from % width === 0) return hashOf(level, from / width)
  const split = largestPowerBelow(width)
  return nodeHash(await rangeHash(from, from + split, hashOf), await rangeHash(from + split, to, hashOf))
}

function largestPowerBelow(width: number): number {
  let power = 1
  while (power * 2 < width) power *= 2
  return power
}

/** The root that a leaf and its audit path lead to (RFC 9162 §2.1.3.2); compare it with a signed head. */
export function rootFromPath(leaf: Buffer, position: number, size: number, path: readonly Buffer[]): Buffer {
  const walk = (from: number, to: number, depth: number): Buffer => {
    if (to - from === 1) return leaf
    const split = largestPowerBelow(to - from)
    const sibling = path[path.length - 1 - depth]
    if (sibling === undefined) throw new Error('The path is too short.')
    return position < from + split
      ? nodeHash(walk(from, from + split, depth + 1), sibling)
      : nodeHash(sibling, walk(from + split, to, depth + 1))
  }
  return walk(0, size, 0)
}
