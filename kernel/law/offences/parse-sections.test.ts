import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseSections } from './parse-sections.ts'

const read = (text: string) =>
  parseSections(text).map((one) => `${one.act} ${one.section}${one.known ? '' : ' ?'}`)

describe('sections as clerks write them', () => {
  it.each([
    ['302/34', 'PPC 302', 'PPC 34'],
    ['302,324,34 PPC', 'PPC 302', 'PPC 324', 'PPC 34'],
    ['9(c) CNSA', 'CNSA 9(c)'],
    ['9-C CNSA', 'CNSA 9(c)'],
    ['6/9-C CNS Act', 'CNSA 6', 'CNSA 9(c)'],
    ['6/9-C C.N.S.A, 1997', 'CNSA 6', 'CNSA 9(c)'],
    ['13-D AO', 'AO 13(d)'],
    ['13-2(a) Arms Ordinance', 'AO 13(2)(a)'],
    ['13/2/A Arms Ordinance 1965', 'AO 13(2)(a)'],
    ['382-B', 'PPC 382B ?'],
    ['376(2)', 'PPC 376(2)'],
    ['365-B/376 PPC', 'PPC 365B', 'PPC 376'],
    ['u/s 395 PPC r/w 412 PPC', 'PPC 395', 'PPC 412'],
    ['324, 337-F(i) PPC', 'PPC 324', 'PPC 337F(i)'],
    ['337-A(i), F(i), 34 PPC', 'PPC 337A(i)', 'PPC 337F(i)', 'PPC 34'],
    ['489-F PPC', 'PPC 489F'],
    ['14 Foreigners Act', 'FA 14'],
    ['14 Foreigners Act 1946', 'FA 14'],
    ['7 ATA, 302 PPC', 'ATA 7', 'PPC 302'],
    ['302 PPC r/w 7 A.T.A 1997', 'PPC 302', 'ATA 7'],
    ['PPC 302/34; ATA 7', 'PPC 302', 'PPC 34', 'ATA 7'],
    ['302/34 ت پ', 'PPC 302', 'PPC 34'],
    ['۳۰۲/۳۴ ت پ', 'PPC 302', 'PPC 34'],
    ['زیر دفعہ 302 ت۔پ', 'PPC 302'],
    ['دفعہ 489 ایف ت پ', 'PPC 489F'],
    ['512 ض ف', 'CRPC 512'],
    ['9 سی سی این ایس اے', 'CNSA 9(c)'],
    ['7 انسداد دہشت گردی ایکٹ', 'ATA 7'],
    ['13(2)(a) آرمز آرڈیننس', 'AO 13(2)(a)'],
    ['23(1)(a) Sindh Arms Act 2013', 'SAA 23(1)(a)'],
    ['23(i)(a) Sindh Arms Act', 'SAA 23(1)(a)'],
    ['506/2 PPC', 'PPC 506(ii)'],
    ['506-II PPC', 'PPC 506(ii)'],
    ['337H2 PPC', 'PPC 337H(2)'],
    ['302(b) PPC', 'PPC 302(b)'],
    ['7(1)(a) ATA', 'ATA 7(1)(a)'],
    ['11-F(2) ATA', 'ATA 11F(2)'],
    ['999 PPC', 'PPC 999 ?'],
    ['420/468/471 PPC', 'PPC 420', 'PPC 468', 'PPC 471'],
    ['295 سی ت پ', 'PPC 295C'],
    ['382-ب', 'PPC 382B ?'],
    ['13(2)(الف) اسلحہ آرڈیننس', 'AO 13(2)(a)'],
    ['302-B', 'PPC 302(b)'],
    ['9 سی، سی این ایس اے', 'CNSA 9(c)'],
    ['9(1) 3-C CNSA', 'CNSA 9(1) sr.3(c)'],
    ['6-9(1)3-C CNSA', 'CNSA 6', 'CNSA 9(1) sr.3(c)'],
    ['9(i)3(c) CNS Act 1997', 'CNSA 9(1) sr.3(c)'],
    ['9-(2) CNS Act', 'CNSA 9(2)'],
    ['11 W ATA', 'ATA 11W'],
    ['392,395 PPC & 23(i)-A S.A.A', 'PPC 392', 'PPC 395', 'SAA 23(1)(a)'],
    ['379 PPC, 5 Punjab Sound System Act 2015', 'PPC 379', 'PUNJAB SOUND SYSTEM ACT 2015 5 ?'],
    ['Section 13 of Arms Act', 'ARMS ACT 13 ?'],
    ['5 قمار بازی ایکٹ', 'قمار بازی ایکٹ 5 ?'],
    ['3/4 PEHO', 'PEHO 3', 'PEHO 4'],
  ])('%s', (text, ...expected) => expect(read(text)).toEqual(expected))

  it.each(['', '—', 'nil', 'murder', 'ت پ'])('%s has none', (text) => expect(read(text)).toEqual([]))

  it('keep what stood on the paper', () => {
    expect(parseSections('u/s 337-F (i) PPC')[0]).toEqual({
      act: 'PPC',
      section: '337F(i)',
      known: true,
      raw: '337-F (I)',
      offenceId: 'PPC-337F(i)',
    })
  })

  it('are read without falling over, whatever is on the paper', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200 }), (text) => {
        for (const one of parseSections(text)) expect(one.section).toMatch(/^\d/)
      }),
      { numRuns: 500 },
    )
  })
})
