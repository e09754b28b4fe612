import { expect, test } from 'vitest'
import { countryCodes, countryName } from './index.ts'

test('every country has a name of its own in both languages', () => {
  for (const language of ['en', 'ur'] as const) {
    const names = countryCodes.map((code) => countryName(code, language))
    expect(new Set(names).size).toBe(countryCodes.length)
    expect(names.filter((name, at) => name === countryCodes[at])).toEqual([])
  }
  expect(countryName('AF', 'ur')).toBe('افغانستان')
  expect(countryCodes).toHaveLength(new Set(countryCodes).size)
})
