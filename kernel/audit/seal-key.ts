import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
} from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

export interface SealKey {
  /** First 16 hex digits of the SHA-256 of the public key. */
  readonly id: string
  readonly privateKey: KeyObject
  readonly publicKey: KeyObject
}

/**
 * The Ed25519 key heads are signed with: `<home>/keys/audit-seal.pem`, made at first use and readable by its owner alone.
 * It is never in the database: who owns only the database cannot forge a head.
 */
export function openSealKey(home: string): SealKey {
  const folder = join(home, 'keys')
  const file = join(folder, 'audit-seal.pem')
  if (!existsSync(file)) {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    const { privateKey } = generateKeyPairSync('ed25519')
    writeFileSync(file, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600, flag: 'wx' })
  }
  const privateKey = createPrivateKey(readFileSync(file))
  const publicKey = createPublicKey(privateKey)
  return { id: keyId(publicKey), privateKey, publicKey }
}

/** The public half as it is given to whoever checks a head (SPKI, base64). Nothing before the first key was made. */
export function publicSealKey(home: string): { keyId: string; publicKey: string } | undefined {
  const file = join(home, 'keys', 'audit-seal.pem')
  if (!existsSync(file)) return undefined
  const publicKey = createPublicKey(createPrivateKey(readFileSync(file)))
  return {
    keyId: keyId(publicKey),
    publicKey: publicKey.export({ type: 'spki', format: 'der' }).toString('base64'),
  }
}

function keyId(publicKey: KeyObject): string {
  return createHash('sha256')
    .update(publicKey.export({ type: 'spki', format: 'der' }))
    .digest('hex')
    .slice(0, 16)
}
