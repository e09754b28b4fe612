import { createHmac, timingSafeEqual } from 'node:crypto'

/** Both sides' clocks may differ by this much, and a captured message is worth nothing after it. */
export const windowSeconds = 300

function hmac(secret: string, at: number, body: string): string {
  return createHmac('sha256', secret).update(`${at}.${body}`).digest('hex')
}

/** `t=<unix seconds>,v1=<hex HMAC-SHA-256 of "t.body">`; one `v1` for each secret in force while one is being changed. */
export function sign(secrets: readonly string[], at: number, body: string): string {
  return [`t=${at}`, ...secrets.map((secret) => `v1=${hmac(secret, at, body)}`)].join(',')
}

export interface Signed {
  readonly at: number
  readonly signatures: readonly string[]
}

export function readSignature(header: string | null): Signed | null {
  const parts = (header ?? '').split(',').map((part) => part.trim())
  const at = parts.find((part) => /^t=\d{1,12}$/.test(part))?.slice(2)
  const signatures = parts.filter((part) => /^v1=[0-9a-f]{64}$/.test(part)).map((part) => part.slice(3))
  // Nobody has more than two secrets in force; a long list would make us try keys for a guesser.
  return at === undefined || signatures.length === 0 || signatures.length > 3
    ? null
    : { at: Number(at), signatures }
}

/** The signature that is right under one of the secrets, compared in constant time. */
export function rightSignature(secrets: readonly string[], signed: Signed, body: string): string | undefined {
  let right: string | undefined
  for (const secret of secrets) {
    const expected = Buffer.from(hmac(secret, signed.at, body))
    for (const given of signed.signatures) if (timingSafeEqual(expected, Buffer.from(given))) right = given
  }
  return right
}
