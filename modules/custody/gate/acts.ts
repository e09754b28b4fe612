import { sql } from 'kysely'
import { standing } from '#kernel/access'
import type { Tx } from '#platform/db'
import { Refusal } from '#platform/http'
import type { OutputOf, ParsedInputOf } from '#platform/http/contract'
import { endWay, takeTurns } from '../movement/move.ts'
import { dayOf } from '../pakistan-day.ts'
import { prisonOf } from '../prison-of.ts'
import { bothOf } from '../prisoners/names.ts'
import { record } from '../production/productions.ts'
import { shiftRuleOf } from '../shift/rule.ts'
import type * as contract from './contract.ts'

type Act = contract.GateAct
type Result = OutputOf<typeof contract.sendGateActs>['results'][number]

/** Either the movement it made or ended, or what contradicts it and the movement that stands. */
type Outcome =
  | { readonly movementId: string }
  | { readonly codes: readonly contract.GateObstacle[]; readonly standing: string | null }

/**
 * Takes what was done at the gate, in its order. What was taken before is answered as it was then. What cannot be, because the record
 * says otherwise, is kept as it was done and shown beside the record; it changes nothing. So nothing that happened is lost, nothing happens
 * twice, and nothing is written over.
 */
export async function takeActs(
  tx: Tx,
  given: ParsedInputOf<typeof contract.sendGateActs>,
): Promise<{ results: Result[] }> {
  const prison = await prisonOf(tx, undefined)
  const { rows: own } = await sql<{ id: string }>`
    select id from custody.imprisonment where prison_id = ${prison.id}
       and id = any (${given.acts.map((act) => act.imprisonmentId)}::uuid[])`.execute(tx)
  const ours = new Set(own.map((row) => row.id))
  await takeTurns(tx, [...ours])
  // After the locks: whoever held them may have taken the same acts.
  const known = await knownOf(tx, prison.id, given)
  const rule = await shiftRuleOf(tx)
  const results: Result[] = []
  for (const act of given.acts) {
    const taken = known.get(act.id)
    if (taken !== undefined) {
      results.push(taken)
      continue
    }
    if (!ours.has(act.imprisonmentId)) {
      results.push({ id: act.id, outcome: 'unknown', codes: [] })
      continue
    }
    const outcome = await tried(tx, act, prison.id, rule.actHours)
    await keepAct(tx, act, prison.id, outcome)
    const result: Result = {
      id: act.id,
      outcome: 'codes' in outcome ? 'conflict' : 'done',
      codes: 'codes' in outcome ? [...outcome.codes] : [],
    }
    known.set(act.id, result)
    results.push(result)
  }
  return { results }
}

async function knownOf(
  tx: Tx,
  prisonId: number,
  given: ParsedInputOf<typeof contract.sendGateActs>,
): Promise<Map<string, Result>> {
  const { rows } = await sql<{
    id: string
    outcome: 'done' | 'conflict'
    conflict: contract.GateConflict | null
  }>`
    select id, outcome, conflict from custody.gate_act where prison_id = ${prisonId}
       and id = any (${given.acts.map((act) => act.id)}::uuid[])`.execute(tx)
  return new Map(
    rows.map((row) => [
      row.id,
      { id: row.id, outcome: row.outcome, codes: [...(row.conflict?.codes ?? [])] },
    ]),
  )
}

/** The moment it was done; a clock that runs ahead puts nothing into the future. */
const momentOf = (act: Act) => new Date(Math.min(Date.parse(act.doneAt), Date.now())).toISOString()

/** Carries an act out by itself: what the database refuses is undone for this one alone, and becomes a contradiction. */
async function tried(tx: Tx, act: Act, prisonId: number, actHours: number): Promise<Outcome> {
  await sql`savepoint gate_act`.execute(tx)
  try {
    const outcome = await carryOut(tx, act, prisonId, actHours)
    await sql`release savepoint gate_act`.execute(tx)
    return outcome
  } catch (error) {
    const code = obstacleOf(error)
    if (code === undefined) throw error
    await sql`rollback to savepoint gate_act`.execute(tx)
    return { codes: [code], standing: await standingMovement(tx, act.imprisonmentId) }
  }
}

const obstacleOfRefusal: Readonly<Record<string, contract.GateObstacle>> = {
  'custody.recorded-already': 'recorded',
  'custody.not-in': 'left',
  'custody-movement.out-already': 'out-already',
  'custody-identity-check.mistaken': 'mistaken',
  'custody-identity-check.not-compared': 'not-compared',
  'not-found': 'not-listed',
}

function obstacleOf(error: unknown): contract.GateObstacle | undefined {
  if (error instanceof Refusal) return obstacleOfRefusal[error.code]
  const { code, message } = error as { code?: string; message?: string }
  // The register's own triggers: somebody was elsewhere at that moment.
  if (code === '23514') return 'times-cross'
  if (code === '42501' && /row-level security/.test(message ?? '')) return 'not-yours'
  return undefined
}

async function carryOut(tx: Tx, act: Act, prisonId: number, actHours: number): Promise<Outcome> {
  const { rows } = await sql<{ state: string; ground: string | null; fresh: boolean }>`
    select state, release_ground as ground,
        ${momentOf(act)}::timestamptz > clock_timestamp() - make_interval(hours => ${actHours}) as fresh
      from custody.imprisonment where id = ${act.imprisonmentId}::uuid`.execute(tx)
  const stay = rows[0]!
  const against = (code: contract.GateObstacle) => contradicted(tx, act.imprisonmentId, code)
  if (stay.state !== 'in') return against(stay.ground === 'transfer' ? 'transferred' : 'left')
  if (!stay.fresh) return against('too-old')
  return act.kind === 'out' ? goesOut(tx, act, against) : comesBack(tx, act, prisonId, against)
}

type Against = (code: contract.GateObstacle) => Promise<Outcome>

async function contradicted(
  tx: Tx,
  imprisonmentId: string,
  code: contract.GateObstacle,
  standing?: string,
): Promise<Outcome> {
  return { codes: [code], standing: standing ?? (await standingMovement(tx, imprisonmentId)) }
}

async function goesOut(tx: Tx, act: Act, against: Against): Promise<Outcome> {
  const at = momentOf(act)
  const { rows } = await sql<{ state: string; outcome: string | null }>`
    select w.state, d.outcome from custody.warrant w
      left join custody.production d on d.warrant_id = w.id and d.on_date = ${dayOf(at)}::date
     where w.id = ${act.warrantId}::uuid and w.imprisonment_id = ${act.imprisonmentId}::uuid`.execute(tx)
  const listed = rows[0]
  if (listed === undefined || listed.state !== 'in-force') return against('not-listed')
  if (listed.outcome !== null) return against(listed.outcome === 'sent' ? 'recorded' : 'recorded-otherwise')
  await record(tx, {
    warrantId: act.warrantId ?? '',
    on: dayOf(at),
    outcome: 'sent',
    at,
    ...(act.hearingId === null ? {} : { hearingId: act.hearingId }),
  })
  return { movementId: (await standingMovement(tx, act.imprisonmentId)) ?? '' }
}

async function comesBack(tx: Tx, act: Act, prisonId: number, against: Against): Promise<Outcome> {
  const { rows } = await sql<{ id: string; kind: string; in_at: string | null; early: boolean }>`
    select m.id, m.kind, m.in_at, m.out_at > ${momentOf(act)}::timestamptz as early from custody.movement m
     where m.imprisonment_id = ${act.imprisonmentId}::uuid and m.id = coalesce(${act.movementId}::uuid,
       (select movement_id from custody.gate_act where id = ${act.outAct}::uuid and prison_id = ${prisonId} and outcome = 'done'))`.execute(
    tx,
  )
  const way = rows[0]
  // The going out that it follows was contradicted itself.
  if (way === undefined) return against('follows')
  if (way.in_at !== null) return contradicted(tx, act.imprisonmentId, 'recorded', way.id)
  if (way.kind === 'ESC') return against('at-large')
  if (way.kind === 'WAY') return against('on-road')
  if (way.early) return against('before-out')
  await endWay(tx, { id: way.id, kind: way.kind, imprisonmentId: act.imprisonmentId, at: momentOf(act) })
  return { movementId: way.id }
}

/** The latest movement out of or into the prison: what the record says of where the person is. */
async function standingMovement(tx: Tx, imprisonmentId: string): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`
    select id from custody.movement where imprisonment_id = ${imprisonmentId}::uuid and kind not in ('INT', 'ADM') and out_at is not null
     order by coalesce(in_at, 'infinity') desc, out_at desc limit 1`.execute(tx)
  return rows[0]?.id ?? null
}

async function keepAct(tx: Tx, act: Act, prisonId: number, outcome: Outcome): Promise<void> {
  const against = 'codes' in outcome
  const movementId = against ? outcome.standing : outcome.movementId
  const conflict: contract.GateConflict | null = against
    ? { codes: [...outcome.codes], record: movementId === null ? null : await recordOf(tx, movementId) }
    : null
  await sql`insert into custody.gate_act (id, jurisdiction, prison_id, imprisonment_id, kind, body, done_at, movement_id, outcome, conflict)
    values (${act.id}::uuid, ${standing(tx).jurisdiction}, ${prisonId}, ${act.imprisonmentId}::uuid, ${act.kind}, ${JSON.stringify(act)}::jsonb,
      ${momentOf(act)}::timestamptz, ${movementId}::uuid, ${against ? 'conflict' : 'done'},
      ${conflict === null ? null : JSON.stringify(conflict)}::jsonb)`.execute(tx)
}

/** A movement as it is shown beside what the gate did. */
async function recordOf(tx: Tx, movementId: string): Promise<NonNullable<contract.GateConflict['record']>> {
  const { rows } = await sql<{
    kind: NonNullable<contract.GateConflict['record']>['kind']
    out_at: string | null
    in_at: string | null
    destination: string | null
    unit_en: string | null
    unit_ur: string | null
    out_en: string | null
    out_ur: string | null
    in_en: string | null
    in_ur: string | null
  }>`select m.kind, m.out_at, m.in_at, m.destination, u.name_en as unit_en, u.name_ur as unit_ur, o.name_en as out_en, o.name_ur as out_ur,
       r.name_en as in_en, r.name_ur as in_ur
       from custody.movement m
       left join units.current_unit u on u.id = m.destination_id
       left join lateral custody.signed_by(m.recorded_by) o on true
       left join lateral custody.signed_by(m.returned_by) r on true
      where m.id = ${movementId}::uuid`.execute(tx)
  const row = rows[0]!
  return {
    kind: row.kind,
    outAt: row.out_at,
    inAt: row.in_at,
    destination:
      row.unit_en !== null
        ? bothOf(row.unit_en, row.unit_ur)
        : row.destination === null
          ? null
          : bothOf(row.destination, null),
    outBy: row.out_en === null ? null : bothOf(row.out_en, row.out_ur),
    inBy: row.in_en === null ? null : bothOf(row.in_en, row.in_ur),
  }
}
