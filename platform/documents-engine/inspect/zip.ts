import { inflateRawSync } from 'node:zlib'

export interface ZipEntry {
  readonly name: string
  readonly method: number
  readonly packed: number
  readonly unpacked: number
  readonly at: number
}

export class ZipRefused extends Error {
  readonly why: 'zip-bomb' | 'damaged' | 'two-types'
  constructor(why: 'zip-bomb' | 'damaged' | 'two-types') {
    super(why)
    this.why = why
  }
}

/** An office file of 25 MB unpacks to perhaps 150 MB; a bomb of a few kilobytes to gigabytes. */
const mostUnpacked = 200 * 1024 * 1024
const mostOfOneEntry = 100 * 1024 * 1024
const mostEntries = 5_000
/** Repetitive sheets pack 1 : 50 or so; deflate's own limit, which bombs use, is 1 : 1032. Small parts may be anything. */
const steepest = 200
const steepnessMattersFrom = 1024 * 1024

/**
 * The table of contents of an archive. Only it is read; nothing is unpacked to disk. Refused: an archive that does not
 * begin and end where the file does, parts that share bytes, more parts or more unpacked bytes than any document has.
 */
export function openZip(view: Buffer): ZipEntry[] {
  const end = view.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'))
  if (end < 0 || end + 22 > view.length) throw new ZipRefused('damaged')
  if (end + 22 + view.readUInt16LE(end + 20) !== view.length) throw new ZipRefused('two-types')
  const count = view.readUInt16LE(end + 10)
  const size = view.readUInt32LE(end + 12)
  const start = view.readUInt32LE(end + 16)
  if (count > mostEntries) throw new ZipRefused('zip-bomb')
  // Also ZIP64, whose fields stand at their maximum here: a file of 25 MB does not need it.
  if (start + size !== end) throw new ZipRefused('damaged')
  const entries: ZipEntry[] = []
  let at = start
  for (let n = 0; n < count; n += 1) {
    if (at + 46 > end || view.readUInt32LE(at) !== 0x02014b50) throw new ZipRefused('damaged')
    const nameLength = view.readUInt16LE(at + 28)
    entries.push({
      name: view.toString('utf8', at + 46, at + 46 + nameLength),
      method: view.readUInt16LE(at + 10),
      packed: view.readUInt32LE(at + 20),
      unpacked: view.readUInt32LE(at + 24),
      at: view.readUInt32LE(at + 42),
    })
    at += 46 + nameLength + view.readUInt16LE(at + 30) + view.readUInt16LE(at + 32)
  }
  if (at !== end) throw new ZipRefused('damaged')
  refuseBomb(entries)
  refuseSharedBytes(view, entries, start)
  refuseLies(view, entries)
  return entries
}

function refuseBomb(entries: readonly ZipEntry[]): void {
  let total = 0
  for (const { packed, unpacked } of entries) {
    total += unpacked
    if (unpacked > mostOfOneEntry || total > mostUnpacked) throw new ZipRefused('zip-bomb')
    if (unpacked > steepnessMattersFrom && unpacked > packed * steepest) throw new ZipRefused('zip-bomb')
  }
}

/** The better zip bombs list the same bytes many times over. */
function refuseSharedBytes(view: Buffer, entries: readonly ZipEntry[], contents: number): void {
  const sorted = entries.toSorted((a, b) => a.at - b.at)
  let free = 0
  for (const entry of sorted) {
    if (entry.at < free) throw new ZipRefused('zip-bomb')
    free = bodyOf(view, entry) + entry.packed
    if (free > contents) throw new ZipRefused('damaged')
  }
  if (sorted.length > 0 && sorted[0]!.at !== 0) throw new ZipRefused('two-types')
}

function bodyOf(view: Buffer, entry: ZipEntry): number {
  if (entry.at + 30 > view.length || view.readUInt32LE(entry.at) !== 0x04034b50)
    throw new ZipRefused('damaged')
  return entry.at + 30 + view.readUInt16LE(entry.at + 26) + view.readUInt16LE(entry.at + 28)
}

/** The stated size may be a lie: each part is unpacked in memory up to what it states, and the result thrown away. */
function refuseLies(view: Buffer, entries: readonly ZipEntry[]): void {
  for (const entry of entries) {
    if (entry.method === 0) {
      if (entry.packed !== entry.unpacked) throw new ZipRefused('damaged')
      continue
    }
    if (entry.method !== 8) throw new ZipRefused('damaged')
    const body = bodyOf(view, entry)
    try {
      const { length } = inflateRawSync(view.subarray(body, body + entry.packed), {
        maxOutputLength: Math.max(entry.unpacked, 1),
      })
      if (length !== entry.unpacked) throw new ZipRefused('damaged')
    } catch (error) {
      if (error instanceof ZipRefused) throw error
      throw new ZipRefused(
        (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE' ? 'zip-bomb' : 'damaged',
      )
    }
  }
}

const office: readonly [part: string, mediaType: string, extension: string][] = [
  ['word/document.xml', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', 'docx'],
  ['xl/workbook.xml', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'xlsx'],
]

/** Which office document an archive is; null when it is just an archive. */
export function zipKind(
  view: Buffer,
  entries: readonly ZipEntry[],
): { mediaType: string; extension: string } | null {
  const names = new Set(entries.map((entry) => entry.name))
  if (names.has('[Content_Types].xml'))
    for (const [part, mediaType, extension] of office) if (names.has(part)) return { mediaType, extension }
  const mimetype = entries.find((entry) => entry.name === 'mimetype' && entry.method === 0)
  if (mimetype === undefined) return null
  const body = bodyOf(view, mimetype)
  const mediaType = view.toString('latin1', body, body + mimetype.packed)
  return mediaType === 'application/vnd.oasis.opendocument.text' ? { mediaType, extension: 'odt' } : null
}
