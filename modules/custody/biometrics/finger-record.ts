/**
 * Finger minutiae records of ISO/IEC 19794-2, in the record formats of 2005 (`FMR 20`) and 2011 (`FMR 030`). Whatever a reader at a gate
 * or a file hands over passes here first, in the browser and again on the server: what is not exactly a record is refused with the
 * field that is wrong, and nothing behind this file has to doubt a length again. Browser-safe.
 */

/** The fingers by their code in the standard; 0 says that the reader did not know which finger it was. */
export const fingers = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] as const
export type Finger = (typeof fingers)[number]

export interface Minutia {
  /** 0 other, 1 ridge ending, 2 bifurcation. */
  readonly type: 0 | 1 | 2
  readonly x: number
  readonly y: number
  /** In steps of 360/256 degrees. */
  readonly angle: number
  /** 0–100; null when it was not reported. */
  readonly quality: number | null
}

export interface ExtendedArea {
  readonly type: number
  readonly data: Uint8Array
}

export interface FingerView {
  readonly position: Finger | 0
  readonly view: number
  readonly impression: number
  /** 0–100; null when it was not reported. */
  readonly quality: number | null
  readonly width: number
  readonly height: number
  /** Pixels per centimetre. */
  readonly resolutionX: number
  readonly resolutionY: number
  readonly minutiae: readonly Minutia[]
  readonly extended: readonly ExtendedArea[]
}

export interface FingerRecord {
  readonly edition: 2005 | 2011
  readonly views: readonly FingerView[]
}

/** Fields as the standard has them, in both languages, so that an error can name the one that is wrong. */
const names = {
  format: { en: 'format identifier', ur: 'فارمیٹ کی شناخت' },
  version: { en: 'version number', ur: 'ورژن نمبر' },
  length: { en: 'length of the record', ur: 'ریکارڈ کی لمبائی' },
  views: { en: 'number of views', ur: 'نقوش کی تعداد' },
  reserved: { en: 'reserved byte', ur: 'محفوظ بائٹ' },
  certification: { en: 'certification flag', ur: 'تصدیقی نشان' },
  'view-length': { en: 'length of the view', ur: 'نقش کی لمبائی' },
  position: { en: 'finger position', ur: 'انگلی کی پوزیشن' },
  view: { en: 'view number', ur: 'نقش نمبر' },
  impression: { en: 'impression type', ur: 'نقش کی قسم' },
  quality: { en: 'quality', ur: 'معیار' },
  resolution: { en: 'resolution', ur: 'ریزولوشن' },
  image: { en: 'size of the image', ur: 'تصویر کا سائز' },
  minutiae: { en: 'number of minutiae', ur: 'باریک نشانات کی تعداد' },
  'minutia-length': { en: 'length of a minutia', ur: 'ایک نشان کی لمبائی' },
  'minutia-type': { en: 'type of a minutia', ur: 'نشان کی قسم' },
  'minutia-x': { en: 'place of a minutia (x)', ur: 'نشان کا مقام (x)' },
  'minutia-y': { en: 'place of a minutia (y)', ur: 'نشان کا مقام (y)' },
  'minutia-quality': { en: 'quality of a minutia', ur: 'نشان کا معیار' },
  extended: { en: 'extended data', ur: 'اضافی معلومات' },
} as const
export type RecordField = keyof typeof names

/** What is not a record, and which field says so. The bytes themselves are never part of it. */
export class FingerRecordError extends Error {
  readonly field: RecordField
  readonly text: { readonly en: string; readonly ur: string }
  constructor(field: RecordField, found?: number | string) {
    const said = found === undefined ? '' : ` (${found})`
    const text = {
      en: `Not a fingerprint record of ISO/IEC 19794-2: the ${names[field].en} is wrong${said}.`,
      ur: `یہ ISO/IEC 19794-2 کا فنگر پرنٹ ریکارڈ نہیں: ${names[field].ur} غلط ہے${said}۔`,
    }
    super(text.en)
    this.field = field
    this.text = text
  }
}

/** More than any reader writes: 16 views of 255 minutiae with extended data stay below it. */
export const longestRecord = 65_536
/** 250 dots an inch, below which the standard allows no record. */
const leastResolution = 98
const impressions = {
  2005: new Set([0, 1, 2, 3, 8]),
  2011: new Set([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 24, 28, 29]),
}

/** Reads forward and never past the end it was given; running out is an error of the field that was being read. */
class Bytes {
  readonly #view: DataView
  readonly #bytes: Uint8Array
  at: number
  readonly end: number
  constructor(bytes: Uint8Array, from: number, end: number) {
    this.#bytes = bytes
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    this.at = from
    this.end = end
  }
  get left(): number {
    return this.end - this.at
  }
  #step(count: number, field: RecordField): number {
    if (count > this.left) throw new FingerRecordError(field, `${this.left} < ${count}`)
    const from = this.at
    this.at += count
    return from
  }
  byte(field: RecordField): number {
    return this.#view.getUint8(this.#step(1, field))
  }
  short(field: RecordField): number {
    return this.#view.getUint16(this.#step(2, field))
  }
  long(field: RecordField): number {
    return this.#view.getUint32(this.#step(4, field))
  }
  skip(count: number, field: RecordField): void {
    this.#step(count, field)
  }
  take(count: number, field: RecordField): Uint8Array {
    const from = this.#step(count, field)
    return this.#bytes.slice(from, from + count)
  }
}

/** @throws FingerRecordError naming the field */
export function readFingerRecord(bytes: Uint8Array): FingerRecord {
  if (bytes.length > longestRecord) throw new FingerRecordError('length', bytes.length)
  const from = new Bytes(bytes, 0, bytes.length)
  // "FMR" and a zero byte.
  if (from.long('format') !== 0x46_4d_52_00) throw new FingerRecordError('format')
  const version = from.long('version')
  const edition = version === 0x20_32_30_00 ? 2005 : version === 0x30_33_30_00 ? 2011 : undefined
  if (edition === undefined) throw new FingerRecordError('version')
  const total = from.long('length')
  if (total !== bytes.length) throw new FingerRecordError('length', `${total} ≠ ${bytes.length}`)
  const views = edition === 2005 ? views2005(from) : views2011(from, bytes)
  if (from.left > 0) throw new FingerRecordError('length', `+${from.left}`)
  distinct(views)
  return { edition, views }
}

function views2005(from: Bytes): FingerView[] {
  // Compliance bits and the number of the device.
  from.skip(2, 'length')
  const width = from.short('image')
  const height = from.short('image')
  const resolutionX = from.short('resolution')
  const resolutionY = from.short('resolution')
  const image = { width, height, resolutionX, resolutionY }
  checkImage(image)
  const count = countOf(from.byte('views'))
  if (from.byte('reserved') !== 0) throw new FingerRecordError('reserved')
  return Array.from({ length: count }, () => {
    const position = positionOf(from.byte('position'))
    const both = from.byte('impression')
    const impression = impressionOf(both & 0x0f, 2005)
    const quality = from.byte('quality')
    if (quality > 100) throw new FingerRecordError('quality', quality)
    const minutiae = minutiaeOf(from, from.byte('minutiae'), 6, image)
    return {
      position,
      view: both >> 4,
      impression,
      quality,
      ...image,
      minutiae,
      extended: extendedOf(from, 2005),
    }
  })
}

function views2011(from: Bytes, bytes: Uint8Array): FingerView[] {
  const count = countOf(from.short('views'))
  const certified = from.byte('certification')
  if (certified > 1) throw new FingerRecordError('certification', certified)
  return Array.from({ length: count }, () => {
    const begins = from.at
    const length = from.long('view-length')
    if (length < 34 || length - 4 > from.left) throw new FingerRecordError('view-length', length)
    const one = new Bytes(bytes, from.at, begins + length)
    from.skip(length - 4, 'view-length')
    return view2011(one, certified === 1)
  })
}

function view2011(from: Bytes, certified: boolean): FingerView {
  // Date and time of capture, technology, vendor and type of the device: not relied on, the server's own clock is.
  from.skip(9 + 1 + 2 + 2, 'view-length')
  let quality: number | null = null
  const qualities = from.byte('quality')
  for (let n = 0; n < qualities; n += 1) {
    const value = from.byte('quality')
    // 255: an attempt to compute it failed.
    if (value > 100 && value !== 255) throw new FingerRecordError('quality', value)
    if (n === 0) quality = value === 255 ? null : value
    from.skip(4, 'quality')
  }
  if (certified) from.skip(3 * from.byte('certification'), 'certification')
  const position = positionOf(from.byte('position'))
  const view = from.byte('view')
  if (view > 15) throw new FingerRecordError('view', view)
  const resolutionX = from.short('resolution')
  const resolutionY = from.short('resolution')
  const impression = impressionOf(from.byte('impression'), 2011)
  const image = { width: from.short('image'), height: from.short('image'), resolutionX, resolutionY }
  checkImage(image)
  const sizes = from.byte('minutia-length')
  const size = sizes >> 4
  if ((size !== 5 && size !== 6) || (sizes & 0x0f) > 1) throw new FingerRecordError('minutia-length', sizes)
  const minutiae = minutiaeOf(from, from.byte('minutiae'), size, image)
  const extended = extendedOf(from, 2011)
  if (from.left > 0) throw new FingerRecordError('view-length', `+${from.left}`)
  return { position, view, impression, quality, ...image, minutiae, extended }
}

function countOf(views: number): number {
  if (views < 1 || views > 176) throw new FingerRecordError('views', views)
  return views
}

/** One finger: codes of several at once, of palms and of nothing known are no template of a finger. */
function positionOf(code: number): Finger | 0 {
  const found = fingers.find((one) => one === code)
  if (found === undefined && code !== 0) throw new FingerRecordError('position', code)
  return found ?? 0
}

function impressionOf(code: number, edition: 2005 | 2011): number {
  if (!impressions[edition].has(code)) throw new FingerRecordError('impression', code)
  return code
}

function checkImage(image: Pick<FingerView, 'width' | 'height' | 'resolutionX' | 'resolutionY'>): void {
  // A place has fourteen bits; what lies further out could not be written.
  for (const size of [image.width, image.height])
    if (size < 1 || size > 0x40_00) throw new FingerRecordError('image', size)
  for (const resolution of [image.resolutionX, image.resolutionY])
    if (resolution < leastResolution) throw new FingerRecordError('resolution', resolution)
}

function minutiaeOf(
  from: Bytes,
  count: number,
  size: number,
  image: { width: number; height: number },
): Minutia[] {
  // Told from the count before any is read: more of them than bytes are left for.
  if (count * size > from.left) throw new FingerRecordError('minutiae', count)
  return Array.from({ length: count }, () => {
    const first = from.short('minutia-x')
    const second = from.short('minutia-y')
    const type = first >> 14
    if (type === 3) throw new FingerRecordError('minutia-type', type)
    const x = first & 0x3f_ff
    // The two bits above y are reserved; some readers leave rubbish in them, so they are read as the standard asks: not at all.
    const y = second & 0x3f_ff
    if (x >= image.width) throw new FingerRecordError('minutia-x', `${x} ≥ ${image.width}`)
    if (y >= image.height) throw new FingerRecordError('minutia-y', `${y} ≥ ${image.height}`)
    const angle = from.byte('minutiae')
    const said = size === 6 ? from.byte('minutia-quality') : 254
    if (said > 100 && said !== 254 && said !== 255) throw new FingerRecordError('minutia-quality', said)
    return { type: type as Minutia['type'], x, y, angle, quality: said > 100 ? null : said }
  })
}

/**
 * Areas fill the block exactly. Of 2011 an area's length counts its own four bytes of type and length; of 2005 writers differ, so there the
 * block is read in the way in which it comes out even.
 */
function extendedOf(from: Bytes, edition: 2005 | 2011): ExtendedArea[] {
  const length = from.short('extended')
  if (length > from.left) throw new FingerRecordError('extended', length)
  const block = from.take(length, 'extended')
  const found = edition === 2011 ? areasOf(block, 4) : (areasOf(block, 0) ?? areasOf(block, 4))
  if (found === null) throw new FingerRecordError('extended', length)
  return found
}

function areasOf(block: Uint8Array, counted: 0 | 4): ExtendedArea[] | null {
  const view = new DataView(block.buffer, block.byteOffset, block.byteLength)
  const areas: ExtendedArea[] = []
  let at = 0
  while (at < block.length) {
    if (block.length - at < 4) return null
    const type = view.getUint16(at)
    const size = view.getUint16(at + 2) - counted
    if (type === 0 || size < 0 || at + 4 + size > block.length) return null
    areas.push({ type, data: block.slice(at + 4, at + 4 + size) })
    at += 4 + size
  }
  return areas
}

/** No view stands twice. From where they are numbered writers do not agree, and nothing hangs on it. */
function distinct(views: readonly FingerView[]): void {
  const seen = new Set<number>()
  for (const { position, view } of views) {
    if (seen.has(position * 16 + view)) throw new FingerRecordError('view', view)
    seen.add(position * 16 + view)
  }
}
