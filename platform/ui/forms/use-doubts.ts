import { useCallback, useState, useSyncExternalStore } from 'react'
import type { Override, Warning } from '../../http/contract.ts'
import { type FormStore, sameTyped, typedOf, type Values } from './form-store.ts'

const none: readonly Warning[] = []

export interface Doubts {
  /** What the server doubts in the values as they stand; none any more once something was changed. */
  readonly open: readonly Warning[]
  /** Asks for a reason for each, under `overrides` of the form; a reason written before for the same doubt stays. */
  readonly put: (warnings: readonly Warning[]) => void
}

/** Doubts about what was typed: they hold for exactly these values, so that correcting an entry withdraws the question. */
export function useDoubts(store: FormStore): Doubts {
  const [asked, setAsked] = useState<{ warnings: readonly Warning[]; typed: Values }>()
  const open = useSyncExternalStore(store.subscribe, () =>
    asked !== undefined && sameTyped(store.values(), asked.typed) ? asked.warnings : none,
  )
  const put = useCallback(
    (warnings: readonly Warning[]) => {
      const before = (store.values().overrides ?? []) as readonly Override[]
      store.set(
        'overrides',
        warnings.map(({ code, about }) => ({
          code,
          about,
          reason: before.find((one) => one.code === code && one.about === about)?.reason ?? '',
        })),
      )
      setAsked({ warnings, typed: typedOf(store.values()) })
    },
    [store],
  )
  return { open, put }
}
