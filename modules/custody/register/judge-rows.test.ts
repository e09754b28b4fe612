import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { leastCost } from '#platform/cost/testing'
import { findHeader, headerAt } from './columns.ts'
import { type JudgedRow, judgeRows, judgingDay, REASONS, reportOf, WARNINGS } from './judge-rows.ts'
import { openRegister } from './open-register.ts'
import { generateRegister, inUrduDigits, isKnownSection, judgeSheet, toCsv } from './testing.ts'
import { explain, explainRow } from './texts.ts'

const today = '2026-11-01'
const HEAD = [
  'Sr.',
  'Name',
  "Father's Name",
  'CNIC',
  'Sex',
  'FIR No',
  'U/S',
  'Date of Admission',
  'Category',
  'Sentence',
  '382-B',
  'Remarks',
]
const UTP = [
  '1',
  'Gul Zaman',
  'Sher Dil',
  '35202-1234567-1',
  'M',
  '62/2026',
  '302/34 PPC',
  '12/03/2026',
  'UTP',
  '',
  '',
  '',
]
const CONVICT = [
  '2',
  'Allah Ditta',
  'Sher Dil',
  '35202-7654321-3',
  'M',
  '63/2026',
  '379 PPC',
  '13/03/2026',
  'Convict',
  '3 years RI',
  'Yes',
  '',
]
const withCells = (row: string[], cells: Record<string, string>): string[] =>
  row.map((cell, at) => cells[HEAD[at] ?? ''] ?? cell)
const judge = (...rows: string[][]): JudgedRow[] => judgeSheet([HEAD, ...rows]).judged
const said = (row: JudgedRow | undefined): unknown =>
  row?.outcome === 'imported'
    ? row.warnings
    : row?.outcome === 'rejected'
      ? { rejected: row.reasons }
      : { of: row?.of }

describe('outcomes', () => {
  it.each<[Record<string, string>, unknown]>([
    [{}, []],
    [{ Name: '' }, { rejected: ['name'] }],
    [{ Name: '???' }, { rejected: ['name'] }],
    [{ 'Date of Admission': '' }, { rejected: ['admission-date'] }],
    [{ 'Date of Admission': '31/02/2025' }, { rejected: ['admission-date'] }],
    [{ 'Date of Admission': '02/11/2026' }, { rejected: ['admission-date-future'] }],
    [{ 'Date of Admission': '01/11/2026' }, []],
    [{ Category: 'pending' }, { rejected: ['category'] }],
    [{ Category: '', Sentence: '3 years RI' }, { rejected: ['category'] }],
    [{ Sentence: '???' }, { rejected: ['sentence'] }],
    [{ Sentence: '' }, { rejected: ['sentence'] }],
    [
      { Name: '', 'Date of Admission': '', Category: '?' },
      { rejected: ['name', 'admission-date', 'category'] },
    ],
    [{ CNIC: '' }, ['cnic-missing']],
    [{ CNIC: 'N/A' }, ['cnic-invalid']],
    [{ CNIC: '35202-7654321-4' }, ['cnic-sex-parity']],
    [{ CNIC: '35202-7654321-4', Sex: '' }, []],
    [{ "Father's Name": '-' }, ['father-name-missing']],
    [{ 'FIR No': '' }, ['fir-missing']],
    [{ 'U/S': 'nil' }, ['section-missing']],
    [{ 'U/S': '302/999 PPC' }, ['section-unknown']],
    [{ 'U/S': 'murder' }, ['section-unknown']],
    [{ '382-B': '' }, ['setoff-silent']],
    [{ '382-B': '?' }, ['setoff-silent']],
    [{ Category: 'Condemned', Sentence: '' }, []],
    [{ Category: 'Condemned', Sentence: '???' }, { rejected: ['sentence'] }],
    [{ Category: 'UTP', Sentence: '???', '382-B': '' }, []],
    [
      { 'FIR No': '', '382-B': '', CNIC: '', 'U/S': '' },
      ['cnic-missing', 'fir-missing', 'section-missing', 'setoff-silent'],
    ],
  ])('%j', (cells, expected) => {
    expect(said(judge(withCells(CONVICT, cells))[0])).toEqual(expected)
  })

  it('knows a repeat under another serial number, notation and remark', () => {
    const again = withCells(CONVICT, {
      'Sr.': '9',
      Name: ' ALLAH  DITTA',
      CNIC: inUrduDigits('3520276543213'),
      'FIR No': '63/26',
      'Date of Admission': '13 Mar 2026',
      Remarks: 'on dialysis',
    })
    expect(judge(UTP, CONVICT, again).map(said)).toEqual([[], [], { of: 2 }])
  })

  it('does not call another case, date or sentence of the same man a repeat', () => {
    const others: Record<string, string>[] = [
      { 'FIR No': '64/2026' },
      { 'Date of Admission': '14/03/2026' },
      { Sentence: '4 years RI' },
      { Name: 'Allah Wasaya' },
    ]
    for (const cells of others)
      expect(said(judge(CONVICT, withCells(CONVICT, cells))[1]), JSON.stringify(cells)).toEqual([])
  })

  it('keeps two namesakes apart where no number tells them apart but age or remarks do', () => {
    const bare = { CNIC: '', 'FIR No': '' }
    const rows = judge(
      withCells(UTP, bare),
      withCells(UTP, { ...bare, Remarks: 'of Lyari' }),
      withCells(UTP, bare),
    )
    expect(rows.map(({ outcome }) => outcome)).toEqual(['imported', 'imported', 'duplicate'])
  })

  it('rejects the repeat of a rejected row like it', () => {
    const bad = withCells(CONVICT, { 'Date of Admission': '31/02/2025' })
    expect(judge(bad, bad).map(said)).toEqual([
      { rejected: ['admission-date'] },
      { rejected: ['admission-date'] },
    ])
  })

  it('points every repeat at the first of its kind', () => {
    expect(judge(UTP, CONVICT, UTP, UTP).map(said)).toEqual([[], [], { of: 1 }, { of: 1 }])
  })
})

describe('real paper', () => {
  it('passes over blank lines, page headers, column numbers, totals and signatures, and counts only prisoners', () => {
    const numbers = HEAD.map((_, at) => `(${at + 1})`)
    const { judged, skipped } = judgeSheet([
      ['CENTRAL PRISON'],
      HEAD,
      numbers,
      UTP,
      [],
      ['', '', '', ''],
      ['Page 1 of 2'],
      ['CENTRAL PRISON'],
      HEAD,
      CONVICT,
      ['', 'Total', '', '', '', '2'],
      [],
      ['2', 'میزان', '', '', '2'],
      ['', 'Prepared by', '', '', '', '', '', 'Superintendent'],
      ['', '', '', '', 'دستخط سپرنٹنڈنٹ جیل'],
    ])
    expect(judged.map(({ row, line, outcome }) => [row, line, outcome])).toEqual([
      [1, 4, 'imported'],
      [2, 10, 'imported'],
    ])
    expect(skipped.map(({ kind }) => kind)).toEqual([
      'column-numbers',
      'blank',
      'blank',
      'footer',
      'title',
      'header',
      'total',
      'blank',
      'total',
      'footer',
      'footer',
    ])
  })

  it('never takes a prisoner for a total or a signature', () => {
    const named = (name: string): string[] => withCells(UTP, { Name: name })
    for (const name of ['Total Khan', 'Note Ali', 'Page Masih', 'Superintendent Khan', 'کل زمان', 'صفحہ'])
      expect(
        judge(named(name)).map(({ outcome }) => outcome),
        name,
      ).toEqual(['imported'])
  })

  it('rejects a numbered prisoner of whom hardly anything can be read, and does not pass over him', () => {
    const bare = ['7', 'Total Khan', '', '', '', '', '', '?', '?']
    expect(judge(bare, ['8', 'Note Ali', '', 'total 3 cases']).map(said)).toEqual([
      { rejected: ['admission-date', 'category'] },
      { rejected: ['admission-date', 'category'] },
    ])
  })

  it('rejects a numbered line left empty between prisoners, and passes over unused ones at the end', () => {
    const { judged, skipped } = judgeSheet([
      HEAD,
      UTP,
      ['2'],
      withCells(CONVICT, { 'Sr.': '3' }),
      ['4'],
      ['5'],
    ])
    expect(judged.map(said)).toEqual([[], { rejected: ['name', 'admission-date', 'category'] }, []])
    expect(skipped.map(({ kind }) => kind)).toEqual(['numbered-blank', 'numbered-blank'])
  })

  it('copies ditto marks from the line above, through several lines', () => {
    const ditto = (cells: Record<string, string>) =>
      withCells(UTP, {
        "Father's Name": 'do',
        'U/S': '-do-',
        'Date of Admission': 'ایضاً',
        Category: '"',
        ...cells,
      })
    const rows = judge(
      UTP,
      ditto({ Name: 'Noor', CNIC: '35202-1111112-1' }),
      ditto({ Name: 'Sher', CNIC: '' }),
    )
    expect(rows.map(said)).toEqual([[], [], ['cnic-missing']])
    expect(rows[2]?.record).toMatchObject({
      father: { latin: 'Sher Dil' },
      admissionDate: '2026-03-12',
      category: 'under-trial',
      sections: { written: '302/34 PPC' },
    })
  })

  it('has nothing to copy on the first line', () => {
    expect(judge(withCells(UTP, { 'Date of Admission': 'do' })).map(said)).toEqual([
      { rejected: ['admission-date'] },
    ])
  })

  it('takes the category from title or group lines only where no column gives it', () => {
    const head = ['Sr.', 'Name', 'FIR No', 'Date of Admission', 'Sentence']
    const { judged } = judgeSheet([
      ['LIST OF UNDER TRIAL PRISONERS'],
      head,
      ['1', 'Ali', '1/24', '1/2/24', ''],
      ['CONVICTS'],
      ['2', 'Gul', '2/24', '1/2/24', '5 years'],
    ])
    expect(judged.map(({ record }) => record.category)).toEqual(['under-trial', 'convict'])
    const mixed = judgeSheet([['LIST OF UNDER TRIAL PRISONERS'], HEAD, withCells(UTP, { Category: '' })])
    expect(mixed.judged.map(said)).toEqual([{ rejected: ['category'] }])
  })

  it('reads one column that holds FIR, section and police station', () => {
    const { judged } = judgeSheet([
      ['Name with parentage', 'Case particulars', 'Admitted on', 'Status'],
      ['Ali s/o Khan', 'FIR No. 62/26 u/s 302/34 PPC PS City', '1.2.26', 'UTP'],
    ])
    expect(judged[0]?.record).toMatchObject({
      name: { latin: 'Ali' },
      father: { latin: 'Khan' },
      fir: '62/26',
      policeStation: 'City',
      sections: { written: '302/34 PPC' },
    })
    expect(said(judged[0])).toEqual(['cnic-missing'])
    const sindh = judgeSheet([
      [
        'S.No',
        'UTP No.',
        'Name of UTP with Parentage',
        'Caste',
        'Crime No & U/S',
        'P.S',
        'Name of Trial Court',
        'Date of Admission in Jail',
        'Next Date',
      ],
      ['UNDER TRIAL PRISONERS'],
      ['1', '455', 'Ali s/o Khan', 'Brohi', '62/2026 302/34 PPC', 'City', 'ATC-I', '1.2.26', '5.12.26'],
    ]).judged
    expect(sindh[0]?.record).toMatchObject({
      prisonNo: '455',
      fir: '62/2026',
      sections: { written: '302/34 PPC' },
      court: 'ATC-I',
      nextDate: '2026-12-05',
      category: 'under-trial',
      extras: { Caste: 'Brohi' },
    })
    expect(said(sindh[0])).toEqual(['cnic-missing'])
  })

  it('adds up a sentence given in columns of years, months and days', () => {
    const { judged } = judgeSheet([
      ['Sr.', 'Name', 'Date of', '', 'Category', 'Sentence', '', ''],
      ['', '', 'Admission', 'Sentence', '', 'Years', 'Months', 'Days'],
      ['1', 'Ali', '1.2.26', '1.3.26', 'Convict', '7', '6', '0'],
      ['2', 'Gul', '1.2.26', '1.3.26', 'Convict', 'Life', '', ''],
      ['3', 'Sher', '1.2.26', '1.3.26', 'Convict', '', '', ''],
    ])
    expect(judged.map(({ record }) => record.sentence?.terms[0])).toMatchObject([
      { years: 7, months: 6, days: 0 },
      undefined,
      undefined,
    ] as object[])
    expect(judged.map(({ outcome }) => outcome)).toEqual(['imported', 'imported', 'rejected'])
    expect(judged[1]?.record.sentence?.life).toBe(true)
  })

  it('keeps unknown, unnamed and extra columns with the record', () => {
    const head = [...HEAD, 'Religion', '', 'Religion']
    const [row] = judgeSheet([head, [...UTP, 'Islam', 'note', 'Sunni', 'beyond']]).judged
    expect(row?.record.extras).toEqual({ Religion: 'Islam', N: 'note', 'Religion (2)': 'Sunni', P: 'beyond' })
  })

  it('understands marks that cannot be seen and letters of another keyboard', () => {
    const dirty = withCells(UTP, {
      Name: '\u200fگل\u00a0زمان\u200c ',
      Category: 'حوالاتي',
      'Date of Admission': '\u202a١٢/٠٣/٢٠٢٦\u202c',
      'U/S': '۳۰۲/۳۴ ت پ',
      Sex: 'مرد\u200f',
    })
    const plain = withCells(UTP, { Name: 'گل زمان', Category: 'حوالاتی', 'U/S': '302/34 PPC' })
    expect(judge(plain, dirty).map(said)).toEqual([[], { of: 1 }])
  })

  it('lists what it read only in part', () => {
    const [row] = judge(withCells(CONVICT, { Sentence: '3 years? see file' }))
    expect(row?.outcome).toBe('imported')
    expect(row?.unread).toEqual([
      { field: 'sentence', written: '3 years? see file', fault: 'not-understood' },
    ])
  })

  it('points at a FIR number that a spreadsheet made into a date', () => {
    const [row] = judge(withCells(UTP, { 'FIR No': '2026-06-01' }))
    expect(row?.unread).toEqual([{ field: 'fir', written: '2026-06-01', fault: 'not-understood' }])
  })

  it('is not held up by a text pasted into a cell, and says that it read only its beginning', () => {
    for (const unit of ['1', '1,', 'years ', '302/', '۱', 'u/s 1,', 'fine 1 ']) {
      const judgePasted = (times: number) => {
        const pasted = unit.repeat(times)
        return judge(
          withCells(CONVICT, {
            Sentence: `5 years ${pasted}`,
            'U/S': pasted,
            CNIC: pasted,
            'Date of Admission': pasted,
          }),
        )
      }
      expect(judgePasted(20_000)[0]?.unread.map(({ field }) => field)).toEqual(
        expect.arrayContaining(['sentence', 'sections', 'cnic', 'admissionDate']),
      )
      // Ten times the text costs ten times as much; a pattern that goes back over what it read would cost a hundred times.
      expect(leastCost(() => judgePasted(20_000)) / leastCost(() => judgePasted(2_000))).toBeLessThan(40)
    }
  })

  it('obeys a mapping that a person corrected', () => {
    const rows = [
      ['Name', 'FIR', 'Jail men aamad', 'Halat'],
      ['Ali', '1/24', '03/25/2024', 'x'],
    ]
    expect(findHeader(rows, today)).toBeNull()
    const header = headerAt(rows, 1, 1, today)
    expect(header.columns.map(({ field }) => field)).toEqual(['name', 'fir', null, null])
    const columns = header.columns.map((column) =>
      column.column === 2
        ? { ...column, field: 'admissionDate' as const, dateOrder: 'month-first' as const }
        : column,
    )
    const judged = [
      ...judgeRows(rows, { ...header, columns, titleCategory: 'under-trial' }, { today, isKnownSection }),
    ]
    expect(judged[0]).toMatchObject({
      outcome: 'imported',
      record: { admissionDate: '2024-03-25', extras: { Halat: 'x' } },
    })
  })
})

describe('generated registers', () => {
  it('come out as they were made, in any order of columns, in both languages, with pages', () => {
    fc.assert(
      fc.property(
        fc.record({ seed: fc.nat(), urdu: fc.boolean(), shuffled: fc.boolean(), pages: fc.boolean() }),
        (layout) => {
          const { rows, expected } = generateRegister({ rows: 80, dirt: 0.5, ...layout })
          const { judged } = judgeSheet(rows, today)
          expect(
            judged.map((row) =>
              'of' in row
                ? { outcome: row.outcome, of: row.of }
                : row.outcome === 'rejected'
                  ? { outcome: row.outcome, reasons: row.reasons }
                  : { outcome: row.outcome, warnings: row.warnings },
            ),
          ).toEqual(expected)
        },
      ),
      { numRuns: 60, seed: 20261101 },
    )
  })

  it('judge the rows before a break the same as without it', () => {
    const { rows } = generateRegister({ rows: 60, seed: 5 })
    const outcomes = (part: string[][]) =>
      judgeSheet(part).judged.map(({ row, outcome, key }) => [row, outcome, key])
    expect(outcomes(rows.slice(0, 40))).toEqual(outcomes(rows).slice(0, 37))
  })

  it('reads and judges 10,000 rows, each for what a row of a short register costs', {
    timeout: 90_000,
  }, async () => {
    const costOf = async (count: number, runs: number) => {
      const { rows, expected } = generateRegister({ rows: count, seed: 3, pages: true })
      const bytes = new TextEncoder().encode(toCsv(rows))
      const { sheet, header } = await openRegister(bytes, '2026-11-21')
      const judgeAll = () =>
        judgeRows(sheet.rows, header, { today: judgingDay(header, '2026-11-21'), isKnownSection })
      const report = reportOf(judgeAll(), header, today)
      expect(report.rows).toEqual(expected.map((outcome, at) => ({ row: at + 1, ...outcome })))
      return leastCost(() => Array.from(judgeAll()), runs) / count
    }
    const [few, many] = [await costOf(500, 5), await costOf(10_000, 1)]
    expect(many / few).toBeLessThan(4)
  })
})

describe('any lines below a header', () => {
  const scrap = fc.oneof(
    fc.constantFrom(
      '',
      '-',
      '?',
      'do',
      '"',
      '1',
      '400',
      'Total',
      'Page 1',
      'UTP',
      'قیدی',
      '12/03/2024',
      '31/02/2024',
      '302 PPC',
      '5 years',
      'Ali',
      'گل زمان',
      'دستخط',
      '35202-1234567-1',
      '\u200f',
      '( 1 )',
      '7-0-0',
      '1e400',
      '337-F(',
    ),
    fc.string({ maxLength: 12, unit: 'binary' }),
  )

  it('are each judged or reported as passed over, once, and never stop the reading', () => {
    fc.assert(
      fc.property(fc.array(fc.array(scrap, { maxLength: HEAD.length + 2 }), { maxLength: 30 }), (lines) => {
        const { judged, skipped } = judgeSheet([HEAD, ...lines])
        const seen = [...judged, ...skipped].map(({ line }) => line).sort((a, b) => a - b)
        expect(seen).toEqual(lines.map((_, at) => at + 2))
        expect(judged.map(({ row }) => row)).toEqual(judged.map((_, at) => at + 1))
      }),
      { numRuns: 400 },
    )
  })

  it('give the same outcome for a row whatever stands around it, repeats and dittos apart', () => {
    const { rows } = generateRegister({ rows: 30, seed: 11, dirt: 0.6 })
    const [header = [], ...prisoners] = rows.slice(2)
    for (const judgedRow of judgeSheet(rows).judged) {
      const [alone] = judgeSheet([header, prisoners[judgedRow.row - 1] ?? []]).judged
      if (judgedRow.outcome !== 'duplicate') expect(said(alone)).toEqual(said(judgedRow))
      expect(alone?.key).toBe(judgedRow.key)
    }
  })
})

describe('the day and the words', () => {
  it('never judges on a day that is still to come', () => {
    expect(judgingDay({ asOn: '2026-11-01' }, '2026-11-21')).toBe('2026-11-01')
    expect(judgingDay({ asOn: '2030-01-01' }, '2026-11-21')).toBe('2026-11-21')
    expect(judgingDay({ asOn: null }, '2026-11-21')).toBe('2026-11-21')
  })

  it('points at the cell to mend', () => {
    const [row] = judge(withCells(CONVICT, { 'Date of Admission': '31/02/2025', Sentence: '???' }))
    const explained = explainRow(row!, headerAt([HEAD], 1, 1, today).columns)
    expect(explained.map(({ code, column }) => [code, column])).toEqual([
      ['admission-date', 7],
      ['sentence', 9],
    ])
    expect(explained[0]?.text.en).toContain('31/02/2025')
  })

  it('says every reason and warning in both languages with row, column and what was written', () => {
    for (const code of [...REASONS, ...WARNINGS]) {
      const { en, ur } = explain(code, { row: 37, heading: 'D.O.A', written: '' })
      expect(en).toContain('Row 37')
      expect(ur).toContain('قطار 37')
      expect(en).toContain('D.O.A')
      expect(ur).toContain('D.O.A')
    }
    expect(explain('cnic-invalid', { row: 1, heading: 'CNIC', written: '35202-12345-1' }).ur).toContain(
      '\u206835202-12345-1\u2069',
    )
  })
})
