/** Pixels as a canvas hands them out: red, green, blue and alpha. */
export interface Pixels {
  readonly width: number
  readonly height: number
  readonly data: Uint8ClampedArray
}

/** What a square code on a paper of the system stands for. */
export type Code =
  /** An issued paper: the code that its verification page is asked for. */
  | { readonly kind: 'paper'; readonly code: string }
  /** A court's release order with the code that verifies it. */
  | { readonly kind: 'robkar'; readonly orderId: string; readonly code: string }

/** Null for a code of somebody else's making: an advertisement, a CNIC, a bank's slip. */
export function meaningOf(text: string): Code | null {
  const robkar = /^mizan:robkar:([0-9a-f-]{36}):([0-9A-Za-z-]{4,40})$/.exec(text)
  if (robkar !== null) return { kind: 'robkar', orderId: robkar[1]!, code: robkar[2]! }
  // Whatever the address was when the paper was printed: only the code is taken, and only this installation is asked about it.
  const paper = /^https?:\/\/[^/\s]+\/verify\/([0-9A-Za-z-]{20,30})$/.exec(text)
  return paper === null ? null : { kind: 'paper', code: paper[1]! }
}

/** Milliseconds for a still picture: a page photographed askew deserves more than a frame of a film. */
const patienceMs = { picture: 1_500, frame: 60 }

/** The text of the first square code in a picture; null where there is none. The reader is fetched when it is first needed. */
export async function textIn(
  pixels: Pixels,
  from: keyof typeof patienceMs = 'picture',
): Promise<string | null> {
  const { decodeQR } = await import('qr/decode.js')
  try {
    return decodeQR(
      { width: pixels.width, height: pixels.height, data: pixels.data },
      { format: 'RGBA', timeLimit: patienceMs[from] },
    )
  } catch {
    return null
  }
}

/** Longest side of a picture that is searched: a page scanned at 300 dpi is 3,500 high, and its code is found far below that. */
const sides = [1_600, 2_600, 900]

/** What the square code in a picture stands for; null where none is found, or one of somebody else's. */
export async function codeIn(picture: Blob): Promise<Code | null> {
  const bitmap = await createImageBitmap(picture).catch(() => null)
  if (bitmap === null) return null
  try {
    for (const side of sides) {
      const text = await textIn(pixelsOf(bitmap, side))
      if (text !== null) return meaningOf(text)
    }
    return null
  } finally {
    bitmap.close()
  }
}

/** A picture or a frame drawn no larger than `side` on its longer side. */
export function pixelsOf(source: ImageBitmap | HTMLVideoElement, side: number): Pixels {
  const [width, height] =
    source instanceof HTMLVideoElement
      ? [source.videoWidth, source.videoHeight]
      : [source.width, source.height]
  const scale = Math.min(1, side / Math.max(width, height))
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(width * scale))
  canvas.height = Math.max(1, Math.round(height * scale))
  const context = canvas.getContext('2d', { willReadFrequently: true })
  if (context === null) return { width: 0, height: 0, data: new Uint8ClampedArray() }
  context.drawImage(source, 0, 0, canvas.width, canvas.height)
  return context.getImageData(0, 0, canvas.width, canvas.height)
}
