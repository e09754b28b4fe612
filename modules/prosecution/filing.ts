import { sql } from 'kysely'
import { standing } from '#kernel/access'
import { admitUnit, type CaseHead, caseWorkflow, chargesOf, getCaseHead, tellCase } from '#kernel/cases'
import { emit } from '#kernel/events'
import { complete } from '#kernel/handover'
import { findOffence } from '#kernel/law'
import { getUnit, listUnitRows, type UnitRow, unitsServingDistrictOf } from '#kernel/units'
import { advance, currentState } from '#kernel/workflow'
import { pakistanDay, reportReachedCourt } from '#modules/policing'
import type { Tx } from '#platform/db'
import { refuse } from '#platform/http'
import { trialCourtKinds } from './defects.ts'
import { ChallanFiled } from './events.ts'
import { decide, holdOpen, settleEarlier } from './scrutiny.ts'

type TrialCourtKind = (typeof trialCourtKinds)[number]
const isTrialCourt = (kind: string): kind is TrialCourtKind => trialCourtKinds.some((known) => known === kind)

/**
 * Files a challan found fit in the court that is to try the case: the court sees the case from then on and has it in its list
 * to be dated. A further report follows the first into the same court.
 * @throws not-found, prosecution.already-decided, prosecution.not-a-trial-court, prosecution.other-court
 */
export async function fileChallan(
  tx: Tx,
  given: { scrutinyId: string; courtId: number; remarks?: string | undefined },
): Promise<{ filingId: string }> {
  const scrutiny = await holdOpen(tx, given.scrutinyId)
  const head = await getCaseHead(tx, scrutiny.caseId)
  const court = await getUnit(tx, given.courtId)
  if (!isTrialCourt(court.kind)) throw refuse('prosecution.not-a-trial-court')
  const subject = { kind: 'case', id: scrutiny.caseId }
  const first = (await currentState(tx, subject)).state === 'under-scrutiny'
  if (!first && head.court?.id !== court.id)
    throw refuse('prosecution.other-court', { court: head.court?.code ?? '—' })
  await settleEarlier(tx, scrutiny, [])
  await decide(tx, scrutiny, 'fit', { remarks: given.remarks || null })
  await complete(tx, scrutiny.offerId)
  await admitUnit(tx, scrutiny.caseId, court.id, 'court')
  const filedOn = pakistanDay(new Date().toISOString())
  const { rows } = await sql<{ id: string }>`
    insert into prosecution.filing (jurisdiction, case_id, scrutiny_id, report_id, court_id, filed_on)
    values (${standing(tx).jurisdiction}, ${scrutiny.caseId}::uuid, ${scrutiny.id}::uuid, ${scrutiny.reportId}::uuid, ${court.id},
      ${filedOn})
    returning id`.execute(tx)
  const filingId = rows[0]!.id
  if (first) {
    await reportReachedCourt(tx, scrutiny.caseId, filedOn)
    await advance(tx, caseWorkflow, subject, 'file', {
      fir: `${head.firNumber}/${head.firYear}`,
      unitId: court.id,
      queue: 'list-first-hearing',
    })
  }
  await tellCase(tx, {
    caseId: scrutiny.caseId,
    kind: first ? 'prosecution.challan-filed' : 'prosecution.further-report-filed',
    agency: 'prosecution',
  })
  await emit(tx, ChallanFiled, { caseId: scrutiny.caseId, courtId: court.id, filingId })
  return { filingId }
}

/**
 * Courts of the case's district in which its challan may be filed. Those that the schedule names for its sections come first;
 * the others stay open, since a sessions case reaches its court through the Magistrate (CrPC s.190(2)).
 */
export async function listTrialCourts(
  tx: Tx,
  caseId: string,
): Promise<(UnitRow & { readonly suits: boolean })[]> {
  const head = await getCaseHead(tx, caseId)
  const suited = await suitedKinds(tx, head)
  const courts: UnitRow[] = []
  for (const kind of trialCourtKinds) {
    const near = await unitsServingDistrictOf(tx, head.policeStation.id, kind)
    // A special court sits in one district and tries the cases of many.
    const special = kind === 'anti-terrorism-court' || kind === 'narcotics-court'
    courts.push(
      ...(near.length === 0 && special && suited.has(kind)
        ? (
            await listUnitRows(tx, {
              kind,
              jurisdiction: standing(tx).jurisdiction,
              hierarchy: 'court',
              page: 1,
              size: 200,
            })
          ).rows
        : near),
    )
  }
  const marked = courts.map((court) => ({
    ...court,
    suits: isTrialCourt(court.kind) && suited.has(court.kind),
  }))
  return [...marked.filter(({ suits }) => suits), ...marked.filter(({ suits }) => !suits)]
}

/** The kinds of court that the schedule names for the gravest of the sections applied. */
async function suitedKinds(tx: Tx, head: CaseHead): Promise<Set<TrialCourtKind>> {
  const charges = await chargesOf(tx, head.id)
  const named = charges.map(({ act, section }) => findOffence(act, section, head.offenceOn)?.court ?? '')
  if (charges.some(({ act }) => act === 'ATA')) return new Set(['anti-terrorism-court'])
  if (charges.some(({ act }) => act === 'CNSA')) return new Set(['narcotics-court', 'sessions-court'])
  const onlySession = named.some((court) => court.includes('Session') && !court.includes('Magistrate'))
  if (onlySession) return new Set(['sessions-court', 'additional-sessions-court'])
  if (named.some((court) => court.includes('Session')))
    return new Set(['magistrate-court', 'additional-sessions-court', 'sessions-court'])
  return new Set(['magistrate-court'])
}
