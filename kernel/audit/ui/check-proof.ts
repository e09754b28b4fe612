import type { OutputOf } from '#platform/http/contract'
import type { getAuditKey, getAuditProof } from '../contract.ts'

export type AuditProof = NonNullable<OutputOf<typeof getAuditProof>['proof']>

export interface Checked {
  /** Hash of the entry's text, worked out here. */
  readonly leaf: string
  readonly leafHolds: boolean
  /** Root that the leaf and the path lead to, worked out here. */
  readonly root: string
  readonly rootHolds: boolean
  /** Nothing when this browser cannot check Ed25519 signatures. */
  readonly signatureHolds: boolean | undefined
  readonly keyHolds: boolean
}

/** Checks a proof on this device alone: what the server says of its own proof counts for nothing. */
export async function checkProof(proof: AuditProof, key: OutputOf<typeof getAuditKey>): Promise<Checked> {
  const leaf = hex(await leafOf(proof.text))
  const root = await rootOf(proof)
  return {
    leaf,
    leafHolds: leaf === proof.leaf,
    root,
    rootHolds: root === proof.root,
    signatureHolds: await isSigned(proof, key.publicKey),
    keyHolds:
      key.keyId === proof.keyId && hex(await sha256(fromBase64(key.publicKey))).slice(0, 16) === proof.keyId,
  }
}

/** RFC 9162 §2.1.3.2: from the entry's own text, never from the leaf the server names. */
export async function rootOf(
  proof: Pick<AuditProof, 'text' | 'position' | 'size' | 'path'>,
): Promise<string> {
  const leaf = await leafOf(proof.text)
  let used = 0
  const walk = async (from: number, to: number, depth: number): Promise<Uint8Array<ArrayBuffer>> => {
    if (to - from === 1) return leaf
    const split = largestPowerBelow(to - from)
    const sibling = proof.path[proof.path.length - 1 - depth]
    if (sibling === undefined) throw new Error('The path of the proof is too short.')
    used += 1
    const left = proof.position < from + split
    const own = await (left ? walk(from, from + split, depth + 1) : walk(from + split, to, depth + 1))
    return left ? nodeOf(own, fromHex(sibling)) : nodeOf(fromHex(sibling), own)
  }
  const root = await walk(0, proof.size, 0)
  if (used !== proof.path.length) throw new Error('The path of the proof is too long.')
  return hex(root)
}

/** The sentence a head's signature covers. */
export function statementOf(head: {
  size: number
  root: string
  previous: string
  at: string
  keyId: string
}): string {
  return `mizan-audit-head\n${head.size}\n${head.root}\n${head.previous}\n${head.at}\n${head.keyId}\n`
}

async function isSigned(proof: AuditProof, publicKey: string): Promise<boolean | undefined> {
  const key = await crypto.subtle
    .importKey('spki', fromBase64(publicKey), { name: 'Ed25519' }, false, ['verify'])
    .catch((error: unknown) => {
      if (error instanceof DOMException && error.name === 'NotSupportedError') return undefined
      throw error
    })
  if (key === undefined) return undefined
  return crypto.subtle.verify(
    { name: 'Ed25519' },
    key,
    fromBase64(proof.signature),
    new TextEncoder().encode(statementOf(proof)),
  )
}

const sha256 = async (bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> =>
  new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
const leafOf = (text: string) => sha256(new Uint8Array([0, ...new TextEncoder().encode(text)]))
const nodeOf = (left: Uint8Array, right: Uint8Array) => sha256(new Uint8Array([1, ...left, ...right]))
const hex = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
const fromHex = (text: string): Uint8Array =>
  Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
const fromBase64 = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0))

function largestPowerBelow(width: number): number {
  let power = 1
  while (power * 2 < width) power *= 2
  return power
}
