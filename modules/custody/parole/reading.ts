import { sql } from 'kysely'
import { may, standing } from '#kernel/access'
import type { Tx } from '#platform/db'
import { refuse } from '#platform/http'
import type { BothLanguages, OutputOf, ParsedInputOf } from '#platform/http/contract'
import { bothOf } from '../prisoners/names.ts'
import { convictById } from './candidates.ts'
import type * as contract from './contract.ts'

type CaseRow = OutputOf<typeof contract.listParoleCases>['rows'][number]
type Detail = OutputOf<typeof contract.getParoleCase>

interface Row {
  id: string
  imprisonment_id: string
  number: string
  name_en: string | null
  name_ur: string | null
  prison_en: string
  prison_ur: string
  state: CaseRow['state']
  opened_on: string
  last_day: string | null
  licence: CaseRow['licence']
  conduct_said: boolean
  inquiry_said: boolean
}

/** The last day is that of the stay in which the sentence is served now: after a return, the later one. */
const lastDay = sql`(select d.due_release from custody.release_date d where d.imprisonment_id = coalesce(l.returned_imprisonment_id, k.imprisonment_id)
  and d.state in ('computed', 'proposed', 'confirmed'))`
const cases = sql`k.id, k.imprisonment_id, i.number || '/' || i.year as number, p.name_en, p.name_ur, u.name_en as prison_en, u.name_ur as prison_ur,
  k.state, (k.opened_at at time zone 'Asia/Karachi')::date as opened_on, ${lastDay} as last_day, k.conduct_by is not null as conduct_said,
  k.inquiry_by is not null as inquiry_said, case when l.id is not null then jsonb_build_object('id', l.id, 'state', l.state, 'nextReportOn', l.next_report_on) end as licence`
const from = sql`custody.parole_case k join custody.imprisonment i on i.id = k.imprisonment_id join people.record p on p.id = i.record_id
  join units.current_unit u on u.id = k.prison_id left join custody.licence l on l.parole_case_id = k.id`

const caseOf = (row: Row) => ({
  id: row.id,
  imprisonmentId: row.imprisonment_id,
  number: row.number,
  name: bothOf(row.name_en, row.name_ur),
  prison: bothOf(row.prison_en, row.prison_ur),
  state: row.state,
  openedOn: row.opened_on,
  lastDay: row.last_day,
})

/** On the way to a decision or to the gate; outside; outside and late to report or past the last day; over. */
const shown = {
  open: sql`(k.state in ('open', 'forwarded') or l.state in ('to-verify', 'issued'))`,
  licence: sql`l.state in ('running', 'held', 'revoked')`,
  due: sql`l.state in ('running', 'held') and (l.next_report_on < workflow.today() or ${lastDay} <= workflow.today())`,
  over: sql`(k.state in ('refused', 'withdrawn') or l.state in ('returned', 'discharged', 'cancelled'))`,
  all: sql`true`,
}

export async function listCases(
  tx: Tx,
  query: ParsedInputOf<typeof contract.listParoleCases>,
): Promise<OutputOf<typeof contract.listParoleCases>> {
  const { rows } = await sql<
    Row & { total: number }
  >`select ${cases}, count(*) over ()::integer as total from ${from}
    where k.prison_id = any (access.units()) and ${shown[query.show]}
      and (${query.imprisonmentId ?? null}::uuid is null or k.imprisonment_id = ${query.imprisonmentId ?? null}::uuid
        or l.returned_imprisonment_id = ${query.imprisonmentId ?? null}::uuid)
    order by l.next_report_on nulls last, k.opened_at desc, k.id limit ${query.size} offset ${(query.page - 1) * query.size}`.execute(
    tx,
  )
  return {
    rows: rows.map((row) => ({
      ...caseOf(row),
      conduct: row.conduct_said,
      inquiry: row.inquiry_said,
      licence: row.licence,
    })),
    total: rows[0]?.total ?? 0,
  }
}

export async function counts(tx: Tx): Promise<OutputOf<typeof contract.countParole>> {
  const { rows } = await sql<OutputOf<typeof contract.countParole>>`
    select (count(*) filter (where ${shown.open}))::integer as open, (count(*) filter (where ${shown.licence}))::integer as "onLicence",
      (count(*) filter (where l.state in ('running', 'held') and l.next_report_on < workflow.today()))::integer as late,
      (count(*) filter (where l.state in ('running', 'held') and ${lastDay} <= workflow.today()))::integer as "toDischarge"
      from custody.parole_case k left join custody.licence l on l.parole_case_id = k.id where k.prison_id = any (access.units())`.execute(
    tx,
  )
  return rows[0]!
}

/** On the home page: who has not come to report on the day. */
export async function countLate(tx: Tx): Promise<{ count: number; overdue: number }> {
  const { rows } = await sql<{ count: number; overdue: number }>`
    select (count(*) filter (where day <= workflow.today()))::integer as count, (count(*) filter (where day < workflow.today()))::integer as overdue
      from (select next_report_on as day from custody.licence where prison_id = any (access.units()) and state in ('running', 'held')
        union all select next_report_on from custody.probation_order where prison_id = any (access.units()) and state <> 'ended') due`.execute(
    tx,
  )
  return rows[0]!
}

const named = (column: string) =>
  sql`(select jsonb_build_object('en', s.name_en, 'ur', s.name_ur) from custody.signed_by(${sql.ref(column)}) s)`

export async function diaryOf(
  tx: Tx,
  of: 'licence_id' | 'probation_id',
  id: string,
): Promise<Detail['diary']> {
  const { rows } = await sql<Detail['diary'][number]>`
    select e.id, e.kind, e.on_date as on, e.words, e.told, ${named('e.entered_by')} as by from custody.supervision_entry e
     where ${sql.ref(`e.${of}`)} = ${id}::uuid order by e.on_date desc, e.entered_at desc limit 200`.execute(
    tx,
  )
  return rows
}

interface DetailRow extends Row {
  asked_on: string
  opened_by: BothLanguages | null
  referred_paper: string | null
  conduct: Detail['case']['conduct']
  inquiry: Detail['case']['inquiry']
  forwarded: Detail['case']['forwarded']
  decision: Detail['case']['decision']
  licence_detail: (Omit<NonNullable<Detail['licence']>, 'ownRecord'> & { recorder: string }) | null
}

/** @throws not-found */
export async function caseById(tx: Tx, { id }: { id: string }): Promise<Detail> {
  const { rows } = await sql<DetailRow>`
    select ${cases}, k.asked_by_prisoner_on as asked_on, ${named('k.opened_by')} as opened_by, k.referred_paper,
      case when k.conduct is not null then jsonb_build_object('conduct', k.conduct, 'words', k.conduct_words, 'recommends', k.conduct_recommends,
        'by', ${named('k.conduct_by')}, 'at', k.conduct_at) end as conduct,
      case when k.visited_on is not null then jsonb_build_object('visitedOn', k.visited_on, 'residence', k.residence, 'residenceFit', k.residence_fit,
        'employer', k.employer, 'employerWilling', k.employer_willing, 'words', k.inquiry_words, 'recommends', k.inquiry_recommends,
        'by', ${named('k.inquiry_by')}, 'at', k.inquiry_at) end as inquiry,
      case when k.forwarded_on is not null then jsonb_build_object('on', k.forwarded_on, 'paper', k.forwarded_paper) end as forwarded,
      case when k.decided_on is not null then jsonb_build_object('on', k.decided_on, 'order', k.decided_order, 'authority', k.decided_authority,
        'why', k.decided_why) end as decision,
      case when l.id is not null then jsonb_build_object('id', l.id, 'state', l.state, 'order', l.order_number, 'orderedOn', l.order_on,
        'authority', l.authority, 'from', l.from_on, 'conditions', l.conditions, 'employer', l.employer, 'residence', l.residence,
        'recordedBy', ${named('l.recorded_by')}, 'recorder', l.recorded_by, 'verifiedBy', ${named('l.verified_by')}, 'verifiedHow', l.verified_how,
        'leftAt', l.left_at, 'nextReportOn', l.next_report_on,
        'revoked', case when l.revoked_on is not null then jsonb_build_object('on', l.revoked_on, 'order', l.revoked_order, 'why', l.revoked_why) end,
        'returned', case when l.returned_at is not null then jsonb_build_object('at', l.returned_at,
          'imprisonmentId', (select s.id from custody.imprisonment s where s.id = l.returned_imprisonment_id),
          'prison', (select jsonb_build_object('en', w.name_en, 'ur', w.name_ur) from units.current_unit w where w.id = l.returned_prison_id),
          'daysBetween', greatest(0, (l.returned_at at time zone 'Asia/Karachi')::date - l.revoked_on - 1), 'days', l.days_count, 'paper', l.days_paper) end,
        'dischargedOn', l.discharged_on, 'over', coalesce(${lastDay} <= workflow.today(), false)) end as licence_detail
      from ${from} where k.id = ${id}::uuid`.execute(tx)
  const row = rows[0]
  if (row === undefined) throw refuse('not-found')
  const convict = row.state === 'open' ? await convictById(tx, row.imprisonment_id) : null
  const { accountId } = standing(tx)
  const licence = row.licence_detail
  const { recorder, ...shownLicence } = licence ?? { recorder: null }
  return {
    case: {
      ...caseOf(row),
      askedOn: row.asked_on,
      openedBy: row.opened_by,
      referredPaper: row.referred_paper,
      conduct: row.conduct,
      inquiry: row.inquiry,
      forwarded: row.forwarded,
      decision: row.decision,
    },
    licence:
      licence === null
        ? null
        : ({ ...shownLicence, ownRecord: recorder === accountId } as NonNullable<Detail['licence']>),
    standing: convict?.standing ?? null,
    reasons: convict?.reasons ?? [],
    diary: licence === null ? [] : await diaryOf(tx, 'licence_id', licence.id),
    may: {
      open: may(tx, 'custody:open-parole'),
      conduct: may(tx, 'custody:report-conduct'),
      inquire: may(tx, 'custody:inquire-parole'),
      enter: may(tx, 'custody:enter-licence'),
      verify: may(tx, 'custody:verify-licence'),
      supervise: may(tx, 'custody:supervise'),
      discharge: may(tx, 'custody:discharge-licence'),
      admit: may(tx, 'custody:admit'),
    },
  }
}

type Binding = OutputOf<typeof contract.getLicenceOfPrisoner>

/** @throws not-found when the reader does not reach that stay */
export async function licenceOfPrisoner(tx: Tx, { id }: { id: string }): Promise<Binding> {
  const { rows: stays } = await sql`select 1 from custody.imprisonment where id = ${id}::uuid`.execute(tx)
  if (stays.length === 0) throw refuse('not-found')
  const { rows } = await sql<NonNullable<Binding['licence']>>`
    select l.licence_id as "licenceId", l.stay_id as "stayId", l.state, jsonb_build_object('en', u.name_en, 'ur', u.name_ur) as prison, l.number,
      l.order_number as order, l.authority, l.left_at as "leftAt", l.revoked_on as "revokedOn", l.revoked_order as "revokedOrder",
      l.returned_at as "returnedAt", coalesce(l.days_between, 0) as "daysBetween", l.days_count as days, l.days_paper as paper
      from custody.licence_of_person(${id}::uuid) l join units.current_unit u on u.id = l.prison_id`.execute(
    tx,
  )
  return { licence: rows[0] ?? null }
}
