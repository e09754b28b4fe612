/** Width and height of a picture as its header states them; nothing is unpacked. Null when the header is not whole. */
export function pictureSize(view: Buffer, mediaType: string): { width: number; height: number } | null {
  try {
    const size = readers[mediaType]?.(view) ?? null
    return size === null || size.width < 1 || size.height < 1 ? null : size
  } catch (error) {
    // Reading past the end: the file is cut off.
    if (error instanceof RangeError) return null
    throw error
  }
}

type Reader = (view: Buffer) => { width: number; height: number } | null

const readers: Record<string, Reader> = {
  'image/png': (view) =>
    view.toString('latin1', 12, 16) === 'IHDR'
      ? { width: view.readUInt32BE(16), height: view.readUInt32BE(20) }
      : null,
  'image/jpeg': jpeg,
  'image/webp': webp,
  'image/tiff': tiff,
}

function jpeg(view: Buffer): { width: number; height: number } | null {
  let at = 2
  for (;;) {
    if (view.readUInt8(at) !== 0xff) return null
    const marker = view.readUInt8(at + 1)
    // Padding, and markers that stand alone.
    if (marker === 0xff) {
      at += 1
      continue
    }
    if (marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8)) {
      at += 2
      continue
    }
    if (marker === 0xd9 || marker === 0xda) return null
    const isFrame = marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc
    if (isFrame) return { height: view.readUInt16BE(at + 5), width: view.readUInt16BE(at + 7) }
    const length = view.readUInt16BE(at + 2)
    if (length < 2) return null
    at += 2 + length
  }
}

function webp(view: Buffer): { width: number; height: number } | null {
  switch (view.toString('latin1', 12, 16)) {
    case 'VP8 ':
      return { width: view.readUInt16LE(26) & 0x3fff, height: view.readUInt16LE(28) & 0x3fff }
    case 'VP8L': {
      const bits = view.readUInt32LE(21)
      return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 }
    }
    case 'VP8X':
      return { width: view.readUIntLE(24, 3) + 1, height: view.readUIntLE(27, 3) + 1 }
    default:
      return null
  }
}

/** Every page of the scan counts: the largest one is what a viewer must draw. */
function tiff(view: Buffer): { width: number; height: number } | null {
  const little = view.toString('latin1', 0, 2) === 'II'
  const u16 = (at: number): number => (little ? view.readUInt16LE(at) : view.readUInt16BE(at))
  const u32 = (at: number): number => (little ? view.readUInt32LE(at) : view.readUInt32BE(at))
  // BigTIFF has other offsets and no scanner makes it.
  if (u16(2) !== 42) return null
  let largest: { width: number; height: number } | null = null
  let folder = u32(4)
  for (let page = 0; folder !== 0 && page < 2000; page += 1) {
    let width = 0
    let height = 0
    const count = u16(folder)
    for (let n = 0; n < count; n += 1) {
      const at = folder + 2 + n * 12
      const value = u16(at + 2) === 3 ? u16(at + 8) : u32(at + 8)
      if (u16(at) === 256) width = value
      if (u16(at) === 257) height = value
    }
    if (width === 0 || height === 0) return null
    if (largest === null || width * height > largest.width * largest.height) largest = { width, height }
    folder = u32(folder + 2 + count * 12)
  }
  // A chain of pages that never ends is a trap, not a scan.
  return folder === 0 ? largest : null
}
