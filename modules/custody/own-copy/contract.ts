import { z } from 'zod'
import { endpoint } from '#platform/http/contract'

const exampleId = '0190a0de-0000-7000-8000-000000000001'
const both = z.object({ en: z.string(), ur: z.string() })

/** One line of the statement, in both languages: what it is about, and what it says. */
export const StatementLine = z.object({ key: z.string(), label: both, says: both, late: z.boolean() })

export const getOwnCopy = endpoint({
  name: 'custody.get-own-copy',
  method: 'GET',
  path: '/custody/prisoners/:imprisonmentId/own-copy',
  needs: 'custody:issue-own-copy',
  summary: 'What a prisoner is told of their own sentence, remission, dates and rights, in both languages',
  input: z.object({ imprisonmentId: z.uuid() }),
  output: z.object({
    number: z.string(),
    name: both,
    asOf: z.string(),
    lines: z.array(StatementLine),
    rightsTitle: both,
    rights: z.array(both),
    hash: z.string(),
    copies: z.array(
      z.object({
        id: z.uuid(),
        documentId: z.uuid(),
        version: z.number(),
        number: z.string(),
        issuedAt: z.string(),
        /** It says what would be said now. */
        current: z.boolean(),
        handedAt: z.string().nullable(),
        readAloud: z.boolean().nullable(),
      }),
    ),
  }),
  refusals: ['not-found'],
  reads: 'sensitive',
  example: { input: { imprisonmentId: exampleId } },
})

export const issueOwnCopy = endpoint({
  name: 'custody.issue-own-copy',
  method: 'POST',
  path: '/custody/prisoners/:imprisonmentId/own-copy',
  needs: 'custody:issue-own-copy',
  summary: 'Print the prisoner’s own copy; an earlier one is then replaced',
  input: z.object({ imprisonmentId: z.uuid() }),
  output: z.object({ copyId: z.uuid(), documentId: z.uuid(), version: z.number(), number: z.string() }),
  refusals: ['not-found', 'custody.not-in'],
  example: { input: { imprisonmentId: exampleId } },
})

export const handOver = endpoint({
  name: 'custody.hand-over-own-copy',
  method: 'POST',
  path: '/custody/own-copies/:copyId/hand-over',
  needs: 'custody:issue-own-copy',
  summary: 'Record that a copy was given to the prisoner, and whether it was read out',
  input: z.object({ copyId: z.uuid(), readAloud: z.boolean() }),
  output: z.object({ handed: z.literal(true) }),
  refusals: ['not-found'],
  example: { input: { copyId: exampleId, readAloud: true } },
})
