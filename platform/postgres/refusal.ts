/**
 * Something the person who starts Mizan can put right: a taken port, a data folder in use, a database that does not
 * answer. The message is the whole explanation, in one sentence; whoever catches it prints that and exits 1, without
 * a stack trace.
 */
export class StartRefused extends Error {
  override readonly name = 'StartRefused'
}

export function messageOf(error: unknown): string {
  if (error instanceof AggregateError && error.message === '') {
    return error.errors.map(messageOf).join('; ')
  }
  return error instanceof Error ? error.message : String(error)
}

export function codeOf(error: unknown): string | undefined {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code
  return undefined
}
