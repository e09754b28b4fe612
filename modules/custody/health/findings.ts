import { z } from 'zod'

/** What a screening asks, measures and offers. Browser-safe. */

export const offers = ['negative', 'positive', 'pending', 'declined', 'not-offered'] as const
export const chronicIllnesses = [
  'diabetes',
  'hypertension',
  'heart',
  'asthma',
  'epilepsy',
  'kidney',
  'cancer',
  'disability',
] as const
export const substances = [
  'opioids',
  'methamphetamine',
  'cannabis',
  'sedatives',
  'alcohol',
  'injected',
] as const
export const selfHarmRisks = ['none', 'some', 'high'] as const
export const tbSymptoms = ['cough', 'fever', 'weightLoss', 'nightSweats'] as const

const measured = (least: number, most: number) => z.number().min(least).max(most).optional()
const words = (most: number) => z.string().trim().max(most).optional()

/** Vitals in °C, beats a minute, mmHg, kg and cm. */
export const Findings = z.object({
  temperature: measured(30, 45),
  pulse: measured(20, 250),
  systolic: measured(50, 280),
  diastolic: measured(30, 180),
  weight: measured(2, 300),
  height: measured(40, 230),
  chronic: z.array(z.enum(chronicIllnesses)).default([]),
  medicines: words(500),
  cough: z.boolean().default(false),
  fever: z.boolean().default(false),
  weightLoss: z.boolean().default(false),
  nightSweats: z.boolean().default(false),
  hiv: z.enum(offers),
  hepatitisB: z.enum(offers),
  hepatitisC: z.enum(offers),
  pregnant: z.enum(['yes', 'no', 'unknown', 'not-asked']).default('not-asked'),
  pregnantWeeks: measured(1, 43),
  mood: words(500),
  selfHarm: z.enum(selfHarmRisks),
  uses: z.array(z.enum(substances)).default([]),
  lastUsedOn: z.iso.date().optional(),
  withdrawal: z.boolean().default(false),
  injuries: words(1000),
  injurySaidCause: z.enum(['police', 'fight', 'accident', 'self', 'not-said']).optional(),
  notes: words(1000),
})
export type Findings = z.output<typeof Findings>

/** The four questions of the WHO symptom screen: one yes, and tuberculosis is to be looked for. */
export function tbToBeLookedFor(findings: Findings): boolean {
  return tbSymptoms.some((symptom) => findings[symptom])
}
