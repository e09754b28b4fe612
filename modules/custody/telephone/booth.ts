import { type RawBuilder, sql } from 'kysely'
import { standing } from '#kernel/access'
import { recordOverrides } from '#kernel/audit'
import type { Tx } from '#platform/db'
import { type Doubt, heed, refuse } from '#platform/http'
import type { OutputOf, ParsedInputOf } from '#platform/http/contract'
import { today } from '../law-of-prison.ts'
import { dayOf } from '../pakistan-day.ts'
import { prisonOf } from '../prison-of.ts'
import { bothOf } from '../prisoners/names.ts'
import { periodOf } from '../visits/judge.ts'
import type * as contract from './contract.ts'

type Day = OutputOf<typeof contract.getBooth>['days'][number]

/** The rule of a prison on a day: of its own versions and its province's the latest that has begun, its own first unless it has ended. */
async function ruleOn(tx: Tx, prisonId: number, on: string): Promise<contract.TelephoneRule | null> {
  const { rows } = await sql<contract.TelephoneRule>`
    select id, from_on as "fromOn", minutes_week as "minutesWeek", to_char(open_from, 'HH24:MI') as "openFrom",
      to_char(open_to, 'HH24:MI') as "openTo", weekdays, jsonb_build_object('en', source_en, 'ur', source_ur) as source, refer
      from (select distinct on (prison_id) * from custody.telephone_rule where jurisdiction = ${standing(tx).jurisdiction}
          and (prison_id is null or prison_id = ${prisonId}) and from_on <= ${on}::date order by prison_id, from_on desc) latest
     where not ended order by prison_id nulls last limit 1`.execute(tx)
  return rows[0] ?? null
}

/** `where` speaks of call `c` and its number `n`. */
async function callsWhere(tx: Tx, where: RawBuilder<unknown>, limit = 200): Promise<contract.Call[]> {
  const { rows } = await sql<{
    id: string
    imprisonment_id: string
    stay_number: number
    year: number
    name_en: string | null
    name_ur: string | null
    number: string
    to_en: string
    to_ur: string
    relation: contract.Call['relation']
    exempt: boolean
    started_at: string
    ended_at: string | null
    minutes: number | null
    charged: number | null
    overrides: contract.Call['overrides']
  }>`select c.id, c.imprisonment_id, i.number as stay_number, i.year, p.name_en, p.name_ur, n.number, n.name_en as to_en, n.name_ur as to_ur,
       n.relation, c.exempt, c.started_at, c.ended_at, c.minutes, c.charged, c.overrides
       from custody.telephone_call c
       join custody.telephone_number n on n.id = c.number_id
       join custody.imprisonment i on i.id = c.imprisonment_id
       join people.record p on p.id = i.record_id
      where ${where} order by c.started_at desc, c.id limit ${limit}`.execute(tx)
  return rows.map((row) => ({
    id: row.id,
    imprisonmentId: row.imprisonment_id,
    prisonNumber: `${row.stay_number}/${row.year}`,
    name: bothOf(row.name_en, row.name_ur),
    number: row.number,
    to: bothOf(row.to_en, row.to_ur),
    relation: row.relation,
    exempt: row.exempt,
    startedAt: row.started_at,
    endedAt: row.ended_at,
    minutes: row.minutes,
    charged: row.charged,
    overrides: row.overrides,
  }))
}

/** Minutes of each day of a week, those that count and those of advocates. `where` speaks of call `c`. */
async function daysOf(tx: Tx, weekOn: string, where: RawBuilder<unknown>): Promise<Day[]> {
  const { rows } = await sql<Day>`
    select d::date as on, coalesce(sum(c.minutes) filter (where not c.exempt), 0)::integer as minutes,
      coalesce(sum(c.minutes) filter (where c.exempt), 0)::integer as exempt, count(c.id)::integer as calls
      from generate_series(${weekOn}::date, ${weekOn}::date + 6, interval '1 day') d
      left join custody.telephone_call c on c.week_on = ${weekOn}::date and c.ended_at is not null
       and (c.started_at at time zone 'Asia/Karachi')::date = d::date and ${where}
     group by d order by d`.execute(tx)
  return rows
}

async function usedIn(tx: Tx, imprisonmentId: string, weekOn: string): Promise<number> {
  const { rows } = await sql<{ used: number }>`
    select coalesce(sum(charged), 0)::integer as used from custody.telephone_call
     where imprisonment_id = ${imprisonmentId}::uuid and week_on = ${weekOn}::date`.execute(tx)
  return rows[0]!.used
}

/** @throws not-found */
export async function telephoneOf(
  tx: Tx,
  { id }: { id: string },
): Promise<OutputOf<typeof contract.getTelephoneOf>> {
  const { rows: held } = await sql<{ state: string; prison_id: number }>`
    select state, prison_id from custody.imprisonment where id = ${id}::uuid`.execute(tx)
  if (held[0] === undefined) throw refuse('not-found')
  const on = await today(tx)
  const weekOn = periodOf('week', on).from
  const rule = await ruleOn(tx, held[0].prison_id, on)
  const used = await usedIn(tx, id, weekOn)
  const { rows: numbers } = await sql<contract.PhoneNumber>`
    select id, number, jsonb_build_object('en', name_en, 'ur', name_ur) as name, relation, exempt, state, why
      from custody.telephone_number where imprisonment_id = ${id}::uuid order by added_at, id`.execute(tx)
  return {
    held: held[0].state === 'in',
    rule,
    weekOn,
    used,
    left: Math.max(0, (rule?.minutesWeek ?? 0) - used),
    days: await daysOf(tx, weekOn, sql`c.imprisonment_id = ${id}::uuid`),
    numbers,
    calls: await callsWhere(tx, sql`c.imprisonment_id = ${id}::uuid`, 50),
  }
}

/** @throws not-found when the reader does not reach that prison */
export async function boothOf(
  tx: Tx,
  query: ParsedInputOf<typeof contract.getBooth>,
): Promise<OutputOf<typeof contract.getBooth>> {
  const { prisons, ...prison } = await prisonOf(tx, query.prisonId)
  const on = await today(tx)
  const weekOn = periodOf('week', on).from
  const rule = await ruleOn(tx, prison.id, on)
  const open = await callsWhere(tx, sql`c.prison_id = ${prison.id} and c.ended_at is null`)
  const { rows: used } = await sql<{ imprisonment_id: string; used: number }>`
    select imprisonment_id, coalesce(sum(charged), 0)::integer as used from custody.telephone_call
     where week_on = ${weekOn}::date and imprisonment_id = any (${open.map((call) => call.imprisonmentId)}::uuid[]) group by 1`.execute(
    tx,
  )
  const usedBy = new Map(used.map((row) => [row.imprisonment_id, row.used]))
  type ToVet = OutputOf<typeof contract.getBooth>['toVet'][number]
  const { rows: toVet } = await sql<ToVet>`
    select n.id, n.number, jsonb_build_object('en', n.name_en, 'ur', n.name_ur) as name, n.relation, n.exempt, n.state, n.why,
      n.imprisonment_id as "imprisonmentId", i.number || '/' || i.year as "prisonNumber",
      jsonb_build_object('en', coalesce(p.name_en, p.name_ur), 'ur', coalesce(p.name_ur, p.name_en)) as prisoner
      from custody.telephone_number n join custody.imprisonment i on i.id = n.imprisonment_id join people.record p on p.id = i.record_id
     where n.prison_id = ${prison.id} and n.state = 'pending' order by n.added_at limit 100`.execute(tx)
  return {
    prison,
    prisons,
    on,
    rule,
    days: await daysOf(tx, weekOn, sql`c.prison_id = ${prison.id}`),
    open: open.map((call) => ({
      ...call,
      left:
        call.exempt || rule === null
          ? null
          : Math.max(0, rule.minutesWeek - (usedBy.get(call.imprisonmentId) ?? 0)),
    })),
    calls: await callsWhere(
      tx,
      sql`c.prison_id = ${prison.id} and c.week_on = ${weekOn}::date and c.ended_at is not null`,
      100,
    ),
    toVet,
  }
}

/** @throws not-found, custody-telephone.number-already, released */
export async function addNumber(
  tx: Tx,
  given: ParsedInputOf<typeof contract.addNumber>,
): Promise<{ numberId: string }> {
  const { rows: held } = await sql<{ prison_id: number; state: string }>`
    select prison_id, state from custody.imprisonment where id = ${given.id}::uuid`.execute(tx)
  if (held[0] === undefined) throw refuse('not-found')
  if (held[0].state !== 'in') throw refuse('custody-telephone.released')
  const { rows } = await sql<{ id: string }>`
    insert into custody.telephone_number (jurisdiction, prison_id, imprisonment_id, number, name_en, name_ur, relation)
    values (${standing(tx).jurisdiction}, ${held[0].prison_id}, ${given.id}::uuid, ${given.number}, ${given.name.en}, ${given.name.ur},
      ${given.relation}) on conflict (imprisonment_id, number) do nothing returning id`.execute(tx)
  if (rows[0] === undefined) throw refuse('custody-telephone.number-already')
  return { numberId: rows[0].id }
}

/** @throws not-found */
export async function vetNumber(
  tx: Tx,
  given: ParsedInputOf<typeof contract.vetNumber>,
): Promise<OutputOf<typeof contract.vetNumber>> {
  const { numAffectedRows } = await sql`
    update custody.telephone_number set state = ${given.state}, why = ${given.why || null}, decided_by = ${standing(tx).accountId}::uuid,
      decided_at = clock_timestamp() where id = ${given.numberId}::uuid`.execute(tx)
  if (numAffectedRows === 0n) throw refuse('not-found')
  return { state: given.state }
}

/** @throws the refusals of the contract; `warnings` outside the booth's hours */
export async function begin(
  tx: Tx,
  given: ParsedInputOf<typeof contract.beginCall>,
): Promise<OutputOf<typeof contract.beginCall>> {
  const { rows } = await sql<{
    imprisonment_id: string
    prison_id: number
    exempt: boolean
    state: string
    held: string
    now: string
  }>`
    select n.imprisonment_id, n.prison_id, n.exempt, n.state, i.state as held, clock_timestamp() as now
      from custody.telephone_number n join custody.imprisonment i on i.id = n.imprisonment_id where n.id = ${given.numberId}::uuid`.execute(
    tx,
  )
  const number = rows[0]
  if (number === undefined) throw refuse('not-found')
  if (number.held !== 'in') throw refuse('custody-telephone.released')
  if (number.state !== 'approved') throw refuse('custody-telephone.not-vetted')
  // A time without an offset is the clock on the prison's own wall.
  const asked = given.startedAt
  const startedAt =
    asked === undefined ? number.now : /(Z|[+-]\d{2}:?\d{2})$/.test(asked) ? asked : `${asked}+05:00`
  if (Date.parse(startedAt) > Date.parse(number.now)) throw refuse('custody-telephone.ahead')
  const on = dayOf(new Date(startedAt).toISOString())
  const weekOn = periodOf('week', on).from
  const rule = await ruleOn(tx, number.prison_id, on)
  if (rule === null) throw refuse('custody-telephone.no-rule')
  await sql`select pg_advisory_xact_lock(7214053, hashtext(${number.imprisonment_id}))`.execute(tx)
  const left = rule.minutesWeek - (await usedIn(tx, number.imprisonment_id, weekOn))
  if (!number.exempt && left <= 0) throw refuse('custody-telephone.used-up', { minutes: rule.minutesWeek })
  const { rows: open } = await sql`
    select 1 from custody.telephone_call where imprisonment_id = ${number.imprisonment_id}::uuid and ended_at is null`.execute(
    tx,
  )
  if (open.length > 0 && given.minutes === undefined) throw refuse('custody-telephone.open-already')
  const reasons = heed(doubtsOfHour(rule, startedAt, on, given.numberId), given.overrides)
  const { rows: made } = await sql<{ id: string; charged: number | null }>`
    insert into custody.telephone_call (jurisdiction, prison_id, imprisonment_id, number_id, rule_id, exempt, week_on, started_at, ended_at,
      minutes, charged, overrides, ended_by)
    values (${standing(tx).jurisdiction}, ${number.prison_id}, ${number.imprisonment_id}::uuid, ${given.numberId}::uuid, ${rule.id}::uuid,
      ${number.exempt}, ${weekOn}::date, ${startedAt}::timestamptz,
      ${startedAt}::timestamptz + make_interval(mins => ${given.minutes ?? null}::integer), ${given.minutes ?? null}::integer,
      ${given.minutes === undefined ? null : 0}::integer, ${JSON.stringify(reasons)}::jsonb,
      ${given.minutes === undefined ? null : standing(tx).accountId}::uuid)
    returning id, charged`.execute(tx)
  const call = made[0]!
  await recordOverrides(tx, { name: 'custody.telephone_call', id: call.id }, reasons)
  return { callId: call.id, left: number.exempt ? null : left - (call.charged ?? 0) }
}

function doubtsOfHour(
  rule: contract.TelephoneRule,
  startedAt: string,
  on: string,
  numberId: string,
): Doubt[] {
  const clock = new Date(Date.parse(startedAt) + 5 * 3_600_000).toISOString().slice(11, 16)
  const weekday = new Date(on).getUTCDay() || 7
  if (rule.weekdays.includes(weekday) && clock >= rule.openFrom && clock < rule.openTo) return []
  return [
    {
      code: 'custody-telephone.outside-hours',
      params: { from: rule.openFrom, to: rule.openTo },
      about: [numberId, on],
    },
  ]
}

/** @throws not-found, custody-telephone.ended-already */
export async function end(tx: Tx, given: { callId: string }): Promise<OutputOf<typeof contract.endCall>> {
  const { rows } = await sql<{ ended_at: string | null }>`
    select ended_at from custody.telephone_call where id = ${given.callId}::uuid for update`.execute(tx)
  if (rows[0] === undefined) throw refuse('not-found')
  if (rows[0].ended_at !== null) throw refuse('custody-telephone.ended-already')
  const { rows: ended } = await sql<{
    minutes: number
    charged: number
    imprisonment_id: string
    week_on: string
    minutes_week: number
  }>`update custody.telephone_call c set ended_at = clock_timestamp(), ended_by = ${standing(tx).accountId}::uuid, charged = 0,
       minutes = greatest(1, ceil(extract(epoch from clock_timestamp() - c.started_at) / 60))::integer
      from custody.telephone_rule r where c.id = ${given.callId}::uuid and r.id = c.rule_id
     returning c.minutes, c.charged, c.imprisonment_id, c.week_on, r.minutes_week`.execute(tx)
  const row = ended[0]!
  const used = await usedIn(tx, row.imprisonment_id, row.week_on)
  return { minutes: row.minutes, charged: row.charged, left: Math.max(0, row.minutes_week - used) }
}
