import { describe, expect, it } from 'vitest'
import { personModel } from './person-model.ts'
import { type LinkRecord, preparePerson } from './person-record.ts'

const model = personModel({ default: 0.001, tokens: {} })

function level(fieldName: string, a: Partial<LinkRecord>, b: Partial<LinkRecord>): string {
  const field = model.fields.find(({ name }) => name === fieldName)!
  const at = field.compare(
    preparePerson({ id: 'a', name: '', ...a }),
    preparePerson({ id: 'b', name: '', ...b }),
  )
  return at < 0 ? 'nothing' : field.levels[at]!
}

describe('names', () => {
  const name = (a: string, b: string) => level('name', { name: a }, { name: b })

  it('agree in any order and script', () => {
    expect(name('Gul Sajid', 'ساجد گل')).toBe('two or more words, all the same')
  })

  it('agree through a slip, but two known names are never a slip apart', () => {
    expect(name('Kamzan', 'Kamran')).toBe('one word, a slip apart')
    expect(name('Kamrn', 'Kamran')).toBe('one word, alike in sound')
    expect(name('Arshad', 'Rashid')).toBe('no word agrees')
    expect(name('Salim', 'Kalim')).toBe('no word agrees')
  })

  it('agree by sound when no table knows them', () => {
    expect(name('Bakhtawar', 'بختاور')).toMatch(/^one word, (the same|alike in sound)$/)
  })

  it('say when one side says more, and when both say something else', () => {
    expect(name('Kamran', 'Kamran Nadeem')).toBe('one word agrees, one side says more')
    expect(name('Kamran Aslam', 'Kamran Nadeem')).toBe('one word agrees, others differ')
  })

  it('say nothing when one is missing', () => {
    expect(name('', 'Kamran')).toBe('nothing')
  })

  it('take the father from "s/o" where there is no field for him', () => {
    expect(level('father', { name: 'Kamran s/o Aslam' }, { name: 'Kamran', fatherName: 'اسلم' })).toBe(
      'one word, the same',
    )
  })

  it('compare tribes on either the man’s or his father’s name', () => {
    expect(level('family', { name: 'Kamran Khattak' }, { name: 'Kamran', fatherName: 'Aslam Khatak' })).toBe(
      'same tribe or family',
    )
    expect(level('family', { name: 'Kamran Khattak' }, { name: 'Kamran Marri' })).toBe(
      'other tribe or family',
    )
  })
})

describe('birth', () => {
  const birth = (a: Partial<LinkRecord>, b: Partial<LinkRecord>) => level('birth', a, b)
  const dated = (a: string, b: string) => birth({ birthDate: a }, { birthDate: b })

  it('knows the ways dates go wrong', () => {
    expect(dated('1984-06-11', '1984-06-11')).toBe('same date')
    expect(dated('1984-06-11', '1984-11-06')).toBe('day and month swapped')
    expect(dated('1984-06-11', '1984-06-12')).toBe('one digit off')
    expect(dated('1984-06-11', '1994-06-11')).toBe('one digit off')
    expect(dated('1984-06-11', '1984-09-25')).toBe('same year, other day')
    expect(dated('1984-06-11', '1979-09-25')).toBe('dates differ')
  })

  it('reads 1 January as a year only', () => {
    expect(dated('1984-06-11', '1984-01-01')).toBe('same year')
    expect(dated('1984-06-11', '1985')).toBe('a year apart')
    expect(dated('1984', '1994')).toBe('ten years apart')
    expect(dated('1984', '1990')).toBe('years differ')
  })

  it('compares ages by the day they were stated', () => {
    const age = (years: number, statedOn: string) => ({ age: years, statedOn })
    expect(birth(age(30, '2014-01-01'), age(35, '2019-06-01'))).toBe('age within a year')
    expect(birth(age(30, '2014-01-01'), { birthDate: '1981-06-01' })).toBe('age within three years')
    expect(birth(age(30, '2014-01-01'), age(30, '2020-01-01'))).toBe('age within six years')
    expect(birth(age(30, '2014-01-01'), age(20, '2024-01-01'))).toBe('ages differ')
    expect(birth({ age: 30 }, age(30, '2014-01-01'))).toBe('nothing')
  })
})

describe('numbers and places', () => {
  it('forgives slips in a CNIC and ignores fillers', () => {
    const cnic = (a: string, b: string) => level('cnic', { cnic: a }, { cnic: b })
    expect(cnic('35202-1739462-1', '۳۵۲۰۲۱۷۳۹۴۶۲۱')).toBe('same')
    expect(cnic('35202-1739462-1', '35202-1734962-1')).toBe('one digit off')
    expect(cnic('35202-1739462-1', '35292-1739463-1')).toBe('two digits off')
    expect(cnic('35202-1739462-1', '42101-8850163-7')).toBe('different')
    expect(cnic('35202-1739462-1', '11111-1111111-1')).toBe('nothing')
  })

  it('reads one phone written three ways', () => {
    const phone = (a: string, b: string) => level('phone', { phone: a }, { phone: b })
    expect(phone('0300-1234567', '+92 300 1234567')).toBe('same')
    expect(phone('0300-1234567', '03001234568')).toBe('one digit off')
    expect(phone('0300-1234567', '7')).toBe('nothing')
  })

  it('weighs district within province', () => {
    const at = (province: string, district: string) => ({ province, district })
    expect(level('place', at('KP', 'Kohat'), at('KP', 'kohat'))).toBe('same district')
    expect(level('place', at('KP', 'Kohat'), at('KP', 'Swat'))).toBe('other district of the province')
    expect(level('place', at('KP', 'Kohat'), at('Punjab', 'Lahore'))).toBe('other province')
    expect(level('place', {}, at('Punjab', 'Lahore'))).toBe('nothing')
  })

  it('finds an alias in the name or in its own field', () => {
    expect(level('alias', { name: 'Ramzan @ Chota' }, { name: 'Ramzan', alias: 'Chota' })).toBe('same')
  })
})
