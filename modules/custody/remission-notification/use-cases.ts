import { sql } from 'kysely'
import { may, requireSecondPerson, standing } from '#kernel/access'
import { askFor } from '#kernel/jobs'
import type { Tx } from '#platform/db'
import { refuse } from '#platform/http'
import type { OutputOf, ParsedInputOf } from '#platform/http/contract'
import { today } from '../law-of-prison.ts'
import type * as contract from './contract.ts'
import { postNotificationJob, tryNotificationJob } from './jobs.ts'

type Head = OutputOf<typeof contract.listNotifications>['rows'][number]
interface Row extends Head {
  enteredById: string
  excluded: OutputOf<typeof contract.getNotification>['excluded']
  rules: OutputOf<typeof contract.getNotification>['rules']
  withdrawnWhy: string | null
  total: number
}

const name = (
  column: string,
) => sql`(select case when a.id is null then null else jsonb_build_object('en', a.name_en, 'ur', a.name_ur) end
  from (select 1) as one left join identity.account a on a.id = ${sql.ref(`n.${column}`)})`
const columns = sql`n.id, jsonb_build_object('en', n.title_en, 'ur', n.title_ur) as title, n.authority, n.instrument,
  n.notified_on as "notifiedOn", n.state, n.simulation, n.simulated_on as "simulatedOn",
  coalesce(${name('entered_by')}, '{"en": "", "ur": ""}') as "enteredBy", n.entered_by as "enteredById", n.entered_at as "enteredAt",
  ${name('adopted_by')} as "adoptedBy", n.adopted_at as "adoptedAt", n.posted_at as "postedAt",
  (select count(*) from custody.remission_effect e where e.notification_id = n.id and e.days > 0)::integer as given,
  n.excluded, n.rules, n.withdrawn_why as "withdrawnWhy", count(*) over ()::integer as total`

export async function list(
  tx: Tx,
  { page, size }: ParsedInputOf<typeof contract.listNotifications>,
): Promise<OutputOf<typeof contract.listNotifications>> {
  const { rows } = await sql<Row>`select ${columns} from custody.remission_notification n
    order by n.entered_at desc limit ${size} offset ${(page - 1) * size}`.execute(tx)
  return {
    rows: rows.map(
      ({ enteredById: _a, excluded: _b, rules: _c, withdrawnWhy: _d, total: _e, ...head }) => head,
    ),
    total: rows[0]?.total ?? 0,
  }
}

export async function read(
  tx: Tx,
  { notificationId }: { notificationId: string },
): Promise<OutputOf<typeof contract.getNotification>> {
  const { rows } = await sql<Row>`select ${columns} from custody.remission_notification n
    where n.id = ${notificationId}::uuid`.execute(tx)
  const row = rows[0]
  if (row === undefined) throw refuse('not-found')
  const { enteredById, total: _total, ...head } = row
  const effects = sql`custody.remission_effect e where e.notification_id = ${notificationId}::uuid`
  const { rows: reasons } = await sql<{ key: string; n: number }>`
    select reason as key, count(*)::integer as n from ${effects} group by 1`.execute(tx)
  const { rows: classes } = await sql<{ key: string; n: number }>`
    select class as key, count(*)::integer as n from ${effects} and class is not null group by 1`.execute(tx)
  const { rows: sums } = await sql<{
    convicts: number
    leavesAtOnce: number
    byHand: number
    posted: number
    daysRemitted: number
    bedDays: number
  }>`select count(*)::integer as convicts, (count(*) filter (where e.leaves_at_once))::integer as "leavesAtOnce",
      (count(*) filter (where e.state = 'by-hand'))::integer as "byHand", (count(*) filter (where e.state = 'posted'))::integer as posted,
      coalesce(sum(e.days), 0)::integer as "daysRemitted",
      coalesce(sum(greatest(0, e.before_day - greatest(e.after_day, workflow.today()))), 0)::integer as "bedDays"
      from ${effects}`.execute(tx)
  const { rows: months } = await sql<OutputOf<typeof contract.getNotification>['months'][number]>`
    select to_char(m, 'YYYY-MM') as month,
      (count(*) filter (where e.before_day >= m and e.before_day < m + interval '1 month'))::integer as before,
      (count(*) filter (where greatest(e.after_day, workflow.today()) >= m and greatest(e.after_day, workflow.today()) < m + interval '1 month'))::integer as after,
      (count(*) filter (where e.after_day < m + interval '1 month' and e.before_day >= m + interval '1 month'))::integer as "bedsFree"
      from generate_series(date_trunc('month', workflow.today()), date_trunc('month', workflow.today()) + interval '23 months', interval '1 month') m
      left join (select e.* from ${effects} and e.days > 0) e on true group by m order by m`.execute(tx)
  const draft = row.state === 'draft'
  const own = enteredById === standing(tx).accountId
  return {
    ...head,
    ...sums[0]!,
    reasons: Object.fromEntries(reasons.map(({ key, n }) => [key, n])),
    classes: Object.fromEntries(classes.map(({ key, n }) => [key, n])),
    months,
    own,
    may: {
      simulate: draft && may(tx, 'custody:enter-notification'),
      adopt: draft && !own && may(tx, 'custody:adopt-notification'),
      withdraw: draft && may(tx, 'custody:enter-notification'),
    },
  }
}

const orders: Record<string, ReturnType<typeof sql>> = {
  after: sql`e.after_day asc nulls last`,
  '-after': sql`e.after_day desc nulls last`,
  before: sql`e.before_day asc nulls last`,
  '-before': sql`e.before_day desc nulls last`,
  days: sql`e.days asc`,
  '-days': sql`e.days desc`,
}

export async function listEffectRows(
  tx: Tx,
  query: ParsedInputOf<typeof contract.listEffects>,
): Promise<OutputOf<typeof contract.listEffects>> {
  const { rows } = await sql<OutputOf<typeof contract.listEffects>['rows'][number] & { total: number }>`
    select e.imprisonment_id as "imprisonmentId", e.label, e.days, e.rule, e.reason, e.class, e.before_day as before, e.after_day as after,
      e.leaves_at_once as "leavesAtOnce", e.state, e.flags, e.steps, count(*) over ()::integer as total
      from custody.remission_effect e
     where e.notification_id = ${query.notificationId}::uuid
       and (${query.reason ?? null}::text is null or e.reason = ${query.reason ?? null})
       and (${query.class ?? null}::text is null or e.class = ${query.class ?? null})
       and (${query.state ?? null}::text is null or e.state = ${query.state ?? null})
       and (${query.leaves ?? null}::text is null or e.leaves_at_once)
     order by ${orders[query.sort]!}, e.imprisonment_id limit ${query.size} offset ${(query.page - 1) * query.size}`.execute(
    tx,
  )
  return { rows: rows.map(({ total: _, ...row }) => row), total: rows[0]?.total ?? 0 }
}

/** @throws custody-remission-notification.rule-twice */
export async function enter(
  tx: Tx,
  given: ParsedInputOf<typeof contract.enterNotification>,
  call: { sessionId: string | null },
): Promise<{ notificationId: string }> {
  const names = given.rules.map(({ id }) => id)
  if (new Set(names).size < names.length) throw refuse('custody-remission-notification.rule-twice')
  const { jurisdiction, grantId } = standing(tx)
  const { rows } = await sql<{ id: string }>`
    insert into custody.remission_notification (jurisdiction, title_en, title_ur, authority, instrument, notified_on, excluded, rules,
      entered_in, entered_under)
    values (${jurisdiction}, ${given.title.en}, ${given.title.ur}, ${given.authority}, ${given.instrument}, ${given.notifiedOn},
      ${given.excluded}::text[], ${JSON.stringify(given.rules)}::jsonb, ${call.sessionId}::uuid, ${grantId}::uuid) returning id`.execute(
    tx,
  )
  const notificationId = rows[0]!.id
  await askFor(tx, tryNotificationJob.name, { notificationId })
  return { notificationId }
}

async function draft(tx: Tx, id: string) {
  const { rows } = await sql<{
    state: string
    simulation: string
    simulated_on: string | null
    entered_by: string
    entered_in: string | null
    entered_under: string
  }>`select state, simulation, simulated_on, entered_by, entered_in, entered_under from custody.remission_notification
     where id = ${id}::uuid for update`.execute(tx)
  if (rows[0] === undefined) throw refuse('not-found')
  if (rows[0].state !== 'draft') throw refuse('custody-remission-notification.not-a-draft')
  return rows[0]
}

/** Tries it again as the facts are today. @throws not-found, custody-remission-notification.not-a-draft */
export async function tryAgain(
  tx: Tx,
  { notificationId }: { notificationId: string },
): Promise<{ simulation: 'waiting' }> {
  await draft(tx, notificationId)
  await sql`update custody.remission_notification set simulation = 'waiting', simulated_after = '00000000-0000-0000-0000-000000000000',
      simulated_at = null where id = ${notificationId}::uuid`.execute(tx)
  await askFor(tx, tryNotificationJob.name, { notificationId })
  return { simulation: 'waiting' }
}

/**
 * A second person adopts what was tried today and leaves nothing unexplained; posting begins when this is kept.
 * @throws access.same-person and its kin, custody-remission-notification.not-tried-today, .unexplained, .not-a-draft
 */
export async function adopt(
  tx: Tx,
  { notificationId }: { notificationId: string },
  call: { sessionId: string | null },
): Promise<{ state: 'adopted' }> {
  const row = await draft(tx, notificationId)
  await requireSecondPerson(tx, call, {
    by: row.entered_by,
    session: row.entered_in,
    under: row.entered_under,
  })
  if (row.simulation !== 'done' || row.simulated_on !== (await today(tx)))
    throw refuse('custody-remission-notification.not-tried-today')
  const { rows } = await sql<{ n: number }>`select count(*)::integer as n from custody.remission_effect
    where notification_id = ${notificationId}::uuid and reason = 'UNEXPLAINED'`.execute(tx)
  if (rows[0]!.n > 0) throw refuse('custody-remission-notification.unexplained', { count: rows[0]!.n })
  await sql`update custody.remission_notification set state = 'adopted', adopted_by = ${standing(tx).accountId}::uuid,
      adopted_at = clock_timestamp() where id = ${notificationId}::uuid`.execute(tx)
  await askFor(tx, postNotificationJob.name, { notificationId })
  return { state: 'adopted' }
}

/** @throws not-found, custody-remission-notification.not-a-draft */
export async function withdraw(
  tx: Tx,
  given: { notificationId: string; why: string },
): Promise<{ state: 'withdrawn' }> {
  await draft(tx, given.notificationId)
  await sql`update custody.remission_notification set state = 'withdrawn', withdrawn_by = ${standing(tx).accountId}::uuid,
      withdrawn_why = ${given.why} where id = ${given.notificationId}::uuid`.execute(tx)
  return { state: 'withdrawn' }
}
