import { z } from 'zod'
import { countryCodes } from '#platform/countries'
import { endpoint } from '#platform/http/contract'

export { askedOf } from './asked.ts'

const optionalText = (max: number) => z.string().trim().max(max).optional()

/** A person as a clerk enters one: a name in at least one script, and what else is known. */
export const NewPersonRecord = z
  .object({
    id: z.uuid().optional(),
    nameEn: optionalText(200),
    nameUr: optionalText(200),
    fatherEn: optionalText(200),
    fatherUr: optionalText(200),
    aliases: z.array(z.string().trim().min(1).max(120)).max(10).default([]),
    sex: z.enum(['M', 'F', 'X']),
    birthDate: z.iso.date().optional(),
    birthPrecision: z.enum(['day', 'month', 'year', 'estimated']).optional(),
    /** With or without dashes. */
    cnic: z
      .string()
      .transform((text) => text.replace(/[\s-]/g, ''))
      .pipe(z.string().regex(/^[1-8][0-9]{12}$/))
      .optional(),
    phone: optionalText(40),
    address: optionalText(400),
    district: optionalText(120),
    /** ISO 3166-1, two letters; Pakistan when not said. */
    nationality: z
      .string()
      .transform((text) => text.trim().toUpperCase())
      .refine((code) => countryCodes.includes(code), {
        params: {
          code: 'nationality',
          en: 'Choose a country from the list.',
          ur: 'فہرست سے ملک منتخب کریں۔',
        },
      })
      .optional(),
    /** What was checked against a document or the person: only a verified fact can forbid a link. */
    verified: z.array(z.enum(['cnic', 'sex'])).optional(),
    /** The person chosen among the candidates the search showed; empty when none of them is this one. */
    samePersonAs: z.uuid().optional(),
    /** Candidates who were shown and are not this one, as the clerk said. No rule links them; officers still may. */
    noneOf: z.array(z.uuid()).max(50).optional(),
  })
  .refine((record) => (record.nameEn ?? '') !== '' || (record.nameUr ?? '') !== '', {
    path: ['nameUr'],
    params: { code: 'name', en: 'Write the name in Urdu or English.', ur: 'نام اردو یا انگریزی میں لکھیں۔' },
  })
export type NewPersonRecord = z.output<typeof NewPersonRecord>

export const PersonCard = z.object({
  personId: z.uuid(),
  nameEn: z.string().nullable(),
  nameUr: z.string().nullable(),
  fatherEn: z.string().nullable(),
  fatherUr: z.string().nullable(),
  aliases: z.array(z.string()),
  sex: z.enum(['M', 'F', 'X']).nullable(),
  birthDate: z.string().nullable(),
  birthPrecision: z.string().nullable(),
  cnic: z.string().nullable(),
})
export type PersonCard = z.output<typeof PersonCard>

export const Candidate = PersonCard.extend({
  /** Why it was found: the same or a part of the CNIC or telephone, the name as written, its sound, a part of it, the father. */
  why: z.array(z.enum(['cnic', 'phone', 'name', 'sound', 'part', 'father', 'alias'])),
  /** 0 to 1; only for ordering, never a decision. */
  closeness: z.number(),
})
export type Candidate = z.output<typeof Candidate>

export const searchPeople = endpoint({
  name: 'people.search-people',
  method: 'GET',
  path: '/people/search',
  needs: 'people:search',
  summary: 'Find persons by CNIC, Urdu or Roman name',
  input: z.object({
    q: z.string().trim().min(2).max(200),
    limit: z.coerce.number().int().min(1).max(50).default(10),
  }),
  output: z.object({ candidates: z.array(Candidate) }),
  reads: 'sensitive',
  example: { input: { q: 'محمد اسلم' }, output: { candidates: [] } },
})

export const getPerson = endpoint({
  name: 'people.get-person',
  method: 'GET',
  path: '/people/:personId',
  needs: 'people:read',
  summary: 'A person as the records the reader may see tell',
  input: z.object({ personId: z.uuid() }),
  output: z.object({
    card: PersonCard,
    records: z.array(
      PersonCard.omit({ personId: true }).extend({
        recordId: z.uuid(),
        agency: z.string(),
        unit: z.object({ code: z.string(), nameEn: z.string(), nameUr: z.string() }),
        sourceRef: z.string(),
        phone: z.string().nullable(),
        address: z.string().nullable(),
        nationality: z.string(),
        createdAt: z.string(),
      }),
    ),
  }),
  reads: 'sensitive',
  refusals: ['not-found'],
  example: { input: { personId: '0190a0de-0000-7000-8000-000000000001' } },
})

const exampleId = '0190a0de-0000-7000-8000-000000000001'
const reason = z.string().trim().min(5).max(1000)

/** A field of the comparison, at which level the two records stand, and what it weighs. Positive bits speak for one person. */
export const Evidence = z.object({ field: z.string(), level: z.string(), bits: z.number() })
export type Evidence = z.output<typeof Evidence>

const LegalDateShown = z.object({
  what: z.object({ en: z.string(), ur: z.string() }),
  date: z.string(),
  href: z.string().optional(),
})

/** What an officer proposes about who is one person. */
export const Proposal = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('merge'),
    personA: z.uuid(),
    personB: z.uuid(),
    reason,
    /** Why they are one person although a verified fact says otherwise. Without it a hard conflict is refused. */
    despiteConflict: z.string().trim().min(10).max(500).optional(),
  }),
  z.object({ kind: z.literal('reject-pair'), personA: z.uuid(), personB: z.uuid(), reason }),
  z.object({ kind: z.literal('split'), mergeId: z.uuid(), reason }),
  z.object({
    kind: z.literal('move-record'),
    recordId: z.uuid(),
    /** Left out: the record is of somebody not known yet. */
    toPerson: z.uuid().optional(),
    reason,
  }),
])
export type Proposal = z.output<typeof Proposal>

const secondPerson = ['access.same-person', 'access.same-session', 'access.delegate']

export const proposeDecision = endpoint({
  name: 'people.propose-decision',
  method: 'POST',
  path: '/people/decisions',
  needs: 'people:review',
  summary: 'Propose that persons are one, that they are not, that a merge be undone or a record moved',
  input: z.object({ proposal: Proposal }),
  output: z.object({ decisionId: z.uuid(), legalDates: z.array(LegalDateShown) }),
  refusals: [
    'people.same-already',
    'people.kept-apart',
    'people.hard-conflict',
    'people.not-a-merge',
    'people.undo-later-first',
    'people.proposed-already',
    'not-found',
  ],
  example: {
    input: {
      proposal: {
        kind: 'merge',
        personA: exampleId,
        personB: '0190a0de-0000-7000-8000-000000000002',
        reason: 'Same CNIC and father',
      },
    },
    output: { decisionId: exampleId, legalDates: [] },
  },
})

export const decideProposal = endpoint({
  name: 'people.decide-proposal',
  method: 'POST',
  path: '/people/decisions/:decisionId/decide',
  needs: 'people:review',
  summary: 'Decide as second officer; what would change a legal date is held and says which',
  stepUp: true,
  input: z.object({ decisionId: z.uuid(), approve: z.boolean() }),
  output: z.object({ state: z.enum(['done', 'held', 'declined']), legalDates: z.array(LegalDateShown) }),
  refusals: [
    ...secondPerson,
    'people.decided-already',
    'people.same-already',
    'people.kept-apart',
    'people.not-a-merge',
    'people.undo-later-first',
    'not-found',
  ],
  example: { input: { decisionId: exampleId, approve: true }, output: { state: 'done', legalDates: [] } },
})

export const releaseHeldDecision = endpoint({
  name: 'people.release-held',
  method: 'POST',
  path: '/people/decisions/:decisionId/release',
  needs: 'people:release-held',
  summary: 'Let a decision take effect that changes legal dates, or stop it',
  stepUp: true,
  input: z.object({ decisionId: z.uuid(), approve: z.boolean() }),
  output: z.object({ state: z.enum(['done', 'declined']) }),
  refusals: [
    ...secondPerson,
    'people.decided-already',
    'people.same-already',
    'people.kept-apart',
    'people.not-a-merge',
    'people.undo-later-first',
    'not-found',
  ],
  example: { input: { decisionId: exampleId, approve: true }, output: { state: 'done' } },
})

const RecordShown = PersonCard.extend({ recordId: z.uuid(), agency: z.string() })
export type RecordShown = z.output<typeof RecordShown>

export const listDecisions = endpoint({
  name: 'people.list-decisions',
  method: 'GET',
  path: '/people/decisions',
  needs: 'people:read-decisions',
  summary: 'Proposals that wait for a second officer or a law officer, and what was decided of one person',
  input: z.object({
    personId: z.uuid().optional(),
    state: z.enum(['proposed', 'held', 'done']).optional(),
    page: z.coerce.number().int().min(1).default(1),
    size: z.coerce.number().int().min(1).max(100).default(25),
  }),
  output: z.object({
    rows: z.array(
      z.object({
        id: z.uuid(),
        kind: z.enum(['merge', 'split', 'move-record', 'reject-pair']),
        state: z.enum(['proposed', 'held', 'done', 'declined']),
        personA: PersonCard.nullable(),
        personB: PersonCard.nullable(),
        reason: z.string(),
        evidence: z.array(Evidence),
        bits: z.number().nullable(),
        legalDates: z.array(LegalDateShown),
        byRule: z.boolean(),
        mine: z.boolean(),
        undone: z.boolean(),
        proposedAt: z.string(),
        decidedAt: z.string().nullable(),
      }),
    ),
    total: z.number(),
  }),
  reads: 'sensitive',
  example: { input: {}, output: { rows: [], total: 0 } },
})

export const listReview = endpoint({
  name: 'people.list-review',
  method: 'GET',
  path: '/people/review',
  needs: 'people:review',
  summary: 'Pairs of records that may be one person, by expected gain',
  input: z.object({
    page: z.coerce.number().int().min(1).default(1),
    size: z.coerce.number().int().min(1).max(100).default(25),
  }),
  output: z.object({
    rows: z.array(
      z.object({
        id: z.uuid(),
        a: RecordShown,
        b: RecordShown,
        bits: z.number(),
        probability: z.number(),
        evidence: z.array(Evidence),
        conflict: z.string().nullable(),
        proposed: z.boolean(),
      }),
    ),
    total: z.number(),
  }),
  reads: 'sensitive',
  example: { input: {}, output: { rows: [], total: 0 } },
})

export const getLinks = endpoint({
  name: 'people.get-links',
  method: 'GET',
  path: '/people/:personId/links',
  needs: 'people:read',
  summary: 'How the records one may see of a person hang together, with the weight of each field',
  input: z.object({ personId: z.uuid() }),
  output: z.object({
    records: z.array(
      RecordShown.extend({ madeBy: z.string(), since: z.string(), bits: z.number().nullable() }),
    ),
    pairs: z.array(
      z.object({
        a: z.uuid(),
        b: z.uuid(),
        bits: z.number(),
        probability: z.number(),
        evidence: z.array(Evidence),
        conflict: z.string().nullable(),
      }),
    ),
  }),
  reads: 'sensitive',
  refusals: ['not-found'],
  example: { input: { personId: exampleId }, output: { records: [], pairs: [] } },
})

export const findDuplicates = endpoint({
  name: 'people.find-duplicates',
  method: 'GET',
  path: '/people/:personId/duplicates',
  needs: 'people:read',
  summary: 'Other persons, among those one may see, who may be this one',
  input: z.object({ personId: z.uuid() }),
  output: z.object({
    rows: z.array(
      z.object({
        person: PersonCard,
        bits: z.number(),
        probability: z.number(),
        evidence: z.array(Evidence),
        conflict: z.string().nullable(),
      }),
    ),
  }),
  reads: 'sensitive',
  refusals: ['not-found'],
  example: { input: { personId: exampleId }, output: { rows: [] } },
})
