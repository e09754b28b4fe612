import { describe, expect, it } from 'vitest'
import { readDay } from '../calendar/day.ts'
import type { Step } from '../explanation.ts'
import { lawWith } from '../packs/testing.ts'
import type { InputsOf } from '../rule-schemas.ts'
import { femalePoliceCustody } from './arrest.ts'
import { remand } from './remand.ts'

/** The code, value and English of each step. */
const stepsOf = (inputs: InputsOf<'remand'>) => {
  const steps: Step[] = []
  remand(inputs, { steps })
  return steps.map((step) => [step.code, step.value, step.text.en])
}

describe('police remand', () => {
  it('counts a day once, however many orders cover it', () => {
    const police = [
      { from: '2026-02-04', to: '2026-02-10' },
      { from: '2026-02-08', to: '2026-02-12' },
    ]
    expect(remand({ police })).toMatchObject({
      policeDaysUsed: 9,
      policeDaysLeft: 6,
      latestLawfulDay: '2026-02-18',
    })
  })

  it('of exactly the ceiling is lawful to its last day', () => {
    expect(remand({ police: [{ from: '2026-02-01', to: '2026-02-15' }] })).toEqual({
      policeDaysUsed: 15,
      policeDaysLeft: 0,
      exceeded: false,
      latestLawfulDay: '2026-02-15',
      flags: [],
    })
  })

  it('past the ceiling is counted back over the gap to its fifteenth day', () => {
    const police = [
      { from: '2026-02-20', to: '2026-02-22' },
      { from: '2026-02-01', to: '2026-02-14' },
    ]
    expect(remand({ police })).toMatchObject({
      policeDaysUsed: 17,
      exceeded: true,
      latestLawfulDay: '2026-02-20',
      flags: ['POLICE_REMAND_OVER_15_DAYS_S167'],
    })
  })

  it('CrPC s.167: past the ceiling on a later remand reached it on the last day of the earlier', () => {
    const police = [
      { from: '2026-02-01', to: '2026-02-15' },
      { from: '2026-03-01', to: '2026-03-02' },
    ]
    expect(remand({ police })).toMatchObject({ policeDaysUsed: 17, latestLawfulDay: '2026-02-15' })
  })

  it('CrPC s.167: says what was used, what is left, and by how much it was exceeded', () => {
    expect(stepsOf({ police: [{ from: '2026-02-01', to: '2026-02-10' }] })).toEqual([
      ['POLICE_CUSTODY_USED', 10, expect.stringContaining(': 10 used, 5 left.')],
      ['LATEST_LAWFUL_DAY', '2026-02-15', 'Police custody may lawfully reach 15 Feb 2026 and no further.'],
    ])
    expect(stepsOf({ police: [{ from: '2026-02-01', to: '2026-02-18' }] })).toEqual([
      ['POLICE_CUSTODY_EXCEEDED', 18, expect.stringContaining(': 18 used, 0 left; 3 too many.')],
      [
        'LATEST_LAWFUL_DAY',
        '2026-02-15',
        'The ceiling was reached on 15 Feb 2026: custody after it had no authority.',
      ],
    ])
  })

  it('CrPC s.167: says in Urdu too by how many days it was exceeded', () => {
    const steps: Step[] = []
    remand({ police: [{ from: '2026-02-01', to: '2026-02-18' }] }, { steps })
    expect(steps[0]?.text.ur).toContain('؛ \u20663\u2069 دن زائد')
  })

  it('is under the law of its first day, else of the FIR, else of the day asked about', () => {
    const rules = lawWith(
      'remand.police-days',
      { effectiveTo: '2025-12-31' },
      { value: 10, effectiveFrom: '2026-01-01' },
    )
    const most = (police: { from: string; to: string }[], firDate?: string, asOf?: string) => {
      const how = { rules, ...(asOf ? { asOf: readDay(asOf, 'asOf') } : {}) }
      const result = remand({ police, ...(firDate ? { firDate } : {}) }, how)
      return result.policeDaysUsed + result.policeDaysLeft
    }
    const december = { from: '2025-12-31', to: '2025-12-31' }
    const january = { from: '2026-01-05', to: '2026-01-05' }
    expect(most([december], '2026-01-01')).toBe(15)
    expect(most([january], '2025-12-31')).toBe(10)
    // The order in which the remands are written does not matter.
    expect(most([january, december])).toBe(15)
    expect(most([], '2025-12-31')).toBe(15)
    expect(most([], '2026-01-01', '2025-06-01')).toBe(10)
    expect(most([], undefined, '2025-06-01')).toBe(15)
  })

  it('flags a single order longer than its law allows', () => {
    expect(remand({ law: 'peca-30a', police: [{ from: '2026-05-01', to: '2026-05-14' }] }).flags).toEqual([])
    expect(remand({ law: 'peca-30a', police: [{ from: '2026-05-01', to: '2026-05-15' }] }).flags).toEqual([
      'SINGLE_ORDER_OVER_14_DAYS_S30A',
    ])
    expect(remand({ law: 'ata-21e', police: [{ from: '2026-05-01', to: '2026-05-31' }] }).flags).toEqual([
      'SINGLE_ORDER_OVER_30_DAYS_S21E',
    ])
  })

  it('not yet ordered leaves the whole and no last day', () => {
    expect(remand({ police: [], firDate: '2025-05-03' })).toEqual({
      policeDaysUsed: 0,
      policeDaysLeft: 15,
      exceeded: false,
      challanDue: '2025-05-17',
      interimReportDue: '2025-05-20',
      flags: [],
    })
    expect(stepsOf({ police: [], firDate: '2025-05-03' }).at(-1)).toEqual([
      'REPORT_DUE',
      '2025-05-20',
      'Police report by 17 May 2025, else an interim report by 20 May 2025.',
    ])
  })

  it('is refused when a spell ends before it begins', () => {
    expect(() => remand({ police: [{ from: '2026-02-02', to: '2026-02-01' }] })).toThrow(/inputs.police.0.to/)
  })
})

describe('judicial remand', () => {
  const ordered = (nextDate: string, asOf: string, produced?: boolean) =>
    remand({
      police: [],
      judicial: { orderedOn: '2025-07-05', nextDate, ...(produced === undefined ? {} : { produced }) },
      asOf,
    })

  it('may be for fifteen days and not for sixteen', () => {
    expect(ordered('2025-07-20', '2025-07-06').flags).toEqual([])
    expect(ordered('2025-07-21', '2025-07-06').flags).toEqual(['JUDICIAL_REMAND_OVER_15_DAYS_S344'])
  })

  it('CrPC s.344: is explained as too long only above fifteen days', () => {
    const stepFor = (nextDate: string) =>
      stepsOf({ police: [], judicial: { orderedOn: '2025-07-05', nextDate } }).at(-1)
    expect(stepFor('2025-07-20')).toEqual([
      'JUDICIAL_REMAND',
      15,
      expect.stringContaining('this order is for 15, to 20 Jul 2025.'),
    ])
    expect(stepFor('2025-07-21')?.[0]).toBe('JUDICIAL_REMAND_TOO_LONG')
  })

  it('is overdue from the day after, unless produced', () => {
    expect(ordered('2025-07-19', '2025-07-19')).not.toHaveProperty('daysOverdue')
    expect(ordered('2025-07-19', '2025-07-20')).toMatchObject({
      daysOverdue: 1,
      flags: ['PRODUCTION_OVERDUE'],
    })
    expect(ordered('2025-07-19', '2025-07-25', true).flags).toEqual([])
    expect(ordered('2025-07-19', '2025-07-25', false).daysOverdue).toBe(6)
  })
})

describe('a woman in police custody', () => {
  const permitted = (...offences: string[]) => femalePoliceCustody({ female: true, offences })
  it('only in qatl or dacoity, with reasons', () => {
    expect(permitted('PPC 302', 'PPC 34')).toEqual({
      policeCustodyPermitted: true,
      reasonsInWritingRequired: true,
      flags: [],
    })
    expect(permitted('PPC 379')).toEqual({ policeCustodyPermitted: false, flags: [] })
    expect(permitted('PPC 399')).toEqual({
      policeCustodyPermitted: false,
      flags: ['NEAR_QATL_OR_DACOITY_REFER'],
    })
    expect(permitted('13 Arms Ordinance', 'ATA 302').policeCustodyPermitted).toBe(false)
    expect(femalePoliceCustody({ female: false, offences: ['PPC 379'] }).policeCustodyPermitted).toBe(true)
  })
})
