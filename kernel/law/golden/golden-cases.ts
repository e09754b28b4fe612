import file from './golden-cases.json' with { type: 'json' }

/** A worked case: facts, and the fields of the result that must come out. */
export type GoldenCase = {
  id: string
  rule: string
  law: string
  confidence: string
  inputs: Record<string, unknown>
  calendar?: { weeklyOff: string[]; closed: string[] }
  expected: Record<string, unknown>
  why?: string
}

export const goldenCases: readonly GoldenCase[] = file.cases
