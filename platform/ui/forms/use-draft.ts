import { useCallback, useEffect, useRef, useState } from 'react'
import { useSession } from '../session.tsx'
import type { Draft } from './drafts.ts'
import { mayBeKept, ownDrafts } from './own-drafts.ts'

/** From the first key that is not kept yet, not from the last: somebody who types without a pause is kept all the same. */
const waitMs = 120

export interface DraftState<Values> {
  readonly savedAt: number | undefined
  readonly failed: boolean
  /** Sent or discarded: nothing is kept any more. */
  readonly dropped: boolean
  readonly keep: (values: Values) => void
  readonly drop: () => void
}

/** `unavailable`: nobody can say whether there is one, so nothing may be written over it. */
export type FoundDraft<Values> = Draft<Values> | 'looking' | 'none' | 'unavailable'

/** The draft that lies on this device under a name. */
export function useFoundDraft<Values>(name: string | undefined): FoundDraft<Values> {
  const account = useSession()?.account.id
  const looks = name !== undefined && account !== undefined && mayBeKept(name)
  const [found, setFound] = useState<FoundDraft<Values>>(looks ? 'looking' : 'none')
  useEffect(() => {
    if (!looks) return
    let left = false
    ownDrafts(account)
      .then((drafts) => drafts.find<Values>(name))
      .then(
        (draft) => draft ?? ('none' as const),
        () => 'unavailable' as const,
      )
      .then((state) => {
        if (!left) setFound(state)
      })
    return () => {
      left = true
    }
  }, [looks, account, name])
  return found
}

/** Keeps what is typed under `name` for the signed-in account, within a second of each key. Without a name, nothing. */
export function useDraft<Values>(name: string | undefined, found: FoundDraft<unknown>): DraftState<Values> {
  const account = useSession()?.account.id
  const active =
    name !== undefined &&
    account !== undefined &&
    mayBeKept(name) &&
    found !== 'unavailable' &&
    found !== 'looking'
  const [savedAt, setSavedAt] = useState<number | undefined>(undefined)
  const [failed, setFailed] = useState(found === 'unavailable')
  const [dropped, setDropped] = useState(false)
  const waiting = useRef<{ values: Values; timer: ReturnType<typeof setTimeout> } | undefined>(undefined)

  const write = useCallback(() => {
    if (waiting.current === undefined || name === undefined || account === undefined) return
    clearTimeout(waiting.current.timer)
    const { values } = waiting.current
    waiting.current = undefined
    setDropped(false)
    ownDrafts(account)
      .then((drafts) => drafts.save(name, values))
      .then(
        () => {
          setFailed(false)
          setSavedAt(Date.now())
        },
        () => setFailed(true),
      )
  }, [account, name])

  const keep = useCallback(
    (values: Values) => {
      if (!active) return
      waiting.current =
        waiting.current === undefined
          ? { values, timer: setTimeout(write, waitMs) }
          : { ...waiting.current, values }
    },
    [active, write],
  )

  const drop = useCallback(() => {
    if (waiting.current !== undefined) clearTimeout(waiting.current.timer)
    waiting.current = undefined
    setSavedAt(undefined)
    setDropped(true)
    if (active)
      void ownDrafts(account)
        .then((drafts) => drafts.drop(name))
        .catch(() => setFailed(true))
  }, [account, active, name])

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

  return { savedAt, failed, dropped, keep, drop }
}
