import { createHash } from 'node:crypto'
import pg from 'pg'

/** Texts kept at most: a statement built anew for each call must not fill the server's memory with plans nobody asks for again. */
const textsKept = 1_000
const names = new Map<string, string>()
let renamed = 0

function nameOf(text: string): string | undefined {
  const known = names.get(text)
  if (known !== undefined) return known
  // One command only: several in one text cannot be prepared.
  if (names.size >= textsKept || !/^\s*(select|with|insert|update|delete)\b[^;]*$/i.test(text))
    return undefined
  const name = `mizan_${createHash('sha256').update(text).digest('hex').slice(0, 32)}`
  names.set(text, name)
  return name
}

/** A plan the server refuses because a migration changed the columns it returns. Asked again, the statement is planned anew. */
export function isOutdatedPlan(error: unknown): boolean {
  const { code, message } = (error ?? {}) as { code?: string; message?: string }
  return code === '0A000' && /cached plan must not change result type/.test(message ?? '')
}

/**
 * A connection that has each statement parsed and planned once and from then on only carried out: under row-level security
 * planning costs more than most of our statements themselves. Behind pgbouncer this needs version 1.21 or newer.
 */
export class PreparingClient extends pg.Client {
  override query(...asked: unknown[]): never {
    const [text, values] = asked
    const name =
      typeof text === 'string' && (values === undefined || Array.isArray(values)) ? nameOf(text) : undefined
    if (name !== undefined) asked.splice(0, 2, { text, values: values ?? [], name })
    const answer = (super.query as (...given: unknown[]) => never).apply(this, asked)
    // A migration beside the running application: under a new name every connection plans the statement again.
    if (name !== undefined && (answer as unknown) instanceof Promise)
      (answer as Promise<unknown>).catch((error: unknown) => {
        if (isOutdatedPlan(error)) names.set(text as string, `${name.slice(0, 38)}_${++renamed}`)
      })
    return answer
  }
}
