import { join } from 'node:path'
import pg from 'pg'
import { ensurePostgres, type Postgres } from '../../platform/postgres/index.ts'

const home = join(import.meta.dirname, '../../.mizan/test')
const TEMPLATES_KEPT = 4

/**
 * The PostgreSQL that tests share: its own data folder, never the demonstration's. Runs in the same checkout at the
 * same time use one server, and the last to finish stops it.
 */
export function openTestCluster(log: (line: string) => void): Promise<Postgres> {
  return ensurePostgres({
    home,
    log,
    databaseUrl: undefined,
    durability: 'disposable',
    // Whoever finds the server stopped is alone, so the databases there are were left by killed runs.
    whenStarted: dropLeftovers,
  })
}

async function dropLeftovers(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const { rows } = await client.query<{ name: string; template: boolean }>(
      `select datname as name, datistemplate as template from pg_database where datname like 'mizan\\_te%' order by oid desc`,
    )
    const old = rows.filter((row) => row.template).slice(TEMPLATES_KEPT)
    for (const { name, template } of [...rows.filter((row) => !row.template), ...old]) {
      const quoted = client.escapeIdentifier(name)
      if (template) await client.query(`alter database ${quoted} is_template false`)
      await client.query(`drop database if exists ${quoted} with (force)`)
    }
  } finally {
    await client.end()
  }
}
