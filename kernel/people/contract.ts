import { z } from 'zod'
import { endpoint } from '#platform/http/contract'

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
    /** What was checked against a document or the person: only a verified fact can forbid a link. */
    verified: z.array(z.enum(['cnic', 'sex'])).optional(),
    /** The person chosen among the candidates the search showed; empty when none of them is this one. */
    samePersonAs: z.uuid().optional(),
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
        createdAt: z.string(),
      }),
    ),
  }),
  reads: 'sensitive',
  refusals: ['not-found'],
  example: { input: { personId: '0190a0de-0000-7000-8000-000000000001' } },
})
