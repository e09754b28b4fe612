import { expect, test } from 'vitest'
import { compute, isRefused } from './compute.ts'
import { type FormField, formOf } from './form-of-rule.ts'
import { goldenCases } from './golden/golden-cases.ts'
import { legalNumberKeys } from './keys.ts'
import { meanings } from './meaning.ts'
import { rulePacks } from './packs/index.ts'
import { ruleNames, ruleResults } from './rule-schemas.ts'
import { choiceWords, factWords, resultWords, ruleWords, unitWords } from './words.ts'

function all(fields: readonly FormField[]): FormField[] {
  return fields.flatMap((field) => ('fields' in field ? [field, ...all(field.fields)] : [field]))
}
const fields = ruleNames.flatMap((rule) => formOf(rule).variants.flatMap((variant) => all(variant.fields)))

test('every rule, fact and choice has its words in both languages', () => {
  expect(ruleNames.filter((rule) => !(rule in ruleWords))).toEqual([])
  expect([...new Set(fields.map((field) => field.key))].filter((key) => !(key in factWords))).toEqual([])
  const choices = fields.flatMap((field) => ('options' in field ? field.options : []))
  expect([...new Set(choices)].filter((choice) => !(choice in choiceWords))).toEqual([])
})

test('every field of every result has its words, and every coded value its meaning', () => {
  const keys = ruleNames
    .flatMap((rule) => Object.keys(ruleResults[rule].shape))
    .filter((key) => key !== 'flags')
  expect([...new Set(keys)].filter((key) => !(key in resultWords))).toEqual([])
  // A code that came in with the facts, such as the clause of a notification, is shown as it was typed.
  const codes = goldenCases.flatMap((golden) => {
    const given = JSON.stringify(golden.inputs)
    const answer = compute({ rule: golden.rule, inputs: golden.inputs, calendar: golden.calendar })
    return isRefused(answer)
      ? []
      : Object.values(answer.result)
          .flat()
          .filter((value) => !given.includes(String(value)))
  })
  const coded = codes.filter(
    (value): value is string => typeof value === 'string' && /^[A-Z][A-Z0-9_]{3,}$/.test(value),
  )
  expect(coded.length).toBeGreaterThan(20)
  expect([...new Set(coded)].filter((code) => !(code in meanings || code in choiceWords))).toEqual([])
})

test('the words are words of the two languages, and none is left over', () => {
  for (const words of [ruleWords, factWords, choiceWords, resultWords, unitWords]) {
    for (const [key, { en, ur }] of Object.entries(words)) {
      expect(en, key).toMatch(/[A-Za-z]/)
      expect(ur, key).toMatch(/[\u0600-\u06FF]/)
    }
  }
  expect(Object.keys(ruleWords).filter((key) => !(ruleNames as string[]).includes(key))).toEqual([])
})

test('units and keys of the packs are the ones the screens know', () => {
  const numbers = rulePacks.flatMap((pack) => pack.numbers)
  expect(numbers.filter((number) => !(number.unit in unitWords))).toEqual([])
  expect(new Set(rulePacks[0]!.numbers.map((number) => number.key))).toEqual(new Set(legalNumberKeys))
})
