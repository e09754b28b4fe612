import { createHash } from 'node:crypto'
import pg from 'pg'

/** Texts kept at most: a statement built anew for each call must not fill the server's memory with plans nobody asks for again. */
const textsKept = 1_000
const names = new Map<string, string>()

function nameOf(text: string): string | undefined {
  const known = names.get(text)
  if (known !== undefined) return known
  if (names.size >= textsKept || !/^\s*(select|with|insert|update|delete)\b/i.test(text)) return undefined
  const name = `mizan_${createHash('sha256').update(text).digest('hex').slice(0, 32)}`
  names.set(text, name)
  return name
}

/**
 * A connection that has each statement parsed and planned once and from then on only carried out: under row-level security
 * planning costs more than most of our statements themselves. Behind pgbouncer this needs version 1.21 or newer.
 */
export class PreparingClient extends pg.Client {
  override query(...asked: unknown[]): never {
    const [text, values] = asked
    if (typeof text === 'string' && (values === undefined || Array.isArray(values))) {
      const name = nameOf(text)
      if (name !== undefined) asked.splice(0, 2, { text, values: values ?? [], name })
    }
    return (super.query as (...given: unknown[]) => never).apply(this, asked)
  }
}
