import { z } from 'zod'
import { endpoint } from '#platform/http/contract'

export const AuditEntry = z.object({
  n: z.number(),
  at: z.string(),
  act: z.string(),
  subject: z.string(),
  subjectIds: z.array(z.string()),
  purpose: z.string().nullable(),
  accountEn: z.string().nullable(),
  accountUr: z.string().nullable(),
  unitEn: z.string().nullable(),
  unitUr: z.string().nullable(),
  requestId: z.string().nullable(),
  detail: z.record(z.string(), z.unknown()),
  sealed: z.boolean(),
})
export type AuditEntry = z.output<typeof AuditEntry>

export const listAuditEntries = endpoint({
  name: 'audit.list-entries',
  method: 'GET',
  path: '/audit/entries',
  needs: 'audit:read',
  summary: 'What was done, read and refused',
  input: z.object({
    account: z.uuid().optional(),
    act: z.string().max(40).optional(),
    subject: z.string().max(120).optional(),
    /** Identifier of a row: its whole history. */
    id: z.string().max(80).optional(),
    from: z.iso.date().optional(),
    to: z.iso.date().optional(),
    /** Entries older than this one; from the last row of the page before. */
    before: z.coerce.number().int().optional(),
    size: z.coerce.number().int().min(1).max(200).default(50),
  }),
  output: z.object({ rows: z.array(AuditEntry), next: z.number().nullable() }),
  reads: 'sensitive',
  example: { input: { subject: 'custody.imprisonment' }, output: { rows: [], next: null } },
})

export const getAuditProof = endpoint({
  name: 'audit.get-proof',
  method: 'GET',
  path: '/audit/entries/:n/proof',
  needs: 'audit:read',
  summary: 'Proof that an entry stands in the sealed log',
  input: z.object({ n: z.coerce.number().int() }),
  output: z.object({
    proof: z
      .object({
        position: z.number(),
        size: z.number(),
        /** The entry as it was sealed: SHA-256 of a zero byte and this text is the leaf. */
        text: z.string(),
        leaf: z.string(),
        path: z.array(z.string()),
        root: z.string(),
        previous: z.string(),
        at: z.string(),
        keyId: z.string(),
        signature: z.string(),
      })
      .nullable(),
  }),
  refusals: ['not-found'],
  example: { input: { n: 1 }, output: { proof: null } },
})

export const getAuditHeads = endpoint({
  name: 'audit.get-heads',
  method: 'GET',
  path: '/audit/heads',
  needs: 'audit:read',
  summary: 'The last signed heads, for keeping elsewhere as a witness',
  input: z.object({ size: z.coerce.number().int().min(1).max(200).default(20) }),
  output: z.object({
    heads: z.array(
      z.object({
        size: z.number(),
        root: z.string(),
        previous: z.string(),
        at: z.string(),
        keyId: z.string(),
        signature: z.string(),
      }),
    ),
    unsealed: z.number(),
  }),
  example: { input: { size: 1 }, output: { heads: [], unsealed: 0 } },
})

export const getAuditKey = endpoint({
  name: 'audit.get-key',
  method: 'GET',
  path: '/audit/key',
  needs: 'audit:read',
  summary: 'The public key that heads are signed with, from outside the database',
  input: z.object({}),
  output: z.object({
    keyId: z.string(),
    /** Ed25519, SubjectPublicKeyInfo, base64. */
    publicKey: z.string(),
  }),
  refusals: ['audit.no-key'],
  example: {
    input: {},
    output: {
      keyId: '8f1d2c3b4a596877',
      publicKey: 'MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=',
    },
  },
})
