import pg from 'pg'
import type { Services } from '#kernel/gate'
import { createDemoAccounts } from './accounts.ts'
import { seedLiberty } from './liberty.ts'
import { loadProvince } from './load/load-province.ts'
import { yesterday } from './today.ts'

/** Seeds the demo province when the database holds no account of a person yet; otherwise changes nothing. */
export async function seedFirstTime(
  database: { readonly ownerUrl: string; readonly services: Services },
  log: (line: string) => void,
): Promise<void> {
  const client = new pg.Client({ connectionString: database.ownerUrl })
  await client.connect()
  try {
    const { rows } = await client.query(`select 1 from identity.account where kind = 'person' limit 1`)
    if (rows.length > 0) return
    await client.query('begin')
    const made = await createDemoAccounts(client)
    await client.query('commit')
    log(`Made ${made} demo accounts. Loading the demo province …`)
    const loaded = await loadProvince(database.ownerUrl, {
      cases: demoCases(),
      seed: 7,
      today: yesterday(),
      onProgress: log,
    })
    log(
      `The demo province is loaded: ${loaded.cases} cases, ${loaded.people} people, ${loaded.prisoners} in prison (${loaded.seconds.toFixed(1)} s).`,
    )
    await seedLiberty(database, log)
  } catch (error) {
    await client.query('rollback')
    throw error
  } finally {
    await client.end()
  }
}

/** How many cases a first start loads; a trial of the application itself needs only a few. */
function demoCases(): number {
  const { MIZAN_DEMO_CASES: wanted } = process.env
  if (wanted === undefined) return 4_000
  if (!/^\d{1,6}$/.test(wanted))
    throw new Error(`MIZAN_DEMO_CASES is "${wanted}"; it must be a whole number.`)
  return Number(wanted)
}
