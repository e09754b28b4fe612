import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { firKey, readCaseCell } from './case-cell.ts'
import { type Category, readCategory } from './category.ts'
import { cnicContradictsSex, readAge, readCnic, readNames, readSex } from './person-cells.ts'
import { isBlank, isDitto, saysNothing } from './script.ts'
import { splitSections } from './sections.ts'
import { isUsableSentence, readFine, readSentence, readSetOff, type Term } from './sentence.ts'
import { inUrduDigits } from './testing.ts'

const CATEGORIES: Record<Category, string[]> = {
  'under-trial': [
    'UTP',
    'U.T.P',
    'u/t',
    'Under-Trial',
    'Under trail',
    'undertrial prisoner',
    'Hawalaati',
    'Unconvicted',
    'UTP (Murder)',
    'Juvenile UTP',
    'U/Trial',
    'Accused',
    'حوالاتی',
    'حوالاتي',
    'حوالاتى',
    'حوالاتی (جوڈیشل)',
    'زیر سماعت',
    'زیرِ سماعت',
    'زیر\u200cسماعت',
    'زیر سماعت قیدی',
    'ملزم',
  ],
  convict: [
    'Convict',
    'CONVICTED',
    'Convicted Prisoner',
    'Convct',
    'CONVICT (Life)',
    'qaidi',
    'lifer',
    'قیدی',
    'قيدي',
    'سزا یافتہ',
    'سزا یافتہ قیدی',
    'مجرم',
    'عمر قید',
  ],
  condemned: [
    'condemned',
    'Condemned Prisoner',
    'death row',
    'سزائے موت',
    'قیدی سزائے موت',
    'سزائے موت کا قیدی',
  ],
  detenu: ['Detenu', '3-MPO detenu', 'internee', 'نظر بند', 'نظربند'],
  civil: ['Civil prisoner', 'سول قیدی', 'دیوانی'],
}

describe('the category of a prisoner', () => {
  it.each(Object.entries(CATEGORIES).flatMap(([category, words]) => words.map((word) => [word, category])))(
    '%s is %s',
    (word, category) => {
      expect(readCategory(word)).toBe(category)
    },
  )

  it.each([
    '',
    '?',
    '-',
    'pending',
    'Trial pending',
    'C.P',
    'released',
    'Convict/UTP',
    'Convict cum UTP',
    'A',
    'yes',
  ])('%s names no one category', (word) => {
    expect(readCategory(word)).toBeNull()
  })
})

const term = (years: number, months = 0, days = 0, labour: Term['labour'] = null): Term => ({
  years,
  months,
  days,
  labour,
})

describe('a sentence', () => {
  it.each<[string, Term[]]>([
    ['3 years RI', [term(3, 0, 0, 'rigorous')]],
    ['R.I. 5 Y 6 M', [term(5, 6, 0, 'rigorous')]],
    ['2Y 6M RI', [term(2, 6, 0, 'rigorous')]],
    ['2 Yrs. 6 Months S.I', [term(2, 6, 0, 'simple')]],
    ['4 yrs 2 mths', [term(4, 2)]],
    ['25 years', [term(25)]],
    ['3 (three) years RI', [term(3, 0, 0, 'rigorous')]],
    ['Ten years', [term(10)]],
    ['3½ years', [term(3, 6)]],
    ['2.5 years', [term(2, 6)]],
    ['18 months', [term(0, 18)]],
    ['1 year 6 months 15 days', [term(1, 6, 15)]],
    ['90 days', [term(0, 0, 90)]],
    ['7-0-0', [term(7)]],
    ['05-06-00', [term(5, 6)]],
    [
      '10 years RI u/s 302 PPC and 5 years RI u/s 324 PPC',
      [term(10, 0, 0, 'rigorous'), term(5, 0, 0, 'rigorous')],
    ],
    ['10 سال', [term(10)]],
    ['۵ سال', [term(5)]],
    ['2 سال قید بامشقت', [term(2, 0, 0, 'rigorous')]],
    ['پانچ سال قید بامشقت', [term(5, 0, 0, 'rigorous')]],
    ['چھ ماہ قید محض', [term(0, 6, 0, 'simple')]],
    ['5 سال 6 ماہ', [term(5, 6)]],
  ])('reads the terms of %s', (text, terms) => {
    const reading = readSentence(text)
    expect(reading.terms).toEqual(terms)
    expect(reading).toMatchObject({ death: false, life: false, fine: null, doubt: '' })
    expect(isUsableSentence(reading)).toBe(true)
  })

  it.each([
    'life',
    'L.I.',
    'L/I',
    'Life Imp.',
    'lifer',
    'عمر قید',
    'Imprisonment for life',
    'life imprisonment (25 years)',
    'death commuted to life imprisonment',
  ])('%s is life and nothing beside it', (text) => {
    expect(readSentence(text)).toMatchObject({ life: true, death: false, terms: [], doubt: '' })
  })

  it.each(['Death', 'D.P', 'To be hanged by neck', 'سزائے موت', 'پھانسی'])('%s is death', (text) => {
    expect(readSentence(text)).toMatchObject({ death: true, life: false, terms: [], doubt: '' })
  })

  it('separates fine and default from the term', () => {
    expect(readSentence('5 yrs R.I & fine Rs. 50,000/- or in default 6 months S.I.')).toMatchObject({
      terms: [term(5, 0, 0, 'rigorous')],
      fine: 50_000,
      defaultTerm: term(0, 6, 0, 'simple'),
      doubt: '',
    })
    expect(readSentence('25 سال قید بامشقت اور جرمانہ 50000 روپے بصورت عدم ادائیگی 6 ماہ')).toMatchObject({
      terms: [term(25, 0, 0, 'rigorous')],
      fine: 50_000,
      defaultTerm: term(0, 6),
      doubt: '',
    })
    expect(readSentence('عمر قید بامشقت و جرمانہ ایک لاکھ روپے')).toMatchObject({
      life: true,
      fine: 100_000,
      doubt: '',
    })
  })

  it('hears the court on 382-B inside the sentence', () => {
    expect(readSentence('RI for 7 years u/s 392 PPC with benefit of 382-B Cr.P.C')).toMatchObject({
      setOff: 'granted',
      terms: [term(7, 0, 0, 'rigorous')],
    })
    expect(readSentence('5 years (without benefit of 382-B)').setOff).toBe('refused')
  })

  it.each(['', '-', '???', 'Nil', 'N/A', '10', '0 years', '03-06-24', 'under appeal', 'Daman Rs 50000'])(
    'finds no usable sentence in %s',
    (text) => {
      expect(isUsableSentence(readSentence(text))).toBe(false)
    },
  )

  it('counts a bare number only where the heading gives the unit', () => {
    expect(readSentence('10', 'years').terms).toEqual([term(10)])
  })

  it('keeps what it did not understand', () => {
    expect(readSentence('3 years? see file')).toMatchObject({ terms: [term(3)], doubt: '? see file' })
  })

  it('reads back any term it is given', () => {
    const part = fc.integer({ min: 0, max: 11 })
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), part, part, fc.boolean(), (y, m, d, urdu) => {
        const text = urdu ? inUrduDigits(`${y} سال ${m} ماہ ${d} دن`) : `${y} years ${m} months ${d} days`
        expect(readSentence(text).terms).toEqual([term(y, m, d)])
      }),
    )
  })
})

describe('fine and set-off cells', () => {
  it.each<[string, number | null, Term | null]>([
    ['Rs. 50000/-', 50_000, null],
    ['10,000', 10_000, null],
    ['1,00,000', 100_000, null],
    ['1 lac', 100_000, null],
    ['50 ہزار', 50_000, null],
    ['ایک لاکھ روپے', 100_000, null],
    ['Rs:5000', 5_000, null],
    ['10000 or 3 months', 10_000, term(0, 3)],
    ['Rs.10,000/- i/d 3 months SI', 10_000, term(0, 3, 0, 'simple')],
    ['Nil', null, null],
    ['No', null, null],
    ['-', null, null],
    ['', null, null],
  ])('reads the fine %s', (text, amount, defaultTerm) => {
    expect(readFine(text)).toEqual({ amount, defaultTerm, doubt: '' })
  })

  it('tells grant, refusal and silence apart', () => {
    for (const text of ['Yes', 'extended', 'ہاں', 'دی گئی', '382-B extended'])
      expect(readSetOff(text), text).toBe('granted')
    for (const text of ['No', 'not extended', 'نہیں', 'نہیں دی گئی', 'without'])
      expect(readSetOff(text), text).toBe('refused')
    for (const text of ['', '-', '?', 'N.A']) expect(readSetOff(text), text).toBe('silent')
  })
})

describe('sections', () => {
  it.each([
    ['365-B/376 PPC', 'PPC 365-B|PPC 376'],
    ['u/s 395 PPC r/w 412 PPC', 'PPC 395|PPC 412'],
    ['302/34 ت پ', 'PPC 302|PPC 34'],
    ['13-2(a) Arms Ordinance', 'ARMS 13-2(a)'],
    ['324, 337-F(i) PPC', 'PPC 324|PPC 337-F(i)'],
    ['7 ATA, 302 PPC', 'ATA 7|PPC 302'],
    ['9-C CNSA', 'CNSA 9-C'],
    ['9(c) CNSA 1997', 'CNSA 9(c)'],
    ['Section 9 (c) of CNSA', 'CNSA 9(c)'],
    ['PPC 302/34', 'PPC 302|PPC 34'],
    ['302-34 PPC', 'PPC 302|PPC 34'],
    ['302/34', 'PPC 302|PPC 34'],
    ['302/324/148/149-PPC', 'PPC 302|PPC 324|PPC 148|PPC 149'],
    ['337-A(i)/F(ii)/L(2) PPC', 'PPC 337-A(i)|PPC 337-F(ii)|PPC 337-L(2)'],
    ['14 Foreigners Act 1946', 'FOREIGNERS 14'],
    ['6/7 ATA r/w 302/324 PPC', 'ATA 6|ATA 7|PPC 302|PPC 324'],
    ['زیر دفعہ ۳۰۲ ت پ', 'PPC 302'],
    ['302 ت پ، 13-2(a) اسلحہ آرڈیننس', 'PPC 302|ARMS 13-2(a)'],
    ['302/34/109 تعزیرات پاکستان', 'PPC 302|PPC 34|PPC 109'],
    ['3-MPO', 'MPO 3'],
    ['489 F PPC', 'PPC 489-F'],
    ['14 Frontier Regulation', 'FRONTIER REGULATION 14'],
    ['Murder', ''],
    ['', ''],
    ['-', ''],
  ])('splits %s', (text, tokens) => {
    expect(
      splitSections(text)
        .map(({ act, section }) => `${act} ${section}`)
        .join('|'),
    ).toBe(tokens)
  })

  it('says when it had to take a bare number for the Penal Code', () => {
    expect(splitSections('302')).toEqual([{ act: 'PPC', section: '302', actAssumed: true }])
  })
})

describe('a CNIC', () => {
  it.each([
    '3520212345671',
    '35202-1234567-1',
    '35202 1234567 1',
    '35202‑1234567‑1',
    '۳۵۲۰۲-۱۲۳۴۵۶۷-۱',
    '٣٥٢٠٢١٢٣٤٥٦٧١',
    '3.520212345671E+12',
    '3520212345671.0',
    'CNIC No. 35202-1234567-1',
    "'3520212345671",
  ])('reads %s', (text) => {
    expect(readCnic(text)).toEqual({ state: 'valid', digits: '3520212345671' })
  })

  it.each([
    ['N/A', 'characters'],
    ['35202-1234567-X', 'characters'],
    ['35202-12345-1', 'length'],
    ['111-22-333333', 'length'],
    ['1111111111111', 'filler'],
    ['0000000000000', 'filler'],
    ['12345-1234567-1', 'filler'],
    ['35202-0000000-0', 'filler'],
    ['95202-1234567-1', 'first-digit'],
    ['05202-1234567-1', 'first-digit'],
    ['3.52021E+12', 'digits-lost'],
  ])('does not accept %s (%s)', (text, fault) => {
    expect(readCnic(text)).toEqual({ state: 'invalid', written: text, fault })
  })

  it('is missing only when nothing is written', () => {
    for (const text of ['', ' ', '-', '--', '\u00a0'])
      expect(readCnic(text), text).toEqual({ state: 'missing' })
  })

  it('warns of its last digit only against a stated man or woman', () => {
    expect(cnicContradictsSex('3520212345671', 'male')).toBe(false)
    expect(cnicContradictsSex('3520212345671', 'female')).toBe(true)
    expect(cnicContradictsSex('3520212345672', 'male')).toBe(true)
    expect(cnicContradictsSex('3520212345672', null)).toBe(false)
    expect(cnicContradictsSex('3520212345672', 'transgender')).toBe(false)
  })
})

describe('person and case cells', () => {
  it('reads sex and age in both languages', () => {
    expect(
      ['M', 'male', 'مرد', 'Male (Juvenile)', 'F.', 'خاتون', 'عورت', 'خواجہ سرا', '?', ''].map(readSex),
    ).toEqual(['male', 'male', 'male', 'male', 'female', 'female', 'female', 'transgender', null, null])
    expect(readAge('۴۵ سال')).toEqual({ years: 45, precision: 'stated' })
    expect(readAge('about 40')).toEqual({ years: 40, precision: 'about' })
    expect([readAge('0'), readAge(''), readAge('12/03/1980')]).toEqual([null, null, null])
  })

  it('takes father and alias out of the name cell, and the father column over it', () => {
    expect(readNames(['Ali @ Kala s/o Khan'], [])).toEqual({
      name: { latin: 'Ali', urdu: '' },
      father: { latin: 'Khan', urdu: '' },
      aliases: ['Kala'],
    })
    expect(readNames(['شیر خان عرف شیرا'], ['ولد گل خان'])).toEqual({
      name: { latin: '', urdu: 'شیر خان' },
      father: { latin: '', urdu: 'گل خان' },
      aliases: ['شیرا'],
    })
    expect(readNames(['Ali s/o Khan'], ['S/O Bashir']).father.latin).toBe('Bashir')
    expect(readNames(['Walid Khan', 'ولید خان'], ['N/A']).name).toEqual({
      latin: 'Walid Khan',
      urdu: 'ولید خان',
    })
    expect(readNames(['123', '?', 'N/A'], ['-']).name).toEqual({ latin: '', urdu: '' })
  })

  it('takes a case cell apart', () => {
    expect(readCaseCell('Case FIR No. 62/2026 U/S 302/34 PPC PS Civil Lines')).toEqual({
      fir: '62/2026',
      sections: '302/34 PPC',
      policeStation: 'Civil Lines',
    })
    expect(readCaseCell('مقدمہ نمبر 62/26 زیر دفعہ 302 ت پ تھانہ صدر')).toEqual({
      fir: '62/26',
      sections: '302 ت پ',
      policeStation: 'صدر',
    })
    expect(readCaseCell('Nil').fir).toBe('')
    expect(firKey('062/26')).toBe(firKey('FIR 62/2026'))
  })

  it('knows blanks and dittos from words', () => {
    expect(['-', '--', '؟', '...', ' '].every(isBlank)).toBe(true)
    expect(['N/A', 'nil', 'نامعلوم'].every(saysNothing)).toBe(true)
    expect(['do', '-do-', '"', '〃', 'ایضاً', 'ایضا', '//', 'Same as above'].every(isDitto)).toBe(true)
    expect(['-', 'N/A', '', 'Dodo', '/', ','].some(isDitto)).toBe(false)
  })
})
