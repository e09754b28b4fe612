import { describe, expect, it } from 'vitest'
import { femalePoliceCustody } from './arrest.ts'
import { remand } from './remand.ts'

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
