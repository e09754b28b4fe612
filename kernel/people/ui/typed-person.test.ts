import { expect, test } from 'vitest'
import { typedPerson } from './typed-person.ts'

test('an age becomes a birth date that says it is an estimate', () => {
  expect(typedPerson({ nameUr: 'محمد اسلم', age: 31 }, '2026-11-21')).toEqual({
    nameUr: 'محمد اسلم',
    birthDate: '1995-01-01',
    birthPrecision: 'estimated',
  })
})

test('a date of birth stands against an age', () => {
  expect(typedPerson({ birthDate: '1990-05-05', age: 31 }, '2026-11-21')).toEqual({
    birthDate: '1990-05-05',
  })
  expect(typedPerson(undefined, '2026-11-21')).toEqual({})
})
