import { z } from 'zod'
import { endpoint, Overrides } from '#platform/http/contract'
import { Day, OfCase, PartyName, Reasons } from './shapes.ts'

const anId = '0190a0de-0000-7000-8000-000000000001'

export const petitionShows = ['waiting', 'listed', 'decided', 'all'] as const

export const listPetitions = endpoint({
  name: 'courts.list-petitions',
  method: 'GET',
  path: '/courts/petitions',
  needs: 'courts:list',
  summary: 'Bail petitions before this court: to be registered, listed for hearing, decided',
  input: z.object({
    show: z.enum(petitionShows).default('waiting'),
    page: z.coerce.number().int().min(1).default(1),
    size: z.coerce.number().int().min(1).max(200).default(50),
  }),
  output: z.object({
    rows: z.array(
      OfCase.extend({
        ...PartyName.shape,
        id: z.uuid(),
        partyId: z.uuid(),
        fromEn: z.string(),
        fromUr: z.string(),
        kind: z.enum(['statutory', 'reduce-surety']),
        ground: z.string().nullable(),
        eligibleFrom: Day.nullable(),
        documentId: z.uuid(),
        version: z.number(),
        /** Of the sheet as it was filed. */
        sha256: z.string(),
        filedBy: z.string(),
        filedOn: Day,
        state: z.enum(['filed', 'registered', 'granted', 'refused']),
        number: z.string().nullable(),
        hearingOn: Day.nullable(),
        decidedOn: Day.nullable(),
        overdue: z.boolean(),
      }),
    ),
    total: z.number(),
    today: Day,
  }),
  reads: 'sensitive',
  example: { input: {}, output: { rows: [], total: 0, today: '2026-11-20' } },
})

export const registerPetition = endpoint({
  name: 'courts.register-petition',
  method: 'POST',
  path: '/courts/petitions/:petitionId/register',
  needs: 'courts:list',
  summary: 'Take a bail petition on the court’s register under a number and fix the day of its hearing',
  input: z.object({ petitionId: z.uuid(), hearingOn: Day, overrides: Overrides }),
  output: z.object({ number: z.number(), year: z.number(), hearingId: z.uuid() }),
  refusals: [
    'courts.petition-answered',
    'courts.date-past',
    'courts.already-listed',
    'courts.not-an-accused',
    'handover.not-open',
    'handover.other-side',
    'handover.post-not-allowed',
    'not-found',
  ],
  warnings: ['courts.closed-day'],
  example: {
    input: { petitionId: anId, hearingOn: '2026-11-24' },
    output: { number: 118, year: 2026, hearingId: anId },
  },
})

export const returnPetition = endpoint({
  name: 'courts.return-petition',
  method: 'POST',
  path: '/courts/petitions/:petitionId/return',
  needs: 'courts:list',
  summary: 'Return a bail petition to whoever filed it, with the reason',
  input: z.object({ petitionId: z.uuid(), reason: Reasons.min(3).max(1000) }),
  output: z.object({ done: z.literal(true) }),
  refusals: [
    'courts.petition-answered',
    'handover.not-open',
    'handover.other-side',
    'handover.post-not-allowed',
    'not-found',
  ],
  example: { input: { petitionId: anId, reason: 'To be filed before the court that has the case' } },
})
