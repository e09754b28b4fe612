import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { NAME_KEY_VERSION, normaliseName, searchKeys } from './keys.ts'
import firstTable from './variants.json' with { type: 'json' }
import { nameEntries } from './variants.ts'
import moreTable from './variants-more.json' with { type: 'json' }

describe('search keys', () => {
  it('normalises normalised text to itself', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(normaliseName(normaliseName(text))).toBe(normaliseName(text))
      }),
    )
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...nameEntries.flatMap((entry) => entry.spellings))), (words) => {
        const once = normaliseName(words.join(' '))
        expect(normaliseName(once)).toBe(once)
      }),
    )
  })

  it('gives every spelling of the variant tables, in either script, one skeleton', () => {
    const rows = [...firstTable.entries, ...moreTable.entries]
    expect(rows.length).toBeGreaterThan(350)
    for (const row of rows)
      for (const form of [row.roman, ...row.variants])
        expect([form, searchKeys(form).skeletonTokens]).toEqual([form, searchKeys(row.urdu).skeletonTokens])
  })

  it('finds an Urdu name by its Roman spelling with several words', () => {
    const urdu = searchKeys('محمد عبدالقادر خٹک')
    const roman = searchKeys('Mr. MUHAMMAD Abdul Kadir Khatak')
    expect(roman.skeletonTokens).toEqual(urdu.skeletonTokens)
    expect(roman.phonetic).toBe(urdu.phonetic)
  })

  it('gives names that no table knows the same skeleton in both scripts', () => {
    for (const [urdu, roman] of [
      ['بختاور', 'Bakhtawar'],
      ['دلشاد', 'Dilshad'],
      ['گلاب', 'Gulab'],
      ['سرتاج', 'Sartaj'],
      ['کفایت', 'Kifayat'],
    ] as const)
      expect(searchKeys(roman).skeletonTokens).toEqual(searchKeys(urdu).skeletonTokens)
  })

  it('leaves Muhammad out unless nothing else is there', () => {
    expect(searchKeys('Muhammad Aslam').skeletonTokens).toEqual(['slm'])
    expect(searchKeys('محمد').skeletonTokens).toEqual(['mhmd'])
  })

  it('holds these keys fixed for this version: stored columns depend on them', () => {
    expect([NAME_KEY_VERSION, searchKeys('Haji M. Ramzan Yousafzai @ Kala')]).toEqual([
      1,
      {
        norm: 'haji m ramzan yousafzai kala',
        skeletonTokens: ['rmzn', 'sfz', 'kl'],
        phonetic: 'ramzan yusafze kala',
      },
    ])
    expect(searchKeys('زرتاشہ بی بی')).toEqual({
      norm: 'زرتاشہ بی بی',
      skeletonTokens: ['zrtx', 'b'],
      phonetic: 'zartasha bibi',
    })
  })
})
