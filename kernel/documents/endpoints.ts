import { sql } from 'kysely'
import { standing } from '#kernel/access'
import { type Call, handle, handleOpen } from '#kernel/gate'
import type { Tx } from '#platform/db'
import { largestFile } from '#platform/documents-engine'
import { refuse } from '#platform/http'
import {
  addVersion,
  downloadDocument,
  getDocument,
  listDocuments,
  revokeDocument,
  uploadDocument,
  verifyDocument,
} from './contract.ts'
import { revokeIssued } from './issue.ts'
import { type Kept, keepDocument } from './keep.ts'
import { documentsOf, getDocumentRow, openFile } from './reading.ts'
import { verifyCode } from './verify.ts'

export const handlers = [
  handle(
    listDocuments,
    async (tx, input) => ({ documents: await documentsOf(tx, input) }),
    (output, input) => [
      ...[input.caseId, input.personId].filter((id) => id !== undefined),
      ...output.documents.map((document) => document.id),
    ],
  ),
  handle(getDocument, (tx, { documentId }) => getDocumentRow(tx, documentId)),
  handle(uploadDocument, async (tx, input) => {
    const known = await firstVersionOf(tx, input.id)
    const kept = await keepDocument(tx, {
      id: input.id,
      kind: input.kind,
      title: { en: input.titleEn, ur: input.titleUr },
      bytes: await bytesOf(input.file),
      fileName: input.file.name,
      caseId: input.caseId,
      personId: input.personId,
      units:
        input.visibleTo === 'case' && input.caseId !== undefined ? await sidesOfCase(tx, input.caseId) : [],
    })
    // The same identifier with another file is another document that was given a used number by mistake.
    if (known !== null && known !== kept.sha256) throw refuse('documents.id-taken')
    return withState(tx, kept)
  }),
  handle(addVersion, async (tx, { documentId, file }) => {
    const document = await getDocumentRow(tx, documentId)
    if (document.versions[0]?.madeBySystem === true) throw refuse('documents.made-by-system')
    const kept = await keepDocument(tx, {
      id: documentId,
      kind: document.kind,
      title: { en: document.titleEn, ur: document.titleUr },
      bytes: await bytesOf(file),
      fileName: file.name,
      units: [],
    })
    return withState(tx, kept)
  }),
  handle(downloadDocument, async (tx, { documentId, version, inline }, call) => {
    const file = await openFile(tx, documentId, version)
    const previewed = inline === 'yes' && isShown(file.mediaType)
    guardContent(call)
    call.setHeader('content-length', String(file.size))
    return { body: file.body, contentType: file.mediaType, fileName: file.fileName, inline: previewed }
  }),
  handle(revokeDocument, async (tx, { documentId, reason }) => {
    await revokeIssued(tx, documentId, reason)
    return {}
  }),
  handleOpen(verifyDocument, (services, { token }, call) => verifyCode(services, token, call)),
]

function isShown(mediaType: string): boolean {
  return mediaType === 'application/pdf' || mediaType.startsWith('image/')
}

/** Whatever a file holds, a browser may do nothing with it but show it, and only inside our own pages. */
function guardContent(call: Call): void {
  call.setHeader(
    'content-security-policy',
    "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'; form-action 'none'; sandbox",
  )
  call.setHeader('cross-origin-resource-policy', 'same-origin')
}

async function bytesOf(file: File): Promise<Uint8Array> {
  if (file.size > largestFile) throw refuse('documents.too-large', { megabytes: largestFile / 1024 / 1024 })
  return new Uint8Array(await file.arrayBuffer())
}

async function firstVersionOf(tx: Tx, documentId: string): Promise<string | null> {
  const { rows } = await sql<{ sha256: string }>`
    select sha256 from documents.version where document_id = ${documentId}::uuid and n = 1`.execute(tx)
  return rows[0]?.sha256 ?? null
}

/** Police, prosecution and court of a case. @throws not-found when the uploader may not see the case */
async function sidesOfCase(tx: Tx, caseId: string): Promise<number[]> {
  const { rows } = await sql<{ units: number[] | null }>`
    select (select array_agg(u.id) from units.unit u where u.id = any (c.units) and u.kind <> 'prison') as units
    from cases.case c where c.id = ${caseId}::uuid`.execute(tx)
  if (rows[0] === undefined) throw refuse('not-found')
  return rows[0].units ?? [standing(tx).unitId]
}

async function withState(tx: Tx, kept: Kept) {
  const document = await getDocumentRow(tx, kept.documentId)
  const { state } = document.versions.find((version) => version.n === kept.version)!
  return { ...kept, state }
}
