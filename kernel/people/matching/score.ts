import type { FieldEvidence, LinkModel, LinkParameters, PairScore } from './model.ts'

/** Levels and rarities of one pair, field by field, in the model's order. */
export interface Comparison {
  levels: Int8Array
  rarities: Float64Array
}

export function compareRecords<R extends { id: string }>(model: LinkModel<R>, a: R, b: R): Comparison {
  const levels = new Int8Array(model.fields.length)
  const rarities = new Float64Array(model.fields.length)
  // Always compared in one order, so that the score of (a, b) is that of (b, a) to the last bit.
  const [first, second] = a.id <= b.id ? [a, b] : [b, a]
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
  #bits: number[][]

  constructor(model: LinkModel<R>, parameters: LinkParameters) {
    if (parameters.model !== model.name)
      throw new Error(`parameters are for model "${parameters.model}", not "${model.name}"`)
    this.model = model
    this.parameters = parameters
    this.#bits = model.fields.map((field) =>
      field.levels.map((level) => {
        const weights = parameters.fields[field.name]?.[level]
        if (!weights || !Number.isFinite(weights.bits))
          throw new Error(`parameters ${parameters.version} lack a weight for ${field.name}: ${level}`)
        return weights.bits
      }),
    )
  }

  /** Total weight in bits, without the explanation. */
  bits(a: R, b: R): number {
    const { levels, rarities } = compareRecords(this.model, a, b)
    let total = 0
    for (let at = 0; at < levels.length; at++)
      if (levels[at]! >= 0) total += this.#bits[at]![levels[at]!]! + rarities[at]!
    return total
  }

  probability(bits: number): number {
    const { slope, intercept } = this.parameters.calibration
    return 1 / (1 + 2 ** -(slope * bits + intercept))
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
    const [first, second] = a.id <= b.id ? [a, b] : [b, a]
    const conflict = this.model.conflict?.(first, second)
    return {
      evidence,
      bits,
      probability: this.probability(bits),
      ...(conflict !== undefined && { conflict }),
    }
  }
}
