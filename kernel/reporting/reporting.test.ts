import { mkdtempSync, readdirSync, rmSync, utimesSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import readExcel from 'read-excel-file/node'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openCase } from '#kernel/cases'
import { prepareJobs, registerJobs, startJobs } from '#kernel/jobs'
import { type Someone, type World, world } from '../../app/testing.ts'
import {
  askExport,
  drawReport,
  fetchExportFile,
  getReport,
  listExports,
  listReports,
  runReport,
} from './contract.ts'
import { defineReport } from './define.ts'
import { forgettingJob, writingJob } from './exports.ts'

const home = mkdtempSync(join(tmpdir(), 'mizan-reports-'))
process.env.MIZAN_HOME = home

/** Rows that are hard to write down, and as many as are asked for. */
const hard = ['=1+1', '+92', '-5', '@SUM(A1)', 'a,b', 'he said "no"', 'two\r\nlines', 'مسمات زینب']
let many = 3
defineReport({
  key: 'demo.rows',
  title: { en: 'Rows', ur: 'سطریں' },
  definition: { en: 'Counts, rows', ur: 'سطروں کی گنتی' },
  needs: 'cases:read',
  filters: [{ key: 'from', title: { en: 'From', ur: 'از' }, kind: 'date' }],
  columns: [
    { key: 'number', title: { en: 'Number', ur: 'نمبر' }, kind: 'identifier' },
    { key: 'words', title: { en: 'Words', ur: 'الفاظ' }, kind: 'text' },
    { key: 'n', title: { en: 'Count', ur: 'تعداد' }, kind: 'number', total: true },
    { key: 'day', title: { en: 'Day', ur: 'دن' }, kind: 'date' },
    { key: 'name', title: { en: 'Name', ur: 'نام' }, kind: 'name' },
  ],
  order: ['n'],
  query: (params) => sql`
    select lpad(n::text, 6, '0') as number, (${hard}::text[])[1 + (n - 1) % ${hard.length}::integer] as words, -n as n,
      date '2026-02-28' + n::integer as day, jsonb_build_object('en', 'Ali', 'ur', 'علی') as name
    from generate_series(1, ${many}::integer) n
    where ${params.from ?? null}::date is null or date '2026-02-28' + n::integer >= ${params.from ?? null}::date`,
})

let here: World
let station: Someone
let other: Someone
let running: { stop(): Promise<void> }

beforeAll(async () => {
  here = await world()
  const jobs = [writingJob, forgettingJob]
  await prepareJobs(here.database.url, jobs)
  registerJobs(jobs)
  station = await here.someone('police-registrar', 'PS-HYD-CNT')
  other = await here.someone('police-registrar', 'PS-HYD-CTY')
  const service = await here.someone('service', 'PK')
  running = await startJobs(
    { database: here.database.app, auth: here.database.auth },
    service,
    () => undefined,
  )
  for (const firNumber of [1, 2, 3]) {
    const firOn = `2026-0${firNumber}-05`
    await station.act((tx) => openCase(tx, { firNumber, firYear: 2026, firOn, offenceOn: firOn }))
  }
  await other.act((tx) =>
    openCase(tx, { firNumber: 9, firYear: 2026, firOn: '2026-02-01', offenceOn: '2026-02-01' }),
  )
})
afterAll(async () => {
  await running.stop()
  await here.drop()
  rmSync(home, { recursive: true })
})

const fetchAs = (who: Someone, path: string) =>
  here.app.request(`/api${path}`, { headers: { 'x-test-actor': who.grantId } })
const fileOf = (who: Someone, format: 'csv' | 'xlsx', lang = 'en', more = '') =>
  fetchAs(who, `/reports/demo.rows/export?format=${format}&lang=${lang}${more}`)

/** Reads CSV by RFC 4180, written here anew so that a mistake of the writer is not repeated by the reader. */
function readCsv(text: string): string[][] {
  const rows: string[][] = [[]]
  let field = ''
  let quoted = false
  for (let i = 0; i < text.length; i += 1) {
    const c = text[i]!
    if (quoted) {
      if (c === '"' && text[i + 1] === '"') {
        field += '"'
        i += 1
      } else if (c === '"') quoted = false
      else field += c
    } else if (c === '"') quoted = true
    else if (c === ',' || c === '\r') {
      rows.at(-1)!.push(field)
      field = ''
      if (c === '\r') {
        expect(text[i + 1]).toBe('\n')
        i += 1
        rows.push([])
      }
    } else field += c
  }
  expect(field).toBe('')
  return rows.slice(0, -1)
}

describe('a report', () => {
  test('is offered to whoever holds its permission', async () => {
    const offered = (await station.call(listReports, {})).reports.map(({ key }) => key)
    expect(offered).toEqual(
      expect.arrayContaining([
        'cases.by-district-and-stage',
        'handover.open-by-age',
        'workflow.overdue-by-unit',
      ]),
    )
    const administrator = await here.someone('administrator', 'PK-SD')
    await expect(administrator.call(listReports, {})).rejects.toThrow('not-allowed')
    await expect(station.call(getReport, { key: 'no.such' })).rejects.toThrow('not-found')
  })

  test('counts what its reader may see and each number opens exactly as many rows', async () => {
    for (const [who, cases] of [
      [station, 3],
      [other, 1],
    ] as const) {
      const { rows, totals } = await who.call(runReport, { key: 'cases.by-district-and-stage' })
      expect(totals).toEqual({ cases })
      for (const row of rows) {
        const [path, query] = row.links.cases!.split('?')
        expect(path).toBe('/reports/cases.list')
        const filters = Object.fromEntries(new URLSearchParams(new URLSearchParams(query).get('with')!))
        expect((await who.call(runReport, { key: 'cases.list', ...filters })).total).toBe(row.cells.cases)
      }
    }
  })

  test('keeps its filters in the numbers it opens', async () => {
    const narrowed = { key: 'cases.by-district-and-stage', from: '2026-02-01', to: '2026-02-28' }
    const { rows, totals } = await station.call(runReport, narrowed)
    expect(totals.cases).toBe(1)
    expect(rows[0]!.links.cases).toContain('2026-02-01')
    await expect(station.call(runReport, { ...narrowed, from: '2026-02-30' })).rejects.toThrow(
      'invalid-input',
    )
  })

  test('is paged and sorted by the server, and its picture adds up to its total', async () => {
    many = 7
    const page = (n: number) =>
      station
        .call(runReport, { key: 'demo.rows', page: n, size: 3, sort: '-number' })
        .then(({ rows }) => rows.map((row) => row.cells.number))
    expect([...(await page(1)), ...(await page(2)), ...(await page(3))]).toEqual(
      [7, 6, 5, 4, 3, 2, 1].map((n) => String(n).padStart(6, '0')),
    )
    const { chart } = await station.call(drawReport, { key: 'cases.by-district-and-stage', lang: 'ur' })
    expect(chart!.sum).toBe(3)
    expect(chart!.series.flatMap(({ values }) => values).reduce((a, b) => a + b)).toBe(3)
    expect(chart!.categories.every((name) => /[\u0600-\u06ff]/.test(name))).toBe(true)
  })

  test.each([
    'handover.open-by-age',
    'handover.open-list',
    'workflow.overdue-by-unit',
    'workflow.overdue-list',
  ])('called %s runs, also when nothing matches', async (key) => {
    const { rows } = await station.call(runReport, { key })
    expect(Array.isArray(rows)).toBe(true)
    await station.call(drawReport, { key })
  })

  test('of overdue tasks names what waits, and its number opens it', async () => {
    await here.database.owner.pool.query(
      `insert into workflow.task (jurisdiction, queue, subject_kind, subject_id, title_en, title_ur, params, href, unit_id, post_code, due_on, opened_by)
       select 'PK-SD', 'demo', 'case', gen_random_uuid(), 'Cure defects in FIR {{fir}}', 'نقائص دور کریں {{fir}}', '{"fir": "12/2026"}',
         '/cases', u.id, 'police-registrar', current_date - 9, $1 from units.unit u where u.code = 'PS-HYD-CNT'`,
      [station.accountId],
    )
    const { rows } = await station.call(runReport, { key: 'workflow.overdue-by-unit' })
    expect(rows[0]!.cells.tasks).toBe(1)
    const list = await station.call(runReport, { key: 'workflow.overdue-list' })
    expect(list.rows[0]).toMatchObject({
      cells: { title: 'Cure defects in FIR 12/2026' },
      links: { title: '/cases' },
    })
    expect((await other.call(runReport, { key: 'workflow.overdue-list' })).total).toBe(0)
  })
})

describe('a file of a report', () => {
  test('as CSV starts with a byte order mark, is RFC 4180, and holds no formula', async () => {
    many = 8
    const answer = await fileOf(station, 'csv')
    const bytes = new Uint8Array(await answer.arrayBuffer())
    expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
    const rows = readCsv(new TextDecoder().decode(bytes))
    expect(new Set(rows.map((row) => row.length)).size).toBe(1)
    expect(rows[0]).toEqual(['Number', 'Words', 'Count', 'Day', 'Name'])
    const words = Object.fromEntries(rows.slice(1, 9).map((row) => [row[0], row[1]]))
    expect(words['000001']).toBe("'=1+1")
    expect(words['000002']).toBe("'+92")
    expect(words['000003']).toBe("'-5")
    expect(words['000004']).toBe("'@SUM(A1)")
    expect(words['000005']).toBe('a,b')
    expect(words['000007']).toBe('two\r\nlines')
    // A number is no formula and stays one.
    expect(rows[1]![2]).toMatch(/^-\d$/)
    const notes = Object.fromEntries(rows.slice(10).map((row) => [row[0], row[1]]))
    expect(notes.Definition).toBe('Counts, rows')
    expect(notes.Rows).toBe('8')
    expect(notes['Taken by']).toContain('police-registrar of PS-HYD-CNT')
    expect(notes['As of']).toMatch(/\d{4}/)
  })

  test('as Excel keeps days as days and identifiers as text, and reads from right to left in Urdu', async () => {
    const file = Buffer.from(await (await fileOf(station, 'xlsx', 'ur')).arrayBuffer())
    const [sheet] = await readExcel(file)
    const rows = sheet!.data as unknown[][]
    const head = rows.findIndex((row) => row[0] === 'نمبر')
    const first = rows.slice(head + 1).find((row) => row[0] === '000001')!
    expect(first[1]).toBe('=1+1')
    expect(first[2]).toBe(-1)
    expect((first[3] as Date).toISOString().slice(0, 10)).toBe('2026-03-01')
    expect(first[4]).toBe('علی')
    expect(rows.slice(0, head).flat()).toContain('سطروں کی گنتی')
    expect(await sheetXml(file)).toContain('rightToLeft="1"')
    expect(await sheetXml(Buffer.from(await (await fileOf(station, 'xlsx')).arrayBuffer()))).not.toContain(
      'rightToLeft="1"',
    )
  })

  test('leaves an entry with report, filters and number of rows', async () => {
    await fileOf(station, 'csv', 'en', '&from=2026-03-03')
    const { rows } = await here.database.owner.pool.query(
      `select detail from audit.entry where act = 'export' and account_id = $1 order by n desc limit 1`,
      [station.accountId],
    )
    expect(rows[0].detail).toEqual({
      report: 'demo.rows',
      params: { from: '2026-03-03' },
      format: 'csv',
      rows: 6,
    })
  })
})

describe('a long file', () => {
  const ready = async (exportId: string) => {
    for (let tries = 0; tries < 200; tries += 1) {
      const one = (await station.call(listExports, {})).rows.find((row) => row.id === exportId)!
      if (one.state === 'done') return one
      if (one.state === 'failed') throw new Error('The file was not written.')
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
    throw new Error('The file did not come.')
  }

  test('is written in the background, whole, and read by nobody else', async () => {
    many = 5_001
    expect(((await (await fileOf(station, 'csv')).json()) as { code: string }).code).toBe(
      'reporting.too-long',
    )
    const { exportId } = await station.call(askExport, { key: 'demo.rows', format: 'csv', lang: 'ur' })
    expect(await ready(exportId)).toMatchObject({ done: 5_001, total: 5_001 })
    const answer = await fetchAs(station, `/report-exports/${exportId}/file`)
    const rows = readCsv((await answer.text()).replace(/^\ufeff/, ''))
    expect(new Set(rows.slice(1, 5_002).map((row) => row[0])).size).toBe(5_001)
    expect(rows[0]).toContain('نمبر')
    const { rows: told } = await here.database.owner.pool.query(
      `select detail from audit.entry where act = 'export' and detail ->> 'rows' = '5001' and account_id = $1`,
      [station.accountId],
    )
    expect(told).toHaveLength(1)
    const superior = await here.someone('police-registrar', 'PS-HYD-CNT')
    await expect(superior.call(fetchExportFile, { id: exportId })).rejects.toThrow('not-found')
    expect((await superior.call(listExports, {})).rows).toEqual([])
  })

  test('is not written when the post was taken away before', async () => {
    const leaver = await here.someone('police-registrar', 'PS-HYD-CNT')
    await leaver.act(async () => undefined)
    const { exportId } = await leaver.call(askExport, { key: 'demo.rows', format: 'csv', lang: 'en' })
    await here.database.owner.pool.query(
      `update access.grant set revoked_at = clock_timestamp() where id = $1`,
      [leaver.grantId],
    )
    const tried = async () =>
      (
        await here.database.owner.pool.query<{ last_error: string }>(
          `select last_error from jobs.run where input ->> 'exportId' = $1 and last_error is not null`,
          [exportId],
        )
      ).rows[0]?.last_error
    await expect.poll(tried, { timeout: 10_000 }).toContain('The grant is not in force')
    expect(readdirSync(join(home, 'exports'))).not.toContain(exportId)
  })

  test('is gone after a day', async () => {
    const { exportId } = await station.call(askExport, { key: 'demo.rows', format: 'csv', lang: 'en' })
    await ready(exportId)
    await here.database.owner.pool.query(
      `update reporting.export set readable_until = clock_timestamp() - interval '1 second' where id = $1`,
      [exportId],
    )
    await expect(station.call(fetchExportFile, { id: exportId })).rejects.toThrow('not-found')
    const file = join(home, 'exports', exportId)
    const yesterday = new Date(Date.now() - 25 * 3_600_000)
    utimesSync(file, yesterday, yesterday)
    const before = readdirSync(join(home, 'exports')).length
    await forgettingJob.run(
      { database: here.database.app, auth: here.database.auth },
      {},
      { report: async () => undefined },
    )
    expect(readdirSync(join(home, 'exports'))).toHaveLength(before - 1)
  })
})

/** The sheet's own XML, found in the archive without any reader of workbooks. */
async function sheetXml(file: Buffer): Promise<string> {
  const { inflateRawSync } = await import('node:zlib')
  const central = file.indexOf('PK\x01\x02', 0, 'latin1')
  for (let at = central; file.readUInt32LE(at) === 0x02014b50; ) {
    const [size, names, extra, comment] = [20, 28, 30, 32].map((offset) =>
      offset === 20 ? file.readUInt32LE(at + offset) : file.readUInt16LE(at + offset),
    ) as [number, number, number, number]
    const name = file.toString('utf8', at + 46, at + 46 + names)
    if (name === 'xl/worksheets/sheet1.xml') {
      const local = file.readUInt32LE(at + 42)
      const start = local + 30 + file.readUInt16LE(local + 26) + file.readUInt16LE(local + 28)
      const data = file.subarray(start, start + size)
      return (file.readUInt16LE(at + 10) === 0 ? data : inflateRawSync(data)).toString('utf8')
    }
    at += 46 + names + extra + comment
  }
  throw new Error('The workbook has no sheet.')
}
