import { compute, isRefused } from '../compute.ts'
import { type GoldenCase, goldenCases } from '../golden/golden-cases.ts'
import { type RulesInForce, rulesInForce } from '../packs/index.ts'

/** How one worked case comes out under some rules. */
export interface GoldenOutcome {
  readonly id: string
  readonly passed: boolean
  readonly expected: Record<string, unknown>
  /** The fields that were to match, as they came out; or why the engine refused. */
  readonly found: Record<string, unknown>
}

function goldenOutcome(golden: GoldenCase, rules: RulesInForce = rulesInForce()): GoldenOutcome {
  const answer = compute({
    rule: golden.rule,
    inputs: golden.inputs,
    rules,
    explain: false,
    ...(golden.calendar === undefined ? {} : { calendar: golden.calendar }),
  })
  if (isRefused(answer)) {
    const found = { error: answer.error.message.en }
    return { id: golden.id, passed: false, expected: golden.expected, found }
  }
  const found = Object.fromEntries(
    Object.keys(golden.expected).map((key) => [key, answer.result[key] ?? null]),
  )
  const passed = Object.entries(golden.expected).every(([key, value]) => matches(answer.result[key], value))
  return { id: golden.id, passed, expected: golden.expected, found }
}

/** A list must be equal; of an object, every field that is expected. */
function matches(found: unknown, expected: unknown): boolean {
  if (Array.isArray(expected)) {
    return (
      Array.isArray(found) &&
      found.length === expected.length &&
      expected.every((one, at) => matches(found[at], one))
    )
  }
  if (typeof expected === 'object' && expected !== null) {
    return (
      typeof found === 'object' &&
      found !== null &&
      Object.entries(expected).every(([key, value]) =>
        matches((found as Record<string, unknown>)[key], value),
      )
    )
  }
  return found === expected
}

/** Every worked case under some rules. */
export function goldenOutcomes(rules: RulesInForce): GoldenOutcome[] {
  return goldenCases.map((golden) => goldenOutcome(golden, rules))
}
