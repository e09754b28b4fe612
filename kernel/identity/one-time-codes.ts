import { randomBytes } from 'node:crypto'
import { Secret, TOTP } from 'otpauth'

/** As every authenticator app knows it: SHA-1, six digits, thirty seconds (RFC 6238). */
const settings = { algorithm: 'SHA1', digits: 6, period: 30 } as const
const issuer = 'Mizan'

/** 160 random bits, as RFC 4226 recommends. */
export function newSecret(): Buffer {
  return randomBytes(20)
}

function authenticator(secret: Uint8Array, username = 'mizan'): TOTP {
  const bytes = new Uint8Array(secret)
  return new TOTP({ ...settings, issuer, label: username, secret: new Secret({ buffer: bytes.buffer }) })
}

/** The code an authenticator shows at a time. */
export function codeAt(secret: Uint8Array, at: Date): string {
  return authenticator(secret).generate({ timestamp: at.getTime() })
}

/** The thirty-second step a code belongs to, at most one step before or after the server's clock; nothing for a wrong code. */
export function findStep(secret: Uint8Array, code: string, at: Date): number | null {
  const delta = authenticator(secret).validate({ token: code, timestamp: at.getTime(), window: 1 })
  return delta === null ? null : Math.floor(at.getTime() / (settings.period * 1000)) + delta
}

/** What a person types or scans into an authenticator. */
export function enrolmentOf(secret: Uint8Array, username: string): { secret: string; uri: string } {
  const made = authenticator(secret, username)
  return { secret: made.secret.base32, uri: made.toString() }
}
