import { useEffect, useRef, useState, useSyncExternalStore } from 'react'
import { secretOfOwnDrafts } from '../forms/own-drafts.ts'
import { useSession } from '../session.tsx'
import { Outbox, type OutboxState, type Send } from './outbox.ts'
import { keyFrom } from './seal.ts'
import { openShelf, type Shelf } from './shelf.ts'

/** How often a device without a connection asks whether there is one again. */
const againMs = 10_000

let opened: Promise<Shelf> | undefined
async function keeping() {
  opened ??= openShelf().catch((error: unknown) => {
    opened = undefined
    throw error
  })
  return { shelf: await opened, key: await keyFrom(await secretOfOwnDrafts()) }
}

/**
 * An outbox of the signed-in account. What is added is shown at once, lies sealed on the device, and is sent when the server can be
 * reached: at once, when the connection comes back, or at the next opening of the page.
 */
export function useOutbox<Item extends { readonly id: string }>(
  queue: string,
  send: Send<Item>,
): OutboxState<Item> & { readonly add: (items: readonly Item[]) => void } {
  const account = useSession()?.account.id ?? ''
  const latest = useRef(send)
  useEffect(() => {
    latest.current = send
  })
  const [outbox] = useState(
    () => new Outbox<Item>({ account, queue, keeping, send: (items) => latest.current(items) }),
  )
  useEffect(() => {
    void outbox.open().then(() => outbox.flush())
    const flush = () => void outbox.flush()
    window.addEventListener('online', flush)
    const timer = setInterval(flush, againMs)
    return () => {
      window.removeEventListener('online', flush)
      clearInterval(timer)
    }
  }, [outbox])
  return { ...useSyncExternalStore(outbox.listen, outbox.state), add: (items) => void outbox.add(items) }
}
