import { rmSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { ensurePostgres } from '#platform/postgres'
import { prepareDatabase } from '../../app/prepare.ts'
import { benchClocks, type ClockFigures } from '../../kernel/law/bench-clocks.ts'

const name = 'mizan'

/** Five million open clocks recomputed for a new holiday, in a database of the benchmark's own that is removed afterwards. */
export async function lawClocks(clocks: number, say: (line: string) => void): Promise<ClockFigures> {
  const home = join(import.meta.dirname, '../../.mizan-bench/law')
  rmSync(home, { recursive: true, force: true })
  const postgres = await ensurePostgres({ home, log: say, databaseUrl: undefined })
  try {
    const admin = new pg.Client({ connectionString: postgres.superuserUrl })
    await admin.connect()
    await admin.query(`create database ${name} template template0 encoding 'UTF8'`)
    await admin.end()
    const ownerUrl = postgres.url(name)
    await prepareDatabase({ ownerUrl, passwordOf: postgres.passwordOf, log: say })
    return await benchClocks(ownerUrl, postgres.url(name, 'mizan_app'), say, clocks)
  } finally {
    await postgres.stop()
    rmSync(home, { recursive: true, force: true })
  }
}
