import { readFileSync } from 'node:fs'
import { blocksOf, forEachCandidate } from './candidates.ts'
import { blendFrequencies, countFrequencies, type TokenFrequencies } from './frequencies.ts'
import { type LinkOptions, type LinkResult, linkByModel } from './link.ts'
import { countTruePairs, type LabelledPair, type LinkageFigures, linkageFigures } from './metrics.ts'
import type { LinkModel, LinkParameters } from './model.ts'
import { personFrequencyKeys, personModel } from './person-model.ts'
import { preparePerson } from './person-record.ts'
import { febrlModel, historicalModel, referenceFrequencyKeys } from './reference-models.ts'
import { trainWeights } from './training.ts'

export type CsvRow = Record<string, string>

interface FormatSpec<R extends { id: string }> {
  name: string
  /** Columns without which the file cannot be of this format. */
  columns: readonly string[]
  idColumn: string
  read(row: CsvRow): R
  /** The true person of a row, or undefined when the file does not say. */
  truthOf(row: CsvRow): string | undefined
  frequencyKeys(record: R): string[]
  model(frequencies: TokenFrequencies): LinkModel<R>
  thresholds: LinkParameters['thresholds']
  /** Keys counted in fewer training records than this are not written down; the file at hand tells how rare they are. */
  leastCount: number
  maxBlock: number
  /** Mean log-odds at which groups still join. */
  joinAtBits: number
}

interface Evaluation extends LinkageFigures {
  blockingRecall: number
}

/** A file format with everything that can be done to it; the kind of record stays inside. */
export interface LinkFormat {
  name: string
  columns: readonly string[]
  idColumn: string
  truthOf(row: CsvRow): string | undefined
  link(rows: readonly CsvRow[], options?: LinkOptions): LinkResult
  evaluate(rows: readonly CsvRow[], result: LinkResult): Evaluation
  train(rows: readonly CsvRow[], version: string, trainedOn: string): LinkParameters
  crossValidate(rows: readonly CsvRow[], folds: number): LinkageFigures[]
}

/** Strength of the hold on log2(m/u) while weights are corrected for dependence, in pseudo-pairs. */
const ANCHOR = 50

export const parametersPath = (format: string) => new URL(`parameters/${format}.json`, import.meta.url)

function requireTruth(spec: { truthOf(row: CsvRow): string | undefined }, rows: readonly CsvRow[]): string[] {
  return rows.map((row) => {
    const truth = spec.truthOf(row)
    if (truth === undefined) throw new Error('the file has no truth column')
    return truth
  })
}

/** A stable fold of a cluster, so that two runs split alike whatever the order of rows. */
function foldOf(cluster: string, folds: number): number {
  let hash = 2166136261
  for (let at = 0; at < cluster.length; at++) hash = Math.imul(hash ^ cluster.charCodeAt(at), 16777619)
  return (hash >>> 8) % folds
}

function defineFormat<R extends { id: string }>(spec: FormatSpec<R>): LinkFormat {
  const train = (records: readonly R[], truth: readonly string[], version: string, trainedOn: string) => {
    const frequencies = countFrequencies(records.map(spec.frequencyKeys), spec.leastCount)
    const trained = trainWeights(spec.model(frequencies), records, truth, {
      maxBlock: spec.maxBlock,
      anchor: ANCHOR,
      rounds: 12,
    })
    return {
      model: spec.name,
      version,
      trainedOn,
      calibration: trained.calibration,
      thresholds: spec.thresholds,
      blocking: { maxBlock: spec.maxBlock },
      clustering: { joinAtBits: spec.joinAtBits, capBits: 20 },
      fields: trained.fields,
      frequencies,
    }
  }
  const link = (records: readonly R[], parameters: LinkParameters, options?: LinkOptions) => {
    const frequencies = blendFrequencies(parameters.frequencies, records.map(spec.frequencyKeys))
    return linkByModel(spec.model(frequencies), records, parameters, options)
  }
  return {
    name: spec.name,
    columns: spec.columns,
    idColumn: spec.idColumn,
    truthOf: spec.truthOf,
    link: (rows, options) => {
      const parameters: LinkParameters = JSON.parse(readFileSync(parametersPath(spec.name), 'utf8'))
      return link(rows.map(spec.read), parameters, options)
    },
    evaluate: (rows, result) => {
      const truth = requireTruth(spec, rows)
      const records = rows.map(spec.read)
      const clusterOf = new Map(records.map((record, at) => [record.id, truth[at]!]))
      const held: LabelledPair[] = result.pairs.map(({ a, b, probability }) => ({
        same: clusterOf.get(a) === clusterOf.get(b),
        probability,
      }))
      const truePairs = countTruePairs(truth)
      let reached = 0
      const model = spec.model({ default: 1, tokens: {} })
      forEachCandidate(blocksOf(model, records, result.blocking.maxBlock), (a, b) => {
        if (truth[a] === truth[b]) reached++
      })
      return { ...linkageFigures(held, truePairs), blockingRecall: truePairs === 0 ? 0 : reached / truePairs }
    },
    train: (rows, version, trainedOn) =>
      train(rows.map(spec.read), requireTruth(spec, rows), version, trainedOn),
    // Each fold is linked inside the whole file, so that it meets as many namesakes as in real use. Only pairs that touch
    // the fold count; a pair with one foot in another fold is seen twice over all folds and counts half.
    crossValidate: (rows, folds) => {
      const truth = requireTruth(spec, rows)
      const records = rows.map(spec.read)
      const clusterOf = new Map(records.map((record, at) => [record.id, truth[at]!]))
      return Array.from({ length: folds }, (_, fold) => {
        const learning = records.filter((_, at) => foldOf(truth[at]!, folds) !== fold)
        const parameters = train(
          learning,
          truth.filter((cluster) => foldOf(cluster, folds) !== fold),
          'cross-validation',
          `folds other than ${fold}`,
        )
        const held = link(records, parameters).pairs.flatMap(({ a, b, probability }) => {
          const feet = [a, b].filter((id) => foldOf(clusterOf.get(id)!, folds) === fold).length
          const pair = { same: clusterOf.get(a) === clusterOf.get(b), probability, weight: feet / 2 }
          return feet === 0 ? [] : [pair]
        })
        return linkageFigures(
          held,
          countTruePairs(truth.filter((cluster) => foldOf(cluster, folds) === fold)),
        )
      })
    },
  }
}

const person = defineFormat({
  name: 'person',
  columns: ['record_id', 'name', 'father_name', 'cnic', 'sex', 'dob', 'age', 'event_date', 'district'],
  idColumn: 'record_id',
  read: (row) =>
    preparePerson({
      id: row.record_id ?? '',
      name: row.name ?? '',
      fatherName: row.father_name ?? '',
      alias: row.alias ?? '',
      cnic: row.cnic ?? '',
      sex: row.sex ?? '',
      birthDate: row.dob ?? '',
      ...(/^\d{1,3}$/.test(row.age ?? '') && { age: Number(row.age) }),
      statedOn: row.event_date ?? '',
      province: row.province ?? '',
      district: row.district ?? '',
      locality: row.locality ?? '',
      phone: row.phone ?? '',
    }),
  truthOf: (row) => row.cluster,
  frequencyKeys: personFrequencyKeys,
  model: personModel,
  thresholds: { link: 0.999999, review: 0.2 },
  leastCount: 3,
  maxBlock: 400,
  joinAtBits: 0,
})

const FEBRL_COLUMNS = [
  'given_name',
  'surname',
  'street_number',
  'address_1',
  'address_2',
  'suburb',
  'postcode',
  'state',
  'date_of_birth',
  'soc_sec_id',
]

const febrl = defineFormat({
  name: 'febrl',
  columns: ['rec_id', ...FEBRL_COLUMNS],
  idColumn: 'rec_id',
  read: (row) => ({ id: row.rec_id ?? '', values: pick(row, FEBRL_COLUMNS) }),
  truthOf: (row) => /^rec-\d+/.exec(row.rec_id ?? '')?.[0],
  frequencyKeys: referenceFrequencyKeys,
  model: febrlModel,
  thresholds: { link: 0.99, review: 0.2 },
  leastCount: 50,
  maxBlock: 200,
  joinAtBits: 0,
})

const HISTORICAL_COLUMNS = [
  'first_name',
  'surname',
  'dob',
  'birth_place',
  'postcode_fake',
  'gender',
  'occupation',
]

const historical = defineFormat({
  name: 'historical',
  columns: ['unique_id', ...HISTORICAL_COLUMNS],
  idColumn: 'unique_id',
  read: (row) => ({ id: row.unique_id ?? '', values: pick(row, HISTORICAL_COLUMNS) }),
  truthOf: (row) => row.cluster,
  frequencyKeys: referenceFrequencyKeys,
  model: historicalModel,
  thresholds: { link: 0.99, review: 0.2 },
  leastCount: 200,
  maxBlock: 400,
  joinAtBits: -3,
})

function pick(row: CsvRow, columns: readonly string[]): Record<string, string> {
  return Object.fromEntries(columns.map((column) => [column, (row[column] ?? '').trim().toLowerCase()]))
}

export const linkFormats: Readonly<Record<string, LinkFormat>> = { person, febrl, historical }
