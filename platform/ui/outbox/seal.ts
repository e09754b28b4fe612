/**
 * Sealing what waits on a device: AES-GCM under a key that the browser keeps and never shows. Who copies the disk without the
 * browser's own storage of keys has noise; a sealed text moved to another account or queue does not open.
 */

export interface Sealed {
  readonly iv: Uint8Array<ArrayBuffer>
  readonly bytes: ArrayBuffer
}

/** A key that can be used and kept, and not read. */
export function newKey(): Promise<CryptoKey> {
  return crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt'])
}

const bound = (place: string) => new TextEncoder().encode(place)

/** @param place what the text belongs to; it opens nowhere else */
export async function seal(key: CryptoKey, place: string, value: unknown): Promise<Sealed> {
  const iv = crypto.getRandomValues(new Uint8Array(12))
  const bytes = await crypto.subtle.encrypt(
    { name: 'AES-GCM', iv, additionalData: bound(place) },
    key,
    new TextEncoder().encode(JSON.stringify(value)),
  )
  return { iv, bytes }
}

/** Undefined when it was sealed by another key, for another place, or damaged. */
export async function unseal(key: CryptoKey, place: string, sealed: Sealed): Promise<unknown> {
  try {
    const bytes = await crypto.subtle.decrypt(
      { name: 'AES-GCM', iv: sealed.iv, additionalData: bound(place) },
      key,
      sealed.bytes,
    )
    return JSON.parse(new TextDecoder().decode(bytes)) as unknown
  } catch {
    return undefined
  }
}
