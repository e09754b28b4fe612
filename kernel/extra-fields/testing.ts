import fc from 'fast-check'
import { type AnswerValue, type ExtraField, fieldKinds, type ListValue } from './contract.ts'
import { keyFor } from './judge.ts'

/** Random definitions and answers: whatever a department may think of, and whatever a clerk may type. */

const english = fc.stringMatching(/^[A-Z][a-z]{1,8}( [a-z]{2,6})?$/)
const urdu = fc.constantFrom('قبیلہ', 'زبان', 'نمبردار', 'گاؤں', 'زمین', 'تعلیم')
const words = fc.record({ en: english, ur: urdu })

export const day = () =>
  fc
    .date({ min: new Date('1950-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
    .map((at) => at.toISOString().slice(0, 10))

function distinct<T extends { en: string }>(all: readonly T[]): (T & { key: string })[] {
  const taken: string[] = []
  return all.map((one) => {
    const key = keyFor(one.en, taken)
    taken.push(key)
    return { ...one, key }
  })
}

const listValues = fc
  .array(words, { minLength: 1, maxLength: 6 })
  .map((all) => distinct(all).map(({ key, en, ur }): ListValue => ({ value: key, en, ur })))

const oneField = fc
  .record({
    label: words,
    kind: fc.constantFrom(...fieldKinds),
    required: fc.boolean(),
    sealed: fc.boolean(),
    values: listValues,
    bounds: fc.tuple(fc.integer({ min: -500, max: 500 }), fc.integer({ min: 0, max: 500 })),
    decimals: fc.integer({ min: 0, max: 3 }),
    help: fc.option(words, { nil: undefined }),
  })
  .map(({ kind, values, bounds: [least, width], decimals, help, ...rest }) => ({
    en: rest.label.en,
    field: {
      ...rest,
      kind,
      ...(help === undefined ? {} : { help }),
      ...(kind === 'number' ? { least, most: least + width, decimals } : {}),
      ...(kind === 'one' || kind === 'several' ? { values } : {}),
    },
  }))

/** A sound definition of one to eight fields. */
export function definition(): fc.Arbitrary<ExtraField[]> {
  return fc
    .array(oneField, { minLength: 1, maxLength: 8 })
    .map((all) => distinct(all).map(({ key, field }): ExtraField => ({ key, ...field })))
}

/** An answer that the field takes; nothing, now and then, where it need not be answered. */
export function soundAnswer(field: ExtraField): fc.Arbitrary<AnswerValue | undefined> {
  const given = givenAnswer(field)
  return field.required ? given : fc.option(given, { nil: undefined, freq: 4 })
}

function givenAnswer(field: ExtraField): fc.Arbitrary<AnswerValue> {
  const codes = (field.values ?? []).map(({ value }) => value)
  switch (field.kind) {
    case 'text':
      return fc
        .string({ minLength: 1, maxLength: 60 })
        .filter((text) => text.trim() !== '' && !text.includes('\u0000'))
    case 'number': {
      const scale = 10 ** (field.decimals ?? 0)
      return fc
        .integer({ min: (field.least ?? 0) * scale, max: (field.most ?? 0) * scale })
        .map((n) => Number((n / scale).toFixed(field.decimals ?? 0)))
    }
    case 'day':
      return day()
    case 'yes-no':
      return fc.constantFrom('yes', 'no')
    case 'one':
      return fc.constantFrom(...codes)
    case 'several':
      return fc.shuffledSubarray(codes, { minLength: 1 })
  }
}

/** One that it does not. */
export function unsoundAnswer(field: ExtraField): fc.Arbitrary<AnswerValue> {
  switch (field.kind) {
    case 'text':
      return fc.constantFrom<AnswerValue>(7, ['a'], 'x'.repeat(501))
    case 'number':
      return fc.oneof(
        fc.constant('some'),
        fc.integer({ min: 1, max: 900 }).map((n) => (field.most ?? 0) + n),
        fc.integer({ min: 1, max: 900 }).map((n) => (field.least ?? 0) - n),
        fc.constant((field.least ?? 0) + 0.00011),
      )
    case 'day':
      return fc.constantFrom('2025-02-29', 'yesterday', '2026-13-01', 12)
    case 'yes-no':
      return fc.constantFrom<AnswerValue>('maybe', 1, ['yes'])
    case 'one':
      return fc.constantFrom<AnswerValue>('no-such-value', 7, ['no-such-value'])
    case 'several':
      return fc.constantFrom<AnswerValue>(['no-such-value'], 'no-such-value', 3)
  }
}
