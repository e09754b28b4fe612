import { describe, expect, it } from 'vitest'
import { romaniseName, urduName } from './transliterate.ts'

describe('transliteration', () => {
  it('romanises through the table', () => {
    expect(romaniseName('محمد عبدالقادر خٹک')).toEqual({ text: 'Muhammad Abdul Qadir Khattak', known: true })
  })

  it('spells letter by letter what the table does not know, and says so', () => {
    expect(romaniseName('زرتاشہ')).toEqual({ text: 'Zartasha', known: false })
  })

  it('writes Urdu only when every word is known', () => {
    expect(urduName('Mohd Kamran Khan')).toBe('محمد کامران خان')
    expect(urduName('Kamran Xyzzy')).toBeUndefined()
    expect(urduName('')).toBeUndefined()
  })
})
