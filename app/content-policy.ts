/**
 * What a screen may load and whom it may ask: ourselves alone, and where a fingerprint reader is set up also the one service on the desk's
 * own computer that reads it.
 */
export function contentPolicy(nonce: string, reader: string | null): string {
  return [
    "default-src 'none'",
    `script-src 'self' 'nonce-${nonce}'`,
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data: blob:",
    "font-src 'self'",
    `connect-src 'self'${reader === null ? '' : ` ${reader}`}`,
    "frame-src 'self' blob:",
    "manifest-src 'self'",
    "worker-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ')
}
