import { sql } from 'kysely'
import { type Actor, asActor, requireSecondPerson, standing } from '#kernel/access'
import { serviceActors } from '#kernel/events'
import type { Job, JobProgress, Services } from '#kernel/gate'
import { askFor } from '#kernel/jobs'
import type { Tx } from '#platform/db'
import { refuse } from '#platform/http'
import type { OutputOf, ParsedInputOf } from '#platform/http/contract'
import { payWages } from '../../accounts/bookings.ts'
import { rupeesOf } from '../../accounts/paisa.ts'
import { today } from '../../law-of-prison.ts'
import { prisonOf } from '../../prison-of.ts'
import type * as contract from './contract.ts'

type Wages = OutputOf<typeof contract.getWages>
type Sheet = Wages['sheets'][number]

const firstOf = (month: string) => `${month}-01`
/** The month before that of a day. */
export function monthBefore(day: string): string {
  const [year, month] = [Number(day.slice(0, 4)), Number(day.slice(5, 7))]
  return month === 1 ? `${year - 1}-12` : `${year}-${String(month - 1).padStart(2, '0')}`
}

const sheetColumns = sql`s.id, to_char(s.month, 'YYYY-MM') as month, s.state, s.prepared_by as "preparedById",
  coalesce((select jsonb_build_object('en', a.name_en, 'ur', a.name_ur) from identity.account a where a.id = s.prepared_by), '{"en": "", "ur": ""}') as "preparedBy",
  s.prepared_at as "preparedAt", (select jsonb_build_object('en', a.name_en, 'ur', a.name_ur) from identity.account a where a.id = s.checked_by) as "checkedBy",
  s.checked_at as "checkedAt", s.posted_at as "postedAt", l.people, l.paisa, l.posted, l.transferred`
const sums = sql`join lateral (select count(*)::integer as people, coalesce(sum(w.paisa), 0)::float8 as paisa,
    (count(*) filter (where w.state = 'posted'))::integer as posted, (count(*) filter (where w.state = 'transferred'))::integer as transferred
  from custody.wage_line w where w.sheet_id = s.id) l on true`

type SheetRow = Omit<Sheet, 'rupees'> & { paisa: number; preparedById: string }
const shown = ({ paisa, preparedById: _, ...sheet }: SheetRow): Sheet => ({
  ...sheet,
  rupees: rupeesOf(paisa),
})

/** @throws not-found */
export async function wagesOf(tx: Tx, query: ParsedInputOf<typeof contract.getWages>): Promise<Wages> {
  const { prisons, ...prison } = await prisonOf(tx, query.prisonId)
  const day = await today(tx)
  const month = query.month ?? monthBefore(day)
  const { rows: now } = await sql<{ people: number; paisa: number }>`
    select count(*)::integer as people, coalesce(sum(paisa), 0)::float8 as paisa from custody.wages_of(${prison.id}, ${firstOf(month)}::date)
     where paisa > 0`.execute(tx)
  const { rows } = await sql<SheetRow>`
    select ${sheetColumns} from custody.wage_sheet s ${sums} where s.prison_id = ${prison.id} order by s.month desc limit 12`.execute(
    tx,
  )
  const found = rows.find((row) => row.month === month)
  return {
    prison,
    prisons,
    month,
    over: month < day.slice(0, 7),
    muster: { people: now[0]!.people, rupees: rupeesOf(now[0]!.paisa) },
    sheet: found === undefined ? null : shown(found),
    differs: found?.state === 'prepared' && (await differs(tx, found.id, prison.id, month)),
    own: found?.preparedById === standing(tx).accountId,
    sheets: rows.map(shown),
  }
}

/** Whether the muster now says something else of anybody than the sheet. */
async function differs(tx: Tx, sheetId: string, prisonId: number, month: string): Promise<boolean> {
  const { rows } = await sql`
    select 1 from (select * from custody.wages_of(${prisonId}, ${firstOf(month)}::date) where paisa > 0) m
      full join (select * from custody.wage_line where sheet_id = ${sheetId}::uuid) l on l.imprisonment_id = m.imprisonment_id
     where (m.paisa, m.half_days, m.pieces) is distinct from (l.paisa, l.half_days, l.pieces) limit 1`.execute(
    tx,
  )
  return rows.length > 0
}

const orders: Record<string, ReturnType<typeof sql>> = {
  number: sql`i.year, i.number`,
  '-number': sql`i.year desc, i.number desc`,
  rupees: sql`w.paisa`,
  '-rupees': sql`w.paisa desc`,
}

export async function listLines(
  tx: Tx,
  query: ParsedInputOf<typeof contract.listWageLines>,
): Promise<OutputOf<typeof contract.listWageLines>> {
  const { rows } = await sql<
    Omit<OutputOf<typeof contract.listWageLines>['rows'][number], 'rupees'> & { paisa: number; total: number }
  >`select w.imprisonment_id as "imprisonmentId", i.number || '/' || i.year as number,
      jsonb_build_object('en', coalesce(p.name_en, p.name_ur), 'ur', coalesce(p.name_ur, p.name_en)) as name,
      w.half_days::float8 / 2 as days, w.pieces, w.paisa::float8 as paisa, w.state, count(*) over ()::integer as total
      from custody.wage_line w join custody.imprisonment i on i.id = w.imprisonment_id join people.record p on p.id = i.record_id
     where w.sheet_id = ${query.sheetId}::uuid
     order by ${orders[query.sort]!}, i.id limit ${query.size} offset ${(query.page - 1) * query.size}`.execute(
    tx,
  )
  return {
    rows: rows.map(({ paisa, total: _, ...row }) => ({ ...row, rupees: rupeesOf(paisa) })),
    total: rows[0]?.total ?? 0,
  }
}

/** @throws custody-regime.month-not-over, .no-muster, .sheet-checked */
export async function prepare(
  tx: Tx,
  { month }: { month: string },
  call: { sessionId: string | null },
): Promise<OutputOf<typeof contract.prepareWages>> {
  if (month >= (await today(tx)).slice(0, 7)) throw refuse('custody-regime.month-not-over')
  const { jurisdiction, unitId, accountId, grantId } = standing(tx)
  const { rows } = await sql<{ id: string }>`
    insert into custody.wage_sheet as s (jurisdiction, prison_id, month, prepared_session, prepared_grant)
    values (${jurisdiction}, ${unitId}, ${firstOf(month)}::date, ${call.sessionId}::uuid, ${grantId}::uuid)
    on conflict (prison_id, month) do update set prepared_by = ${accountId}::uuid, prepared_at = clock_timestamp(),
      prepared_session = excluded.prepared_session, prepared_grant = excluded.prepared_grant where s.state = 'prepared'
    returning id`.execute(tx)
  const sheetId = rows[0]?.id
  if (sheetId === undefined) throw refuse('custody-regime.sheet-checked')
  await sql`delete from custody.wage_line where sheet_id = ${sheetId}::uuid`.execute(tx)
  const { rows: made } = await sql<{ people: number; paisa: number }>`
    with made as (insert into custody.wage_line (sheet_id, imprisonment_id, jurisdiction, prison_id, half_days, pieces, paisa)
      select ${sheetId}::uuid, w.imprisonment_id, ${jurisdiction}, ${unitId}, w.half_days, w.pieces, w.paisa
        from custody.wages_of(${unitId}, ${firstOf(month)}::date) w where w.paisa > 0 returning paisa)
    select count(*)::integer as people, coalesce(sum(paisa), 0)::float8 as paisa from made`.execute(tx)
  if (made[0]!.people === 0) throw refuse('custody-regime.no-muster')
  return { sheetId, people: made[0]!.people, rupees: rupeesOf(made[0]!.paisa) }
}

/**
 * A second officer stands for the sheet, while the muster still says the same; from then on that month's muster stands, and the
 * wages are booked.
 * @throws access.same-person and its kin, custody-regime.sheet-checked, .muster-changed
 */
export async function check(
  tx: Tx,
  { sheetId }: { sheetId: string },
  call: { sessionId: string | null },
): Promise<{ state: 'checked' }> {
  const { rows } = await sql<{
    prison_id: number
    month: string
    state: string
    prepared_by: string
    prepared_session: string | null
    prepared_grant: string | null
  }>`select prison_id, to_char(month, 'YYYY-MM') as month, state, prepared_by, prepared_session, prepared_grant
      from custody.wage_sheet where id = ${sheetId}::uuid for update`.execute(tx)
  const sheet = rows[0]
  if (sheet === undefined) throw refuse('not-found')
  if (sheet.state !== 'prepared') throw refuse('custody-regime.sheet-checked')
  await requireSecondPerson(tx, call, {
    by: sheet.prepared_by,
    session: sheet.prepared_session,
    under: sheet.prepared_grant,
  })
  await sql`update custody.wage_sheet set state = 'checked', checked_by = ${standing(tx).accountId}::uuid,
      checked_at = clock_timestamp() where id = ${sheetId}::uuid`.execute(tx)
  // After the sheet is locked: a line of the muster written meanwhile is seen here, or is refused there.
  if (await differs(tx, sheetId, sheet.prison_id, sheet.month)) throw refuse('custody-regime.muster-changed')
  await askFor(tx, postWagesJob.name, { sheetId })
  return { state: 'checked' }
}

/** Few enough that whoever sells in the canteen meanwhile hardly waits for the cash book. */
const pageLines = 25

/** Books a checked sheet to every account, going on where it was interrupted; a line is booked with its voucher or not at all. */
export const postWagesJob: Job = {
  name: 'custody.post-wages',
  label: { en: 'Book a month’s wages to every account', ur: 'ماہانہ اجرت کا ہر کھاتے میں اندراج' },
  run: async ({ database }: Services, input: Record<string, unknown>, progress: JobProgress) => {
    for (const actor of await serviceActors(database.pool))
      await postSheet(database, actor, String(input.sheetId), progress)
  },
}

async function postSheet(
  database: Services['database'],
  actor: Actor,
  sheetId: string,
  progress: JobProgress,
): Promise<void> {
  let done = 0
  for (;;) {
    const { posted, total } = await asActor(database, actor, { purpose: 'post wages' }, (tx) =>
      postPage(tx, sheetId),
    )
    done += posted
    if (total > 0) await progress.report(done, total)
    if (posted === 0) return
  }
}

/** Books the next lines of a checked sheet; none when all are done or another is at it and has finished. */
export async function postPage(tx: Tx, sheetId: string): Promise<{ posted: number; total: number }> {
  const { rows: sheets } = await sql<{ month: string; total: number }>`
    select to_char(s.month, 'YYYY-MM') as month, (select count(*)::integer from custody.wage_line l where l.sheet_id = s.id) as total
      from custody.wage_sheet s where s.id = ${sheetId}::uuid and s.state = 'checked' for update`.execute(tx)
  const sheet = sheets[0]
  if (sheet === undefined) return { posted: 0, total: 0 }
  const { rows } = await sql<{ imprisonment_id: string; paisa: number; transferred: boolean }>`
    select l.imprisonment_id, l.paisa::float8 as paisa, coalesce(i.release_ground = 'transfer', false) as transferred
      from custody.wage_line l join custody.imprisonment i on i.id = l.imprisonment_id
     where l.sheet_id = ${sheetId}::uuid and l.state = 'to-post' order by l.imprisonment_id limit ${pageLines}`.execute(
    tx,
  )
  for (const line of rows) {
    const booked = line.transferred
      ? null
      : await payWages(tx, {
          imprisonmentId: line.imprisonment_id,
          amount: rupeesOf(line.paisa),
          note: `Wages ${sheet.month}`,
        })
    await sql`update custody.wage_line set state = ${booked === null ? 'transferred' : 'posted'}, transaction_id = ${booked?.transactionId ?? null}::uuid
      where sheet_id = ${sheetId}::uuid and imprisonment_id = ${line.imprisonment_id}::uuid`.execute(tx)
  }
  if (rows.length < pageLines)
    await sql`update custody.wage_sheet set state = 'posted', posted_at = clock_timestamp() where id = ${sheetId}::uuid`.execute(
      tx,
    )
  return { posted: rows.length, total: sheet.total }
}

/** Sheets that wait for a second officer. */
export async function countToCheck(tx: Tx): Promise<{ count: number; overdue: number }> {
  const { rows } = await sql<{ count: number; overdue: number }>`
    select count(*)::integer as count, 0 as overdue from custody.wage_sheet where state = 'prepared' and prison_id = any (access.units())
       and prepared_by <> access.account()`.execute(tx)
  return rows[0]!
}
