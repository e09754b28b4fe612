import { useCallback, useEffect, useRef, useState } from 'react'
import { useSession } from '../session.tsx'
import { dropDraft, findDraft, saveDraft } from './drafts.ts'

/** Long enough not to write at every key, short enough that a killed tab loses at most the last word. */
const quietMs = 400

export interface DraftState<Values> {
  /** What was found when the page opened. */
  readonly found: { readonly savedAt: number; readonly values: Values } | undefined
  readonly savedAt: number | undefined
  readonly failed: boolean
  /** Sent or discarded: nothing is kept any more. */
  readonly dropped: boolean
  readonly keep: (values: Values) => void
  readonly drop: () => void
}

/** Keeps what is typed under `key` for the signed-in account, at most a second after the last key. Without a key, nothing. */
export function useDraft<Values>(key: string | undefined): DraftState<Values> {
  const account = useSession()?.account.id
  const active = key !== undefined && account !== undefined
  const [found] = useState(() => (active ? findDraft<Values>(account, key) : undefined))
  const [savedAt, setSavedAt] = useState<number | undefined>(undefined)
  const [failed, setFailed] = useState(false)
  const [dropped, setDropped] = useState(false)
  const waiting = useRef<{ values: Values; timer: ReturnType<typeof setTimeout> } | undefined>(undefined)

  const write = useCallback(() => {
    if (waiting.current === undefined || key === undefined || account === undefined) return
    clearTimeout(waiting.current.timer)
    const done = saveDraft(account, key, waiting.current.values)
    waiting.current = undefined
    setFailed(!done)
    if (done) setSavedAt(Date.now())
    setDropped(false)
  }, [account, key])

  const keep = useCallback(
    (values: Values) => {
      if (!active) return
      if (waiting.current !== undefined) clearTimeout(waiting.current.timer)
      waiting.current = { values, timer: setTimeout(write, quietMs) }
    },
    [active, write],
  )

  const drop = useCallback(() => {
    if (waiting.current !== undefined) clearTimeout(waiting.current.timer)
    waiting.current = undefined
    setSavedAt(undefined)
    setDropped(true)
    if (active) dropDraft(account, key)
  }, [account, active, key])

  useEffect(() => {
    // A phone that puts the page away, or a person who leaves it, does not wait for the timer.
    window.addEventListener('pagehide', write)
    document.addEventListener('visibilitychange', write)
    return () => {
      window.removeEventListener('pagehide', write)
      document.removeEventListener('visibilitychange', write)
      write()
    }
  }, [write])

  return { found, savedAt, failed, dropped, keep, drop }
}
