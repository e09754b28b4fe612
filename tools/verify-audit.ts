import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { openSealKey, readHeadLine, verifyAudit } from '#kernel/audit'
import { homeFolder } from '#platform/postgres'
import { openDatabase } from '../app/open-database.ts'
import { runCommand } from './run/command.ts'

/** `npm run --silent verify-audit`: JSON { rows, heads, ok, unsealed, firstProblem }; exits 1 when something does not agree. */
await runCommand(async () => {
  const database = await openDatabase((line) => process.stderr.write(`${line}\n`))
  const client = new pg.Client({ connectionString: database.ownerUrl })
  await client.connect()
  try {
    const home = homeFolder()
    const witness = join(home, 'audit-heads.jsonl')
    const witnessed = existsSync(witness)
      ? readFileSync(witness, 'utf8')
          .split('\n')
          .filter((line) => line !== '')
          .map(readHeadLine)
      : []
    const result = await verifyAudit(client, openSealKey(home), witnessed, (rows) =>
      process.stderr.write(`${rows} entries\n`),
    )
    process.stdout.write(`${JSON.stringify(result, null, 2)}\n`)
    if (!result.ok) process.exitCode = 1
  } finally {
    await client.end()
    await database.close()
  }
})
