import { sql } from 'kysely'
import { standing } from '#kernel/access'
import { tellCase } from '#kernel/cases'
import { emit } from '#kernel/events'
import type { Tx } from '#platform/db'
import { refuse } from '#platform/http'
import type { OutputOf } from '#platform/http/contract'
import type * as contract from './contract.ts'
import { custodyBefore } from './custody-before.ts'
import { ReferenceAnswered } from './events.ts'

type Row = OutputOf<typeof contract.listReferences>['rows'][number]

/** Days in which a prison should have its answer: a person is waiting for it. */
const daysToAnswer = 7

const open = (unitId: number) =>
  sql`from courts.reference r where r.court_id = ${unitId} and r.state = 'open'
    and exists (select 1 from cases.party p where p.id = r.party_id)`

/** Questions of prisons to the actor's court, the longest waiting first, with the custody a set-off would count. */
export async function listReferences(tx: Tx): Promise<{ rows: Row[]; total: number }> {
  const { rows } = await sql<Omit<Row, 'custody'>>`
    select r.id, r.case_id as "caseId", r.party_id as "partyId", r.question, r.text, r.asked_at as "askedAt",
      r.asked_at < clock_timestamp() - make_interval(days => ${daysToAnswer}) as overdue,
      c.fir_number as "firNumber", c.fir_year as "firYear", s.name_en as "stationEn", s.name_ur as "stationUr",
      p.name_en as "nameEn", p.name_ur as "nameUr", u.name_en as "prisonEn", u.name_ur as "prisonUr", j.on_date as "judgmentOn"
    from courts.reference r join cases.case c on c.id = r.case_id join cases.party p on p.id = r.party_id
    join units.current_unit s on s.id = c.police_station_id join units.current_unit u on u.id = r.prison_id
    left join courts.judgment j on j.party_id = r.party_id and j.state = 'signed'
    where r.court_id = ${standing(tx).unitId} and r.state = 'open' order by r.asked_at, r.id`.execute(tx)
  const all: Row[] = []
  for (const row of rows)
    all.push({
      ...row,
      custody: row.judgmentOn === null ? [] : await custodyBefore(tx, row.partyId, row.judgmentOn),
    })
  return { rows: all, total: all.length }
}

export async function countReferences(tx: Tx): Promise<{ count: number; overdue: number }> {
  const { rows } = await sql<{ count: number; overdue: number }>`
    select count(*)::integer as count,
      (count(*) filter (where r.asked_at < clock_timestamp() - make_interval(days => ${daysToAnswer})))::integer as overdue
    ${open(standing(tx).unitId)}`.execute(tx)
  return rows[0]!
}

export type Answer =
  | {
      readonly about: 'set-off'
      readonly order: 'GRANTED'
      readonly custody: readonly { from: string; to: string }[]
    }
  | { readonly about: 'set-off'; readonly order: 'REFUSED'; readonly reasons: string }
  | { readonly about: 'running'; readonly relation: 'CONCURRENT' | 'CONSECUTIVE' }
  | { readonly about: 'other'; readonly text: string }

/**
 * Answers a prison. An answer on set-off or on how sentences run is an order: it is written into the sentences it concerns.
 * @throws courts.reference-answered, courts.answer-not-to-question, courts.nothing-silent, courts.custody-after-judgment, not-found
 */
export async function answerReference(
  tx: Tx,
  input: { referenceId: string; answer: Answer },
): Promise<{ changed: number }> {
  const { rows } = await sql<{
    caseId: string
    partyId: string
    sentenceId: string | null
    question: 'set-off' | 'running' | 'other'
    state: string
  }>`select case_id as "caseId", party_id as "partyId", sentence_id as "sentenceId", question, state from courts.reference
    where id = ${input.referenceId}::uuid and court_id = ${standing(tx).unitId} for update`.execute(tx)
  const reference = rows[0]
  if (reference === undefined) throw refuse('not-found')
  if (reference.state !== 'open') throw refuse('courts.reference-answered')
  const { answer } = input
  if (answer.about !== reference.question) throw refuse('courts.answer-not-to-question')
  const changed = await order(tx, reference, answer)
  if (changed === 0 && answer.about !== 'other') throw refuse('courts.nothing-silent')
  await sql`update courts.reference set state = 'answered', answer = ${JSON.stringify(answer)}::jsonb, answered_at = clock_timestamp(),
      answered_by = ${standing(tx).accountId}::uuid where id = ${input.referenceId}::uuid`.execute(tx)
  await tellCase(tx, {
    caseId: reference.caseId,
    partyId: reference.partyId,
    kind:
      answer.about === 'set-off'
        ? `courts.set-off-${answer.order.toLowerCase()}`
        : 'courts.reference-answered',
    agency: 'court',
  })
  await emit(tx, ReferenceAnswered, {
    referenceId: input.referenceId,
    caseId: reference.caseId,
    partyId: reference.partyId,
  })
  return { changed }
}

async function order(
  tx: Tx,
  reference: { partyId: string; sentenceId: string | null },
  answer: Answer,
): Promise<number> {
  const which = sql`party_id = ${reference.partyId}::uuid and courts.is_signed(judgment_id)
    and (${reference.sentenceId}::uuid is null or id = ${reference.sentenceId}::uuid)`
  if (answer.about === 'other') return 0
  if (answer.about === 'running') {
    const { rows } = await sql`update courts.sentence set relation = ${answer.relation}
      where ${which} and relation = 'UNSPECIFIED' returning id`.execute(tx)
    return rows.length
  }
  if (answer.order === 'GRANTED') {
    const { rows: late } =
      await sql`select 1 from courts.judgment j where j.party_id = ${reference.partyId}::uuid and j.state = 'signed'
      and j.on_date <= ${answer.custody
        .map(({ to }) => to)
        .sort()
        .at(-1)!}::date`.execute(tx)
    if (late.length > 0) throw refuse('courts.custody-after-judgment')
  }
  const custody = answer.order === 'GRANTED' ? answer.custody : []
  const { rows } =
    await sql`update courts.sentence set set_off = ${answer.order}, set_off_custody = ${JSON.stringify(custody)}::jsonb,
      set_off_reasons = ${answer.order === 'REFUSED' ? answer.reasons : null}
    where ${which} and set_off = 'SILENT' returning id`.execute(tx)
  return rows.length
}
