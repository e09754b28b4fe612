import type { FieldEvidence, LinkModel, LinkParameters, PairScore } from './model.ts'

/** Levels and rarities of one pair, field by field, in the model's order. */
export interface Comparison {
  levels: Int8Array
  rarities: Float64Array
}

/** Always compared in one order, so that the score of (a, b) is that of (b, a) to the last bit. */
const inOrder = <R extends { id: string }>(a: R, b: R): [R, R] => (a.id <= b.id ? [a, b] : [b, a])

export function compareRecords<R extends { id: string }>(model: LinkModel<R>, a: R, b: R): Comparison {
  const levels = new Int8Array(model.fields.length)
  const rarities = new Float64Array(model.fields.length)
  const [first, second] = inOrder(a, b)
  for (const [at, field] of model.fields.entries()) {
    const level = field.compare(first, second)
    levels[at] = level
    rarities[at] = level >= 0 && field.rarity ? field.rarity(first, second, level) : 0
  }
  return { levels, rarities }
}

/** Scores pairs by one parameter file. Throws when the file does not fit the model: a missing weight must not be 0. */
export class Scorer<R extends { id: string }> {
  readonly model: LinkModel<R>
  readonly parameters: LinkParameters
  /** Log-odds of a pair before any evidence, in bits. */
  readonly intercept: number
  #bits: number[][]

  /** @param population number of records the pair comes from; fewer than the training file had changes nothing */
  constructor(model: LinkModel<R>, parameters: LinkParameters, population = 0) {
    if (parameters.model !== model.name)
      throw new Error(`parameters are for model "${parameters.model}", not "${model.name}"`)
    this.model = model
    this.parameters = parameters
    const { intercept, records } = parameters.calibration
    this.intercept = intercept - Math.max(0, Math.log2(population / records))
    this.#bits = model.fields.map((field) =>
      field.levels.map((level) => {
        const weights = parameters.fields[field.name]?.[level]
        if (!weights || !Number.isFinite(weights.bits))
          throw new Error(`parameters ${parameters.version} lack a weight for ${field.name}: ${level}`)
        return weights.bits
      }),
    )
  }

  /** Total weight in bits, without the explanation. Called millions of times: no arrays are made. */
  bits(a: R, b: R): number {
    const [first, second] = inOrder(a, b)
    const fields = this.model.fields
    let total = 0
    for (let at = 0; at < fields.length; at++) {
      const field = fields[at]!
      const level = field.compare(first, second)
      if (level < 0) continue
      total += this.#bits[at]![level]!
      if (field.rarity) total += field.rarity(first, second, level)
    }
    return total
  }

  odds(bits: number): number {
    return this.parameters.calibration.slope * bits + this.intercept
  }

  probability(odds: number): number {
    return 1 / (1 + 2 ** -odds)
  }

  score(a: R, b: R): PairScore {
    const { levels, rarities } = compareRecords(this.model, a, b)
    const evidence: FieldEvidence[] = []
    for (const [at, field] of this.model.fields.entries()) {
      const level = levels[at]!
      if (level >= 0)
        evidence.push({
          field: field.name,
          level: field.levels[level]!,
          bits: this.#bits[at]![level]! + rarities[at]!,
        })
    }
    const bits = this.bits(a, b)
    evidence.sort((x, y) => Math.abs(y.bits) - Math.abs(x.bits) || (x.field < y.field ? -1 : 1))
    const [first, second] = inOrder(a, b)
    const conflict = this.model.conflict?.(first, second)
    return {
      evidence,
      bits,
      probability: this.probability(this.odds(bits)),
      ...(conflict !== undefined && { conflict }),
    }
  }
}
