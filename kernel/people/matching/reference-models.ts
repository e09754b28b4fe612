import { jaroWinkler, withinOneEdit } from '../names/distance.ts'
import type { TokenFrequencies } from './frequencies.ts'
import type { ComparisonField, LinkModel } from './model.ts'

/**
 * Small models for two public benchmarks, so that the engine can be measured where others have published figures.
 * Nothing else in the product uses them.
 */
export interface ReferenceRow {
  id: string
  values: Record<string, string>
}

const cell = (row: ReferenceRow, column: string) => row.values[column] ?? ''

const TEXT_LEVELS = ['same', 'very close', 'close', 'different'] as const

function compareText(a: string, b: string): number {
  if (a === '' || b === '') return -1
  if (a === b) return 0
  const similarity = jaroWinkler(a, b)
  return similarity >= 0.92 ? 1 : similarity >= 0.8 ? 2 : 3
}

function textField(column: string, frequencies?: TokenFrequencies): ComparisonField<ReferenceRow> {
  return {
    name: column,
    levels: TEXT_LEVELS,
    compare: (a, b) => compareText(cell(a, column), cell(b, column)),
    ...(frequencies && {
      rarity: (a: ReferenceRow, _b: ReferenceRow, level: number) => {
        if (level !== 0) return 0
        const share = frequencies.tokens[`${column}:${cell(a, column)}`] ?? frequencies.default
        return Math.max(-4, Math.min(4, Math.log2(0.002 / share)))
      },
    }),
  }
}

const NAME_LEVELS = [
  'both same',
  'both same, swapped',
  'one same, other very close',
  'both close',
  'one same, other missing',
  'first same, last differs',
  'last same, first differs',
  'one close',
  'different',
] as const

/** First and last name together, since they are swapped, and one of them alone is weak evidence. */
function namesField(
  first: string,
  last: string,
  frequencies: TokenFrequencies,
): ComparisonField<ReferenceRow> {
  return {
    name: 'names',
    levels: NAME_LEVELS,
    compare: (a, b) => {
      const [firstA, lastA, firstB, lastB] = [cell(a, first), cell(a, last), cell(b, first), cell(b, last)]
      if (firstA + lastA === '' || firstB + lastB === '') return -1
      if (firstA === lastB && lastA === firstB && firstA !== lastA) return 1
      const [byFirst, byLast] = [compareText(firstA, firstB), compareText(lastA, lastB)]
      if (byFirst === 0 && byLast === 0) return 0
      if (byFirst === -1 || byLast === -1) {
        const known = Math.max(byFirst, byLast)
        return known === -1 ? -1 : known === 0 ? 4 : known <= 2 ? 7 : 8
      }
      if ((byFirst === 0 && byLast === 1) || (byFirst === 1 && byLast === 0)) return 2
      if (byFirst <= 2 && byLast <= 2) return 3
      if (byFirst === 0) return 5
      if (byLast === 0) return 6
      return byFirst <= 2 || byLast <= 2 ? 7 : 8
    },
    rarity: (a, b, level) => {
      if (level === 8) return 0
      let bits = 0
      for (const column of [first, last]) {
        const value = cell(a, column)
        if (value !== '' && value === cell(b, column))
          bits += Math.log2(0.002 / (frequencies.tokens[`${column}:${value}`] ?? frequencies.default))
      }
      return Math.max(-5, Math.min(5, bits))
    },
  }
}

function codeField(column: string): ComparisonField<ReferenceRow> {
  return {
    name: column,
    levels: ['same', 'one digit off', 'different'],
    compare: (a, b) => {
      const [left, right] = [cell(a, column), cell(b, column)]
      if (left === '' || right === '') return -1
      return left === right ? 0 : withinOneEdit(left, right) ? 1 : 2
    },
  }
}

function dateField(column: string): ComparisonField<ReferenceRow> {
  return {
    name: column,
    levels: ['same', 'one digit off', 'same year', 'same month and day', 'years within ten', 'different'],
    compare: (a, b) => {
      const left = cell(a, column).replaceAll('-', '')
      const right = cell(b, column).replaceAll('-', '')
      if (left === '' || right === '') return -1
      if (left === right) return 0
      if (withinOneEdit(left, right)) return 1
      if (left.slice(0, 4) === right.slice(0, 4)) return 2
      if (left.slice(4) === right.slice(4) && left.slice(4) !== '0101') return 3
      return Math.abs(Number(left.slice(0, 4)) - Number(right.slice(0, 4))) <= 10 ? 4 : 5
    },
  }
}

/** The values whose rarity counts. */
export const referenceFrequencyKeys = (row: ReferenceRow): string[] =>
  Object.entries(row.values).map(([column, value]) => `${column}:${value}`)

type KeyParts = (row: ReferenceRow) => string[]

function keysFrom(parts: KeyParts[]): (row: ReferenceRow) => string[] {
  return (row) => {
    const keys: string[] = []
    for (const [at, partsOf] of parts.entries()) {
      const values = partsOf(row)
      if (values.every((value) => value !== '')) keys.push(`${at}:${values.join(':')}`)
    }
    return keys
  }
}

export function febrlModel(frequencies: TokenFrequencies): LinkModel<ReferenceRow> {
  return {
    name: 'febrl',
    fields: [
      namesField('given_name', 'surname', frequencies),
      codeField('street_number'),
      textField('address_1', frequencies),
      textField('address_2'),
      textField('suburb', frequencies),
      codeField('postcode'),
      codeField('state'),
      dateField('date_of_birth'),
      codeField('soc_sec_id'),
    ],
    blockingKeys: keysFrom([
      (row) => [cell(row, 'soc_sec_id')],
      (row) => [cell(row, 'date_of_birth')],
      (row) => [cell(row, 'given_name'), cell(row, 'surname')],
      (row) => [cell(row, 'address_1')],
      (row) => [cell(row, 'given_name'), cell(row, 'suburb')],
      (row) => [cell(row, 'surname'), cell(row, 'postcode')],
      (row) => [cell(row, 'suburb'), cell(row, 'street_number')],
      (row) => [cell(row, 'surname'), cell(row, 'street_number')],
      (row) => [cell(row, 'given_name'), cell(row, 'postcode')],
    ]),
  }
}

export function historicalModel(frequencies: TokenFrequencies): LinkModel<ReferenceRow> {
  const outcode = (row: ReferenceRow) => cell(row, 'postcode_fake').split(' ')[0] ?? ''
  const year = (row: ReferenceRow) => cell(row, 'dob').slice(0, 4)
  return {
    name: 'historical',
    fields: [
      namesField('first_name', 'surname', frequencies),
      dateField('dob'),
      textField('birth_place', frequencies),
      {
        name: 'postcode',
        levels: ['same', 'one letter off', 'same area', 'different'],
        compare: (a, b) => {
          const [left, right] = [cell(a, 'postcode_fake'), cell(b, 'postcode_fake')]
          if (left === '' || right === '') return -1
          if (left === right) return 0
          if (withinOneEdit(left, right)) return 1
          return outcode(a) === outcode(b) ? 2 : 3
        },
      },
      textField('gender'),
      textField('occupation', frequencies),
    ],
    blockingKeys: keysFrom([
      (row) => [cell(row, 'first_name'), cell(row, 'surname')],
      (row) => [cell(row, 'dob'), cell(row, 'surname').slice(0, 3)],
      (row) => [cell(row, 'dob'), cell(row, 'first_name').slice(0, 3)],
      (row) => [cell(row, 'dob'), cell(row, 'birth_place')],
      (row) => [cell(row, 'dob'), outcode(row)],
      (row) => [cell(row, 'dob'), cell(row, 'occupation')],
      (row) => [cell(row, 'postcode_fake')],
      (row) => [cell(row, 'surname'), year(row)],
      (row) => [cell(row, 'surname'), cell(row, 'birth_place')],
      (row) => [cell(row, 'surname'), outcode(row)],
      (row) => [cell(row, 'surname').slice(0, 4), cell(row, 'birth_place'), cell(row, 'occupation')],
      (row) => [cell(row, 'first_name'), cell(row, 'birth_place'), year(row)],
      (row) => [cell(row, 'first_name'), outcode(row), year(row)],
      (row) => [cell(row, 'first_name'), outcode(row), cell(row, 'occupation')],
      (row) => [outcode(row), year(row)],
    ]),
  }
}
