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

/** The key `<home>/keys/<name>.key`, made at first use and readable by its owner alone. */
function openKey(name: string): Buffer {
  const folder = join(homeFolder(), 'keys')
  const file = join(folder, `${name}.key`)
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
  if (key.length !== length.key) throw new Error(`The key ${name}.key is damaged.`)
  return key
}

export interface Sealer {
  /** AES-256-GCM. `place` says what is sealed and is bound to it: what is copied into another row does not open. */
  seal(bytes: Uint8Array, place: string): Buffer
  /** @throws when it was sealed with another key, for another place, or changed since */
  unseal(sealed: Buffer, place: string): Buffer
}

/** Seals columns with a key of their own that is not in the database: who has only the database reads nothing. */
export function sealerOf(name: string): Sealer {
  return {
    seal(bytes, place) {
      const nonce = randomBytes(length.nonce)
      const cipher = createCipheriv('aes-256-gcm', openKey(name), nonce).setAAD(Buffer.from(place))
      const sealed = Buffer.concat([cipher.update(bytes), cipher.final()])
      return Buffer.concat([nonce, cipher.getAuthTag(), sealed])
    },
    unseal(sealed, place) {
      const nonce = sealed.subarray(0, length.nonce)
      const tag = sealed.subarray(length.nonce, length.nonce + length.tag)
      const decipher = createDecipheriv('aes-256-gcm', openKey(name), nonce, { authTagLength: length.tag })
        .setAAD(Buffer.from(place))
        .setAuthTag(tag)
      return Buffer.concat([decipher.update(sealed.subarray(length.nonce + length.tag)), decipher.final()])
    },
  }
}
