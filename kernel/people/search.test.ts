import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Someone, type World, world } from '../../app/testing.ts'
import { type NewPersonRecord, searchPeople } from './contract.ts'
import { findPeople, registerRecord } from './index.ts'
import { fictionalRecord } from './testing.ts'

let here: World
let registrar: Someone
let clerk: Someone
let reviewer: Someone

beforeAll(async () => {
  here = await world()
  registrar = await here.someone('police-registrar', 'PS-HYD-CNT')
  clerk = await here.someone('prison-admissions-officer', 'PRS-HYD-C')
  reviewer = await here.someone('registry-reviewer', 'PRO-HYD')
})
afterAll(() => here.drop())

const register = (who: Someone, agency: string, person: Partial<NewPersonRecord>) =>
  who.act((tx) => registerRecord(tx, fictionalRecord(person), { agency, sourceRef: 'test' }))
const find = async (who: Someone, q: string) => (await who.call(searchPeople, { q })).candidates

describe('finding a person', () => {
  let personId: string
  beforeAll(async () => {
    const known = await register(registrar, 'police', {
      nameEn: 'Ghulam Mustafa Shaikh',
      nameUr: 'غلام مصطفیٰ شیخ',
      fatherEn: 'Allah Bachayo',
      fatherUr: 'اللہ بچایو',
      aliases: ['Mithu'],
      cnic: '4130412345671',
      phone: '0300-1234567',
    })
    personId = known.personId
    for (const nameEn of ['Ghulam Murtaza', 'Mustafa Kamal', 'Abdul Sattar', 'Ghulam Rasool'])
      await register(registrar, 'police', { nameEn, nameUr: undefined })
  })

  test.each([
    ['its name in Urdu', 'غلام مصطفیٰ شیخ', 'name'],
    ['its name in Roman letters', 'ghulam mustafa shaikh', 'name'],
    ['another Roman spelling', 'Gulam Mustufa', 'sound'],
    ['a slip of the pen', 'Ghulam Mustfaa', 'sound'],
    ['the start of a name', 'Ghulam Must', 'part'],
    ['the whole CNIC with dashes', '41304-1234567-1', 'cnic'],
    ['the first digits of the CNIC', '413041234', 'cnic'],
    ['the last digits of the CNIC', '345671', 'cnic'],
    ['the CNIC in Urdu digits', '۴۱۳۰۴۱۲۳۴۵۶۷۱', 'cnic'],
    ['the telephone', '03001234567', 'phone'],
    ['an alias', 'Mithu', 'alias'],
    ['the name with the father', 'غلام مصطفیٰ ولد اللہ بچایو', 'father'],
  ])('finds it by %s, first and with the reason', async (_what, query, why) => {
    const [first] = await find(registrar, query)
    expect(first?.personId).toBe(personId)
    expect(first?.why).toContain(why)
  })

  test('finds by number and by name at once, as a form asks, and says both', async () => {
    const [first, ...others] = await find(registrar, 'غلام مصطفیٰ شیخ ولد اللہ بچایو 41304-1234567-1')
    expect(first).toMatchObject({ personId, why: ['cnic', 'name', 'father'], closeness: 1 })
    expect(others.map((one) => one.personId)).not.toContain(personId)
    // A number nobody has does not hide him whose name fits.
    const [byName] = await find(registrar, 'Ghulam Mustafa Shaikh 42101-7654321-9')
    expect(byName).toMatchObject({ personId, why: ['name'] })
  })

  test('puts the father named just so before one named otherwise, Muhammad in either script', async () => {
    for (const [fatherEn, fatherUr] of [
      ['Nazir', 'نذیر'],
      ['Muhammad Nazir', 'محمد نذیر'],
      ['Nazir Ahmad', 'نذیر احمد'],
    ])
      await register(registrar, 'police', { nameEn: 'Bakhtawar', nameUr: 'بختاور', fatherEn, fatherUr })
    for (const query of ['بختاور ولد محمد نذیر', 'Bakhtawar s/o Mohammad Nazir'])
      expect((await find(registrar, query))[0]?.fatherEn).toBe('Muhammad Nazir')
    expect((await find(registrar, 'بختاور ولد نذیر'))[0]?.fatherEn).toBe('Nazir')
  })

  test('finds by one word and the father where another word is not known at all', async () => {
    const [first] = await find(registrar, 'Ghulam Zzyx s/o Allah Bachayo')
    expect(first).toMatchObject({ personId, why: ['name', 'father'] })
    // Without a father, whoever answers to one of the words.
    expect((await find(registrar, 'Zzyx Murtaza'))[0]?.nameEn).toBe('Ghulam Murtaza')
    expect((await find(registrar, 'Zzyx Kamal'))[0]?.nameEn).toBe('Mustafa Kamal')
  })

  test('gives nothing for what fits nobody', async () => {
    expect(await find(registrar, 'زبیدہ خاتون')).toEqual([])
  })

  test('shows nothing of another agency’s record, whatever of it is asked', async () => {
    for (const query of [
      '4130412345671',
      '03001234567',
      'غلام مصطفیٰ شیخ',
      'Ghulam Mustafa',
      'Mithu',
      '345671',
    ])
      expect(await find(clerk, query)).toEqual([])
  })

  test('shows it to a reviewer of the registry, whose reach is the province', async () => {
    expect((await find(reviewer, '4130412345671'))[0]?.personId).toBe(personId)
  })

  test('gives nothing to who may not search, even inside the door', async () => {
    const administrator = await here.someone('administrator', 'PS-HYD-CNT')
    await expect(find(administrator, '4130412345671')).rejects.toThrow(/403/)
    expect(await administrator.act((tx) => findPeople(tx, '4130412345671', 5))).toEqual([])
  })
})

test('a search uses the indexes although row-level security is in force', async () => {
  const { rows } = await here.database.owner.pool.query<{ src: string }>(
    `select prosrc as src from pg_proc where proname in ('search_records', 'search_within') order by proname`,
  )
  expect(rows[0]?.src).toContain('people.search_within(access.units(),')
  expect(rows[1]?.src).toContain('r.units && $1')
  const client = await here.database.owner.pool.connect()
  try {
    await client.query('begin')
    await client.query('set local enable_seqscan = off')
    const planOf = async (condition: string): Promise<string> => {
      const { rows: lines } = await client.query<{ 'QUERY PLAN': string }>(
        `explain select * from people.record r where r.units && array[-1] and ${condition}`,
      )
      return lines.map((line) => line['QUERY PLAN']).join('\n')
    }
    for (const condition of [
      `cnic like '4130412%'`,
      `reverse(cnic) like '17654%' and cnic is not null`,
      `phone_key like '300123%'`,
    ]) {
      const plan = await planOf(condition)
      expect(plan, condition).toMatch(/Index/)
      expect(plan, condition).not.toMatch(/Seq Scan/)
    }
    // Units, names and father in one scan: what each holds of a common word is not gathered by itself.
    expect(
      await planOf(
        `name_forms @> array['x'] and name_tokens && array['mstf'] and father_tokens && array['x']`,
      ),
    ).toMatch(
      /Index Scan on record_by_names.*\n\s+Index Cond: .*units && .*name_forms @> .*name_tokens && .*father_tokens && /,
    )
    await client.query('rollback')
  } finally {
    client.release()
  }
})
