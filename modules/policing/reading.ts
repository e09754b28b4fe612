import { sql } from 'kysely'
import { standing } from '#kernel/access'
import { getCaseHead, partiesOf } from '#kernel/cases'
import { currentState } from '#kernel/workflow'
import type { Tx } from '#platform/db'
import type { OutputOf } from '#platform/http/contract'
import { arrestColumns } from './arrest.ts'
import type * as contract from './contract.ts'
import { reportClock } from './report-clock.ts'

export type FirFile = OutputOf<typeof contract.getFir>

/**
 * The station's file of a case, as far as the reader may see: its FIR, what was seized, arrests, applications, reports, and the
 * clock of the investigation. @throws not-found when the reader may not see the case
 */
export async function getFir(tx: Tx, caseId: string): Promise<FirFile> {
  const head = await getCaseHead(tx, caseId)
  const { rows: firs } = await sql<{
    reportedAt: string
    occurredOn: string
    occurredAtPlace: string
    narrativeEn: string | null
    narrativeUr: string | null
    overrides: { code: string; reason: string }[]
  }>`select reported_at as "reportedAt", occurred_on as "occurredOn", occurred_at_place as "occurredAtPlace",
      narrative_en as "narrativeEn", narrative_ur as "narrativeUr", overrides
    from policing.fir where case_id = ${caseId}::uuid`.execute(tx)
  const { rows: seizures } = await sql<FirFile['seizures'][number]>`
    select id, description, seized_at as "seizedAt", memo_number as "memoNumber", malkhana_number as "malkhanaNumber"
    from policing.seizure where case_id = ${caseId}::uuid order by seized_at, id`.execute(tx)
  const { rows: arrests } = await sql<FirFile['arrests'][number]>`
    select ${arrestColumns} from policing.arrest a where a.case_id = ${caseId}::uuid order by a.arrested_at, a.id`.execute(
    tx,
  )
  const { rows: applications } = await sql<FirFile['applications'][number]>`
    select r.id, r.party_id as "partyId", json_build_object('nameEn', u.name_en, 'nameUr', u.name_ur) as court, r.asked, r.days,
      r.made_at as "madeAt", r.state
    from policing.remand_application r join units.current_unit u on u.id = r.court_id
    where r.case_id = ${caseId}::uuid order by r.made_at, r.id`.execute(tx)
  const { state } = await currentState(tx, { kind: 'case', id: caseId })
  const fir = firs[0]
  return {
    fir:
      fir === undefined
        ? null
        : { firNumber: head.firNumber, firYear: head.firYear, firOn: head.firOn, ...fir },
    state,
    clock: await reportClock(tx, caseId),
    accused: (await partiesOf(tx, caseId))
      .filter(({ role }) => role === 'accused')
      .map(({ id, serial, nameEn, nameUr, custody }) => ({ partyId: id, serial, nameEn, nameUr, custody })),
    seizures,
    arrests: arrests.map(({ id, partyId, arrestedAt, place, produceBy, producedAt, proof }) => ({
      id,
      partyId,
      arrestedAt,
      place,
      produceBy,
      producedAt,
      proof,
    })),
    applications,
    reports: await reportsOf(tx, caseId),
  }
}

/** The reports under s.173 of a case, each with the prosecution's return where there was one. */
export async function reportsOf(tx: Tx, caseId: string): Promise<FirFile['reports']> {
  const { rows } = await sql<FirFile['reports'][number]>`
    select p.id, p.kind, p.seq, p.summary, p.submitted_at as "submittedAt", p.accused,
      case when r.id is null then null else json_build_object('returnedAt', r.returned_at, 'dueBack', r.due_back,
        'remarks', r.remarks, 'defects', r.defects, 'resubmitted', r.resubmitted_report_id is not null) end as returned
    from policing.police_report p left join policing.returned_challan r on r.report_id = p.id
    where p.case_id = ${caseId}::uuid order by p.seq`.execute(tx)
  return rows
}

type FirRow = OutputOf<typeof contract.listFirs>['rows'][number]

/** The FIR register of the actor's own station. */
export async function listFirs(
  tx: Tx,
  query: {
    q?: string | undefined
    sort: 'number' | '-number' | 'registered' | '-registered'
    page: number
    size: number
  },
): Promise<{ rows: FirRow[]; total: number }> {
  const q = query.q?.trim() ?? ''
  const number = /^(\d{1,5})(?:\s*\/\s*(\d{2,4}))?$/.exec(q)
  const wanted =
    q === ''
      ? sql`true`
      : number !== null
        ? sql`c.fir_number = ${Number(number[1])} and (${number[2] ?? null}::text is null
            or c.fir_year = ${Number(number[2]?.length === 2 ? `20${number[2]}` : (number[2] ?? 0))})`
        : sql`(exists (select 1 from cases.party p where p.case_id = c.id and (p.name_en ilike ${`%${q}%`} or p.name_ur like ${`%${q}%`}))
            or f.occurred_at_place ilike ${`%${q}%`})`
  const filter = sql`c.police_station_id = any (${[...standing(tx).units]}::integer[]) and ${wanted}`
  const order = sql.raw(
    {
      number: 'c.fir_year, c.fir_number',
      '-number': 'c.fir_year desc, c.fir_number desc',
      registered: 'c.fir_on, c.id',
      '-registered': 'c.fir_on desc, c.id',
    }[query.sort],
  )
  const { rows } = await sql<Omit<FirRow, 'state'>>`
    select c.id as "caseId", c.fir_number as "firNumber", c.fir_year as "firYear", c.fir_on as "firOn",
      f.occurred_on as "occurredOn", f.occurred_at_place as place,
      array(select h.act || ' ' || h.section from cases.charge h where h.case_id = c.id and h.withdrawn_at is null order by h.created_at, h.id) as sections,
      (select count(*)::integer from cases.party p where p.case_id = c.id and p.role = 'accused') as accused,
      (select count(*)::integer from cases.party p where p.case_id = c.id and p.role = 'accused' and p.custody in ('police', 'prison')) as "inCustody"
    from policing.fir f join cases.case c on c.id = f.case_id
    where ${filter} order by ${order} limit ${query.size} offset ${(query.page - 1) * query.size}`.execute(tx)
  const { rows: counted } = await sql<{ total: number }>`
    select count(*)::integer as total from policing.fir f join cases.case c on c.id = f.case_id where ${filter}`.execute(
    tx,
  )
  const withState: FirRow[] = []
  for (const row of rows) {
    const { state, title } = await currentState(tx, { kind: 'case', id: row.caseId })
    withState.push({ ...row, state: { code: state, ...title } })
  }
  return { rows: withState, total: counted[0]!.total }
}
