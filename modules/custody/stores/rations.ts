import { sql } from 'kysely'
import { may, standing } from '#kernel/access'
import type { Tx } from '#platform/db'
import { refuse } from '#platform/http'
import type { OutputOf, ParsedInputOf } from '#platform/http/contract'
import { violates } from '../accounts/book.ts'
import { rupeesOf } from '../accounts/paisa.ts'
import { today } from '../law-of-prison.ts'
import { prisonOf } from '../prison-of.ts'
import { firstExpired, type LotLeft } from './first-expired.ts'
import type * as contract from './rations-contract.ts'
import { enterIssues } from './stock.ts'

type Rations = OutputOf<typeof contract.getRations>
type Indent = NonNullable<Rations['indent']>
type Line = Indent['lines'][number]
/** As read: the cost in paisa, and whether some lot of it has no price. */
type Unpriced = Omit<Indent, 'cost' | 'perHead' | 'lines'> & { lines: (Line & { unpriced: boolean })[] }

export async function read(tx: Tx, given: ParsedInputOf<typeof contract.getRations>): Promise<Rations> {
  const { prisons, ...prison } = await prisonOf(tx, given.prisonId)
  const { jurisdiction } = standing(tx)
  const { rows: rules } = await sql<NonNullable<Rations['rule']>>`
    select fed_at_court as "fedAtCourt", nursing_months as "nursingMonths", jsonb_build_object('en', source_en, 'ur', source_ur) as source, refer
      from custody.diet_rule where jurisdiction = ${jurisdiction} and from_on <= ${given.on}::date order by from_on desc limit 1`.execute(
    tx,
  )
  const { rows: scale } = await sql<Rations['scale'][number]>`
    select s.diet, s.good, g.unit, s.quantity::float8 as quantity from custody.scale_on(${jurisdiction}, ${given.on}::date) s
      join custody.ration_good g on g.code = s.good where s.quantity > 0 order by g.position`.execute(tx)
  const { rows: seasons } = await sql<{ season: Rations['season'] }>`
    select custody.season_on(${jurisdiction}, ${given.on}::date) as season`.execute(tx)
  const { rows } = await sql<Unpriced>`
    select n.id, jsonb_build_object('at', n.drawn_at, 'by', (select jsonb_build_object('en', s.name_en, 'ur', s.name_ur) from custody.signed_by(n.drawn_by) s)) as drawn,
      case when n.issued_at is not null then jsonb_build_object('at', n.issued_at, 'own', n.issued_by = access.account(),
        'by', (select jsonb_build_object('en', s.name_en, 'ur', s.name_ur) from custody.signed_by(n.issued_by) s)) end as issued,
      case when n.received_at is not null then jsonb_build_object('at', n.received_at, 'cook', n.cook, 'remarks', n.cook_remarks,
        'by', (select jsonb_build_object('en', s.name_en, 'ur', s.name_ur) from custody.signed_by(n.received_by) s)) end as received,
      n.on_roll as "onRoll", n.away,
      (select coalesce(jsonb_agg(jsonb_build_object('diet', h.diet, 'heads', h.heads)), '[]') from custody.ration_head h where h.indent_id = n.id) as heads,
      (select coalesce(jsonb_agg(jsonb_build_object('good', l.good, 'unit', g.unit, 'quantity', l.quantity, 'issued', l.issued, 'why', l.why,
          'inStore', coalesce(s.left_over, 0), 'cost', c.cost, 'unpriced', coalesce(c.unpriced, false)) order by g.position), '[]')
        from custody.ration_line l join custody.ration_good g on g.code = l.good
        left join lateral (select sum(t.quantity) as left_over from custody.store_item i join custody.store_lot t on t.item_id = i.id
          where i.prison_id = n.prison_id and i.good = l.good and coalesce(t.expires_on, 'infinity') >= workflow.today()) s on true
        left join lateral (select sum(-e.quantity * t.price) as cost, bool_or(t.price is null) as unpriced from custody.store_entry e
          join custody.store_item i on i.id = e.item_id and i.good = l.good join custody.store_lot t on t.id = e.lot_id
          where e.indent_id = n.id and e.kind in ('issue', 'return')) c on true
        where l.indent_id = n.id) as lines
      from custody.ration_indent n where n.prison_id = ${prison.id} and n.on_date = ${given.on}::date and n.superseded_at is null`.execute(
    tx,
  )
  const found = rows[0]
  return {
    prison,
    prisons,
    on: given.on,
    season: seasons[0]!.season,
    rule: rules[0] ?? null,
    scale,
    indent: found === undefined ? null : priced(found),
  }
}

/** What was issued at the prices of its lots; of a line one of whose lots has no price nothing is said, nor of the whole. */
function priced(found: Unpriced): Indent {
  const lines = found.lines.map(({ unpriced, cost, ...line }) => ({
    ...line,
    cost: unpriced || cost === null ? null : rupeesOf(Math.round(cost)),
  }))
  const heads = found.heads.reduce((sum, one) => sum + one.heads, 0)
  const known = found.issued !== null && lines.every((line) => line.cost !== null || line.issued === 0)
  const cost = known ? Math.round(lines.reduce((sum, line) => sum + (line.cost ?? 0), 0) * 100) / 100 : null
  return {
    ...found,
    lines,
    cost,
    perHead: cost === null || heads === 0 ? null : Math.round((cost / heads) * 100) / 100,
  }
}

/** @returns withheld where the list is for other posts: its number is known, its names are not */
export async function people(
  tx: Tx,
  given: ParsedInputOf<typeof contract.listFed>,
): Promise<OutputOf<typeof contract.listFed>> {
  const { rows: indents } = await sql<{ prison_id: number; drawn_at: string }>`
    select prison_id, drawn_at from custody.ration_indent where id = ${given.indentId}::uuid`.execute(tx)
  const indent = indents[0]
  if (indent === undefined) throw refuse('not-found')
  const needs: Partial<Record<typeof given.diet, string>> = {
    hospital: 'custody:treat',
    women: 'custody:care-for-children',
    nursing: 'custody:care-for-children',
  }
  const need = needs[given.diet]
  if (given.diet === 'child' || (need !== undefined && !may(tx, need))) return { withheld: true, rows: [] }
  const { rows } = await sql<OutputOf<typeof contract.listFed>['rows'][number]>`
    select i.id as "imprisonmentId", i.number || '/' || i.year as number,
      jsonb_build_object('en', coalesce(p.name_en, p.name_ur), 'ur', coalesce(p.name_ur, p.name_en)) as name
      from custody.fed_at(${indent.prison_id}, ${indent.drawn_at}::timestamptz, ${given.diet}) f
      join custody.imprisonment i on i.id = f.imprisonment_id join people.record p on p.id = i.record_id order by i.year, i.number`.execute(
    tx,
  )
  return { withheld: false, rows }
}

/** @throws custody-stores.indent-issued, custody-stores.not-that-day */
export async function draw(
  tx: Tx,
  given: ParsedInputOf<typeof contract.drawIndent>,
): Promise<OutputOf<typeof contract.drawIndent>> {
  const { rows: near } = await sql<{ near: boolean }>`
    select ${given.on}::date between workflow.today() and workflow.today() + 1 as near`.execute(tx)
  if (!near[0]!.near) throw refuse('custody-stores.not-that-day')
  const { rows } = await sql<{
    id: string
  }>`select custody.draw_indent(${standing(tx).unitId}::integer, ${given.on}::date) as id`
    .execute(tx)
    .catch((error: unknown) => {
      if (violates(error, 'indent_issued')) throw refuse('custody-stores.indent-issued')
      throw error
    })
  return { id: rows[0]!.id }
}

/**
 * Issues a whole indent at once from the lots that expire first.
 * @throws custody-stores.line-missing, .line-why naming the good, .not-enough with what is in the store
 */
export async function issue(
  tx: Tx,
  given: ParsedInputOf<typeof contract.issueRations>,
): Promise<OutputOf<typeof contract.issueRations>> {
  const { rows: indents } = await sql<{ prison_id: number; issued: boolean }>`
    select prison_id, issued_at is not null as issued, custody.lock_stores(prison_id) from custody.ration_indent
     where id = ${given.indentId}::uuid and superseded_at is null for update`.execute(tx)
  const indent = indents[0]
  if (indent === undefined) throw refuse('not-found')
  if (indent.issued) throw refuse('custody-stores.indent-issued')
  const { rows: asked } = await sql<{ good: string; quantity: number }>`
    select good, quantity::float8 as quantity from custody.ration_line where indent_id = ${given.indentId}::uuid`.execute(
    tx,
  )
  const { rows: lots } = await sql<LotLeft & { good: string }>`
    select l.id, i.good, l.expires_on as "expiresOn", l.received_on as "receivedOn", l.quantity::float8 as quantity
      from custody.store_item i join custody.store_lot l on l.item_id = i.id
     where i.prison_id = ${indent.prison_id} and i.good is not null and l.quantity > 0`.execute(tx)
  const day = await today(tx)
  for (const line of asked) {
    const issued = given.lines.find(({ good }) => good === line.good)
    if (issued === undefined) throw refuse('custody-stores.line-missing', { good: line.good })
    if (issued.quantity !== line.quantity && (issued.why ?? '') === '')
      throw refuse('custody-stores.line-why', { good: line.good })
    const ofGood = lots.filter(({ good }) => good === line.good)
    const parts = firstExpired(ofGood, issued.quantity, day)
    if (parts === null)
      throw refuse('custody-stores.not-enough', {
        left: ofGood
          .filter((lot) => lot.expiresOn === null || lot.expiresOn >= day)
          .reduce((sum, lot) => sum + lot.quantity, 0),
      })
    await enterIssues(tx, parts, { party: 'Kitchen', indentId: given.indentId })
    await sql`update custody.ration_line set issued = ${issued.quantity}, why = ${issued.quantity === line.quantity ? null : issued.why!}
       where indent_id = ${given.indentId}::uuid and good = ${line.good}`.execute(tx)
  }
  await sql`update custody.ration_indent set issued_by = access.account(), issued_at = clock_timestamp() where id = ${given.indentId}::uuid`.execute(
    tx,
  )
  return { issued: true }
}

/** @throws custody-stores.own-issue: whoever issued the rations cannot say that the kitchen has them */
export async function receive(
  tx: Tx,
  given: ParsedInputOf<typeof contract.receiveRations>,
): Promise<OutputOf<typeof contract.receiveRations>> {
  const { rows } = await sql<{ issued: boolean; received: boolean; own: boolean }>`
    select issued_at is not null as issued, received_at is not null as received, coalesce(issued_by = access.account(), false) as own
      from custody.ration_indent where id = ${given.indentId}::uuid and superseded_at is null for update`.execute(
    tx,
  )
  const found = rows[0]
  if (found === undefined) throw refuse('not-found')
  if (!found.issued) throw refuse('custody-stores.not-issued')
  if (found.received) throw refuse('custody-stores.received')
  if (found.own) throw refuse('custody-stores.own-issue')
  await sql`update custody.ration_indent set received_by = access.account(), received_at = clock_timestamp(), cook = ${given.cook},
      cook_remarks = ${given.remarks ?? null} where id = ${given.indentId}::uuid`.execute(tx)
  return { received: true }
}

/** @throws custody-stores.season-length */
export async function announce(
  tx: Tx,
  given: ParsedInputOf<typeof contract.announceSeason>,
): Promise<OutputOf<typeof contract.announceSeason>> {
  await sql`insert into custody.diet_season (jurisdiction, season, from_on, to_on, instrument)
    values (${standing(tx).jurisdiction}, 'ramazan', ${given.from}::date, ${given.until}::date, ${given.instrument})`
    .execute(tx)
    .catch((error: unknown) => {
      if (violates(error, 'diet_season_check')) throw refuse('custody-stores.season-length')
      throw error
    })
  return { announced: true }
}
