import { sql } from 'kysely'
import { standing } from '#kernel/access'
import { openTask } from '#kernel/workflow'
import type { Tx } from '#platform/db'
import type { Missing } from './contract.ts'

const queue = 'custody.no-proof-of-custody'
const courtQueue = 'custody.no-proof-in-court'

interface RedRow {
  readonly imprisonment_id: string
  readonly number: string
  readonly missing: readonly Missing[]
}

/** Where a court is to act: the accused and the court of the warrant. */
interface CourtOfWarrant {
  readonly id: string
  readonly party_id: string
  readonly court_id: number
}

/**
 * Everyone on the red list of a prison has a task for whoever must act: in the prison, due the same day, and in the court of the
 * case where its order is missing. When a line finds its proof the tasks are closed with it.
 */
export async function followRedList(tx: Tx, given: { prisonId: number; on: string }): Promise<void> {
  await closeFound(tx, given.prisonId)
  const { rows } = await sql<RedRow>`
    select l.imprisonment_id, i.number || '/' || i.year as number, l.missing
      from custody.liberty_line l join custody.imprisonment i on i.id = l.imprisonment_id
     where l.prison_id = ${given.prisonId} and l.before_serial is null and l.basis = 'none'`.execute(tx)
  if (rows.length === 0) return
  const warrantIds = rows.flatMap(({ missing }) =>
    missing.flatMap(({ by, warrantId }) => (by === 'court' && warrantId !== null ? [warrantId] : [])),
  )
  const { rows: courts } = await sql<CourtOfWarrant>`
    select id, party_id, court_id from custody.warrant
     where id = any (${warrantIds}::uuid[]) and party_id is not null and court_id is not null`.execute(tx)
  const courtOf = new Map(courts.map((one) => [one.id, one]))
  const open = await openOnes(tx, [
    ...rows.map(({ imprisonment_id }) => imprisonment_id),
    ...courts.map(({ party_id }) => party_id),
  ])
  const { units } = standing(tx)
  for (const row of rows) {
    if (!open.has(`${queue} ${row.imprisonment_id}`)) {
      open.add(`${queue} ${row.imprisonment_id}`)
      await openTask(tx, {
        queue,
        subject: { kind: 'imprisonment', id: row.imprisonment_id },
        title: {
          en: 'Nothing shows that prisoner {{number}} is lawfully held: find the paper or release',
          ur: 'اسیر نمبر {{number}} کی حراست کا کوئی جواز ریکارڈ پر نہیں: کاغذ تلاش کریں یا رہا کریں',
        },
        params: { number: row.number },
        unitId: given.prisonId,
        post: row.missing.every(({ by }) => by === 'deputy') ? 'deputy-superintendent' : 'superintendent',
        dueOn: given.on,
        href: `/custody/prisoners/${row.imprisonment_id}`,
      })
    }
    for (const { warrantId } of row.missing) {
      const court = courtOf.get(warrantId ?? '')
      if (court === undefined || !units.includes(court.court_id)) continue
      if (open.has(`${courtQueue} ${court.party_id}`)) continue
      open.add(`${courtQueue} ${court.party_id}`)
      await openTask(tx, {
        queue: courtQueue,
        subject: { kind: 'party', id: court.party_id },
        title: {
          en: 'An accused of this court is in prison and no order shows why: pass the order that is missing',
          ur: 'اس عدالت کا ملزم جیل میں ہے اور کوئی حکم ریکارڈ پر نہیں: مطلوبہ حکم صادر فرمائیں',
        },
        unitId: court.court_id,
        post: 'court-reader',
        dueOn: given.on,
        href: '/custody/liberty/court',
      })
    }
  }
}

async function openOnes(tx: Tx, subjects: readonly string[]): Promise<Set<string>> {
  const { rows: open } = await sql<{ key: string }>`
    select queue || ' ' || subject_id as key from workflow.task
     where done_at is null and queue in (${queue}, ${courtQueue}) and subject_id = any (${subjects}::uuid[])`.execute(
    tx,
  )
  return new Set(open.map(({ key }) => key))
}

/** Closes the tasks of whoever has a line with a ground now, or has left. */
async function closeFound(tx: Tx, prisonId: number): Promise<void> {
  const done = sql`done_at = clock_timestamp(), done_by = ${standing(tx).accountId}::uuid, outcome = 'proof-found'`
  await sql`update workflow.task t set ${done} where t.unit_id = ${prisonId} and t.queue = ${queue} and t.done_at is null
    and not exists (select 1 from custody.liberty_line l
      where l.imprisonment_id = t.subject_id and l.before_serial is null and l.basis = 'none')`.execute(tx)
  const { rows } = await sql<{ id: string }>`
    select w.party_id as id from custody.warrant w where w.prison_id = ${prisonId} and w.party_id is not null
      and not exists (select 1 from custody.liberty_line l
        where l.imprisonment_id = w.imprisonment_id and l.before_serial is null and l.basis = 'none')`.execute(
    tx,
  )
  await sql`update workflow.task t set ${done} where t.subject_id = any (${rows.map(({ id }) => id)}::uuid[])
    and t.subject_kind = 'party' and t.queue = ${courtQueue} and t.done_at is null`.execute(tx)
}
