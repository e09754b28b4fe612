import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type FingerRecord,
  FingerRecordError,
  type FingerView,
  fingers,
  type RecordField,
  readFingerRecord,
} from './finger-record.ts'
import { writeFingerRecord } from './write-finger-record.ts'

const hex = (text: string) => Uint8Array.from(Buffer.from(text.replaceAll(/\s|#.*$/gm, ''), 'hex'))

/** Written out by hand from the standard's table of the 2005 format, so that reader and writer cannot agree on one mistake. */
const of2005 = hex(`
  464d5200 20323000 00000030  # FMR, version 20, 48 bytes
  0000 012c 0190 00c5 00c5    # device, 300 × 400 pixels, 197 a centimetre each way
  01 00                       # one view, reserved
  02 00 50 02                 # right index, live-scan plain, quality 80, two minutiae
  4064 00c8 40 5a             # ridge ending at 100, 200, 90 degrees, quality 90
  8010 0020 ff 00             # bifurcation at 16, 32
  0006 8001 0002 abcd         # extended data: one area of a vendor's own
`)

/** And of 2011: the head of each view has its own device, qualities and image. */
const of2011 = hex(`
  464d5200 30333000 00000042  # FMR, version 030, 66 bytes
  0001 00                     # one view, devices not certified
  00000033                    # of 51 bytes
  07ea 0b 16 09 1e 00 0000    # 22 November 2026, 9:30
  01 00b5 0001                # optical, vendor, device
  01 5a 00b5 0007             # one quality: 90
  07 00 00c5 00c5 00          # left index, first view, 197 a centimetre, live-scan plain
  0200 0200 60 02             # 512 × 512, minutiae of six bytes, two
  4064 000e 50 5a
  80a4 0011 3c fe             # its quality was not reported
  0000
`)

describe('a record written by hand from the standard', () => {
  test('of 2005 is read as it says', () => {
    expect(readFingerRecord(of2005)).toEqual({
      edition: 2005,
      views: [
        {
          position: 2,
          view: 0,
          impression: 0,
          quality: 80,
          width: 300,
          height: 400,
          resolutionX: 197,
          resolutionY: 197,
          minutiae: [
            { type: 1, x: 100, y: 200, angle: 64, quality: 90 },
            { type: 2, x: 16, y: 32, angle: 255, quality: 0 },
          ],
          extended: [{ type: 0x8001, data: hex('abcd') }],
        },
      ],
    })
  })

  test('of 2011 is read as it says', () => {
    const { edition, views } = readFingerRecord(of2011)
    expect(edition).toBe(2011)
    expect(views).toMatchObject([
      { position: 7, quality: 90, width: 512, minutiae: [{ quality: 90 }, { x: 164, quality: null }] },
    ])
  })

  test('is refused with the wrong field named, in both languages', () => {
    const wrong: [RecordField, Uint8Array, number, number][] = [
      ['format', of2005, 0, 0x47],
      ['version', of2005, 5, 0x33],
      ['length', of2005, 11, 0x31],
      ['image', of2005, 15, 0],
      ['resolution', of2005, 19, 40],
      ['views', of2005, 22, 0],
      ['reserved', of2005, 23, 1],
      ['position', of2005, 24, 11],
      ['impression', of2005, 25, 0x05],
      ['quality', of2005, 26, 101],
      ['minutiae', of2005, 27, 200],
      ['minutia-type', of2005, 28, 0xc0],
      ['minutia-x', of2005, 28, 0x42],
      ['minutia-y', of2005, 30, 0x3f],
      ['minutia-quality', of2005, 33, 120],
      ['extended', of2005, 41, 9],
      ['extended', of2005, 45, 3],
      ['certification', of2011, 14, 2],
      ['view-length', of2011, 18, 0x34],
      ['view-length', of2011, 18, 0x10],
      ['quality', of2011, 34, 180],
      ['position', of2011, 39, 13],
      ['view', of2011, 40, 16],
      ['minutia-length', of2011, 50, 0x70],
    ]
    for (const [field, good, at, value] of wrong) {
      const bytes = good.slice()
      bytes[at] = value
      if (field === 'image') bytes[14] = 0
      if (field === 'resolution') bytes[18] = 0
      const error = refusalOf(bytes)
      expect(error?.field, `${field} at ${at}`).toBe(field)
      expect(error?.text.ur).toMatch(/[\u0600-\u06ff]/)
    }
  })

  test('is refused when it is cut short anywhere, and when anything follows', () => {
    for (const good of [of2005, of2011]) {
      for (let end = 0; end < good.length; end += 1) expect(refusalOf(good.slice(0, end))).toBeDefined()
      expect(refusalOf(Uint8Array.from([...good, 0]))?.field).toBe('length')
    }
  })
})

/** Anything that is not a refusal by name is a fault of the reader. */
function refusalOf(bytes: Uint8Array): FingerRecordError | undefined {
  try {
    readFingerRecord(bytes)
  } catch (error) {
    if (error instanceof FingerRecordError) return error
    throw error
  }
  return undefined
}

const quality = (edition: 2005 | 2011) =>
  edition === 2005
    ? fc.integer({ min: 0, max: 100 })
    : fc.option(fc.integer({ min: 0, max: 100 }), { nil: null })

const record: fc.Arbitrary<FingerRecord> = fc
  .tuple(
    fc.constantFrom(2005 as const, 2011 as const),
    fc.record({
      width: fc.integer({ min: 1, max: 0x40_00 }),
      height: fc.integer({ min: 1, max: 0x40_00 }),
      resolutionX: fc.integer({ min: 98, max: 0xff_ff }),
      resolutionY: fc.integer({ min: 98, max: 0xff_ff }),
    }),
  )
  .chain(([edition, image]) =>
    fc.record({
      edition: fc.constant(edition),
      views: fc.uniqueArray(
        fc.record<FingerView>({
          position: fc.constantFrom(0 as const, ...fingers),
          view: fc.integer({ min: 0, max: 15 }),
          impression: fc.constantFrom(0, 1, 2, 3, 8),
          quality: quality(edition),
          width: fc.constant(image.width),
          height: fc.constant(image.height),
          resolutionX: fc.constant(image.resolutionX),
          resolutionY: fc.constant(image.resolutionY),
          minutiae: fc.array(
            fc.record({
              type: fc.constantFrom(0 as const, 1 as const, 2 as const),
              x: fc.integer({ min: 0, max: image.width - 1 }),
              y: fc.integer({ min: 0, max: image.height - 1 }),
              angle: fc.integer({ min: 0, max: 255 }),
              quality: fc.option(fc.integer({ min: 0, max: 100 }), { nil: null }),
            }),
            { maxLength: 60 },
          ),
          extended: fc.array(
            fc.record({
              type: fc.integer({ min: 1, max: 0xff_ff }),
              data: fc.uint8Array({ maxLength: 40 }),
            }),
            { maxLength: 3 },
          ),
        }),
        { minLength: 1, maxLength: 6, selector: ({ position, view }) => position * 16 + view },
      ),
    }),
  )

test('whatever is written is read back as it was given', () => {
  fc.assert(
    fc.property(record, (given) => {
      expect(readFingerRecord(writeFingerRecord(given))).toEqual(given)
    }),
    { numRuns: 300 },
  )
})

test('whatever bytes come, the reader refuses by name or reads; it never looks past them', () => {
  const anything = fc.uint8Array({ maxLength: 400 })
  // A true record with some bytes changed gets further in than chance does.
  const damaged = fc
    .tuple(
      record.map(writeFingerRecord),
      fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })), { maxLength: 4 }),
      fc.nat(),
    )
    .map(([bytes, changes, cut]) => {
      const changed = bytes.slice(0, cut % 3 === 0 ? cut % (bytes.length + 1) : undefined)
      for (const [at, value] of changes) if (changed.length > 0) changed[at % changed.length] = value
      return changed
    })
  fc.assert(
    fc.property(fc.oneof(anything, damaged), (bytes) => {
      // Between bytes of another's: what was read past the end would differ with them.
      const inside = (around: number) => {
        const whole = new Uint8Array(bytes.length + 64).fill(around)
        whole.set(bytes, 32)
        return whole.subarray(32, 32 + bytes.length)
      }
      const outcome = (given: Uint8Array) => {
        try {
          return JSON.stringify(readFingerRecord(given))
        } catch (error) {
          if (error instanceof FingerRecordError) return `${error.field}: ${error.message}`
          throw error
        }
      }
      expect(outcome(inside(0x00))).toBe(outcome(inside(0xff)))
    }),
    { numRuns: 2_000 },
  )
})
