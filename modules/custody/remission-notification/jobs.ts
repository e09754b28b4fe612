import { sql } from 'kysely'
import { type Actor, asActor, standing } from '#kernel/access'
import { serviceActors } from '#kernel/events'
import type { Job, JobProgress, Services } from '#kernel/gate'
import { packOf, refreshLaw, rulesInForce } from '#kernel/law'
import type { Tx } from '#platform/db'
import { today } from '../law-of-prison.ts'
import { computeReleaseDate } from '../sentence/release-date.ts'
import type { NotificationRule } from './contract.ts'
import { effectOf, type Notification } from './effect.ts'
import { convictsAfter, convictsNamed } from './population.ts'

const first = '00000000-0000-0000-0000-000000000000'
const pageRows = 500
const postRows = 100

/** Shows what a notification would do to everyone, and keeps it. */
export const tryNotificationJob: Job = {
  name: 'custody.try-notification',
  label: {
    en: 'Try a notification of special remission on everyone',
    ur: 'خصوصی معافی کے نوٹیفکیشن کا تمام اسیران پر جائزہ',
  },
  run: (services, input, progress) =>
    ofEachProvince(services, (actor) => tryOn(services, actor, String(input.notificationId), progress)),
}

/** Posts an adopted notification to the ledgers of remission, prisoner by prisoner, going on where it was interrupted. */
export const postNotificationJob: Job = {
  name: 'custody.post-notification',
  label: {
    en: 'Post a notification of special remission to every ledger',
    ur: 'خصوصی معافی کے نوٹیفکیشن کا ہر کھاتے میں اندراج',
  },
  run: (services, input, progress) =>
    ofEachProvince(services, (actor) => post(services, actor, String(input.notificationId), progress)),
}

/** A notification is one province's; the service of another sees nothing of it. */
async function ofEachProvince(services: Services, work: (actor: Actor) => Promise<void>): Promise<void> {
  await refreshLaw((text) => services.database.pool.query(text))
  for (const actor of await serviceActors(services.database.pool)) await work(actor)
}

interface Kept {
  readonly id: string
  readonly state: string
  readonly simulation: string
  readonly on: string
  readonly excluded: readonly string[]
  readonly rules: readonly NotificationRule[]
  readonly instrument: string
  readonly authority: string
  readonly tried: string
  readonly posted: string
  readonly postedAt: string | null
}

async function lockNotification(tx: Tx, id: string): Promise<(Kept & Notification) | undefined> {
  const { rows } = await sql<Kept>`
    select id, state, simulation, notified_on as on, excluded, rules, instrument, authority, simulated_after as tried,
      posted_after as posted, posted_at as "postedAt"
      from custody.remission_notification where id = ${id}::uuid for update`.execute(tx)
  return rows[0]
}

async function tryOn(
  { database }: Pick<Services, 'database'>,
  actor: Actor,
  id: string,
  progress: JobProgress,
): Promise<void> {
  const inside = <T>(work: (tx: Tx) => Promise<T>): Promise<T> =>
    asActor(database, actor, { purpose: 'try notification' }, work)
  let done = 0
  for (;;) {
    const went = await inside(async (tx) => {
      const notification = await lockNotification(tx, id)
      if (notification === undefined || notification.state !== 'draft' || notification.simulation === 'done')
        return 'ended'
      const on = await today(tx)
      if (notification.tried === first)
        await sql`delete from custody.remission_effect where notification_id = ${id}::uuid`.execute(tx)
      const { convicts, last } = await convictsAfter(tx, notification.tried, pageRows)
      const rules = rulesInForce(packOf(standing(tx).jurisdiction))
      const effects = convicts.map((one) => {
        const { before, after, leavesAtOnce, byHand, ...effect } = effectOf(
          notification,
          one.convict,
          rules,
          on,
        )
        return {
          imprisonment_id: one.id,
          prison_id: one.prisonId,
          label: one.label,
          ...effect,
          before_day: before,
          after_day: after,
          leaves_at_once: leavesAtOnce,
          state: byHand ? 'by-hand' : 'simulated',
        }
      })
      await sql`insert into custody.remission_effect (notification_id, jurisdiction, imprisonment_id, prison_id, label, days, rule, reason,
          class, before_day, after_day, leaves_at_once, steps, flags, state)
        select ${id}::uuid, ${standing(tx).jurisdiction}, e.* from jsonb_to_recordset(${JSON.stringify(effects)}::jsonb)
          as e(imprisonment_id uuid, prison_id integer, label text, days integer, rule text, reason text, class text, before_day date,
            after_day date, leaves_at_once boolean, steps jsonb, flags text[], state text)`.execute(tx)
      await sql`update custody.remission_notification set simulation = ${last === null ? 'done' : 'running'}, simulated_on = ${on},
          simulated_after = ${last ?? first}::uuid, simulated_at = case when ${last === null} then clock_timestamp() end
        where id = ${id}::uuid`.execute(tx)
      done += convicts.length
      return last === null ? 'ended' : 'on'
    })
    await progress.report(done, null)
    if (went === 'ended') return
  }
}

async function post(
  { database }: Pick<Services, 'database'>,
  actor: Actor,
  id: string,
  progress: JobProgress,
): Promise<void> {
  const inside = <T>(work: (tx: Tx) => Promise<T>): Promise<T> =>
    asActor(database, actor, { purpose: 'post notification' }, work)
  let done = 0
  for (;;) {
    const rows = await inside((tx) => postPage(tx, id))
    done += rows
    await progress.report(done, null)
    if (rows < postRows) return
  }
}

async function postPage(tx: Tx, id: string): Promise<number> {
  const notification = await lockNotification(tx, id)
  if (notification === undefined || notification.state !== 'adopted' || notification.postedAt !== null)
    return 0
  const { rows } = await sql<{ imprisonment_id: string; days: number; rule: string }>`
    select imprisonment_id, days, rule from custody.remission_effect
     where notification_id = ${id}::uuid and state = 'simulated' and days > 0 and imprisonment_id > ${notification.posted}::uuid
     order by imprisonment_id limit ${postRows}`.execute(tx)
  const now = await convictsNamed(
    tx,
    rows.map((row) => row.imprisonment_id),
  )
  const rules = rulesInForce(packOf(standing(tx).jurisdiction))
  const on = await today(tx)
  const posted: string[] = []
  const byHand: string[] = []
  for (const row of rows) {
    const held = now.get(row.imprisonment_id)
    const effect = held === undefined ? null : effectOf(notification, held.convict, rules, on)
    // The facts may have changed since the trial: then an officer looks, and nothing is posted unseen.
    if (
      held === undefined ||
      effect === null ||
      effect.byHand ||
      effect.days !== row.days ||
      effect.rule !== row.rule
    ) {
      byHand.push(row.imprisonment_id)
      continue
    }
    await sql`insert into custody.remission (jurisdiction, prison_id, imprisonment_id, kind, days, authority, instrument, granted_on,
        notification_id)
      values (${standing(tx).jurisdiction}, ${held.prisonId}, ${held.id}::uuid, 'special', ${row.days}, ${notification.authority},
        ${notification.instrument}, ${notification.on}, ${id}::uuid)
      on conflict (notification_id, imprisonment_id) where notification_id is not null do nothing`.execute(tx)
    await computeReleaseDate(tx, held.id, 'remission')
    posted.push(held.id)
  }
  await sql`update custody.remission_effect set state = case when imprisonment_id = any (${posted}::uuid[]) then 'posted' else 'by-hand' end
    where notification_id = ${id}::uuid and imprisonment_id = any (${[...posted, ...byHand]}::uuid[])`.execute(
    tx,
  )
  const last = rows.at(-1)?.imprisonment_id ?? notification.posted
  await sql`update custody.remission_notification set posted_after = ${last}::uuid,
      posted_at = case when ${rows.length < postRows} then clock_timestamp() end where id = ${id}::uuid`.execute(
    tx,
  )
  return rows.length
}
