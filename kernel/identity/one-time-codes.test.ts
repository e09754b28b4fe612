import { expect, test } from 'vitest'
import { codeAt, enrolmentOf, findStep, newSecret } from './one-time-codes.ts'

// RFC 6238, appendix B, SHA-1; the last six of its eight digits, as the six-digit code is the same number modulo 10^6.
const secret = Buffer.from('12345678901234567890')
test.each([
  [59, '94287082'],
  [1111111109, '07081804'],
  [1111111111, '14050471'],
  [1234567890, '89005924'],
  [2000000000, '69279037'],
  [20000000000, '65353130'],
])('at %d seconds the code is the one of RFC 6238', (seconds, code) => {
  const at = new Date(seconds * 1000)
  expect(codeAt(secret, at)).toBe(code.slice(2))
  expect(findStep(secret, code.slice(2), at)).toBe(Math.floor(seconds / 30))
})

test('a code holds one step before and after its own, and no longer', () => {
  const at = new Date('2026-03-12T09:00:10Z')
  const code = codeAt(secret, at)
  const step = Math.floor(at.getTime() / 30_000)
  for (const seconds of [-30, 0, 30])
    expect(findStep(secret, code, new Date(at.getTime() + seconds * 1000))).toBe(step)
  for (const seconds of [-90, 90])
    expect(findStep(secret, code, new Date(at.getTime() + seconds * 1000))).toBeNull()
})

test('a new secret has 160 bits and is shown so that an authenticator reads it', () => {
  const made = newSecret()
  expect(made).toHaveLength(20)
  const { secret: base32, uri } = enrolmentOf(made, 'clerk.khi')
  expect(base32).toMatch(/^[A-Z2-7]{32}$/)
  expect(uri).toBe(
    `otpauth://totp/Mizan:clerk.khi?issuer=Mizan&secret=${base32}&algorithm=SHA1&digits=6&period=30`,
  )
})
