import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { standing } from '#kernel/access'
import { type CaseHead, caseWorkflow, partiesOf, tellCase } from '#kernel/cases'
import { emit } from '#kernel/events'
import { accept, complete, findOpenOffer, offer } from '#kernel/handover'
import { advance, currentState } from '#kernel/workflow'
import type { Tx } from '#platform/db'
import { refuse } from '#platform/http'
import { challanHandover } from './challan.ts'
import type { ReturnedDefect } from './contract.ts'
import { ChallanSubmitted } from './events.ts'
import { getOwnCase } from './fir.ts'
import { pakistanDay } from './pakistan-time.ts'
import { shareReportClock } from './report-clock.ts'

export interface NewReport {
  readonly id?: string | undefined
  readonly caseId: string
  readonly kind: 'interim' | 'final' | 'supplementary' | 'cancellation'
  readonly summary: string
  readonly accused: readonly string[]
}

/**
 * Submits the report under s.173 CrPC to the prosecution office of the case, or submits it again after it was returned: a
 * further report, handed over anew, which answers the return. Of two who submit at once exactly one succeeds. Sent again under
 * the same identifier it changes nothing.
 * @throws policing.no-prosecution-office, policing.no-accused, policing.not-an-accused, policing.challan-with-prosecution,
 *   policing.only-supplementary, policing.already-registered
 */
export async function submitChallan(
  tx: Tx,
  report: NewReport,
): Promise<{ reportId: string; offerId: string }> {
  const before = await findReport(tx, report)
  if (before !== null) return before
  const head = await getOwnCase(tx, report.caseId)
  if (head.prosecutionOffice === null) throw refuse('policing.no-prosecution-office')
  await refuseUnlessAccused(tx, report)
  await takeStage(tx, head, report.kind)
  const [reportId, offerId] = [report.id ?? randomUUID(), randomUUID()]
  const { rows } = await sql<{ seq: number }>`
    insert into policing.police_report (id, jurisdiction, case_id, kind, seq, summary, accused, offer_id)
    select ${reportId}::uuid, ${standing(tx).jurisdiction}, ${report.caseId}::uuid, ${report.kind}, coalesce(max(seq), 0) + 1,
      ${report.summary}, ${[...report.accused]}::uuid[], ${offerId}::uuid
    from policing.police_report where case_id = ${report.caseId}::uuid
    returning seq`.execute(tx)
  const { seq } = rows[0]!
  await answerReturn(tx, report.caseId, reportId)
  await shareReportClock(tx, report.caseId, head.prosecutionOffice.id)
  await offer(tx, {
    id: offerId,
    kind: challanHandover,
    subject: { kind: 'case', id: report.caseId },
    to: head.prosecutionOffice.id,
    payload: { caseId: report.caseId, reportId, seq },
    caseId: report.caseId,
  })
  await tellCase(tx, {
    caseId: report.caseId,
    kind: report.kind === 'final' ? 'policing.challan-submitted' : `policing.${report.kind}-submitted`,
    agency: 'police',
    params: { seq },
  })
  await emit(tx, ChallanSubmitted, { caseId: report.caseId, reportId })
  return { reportId, offerId }
}

async function findReport(tx: Tx, report: NewReport): Promise<{ reportId: string; offerId: string } | null> {
  if (report.id === undefined) return null
  const { rows } = await sql<{ caseId: string; offerId: string }>`
    select case_id as "caseId", offer_id as "offerId" from policing.police_report where id = ${report.id}::uuid`.execute(
    tx,
  )
  const found = rows[0]
  if (found === undefined) return null
  if (found.caseId !== report.caseId) throw refuse('policing.already-registered')
  return { reportId: report.id, offerId: found.offerId }
}

/** A cancellation sends up nobody; any other report at least one accused of this case. */
async function refuseUnlessAccused(tx: Tx, report: NewReport): Promise<void> {
  if (report.accused.length === 0 && report.kind !== 'cancellation' && report.kind !== 'interim')
    throw refuse('policing.no-accused')
  const parties = await partiesOf(tx, report.caseId)
  const accused = new Set(parties.filter(({ role }) => role === 'accused').map(({ id }) => id))
  if (report.accused.some((partyId) => !accused.has(partyId))) throw refuse('policing.not-an-accused')
}

/**
 * Moves the case to scrutiny. A supplementary report of a case already in court, and a challan whose hand-over was taken back,
 * travel without moving it.
 */
async function takeStage(tx: Tx, head: CaseHead, kind: NewReport['kind']): Promise<void> {
  const subject = { kind: 'case', id: head.id }
  const { state } = await currentState(tx, subject)
  if ((await findOpenOffer(tx, challanHandover.kind, subject)) !== null)
    throw refuse('policing.challan-with-prosecution')
  if (state === 'under-scrutiny') return
  if (state === 'filed' || state === 'under-trial') {
    if (kind !== 'supplementary' && kind !== 'final') throw refuse('policing.only-supplementary')
    return
  }
  await advance(tx, caseWorkflow, subject, 'submit', {
    fir: `${head.firNumber}/${head.firYear}`,
    ...(head.prosecutionOffice === null ? {} : { unitId: head.prosecutionOffice.id }),
  })
}

/** The return that this report answers is closed: its row, and its hand-over, received by the same act if nobody had. */
async function answerReturn(tx: Tx, caseId: string, reportId: string): Promise<void> {
  await sql`update policing.returned_challan set resubmitted_report_id = ${reportId}::uuid
    where case_id = ${caseId}::uuid and resubmitted_report_id is null`.execute(tx)
  const returned = await findOpenOffer(tx, 'prosecution.returned-challan', { kind: 'case', id: caseId })
  if (returned === null) return
  if (returned.state === 'offered') await accept(tx, returned.id)
  await complete(tx, returned.id)
}

export interface ReturnOfChallan {
  readonly caseId: string
  readonly reportId: string
  readonly defects: readonly ReturnedDefect[]
  readonly remarks: string | null
  readonly dueBack: string
}

/** Keeps the prosecution's return with the station's papers; called in the prosecutor's own transaction. */
export async function keepReturn(tx: Tx, given: ReturnOfChallan): Promise<void> {
  await sql`insert into policing.returned_challan (jurisdiction, case_id, report_id, station_id, defects, remarks, due_back)
    select c.jurisdiction, c.id, ${given.reportId}::uuid, c.police_station_id, ${JSON.stringify(given.defects)}::jsonb,
      ${given.remarks}, ${given.dueBack}
    from cases.case c where c.id = ${given.caseId}::uuid`.execute(tx)
}

const openAtOwnStation = (tx: Tx) =>
  sql`r.resubmitted_report_id is null and r.station_id = any (${[...standing(tx).units]}::integer[])`

export interface OpenReturn {
  id: string
  caseId: string
  firNumber: number
  firYear: number
  seq: number
  returnedAt: string
  dueBack: string
  remarks: string | null
  defects: ReturnedDefect[]
}

/** Challans returned to one's station and not yet submitted again, the most urgent first. */
export async function listReturned(
  tx: Tx,
  { page, size }: { page: number; size: number },
): Promise<{ rows: OpenReturn[]; total: number }> {
  const { rows } = await sql<OpenReturn>`
    select r.id, r.case_id as "caseId", c.fir_number as "firNumber", c.fir_year as "firYear", p.seq, r.returned_at as "returnedAt",
      r.due_back as "dueBack", r.remarks, r.defects
    from policing.returned_challan r join cases.case c on c.id = r.case_id join policing.police_report p on p.id = r.report_id
    where ${openAtOwnStation(tx)} order by r.due_back, r.id limit ${size} offset ${(page - 1) * size}`.execute(
    tx,
  )
  return { rows, total: (await countReturned(tx)).count }
}

export async function countReturned(tx: Tx): Promise<{ count: number; overdue: number }> {
  const today = pakistanDay(new Date().toISOString())
  const { rows } = await sql<{ count: number; overdue: number }>`
    select count(*)::integer as count, (count(*) filter (where r.due_back < ${today}::date))::integer as overdue
    from policing.returned_challan r where ${openAtOwnStation(tx)}`.execute(tx)
  return rows[0]!
}
