import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import { homeFolder } from '#platform/postgres'

const length = { key: 32, nonce: 12, tag: 16 }

/**
 * The key partner secrets and messages are sealed with: `<home>/keys/exchange.key`, made at first use and readable by its
 * owner alone. Losing it means new secrets for every partner; who has only the database can neither read nor forge anything.
 */
function openKey(): Buffer {
  const folder = join(homeFolder(), 'keys')
  const file = join(folder, 'exchange.key')
  if (!existsSync(file)) {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    const draft = `${file}.${process.pid}`
    const handle = openSync(draft, 'wx', 0o600)
    writeSync(handle, randomBytes(length.key))
    fsyncSync(handle)
    closeSync(handle)
    try {
      // Whole or not at all; of two processes that start together the first one's key stays.
      linkSync(draft, file)
    } catch (error) {
      if ((error as { code?: string }).code !== 'EEXIST') throw error
    } finally {
      rmSync(draft)
    }
  }
  const key = readFileSync(file)
  if (key.length !== length.key) throw new Error('The key exchange.key is damaged.')
  return key
}

/** AES-256-GCM. `place` says what is sealed and is bound to it: a secret copied into another row does not open. */
export function seal(text: string, place: string): Buffer {
  const nonce = randomBytes(length.nonce)
  const cipher = createCipheriv('aes-256-gcm', openKey(), nonce).setAAD(Buffer.from(place))
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed])
}

/** @throws when it was sealed with another key, for another place, or changed since */
export function unseal(sealed: Buffer, place: string): string {
  const nonce = sealed.subarray(0, length.nonce)
  const tag = sealed.subarray(length.nonce, length.nonce + length.tag)
  const decipher = createDecipheriv('aes-256-gcm', openKey(), nonce, { authTagLength: length.tag })
    .setAAD(Buffer.from(place))
    .setAuthTag(tag)
  const rest = sealed.subarray(length.nonce + length.tag)
  return Buffer.concat([decipher.update(rest), decipher.final()]).toString('utf8')
}
