import { sql } from 'kysely'
import { standing } from '#kernel/access'
import { emit, type Reaction, reaction } from '#kernel/events'
import type { Tx } from '#platform/db'
import { Refusal, refuse } from '#platform/http'
import type { OutputOf, ParsedInputOf } from '#platform/http/contract'
import { EarnedRemissionApproved } from '../../events.ts'
import { prisonOf } from '../../prison-of.ts'
import { sentenceFacts } from '../../sentence/facts.ts'
import { postEarned } from '../../sentence/ledger.ts'
import { barsOn, findingsOf, longerThan } from '../bars.ts'
import type * as contract from './contract.ts'
import type { CourseLaw } from './contract.ts'
import { courseLaw, educationRule } from './courses.ts'
import { scansOfResult } from './scans.ts'

interface ResultRow {
  id: string
  prison_id: number
  imprisonment_id: string
  kind: string
  marks: number | null
  passed: boolean
  issued_on: string
  state: string
  gross: string | null
  proposed: boolean
  scanned: boolean
}

/** Which row of the law data stands for a term of this length. */
export function rowFor(
  law: readonly CourseLaw[],
  first: string,
  lastDay: string | null,
): CourseLaw | undefined {
  const fitting = law.filter(
    ({ termMonths }) => termMonths === 0 || (lastDay !== null && longerThan(first, lastDay, termMonths)),
  )
  return fitting.at(-1)
}

/**
 * The deputy proposes remission for a passed course. The law bars it with its section, gives a number, gives a range out of which one
 * is proposed, or says nothing that was obtained: then no number is proposed.
 * @throws custody-regime.barred and others, custody.not-in, not-found
 */
export async function propose(
  tx: Tx,
  given: ParsedInputOf<typeof contract.proposeEarned>,
): Promise<OutputOf<typeof contract.proposeEarned>> {
  const { rows } = await sql<ResultRow>`
    select r.id, r.prison_id, r.imprisonment_id, r.course_code as kind, r.marks, r.passed, r.issued_on, i.state, d.result ->> 'grossExpiry' as gross,
      exists (select 1 from custody.earned_proposal p where p.result_id = r.id and p.state <> 'refused') as proposed,
      exists (select 1 from custody.result_scan s where s.result_id = r.id) as scanned
      from custody.result_card r join custody.imprisonment i on i.id = r.imprisonment_id
      left join custody.release_date d on d.imprisonment_id = i.id and d.state in ('computed', 'proposed', 'confirmed')
     where r.id = ${given.resultId}::uuid`.execute(tx)
  const result = rows[0]
  if (result === undefined || !result.passed) throw refuse('not-found')
  if (result.state !== 'in') throw refuse('custody.not-in')
  if (result.proposed) throw refuse('custody-regime.proposed-already')
  const rule = await educationRule(tx)
  if (rule.scanNeeded && !result.scanned) throw refuse('custody-regime.needs-scan')
  const facts = await sentenceFacts(tx, result.imprisonment_id)
  const begun = facts.inputs.sentences[0]
  if (begun === undefined && !facts.condemned) throw refuse('custody-regime.not-convicted')
  const findings = findingsOf(facts, result.gross, await barsOn(tx, result.issued_on))
  const barred = findings.find((one) => one.standing === 'barred')
  if (barred !== undefined)
    throw refuse('custody-regime.barred', {
      section: barred.section,
      why: barred.text.en,
      whyUr: barred.text.ur,
    })
  const law = rowFor(
    (await courseLaw(tx))(result.kind, result.issued_on),
    begun?.sentencedOn ?? result.issued_on,
    result.gross,
  )
  if (law === undefined) throw refuse('not-found')
  if (law.minMarks !== null && (result.marks ?? 0) < law.minMarks)
    throw refuse('custody-regime.marks-too-few', { least: law.minMarks, citation: law.citation })
  const months = law.standing === 'range' ? (given.months ?? null) : law.months
  if (
    law.standing === 'range' &&
    (months === null || months < law.months! || months > (law.mostMonths ?? law.months!))
  )
    throw refuse('custody-regime.out-of-range', {
      least: law.months,
      most: law.mostMonths,
      citation: law.citation,
    })
  // What is for an officer to weigh takes the number out of the machine's hands as a missing text does.
  const standingOf = findings.length > 0 ? 'refer' : law.standing
  const { rows: made } = await sql<{ id: string }>`
    insert into custody.earned_proposal (jurisdiction, prison_id, imprisonment_id, result_id, standing, months, citation, findings, remarks, due_on)
    values (${standing(tx).jurisdiction}, ${result.prison_id}, ${result.imprisonment_id}::uuid, ${result.id}::uuid, ${standingOf}, ${months},
      ${law.citation}, ${JSON.stringify(findings)}::jsonb, ${given.remarks}, workflow.today() + ${rule.forwardDays}::integer) returning id`.execute(
    tx,
  )
  return { proposalId: made[0]!.id, standing: standingOf }
}

async function lockProposal(tx: Tx, proposalId: string, wanted: 'proposed' | 'forwarded') {
  const { rows } = await sql<{
    state: string
    standing: string
    months: number | null
    proposed_by: string
    forwarded_by: string | null
  }>`select state, standing, months, proposed_by, forwarded_by from custody.earned_proposal where id = ${proposalId}::uuid for update`.execute(
    tx,
  )
  const row = rows[0]
  if (row === undefined) throw refuse('not-found')
  if (row.state !== wanted) throw refuse('custody-regime.not-open', { state: row.state })
  const { accountId } = standing(tx)
  if (row.proposed_by === accountId || row.forwarded_by === accountId) throw refuse('access.same-person')
  return row
}

/** @throws not-found, access.same-person, custody-regime.not-open */
export async function forward(
  tx: Tx,
  { proposalId }: { proposalId: string },
): Promise<OutputOf<typeof contract.forwardEarned>> {
  await lockProposal(tx, proposalId, 'proposed')
  const { decideDays } = await educationRule(tx)
  const { rows } = await sql<{ dueOn: string }>`
    update custody.earned_proposal set state = 'forwarded', forwarded_by = ${standing(tx).accountId}::uuid, forwarded_at = clock_timestamp(),
      due_on = workflow.today() + ${decideDays}::integer where id = ${proposalId}::uuid returning due_on as "dueOn"`.execute(
    tx,
  )
  return { state: 'forwarded', dueOn: rows[0]!.dueOn }
}

/** @throws not-found, access.same-person, custody-regime.not-open, .refer-unsettled without months and the paper they rest on */
export async function decide(
  tx: Tx,
  given: ParsedInputOf<typeof contract.decideEarned>,
): Promise<{ state: 'approved' | 'refused' }> {
  const row = await lockProposal(tx, given.proposalId, 'forwarded')
  const by = sql`decided_by = ${standing(tx).accountId}::uuid, decided_at = clock_timestamp()`
  if (given.approve === 'no') {
    await sql`update custody.earned_proposal set state = 'refused', ${by}, refused_why = ${given.why!}
      where id = ${given.proposalId}::uuid`.execute(tx)
    return { state: 'refused' }
  }
  const refer = row.standing === 'refer'
  const months = refer ? (given.months ?? row.months) : row.months
  if (months === null || (refer && given.restsOn === undefined))
    throw refuse('custody-regime.refer-unsettled')
  await sql`update custody.earned_proposal set state = 'approved', ${by}, instrument = ${given.instrument!}, months = ${months},
      rests_on = ${refer ? given.restsOn! : null} where id = ${given.proposalId}::uuid`.execute(tx)
  await emit(tx, EarnedRemissionApproved, { proposalId: given.proposalId })
  return { state: 'approved' }
}

/** What the Inspector-General approved is posted in the prison, which alone writes its ledger; once, however often it is told. */
export const earnedReactions: readonly Reaction[] = [
  reaction('custody.post-earned-remission', EarnedRemissionApproved, async (tx, { proposalId }) => {
    const { rows } = await sql<{ imprisonment_id: string; months: number; instrument: string }>`
      select imprisonment_id, months, instrument from custody.earned_proposal
       where id = ${proposalId}::uuid and state = 'approved' and remission_id is null and by_hand_why is null for update`.execute(
      tx,
    )
    const row = rows[0]
    if (row === undefined) return
    await sql`savepoint earned`.execute(tx)
    try {
      const { remissionId } = await postEarned(tx, {
        imprisonmentId: row.imprisonment_id,
        proposalId,
        months: row.months,
        instrument: row.instrument,
      })
      await sql`update custody.earned_proposal set remission_id = ${remissionId}::uuid where id = ${proposalId}::uuid`.execute(
        tx,
      )
    } catch (problem) {
      if (!(problem instanceof Refusal)) throw problem
      await sql`rollback to savepoint earned`.execute(tx)
      await sql`update custody.earned_proposal set by_hand_why = ${problem.code} where id = ${proposalId}::uuid`.execute(
        tx,
      )
    }
  }),
]

const shows = {
  'to-propose': sql`p.id is null`,
  proposed: sql`p.state = 'proposed'`,
  forwarded: sql`p.state = 'forwarded'`,
  decided: sql`p.state in ('approved', 'refused')`,
  all: sql`true`,
} as const

type Earned = OutputOf<typeof contract.listEarned>
const nameOf = (column: string) =>
  sql`(select jsonb_build_object('en', a.name_en, 'ur', a.name_ur) from identity.account a where a.id = ${sql.ref(`p.${column}`)})`

/** Without a prison asked for, of every prison the reader reaches: the Inspector-General's queue is one. */
export async function listEarned(tx: Tx, query: ParsedInputOf<typeof contract.listEarned>): Promise<Earned> {
  const prison = query.prisonId === undefined ? null : (await prisonOf(tx, query.prisonId)).id
  const { rows } = await sql<
    Omit<Earned['rows'][number], 'law'> & {
      total: number
      kind: string
      sentencedOn: string | null
      gross: string | null
    }
  >`select r.id as "resultId", p.id as "proposalId", r.imprisonment_id as "imprisonmentId", jsonb_build_object('en', u.name_en, 'ur', u.name_ur) as prison,
      i.number || '/' || i.year as number, jsonb_build_object('en', coalesce(n.name_en, n.name_ur), 'ur', coalesce(n.name_ur, n.name_en)) as name,
      jsonb_build_object('en', k.name_en, 'ur', k.name_ur) as course, k.code as kind, r.number as paper, ${scansOfResult('r.id')} as scans, r.issued_on as "issuedOn", r.marks,
      coalesce(p.state, 'to-propose') as state, p.standing, p.months, p.citation, coalesce(p.findings, '[]') as findings, p.remarks,
      case when p.state in ('proposed', 'forwarded') then p.due_on end as "dueOn", ${nameOf('proposed_by')} as "proposedBy",
      ${nameOf('forwarded_by')} as "forwardedBy", ${nameOf('decided_by')} as "decidedBy", p.instrument, p.rests_on as "restsOn",
      p.refused_why as "refusedWhy", p.remission_id is not null as posted, p.by_hand_why as "byHandWhy",
      (d.inputs -> 'sentences' -> 0 ->> 'sentencedOn') as "sentencedOn", d.result ->> 'grossExpiry' as gross, count(*) over ()::integer as total
      from custody.result_card r join custody.imprisonment i on i.id = r.imprisonment_id join people.record n on n.id = i.record_id
      join custody.course_kind k on k.code = r.course_code join units.current_unit u on u.id = r.prison_id
      left join custody.earned_proposal p on p.result_id = r.id
      left join custody.release_date d on d.imprisonment_id = i.id and d.state in ('computed', 'proposed', 'confirmed')
     where r.passed and (p.id is not null or i.state = 'in') and (${prison}::integer is null or r.prison_id = ${prison}) and ${shows[query.show]}
     order by case when p.state in ('proposed', 'forwarded') then p.due_on end nulls last, r.issued_on desc, r.id
     limit ${query.size} offset ${(query.page - 1) * query.size}`.execute(tx)
  const law = await courseLaw(tx)
  return {
    rows: rows.map(({ total: _, kind, sentencedOn, gross, ...row }) => ({
      ...row,
      law:
        row.proposalId === null
          ? (rowFor(law(kind, row.issuedOn), sentencedOn ?? row.issuedOn, gross) ?? null)
          : null,
    })),
    total: rows[0]?.total ?? 0,
  }
}

/** Results or proposals at one step. */
export async function countEarned(
  tx: Tx,
  at: 'to-propose' | 'proposed' | 'forwarded',
): Promise<{ count: number; overdue: number }> {
  const { rows } = await sql<{ count: number; overdue: number }>`
    select count(*)::integer as count, (count(*) filter (where p.due_on < workflow.today()))::integer as overdue from custody.result_card r join custody.imprisonment i on i.id = r.imprisonment_id
      left join custody.earned_proposal p on p.result_id = r.id
     where r.passed and (p.id is not null or i.state = 'in') and r.prison_id = any (access.units()) and ${shows[at]}`.execute(
    tx,
  )
  return rows[0]!
}
