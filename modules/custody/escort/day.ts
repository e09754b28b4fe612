import { sql } from 'kysely'
import { standing } from '#kernel/access'
import type { Tx } from '#platform/db'
import { refuse } from '#platform/http'
import type { OutputOf } from '#platform/http/contract'
import { juvenileBornAfter } from '../accommodation/sleepers.ts'
import { prisonOf } from '../prison-of.ts'
import { bothOf } from '../prisoners/names.ts'
import { productionsOn } from '../production/productions.ts'
import type * as contract from './contract.ts'
import {
  type Apart,
  breachesOf,
  type Obstacle,
  obstaclesTo,
  officersFor,
  type Strength,
  type Traveller,
  type Van,
} from './plan.ts'
import { nextPoint, type Point } from './way.ts'

/** A prisoner of the day with what the screens say of them. */
export interface OnTheWay extends contract.Seated {
  readonly traveller: Traveller
  /** What is still to be recorded: warrant and hearing. */
  readonly pending: readonly { readonly warrantId: string; readonly hearingId: string | null }[]
  readonly runId: string | null
  readonly byVideo: boolean
}

export interface Rule extends Strength {
  readonly reviewMonths: number
  readonly fromOn: string
  readonly source: { readonly en: string; readonly ur: string }
  readonly refer: boolean
}

export interface RunOfDay {
  readonly van: Van
  readonly plate: string
  readonly kind: contract.Run['kind']
  readonly sentBy: string
  readonly officers: contract.Run['officers']
  readonly point: Point | null
  readonly missing: number
}

/** Everything a plan turns on, read at one moment. */
export interface Day {
  readonly prisonId: number
  readonly on: string
  readonly rule: Rule | null
  readonly people: readonly OnTheWay[]
  readonly runs: readonly RunOfDay[]
  readonly apart: Apart
}

/** The rule of the reader's province on a day; none where none has begun. */
export async function ruleOn(tx: Tx, on: string): Promise<Rule | null> {
  const { rows } = await sql<Rule>`
    select least, prisoners_per_officer as "prisonersPerOfficer", for_high_alone as "forHighAlone", for_high as "forHigh",
      review_months as "reviewMonths", from_on as "fromOn", jsonb_build_object('en', source_en, 'ur', source_ur) as source, refer
      from custody.escort_rule where jurisdiction = ${standing(tx).jurisdiction} and from_on <= ${on}::date
     order by from_on desc, set_at desc limit 1`.execute(tx)
  return rows[0] ?? null
}

export async function dayOfEscorts(tx: Tx, prisonId: number, on: string): Promise<Day> {
  const people = await peopleOf(tx, prisonId, on)
  return {
    prisonId,
    on,
    rule: await ruleOn(tx, on),
    people,
    runs: await runsOf(tx, prisonId, on),
    apart: await apartOf(tx, prisonId, people),
  }
}

interface PersonRow {
  id: string
  number: number
  year: number
  name_en: string | null
  name_ur: string | null
  father_en: string | null
  father_ur: string | null
  sex: Traveller['sex'] | null
  birth_date: string | null
  class: Traveller['risk'] | null
  fit: boolean
  run_id: string | null
}

/** Whoever is on the day's production list or has a seat, each once, with all their courts of that day. */
async function peopleOf(tx: Tx, prisonId: number, on: string): Promise<OnTheWay[]> {
  const { courts } = await productionsOn(tx, on)
  const listed = new Map<
    string,
    { court: (typeof courts)[number]; row: (typeof courts)[number]['rows'][number] }[]
  >()
  for (const court of courts)
    for (const row of court.rows)
      listed.set(row.imprisonmentId, [...(listed.get(row.imprisonmentId) ?? []), { court, row }])
  const { rows } = await sql<PersonRow>`
    select i.id, i.number, i.year, p.name_en, p.name_ur, p.father_en, p.father_ur, p.sex, p.birth_date, r.class, s.run_id,
      not exists (select 1 from custody.fitness f where f.imprisonment_id = i.id and f.kind = 'travel' and not f.fit
        and f.superseded_at is null and (f.until_on is null or f.until_on >= ${on}::date)) as fit
      from custody.imprisonment i
      join people.record p on p.id = i.record_id
      left join custody.escort_seat s on s.imprisonment_id = i.id and s.on_date = ${on}::date and s.taken_out_at is null
      left join lateral (select class from custody.risk_assessment r where r.imprisonment_id = i.id order by r.assessed_at desc limit 1) r on true
     where i.prison_id = ${prisonId} and (i.id = any (${[...listed.keys()]}::uuid[]) or s.id is not null)
     order by i.year, i.number`.execute(tx)
  const places = await destinationsOf(
    tx,
    courts.flatMap(({ courtId }) => (courtId === null ? [] : [courtId])),
  )
  const bornAfter = await juvenileBornAfter(tx)
  return rows.map((row) => {
    const own = listed.get(row.id) ?? []
    const open = own.filter(({ row: each }) => each.production === null && each.video === null)
    const sent = own.some(({ row: each }) => each.production?.outcome === 'sent')
    const first = (open[0] ?? own[0])?.court
    const place = first?.courtId == null ? undefined : places.get(first.courtId)
    const outcomes = own.flatMap(({ row: each }) => (each.production === null ? [] : [each.production]))
    const seen = {
      imprisonmentId: row.id,
      number: `${row.number}/${row.year}`,
      name: bothOf(row.name_en, row.name_ur),
      father: row.father_en === null && row.father_ur === null ? null : bothOf(row.father_en, row.father_ur),
      sex: row.sex ?? 'X',
      juvenile: row.birth_date !== null && row.birth_date > bornAfter,
      risk: row.class ?? 'medium',
      assessed: row.class !== null,
      fit: row.fit,
      destination: place?.name ?? { en: '', ur: '' },
      courts: own.map(({ court }) => court.court),
      warrantIds: own.map(({ row: each }) => each.warrantId),
      outcome: sent ? ('sent' as const) : open.length > 0 ? null : (outcomes[0]?.outcome ?? null),
      back: sent && outcomes.every(({ outcome, backAt }) => outcome !== 'sent' || backAt !== null),
    }
    return {
      ...seen,
      traveller: {
        id: row.id,
        sex: seen.sex,
        juvenile: seen.juvenile,
        risk: seen.risk,
        fit: seen.fit,
        listed: open.length > 0 || sent,
        destination: String(place?.id ?? ''),
        court: String(first?.courtId ?? ''),
      },
      pending: open.map(({ row: each }) => ({ warrantId: each.warrantId, hearingId: each.hearingId })),
      runId: row.run_id,
      byVideo: own.length > 0 && open.length === 0 && own.some(({ row: each }) => each.video !== null),
    }
  })
}

/** Where a court is: its district, whose courts sit together and share a lock-up. */
async function destinationsOf(
  tx: Tx,
  courtIds: readonly number[],
): Promise<Map<number, { id: number; name: { en: string; ur: string } }>> {
  const { rows } = await sql<{ court: number; id: number; name_en: string; name_ur: string }>`
    select r.descendant_id as court, d.id, d.name_en, d.name_ur from units.reach r
      join units.current_unit d on d.id = r.ancestor_id and d.kind = 'district'
     where r.hierarchy = 'territory' and r.descendant_id = any (${[...courtIds]}::integer[])`.execute(tx)
  return new Map(rows.map((row) => [row.court, { id: row.id, name: { en: row.name_en, ur: row.name_ur } }]))
}

async function runsOf(tx: Tx, prisonId: number, on: string): Promise<RunOfDay[]> {
  const { rows } = await sql<{
    id: string
    plate: string
    kind: contract.Run['kind']
    seats: number
    secure_seats: number
    women_seats: number
    in_service: boolean
    sent_by: string
    officers: contract.Run['officers']
    strength: number
    has_woman: boolean
    point: Point | null
    missing: number
  }>`select r.id, v.plate, v.kind, f.seats, f.secure_seats, f.women_seats, f.in_service, p.sent_by, p.officers, p.strength, p.has_woman,
       h.point, coalesce(h.missing, 0) as missing
       from custody.escort_run r
       join custody.vehicle v on v.id = r.vehicle_id
       join custody.escort_party p on p.id = r.party_id
       join lateral (select * from custody.vehicle_fitting f where f.vehicle_id = v.id and f.from_on <= r.on_date
         order by f.from_on desc, f.set_at desc limit 1) f on true
       left join lateral (select h.point, (select count(*)::integer from custody.escort_count c where c.handover_id = h.id and c.state = 'missing') as missing
         from custody.escort_handover h where h.run_id = r.id order by h.at desc limit 1) h on true
      where r.prison_id = ${prisonId} and r.on_date = ${on}::date and r.cancelled_at is null order by r.position, r.planned_at`.execute(
    tx,
  )
  return rows.map((row) => ({
    van: {
      id: row.id,
      inService: row.in_service,
      seats: row.seats,
      secureSeats: row.secure_seats,
      womenSeats: row.women_seats,
      strength: row.strength,
      hasWoman: row.has_woman,
      left: row.point !== null,
    },
    plate: row.plate,
    kind: row.kind,
    sentBy: row.sent_by,
    officers: row.officers,
    point: row.point,
    missing: row.missing,
  }))
}

async function apartOf(tx: Tx, prisonId: number, people: readonly OnTheWay[]): Promise<Apart> {
  const { rows } = await sql<{ one: string; other: string }>`
    select one, other from custody.apart_on_the_way(${prisonId}, ${people.map((one) => one.imprisonmentId)}::uuid[])`.execute(
    tx,
  )
  const pairs = new Set(rows.flatMap(({ one, other }) => [`${one} ${other}`, `${other} ${one}`]))
  return (one, other) => pairs.has(`${one} ${other}`)
}

/** Whether somebody went to court by another press, and is still out or has nothing more to go for. */
export const wentOtherwise = (one: OnTheWay): boolean =>
  one.outcome === 'sent' && (!one.back || one.pending.length === 0)

/**
 * Who rides in a run: those with a seat in it. Until it leaves, whoever went otherwise is not among them: counted as there at
 * the gate, they would have been handed over by one who never had them.
 */
export function aboardOf(day: Day, runId: string): OnTheWay[] {
  const left = day.runs.some(({ van }) => van.id === runId && van.left)
  return day.people.filter((one) => one.runId === runId && (left || !wentOtherwise(one)))
}

const shown = ({ traveller: _, pending: _p, runId: _r, byVideo: _v, ...seen }: OnTheWay): contract.Seated =>
  seen

export function runShown(day: Day, run: RunOfDay): contract.Run {
  const aboard = aboardOf(day, run.van.id)
  const load = aboard.map(({ traveller }) => traveller)
  const { left, id, ...van } = run.van
  return {
    id,
    ...van,
    plate: run.plate,
    kind: run.kind,
    sentBy: run.sentBy,
    officers: run.officers,
    needed: day.rule === null ? 0 : officersFor(load, day.rule),
    aboard: aboard.map(shown),
    breaches: left || day.rule === null ? [] : breachesOf(load, run.van, day.rule, day.apart),
    point: run.point,
    missing: run.missing,
  }
}

/** Why a prisoner cannot ride in a run, whether they sit in it now or not. */
export function obstaclesIn(day: Day, one: OnTheWay, run: RunOfDay, rule: Strength): Obstacle[] {
  const others = aboardOf(day, run.van.id).filter((each) => each !== one)
  return obstaclesTo(
    one.traveller,
    others.map(({ traveller }) => traveller),
    run.van,
    rule,
    day.apart,
  )
}

/** What non-production is likely to be for, from what stood against a seat. */
function offeredReason(
  one: OnTheWay,
  why: readonly (readonly Obstacle[])[],
): OutputOf<typeof contract.getEscortDay>['waiting'][number]['offered'] {
  if (!one.fit) return 'ill'
  if (
    why.length === 0 ||
    why.every((codes) =>
      codes.some((code) => ['full', 'left', 'out-of-service', 'destination'].includes(code)),
    )
  )
    return 'no-vehicle'
  if (why.every((codes) => codes.some((code) => ['strength', 'no-woman-officer'].includes(code))))
    return 'no-escort'
  return 'security'
}

/** @throws not-found when the reader does not reach that prison */
export async function readDay(
  tx: Tx,
  { on, prisonId }: { on: string; prisonId?: number | undefined },
): Promise<OutputOf<typeof contract.getEscortDay>> {
  const { prisons, ...prison } = await prisonOf(tx, prisonId)
  const day = await dayOfEscorts(tx, prison.id, on)
  const { rule } = day
  const waiting = day.people.filter(
    (one) => one.runId === null && one.pending.length > 0 && one.outcome === null,
  )
  const { rows: free } = await sql<{ id: string; plate: string; seats: number }>`
    select v.id, v.plate, f.seats from custody.vehicle v
      join lateral (select * from custody.vehicle_fitting f where f.vehicle_id = v.id and f.from_on <= ${on}::date
        order by f.from_on desc, f.set_at desc limit 1) f on f.in_service
     where v.prison_id = ${prison.id} and not exists (${inUse(sql`r.vehicle_id = v.id`, on)}) order by v.plate`.execute(
    tx,
  )
  const { rows: parties } = await sql<OutputOf<typeof contract.getEscortDay>['freeParties'][number]>`
    select p.id, p.sent_by as "sentBy", p.officers -> 0 ->> 'name' as leader, p.strength, p.has_woman as "hasWoman"
      from custody.escort_party p where p.prison_id = ${prison.id} and p.on_date = ${on}::date
       and not exists (${inUse(sql`r.party_id = p.id`, on)}) order by p.recorded_at`.execute(tx)
  return {
    runs: day.runs.map((run) => runShown(day, run)),
    prison,
    prisons,
    on,
    rule: ruleShown(rule),
    waiting: waiting.map((one) => {
      const why =
        rule === null
          ? []
          : day.runs.map((run) => ({ plate: run.plate, obstacles: obstaclesIn(day, one, run, rule) }))
      return {
        ...shown(one),
        why,
        offered: offeredReason(
          one,
          why.map(({ obstacles }) => obstacles),
        ),
      }
    }),
    byVideo: day.people.filter((one) => one.byVideo).length,
    recorded: day.people.filter((one) => one.outcome === 'not-produced').length,
    freeVehicles: free,
    freeParties: parties,
  }
}

/** Runs of a day that hold a vehicle or a party: not cancelled, and not back yet. `which` speaks of run `r`. */
export const inUse = (which: ReturnType<typeof sql>, on: string) => sql`
  select 1 from custody.escort_run r where ${which} and r.on_date = ${on}::date and r.cancelled_at is null
    and not exists (select 1 from custody.escort_handover h where h.run_id = r.id and h.point = 'gate-in')`

export function ruleShown(rule: Rule | null): OutputOf<typeof contract.getEscortDay>['rule'] {
  if (rule === null) return null
  const { reviewMonths: _, ...told } = rule
  return told
}

export interface HandedOver {
  readonly point: Point
  readonly at: string
  readonly receivedBy: string
  readonly recordedBy: { en: string; ur: string } | null
  readonly counts: { imprisonmentId: string; state: contract.CountState; identified: boolean }[]
}

/** The points a run has passed, in order. */
export async function handoversOf(tx: Tx, runId: string): Promise<HandedOver[]> {
  const { rows } = await sql<HandedOver>`
    select h.point, h.at, h.received_by as "receivedBy",
      (select jsonb_build_object('en', s.name_en, 'ur', s.name_ur) from custody.signed_by(h.recorded_by) s) as "recordedBy",
      (select coalesce(jsonb_agg(jsonb_build_object('imprisonmentId', c.imprisonment_id, 'state', c.state,
        'identified', c.identified)), '[]')
         from custody.escort_count c where c.handover_id = h.id) as counts
      from custody.escort_handover h where h.run_id = ${runId}::uuid order by h.at`.execute(tx)
  return rows
}

/** The same as the reckoning takes it. */
export const countsOf = (handovers: readonly HandedOver[]) =>
  handovers.map(({ point, counts }) => ({
    point,
    states: new Map(counts.map(({ imprisonmentId, state }) => [imprisonmentId, state])),
  }))

/** Of which prison and day a run is. @throws not-found */
export async function headOf(tx: Tx, runId: string): Promise<{ prisonId: number; on: string }> {
  const { rows } = await sql<{ prison_id: number; on_date: string }>`
    select prison_id, on_date from custody.escort_run where id = ${runId}::uuid and cancelled_at is null`.execute(
    tx,
  )
  if (rows[0] === undefined) throw refuse('not-found')
  return { prisonId: rows[0].prison_id, on: rows[0].on_date }
}

/** @throws not-found */
export async function readRun(
  tx: Tx,
  { runId }: { runId: string },
): Promise<OutputOf<typeof contract.getRun>> {
  const { prisonId, on } = await headOf(tx, runId)
  const day = await dayOfEscorts(tx, prisonId, on)
  const run = day.runs.find(({ van }) => van.id === runId)
  if (run === undefined) throw refuse('not-found')
  const handovers = await handoversOf(tx, runId)
  const point = nextPoint(handovers)
  const { rows } = await sql<{ name_en: string; name_ur: string; today: string; receiver: string | null }>`
    select u.name_en, u.name_ur, workflow.today() as today,
      (select h.received_by from custody.escort_handover h where h.prison_id = ${prisonId} and h.point = ${point ?? 'gate-in'}
        order by h.at desc limit 1) as receiver
      from units.current_unit u where u.id = ${prisonId}`.execute(tx)
  const leader = run.officers[0]
  return {
    prison: bothOf(rows[0]!.name_en, rows[0]!.name_ur),
    on,
    today: rows[0]!.today === on,
    run: runShown(day, run),
    rule: ruleShown(day.rule),
    handovers,
    // The escort takes them at the gate and from the lock-up; who has the lock-up and the gate is likely who had it last.
    receiver:
      (point === 'gate-out' || point === 'court-out') && leader !== undefined
        ? `${leader.rank} ${leader.name} ${leader.belt}`
        : (rows[0]!.receiver ?? ''),
  }
}
