import { createHash, randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { standing } from '#kernel/access'
import type { Tx } from '#platform/db'
import { inspectFile, largestFile, safeName, type Verdict } from '#platform/documents-engine'
import { refuse } from '#platform/http'
import type { BothLanguages } from '#platform/http/contract'
import { documentStorage, virusScanner } from './store.ts'

export interface NewDocument {
  /** Given when the caller must be able to repeat itself, or to add a version to a document of its own. */
  readonly id?: string | undefined
  /** `module.kind`; its name is `document.<kind>` in that module's texts. */
  readonly kind: string
  readonly title: BothLanguages
  readonly bytes: Uint8Array | ReadableStream<Uint8Array>
  readonly fileName: string
  readonly caseId?: string | null | undefined
  readonly personId?: string | null | undefined
  /** Units that may see it; the unit that keeps it always does. */
  readonly units: readonly number[]
  /** Permission a reader must hold besides; the caller must hold it too. */
  readonly needs?: string | undefined
  /** The unit it belongs to, for a reaction that acts for a province; the actor's own if absent. */
  readonly unitId?: number | undefined
}

export interface Kept {
  readonly documentId: string
  readonly version: number
  readonly sha256: string
}

export interface Made {
  /** Template and fingerprint, for what the system made itself. */
  readonly renderedFrom?: string
}

/**
 * Keeps a file with its record. The bytes are durable in the store before this returns; if the transaction is rolled back they
 * are swept away later. Repeating it with the same identifier and content does nothing; other content is a new version.
 * @throws documents.type and the other refusals of files
 */
export async function keepDocument(tx: Tx, input: NewDocument, made: Made = {}): Promise<Kept> {
  const bytes = input.bytes instanceof Uint8Array ? input.bytes : await collect(input.bytes)
  const file = await takeIn(tx, bytes, input.fileName, made)
  const known = input.id === undefined ? null : await findVersions(tx, input.id)
  if (known !== null) return addFile(tx, input.id!, known, file, made)
  const documentId = input.id ?? randomUUID()
  const { jurisdiction, unitId } = standing(tx)
  const own = input.unitId ?? unitId
  await sql`insert into documents.document (id, jurisdiction, kind, title_en, title_ur, case_id, person_id, unit_id, units, needs)
    values (${documentId}::uuid, ${jurisdiction}, ${input.kind}, ${input.title.en}, ${input.title.ur}, ${input.caseId ?? null}::uuid,
      ${input.personId ?? null}::uuid, ${own}, ${[...new Set([own, ...input.units])]}::integer[], ${input.needs ?? null})`.execute(
    tx,
  )
  await writeVersion(tx, documentId, 1, file, made)
  return { documentId, version: 1, sha256: file.sha256 }
}

/** Lets a further unit see a document, such as the court it is sent to. @throws not-found */
export async function shareDocument(tx: Tx, documentId: string, unitId: number): Promise<void> {
  const { numAffectedRows } = await sql`update documents.document
    set units = case when units @> array[${unitId}::integer] then units else units || ${unitId}::integer end
    where id = ${documentId}::uuid`.execute(tx)
  if (numAffectedRows !== 1n) throw refuse('not-found')
}

interface TakenFile {
  readonly sha256: string
  readonly size: number
  readonly mediaType: string
  readonly fileName: string
  readonly verdict: Verdict | { readonly state: 'own' | 'unscanned' }
}

/** Tells what a file is, has it scanned, and stores it: in this order, so that nothing refused is ever stored. */
async function takeIn(tx: Tx, bytes: Uint8Array, given: string, made: Made): Promise<TakenFile> {
  const found = await inspectFile(bytes, given)
  if (!found.ok)
    throw refuse(
      `documents.${found.why}`,
      found.why === 'too-large' ? { megabytes: largestFile / 1024 / 1024 } : {},
    )
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const verdict = made.renderedFrom === undefined ? await scan(bytes) : { state: 'own' as const }
  await holdContent(tx, sha256)
  await documentStorage().put(sha256, bytes, verdict.state === 'infected' ? 'quarantine' : 'kept')
  return {
    sha256,
    size: bytes.byteLength,
    mediaType: found.mediaType,
    fileName: safeName(given, found.extension),
    verdict,
  }
}

/**
 * Holds a content against the sweeper until this transaction ends. Without it the sweeper could find the bytes unneeded
 * just before the row that needs them is committed.
 */
async function holdContent(tx: Tx, sha256: string): Promise<void> {
  await sql`select pg_advisory_xact_lock_shared(hashtextextended(${sha256}, 7214003))`.execute(tx)
}

async function scan(bytes: Uint8Array): Promise<TakenFile['verdict']> {
  const scanner = virusScanner()
  if (scanner === null) return { state: 'unscanned' }
  // A scanner that is away must not lose an exhibit: the file is kept, cannot be opened, and the scan job looks again.
  return scanner.scan(bytes).catch(() => ({ state: 'unscanned' as const }))
}

interface KnownVersion {
  readonly n: number
  readonly sha256: string
}

/** The versions of a visible document, locked until the transaction ends so that two new ones do not take one number. */
async function findVersions(tx: Tx, documentId: string): Promise<KnownVersion[] | null> {
  const { rows: found } =
    await sql`select 1 from documents.document where id = ${documentId}::uuid for update`.execute(tx)
  if (found.length === 0) return null
  const { rows } = await sql<KnownVersion>`
    select n, sha256 from documents.version where document_id = ${documentId}::uuid order by n desc`.execute(
    tx,
  )
  return rows
}

async function addFile(
  tx: Tx,
  documentId: string,
  known: readonly KnownVersion[],
  file: TakenFile,
  made: Made,
): Promise<Kept> {
  const same = known.find((version) => version.sha256 === file.sha256)
  if (same !== undefined) return { documentId, version: same.n, sha256: file.sha256 }
  const n = (known[0]?.n ?? 0) + 1
  await writeVersion(tx, documentId, n, file, made)
  await sql`update documents.document set current_version = ${n} where id = ${documentId}::uuid`.execute(tx)
  return { documentId, version: n, sha256: file.sha256 }
}

async function writeVersion(
  tx: Tx,
  documentId: string,
  n: number,
  file: TakenFile,
  made: Made,
): Promise<void> {
  const { verdict } = file
  await sql`insert into documents.version (document_id, n, jurisdiction, sha256, size, media_type, file_name, scan, scan_signature,
      scanned_at, rendered_from)
    values (${documentId}::uuid, ${n}, ${standing(tx).jurisdiction}, ${file.sha256}, ${file.size}, ${file.mediaType}, ${file.fileName},
      ${verdict.state}, ${verdict.state === 'infected' ? verdict.signature.slice(0, 200) : null},
      ${verdict.state === 'clean' || verdict.state === 'infected' ? sql`clock_timestamp()` : null}, ${made.renderedFrom ?? null})`.execute(
    tx,
  )
}

async function collect(stream: ReadableStream<Uint8Array>): Promise<Uint8Array> {
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of stream) {
    size += part.byteLength
    if (size > largestFile) throw refuse('documents.too-large', { megabytes: largestFile / 1024 / 1024 })
    parts.push(part)
  }
  return Buffer.concat(parts)
}
