import { openSealKey, sealNew } from '#kernel/audit'
import type { Database } from '#platform/db'

const everyMs = 4_000

/** Seals the audit every few seconds until stopped, and once more at the end. */
export function startSealing(sealer: Database, home: string, onTrouble: (error: unknown) => void) {
  const key = openSealKey(home)
  let working: Promise<void> = Promise.resolve()
  const seal = async (): Promise<void> => {
    try {
      await sealNew(sealer.pool, key, home)
    } catch (error) {
      onTrouble(error)
    }
  }
  const timer = setInterval(() => {
    working = working.then(seal)
  }, everyMs)
  return {
    async stop() {
      clearInterval(timer)
      await working
      await seal()
    },
  }
}
