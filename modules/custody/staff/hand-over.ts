import { sql } from 'kysely'
import { standing } from '#kernel/access'
import type { Tx } from '#platform/db'
import { refuse } from '#platform/http'
import type { OutputOf, ParsedInputOf } from '#platform/http/contract'
import { violates } from '../accounts/book.ts'
import { prisonOf } from '../prison-of.ts'
import type { Shift } from './contract.ts'
import { shiftsOf } from './day.ts'
import type * as contract from './handover-contract.ts'
import type { Figures, Handover } from './handover-contract.ts'

type Answer = OutputOf<typeof contract.getDutyHandover>

/** The shift that runs now, which is the next to be handed over; of the day before where the night is not over yet. */
async function running(tx: Tx): Promise<{ on: string; shift: Shift; ends: string } | null> {
  const { rows } = await sql<{ today: string; yesterday: string }>`
    select workflow.today()::text as today, (workflow.today() - 1)::text as yesterday`.execute(tx)
  const { today, yesterday } = rows[0]!
  for (const on of [today, yesterday]) {
    const now = (await shiftsOf(tx, on)).find(({ time }) => time === 'now')
    if (now !== undefined) return { on, shift: now.shift, ends: now.ends }
  }
  return null
}

export async function readHandovers(
  tx: Tx,
  given: ParsedInputOf<typeof contract.getDutyHandover>,
): Promise<Answer> {
  const { prisons, ...prison } = await prisonOf(tx, given.prisonId)
  const due = await running(tx)
  const { rows: live } = await sql<{ figures: Figures; register: Answer['register'] }>`
    select custody.duty_figures(${prison.id}) as figures, coalesce((select jsonb_agg(jsonb_build_object('kind', d.kind, 'register', d.register)
      order by d.kind) from custody.duty_register(${prison.id}) d), '[]') as register`.execute(tx)
  const { rows } = await sql<Handover>`
    select h.id, h.on_date as "on", h.shift, h.figures, h.remarks,
      jsonb_build_object('at', h.handed_at, 'by', (select jsonb_build_object('en', s.name_en, 'ur', s.name_ur) from custody.signed_by(h.handed_by) s)) as handed,
      case when h.taken_at is not null then jsonb_build_object('at', h.taken_at, 'remarks', h.taken_remarks,
        'by', (select jsonb_build_object('en', s.name_en, 'ur', s.name_ur) from custody.signed_by(h.taken_by) s)) end as taken,
      h.handed_by = access.account() as own,
      coalesce((select jsonb_agg(jsonb_build_object('kind', c.kind, 'register', c.register, 'counted', c.counted, 'why', c.why) order by c.kind)
        from custody.duty_count c where c.handover_id = h.id), '[]') as counts
      from custody.duty_handover h where h.prison_id = ${prison.id} order by h.handed_at desc limit 12`.execute(
    tx,
  )
  return {
    prison,
    prisons,
    due:
      due === null
        ? null
        : { ...due, done: rows.some((row) => row.on === due.on && row.shift === due.shift) },
    ...live[0]!,
    rows,
  }
}

/**
 * Hands the running shift over, or the one that ended last. The roll is not asked for: the database counts it in the same moment.
 * @throws custody-staff.handed-already, custody-staff.not-counted naming what was not, custody-staff.count-why naming what differs
 */
export async function handOver(
  tx: Tx,
  given: ParsedInputOf<typeof contract.handOverDuty>,
): Promise<OutputOf<typeof contract.handOverDuty>> {
  const { jurisdiction, unitId } = standing(tx)
  const shift = (await shiftsOf(tx, given.on)).find((each) => each.shift === given.shift)
  const ended = shift === undefined ? Number.NaN : Date.now() - Date.parse(shift.ends)
  // A shift is handed over while it runs or soon after; never one that has not begun.
  if (shift === undefined || shift.time === 'ahead' || ended > 12 * 3_600_000)
    throw refuse('custody-staff.not-this-shift')
  const { rows: register } = await sql<{ kind: string; register: number }>`
    select kind, register from custody.duty_register(${unitId})`.execute(tx)
  const missing = register.find(({ kind }) => !given.counts.some((count) => count.kind === kind))
  if (missing !== undefined) throw refuse('custody-staff.not-counted', { kind: missing.kind })
  const { rows } = await sql<{ id: string }>`
    insert into custody.duty_handover (jurisdiction, prison_id, on_date, shift, remarks)
    values (${jurisdiction}, ${unitId}, ${given.on}::date, ${given.shift}, ${given.remarks ?? null})
    on conflict (prison_id, on_date, shift) do nothing returning id`.execute(tx)
  const id = rows[0]?.id
  if (id === undefined) throw refuse('custody-staff.handed-already')
  await sql`insert into custody.duty_count (handover_id, kind, jurisdiction, prison_id, counted, why)
    select ${id}::uuid, g.kind, ${jurisdiction}, ${unitId}, g.counted, nullif(g.why, '')
      from jsonb_to_recordset(${JSON.stringify(given.counts)}::jsonb) as g(kind text, counted integer, why text)`
    .execute(tx)
    .catch((error: unknown) => {
      if (violates(error, 'duty_count_why')) throw refuse('custody-staff.count-why')
      throw error
    })
  return { id }
}

/** @throws custody-staff.own-handover: whoever hands over cannot take over from themselves */
export async function takeOver(
  tx: Tx,
  given: ParsedInputOf<typeof contract.takeOverDuty>,
): Promise<OutputOf<typeof contract.takeOverDuty>> {
  const { rows } = await sql<{ own: boolean; taken: boolean }>`
    select handed_by = access.account() as own, taken_at is not null as taken from custody.duty_handover
     where id = ${given.dutyHandoverId}::uuid for update`.execute(tx)
  const found = rows[0]
  if (found === undefined) throw refuse('not-found')
  if (found.taken) throw refuse('custody-staff.taken-already')
  if (found.own) throw refuse('custody-staff.own-handover')
  const remarks = given.remarks === undefined || given.remarks === '' ? null : given.remarks
  await sql`update custody.duty_handover set taken_by = access.account(), taken_at = clock_timestamp(), taken_remarks = ${remarks}
     where id = ${given.dutyHandoverId}::uuid`.execute(tx)
  return { taken: true }
}
