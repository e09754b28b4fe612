/** What the linkage engine needs to know about a kind of record. Persons are one kind; reference data sets are others. */

export interface ComparisonField<R> {
  name: string
  /** Levels from strongest agreement to disagreement, worded for a reviewer. */
  levels: readonly string[]
  /** Share of true pairs granted to every level whatever the labels show, for what changes in life: people move. */
  leastShare?: number
  /** Index of the level, or -1 when one side says nothing: no evidence either way. */
  compare(a: R, b: R): number
  /**
   * Bits to add because what agrees is rare (or take away because it is common); 0 where nothing agrees. Only called
   * straight after `compare` of the same two records, with the level it gave.
   */
  rarity?(a: R, b: R, level: number): number
}

export interface LinkModel<R extends { id: string }> {
  name: string
  fields: readonly ComparisonField<R>[]
  /** Records that share a key are compared. Deterministic, so that a database can index them. */
  blockingKeys(record: R): string[]
  /** The records made ready for millions of comparisons by this model, and by no other. */
  ready?(records: readonly R[]): R[]
  /** A reason why two records can never be one person, whatever their score. */
  conflict?(a: R, b: R): string | undefined
}

export interface LevelWeights {
  /** Share of true pairs (m) and of random pairs (u) at this level, among pairs where both sides speak. */
  m: number
  u: number
  /** Weight in bits: log2(m/u), corrected for what other fields already say. */
  bits: number
}

export interface LinkParameters {
  model: string
  version: string
  trainedOn: string
  /**
   * Probability that two compared records are one person: 1 / (1 + 2^-(slope × bits + intercept)), learnt in a file of
   * `records`. Among more people there are more namesakes, so the intercept falls as the population grows.
   */
  calibration: { slope: number; intercept: number; records: number }
  /** T1 and T2 as probabilities: link at or above, review between, separate below. */
  thresholds: { link: number; review: number }
  blocking: { maxBlock: number }
  clustering: { joinAtBits: number; capBits: number }
  fields: Record<string, Record<string, LevelWeights>>
  /** Share of records whose name holds this sound key; `default` for keys never seen. */
  frequencies: { default: number; tokens: Record<string, number> }
}

export interface FieldEvidence {
  field: string
  level: string
  bits: number
}

export interface PairScore {
  /** Strongest first. Fields that say nothing are absent. */
  evidence: FieldEvidence[]
  bits: number
  probability: number
  /** Set when the pair can never be one person; the score stands beside it and does not override it. */
  conflict?: string
}
