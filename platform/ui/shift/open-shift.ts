import { useSyncExternalStore } from 'react'

/** The shift whose pack is open in this page, if one is. */
export interface OpenShift {
  readonly account: string
  readonly takenAt: number
  readonly until: number
  /** The secret of this account's drafts and outbox, while there is no server to give it. */
  readonly secret: string
}

const listeners = new Set<() => void>()
let open: OpenShift | undefined

export const shiftNow = (): OpenShift | undefined => open

export function openShift(shift: OpenShift | undefined): void {
  open = shift
  packChanged()
}

/** What lies on the device may be another. */
function packChanged(): void {
  for (const listener of listeners) listener()
}

export function onShift(listener: () => void): () => void {
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
  }
}

export function useShift(): OpenShift | undefined {
  return useSyncExternalStore(onShift, shiftNow)
}
