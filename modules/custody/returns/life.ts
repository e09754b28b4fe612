import { sql } from 'kysely'
import { requireSecondPerson, standing } from '#kernel/access'
import { findOpenOffer, offer, withdraw } from '#kernel/handover'
import { completeTasks, openTask } from '#kernel/workflow'
import type { Tx } from '#platform/db'
import { refuse } from '#platform/http'
import type { ParsedInputOf } from '#platform/http/contract'
import { today } from '../law-of-prison.ts'
import type * as contract from './contract.ts'
import { contradictionsOf } from './contradictions.ts'
import { countSheet } from './count.ts'
import { returnHandover, returnQueue } from './hand-over.ts'
import { kindsOn } from './kinds.ts'
import { categories, type Difference, differencesOf, imbalance, type Sheet, whole } from './sheet.ts'

export interface Held {
  readonly id: string
  readonly prison_id: number
  readonly jurisdiction: string
  readonly code: (typeof contract.returnCodes)[number]
  readonly period_from: string
  readonly period_to: string
  readonly version: number
  readonly state: (typeof contract.returnStates)[number]
  readonly sheet: Sheet | null
  readonly seen_hash: string | null
  readonly drawn_by: string | null
  readonly drawn_session: string | null
  readonly drawn_grant: string | null
  readonly offer_id: string | null
  readonly due_on: string
  readonly reminded_today: boolean
}

/** Whoever comes second waits here and then sees what the first did. @throws not-found, custody-returns.not-open */
async function lock(tx: Tx, id: string, states: readonly string[]): Promise<Held> {
  const { rows } = await sql<Held>`
    select id, prison_id, jurisdiction, code, period_from, period_to, version, state, sheet, seen_hash, drawn_by, drawn_session, drawn_grant, offer_id,
      due_on,
      coalesce((reminded_at at time zone 'Asia/Karachi')::date = workflow.today(), false) as reminded_today
      from custody.department_return where id = ${id}::uuid for update`.execute(tx)
  const held = rows[0]
  if (held === undefined) throw refuse('not-found')
  if (!states.includes(held.state)) throw refuse('custody-returns.not-open', { state: held.state })
  return held
}

/** @throws custody-returns.contradicts naming the days */
async function refuseIfContradicted(tx: Tx, held: Held): Promise<void> {
  const found = await contradictionsOf(tx, {
    prisonId: held.prison_id,
    from: held.period_from,
    to: held.period_to,
  })
  if (found.length > 0)
    throw refuse('custody-returns.contradicts', {
      days: [...new Set(found.map(({ on }) => on))].join(', '),
      people: found
        .flatMap(({ people }) => people.map(({ number }) => number))
        .slice(0, 12)
        .join(', '),
    })
}

/** The sheet of a return as the registers are now, with the parts that were asked for in its period. */
export async function countNow(
  tx: Tx,
  held: Pick<Held, 'prison_id' | 'jurisdiction' | 'code' | 'period_from' | 'period_to' | 'sheet'>,
): Promise<Sheet> {
  // A signed sheet is compared in the parts it has, whatever the province asks for since.
  const asked =
    held.sheet ??
    (await kindsOn(tx, sql`${held.jurisdiction}`, held.period_to)).find(({ code }) => code === held.code)
  if (asked === undefined) throw refuse('not-found')
  return countSheet(tx, {
    prisonId: held.prison_id,
    from: held.period_from,
    to: held.period_to,
    sections: asked.sections,
    bands: asked.bands,
    hideBelow: asked.hideBelow,
  })
}

export async function draw(
  tx: Tx,
  { id }: { id: string },
  call: { sessionId: string | null },
): Promise<{ state: 'drawn'; closing: number }> {
  const { accountId, grantId } = standing(tx)
  const held = await lock(tx, id, ['owed', 'drawn'])
  await refuseIfContradicted(tx, held)
  const sheet = await countNow(tx, { ...held, sheet: null })
  if ([undefined, ...categories].some((category) => imbalance(sheet, category) !== 0))
    throw refuse('custody-returns.contradicts', {
      days: `${held.period_from} – ${held.period_to}`,
      people: '',
    })
  await sql`update custody.department_return set state = 'drawn', sheet = ${JSON.stringify(sheet)}::jsonb,
      drawn_by = ${accountId}::uuid, drawn_at = clock_timestamp(),
      drawn_session = ${call.sessionId}::uuid, drawn_grant = ${grantId}::uuid where id = ${id}::uuid`.execute(
    tx,
  )
  return { state: 'drawn', closing: whole(sheet, 'closing').total }
}

/** Another than who drew it up signs what was read. @throws access.same-person and its kin, custody-returns.other-sheet, .out-of-date */
export async function sign(
  tx: Tx,
  { id, seen, remark }: ParsedInputOf<typeof contract.signReturn>,
  call: { sessionId: string | null },
): Promise<{ state: 'signed'; hash: string }> {
  const held = await lock(tx, id, ['drawn'])
  if (held.seen_hash !== seen || held.sheet === null || held.drawn_by === null)
    throw refuse('custody-returns.other-sheet')
  await requireSecondPerson(tx, call, {
    by: held.drawn_by,
    session: held.drawn_session,
    under: held.drawn_grant,
  })
  await refuseIfContradicted(tx, held)
  const changed = differencesOf(held.sheet, await countNow(tx, held))
  if (changed.length > 0) throw refuse('custody-returns.out-of-date')
  await sql`select custody.settle_return_complaints(${id}::uuid)`.execute(tx)
  const { rows } = await sql<{ hash: string }>`
    update custody.department_return set state = 'signed', signed_by = ${standing(tx).accountId}::uuid, signed_at = clock_timestamp(),
      remark = nullif(${remark ?? ''}, '') where id = ${id}::uuid returning hash`.execute(tx)
  return { state: 'signed', hash: rows[0]!.hash }
}

export async function send(tx: Tx, { id }: { id: string }): Promise<{ state: 'sent'; offerId: string }> {
  const held = await lock(tx, id, ['signed'])
  const { rows: offices } = await sql<{ id: number }>`
    select u.id from units.reach r join units.current_unit u on u.id = r.ancestor_id and u.kind = 'prison-department'
     where r.descendant_id = ${held.prison_id} and r.hierarchy = 'prison' and (u.valid_to is null or u.valid_to > workflow.today()) limit 1`.execute(
    tx,
  )
  if (offices[0] === undefined) throw refuse('custody-returns.no-office')
  const { id: offerId } = await offer(tx, {
    kind: returnHandover,
    subject: { kind: 'department-return', id },
    from: held.prison_id,
    to: offices[0].id,
    payload: { code: held.code, from: held.period_from, to: held.period_to, version: held.version },
  })
  await sql`update custody.department_return set state = 'sent', offer_id = ${offerId}::uuid, sent_at = clock_timestamp() where id = ${id}::uuid`.execute(
    tx,
  )
  await completeTasks(tx, { kind: 'department-return', id }, { outcome: 'sent', queue: returnQueue })
  return { state: 'sent', offerId }
}

/** Opens a corrected return beside a signed one; what was signed stays, and an answer nobody gave yet is no longer waited for. */
export async function correct(
  tx: Tx,
  { id, why }: ParsedInputOf<typeof contract.correctReturn>,
): Promise<{ id: string }> {
  const held = await lock(tx, id, ['signed', 'sent', 'accepted', 'returned'])
  const made = await owe(tx, {
    prisonId: held.prison_id,
    code: held.code,
    from: held.period_from,
    to: held.period_to,
    dueOn: later(held.due_on, await today(tx)),
    corrects: { id, version: held.version, why },
  })
  if (made === null) throw refuse('custody-returns.corrected-already')
  const open = await findOpenOffer(tx, returnHandover.kind, { kind: 'department-return', id })
  if (open !== null && held.state === 'returned') await withdraw(tx, open.id, 'A corrected return follows')
  await completeTasks(tx, { kind: 'department-return', id }, { outcome: 'corrected', queue: returnQueue })
  return { id: made }
}

const later = (one: string, other: string): string => [one, other].toSorted()[1]!

export interface Owed {
  readonly prisonId: number
  readonly code: string
  readonly from: string
  readonly to: string
  readonly dueOn: string
  readonly corrects?: {
    readonly id: string
    readonly version: number
    readonly why?: string
    readonly changed?: readonly Difference[]
  }
}

/** Opens a return that is owed; null when it is open already. */
export async function owe(tx: Tx, owed: Owed): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`
    insert into custody.department_return (jurisdiction, prison_id, code, period_from, period_to, due_on, version, corrects, why, changed)
    select jurisdiction, id, ${owed.code}, ${owed.from}::date, ${owed.to}::date, ${owed.dueOn}::date, ${(owed.corrects?.version ?? 0) + 1},
        ${owed.corrects?.id ?? null}::uuid, ${owed.corrects?.why ?? null},
        ${owed.corrects?.changed === undefined ? null : JSON.stringify(owed.corrects.changed)}::jsonb from units.unit where id = ${owed.prisonId}
    on conflict do nothing returning id`.execute(tx)
  return rows[0]?.id ?? null
}

/** Puts an owed return before the superintendent of its prison. */
export async function askFor(
  tx: Tx,
  owed: Owed & { readonly id: string; readonly title: { readonly en: string; readonly ur: string } },
): Promise<void> {
  await openTask(tx, {
    queue: returnQueue,
    subject: { kind: 'department-return', id: owed.id },
    title:
      owed.corrects === undefined
        ? {
            en: `${owed.title.en}, {{from}} to {{to}}: sign and send`,
            ur: `${owed.title.ur}، {{from}} تا {{to}}: دستخط کر کے بھیجیں`,
          }
        : {
            en: `${owed.title.en}, {{from}} to {{to}}: the registers say otherwise now, a corrected return is owed`,
            ur: `${owed.title.ur}، {{from}} تا {{to}}: رجسٹر اب مختلف ہیں، درست شدہ گوشوارہ واجب ہے`,
          },
    params: { from: owed.from, to: owed.to },
    unitId: owed.prisonId,
    post: 'superintendent',
    dueOn: owed.dueOn,
    href: `/custody/returns/${owed.id}`,
  })
}

/** Reminds a prison once a day at most, by a task of today. */
export async function remind(tx: Tx, { id }: { id: string }): Promise<{ reminders: number }> {
  const held = await lock(tx, id, ['owed', 'drawn', 'signed', 'returned'])
  if (held.reminded_today) throw refuse('custody-returns.reminded-today')
  return { reminders: await writeReminder(tx, held) }
}

export async function writeReminder(
  tx: Tx,
  held: Pick<Held, 'id' | 'prison_id' | 'period_from' | 'period_to'>,
): Promise<number> {
  const { rows } = await sql<{ reminders: number }>`
    update custody.department_return set reminders = reminders + 1, reminded_at = clock_timestamp() where id = ${held.id}::uuid returning reminders`.execute(
    tx,
  )
  await openTask(tx, {
    queue: returnQueue,
    subject: { kind: 'department-return', id: held.id },
    title: {
      en: 'Reminder: the return of {{from}} to {{to}} is past its day and was not sent',
      ur: 'یاد دہانی: {{from}} تا {{to}} کا گوشوارہ میعاد گزرنے پر بھی نہیں بھیجا گیا',
    },
    params: { from: held.period_from, to: held.period_to },
    unitId: held.prison_id,
    post: 'superintendent',
    dueOn: await today(tx),
    href: `/custody/returns/${held.id}`,
  })
  return rows[0]!.reminders
}
