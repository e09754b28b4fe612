import { useEffect, useState } from 'react'
import { useSession } from '../session.tsx'
import { onShift } from './open-shift.ts'
import { type Pack, standingPacks } from './pack.ts'
import { devicePacks } from './pack-shelf.ts'

/** The signed-in account's pack on this device; undefined while it is looked for, null where there is none. */
export function useOwnPack(): Pack | null | undefined {
  const account = useSession()?.account.id
  const [found, setFound] = useState<Pack | null>()
  useEffect(() => {
    const look = () =>
      void devicePacks()
        .then((shelf) => standingPacks(shelf, Date.now()))
        .then(
          (packs) => setFound(packs.find((pack) => pack.account === account) ?? null),
          () => setFound(null),
        )
    look()
    return onShift(look)
  }, [account])
  return found
}
