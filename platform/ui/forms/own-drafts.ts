import { deviceShelf } from './draft-shelf.ts'
import { type Drafts, openDrafts } from './drafts.ts'

/**
 * The drafts of whoever is signed in, opened once when the first form asks. Only forms on the list are kept at all: what is said of
 * protected persons, or in intelligence, has no place on a shared device, sealed or not.
 */
let secretOfSession: (() => Promise<string>) | undefined
let allowed: readonly string[] = []
let open: { readonly account: string; readonly drafts: Promise<Drafts> } | undefined

/** The shell says where the secret comes from and which forms may be kept. */
export function keepDrafts(options: {
  readonly secret: () => Promise<string>
  readonly forms: readonly string[]
}): void {
  secretOfSession = options.secret
  allowed = options.forms
}

/** The secret of the signed-in account, from which keys of further sealed things are made. @throws when the server cannot be asked */
export function secretOfOwnDrafts(): Promise<string> {
  if (secretOfSession === undefined)
    return Promise.reject(new Error('Nobody has said where the secret of drafts comes from.'))
  return secretOfSession()
}

/** `policing.arrest` allows `policing.arrest.<case>`. */
export function mayBeKept(name: string): boolean {
  return allowed.some((form) => name === form || name.startsWith(`${form}.`))
}

/** Rejects when the server cannot be asked or the browser has no crypto; the next call tries again. */
export function ownDrafts(account: string): Promise<Drafts> {
  if (open?.account === account) return open.drafts
  const drafts = (async () => openDrafts(account, await secretOfOwnDrafts(), deviceShelf()))()
  open = { account, drafts }
  drafts.catch(() => {
    if (open?.drafts === drafts) open = undefined
  })
  return drafts
}

/** At sign-out: the key goes, what is sealed stays. */
export function closeDrafts(): void {
  open = undefined
}
