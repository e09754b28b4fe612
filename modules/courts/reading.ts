import { sql } from 'kysely'
import { may, standing } from '#kernel/access'
import { chargesOf, getCaseHead, getParty, partiesOf } from '#kernel/cases'
import { currentState } from '#kernel/workflow'
import type { Tx } from '#platform/db'
import { refuse } from '#platform/http'
import type { OutputOf } from '#platform/http/contract'
import { consequenceOf, type SentenceGiven, warningsOf } from './consequence.ts'
import type * as contract from './contract.ts'
import { custodyBefore } from './custody-before.ts'
import { todayOf } from './open-day.ts'
import { prisonsFor } from './prisons.ts'
import { remandOrdersOfCase } from './remand-standing.ts'

type JudgmentForm = OutputOf<typeof contract.getJudgmentForm>
type Draft = NonNullable<JudgmentForm['judgment']>

interface SentenceRow extends SentenceGiven {
  chargeId: string
  setOffCustody: { from: string; to: string }[]
}

async function sentencesOfJudgment(tx: Tx, judgmentId: string): Promise<SentenceRow[]> {
  const { rows } = await sql<SentenceRow & { setOffReasons: string | null; fineDefault: object | null }>`
    select charge_id as "chargeId", term, imprisonment, relation, set_off as "setOff", set_off_custody as "setOffCustody",
      set_off_reasons as "setOffReasons", fine_amount::float8 as "fineAmount", fine_default as "fineDefault"
    from courts.sentence where judgment_id = ${judgmentId}::uuid order by serial`.execute(tx)
  return rows.map(({ setOffReasons, fineDefault, ...row }) => ({
    ...row,
    ...(setOffReasons === null ? {} : { setOffReasons }),
    ...(fineDefault === null ? {} : { fineDefault }),
  }))
}

/** What the judgment form needs, and the judgment that stands, with its consequence computed by the law. */
export async function judgmentForm(tx: Tx, input: { partyId: string }): Promise<JudgmentForm> {
  const { unitId, accountId, jurisdiction } = standing(tx)
  const party = await getParty(tx, input.partyId)
  if (party.role !== 'accused') throw refuse('courts.not-an-accused')
  const head = await getCaseHead(tx, party.caseId)
  const charges = await chargesOf(tx, party.caseId, party.id)
  const today = await todayOf(tx)
  const { rows } = await sql<Omit<Draft, 'charges' | 'mine'> & { draftedBy: string; courtId: number }>`
    select j.id, j.state, j.on_date as "onDate", j.verdict, j.acquittal_reason as "acquittalReason", j.text_en as "textEn",
      j.text_ur as "textUr", j.drafted_by as "draftedBy", j.court_id as "courtId", (select json_build_object('en', a.name_en, 'ur', a.name_ur) from identity.account a where a.id = j.drafted_by) as "draftedByName",
      j.signed_at as "signedAt"
    from courts.judgment j where j.party_id = ${party.id}::uuid and j.state <> 'withdrawn'`.execute(tx)
  const found = rows[0]
  const base = {
    caseId: party.caseId,
    firNumber: head.firNumber,
    firYear: head.firYear,
    station: head.policeStation,
    stage: (await currentState(tx, { kind: 'case', id: party.caseId })).state,
    juvenile: head.flags.includes('juvenile'),
    nameEn: party.nameEn,
    nameUr: party.nameUr,
    custody: party.custody,
    outcome: party.outcome,
    today,
    charges: charges.map(({ id, act, section, titleEn, titleUr, maxPunishment }) => ({
      id,
      act,
      section,
      titleEn,
      titleUr,
      maxPunishment,
    })),
    custodyBefore: await custodyBefore(tx, party.id, found?.onDate ?? today),
    prisons: party.custody === 'prison' ? [] : await prisonsFor(tx, party.id),
  }
  if (found === undefined) return { ...base, judgment: null, consequence: null, warnings: [] }
  const { rows: findings } = await sql<{ chargeId: string; verdict: 'convicted' | 'acquitted' }>`
    select f.charge_id as "chargeId", f.verdict from courts.judgment_charge f where f.judgment_id = ${found.id}::uuid`.execute(
    tx,
  )
  const sentences = new Map(
    (await sentencesOfJudgment(tx, found.id)).map(({ chargeId, ...sentence }) => [chargeId, sentence]),
  )
  const judged = {
    partyId: party.id,
    onDate: found.onDate,
    verdict: found.verdict,
    charges: findings.map((finding) => ({ ...finding, sentence: sentences.get(finding.chargeId) })),
  }
  const { draftedBy, courtId, ...judgment } = found
  return {
    ...base,
    judgment: {
      ...judgment,
      mine: draftedBy === accountId,
      charges: judged.charges.map(({ sentence, ...finding }) => ({ ...finding, sentence: sentence ?? null })),
    },
    consequence: courtId === unitId ? await consequenceOf(tx, judged) : null,
    warnings: warningsOf(jurisdiction, judged, charges),
  }
}

type ToSign = OutputOf<typeof contract.listJudgmentsToSign>

/** Drafts that wait for the judge's signature. Older than three days is late: someone's liberty hangs on them. */
export async function judgmentsToSign(tx: Tx): Promise<ToSign> {
  const { rows } = await sql<ToSign['rows'][number]>`
    select j.id, j.party_id as "partyId", j.on_date as "onDate", j.verdict, c.fir_number as "firNumber", c.fir_year as "firYear",
      s.name_en as "stationEn", s.name_ur as "stationUr", p.name_en as "nameEn", p.name_ur as "nameUr", p.custody,
      j.created_at as "draftedAt", j.created_at < clock_timestamp() - interval '3 days' as overdue
    from courts.judgment j join cases.case c on c.id = j.case_id join cases.party p on p.id = j.party_id
    join units.current_unit s on s.id = c.police_station_id
    where j.court_id = ${standing(tx).unitId} and j.state = 'draft' order by j.created_at, j.id`.execute(tx)
  return { rows, total: rows.length }
}

export async function countJudgmentsToSign(tx: Tx): Promise<{ count: number; overdue: number }> {
  return tally((await judgmentsToSign(tx)).rows)
}

type Releases = OutputOf<typeof contract.listReleaseOrders>

/** Release orders of the actor's court, drafts first. A draft older than a day is late. */
export async function releaseOrders(
  tx: Tx,
  input: { show: 'to-sign' | 'open' | 'all'; page: number; size: number },
): Promise<Releases> {
  const states = {
    'to-sign': ['draft'],
    open: ['draft', 'issued', 'verified'],
    all: ['draft', 'issued', 'verified', 'used', 'cancelled'],
  }[input.show]
  const { rows } = await sql<Releases['rows'][number]>`
    select ${orderColumns} ${orderJoins}
    where o.court_id = ${standing(tx).unitId} and o.state = any (${states}::text[])
    order by o.state = 'draft' desc, coalesce(o.signed_at, o.created_at) desc, o.id
    limit ${input.size} offset ${(input.page - 1) * input.size}`.execute(tx)
  const { rows: counted } = await sql<{ total: number }>`
    select count(*)::integer as total ${orderJoins} where o.court_id = ${standing(tx).unitId} and o.state = any (${states}::text[])`.execute(
    tx,
  )
  return { rows, total: counted[0]!.total }
}

const orderColumns = sql`o.id, o.case_id as "caseId", o.party_id as "partyId", o.ground, o.number, o.year, o.issued_on as "issuedOn", o.state,
  o.created_at as "draftedAt", o.cancel_reason as "cancelReason", o.verified_at as "verifiedAt",
  o.state = 'draft' and o.created_at < clock_timestamp() - interval '1 day' as overdue,
  c.fir_number as "firNumber", c.fir_year as "firYear", s.name_en as "stationEn", s.name_ur as "stationUr",
  p.name_en as "nameEn", p.name_ur as "nameUr", prison.name_en as "prisonEn", prison.name_ur as "prisonUr",
  court.name_en as "courtEn", court.name_ur as "courtUr"`
const orderJoins = sql`from courts.release_order o join cases.case c on c.id = o.case_id join cases.party p on p.id = o.party_id
  join units.current_unit s on s.id = c.police_station_id join units.current_unit prison on prison.id = o.prison_id
  join units.current_unit court on court.id = o.court_id`

export async function countReleasesToSign(tx: Tx): Promise<{ count: number; overdue: number }> {
  const { rows } = await sql<{ count: number; overdue: number }>`
    select count(*)::integer as count,
      (count(*) filter (where o.created_at < clock_timestamp() - interval '1 day'))::integer as overdue
    ${orderJoins} where o.court_id = ${standing(tx).unitId} and o.state = 'draft'`.execute(tx)
  return rows[0]!
}

/** One release order as it is shown and printed. */
export async function getReleaseOrder(
  tx: Tx,
  input: { orderId: string },
): Promise<OutputOf<typeof contract.getReleaseOrder>> {
  const { accountId, unitId } = standing(tx)
  const { rows } = await sql<
    Releases['rows'][number] & {
      mine: boolean
      own: boolean
      fatherEn: string | null
      fatherUr: string | null
    }
  >`select ${orderColumns}, o.drafted_by = ${accountId}::uuid as mine, o.court_id = ${unitId} as own,
      r.father_en as "fatherEn", r.father_ur as "fatherUr", (select json_build_object('en', a.name_en, 'ur', a.name_ur) from identity.account a where a.id = o.drafted_by) as "draftedByName", (select json_build_object('en', a.name_en, 'ur', a.name_ur) from identity.account a where a.id = o.signed_by) as "signedByName"
    ${orderJoins} left join people.record r on r.id = p.record_id where o.id = ${input.orderId}::uuid`.execute(
    tx,
  )
  const order = rows[0]
  if (order === undefined) throw refuse('not-found')
  return {
    ...order,
    charges: (await chargesOf(tx, order.caseId, order.partyId)).map(({ act, section, titleEn, titleUr }) => ({
      act,
      section,
      titleEn,
      titleUr,
    })),
  } as OutputOf<typeof contract.getReleaseOrder>
}

const tally = (rows: readonly { overdue: boolean }[]) => ({
  count: rows.length,
  overdue: rows.filter(({ overdue }) => overdue).length,
})

type CourtFile = OutputOf<typeof contract.getCourtFile>

/** Hearings and orders of a case, as far as the reader may see. */
export async function courtFile(tx: Tx, input: { caseId: string }): Promise<CourtFile> {
  const { unitId } = standing(tx)
  const head = await getCaseHead(tx, input.caseId)
  const { rows: hearings } = await sql<CourtFile['hearings'][number]>`
    select h.id, h.on_date as "onDate", h.purpose, h.state, h.outcome, h.adjournment_reason as reason, h.adjourned_by as "adjournedBy",
      h.note, h.next_date as "nextDate", h.moved_reason as "movedReason", h.overrides, u.name_en as "courtEn", u.name_ur as "courtUr"
    from courts.hearing h join units.current_unit u on u.id = h.court_id
    where h.case_id = ${input.caseId}::uuid order by h.on_date desc, h.created_at desc`.execute(tx)
  const { rows: bail } = await sql<CourtFile['bail'][number]>`
    select id, party_id as "partyId", section, on_date as "onDate", result, reasons, surety_amount::float8 as "suretyAmount",
      surety_accepted_on as "suretyAcceptedOn", court_id = ${unitId} as own
    from courts.bail_order where case_id = ${input.caseId}::uuid order by on_date, created_at`.execute(tx)
  const { rows: releases } = await sql<CourtFile['releases'][number]>`
    select id, party_id as "partyId", ground, number, year, issued_on as "issuedOn", state
    from courts.release_order where case_id = ${input.caseId}::uuid order by created_at`.execute(tx)
  const { rows: judgments } = await sql<CourtFile['judgments'][number]>`
    select id, party_id as "partyId", verdict, on_date as "onDate", state from courts.judgment
    where case_id = ${input.caseId}::uuid and state <> 'withdrawn' order by on_date, created_at`.execute(tx)
  const sits = head.court?.id === unitId
  return {
    own: sits,
    mayList: may(tx, 'courts:list') && standing(tx).units.includes(unitId) && isCourt(tx),
    stage: (await currentState(tx, { kind: 'case', id: input.caseId })).state,
    accused: (await partiesOf(tx, input.caseId))
      .filter(({ role }) => role === 'accused')
      .map(({ id, nameEn, nameUr, custody, outcome }) => ({ id, nameEn, nameUr, custody, outcome })),
    hearings,
    remands: await remandOrdersOfCase(tx, input.caseId),
    bail,
    releases,
    judgments,
  }
}

const isCourt = (tx: Tx) => standing(tx).post === 'court-reader' || standing(tx).post === 'judge'
