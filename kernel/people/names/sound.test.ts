import { describe, expect, it } from 'vitest'
import { foldLetters } from './letters.ts'
import { joinArticle, romaniseLetters, skeleton, soundOf } from './sound.ts'
import { nameEntries } from './variants.ts'

describe('skeleton', () => {
  it('is the same for one name in both scripts', () => {
    for (const [urdu, roman] of [
      ['محسود', 'mahsood'],
      ['خٹک', 'khattak'],
      ['ذوالفقار', 'zulfiqar'],
      ['بھٹو', 'bhutto'],
      ['شہباز', 'shahbaz'],
      ['فاطمہ', 'fatimah'],
      ['طلحہ', 'talha'],
    ] as const)
      expect(skeleton(foldLetters(urdu))).toBe(skeleton(roman))
  })

  it('tells an aspirate from a sounded he', () => {
    expect(skeleton('بھٹو')).toBe('bt')
    expect(skeleton('شہباز')).toBe('xhbz')
  })

  it('is never empty', () => {
    expect(skeleton('یا')).toBe('a')
    expect(skeleton('aoi')).toBe('a')
  })

  it('needs the variant table for few of its names: at least 96 of 100 spellings agree by rule alone', () => {
    let agree = 0
    let all = 0
    for (const entry of nameEntries) {
      const [urdu, ...roman] = entry.spellings
      for (const spelling of roman) {
        all++
        if (skeleton(urdu!) === skeleton(spelling)) agree++
      }
    }
    expect(all).toBeGreaterThan(800)
    expect(agree / all).toBeGreaterThan(0.96)
  })
})

describe('sound', () => {
  it('forgives spelling habits', () => {
    expect(soundOf('nadeem')).toBe(soundOf('nadim'))
    expect(soundOf('qasim')).toBe(soundOf('kasim'))
    expect(soundOf('wajid')).toBe(soundOf('vajid'))
  })

  it('keeps the vowels that the skeleton loses', () => {
    expect(soundOf('arshad')).not.toBe(soundOf('rashid'))
  })

  it('silences the article before a sun letter', () => {
    expect(skeleton(joinArticle('نصیر', 'الدین'))).toBe(skeleton('naseeruddin'))
    expect(skeleton(joinArticle('ضیا', 'الحق'))).toBe(skeleton('ziaulhaq'))
  })

  it('spells an unknown Urdu word readably', () => {
    expect(romaniseLetters('وزیرستانی')).toBe('wazirstani')
  })
})
