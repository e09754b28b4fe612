import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { migrate } from '#platform/db'
import { ensurePostgres } from '#platform/postgres'
import { type AuditFigures, bench } from '../../kernel/audit/bench.ts'

/** Appending, sealing and verifying on a database made for it and thrown away. */
export async function audit(rows: number, say: (line: string) => void): Promise<AuditFigures> {
  const home = mkdtempSync(join(tmpdir(), 'mizan-bench-audit-'))
  const postgres = await ensurePostgres({ home, log: say, databaseUrl: undefined })
  try {
    const client = new pg.Client({ connectionString: postgres.superuserUrl })
    await client.connect()
    await client.query(`create database audit_bench template template0 encoding 'UTF8'`)
    await client.end()
    await migrate(postgres.url('audit_bench'), { passwordOf: postgres.passwordOf })
    say(`Writing ${rows} entries …`)
    return await bench(postgres.url('audit_bench'), postgres.url('audit_bench', 'mizan_sealer'), home, {
      rows,
    })
  } finally {
    await postgres.stop()
    rmSync(home, { recursive: true, force: true })
  }
}
