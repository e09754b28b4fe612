import { type RawBuilder, sql } from 'kysely'
import { standing } from '#kernel/access'
import { chargesOf, getCaseHead } from '#kernel/cases'
import { findOpenOffer } from '#kernel/handover'
import { clocksOf } from '#kernel/law'
import { challanHandover, getFir, pakistanDay } from '#modules/policing'
import type { Tx } from '#platform/db'
import { versionOf } from '#platform/http'
import type { OutputOf } from '#platform/http/contract'
import type * as contract from './contract.ts'
import { type DefectCode, defectCodes } from './defects.ts'

const today = () => pakistanDay(new Date().toISOString())
const ownUnits = (tx: Tx) => sql`any (${[...standing(tx).units]}::integer[])`

/**
 * Each case of one's office in its latest stage of scrutiny, one row a case: offered and not received, or its latest scrutiny.
 * The list, the queues and the overview all read this, so that they cannot disagree.
 */
const current = (tx: Tx) => sql`(
  select o.case_id, null::uuid as scrutiny_id, (o.payload->>'seq')::integer as report_seq, 'to-receive' as state,
    (o.offered_at at time zone 'Asia/Karachi')::date as since, o.due_on as due
  from handover.offer o where o.kind = ${challanHandover.kind} and o.state = 'offered' and o.to_unit = ${ownUnits(tx)}
  union all
  select s.case_id, s.id, s.report_seq, s.state, s.received_on, case s.state
      when 'open' then (select c.effective_due from law.clock c where c.id = s.clock_id) when 'returned' then s.due_back end
  from prosecution.scrutiny s
  where s.office_id = ${ownUnits(tx)}
    and not exists (select 1 from prosecution.scrutiny n where n.case_id = s.case_id and n.report_seq > s.report_seq)
    and not exists (select 1 from handover.offer o where o.case_id = s.case_id and o.kind = ${challanHandover.kind} and o.state = 'offered')
)`

function shown(show: contract.Show): RawBuilder<unknown> {
  const late = sql`k.due < ${today()}::date`
  const which: Record<contract.Show, RawBuilder<unknown>> = {
    waiting: sql`k.state in ('to-receive', 'open')`,
    'to-receive': sql`k.state = 'to-receive'`,
    open: sql`k.state = 'open'`,
    overdue: sql`k.state in ('to-receive', 'open') and ${late}`,
    returned: sql`k.state = 'returned'`,
    'returned-overdue': sql`k.state = 'returned' and ${late}`,
    filed: sql`k.state = 'fit'`,
    all: sql`true`,
  }
  return which[show]
}

export interface ChallanQuery {
  readonly show: contract.Show
  readonly stationId?: number | undefined
  readonly defect?: DefectCode | undefined
  readonly page: number
  readonly size: number
}

/** Challans of one's office, the most urgent first. */
export async function listChallans(
  tx: Tx,
  query: ChallanQuery,
): Promise<{ rows: contract.ChallanRow[]; total: number }> {
  const filter = sql`${shown(query.show)} and (${query.stationId ?? null}::integer is null or c.police_station_id = ${query.stationId ?? null}::integer)
    and (${query.defect ?? null}::text is null or exists (
      select 1 from prosecution.defect d where d.scrutiny_id = k.scrutiny_id and d.code = ${query.defect ?? null}))`
  const { rows } = await sql<contract.ChallanRow>`
    select c.id as "caseId", c.fir_number as "firNumber", c.fir_year as "firYear",
      json_build_object('nameEn', u.name_en, 'nameUr', u.name_ur) as station,
      array(select h.act || ' ' || h.section from cases.charge h where h.case_id = c.id and h.withdrawn_at is null order by h.created_at, h.id) as sections,
      k.report_seq as "reportSeq", k.state, k.since, k.due,
      coalesce(k.state <> 'fit' and k.due < ${today()}::date, false) as overdue,
      array(select d.code from prosecution.defect d where d.scrutiny_id = k.scrutiny_id order by d.code) as defects
    from ${current(tx)} k join cases.case c on c.id = k.case_id join units.current_unit u on u.id = c.police_station_id
    where ${filter} order by k.due nulls last, k.since desc, c.id limit ${query.size} offset ${(query.page - 1) * query.size}`.execute(
    tx,
  )
  const { rows: counted } = await sql<{ total: number }>`
    select count(*)::integer as total from ${current(tx)} k join cases.case c on c.id = k.case_id where ${filter}`.execute(
    tx,
  )
  return { rows, total: counted[0]!.total }
}

/** How many there are behind a list, and how many of them are past their day. */
export async function countChallans(
  tx: Tx,
  show: contract.Show,
): Promise<{ count: number; overdue: number }> {
  const { rows } = await sql<{ count: number; overdue: number }>`
    select count(*)::integer as count, (count(*) filter (where k.state <> 'fit' and k.due < ${today()}::date))::integer as overdue
    from ${current(tx)} k join cases.case c on c.id = k.case_id where ${shown(show)}`.execute(tx)
  return rows[0]!
}

type ScrutinyPage = OutputOf<typeof contract.getScrutiny>

/** Everything the scrutiny of a case needs on one page. @throws not-found */
export async function getScrutinyPage(tx: Tx, caseId: string): Promise<ScrutinyPage> {
  const head = await getCaseHead(tx, caseId)
  const file = await getFir(tx, caseId)
  const open = await findOpenOffer(tx, challanHandover.kind, { kind: 'case', id: caseId })
  return {
    case: {
      id: head.id,
      firNumber: head.firNumber,
      firYear: head.firYear,
      station: { nameEn: head.policeStation.nameEn, nameUr: head.policeStation.nameUr },
      flags: head.flags,
    },
    charges: (await chargesOf(tx, caseId)).map(({ act, section, titleEn, titleUr }) => ({
      act,
      section,
      titleEn,
      titleUr,
    })),
    accused: file.accused.map(({ partyId, nameEn, nameUr, custody }) => ({
      partyId,
      nameEn,
      nameUr,
      custody,
    })),
    toReceive:
      open?.state === 'offered'
        ? { offerId: open.id, offeredAt: open.since, reportSeq: Number(open.payload.seq) }
        : null,
    reports: file.reports.map(({ id, kind, seq, summary, submittedAt, accused }) => ({
      id,
      kind,
      seq,
      summary,
      submittedAt,
      accused,
    })),
    scrutinies: await scrutiniesOf(tx, caseId),
    filing: await filingOf(tx, caseId),
  }
}

async function scrutiniesOf(tx: Tx, caseId: string): Promise<contract.Scrutiny[]> {
  const { rows } = await sql<
    Omit<contract.Scrutiny, 'statutoryDue' | 'effectiveDue' | 'proof' | 'version'> & { clockId: string }
  >`
    select s.id, s.report_id as "reportId", s.report_seq as "reportSeq", s.received_on as "receivedOn", s.clock_id as "clockId",
      s.checklist, s.note, s.state,
      s.decided_at as "decidedAt", s.due_back as "dueBack", s.remarks,
      coalesce((select json_agg(json_build_object('code', d.code, 'textEn', d.text_en, 'textUr', d.text_ur, 'note', d.note, 'state', d.state)
        order by d.code) from prosecution.defect d where d.scrutiny_id = s.id), '[]') as defects
    from prosecution.scrutiny s where s.case_id = ${caseId}::uuid order by s.report_seq desc`.execute(tx)
  const clocks = new Map((await clocksOf(tx, caseId)).map((clock) => [clock.id, clock]))
  return rows.map(({ clockId, ...scrutiny }) => {
    const { statutoryDue, effectiveDue, proof } = clocks.get(clockId)!
    const version = versionOf({ checklist: scrutiny.checklist, note: scrutiny.note })
    return { ...scrutiny, statutoryDue, effectiveDue, proof, version }
  })
}

/** Where and when the first challan of a case was filed, as far as the reader may see. */
export async function filingOf(tx: Tx, caseId: string): Promise<ScrutinyPage['filing']> {
  const { rows } = await sql<NonNullable<ScrutinyPage['filing']>>`
    select f.filed_on as "filedOn", json_build_object('nameEn', u.name_en, 'nameUr', u.name_ur) as court
    from prosecution.filing f join units.current_unit u on u.id = f.court_id
    where f.case_id = ${caseId}::uuid order by f.filed_on, f.id limit 1`.execute(tx)
  return rows[0] ?? null
}

/** The filing of a case and, for its own office, where its scrutiny stands. @throws not-found */
export async function getFilingPanel(tx: Tx, caseId: string): Promise<OutputOf<typeof contract.getFiling>> {
  await getCaseHead(tx, caseId)
  const { rows } = await sql<NonNullable<OutputOf<typeof contract.getFiling>['scrutiny']>>`
    select k.state, k.due, coalesce(k.state <> 'fit' and k.due < ${today()}::date, false) as overdue
    from ${current(tx)} k where k.case_id = ${caseId}::uuid`.execute(tx)
  return { filing: await filingOf(tx, caseId), scrutiny: rows[0] ?? null }
}

const overviewShows = [
  'to-receive',
  'open',
  'overdue',
  'returned',
  'returned-overdue',
  'filed',
] as const satisfies readonly contract.Show[]

/** The district by state, station and defect. Every figure is counted by the same words as the list it leads to. */
export async function getOverview(tx: Tx): Promise<OutputOf<typeof contract.getOverview>> {
  const figures = []
  for (const show of overviewShows) {
    const { rows } = await sql<{ count: number; oldest: string | null }>`
      select count(*)::integer as count, min(k.since) as oldest
      from ${current(tx)} k join cases.case c on c.id = k.case_id where ${shown(show)}`.execute(tx)
    figures.push({ show, ...rows[0]! })
  }
  const { rows: stations } = await sql<OutputOf<typeof contract.getOverview>['stations'][number]>`
    select u.id as "stationId", json_build_object('nameEn', u.name_en, 'nameUr', u.name_ur) as station,
      (count(*) filter (where ${shown('waiting')}))::integer as waiting,
      (count(*) filter (where ${shown('overdue')}))::integer as overdue,
      (count(*) filter (where ${shown('returned')}))::integer as returned,
      (count(*) filter (where ${shown('returned-overdue')}))::integer as "returnedOverdue"
    from ${current(tx)} k join cases.case c on c.id = k.case_id join units.current_unit u on u.id = c.police_station_id
    where k.state <> 'fit' group by u.id, u.name_en, u.name_ur order by 4 desc, 6 desc, 3 desc, u.name_en`.execute(
    tx,
  )
  const { rows: found } = await sql<{ code: string; textEn: string; textUr: string; count: number }>`
    select d.code, max(d.text_en) as "textEn", max(d.text_ur) as "textUr", count(*)::integer as count
    from ${current(tx)} k join cases.case c on c.id = k.case_id join prosecution.defect d on d.scrutiny_id = k.scrutiny_id
    where k.state = 'returned' group by d.code order by count(*) desc, d.code`.execute(tx)
  return {
    figures,
    stations,
    defects: found.flatMap(({ code, ...rest }) => {
      const known = defectCodes.find((one) => one === code)
      return known === undefined ? [] : [{ code: known, ...rest }]
    }),
  }
}
