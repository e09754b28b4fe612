/**
 * The sheet of a return: pure and browser-safe. Its cells are counts by category and by sex and age at the finest grain, so that every sum
 * shown anywhere is a sum of cells, and a sheet of several prisons is the sum of theirs.
 */

export const sections = [
  'balance',
  'grounds',
  'lengths',
  'special',
  'court',
  'visits',
  'conduct',
  'remission',
  'sick',
  'room',
  'complaints',
] as const
export type SheetSection = (typeof sections)[number]

/** Those held at the beginning, what moved them, those held at the end; in this order on every sheet. */
export const balanceLines = [
  'opening',
  'admitted',
  'transferred-in',
  'category-to',
  'category-from',
  'released',
  'died',
  'escaped',
  'transferred-out',
  'closing',
] as const
export const lines = [
  ...balanceLines,
  'length',
  'foreign',
  'mother',
  'escape',
  'recapture',
  'production',
  'visit',
  'punishment',
  'remission',
] as const
export type LineName = (typeof lines)[number]

/** What a line does to the number held. */
export const effects: Partial<Record<LineName, 1 | -1>> = {
  opening: 1,
  admitted: 1,
  'transferred-in': 1,
  'category-to': 1,
  'category-from': -1,
  released: -1,
  died: -1,
  escaped: -1,
  'transferred-out': -1,
}

export const figures = [
  'authorised',
  'working',
  'maximum',
  'children',
  'ward-hospital',
  'ward-isolation',
  'outside-hospital',
] as const
export type FigureName = (typeof figures)[number]

const linesOfSection: Record<SheetSection, readonly LineName[]> = {
  balance: balanceLines,
  grounds: ['released'],
  lengths: ['length'],
  special: ['foreign', 'mother', 'escape', 'recapture'],
  court: ['production'],
  visits: ['visit'],
  conduct: ['punishment'],
  remission: ['remission'],
  sick: [],
  room: [],
  complaints: [],
}
export const figuresOfSection: Partial<Record<SheetSection, readonly FigureName[]>> = {
  special: ['children'],
  sick: ['ward-hospital', 'ward-isolation', 'outside-hospital'],
  room: ['authorised', 'working', 'maximum'],
}

export const categories = ['under-trial', 'convict', 'condemned', 'civil', 'detenu'] as const
export type Category = (typeof categories)[number]
/** Sex as recorded, `U` where it is not, and `j` for whoever was under eighteen at the moment counted. */
export const kindsOfPerson = ['M', 'F', 'X', 'U', 'Mj', 'Fj', 'Xj', 'Uj'] as const
export const juveniles = ['Mj', 'Fj', 'Xj', 'Uj'] as const

export interface Line {
  readonly line: string
  /** What the line is told apart by: a ground, a reason, a kind; null for a line that is whole. */
  readonly part: string | null
  readonly total: number
  /** Counts by `category/kind`; none that is zero. */
  readonly cells: Readonly<Record<string, number>>
}

export interface Sheet {
  readonly sections: readonly string[]
  readonly bands: readonly number[]
  readonly hideBelow: number
  readonly lines: readonly Line[]
  readonly figures: Readonly<Record<string, number>>
}

/** Every line that the sections of a return need, each once. */
export function linesOf(wanted: readonly string[]): LineName[] {
  const needed = new Set(wanted.flatMap((section) => linesOfSection[section as SheetSection] ?? []))
  return lines.filter((line) => needed.has(line))
}

export function linesIn(sheet: Pick<Sheet, 'lines'>, section: SheetSection): Line[] {
  if (section === 'balance') return balanceLines.map((line) => whole(sheet, line))
  const names = linesOfSection[section]
  const parts = sheet.lines
    .filter(({ line }) => names.includes(line as LineName))
    .toSorted((a, b) => names.indexOf(a.line as LineName) - names.indexOf(b.line as LineName) || order(a, b))
  // Of productions it is asked how many were due, before what became of them.
  return section === 'court' && parts.length > 0 ? [whole(sheet, 'production'), ...parts] : parts
}

/** Bands of length come as they grow; all else with the most first. */
const order = (a: Line, b: Line) =>
  a.line === 'length' ? Number(a.part) - Number(b.part) : b.total - a.total || (a.part! < b.part! ? -1 : 1)

/** A line with all its parts together. */
export function whole({ lines: all }: Pick<Sheet, 'lines'>, line: string): Line {
  const parts = all.filter((one) => one.line === line)
  return { line, part: null, ...addUp(parts) }
}

function addUp(parts: readonly Line[]): Pick<Line, 'total' | 'cells'> {
  const cells: Record<string, number> = {}
  for (const part of parts)
    for (const [cell, count] of Object.entries(part.cells)) cells[cell] = (cells[cell] ?? 0) + count
  return {
    total: parts.reduce((sum, { total }) => sum + total, 0),
    cells: Object.fromEntries(Object.entries(cells).toSorted(([a], [b]) => (a < b ? -1 : 1))),
  }
}

/** The cells of a line that belong to a category, to a kind of person, or to both. */
export function countIn(
  { cells }: Pick<Line, 'cells'>,
  of: { category?: string; kinds?: readonly string[] },
): number {
  return Object.entries(cells).reduce((sum, [cell, count]) => {
    const [category = '', kind = ''] = cell.split('/')
    const belongs =
      (of.category === undefined || of.category === category) &&
      (of.kinds === undefined || of.kinds.includes(kind))
    return belongs ? sum + count : sum
  }, 0)
}

/** By how much opening, in and out miss the closing: zero for everyone, and for each category with those who changed it. */
export function imbalance(sheet: Pick<Sheet, 'lines'>, category?: Category): number {
  const of = category === undefined ? {} : { category }
  const reckoned = balanceLines.reduce(
    (sum, line) => sum + (effects[line] ?? 0) * countIn(whole(sheet, line), of),
    0,
  )
  return reckoned - countIn(whole(sheet, 'closing'), of)
}

/** The sheet of several prisons: line by line, cell by cell, figure by figure. */
export function together(sheets: readonly Sheet[]): Sheet {
  const groups = Map.groupBy(
    sheets.flatMap((sheet) => sheet.lines),
    ({ line, part }) => `${line} ${part ?? ''}`,
  )
  const figureSums: Record<string, number> = {}
  for (const sheet of sheets)
    for (const [key, amount] of Object.entries(sheet.figures))
      figureSums[key] = (figureSums[key] ?? 0) + amount
  return {
    sections: sections.filter((section) => sheets.some((sheet) => sheet.sections.includes(section))),
    bands: sheets[0]?.bands ?? [],
    hideBelow: Math.max(2, ...sheets.map(({ hideBelow }) => hideBelow)),
    lines: [...groups.values()].map((parts) => ({
      line: parts[0]!.line,
      part: parts[0]!.part,
      ...addUp(parts),
    })),
    figures: figureSums,
  }
}

export interface Difference {
  readonly line: string
  readonly part: string | null
  readonly was: number
  readonly now: number
}

/** Which lines another counting of the same period gives otherwise: a cell that moved counts although the total is the same. */
export function differencesOf(signed: Sheet, now: Sheet): Difference[] {
  const keyOf = ({ line, part }: Pick<Line, 'line' | 'part'>) => `${line} ${part ?? ''}`
  const before = new Map(signed.lines.map((line) => [keyOf(line), line]))
  const after = new Map(now.lines.map((line) => [keyOf(line), line]))
  const both = new Map([...before, ...after])
  const found = [...both].flatMap(([key, { line, part }]): Difference[] => {
    const [was, is] = [before.get(key), after.get(key)]
    if (JSON.stringify(ordered(was?.cells ?? {})) === JSON.stringify(ordered(is?.cells ?? {}))) return []
    return [{ line, part, was: was?.total ?? 0, now: is?.total ?? 0 }]
  })
  for (const key of figures) {
    const [was, is] = [signed.figures[key], now.figures[key]]
    if (was !== undefined && is !== undefined && was !== is)
      found.push({ line: key, part: null, was, now: is })
  }
  return found.toSorted((a, b) => rank(a.line) - rank(b.line) || ((a.part ?? '') < (b.part ?? '') ? -1 : 1))
}

/** The database keeps an object's keys in an order of its own. */
const ordered = (cells: Readonly<Record<string, number>>) =>
  Object.entries(cells).toSorted(([a], [b]) => (a < b ? -1 : 1))
const rank = (line: string) => {
  const at = lines.indexOf(line as LineName)
  return at < 0 ? lines.length : at
}
