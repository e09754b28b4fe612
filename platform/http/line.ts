/**
 * Whether the server answered when it was last asked, and whether it is still the one this page was loaded from. Every call tells it;
 * the browser's own `navigator.onLine` knows of cables, not of servers.
 */
export interface Line {
  /** The last call got no answer. */
  readonly away: boolean
  /** The server has been replaced by another version since this page was loaded. */
  readonly outdated: boolean
}

/** The header in which the server says which build of the screens it serves. */
export const buildHeader = 'x-mizan-build'

const listeners = new Set<() => void>()
let line: Line = { away: false, outdated: false }
let own: string | undefined

/** The shell says of which build this page is; without a word nothing is ever outdated. */
export function thisBuild(build: string | undefined): void {
  own = build
}

export const lineNow = (): Line => line

export function onLine(listener: () => void): () => void {
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
  }
}

/** An answer came, whatever it says. */
export function heard(answer: { readonly headers: Pick<Headers, 'get'> }): void {
  const build = answer.headers.get(buildHeader)
  change({
    away: false,
    outdated: line.outdated || (own !== undefined && build !== null && build !== own),
  })
}

/** No answer came. */
export function unheard(): void {
  change({ ...line, away: true })
}

function change(next: Line): void {
  if (next.away === line.away && next.outdated === line.outdated) return
  line = next
  for (const listener of listeners) listener()
}
