/**
 * What was typed and not yet sent, on this device, under the account that typed it. Cleared at sign-out, so that the next
 * person at a shared desk finds nothing.
 */
const prefix = 'mizan.draft.'

export interface Draft<Values> {
  readonly savedAt: number
  readonly values: Values
}

interface Keeper {
  getItem: (key: string) => string | null
  setItem: (key: string, value: string) => void
  removeItem: (key: string) => void
  key: (index: number) => string | null
  readonly length: number
}

const keyOf = (account: string, name: string) => `${prefix}${account}.${name}`

/** False when the device refuses (storage full or switched off): the person must know. */
export function saveDraft(
  account: string,
  name: string,
  values: unknown,
  keeper: Keeper = localStorage,
): boolean {
  try {
    keeper.setItem(keyOf(account, name), JSON.stringify({ savedAt: Date.now(), values }))
    return true
  } catch {
    return false
  }
}

export function findDraft<Values>(
  account: string,
  name: string,
  keeper: Keeper = localStorage,
): Draft<Values> | undefined {
  const kept = keeper.getItem(keyOf(account, name))
  if (kept === null) return undefined
  try {
    return JSON.parse(kept) as Draft<Values>
  } catch {
    keeper.removeItem(keyOf(account, name))
    return undefined
  }
}

export function dropDraft(account: string, name: string, keeper: Keeper = localStorage): void {
  keeper.removeItem(keyOf(account, name))
}

/** At sign-out. */
export function dropDraftsOf(account: string, keeper: Keeper = localStorage): void {
  const keys = Array.from({ length: keeper.length }, (_, index) => keeper.key(index))
  for (const key of keys) if (key?.startsWith(`${prefix}${account}.`)) keeper.removeItem(key)
}
