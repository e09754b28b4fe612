import { describe, expect, it } from 'vitest'
import { findColumnDoubts } from './column-doubts.ts'
import { headerAt } from './columns.ts'
import { generateRegister } from './testing.ts'

const doubts = (dates: string[]) => {
  const rows = [['Name', 'FIR', 'Date of Admission'], ...dates.map((date) => ['Ali', '1/24', date])]
  return findColumnDoubts(rows, headerAt(rows, 1, 1, '2026-11-01'))
}

describe('a column of dates', () => {
  it('is doubted when a spreadsheet converted exactly those whose day could be a month', () => {
    const converted = ['2024-03-04', '2024-05-11', '2024-12-12', '2024-01-02']
    const left = ['13/04/2024', '25/12/2024', '30/01/2024', '15/06/2024']
    expect(doubts([...converted, ...left])).toEqual([
      { column: 2, field: 'admissionDate', kind: 'swapped-by-spreadsheet', examples: converted.slice(0, 3) },
    ])
    expect(doubts([...converted, ...left, '2024-03-21'])).toEqual([])
    expect(doubts([...converted, ...left, '03/04/2024'])).toEqual([])
    expect(doubts(converted)).toEqual([])
  })

  it('is doubted when only month-first readings exist', () => {
    const monthFirst = ['03/25/2024', '04/13/2024', '12/31/2024', '01/15/2024']
    expect(doubts([...monthFirst, '03/04/2024'])).toMatchObject([
      { kind: 'month-first', examples: monthFirst.slice(0, 3) },
    ])
    expect(doubts([...monthFirst, '25/03/2024'])).toEqual([])
  })

  it('is not doubted in an ordinary register', () => {
    const { rows } = generateRegister({ rows: 300, seed: 8 })
    expect(findColumnDoubts(rows, headerAt(rows, 3, 1, '2026-11-01'))).toEqual([])
  })
})
