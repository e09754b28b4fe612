import { Kysely, PostgresDialect, type Transaction } from 'kysely'
import pg from 'pg'
import { instantOf } from './instant.ts'
import { PreparingClient } from './preparing-client.ts'

/**
 * Every folder adds its tables here by declaration merging, so that a query names `custody.admission` and the compiler
 * knows its columns: `declare module '#platform/db' { interface Tables { 'custody.admission': AdmissionTable } }`.
 */
export interface Tables {
  'public.migration': { label: string; sha256: string; applied_at: string }
}

export type Tx = Transaction<Tables>

// A day is a day: as a JavaScript Date it would shift with the server's time zone, and a release date with it.
pg.types.setTypeParser(pg.types.builtins.DATE, (value) => value)
pg.types.setTypeParser(pg.types.builtins.INT8, (value) => Number(value))
pg.types.setTypeParser(pg.types.builtins.TIMESTAMPTZ, instantOf)
pg.types.setTypeParser(1182 as never, (value: string) =>
  value === '{}' ? [] : value.slice(1, -1).split(','),
)

export interface Database {
  readonly kysely: Kysely<Tables>
  readonly pool: pg.Pool
  close(): Promise<void>
}

export interface ConnectOptions {
  readonly max?: number
  readonly applicationName?: string
}

/** Opens a pool. Nothing is visible through it to the application's role until a transaction says who is acting. */
export function connect(url: string, options: ConnectOptions = {}): Database {
  const pool = new pg.Pool({
    connectionString: url,
    Client: PreparingClient,
    max: options.max ?? 16,
    application_name: options.applicationName ?? 'mizan',
    connectionTimeoutMillis: 10_000,
    // A new connection plans every statement anew: what a rush has opened is kept for the next one.
    idleTimeoutMillis: 600_000,
  })
  // A server restart breaks idle connections. The pool drops them by itself; without a listener Node would end the process.
  pool.on('error', () => undefined)
  // The same for a connection that is in use but waits between two statements: its next statement fails, and that is told.
  pool.on('connect', (client) => client.on('error', () => undefined))
  const kysely = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })
  return {
    kysely,
    pool,
    close: () => kysely.destroy(),
  }
}
