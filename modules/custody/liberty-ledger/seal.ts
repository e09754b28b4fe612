import { createHash, sign, verify } from 'node:crypto'
import { leafHash, openSealKey, TreeEdge } from '#kernel/audit'
import { fingerprint } from '#kernel/law'
import { homeFolder } from '#platform/postgres'
import type { LawfulBasis } from './basis.ts'

/** What is signed: which prison and day, how many lines and how many of them red, their root, and the ledger before. */
export interface LedgerHead {
  readonly prison: string
  readonly serial: number
  readonly onDate: string
  readonly lines: number
  readonly red: number
  readonly root: string
  readonly previous: string
  readonly at: string
  readonly keyId: string
}

/** Stands where the first ledger of a prison would name the one before it. */
export const noLedger = '0'.repeat(64)

/** What one line says, always the same text for the same line, whatever order the database gives its keys in. */
export function lineHash(imprisonmentId: string, line: LawfulBasis): string {
  const { basis, until, rule, grounds, missing, flags, money } = line
  return fingerprint({ imprisonmentId, basis, until, rule, grounds, missing, flags, money })
}

/** Root over the hashes of the lines, in the order of imprisonments. */
export class LedgerTree {
  readonly #edge = new TreeEdge()
  add(hash: string): void {
    this.#edge.append(leafHash(Buffer.from(hash)))
  }
  root(): string {
    return this.#edge.root().toString('hex')
  }
}

function statement(head: LedgerHead): Buffer {
  const { prison, serial, onDate, lines, red, root, previous, at, keyId } = head
  return Buffer.from(
    `mizan-liberty-ledger\n${prison}\n${serial}\n${onDate}\n${lines}\n${red}\n${root}\n${previous}\n${at}\n${keyId}\n`,
  )
}

export function headHash(head: LedgerHead): string {
  return createHash('sha256').update(statement(head)).digest('hex')
}

/** Signs with the key that also seals the audit; it is never in the database. */
export function signLedger(head: Omit<LedgerHead, 'keyId'>): { keyId: string; signature: string } {
  const key = openSealKey(homeFolder())
  const whole = { ...head, keyId: key.id }
  return { keyId: key.id, signature: sign(null, statement(whole), key.privateKey).toString('base64') }
}

export function isSignedHere(head: LedgerHead, signature: string): boolean {
  const key = openSealKey(homeFolder())
  return (
    key.id === head.keyId && verify(null, statement(head), key.publicKey, Buffer.from(signature, 'base64'))
  )
}
