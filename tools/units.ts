import { parseArgs } from 'node:util'
import { openDatabase } from '../app/open-database.ts'
import { runCommand } from './run/command.ts'

/** `npm run --silent units -- --kind prison [--jurisdiction PK-SD]`: units in force today, as a JSON array. */
await runCommand(async () => {
  const { values } = parseArgs({
    options: { kind: { type: 'string' }, jurisdiction: { type: 'string' } },
  })
  const database = await openDatabase((line) => process.stderr.write(`${line}\n`))
  try {
    // Names and places of units are public; no actor is needed beyond the owner who runs the command.
    const { default: pg } = await import('pg')
    const client = new pg.Client({ connectionString: database.ownerUrl })
    await client.connect()
    const { rows } = await client.query(
      `select code, kind, jurisdiction, json_build_object('en', name_en, 'ur', name_ur) as name, valid_from as "from", valid_to as "to", attributes
       from units.current_unit where ($1::text is null or kind = $1) and ($2::text is null or jurisdiction = $2)
         and (valid_to is null or valid_to > current_date) order by code`,
      [values.kind ?? null, values.jurisdiction ?? null],
    )
    await client.end()
    process.stdout.write(`${JSON.stringify(rows, null, 2)}\n`)
  } finally {
    await database.close()
  }
})
