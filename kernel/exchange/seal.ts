import { sealerOf } from '#platform/sealing'

/** Partner secrets and messages. Losing the key means new secrets for every partner; nobody can forge anything with the database alone. */
const sealer = sealerOf('exchange')

/** `place` says what is sealed and is bound to it: a secret copied into another row does not open. */
export function seal(text: string, place: string): Buffer {
  return sealer.seal(Buffer.from(text, 'utf8'), place)
}

/** @throws when it was sealed with another key, for another place, or changed since */
export function unseal(sealed: Buffer, place: string): string {
  return sealer.unseal(sealed, place).toString('utf8')
}
