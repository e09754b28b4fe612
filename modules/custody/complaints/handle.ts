import { sql } from 'kysely'
import { standing } from '#kernel/access'
import type { Tx } from '#platform/db'
import { refuse } from '#platform/http'
import type { OutputOf, ParsedInputOf } from '#platform/http/contract'
import { today } from '../law-of-prison.ts'
import { prisonOf } from '../prison-of.ts'
import type * as contract from './contract.ts'
import { decides } from './reading.ts'

/**
 * Takes a complaint down. Nobody takes one against themselves; from then on neither who took it nor who is named can tell that it exists.
 * @throws custody-complaints.not-oneself, .no-such-number, .no-such-officer, .in-future, not-found
 */
export async function take(
  tx: Tx,
  given: ParsedInputOf<typeof contract.takeComplaint>,
): Promise<{ code: string }> {
  const prison = await prisonOf(tx, given.prisonId)
  if (given.receivedOn > (await today(tx))) throw refuse('custody-complaints.in-future')
  const { accountId } = standing(tx)
  if (given.against.some((one) => one.accountId === accountId)) throw refuse('custody-complaints.not-oneself')
  for (const one of given.against)
    if (one.accountId !== undefined) await refuseStranger(tx, prison.id, one.accountId)
  const { rows } = await sql<{ code: string | null }>`
    select custody.take_complaint(${prison.id}, ${JSON.stringify({ ...given, against: given.against.map(namedAs) })}::jsonb) as code`.execute(
    tx,
  )
  const code = rows[0]?.code
  if (code == null) throw refuse('custody-complaints.no-such-number')
  return { code }
}

/** Whoever is not known by name is named by post: "the officer on duty at the gate". */
function namedAs(one: {
  name?: string | undefined
  post?: string | undefined
  accountId?: string | undefined
}) {
  return one.accountId === undefined
    ? { name: one.name ?? '—', post: one.post }
    : { accountId: one.accountId }
}

async function refuseStranger(tx: Tx, prisonId: number, accountId: string): Promise<void> {
  const { rows } =
    await sql`select 1 from custody.officers_of(${prisonId}) where account_id = ${accountId}::uuid`.execute(
      tx,
    )
  if (rows.length === 0) throw refuse('custody-complaints.no-such-officer')
}

interface Row {
  id: string
  jurisdiction: string
  prison_id: number
  level: 'prison' | 'inspector-general' | 'outside'
  state: 'received' | 'acknowledged' | 'found' | 'replied' | 'appealed'
  appeal_until: string | null
}

/** The complaint, if the reader decides it and it stands where the step is taken. @throws custody-complaints.not-now, not-found */
async function at(tx: Tx, id: string, states: readonly Row['state'][]): Promise<Row> {
  const { rows } = await sql<Row>`
    select id, jurisdiction, prison_id, level, state, appeal_until from custody.complaint where id = ${id}::uuid`.execute(
    tx,
  )
  const row = rows[0]
  if (row === undefined) throw refuse('not-found')
  if (!decides(tx, row.level)) throw refuse('custody-complaints.not-now')
  const { rows: locked } = await sql<{ state: Row['state'] }>`
    select state from custody.complaint where id = ${id}::uuid for update`.execute(tx)
  if (locked[0] === undefined || !states.includes(locked[0].state)) throw refuse('custody-complaints.not-now')
  return { ...row, state: locked[0].state }
}

async function note(tx: Tx, row: Row, kind: string, text: string): Promise<void> {
  await sql`insert into custody.complaint_step (jurisdiction, prison_id, complaint_id, kind, text)
    values (${row.jurisdiction}, ${row.prison_id}, ${row.id}::uuid, ${kind}, ${text})`.execute(tx)
}

const openStates = ['received', 'acknowledged', 'found', 'appealed'] as const

export async function acknowledge(
  tx: Tx,
  given: { id: string; how: string },
): Promise<{ state: 'acknowledged' }> {
  const row = await at(tx, given.id, ['received'])
  await sql`update custody.complaint set state = 'acknowledged' where id = ${row.id}::uuid`.execute(tx)
  await note(tx, row, 'acknowledged', given.how)
  return { state: 'acknowledged' }
}

export async function addStatement(tx: Tx, given: { id: string; text: string }): Promise<{ added: true }> {
  await note(tx, await at(tx, given.id, openStates), 'statement', given.text)
  return { added: true }
}

/** @throws custody-complaints.no-such-officer */
export async function nameFurther(
  tx: Tx,
  given: ParsedInputOf<typeof contract.nameInComplaint>,
): Promise<{ named: true }> {
  const row = await at(tx, given.id, openStates)
  if (given.accountId !== undefined) await refuseStranger(tx, row.prison_id, given.accountId)
  else if (given.post === undefined) throw refuse('custody-complaints.no-such-officer')
  await sql`select custody.name_in_complaint(${row.id}::uuid, ${given.accountId ?? null}::uuid, ${given.name ?? '—'}, ${given.post ?? null})`.execute(
    tx,
  )
  return { named: true }
}

export async function find(
  tx: Tx,
  given: ParsedInputOf<typeof contract.findOnComplaint>,
): Promise<{ state: 'found' }> {
  const row = await at(tx, given.id, ['acknowledged', 'appealed'])
  await sql`update custody.complaint set state = 'found', finding = ${given.finding} where id = ${row.id}::uuid`.execute(
    tx,
  )
  await note(tx, row, 'found', given.reasons)
  return { state: 'found' }
}

async function ruleOf(
  tx: Tx,
  jurisdiction: string,
): Promise<{ finding_days: number; reply_days: number; appeal_days: number }> {
  const { rows } = await sql<{ finding_days: number; reply_days: number; appeal_days: number }>`
    select finding_days, reply_days, appeal_days from custody.complaint_rule where jurisdiction in (${jurisdiction}, 'PK') and from_on <= workflow.today()
     order by jurisdiction = 'PK', from_on desc limit 1`.execute(tx)
  return rows[0]!
}

export async function reply(
  tx: Tx,
  given: { id: string; reply: string },
): Promise<OutputOf<typeof contract.replyToComplaint>> {
  const row = await at(tx, given.id, ['found'])
  const { appeal_days } = await ruleOf(tx, row.jurisdiction)
  const { rows } = await sql<{ until: string }>`
    update custody.complaint set state = 'replied', appeal_until = workflow.today() + ${appeal_days}::integer where id = ${row.id}::uuid
    returning appeal_until as until`.execute(tx)
  await note(tx, row, 'replied', given.reply)
  return { state: 'replied', appealUntil: rows[0]!.until }
}

const above = { prison: 'inspector-general', 'inspector-general': 'outside', outside: 'outside' } as const

/** One level up, with new days. @throws custody-complaints.appeal-late */
export async function appeal(
  tx: Tx,
  given: { id: string; grounds: string },
): Promise<OutputOf<typeof contract.appealComplaint>> {
  const row = await at(tx, given.id, ['replied'])
  if (row.level === 'outside') throw refuse('custody-complaints.not-now')
  if (row.appeal_until !== null && (await today(tx)) > row.appeal_until)
    throw refuse('custody-complaints.appeal-late', { until: row.appeal_until })
  await note(tx, row, 'appealed', given.grounds)
  return { level: await lift(tx, row, 'appealed') }
}

export async function passUp(
  tx: Tx,
  given: { id: string; why: string },
): Promise<OutputOf<typeof contract.passComplaintUp>> {
  const row = await at(tx, given.id, openStates)
  if (row.level === 'outside') throw refuse('custody-complaints.not-now')
  await note(tx, row, 'passed-up', given.why)
  return { level: await lift(tx, row, row.state) }
}

async function lift(tx: Tx, row: Row, state: Row['state']): Promise<Row['level']> {
  const days = await ruleOf(tx, row.jurisdiction)
  await sql`update custody.complaint set level = ${above[row.level]}, state = ${state}, decide_by = workflow.today() + ${days.finding_days}::integer,
      reply_by = workflow.today() + ${days.finding_days + days.reply_days}::integer where id = ${row.id}::uuid`.execute(
    tx,
  )
  return above[row.level]
}

/** @throws not-found when nothing of that kind befell the complainant */
export async function review(
  tx: Tx,
  given: ParsedInputOf<typeof contract.reviewBefallen>,
): Promise<{ reviewed: true }> {
  const { rows } = await sql<{ prison_id: number; jurisdiction: string }>`
    select c.prison_id, c.jurisdiction from custody.complaint c where c.id = ${given.id}::uuid
      and exists (select 1 from custody.befell_since(c.id) b where b.event_id = ${given.eventId}::uuid)`.execute(
    tx,
  )
  const row = rows[0]
  if (row === undefined) throw refuse('not-found')
  await sql`insert into custody.retaliation_review (complaint_id, event_id, jurisdiction, prison_id, verdict, note)
    values (${given.id}::uuid, ${given.eventId}::uuid, ${row.jurisdiction}, ${row.prison_id}, ${given.verdict}, ${given.note})
    on conflict do nothing`.execute(tx)
  return { reviewed: true }
}
