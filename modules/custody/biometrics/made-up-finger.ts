import type { Finger, FingerView, Minutia } from './finger-record.ts'
import { writeFingerRecord } from './write-finger-record.ts'

/** Numbers that are the same each time, so that a finger is the same finger. */
function numbers(seed: number): () => number {
  let state = (seed * 2_654_435_761) >>> 0
  return () => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c_1b_3c_6d) + 0x6d_2b_79_f5) >>> 0
    return ((state ^ (state >>> 13)) >>> 0) / 0x1_00_00_00_00
  }
}

const width = 300
const height = 400

/** A finger that belongs to nobody: minutiae drawn by a number, for the demo and for tests. */
export function madeUpFinger(seed: number, position: Finger): FingerView {
  const next = numbers(seed * 16 + position)
  return {
    position,
    view: 0,
    impression: 0,
    quality: 55 + Math.floor(next() * 40),
    width,
    height,
    resolutionX: 197,
    resolutionY: 197,
    minutiae: Array.from({ length: 28 + Math.floor(next() * 12) }, (): Minutia => {
      const type = next() < 0.6 ? 1 : 2
      return {
        type,
        x: 30 + Math.floor(next() * (width - 60)),
        y: 30 + Math.floor(next() * (height - 60)),
        angle: Math.floor(next() * 256),
        quality: 40 + Math.floor(next() * 60),
      }
    }),
    extended: [],
  }
}

/** The same finger laid down another time: a little aside, some minutiae lost, each a little off. */
export function laidDownAgain(finger: FingerView, seed: number): FingerView {
  const next = numbers(seed + 77)
  const [aside, below] = [Math.floor(next() * 21) - 10, Math.floor(next() * 21) - 10]
  const off = () => Math.floor(next() * 5) - 2
  return {
    ...finger,
    minutiae: finger.minutiae
      .filter(() => next() > 0.1)
      .map((one) => ({
        ...one,
        x: one.x + aside + off(),
        y: one.y + below + off(),
        angle: (one.angle + off() + 256) % 256,
      })),
  }
}

export function recordOf(finger: FingerView): Uint8Array {
  return writeFingerRecord({ edition: 2005, views: [finger] })
}
