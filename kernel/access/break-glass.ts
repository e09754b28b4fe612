import { sql } from 'kysely'
import { type EventKind, emit } from '#kernel/events'
import type { Call } from '#kernel/gate'
import type { Tx } from '#platform/db'
import { refuse } from '#platform/http'
import type { OutputOf, ParsedInputOf } from '#platform/http/contract'
import type * as contract from './contract.ts'
import { standing } from './door.ts'

/** Told in the transaction that opens the entry, so that no entry can be made without its notice. */
export const BreakGlassOpened: EventKind<{ breakGlassId: string; unitId: number; accountId: string }> = {
  type: 'access.BreakGlassOpened',
}

const entryMinutes = 60
const reviewHours = 72

/** Enters a unit beyond one's reach, for an hour, with a reason. */
export async function openBreakGlass(
  tx: Tx,
  input: ParsedInputOf<typeof contract.openBreakGlass>,
  call: Call,
): Promise<{ id: string; endsAt: string }> {
  const { accountId, grantId, jurisdiction, units } = standing(tx)
  if (units.includes(input.unitId)) throw refuse('access.already-reached')
  const { rows: found } =
    await sql`select 1 from units.unit where id = ${input.unitId} and jurisdiction = ${jurisdiction}`.execute(
      tx,
    )
  if (found.length === 0) throw refuse('access.unit-elsewhere')
  const ends = new Date(call.now.getTime() + entryMinutes * 60_000)
  const { rows } = await sql<{ id: string; ends_at: string }>`
    insert into access.break_glass (account_id, grant_id, unit_id, reason, opened_at, ends_at)
    values (${accountId}::uuid, ${grantId}::uuid, ${input.unitId}, ${input.reason}, ${call.now}, ${ends})
    returning id, ends_at`.execute(tx)
  const { id, ends_at } = rows[0]!
  await emit(tx, BreakGlassOpened, { breakGlassId: id, unitId: input.unitId, accountId })
  return { id, endsAt: ends_at }
}

/** Leaves before the hour is over. */
export async function closeBreakGlass(
  tx: Tx,
  input: { id: string },
  call: Call,
): Promise<Record<string, never>> {
  const { accountId } = standing(tx)
  const { rows } = await sql<{ open: boolean }>`
    select closed_at is null and ends_at > ${call.now} as open from access.break_glass
     where id = ${input.id}::uuid and account_id = ${accountId}::uuid for update`.execute(tx)
  if (rows[0] === undefined) throw refuse('not-found')
  if (!rows[0].open) throw refuse('access.already-over')
  await sql`update access.break_glass set closed_at = ${call.now} where id = ${input.id}::uuid`.execute(tx)
  return {}
}

/** The head of the unit entered says that they know. */
export async function noticeBreakGlass(
  tx: Tx,
  input: { id: string },
  call: Call,
): Promise<Record<string, never>> {
  const { accountId, units } = standing(tx)
  const { rows } = await sql<{ noticed: boolean }>`
    select noticed_at is not null as noticed from access.break_glass
     where id = ${input.id}::uuid and account_id <> ${accountId}::uuid and unit_id = any (${[...units]}::integer[]) for update`.execute(
    tx,
  )
  if (rows[0] === undefined) throw refuse('not-found')
  if (rows[0].noticed) throw refuse('access.already-noticed')
  await sql`update access.break_glass set noticed_by = ${accountId}::uuid, noticed_at = ${call.now} where id = ${input.id}::uuid`.execute(
    tx,
  )
  return {}
}

/** Judges an entry after it is over. One's own entry is judged by another. */
export async function reviewBreakGlass(
  tx: Tx,
  input: ParsedInputOf<typeof contract.reviewBreakGlass>,
  call: Call,
): Promise<Record<string, never>> {
  const { accountId } = standing(tx)
  const { rows } = await sql<{ reviewed: boolean; open: boolean; own: boolean }>`
    select reviewed_at is not null as reviewed, closed_at is null and ends_at > ${call.now} as open,
           account_id = ${accountId}::uuid as own
      from access.break_glass where id = ${input.id}::uuid for update`.execute(tx)
  const found = rows[0]
  if (found === undefined) throw refuse('not-found')
  if (found.own) throw refuse('access.same-person')
  if (found.reviewed) throw refuse('access.already-reviewed')
  if (found.open) throw refuse('access.still-open')
  await sql`update access.break_glass set reviewed_by = ${accountId}::uuid, reviewed_at = ${call.now}, finding = ${input.finding},
    review_note = ${input.note} where id = ${input.id}::uuid`.execute(tx)
  return {}
}

type Row = OutputOf<typeof contract.listBreakGlass>['rows'][number]

/** Which entries belong to each list. The heads' and the auditor's are narrowed by row-level security as well. */
function belongs(tx: Tx, list: ParsedInputOf<typeof contract.listBreakGlass>['list'], now: Date) {
  const { accountId, units, permissions } = standing(tx)
  switch (list) {
    case 'own':
      return sql`b.account_id = ${accountId}::uuid`
    case 'open':
      return sql`b.account_id = ${accountId}::uuid and b.closed_at is null and b.ends_at > ${now}`
    case 'into-my-unit':
      return permissions.has('access:notice-break-glass')
        ? sql`b.account_id <> ${accountId}::uuid and b.unit_id = any (${[...units]}::integer[])`
        : sql`false`
    case 'to-review':
      return permissions.has('access:review-break-glass')
        ? sql`b.reviewed_at is null and b.account_id <> ${accountId}::uuid`
        : sql`false`
    case 'reviewed':
      return permissions.has('access:review-break-glass') ? sql`b.reviewed_at is not null` : sql`false`
  }
}

export async function listBreakGlass(
  tx: Tx,
  input: ParsedInputOf<typeof contract.listBreakGlass>,
  call: Pick<Call, 'now'>,
): Promise<OutputOf<typeof contract.listBreakGlass>> {
  const { accountId } = standing(tx)
  const { rows } = await sql<{ row: Row; total: number }>`
    select count(*) over ()::integer as total, jsonb_build_object(
        'id', b.id, 'reason', b.reason, 'openedAt', b.opened_at, 'endsAt', b.ends_at, 'closedAt', b.closed_at,
        'state', case when b.closed_at is null and b.ends_at > ${call.now} then 'open' else 'over' end,
        'noticedAt', b.noticed_at, 'reviewDue', b.opened_at + make_interval(hours => ${reviewHours}),
        'reviewedAt', b.reviewed_at, 'finding', b.finding, 'reviewNote', b.review_note,
        'own', b.account_id = ${accountId}::uuid,
        'account', jsonb_build_object('id', a.id, 'username', a.username, 'name', jsonb_build_object('en', a.name_en, 'ur', a.name_ur)),
        'noticedBy', case when n.id is not null then jsonb_build_object('id', n.id, 'username', n.username,
          'name', jsonb_build_object('en', n.name_en, 'ur', n.name_ur)) end,
        'reviewedBy', case when r.id is not null then jsonb_build_object('id', r.id, 'username', r.username,
          'name', jsonb_build_object('en', r.name_en, 'ur', r.name_ur)) end,
        'unit', jsonb_build_object('id', u.id, 'code', u.code, 'kind', u.kind,
          'name', jsonb_build_object('en', u.name_en, 'ur', u.name_ur))) as row
      from access.break_glass b join identity.account a on a.id = b.account_id
      join units.current_unit u on u.id = b.unit_id
      left join identity.account n on n.id = b.noticed_by left join identity.account r on r.id = b.reviewed_by
     where ${belongs(tx, input.list, call.now)}
     order by b.opened_at desc, b.id limit ${input.size} offset ${(input.page - 1) * input.size}`.execute(tx)
  return { rows: rows.map(({ row }) => row), total: rows[0]?.total ?? 0 }
}

/** Entries into the caller's units nobody there has said they know of; overdue when the entry is over. */
export async function countUnnoticed(tx: Tx): Promise<{ count: number; overdue: number }> {
  const { accountId, units } = standing(tx)
  const { rows } = await sql<{ count: number; overdue: number }>`
    select count(*)::integer as count, count(*) filter (where ends_at <= now() or closed_at is not null)::integer as overdue
      from access.break_glass where noticed_at is null and account_id <> ${accountId}::uuid
       and unit_id = any (${[...units]}::integer[])`.execute(tx)
  return rows[0]!
}

/** Entries to be reviewed; overdue after 72 hours. */
export async function countUnreviewed(tx: Tx): Promise<{ count: number; overdue: number }> {
  const { accountId } = standing(tx)
  const { rows } = await sql<{ count: number; overdue: number }>`
    select count(*)::integer as count,
           count(*) filter (where opened_at < now() - make_interval(hours => ${reviewHours}))::integer as overdue
      from access.break_glass where reviewed_at is null and account_id <> ${accountId}::uuid`.execute(tx)
  return rows[0]!
}
