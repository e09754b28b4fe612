import fc from 'fast-check'
import { expect, test } from 'vitest'
import { emptyRoot, inclusionPath, leafHash, nodeHash, peaksOf, rootFromPath, TreeEdge } from './merkle.ts'

/** The definition of RFC 9162 §2.1.1, word for word, to hold the growing tree against. */
function rootByDefinition(leaves: readonly Buffer[]): Buffer {
  if (leaves.length === 0) return emptyRoot
  if (leaves.length === 1) return leaves[0]!
  let k = 1
  while (k * 2 < leaves.length) k *= 2
  return nodeHash(rootByDefinition(leaves.slice(0, k)), rootByDefinition(leaves.slice(k)))
}

const leafList = fc
  .array(fc.uint8Array({ maxLength: 40 }), { maxLength: 130 })
  .map((list) => list.map((bytes) => leafHash(Buffer.from(bytes))))

test('the growing tree has the root the standard defines', () => {
  fc.assert(
    fc.property(leafList, (leaves) => {
      const edge = new TreeEdge()
      for (const leaf of leaves) edge.append(leaf)
      expect(edge.root()).toEqual(rootByDefinition(leaves))
    }),
  )
})

test('a tree taken up again from its peaks goes on as if it had never stopped', () => {
  fc.assert(
    fc.property(leafList, leafList, (first, then) => {
      const whole = new TreeEdge()
      const nodes = new Map<string, Buffer>()
      for (const leaf of first) {
        nodes.set(`0/${whole.size}`, leaf)
        for (const node of whole.append(leaf)) nodes.set(`${node.level}/${node.index}`, node.hash)
      }
      const resumed = new TreeEdge(
        first.length,
        peaksOf(first.length).map((peak) => ({ ...peak, hash: nodes.get(`${peak.level}/${peak.index}`)! })),
      )
      for (const leaf of then) {
        whole.append(leaf)
        resumed.append(leaf)
      }
      expect(resumed.root()).toEqual(whole.root())
    }),
  )
})

test('a leaf’s path leads to the root, and another leaf’s does not', async () => {
  await fc.assert(
    fc.asyncProperty(
      leafList.filter((leaves) => leaves.length > 0),
      fc.nat(),
      async (leaves, pick) => {
        const position = pick % leaves.length
        const edge = new TreeEdge()
        const nodes = new Map<string, Buffer>()
        for (const leaf of leaves) {
          nodes.set(`0/${edge.size}`, leaf)
          for (const node of edge.append(leaf)) nodes.set(`${node.level}/${node.index}`, node.hash)
        }
        const path = await inclusionPath(
          position,
          leaves.length,
          async (level, index) => nodes.get(`${level}/${index}`)!,
        )
        expect(rootFromPath(leaves[position]!, position, leaves.length, path)).toEqual(edge.root())
        expect(
          rootFromPath(leafHash(Buffer.from('another entry altogether')), position, leaves.length, path),
        ).not.toEqual(edge.root())
      },
    ),
  )
})
