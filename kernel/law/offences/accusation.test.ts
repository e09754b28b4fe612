import { describe, expect, it } from 'vitest'
import { accusationOf } from './accusation.ts'
import { parseSections } from './parse-sections.ts'

const of = (text: string, on = '2026-01-01') => accusationOf(parseSections(text, on), on)

describe('an accusation', () => {
  it('is as grave as its gravest section', () => {
    expect(of('302/34 PPC')).toEqual({
      maxPunishment: 'DEATH',
      bailable: false,
      groups: ['MURDER'],
      flags: [],
    })
    expect(of('392/411 PPC')).toMatchObject({ maxPunishment: 120, bailable: false, groups: ['ROBBERY'] })
    expect(of('341/342 PPC')).toMatchObject({ maxPunishment: 12, bailable: true, flags: [] })
  })
  it('of narcotics follows the day of the offence', () => {
    expect(of('9-C CNSA', '2021-01-01').maxPunishment).toBe('DEATH')
    expect(of('9-C CNSA').maxPunishment).toBe('LIFE')
  })
  it('is referred where a section is not known, its clause not stated, or the schedule silent', () => {
    expect(of('341, 999 PPC')).toMatchObject({
      maxPunishment: 1,
      bailable: 'REFER',
      flags: ['SECTION_UNKNOWN_REFER'],
    })
    expect(of('506 PPC')).toMatchObject({ maxPunishment: 84, flags: ['CLAUSE_NOT_STATED_REFER'] })
    expect(of('337-F/34 PPC')).toMatchObject({ flags: ['PUNISHMENT_NOT_STATED_REFER'], bailable: 'REFER' })
    expect(of('34 PPC')).toEqual({ bailable: 'REFER', groups: [], flags: ['PUNISHMENT_NOT_STATED_REFER'] })
    expect(of('420 PPC').bailable).toBe('REFER')
    expect(of('420/468 PPC').bailable).toBe(false)
    expect(of('')).toEqual({ bailable: 'REFER', groups: [], flags: ['PUNISHMENT_NOT_STATED_REFER'] })
  })
})
