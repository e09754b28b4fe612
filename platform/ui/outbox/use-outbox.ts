import { useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react'
import { useSession } from '../session.tsx'
import { keeping, openInPage, outboxChanged } from './keeping.ts'
import { Outbox, type OutboxState, type Send } from './outbox.ts'

/** How often a device without a connection asks whether there is one again. */
const againMs = 10_000

export interface OutboxOfPage<Item> extends OutboxState<Item> {
  readonly add: (items: readonly Item[]) => void
  /** Tries at once, and also what was refused. */
  readonly again: () => void
  /**
   * Everything that waits or was added on this page, each once: between the server's word that it has an item and its next answer that
   * shows it, the page still knows it. What does not lie safe on the device yet is not among them.
   */
  readonly known: readonly Item[]
}

/**
 * An outbox of the signed-in account. What is added is shown at once, lies sealed on the device, and is sent when the server can be
 * reached: at once, when the connection comes back, or at the next opening of the page.
 */
export function useOutbox<Item extends { readonly id: string }>(
  queue: string,
  send: Send<Item>,
): OutboxOfPage<Item> {
  const account = useSession()?.account.id ?? ''
  const latest = useRef(send)
  useEffect(() => {
    latest.current = send
  })
  const [outbox] = useState(
    () => new Outbox<Item>({ account, queue, keeping, send: (items) => latest.current(items) }),
  )
  useEffect(() => {
    const close = openInPage(account, queue)
    const deaf = outbox.listen(outboxChanged)
    void outbox.open().then(() => outbox.flush())
    const flush = () => void outbox.flush()
    window.addEventListener('online', flush)
    const timer = setInterval(flush, againMs)
    return () => {
      window.removeEventListener('online', flush)
      clearInterval(timer)
      deaf()
      close()
    }
  }, [outbox, account, queue])
  const state = useSyncExternalStore(outbox.listen, outbox.state)
  const [made, setMade] = useState<readonly Item[]>([])
  const known = useMemo(() => {
    const all = new Map([...state.waiting, ...made].map((item) => [item.id, item]))
    return [...all.values()].filter((item) => !state.keeping.has(item.id))
  }, [state.waiting, state.keeping, made])
  const add = (items: readonly Item[]) => {
    void outbox.add(items).then(() => setMade((now) => [...now, ...items]))
  }
  return { ...state, known, add, again: () => void outbox.again() }
}
