import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '#platform/db'
import { refuse } from '#platform/http'
import type { OutputOf, ParsedInputOf } from '#platform/http/contract'
import { prisonOf } from '../prison-of.ts'
import { bothOf } from '../prisoners/names.ts'
import type * as contract from './contract.ts'

type Row = OutputOf<typeof contract.listMovements>['rows'][number]

interface MovementRecord {
  id: string
  kind: Row['kind']
  reason: string | null
  out_at: string | null
  in_at: string | null
  due_back: string | null
  destination: string | null
  destination_en: string | null
  destination_ur: string | null
  escort: string | null
  from_en: string | null
  from_ur: string | null
  to_en: string | null
  to_ur: string | null
  imprisonment_id: string
  number: number
  year: number
  name_en: string | null
  name_ur: string | null
  late: boolean
  total: number
}

/** Movements as registers show them. `where` speaks of movement `m` and imprisonment `i`. */
async function movementsWhere(
  tx: Tx,
  where: RawBuilder<unknown>,
  page: { size: number; from: number } = { size: 1000, from: 0 },
): Promise<MovementRecord[]> {
  const { rows } = await sql<MovementRecord>`
    select m.id, m.kind, m.reason, m.out_at, m.in_at, m.due_back, m.destination, d.name_en as destination_en, d.name_ur as destination_ur,
      m.escort, concat_ws(' / ', fa.name_en, f.name_en) as from_en, concat_ws(' / ', fa.name_ur, f.name_ur) as from_ur,
      concat_ws(' / ', ta.name_en, t.name_en) as to_en, concat_ws(' / ', ta.name_ur, t.name_ur) as to_ur,
      m.imprisonment_id, i.number, i.year, p.name_en, p.name_ur, coalesce(m.due_back < clock_timestamp(), false) as late,
      count(*) over ()::integer as total
      from custody.movement m
      join custody.imprisonment i on i.id = m.imprisonment_id
      join people.record p on p.id = i.record_id
      left join units.current_unit d on d.id = m.destination_id
      left join custody.location f on f.id = m.from_location left join custody.location fa on fa.id = f.parent_id and f.kind = 'cell'
      left join custody.location t on t.id = m.to_location left join custody.location ta on ta.id = t.parent_id and t.kind = 'cell'
     where ${where} order by coalesce(m.in_at, m.out_at) desc, m.id limit ${page.size} offset ${page.from}`.execute(
    tx,
  )
  return rows
}

function movementOf(row: MovementRecord): Row {
  return {
    id: row.id,
    kind: row.kind,
    reason: row.reason,
    outAt: row.out_at,
    inAt: row.in_at,
    dueBack: row.due_back,
    destination:
      row.destination_en !== null
        ? bothOf(row.destination_en, row.destination_ur)
        : row.destination === null
          ? null
          : bothOf(row.destination, null),
    escort: row.escort,
    from: row.from_en ? bothOf(row.from_en, row.from_ur) : null,
    to: row.to_en ? bothOf(row.to_en, row.to_ur) : null,
    imprisonmentId: row.imprisonment_id,
    number: `${row.number}/${row.year}`,
    name: bothOf(row.name_en, row.name_ur),
  }
}

/** The day on Pakistan's clocks as instants: from its first moment to the first of the next. */
export const dayBegins = (day: string) => sql`(${day}::date::timestamp at time zone 'Asia/Karachi')`
export const dayEnds = (day: string) => sql`((${day}::date + 1)::timestamp at time zone 'Asia/Karachi')`

export async function movementsOn(
  tx: Tx,
  query: ParsedInputOf<typeof contract.listMovements>,
): Promise<OutputOf<typeof contract.listMovements>> {
  const within = (column: RawBuilder<unknown>) =>
    sql`${column} >= ${dayBegins(query.on)} and ${column} < ${dayEnds(query.on)}`
  const rows = await movementsWhere(
    tx,
    sql`m.prison_id = any (access.units()) and (${within(sql`m.in_at`)} or ${within(sql`m.out_at`)})
      and (${query.kind ?? null}::text is null or m.kind = ${query.kind ?? null})`,
    { size: query.size, from: (query.page - 1) * query.size },
  )
  return { rows: rows.map(movementOf), total: rows[0]?.total ?? 0 }
}

/** Who is outside, the latest due first. @throws not-found */
export async function outOf(tx: Tx, asked: number | undefined): Promise<OutputOf<typeof contract.listOut>> {
  const prison = await prisonOf(tx, asked)
  const rows = await movementsWhere(
    tx,
    sql`m.id in (select id from custody.out_now where prison_id = ${prison.id})`,
  )
  return {
    rows: rows
      .map((row) => ({ ...movementOf(row), late: row.late }))
      .sort((a, b) => Number(b.late) - Number(a.late) || ((a.outAt ?? '') < (b.outAt ?? '') ? -1 : 1)),
  }
}

/** @throws not-found */
export async function movementsOf(tx: Tx, id: string): Promise<OutputOf<typeof contract.listMovementsOf>> {
  const { rows: found } = await sql<{ state: string }>`
    select state from custody.imprisonment where id = ${id}::uuid`.execute(tx)
  if (found[0] === undefined) throw refuse('not-found')
  const records = await movementsWhere(tx, sql`m.imprisonment_id = ${id}::uuid`)
  const rows = records.map((record) => {
    const { imprisonmentId: _, number: __, name: ___, ...movement } = movementOf(record)
    return movement
  })
  const held = found[0].state === 'in'
  const out = held
    ? rows.find((row) => ['CRT', 'HOS', 'TAP', 'ESC', 'WAY'].includes(row.kind) && row.inAt === null)
    : undefined
  return { held, out: out ?? null, rows }
}

/** On the home page: how many are outside, and how many should be back. */
export async function countOut(tx: Tx): Promise<{ count: number; overdue: number }> {
  const { rows } = await sql<{ count: number; overdue: number }>`
    select count(*)::integer as count, (count(*) filter (where due_back < clock_timestamp()))::integer as overdue from custody.out_now`.execute(
    tx,
  )
  return rows[0]!
}

/** Who of these was outside at a moment, and on what way. */
export async function outAt(tx: Tx, ids: readonly string[], at: string): Promise<Map<string, string>> {
  const { rows } = await sql<{ imprisonment_id: string; kind: string }>`
    select imprisonment_id, kind from custody.movement
     where imprisonment_id = any (${[...ids]}::uuid[]) and kind in ('CRT', 'HOS', 'TAP', 'ESC', 'WAY') and out_at <= ${at}::timestamptz
       and (in_at is null or in_at > ${at}::timestamptz)`.execute(tx)
  return new Map(rows.map((row) => [row.imprisonment_id, row.kind]))
}
