import { sql } from 'kysely'
import { requireSecondPerson, standing } from '#kernel/access'
import { openTask } from '#kernel/workflow'
import type { Tx } from '#platform/db'
import { refuse } from '#platform/http'
import type { OutputOf, ParsedInputOf } from '#platform/http/contract'
import { bothOf } from '../prisoners/names.ts'
import { photoOf } from '../prisoners/photo.ts'
import type * as contract from './contract.ts'
import { differencesOf } from './differences.ts'
import { readBackRule } from './rule.ts'
import { saying } from './saying.ts'

type Papers = OutputOf<typeof contract.getWarrantPapers>
type Listed = OutputOf<typeof contract.listWarrantsToReadBack>
type Shown = OutputOf<typeof contract.getReadBack>

/** Where a difference between two officers waits. */
export const settleQueue = 'custody.warrant-differs'

/** A warrant with its decisive fields, locked until the transaction ends. */
export interface Typed {
  readonly id: string
  readonly prison_id: number
  readonly imprisonment_id: string
  readonly read_back: 'due' | 'differs' | 'done' | null
  readonly in_force: boolean
  readonly created_by: string | null
  readonly read: contract.Read
}

/** @throws not-found */
export async function lockTyped(tx: Tx, id: string): Promise<Typed> {
  const { rows } = await sql<
    Omit<Typed, 'read'> & {
      kind: contract.Read['kind']
      fir_number: number | null
      fir_year: number | null
      station_id: number | null
      court_id: number | null
      sections: string
      issued_on: string
      next_production: string | null
      term: contract.Term | null
    }
  >`select id, prison_id, imprisonment_id, read_back, state = 'in-force' as in_force, created_by, kind, fir_number, fir_year, station_id,
      court_id, sections, issued_on, next_production, sentences -> 0 -> 'term' as term
      from custody.warrant where id = ${id}::uuid for update`.execute(tx)
  const row = rows[0]
  if (row === undefined) throw refuse('not-found')
  return {
    ...row,
    read: {
      person: 'same',
      kind: row.kind,
      sections: row.sections,
      issuedOn: row.issued_on,
      ...(row.fir_number === null ? {} : { firNumber: row.fir_number }),
      ...(row.fir_year === null ? {} : { firYear: row.fir_year }),
      ...(row.station_id === null ? {} : { stationId: row.station_id }),
      ...(row.court_id === null ? {} : { courtId: row.court_id }),
      ...(row.next_production === null ? {} : { nextProduction: row.next_production }),
      ...(row.term === null ? {} : { term: row.term }),
    },
  }
}

/** @throws not-found */
export async function scansOf(tx: Tx, warrantIds: readonly string[]): Promise<Map<string, contract.Scan[]>> {
  const { rows } = await sql<contract.Scan & { warrantId: string }>`
    select s.id, s.warrant_id as "warrantId", s.kind, v.media_type as "mediaType", s.scanned_at as "scannedAt",
      (select jsonb_build_object('en', b.name_en, 'ur', b.name_ur) from custody.signed_by(s.scanned_by) b) as by
      from custody.warrant_scan s join documents.document d on d.id = s.id
      join documents.version v on v.document_id = d.id and v.n = d.current_version
     where s.warrant_id = any (${[...warrantIds]}::uuid[]) order by s.scanned_at, s.id`.execute(tx)
  return Map.groupBy(
    rows.map(({ warrantId, ...scan }) => ({ warrantId, scan })),
    (row) => row.warrantId,
  )
    .entries()
    .reduce(
      (all, [id, list]) =>
        all.set(
          id,
          list.map(({ scan }) => scan),
        ),
      new Map<string, contract.Scan[]>(),
    )
}

/** Of every warrant typed from paper under an imprisonment: its scans, and who has read it back. @throws not-found */
export async function papersOf(tx: Tx, { id }: { id: string }): Promise<Papers> {
  const { rows: stay } = await sql`select 1 from custody.imprisonment where id = ${id}::uuid`.execute(tx)
  if (stay.length === 0) throw refuse('not-found')
  const { rows } = await sql<Omit<Papers['rows'][number], 'scans'>>`
    select w.id as "warrantId", w.kind, case when w.fir_number is null then '' else w.fir_number || '/' || w.fir_year end as fir, w.sections,
      w.state = 'in-force' as "inForce", w.read_back as "readBack", r.read_at as at,
      (select jsonb_build_object('en', b.name_en, 'ur', b.name_ur) from custody.signed_by(r.read_by) b) as by,
      (select jsonb_build_object('en', b.name_en, 'ur', b.name_ur) from custody.signed_by(r.settled_by) b) as "settledBy",
      case when w.order_number is not null then jsonb_build_object('number', w.order_number, 'fields', w.order_fields) end as "order"
      from custody.warrant w
      left join lateral (select r.read_by, r.read_at, r.settled_by from custody.warrant_reading r where r.warrant_id = w.id
        order by r.read_at desc limit 1) r on true
     where w.imprisonment_id = ${id}::uuid
       and (w.source = 'paper' or exists (select 1 from custody.warrant_scan s where s.warrant_id = w.id))
     order by w.issued_on, w.created_at`.execute(tx)
  const scans = await scansOf(
    tx,
    rows.map((row) => row.warrantId),
  )
  return { rows: rows.map((row) => ({ ...row, scans: scans.get(row.warrantId) ?? [] })) }
}

/** What the list and the count on the home page both read, by `warrant_to_read_back`. */
const waiting = sql`w.state = 'in-force' and w.prison_id = any ((select access.units())::integer[])`

export async function listToReadBack(
  tx: Tx,
  given: ParsedInputOf<typeof contract.listWarrantsToReadBack>,
): Promise<Listed> {
  const rule = await readBackRule(tx)
  const { accountId } = standing(tx)
  const { rows: counts } = await sql<Listed['counts']>`
    select (count(*) filter (where w.read_back = 'due'))::integer as due, (count(*) filter (where w.read_back = 'differs'))::integer as differs,
      (count(*) filter (where not exists (select 1 from custody.warrant_scan s where s.warrant_id = w.id)))::integer as "withoutScan"
      from custody.warrant w where ${waiting} and w.read_back in ('due', 'differs')`.execute(tx)
  const { rows } = await sql<
    Omit<Listed['rows'][number], 'name' | 'father' | 'number'> & {
      no: number
      year: number
      name_en: string | null
      name_ur: string | null
      father_en: string | null
      father_ur: string | null
    }
  >`
    with page as materialized (
      select w.id, w.imprisonment_id, w.prison_id, w.created_at, w.created_by from custody.warrant w
       where ${waiting} and w.read_back = ${given.show} and w.read_back in ('due', 'differs')
       order by w.created_at, w.id limit ${given.size} offset ${(given.page - 1) * given.size})
    select w.id, w.imprisonment_id as "imprisonmentId", i.number as no, i.year, p.name_en, p.name_ur, p.father_en, p.father_ur,
      jsonb_build_object('en', u.name_en, 'ur', u.name_ur) as prison, w.created_at as "typedAt",
      (select jsonb_build_object('en', b.name_en, 'ur', b.name_ur) from custody.signed_by(w.created_by) b) as "typedBy",
      (w.created_at at time zone 'Asia/Karachi')::date + ${rule?.withinDays ?? null}::integer as "dueOn",
      (select count(*)::integer from custody.warrant_scan s where s.warrant_id = w.id) as scans,
      coalesce(w.created_by = ${accountId}::uuid, false) as own
      from page w join custody.imprisonment i on i.id = w.imprisonment_id join people.record p on p.id = i.record_id
      join units.current_unit u on u.id = w.prison_id order by w.created_at, w.id`.execute(tx)
  return {
    rows: rows.map(({ no, year, name_en, name_ur, father_en, father_ur, ...row }) => ({
      ...row,
      number: `${no}/${year}`,
      name: bothOf(name_en, name_ur),
      father: father_en === null && father_ur === null ? null : bothOf(father_en, father_ur),
    })),
    total: counts[0]![given.show],
    counts: counts[0]!,
  }
}

async function countWaiting(tx: Tx, state: 'due' | 'differs'): Promise<{ count: number; overdue: number }> {
  const rule = await readBackRule(tx)
  const { rows } = await sql<{ count: number; overdue: number }>`
    select count(*)::integer as count,
      (count(*) filter (where (w.created_at at time zone 'Asia/Karachi')::date + ${rule?.withinDays ?? null}::integer < workflow.today()))::integer as overdue
      from custody.warrant w where ${waiting} and w.read_back = ${state} and w.read_back in ('due', 'differs')`.execute(
    tx,
  )
  return rows[0]!
}

/** On the home page: warrants nobody has read back yet. */
export const countToReadBack = (tx: Tx) => countWaiting(tx, 'due')

/** The page of one warrant. Until it is read back nothing of what was typed is told. @throws not-found */
export async function showReadBack(tx: Tx, { id }: { id: string }): Promise<Shown> {
  const { accountId } = standing(tx)
  const { rows } = await sql<{
    imprisonment_id: string
    no: number
    year: number
    name_en: string | null
    name_ur: string | null
    father_en: string | null
    father_ur: string | null
    state: Shown['state']
    inForce: boolean
    created_by: string | null
    typedBy: Shown['typedBy']
    typedAt: string
  }>`select w.imprisonment_id, i.number as no, i.year, p.name_en, p.name_ur, p.father_en, p.father_ur, w.read_back as state,
       w.state = 'in-force' as "inForce", w.created_by, w.created_at as "typedAt",
       (select jsonb_build_object('en', b.name_en, 'ur', b.name_ur) from custody.signed_by(w.created_by) b) as "typedBy"
       from custody.warrant w join custody.imprisonment i on i.id = w.imprisonment_id join people.record p on p.id = i.record_id
      where w.id = ${id}::uuid`.execute(tx)
  const row = rows[0]
  if (row === undefined) throw refuse('not-found')
  const own = row.created_by === accountId
  return {
    id,
    imprisonmentId: row.imprisonment_id,
    number: `${row.no}/${row.year}`,
    name: bothOf(row.name_en, row.name_ur),
    father: row.father_en === null && row.father_ur === null ? null : bothOf(row.father_en, row.father_ur),
    photo: await photoOf(tx, row.imprisonment_id),
    state: row.state,
    inForce: row.inForce,
    own,
    typedBy: row.typedBy,
    typedAt: row.typedAt,
    scans: (await scansOf(tx, [id])).get(id) ?? [],
    reading: await latestReading(tx, id, own),
  }
}

async function latestReading(tx: Tx, warrantId: string, typist: boolean): Promise<Shown['reading']> {
  const { rows } = await sql<{
    id: string
    typed: contract.Read
    read: contract.Read
    differences: contract.Decisive[]
    chosen: Partial<Record<contract.Decisive, 'typed' | 'read'>> | null
    reason: string | null
    read_by: string
    by: Shown['typedBy']
    at: string
    settledBy: Shown['typedBy']
    settledAt: string | null
  }>`select r.id, r.typed, r.read, r.differences, r.chosen, r.reason, r.read_by, r.read_at as at, r.settled_at as "settledAt",
       (select jsonb_build_object('en', b.name_en, 'ur', b.name_ur) from custody.signed_by(r.read_by) b) as by,
       (select jsonb_build_object('en', b.name_en, 'ur', b.name_ur) from custody.signed_by(r.settled_by) b) as "settledBy"
       from custody.warrant_reading r where r.warrant_id = ${warrantId}::uuid order by r.read_at desc limit 1`.execute(
    tx,
  )
  const found = rows[0]
  if (found === undefined) return null
  const say = await saying(tx, [found.typed, found.read])
  return {
    id: found.id,
    by: found.by,
    at: found.at,
    differences: found.differences.map((field) => ({
      field,
      typed: say(field, found.typed),
      read: say(field, found.read),
      chosen: found.chosen?.[field] ?? null,
    })),
    reason: found.reason,
    settledBy: found.settledBy,
    settledAt: found.settledAt,
    own: typist || found.read_by === standing(tx).accountId,
  }
}

/**
 * The second officer's reading. Where both agree the warrant is read back; where they do not, both stay side by side as a task until a
 * third officer has settled it. @throws not-found, access.same-person and its kin, custody-warrants.not-due, no-scan
 */
export async function readBack(
  tx: Tx,
  given: ParsedInputOf<typeof contract.readBackWarrant>,
  call: { sessionId: string | null },
): Promise<OutputOf<typeof contract.readBackWarrant>> {
  const typed = await lockTyped(tx, given.id)
  if (typed.read_back !== 'due' || !typed.in_force) throw refuse('custody-warrants.not-due')
  if (typed.created_by !== null) await requireSecondPerson(tx, call, { by: typed.created_by })
  if (((await scansOf(tx, [given.id])).get(given.id) ?? []).length === 0)
    throw refuse('custody-warrants.no-scan')
  const differences = differencesOf(typed.read, given.read)
  await sql`insert into custody.warrant_reading (jurisdiction, prison_id, warrant_id, imprisonment_id, typed, read, differences, read_session,
      read_grant)
    values (${standing(tx).jurisdiction}, ${typed.prison_id}, ${given.id}::uuid, ${typed.imprisonment_id}::uuid,
      ${JSON.stringify(typed.read)}::jsonb, ${JSON.stringify(given.read)}::jsonb, ${differences}::text[], ${call.sessionId}::uuid,
      ${standing(tx).grantId}::uuid)`.execute(tx)
  if (differences.length > 0)
    await openTask(tx, {
      queue: settleQueue,
      subject: { kind: 'warrant', id: given.id },
      title: {
        en: 'Two officers read a warrant differently: settle which is right',
        ur: 'وارنٹ کے دو اندراجات میں فرق: تصفیہ کریں کہ درست کیا ہے',
      },
      post: differences.includes('person') ? 'superintendent' : 'deputy-superintendent',
      unitId: typed.prison_id,
      href: `/custody/warrants/${given.id}`,
    })
  return { differences }
}
