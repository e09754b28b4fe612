import { expect, test } from 'vitest'
import { decoyHash, hashPassword, isOutdated, passwordProblem, verifyPassword } from './passwords.ts'

test('a password opens its own hash and no other does', async () => {
  const hash = await hashPassword('چار چڑیاں ایک تار پر')
  expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
  expect(await verifyPassword('چار چڑیاں ایک تار پر', hash)).toBe(true)
  expect(await verifyPassword('چار چڑیاں ایک تار', hash)).toBe(false)
  expect(await verifyPassword('', decoyHash)).toBe(false)
})

test('the same letters composed in another way are the same password', async () => {
  const hash = await hashPassword('\u0622داب عرض ہے')
  expect(await verifyPassword('\u0627\u0653داب عرض ہے', hash)).toBe(true)
})

test('a hash made at a lower cost still opens, and is renewed', async () => {
  // From the test of the reference implementation: argon2id, 64 MiB, two passes, "password", "somesalt".
  const older = '$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc'
  expect(await verifyPassword('password', older)).toBe(true)
  expect(isOutdated(older)).toBe(true)
  expect(isOutdated(decoyHash)).toBe(false)
})

test('a damaged hash is an error, not a wrong password', async () => {
  await expect(verifyPassword('x', 'md5:abc')).rejects.toThrow(/PHC/)
})

test.each([
  ['short', 'password-short'],
  ['password1234', 'password-guessable'],
  ['aaaaaaaaaaaaaaaa', 'password-guessable'],
  ['my clerk.khi password', 'password-names-you'],
  ['مختصر', 'password-short'],
])('%s is refused as %s', (password, code) => {
  expect(passwordProblem('password', password, 'clerk.khi')?.code).toBe(code)
})

test('a sentence of lower-case letters is a good password', () => {
  expect(passwordProblem('password', 'four sparrows on a wire', 'clerk.khi')).toBeNull()
})
