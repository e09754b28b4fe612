import { sql } from 'kysely'
import { outcomesOfParties } from '#kernel/cases'
import { custodyOrdersOf } from '#modules/courts'
import type { Tx } from '#platform/db'
import type { CaseOfPrisoner, CustodyOfPrisoner, DateOfPrisoner, HoldOfPrisoner } from './basis.ts'

export interface Prisoner {
  readonly id: string
  readonly number: string
  readonly category: string
}

interface WarrantRow {
  id: string
  imprisonment_id: string
  kind: 'remand' | 'conviction'
  party_id: string | null
  label: string
  state: 'in-force' | 'ended'
  holds_from: string
  next_production: string | null
  bail_due: string | null
}

interface HoldRow {
  imprisonment_id: string
  id: string
  kind: string
  source: string
  placed_on: string
  until: string | null
  money_kind: 'diyat' | 'arsh' | 'daman' | 'surety' | null
  left: number | null
}

interface DateRow {
  imprisonment_id: string
  due: string
  state: string
  inputs: { sentences?: { fine?: { amount: number; payments?: { amount: number }[] } }[] }
  substantive: string
  floor: string | null
  if_granted: string | null
}

/** The papers of a page of prisoners, with as many queries as for one. */
export async function gatherCustody(
  tx: Tx,
  prisoners: readonly Prisoner[],
): Promise<Map<string, CustodyOfPrisoner>> {
  const ids = prisoners.map(({ id }) => id)
  const { rows: warrants } = await sql<WarrantRow>`
    select w.id, w.imprisonment_id, w.kind, w.party_id, w.state, greatest(w.issued_on, w.sentenced_on) as holds_from, w.next_production, b.eligible_from as bail_due,
      coalesce(w.fir_number || '/' || w.fir_year || coalesce(' ' || u.code, ''), w.sections) as label
      from custody.warrant w left join units.unit u on u.id = w.station_id
      left join custody.bail_clock b on b.warrant_id = w.id and b.superseded_at is null and b.standing = 'counting'
     where w.imprisonment_id = any (${ids}::uuid[]) order by w.issued_on, w.created_at, w.id`.execute(tx)
  const { rows: holds } = await sql<HoldRow>`
    select h.imprisonment_id, h.id, h.kind, h.source, h.placed_on, h.until, m.kind as money_kind,
      greatest(0, m.amount - coalesce((select sum(p.amount) from custody.money_payment p where p.money_due_id = m.id), 0))::float8 as left
      from custody.hold h left join custody.money_due m on m.hold_id = h.id
     where h.imprisonment_id = any (${ids}::uuid[]) and h.lifted_at is null order by h.placed_on, h.id`.execute(
    tx,
  )
  const { rows: dates } = await sql<DateRow>`
    select imprisonment_id, due_release as due, state, inputs, result ->> 'substantiveExpiry' as substantive,
      result ->> 'lifeFloorDate' as floor, result -> 'ifSetOffGranted' ->> 'dueRelease' as if_granted
      from custody.release_date where imprisonment_id = any (${ids}::uuid[]) and state in ('computed', 'proposed', 'confirmed')`.execute(
    tx,
  )
  const { rows: asked } = await sql<{ imprisonment_id: string }>`
    select distinct imprisonment_id from custody.court_question
     where imprisonment_id = any (${ids}::uuid[]) and answered_at is null`.execute(tx)
  const parties = warrants.flatMap((one) =>
    one.party_id === null || one.state === 'ended' ? [] : [one.party_id],
  )
  const orders = await custodyOrdersOf(tx, parties)
  const outcomes = await outcomesOfParties(tx, parties)
  const warrantsOf = Map.groupBy(warrants, (row) => row.imprisonment_id)
  const holdsOf = Map.groupBy(holds, (row) => row.imprisonment_id)
  const dateOf = new Map(dates.map((row) => [row.imprisonment_id, row]))
  const askedOf = new Set(asked.map((row) => row.imprisonment_id))
  const caseOf = (row: WarrantRow): CaseOfPrisoner => {
    const ofCourt = row.party_id === null ? undefined : orders.get(row.party_id)
    const days = [row.next_production, ofCourt?.remandTo, ofCourt?.listedOn].filter((day) => day != null)
    return {
      warrantId: row.id,
      label: row.label,
      kind: row.kind,
      inForce: row.state === 'in-force',
      holdsFrom: row.holds_from,
      until: days.sort().at(-1) ?? null,
      outcome: (row.party_id === null ? null : outcomes.get(row.party_id)?.outcome) ?? null,
      orders: ofCourt ?? null,
      bailDueFrom: row.bail_due,
    }
  }
  return new Map(
    prisoners.map(({ id, category }) => {
      const date = dateOf.get(id)
      return [
        id,
        {
          cases: (warrantsOf.get(id) ?? []).map(caseOf),
          holds: (holdsOf.get(id) ?? []).map(holdOf),
          condemned: category === 'condemned',
          date: date === undefined ? null : dateFrom(date),
          asked: askedOf.has(id),
        },
      ]
    }),
  )
}

function holdOf(row: HoldRow): HoldOfPrisoner {
  return {
    id: row.id,
    kind: row.kind,
    paper: row.source,
    placedOn: row.placed_on,
    until: row.until,
    money: row.money_kind === null || row.left === null ? null : { kind: row.money_kind, left: row.left },
  }
}

function dateFrom(row: DateRow): DateOfPrisoner {
  return {
    due: row.due,
    confirmed: row.state === 'confirmed',
    substantiveExpiry: row.substantive,
    lifeFloor: row.floor,
    ifSetOffGranted: row.if_granted,
    unpaid: (row.inputs.sentences ?? []).reduce((sum, { fine }) => sum + unpaidOf(fine), 0),
  }
}

function unpaidOf(fine: { amount: number; payments?: { amount: number }[] } | undefined): number {
  if (fine === undefined) return 0
  return Math.max(0, fine.amount - (fine.payments ?? []).reduce((sum, { amount }) => sum + amount, 0))
}
