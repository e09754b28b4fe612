import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type NameTokenKind, parsePersonName } from './parse.ts'

const words = (text: string, kind?: NameTokenKind) =>
  parsePersonName(text)
    .tokens.filter((token) => kind === undefined || token.kind === kind)
    .map((token) => token.text)

describe('a name as a register writes it', () => {
  it('sets titles aside', () => {
    expect(parsePersonName('Mian Haji Muhammad Kamran').titles).toEqual(['mian', 'haji'])
    expect(words('ڈاکٹر محمد کامران', 'given')).toEqual(['کامران'])
  })

  it('keeps a title that is all the name there is', () => {
    expect(words('Sardar')).toEqual(['sardar'])
  })

  it('knows Muhammad by its short forms and through a typing slip', () => {
    for (const text of [
      'M. Aslam',
      'Md Aslam',
      'Mohd. Aslam',
      'Mohammed Aslam',
      'Muhamamd Aslam',
      'محمّد Aslam',
    ])
      expect(parsePersonName(text).tokens.map((token) => token.kind)).toEqual(['muhammad', 'given'])
  })

  it('does not take Mahmood or Ahmad for Muhammad', () => {
    expect(words('Mehmood Ahmad', 'given')).toEqual(['mehmood', 'ahmad'])
  })

  it('runs compounds together in both scripts', () => {
    expect(words('Abdul Qadir')).toEqual(['abdulqadir'])
    expect(words('Abdur Rehman')).toEqual(['abdulrehman'])
    expect(words('عبد القادر')).toEqual(['عبدالقادر'])
    expect(words('Habib Ullah')).toEqual(['habibullah'])
    expect(words('Allah Ditta Sadiq')).toEqual(['allahditta', 'sadiq'])
    expect(words('Zia-ul-Haq')).toEqual(['ziaulhaq'])
  })

  it('cuts words that lost the space between them', () => {
    expect(words('MuhammadKareem')).toEqual(['muhammad', 'kareem'])
    expect(words('MuhammadrKareem')).toEqual(['muhammad', 'kareem'])
    expect(words('EsmailuMahsood')).toEqual(['esmail', 'mahsood'])
  })

  it('sets tribe and family names apart, clans in -zai even when no table lists them', () => {
    expect(words('Kamran Khan Kakazai', 'family')).toEqual(['khan', 'kakazai'])
  })

  it('takes a family name that stands alone as the given name', () => {
    expect(words('Khan', 'given')).toEqual(['khan'])
    expect(words('Muhammad Afridi', 'family')).toEqual(['afridi'])
  })

  it('splits aliases', () => {
    for (const text of ['Ramzan @ Chota', 'Ramzan alias Chota', 'Ramzan urf Chota']) {
      const parsed = parsePersonName(text)
      expect(parsed.tokens.map((token) => token.text)).toEqual(['ramzan'])
      expect(parsed.aliases.map((alias) => alias.map((token) => token.text))).toEqual([['chota']])
    }
    expect(parsePersonName('رمضان عرف کالا').aliases).toHaveLength(1)
  })

  it('takes relatives out of the name', () => {
    for (const [text, kind] of [
      ['Aslam s/o Akram', 'father'],
      ['Aslam S / O Akram', 'father'],
      ['Zainab daughter of Akram', 'father'],
      ['Zainab w/o Akram', 'husband'],
      ['اسلم ولد اکرم', 'father'],
      ['زینب بنت اکرم', 'father'],
      ['زینب زوجہ اکرم', 'husband'],
    ] as const) {
      const parsed = parsePersonName(text)
      expect(parsed.tokens).toHaveLength(1)
      expect(parsed.relations.map((relation) => relation.kind)).toEqual([kind])
      expect(parsed.relations[0]?.tokens[0]?.skeleton).toBe('krm')
    }
  })

  it('reads the father behind an alias', () => {
    const parsed = parsePersonName('Ramzan @ Chota s/o Aslam')
    expect(parsed.aliases[0]?.[0]?.text).toBe('chota')
    expect(parsed.relations[0]?.tokens[0]?.text).toBe('aslam')
  })

  it('does not see a relation inside a word', () => {
    expect(parsePersonName('Binyamin Walid').relations).toEqual([])
  })

  it('never throws and never gives an empty word', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        for (const token of parsePersonName(text).tokens) {
          expect(token.text).not.toBe('')
          expect(token.skeleton).not.toBe('')
        }
      }),
    )
  })
})
