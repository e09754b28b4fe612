import { createHash } from 'node:crypto'
import { type RawBuilder, sql } from 'kysely'
import { standing } from '#kernel/access'
import type { Tx } from '#platform/db'
import { refuse } from '#platform/http'
import type { OutputOf, ParsedInputOf } from '#platform/http/contract'
import { prisonOf } from '../prison-of.ts'
import { bothOf } from '../prisoners/names.ts'
import type * as contract from './contract.ts'
import { peopleAt } from './people.ts'
import { reckon } from './reckon.ts'

type Marks = OutputOf<typeof contract.getRollMarks>
type Mark = Marks['marks'][number]
type CheckPage = OutputOf<typeof contract.getRollCheck>

interface CheckRow {
  id: string
  kind: contract.RollCheck['kind']
  prison_id: number
  prison_en: string
  prison_ur: string
  started_at: string
  started_en: string | null
  started_ur: string | null
  closed_at: string | null
  closed_en: string | null
  closed_ur: string | null
  result: contract.RollCheck['result']
  expected: number | null
  present: number | null
  missing: number | null
  extra: number | null
  why: string | null
  roll_as_of: string | null
  received_at: string | null
  beside_id: string | null
  total: number
}

async function checksWhere(
  tx: Tx,
  where: RawBuilder<unknown>,
  page = { size: 1, from: 0 },
): Promise<CheckRow[]> {
  const { rows } = await sql<CheckRow>`
    select c.id, c.kind, c.prison_id, u.name_en as prison_en, u.name_ur as prison_ur, c.started_at, s.name_en as started_en,
      s.name_ur as started_ur, c.closed_at, e.name_en as closed_en, e.name_ur as closed_ur, c.result, c.expected, c.present, c.missing,
      c.extra, c.why, c.roll_as_of, c.received_at, c.beside_id, count(*) over ()::integer as total
      from custody.roll_check c join units.current_unit u on u.id = c.prison_id
      left join lateral custody.signed_by(c.started_by) s on true
      left join lateral custody.signed_by(c.closed_by) e on true
     where ${where} order by c.started_at desc limit ${page.size} offset ${page.from}`.execute(tx)
  return rows
}

function checkOf(row: CheckRow): contract.RollCheck {
  return {
    id: row.id,
    kind: row.kind,
    prison: { id: row.prison_id, name: { en: row.prison_en, ur: row.prison_ur } },
    startedAt: row.started_at,
    startedBy: row.started_en === null ? null : bothOf(row.started_en, row.started_ur),
    closedAt: row.closed_at,
    closedBy: row.closed_en === null ? null : bothOf(row.closed_en, row.closed_ur),
    result: row.result,
    expected: row.expected,
    present: row.present,
    missing: row.missing,
    extra: row.extra,
    why: row.why,
    away: row.roll_as_of === null ? null : { rollAsOf: row.roll_as_of, receivedAt: row.received_at },
    besideId: row.beside_id,
  }
}

/** @throws not-found when the reader does not reach that prison */
export async function checksOf(
  tx: Tx,
  query: ParsedInputOf<typeof contract.listRollChecks>,
): Promise<OutputOf<typeof contract.listRollChecks>> {
  const prison = await prisonOf(tx, query.prisonId)
  const rows = await checksWhere(tx, sql`c.prison_id = ${prison.id}`, {
    size: query.size,
    from: (query.page - 1) * query.size,
  })
  return { rows: rows.map(checkOf), total: rows[0]?.total ?? 0 }
}

/** @throws not-found */
async function getCheck(tx: Tx, id: string): Promise<CheckRow> {
  const [row] = await checksWhere(tx, sql`c.id = ${id}::uuid`)
  if (row === undefined) throw refuse('not-found')
  return row
}

/** @throws not-found */
export async function checkPage(tx: Tx, id: string): Promise<CheckPage> {
  const row = await getCheck(tx, id)
  const moment = (column: 'started_at' | 'roll_as_of') =>
    peopleAt(
      tx,
      row.prison_id,
      sql`(select ${sql.ref(column)} from custody.roll_check where id = ${id}::uuid)`,
    )
  const expected = await moment('started_at')
  return {
    check: checkOf(row),
    ...expected,
    since: row.roll_as_of === null ? null : sinceThen((await moment('roll_as_of')).people, expected.people),
  }
}

/** What a phone could not know when its count began: pure. */
function sinceThen(then: readonly contract.OnRoll[], now: readonly contract.OnRoll[]): CheckPage['since'] {
  const before = new Map(then.map((one) => [one.imprisonmentId, one]))
  const after = new Set(now.map((one) => one.imprisonmentId))
  return {
    came: now.flatMap((one) => (before.has(one.imprisonmentId) ? [] : [one.imprisonmentId])),
    left: then.filter((one) => !after.has(one.imprisonmentId)),
    elsewhere: now.flatMap((one) => {
      const was = before.get(one.imprisonmentId)
      return was === undefined || (was.barrackId === one.barrackId && was.out === one.out)
        ? []
        : [one.imprisonmentId]
    }),
  }
}

/**
 * A count's own marks, and those of barracks that were taken over from a count beside it. What it counted to its end itself stands,
 * whenever its phone came to say so. @throws not-found
 */
export async function marksOf(tx: Tx, id: string): Promise<Marks> {
  const row = await getCheck(tx, id)
  const { rows: found } = await sql<Mark & { check_id: string; counts: boolean }>`
    with beside as (select b.id from custody.roll_check b where b.beside_id = ${id}::uuid)
    select m.check_id,
      m.check_id = ${id}::uuid or (t.check_id is not null and not exists (select 1 from custody.roll_mark o where o.check_id = t.check_id
        and o.mark = 'counted' and o.barrack_id is not distinct from t.barrack_id)) as counts,
      m.id, m.barrack_id as "barrackId", m.imprisonment_id as "imprisonmentId", m.mark, m.counted, m.note, m.marked_at as "markedAt"
      from custody.roll_mark m
      left join custody.roll_taken t on t.check_id = ${id}::uuid and t.from_id = m.check_id and t.barrack_id is not distinct from m.barrack_id
     where m.check_id = ${id}::uuid or m.check_id in (select id from beside) order by m.marked_at, m.id`.execute(
    tx,
  )
  const { rows: late } = await sql<{ count: number }>`
    select count(*)::integer as count from custody.roll_mark m join custody.roll_check c on c.id = m.check_id
     where m.check_id = ${id}::uuid and m.received_at > c.closed_at`.execute(tx)
  const { rows: moved } = await sql<Marks['moved'][number]>`
    select m.imprisonment_id as "imprisonmentId", m.kind, greatest(m.out_at, m.in_at) as at
      from custody.roll_check c join custody.movement m on m.prison_id = c.prison_id
       and (m.out_at > c.started_at and m.out_at < coalesce(c.closed_at, 'infinity')
         or m.in_at > c.started_at and m.in_at < coalesce(c.closed_at, 'infinity'))
     where c.id = ${id}::uuid order by 3`.execute(tx)
  const others = await checksWhere(tx, sql`c.beside_id = ${id}::uuid`, { size: 20, from: 0 })
  return {
    check: checkOf(row),
    marks: found.filter((one) => one.counts).map(markOf),
    late: late[0]!.count,
    moved,
    beside: others.map((other) => {
      const theirs = found.filter((one) => one.check_id === other.id)
      return {
        check: checkOf(other),
        marks: theirs.map(markOf),
        taken: [...new Set(theirs.filter((one) => one.counts).map((one) => one.barrackId))],
      }
    }),
  }
}

function markOf({ id, barrackId, imprisonmentId, mark, counted, note, markedAt }: Mark): Mark {
  return { id, barrackId, imprisonmentId, mark, counted, note, markedAt }
}

/** @throws custody-roll.closed-already, custody-roll.counted-already, not-found when that count is not beside this one */
export async function takeBarrack(
  tx: Tx,
  { id, fromId, barrackId }: ParsedInputOf<typeof contract.takeRollBarrack>,
): Promise<{ marks: number }> {
  const { rows: open } = await sql<{ closed_at: string | null }>`
    select closed_at from custody.roll_check where id = ${id}::uuid for update`.execute(tx)
  if (open[0] === undefined) throw refuse('not-found')
  if (open[0].closed_at !== null) throw refuse('custody-roll.closed-already')
  const { marks, beside } = await marksOf(tx, id)
  const theirs = beside.find((one) => one.check.id === fromId)
  const taking = (theirs?.marks ?? []).filter((mark) => mark.barrackId === barrackId)
  if (taking.length === 0) throw refuse('not-found')
  if (
    marks.some((mark) => mark.mark === 'counted' && mark.barrackId === barrackId) ||
    beside.some((one) => one.taken.includes(barrackId))
  )
    throw refuse('custody-roll.counted-already')
  await sql`insert into custody.roll_taken (check_id, from_id, jurisdiction, prison_id, barrack_id)
    select id, ${fromId}::uuid, jurisdiction, prison_id, ${barrackId}::uuid from custody.roll_check where id = ${id}::uuid`.execute(
    tx,
  )
  return { marks: taking.length }
}

/**
 * Takes marks from phones. A mark already here is accepted again and stays one; of somebody who is not of this prison it is
 * refused, so that the phone stops sending it. After closing they are kept beside the result, which stands. @throws not-found
 */
export async function takeMarks(
  tx: Tx,
  given: ParsedInputOf<typeof contract.sendMarks>,
): Promise<OutputOf<typeof contract.sendMarks>> {
  const { rows: found } = await sql<{ prison_id: number }>`
    select prison_id from custody.roll_check where id = ${given.id}::uuid`.execute(tx)
  if (found[0] === undefined) throw refuse('not-found')
  const prisonId = found[0].prison_id
  // A phone's clock may run ahead; nobody is seen in the future.
  await sql`
    insert into custody.roll_mark (check_id, id, jurisdiction, prison_id, barrack_id, imprisonment_id, mark, counted, note, marked_at)
    select ${given.id}::uuid, m.id, ${standing(tx).jurisdiction}, ${prisonId}, m."barrackId", m."imprisonmentId", m.mark, m.counted, m.note,
      least(m."markedAt", clock_timestamp())
      from jsonb_to_recordset(${JSON.stringify(given.marks)}::jsonb)
        as m(id uuid, "barrackId" uuid, "imprisonmentId" uuid, mark text, counted integer, note text, "markedAt" timestamptz)
     where (m."imprisonmentId" is null or exists (select 1 from custody.imprisonment i where i.id = m."imprisonmentId" and i.prison_id = ${prisonId}))
       and (m."barrackId" is null or exists (select 1 from custody.location l where l.id = m."barrackId" and l.prison_id = ${prisonId}))
    on conflict do nothing`.execute(tx)
  const ids = given.marks.map((mark) => mark.id)
  const { rows } = await sql<{ id: string }>`
    select id from custody.roll_mark where check_id = ${given.id}::uuid and id = any (${ids}::uuid[])`.execute(
    tx,
  )
  const kept = new Set(rows.map((row) => row.id))
  return { accepted: ids.filter((id) => kept.has(id)), refused: ids.filter((id) => !kept.has(id)) }
}

/** @throws custody-roll.closed-already, custody-roll.say-why when it differs and nothing is said of it */
export async function close(
  tx: Tx,
  given: ParsedInputOf<typeof contract.closeRollCheck>,
): Promise<OutputOf<typeof contract.closeRollCheck>> {
  const { rows: open } = await sql<{ closed_at: string | null }>`
    select closed_at from custody.roll_check where id = ${given.id}::uuid for update`.execute(tx)
  if (open[0] === undefined) throw refuse('not-found')
  if (open[0].closed_at !== null) throw refuse('custody-roll.closed-already')
  const { people } = await checkPage(tx, given.id)
  const { marks, moved } = await marksOf(tx, given.id)
  const reckoning = reckon(people, marks, new Set(moved.map((one) => one.imprisonmentId)))
  const { missing, extra, strangers, toCount } = reckoning
  if (!reckoning.agrees && !given.why)
    throw refuse('custody-roll.say-why', {
      missing: missing.length,
      extra: extra.length + strangers,
      toCount,
    })
  const result = reckoning.agrees ? ('agrees' as const) : ('differs' as const)
  const hash = createHash('sha256').update(JSON.stringify(marks)).digest('hex')
  await sql`update custody.roll_check set closed_at = clock_timestamp(), closed_by = ${standing(tx).accountId}::uuid, result = ${result},
      expected = ${reckoning.expected}, present = ${reckoning.present}, missing = ${missing.length}, extra = ${extra.length + strangers},
      why = ${given.why || null}, marks_hash = ${hash} where id = ${given.id}::uuid`.execute(tx)
  const byId = new Map(people.map((one) => [one.imprisonmentId, one]))
  const named = (ids: readonly string[]) => ids.flatMap((id) => byId.get(id) ?? [])
  return {
    result,
    expected: reckoning.expected,
    present: reckoning.present,
    missing: named(missing),
    extra: named(extra),
  }
}

/** @throws not-found when the reader does not reach that prison */
export async function evacuationRoll(
  tx: Tx,
  asked: number | undefined,
): Promise<OutputOf<typeof contract.getEvacuationRoll>> {
  const { prisons, ...prison } = await prisonOf(tx, asked)
  const { rows } = await sql<{ now: string }>`select clock_timestamp() as now`.execute(tx)
  return { prison, prisons, asOf: rows[0]!.now, ...(await peopleAt(tx, prison.id, sql`clock_timestamp()`)) }
}
