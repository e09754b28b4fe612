import { describe, expect, test } from 'vitest'
import { closestWord, overlap, wordsAsWritten, wordsOfName } from './closeness.ts'
import { normaliseName, parsePersonName } from './names/index.ts'

const asked = (name: string) => parsePersonName(name).tokens
const answer = (query: string, name: string) => {
  const tokens = asked(query)
  return closestWord(tokens[0]!, wordsOfName(normaliseName(name), tokens))
}

describe('a word asked', () => {
  test.each([
    ['to the letter', 'Salma', 'Salma Bibi', 'name'],
    ['in the other script', 'سلمیٰ', 'Salma', 'sound'],
    ['with two letters that changed places', 'Samla', 'Salma', 'sound'],
    ['with a letter lost, where it was a consonant', 'Hasa', 'Hafsa', 'sound'],
    ['half typed', 'Afre', 'Afreen', 'part'],
    ['as one of two words', 'Abdul Qadr', 'Abdul Qadir', 'sound'],
  ])('is answered %s', (_how, query, name, why) => {
    const found = answer(query, name)
    expect(found.why).toBe(why)
    expect(found.closeness).toBeGreaterThan(0.6)
  })

  test('is answered better by a slip than by another name of the same consonants', () => {
    expect(answer('Samla', 'Salma').closeness).toBeGreaterThan(answer('Samla', 'Ismail').closeness)
    expect(answer('Wahee', 'Waheeda').closeness).toBeGreaterThan(answer('Wahee', 'Hawa').closeness)
    expect(answer('Salma', 'Salma').closeness).toBe(1)
  })

  test('is not answered by Muhammad, nor by what has nothing of it', () => {
    expect(wordsOfName('muhammad aslam', []).map((word) => word.text)).toEqual(['aslam'])
    expect(wordsOfName('muhammad', []).map((word) => word.text)).toEqual(['muhammad'])
    expect(answer('Salma', 'Ghulam Qadir').closeness).toBe(0)
  })
})

test('a whole name is nearer the less it says besides, and compounds and Muhammad are the same however written', () => {
  const near = (query: string, name: string): number =>
    overlap(wordsAsWritten(normaliseName(name)), asked(query))
  expect(near('Abdul Qadir', 'Abdul Qadir')).toBe(1)
  expect(near('Mohammad Nazir', 'Muhammad Nazir')).toBe(1)
  expect(near('محمد نذیر', 'محمد نذیر')).toBe(1)
  expect(near('Spgomay', 'Spogmay')).toBeGreaterThan(near('Spgomay', 'Spogmay Khan'))
  expect(near('Spgomay', 'Spogmay')).toBeLessThan(1)
})
