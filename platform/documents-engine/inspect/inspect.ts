import { fileTypeFromBuffer } from 'file-type'
import { pictureSize } from './picture-size.ts'
import { plainTextProblem } from './plain-text.ts'
import { openZip, ZipRefused, zipKind } from './zip.ts'

/** Why a file is not taken; the same words as the refusal codes of `documents`. */
export type Refused =
  | 'empty'
  | 'too-large'
  | 'type'
  | 'two-types'
  | 'active-content'
  | 'zip-bomb'
  | 'pixels'
  | 'damaged'

export type Inspected =
  | { readonly ok: true; readonly mediaType: string; readonly extension: string }
  | { readonly ok: false; readonly why: Refused }

export const largestFile = 25 * 1024 * 1024
/** A picture of more takes over a quarter of a gigabyte to draw, whatever its file's size. */
const mostPixels = 80_000_000
const longestSide = 30_000

/** What file-type may find and we take. Everything else is refused, whatever its name says. */
const taken: Record<string, { mediaType: string; extension: string }> = {
  'application/pdf': { mediaType: 'application/pdf', extension: 'pdf' },
  'image/png': { mediaType: 'image/png', extension: 'png' },
  'image/jpeg': { mediaType: 'image/jpeg', extension: 'jpg' },
  'image/tiff': { mediaType: 'image/tiff', extension: 'tif' },
  'image/webp': { mediaType: 'image/webp', extension: 'webp' },
  'audio/mpeg': { mediaType: 'audio/mpeg', extension: 'mp3' },
  'audio/mp4': { mediaType: 'audio/mp4', extension: 'm4a' },
  'audio/x-m4a': { mediaType: 'audio/mp4', extension: 'm4a' },
  'video/mp4': { mediaType: 'video/mp4', extension: 'mp4' },
}

const refused = (why: Refused): Inspected => ({ ok: false, why })

/**
 * What a file is by its content. The name counts for nothing but the choice between CSV and plain text. The bytes are only
 * read, never changed: an exhibit stays as it was handed in.
 */
export async function inspectFile(bytes: Uint8Array, fileName: string): Promise<Inspected> {
  if (bytes.byteLength === 0) return refused('empty')
  if (bytes.byteLength > largestFile) return refused('too-large')
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (startsWith(view, 'PK\x03\x04')) return inspectZip(view)
  const found = await fileTypeFromBuffer(view).catch(() => undefined)
  if (found === undefined) return inspectText(view, fileName)
  const known = taken[found.mime]
  if (known === undefined) return refused('type')
  if (hidesArchive(view)) return refused('two-types')
  if (known.mediaType === 'application/pdf') return inspectPdf(view, known)
  if (known.mediaType.startsWith('image/')) return inspectPicture(view, known)
  if (hidesPage(view)) return refused('two-types')
  return { ok: true, ...known }
}

function inspectPdf(view: Buffer, known: { mediaType: string; extension: string }): Inspected {
  // The standard lets junk stand before the header; that is how a file is made to be two things at once.
  if (!startsWith(view, '%PDF-')) return refused('two-types')
  if (view.lastIndexOf('%%EOF') < view.length - 2048) return refused('damaged')
  if (/<(script|html|svg)[\s>]/i.test(view.toString('latin1', 0, 1024))) return refused('two-types')
  return { ok: true, ...known }
}

function inspectPicture(view: Buffer, known: { mediaType: string; extension: string }): Inspected {
  if (hidesPage(view) || view.subarray(0, 1024).includes('%PDF-')) return refused('two-types')
  const size = pictureSize(view, known.mediaType)
  if (size === null) return refused('damaged')
  if (size.width * size.height > mostPixels || Math.max(size.width, size.height) > longestSide)
    return refused('pixels')
  return { ok: true, ...known }
}

async function inspectZip(view: Buffer): Promise<Inspected> {
  try {
    const zip = openZip(view)
    const kind = zipKind(view, zip)
    if (kind === null) return refused('type')
    if (zip.some((entry) => /(^|\/)vbaProject\.bin$|^Basic\/|^Scripts\//i.test(entry.name)))
      return refused('active-content')
    return { ok: true, ...kind }
  } catch (error) {
    if (error instanceof ZipRefused) return refused(error.why)
    throw error
  }
}

function inspectText(view: Buffer, fileName: string): Inspected {
  const problem = plainTextProblem(view)
  if (problem !== null) return refused(problem)
  return /\.csv$/i.test(fileName)
    ? { ok: true, mediaType: 'text/csv', extension: 'csv' }
    : { ok: true, mediaType: 'text/plain', extension: 'txt' }
}

function startsWith(view: Buffer, signature: string): boolean {
  return view.subarray(0, signature.length).equals(Buffer.from(signature, 'latin1'))
}

/** A whole archive behind the picture: an unpacker reads from the end and would not see the picture at all. */
function hidesArchive(view: Buffer): boolean {
  const end = view.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'))
  return end >= 0 && end >= view.length - 65_557
}

/** A page in a picture's comment or sound's tag. The short words are sought only where chance cannot have put them. */
function hidesPage(view: Buffer): boolean {
  const start = view.toString('latin1', 0, 4096)
  if (/<(html|svg|!doctype html|\?php|iframe|body)[\s>]/i.test(start)) return true
  for (let at = 0; at < view.length; at += 1 << 20)
    if (/<script[\s>/]/i.test(view.toString('latin1', Math.max(0, at - 8), at + (1 << 20)))) return true
  return false
}

const knownExtensions: Record<string, readonly string[]> = {
  jpg: ['jpg', 'jpeg'],
  tif: ['tif', 'tiff'],
  txt: ['txt', 'text', 'md', 'log'],
}

/**
 * A name that can be shown and saved anywhere: no folders, no controls or direction marks (which show `exe.pdf` for
 * `fdp.exe`), none of the characters Windows forbids, and the ending that its content has.
 */
export function safeName(given: string, extension: string): string {
  const base = given
    .normalize('NFC')
    .replace(/^.*[/\\]/s, '')
    .replace(/\p{Cc}|\p{Bidi_Control}|\ufeff/gu, '')
    .replace(/[<>:"|?*]/g, '_')
    .replace(/^[.\s]+|[.\s]+$/g, '')
  const dot = base.lastIndexOf('.')
  const own = dot > 0 ? base.slice(dot + 1).toLowerCase() : ''
  const stem = (knownExtensions[extension] ?? [extension]).includes(own) ? base.slice(0, dot) : base
  const short = [...stem].slice(0, 120).join('').trim()
  const reserved = /^(con|prn|aux|nul|com\d|lpt\d)$/i.test(short)
  return `${short === '' ? 'file' : reserved ? `${short}_` : short}.${extension}`
}
