import { z } from 'zod'
import { endpoint } from '#platform/http/contract'
import { FIELDS } from './headings.ts'

const exampleId = '0190a0de-0000-7000-8000-000000000001'
const both = z.object({ en: z.string(), ur: z.string() })
const needs = 'custody:import-register'
const Outcome = z.enum(['imported', 'rejected', 'duplicate'])
const counts = z.object({ imported: z.number(), rejected: z.number(), duplicate: z.number() })

export const uploadRegister = endpoint({
  name: 'custody.upload-register',
  method: 'POST',
  path: '/custody/register-imports',
  needs,
  summary: 'Upload a prison register (CSV or XLSX); its columns are proposed and nothing is imported yet',
  input: z.object({ file: z.file() }),
  output: z.object({ importId: z.uuid() }),
  refusals: ['custody.import-unreadable'],
  media: { request: 'multipart/form-data' },
  example: { output: { importId: exampleId } },
})

const ImportHead = z.object({
  id: z.uuid(),
  fileName: z.string(),
  state: z.enum(['open', 'importing', 'done']),
  judgedOn: z.string(),
  createdAt: z.string(),
  done: z.number(),
  total: z.number(),
  counts,
})

export const listImports = endpoint({
  name: 'custody.list-imports',
  method: 'GET',
  path: '/custody/register-imports',
  needs,
  summary: 'Registers brought in, or begun',
  input: z.object({
    page: z.coerce.number().int().min(1).default(1),
    size: z.coerce.number().int().min(1).max(100).default(25),
  }),
  output: z.object({ rows: z.array(ImportHead), total: z.number() }),
  example: { input: {}, output: { rows: [], total: 0 } },
})

export const getImport = endpoint({
  name: 'custody.get-import',
  method: 'GET',
  path: '/custody/register-imports/:importId',
  needs,
  summary: 'An import: what its columns mean, what is doubtful, what would come of it, how far it is',
  input: z.object({ importId: z.uuid() }),
  output: z.object({
    head: ImportHead,
    titles: z.array(z.string()),
    columns: z.array(
      z.object({
        column: z.number(),
        heading: z.string(),
        field: z.enum(FIELDS).nullable(),
        monthFirst: z.boolean(),
        samples: z.array(z.string()),
        doubt: both.nullable(),
      }),
    ),
    missing: z.array(z.enum(FIELDS)),
    /** What would come of it now; only before it begins. */
    preview: counts.nullable(),
  }),
  reads: 'sensitive',
  refusals: ['not-found'],
  example: { input: { importId: exampleId } },
})

export const mapRegisterColumns = endpoint({
  name: 'custody.map-register-columns',
  method: 'POST',
  path: '/custody/register-imports/:importId/columns',
  needs,
  summary: 'Say what columns mean, before anything is imported',
  input: z.object({
    importId: z.uuid(),
    columns: z
      .array(
        z.object({
          column: z.number().int().min(0).max(500),
          field: z.enum(FIELDS).nullable(),
          monthFirst: z.boolean().default(false),
        }),
      )
      .min(1)
      .max(500),
  }),
  output: z.object({ mapped: z.literal(true) }),
  refusals: ['not-found', 'custody.import-begun'],
  example: {
    input: { importId: exampleId, columns: [{ column: 4, field: 'father' }] },
    output: { mapped: true },
  },
})

export const startImport = endpoint({
  name: 'custody.start-import',
  method: 'POST',
  path: '/custody/register-imports/:importId/start',
  needs,
  summary: 'Import the register in the background, or go on with an interrupted one',
  input: z.object({ importId: z.uuid() }),
  output: z.object({ started: z.literal(true) }),
  refusals: ['not-found', 'custody.import-done'],
  example: { input: { importId: exampleId }, output: { started: true } },
})

export const listImportRows = endpoint({
  name: 'custody.list-import-rows',
  method: 'GET',
  path: '/custody/register-imports/:importId/rows',
  needs,
  summary: 'Rows of an import with what is wrong in each, in words',
  input: z.object({
    importId: z.uuid(),
    outcome: Outcome.optional(),
    page: z.coerce.number().int().min(1).default(1),
    size: z.coerce.number().int().min(1).max(200).default(50),
  }),
  output: z.object({
    rows: z.array(
      z.object({
        row: z.number(),
        line: z.number(),
        outcome: Outcome,
        of: z.number().nullable(),
        name: both,
        problems: z.array(z.object({ code: z.string(), column: z.number().nullable(), text: both })),
        cells: z.array(z.string()),
        noDate: z.string().nullable(),
        fixed: z.boolean(),
        imprisonmentId: z.uuid().nullable(),
      }),
    ),
    headings: z.array(z.string()),
    total: z.number(),
  }),
  reads: 'sensitive',
  refusals: ['not-found'],
  example: { input: { importId: exampleId }, output: { rows: [], headings: [], total: 0 } },
})

export const mendImportRow = endpoint({
  name: 'custody.mend-import-row',
  method: 'POST',
  path: '/custody/register-imports/:importId/rows/:row/mend',
  needs,
  summary: 'Put cells of a rejected row right and import it',
  input: z.object({
    importId: z.uuid(),
    row: z.coerce.number().int().min(1),
    cells: z
      .array(z.object({ column: z.number().int().min(0).max(500), text: z.string().max(400) }))
      .min(1)
      .max(60),
  }),
  output: z.object({ outcome: Outcome, problems: z.array(both) }),
  refusals: ['not-found', 'custody.row-not-open'],
  example: {
    input: { importId: exampleId, row: 12, cells: [{ column: 13, text: '12 Mar 2026' }] },
    output: { outcome: 'imported', problems: [] },
  },
})
