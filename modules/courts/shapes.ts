import { z } from 'zod'

/** Shapes that several of the courts' contracts share. Browser-safe. */
export const Day = z.iso.date()
const text = (most: number) => z.string().trim().min(1).max(most)
export const Reasons = text(2000)
export const Note = text(500)

export const Unit = z.object({ id: z.number(), code: z.string(), nameEn: z.string(), nameUr: z.string() })

export const PartyName = z.object({ nameEn: z.string().nullable(), nameUr: z.string().nullable() })

/** The case a line belongs to. */
export const OfCase = z.object({
  caseId: z.uuid(),
  firNumber: z.number(),
  firYear: z.number(),
  stationEn: z.string(),
  stationUr: z.string(),
})

export const Spell = z.object({ from: Day, to: Day }).refine(({ from, to }) => from <= to, {
  path: ['to'],
  params: {
    code: 'to',
    en: 'The last day is before the first. Correct one of them.',
    ur: 'آخری دن پہلے دن سے قبل ہے۔ کسی ایک کی درستی کریں۔',
  },
})

export const Duration = z.object({
  years: z.number().int().min(0).max(99).optional(),
  months: z.number().int().min(0).max(1200).optional(),
  days: z.number().int().min(0).max(36_500).optional(),
})

const Step = z.object({
  code: z.string(),
  section: z.string(),
  text: z.object({ en: z.string(), ur: z.string() }),
  value: z.union([z.string(), z.number(), z.boolean()]).optional(),
})

/** A computed result with all that proves it. */
export const Proof = z.object({
  rule: z.string(),
  pack: z.object({ code: z.string(), version: z.string() }),
  calendar: z.string(),
  inputs: z.record(z.string(), z.unknown()),
  result: z.record(z.string(), z.unknown()),
  steps: z.array(Step).readonly(),
  flags: z.array(z.string()).readonly(),
  computedAt: z.string(),
})
export type Proof = z.output<typeof Proof>

export const PrisonChoice = z.object({
  id: z.number(),
  nameEn: z.string(),
  nameUr: z.string(),
  suits: z.boolean(),
  ofDistrict: z.boolean(),
})

export const ChargeLine = z.object({
  act: z.string(),
  section: z.string(),
  titleEn: z.string(),
  titleUr: z.string(),
})
