import { blocksOf, forEachCandidate } from './candidates.ts'
import type { LevelWeights, LinkModel, LinkParameters } from './model.ts'
import { compareRecords } from './score.ts'

/**
 * No field is perfect: clerks err even where the training labels show no error. A level never seen among true pairs still
 * gets this share, or the field's own `leastShare`.
 */
const LEAST_SHARE = 0.004

interface TrainingOptions {
  maxBlock: number
  /** How strongly corrected weights are held to log2(m/u); in pseudo-pairs. */
  anchor: number
  rounds: number
}

interface Example {
  active: Int16Array
  offset: number
  same: boolean
}

/** m and u of every level: m counted over all true pairs, u over random pairs of different persons. */
function countShares<R extends { id: string }>(
  model: LinkModel<R>,
  records: readonly R[],
  clusterOf: readonly string[],
): Record<string, Record<string, { m: number; u: number }>> {
  const width = model.fields.map((field) => field.levels.length)
  const same = width.map((levels) => new Float64Array(levels))
  const other = width.map((levels) => new Float64Array(levels))
  const count = (into: Float64Array[], a: R, b: R) => {
    for (const [at, level] of compareRecords(model, a, b).levels.entries())
      if (level >= 0) into[at]![level]!++
  }
  const members = new Map<string, number[]>()
  for (const [at, cluster] of clusterOf.entries()) {
    const list = members.get(cluster)
    if (list) list.push(at)
    else members.set(cluster, [at])
  }
  for (const list of members.values())
    for (let i = 0; i < list.length; i++)
      for (let j = i + 1; j < list.length; j++) count(same, records[list[i]!]!, records[list[j]!]!)
  // A fixed generator: the same labels always give the same file.
  let state = 20261121
  const draw = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 2 ** 32) * records.length)
  }
  for (let n = 0; n < 400_000; n++) {
    const [a, b] = [draw(), draw()]
    if (clusterOf[a] !== clusterOf[b]) count(other, records[a]!, records[b]!)
  }
  const shares: Record<string, Record<string, { m: number; u: number }>> = {}
  for (const [at, field] of model.fields.entries()) {
    const sameTotal = same[at]!.reduce((sum, n) => sum + n, 0)
    const otherTotal = other[at]!.reduce((sum, n) => sum + n, 0)
    shares[field.name] = Object.fromEntries(
      field.levels.map((level, n) => [
        level,
        {
          m: Math.max(
            field.leastShare ?? LEAST_SHARE,
            (same[at]![n]! + 0.5) / (sameTotal + 0.5 * field.levels.length),
          ),
          u: (other[at]![n]! + 0.5) / (otherTotal + 0.5 * field.levels.length),
        },
      ]),
    )
  }
  return shares
}

/** Solves A x = b for a symmetric positive definite A by Cholesky factors. */
function solve(matrix: Float64Array, right: Float64Array, size: number): Float64Array {
  const factor = Float64Array.from(matrix)
  const x = Float64Array.from(right)
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = factor[i * size + j]!
      for (let k = 0; k < j; k++) sum -= factor[i * size + k]! * factor[j * size + k]!
      factor[i * size + j] = i === j ? Math.sqrt(Math.max(sum, 1e-12)) : sum / factor[j * size + j]!
    }
    for (let k = 0; k < i; k++) x[i]! -= factor[i * size + k]! * x[k]!
    x[i]! /= factor[i * size + i]!
  }
  for (let i = size - 1; i >= 0; i--) {
    for (let k = i + 1; k < size; k++) x[i]! -= factor[k * size + i]! * x[k]!
    x[i]! /= factor[i * size + i]!
  }
  return x
}

/**
 * Fellegi–Sunter weights from labels. Fields are not independent (brothers share father, tribe, district and street),
 * so after log2(m/u) the weights are corrected by logistic regression over the compared pairs, anchored to log2(m/u);
 * the model stays additive and every weight stays a number of bits of one level of one field.
 */
export function trainWeights<R extends { id: string }>(
  model: LinkModel<R>,
  plainRecords: readonly R[],
  clusterOf: readonly string[],
  options: TrainingOptions,
): {
  fields: Record<string, Record<string, LevelWeights>>
  calibration: LinkParameters['calibration']
} {
  const records = model.ready?.(plainRecords) ?? plainRecords
  const shares = countShares(model, records, clusterOf)
  const starts: number[] = []
  const prior: number[] = []
  for (const field of model.fields) {
    starts.push(prior.length)
    for (const level of field.levels) {
      const { m, u } = shares[field.name]![level]!
      prior.push(Math.log2(m / u))
    }
  }
  const size = prior.length + 1
  const examples: Example[] = []
  forEachCandidate(blocksOf(model, records, options.maxBlock), (a, b) => {
    const { levels, rarities } = compareRecords(model, records[a]!, records[b]!)
    const active: number[] = []
    let offset = 0
    for (let at = 0; at < levels.length; at++)
      if (levels[at]! >= 0) {
        active.push(starts[at]! + levels[at]!)
        offset += rarities[at]!
      }
    active.push(size - 1)
    examples.push({ active: Int16Array.from(active), offset, same: clusterOf[a] === clusterOf[b] })
  })
  const weights = Float64Array.from([...prior, -12])
  for (let round = 0; round < options.rounds; round++) {
    const gradient = new Float64Array(size)
    const hessian = new Float64Array(size * size)
    for (const { active, offset, same } of examples) {
      let bits = offset
      for (const at of active) bits += weights[at]!
      const p = 1 / (1 + 2 ** -bits)
      const slip = (same ? 1 : 0) - p
      const curve = p * (1 - p) * Math.LN2
      for (const i of active) {
        gradient[i]! += slip
        if (curve > 1e-9) for (const j of active) hessian[i * size + j]! += curve
      }
    }
    for (let i = 0; i < size; i++) {
      const hold = i < size - 1 ? options.anchor : 1e-3
      hessian[i * size + i]! += hold
      if (i < size - 1) gradient[i]! -= hold * (weights[i]! - prior[i]!)
    }
    const step = solve(hessian, gradient, size)
    for (let i = 0; i < size; i++) weights[i]! += Math.max(-4, Math.min(4, step[i]!))
  }
  const fields: Record<string, Record<string, LevelWeights>> = {}
  for (const [at, field] of model.fields.entries())
    fields[field.name] = Object.fromEntries(
      field.levels.map((level, n) => [
        level,
        { ...shares[field.name]![level]!, bits: weights[starts[at]! + n]! },
      ]),
    )
  return { fields, calibration: { slope: 1, intercept: weights[size - 1]!, records: records.length } }
}
