import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { detectScript, digitsToAscii, foldLetters, wordsOf } from './letters.ts'

describe('letters', () => {
  it('tells the script of a text', () => {
    expect(detectScript('Aslam')).toBe('latin')
    expect(detectScript('اسلم')).toBe('arabic')
    expect(detectScript('اسلم @ Kala')).toBe('mixed')
    expect(detectScript('35202-1')).toBe('none')
  })

  it('reads three digit scripts', () => {
    expect(digitsToAscii('۳۵۲٠٢-12')).toBe('35202-12')
  })

  it('makes Arabic kaf, yeh and heh Urdu', () => {
    expect(foldLetters('كريم')).toBe(foldLetters('کریم'))
    expect(foldLetters('فاطمة')).toBe(foldLetters('فاطمہ'))
    expect(foldLetters('على')).toBe(foldLetters('علی'))
  })

  it('drops marks, joiners, kashida and direction signs', () => {
    expect(foldLetters('مُحَمَّد')).toBe('محمد')
    expect(foldLetters('عبد\u200Cالرحمٰن')).toBe('عبدالرحمن')
    expect(foldLetters('محمـــد')).toBe('محمد')
    expect(foldLetters('\u2067محمد\u2069')).toBe('محمد')
  })

  it('unfolds presentation forms and full-width letters that come out of PDFs', () => {
    expect(foldLetters('ﻣﺤﻤﺪ')).toBe('محمد')
    expect(foldLetters('ＡＬＩ')).toBe('ali')
  })

  it('writes Sindhi and Pashto letters with the Urdu ones', () => {
    expect(foldLetters('ڀٽو')).toBe(foldLetters('بھٹو'))
    expect(foldLetters('خټک')).toBe(foldLetters('خٹک'))
  })

  it('keeps an apostrophe from dividing a name', () => {
    expect(wordsOf(foldLetters("Sana'ullah Ra’ees"))).toEqual(['sanaullah', 'raees'])
  })

  it('folds folded text to itself', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(foldLetters(foldLetters(text))).toBe(foldLetters(text))
      }),
    )
  })
})
