/** The last entry of each form, for "same as last". In memory only: it holds people's particulars and ends with the tab. */
const entries = new Map<string, unknown>()

const keyOf = (account: string, form: string) => `${account} ${form}`

export function rememberEntry(account: string, form: string, values: unknown): void {
  entries.set(keyOf(account, form), values)
}

export function lastEntry(account: string, form: string): unknown {
  return entries.get(keyOf(account, form))
}

/** At sign-out. */
export function forgetEntries(): void {
  entries.clear()
}
