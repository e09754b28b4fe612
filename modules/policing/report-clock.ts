import { sql } from 'kysely'
import { clocksOf, meetClock, shareClock, startClock } from '#kernel/law'
import type { Tx } from '#platform/db'
import { daysBetween } from '#platform/i18n'
import type { FirFile } from './reading.ts'

/**
 * Fourteen days from the FIR, three more for an interim report (CrPC s.173(1)): kept with the law's clocks, which follow the
 * rules and the calendar of the province.
 */
export async function startReportClock(
  tx: Tx,
  fir: { readonly caseId: string; readonly firOn: string; readonly units: readonly number[] },
): Promise<string> {
  const { id } = await startClock(tx, {
    rule: 'police-report',
    inputs: { fir: fir.firOn },
    units: fir.units,
    caseId: fir.caseId,
  })
  return id
}

/** The office to which the report goes files it in court, and so ends the clock. */
export async function shareReportClock(tx: Tx, caseId: string, officeId: number): Promise<void> {
  const id = await clockIdOf(tx, caseId)
  if (id !== null) await shareClock(tx, id, officeId)
}

/** The first report of a case has reached the court: in time or late, its clock has ended. */
export async function reportReachedCourt(tx: Tx, caseId: string, on: string): Promise<void> {
  const id = await clockIdOf(tx, caseId)
  if (id !== null) await meetClock(tx, id, on, { reportReachedCourt: on })
}

/** The clock as the station's file shows it; null for a case without an FIR of its own. */
export async function reportClock(tx: Tx, caseId: string): Promise<FirFile['clock']> {
  const id = await clockIdOf(tx, caseId)
  const clock = (await clocksOf(tx, caseId)).find((one) => one.id === id)
  if (clock === undefined) return null
  const day14 = clock.proof?.result.investigationDay14
  const metOn = clock.state === 'void' ? null : clock.endedOn
  return {
    investigationDay14: typeof day14 === 'string' ? day14 : null,
    statutoryDue: clock.statutoryDue,
    effectiveDue: clock.effectiveDue,
    metOn,
    daysLate: metOn === null ? null : Math.max(0, daysBetween(clock.effectiveDue, metOn)),
    proof: clock.proof,
  }
}

async function clockIdOf(tx: Tx, caseId: string): Promise<string | null> {
  const { rows } = await sql<{ id: string | null }>`
    select clock_id as id from policing.fir where case_id = ${caseId}::uuid`.execute(tx)
  return rows[0]?.id ?? null
}
