import { createHash, randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { type Actor, asActor, standing } from '#kernel/access'
import { emit } from '#kernel/events'
import { parseSections } from '#kernel/law'
import { registerRecords, type SourcePerson } from '#kernel/people'
import type { Database, Tx } from '#platform/db'
import { Refusal, refuse } from '#platform/http'
import { RegisterImported } from '../events.ts'
import { today } from '../law-of-prison.ts'
import { servedTogether } from '../sentence/facts.ts'
import { provenTwice } from '../sentence/release-date.ts'
import { type BailClock, chargedOnPaper, workOutBailClock } from '../warrants/bail-clock.ts'
import type { ColumnMapping, RegisterHeader } from './columns.ts'
import { type JudgedRow, judgeRows, judgingDay, type ReportRow } from './judge-rows.ts'
import { openRegister } from './open-register.ts'
import type { RegisterRecord } from './read-row.ts'
import type { SectionToken } from './sections.ts'
import { paperSentences } from './sentences-of-row.ts'

/** Rows written in one transaction: small enough to show progress, large enough to be quick. */
const batch = 250

/** Acts as this reader names them where the offence table names them otherwise. */
const actOf: Readonly<Record<string, string>> = {
  ARMS: 'Arms Ordinance',
  FOREIGNERS: 'Foreigners Act',
  PROHIBITION: 'Prohibition Order 1979',
  EXPLOSIVES: 'Explosive Substances Act',
}

const judged = new Map<string, boolean>()

/** Whether the offence table has a section as a clerk wrote it. */
export function isKnownSection({ act, section }: SectionToken): boolean {
  const text = `${section} ${actOf[act] ?? act}`
  const known = judged.get(text)
  if (known !== undefined) return known
  const parsed = parseSections(text)
  const answer = parsed.length > 0 && parsed.every((one) => one.known)
  // Sections written by hand have no end; the store is for those that come in every row.
  if (judged.size < 10_000) judged.set(text, answer)
  return answer
}

export interface OpenImport {
  readonly importId: string
  readonly header: RegisterHeader
  readonly judgedOn: string
  readonly rows: readonly (readonly string[])[]
}

/**
 * Keeps a register's file with the meaning proposed for its columns. The same file, begun before and not finished, is taken up
 * again where it stopped.
 * @throws UnreadableRegister
 */
export async function receiveRegister(
  tx: Tx,
  given: { prisonId: number; fileName: string; bytes: Uint8Array },
): Promise<OpenImport> {
  const sha256 = createHash('sha256').update(given.bytes).digest('hex')
  const { rows: begun } = await sql<{ id: string }>`
    select id from custody.register_import where prison_id = ${given.prisonId} and sha256 = ${sha256} and state <> 'done'
     order by created_at desc limit 1`.execute(tx)
  if (begun[0] !== undefined) return openImport(tx, begun[0].id)
  const day = await today(tx)
  const { sheet, header } = await openRegister(given.bytes, day)
  const judgedOn = judgingDay(header, day)
  const importId = randomUUID()
  const { jurisdiction } = standing(tx)
  await sql`insert into custody.register_import (id, jurisdiction, prison_id, file_name, sha256, header, judged_on)
    values (${importId}::uuid, ${jurisdiction}, ${given.prisonId}, ${given.fileName}, ${sha256}, ${JSON.stringify(header)}::jsonb,
      ${judgedOn}::date)`.execute(tx)
  await sql`insert into custody.register_file (import_id, jurisdiction, prison_id, content)
    values (${importId}::uuid, ${jurisdiction}, ${given.prisonId}, ${Buffer.from(given.bytes)})`.execute(tx)
  return { importId, header, judgedOn, rows: sheet.rows }
}

/** Reads a kept register again, with the mapping as it was corrected. @throws not-found */
export async function openImport(tx: Tx, importId: string): Promise<OpenImport> {
  const { rows } = await sql<{ header: RegisterHeader; judged_on: string; content: Buffer }>`
    select i.header, i.judged_on, f.content from custody.register_import i join custody.register_file f on f.import_id = i.id
     where i.id = ${importId}::uuid`.execute(tx)
  const kept = rows[0]
  if (kept === undefined) throw refuse('not-found')
  const { sheet } = await openRegister(kept.content, kept.judged_on)
  return { importId, header: kept.header, judgedOn: kept.judged_on, rows: sheet.rows }
}

/** Corrects what columns mean, before anything is imported. @throws not-found, custody.import-begun */
export async function mapColumns(
  tx: Tx,
  importId: string,
  columns: readonly Pick<ColumnMapping, 'column' | 'field' | 'dateOrder'>[],
): Promise<OpenImport> {
  const open = await openImport(tx, importId)
  const changed = new Map(columns.map((one) => [one.column, one]))
  const header: RegisterHeader = {
    ...open.header,
    columns: open.header.columns.map((column) => {
      const change = changed.get(column.column)
      if (change === undefined) return column
      const { dateOrder: _before, ...rest } = column
      return {
        ...rest,
        field: change.field,
        confidence: 1,
        ...(change.dateOrder === undefined ? {} : { dateOrder: change.dateOrder }),
      }
    }),
  }
  const { numAffectedRows } =
    await sql`update custody.register_import set header = ${JSON.stringify(header)}::jsonb
    where id = ${importId}::uuid and state = 'open'`.execute(tx)
  if (numAffectedRows === 0n) throw refuse('custody.import-begun')
  return { ...open, header }
}

/** Judges a register without writing anything of it. */
export function judgeOpen(open: Pick<OpenImport, 'rows' | 'header' | 'judgedOn'>): JudgedRow[] {
  return [...judgeRows(open.rows, open.header, { today: open.judgedOn, isKnownSection })]
}

/** A row's outcome in the report; `earlier` when the prisoner came in with an earlier import. */
export type ImportReportRow = ReportRow & { earlier?: true }
export interface ImportReport {
  readonly asOf: string
  readonly headerRow: number
  readonly summary: { imported: number; rejected: number; duplicate: number }
  readonly rows: ImportReportRow[]
}

/**
 * Imports a kept register batch by batch, each in one transaction: killed at any moment, it goes on after the last whole batch.
 * Rows that came in before, with this file or another, are not imported again.
 */
export async function importRegister(
  database: Database,
  actor: Actor,
  importId: string,
  onProgress: (done: number, total: number) => Promise<void> | void,
): Promise<ImportReport> {
  const inside = <T>(work: (tx: Tx) => Promise<T>): Promise<T> =>
    asActor(database, actor, { purpose: 'import-register' }, work)
  const open = await inside(async (tx) => {
    const kept = await openImport(tx, importId)
    await sql`update custody.register_import set state = 'importing', started_at = coalesce(started_at, clock_timestamp())
      where id = ${importId}::uuid and state = 'open'`.execute(tx)
    return kept
  })
  const rows = judgeOpen(open)
  for (let at = 0; at < rows.length; at += batch) {
    await inside(async (tx) => {
      await sql`select pg_advisory_xact_lock(hashtextextended(${`import ${importId}`}, 0))`.execute(tx)
      await writeBatch(tx, importId, rows.slice(at, at + batch))
      await sql`update custody.register_import set rows_total = ${rows.length}, rows_done = ${Math.min(rows.length, at + batch)}
        where id = ${importId}::uuid`.execute(tx)
    })
    await onProgress(Math.min(rows.length, at + batch), rows.length)
  }
  return inside(async (tx) => {
    const { rows: ended } = await sql<{ prison_id: number }>`
      update custody.register_import set state = 'done', ended_at = clock_timestamp()
       where id = ${importId}::uuid and state <> 'done' returning prison_id`.execute(tx)
    if (ended[0] !== undefined) await emit(tx, RegisterImported, { importId, prisonId: ended[0].prison_id })
    return reportOfImport(tx, importId)
  })
}

/** The report of an import as it stands, in the form that is exchanged; it holds no names or numbers. @throws not-found */
export async function reportOfImport(tx: Tx, importId: string): Promise<ImportReport> {
  const { rows: heads } = await sql<{ header: RegisterHeader; judged_on: string }>`
    select header, judged_on from custody.register_import where id = ${importId}::uuid`.execute(tx)
  const head = heads[0]
  if (head === undefined) throw refuse('not-found')
  const { rows } = await sql<{
    row: number
    outcome: 'imported' | 'rejected' | 'duplicate'
    reasons: never[]
    warnings: never[]
    of: number | null
    repeats: string | null
  }>`select row, outcome, reasons, warnings, of, repeats from custody.register_row where import_id = ${importId}::uuid order by row`.execute(
    tx,
  )
  const summary = { imported: 0, rejected: 0, duplicate: 0 }
  for (const { outcome } of rows) summary[outcome] += 1
  return {
    asOf: head.judged_on,
    headerRow: head.header.headerRow,
    summary,
    rows: rows.map(
      ({ row, outcome, reasons, warnings, of, repeats }): ImportReportRow =>
        outcome === 'imported'
          ? { row, outcome, warnings }
          : outcome === 'rejected'
            ? { row, outcome, reasons }
            : { row, outcome, of: of ?? row, ...(repeats === null ? {} : { earlier: true as const }) },
    ),
  }
}

/** Writes judged rows that this import has not written yet. */
export async function writeBatch(
  tx: Tx,
  importId: string,
  rows: readonly JudgedRow[],
  fixed = false,
): Promise<void> {
  const { rows: heads } = await sql<{ prison_id: number; judged_on: string }>`
    select prison_id, judged_on from custody.register_import where id = ${importId}::uuid`.execute(tx)
  const head = heads[0]
  if (head === undefined) throw refuse('not-found')
  const { rows: written } = await sql<{ row: number }>`
    select row from custody.register_row where import_id = ${importId}::uuid and row = any (${rows.map((one) => one.row)}::integer[])`.execute(
    tx,
  )
  const done = new Set(written.map(({ row }) => row))
  const left = rows.filter((one) => !done.has(one.row))
  // Two imports of one prison at once would each find the other's rows missing.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`register ${head.prison_id}`}, 0))`.execute(tx)
  const { rows: before } = await sql<{ key: string; id: string; row: number }>`
    select key, id, row from custody.register_row where prison_id = ${head.prison_id} and imprisonment_id is not null
       and key = any (${left.map((one) => one.key)}::text[])`.execute(tx)
  const earlier = new Map(before.map((one) => [one.key, one]))
  const coming = left.filter((one) => one.outcome === 'imported' && !earlier.has(one.key))
  const admitted = await admitRows(
    tx,
    { importId, prisonId: head.prison_id, judgedOn: head.judged_on },
    coming,
  )
  const { jurisdiction } = standing(tx)
  const kept = left.map((one) => {
    const known = one.outcome === 'imported' ? earlier.get(one.key) : undefined
    const entry = admitted.get(one.row)
    return {
      id: randomUUID(),
      jurisdiction,
      prison_id: head.prison_id,
      import_id: importId,
      row: one.row,
      line: one.line,
      key: one.key,
      outcome: known === undefined ? one.outcome : 'duplicate',
      reasons: one.outcome === 'rejected' ? one.reasons : [],
      warnings: one.outcome === 'imported' && known === undefined ? one.warnings : [],
      of: known?.row ?? (one.outcome === 'duplicate' ? one.of : null),
      repeats: known?.id ?? null,
      cells: one.cells,
      record: one.record,
      unread: one.unread,
      no_date: entry?.noDate ?? null,
      fixed,
      imprisonment_id: entry?.imprisonmentId ?? null,
    }
  })
  await insertAll(tx, 'custody.register_row', kept)
}

/** Table and columns are this file's own words, never a caller's. */
async function insertAll(tx: Tx, table: string, rows: readonly Record<string, unknown>[]): Promise<void> {
  const first = rows[0]
  if (first === undefined) return
  const columns = sql.join(Object.keys(first).map((column) => sql.ref(column)))
  await sql`insert into ${sql.table(table)} (${columns})
    select ${columns} from jsonb_populate_recordset(null::${sql.table(table)}, ${JSON.stringify(rows)}::jsonb)`.execute(
    tx,
  )
}

interface Entered {
  readonly imprisonmentId: string
  readonly noDate: string | null
}

const sexOf = { male: 'M', female: 'F', transgender: 'X' } as const

/** Enters prisoners of a register into the prison's books: person, number, warrant, clock of bail, date of release. */
async function admitRows(
  tx: Tx,
  given: { importId: string; prisonId: number; judgedOn: string },
  rows: readonly JudgedRow[],
): Promise<Map<number, Entered>> {
  if (rows.length === 0) return new Map()
  const { jurisdiction } = standing(tx)
  const day = await today(tx)
  const registered = await registerRecords(
    tx,
    rows.map((row) => personOf(row.record, given.judgedOn)),
    {
      agency: 'prison',
      sourceRef: `custody.register_import/${given.importId}`,
      unitId: given.prisonId,
    },
  )
  const numbers = await prisonNumbers(tx, given.prisonId, rows)
  const imprisonments: Record<string, unknown>[] = []
  const warrants: Record<string, unknown>[] = []
  const clocks: Record<string, unknown>[] = []
  const dates: Record<string, unknown>[] = []
  const entered = new Map<number, Entered>()
  for (const [at, { row, record }] of rows.entries()) {
    const { recordId, personId } = registered[at]!
    const { admissionDate: admittedOn, category } = record
    if (admittedOn === null || category === null)
      throw new Error(`Row ${row} is imported without a date or category.`)
    const imprisonmentId = randomUUID()
    const warrantId = randomUUID()
    const shared = { jurisdiction, prison_id: given.prisonId }
    imprisonments.push({
      id: imprisonmentId,
      ...shared,
      ...numbers[at]!,
      person_id: personId,
      record_id: recordId,
      category,
      state: 'in',
      admitted_at: `${admittedOn}T00:00:00+05:00`,
      without_handover: 'register',
      created_by: standing(tx).accountId,
      created_at: new Date().toISOString(),
    })
    const convicted = category === 'convict' || category === 'condemned'
    const sections = record.sections.written
    const charged = chargedOnPaper(sections, record.firDate ?? admittedOn)
    const detainedSince = [admittedOn, record.arrestDate ?? admittedOn].sort()[0]!
    const sentences = convicted
      ? paperSentences(warrantId, record, detainedSince)
      : { facts: [], noDate: null }
    const fir = /^(\d{1,5})\s*\/\s*((?:19|20)\d\d)$/.exec(record.fir)
    const issuedOn = convicted ? (record.sentenceDate ?? admittedOn) : admittedOn
    warrants.push({
      id: warrantId,
      ...shared,
      imprisonment_id: imprisonmentId,
      kind: convicted ? 'conviction' : 'remand',
      source: 'paper',
      fir_number: fir === null || Number(fir[1]) === 0 ? null : Number(fir[1]),
      fir_year: fir === null ? null : Number(fir[2]),
      sections,
      max_punishment: charged.max?.toString() ?? null,
      issued_on: issuedOn,
      detained_since: detainedSince,
      next_production: record.nextDate,
      sentences: sentences.facts.length === 0 ? null : sentences.facts,
      state: 'in-force',
      created_by: standing(tx).accountId,
      created_at: new Date().toISOString(),
    })
    let { noDate } = sentences
    const shape = { ...shared, imprisonment_id: imprisonmentId }
    if (category === 'under-trial') {
      const clock = clockOrReason(() =>
        workOutBailClock(
          tx,
          {
            charged,
            terrorism: record.sections.tokens.some(({ act }) => act === 'ATA'),
            detainedSince,
            offenceOn: null,
            sex: record.sex === null ? null : sexOf[record.sex],
            birthDate: personOf(record, given.judgedOn).birthDate ?? null,
          },
          day,
        ),
      )
      if ('why' in clock) noDate = clock.why
      clocks.push({ ...shape, ...clockRow('why' in clock ? unsettled(charged.flags) : clock, warrantId) })
    }
    if (sentences.facts.length > 0 && !sentences.facts.some((fact) => fact.term === 'DEATH')) {
      const proven = clockOrReason(() =>
        provenTwice(tx, {
          inputs: {
            sentences: servedTogether(
              sentences.facts.map((fact) => ({ fact, trial: warrantId, name: sections })),
              [],
            ),
            remissions: [],
          },
        }),
      )
      if ('why' in proven) noDate = proven.why
      else
        dates.push({
          ...shape,
          id: randomUUID(),
          state: 'computed',
          inputs: proven.inputs,
          result: proven.result,
          steps: proven.steps,
          flags: proven.flags,
          due_release: proven.result.dueRelease,
          pack_code: proven.packCode,
          pack_version: proven.packVersion,
          hash: proven.hash,
          reason: 'admitted',
          computed_at: new Date().toISOString(),
        })
    }
    entered.set(row, { imprisonmentId, noDate })
  }
  await insertAll(tx, 'custody.imprisonment', imprisonments)
  await insertAll(tx, 'custody.warrant', warrants)
  await insertAll(tx, 'custody.bail_clock', clocks)
  await insertAll(tx, 'custody.release_date', dates)
  return entered
}

/** The law refuses facts that do not fit together; the prisoner is in the books all the same, and the reason stands beside. */
function clockOrReason<T extends object>(work: () => T): T | { why: string } {
  try {
    return work()
  } catch (problem) {
    if (!(problem instanceof Refusal)) throw problem
    return { why: String(problem.params?.why ?? problem.code) }
  }
}

const unsettled = (flags: readonly string[]): BailClock => ({
  inputs: {},
  result: {},
  steps: [],
  flags,
  ground: null,
  eligibleFrom: null,
  standing: 'refer',
  packCode: '',
  packVersion: '',
  hash: '',
})

function clockRow(clock: BailClock, warrantId: string): Record<string, unknown> {
  return {
    id: randomUUID(),
    warrant_id: warrantId,
    inputs: clock.inputs,
    result: clock.result,
    steps: clock.steps,
    flags: clock.flags,
    ground: clock.ground,
    eligible_from: clock.eligibleFrom,
    standing: clock.standing,
    pack_code: clock.packCode,
    pack_version: clock.packVersion,
    hash: clock.hash,
    computed_at: new Date().toISOString(),
  }
}

/** The person of a row, in the registry's form. An age gives the year of birth, and says that it is an estimate. */
export function personOf(record: RegisterRecord, judgedOn: string): SourcePerson {
  const born =
    record.birthDate !== null
      ? { birthDate: record.birthDate, birthPrecision: 'day' as const }
      : record.age !== null
        ? {
            birthDate: `${Number(judgedOn.slice(0, 4)) - record.age.years}-01-01`,
            birthPrecision: 'estimated' as const,
          }
        : {}
  const text = <K extends string>(key: K, value: string) => (value === '' ? {} : { [key]: value })
  return {
    ...text('nameEn', record.name.latin),
    ...text('nameUr', record.name.urdu),
    ...text('fatherEn', record.father.latin),
    ...text('fatherUr', record.father.urdu),
    aliases: record.aliases.slice(0, 10),
    ...(record.sex === null ? {} : { sex: sexOf[record.sex] }),
    ...born,
    ...(record.cnic.state === 'valid' ? { cnic: record.cnic.digits } : {}),
    ...text('address', record.address),
    ...text('district', record.district),
  }
}

/**
 * Numbers for rows: the register's own where it is one (`1001/2026`) and free in this prison, otherwise the next of the year.
 * The counter moves past every number taken, so that none is given twice.
 */
async function prisonNumbers(
  tx: Tx,
  prisonId: number,
  rows: readonly JudgedRow[],
): Promise<{ year: number; number: number }[]> {
  const own = rows.map(({ record }) => {
    const read = /^(\d{1,6})\s*\/\s*((?:19|20)\d\d)$/.exec(record.prisonNo)
    return read === null || Number(read[1]) === 0 ? null : { number: Number(read[1]), year: Number(read[2]) }
  })
  const asked = own.filter((one) => one !== null)
  const { rows: taken } = await sql<{ year: number; number: number }>`
    select i.year, i.number from custody.imprisonment i
      join unnest(${asked.map(({ year }) => year)}::integer[], ${asked.map(({ number }) => number)}::integer[]) as t(year, number)
        on i.year = t.year and i.number = t.number where i.prison_id = ${prisonId}`.execute(tx)
  const used = new Set(taken.map(({ year, number }) => `${number}/${year}`))
  const given = own.map((one) => {
    if (one === null || used.has(`${one.number}/${one.year}`)) return null
    used.add(`${one.number}/${one.year}`)
    return one
  })
  const highest = new Map<number, number>()
  for (const one of given)
    if (one !== null) highest.set(one.year, Math.max(highest.get(one.year) ?? 0, one.number))
  const wanting = new Map<number, number>()
  for (const [at, one] of given.entries()) {
    if (one !== null) continue
    const year = Number(rows[at]!.record.admissionDate?.slice(0, 4))
    wanting.set(year, (wanting.get(year) ?? 0) + 1)
  }
  const next = new Map<number, number>()
  for (const year of [...new Set([...highest.keys(), ...wanting.keys()])].sort()) {
    const count = wanting.get(year) ?? 0
    const { rows: moved } = await sql<{ last: number }>`
      insert into custody.counter (prison_id, register, year, last)
      values (${prisonId}, 'admission', ${year}, greatest(1, ${(highest.get(year) ?? 0) + count}))
      on conflict (prison_id, register, year) do update
        set last = greatest(custody.counter.last, ${highest.get(year) ?? 0}) + ${count} returning last`.execute(
      tx,
    )
    next.set(year, moved[0]!.last - count + 1)
  }
  return given.map((one, at) => {
    if (one !== null) return one
    const year = Number(rows[at]!.record.admissionDate?.slice(0, 4))
    const number = next.get(year)!
    next.set(year, number + 1)
    return { year, number }
  })
}

/**
 * Judges one rejected row again with cells put right, and admits the prisoner if nothing stands against it any more. What the file
 * said stays in the file; the row keeps what it became.
 * @throws not-found, custody.row-not-open
 */
export async function mendRow(
  tx: Tx,
  given: { importId: string; row: number; cells: readonly { column: number; text: string }[] },
): Promise<JudgedRow> {
  const open = await openImport(tx, given.importId)
  const { rows } = await sql<{
    id: string
    line: number
    cells: string[]
    record: RegisterRecord
    outcome: string
    prison_id: number
  }>`select id, line, cells, record, outcome, prison_id from custody.register_row
     where import_id = ${given.importId}::uuid and row = ${given.row} for update`.execute(tx)
  const kept = rows[0]
  if (kept === undefined) throw refuse('not-found')
  if (kept.outcome !== 'rejected') throw refuse('custody.row-not-open')
  const cells = [...kept.cells]
  for (const { column, text } of given.cells) {
    while (cells.length <= column) cells.push('')
    cells[column] = text
  }
  const { header } = open
  // A heading between the rows may have said what kind of prisoner follows: the row alone no longer knows.
  const alone = { ...header, titleCategory: kept.record.category ?? header.titleCategory }
  const above = open.rows.slice(0, header.headerRow + header.headerRows - 1)
  const [again] = judgeRows([...above, cells], alone, { today: open.judgedOn, isKnownSection })
  if (again === undefined) throw refuse('custody.row-not-open')
  const mended: JudgedRow = { ...again, row: given.row, line: kept.line }
  await sql`select pg_advisory_xact_lock(hashtextextended(${`register ${kept.prison_id}`}, 0))`.execute(tx)
  const { rows: before } = await sql<{ id: string; row: number }>`
    select id, row from custody.register_row where prison_id = ${kept.prison_id} and imprisonment_id is not null and key = ${mended.key}`.execute(
    tx,
  )
  const twin = mended.outcome === 'imported' ? before[0] : undefined
  const admitted =
    mended.outcome === 'imported' && twin === undefined
      ? await admitRows(tx, { importId: given.importId, prisonId: kept.prison_id, judgedOn: open.judgedOn }, [
          mended,
        ])
      : new Map<number, Entered>()
  const entry = admitted.get(given.row)
  await sql`update custody.register_row set cells = ${mended.cells}::text[], record = ${JSON.stringify(mended.record)}::jsonb,
      unread = ${JSON.stringify(mended.unread)}::jsonb, key = ${mended.key}, fixed = true,
      outcome = ${twin === undefined ? mended.outcome : 'duplicate'},
      reasons = ${mended.outcome === 'rejected' ? [...mended.reasons] : []}::text[],
      warnings = ${mended.outcome === 'imported' && twin === undefined ? [...mended.warnings] : []}::text[],
      of = ${twin?.row ?? null}, repeats = ${twin?.id ?? null}::uuid, no_date = ${entry?.noDate ?? null},
      imprisonment_id = ${entry?.imprisonmentId ?? null}::uuid
    where id = ${kept.id}::uuid`.execute(tx)
  return twin === undefined ? mended : { ...mended, outcome: 'duplicate', of: twin.row }
}
