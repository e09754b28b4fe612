import { sql } from 'kysely'
import { standing } from '#kernel/access'
import { openTask } from '#kernel/workflow'
import type { Tx } from '#platform/db'
import type { Missing } from './contract.ts'

const queue = 'custody.no-proof-of-custody'
const courtQueue = 'custody.no-proof-in-court'

const postOf: Readonly<Record<Missing['by'], string>> = {
  superintendent: 'superintendent',
  deputy: 'deputy-superintendent',
  court: 'court-reader',
  // The prison finds the person a lawyer; legal aid has no post of its own yet.
  'legal-aid': 'superintendent',
}

interface RedRow {
  imprisonment_id: string
  number: string
  by: Missing['by']
  warrant_id: string | null
  party_id: string | null
  court_id: number | null
}

/**
 * Everyone on the red list of a prison has a task for whoever must act: in the prison, due the same day, and in the court of the
 * case where its order is missing. When a line finds its proof the tasks are closed with it.
 */
export async function followRedList(tx: Tx, given: { prisonId: number; on: string }): Promise<void> {
  await closeFound(tx, given.prisonId)
  const { rows } = await sql<RedRow>`
    select distinct on (l.imprisonment_id, m.value ->> 'by', w.court_id) l.imprisonment_id, i.number || '/' || i.year as number,
      m.value ->> 'by' as by, w.id as warrant_id, w.party_id, w.court_id
      from custody.liberty_line l join custody.imprisonment i on i.id = l.imprisonment_id
      cross join lateral jsonb_array_elements(l.missing) m
      left join custody.warrant w on w.id = (m.value ->> 'warrantId')::uuid
     where l.prison_id = ${given.prisonId} and l.before_serial is null and l.basis = 'none'`.execute(tx)
  const open = await openOnes(tx, rows)
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
        post: row.by === 'deputy' ? postOf.deputy : postOf.superintendent,
        dueOn: given.on,
        href: `/custody/prisoners/${row.imprisonment_id}`,
      })
    }
    if (row.by !== 'court' || row.party_id === null || row.court_id === null) continue
    if (!units.includes(row.court_id) || open.has(`${courtQueue} ${row.party_id}`)) continue
    open.add(`${courtQueue} ${row.party_id}`)
    await openTask(tx, {
      queue: courtQueue,
      subject: { kind: 'party', id: row.party_id },
      title: {
        en: 'An accused of this court is in prison and no order shows why: pass the order that is missing',
        ur: 'اس عدالت کا ملزم جیل میں ہے اور کوئی حکم ریکارڈ پر نہیں: مطلوبہ حکم صادر فرمائیں',
      },
      unitId: row.court_id,
      post: postOf.court,
      dueOn: given.on,
      href: '/custody/liberty/court',
    })
  }
}

async function openOnes(tx: Tx, rows: readonly RedRow[]): Promise<Set<string>> {
  const subjects = rows.flatMap(({ imprisonment_id, party_id }) =>
    party_id === null ? [imprisonment_id] : [imprisonment_id, party_id],
  )
  const { rows: open } = await sql<{ key: string }>`
    select queue || ' ' || subject_id as key from workflow.task
     where done_at is null and queue in (${queue}, ${courtQueue}) and subject_id = any (${subjects}::uuid[])`.execute(
    tx,
  )
  return new Set(open.map(({ key }) => key))
}

/** Closes the tasks of whoever has a line with a ground now, or has left. */
async function closeFound(tx: Tx, prisonId: number): Promise<void> {
  await sql`update workflow.task t set done_at = clock_timestamp(), done_by = ${standing(tx).accountId}::uuid, outcome = 'proof-found'
    where t.done_at is null and (
      (t.queue = ${queue} and t.unit_id = ${prisonId} and not exists (select 1 from custody.liberty_line l
        where l.imprisonment_id = t.subject_id and l.before_serial is null and l.basis = 'none'))
      or (t.queue = ${courtQueue} and exists (select 1 from custody.warrant w where w.party_id = t.subject_id and w.prison_id = ${prisonId})
        and not exists (select 1 from custody.warrant w join custody.liberty_line l on l.imprisonment_id = w.imprisonment_id
          where w.party_id = t.subject_id and w.state = 'in-force' and l.before_serial is null and l.basis = 'none')))`.execute(
    tx,
  )
}
