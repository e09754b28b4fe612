import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { openDatabase } from '../../app/open-database.ts'
import { createDemoAccounts } from '../seed/accounts.ts'
import { loadProvince } from '../seed/load/load-province.ts'
import { yesterday } from '../seed/today.ts'
import type { BenchOptions } from './benches.ts'

const defaultCases = 4_000
const ceilingSeconds = 60

/** The demo province of the default size, or of as many cases as `--rounds` says, into a database of its own that is then removed. */
export async function seedBench({ rounds, say }: BenchOptions): Promise<unknown> {
  const home = mkdtempSync(path.join(tmpdir(), 'mizan-bench-seed-'))
  process.env.MIZAN_HOME = home
  try {
    const database = await openDatabase(say)
    try {
      const client = new pg.Client({ connectionString: database.ownerUrl })
      await client.connect()
      await createDemoAccounts(client)
      await client.end()
      const loaded = await loadProvince(database.ownerUrl, {
        cases: rounds ?? defaultCases,
        seed: 7,
        today: yesterday(),
        onProgress: say,
      })
      return {
        ...loaded,
        ...(rounds === undefined ? { ceilingSeconds, within: loaded.seconds <= ceilingSeconds } : {}),
      }
    } finally {
      await database.close()
    }
  } finally {
    rmSync(home, { recursive: true, force: true })
  }
}
