import { sql } from 'kysely'
import { type Actor, asActor, standing } from '#kernel/access'
import { serviceActors } from '#kernel/events'
import type { Job, JobProgress, Services } from '#kernel/gate'
import type { Tx } from '#platform/db'
import { today } from '../law-of-prison.ts'
import { prisonsInReach } from '../prison-of.ts'
import { type KindRow, kindsOn } from './kinds.ts'
import { askFor, countNow, type Held, type Owed, owe, writeReminder } from './life.ts'
import { fallenDue, plusDays } from './periods.ts'
import { differencesOf } from './sheet.ts'

/** Each night: returns that fell due are opened, what was signed is compared with the registers, and prisons that are late are reminded. */
export const returnsNightJob: Job = {
  name: 'custody.returns-night',
  label: {
    en: 'Open the returns that fall due and compare signed ones with the registers',
    ur: 'واجب گوشوارے کھولنا اور دستخط شدہ گوشواروں کا رجسٹروں سے موازنہ',
  },
  schedule: '40 0 * * *',
  run: async ({ database }: Services, _input, progress: JobProgress) => {
    let done = 0
    for (const actor of await serviceActors(database.pool)) {
      const prisons = await inside(database, actor, prisonsInReach)
      for (const { id } of prisons) {
        await inside(database, actor, (tx) => nightOf(tx, id))
        done += 1
        await progress.report(done, null)
      }
    }
  },
}

const inside = <T>(database: Services['database'], actor: Actor, work: (tx: Tx) => Promise<T>): Promise<T> =>
  asActor(database, actor, { purpose: 'returns of the night' }, work)

/** One prison's night, in a transaction of its own. A prison that never held anybody owes nothing. */
export async function nightOf(
  tx: Tx,
  prisonId: number,
): Promise<{ owed: number; corrected: number; reminded: number }> {
  const { rows: ever } =
    await sql`select 1 from custody.imprisonment where prison_id = ${prisonId} limit 1`.execute(tx)
  if (ever.length === 0) return { owed: 0, corrected: 0, reminded: 0 }
  const day = await today(tx)
  const kinds = await kindsOn(tx, sql`${standing(tx).jurisdiction}`, day)
  let owed = 0
  for (const kind of kinds) owed += await openDue(tx, prisonId, kind, day)
  return {
    owed,
    corrected: await openCorrections(tx, prisonId, kinds),
    reminded: await remindLate(tx, prisonId, kinds),
  }
}

async function openDue(tx: Tx, prisonId: number, kind: KindRow, day: string): Promise<number> {
  const { rows } = await sql<{ last: string | null }>`
    select max(period_to) as last from custody.department_return where prison_id = ${prisonId} and code = ${kind.code}`.execute(
    tx,
  )
  let opened = 0
  for (const { from, to } of fallenDue(kind.period, day, rows[0]?.last ?? null)) {
    const owed: Owed = { prisonId, code: kind.code, from, to, dueOn: plusDays(to, kind.dueDays) }
    const id = await owe(tx, owed)
    if (id === null) continue
    await askFor(tx, { ...owed, id, title: kind.title })
    opened += 1
  }
  return opened
}

/** Of the last signed periods: where the registers say otherwise now, a corrected return is owed. Nothing signed changes. */
async function openCorrections(tx: Tx, prisonId: number, kinds: readonly KindRow[]): Promise<number> {
  let opened = 0
  for (const kind of kinds) {
    const { rows } = await sql<Held>`
      select * from (select distinct on (period_from) id, prison_id, jurisdiction, code, period_from, period_to, version, state, sheet, seen_hash, offer_id, due_on,
          false as reminded_today from custody.department_return where prison_id = ${prisonId} and code = ${kind.code} order by period_from desc, version desc
        limit ${kind.watchPeriods}) latest where state in ('signed', 'sent', 'accepted')`.execute(tx)
    for (const held of rows) {
      const changed = differencesOf(held.sheet!, await countNow(tx, held))
      if (changed.length === 0) continue
      const day = await today(tx)
      const owed: Owed = {
        prisonId,
        code: held.code,
        from: held.period_from,
        to: held.period_to,
        dueOn: plusDays(day, kind.dueDays),
        corrects: { id: held.id, version: held.version, changed },
      }
      const id = await owe(tx, owed)
      if (id === null) continue
      await askFor(tx, { ...owed, id, title: kind.title })
      opened += 1
    }
  }
  return opened
}

async function remindLate(tx: Tx, prisonId: number, kinds: readonly KindRow[]): Promise<number> {
  let reminded = 0
  for (const { code, remindDays } of kinds) {
    const { rows } = await sql<Pick<Held, 'id' | 'prison_id' | 'period_from' | 'period_to'>>`
      select id, prison_id, period_from, period_to from custody.department_return d where prison_id = ${prisonId} and code = ${code}
         and state in ('owed', 'drawn', 'signed', 'returned') and due_on < workflow.today()
         and coalesce((reminded_at at time zone 'Asia/Karachi')::date, greatest(due_on, (opened_at at time zone 'Asia/Karachi')::date)) <= workflow.today() - ${remindDays}::integer
         and not exists (select 1 from custody.department_return n where n.corrects = d.id) order by due_on limit 50`.execute(
      tx,
    )
    for (const late of rows) await writeReminder(tx, late)
    reminded += rows.length
  }
  return reminded
}
