import { crc32, deflateRawSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { inspectFile, safeName } from './inspect.ts'

const bytes = (text: string): Buffer => Buffer.from(text, 'latin1')

interface Part {
  name: string
  data: Buffer
  stored?: boolean
  /** Lies told in both headers. */
  unpacked?: number
  /** Points at the bytes of an earlier part. */
  sharing?: number
}

/** An archive, written by hand so that it can lie. */
function zip(parts: Part[], before: Buffer = Buffer.alloc(0), after: Buffer = Buffer.alloc(0)): Buffer {
  const local: Buffer[] = [before]
  const central: Buffer[] = []
  const places: number[] = []
  let at = before.length
  for (const part of parts) {
    const name = Buffer.from(part.name)
    const packed = part.stored ? part.data : deflateRawSync(part.data)
    const fields = Buffer.alloc(26)
    fields.writeUInt16LE(20, 0)
    fields.writeUInt16LE(part.stored ? 0 : 8, 4)
    fields.writeUInt32LE(crc32(part.data), 10)
    fields.writeUInt32LE(packed.length, 14)
    fields.writeUInt32LE(part.unpacked ?? part.data.length, 18)
    fields.writeUInt16LE(name.length, 22)
    const place = part.sharing === undefined ? at : places[part.sharing]!
    places.push(place)
    if (part.sharing === undefined) {
      const whole = Buffer.concat([bytes('PK\x03\x04'), fields, name, packed])
      local.push(whole)
      at += whole.length
    }
    const entry = Buffer.alloc(46)
    entry.writeUInt32LE(0x02014b50, 0)
    fields.copy(entry, 6, 0, 26)
    entry.writeUInt16LE(0, 32)
    entry.writeUInt32LE(place, 42)
    central.push(entry, name)
  }
  const contents = Buffer.concat(central)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(parts.length, 8)
  end.writeUInt16LE(parts.length, 10)
  end.writeUInt32LE(contents.length, 12)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([...local, contents, end, after])
}

const word: Part[] = [
  { name: '[Content_Types].xml', data: bytes('<Types/>') },
  { name: 'word/document.xml', data: bytes('<w:document/>'.repeat(50)) },
]
const sheet: Part[] = [word[0]!, { name: 'xl/workbook.xml', data: bytes('<workbook/>') }]
const odt: Part[] = [
  { name: 'mimetype', data: bytes('application/vnd.oasis.opendocument.text'), stored: true },
  { name: 'content.xml', data: bytes('<office:document-content/>') },
]
const pdf = bytes('%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\nstartxref\n0\n%%EOF\n')

function png(width: number, height: number, rest: Buffer = Buffer.alloc(0)): Buffer {
  const header = Buffer.alloc(25)
  header.writeUInt32BE(13, 0)
  header.write('IHDR', 4, 'latin1')
  header.writeUInt32BE(width, 8)
  header.writeUInt32BE(height, 12)
  header.writeUInt8(8, 16)
  const end = bytes('\0\0\0\0IDAT\0\0\0\0\0\0\0\0IEND\xae\x42\x60\x82')
  return Buffer.concat([bytes('\x89PNG\r\n\x1a\n'), header, end, rest])
}

function jpeg(width: number, height: number, comment = ''): Buffer {
  const note = Buffer.concat([bytes('\xff\xfe'), Buffer.from([0, comment.length + 2]), bytes(comment)])
  const frame = Buffer.from([
    0xff,
    0xc0,
    0,
    11,
    8,
    height >> 8,
    height & 255,
    width >> 8,
    width & 255,
    1,
    1,
    0x11,
    0,
  ])
  return Buffer.concat([bytes('\xff\xd8'), note, frame, bytes('\xff\xda\0\x02\xff\xd9')])
}

function tiff(width: number, height: number, next = 0): Buffer {
  const made = Buffer.alloc(8 + 2 + 24 + 4)
  made.write('II', 0, 'latin1')
  made.writeUInt16LE(42, 2)
  made.writeUInt32LE(8, 4)
  made.writeUInt16LE(2, 8)
  for (const [n, tag, value] of [
    [0, 256, width],
    [1, 257, height],
  ] as const) {
    made.writeUInt16LE(tag, 10 + n * 12)
    made.writeUInt16LE(4, 12 + n * 12)
    made.writeUInt32LE(1, 14 + n * 12)
    made.writeUInt32LE(value, 18 + n * 12)
  }
  made.writeUInt32LE(next, 34)
  return made
}

function webp(width: number, height: number): Buffer {
  const made = Buffer.alloc(30)
  made.write('RIFF', 0, 'latin1')
  made.writeUInt32LE(22, 4)
  made.write('WEBPVP8X', 8, 'latin1')
  made.writeUInt32LE(10, 16)
  made.writeUIntLE(width - 1, 24, 3)
  made.writeUIntLE(height - 1, 27, 3)
  return made
}

describe('what is taken', () => {
  test.each([
    ['PDF', pdf, 'application/pdf'],
    ['PNG', png(2000, 3000), 'image/png'],
    ['JPEG', jpeg(4000, 3000), 'image/jpeg'],
    ['TIFF', tiff(2480, 3508), 'image/tiff'],
    ['WebP', webp(1200, 900), 'image/webp'],
    ['Word', zip(word), 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
    ['Excel', zip(sheet), 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
    ['OpenDocument', zip(odt), 'application/vnd.oasis.opendocument.text'],
    ['Urdu text', Buffer.from('بیان گواہ\nنام: محمد اسلم'), 'text/plain'],
    [
      'MP3',
      Buffer.concat([bytes('ID3\x04\0\0\0\0\0\0'), bytes('\xff\xfb\x90\x64'), Buffer.alloc(500)]),
      'audio/mpeg',
    ],
    ['MP4', Buffer.concat([bytes('\0\0\0\x18ftypisom\0\0\0\0isommp42'), Buffer.alloc(64)]), 'video/mp4'],
    ['M4A', Buffer.concat([bytes('\0\0\0\x18ftypM4A \0\0\0\0M4A mp42'), Buffer.alloc(64)]), 'audio/mp4'],
  ])('%s, whatever its name says', async (_kind, file, mediaType) => {
    expect(await inspectFile(file, 'misleading.exe')).toMatchObject({ ok: true, mediaType })
  })

  test('CSV is told from plain text by its name alone', async () => {
    expect(await inspectFile(bytes('a,b\n1,2'), 'x.csv')).toMatchObject({
      mediaType: 'text/csv',
      extension: 'csv',
    })
  })
})

describe('what is refused', () => {
  const manyNames = Array.from({ length: 5001 }, (_, n) => ({ name: `word/${n}`, data: bytes('') }))
  test.each([
    ['an empty file', Buffer.alloc(0), 'empty'],
    ['25 MB and a byte', Buffer.alloc(25 * 1024 * 1024 + 1, 32), 'too-large'],
    [
      'SVG',
      bytes('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
      'active-content',
    ],
    ['SVG behind an XML header', bytes('<?xml version="1.0"?><svg/>'), 'type'],
    ['a web page', bytes('<!DOCTYPE html><html></html>'), 'active-content'],
    ['a web page behind blank lines', bytes('\n\n  <html></html>'), 'active-content'],
    ['a script in a text', bytes('hello <script>alert(1)</script>'), 'active-content'],
    ['a shell script', bytes('#!/bin/sh\nrm -rf /'), 'active-content'],
    ['a program', Buffer.concat([bytes('MZ\x90\0'), Buffer.alloc(200)]), 'type'],
    ['an ELF program', Buffer.concat([bytes('\x7fELF\x02\x01\x01'), Buffer.alloc(200)]), 'type'],
    ['a GIF', bytes('GIF89a\x01\0\x01\0\0\0\0;'), 'type'],
    ['a text in another encoding', bytes('caf\xe9'), 'type'],
    ['a text with control characters', bytes('a\x07b'), 'type'],
    ['a plain archive', zip([{ name: 'a.txt', data: bytes('a') }]), 'type'],
    ['a macro document', zip([...word, { name: 'word/vbaProject.bin', data: bytes('x') }]), 'active-content'],
    ['a cut-off PDF', Buffer.concat([pdf, Buffer.alloc(5000)]), 'damaged'],
    ['a PDF behind a page', Buffer.concat([bytes('<html>'), pdf]), 'active-content'],
    ['a PDF with an archive behind it', Buffer.concat([pdf, zip(word)]), 'two-types'],
    ['a picture with an archive behind it', png(10, 10, zip(word)), 'two-types'],
    ['a picture with a page in its comment', jpeg(10, 10, '<html><body>'), 'two-types'],
    [
      'a picture with a script far inside',
      png(10, 10, Buffer.concat([Buffer.alloc(2_000_000), bytes('<script>')])),
      'two-types',
    ],
    ['a picture with a PDF in its comment', jpeg(10, 10, '%PDF-1.7'), 'two-types'],
    ['an archive behind something else', zip(word, bytes('PK\x03\x04junk')), 'two-types'],
    ['an archive with something behind it', zip(word, undefined, bytes('<script>')), 'two-types'],
    ['a pixel flood', png(50_000, 50_000), 'pixels'],
    ['a pixel flood in TIFF', tiff(65_000, 65_000), 'pixels'],
    ['a pixel flood in WebP', webp(16_000, 16_000), 'pixels'],
    ['a line of a million points', jpeg(31_000, 1), 'pixels'],
    ['a scan whose pages never end', tiff(10, 10, 8), 'damaged'],
    ['a JPEG without a frame', bytes('\xff\xd8\xff\xe0\0\x04xx\xff\xd9'), 'damaged'],
    [
      'an archive too steep',
      zip([...word, { name: 'word/a.xml', data: Buffer.alloc(20_000_000) }]),
      'zip-bomb',
    ],
    [
      'an archive that states too much',
      zip([...word, { name: 'word/a.xml', data: bytes('a'), unpacked: 150_000_000 }]),
      'zip-bomb',
    ],
    [
      'an archive that states too little',
      zip([...word, { name: 'word/a.xml', data: Buffer.alloc(500_000), unpacked: 10 }]),
      'zip-bomb',
    ],
    [
      'parts that share their bytes',
      zip([...word, { name: 'word/b.xml', data: word[1]!.data, sharing: 1 }]),
      'zip-bomb',
    ],
    ['thousands of parts', zip([...word, ...manyNames]), 'zip-bomb'],
    ['a cut-off archive', zip(word).subarray(0, 100), 'damaged'],
  ])('%s', async (_kind, file, why) => {
    // Processor time: a busy machine stretches the clock on the wall.
    const started = process.cpuUsage()
    expect(await inspectFile(file, 'innocent.pdf')).toEqual({ ok: false, why })
    expect(process.cpuUsage(started).user / 1000).toBeLessThan(1000)
  })
})

test('no bytes make the inspection fail or hang', async () => {
  const seeds = [pdf, png(9, 9), jpeg(9, 9, 'note'), tiff(9, 9), webp(9, 9), zip(word), zip(odt)]
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...seeds),
      fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 12 }),
      fc.nat(400),
      async (seed, changes, cut) => {
        const file = Buffer.from(seed.subarray(0, Math.max(1, seed.length - (cut % 50 === 0 ? cut : 0))))
        for (const [at, value] of changes) file[at % file.length] = value
        const found = await inspectFile(file, 'x')
        expect(typeof found.ok).toBe('boolean')
      },
    ),
    { numRuns: 2000, seed: 7 },
  )
})

describe('names', () => {
  test.each([
    ['../../etc/passwd', 'txt', 'passwd.txt'],
    ['C:\\Users\\clerk\\scan.PDF', 'pdf', 'scan.pdf'],
    ['photo.jpeg', 'jpg', 'photo.jpg'],
    ['invoice.pdf.exe', 'pdf', 'invoice.pdf.exe.pdf'],
    ['evil\u202efdp.exe', 'png', 'evilfdp.exe.png'],
    ['طبی رپورٹ.pdf', 'pdf', 'طبی رپورٹ.pdf'],
    ['con.txt', 'txt', 'con_.txt'],
    ['a<b>:c|d?.csv', 'csv', 'a_b__c_d_.csv'],
    ['....', 'pdf', 'file.pdf'],
    ['', 'png', 'file.png'],
    ['line\r\nbreak.txt', 'txt', 'linebreak.txt'],
  ])('%j becomes a name that can be saved', (given, extension, expected) => {
    expect(safeName(given, extension)).toBe(expected)
  })

  test('are short and without folders, whatever was given', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (given) => {
        const name = safeName(given, 'pdf')
        expect(name).toMatch(/^[^/\\\p{Cc}]+\.pdf$/u)
        expect([...name].length).toBeLessThanOrEqual(125)
      }),
    )
  })
})
