import { type ReactNode, useCallback, useRef, useState } from 'react'
import { CallRefused } from '../../http/client.ts'
import type { CurrentRecord } from '../../http/contract.ts'
import type { Values } from '../forms/form-store.ts'
import { ConflictDialog } from './ConflictDialog.tsx'
import { type Difference, differences, settled } from './differences.ts'
import { type Anatomy, byPath } from './fields-of.ts'

/** How the fields of a form are named and shown beside each other; by dotted path and as text unless said. */
export interface Comparison extends Partial<Anatomy> {
  readonly label: (key: string) => string
  readonly show?: (key: string, value: unknown) => string
}

export interface Version {
  /** The version that the values on screen were read at. It does not follow what is read again behind them. */
  readonly current: () => CurrentRecord
  /** After a save: these values stand now under this version. */
  readonly saved: (record: CurrentRecord) => void
  /**
   * When a save was refused because the record has moved on, lets the person choose field by field and gives the values to send
   * next; undefined when it was another refusal, or the person went back.
   */
  readonly settle: (error: unknown, mine: Values) => Promise<Values | undefined>
  readonly dialog: ReactNode
}

/** Keeps the version a form was opened at, and settles it with what others have written since. */
export function useVersion(opened: CurrentRecord, comparison: Comparison): Version {
  const record = useRef(opened)
  const [asking, setAsking] = useState<Asking>()
  const settle = useCallback(
    async (error: unknown, mine: Values): Promise<Values | undefined> => {
      if (!(error instanceof CallRefused) || error.problem.current === undefined) return undefined
      const now = error.problem.current
      const { apart = byPath.apart, together = byPath.together } = comparison
      const found = differences(apart(record.current.values), apart(mine), apart(now.values))
      const choice =
        found.length === 0 ? {} : await new Promise<Choice>((answer) => setAsking({ found, answer }))
      setAsking(undefined)
      const fields = choice === undefined ? undefined : settled(apart(mine), found, choice)
      if (fields === undefined) return undefined
      record.current = now
      return together(fields, mine)
    },
    [comparison],
  )
  return {
    current: useCallback(() => record.current, []),
    saved: useCallback((now: CurrentRecord) => {
      record.current = now
    }, []),
    settle,
    dialog:
      asking === undefined ? null : (
        <ConflictDialog
          found={asking.found}
          label={comparison.label}
          show={comparison.show ?? ((_, value) => plain(value))}
          onSettle={asking.answer}
          onClose={() => asking.answer(undefined)}
        />
      ),
  }
}

type Choice = Readonly<Record<string, 'mine' | 'theirs'>> | undefined

interface Asking {
  readonly found: readonly Difference[]
  readonly answer: (choice: Choice) => void
}

function plain(value: unknown): string {
  if (value === undefined || value === null) return ''
  return Array.isArray(value) ? value.map(plain).join(' · ') : String(value)
}
