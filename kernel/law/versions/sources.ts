import type { Tx } from '#platform/db'
import type { RuleName } from '../rule-schemas.ts'

/** A computation kept by a module: its facts, and what came of them when it was stored. */
export interface StoredComputation {
  readonly id: string
  readonly rule: RuleName
  readonly inputs: Record<string, unknown>
  readonly result: Record<string, unknown>
  /** What a law officer knows the record by, such as a prison number. No names of persons. */
  readonly label: string
}

/**
 * Where a module keeps computations. `list` gives those that stand, in the order of their identifiers, beginning after `after`
 * (undefined at the start), as the service of one province; it ends when fewer than `limit` come.
 */
export interface ComputationSource {
  /** `module.what`, unique. */
  readonly key: string
  readonly list: (tx: Tx, after: string | undefined, limit: number) => Promise<readonly StoredComputation[]>
}

const sources = new Map<string, ComputationSource>()

/** Makes a module's stored computations part of every simulation of a change of law. Called once while loading the module. */
export function defineComputationSource(source: ComputationSource): ComputationSource {
  if (sources.has(source.key)) throw new Error(`Two sources of computations are called ${source.key}.`)
  sources.set(source.key, source)
  return source
}

export function computationSources(): readonly ComputationSource[] {
  return [...sources.values()]
}
