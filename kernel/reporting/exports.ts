import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { sql } from 'kysely'
import { type Actor, asActor, may, standing } from '#kernel/access'
import { recordAct } from '#kernel/audit'
import type { Download, Job, Services } from '#kernel/gate'
import { askFor } from '#kernel/jobs'
import type { Tx } from '#platform/db'
import { refuse } from '#platform/http'
import { today } from '#platform/i18n'
import { homeFolder } from '#platform/postgres'
import type { ExportRow } from './contract.ts'
import { findReport, type Language, type Report, withMore } from './define.ts'
import { contentType, type Format, fileName, writeReport } from './file.ts'
import { type Asked, countRows, everyRow, paramsOf } from './rows.ts'

/** Longer reports are written in the background: a request must not hold a connection for minutes. */
export const longest = 5_000
/** A workbook is made in memory; a comma-separated file has no such bound. */
const longestExcel = 100_000
const readableHours = 24

const folder = (): string => join(homeFolder(), 'exports')

/** @throws not-found when there is none or the caller may not use it: the two look alike */
export async function reportFor(tx: Tx, key: string): Promise<Report> {
  const report = findReport(key)
  if (report === undefined || !may(tx, report.needs)) throw refuse('not-found')
  return withMore(tx, report)
}

interface Asking {
  readonly key: string
  readonly lang: Language
  readonly sort?: string | undefined
  readonly [filter: string]: unknown
}

type Wanted = Asking & { readonly format: Format }

async function askedOf(tx: Tx, wanted: Asking): Promise<Asked> {
  const report = await reportFor(tx, wanted.key)
  return { report, params: paramsOf(report, wanted), language: wanted.lang, sort: wanted.sort }
}

async function recordExport(tx: Tx, asked: Asked, format: string, rows: number): Promise<void> {
  await recordAct(tx, {
    act: 'export',
    subject: `report ${asked.report.key}`,
    detail: { report: asked.report.key, params: asked.params, format, rows },
  })
}

/** The report as a file at once. @throws reporting.too-long beyond 5,000 rows */
export async function exportNow(tx: Tx, wanted: Wanted): Promise<Download> {
  const asked = await askedOf(tx, wanted)
  const { total } = await countRows(tx, asked)
  if (total > longest) throw refuse('reporting.too-long', { rows: total, longest })
  const pieces: Uint8Array[] = []
  const { rows, asOf } = await writeReport(tx, asked, wanted.format, async (piece) => {
    pieces.push(piece)
  })
  await recordExport(tx, asked, wanted.format, rows)
  return {
    body: Buffer.concat(pieces),
    contentType: contentType[wanted.format],
    fileName: fileName(asked, wanted.format, asOf),
  }
}

export interface WholeReport {
  readonly report: Report
  readonly rows: readonly (readonly (string | number | null)[])[]
  readonly asOf: string
}

/**
 * Every row of a report, for a module that prints it on a form of its own; recorded as an export like any other file.
 * @throws reporting.too-long beyond `most` rows
 */
export async function readWhole(tx: Tx, asking: Asking, format: string, most: number): Promise<WholeReport> {
  const asked = await askedOf(tx, asking)
  const { total, asOf } = await countRows(tx, asked)
  if (total > most) throw refuse('reporting.too-long', { rows: total, longest: most })
  const rows = []
  for await (const row of everyRow(tx, asked)) rows.push(row)
  await recordExport(tx, asked, format, rows.length)
  return { report: asked.report, rows, asOf }
}

/** Asks for the report to be written in the background, with the rights of whoever asks. */
export async function askForExport(tx: Tx, wanted: Wanted): Promise<{ exportId: string }> {
  const asked = await askedOf(tx, wanted)
  const { total } = await countRows(tx, asked)
  if (wanted.format === 'xlsx' && total > longestExcel)
    throw refuse('reporting.too-long-for-excel', { rows: total, longest: longestExcel })
  const { rows } = await sql<{ id: string }>`
    insert into reporting.export (report, params, format, language, total)
    values (${wanted.key}, ${JSON.stringify(asked.params)}::jsonb, ${wanted.format}, ${wanted.lang}, ${total})
    returning id`.execute(tx)
  const exportId = rows[0]!.id
  const { accountId, grantId } = standing(tx)
  await askFor(tx, writingJob.name, { exportId, accountId, grantId, sort: wanted.sort ?? null })
  return { exportId }
}

export async function ownExports(tx: Tx): Promise<ExportRow[]> {
  const { rows } = await sql<Omit<ExportRow, 'title'>>`
    select id, report, format, language, case when readable_until < now() then 'expired' else state end as state,
      done, total, bytes, asked_at as "askedAt", readable_until as "readableUntil"
    from reporting.export where asked_at > now() - interval '7 days' order by asked_at desc limit 50`.execute(
    tx,
  )
  return rows.map((row) => ({
    ...row,
    title: findReport(row.report)?.title ?? { en: row.report, ur: row.report },
  }))
}

/** The finished file. @throws not-found for anyone but who asked, and after a day */
export async function fetchExport(tx: Tx, id: string): Promise<Download> {
  const { rows } = await sql<{ report: string; format: Format; ended: string; bytes: number }>`
    select report, format, ended_at as ended, bytes from reporting.export
    where id = ${id}::uuid and state = 'done' and readable_until > now() and account_id = ${standing(tx).accountId}::uuid`.execute(
    tx,
  )
  const row = rows[0]
  const file = join(folder(), id)
  // What may no longer be used as a report may no longer be fetched as one: a post can be lost within the day.
  if (row === undefined || (await sizeOf(file)) !== row.bytes) throw refuse('not-found')
  await reportFor(tx, row.report)
  await recordAct(tx, {
    act: 'export',
    subject: `report ${row.report}`,
    subjectIds: [id],
    detail: { fetched: true },
  })
  return {
    body: Readable.toWeb(createReadStream(file)) as ReadableStream<Uint8Array>,
    contentType: contentType[row.format],
    fileName: `${row.report.replaceAll('.', '-')}-${today(row.ended)}.${row.format}`,
  }
}

async function sizeOf(file: string): Promise<number | undefined> {
  return stat(file).then(
    (found) => found.size,
    () => undefined,
  )
}

interface Order {
  readonly exportId: string
  readonly accountId: string
  readonly grantId: string
  readonly sort: string | null
}

/** Written as whoever asked, not as the system: the file holds what that person sees at that moment, and nothing if the post is gone. */
export const writingJob: Job = {
  name: 'reporting.write-export',
  label: { en: 'Write a long report', ur: 'طویل رپورٹ کی فائل تیار کرنا' },
  run: async ({ database }: Services, input, progress) => {
    const order = input as unknown as Order
    const actor: Actor = { accountId: order.accountId, grantId: order.grantId }
    const note = (change: ReturnType<typeof sql>) =>
      asActor(database, actor, { purpose: 'export' }, async (tx) => {
        await sql`update reporting.export set ${change} where id = ${order.exportId}::uuid`.execute(tx)
      })
    const file = join(folder(), order.exportId)
    await mkdir(folder(), { recursive: true, mode: 0o700 })
    await note(sql`state = 'running', done = 0`)
    const unfinished = await open(`${file}.part`, 'w', 0o600)
    const hash = createHash('sha256')
    let bytes = 0
    try {
      await asActor(database, actor, { purpose: 'export' }, async (tx) => {
        const { rows } = await sql<{
          report: string
          params: Record<string, string>
          format: Format
          lang: Language
          total: number
        }>`select report, params, format, language as lang, total from reporting.export where id = ${order.exportId}::uuid`.execute(
          tx,
        )
        const { report: key, params, format, lang, total } = rows[0]!
        const asked = await askedOf(tx, { ...params, key, lang, sort: order.sort ?? undefined })
        const written = await writeReport(
          tx,
          asked,
          format,
          async (piece) => {
            hash.update(piece)
            bytes += piece.length
            await unfinished.write(piece)
          },
          async (done) => {
            await note(sql`done = ${done}`)
            await progress.report(done, total)
          },
        )
        await unfinished.sync()
        await rename(`${file}.part`, file)
        await recordExport(tx, asked, format, written.rows)
        await sql`update reporting.export set state = 'done', done = ${written.rows}, bytes = ${bytes}, sha256 = ${hash.digest('hex')},
            ended_at = now(), readable_until = now() + make_interval(hours => ${readableHours})
          where id = ${order.exportId}::uuid`.execute(tx)
        await progress.report(written.rows, written.rows)
      })
    } catch (error) {
      await rm(`${file}.part`, { force: true })
      await note(sql`state = 'failed', ended_at = now()`)
      throw error
    } finally {
      await unfinished.close()
    }
  },
}

/** Files of reports hold names and numbers outside the database's guard, so they do not stay. */
export const forgettingJob: Job = {
  name: 'reporting.forget-exports',
  label: { en: 'Delete files of reports after a day', ur: 'رپورٹوں کی فائلیں ایک دن بعد مٹانا' },
  schedule: '23 * * * *',
  run: async (_services, _input, progress) => {
    const names = await readdir(folder()).catch(() => [])
    let gone = 0
    for (const name of names) {
      const file = join(folder(), name)
      const { mtimeMs } = await stat(file)
      if (Date.now() - mtimeMs < readableHours * 3_600_000) continue
      await rm(file)
      gone += 1
    }
    await progress.report(gone, gone)
  },
}
