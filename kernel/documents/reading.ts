import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Tx } from '#platform/db'
import { refuse } from '#platform/http'
import type { Document, DocumentVersion } from './contract.ts'
import { documentStorage, virusScanner } from './store.ts'

type Scan = 'own' | 'unscanned' | 'clean' | 'infected'

/** Whether a file may be opened. Where a scanner is configured, what it has not seen may not. */
export function stateOf(scan: Scan): DocumentVersion['state'] {
  if (scan === 'infected') return 'infected'
  return scan === 'unscanned' && virusScanner() !== null ? 'unscanned' : 'ready'
}

const columns = sql`d.id, d.kind, d.title_en as "titleEn", d.title_ur as "titleUr", d.case_id as "caseId", d.person_id as "personId",
  json_build_object('id', u.id, 'code', u.code, 'nameEn', u.name_en, 'nameUr', u.name_ur) as unit, d.created_at as "createdAt",
  (select json_build_object('number', i.number, 'issuedAt', i.issued_at, 'reason', i.revoked_reason,
      'status', case when i.revoked_at is not null then 'revoked' when i.replaced_at is not null then 'replaced' else 'valid' end)
    from documents.verification i where i.document_id = d.id order by i.issued_at desc limit 1) as issued,
  (select json_agg(json_build_object('n', v.n, 'sha256', v.sha256, 'size', v.size, 'mediaType', v.media_type, 'fileName', v.file_name,
      'scan', v.scan, 'signature', v.scan_signature, 'madeBySystem', v.rendered_from is not null, 'createdAt', v.created_at) order by v.n desc)
    from documents.version v where v.document_id = d.id) as versions`

type Row = Omit<Document, 'versions'> & {
  versions: (Omit<DocumentVersion, 'state'> & { scan: Scan })[] | null
}

const shown = ({ versions, ...rest }: Row): Document => ({
  ...rest,
  versions: (versions ?? []).map(({ scan, ...version }) => ({ ...version, state: stateOf(scan) })),
})

/** Documents of a case, a person, or both, that the reader may see; latest first. */
export async function documentsOf(
  tx: Tx,
  subject: { readonly caseId?: string | undefined; readonly personId?: string | undefined },
): Promise<Document[]> {
  const { rows } = await sql<Row>`
    select ${columns} from documents.document d join units.current_unit u on u.id = d.unit_id
    where (${subject.caseId ?? null}::uuid is null or d.case_id = ${subject.caseId ?? null}::uuid)
      and (${subject.personId ?? null}::uuid is null or d.person_id = any (people.same_person(${subject.personId ?? null}::uuid)))
      and (${subject.caseId ?? null}::uuid is not null or ${subject.personId ?? null}::uuid is not null)
    order by d.created_at desc, d.id limit 500`.execute(tx)
  return rows.map(shown)
}

/** @throws not-found */
export async function getDocumentRow(tx: Tx, documentId: string): Promise<Document> {
  const { rows } =
    await sql<Row>`select ${columns} from documents.document d join units.current_unit u on u.id = d.unit_id
    where d.id = ${documentId}::uuid`.execute(tx)
  if (rows[0] === undefined) throw refuse('not-found')
  return shown(rows[0])
}

export interface OpenedFile {
  readonly body: ReadableStream<Uint8Array>
  readonly mediaType: string
  readonly fileName: string
  readonly size: number
  readonly sha256: string
}

/**
 * The bytes of one version, exactly as they came in.
 * @throws not-found, documents.unscanned, documents.infected, documents.missing
 */
export async function openFile(tx: Tx, documentId: string, n: number): Promise<OpenedFile> {
  const { rows } = await sql<{
    sha256: string
    size: number
    media_type: string
    file_name: string
    scan: Scan
    scan_signature: string | null
  }>`select v.sha256, v.size, v.media_type, v.file_name, v.scan, v.scan_signature
      from documents.version v join documents.document d on d.id = v.document_id
      where v.document_id = ${documentId}::uuid and v.n = ${n}`.execute(tx)
  const file = rows[0]
  if (file === undefined) throw refuse('not-found')
  const state = stateOf(file.scan)
  if (state === 'infected') throw refuse('documents.infected', { signature: file.scan_signature ?? '' })
  if (state === 'unscanned') throw refuse('documents.unscanned')
  const stored = await documentStorage().read(file.sha256)
  if (stored === null) throw refuse('documents.missing')
  return {
    body: stored.pipeThrough(unaltered(file.sha256)),
    mediaType: file.media_type,
    fileName: file.file_name,
    size: file.size,
    sha256: file.sha256,
  }
}

/**
 * Passes bytes on and checks them against their digest. The last part is held back until the sum is known: a file that was
 * altered in the store arrives broken off, never whole.
 */
function unaltered(sha256: string): TransformStream<Uint8Array, Uint8Array> {
  const digest = createHash('sha256')
  let held: Uint8Array | undefined
  return new TransformStream({
    transform(part, out) {
      digest.update(part)
      if (held !== undefined) out.enqueue(held)
      held = part
    },
    flush(out) {
      if (digest.digest('hex') !== sha256) throw new Error('A stored document is not what was kept.')
      if (held !== undefined) out.enqueue(held)
    },
  })
}
