import { sql } from 'kysely'
import { standing } from '#kernel/access'
import { caseWorkflow, getCaseHead, tellCase } from '#kernel/cases'
import { emit } from '#kernel/events'
import { accept, complete, findOpenOffer, offer } from '#kernel/handover'
import { meetClock, startClock } from '#kernel/law'
import { advance, currentState } from '#kernel/workflow'
import { challanHandover, keepReturn, pakistanDay, type ReturnedDefect } from '#modules/policing'
import type { Tx } from '#platform/db'
import { refuse, refuseUnlessCurrent, versionOf } from '#platform/http'
import type { Checklist } from './contract.ts'
import { type DefectCode, defects } from './defects.ts'
import { ChallanReturned } from './events.ts'
import { returnedChallan } from './returned-challan.ts'

const daysToCure = 3

/**
 * Receives the challan of a case and starts the scrutiny clock, under the section and calendar of the province, afresh at each
 * submission. Received again, it answers as the first time.
 * @throws prosecution.nothing-to-receive, and what `accept` of a hand-over refuses
 */
export async function receiveChallan(
  tx: Tx,
  { caseId }: { caseId: string },
): Promise<{ scrutinyId: string; statutoryDue: string; effectiveDue: string }> {
  const head = await getCaseHead(tx, caseId)
  const open = await findOpenOffer(tx, challanHandover.kind, { kind: 'case', id: caseId })
  if (open === null) throw refuse('prosecution.nothing-to-receive')
  const before = await receivedBefore(tx, open.id)
  if (before !== null) return before
  const offered = await accept(tx, open.id)
  const { reportId, seq } = offered.payload
  const receivedOn = pakistanDay(new Date().toISOString())
  const clock = await startClock(tx, {
    rule: 'scrutiny-return',
    inputs: { received: receivedOn },
    units: [open.toUnit],
    caseId,
  })
  const { rows } = await sql<{ id: string }>`
    insert into prosecution.scrutiny (jurisdiction, case_id, report_id, report_seq, offer_id, office_id, received_on, clock_id)
    values (${standing(tx).jurisdiction}, ${caseId}::uuid, ${String(reportId)}::uuid, ${Number(seq)}, ${open.id}::uuid, ${open.toUnit},
      ${receivedOn}, ${clock.id}::uuid)
    returning id`.execute(tx)
  await tellCase(tx, {
    caseId,
    kind: 'prosecution.challan-received',
    agency: 'prosecution',
    params: { fir: `${head.firNumber}/${head.firYear}` },
  })
  return { scrutinyId: rows[0]!.id, statutoryDue: clock.statutoryDue, effectiveDue: clock.effectiveDue }
}

async function receivedBefore(tx: Tx, offerId: string) {
  const { rows } = await sql<{ scrutinyId: string; statutoryDue: string; effectiveDue: string }>`
    select s.id as "scrutinyId", k.statutory_due as "statutoryDue", k.effective_due as "effectiveDue"
    from prosecution.scrutiny s join law.clock k on k.id = s.clock_id where s.offer_id = ${offerId}::uuid`.execute(
    tx,
  )
  return rows[0] ?? null
}

export interface OpenScrutiny {
  id: string
  caseId: string
  reportId: string
  offerId: string
  clockId: string
  state: 'open' | 'returned' | 'fit'
  checklist: Checklist
  note: string | null
}

/**
 * A scrutiny that waits for its decision, held for this transaction: of two who decide at once, the second sees what the first
 * has decided. @throws not-found, prosecution.already-decided
 */
export async function holdOpen(tx: Tx, scrutinyId: string): Promise<OpenScrutiny> {
  const { rows } = await sql<OpenScrutiny>`
    select id, case_id as "caseId", report_id as "reportId", offer_id as "offerId", clock_id as "clockId", state,
      checklist, note
    from prosecution.scrutiny where id = ${scrutinyId}::uuid for update`.execute(tx)
  const scrutiny = rows[0]
  if (scrutiny === undefined) throw refuse('not-found')
  if (scrutiny.state !== 'open') throw refuse('prosecution.already-decided')
  return scrutiny
}

/**
 * Keeps the checklist and the office's own note while the scrutiny is under way.
 * @throws not-found, prosecution.already-decided, stale-version when another prosecutor of the office has changed them meanwhile
 */
export async function saveScrutiny(
  tx: Tx,
  input: { scrutinyId: string; checklist: Checklist; note?: string | undefined; version: string },
): Promise<{ version: string }> {
  const { checklist, note } = await holdOpen(tx, input.scrutinyId)
  refuseUnlessCurrent(input.version, { checklist, note })
  await sql`update prosecution.scrutiny set checklist = ${JSON.stringify(input.checklist)}::jsonb, note = ${input.note || null}
    where id = ${input.scrutinyId}::uuid`.execute(tx)
  return { version: versionOf({ checklist: input.checklist, note: input.note }) }
}

export interface Return {
  readonly scrutinyId: string
  readonly defects: readonly { readonly code: DefectCode; readonly note?: string | undefined }[]
  readonly remarks?: string | undefined
  readonly dueBack?: string | undefined
}

/**
 * Returns a challan to its station: the defects are recorded in both languages, the station gets them as a hand-over and among
 * its own papers, and the case stands as returned until it is submitted again.
 * @throws not-found, prosecution.already-decided, prosecution.due-back-past
 */
export async function returnChallan(tx: Tx, given: Return): Promise<{ offerId: string }> {
  const scrutiny = await holdOpen(tx, given.scrutinyId)
  const head = await getCaseHead(tx, scrutiny.caseId)
  const today = pakistanDay(new Date().toISOString())
  const dueBack = given.dueBack ?? pakistanDay(new Date(Date.now() + daysToCure * 86_400_000).toISOString())
  if (dueBack < today) throw refuse('prosecution.due-back-past')
  const found = worded(given.defects)
  await settleEarlier(
    tx,
    scrutiny,
    found.map(({ code }) => code),
  )
  for (const defect of found) {
    await sql`insert into prosecution.defect (jurisdiction, case_id, scrutiny_id, code, text_en, text_ur, note)
      values (${standing(tx).jurisdiction}, ${scrutiny.caseId}::uuid, ${scrutiny.id}::uuid, ${defect.code}, ${defect.textEn},
        ${defect.textUr}, ${defect.note})`.execute(tx)
  }
  await decide(tx, scrutiny, 'returned', { dueBack, remarks: given.remarks || null })
  await keepReturn(tx, {
    caseId: scrutiny.caseId,
    reportId: scrutiny.reportId,
    defects: found,
    remarks: given.remarks || null,
    dueBack,
  })
  await complete(tx, scrutiny.offerId)
  const subject = { kind: 'case', id: scrutiny.caseId }
  const returned = await offer(tx, {
    kind: returnedChallan,
    subject,
    to: head.policeStation.id,
    payload: { caseId: scrutiny.caseId, scrutinyId: scrutiny.id, defects: found.map(({ code }) => code) },
    caseId: scrutiny.caseId,
    dueOn: dueBack,
  })
  // A further report of a case already in court is returned without moving the case.
  if ((await currentState(tx, subject)).state === 'under-scrutiny')
    await advance(tx, caseWorkflow, subject, 'return', {
      fir: `${head.firNumber}/${head.firYear}`,
      unitId: head.policeStation.id,
      queue: 'cure-defects',
    })
  await tellCase(tx, {
    caseId: scrutiny.caseId,
    kind: 'prosecution.challan-returned',
    agency: 'prosecution',
    params: { count: found.length },
    needs: 'policing:read-fir',
  })
  await emit(tx, ChallanReturned, { caseId: scrutiny.caseId, scrutinyId: scrutiny.id })
  return { offerId: returned.id }
}

function worded(given: Return['defects']): ReturnedDefect[] {
  const byCode = new Map(given.map((defect) => [defect.code, defect]))
  return [...byCode.values()].map(({ code, note }) => ({
    code,
    textEn: defects[code].text.en,
    textUr: defects[code].text.ur,
    note: note || null,
  }))
}

/** What an earlier scrutiny of the case found is now either found again or cured. */
export async function settleEarlier(
  tx: Tx,
  scrutiny: OpenScrutiny,
  repeated: readonly string[],
): Promise<void> {
  await sql`update prosecution.defect
    set state = case when code = any (${[...repeated]}::text[]) then 'repeated' else 'cured' end
    where case_id = ${scrutiny.caseId}::uuid and scrutiny_id <> ${scrutiny.id}::uuid and state = 'open'`.execute(
    tx,
  )
}

/** Writes the decision down and ends the scrutiny's clock, in time or late. */
export async function decide(
  tx: Tx,
  scrutiny: OpenScrutiny,
  state: 'returned' | 'fit',
  given: { dueBack?: string; remarks: string | null },
): Promise<void> {
  await sql`update prosecution.scrutiny set state = ${state}, decided_at = clock_timestamp(), decided_by = access.account(),
      due_back = ${given.dueBack ?? null}::date, remarks = ${given.remarks}
    where id = ${scrutiny.id}::uuid`.execute(tx)
  await meetClock(tx, scrutiny.clockId, pakistanDay(new Date().toISOString()))
}
