import { sql } from 'kysely'
import { may, standing } from '#kernel/access'
import { packOf, parseSections, readDay, rulesInForce } from '#kernel/law'
import type { Tx } from '#platform/db'
import { refuse } from '#platform/http'
import type { OutputOf, ParsedInputOf } from '#platform/http/contract'
import { prove, today } from '../law-of-prison.ts'
import { prisonOf } from '../prison-of.ts'
import { bothOf } from '../prisoners/names.ts'
import { linesOf, refuseFuture } from './cases.ts'
import type * as contract from './contract.ts'
import { diaryOf } from './reading.ts'

type Order = OutputOf<typeof contract.getProbation>['order']

interface Row {
  id: string
  section: '4' | '5'
  name_en: string
  name_ur: string
  father_en: string | null
  father_ur: string | null
  court_en: string
  court_ur: string
  case_label: string
  sections: string
  ordered_on: string
  until_on: string
  state: Order['state']
  next_report_on: string | null
  sex: 'M' | 'F'
  cnic: string | null
  residence: string
  bond: number | null
  conditions: string[]
  ended_on: string | null
  ended_how: Order['endedHow']
  ended_paper: string | null
  over: boolean
  total: number
}

const orders = sql`o.id, o.section, o.name_en, o.name_ur, o.father_en, o.father_ur, u.name_en as court_en, u.name_ur as court_ur, o.case_label,
  o.sections, o.ordered_on, o.until_on, o.state, o.next_report_on, o.sex, o.cnic, o.residence, o.bond::float8 as bond, o.conditions, o.ended_on,
  o.ended_how, o.ended_paper, o.until_on < workflow.today() as over
  from custody.probation_order o join units.current_unit u on u.id = o.court_id`

const orderOf = (row: Row) => ({
  id: row.id,
  section: row.section,
  name: bothOf(row.name_en, row.name_ur),
  father: row.father_en === null && row.father_ur === null ? null : bothOf(row.father_en, row.father_ur),
  court: bothOf(row.court_en, row.court_ur),
  caseLabel: row.case_label,
  sections: row.sections,
  orderedOn: row.ordered_on,
  untilOn: row.until_on,
  state: row.state,
  nextReportOn: row.next_report_on,
})

const shown = {
  running: sql`o.state <> 'ended'`,
  late: sql`o.state <> 'ended' and o.next_report_on < workflow.today()`,
  ending: sql`o.state <> 'ended' and o.until_on < workflow.today() + 30`,
  ended: sql`o.state = 'ended'`,
}

export async function list(
  tx: Tx,
  query: ParsedInputOf<typeof contract.listProbation>,
): Promise<OutputOf<typeof contract.listProbation>> {
  const { rows } = await sql<Row>`select count(*) over ()::integer as total, ${orders}
    where o.prison_id = any (access.units()) and ${shown[query.show]}
    order by o.next_report_on nulls last, o.until_on, o.id limit ${query.size} offset ${(query.page - 1) * query.size}`.execute(
    tx,
  )
  return { rows: rows.map(orderOf), total: rows[0]?.total ?? 0 }
}

/** @throws not-found */
export async function byId(tx: Tx, { id }: { id: string }): Promise<OutputOf<typeof contract.getProbation>> {
  const { rows } = await sql<Row>`select 1 as total, ${orders} where o.id = ${id}::uuid`.execute(tx)
  const row = rows[0]
  if (row === undefined) throw refuse('not-found')
  return {
    order: {
      ...orderOf(row),
      cnic: row.cnic,
      sex: row.sex,
      residence: row.residence,
      bond: row.bond,
      conditions: row.conditions,
      endedOn: row.ended_on,
      endedHow: row.ended_how,
      endedPaper: row.ended_paper,
      over: row.over,
    },
    diary: await diaryOf(tx, 'probation_id', id),
    maySupervise: may(tx, 'custody:supervise'),
  }
}

/** Enters a court's order. How long probation may last is law data; of conditional discharge the texts obtained say nothing. */
export async function enter(
  tx: Tx,
  given: ParsedInputOf<typeof contract.enterProbation>,
): Promise<{ id: string }> {
  await refuseFuture(tx, given.orderedOn)
  if (given.untilOn <= given.orderedOn) throw refuse('custody-parole.period')
  const prison = await prisonOf(tx, undefined)
  const { jurisdiction } = standing(tx)
  const { rows: bounds } = await sql<{ within: boolean | null; court: boolean }>`
    select ${given.untilOn}::date between
        (${given.orderedOn}::date + make_interval(months => custody.conditional_number(${jurisdiction}, 'probation-least', ${given.orderedOn})))::date - 1
      and (${given.orderedOn}::date + make_interval(months => custody.conditional_number(${jurisdiction}, 'probation-most', ${given.orderedOn})))::date as within,
      exists (select 1 from units.unit u where u.id = ${given.courtId} and u.kind like '%court%') as court`.execute(
    tx,
  )
  if (bounds[0]?.court !== true) throw refuse('custody-parole.no-court')
  if (given.section === '5' && bounds[0].within !== true) throw refuse('custody-parole.period')
  const { rows } = await sql<{ id: string }>`
    insert into custody.probation_order (jurisdiction, prison_id, section, name_en, name_ur, father_en, father_ur, sex, cnic, residence, court_id,
      case_label, sections, ordered_on, until_on, bond, conditions, next_report_on)
    values (${jurisdiction}, ${prison.id}, ${given.section}, ${given.nameEn}, ${given.nameUr}, ${given.fatherEn ?? null}, ${given.fatherUr ?? null},
      ${given.sex}, ${given.cnic ?? null}, ${given.residence}, ${given.courtId}, ${given.caseLabel}, ${given.sections}, ${given.orderedOn},
      ${given.untilOn}, ${given.bond ?? null}, ${linesOf(given.conditions)}::text[],
      ${await today(tx)}::date + custody.conditional_number(${jurisdiction}, 'report-every', ${await today(tx)})) returning id`.execute(
    tx,
  )
  return rows[0]!
}

export async function end(
  tx: Tx,
  given: ParsedInputOf<typeof contract.endProbation>,
): Promise<{ done: true }> {
  await refuseFuture(tx, given.on)
  const { rows } = await sql<{ state: string; until_on: string }>`
    select state, until_on from custody.probation_order where id = ${given.id}::uuid for update`.execute(tx)
  const found = rows[0]
  if (found === undefined) throw refuse('not-found')
  if (found.state === 'ended') throw refuse('custody-parole.not-supervised')
  if (given.how === 'completed' && given.on < found.until_on) throw refuse('custody-parole.not-over')
  if (given.how !== 'completed' && given.paper === undefined) throw refuse('custody-parole.needs-paper')
  await sql`update custody.probation_order set state = 'ended', ended_on = ${given.on}, ended_how = ${given.how}, ended_paper = ${given.paper ?? null},
      next_report_on = null where id = ${given.id}::uuid`.execute(tx)
  return { done: true }
}

/**
 * Under trial for what the Ordinance leaves open, without an earlier stay as a convict in the registers. A court decides; nothing is
 * recommended here, and whose punishment is not settled is not listed.
 */
export async function forConsideration(
  tx: Tx,
  query: ParsedInputOf<typeof contract.listForConsideration>,
): Promise<OutputOf<typeof contract.listForConsideration>> {
  const rules = rulesInForce(packOf(standing(tx).jurisdiction))
  const limit = rules.on('probation.discharge-max-months', readDay(await today(tx), 'today'))
  const { rows } = await sql<{
    id: string
    number: string
    name_en: string | null
    name_ur: string | null
    court_en: string | null
    court_ur: string | null
    sections: string
    offence_on: string | null
    max: number
    since: string
    sex: 'M' | 'F'
    total: number
  }>`
    select i.id, i.number || '/' || i.year as number, p.name_en, p.name_ur, c.name_en as court_en, c.name_ur as court_ur, w.sections, w.offence_on,
        w.max_punishment::integer as max, w.detained_since as since, p.sex, count(*) over ()::integer as total
      from custody.imprisonment i join people.record p on p.id = i.record_id and p.sex in ('M', 'F')
      join custody.warrant w on w.imprisonment_id = i.id and w.state = 'in-force' and w.kind = 'remand'
        and case when w.max_punishment ~ '^[0-9]+$' then w.max_punishment::integer <= ${limit.value} else false end
      left join units.current_unit c on c.id = w.court_id
     where i.prison_id = any (access.units()) and i.state = 'in' and i.category = 'under-trial'
       and not exists (select 1 from custody.imprisonment o where o.person_id = i.person_id and o.id <> i.id and o.category in ('convict', 'condemned'))
     order by w.detained_since, i.year, i.number, w.id limit ${query.size} offset ${(query.page - 1) * query.size}`.execute(
    tx,
  )
  return {
    total: rows[0]?.total ?? 0,
    rows: rows.map((row) => {
      const open = parseSections(row.sections, row.offence_on ?? row.since).map(
        ({ act, section }) =>
          prove(tx, 'probation', {
            sex: row.sex,
            maxPunishment: row.max,
            section: `${act} ${section}`,
            previousConviction: false,
          }).result,
      )
      return {
        imprisonmentId: row.id,
        number: row.number,
        name: bothOf(row.name_en, row.name_ur),
        court: row.court_en === null && row.court_ur === null ? null : bothOf(row.court_en, row.court_ur),
        sections: row.sections,
        maxMonths: row.max,
        discharge: open.length > 0 && open.every((one) => one.conditionalDischarge === true),
        probation: open.length > 0 && open.every((one) => one.probationOrder === true),
        citation: limit.section,
        since: row.since,
      }
    }),
  }
}
