import { createHash, randomBytes } from 'node:crypto'

/**
 * Over HTTPS the cookie is `__Host-mizan`: the browser then refuses it from any other host, path or plain connection.
 * Over plain HTTP (one's own machine) browsers would drop that name, so it is `mizan` there.
 */
const plainName = 'mizan'

/** Whether the browser came over HTTPS: by what the server was told it is reached at, or by what the proxy in front says. */
export function isSecure(headers: Headers, publicUrl = process.env.MIZAN_PUBLIC_URL): boolean {
  if (publicUrl?.startsWith('https:') === true) return true
  return headers.get('x-forwarded-proto')?.split(',')[0]?.trim() === 'https'
}

export function cookieName(headers: Headers, suffix = ''): string {
  return `${isSecure(headers) ? '__Host-' : ''}${plainName}${suffix}`
}

/** A `Set-Cookie` value. Without `maxAge` it ends with the browser; an empty value removes it. */
export function cookie(
  headers: Headers,
  value: string,
  options: { suffix?: string; sameSite?: 'Strict' | 'Lax'; maxAge?: number } = {},
): string {
  const { suffix = '', sameSite = 'Strict', maxAge } = options
  const age = value === '' ? 0 : maxAge
  return [
    `${cookieName(headers, suffix)}=${value}`,
    'Path=/',
    'HttpOnly',
    `SameSite=${sameSite}`,
    ...(isSecure(headers) ? ['Secure'] : []),
    ...(age === undefined ? [] : [`Max-Age=${age}`]),
  ].join('; ')
}

/** The value of our cookie in a request. Two of one name mean that someone planted one: neither is believed. */
export function readCookie(headers: Headers, suffix = ''): string | null {
  const name = cookieName(headers, suffix)
  const found = (headers.get('cookie') ?? '')
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part.startsWith(`${name}=`))
  return found.length === 1 ? found[0]!.slice(name.length + 1) : null
}

/** 256 random bits. */
export function newToken(): string {
  return randomBytes(32).toString('base64url')
}

/** Tokens are stored as this: 256 random bits need no salt and no slow hash. */
export function hashToken(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}
