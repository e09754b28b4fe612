import { StartRefused } from '#platform/postgres'

/** What stands at the gates of this installation: who reads a finger, and who says whose it is. */
export interface FingerSetup {
  readonly reader:
    | { readonly driver: 'none' | 'file'; readonly address: null }
    | { readonly driver: 'bridge'; readonly address: string }
  /** Codes of prisons at whose gates no reader stands, though there is one elsewhere. */
  readonly withoutReader: readonly string[]
  readonly matcher: { readonly address: string; readonly secret: string } | null
}

const loopback = new Set(['127.0.0.1', '[::1]', 'localhost'])

/**
 * From `MIZAN_FINGER_READER` (`none`, `file`, or the loopback address of a vendor's service on the desk's own computer), the prisons of
 * `MIZAN_FINGER_READER_NOT_AT`, where it does not stand, and `MIZAN_FINGER_MATCHER` with `MIZAN_FINGER_MATCHER_SECRET`. @throws StartRefused when they say what cannot be
 */
export function fingerSetup(environment: NodeJS.ProcessEnv = process.env): FingerSetup {
  return {
    reader: readerOf(environment),
    withoutReader: prisonsWithout(environment),
    matcher: matcherOf(environment),
  }
}

function readerOf({ MIZAN_FINGER_READER: said = '' }: NodeJS.ProcessEnv): FingerSetup['reader'] {
  if (said === '' || said === 'none') return { driver: 'none', address: null }
  if (said === 'file') return { driver: 'file', address: null }
  const url = URL.canParse(said) ? new URL(said) : null
  // The address stands in the policy that keeps every other one out: an origin with a port, on this very computer, and nothing more.
  if (
    url === null ||
    !/^https?:$/.test(url.protocol) ||
    !loopback.has(url.hostname) ||
    url.port === '' ||
    said.replace(/\/$/, '') !== url.origin
  )
    throw new StartRefused(
      `MIZAN_FINGER_READER must be "none", "file" or the address of a reader on this computer, such as http://127.0.0.1:15896; it is "${said}".`,
    )
  return { driver: 'bridge', address: url.origin }
}

function prisonsWithout({ MIZAN_FINGER_READER_NOT_AT: said = '' }: NodeJS.ProcessEnv): string[] {
  const codes = said === '' ? [] : said.split(',')
  if (!codes.every((code) => /^[A-Z][A-Z0-9-]*$/.test(code)))
    throw new StartRefused(
      `MIZAN_FINGER_READER_NOT_AT must be codes of prisons between commas, such as PRS-KHI-C,PRS-SUK-C; it is "${said}".`,
    )
  return codes
}

function matcherOf({
  MIZAN_FINGER_MATCHER: said = '',
  MIZAN_FINGER_MATCHER_SECRET: secret = '',
}: NodeJS.ProcessEnv): FingerSetup['matcher'] {
  if (said === '' || said === 'none') return null
  const url = URL.canParse(said) ? new URL(said) : null
  // Templates leave this computer encrypted or not at all.
  if (
    url === null ||
    !(url.protocol === 'https:' || (url.protocol === 'http:' && loopback.has(url.hostname)))
  )
    throw new StartRefused('MIZAN_FINGER_MATCHER must be an https address, or an http one on this computer.')
  if (secret.length < 32)
    throw new StartRefused('MIZAN_FINGER_MATCHER_SECRET must be a secret of at least 32 letters.')
  return { address: url.href.replace(/\/$/, ''), secret }
}
