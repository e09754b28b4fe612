import { secretOfOwnDrafts } from '../forms/own-drafts.ts'
import { keyFrom } from './seal.ts'
import { openShelf, type Shelf } from './shelf.ts'

let opened: Promise<Shelf> | undefined

/** Where this device keeps what waits. @throws when it keeps nothing */
export function deviceShelf(): Promise<Shelf> {
  opened ??= openShelf().catch((error: unknown) => {
    opened = undefined
    throw error
  })
  return opened
}

/** The shelf and the key of whoever is signed in, or whose shift is open. */
export async function keeping() {
  return { shelf: await deviceShelf(), key: await keyFrom(await secretOfOwnDrafts()) }
}

const inPages = new Map<string, number>()
const nameOf = (account: string, queue: string) => `${account}/${queue}`

/** A page says that it sends a queue itself, until it calls what is returned. */
export function openInPage(account: string, queue: string): () => void {
  const name = nameOf(account, queue)
  inPages.set(name, (inPages.get(name) ?? 0) + 1)
  return () => inPages.set(name, (inPages.get(name) ?? 1) - 1)
}

export function isOpenInPage(account: string, queue: string): boolean {
  return (inPages.get(nameOf(account, queue)) ?? 0) > 0
}

const listeners = new Set<() => void>()

/** Some outbox of this page has changed. */
export function outboxChanged(): void {
  for (const listener of listeners) listener()
}

export function onOutboxChange(listener: () => void): () => void {
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
  }
}
