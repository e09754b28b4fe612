import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ensurePostgres, homeFolder, type Postgres } from '#platform/postgres'
import { generateRegister, toCsv } from '../modules/custody/register/testing.ts'

/** Rows of the register: eight batches, so that there is something to break off and something to go on with. */
const rows = 2_000
const folder = mkdtempSync(join(tmpdir(), 'mizan-import-'))
const file = join(folder, 'register.csv')
const environment = { ...process.env, MIZAN_HOME: folder, DATABASE_URL: '' }
let postgres: Postgres
let client: pg.Client

beforeAll(() => writeFileSync(file, toCsv(generateRegister({ rows, seed: 11 }).rows)))
afterAll(async () => {
  await client?.end()
  await postgres?.stop()
  rmSync(folder, { recursive: true, force: true })
})

interface Ended {
  readonly signal: NodeJS.Signals | null
  readonly code: number | null
  readonly said: string
  readonly report: string
}

/** Runs the import as a person does; `killAfter` kills it some milliseconds after it has said that so many rows are in. */
function run(prison: string, killAfter?: { readonly done: number; readonly ms: number }): Promise<Ended> {
  const report = join(folder, `${prison}.json`)
  return new Promise((resolve) => {
    const child = spawn(
      process.execPath,
      [
        join(import.meta.dirname, 'import.ts'),
        'prison-register',
        file,
        '--prison',
        prison,
        '--report',
        report,
      ],
      { env: environment, stdio: ['ignore', 'pipe', 'pipe'] },
    )
    let said = ''
    let doomed = false
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString()
    })
    child.stderr.on('data', (chunk: Buffer) => {
      said += chunk.toString()
      const done = Math.max(
        0,
        ...[...said.matchAll(/^(\d+) of \d+ rows$/gm)].map((match) => Number(match[1])),
      )
      if (killAfter === undefined || doomed || done < killAfter.done) return
      doomed = true
      setTimeout(() => child.kill('SIGKILL'), killAfter.ms)
    })
    child.once('exit', (code, signal) => resolve({ signal, code, said, report }))
  })
}

/** Everything a prison's books hold of its prisoners, in the order of their numbers. */
async function booksOf(prison: string): Promise<Record<string, unknown>[]> {
  const { rows: found } = await client.query<Record<string, unknown>>(
    `select i.number, i.year, i.category, i.admitted_at, r.name_en, r.name_ur, r.cnic, w.sections, w.detained_since, w.sentences is null as unsentenced,
        b.eligible_from, b.standing, d.due_release, g.row, g.outcome
       from custody.imprisonment i join units.unit u on u.id = i.prison_id join people.record r on r.id = i.record_id
       join people.link l on l.record_id = r.id and l.until is null and l.person_id = i.person_id
       join custody.warrant w on w.imprisonment_id = i.id
       left join custody.bail_clock b on b.imprisonment_id = i.id left join custody.release_date d on d.imprisonment_id = i.id
       left join custody.register_row g on g.imprisonment_id = i.id
      where u.code = $1 order by i.year, i.number`,
    [prison],
  )
  return found
}

describe('an import that is killed', () => {
  let undisturbed: Ended
  beforeAll(async () => {
    undisturbed = await run('PRS-KHI-C')
    postgres = await ensurePostgres({
      home: homeFolder({ MIZAN_HOME: folder }),
      log: () => undefined,
      databaseUrl: undefined,
    })
    client = new pg.Client({ connectionString: postgres.url('mizan') })
    await client.connect()
  }, 300_000)

  test('goes on where it stopped: nothing doubled, nothing lost, the report as if nothing had happened', async () => {
    expect(undisturbed).toMatchObject({ code: 0 })
    const written: number[] = []
    for (const killAfter of [
      { done: 250, ms: 60 },
      { done: rows / 2, ms: 5 },
      { done: rows - 500, ms: 150 },
    ]) {
      expect(await run('PRS-HYD-C', killAfter)).toMatchObject({ signal: 'SIGKILL' })
      written.push((await booksOf('PRS-HYD-C')).length)
    }
    const books = await booksOf('PRS-KHI-C')
    expect(written[0]).toBeGreaterThan(0)
    expect(written).toEqual([...new Set(written)].sort((a, b) => a - b))
    expect(written.at(-1)).toBeLessThan(books.length)

    const resumed = await run('PRS-HYD-C')
    expect(resumed).toMatchObject({ code: 0 })
    expect(JSON.parse(readFileSync(resumed.report, 'utf8'))).toEqual(
      JSON.parse(readFileSync(undisturbed.report, 'utf8')),
    )
    expect(await booksOf('PRS-HYD-C')).toEqual(books)
    const { rows: imports } = await client.query(
      `select i.state, i.rows_done, (select count(*)::int from custody.register_row r where r.import_id = i.id) as rows
         from custody.register_import i join units.unit u on u.id = i.prison_id where u.code = 'PRS-HYD-C'`,
    )
    expect(imports).toEqual([{ state: 'done', rows_done: rows, rows }])
  }, 600_000)

  test('left no person without a record and no record without a person', async () => {
    const { rows: loose } = await client.query(
      `select (select count(*)::int from people.record r where not exists (select 1 from people.link l where l.record_id = r.id and l.until is null)) as records,
         (select count(*)::int from people.person p where not exists (select 1 from people.link l where l.person_id = p.id)) as persons,
         (select count(*)::int from people.record r where r.source_ref like 'custody.register_import/%'
            and not exists (select 1 from custody.imprisonment i where i.record_id = r.id)) as unadmitted`,
    )
    expect(loose).toEqual([{ records: 0, persons: 0, unadmitted: 0 }])
  })
})
