import { describe, expect, it } from 'vitest'
import { openRegister } from './open-register.ts'
import { readWorkbook, UnreadableRegister } from './read-workbook.ts'
import { toCsv, toXlsx } from './testing.ts'
import { UNREADABLE_TEXT } from './texts.ts'

const rows = [
  ['نام', 'Note, "quoted"', 'No'],
  ['محمد یوسف', 'two\nlines', '1'],
  ['ٹڈڑںے پچژگ', 'a;b|c', '2'],
]
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)
const utf16 = (text: string, littleEndian: boolean, mark: boolean): Uint8Array => {
  const units = [...(mark ? '\ufeff' : ''), ...text].flatMap((char) =>
    [...char].map((unit) => unit.charCodeAt(0)),
  )
  return Uint8Array.from(
    units.flatMap((unit) => (littleEndian ? [unit & 255, unit >> 8] : [unit >> 8, unit & 255])),
  )
}
const refusal = async (bytes: Uint8Array): Promise<string> =>
  readWorkbook(bytes).then(
    () => 'read',
    (error: unknown) => (error instanceof UnreadableRegister ? error.code : 'unexpected'),
  )

describe('a CSV file', () => {
  it.each([',', ';', '\t', '|'])('is read whatever parts its cells (%j)', async (delimiter) => {
    const book = await readWorkbook(utf8(toCsv(rows, delimiter)))
    expect(book.delimiter).toBe(delimiter)
    expect(book.sheets[0]?.rows).toEqual(rows)
  })

  it('is read in UTF-8 and UTF-16, with and without byte-order mark', async () => {
    const text = toCsv(rows)
    const files = [utf8(text), utf8(`\ufeff${text}`), utf16(text, true, true), utf16(text, false, true)]
    // Without a mark the file must show its zero halves: registers are full of digits and commas.
    const digits = toCsv([
      ...rows,
      ...Array.from({ length: 20 }, (_, at) => [`Row ${at}`, '35202-1234567-1', '12/03/2024']),
    ])
    for (const file of files) expect((await readWorkbook(file)).sheets[0]?.rows).toEqual(rows)
    for (const file of [utf16(digits, true, false), utf16(digits, false, false)])
      expect((await readWorkbook(file)).sheets[0]?.rows.slice(0, 3)).toEqual(rows)
  })

  it('is read in the Windows code page that older Excel saves Urdu in', async () => {
    const latin = [...'Name,'].map((char) => char.charCodeAt(0))
    const book = await readWorkbook(
      Uint8Array.from([...latin, 0xe3, 0xcd, 0xe3, 0xcf, 0x0d, 0x0a, 0x41, 0x2c, 0x42]),
    )
    expect(book.encoding).toBe('windows-1256')
    expect(book.sheets[0]?.rows[0]).toEqual(['Name', 'محمد'])
  })

  it('may mix line ends, have rows of any width, and quotes inside cells', async () => {
    const book = await readWorkbook(utf8('a,b\r\n1\n5" pipe,2,3,4\r\n\r\nx,y'))
    expect(book.sheets[0]?.rows).toEqual([['a', 'b'], ['1'], ['5" pipe', '2', '3', '4'], [''], ['x', 'y']])
  })

  it('may begin with the separator line that Excel writes', async () => {
    const book = await readWorkbook(utf8('sep=;\r\na;b,c\r\n1;2'))
    expect(book.sheets[0]?.rows).toEqual([[''], ['a', 'b,c'], ['1', '2']])
  })
})

describe('an XLSX file', () => {
  it('keeps dates as days, numbers with all digits, Urdu, and empty leading rows and columns', async () => {
    const xlsx = await toXlsx([
      [null, null],
      [null, 'نام', 'CNIC', 'Admitted', 'Age'],
      [null, 'محمد یوسف', 3520212345671, new Date('2024-03-12T00:00:00Z'), 44],
    ])
    const book = await readWorkbook(xlsx)
    expect(book.sheets[0]?.rows).toEqual([
      ['', '', '', '', ''],
      ['', 'نام', 'CNIC', 'Admitted', 'Age'],
      ['', 'محمد یوسف', '3520212345671', '2024-03-12', '44'],
    ])
  })
})

describe('a file that is no register', () => {
  it('is refused with a code that has words in both languages', async () => {
    const xlsx = await toXlsx(rows)
    expect(await refusal(new Uint8Array())).toBe('empty')
    expect(await refusal(utf8(' \r\n '))).toBe('empty')
    expect(await refusal(Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1]))).toBe('old-excel')
    expect(await refusal(utf8('%PDF-1.7 x'))).toBe('not-a-spreadsheet')
    expect(await refusal(Uint8Array.from({ length: 500 }, (_, at) => (at * 37) % 7))).toBe(
      'not-a-spreadsheet',
    )
    expect(await refusal(xlsx.slice(0, xlsx.length / 2))).toBe('damaged')
    expect(await refusal(utf8('a,b\n"never closed,1\n2,3'))).toBe('quote-not-closed')
    expect(await refusal(new Uint8Array(65 * 2 ** 20))).toBe('too-large')
    await expect(openRegister(utf8('a,b\n1,2'), '2026-11-01')).rejects.toMatchObject({ code: 'no-header' })
    for (const { en, ur } of Object.values(UNREADABLE_TEXT))
      expect(en && /[\u0600-\u06ff]/.test(ur)).toBe(true)
  })

  it('is refused before unpacking when its directory declares more than memory should hold', async () => {
    const xlsx = Uint8Array.from(await toXlsx(rows))
    const view = new DataView(xlsx.buffer)
    for (let at = 0; at < xlsx.length - 46; at++)
      if (view.getUint32(at, true) === 0x02014b50) view.setUint32(at + 24, 0x7fffffff, true)
    expect(await refusal(xlsx)).toBe('too-large')
  })
})
