import type { FingerSetup } from '../contract.ts'
import { type Finger, readFingerRecord } from '../finger-record.ts'

export interface Reader {
  readonly id: string
  readonly name: string
}

export interface Capture {
  /** A record of ISO/IEC 19794-2, base64. */
  readonly template: string
  /** Who read it, as it is written beside the finger. */
  readonly device: string
}

/** What reads a finger at this desk. One interface, whatever stands on the table. */
export interface FingerDevice {
  /** Readers at hand; none when there is no device. */
  list(): Promise<readonly Reader[]>
  /**
   * One finger: which one the officer asked for, or null at the gate, where any will do. Null when nothing came of it: nobody laid a
   * finger down, or the file dialogue was closed. @throws FingerRecordError when what came is no record
   */
  capture(reader: Reader, finger: Finger | null): Promise<Capture | null>
}

/** No device: there is nothing to press, and what is compared is compared by eye. */
const none: FingerDevice = { list: async () => [], capture: async () => null }

const file: FingerDevice = {
  list: async () => [{ id: 'file', name: 'file' }],
  async capture() {
    const chosen = await chooseFile()
    if (chosen === null) return null
    return { template: checked(new Uint8Array(await chosen.arrayBuffer())), device: 'file' }
  },
}

function chooseFile(): Promise<File | null> {
  return new Promise((resolve) => {
    const input = document.createElement('input')
    input.type = 'file'
    input.accept = '.fmr,.iso,.bin,.dat,application/octet-stream'
    input.addEventListener('change', () => resolve(input.files?.[0] ?? null))
    input.addEventListener('cancel', () => resolve(null))
    input.click()
  })
}

/** Longer than anybody holds a finger on the glass; then the officer is told that nothing was read. */
const captureWithinMs = 20_000

/** A vendor's service on this very computer, at the one address that the server named and the page's policy lets through. */
function bridge(address: string): FingerDevice {
  return {
    async list() {
      const found = await asked(address, '/readers')
      return Array.isArray(found) ? found.flatMap(readerOf) : []
    },
    async capture(reader, finger) {
      const found = await asked(address, '/capture', {
        reader: reader.id,
        finger: finger ?? 0,
        format: 'ISO/IEC 19794-2',
      })
      if (!isObject(found) || typeof found.template !== 'string') return null
      const bytes = Uint8Array.from(atob(found.template), (letter) => letter.charCodeAt(0))
      return { template: checked(bytes), device: `bridge: ${reader.name}`.slice(0, 80) }
    },
  }
}

/** An answer of the service, or null when it is away. It is sent no cookie and learns nothing of the page. */
async function asked(address: string, path: string, body?: unknown): Promise<unknown> {
  try {
    const response = await fetch(`${address}${path}`, {
      ...(body === undefined
        ? {}
        : { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      signal: AbortSignal.timeout(captureWithinMs),
    })
    return response.ok ? ((await response.json()) as unknown) : null
  } catch {
    return null
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

function readerOf(value: unknown): Reader[] {
  return isObject(value) && typeof value.id === 'string' && typeof value.name === 'string'
    ? [{ id: value.id, name: value.name }]
    : []
}

/** The same strict reading as on the server, so that a wrong file is told at the desk and not sent. */
function checked(bytes: Uint8Array): string {
  readFingerRecord(bytes)
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
}

export function deviceOf({ driver, address }: FingerSetup): FingerDevice {
  if (driver === 'file') return file
  return driver === 'bridge' && address !== null ? bridge(address) : none
}
