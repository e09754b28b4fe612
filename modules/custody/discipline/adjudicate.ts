import { sql } from 'kysely'
import { standing } from '#kernel/access'
import { emit } from '#kernel/events'
import type { Tx } from '#platform/db'
import { heed, refuse } from '#platform/http'
import type { OutputOf, ParsedInputOf } from '#platform/http/contract'
import { PunishmentConfirmed, PunishmentQuashed } from '../events.ts'
import { today } from '../law-of-prison.ts'
import { forfeitableDays, forfeitRemission } from '../sentence/ledger.ts'
import { faultOf, harsher, stateOf } from './award.ts'
import type * as contract from './contract.ts'
import { givenBefore, kindsToday, ruleToday, suspendedOf } from './reading.ts'

/** @throws custody.not-in, custody-discipline.in-future, not-found */
export async function report(
  tx: Tx,
  given: ParsedInputOf<typeof contract.reportOffence>,
): Promise<{ id: string }> {
  const { rows: held } = await sql<{ prison_id: number; state: string }>`
    select prison_id, state from custody.imprisonment where id = ${given.imprisonmentId}::uuid`.execute(tx)
  const { rows: known } =
    await sql`select 1 from custody.prison_offence where code = ${given.offence}`.execute(tx)
  if (held[0] === undefined || known.length === 0) throw refuse('not-found')
  if (held[0].state !== 'in') throw refuse('custody.not-in')
  const at = `${given.occurredOn}T${given.occurredTime}:00+05:00`
  if (Date.parse(at) > Date.now()) throw refuse('custody-discipline.in-future')
  const { rows } = await sql<{ id: string }>`
    insert into custody.adjudication (jurisdiction, prison_id, imprisonment_id, offence_code, occurred_at, place, account)
    values (${standing(tx).jurisdiction}, ${held[0].prison_id}, ${given.imprisonmentId}::uuid, ${given.offence}, ${at}, ${given.place}, ${given.account})
    returning id`.execute(tx)
  return { id: rows[0]!.id }
}

interface Open {
  id: string
  prison_id: number
  imprisonment_id: string
  offence_code: string
  state: contract.Adjudication['state']
  finding: string | null
  reported_by: string
  told_at: string | null
  decided_by: string | null
  decided_on: string | null
  appealed_at: string | null
  appeal_outcome: string | null
}

async function lock(tx: Tx, id: string): Promise<Open> {
  const { rows } = await sql<Open>`
    select id, prison_id, imprisonment_id, offence_code, state, finding, reported_by, told_at, decided_by,
      (decided_at at time zone 'Asia/Karachi')::date as decided_on, appealed_at, appeal_outcome
      from custody.adjudication where id = ${id}::uuid for update`.execute(tx)
  if (rows[0] === undefined) throw refuse('not-found')
  return rows[0]
}

/** The time begins to run in which the prisoner can prepare. @throws custody-discipline.not-open, not-found */
export async function tell(tx: Tx, { id }: { id: string }): Promise<{ hearableAt: string }> {
  const open = await lock(tx, id)
  if (open.state !== 'reported') throw refuse('custody-discipline.not-open')
  const { noticeHours } = await ruleToday(tx)
  const { rows } = await sql<{ at: string }>`
    update custody.adjudication set state = 'told', told_at = clock_timestamp(), told_by = ${standing(tx).accountId}::uuid
     where id = ${id}::uuid returning told_at + make_interval(hours => ${noticeHours}) as at`.execute(tx)
  return { hearableAt: rows[0]!.at }
}

/**
 * Hears and decides. Nobody decides on their own report; the prisoner has had the configured time; only what the law offers is awarded,
 * within its ceilings. What is harsher than usual asks for a reason. Forfeited remission is posted in the same transaction.
 */
export async function decide(
  tx: Tx,
  given: ParsedInputOf<typeof contract.decideAdjudication>,
): Promise<OutputOf<typeof contract.decideAdjudication>> {
  const open = await lock(tx, given.id)
  if (open.state !== 'told' || open.told_at === null) throw refuse('custody-discipline.not-open')
  const { accountId, jurisdiction } = standing(tx)
  if (open.reported_by === accountId) throw refuse('custody-discipline.own-report')
  const rule = await ruleToday(tx)
  const { rows: clock } = await sql<{ ready: boolean; at: string; latest: string }>`
    select ${open.told_at}::timestamptz + make_interval(hours => ${rule.noticeHours}) <= clock_timestamp() as ready,
      to_char((${open.told_at}::timestamptz + make_interval(hours => ${rule.noticeHours})) at time zone 'Asia/Karachi', 'YYYY-MM-DD HH24:MI') as at,
      (workflow.today() + make_interval(months => ${rule.suspendMonths}))::date as latest`.execute(tx)
  if (!clock[0]!.ready) throw refuse('custody-discipline.too-soon', { at: clock[0]!.at })
  // Held for the rest of the transaction: two hearings of one prisoner at once see each other's forfeitures.
  await sql`select 1 from custody.imprisonment where id = ${open.imprisonment_id}::uuid for update`.execute(
    tx,
  )
  const { kinds, takes } = await kindsToday(tx)
  const forfeitable = await forfeitableDays(tx, open.imprisonment_id, takes.get('forfeiture') ?? [])
  const fault = faultOf(given.punishments, { kinds, forfeitable, latest: clock[0]!.latest })
  if (fault !== null) {
    const { code, kind, ...params } = fault
    throw refuse(`custody-discipline.${code}`, {
      ...params,
      kind: kinds.find((one) => one.code === kind)?.text.en ?? kind,
      kindUr: kinds.find((one) => one.code === kind)?.text.ur ?? kind,
    })
  }
  const before = await givenBefore(tx, {
    id: open.id,
    prisonId: open.prison_id,
    offence: open.offence_code,
    months: rule.compareMonths,
  })
  const reasons = heed(
    harsher(given.punishments, before).map(({ kind, days }) => ({
      code: 'custody-discipline.harsher',
      path: 'punishments',
      params: {
        usual: before.kinds.find((one) => one.kind === kind)?.median ?? 0,
        days,
        cases: before.cases,
      },
      about: [open.id, kind, days],
    })),
    given.overrides,
  )
  await sql`update custody.adjudication set state = 'decided', plea = ${given.plea}, assistance = ${given.assistance},
      statements = ${JSON.stringify(given.statements)}::jsonb, finding = ${given.finding}, reasons = ${given.reasons},
      overrides = ${JSON.stringify(reasons)}::jsonb, decided_by = ${accountId}::uuid, decided_at = clock_timestamp() where id = ${open.id}::uuid`.execute(
    tx,
  )
  let forfeited = 0
  let toConfirm = 0
  for (const award of given.punishments) {
    const kind = kinds.find((one) => one.code === award.kind)!
    const state = stateOf(award, kind)
    const { rows } = await sql<{ id: string }>`
      insert into custody.punishment (jurisdiction, prison_id, imprisonment_id, adjudication_id, kind_code, days, state, from_on, suspended_until)
      values (${jurisdiction}, ${open.prison_id}, ${open.imprisonment_id}::uuid, ${open.id}::uuid, ${award.kind}, ${award.days ?? null}, ${state},
        ${state === 'in-force' ? sql`workflow.today()` : null}, ${award.suspendedUntil ?? null}) returning id`.execute(
      tx,
    )
    if (state === 'to-confirm') toConfirm += 1
    if (state === 'in-force' && kind.forfeits) forfeited += await takeRemission(tx, rows[0]!.id)
  }
  forfeited += await activate(tx, open, given.activate)
  return { state: 'decided', forfeited, toConfirm }
}

/** Suspended punishments of the same prisoner that this finding sets in force. @throws custody-discipline.not-open */
async function activate(tx: Tx, open: Open, ids: readonly string[]): Promise<number> {
  if (ids.length === 0) return 0
  const known = new Set((await suspendedOf(tx, open.imprisonment_id)).map(({ id }) => id))
  let forfeited = 0
  for (const id of new Set(ids)) {
    if (!known.has(id)) throw refuse('custody-discipline.not-open')
    await sql`update custody.punishment set state = 'in-force', from_on = workflow.today(), activated_by = ${open.id}::uuid
      where id = ${id}::uuid`.execute(tx)
    forfeited += await takeRemission(tx, id)
  }
  return forfeited
}

/** Posts a forfeiture in force to the ledger of remission, as far as there is remission; other punishments post nothing. */
export async function takeRemission(tx: Tx, punishmentId: string): Promise<number> {
  const { rows } = await sql<{
    imprisonment_id: string
    days: number
    decided_on: string
    section: string
    kind_code: string
  }>`
    select p.imprisonment_id, p.days, (a.decided_at at time zone 'Asia/Karachi')::date as decided_on, k.section, p.kind_code
      from custody.punishment p join custody.punishment_kind k on k.code = p.kind_code and k.forfeits
      join custody.adjudication a on a.id = p.adjudication_id
      join custody.imprisonment i on i.id = p.imprisonment_id and i.state = 'in'
     where p.id = ${punishmentId}::uuid and p.state = 'in-force'`.execute(tx)
  const row = rows[0]
  if (row === undefined) return 0
  return forfeitRemission(tx, {
    imprisonmentId: row.imprisonment_id,
    punishmentId,
    days: row.days,
    kinds: (await kindsToday(tx)).takes.get(row.kind_code) ?? [],
    authority: 'سپرنٹنڈنٹ جیل / Superintendent',
    instrument: `${row.section} · ${row.decided_on}`,
  })
}

/** The Inspector-General's word on what is beyond the Superintendent. The prison's ledger follows by itself. */
export async function confirm(
  tx: Tx,
  given: { id: string; confirm: boolean },
): Promise<OutputOf<typeof contract.confirmPunishment>> {
  const { rows } = await sql<{ state: string; awarded_by: string; suspended_until: string | null }>`
    select state, awarded_by, suspended_until from custody.punishment where id = ${given.id}::uuid for update`.execute(
    tx,
  )
  const row = rows[0]
  if (row === undefined) throw refuse('not-found')
  if (row.state !== 'to-confirm') throw refuse('custody-discipline.not-open')
  const { accountId } = standing(tx)
  if (row.awarded_by === accountId) throw refuse('access.same-person')
  const state = !given.confirm ? 'refused' : row.suspended_until === null ? 'in-force' : 'suspended'
  await sql`update custody.punishment set state = ${state}, confirmed_by = ${accountId}::uuid, confirmed_at = clock_timestamp(),
      from_on = case when ${state} = 'in-force' then workflow.today() end where id = ${given.id}::uuid`.execute(
    tx,
  )
  if (state === 'in-force') await emit(tx, PunishmentConfirmed, { punishmentId: given.id })
  return { state }
}

/** @throws custody-discipline.not-open, custody-discipline.appeal-late, not-found */
export async function appeal(tx: Tx, given: { id: string; grounds: string }): Promise<{ appealed: true }> {
  const open = await lock(tx, given.id)
  if (open.state !== 'decided' || open.finding !== 'proved' || open.appealed_at !== null)
    throw refuse('custody-discipline.not-open')
  const { appealDays } = await ruleToday(tx)
  const last = new Date(Date.parse(open.decided_on ?? '') + appealDays * 86_400_000)
    .toISOString()
    .slice(0, 10)
  if ((await today(tx)) > last) throw refuse('custody-discipline.appeal-late', { until: last })
  await sql`update custody.adjudication set appealed_at = clock_timestamp(), appeal_grounds = ${given.grounds} where id = ${given.id}::uuid`.execute(
    tx,
  )
  return { appealed: true }
}

/** Quashing undoes every punishment; remission goes back to the prisoner by the prison's own ledger. @throws access.same-person */
export async function decideOnAppeal(
  tx: Tx,
  given: ParsedInputOf<typeof contract.decideAppeal>,
): Promise<OutputOf<typeof contract.decideAppeal>> {
  const open = await lock(tx, given.id)
  if (open.appealed_at === null || open.appeal_outcome !== null) throw refuse('custody-discipline.not-open')
  const { accountId } = standing(tx)
  if (open.decided_by === accountId || open.reported_by === accountId) throw refuse('access.same-person')
  await sql`update custody.adjudication set appeal_outcome = ${given.outcome}, appeal_reasons = ${given.reasons}, appeal_by = ${accountId}::uuid,
      appeal_at = clock_timestamp(), state = case when ${given.outcome} = 'quashed' then 'quashed' else state end where id = ${given.id}::uuid`.execute(
    tx,
  )
  if (given.outcome === 'quashed') {
    await sql`update custody.punishment set state = 'quashed' where adjudication_id = ${given.id}::uuid and state <> 'refused'`.execute(
      tx,
    )
    await emit(tx, PunishmentQuashed, { adjudicationId: given.id })
  }
  return { outcome: given.outcome }
}
