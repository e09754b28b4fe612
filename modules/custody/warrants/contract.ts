import { z } from 'zod'
import { endpoint } from '#platform/http/contract'
import { Duration } from '../admission/contract.ts'

const exampleId = '0190a0de-0000-7000-8000-000000000001'
const both = z.object({ en: z.string(), ur: z.string() })

export const scanKinds = ['warrant', 'release-order', 'court-order'] as const

/** What decides about somebody’s liberty and is therefore read twice. */
export const decisive = [
  'person',
  'kind',
  'fir',
  'station',
  'court',
  'sections',
  'issuedOn',
  'nextProduction',
  'term',
] as const
export type Decisive = (typeof decisive)[number]

const Term = z.union([z.literal('LIFE'), z.literal('DEATH'), Duration])
export type Term = z.output<typeof Term>

/** The decisive fields as one officer has them. Empty where the paper has none. */
const Read = z.object({
  /** Whether the paper names the prisoner it is kept with. */
  person: z.enum(['same', 'another', 'unclear']),
  kind: z.enum(['remand', 'conviction']),
  firNumber: z.number().int().min(1).max(99_999).optional(),
  firYear: z.number().int().min(1947).max(2200).optional(),
  stationId: z.coerce.number().int().optional(),
  courtId: z.coerce.number().int().optional(),
  sections: z.string().trim().min(1).max(200),
  issuedOn: z.iso.date(),
  nextProduction: z.iso.date().optional(),
  term: Term.optional(),
})
export type Read = z.output<typeof Read>

const Order = z.object({
  kind: z.literal('remand'),
  court: both,
  courtId: z.number(),
  station: both,
  stationId: z.number(),
  firNumber: z.number(),
  firYear: z.number(),
  offenceOn: z.string(),
  sections: z.string(),
  issuedOn: z.string(),
  nextProduction: z.string().nullable(),
  accused: both,
  father: both.nullable(),
})
export type Order = z.output<typeof Order>

export const readOrderCode = endpoint({
  name: 'custody.read-order-code',
  method: 'GET',
  path: '/custody/orders/:code',
  needs: 'custody:admit',
  summary:
    'What the order says whose code stands on a paper: its fields for this prison, or that it is genuine and addressed to another',
  input: z.object({ code: z.string().min(1).max(60) }),
  output: z.object({
    number: z.string(),
    kind: z.string(),
    issuer: both,
    issuedAt: z.string(),
    status: z.enum(['valid', 'replaced', 'revoked']),
    /** Null where the order is not addressed to this prison, or is of a kind whose fields are no warrant’s. */
    order: Order.nullable(),
    /** The court’s own hand-over, which is received without typing anything. */
    handoverId: z.uuid().nullable(),
    /** A warrant in this case stands already under this imprisonment. */
    standsUnder: z.uuid().nullable(),
  }),
  reads: 'sensitive',
  refusals: ['documents.no-such-code'],
  example: { input: { code: '7KQM2F9XABCDE12345GH' } },
})

export const keepWarrantScan = endpoint({
  name: 'custody.keep-warrant-scan',
  method: 'POST',
  path: '/custody/warrant-scans',
  needs: 'custody:admit',
  summary:
    'Keep a scanned page of a warrant, a robkar or a court’s order: for a warrant on record, or before the form is sent',
  input: z.object({ kind: z.enum(scanKinds), warrantId: z.uuid().optional(), file: z.file() }),
  output: z.object({ scanId: z.uuid() }),
  refusals: ['not-found', 'documents.type', 'documents.too-large'],
  media: { request: 'multipart/form-data' },
  example: { output: { scanId: exampleId } },
})

const Scan = z.object({
  id: z.uuid(),
  kind: z.enum(scanKinds),
  mediaType: z.string(),
  scannedAt: z.string(),
  by: both.nullable(),
})
export type Scan = z.output<typeof Scan>

const ReadBack = z.enum(['due', 'differs', 'done'])

export const getWarrantPapers = endpoint({
  name: 'custody.get-warrant-papers',
  method: 'GET',
  path: '/custody/prisoners/:id/warrant-papers',
  needs: 'custody:read-prisoner',
  summary: 'The scans of a prisoner’s warrants typed from paper, and who read each back and when',
  input: z.object({ id: z.uuid() }),
  output: z.object({
    rows: z.array(
      z.object({
        warrantId: z.uuid(),
        kind: z.enum(['remand', 'conviction']),
        fir: z.string(),
        sections: z.string(),
        inForce: z.boolean(),
        readBack: ReadBack.nullable(),
        by: both.nullable(),
        at: z.string().nullable(),
        settledBy: both.nullable(),
        /** The verified order behind the paper, and which fields stand as it has them. */
        order: z.object({ number: z.string(), fields: z.array(z.string()) }).nullable(),
        scans: z.array(Scan),
      }),
    ),
  }),
  reads: 'sensitive',
  refusals: ['not-found'],
  example: { input: { id: exampleId }, output: { rows: [] } },
})

export const listWarrantsToReadBack = endpoint({
  name: 'custody.list-warrants-to-read-back',
  method: 'GET',
  path: '/custody/warrants',
  needs: 'custody:read-prisoner',
  summary: 'Warrants typed from paper that no second officer has read back yet, or where both differ',
  input: z.object({
    show: z.enum(['due', 'differs']).default('due'),
    page: z.coerce.number().int().min(1).default(1),
    size: z.coerce.number().int().min(1).max(200).default(50),
  }),
  output: z.object({
    rows: z.array(
      z.object({
        id: z.uuid(),
        imprisonmentId: z.uuid(),
        number: z.string(),
        prison: both,
        name: both,
        father: both.nullable(),
        typedAt: z.string(),
        typedBy: both.nullable(),
        /** The last day the province allows; null where it has no rule. */
        dueOn: z.string().nullable(),
        scans: z.number(),
        /** The reader typed it and so cannot read it back. */
        own: z.boolean(),
      }),
    ),
    total: z.number(),
    counts: z.object({ due: z.number(), differs: z.number(), withoutScan: z.number() }),
  }),
  reads: 'sensitive',
  example: {
    input: {},
    output: { rows: [], total: 0, counts: { due: 0, differs: 0, withoutScan: 0 } },
  },
})

export const getReadBack = endpoint({
  name: 'custody.get-warrant-read-back',
  method: 'GET',
  path: '/custody/warrants/:id',
  needs: 'custody:read-prisoner',
  summary:
    'The scan of a warrant to be read back, without what was typed; where two officers differ, both side by side',
  input: z.object({ id: z.uuid() }),
  output: z.object({
    id: z.uuid(),
    imprisonmentId: z.uuid(),
    number: z.string(),
    name: both,
    father: both.nullable(),
    photo: z.uuid().nullable(),
    state: ReadBack.nullable(),
    inForce: z.boolean(),
    own: z.boolean(),
    typedBy: both.nullable(),
    typedAt: z.string(),
    scans: z.array(Scan),
    /** The latest reading, once there is one. */
    reading: z
      .object({
        id: z.uuid(),
        by: both.nullable(),
        at: z.string(),
        /** Each field that differed, with what both have. */
        differences: z.array(
          z.object({
            field: z.enum(decisive),
            typed: both.nullable(),
            read: both.nullable(),
            chosen: z.enum(['typed', 'read']).nullable(),
          }),
        ),
        reason: z.string().nullable(),
        settledBy: both.nullable(),
        settledAt: z.string().nullable(),
        /** The reader typed it or read it back, and so cannot settle it. */
        own: z.boolean(),
      })
      .nullable(),
  }),
  reads: 'sensitive',
  refusals: ['not-found'],
  example: { input: { id: exampleId } },
})

export const readBackWarrant = endpoint({
  name: 'custody.read-back-warrant',
  method: 'POST',
  path: '/custody/warrants/:id/readings',
  needs: 'custody:read-back',
  summary:
    'Enter what the scan of a warrant says without knowing what was typed; answers the fields in which both differ',
  input: z.object({ id: z.uuid(), read: Read }),
  output: z.object({ differences: z.array(z.enum(decisive)) }),
  refusals: [
    'not-found',
    'access.same-person',
    'access.same-session',
    'access.delegate',
    'custody-warrants.not-due',
    'custody-warrants.no-scan',
  ],
  example: {
    input: {
      id: exampleId,
      read: {
        person: 'same',
        kind: 'remand',
        firNumber: 14,
        firYear: 2026,
        sections: '381-A PPC',
        issuedOn: '2026-02-01',
        nextProduction: '2026-02-14',
      },
    },
    output: { differences: [] },
  },
})

export const settleReading = endpoint({
  name: 'custody.settle-warrant-reading',
  method: 'POST',
  path: '/custody/warrants/:id/settlement',
  needs: 'custody:settle-warrant',
  summary:
    'Say of each field in which two officers differ who is right; what was typed wrongly is corrected and its dates are computed again',
  input: z.object({
    id: z.uuid(),
    readingId: z.uuid(),
    chosen: z.partialRecord(z.enum(decisive), z.enum(['typed', 'read'])),
    reason: z.string().trim().min(3).max(300),
  }),
  output: z.object({ corrected: z.array(z.enum(decisive)) }),
  refusals: [
    'not-found',
    'access.same-person',
    'access.same-session',
    'access.delegate',
    'custody-warrants.settled',
    'custody-warrants.undecided',
    'custody-warrants.another-person',
    'custody-warrants.no-term',
    'custody.not-in',
    'custody.law-refused',
  ],
  example: {
    input: {
      id: exampleId,
      readingId: exampleId,
      chosen: { sections: 'read' },
      reason: 'The scan says 381-A, not 381',
    },
    output: { corrected: ['sections'] },
  },
})
