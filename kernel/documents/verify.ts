import { createHash } from 'node:crypto'
import type { Services } from '#kernel/gate'
import { refuse } from '#platform/http'
import type { OutputOf } from '#platform/http/contract'
import type { verifyDocument } from './contract.ts'

/** Where the public reaches this installation, without a slash at the end. */
export function publicAddress(environment: NodeJS.ProcessEnv = process.env): string {
  return (environment.MIZAN_PUBLIC_URL || `http://localhost:${environment.PORT || 8080}`).replace(/\/+$/, '')
}

/** As printed, read out or typed: any case, with or without dashes, O for 0 and I or L for 1. */
export function normalCode(text: string): string {
  return text
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1')
}

interface Answer {
  number: string
  kind: string
  issuer_en: string
  issuer_ur: string
  issued_at: string
  sha256: string
  size: number
  fingerprint: string
  replaced_at: string | null
  revoked_at: string | null
}

/** What anyone may know of a document whose code they hold. @throws documents.no-such-code, too-many-requests */
export async function verifyCode(
  { database }: Services,
  code: string,
  caller: { address: string; now: Date },
): Promise<OutputOf<typeof verifyDocument>> {
  countAsking(caller.address, caller.now)
  const hash = createHash('sha256').update(normalCode(code)).digest('hex')
  const { rows } = await database.pool.query<Answer>(`select * from documents.verify($1)`, [hash])
  const found = rows[0]
  if (found === undefined) throw refuse('documents.no-such-code')
  return {
    number: found.number,
    kind: found.kind,
    issuer: { en: found.issuer_en, ur: found.issuer_ur },
    issuedAt: found.issued_at,
    sha256: found.sha256,
    size: found.size,
    fingerprint: found.fingerprint,
    status: found.revoked_at !== null ? 'revoked' : found.replaced_at !== null ? 'replaced' : 'valid',
    endedAt: found.revoked_at ?? found.replaced_at,
  }
}

/** A hundred bits cannot be guessed; this only keeps a stranger from using up the database. A court's front desk stays below it. */
const allowedAMinute = 60
/** Without a proxy that names the caller's address, all callers are counted as one. */
const allowedWithoutAddress = 600
const minuteMs = 60_000
const addressesRemembered = 10_000
const asked = new Map<string, { since: number; count: number }>()

function countAsking(address: string, now: Date): void {
  const time = now.getTime()
  const own = asked.get(address)
  if (own !== undefined && time - own.since < minuteMs) {
    own.count += 1
    if (own.count > (address === '' ? allowedWithoutAddress : allowedAMinute))
      throw refuse('too-many-requests')
    return
  }
  // Oldest first, as a Map keeps them: an attacker with many addresses cannot fill the memory.
  asked.delete(address)
  if (asked.size >= addressesRemembered) asked.delete(asked.keys().next().value ?? '')
  asked.set(address, { since: time, count: 1 })
}
