import { expect, test } from 'vitest'
import { formOf } from '../form-of-rule.ts'
import { goldenCases } from '../golden/golden-cases.ts'
import type { RuleName } from '../rule-schemas.ts'
import { boxAt, fits, inputsOf, missingIn, valuesOf } from './rule-values.ts'

test('what is typed for each worked case becomes exactly its facts, and asks for nothing more', () => {
  for (const golden of goldenCases) {
    const { variants } = formOf(golden.rule as RuleName)
    const { fields } = variants.find((variant) => fits(variant.fields, golden.inputs))!
    const typed = JSON.parse(JSON.stringify(valuesOf(fields, golden.inputs)))
    const known = JSON.parse(
      JSON.stringify(golden.inputs, (key, value) =>
        key === 'fineOnlyOffence' && value === false ? undefined : value,
      ),
    )
    expect(inputsOf(fields, typed), golden.id).toMatchObject(known)
    expect(missingIn(fields, inputsOf(fields, typed)), golden.id).toEqual([])
  }
})

const sentence = formOf('sentence').variants[0]!.fields

test('names what is missing by the box in which to type it', () => {
  expect(missingIn(formOf('arrest-production').variants[0]!.fields, {})).toEqual(['arrest.day'])
  expect(missingIn(sentence, inputsOf(sentence, {}))).toEqual(['sentences'])
  const begun = inputsOf(sentence, { sentences: [{ id: 'A' }] })
  expect(missingIn(sentence, begun)).toEqual(['sentences.0.sentencedOn', 'sentences.0.term.years'])
})

test('leads from the fact that the engine names to the box', () => {
  expect(boxAt(sentence, 'sentences.0.term')).toBe('sentences.0.term.years')
  expect(boxAt(sentence, 'sentences.1.setOff.custody.0.from')).toBe('sentences.1.setOff.custody.0.from')
  expect(boxAt(formOf('narcotics-dispatch').variants[0]!.fields, 'seized')).toBe('seized.day')
})

test('what was typed wrongly is sent as it was typed, and an empty box is no fact', () => {
  const fields = formOf('police-report').variants[0]!.fields
  expect(inputsOf(fields, { fir: '30 Feb', reportReachedCourt: '' })).toEqual({ fir: '30 Feb' })
})
