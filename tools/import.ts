import { readFileSync, writeFileSync } from 'node:fs'
import { basename } from 'node:path'
import { parseArgs } from 'node:util'
import pg from 'pg'
import { asActor } from '#kernel/access'
import { serviceActors } from '#kernel/events'
import { importRegister, isKnownSection, receiveRegister } from '#modules/custody'
import { StartRefused } from '#platform/postgres'
import { openDatabase } from '../app/open-database.ts'
import {
  judgeRows,
  judgingDay,
  missingFields,
  openRegister,
  reportOf,
  UNREADABLE_TEXT,
  UnreadableRegister,
} from '../modules/custody/register/index.ts'
import { runCommand } from './run/command.ts'

const usage = 'Usage: import -- prison-register FILE --prison CODE [--dry-run] --report OUT.json'

/**
 * `npm run --silent import -- prison-register FILE --prison CODE [--dry-run] --report OUT.json`: brings a prison's register in.
 * The report goes to the file and its summary to standard output; progress to standard error. Started again after it was
 * stopped, it goes on where it stopped.
 */
await runCommand(async () => {
  const { file, code, dryRun, report } = readArguments()
  const bytes = readBytes(file)
  const say = (line: string): void => void process.stderr.write(`${line}\n`)
  const database = await openDatabase(say)
  try {
    const prison = await prisonOf(database.ownerUrl, code)
    if (dryRun) {
      const { sheet, header } = await openRegister(bytes, prison.today)
      const missing = missingFields(header)
      if (missing.length > 0) say(`No column gives: ${missing.join(', ')}.`)
      const today = judgingDay(header, prison.today)
      keep(
        report,
        reportOf(judgeRows(sheet.rows, header, { today, isKnownSection }), header, today),
        'dry-run',
      )
      return
    }
    const services = await serviceActors(database.services.database.pool)
    const actor = services.find((one) => one.jurisdiction === prison.jurisdiction)
    if (actor === undefined) throw new StartRefused(`There is no service account for ${prison.jurisdiction}.`)
    const open = await asActor(database.services.database, actor, { purpose: 'import-register' }, (tx) =>
      receiveRegister(tx, { prisonId: prison.id, fileName: basename(file), bytes }),
    )
    const missing = missingFields(open.header)
    if (missing.length > 0) say(`No column gives: ${missing.join(', ')}.`)
    const made = await importRegister(database.services.database, actor, open.importId, (done, total) =>
      say(`${done} of ${total} rows`),
    )
    keep(report, made, open.importId)
  } catch (error) {
    if (error instanceof UnreadableRegister) throw new StartRefused(UNREADABLE_TEXT[error.code].en)
    throw error
  } finally {
    await database.close()
  }
})

function readArguments(): { file: string; code: string; dryRun: boolean; report: string } {
  const parsed = (() => {
    try {
      return parseArgs({
        allowPositionals: true,
        options: {
          prison: { type: 'string' },
          'dry-run': { type: 'boolean', default: false },
          report: { type: 'string' },
        },
      })
    } catch {
      throw new StartRefused(usage)
    }
  })()
  const [what, file, ...rest] = parsed.positionals
  const { prison, report } = parsed.values
  if (what !== 'prison-register' || file === undefined || rest.length > 0 || !prison || !report)
    throw new StartRefused(usage)
  return { file, code: prison, dryRun: parsed.values['dry-run'], report }
}

function readBytes(file: string): Uint8Array {
  try {
    return readFileSync(file)
  } catch (error) {
    throw new StartRefused(`${file} cannot be read: ${error instanceof Error ? error.message : error}.`)
  }
}

function keep(path: string, report: { summary: object }, importId: string): void {
  try {
    writeFileSync(path, `${JSON.stringify(report, null, 2)}\n`)
  } catch (error) {
    throw new StartRefused(`${path} cannot be written: ${error instanceof Error ? error.message : error}.`)
  }
  process.stdout.write(`${JSON.stringify({ import: importId, summary: report.summary })}\n`)
}

async function prisonOf(
  ownerUrl: string,
  code: string,
): Promise<{ id: number; jurisdiction: string; today: string }> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    const { rows } = await client.query<{ id: number; jurisdiction: string; today: string }>(
      `select id, jurisdiction, to_char(workflow.today(), 'YYYY-MM-DD') as today from units.unit where code = $1 and kind = 'prison'`,
      [code],
    )
    if (rows[0] === undefined)
      throw new StartRefused(
        `There is no prison ${code}; \`npm run --silent units -- --kind prison\` lists them.`,
      )
    return rows[0]
  } finally {
    await client.end()
  }
}
