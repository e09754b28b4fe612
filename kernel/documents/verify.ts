import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Services } from '#kernel/gate'
import type { Tx } from '#platform/db'
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
  const { rows } = await database.pool.query<Answer>(`select * from documents.verify($1)`, [hashOf(code)])
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
    status: statusOf(found),
    endedAt: found.revoked_at ?? found.replaced_at,
  }
}

function hashOf(code: string): string {
  return createHash('sha256').update(normalCode(code)).digest('hex')
}

function statusOf(found: Pick<Answer, 'revoked_at' | 'replaced_at'>): 'valid' | 'replaced' | 'revoked' {
  return found.revoked_at !== null ? 'revoked' : found.replaced_at !== null ? 'replaced' : 'valid'
}

/** An issued document by the code on its sheet. */
export interface IssuedPaper {
  readonly number: string
  readonly kind: string
  readonly issuer: { readonly en: string; readonly ur: string }
  readonly issuedAt: string
  readonly status: 'valid' | 'replaced' | 'revoked'
  /** Null where the actor may not see the document itself, only that it is genuine. */
  readonly documentId: string | null
  readonly caseId: string | null
}

/** What the code on a sheet leads to, and the document itself where the actor may see it. @throws documents.no-such-code */
export async function findIssued(tx: Tx, code: string): Promise<IssuedPaper> {
  const hash = hashOf(code)
  const { rows } = await sql<Answer & { document_id: string | null; case_id: string | null }>`
    select f.*, d.id as document_id, d.case_id from documents.verify(${hash}) f
      left join documents.verification v on v.token_hash = ${hash} left join documents.document d on d.id = v.document_id`.execute(
    tx,
  )
  const found = rows[0]
  if (found === undefined) throw refuse('documents.no-such-code')
  return {
    number: found.number,
    kind: found.kind,
    issuer: { en: found.issuer_en, ur: found.issuer_ur },
    issuedAt: found.issued_at,
    status: statusOf(found),
    documentId: found.document_id,
    caseId: found.case_id,
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
