import { useState } from 'react'

/**
 * What stands in a field while it is typed, beside the value it means: "12/3/2026" beside 2026-03-12. The text is the person's
 * until they leave the field; then it is written the standard way, or stays as typed when it means nothing, so that
 * nothing typed is lost.
 */
export function useTyped<T>(
  value: T | string | undefined,
  read: (text: string) => T | string | undefined,
  write: (value: T | string) => string,
  change: (value: T | string | undefined) => void,
): { text: string; type: (text: string) => void; leave: () => void } {
  const [typed, setTyped] = useState<{ text: string; means: T | string | undefined } | undefined>(undefined)
  const standard = value === undefined || value === '' ? '' : write(value)
  const current = typed !== undefined && Object.is(typed.means, value) ? typed.text : standard
  return {
    text: current,
    type: (text) => {
      const means = read(text)
      setTyped({ text, means })
      change(means)
    },
    leave: () => setTyped(undefined),
  }
}
