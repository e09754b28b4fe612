import { sql } from 'kysely'
import { requireSecondPerson, standing } from '#kernel/access'
import {
  type CaseCharge,
  caseWorkflow,
  chargesOf,
  getCaseHead,
  getParty,
  partiesOf,
  setPartyState,
  tellCase,
} from '#kernel/cases'
import { emit } from '#kernel/events'
import { advance, currentState } from '#kernel/workflow'
import type { Tx } from '#platform/db'
import { refuse, refuseFields } from '#platform/http'
import type { AcquittalReason, Verdict } from './codes.ts'
import {
  type Consequence,
  consequenceOf,
  type SentenceGiven,
  type Warning,
  warningsOf,
} from './consequence.ts'
import { JudgmentSigned } from './events.ts'
import { followJudgment } from './hearings.ts'
import { refuseAhead } from './open-day.ts'
import { refuseUnsuitablePrison } from './prisons.ts'
import { draftAfterJudgment } from './release.ts'
import { commitToPrison } from './remand.ts'

export interface NewJudgment {
  readonly partyId: string
  readonly onDate: string
  readonly verdict: Verdict
  readonly acquittalReason?: AcquittalReason | undefined
  readonly textEn?: string | undefined
  readonly textUr?: string | undefined
  /** One for each charge against the accused. */
  readonly charges: readonly {
    readonly chargeId: string
    readonly verdict: 'convicted' | 'acquitted'
    readonly sentence?: SentenceGiven | undefined
  }[]
}

export interface Drafted {
  readonly consequence: Consequence
  readonly warnings: readonly Warning[]
}

/** What a judgment would do, without writing anything. @throws as draftJudgment */
export async function previewJudgment(tx: Tx, input: NewJudgment): Promise<Drafted> {
  const { charges } = await checked(tx, input)
  return {
    consequence: await consequenceOf(tx, input),
    warnings: warningsOf(standing(tx).jurisdiction, input, charges),
  }
}

/**
 * Drafts how a case ends for one accused; a draft before it is withdrawn. It has no effect until a judge signs it.
 * @throws courts.not-an-accused, courts.judgment-signed, courts.not-filed, courts.date-ahead, courts.no-death-for-child,
 *   invalid-input when a charge is left out, not-found
 */
export async function draftJudgment(
  tx: Tx,
  input: NewJudgment,
  call: { readonly sessionId: string | null },
): Promise<{ judgmentId: string } & Drafted> {
  const { unitId, jurisdiction, grantId } = standing(tx)
  const { caseId, charges } = await checked(tx, input)
  await sql`update courts.judgment set state = 'withdrawn' where party_id = ${input.partyId}::uuid and state = 'draft'`.execute(
    tx,
  )
  const { rows } = await sql<{ id: string }>`
    insert into courts.judgment (jurisdiction, case_id, party_id, court_id, on_date, verdict, acquittal_reason, text_en, text_ur,
      drafted_under, drafted_session)
    values (${jurisdiction}, ${caseId}::uuid, ${input.partyId}::uuid, ${unitId}, ${input.onDate}, ${input.verdict},
      ${input.acquittalReason ?? null}, ${input.textEn ?? null}, ${input.textUr ?? null}, ${grantId}::uuid, ${call.sessionId}::uuid)
    returning id`.execute(tx)
  const judgmentId = rows[0]!.id
  for (const [serial, charge] of input.charges.entries()) {
    await sql`insert into courts.judgment_charge (jurisdiction, judgment_id, charge_id, verdict)
      values (${jurisdiction}, ${judgmentId}::uuid, ${charge.chargeId}::uuid, ${charge.verdict})`.execute(tx)
    const { sentence } = charge
    if (sentence === undefined) continue
    await sql`insert into courts.sentence (jurisdiction, judgment_id, party_id, charge_id, term, imprisonment, relation, same_trial, set_off,
        set_off_custody, set_off_reasons, fine_amount, fine_default, serial)
      values (${jurisdiction}, ${judgmentId}::uuid, ${input.partyId}::uuid, ${charge.chargeId}::uuid, ${JSON.stringify(sentence.term)}::jsonb,
        ${sentence.imprisonment}, ${sentence.relation}, true, ${sentence.setOff}, ${JSON.stringify(sentence.setOffCustody)}::jsonb,
        ${sentence.setOffReasons ?? null}, ${sentence.fineAmount},
        ${sentence.fineDefault === undefined ? null : JSON.stringify(sentence.fineDefault)}::jsonb, ${serial + 1})`.execute(
      tx,
    )
  }
  return {
    judgmentId,
    consequence: await consequenceOf(tx, input),
    warnings: warningsOf(jurisdiction, input, charges),
  }
}

async function checked(
  tx: Tx,
  input: NewJudgment,
): Promise<{ caseId: string; charges: readonly CaseCharge[] }> {
  const party = await getParty(tx, input.partyId)
  if (party.role !== 'accused') throw refuse('courts.not-an-accused')
  if (party.outcome !== null) throw refuse('courts.judgment-signed')
  await refuseAhead(tx, input.onDate)
  const { state } = await currentState(tx, { kind: 'case', id: party.caseId })
  if (state !== 'filed' && state !== 'under-trial' && state !== 'decided') throw refuse('courts.not-filed')
  const charges = await chargesOf(tx, party.caseId, party.id)
  const given = new Set(input.charges.map(({ chargeId }) => chargeId))
  const left = charges.filter(({ id }) => !given.has(id))
  if (left.length > 0 || given.size !== charges.length || input.charges.length !== given.size)
    throw refuseFields([
      {
        path: 'charges',
        code: 'charges',
        message: {
          en: 'Decide each charge against this accused once, and no other.',
          ur: 'اس ملزم کے خلاف ہر الزام پر ایک ہی فیصلہ درج کریں، کسی اور پر نہیں۔',
        },
      },
    ])
  const head = await getCaseHead(tx, party.caseId)
  if (head.flags.includes('juvenile') && input.charges.some(({ sentence }) => sentence?.term === 'DEATH'))
    throw refuse('courts.no-death-for-child')
  return { caseId: party.caseId, charges }
}

interface DraftRow {
  id: string
  caseId: string
  partyId: string
  courtId: number
  verdict: Verdict
  state: 'draft' | 'signed' | 'withdrawn'
  draftedBy: string
  draftedUnder: string | null
  draftedSession: string | null
  sentenced: boolean
}

async function getDraft(tx: Tx, id: string): Promise<DraftRow> {
  const { rows } = await sql<DraftRow>`
    select j.id, j.case_id as "caseId", j.party_id as "partyId", j.court_id as "courtId", j.verdict, j.state, j.drafted_by as "draftedBy",
      j.drafted_under as "draftedUnder", j.drafted_session as "draftedSession",
      exists (select 1 from courts.sentence s where s.judgment_id = j.id) as sentenced
    from courts.judgment j where j.id = ${id}::uuid`.execute(tx)
  const found = rows[0]
  if (found === undefined) throw refuse('not-found')
  if (found.courtId !== standing(tx).unitId) throw refuse('courts.not-own-court')
  if (found.state !== 'draft') throw refuse('courts.judgment-not-draft')
  return found
}

/**
 * Signs a judgment: from now on it binds, the prison is told, and whoever must go there is sent. Never the person who drafted it.
 * @throws courts.judgment-not-draft, courts.prison-needed, courts.prison-unsuitable, access.same-person, access.same-session,
 *   access.delegate, not-found
 */
export async function signJudgment(
  tx: Tx,
  input: { judgmentId: string; prisonId?: number | undefined },
  call: { readonly sessionId: string | null },
): Promise<{ handoverId: string | null; releaseOrderId: string | null }> {
  const draft = await getDraft(tx, input.judgmentId)
  await requireSecondPerson(tx, call, {
    by: draft.draftedBy,
    under: draft.draftedUnder,
    session: draft.draftedSession,
  })
  const { numAffectedRows } =
    await sql`update courts.judgment set state = 'signed', signed_by = ${standing(tx).accountId}::uuid, signed_at = clock_timestamp()
    where id = ${draft.id}::uuid and state = 'draft'`.execute(tx)
  if (numAffectedRows !== 1n) throw refuse('courts.judgment-not-draft')
  const party = await getParty(tx, draft.partyId)
  let handoverId: string | null = null
  let releaseOrderId: string | null = null
  if (draft.verdict === 'convicted') {
    await setPartyState(tx, party.id, { outcome: 'convicted' })
    if (party.custody !== 'prison') {
      if (input.prisonId === undefined) throw refuse('courts.prison-needed')
      await refuseUnsuitablePrison(tx, party.id, input.prisonId, undefined)
      handoverId = await commitToPrison(tx, party, input.prisonId, draft.id)
    }
  } else {
    await setPartyState(tx, party.id, {
      outcome: draft.verdict === 'discharged' ? 'discharged' : 'acquitted',
      ...(party.custody === 'prison' ? {} : { custody: 'released' }),
    })
    if (party.custody === 'prison') releaseOrderId = await draftAfterJudgment(tx, draft)
  }
  await tellCase(tx, {
    caseId: draft.caseId,
    partyId: draft.partyId,
    kind: `courts.${draft.verdict === 'convicted' ? 'convicted' : draft.verdict === 'discharged' ? 'discharged' : 'acquitted'}`,
    agency: 'court',
  })
  await emit(tx, JudgmentSigned, { judgmentId: draft.id, caseId: draft.caseId, partyId: draft.partyId })
  await decideCase(tx, draft.caseId)
  await followJudgment(tx, draft)
  return { handoverId, releaseOrderId }
}

/** Withdraws a draft, so that it can be written anew. @throws courts.judgment-not-draft, not-found */
export async function withdrawJudgment(tx: Tx, input: { judgmentId: string }): Promise<{ partyId: string }> {
  const draft = await getDraft(tx, input.judgmentId)
  const { numAffectedRows } =
    await sql`update courts.judgment set state = 'withdrawn' where id = ${draft.id}::uuid and state = 'draft'`.execute(
      tx,
    )
  if (numAffectedRows !== 1n) throw refuse('courts.judgment-not-draft')
  return { partyId: draft.partyId }
}

/** The case is decided when it has ended for every accused before the court; absconders are tried when they are caught. */
async function decideCase(tx: Tx, caseId: string): Promise<void> {
  const waiting = (await partiesOf(tx, caseId)).filter(
    ({ role, outcome, custody }) =>
      role === 'accused' && outcome === null && custody !== 'absconding' && custody !== 'at-large',
  )
  const subject = { kind: 'case', id: caseId }
  const { state } = await currentState(tx, subject)
  if (waiting.length > 0 || state === 'decided') return
  const head = await getCaseHead(tx, caseId)
  await advance(tx, caseWorkflow, subject, 'decide', { fir: `${head.firNumber}/${head.firYear}` })
}
