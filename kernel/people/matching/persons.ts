import { blendFrequencies } from './frequencies.ts'
import { type LinkOptions, type LinkResult, linkByModel } from './link.ts'
import type { LinkModel, LinkParameters, PairScore } from './model.ts'
import parametersFile from './parameters/person.json' with { type: 'json' }
import { personBlockingKeys } from './person-blocking.ts'
import { personFrequencyKeys, personModel } from './person-model.ts'
import { type LinkRecord, type PreparedPerson, preparePerson } from './person-record.ts'
import { Scorer } from './score.ts'

/** The parameters this version ships with; see README.md for what they were trained on. */
export const personParameters: LinkParameters = parametersFile

/**
 * Links a whole file of source records. Pure; the order of records does not change the outcome. Throws when ids repeat
 * or the parameters do not fit the model.
 */
export function linkRecords(
  records: readonly LinkRecord[],
  parameters: LinkParameters = personParameters,
  options: LinkOptions = {},
): LinkResult {
  const persons = records.map(preparePerson)
  const model = personModel(blendFrequencies(parameters.frequencies, persons.map(personFrequencyKeys)))
  return linkByModel(model, persons, parameters, options)
}

const models = new WeakMap<LinkParameters, LinkModel<PreparedPerson>>()

function modelFor(parameters: LinkParameters): LinkModel<PreparedPerson> {
  let model = models.get(parameters)
  if (!model) {
    model = personModel(parameters.frequencies)
    models.set(parameters, model)
  }
  return model
}

/**
 * Scores prepared records, for one query against many stored ones: prepare the query once.
 * @param population how many records the register holds: the more, the more evidence a link needs
 */
export function pairScorer(
  parameters: LinkParameters = personParameters,
  population = 0,
): (a: PreparedPerson, b: PreparedPerson) => PairScore {
  const scorer = new Scorer(modelFor(parameters), parameters, population)
  return (a, b) => scorer.score(a, b)
}

/** Weighs two records against each other, field by field, for a reviewer or an automatic decision. */
export function scorePair(
  a: LinkRecord,
  b: LinkRecord,
  parameters: LinkParameters = personParameters,
  population = 0,
): PairScore {
  return pairScorer(parameters, population)(preparePerson(a), preparePerson(b))
}

/** Keys to store in an index beside a record; two records are worth comparing when they share one. */
export function blockingKeys(record: LinkRecord): string[] {
  return personBlockingKeys(preparePerson(record))
}

export type Decision = 'link' | 'review' | 'separate'

/** What a score alone may decide. A hard conflict never links; it goes to a person if the score is otherwise high. */
export function decide(score: PairScore, parameters: LinkParameters = personParameters): Decision {
  const { link, review } = parameters.thresholds
  if (score.probability >= link && score.conflict === undefined) return 'link'
  return score.probability >= review ? 'review' : 'separate'
}
