import { sql } from 'kysely'
import { standing } from '#kernel/access'
import type { Tx } from '#platform/db'
import { refuse, refuseStale } from '#platform/http'
import type { OutputOf, ParsedInputOf } from '#platform/http/contract'
import { today } from '../law-of-prison.ts'
import { bothOf } from '../prisoners/names.ts'
import type * as contract from './contract.ts'

type Found = OutputOf<typeof contract.getHabit>
type Decision = NonNullable<Found['current']>

interface Rule {
  readonly earlier: number
  readonly review_months: number
  readonly source_en: string
  readonly source_ur: string
  readonly refer: boolean
}

async function ruleOn(tx: Tx, on: string): Promise<Rule | null> {
  const { rows } = await sql<Rule>`
    select earlier, review_months, source_en, source_ur, refer from custody.habit_rule
     where jurisdiction = ${standing(tx).jurisdiction} and from_on <= ${on} order by from_on desc, set_at desc limit 1`.execute(
    tx,
  )
  return rows[0] ?? null
}

interface Stay {
  readonly prison_id: number
  readonly open: boolean
}

async function stayOf(tx: Tx, id: string): Promise<Stay> {
  const { rows } = await sql<Stay>`
    select prison_id, state = 'in' and category = 'convict' as open from custody.imprisonment where id = ${id}::uuid`.execute(
    tx,
  )
  if (rows[0] === undefined) throw refuse('not-found')
  return rows[0]
}

/** The latest first. */
async function decisionsOf(tx: Tx, id: string): Promise<Decision[]> {
  const { rows } = await sql<Decision>`
    select id, habit, ground, paper, reason, review_on as "reviewOn", decided_at as at,
      (select jsonb_build_object('en', s.name_en, 'ur', s.name_ur) from custody.signed_by(decided_by) s) as by
      from custody.habit where imprisonment_id = ${id}::uuid order by decided_at desc limit 50`.execute(tx)
  return rows
}

/** @throws not-found */
export async function habitOf(tx: Tx, { id }: { id: string }): Promise<Found> {
  const { open } = await stayOf(tx, id)
  const on = await today(tx)
  const [current = null, ...before] = await decisionsOf(tx, id)
  const { rows: earlier } = await sql<{
    imprisonment_id: string
    prison_en: string
    prison_ur: string
    number: number
    year: number
    admitted_year: number
    released_year: number | null
    sections: string
  }>`select c.*, u.name_en as prison_en, u.name_ur as prison_ur
       from custody.convictions_before(array[${id}::uuid]) c join units.current_unit u on u.id = c.prison_id`.execute(
    tx,
  )
  const rule = await ruleOn(tx, on)
  const { rows: next } =
    rule === null
      ? { rows: [] }
      : await sql<{ on: string }>`
          select (${on}::date + make_interval(months => ${rule.review_months}))::date as on`.execute(tx)
  return {
    open,
    current,
    due: current !== null && current.reviewOn <= on,
    before,
    earlier: earlier.map((row) => ({
      imprisonmentId: row.imprisonment_id,
      prison: { en: row.prison_en, ur: row.prison_ur },
      number: `${row.number}/${row.year}`,
      admittedYear: row.admitted_year,
      releasedYear: row.released_year,
      sections: row.sections,
    })),
    rule:
      rule === null
        ? null
        : { earlier: rule.earlier, source: { en: rule.source_en, ur: rule.source_ur }, refer: rule.refer },
    consider: rule !== null && earlier.length >= rule.earlier,
    nextReview: next[0]?.on ?? null,
  }
}

/**
 * @throws not-found
 * @throws stale-version when somebody has decided since the screen was read
 * @throws custody-classification.not-a-convict
 * @throws custody-classification.past when the review is not a day to come
 */
export async function decide(
  tx: Tx,
  given: ParsedInputOf<typeof contract.decideHabit>,
): Promise<OutputOf<typeof contract.decideHabit>> {
  // Two who decide at once follow each other: the second sees what the first wrote.
  await sql`select 1 from custody.imprisonment where id = ${given.id}::uuid for update`.execute(tx)
  const { prison_id, open } = await stayOf(tx, given.id)
  if (!open) throw refuse('custody-classification.not-a-convict')
  if (given.reviewOn <= (await today(tx))) throw refuse('custody-classification.past')
  const [current] = await decisionsOf(tx, given.id)
  if (current?.id !== given.seen)
    throw refuseStale({
      version: current?.id ?? '',
      values:
        current === undefined
          ? {}
          : {
              habit: current.habit,
              ground: current.ground,
              reason: current.reason,
              reviewOn: current.reviewOn,
            },
    })
  const { rows } = await sql<{ id: string }>`
    insert into custody.habit (jurisdiction, prison_id, imprisonment_id, habit, ground, paper, reason, earlier, review_on)
    values (${standing(tx).jurisdiction}, ${prison_id}, ${given.id}::uuid, ${given.habit}, ${given.ground}, ${given.paper ?? null},
      ${given.reason}, (select count(*) from custody.convictions_before(array[${given.id}::uuid])), ${given.reviewOn}) returning id`.execute(
    tx,
  )
  return { id: rows[0]!.id }
}

/** Every convict held in the reader's prisons with the latest decision, where there is one. */
const convicts = sql`
  select i.id, i.prison_id, i.number, i.year, i.record_id, i.admitted_at, h.habit, h.review_on
    from custody.imprisonment i
    left join lateral (select h.habit, h.review_on from custody.habit h where h.imprisonment_id = i.id order by h.decided_at desc limit 1) h on true
   where i.state = 'in' and i.category = 'convict' and i.prison_id = any (access.units())`

const shown = (
  show: string,
) => sql`case ${show}::text when 'open' then c.habit is null or c.review_on <= workflow.today()
  when 'habitual' then c.habit = 'habitual' else true end`

export async function listHabits(
  tx: Tx,
  given: ParsedInputOf<typeof contract.listHabits>,
): Promise<OutputOf<typeof contract.listHabits>> {
  const rule = await ruleOn(tx, await today(tx))
  const { rows } = await sql<{
    id: string
    number: number
    year: number
    name_en: string | null
    name_ur: string | null
    prison_en: string
    prison_ur: string
    admitted_on: string
    earlier: number
    habit: 'casual' | 'habitual' | null
    review_on: string | null
    total: number
  }>`
    with page as materialized (
      select c.*, count(*) over ()::integer as total from (${convicts}) c where ${shown(given.show)}
       order by c.review_on nulls first, c.admitted_at, c.id limit ${given.size} offset ${(given.page - 1) * given.size})
    select c.id, c.number, c.year, p.name_en, p.name_ur, u.name_en as prison_en, u.name_ur as prison_ur, c.habit, c.review_on, c.total,
        (c.admitted_at at time zone 'Asia/Karachi')::date as admitted_on, coalesce(b.earlier, 0)::integer as earlier
      from page c join people.record p on p.id = c.record_id join units.current_unit u on u.id = c.prison_id
      left join (select asked, count(*) as earlier from custody.convictions_before(array(select id from page)) group by 1) b on b.asked = c.id
     order by c.review_on nulls first, c.admitted_at, c.id`.execute(tx)
  return {
    rows: rows.map((row) => ({
      imprisonmentId: row.id,
      number: `${row.number}/${row.year}`,
      name: bothOf(row.name_en, row.name_ur),
      prison: { en: row.prison_en, ur: row.prison_ur },
      admittedOn: row.admitted_on,
      earlier: row.earlier,
      consider: rule !== null && row.earlier >= rule.earlier,
      habit: row.habit,
      reviewOn: row.review_on,
    })),
    total: rows[0]?.total ?? 0,
  }
}

/** Convicts nobody has classed and classes whose review is due. */
export async function countToClass(tx: Tx): Promise<{ count: number; overdue: number }> {
  const { rows } = await sql<{ count: number; overdue: number }>`
    select count(*)::integer as count, count(*) filter (where c.review_on < workflow.today())::integer as overdue
      from (${convicts}) c where c.habit is null or c.review_on <= workflow.today()`.execute(tx)
  return rows[0]!
}
