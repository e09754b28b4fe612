import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { asActor } from '#kernel/access'
import { type ServiceActor, serviceActors } from '#kernel/events'
import { type Someone, type World, world } from '../../../app/testing.ts'
import {
  getImport,
  listBailDue,
  listImportRows,
  listPrisoners,
  mendImportRow,
  proposeDate,
} from '../contract.ts'
import expected from './fixtures/register-a.expected.json' with { type: 'json' }
import { importRegister } from './import.ts'
import { judgeRows, judgingDay, openRegister, reportOf } from './index.ts'
import { isKnownSection } from './known-section.ts'
import { judgeOpen, openImport, receiveRegister } from './receive.ts'
import { toXlsx } from './testing.ts'

const csv = readFileSync(new URL('./fixtures/register-a.csv', import.meta.url))
let here: World
let service: ServiceActor
let clerk: Someone
let prisonId: number

beforeAll(async () => {
  here = await world()
  const actors = await serviceActors(here.database.app.pool)
  service = actors.find((one) => one.jurisdiction === 'PK-SD')!
  clerk = await here.someone('prison-admissions-officer', 'PRS-HYD-C')
  prisonId = await here.unitId('PRS-HYD-C')
})
afterAll(() => here.drop())

const receive = (bytes: Uint8Array, prison = prisonId) =>
  asActor(here.database.app, service, {}, (tx) =>
    receiveRegister(tx, { prisonId: prison, fileName: 'register.csv', bytes }),
  )
const run = (importId: string, onProgress: (done: number, total: number) => void = () => undefined) =>
  importRegister(here.database.app, service, importId, onProgress)

test('a dry run agrees row by row, with the offence table of the law', async () => {
  const { sheet, header } = await openRegister(csv, '2026-11-21')
  const today = judgingDay(header, '2026-11-21')
  expect(reportOf(judgeRows(sheet.rows, header, { today, isKnownSection }), header, today)).toEqual(expected)
})

describe('register A, imported', () => {
  test('agrees row by row; stopped half-way it goes on; again, it imports nothing', async () => {
    const { importId } = await receive(csv)
    const stop = new Error('stopped')
    await expect(
      run(importId, () => {
        throw stop
      }),
    ).rejects.toThrow('stopped')
    const half = await here.database.owner.pool.query(`select count(*)::int as n from custody.register_row`)
    expect(half.rows[0].n).toBe(250)
    const again = await receive(csv)
    expect(again.importId).toBe(importId)
    expect(await run(importId)).toEqual(expected)

    const second = await receive(csv)
    expect(second.importId).not.toBe(importId)
    const report = await run(second.importId)
    expect(report.summary).toEqual({ imported: 0, rejected: 19, duplicate: 381 })
    const { rows } = await here.database.owner.pool.query(
      `select count(*)::int as n from custody.imprisonment where prison_id = $1`,
      [prisonId],
    )
    expect(rows[0].n).toBe(expected.summary.imported)
  })

  test('shows the imported with their dates in the lists at once', async () => {
    const { total } = await clerk.call(listPrisoners, { size: 50 })
    expect(total).toBe(expected.summary.imported)
    const bail = await clerk.call(listBailDue, { within: 3650, size: 200 })
    expect(bail.total).toBeGreaterThan(50)
    const released = await clerk.call(listPrisoners, { sort: 'release', size: 50 })
    expect(released.rows[0]?.dueRelease).toMatch(/^\d{4}-\d{2}-\d{2}$/)
    expect(released.rows.filter((row) => row.dueRelease !== null).length).toBeGreaterThan(20)
  })

  test('computes what an officer may propose: the facts are those kept on the warrant', async () => {
    const { rows } = await here.database.owner.pool.query<{ id: string }>(
      `select id from custody.release_date where not exists (select 1 from unnest(flags) f where f like '%REFER') order by id limit 5`,
    )
    expect(rows.length).toBe(5)
    for (const { id } of rows) expect(await clerk.call(proposeDate, { id })).toEqual({ state: 'proposed' })
  })

  test('keeps columns it does not know, and every cell as written', async () => {
    const { rows } = await here.database.owner.pool.query<{ cells: string[] }>(
      `select cells from custody.register_row where outcome = 'imported' order by row limit 1`,
    )
    expect(rows[0]?.cells).toContain('Mohd Yousaf')
  })

  test('gives the register’s own numbers and counts on after them', async () => {
    const { rows } = await here.database.owner.pool.query<{ n: number; last: number }>(
      `select max(i.number) as n, max(c.last) as last from custody.imprisonment i join custody.counter c
         on c.prison_id = i.prison_id and c.year = i.year and c.register = 'admission' where i.year = 2026`,
    )
    expect(rows[0]!.last).toBeGreaterThanOrEqual(rows[0]!.n)
  })

  test('lets a clerk put rejected rows right in place, and imports them', async () => {
    const { rows } = await here.database.owner.pool.query<{ id: string }>(
      `select id from custody.register_import where prison_id = $1 order by created_at limit 1`,
      [prisonId],
    )
    const importId = rows[0]!.id
    const { columns, head } = await clerk.call(getImport, { importId })
    expect(head.counts).toEqual(expected.summary)
    const columnOf = (field: string): number =>
      columns.find((column) => column.field === field)?.column ?? Number.NaN
    const right: Record<string, string> = {
      name: 'Allah Dino',
      'admission-date': '12 Mar 2026',
      'admission-date-future': '12 Mar 2026',
      category: 'UTP',
      sentence: '3 years RI',
    }
    const fields: Record<string, string> = {
      name: 'name',
      'admission-date': 'admissionDate',
      'admission-date-future': 'admissionDate',
      category: 'category',
      sentence: 'sentence',
    }
    const before = await clerk.call(listImportRows, { importId, outcome: 'rejected' })
    expect(before.total).toBe(19)
    expect(before.rows[0]?.problems[0]?.text.ur).toMatch(/قطار/)
    const outcomes: string[] = []
    for (const row of before.rows.slice(0, 10)) {
      const { outcome } = await clerk.call(mendImportRow, {
        importId,
        row: row.row,
        cells: row.problems.map(({ code }) => ({ column: columnOf(fields[code]!), text: right[code]! })),
      })
      outcomes.push(outcome)
    }
    expect(outcomes).not.toContain('rejected')
    expect((await clerk.call(listImportRows, { importId, outcome: 'rejected' })).total).toBe(9)
  })

  test('agrees as XLSX in another prison', async () => {
    const { sheet } = await openRegister(csv, '2026-11-21')
    const other = await here.unitId('PRS-KHI-C')
    const { importId } = await receive(await toXlsx(sheet.rows), other)
    expect(await run(importId)).toEqual(expected)
  })

  test('is not seen by another prison', async () => {
    const elsewhere = await here.someone('prison-admissions-officer', 'PRS-HYD-N')
    const { rows } = await here.database.owner.pool.query(`select id from custody.register_import limit 1`)
    await expect(elsewhere.act((tx) => openImport(tx, rows[0].id))).rejects.toThrow('not-found')
  })
})

test('the judgement kept with an import is that of the dry run', async () => {
  const { rows } = await here.database.owner.pool.query(`select id from custody.register_import limit 1`)
  const open = await asActor(here.database.app, service, {}, (tx) => openImport(tx, rows[0].id))
  expect(reportOf(judgeOpen(open), open.header, open.judgedOn)).toEqual(expected)
})
