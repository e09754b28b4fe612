import { keyFrom, type Sealed, seal, unseal } from '../outbox/seal.ts'
import type { Session } from '../session.tsx'

/**
 * What a desk needs for a shift, kept on this device under a passphrase of the officer's own. The server gives the key of drafts to a
 * session; a page opened where there is no server has none, so what opens the pack must come from the officer's head. `docs/decisions/
 * 0021-shift-pack.md` says against whom this holds and against whom it does not.
 */

/** An answer of the server as a page would have it: which endpoint, asked what, said what. */
export interface Answer {
  readonly name: string
  readonly input: unknown
  readonly data: unknown
}

export interface Contents {
  readonly session: Session
  /** The secret of the account's drafts and outbox, so that both open without the server. */
  readonly secret: string
  readonly answers: readonly Answer[]
}

/** A pack as it lies on the device. Nothing of anybody in custody is in the clear, and its terms cannot be changed: they are sealed in. */
export interface Pack {
  readonly account: string
  /** To tell two officers' packs on one device apart. */
  readonly username: string
  /** The names of the desks it holds. */
  readonly about: readonly string[]
  readonly takenAt: number
  readonly until: number
  /** Wrong passphrases after which the pack is thrown away. */
  readonly mostTries: number
  readonly salt: Uint8Array<ArrayBuffer>
  /** The key of the contents, sealed under the passphrase's. */
  readonly key: Sealed
  readonly contents: Sealed
  /** What came to it during the shift, by name: sealed under the account's secret, which lies in the contents. It ends with the pack. */
  readonly added?: Readonly<Record<string, Sealed>>
  readonly tries: number
  readonly triedAt: number
  /** The latest moment this device has known: a clock set back does not lengthen a shift. */
  readonly seenAt: number
}

/** Where packs lie: one of each account. */
export interface PackShelf {
  all(): Promise<Pack[]>
  put(pack: Pack): Promise<void>
  drop(account: string): Promise<void>
}

/** OWASP's figure for PBKDF2 with HMAC-SHA-256 (Password Storage Cheat Sheet). About a second on a cheap telephone. */
const iterations = 600_000

const utf8 = (text: string) => new TextEncoder().encode(text)

/** The terms of a pack, as what its seals are bound to. */
type Terms = Pick<Pack, 'account' | 'about' | 'takenAt' | 'until' | 'mostTries'>
const termsOf = ({ account, about, takenAt, until, mostTries }: Terms) =>
  utf8(`mizan shift ${account} ${about.join(',')} ${takenAt} ${until} ${mostTries}`)

async function keyOf(passphrase: string, salt: Uint8Array<ArrayBuffer>): Promise<CryptoKey> {
  const root = await crypto.subtle.importKey('raw', utf8(passphrase.normalize('NFKC')), 'PBKDF2', false, [
    'deriveKey',
  ])
  return crypto.subtle.deriveKey(
    { name: 'PBKDF2', hash: 'SHA-256', salt, iterations },
    root,
    { name: 'AES-GCM', length: 256 },
    false,
    ['wrapKey', 'unwrapKey'],
  )
}

/** Seals a pack. The key of its contents leaves this function only wrapped under the passphrase. */
export async function packOf(
  given: Omit<Terms, 'account'> & { readonly passphrase: string; readonly contents: Contents },
): Promise<Pack> {
  const { passphrase, contents, about, takenAt, until, mostTries } = given
  const { id: account, username } = contents.session.account
  const terms: Terms = { account, about, takenAt, until, mostTries }
  const salt = crypto.getRandomValues(new Uint8Array(16))
  const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, true, ['encrypt'])
  const sealing = () => ({
    name: 'AES-GCM',
    iv: crypto.getRandomValues(new Uint8Array(12)),
    additionalData: termsOf(terms),
  })
  const [forKey, forContents] = [sealing(), sealing()]
  return {
    ...terms,
    username,
    salt,
    key: {
      iv: forKey.iv,
      bytes: await crypto.subtle.wrapKey('raw', key, await keyOf(passphrase, salt), forKey),
    },
    contents: {
      iv: forContents.iv,
      bytes: await crypto.subtle.encrypt(forContents, key, utf8(JSON.stringify(contents))),
    },
    tries: 0,
    triedAt: 0,
    seenAt: takenAt,
  }
}

/** Undefined when the passphrase is another, or the pack was changed. */
async function contentsOf(pack: Pack, passphrase: string): Promise<Contents | undefined> {
  const additionalData = termsOf(pack)
  try {
    const key = await crypto.subtle.unwrapKey(
      'raw',
      pack.key.bytes,
      await keyOf(passphrase, pack.salt),
      { name: 'AES-GCM', iv: pack.key.iv, additionalData },
      'AES-GCM',
      false,
      ['decrypt'],
    )
    const text = await crypto.subtle.decrypt(
      { name: 'AES-GCM', iv: pack.contents.iv, additionalData },
      key,
      pack.contents.bytes,
    )
    return JSON.parse(new TextDecoder().decode(text)) as Contents
  } catch {
    return undefined
  }
}

/** A clock may be corrected by this much without anybody having meant harm. */
const clockSlackMs = 5 * 60_000

const hasEnded = (pack: Pack, now: number) => now >= pack.until || now < pack.seenAt - clockSlackMs

/** The packs that still hold; those whose shift is over are thrown away, and of the rest it is noted that this moment was. */
export async function standingPacks(shelf: PackShelf, now: number): Promise<Pack[]> {
  const standing: Pack[] = []
  for (const pack of await shelf.all()) {
    if (hasEnded(pack, now)) {
      await shelf.drop(pack.account)
      continue
    }
    const seen = { ...pack, seenAt: Math.max(pack.seenAt, now) }
    await shelf.put(seen)
    standing.push(seen)
  }
  return standing
}

/** How long after a wrong passphrase the next may be tried: the first three at once, then twice as long each time. */
export function waitAfter(tries: number): number {
  return tries < 3 ? 0 : Math.min(5 * 60_000, 10_000 * 2 ** (tries - 3))
}

export type Unlocking =
  | { readonly state: 'open'; readonly contents: Contents; readonly pack: Pack }
  | { readonly state: 'wrong'; readonly left: number; readonly waitMs: number }
  | { readonly state: 'wait'; readonly waitMs: number }
  | { readonly state: 'gone'; readonly why: 'ended' | 'tries' }

/**
 * Opens a pack. A try is written down before it is made, so that ending the tab in between gains nothing. After the last one the pack is
 * thrown away; what waits to be sent and what was typed lie elsewhere and stay.
 */
export async function unlock(
  shelf: PackShelf,
  account: string,
  passphrase: string,
  now: number,
): Promise<Unlocking> {
  const pack = (await standingPacks(shelf, now)).find((one) => one.account === account)
  if (pack === undefined) return { state: 'gone', why: 'ended' }
  const waitMs = pack.triedAt + waitAfter(pack.tries) - now
  if (waitMs > 0) return { state: 'wait', waitMs }
  const tried = { ...pack, tries: pack.tries + 1, triedAt: now }
  await shelf.put(tried)
  const contents = await contentsOf(pack, passphrase)
  if (contents !== undefined) {
    const opened = { ...pack, tries: 0, triedAt: 0 }
    await shelf.put(opened)
    return { state: 'open', contents, pack: opened }
  }
  if (tried.tries >= pack.mostTries) {
    await shelf.drop(account)
    return { state: 'gone', why: 'tries' }
  }
  return { state: 'wrong', left: pack.mostTries - tried.tries, waitMs: waitAfter(tried.tries) }
}

const placeOf = (pack: Pack, name: string) => `shift/${pack.account}/${pack.takenAt}/${name}`

/** Puts answers beside those of a pack that stands, in the place of what had this name. Nothing where no pack is. */
export async function addToPack(
  shelf: PackShelf,
  given: {
    readonly account: string
    readonly secret: string
    readonly name: string
    readonly answers: readonly Answer[]
  },
  now: number,
): Promise<void> {
  const { account, secret, name, answers } = given
  const key = await keyFrom(secret)
  const pack = (await standingPacks(shelf, now)).find((one) => one.account === account)
  if (pack === undefined) return
  const sealed = await seal(key, placeOf(pack, name), answers)
  await shelf.put({ ...pack, added: { ...pack.added, [name]: sealed } })
}

/** What came to a pack since it was taken. What another secret sealed is left out. */
export async function addedTo(pack: Pack, secret: string): Promise<Answer[]> {
  const key = await keyFrom(secret)
  const answers: Answer[] = []
  for (const [name, sealed] of Object.entries(pack.added ?? {}))
    answers.push(...(((await unseal(key, placeOf(pack, name), sealed)) as Answer[] | undefined) ?? []))
  return answers
}
