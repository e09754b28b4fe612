import { sql } from 'kysely'
import { standing } from '#kernel/access'
import type { Tx } from '#platform/db'
import { refuse } from '#platform/http'
import { refreshLaw } from '../in-force.ts'
import { rulesInForce } from '../packs/index.ts'
import { calendarOf, findProof, packOf, type StoredProof } from '../prove.ts'
import type { InputsOf } from '../rule-schemas.ts'
import { type ClockRule, type DueDays, daysIn, dueDays, isRefusedClock } from './due-days.ts'

export interface NewClock<Rule extends ClockRule = ClockRule> {
  readonly rule: Rule
  readonly inputs: InputsOf<Rule>
  readonly units: readonly number[]
  readonly caseId?: string | undefined
  readonly partyId?: string | undefined
}

export interface Clock extends DueDays {
  readonly id: string
  readonly rule: ClockRule
  readonly inputs: Record<string, unknown>
  readonly caseId: string | null
  readonly partyId: string | null
  readonly pack: string
  readonly state: 'running' | 'met' | 'missed' | 'void'
  readonly startedAt: string
  readonly endedOn: string | null
  readonly endedWhy: string | null
  /**
   * What proves the two days: of a running clock computed from its facts under the law of today, of one that has ended as it stood
   * then. Null for the moment between a change of law and the recomputation that follows it, and where the facts are refused now.
   */
  readonly proof: StoredProof | null
}

/** Adoption of a closure or a version holds this lock alone, so that no clock is started under what it has just replaced. */
export function lockOfLaw(tx: Tx, jurisdiction: string, how: 'shared' | 'alone') {
  return how === 'shared'
    ? sql`select pg_advisory_xact_lock_shared(7214031, hashtext(${jurisdiction}))`.execute(tx)
    : sql`select pg_advisory_xact_lock(7214031, hashtext(${jurisdiction}))`.execute(tx)
}

/**
 * Starts a legal clock of the actor's province, with the days its law and court calendar give.
 * @throws law.refused naming the fact that is wrong
 */
export async function startClock<Rule extends ClockRule>(tx: Tx, clock: NewClock<Rule>): Promise<Clock> {
  const { jurisdiction } = standing(tx)
  await lockOfLaw(tx, jurisdiction, 'shared')
  await refreshLaw(async (text) => sql.raw(text).execute(tx))
  const rules = rulesInForce(packOf(jurisdiction))
  const due = dueDays(clock.rule, clock.inputs, rules, calendarOf(jurisdiction))
  if (isRefusedClock(due)) {
    throw refuse('law.refused', { why: due.error.message.en, whyUr: due.error.message.ur })
  }
  const { rows } = await sql<Stored>`
    insert into law.clock (jurisdiction, units, case_id, party_id, rule, inputs, statutory_due, effective_due, pack)
    values (${jurisdiction}, ${[...clock.units]}::integer[], ${clock.caseId ?? null}::uuid, ${clock.partyId ?? null}::uuid,
      ${clock.rule}, ${JSON.stringify(clock.inputs)}::jsonb, ${due.statutoryDue}::date, ${due.effectiveDue}::date,
      ${`${rules.code} ${rules.version}`})
    returning ${columns}`.execute(tx)
  return proven(rows[0]!)
}

type Stored = Clock & { readonly jurisdiction: string }

const columns = sql`id, jurisdiction, rule, inputs, case_id as "caseId", party_id as "partyId", statutory_due as "statutoryDue",
  effective_due as "effectiveDue", pack, state, started_at as "startedAt", ended_on as "endedOn", ended_why as "endedWhy", proof`

function proven({ jurisdiction, ...clock }: Stored): Clock {
  if (clock.state !== 'running') return clock
  const proof = findProof(jurisdiction, clock.rule, clock.inputs)
  return {
    ...clock,
    proof: 'error' in proof || !agrees(clock, daysIn(clock.rule, proof.result)) ? null : proof,
  }
}

function agrees(one: DueDays, other: DueDays): boolean {
  return one.statutoryDue === other.statutoryDue && one.effectiveDue === other.effectiveDue
}

/** Clocks of a case that the actor may see, soonest first. */
export async function clocksOf(tx: Tx, caseId: string): Promise<Clock[]> {
  const { rows } = await sql<Stored>`select ${columns} from law.clock where case_id = ${caseId}::uuid
    order by state = 'running' desc, effective_due, id`.execute(tx)
  return rows.map(proven)
}

/** Lets a further unit see a running clock, and end it when the act is its to do. */
export async function shareClock(tx: Tx, id: string, unitId: number): Promise<void> {
  await sql`update law.clock set units = units || ${unitId}::integer
    where id = ${id}::uuid and state = 'running' and not units @> array[${unitId}::integer]`.execute(tx)
}

/**
 * The act was done on a day: in time when that is no later than the open day on which it could still be done, by the law and the
 * calendar in force now, also where the recomputation after their last change has not come to this clock yet. `facts` that were
 * learned by the act, such as the day itself, enter the proof that is kept.
 * @throws law.clock-ended when the clock no longer runs, not-found when it is not the actor's to see
 */
export async function meetClock(
  tx: Tx,
  id: string,
  on: string,
  facts: Record<string, unknown> = {},
): Promise<Clock> {
  const clock = await holdRunning(tx, id)
  const proof = findProof(clock.jurisdiction, clock.rule, { ...clock.inputs, ...facts })
  // Facts that the law of today refuses are judged by the days they were given.
  const now = 'error' in proof ? undefined : { ...daysIn(clock.rule, proof.result), proof }
  const { rows } = await sql<Stored>`
    update law.clock set statutory_due = ${now?.statutoryDue ?? clock.statutoryDue}::date,
      effective_due = ${now?.effectiveDue ?? clock.effectiveDue}::date,
      pack = ${now === undefined ? clock.pack : `${now.proof.pack.code} ${now.proof.pack.version}`},
      state = case when ${on}::date <= ${now?.effectiveDue ?? clock.effectiveDue}::date then 'met' else 'missed' end,
      ended_on = ${on}::date, proof = ${now === undefined ? null : JSON.stringify(now.proof)}::jsonb
     where id = ${id}::uuid returning ${columns}`.execute(tx)
  return proven(rows[0]!)
}

/** The clock no longer runs, for the reason given. @throws law.clock-ended, not-found */
export async function voidClock(tx: Tx, id: string, why: string): Promise<Clock> {
  const { proof } = proven(await holdRunning(tx, id))
  const { rows } = await sql<Stored>`
    update law.clock set state = 'void', ended_on = (now() at time zone 'Asia/Karachi')::date, ended_why = ${why},
      proof = ${proof === null ? null : JSON.stringify(proof)}::jsonb
     where id = ${id}::uuid returning ${columns}`.execute(tx)
  return proven(rows[0]!)
}

/** A clock that still runs, held for this transaction under the law in force now. @throws law.clock-ended, not-found */
async function holdRunning(tx: Tx, id: string): Promise<Stored> {
  await lockOfLaw(tx, standing(tx).jurisdiction, 'shared')
  await refreshLaw(async (text) => sql.raw(text).execute(tx))
  const { rows } = await sql<Stored>`select ${columns} from law.clock
    where id = ${id}::uuid and state = 'running' for update`.execute(tx)
  return rows[0] ?? (await refuseEnded(tx, id))
}

async function refuseEnded(tx: Tx, id: string): Promise<never> {
  const { rows } = await sql`select 1 from law.clock where id = ${id}::uuid`.execute(tx)
  throw refuse(rows.length === 0 ? 'not-found' : 'law.clock-ended')
}
