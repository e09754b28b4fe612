import { z } from 'zod'
import { endpoint } from '#platform/http/contract'

const Unit = z.object({ id: z.number(), code: z.string(), nameEn: z.string(), nameUr: z.string() })

export const CaseHead = z.object({
  id: z.uuid(),
  /** Human key: `SD/HYD/PS/12/2026` in parts. */
  firNumber: z.number(),
  firYear: z.number(),
  firOn: z.string(),
  offenceOn: z.string(),
  policeStation: Unit,
  district: Unit,
  prosecutionOffice: Unit.nullable(),
  court: Unit.nullable(),
  courtCaseNumber: z.string().nullable(),
  flags: z.array(z.string()),
  version: z.number(),
})
export type CaseHead = z.output<typeof CaseHead>

export const CaseParty = z.object({
  id: z.uuid(),
  role: z.enum(['accused', 'complainant', 'witness']),
  serial: z.number(),
  personId: z.uuid().nullable(),
  nameEn: z.string().nullable(),
  nameUr: z.string().nullable(),
  custody: z.string(),
  outcome: z.string().nullable(),
})
export type CaseParty = z.output<typeof CaseParty>

export const CaseCharge = z.object({
  id: z.uuid(),
  partyId: z.uuid().nullable(),
  act: z.string(),
  section: z.string(),
  titleEn: z.string(),
  titleUr: z.string(),
  maxPunishment: z.string(),
})
export type CaseCharge = z.output<typeof CaseCharge>

export const CaseEvent = z.object({
  id: z.uuid(),
  caseId: z.uuid(),
  partyId: z.uuid().nullable(),
  at: z.string(),
  /** Key of the sentence: namespace before the dot, `event.<rest>` in that namespace's texts. */
  kind: z.string(),
  agency: z.string(),
  unit: Unit,
  params: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
})
export type CaseEvent = z.output<typeof CaseEvent>

export const getCase = endpoint({
  name: 'cases.get-case',
  method: 'GET',
  path: '/cases/:caseId',
  needs: 'cases:read',
  summary: 'A case with its parties, charges and timeline, as far as the reader may see',
  input: z.object({ caseId: z.uuid() }),
  output: z.object({
    case: CaseHead,
    parties: z.array(CaseParty),
    charges: z.array(CaseCharge),
    timeline: z.array(CaseEvent),
    /** Entries of the timeline the reader is not shown. */
    withheld: z.number(),
  }),
  reads: 'sensitive',
  refusals: ['not-found'],
  example: { input: { caseId: '0190a0de-0000-7000-8000-000000000001' } },
})

export const listCases = endpoint({
  name: 'cases.list-cases',
  method: 'GET',
  path: '/cases',
  needs: 'cases:read',
  summary: 'Cases the reader’s units take part in',
  input: z.object({
    q: z.string().trim().max(100).optional(),
    sort: z.enum(['fir', '-fir', 'registered', '-registered']).default('-registered'),
    page: z.coerce.number().int().min(1).default(1),
    size: z.coerce.number().int().min(1).max(200).default(50),
  }),
  output: z.object({ rows: z.array(CaseHead), total: z.number() }),
  reads: 'sensitive',
  example: { input: { page: 1, size: 50 }, output: { rows: [], total: 0 } },
})

export const getPersonStory = endpoint({
  name: 'cases.get-person-story',
  method: 'GET',
  path: '/people/:personId/story',
  needs: 'cases:read',
  summary: 'One person’s cases and timeline across agencies, as far as the reader may see',
  input: z.object({ personId: z.uuid() }),
  output: z.object({
    cases: z.array(z.object({ case: CaseHead, party: CaseParty })),
    timeline: z.array(CaseEvent),
    withheld: z.number(),
  }),
  reads: 'sensitive',
  example: { input: { personId: '0190a0de-0000-7000-8000-000000000001' } },
})
