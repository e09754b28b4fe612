import { describe, expect, it } from 'vitest'
import { findHeader, missingFields } from './columns.ts'
import { type Field, readHeading } from './headings.ts'

const today = '2026-11-01'
const fieldsOf = (rows: string[][]): (Field | null)[] =>
  findHeader(rows, today)?.columns.map(({ field }) => field) ?? []

describe('a heading', () => {
  it.each<[Field | null, string[]]>([
    ['serial', ['Sr.', 'S.No', 'Sr #', 'Serial No.', 'نمبر شمار', '#']],
    ['prisonNo', ['Prison No', 'Register No.', 'قیدی نمبر', 'UTP No.', 'حوالاتی نمبر']],
    [
      'name',
      [
        'Name',
        'Name of Prisoner',
        "Prisoner's Name",
        'نام',
        'نامِ قیدی',
        'Name / نام',
        'Name & Father\u2019s Name',
        'نام مع ولدیت',
      ],
    ],
    [
      'father',
      [
        'Father / Husband Name',
        "Father's Name",
        'F/Name',
        'F. Name',
        'S/O',
        'Parentage',
        'ولدیت',
        'والد کا نام',
        "Father's/Husband's Name",
      ],
    ],
    ['cnic', ['CNIC', 'CNIC No.', 'N.I.C #', 'شناختی کارڈ نمبر', 'شناختی کارڈ نمبر (CNIC)']],
    ['sex', ['Sex', 'Gender', 'Sex (M/F)', 'جنس']],
    ['fir', ['FIR No', 'F.I.R. No.', 'FIR No/Year', 'Case No.', 'مقدمہ نمبر', 'ایف آئی آر نمبر']],
    ['policeStation', ['Police Station', 'P.S.', 'Name of P.S', 'تھانہ']],
    [
      'sections',
      ['U/S', 'Offence U/S', 'Section of Law', 'Nature of Offence', 'جرم زیر دفعہ', 'دفعہ', 'جرم'],
    ],
    ['court', ['Court', 'Name of Court', 'Trial Court', 'عدالت', 'نام عدالت']],
    [
      'category',
      [
        'Category',
        'Status (UTP/Convict)',
        "Prisoner's Category",
        'Convict / UTP',
        'قیدی / حوالاتی',
        'قسم قیدی',
      ],
    ],
    [
      'admissionDate',
      [
        'Date of Admission',
        'D.O.A',
        'Date of Adm.',
        'Admitted on',
        'Date of admission in this jail',
        'تاریخِ داخلہ',
        'داخلہ جیل',
        'Date of entry',
      ],
    ],
    [
      'sentence',
      ['Sentence', 'Sentence awarded', 'Quantum of Sentence', 'سزا', 'میعاد سزا', 'Sentence in Years'],
    ],
    [
      'sentenceDate',
      ['Date of Sentence', 'Date of Conviction', 'Date of Conviction / Sentence', 'تاریخ سزا', 'تاریخ فیصلہ'],
    ],
    ['setOff', ['382-B', 'Benefit of section 382-B Cr.P.C', 'U/S 382-B', 'Set-off', 'رعایت 382-ب']],
    ['fine', ['Fine Rs', 'Fine (Rs.)', 'جرمانہ']],
    ['fineDefault', ['In default', 'In default of payment of fine', 'بصورت عدم ادائیگی']],
    ['nextDate', ['Next date', 'Date of Next Hearing', 'تاریخ پیشی', 'آئندہ پیشی']],
    ['birthDate', ['D.O.B', 'Date of Birth', 'تاریخ پیدائش']],
    ['arrestDate', ['Date of Arrest', 'تاریخ گرفتاری']],
    ['remarks', ['Remarks', 'کیفیت', 'Remarks, if any']],
    [
      null,
      ["Mother's Name", 'Name of advocate', 'Religion', 'Marital status', 'Barrack No.', 'Blood group', ''],
    ],
  ])('means %s', (field, headings) => {
    for (const heading of headings) expect(readHeading(heading).field, heading).toBe(field)
  })

  it('is understood with one letter wrong, and less surely', () => {
    const read = ['Catagory', 'Date of Addmission', 'Fathers Nmae', 'Sentance', 'Remarkes'].map((heading) =>
      readHeading(heading),
    )
    expect(read.map(({ field }) => field)).toEqual([
      'category',
      'admissionDate',
      'father',
      'sentence',
      'remarks',
    ])
    for (const { confidence } of read) expect(confidence).toBeLessThan(0.95)
  })
})

describe('the header', () => {
  it('is found below titles and says where it is', () => {
    const header = findHeader(
      [
        ['CENTRAL JAIL, MACH', '', 'Dated: 01/11/2026'],
        [],
        ['Sr', 'Name', 'FIR', 'Date of Admission', 'Status'],
        ['1', 'Ali', '1/24', '1/2/2024', 'UTP'],
      ],
      today,
    )
    expect(header).toMatchObject({
      headerRow: 3,
      headerRows: 1,
      asOn: '2026-11-01',
      titles: ['CENTRAL JAIL, MACH Dated: 01/11/2026'],
    })
  })

  it('may be merged over two rows', () => {
    const rows = [
      ['Register of prisoners', '', '', '', '', '', '', '', '', ''],
      ['Sr.', 'Prisoner', '', 'Case', '', '', 'Date of', '', 'Sentence', ''],
      ['', 'Name', "Father's Name", 'FIR No', 'P.S.', 'U/S', 'Admission', 'Sentence', 'Years', 'Months'],
      ['1', 'Ali', 'Khan', '1/24', 'City', '302 PPC', '1/2/2024', '3/4/2024', '7', '6'],
    ]
    expect(findHeader(rows, today)).toMatchObject({ headerRow: 2, headerRows: 2 })
    expect(fieldsOf(rows)).toEqual([
      'serial',
      'name',
      'father',
      'fir',
      'policeStation',
      'sections',
      'admissionDate',
      'sentenceDate',
      'sentenceYears',
      'sentenceMonths',
    ])
  })

  it('does not take a second column for a field it already has', () => {
    expect(fieldsOf([['Name', 'نام', 'Date of Admission', 'Admitted on', 'Category', 'FIR']])).toEqual([
      'name',
      'name',
      'admissionDate',
      null,
      'category',
      'fir',
    ])
  })

  it('believes a loose heading only when the values bear it out', () => {
    const rows = (values: string[]): string[][] => [
      ['Name', 'Date of Admission', 'FIR', 'Status'],
      ...values.map((value) => ['Ali', '1/2/24', '1/24', value]),
    ]
    expect(fieldsOf(rows(['UTP', 'Convict', '?']))[3]).toBe('category')
    expect(fieldsOf(rows(['Married', 'Single', 'Married']))[3]).toBeNull()
  })

  it('knows categories, CNICs and sexes under a heading that nobody knows', () => {
    const rows = [
      ['Name', 'Date of Admission', 'FIR', 'Kaifiat-e-qaid', 'Nadra', 'M or W'],
      ['Ali', '1/2/24', '1/24', 'حوالاتی', '35202-1234567-1', 'M'],
      ['Bibi', '1/2/24', '2/24', 'قیدی', '35202-1234567-2', 'F'],
    ]
    expect(fieldsOf(rows).slice(3)).toEqual(['category', 'cnic', 'sex'])
  })

  it('says what is missing, unless the title gives the category of all', () => {
    const titled = (title: string) =>
      findHeader([[title], ['Name', "Father's Name", 'FIR', 'Date of Admission']], today)
    expect(missingFields(titled('Register')!)).toEqual(['category'])
    expect(titled('REGISTER OF UNDER TRIAL PRISONERS')?.titleCategory).toBe('under-trial')
    expect(missingFields(titled('رجسٹر حوالاتیان')!)).toEqual([])
    expect(titled('Register of convicts and under trials')?.titleCategory).toBeNull()
  })

  it('is not found where nothing names a prisoner', () => {
    expect(
      findHeader(
        [
          ['a', 'b'],
          ['1', '2'],
        ],
        today,
      ),
    ).toBeNull()
    expect(findHeader([['Name', 'Total']], today)).toBeNull()
    expect(findHeader([], today)).toBeNull()
  })
})
