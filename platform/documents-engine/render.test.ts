import { createHash } from 'node:crypto'
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { openCompiler } from './compiler.ts'
import { type Letterhead, qrSvg, renderPdf } from './render.ts'
import { both, code, day, identifier, instant, rupees, written } from './values.ts'

const template = join(import.meta.dirname, 'fixtures/letter.typ')
const broken = join(import.meta.dirname, 'fixtures/broken.test.typ')
afterAll(() => rmSync(broken, { force: true }))

const head: Letterhead = {
  province: { en: 'Government of Sindh', ur: 'حکومتِ سندھ' },
  department: { en: 'Prisons and Corrections Service', ur: 'محکمہ جیل خانہ جات' },
  unit: { en: 'Central Prison Hyderabad', ur: 'مرکزی جیل حیدرآباد' },
  number: 'PRS-HYD-C/TL/2026/0001',
  address: 'https://mizan.example/verify/7KQM2F9XABCDE12345GH',
  addressWords: 'mizan.example/verify',
  code: '7KQM2-F9XAB-CDE12-345GH',
  fingerprint: '3f9a 12bc 77de 0011',
}
const data = {
  to: both({ en: 'The Sessions Judge', ur: 'جناب سیشن جج صاحب' }),
  name: both({ en: 'Muhammad Aslam', ur: 'محمد اسلم' }),
  cnic: identifier('41304-1234567-1'),
  fir: identifier('12/2026'),
  on: day('2026-03-12'),
  fine: rupees(1_234_567),
  officer: both({ en: 'Ghulam Nabi', ur: 'غلام نبی' }),
  lines: ['Written (21 November 2026) +92 300 1234567', 'دوسری سطر'],
}
const at = new Date('2026-03-12T09:00:00Z')
const options = { languages: ['ur', 'en'] as const, title: { en: 'Test letter', ur: 'آزمائشی خط' }, head, at }
const digest = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

test('a document is archival, and the same content at the same time gives the same bytes', async () => {
  const first = await renderPdf(template, data, options)
  expect(first).toMatchObject({ standard: 'a-2b', pages: 2 })
  const text = Buffer.from(first.bytes).toString('latin1')
  expect(text.startsWith('%PDF-1.7')).toBe(true)
  expect(text).toMatch(/<pdfaid:part>2<\/pdfaid:part>\s*<pdfaid:conformance>B/)
  expect(text).toContain('NotoNastaliqUrdu')
  expect(digest((await renderPdf(template, data, options)).bytes)).toBe(digest(first.bytes))
  const other = await renderPdf(template, { ...data, on: day('2026-03-13') }, options)
  expect(digest(other.bytes)).not.toBe(digest(first.bytes))
})

test('a character no font has costs the archival mark, never the document', async () => {
  // Of the private use area: a machine may have fonts of its own, for any writing.
  const made = await renderPdf(template, { ...data, name: 'Aslam \u{10f0f0}' }, options)
  expect(made.standard).toBe('1.7')
  expect(made.pages).toBe(2)
})

test('a template that is wrong says where, and the next document is still made', async () => {
  writeFileSync(broken, '#let body(data, language) = [#data.nothing]')
  await expect(renderPdf(broken, data, options)).rejects.toThrow(/nothing/)
  expect((await renderPdf(template, data, { language: 'en' })).pages).toBe(1)
})

test('a template outside the project is not read', async () => {
  await expect(renderPdf('/etc/hosts.typ', {}, {})).rejects.toThrow('outside the project')
})

test('other work goes on while documents are set', async () => {
  await renderPdf(template, data, options)
  let turns = 0
  const beat = setInterval(() => {
    turns += 1
  }, 1)
  const lines = Array.from({ length: 800 }, (_, n) => `${n} دوسری سطر ${n}`)
  const made = await renderPdf(template, { ...data, lines }, options)
  clearInterval(beat)
  expect(made.pages).toBeGreaterThan(20)
  // On the caller's own thread nothing else would have had a turn until the last page was set.
  expect(turns).toBeGreaterThan(10)
})

test('the QR code is one drawing and its text stays out of it', () => {
  const svg = qrSvg(head.address)
  expect(svg).toMatch(/^<svg [^>]+><rect [^>]+\/><path d="[Mhvz0-9 -]+"\/><\/svg>$/)
})

const compiler = openCompiler()
const inUrdu = (text: string): string =>
  `#import "/platform/documents-engine/letterhead.typ": ur\n#set page(width: auto, height: auto, margin: 0pt)\n#ur[${text}]`

/** The drawn shapes of a line from left to right, by where they really stand. */
function shapes(text: string): string[] {
  const svg = compiler.plainSvg({ mainFileContent: inUrdu(text) })
  const found: { x: number; shape: string }[] = []
  for (const [, left = '', group = ''] of svg.matchAll(
    /<g class="typst-text" transform="matrix\(1 0 0 -1 ([\d.-]+) [\d.-]+\)">(.*?)<\/g>/gs,
  ))
    for (const [, shape = '', x = ''] of group.matchAll(/xlink:href="#(\w+)" x="([\d.-]+)"/g))
      found.push({ x: Number(left) + Number(x), shape })
  return found.toSorted((a, b) => a.x - b.x).map((each) => each.shape)
}

/** What stands on the sheet from left to right, as far as it is digits and signs. */
function readFromLeft(text: string): string {
  const signs = new Map([...'0123456789-/+'].map((sign) => [shapes(`\u2066${sign}\u2069`).join(), sign]))
  return shapes(text)
    .map((shape) => signs.get(shape) ?? '')
    .join('')
}

test('a CNIC after an Urdu word reads left to right, and without the helper it would not', () => {
  const cnic = written(identifier('41304-1234567-1'), 'ur') as string
  expect(readFromLeft(`شناختی کارڈ ${cnic} درج ہے`)).toBe('41304-1234567-1')
  expect(readFromLeft('شناختی کارڈ 41304-1234567-1 درج ہے')).not.toBe('41304-1234567-1')
  expect(readFromLeft(`مقدمہ ${written(identifier('12/2026'), 'ur')} بنام`)).toBe('12/2026')
  expect(readFromLeft(`فون ${written(identifier('+923001234567'), 'ur')} پر`)).toBe('+923001234567')
})

test('a date in Urdu stands day first from the right, and brackets stay around it', () => {
  // 12 stands right of the month and the year left of it, as Urdu is read.
  expect(readFromLeft(`مورخہ (${written(day('2026-03-12'), 'ur')}) کو`)).toBe('202612')
})

test('letters of Nastaliq are joined: a word is not its letters one by one', () => {
  const joined = shapes('پیچیدگی').length
  expect(joined).toBeGreaterThan(0)
  expect(shapes('پیچیدگی')).not.toEqual([...'پیچیدگی'].flatMap(shapes).toReversed())
})

test('a tall stack fits between its line and the next: nothing is cut or written over', () => {
  const main = `#import "/platform/documents-engine/letterhead.typ": ur, urdu
#set page(width: 400pt, height: auto, margin: 0pt)
#context {
  let ink = measure(text(lang: "ur", dir: rtl, font: urdu, size: 14pt, top-edge: "bounds", bottom-edge: "bounds")[ایکسیسبیلٹی])
  let one = measure(ur[ا])
  let two = measure(ur[ا #linebreak() ا])
  [#metadata((ink: ink.height.pt(), pitch: (two.height - one.height).pt())) <lines>]
}`
  const [found] = compiler.query({ mainFileContent: main }, { selector: '<lines>', field: 'value' }) as {
    ink: number
    pitch: number
  }[]
  expect(found!.ink).toBeGreaterThan(14)
  expect(found!.pitch).toBeGreaterThan(found!.ink * 1.3)
})

test('values are written in the language of the sheet and isolated one by one', () => {
  expect(written(day('2026-03-12'), 'en')).toBe('\u206812\u00a0Mar\u00a02026\u2069')
  expect(written(day('2026-03-12'), 'ur')).toBe('\u206812\u00a0مارچ\u00a02026\u2069')
  expect(written(instant('2026-03-12T09:05:00Z'), 'en')).toBe('\u206812\u00a0Mar\u00a02026,\u00a014:05\u2069')
  expect(written(rupees(1_234_567), 'ur')).toBe('\u206812,34,567\u00a0روپے\u2069')
  expect(written(code('bail'), 'ur')).toBe('bail')
  expect(written(['one\ntwo', null, 3, { deep: both({ en: 'x', ur: 'ایکس' }) }], 'ur')).toEqual([
    '\u2068one\u2069\n\u2068two\u2069',
    null,
    3,
    { deep: '\u2068ایکس\u2069' },
  ])
})

test('direction marks and controls typed into a value cannot turn the sheet around it', () => {
  expect(written('a\u202eb\u2067c\u2069\u0007', 'en')).toBe('\u2068abc\u2069')
})
