import type { FingerRecord, FingerView } from './finger-record.ts'

/** Writes a record in its edition's format, for readers that give us minutiae, the demo and tests. It reads back as what was given. */
export function writeFingerRecord({ edition, views }: FingerRecord): Uint8Array {
  const first = views[0]
  if (first === undefined) throw new Error('A record has a view.')
  const bodies = views.map((view) => (edition === 2005 ? view2005(view) : view2011(view)))
  const length = (edition === 2005 ? 24 : 15) + bodies.reduce((sum, body) => sum + body.length, 0)
  const head =
    edition === 2005
      ? [
          ...letters('FMR\0 20\0'),
          ...long(length),
          ...short(0),
          ...short(first.width),
          ...short(first.height),
          ...short(first.resolutionX),
          ...short(first.resolutionY),
          views.length,
          0,
        ]
      : [...letters('FMR\x00030\0'), ...long(length), ...short(views.length), 0]
  return Uint8Array.from([head, ...bodies].flat())
}

const letters = (text: string) => [...text].map((letter) => letter.charCodeAt(0))
const short = (value: number) => [(value >> 8) & 0xff, value & 0xff]
const long = (value: number) => [...short(value >>> 16), ...short(value & 0xff_ff)]

function view2005(view: FingerView): number[] {
  return [
    view.position,
    (view.view << 4) | view.impression,
    view.quality ?? 0,
    view.minutiae.length,
    ...minutiae(view, 255),
    ...extended(view, 0),
  ]
}

function view2011(view: FingerView): number[] {
  const body = [
    // No date, no device named: 255 in every place.
    ...Array.from({ length: 9 }, () => 255),
    0,
    ...short(0),
    ...short(0),
    1,
    view.quality ?? 255,
    ...short(0),
    ...short(0),
    view.position,
    view.view,
    ...short(view.resolutionX),
    ...short(view.resolutionY),
    view.impression,
    ...short(view.width),
    ...short(view.height),
    0x60,
    view.minutiae.length,
    ...minutiae(view, 254),
    ...extended(view, 4),
  ]
  return [...long(body.length + 4), ...body]
}

function minutiae(view: FingerView, unknown: number): number[] {
  return view.minutiae.flatMap(({ type, x, y, angle, quality }) => [
    ...short((type << 14) | x),
    ...short(y),
    angle,
    quality ?? unknown,
  ])
}

function extended(view: FingerView, counted: 0 | 4): number[] {
  const areas = view.extended.flatMap(({ type, data }) => [
    ...short(type),
    ...short(data.length + counted),
    ...data,
  ])
  return [...short(areas.length), ...areas]
}
