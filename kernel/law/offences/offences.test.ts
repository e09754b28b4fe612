import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { conflicts } from '../packs/index.ts'
import {
  acts,
  findOffence,
  gravity,
  offencesInForce,
  offenceTable,
  residualOffence,
  searchOffences,
} from './offences.ts'

const ON = '2026-11-01'
const answer = z.union([z.boolean(), z.enum(['AS_PRINCIPAL', 'REFER'])])
const Row = z.strictObject({
  id: z.string(),
  act: z.enum(Object.keys(acts) as [string, ...string[]]),
  section: z.string().regex(/^\d/),
  title: z.string().min(3),
  titleUr: z.string().regex(/[\u0600-\u06FF]/),
  punishment: z.string().min(1),
  minimum: z.string().optional(),
  max: z.union([
    z.number().int().min(1).max(300),
    z.enum(['DEATH', 'LIFE', 'AS_PRINCIPAL', 'HALF_OF_PRINCIPAL', 'BY_KIND', 'DIYAT', 'NONE']),
  ]),
  bailable: answer,
  cognizable: answer,
  compoundable: z.enum(['YES', 'NO', 'WITH_PERMISSION', 'CONDITIONAL', 'AS_PRINCIPAL']),
  compoundableText: z.string().optional(),
  court: z.string().min(3),
  prohibitory: z.boolean(),
  groups: z.array(z.string()),
  confidence: z.enum(['A', 'B', 'C', 'G']),
  source: z.string().min(3),
  effectiveFrom: z.iso.date().optional(),
  effectiveTo: z.iso.date().optional(),
  conflict: z.enum(conflicts.map((conflict) => conflict.id) as [string, ...string[]]).optional(),
})

describe('the offence table', () => {
  it('has the form it promises, each row once, with an Urdu title', () => {
    expect(offenceTable.length).toBeGreaterThan(250)
    for (const row of offenceTable) Row.parse(row)
    expect(new Set(offenceTable.map((row) => row.id)).size).toBe(offenceTable.length)
  })

  it('has one version of a section in force on any day', () => {
    for (const day of ['2020-01-01', '2022-09-05', '2022-09-06', '2023-08-31', '2023-09-01', ON]) {
      const keys = offencesInForce(day).map((row) => `${row.act} ${row.section}`)
      expect(new Set(keys).size).toBe(keys.length)
    }
  })

  it('gives the narcotics punishment of the day of the offence', () => {
    expect(findOffence('CNSA', '9(c)', '2021-01-01')?.max).toBe('DEATH')
    expect(findOffence('CNSA', '9(c)', '2024-01-01')?.max).toBe('LIFE')
    expect(findOffence('CNSA', '9(1) sr.6(f)', '2023-01-01')?.max).toBe('DEATH')
    expect(findOffence('CNSA', '9(1) sr.6(f)', '2024-01-01')?.max).toBe('LIFE')
    expect(findOffence('CNSA', '9(1) sr.6(f)', '2021-01-01')).toBeUndefined()
  })

  it('finds the gravest clause when none is stated, and the section when the clause is not in the table', () => {
    expect(findOffence('PPC', '376', ON)).toMatchObject({
      max: 'DEATH',
      clauses: ['376(1)', '376(3)', '376(2)'],
    })
    expect(findOffence('PPC', '506', ON)).toMatchObject({ section: '506(ii)', max: 84 })
    expect(findOffence('PPC', '302(b)', ON)).toMatchObject({ section: '302', ofSection: '302' })
    expect(findOffence('PPC', '302', ON)).not.toHaveProperty('clauses')
    expect(findOffence('PPC', '999', ON)).toBeUndefined()
    expect(findOffence('PPC', '30', ON)).toBeUndefined()
    expect(findOffence('XYZ', '302', ON)).toBeUndefined()
  })

  it('marks what is not settled', () => {
    expect(findOffence('PPC', '420', ON)).toMatchObject({ bailable: 'REFER', conflict: 'PPC-420-BAIL' })
    expect(findOffence('PPC', '316', ON)).toMatchObject({ max: 300, conflict: 'PPC-316' })
    expect(findOffence('PPC', '34', ON)).toMatchObject({ max: 'AS_PRINCIPAL', bailable: 'AS_PRINCIPAL' })
  })

  it('orders punishments by gravity', () => {
    expect(gravity('DEATH')).toBeGreaterThan(gravity('LIFE'))
    expect(gravity('LIFE')).toBeGreaterThan(gravity(300))
    expect(gravity('BY_KIND')).toBe(0)
  })
})

describe('a search', () => {
  const ids = (text: string) => searchOffences(text, ON).map((row) => row.id)
  it('finds by section, in either digits, with or without its act', () => {
    expect(ids('302')[0]).toBe('PPC-302')
    expect(ids('۳۰۲')[0]).toBe('PPC-302')
    expect(ids('337 f(i)')[0]).toBe('PPC-337F(i)')
    expect(ids('ATA 9')[0]).toBe('ATA-9')
    expect(ids('7 ata')[0]).toMatch(/^ATA-7/)
    expect(ids('337f').length).toBeGreaterThan(6)
  })
  it('finds by words of the English or Urdu title', () => {
    expect(ids('qatl-i-amd')).toContain('PPC-302')
    expect(ids('قتلِ عمد')).toContain('PPC-302')
    expect(ids('ڈكیتی')).toContain('PPC-395')
    expect(ids('DACOITY murder')[0]).toBe('PPC-396')
    expect(ids('theft motor')).toEqual(['PPC-381A'])
  })
  it('of nothing, or of nonsense, finds nothing', () => {
    expect(ids('')).toEqual([])
    expect(ids('zzzz')).toEqual([])
  })
  it('shows only what was in force', () => {
    expect(searchOffences('9(c)', '2021-01-01')[0]?.max).toBe('DEATH')
    expect(searchOffences('9(c)', ON)[0]?.max).toBe('LIFE')
  })
})

describe('the residual rule', () => {
  const derived = (max: 'DEATH' | 'LIFE' | number) =>
    residualOffence('MPO', '1', { en: 'Something', ur: 'کچھ' }, max)
  it('follows the last entries of Schedule II, and says that it is derived', () => {
    expect(derived('LIFE')).toMatchObject({
      bailable: false,
      cognizable: true,
      court: 'Court of Session',
      derived: true,
    })
    expect(derived(85).court).toBe('Court of Session')
    expect(derived(84)).toMatchObject({ bailable: false, court: 'Court of Session or Magistrate 1st class' })
    expect(derived(36)).toMatchObject({ bailable: false, cognizable: true })
    expect(derived(35)).toMatchObject({
      bailable: true,
      cognizable: false,
      court: 'Magistrate 1st or 2nd class',
    })
    expect(derived(11)).toMatchObject({ bailable: true, court: 'Any Judicial Magistrate' })
    expect(derived(120).prohibitory).toBe(true)
  })
})
