/**
 * What was typed and not yet sent, on this device. Each account's drafts are sealed with AES-GCM under a key made from a secret that
 * the server gives to a session of that account alone. The key cannot be taken out of the browser's crypto and is kept nowhere: after
 * signing out, what lies on the device is noise to whoever sits down next, and is there again when its owner comes back.
 */

export interface Draft<Values> {
  readonly savedAt: number
  readonly values: Values
}

/** A sealed draft as it lies on the device. */
export interface Sealed {
  readonly iv: Uint8Array<ArrayBuffer>
  readonly box: ArrayBuffer
}

/** Where sealed drafts lie. */
export interface Shelf {
  get(id: string): Promise<Sealed | undefined>
  put(id: string, sealed: Sealed): Promise<void>
  remove(id: string): Promise<void>
}

/** The drafts of one account while it is signed in. */
export interface Drafts {
  /** Rejects when the device refuses (storage full or switched off): the person must know. */
  save(name: string, values: unknown): Promise<void>
  find<Values>(name: string): Promise<Draft<Values> | undefined>
  drop(name: string): Promise<void>
}

/** Opens the drafts of an account on a shelf. `secret` is what the server gave this session, in base64. */
export async function openDrafts(account: string, secret: string, shelf: Shelf): Promise<Drafts> {
  const { seal, name: naming } = await keysFrom(secret)
  /** The name of a draft may hold the identifier of a case: on the device it is a number that says nothing. */
  const idOf = async (name: string) => {
    const mark = await crypto.subtle.sign('HMAC', naming, utf8(name))
    return `${account}/${Array.from(new Uint8Array(mark), (byte) => byte.toString(16).padStart(2, '0')).join('')}`
  }
  /** Bound to the place it lies in: a box moved to another account's or another form's place does not open. */
  const sealing = (id: string, iv: Uint8Array<ArrayBuffer>) => ({
    name: 'AES-GCM',
    iv,
    additionalData: utf8(id),
  })
  // One after the other, or a save under way could bring back what was dropped after it.
  let before: Promise<unknown> = Promise.resolve()
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const done = before.then(work, work)
    before = done.catch(() => undefined)
    return done
  }
  return {
    save: (name, values) => {
      const text = utf8(JSON.stringify({ savedAt: Date.now(), values }))
      return inTurn(async () => {
        const id = await idOf(name)
        const iv = crypto.getRandomValues(new Uint8Array(12))
        await shelf.put(id, { iv, box: await crypto.subtle.encrypt(sealing(id, iv), seal, text) })
      })
    },
    find: <Values>(name: string) =>
      inTurn(async () => {
        const id = await idOf(name)
        const sealed = await shelf.get(id)
        if (sealed === undefined) return undefined
        try {
          const text = await crypto.subtle.decrypt(sealing(id, sealed.iv), seal, sealed.box)
          return JSON.parse(new TextDecoder().decode(text)) as Draft<Values>
        } catch {
          // Tampered with, or cut off by a failing disk: it will never open.
          await shelf.remove(id)
          return undefined
        }
      }),
    drop: (name) => inTurn(async () => shelf.remove(await idOf(name))),
  }
}

const utf8 = (text: string) => new TextEncoder().encode(text)

/** Two keys that cannot be taken out again, for sealing and for naming; neither tells the other. */
async function keysFrom(secret: string): Promise<{ seal: CryptoKey; name: CryptoKey }> {
  const bytes = Uint8Array.from(atob(secret), (letter) => letter.charCodeAt(0))
  const root = await crypto.subtle.importKey('raw', bytes, 'HKDF', false, ['deriveKey'])
  const derive = (info: string, as: AesKeyGenParams | HmacKeyGenParams, uses: KeyUsage[]) =>
    crypto.subtle.deriveKey(
      { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info: utf8(info) },
      root,
      as,
      false,
      uses,
    )
  return {
    seal: await derive('mizan drafts: seal', { name: 'AES-GCM', length: 256 }, ['encrypt', 'decrypt']),
    name: await derive('mizan drafts: name', { name: 'HMAC', hash: 'SHA-256', length: 256 }, ['sign']),
  }
}
