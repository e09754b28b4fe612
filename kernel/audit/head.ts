import { createHash, sign, verify } from 'node:crypto'
import type { SealKey } from './seal-key.ts'

/** A signed statement: after `size` entries the tree's root was `root`. */
export interface Head {
  readonly size: number
  readonly root: Buffer
  /** Hash of the head before; zeros for the first. */
  readonly previous: Buffer
  /** ISO instant with milliseconds. */
  readonly at: string
  readonly keyId: string
  readonly signature: Buffer
}

export const noHead: Buffer = Buffer.alloc(32)

function statement(head: Omit<Head, 'signature'>): Buffer {
  return Buffer.from(
    `mizan-audit-head\n${head.size}\n${head.root.toString('hex')}\n${head.previous.toString('hex')}\n${head.at}\n${head.keyId}\n`,
  )
}

export function headHash(head: Omit<Head, 'signature'>): Buffer {
  return createHash('sha256').update(statement(head)).digest()
}

export function signHead(head: Omit<Head, 'signature' | 'keyId'>, key: SealKey): Head {
  const unsigned = { ...head, keyId: key.id }
  return { ...unsigned, signature: sign(null, statement(unsigned), key.privateKey) }
}

export function isSignedBy(head: Head, key: Pick<SealKey, 'publicKey' | 'id'>): boolean {
  return head.keyId === key.id && verify(null, statement(head), key.publicKey, head.signature)
}

/** A head as one line for a witness: a site node, a court, a printed code. */
export function headLine(head: Head): string {
  return JSON.stringify({
    size: head.size,
    root: head.root.toString('hex'),
    previous: head.previous.toString('hex'),
    at: head.at,
    keyId: head.keyId,
    signature: head.signature.toString('base64'),
  })
}

export function readHeadLine(line: string): Head {
  const read = JSON.parse(line) as Record<string, string | number>
  return {
    size: Number(read.size),
    root: Buffer.from(String(read.root), 'hex'),
    previous: Buffer.from(String(read.previous), 'hex'),
    at: String(read.at),
    keyId: String(read.keyId),
    signature: Buffer.from(String(read.signature), 'base64'),
  }
}
