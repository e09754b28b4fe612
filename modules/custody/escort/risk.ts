import { sql } from 'kysely'
import { standing } from '#kernel/access'
import type { Tx } from '#platform/db'
import { refuse } from '#platform/http'
import type { OutputOf, ParsedInputOf } from '#platform/http/contract'
import { today } from '../law-of-prison.ts'
import { bothOf } from '../prisoners/names.ts'
import type * as contract from './contract.ts'
import { ruleOn } from './day.ts'

type Assessed = NonNullable<OutputOf<typeof contract.getRisk>['current']>

async function heldState(tx: Tx, id: string): Promise<{ prisonId: number; held: boolean }> {
  const { rows } = await sql<{ prison_id: number; state: string }>`
    select prison_id, state from custody.imprisonment where id = ${id}::uuid`.execute(tx)
  if (rows[0] === undefined) throw refuse('not-found')
  return { prisonId: rows[0].prison_id, held: rows[0].state === 'in' }
}

/** @throws not-found */
export async function riskOf(tx: Tx, { id }: { id: string }): Promise<OutputOf<typeof contract.getRisk>> {
  const { held } = await heldState(tx, id)
  const on = await today(tx)
  const { rows } = await sql<Assessed>`
    select class, reason, review_on as "reviewOn", assessed_at as at,
      (select jsonb_build_object('en', s.name_en, 'ur', s.name_ur) from custody.signed_by(assessed_by) s) as by
      from custody.risk_assessment where imprisonment_id = ${id}::uuid order by assessed_at desc limit 50`.execute(
    tx,
  )
  const [current = null, ...earlier] = rows
  const months = (await ruleOn(tx, on))?.reviewMonths ?? 6
  const { rows: next } = await sql<{ on: string }>`
    select (${on}::date + make_interval(months => ${months}))::date as on`.execute(tx)
  return { held, current, due: current !== null && current.reviewOn <= on, nextReview: next[0]!.on, earlier }
}

/** @throws not-found, custody.not-in, custody-escort.past when the review is not a day to come */
export async function assess(
  tx: Tx,
  given: ParsedInputOf<typeof contract.assessRisk>,
): Promise<OutputOf<typeof contract.assessRisk>> {
  const { prisonId, held } = await heldState(tx, given.id)
  if (!held) throw refuse('custody.not-in')
  if (given.reviewOn <= (await today(tx))) throw refuse('custody-escort.past')
  await sql`insert into custody.risk_assessment (jurisdiction, prison_id, imprisonment_id, class, reason, review_on)
    values (${standing(tx).jurisdiction}, ${prisonId}, ${given.id}::uuid, ${given.class}, ${given.reason}, ${given.reviewOn})`.execute(
    tx,
  )
  return { class: given.class }
}

/** The latest class of everyone held, as far as the reader reaches. */
const latest = sql`
  select distinct on (r.imprisonment_id) r.* from custody.risk_assessment r
    join custody.imprisonment i on i.id = r.imprisonment_id and i.state = 'in'
   where r.prison_id = any (access.units()) order by r.imprisonment_id, r.assessed_at desc`

export async function listReviews(
  tx: Tx,
  given: ParsedInputOf<typeof contract.listRiskReviews>,
): Promise<OutputOf<typeof contract.listRiskReviews>> {
  const { rows } = await sql<{
    id: string
    number: number
    year: number
    name_en: string | null
    name_ur: string | null
    class: contract.Seated['risk']
    reason: string
    review_on: string
    total: number
  }>`select i.id, i.number, i.year, p.name_en, p.name_ur, r.class, r.reason, r.review_on, count(*) over ()::integer as total
       from (${latest}) r join custody.imprisonment i on i.id = r.imprisonment_id join people.record p on p.id = i.record_id
      where case ${given.show}::text when 'due' then r.review_on <= workflow.today() when 'high' then r.class = 'high' else true end
      order by r.review_on, i.id limit ${given.size} offset ${(given.page - 1) * given.size}`.execute(tx)
  return {
    rows: rows.map((row) => ({
      imprisonmentId: row.id,
      number: `${row.number}/${row.year}`,
      name: bothOf(row.name_en, row.name_ur),
      class: row.class,
      reason: row.reason,
      reviewOn: row.review_on,
    })),
    total: rows[0]?.total ?? 0,
  }
}

export async function countReviewsDue(tx: Tx): Promise<{ count: number; overdue: number }> {
  const { rows } = await sql<{ count: number; overdue: number }>`
    select count(*)::integer as count, count(*) filter (where r.review_on < workflow.today())::integer as overdue
      from (${latest}) r where r.review_on <= workflow.today()`.execute(tx)
  return rows[0]!
}
