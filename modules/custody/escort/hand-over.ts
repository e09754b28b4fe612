import { sql } from 'kysely'
import { standing } from '#kernel/access'
import type { Tx } from '#platform/db'
import { refuse } from '#platform/http'
import type { OutputOf, ParsedInputOf } from '#platform/http/contract'
import { today } from '../law-of-prison.ts'
import { backFromCourt } from '../movement/move.ts'
import { bothOf } from '../prisoners/names.ts'
import { record } from '../production/productions.ts'
import type * as contract from './contract.ts'
import {
  aboardOf,
  countsOf,
  type Day,
  dayOfEscorts,
  handoversOf,
  headOf,
  type OnTheWay,
  type RunOfDay,
  wentOtherwise,
} from './day.ts'
import { takeOut } from './place.ts'
import { breachesOf } from './plan.ts'
import { type CountState, expectedAt, nextPoint } from './way.ts'

type Given = ParsedInputOf<typeof contract.handOverEscort>

/**
 * Hands a vehicle over at its next point. At the gate everybody aboard is sent, in the production and the movement that a single
 * press writes too; those who stay are not produced, for the reason given. Back at the gate whoever is there is back.
 * @throws custody-escort.not-today, done-already, nobody, breached, not-aboard; custody-movement.out-already, custody.not-in
 */
export async function handOver(tx: Tx, given: Given): Promise<OutputOf<typeof contract.handOverEscort>> {
  const { prisonId, on } = await headOf(tx, given.runId)
  await sql`select custody.lock_escorts(${prisonId}, ${on}::date)`.execute(tx)
  const handovers = await handoversOf(tx, given.runId)
  if (nextPoint(handovers) !== given.point) throw refuse('custody-escort.done-already')
  const day = await dayOfEscorts(tx, prisonId, on)
  const run = day.runs.find(({ van }) => van.id === given.runId)
  if (run === undefined) throw refuse('not-found')
  const seated = aboardOf(day, given.runId)
  const states =
    given.point === 'gate-out'
      ? await leave(tx, given, { day, run, seated })
      : counted(given, expectedAt(countsOf(handovers), []))
  const { rows } = await sql<{ id: string; at: string }>`
    insert into custody.escort_handover (jurisdiction, prison_id, run_id, point, received_by)
    values (${standing(tx).jurisdiction}, ${prisonId}, ${given.runId}::uuid, ${given.point}, ${given.receivedBy}) returning id, at`.execute(
    tx,
  )
  const made = rows[0]!
  await sql`insert into custody.escort_count (handover_id, imprisonment_id, jurisdiction, prison_id, run_id, state, identified)
    select ${made.id}::uuid, who, ${standing(tx).jurisdiction}, ${prisonId}, ${given.runId}::uuid, state,
      state = 'here' and who = any (${given.identified}::uuid[])
      from unnest(${[...states.keys()]}::uuid[], ${[...states.values()]}::text[]) as t(who, state)`.execute(
    tx,
  )
  const of = (wanted: CountState) => [...states].flatMap(([id, state]) => (state === wanted ? [id] : []))
  if (given.point === 'gate-in') for (const id of of('here')) await backFromCourt(tx, id)
  const missing = of('missing')
  return { at: made.at, here: of('here').length, missing: await named(tx, missing) }
}

async function leave(
  tx: Tx,
  given: Given,
  { day, run, seated }: { day: Day; run: RunOfDay; seated: readonly OnTheWay[] },
): Promise<Map<string, CountState>> {
  if (day.on !== (await today(tx))) throw refuse('custody-escort.not-today')
  const reasonOf = new Map(given.stays.map(({ imprisonmentId, reason }) => [imprisonmentId, reason]))
  if (
    given.absent.length > 0 ||
    given.stays.some(({ imprisonmentId }) => seated.every((one) => one.imprisonmentId !== imprisonmentId))
  )
    throw refuse('custody-escort.not-aboard')
  // Whose hearing was put off since, or who was recorded otherwise, has nothing to go for.
  const stays = seated.filter((one) => reasonOf.has(one.imprisonmentId) || !one.traveller.listed)
  const going = seated.filter((one) => !stays.includes(one))
  if (going.length === 0) throw refuse('custody-escort.nobody')
  const load = going.map(({ traveller }) => traveller)
  if (day.rule === null || breachesOf(load, run.van, day.rule, day.apart).length > 0)
    throw refuse('custody-escort.breached')
  for (const one of stays)
    for (const { warrantId, hearingId } of one.pending)
      await record(tx, {
        warrantId,
        on: day.on,
        hearingId: hearingId ?? undefined,
        outcome: 'not-produced',
        reason: reasonOf.get(one.imprisonmentId),
      })
  const withoutSeat = [
    ...stays,
    ...day.people.filter((one) => one.runId === run.van.id && wentOtherwise(one)),
  ]
  await takeOut(
    tx,
    day.on,
    withoutSeat.map((one) => one.imprisonmentId),
  )
  for (const one of going)
    for (const { warrantId, hearingId } of one.pending)
      await record(tx, {
        warrantId,
        on: day.on,
        hearingId: hearingId ?? undefined,
        outcome: 'sent',
        escort: `${run.plate} · ${given.receivedBy}`,
      })
  return new Map(going.map((one) => [one.imprisonmentId, 'here']))
}

function counted(given: Given, expected: readonly string[]): Map<string, CountState> {
  const said = new Map(given.absent.map(({ imprisonmentId, state }) => [imprisonmentId, state]))
  if (given.stays.length > 0 || [...said.keys()].some((id) => !expected.includes(id)))
    throw refuse('custody-escort.not-aboard')
  return new Map(expected.map((id) => [id, said.get(id) ?? 'here']))
}

async function named(
  tx: Tx,
  ids: readonly string[],
): Promise<OutputOf<typeof contract.handOverEscort>['missing']> {
  const { rows } = await sql<{
    id: string
    number: number
    year: number
    name_en: string | null
    name_ur: string | null
  }>`
    select i.id, i.number, i.year, p.name_en, p.name_ur from custody.imprisonment i join people.record p on p.id = i.record_id
     where i.id = any (${[...ids]}::uuid[]) order by i.year, i.number`.execute(tx)
  return rows.map((row) => ({
    imprisonmentId: row.id,
    number: `${row.number}/${row.year}`,
    name: bothOf(row.name_en, row.name_ur),
  }))
}

/** Missing at the last point of their way, and not back by any other door. */
export async function countMissing(tx: Tx): Promise<{ count: number; overdue: number }> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::integer as count from custody.escort_count c
      join custody.escort_handover h on h.id = c.handover_id
      join custody.out_now o on o.imprisonment_id = c.imprisonment_id and o.kind = 'CRT'
     where c.state = 'missing' and c.prison_id = any (access.units())
       and not exists (select 1 from custody.escort_count later join custody.escort_handover l on l.id = later.handover_id
         where later.imprisonment_id = c.imprisonment_id and l.run_id = h.run_id and l.at > h.at)`.execute(tx)
  const { count } = rows[0]!
  return { count, overdue: count }
}
