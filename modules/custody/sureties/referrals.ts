import { sql } from 'kysely'
import { standing } from '#kernel/access'
import type { Tx } from '#platform/db'
import { refuse } from '#platform/http'
import type { OutputOf, ParsedInputOf } from '#platform/http/contract'
import { bothOf } from '../prisoners/names.ts'
import type * as contract from './contract.ts'
import { peopleWithBail } from './granted.ts'
import { heldStay, refuseFuture } from './sureties.ts'

type Mine = OutputOf<typeof contract.listMyReferrals>
type Told = Mine['rows'][number]['told']

/** What the prisoner agrees to have told: who, where, in which cases, and what is so of bail in each. Of the rest of the file nothing. */
async function toldOf(tx: Tx, imprisonmentId: string): Promise<Told> {
  const { rows } = await sql<{
    number: string
    name_en: string | null
    name_ur: string | null
    father_en: string | null
    father_ur: string | null
    prison: Told['prison']
    cases: (Omit<Told['cases'][number], 'grantedOn' | 'amount'> & { warrantId: string })[]
  }>`
    select i.number || '/' || i.year as number, p.name_en, p.name_ur, p.father_en, p.father_ur,
        jsonb_build_object('en', u.name_en, 'ur', u.name_ur) as prison,
        (select coalesce(jsonb_agg(jsonb_build_object('warrantId', w.id,
            'caseLabel', coalesce(w.fir_number || '/' || w.fir_year || coalesce(' ' || s.code, ''), w.sections), 'sections', w.sections,
            'court', case when c.id is not null then jsonb_build_object('en', c.name_en, 'ur', c.name_ur) end, 'detainedSince', w.detained_since,
            'bailFrom', b.eligible_from, 'ground', b.ground) order by w.issued_on, w.id), '[]')
          from custody.warrant w left join units.unit s on s.id = w.station_id left join units.current_unit c on c.id = w.court_id
          left join custody.bail_clock b on b.warrant_id = w.id and b.superseded_at is null and b.standing = 'counting'
          where w.imprisonment_id = i.id and w.state = 'in-force') as cases
      from custody.imprisonment i join people.record p on p.id = i.record_id join units.current_unit u on u.id = i.prison_id
     where i.id = ${imprisonmentId}::uuid`.execute(tx)
  const row = rows[0]!
  const [person] = await peopleWithBail(tx, imprisonmentId)
  const grantOf = new Map((person?.grants ?? []).map((grant) => [grant.warrantId, grant]))
  return {
    number: row.number,
    name: bothOf(row.name_en, row.name_ur),
    father: row.father_en === null && row.father_ur === null ? null : bothOf(row.father_en, row.father_ur),
    prison: row.prison,
    cases: row.cases.map(({ warrantId, ...one }) => ({
      ...one,
      grantedOn: grantOf.get(warrantId)?.grantedOn ?? null,
      amount: grantOf.get(warrantId)?.amount ?? null,
    })),
  }
}

/** @throws custody-sureties.no-consent: nobody is put before a stranger unasked */
export async function refer(
  tx: Tx,
  given: ParsedInputOf<typeof contract.referToLegalAid>,
): Promise<{ id: string }> {
  if (!given.consent) throw refuse('custody-sureties.no-consent')
  if (given.consentHow === 'before-witness' && given.consentWitness === undefined)
    throw refuse('custody-sureties.needs-witness')
  await refuseFuture(tx, given.consentOn)
  const held = await heldStay(tx, given.imprisonmentId)
  if (given.lawyerId !== undefined) {
    const { rows: known } =
      await sql`select 1 from custody.legal_aid_lawyers() where id = ${given.lawyerId}::uuid`.execute(tx)
    if (known.length === 0) throw refuse('custody-sureties.no-lawyer')
  }
  const told = await toldOf(tx, given.imprisonmentId)
  const { rows } = await sql<{ id: string }>`
    insert into custody.legal_aid_referral (jurisdiction, prison_id, imprisonment_id, reason, route, lawyer_id, consent_how, consent_on, consent_witness,
      told, words)
    values (${held.jurisdiction}, ${held.prison_id}, ${given.imprisonmentId}::uuid, ${given.reason}, ${given.route}, ${given.lawyerId ?? null}::uuid,
      ${given.consentHow}, ${given.consentOn}, ${given.consentWitness ?? null}, ${JSON.stringify(told)}::jsonb, ${given.words ?? null})
    on conflict (imprisonment_id, reason) where state in ('sent', 'accepted') do nothing returning id`.execute(
    tx,
  )
  if (rows[0] === undefined) throw refuse('custody-sureties.referred-already')
  return rows[0]
}

interface Locked {
  state: string
  lawyer_id: string | null
}

async function lockReferral(tx: Tx, id: string): Promise<Locked> {
  const { rows } = await sql<Locked>`
    select state, lawyer_id from custody.legal_aid_referral where id = ${id}::uuid for update`.execute(tx)
  if (rows[0] === undefined) throw refuse('not-found')
  return rows[0]
}

/** By the prison: consent taken back, settled otherwise, or a committee's answer that came on paper. */
export async function endByPrison(
  tx: Tx,
  given: ParsedInputOf<typeof contract.endReferral>,
): Promise<{ done: true }> {
  const found = await lockReferral(tx, given.referralId)
  const answers = given.state === 'accepted' || given.state === 'declined'
  if (answers && found.lawyer_id !== null) throw refuse('custody-sureties.lawyer-answers')
  if (found.state !== 'sent' && (answers || found.state !== 'accepted'))
    throw refuse('custody-sureties.referral-state')
  if (given.state !== 'withdrawn' && given.words === undefined) throw refuse('custody-sureties.needs-reason')
  await settle(tx, given.referralId, given.state, given.words ?? null, null)
  return { done: true }
}

export async function answerOwn(
  tx: Tx,
  given: ParsedInputOf<typeof contract.answerReferral>,
): Promise<{ done: true }> {
  await refuseFuture(tx, given.powerOn)
  const found = await lockReferral(tx, given.referralId)
  if (found.lawyer_id !== standing(tx).accountId) throw refuse('not-found')
  if (found.state !== (given.state === 'closed' ? 'accepted' : 'sent'))
    throw refuse('custody-sureties.referral-state')
  if (given.state !== 'accepted' && given.words === undefined) throw refuse('custody-sureties.needs-reason')
  await settle(tx, given.referralId, given.state, given.words ?? null, given.powerOn ?? null)
  return { done: true }
}

async function settle(
  tx: Tx,
  id: string,
  state: string,
  words: string | null,
  powerOn: string | null,
): Promise<void> {
  const ends = state === 'closed' || state === 'withdrawn'
  await sql`update custody.legal_aid_referral set state = ${state},
      answered_at = case when ${ends} then answered_at else clock_timestamp() end, answer = case when ${ends} then answer else ${words} end,
      power_on = coalesce(${powerOn}::date, power_on), ended_on = case when ${ends} then workflow.today() end,
      outcome = case when ${ends} then ${words} end where id = ${id}::uuid`.execute(tx)
}

/** Row policies show a lawyer what was referred to them in person while the consent stands, and nothing else. */
export async function listMine(tx: Tx, query: ParsedInputOf<typeof contract.listMyReferrals>): Promise<Mine> {
  const { rows } = await sql<Mine['rows'][number] & { total: number }>`
    select id, reason, route, state, consent_how as "consentHow", consent_on as "consentOn", words, sent_at as "sentAt", answered_at as "answeredAt",
        answer, power_on as "powerOn", ended_on as "endedOn", outcome, told, count(*) over ()::integer as total
      from custody.legal_aid_referral where lawyer_id = ${standing(tx).accountId}::uuid
       and ${query.show === 'open' ? sql`state in ('sent', 'accepted')` : sql`true`}
     order by state = 'sent' desc, sent_at desc, id limit ${query.size} offset ${(query.page - 1) * query.size}`.execute(
    tx,
  )
  const total = rows[0]?.total ?? 0
  return { rows: rows.map(({ total: _, ...row }) => row), total }
}

export async function countMine(tx: Tx): Promise<{ count: number; overdue: number }> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::integer as count from custody.legal_aid_referral where lawyer_id = ${standing(tx).accountId}::uuid and state = 'sent'`.execute(
    tx,
  )
  return { count: rows[0]!.count, overdue: 0 }
}
