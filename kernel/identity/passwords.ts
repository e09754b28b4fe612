import { argon2, randomBytes, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'
import type { FieldProblem } from '#platform/http/contract'

const derive = promisify(argon2)

/** OWASP's floor for argon2id: 19 MiB, two passes, one lane (SEC-8). */
const cost = { memory: 19_456, passes: 2, parallelism: 1 } as const
const tagLength = 32

/** The same typed letters give the same password whichever way the keyboard composes Urdu. */
const asBytes = (password: string): Buffer => Buffer.from(password.normalize('NFC'), 'utf8')

/** An argon2id hash in PHC form. Takes some thirty milliseconds by design. */
export async function hashPassword(password: string): Promise<string> {
  const nonce = randomBytes(16)
  const tag = await derive('argon2id', { ...cost, message: asBytes(password), nonce, tagLength })
  return `$argon2id$v=19$m=${cost.memory},t=${cost.passes},p=${cost.parallelism}$${encode(nonce)}$${encode(tag)}`
}

const phc = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/

/** Whether a password belongs to a hash. Throws when the hash is not in PHC form: such a row is damage, not a wrong password. */
export async function verifyPassword(password: string, hash: string): Promise<boolean> {
  const parts = phc.exec(hash)
  if (parts === null) throw new Error('A stored password hash is not argon2id in PHC form.')
  const [, memory, passes, parallelism, nonce, expected] = parts
  const tag = Buffer.from(expected!, 'base64')
  const found = await derive('argon2id', {
    message: asBytes(password),
    nonce: Buffer.from(nonce!, 'base64'),
    memory: Number(memory),
    passes: Number(passes),
    parallelism: Number(parallelism),
    tagLength: tag.length,
  })
  return timingSafeEqual(found, tag)
}

/** Whether a hash was made at another cost than today's, so that the next sign-in renews it. */
export function isOutdated(hash: string): boolean {
  return !hash.startsWith(`$argon2id$v=19$m=${cost.memory},t=${cost.passes},p=${cost.parallelism}$`)
}

/**
 * A hash no password opens. A name that does not exist is checked against it, so that the answer takes as long as for one
 * that does.
 */
export const decoyHash = `$argon2id$v=19$m=${cost.memory},t=${cost.passes},p=${cost.parallelism}$${encode(randomBytes(16))}$${encode(randomBytes(tagLength))}`

function encode(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64').replace(/=+$/, '')
}

/** Passwords of twelve letters and more that every list of stolen ones begins with. */
const wellKnown = new Set([
  '123456789012',
  '1234567890123',
  '123123123123',
  '111111111111',
  '000000000000',
  '1q2w3e4r5t6y',
  '1qaz2wsx3edc',
  'qwertyuiop12',
  'qwertyuiop123',
  'qwerty123456',
  'qwertyuiopasdf',
  'password1234',
  'password12345',
  'password123456',
  'passwordpassword',
  'administrator',
  'administrator1',
  'welcome12345',
  'iloveyou1234',
  'pakistan1234',
  'pakistan12345',
  'pakistan123456',
  'pakistanzindabad',
  'bismillah786',
  'bismillah1234',
  'letmein12345',
  'changeme1234',
])

/** What is wrong with a new password, or nothing. Length and guessability count; a mix of kinds of letters does not (ASVS 6.2). */
export function passwordProblem(path: string, password: string, username: string): FieldProblem | null {
  if ([...password].length < 12)
    return {
      path,
      code: 'password-short',
      message: {
        en: 'Use at least 12 characters; a short sentence is easy to remember.',
        ur: 'کم از کم 12 حروف کا پاس ورڈ رکھیں؛ چھوٹا سا جملہ یاد رکھنا آسان ہے۔',
      },
    }
  const plain = password.toLowerCase()
  if (wellKnown.has(plain) || new Set(plain).size < 5)
    return {
      path,
      code: 'password-guessable',
      message: {
        en: 'This password is among the first that are tried. Choose another.',
        ur: 'یہ پاس ورڈ بآسانی بوجھا جا سکتا ہے۔ کوئی اور چنیں۔',
      },
    }
  if (plain.includes(username.toLowerCase()) || plain.includes('mizan'))
    return {
      path,
      code: 'password-names-you',
      message: {
        en: 'The password must not contain your username or the name of this system.',
        ur: 'پاس ورڈ میں آپ کا صارف نام یا اس نظام کا نام نہیں ہونا چاہیے۔',
      },
    }
  return null
}
