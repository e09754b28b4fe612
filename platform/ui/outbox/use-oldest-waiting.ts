import { useEffect, useState } from 'react'
import { useSession } from '../session.tsx'
import { onOutboxChange } from './keeping.ts'
import { oldestWaiting } from './waiting.ts'

/** The oldest item of each queue of this name that waits on this device for the signed-in account. Nothing where the device keeps nothing. */
export function useOldestWaiting<Item>(name: string): readonly Item[] {
  const account = useSession()?.account.id ?? ''
  const [found, setFound] = useState<readonly Item[]>([])
  useEffect(() => {
    let there = true
    const look = () =>
      void oldestWaiting(account, name).then(
        (items) => {
          if (there) setFound(items as Item[])
        },
        () => undefined,
      )
    look()
    const deaf = onOutboxChange(look)
    return () => {
      there = false
      deaf()
    }
  }, [account, name])
  return found
}
