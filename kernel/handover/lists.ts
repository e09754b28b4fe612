import { sql } from 'kysely'
import { standing } from '#kernel/access'
import type { Tx } from '#platform/db'
import { refuse } from '#platform/http'
import type { Handover, HandoverFilter, HandoverRow, HandoverStep } from './contract.ts'
import { type AnyHandoverKind, definedHandovers, type HandoverOffer, kindOf } from './define.ts'
import { getOffer, type OfferRow, offerOf } from './offers.ts'

/** Kinds whose next step on a side is this post's business. */
function kindsOf(post: string, side: 'from' | 'to'): string[] {
  return definedHandovers()
    .filter((kind) => (side === 'from' ? kind.fromPosts : kind.toPosts).includes(post))
    .map((kind) => kind.kind)
}

const senderCompletes = (): string[] =>
  definedHandovers()
    .filter((kind) => kind.completedBy === 'from')
    .map((kind) => kind.kind)

/**
 * What a list shows. The list, its total and the count on the home page all read this, so that they cannot disagree.
 * What is late waits in both offices' lists: the receiver must answer it, the sender must ask after it.
 */
function shown(tx: Tx, filter: HandoverFilter) {
  const { post, units } = standing(tx)
  const party =
    filter.direction === 'incoming'
      ? sql`o.to_unit = any (${[...units]}::integer[])`
      : sql`o.from_unit = any (${[...units]}::integer[])`
  const which = {
    all: sql`true`,
    open: sql`o.state in ('offered', 'accepted', 'rejected')`,
    attention:
      filter.direction === 'incoming'
        ? sql`o.kind = any (${kindsOf(post, 'to')}::text[]) and (o.state = 'offered'
            or (o.state = 'accepted' and not o.kind = any (${senderCompletes()}::text[])))`
        : sql`o.kind = any (${kindsOf(post, 'from')}::text[]) and (o.state = 'rejected'
            or (o.state = 'accepted' and o.kind = any (${senderCompletes()}::text[]))
            or (o.state in ('offered', 'accepted') and o.due_on < workflow.today()))`,
  }[filter.show]
  return sql`${party} and ${which} and (${filter.kind ?? null}::text is null or o.kind = ${filter.kind ?? null})`
}

const late = sql`(o.state in ('offered', 'accepted', 'rejected') and o.due_on < workflow.today())`

export async function countHandovers(
  tx: Tx,
  filter: HandoverFilter,
): Promise<{ count: number; overdue: number }> {
  const { rows } = await sql<{ count: number; overdue: number }>`
    select count(*) as count, count(*) filter (where ${late}) as overdue from handover.offer o where ${shown(tx, filter)}`.execute(
    tx,
  )
  return rows[0]!
}

interface Row extends OfferRow {
  from_en: string
  from_ur: string
  to_en: string
  to_ur: string
  offered_at: string
  overdue: boolean
}

const columns = sql`
  select o.id, o.kind, o.subject_kind, o.subject_id, o.case_id, o.person_id, o.payload, o.documents::text[], o.follows,
         o.jurisdiction, o.from_unit, f.name_en as from_en, f.name_ur as from_ur, o.to_unit, t.name_en as to_en, t.name_ur as to_ur,
         o.state, o.round, o.offered_at, o.since, o.due_on, ${late} as overdue, o.reason
    from handover.offer o join units.current_unit f on f.id = o.from_unit join units.current_unit t on t.id = o.to_unit`

/** Hand-overs, the longest overdue first. */
export async function listOffers(
  tx: Tx,
  filter: HandoverFilter & { readonly page: number; readonly size: number },
): Promise<{ rows: HandoverRow[]; total: number; overdue: number }> {
  const { rows } = await sql<Row>`${columns} where ${shown(tx, filter)}
    order by o.state in ('done', 'withdrawn'), o.due_on, o.since, o.id limit ${filter.size} offset ${(filter.page - 1) * filter.size}`.execute(
    tx,
  )
  const { count, overdue } = await countHandovers(tx, filter)
  return { rows: rows.map((row) => rowOf(tx, row)), total: count, overdue }
}

function rowOf(tx: Tx, row: Row): HandoverRow {
  const kind = kindOf(row.kind)
  const held = offerOf(row)
  return {
    id: row.id,
    kind: row.kind,
    title: kind.title,
    subject: held.subject,
    caseId: row.case_id,
    personId: row.person_id,
    from: { id: row.from_unit, en: row.from_en, ur: row.from_ur },
    to: { id: row.to_unit, en: row.to_en, ur: row.to_ur },
    state: row.state,
    round: row.round,
    offeredAt: row.offered_at,
    since: row.since,
    dueOn: row.due_on,
    overdue: row.overdue,
    reason: row.reason,
    href: kind.href?.(held as HandoverOffer<never>) ?? null,
    may: powersOver(tx, held, kind),
  }
}

/** What the actor may do on the general page, by the rules the steps themselves check. */
function powersOver(tx: Tx, held: HandoverOffer, kind: AnyHandoverKind): HandoverRow['may'] {
  const { post, units } = standing(tx)
  const sends = units.includes(held.fromUnit) && kind.fromPosts.includes(post)
  const receives = units.includes(held.toUnit) && kind.toPosts.includes(post)
  const here = (act: 'accept' | 'reject' | 'complete'): boolean => kind.ownPage?.includes(act) !== true
  const completes = { to: receives, from: sends, either: sends || receives }[kind.completedBy ?? 'to']
  return {
    accept: receives && held.state === 'offered' && here('accept'),
    reject: receives && held.state === 'offered' && here('reject'),
    complete: completes && held.state === 'accepted' && here('complete'),
    withdraw: sends && (held.state === 'offered' || held.state === 'rejected'),
    offerAgain: sends && held.state === 'rejected',
  }
}

/** One hand-over with its steps. @throws refusal `not-found` */
export async function getHandoverPage(tx: Tx, id: string): Promise<Handover> {
  const { rows } = await sql<Row>`${columns} where o.id = ${id}::uuid`.execute(tx)
  const row = rows[0]
  if (row === undefined) throw refuse('not-found')
  return {
    ...rowOf(tx, row),
    payload: { ...row.payload },
    documents: row.documents,
    follows: row.follows,
    steps: await stepsOfOffer(tx, id),
  }
}

/** Every step of a hand-over, oldest first, with account, post and unit of whoever took it. */
export async function stepsOfOffer(tx: Tx, id: string): Promise<HandoverStep[]> {
  const { rows } = await sql<{
    id: string
    act: HandoverStep['act']
    side: 'from' | 'to'
    by_en: string
    by_ur: string
    post_en: string
    post_ur: string
    unit_en: string
    unit_ur: string
    at: string
    due_on: string | null
    reason: string | null
  }>`
    select s.id, s.act, s.side, a.name_en as by_en, a.name_ur as by_ur, p.title_en as post_en, p.title_ur as post_ur,
           u.name_en as unit_en, u.name_ur as unit_ur, s.at, s.due_on, s.reason
      from handover.step s join identity.account a on a.id = s.account_id join access.post p on p.code = s.post_code
      join units.current_unit u on u.id = s.unit_id
     where s.offer_id = ${id}::uuid order by s.at, s.id`.execute(tx)
  return rows.map((row) => ({
    id: row.id,
    act: row.act,
    side: row.side,
    by: { en: row.by_en, ur: row.by_ur },
    post: { en: row.post_en, ur: row.post_ur },
    unit: { en: row.unit_en, ur: row.unit_ur },
    at: row.at,
    dueOn: row.due_on,
    reason: row.reason,
  }))
}

/** The general page may not take a step that the kind asks more for. */
export async function refuseOwnPage(
  tx: Tx,
  id: string,
  act: 'accept' | 'reject' | 'complete',
): Promise<void> {
  const held = await getOffer(tx, id)
  if (kindOf(held.kind).ownPage?.includes(act) === true) throw refuse('handover.own-page')
}
