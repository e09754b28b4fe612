import { type RawBuilder, sql } from 'kysely'
import { may, standing } from '#kernel/access'
import type { Tx } from '#platform/db'
import { refuse } from '#platform/http'
import type { OutputOf, ParsedInputOf } from '#platform/http/contract'
import { today } from '../law-of-prison.ts'
import { prisonOf, prisonsInReach } from '../prison-of.ts'
import type * as contract from './contract.ts'
import { contradictionsOf } from './contradictions.ts'
import { kindShown, kindsOn } from './kinds.ts'
import { countNow, type Held } from './life.ts'
import { differencesOf, type Sheet, together, whole } from './sheet.ts'

interface HeadRow extends Omit<contract.ReturnHead, 'title'> {
  readonly jurisdiction: string
}

const headColumns = sql`r.id, r.jurisdiction, r.code, jsonb_build_object('id', u.id, 'name', jsonb_build_object('en', u.name_en, 'ur', u.name_ur)) as prison,
  r.period_from as "from", r.period_to as "to", r.due_on as "dueOn", r.version, r.state, r.reminders,
  r.state not in ('sent', 'accepted') and r.due_on < workflow.today() and not exists (select 1 from custody.department_return n where n.corrects = r.id) as late`
const headFrom = sql`custody.department_return r join units.current_unit u on u.id = r.prison_id`
/** The latest word on a period: a correction takes the place of what it corrects. */
const latest = sql`not exists (select 1 from custody.department_return n where n.corrects = r.id)`

async function heads(tx: Tx, where: RawBuilder<unknown>, limit = 200): Promise<HeadRow[]> {
  const { rows } =
    await sql<HeadRow>`select ${headColumns} from ${headFrom} where ${where} limit ${limit}`.execute(tx)
  return rows
}

/** The titles that a province has for its returns, including those no longer asked for. */
async function titlesIn(
  tx: Tx,
): Promise<(row: Pick<HeadRow, 'jurisdiction' | 'code'>) => contract.ReturnHead['title']> {
  const { rows } = await sql<{ jurisdiction: string; code: string; title: contract.ReturnHead['title'] }>`
    select distinct on (jurisdiction, code) jurisdiction, code, jsonb_build_object('en', title_en, 'ur', title_ur) as title from custody.return_kind
     order by jurisdiction, code, from_on desc`.execute(tx)
  const titles = new Map(rows.map(({ jurisdiction, code, title }) => [`${jurisdiction} ${code}`, title]))
  return ({ jurisdiction, code }) => titles.get(`${jurisdiction} ${code}`) ?? titles.get(`PK ${code}`)!
}

const headOf = (
  { jurisdiction, ...row }: HeadRow,
  title: Awaited<ReturnType<typeof titlesIn>>,
): contract.ReturnHead => ({ ...row, title: title({ jurisdiction, code: row.code }) })

/** @throws not-found */
export async function list(
  tx: Tx,
  { prisonId }: ParsedInputOf<typeof contract.listReturns>,
): Promise<OutputOf<typeof contract.listReturns>> {
  const { prisons, ...prison } = await prisonOf(tx, prisonId)
  const day = await today(tx)
  const title = await titlesIn(tx)
  const board = await heads(
    tx,
    sql`r.id in (select b.id from (select b.id, row_number() over (partition by b.code order by b.period_from desc, b.version desc) as n
        from custody.department_return b where b.prison_id = ${prison.id} and not exists (select 1 from custody.department_return n where n.corrects = b.id)) b where b.n <= 12)
      order by r.code, r.period_from`,
  )
  const open = await heads(
    tx,
    sql`r.prison_id = ${prison.id} and r.state <> 'accepted' and ${latest} order by r.due_on, r.period_from, r.code`,
  )
  const count = (which: (one: HeadRow) => boolean) => open.filter(which).length
  return {
    prison,
    prisons,
    today: day,
    kinds: (await kindsOn(tx, sql`(select jurisdiction from units.unit where id = ${prison.id})`, day)).map(
      kindShown,
    ),
    board: board.map((row) => headOf(row, title)),
    rows: open.map((row) => headOf(row, title)),
    counts: {
      owed: count(({ state }) => state === 'owed' || state === 'drawn'),
      late: count(({ late }) => late),
      toSend: count(({ state }) => state === 'signed'),
      sentBack: count(({ state }) => state === 'returned'),
    },
  }
}

/** Of the superintendent: what is to be signed or sent, and how much of it is late. */
export async function countOwed(tx: Tx): Promise<{ count: number; overdue: number }> {
  const { rows } = await sql<{ count: number; overdue: number }>`
    select count(*)::integer as count, (count(*) filter (where r.due_on < workflow.today()))::integer as overdue from custody.department_return r
     where r.state not in ('sent', 'accepted') and r.prison_id = any ((select access.units())::integer[]) and ${latest}`.execute(
    tx,
  )
  return rows[0]!
}

/** Of the Inspector-General: returns on the table that nobody has answered. */
export async function countToAnswer(tx: Tx): Promise<{ count: number; overdue: number }> {
  const { rows } = await sql<{ count: number; overdue: number }>`
    select count(*)::integer as count, (count(*) filter (where o.due_on < workflow.today()))::integer as overdue
      from handover.offer o where o.kind = 'custody.return' and o.state = 'offered' and o.to_unit = any ((select access.units())::integer[])`.execute(
    tx,
  )
  return rows[0]!
}

type Page = OutputOf<typeof contract.getReturn>
interface Whole extends HeadRow {
  readonly sheet: Sheet | null
  readonly complaints: Page['complaints']
  readonly seenHash: string | null
  readonly hash: string | null
  readonly why: string | null
  readonly changed: Page['changed']
  readonly remark: string | null
  readonly returnedWhy: string | null
  readonly drawnBy: Page['drawnBy']
  readonly drawnAt: string | null
  readonly drawnByMe: boolean
  readonly signedBy: Page['signedBy']
  readonly signedAt: string | null
  readonly sentAt: string | null
  readonly answeredBy: Page['answeredBy']
  readonly answeredAt: string | null
  readonly offerId: string | null
  readonly asOf: string
  readonly closingBefore: number | null
  readonly corrected: boolean
  readonly remindedToday: boolean
}

const name = (column: RawBuilder<unknown>) =>
  sql`(select jsonb_build_object('en', s.name_en, 'ur', s.name_ur) from custody.signed_by(${column}) s)`

async function wholeOf(tx: Tx, id: string): Promise<Whole> {
  const { rows } = await sql<Whole>`
    select ${headColumns}, r.sheet, r.seen_hash as "seenHash", r.hash, r.why, r.changed, r.remark, r.returned_why as "returnedWhy", ${name(sql`r.drawn_by`)} as "drawnBy",
      r.drawn_at as "drawnAt",
      coalesce(r.drawn_by = access.account(), false) as "drawnByMe", ${name(sql`r.signed_by`)} as "signedBy", r.signed_at as "signedAt", r.sent_at as "sentAt", ${name(sql`r.answered_by`)} as "answeredBy",
      r.answered_at as "answeredAt", r.offer_id as "offerId", clock_timestamp() as "asOf", not ${latest} as corrected,
      coalesce((r.reminded_at at time zone 'Asia/Karachi')::date = workflow.today(), false) as "remindedToday",
      (select jsonb_build_object('below', b.hide_below, 'received', b.received, 'replied', b.replied, 'upheld', b.upheld) from custody.return_complaints b
        where b.return_id = r.id) as complaints,
      (select custody.sheet_total(p.sheet, 'closing', null)::integer from custody.department_return p where p.prison_id = r.prison_id and p.code = r.code
        and p.period_to = r.period_from - 1 and p.signed_at is not null order by p.version desc limit 1) as "closingBefore"
      from ${headFrom} where r.id = ${id}::uuid`.execute(tx)
  if (rows[0] === undefined) throw refuse('not-found')
  return rows[0]
}

/** @throws not-found */
export async function read(tx: Tx, { id }: { id: string }): Promise<Page> {
  const { corrected, remindedToday, ...row } = await wholeOf(tx, id)
  const kinds = await kindsOn(tx, sql`${row.jurisdiction}`, row.to)
  const kind = kinds.find(({ code }) => code === row.code)
  if (kind === undefined) throw refuse('not-found')
  const { rows: versions } = await sql<Page['versions'][number]>`
    select id, version, state from custody.department_return where prison_id = ${row.prison.id} and code = ${row.code} and period_from = ${row.from}::date
     order by version`.execute(tx)
  const open = row.state === 'owed' || row.state === 'drawn'
  const own = standing(tx).unitId === row.prison.id
  const { jurisdiction: _, ...shown } = row
  return {
    ...shown,
    title: kind.title,
    kind: kindShown(kind),
    bands: [...(row.sheet?.bands ?? kind.bands)],
    versions,
    contradictions: open
      ? await contradictionsOf(tx, { prisonId: row.prison.id, from: row.from, to: row.to })
      : [],
    may: {
      draw: open && own && may(tx, 'custody:draw-return'),
      sign: row.state === 'drawn' && own && !row.drawnByMe && may(tx, 'custody:sign-return'),
      send: row.state === 'signed' && own && may(tx, 'custody:sign-return'),
      correct: !open && !corrected && own && may(tx, 'custody:sign-return'),
      remind: row.late && row.state !== 'sent' && !remindedToday && may(tx, 'custody:receive-return'),
    },
  }
}

/** @throws not-found; of a sheet that is not signed nothing differs: it is drawn up anew */
export async function compare(
  tx: Tx,
  { id }: { id: string },
): Promise<OutputOf<typeof contract.compareReturn>> {
  const { rows } = await sql<Held & { as_of: string }>`
    select id, prison_id, jurisdiction, code, period_from, period_to, version, state, sheet, seen_hash, offer_id, due_on, false as reminded_today,
      clock_timestamp() as as_of from custody.department_return where id = ${id}::uuid`.execute(tx)
  const held = rows[0]
  if (held === undefined) throw refuse('not-found')
  return {
    asOf: held.as_of,
    differences: held.sheet === null ? [] : differencesOf(held.sheet, await countNow(tx, held)),
  }
}

/** One return over all prisons: nothing is counted again, it is the sum of what the prisons signed and sent. */
export async function department(
  tx: Tx,
  { code, from, line }: ParsedInputOf<typeof contract.getDepartmentReturn>,
): Promise<OutputOf<typeof contract.getDepartmentReturn>> {
  const title = await titlesIn(tx)
  const { jurisdiction } = standing(tx)
  const { rows: periods } = await sql<{ from: string; to: string; sent: number; of: number }>`
    select r.period_from as "from", max(r.period_to) as "to", (count(distinct r.prison_id) filter (where r.state in ('sent', 'accepted')))::integer as sent,
      count(distinct r.prison_id)::integer as of from custody.department_return r
     where r.code = ${code} and r.prison_id = any ((select access.units())::integer[]) group by 1 order by 1 desc limit 24`.execute(
    tx,
  )
  const chosen = periods.find((period) => period.from === from) ?? periods[0]
  const { rows: clock } = await sql<{ now: string }>`select clock_timestamp() as now`.execute(tx)
  const current = await heads(
    tx,
    sql`r.code = ${code} and r.period_from = ${chosen?.from ?? null}::date and ${latest}`,
    1_000,
  )
  const { rows: counted } = await sql<{
    prison_id: number
    id: string
    version: number
    signedAt: string
    sheet: Sheet
  }>`
    select distinct on (r.prison_id) r.prison_id, r.id, r.version, r.signed_at as "signedAt", r.sheet from custody.department_return r
     where r.code = ${code} and r.period_from = ${chosen?.from ?? null}::date and r.state in ('sent', 'accepted') order by r.prison_id, r.version desc`.execute(
    tx,
  )
  const sent = new Map(
    counted.map(({ prison_id, sheet, ...one }) => {
      const sum = (...of: string[]) => of.reduce((total, each) => total + whole(sheet, each).total, 0)
      return [
        prison_id,
        {
          ...one,
          closing: sum('closing'),
          came: sum('admitted', 'transferred-in'),
          left: sum('released', 'died', 'escaped', 'transferred-out'),
          authorised: sheet.figures.authorised ?? null,
          line: whole(sheet, line),
        },
      ]
    }),
  )
  const heading = new Map(current.map((row) => [row.prison.id, headOf(row, title)]))
  const overdue = await heads(
    tx,
    sql`r.state not in ('sent', 'accepted') and r.due_on < workflow.today() and ${latest} order by r.due_on, u.name_en, r.code`,
  )
  return {
    code,
    from: chosen?.from ?? null,
    to: chosen?.to ?? null,
    asOf: clock[0]!.now,
    title: title({ jurisdiction, code }),
    periods,
    kinds: (await kindsOn(tx, sql`${jurisdiction}`, await today(tx))).map((kind) => ({
      code: kind.code,
      title: kind.title,
    })),
    prisons: (await prisonsInReach(tx)).map((prison) => ({
      prison,
      current: heading.get(prison.id) ?? null,
      counted: sent.get(prison.id) ?? null,
    })),
    sheet: together(counted.map(({ sheet }) => sheet)),
    overdue: overdue.map((row) => headOf(row, title)),
  }
}

/** The signed sheet of one return with what it needs on paper. @throws not-found, custody-returns.not-signed */
export async function signedSheet(
  tx: Tx,
  id: string,
): Promise<Page & { sheet: Sheet; signedAt: string; hash: string }> {
  const page = await read(tx, { id })
  if (page.sheet === null || page.signedAt === null || page.hash === null)
    throw refuse('custody-returns.not-signed')
  return { ...page, sheet: page.sheet, signedAt: page.signedAt, hash: page.hash }
}
