import { z } from 'zod'
import { endpoint } from '#platform/http/contract'

const Unit = z.object({ id: z.number(), code: z.string(), nameEn: z.string(), nameUr: z.string() })

/** What an uploaded file can be. Documents that the system makes have their module's own kinds. */
export const uploadKinds = [
  'documents.statement',
  'documents.medical-report',
  'documents.court-order',
  'documents.identity',
  'documents.photograph',
  'documents.recording',
  'documents.letter',
  'documents.other',
] as const

/** Endings offered by file dialogs; the server goes by content. */
export const acceptedFiles =
  '.pdf,.png,.jpg,.jpeg,.tif,.tiff,.webp,.docx,.xlsx,.odt,.csv,.txt,.mp3,.m4a,.mp4,image/*'
export const largestUpload = 25 * 1024 * 1024

export const DocumentVersion = z.object({
  n: z.number(),
  sha256: z.string(),
  size: z.number(),
  mediaType: z.string(),
  fileName: z.string(),
  /** `ready` may be opened; `unscanned` waits for the virus scanner; `infected` is locked away. */
  state: z.enum(['ready', 'unscanned', 'infected']),
  signature: z.string().nullable(),
  madeBySystem: z.boolean(),
  createdAt: z.string(),
})
export type DocumentVersion = z.output<typeof DocumentVersion>

export const Document = z.object({
  id: z.uuid(),
  kind: z.string(),
  titleEn: z.string(),
  titleUr: z.string(),
  caseId: z.uuid().nullable(),
  personId: z.uuid().nullable(),
  unit: Unit,
  /** Number and state of an issued document. */
  issued: z
    .object({
      number: z.string(),
      issuedAt: z.string(),
      status: z.enum(['valid', 'replaced', 'revoked']),
      reason: z.string().nullable(),
    })
    .nullable(),
  /** Latest first. */
  versions: z.array(DocumentVersion),
  createdAt: z.string(),
})
export type Document = z.output<typeof Document>

const exampleDocument = {
  id: '0190a0de-0000-7000-8000-000000000001',
  kind: 'documents.medical-report',
  titleEn: 'Medico-legal certificate',
  titleUr: 'میڈیکو لیگل سرٹیفکیٹ',
  caseId: '0190a0de-0000-7000-8000-000000000002',
  personId: null,
  unit: { id: 12, code: 'PS-HYD-CNT', nameEn: 'Police Station Cantonment', nameUr: 'تھانہ کینٹ' },
  issued: null,
  versions: [],
  createdAt: '2026-03-12T09:00:00.000Z',
}

export const listDocuments = endpoint({
  name: 'documents.list-documents',
  method: 'GET',
  path: '/documents',
  needs: 'documents:read',
  summary: 'Documents of a case or of a person, latest first',
  input: z
    .object({ caseId: z.uuid().optional(), personId: z.uuid().optional() })
    .refine((input) => (input.caseId === undefined) !== (input.personId === undefined), {
      message: 'caseId or personId',
      path: ['caseId'],
    }),
  output: z.object({ documents: z.array(Document) }),
  reads: 'sensitive',
  example: {
    input: { caseId: '0190a0de-0000-7000-8000-000000000002' },
    output: { documents: [exampleDocument] },
  },
})

export const getDocument = endpoint({
  name: 'documents.get-document',
  method: 'GET',
  path: '/documents/:documentId',
  needs: 'documents:read',
  summary: 'A document with all its versions',
  input: z.object({ documentId: z.uuid() }),
  output: Document,
  reads: 'sensitive',
  example: { input: { documentId: exampleDocument.id }, output: exampleDocument },
})

const refusalsOfFiles = [
  'documents.empty',
  'documents.too-large',
  'documents.type',
  'documents.two-types',
  'documents.active-content',
  'documents.zip-bomb',
  'documents.pixels',
  'documents.damaged',
]

export const uploadDocument = endpoint({
  name: 'documents.upload-document',
  method: 'POST',
  path: '/documents',
  needs: 'documents:add',
  summary:
    'Add a file to a case or a person. Repeating it with the same identifier and file does nothing twice',
  input: z
    .object({
      /** Made by the client (UUIDv7), so that a repeated upload is the same document. */
      id: z.uuid(),
      kind: z.enum(uploadKinds),
      titleEn: z.string().trim().min(1).max(300),
      titleUr: z.string().trim().min(1).max(300),
      caseId: z.uuid().optional(),
      personId: z.uuid().optional(),
      /** `case`: also police, prosecution and court of the case; prisons are let in by hand-over, not by default. */
      visibleTo: z.enum(['unit', 'case']).default('unit'),
      file: z.file(),
    })
    .refine((input) => input.caseId !== undefined || input.personId !== undefined, {
      message: 'caseId or personId',
      path: ['caseId'],
    }),
  output: z.object({
    documentId: z.uuid(),
    version: z.number(),
    sha256: z.string(),
    state: DocumentVersion.shape.state,
  }),
  refusals: [...refusalsOfFiles, 'documents.id-taken'],
  media: { request: 'multipart/form-data' },
  example: {
    output: { documentId: exampleDocument.id, version: 1, sha256: 'a'.repeat(64), state: 'ready' },
  },
})

export const addVersion = endpoint({
  name: 'documents.add-version',
  method: 'POST',
  path: '/documents/:documentId/versions',
  needs: 'documents:add',
  summary: 'Add a new version of an uploaded document; the earlier ones stay',
  input: z.object({ documentId: z.uuid(), file: z.file() }),
  output: uploadDocument.output,
  refusals: [...refusalsOfFiles, 'documents.made-by-system'],
  media: { request: 'multipart/form-data' },
  example: {
    output: { documentId: exampleDocument.id, version: 2, sha256: 'a'.repeat(64), state: 'ready' },
  },
})

export const downloadDocument = endpoint({
  name: 'documents.download-document',
  method: 'GET',
  path: '/documents/:documentId/versions/:version/file',
  needs: 'documents:read',
  summary: 'The file of one version, byte for byte as it came',
  input: z.object({
    documentId: z.uuid(),
    version: z.coerce.number().int().min(1),
    inline: z.enum(['yes', 'no']).default('no'),
  }),
  output: z.file(),
  refusals: ['documents.unscanned', 'documents.infected', 'documents.missing'],
  reads: 'sensitive',
  media: { response: 'application/octet-stream' },
  example: { input: { documentId: exampleDocument.id, version: '1' } },
})

export const revokeDocument = endpoint({
  name: 'documents.revoke-document',
  method: 'POST',
  path: '/documents/:documentId/revocation',
  needs: 'documents:revoke',
  summary: 'Declare an issued document no longer valid; whoever checks its code is told',
  input: z.object({ documentId: z.uuid(), reason: z.string().trim().min(10).max(500) }),
  output: z.object({}),
  refusals: ['documents.not-issued'],
  example: {
    input: { documentId: exampleDocument.id, reason: 'Issued for the wrong prisoner' },
    output: {},
  },
})

export const verifyDocument = endpoint({
  name: 'documents.verify-document',
  method: 'GET',
  path: '/verify/:token',
  needs: 'public',
  summary: 'Whether an issued document is genuine and valid: never what it says',
  input: z.object({ token: z.string().min(1).max(60) }),
  output: z.object({
    number: z.string(),
    kind: z.string(),
    issuer: z.object({ en: z.string(), ur: z.string() }),
    issuedAt: z.string(),
    sha256: z.string(),
    size: z.number(),
    fingerprint: z.string(),
    status: z.enum(['valid', 'replaced', 'revoked']),
    endedAt: z.string().nullable(),
  }),
  refusals: ['documents.no-such-code'],
  example: {
    input: { token: '7KQM2F9XABCDE12345GH' },
    output: {
      number: 'PRS-HYD-C/RO/2026/0001',
      kind: 'custody.release-order',
      issuer: { en: 'Central Prison Hyderabad', ur: 'مرکزی جیل حیدرآباد' },
      issuedAt: '2026-03-12T09:00:00.000Z',
      sha256: 'a'.repeat(64),
      size: 93_024,
      fingerprint: '3f9a 12bc 77de 0011',
      status: 'valid',
      endedAt: null,
    },
  },
})
