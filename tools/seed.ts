import { parseArgs } from 'node:util'
import pg from 'pg'
import { StartRefused } from '#platform/postgres'
import { openDatabase } from '../app/open-database.ts'
import { runCommand } from './run/command.ts'
import { createDemoAccounts } from './seed/accounts.ts'
import { seedLiberty } from './seed/liberty.ts'
import { loadProvince } from './seed/load/load-province.ts'
import { prisonersPerCase } from './seed/prisoners-per-case.ts'
import { yesterday } from './seed/today.ts'

/** `npm run seed -- --prisoners N --cases M --persons P --seed S`: loads the demo province into an empty database. JSON figures on standard output. */
await runCommand(async () => {
  const { values } = parseArgs({
    options: {
      prisoners: { type: 'string' },
      cases: { type: 'string' },
      persons: { type: 'string' },
      seed: { type: 'string', default: '7' },
    },
  })
  const say = (line: string): void => {
    process.stderr.write(`${line}\n`)
  }
  const cases =
    count(values.cases, 'cases') ??
    Math.ceil((count(values.prisoners, 'prisoners') ?? 1_750) / prisonersPerCase)
  const persons = count(values.persons, 'persons')
  const seed = count(values.seed, 'seed') ?? 7
  const database = await openDatabase(say)
  try {
    const client = new pg.Client({ connectionString: database.ownerUrl })
    await client.connect()
    const { rows } = await client.query(`select 1 from cases.case limit 1`)
    if (rows.length > 0) {
      await client.end()
      throw new StartRefused(
        'This database holds cases already; set MIZAN_HOME or DATABASE_URL to an empty one.',
      )
    }
    await createDemoAccounts(client)
    await client.end()
    const loaded = await loadProvince(database.ownerUrl, {
      cases,
      seed,
      persons,
      today: yesterday(),
      onProgress: say,
    })
    await seedLiberty(database, say)
    process.stdout.write(`${JSON.stringify(loaded)}\n`)
  } finally {
    await database.close()
  }
})

function count(text: string | undefined, name: string): number | undefined {
  if (text === undefined) return undefined
  if (!/^\d{1,8}$/.test(text)) throw new StartRefused(`--${name} is "${text}"; it must be a whole number.`)
  return Number(text)
}
