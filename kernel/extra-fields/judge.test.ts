import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { AnswerValue, ExtraField } from './contract.ts'
import { ExtraField as FieldSchema } from './contract.ts'
import { isDay, judgeAnswers, judgeDefinition, keyFor, readAnswer, wordsOf } from './judge.ts'
import { definition, day as randomDay, soundAnswer, unsoundAnswer } from './testing.ts'

const day = '2026-11-22'
const field = (more: Partial<ExtraField> & Pick<ExtraField, 'kind'>): ExtraField => ({
  key: 'land',
  label: { en: 'Land held', ur: 'زمین' },
  required: false,
  sealed: false,
  ...more,
})
const problemOf = (one: ExtraField, raw: AnswerValue) => {
  const read = readAnswer(one, raw, day)
  return 'code' in read ? read : undefined
}

describe('an answer', () => {
  test('that is wrong is told in both languages, naming the field', () => {
    const land = field({ kind: 'number', least: 0, most: 100, decimals: 1 })
    expect(problemOf(land, 101)).toEqual({
      code: 'too-big',
      message: { en: '“Land held”: no more than 100.', ur: '«زمین»: 100 سے زیادہ نہیں ہو سکتا۔' },
    })
    expect(problemOf(land, -1)?.code).toBe('too-small')
    expect(problemOf(land, 1.25)?.code).toBe('decimals')
    expect(problemOf(field({ kind: 'number' }), 1.5)?.code).toBe('whole-number')
    expect(problemOf(land, 'many')?.message.ur).toContain('«زمین»')
    expect(problemOf(field({ kind: 'day' }), '2026-02-30')?.code).toBe('day')
    expect(problemOf(field({ kind: 'text' }), 'x'.repeat(501))?.code).toBe('too-long')
  })

  test('of a list value that has ended is refused from the day after its last', () => {
    const list = field({ kind: 'one', values: [{ value: 'a', en: 'A', ur: 'ا', until: day }] })
    expect(readAnswer(list, 'a', day)).toEqual({ value: 'a' })
    expect(readAnswer(list, 'a', '2026-11-23')).toMatchObject({ code: 'choose' })
    // Its words stay.
    expect(wordsOf(list, 'a')).toEqual({ en: 'A', ur: 'ا' })
  })

  test('that nobody asks is a problem and not dropped', () => {
    expect(judgeAnswers([], { tribe: 'Soomro' }, { path: 'extra.province', day }).problems).toMatchObject([
      { path: 'extra.province.tribe', code: 'not-asked' },
    ])
  })
})

describe('whatever a department defines', () => {
  test('takes any sound answers and gives them back as they are kept, in any order said', () => {
    fc.assert(
      fc.property(
        definition().chain((fields) => fc.tuple(fc.constant(fields), answersTo(fields))),
        ([fields, said]) => {
          expect(judgeDefinition(fields)).toEqual([])
          expect(fields.map((one) => FieldSchema.parse(one))).toEqual(fields)
          const { answers, problems } = judgeAnswers(fields, said, { path: 'extra.province', day })
          expect(problems).toEqual([])
          const kept = Object.fromEntries(
            answers.map(({ field: { key }, value }) => [key, value ?? undefined]),
          )
          // What was kept is sound again and the same: nothing is lost or changed by reading it back.
          const again = judgeAnswers(fields, kept, { path: 'extra.province', day })
          expect(again).toEqual({ answers, problems: [] })
          for (const { field: one, value } of answers) {
            const words = wordsOf(one, value)
            expect(value === null ? words : [words?.en, words?.ur].every((text) => text !== '')).toBe(
              value === null ? null : true,
            )
          }
        },
      ),
      { numRuns: 300 },
    )
  })

  test('refuses any one unsound answer, at its own field and with its name', () => {
    fc.assert(
      fc.property(
        definition().chain((fields) =>
          fc
            .tuple(fc.constant(fields), answersTo(fields), fc.nat(fields.length - 1))
            .chain(([all, said, at]) =>
              fc.tuple(fc.constant(all), fc.constant(said), fc.constant(at), unsoundAnswer(all[at]!)),
            ),
        ),
        ([fields, said, at, wrong]) => {
          const one = fields[at]!
          const { problems } = judgeAnswers(
            fields,
            { ...said, [one.key]: wrong },
            { path: 'extra.unit', day },
          )
          expect(problems.map(({ path }) => path)).toEqual([`extra.unit.${one.key}`])
          expect(problems[0]!.message.en).toContain(one.label.en)
          expect(problems[0]!.message.ur).toContain(one.label.ur)
        },
      ),
      { numRuns: 300 },
    )
  })

  test('may be followed by any other that keeps kind and sensitivity of every key, and by none that does not', () => {
    fc.assert(
      fc.property(definition(), definition(), (earlier, later) => {
        const wrong = later.filter((one) =>
          earlier.some(
            ({ key, kind, sealed }) => key === one.key && (kind !== one.kind || sealed !== one.sealed),
          ),
        )
        expect(judgeDefinition(later, earlier).map(({ code }) => code)).toEqual(wrong.map(() => 'changed'))
      }),
      { numRuns: 300 },
    )
  })
})

test('a calendar day is a day of the calendar', () => {
  fc.assert(
    fc.property(randomDay(), (text) => {
      expect(isDay(text)).toBe(true)
    }),
  )
  for (const wrong of ['2026-13-01', '2025-02-29', '1-1-2026', '']) expect(isDay(wrong)).toBe(false)
})

test('a key is made out of English words, and never one that is taken', () => {
  expect(keyFor('Zakat deserving', [])).toBe('zakat-deserving')
  expect(keyFor('Zakat deserving', ['zakat-deserving'])).toBe('zakat-deserving-2')
  expect(keyFor('قبیلہ', [])).toBe('field')
  fc.assert(
    fc.property(fc.string(), fc.array(fc.string()), (label, taken) => {
      const key = keyFor(label, taken)
      expect(FieldSchema.shape.key.safeParse(key).success).toBe(true)
      expect(taken).not.toContain(key)
    }),
  )
})

function answersTo(fields: readonly ExtraField[]): fc.Arbitrary<Record<string, AnswerValue>> {
  return fc.record(Object.fromEntries(fields.map((one) => [one.key, soundAnswer(one)]))) as fc.Arbitrary<
    Record<string, AnswerValue>
  >
}
