import pg from 'pg'
import type { Services } from '#kernel/gate'
import { connect, type Database } from '#platform/db'
import { ensurePostgres, homeFolder, type Postgres } from '#platform/postgres'
import { prepareDatabase } from './prepare.ts'

export interface OpenDatabase {
  readonly postgres: Postgres
  readonly services: Services
  readonly ownerUrl: string
  readonly sealer: Database
  close(): Promise<void>
}

const name = 'mizan'

/**
 * The database, ready for this version: the one DATABASE_URL names, or `mizan` on the embedded server. Used by the
 * application and by every command-line door, whether the other is running or not.
 * @throws StartRefused with one sentence
 */
export async function openDatabase(log: (line: string) => void): Promise<OpenDatabase> {
  const postgres = await ensurePostgres({ home: homeFolder(), log })
  const ownerUrl = postgres.embedded ? postgres.url(name) : postgres.superuserUrl
  if (postgres.embedded) await ensureDatabase(postgres.superuserUrl)
  await prepareDatabase({ ownerUrl, passwordOf: postgres.passwordOf, log })
  const database = new URL(ownerUrl).pathname.slice(1)
  const app: Database = connect(postgres.url(database, 'mizan_app'))
  const auth: Database = connect(postgres.url(database, 'mizan_auth'), { max: 4 })
  const sealer: Database = connect(postgres.url(database, 'mizan_sealer'), { max: 2 })
  return {
    postgres,
    ownerUrl,
    sealer,
    services: { database: app, auth },
    async close() {
      await Promise.all([app.close(), auth.close(), sealer.close()])
      await postgres.stop()
    },
  }
}

async function ensureDatabase(superuserUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: superuserUrl })
  await client.connect()
  try {
    const { rows } = await client.query(`select 1 from pg_database where datname = $1`, [name])
    if (rows.length === 0) await client.query(`create database ${name} template template0 encoding 'UTF8'`)
  } catch (error) {
    // Two processes that start together both find none; the slower one's attempt tells it that the other was quicker.
    if ((error as { code?: string }).code !== '42P04') throw error
  } finally {
    await client.end()
  }
}
