import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { getParty } from '#kernel/cases'
import { bailOf, type ReleaseOrder, releaseOrdersOf } from '#modules/courts'
import type { Tx } from '#platform/db'
import { refuse } from '#platform/http'
import { prove, today } from '../law-of-prison.ts'
import type { GateCheck } from './contract.ts'

type Status = 'UNDER_TRIAL' | 'BAIL_GRANTED' | 'CONVICTED' | 'ACQUITTED' | 'DISCHARGED'

interface WarrantRow {
  id: string
  kind: 'remand' | 'conviction'
  source: 'court' | 'paper'
  party_id: string | null
  fir_number: number | null
  fir_year: number | null
  station: string | null
  sections: string
  /** From when it holds: the day of issue, or of the sentence that followed. Orders and licences of before are about another time. */
  holds_from: string
  state: 'in-force' | 'ended'
  ended_ground: string | null
}

/** What a release order means for the case it was made in. */
const statusOfGround: Record<ReleaseOrder['ground'], Status> = {
  bail: 'BAIL_GRANTED',
  'sentence-suspended': 'BAIL_GRANTED',
  acquittal: 'ACQUITTED',
  compromise: 'ACQUITTED',
  discharge: 'DISCHARGED',
}

/**
 * Whether a prisoner may leave now: every case they are held in, every hold, and whether each order was verified with its court.
 * What is not known to be done is not done. Nothing is written: whoever proposes, approves or opens the gate asks anew.
 */
export async function checkGate(tx: Tx, imprisonmentId: string): Promise<GateCheck> {
  const { rows: warrants } = await sql<WarrantRow>`
    select w.id, w.kind, w.source, w.party_id, w.fir_number, w.fir_year, u.code as station, w.sections, w.state, w.ended_ground,
        greatest(w.issued_on, w.sentenced_on) as holds_from
      from custody.warrant w left join units.unit u on u.id = w.station_id
     where w.imprisonment_id = ${imprisonmentId}::uuid order by w.issued_on, w.created_at, w.id`.execute(tx)
  const { rows: holds } = await sql<{ id: string; kind: string; source: string; until: string | null }>`
    select id, kind, source, until from custody.hold where imprisonment_id = ${imprisonmentId}::uuid and lifted_at is null
     order by placed_on, id`.execute(tx)
  const { rows: licences } = await sql<{
    order_number: string
    order_on: string
    authority: string
    from_on: string
    issued: boolean
    conditions: string[]
  }>`select order_number, order_on, authority, from_on, state = 'issued' as issued, conditions
       from custody.licence where imprisonment_id = ${imprisonmentId}::uuid and state in ('to-verify', 'issued')`.execute(
    tx,
  )
  const licence = licences[0]
  const { rows: dates } = await sql<{ due_release: string; state: string }>`
    select due_release, state from custody.release_date
     where imprisonment_id = ${imprisonmentId}::uuid and state in ('computed', 'proposed', 'confirmed')`.execute(
    tx,
  )
  const { rows: used } = await sql<{ id: string }>`
    select jsonb_array_elements_text(gate -> 'orders') as id from custody.release where imprisonment_id = ${imprisonmentId}::uuid`.execute(
    tx,
  )
  const expiry = dates[0]?.state === 'confirmed' ? dates[0].due_release : undefined
  const usedHere = new Set(used.map((one) => one.id))
  const cases = []
  const orders: string[] = []
  for (const [index, warrant] of warrants.entries()) {
    const one = await standingOf(tx, warrant, usedHere)
    if (one.order !== null && one.fact.robkarVerified === true) orders.push(one.order.id)
    cases.push({ ...one, warrant, label: labelOf(warrant, index) })
  }
  const asOf = await today(tx)
  const proven = prove(tx, 'release-gate', {
    asOf,
    cases: cases.map(({ label, fact, warrant }) => ({
      id: label,
      ...fact,
      ...(fact.status === 'CONVICTED' && expiry !== undefined ? { expiry } : {}),
      // An order not yet verified opens nothing, and none opens for a sentence passed after it.
      ...(fact.status === 'CONVICTED' && licence?.issued === true && warrant.holds_from <= licence.order_on
        ? { licenceFrom: licence.from_on }
        : {}),
    })),
    holds: [
      ...holds.map((hold) => ({ kind: hold.kind, ...(hold.until === null ? {} : { until: hold.until }) })),
      // A person of whom no warrant is known here may be held by one that was never entered.
      ...(warrants.length === 0 ? [{ kind: 'NO_WARRANT_ON_RECORD' }] : []),
    ],
  })
  const blockers = proven.result.blockers as string[]
  return {
    releasable: proven.result.releasable === true,
    asOf,
    cases: cases.map(({ warrant, label, fact, order }) => ({
      warrantId: warrant.id,
      label,
      sections: warrant.sections,
      status: fact.status,
      blocker: blockers.find((one) => one.startsWith(`${label}:`))?.slice(label.length + 1) ?? null,
      order:
        order === null
          ? null
          : {
              id: order.id,
              number: `${order.number}/${order.year}`,
              ground: order.ground,
              court: { en: order.courtEn, ur: order.courtUr },
              issuedOn: order.issuedOn,
              verified: fact.robkarVerified === true,
            },
    })),
    holds: [
      ...holds.map((hold) => ({ ...hold, blocks: blockers.includes(hold.kind) })),
      ...(warrants.length === 0
        ? [{ id: null, kind: 'NO_WARRANT_ON_RECORD', source: '', until: null, blocks: true }]
        : []),
    ],
    dueRelease:
      dates[0] === undefined ? null : { date: dates[0].due_release, confirmed: expiry !== undefined },
    licence:
      licence === undefined
        ? null
        : {
            order: licence.order_number,
            authority: licence.authority,
            orderedOn: licence.order_on,
            from: licence.from_on,
            verified: licence.issued,
            conditions: licence.conditions,
          },
    orders,
    steps: [...proven.steps],
    packCode: proven.packCode,
    packVersion: proven.packVersion,
    hash: hashOf(proven.inputs, blockers),
  }
}

interface Fact {
  status: Status
  suretyAccepted?: boolean
  robkarVerified?: boolean
}

async function standingOf(
  tx: Tx,
  warrant: WarrantRow,
  usedHere: ReadonlySet<string>,
): Promise<{ fact: Fact; order: ReleaseOrder | null }> {
  if (warrant.party_id === null) return { fact: paperFact(warrant), order: null }
  const party = await getParty(tx, warrant.party_id)
  const order =
    (await releaseOrdersOf(tx, warrant.party_id)).find(
      (one) => one.state !== 'cancelled' && one.issuedOn >= warrant.holds_from,
    ) ?? null
  const verified =
    order !== null && (order.state === 'verified' || (order.state === 'used' && usedHere.has(order.id)))
  const withOrder = (status: Status): { fact: Fact; order: ReleaseOrder | null } => ({
    fact: { status, robkarVerified: verified && order !== null && statusOfGround[order.ground] === status },
    order,
  })
  if (party.outcome === 'acquitted') return withOrder('ACQUITTED')
  if (party.outcome === 'discharged') return withOrder('DISCHARGED')
  if (warrant.kind === 'conviction' || party.outcome === 'convicted') {
    if (order?.ground === 'sentence-suspended')
      return { fact: { status: 'BAIL_GRANTED', suretyAccepted: true, robkarVerified: verified }, order }
    return { fact: { status: 'CONVICTED' }, order }
  }
  const bail = await bailOf(tx, warrant.party_id)
  if (bail !== null || order?.ground === 'bail')
    return {
      fact: {
        status: 'BAIL_GRANTED',
        // An order without bail in force behind it, as when the court has cancelled it since, opens nothing.
        suretyAccepted: bail?.suretyAccepted === true,
        robkarVerified: verified,
      },
      order,
    }
  if (order !== null) return withOrder(statusOfGround[order.ground])
  return { fact: { status: 'UNDER_TRIAL' }, order: null }
}

function paperFact(warrant: WarrantRow): Fact {
  if (warrant.state === 'in-force')
    return { status: warrant.kind === 'conviction' ? 'CONVICTED' : 'UNDER_TRIAL' }
  const ground = warrant.ended_ground
  if (ground === 'bail' || ground === 'sentence-suspended')
    return { status: 'BAIL_GRANTED', suretyAccepted: true, robkarVerified: true }
  return { status: ground === 'discharge' ? 'DISCHARGED' : 'ACQUITTED', robkarVerified: true }
}

function labelOf(warrant: WarrantRow, index: number): string {
  const fir = warrant.fir_number === null ? warrant.sections : `${warrant.fir_number}/${warrant.fir_year}`
  return `${index + 1}. ${fir}${warrant.station === null ? '' : ` ${warrant.station}`}`
}

function hashOf(inputs: unknown, blockers: unknown): string {
  return createHash('sha256')
    .update(JSON.stringify([inputs, blockers]))
    .digest('hex')
}

/** @throws custody.gate-shut naming what stands in the way */
export function refuseIfShut(gate: GateCheck): void {
  if (gate.releasable) return
  const blockers = [
    ...gate.cases.flatMap((one) => (one.blocker === null ? [] : [`${one.label} ${one.blocker}`])),
    ...gate.holds.flatMap((hold) => (hold.blocks ? [hold.kind] : [])),
  ]
  throw refuse('custody.gate-shut', { blockers: blockers.join('; '), count: blockers.length })
}
