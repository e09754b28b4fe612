/** How a table is looked at: sorting, filters, columns, page size. Saved views are such looks under a name. */
export interface Look {
  readonly sort: string | undefined
  readonly filters: Readonly<Record<string, string>>
  readonly q: string
  readonly hidden: readonly string[]
}

export interface SavedView {
  readonly name: string
  readonly look: Look
}

interface Kept {
  readonly views: readonly SavedView[]
  readonly hidden: readonly string[] | undefined
}

interface Keeper {
  getItem: (key: string) => string | null
  setItem: (key: string, value: string) => void
}

const keyOf = (account: string, table: string) => `mizan.table.${account}.${table}`

export function readKept(account: string, table: string, keeper: Keeper = localStorage): Kept {
  const nothing = { views: [], hidden: undefined }
  try {
    const kept = JSON.parse(keeper.getItem(keyOf(account, table)) ?? 'null') as Partial<Kept> | null
    return { views: kept?.views ?? [], hidden: kept?.hidden }
  } catch {
    // Written by another version or by hand: the table works without.
    return nothing
  }
}

export function saveView(
  account: string,
  table: string,
  view: SavedView,
  keeper: Keeper = localStorage,
): readonly SavedView[] {
  const { views, hidden } = readKept(account, table, keeper)
  const next = [...views.filter(({ name }) => name !== view.name), view].toSorted((a, b) =>
    a.name.localeCompare(b.name),
  )
  keeper.setItem(keyOf(account, table), JSON.stringify({ views: next, hidden }))
  return next
}

export function removeView(
  account: string,
  table: string,
  name: string,
  keeper: Keeper = localStorage,
): readonly SavedView[] {
  const { views, hidden } = readKept(account, table, keeper)
  const next = views.filter((view) => view.name !== name)
  keeper.setItem(keyOf(account, table), JSON.stringify({ views: next, hidden }))
  return next
}

export function keepHidden(
  account: string,
  table: string,
  hidden: readonly string[],
  keeper: Keeper = localStorage,
): void {
  keeper.setItem(keyOf(account, table), JSON.stringify({ ...readKept(account, table, keeper), hidden }))
}

/** The next state of a column's sorting: ascending, descending, none. */
export function nextSort(now: string | undefined, column: string): string | undefined {
  if (now === column) return `-${column}`
  return now === `-${column}` ? undefined : column
}
