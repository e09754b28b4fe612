import { sql } from 'kysely'
import { standing } from '#kernel/access'
import { personCards } from '#kernel/people'
import type { Tx } from '#platform/db'
import { refuse } from '#platform/http'
import type { OutputOf } from '#platform/http/contract'
import { placeColumn } from '../accommodation/rooms.ts'
import { standingAtGate } from '../identity-check/at-the-gate.ts'
import { bothOf } from '../prisoners/names.ts'
import type { getReleasePage, listDiary } from './contract.ts'
import { checkGate } from './gate.ts'

export type DiaryShow = 'due' | 'orders' | 'to-approve' | 'at-gate' | 'to-confirm'

/** One condition for the list and for the count on the home page, so that the two cannot differ. */
function condition(show: DiaryShow, within: number) {
  switch (show) {
    case 'due':
      return sql`d.state is not null and d.due_release <= workflow.today() + ${within}::integer`
    case 'orders':
      return sql`exists (select 1 from custody.warrant w where w.imprisonment_id = i.id and w.state = 'in-force' and w.release_order is not null)`
    case 'to-approve':
      return sql`r.state = 'proposed'`
    case 'at-gate':
      return sql`r.state = 'approved'`
    case 'to-confirm':
      return sql`d.state in ('computed', 'proposed')`
  }
}

const from = sql`custody.imprisonment i
  left join custody.release_date d on d.imprisonment_id = i.id and d.state in ('computed', 'proposed', 'confirmed')
  left join custody.release r on r.imprisonment_id = i.id and r.state in ('proposed', 'approved')`

export async function listReleases(
  tx: Tx,
  query: { show: DiaryShow; within: number; page: number; size: number },
): Promise<OutputOf<typeof listDiary>> {
  const { rows } = await sql<{
    id: string
    number: number
    year: number
    name_en: string | null
    name_ur: string | null
    father_en: string | null
    father_ur: string | null
    category: string
    place: { en: string; ur: string } | null
    due_release: string | null
    date_state: string | null
    orders: number
    release_id: string | null
    release_state: string | null
    total: number
  }>`
    select i.id, i.number, i.year, p.name_en, p.name_ur, p.father_en, p.father_ur, i.category, ${placeColumn} as place, d.due_release, d.state as date_state,
      (select count(*)::integer from custody.warrant w where w.imprisonment_id = i.id and w.state = 'in-force' and w.release_order is not null) as orders,
      r.id as release_id, r.state as release_state, count(*) over ()::integer as total
      from ${from} join people.record p on p.id = i.record_id
     where i.state = 'in' and ${condition(query.show, query.within)}
     order by d.due_release nulls last, i.year, i.number limit ${query.size} offset ${(query.page - 1) * query.size}`.execute(
    tx,
  )
  return {
    rows: rows.map((row) => ({
      imprisonmentId: row.id,
      number: `${row.number}/${row.year}`,
      name: bothOf(row.name_en, row.name_ur),
      father: row.father_en === null && row.father_ur === null ? null : bothOf(row.father_en, row.father_ur),
      category: row.category,
      place: row.place,
      dueRelease: row.due_release,
      dateState: row.date_state,
      orders: row.orders,
      release: row.release_id === null ? null : { id: row.release_id, state: row.release_state ?? '' },
    })),
    total: rows[0]?.total ?? 0,
  }
}

export async function countReleases(
  tx: Tx,
  show: DiaryShow,
  within = 0,
): Promise<{ count: number; overdue: number }> {
  const { rows } = await sql<{ count: number; overdue: number }>`
    select count(*)::integer as count, (count(*) filter (where d.due_release < workflow.today()))::integer as overdue
      from ${from} where i.state = 'in' and ${condition(show, within)}`.execute(tx)
  return rows[0]!
}

/** The page on which a release is proposed, approved and carried out. @throws not-found */
export async function readRelease(tx: Tx, imprisonmentId: string): Promise<OutputOf<typeof getReleasePage>> {
  const { rows } = await sql<{ number: number; year: number; state: string; person_id: string }>`
    select number, year, state, person_id from custody.imprisonment where id = ${imprisonmentId}::uuid`.execute(
    tx,
  )
  const held = rows[0]
  if (held === undefined) throw refuse('not-found')
  const card = (await personCards(tx, [held.person_id])).get(held.person_id)
  const { rows: releases } = await sql<{
    id: string
    ground: string
    state: string
    proposed_by: string
    proposed_en: string
    proposed_ur: string
    proposed_at: string
    approved_en: string | null
    approved_ur: string | null
    approved_at: string | null
    left_at: string | null
    stopped_why: string | null
  }>`
    select r.id, r.ground, r.state, r.proposed_by, p.name_en as proposed_en, p.name_ur as proposed_ur, r.proposed_at,
      a.name_en as approved_en, a.name_ur as approved_ur, r.approved_at, r.left_at, r.stopped_why
      from custody.release r cross join lateral custody.signed_by(r.proposed_by) p left join lateral custody.signed_by(r.approved_by) a on true
     where r.imprisonment_id = ${imprisonmentId}::uuid order by r.proposed_at desc limit 1`.execute(tx)
  const release = releases[0]
  const { rows: property } = await sql<{ waiting: number }>`
    select count(*)::integer as waiting from custody.property_bag where imprisonment_id = ${imprisonmentId}::uuid and state = 'in-store'`.execute(
    tx,
  )
  return {
    prisoner: {
      imprisonmentId,
      number: `${held.number}/${held.year}`,
      name: bothOf(card?.nameEn ?? null, card?.nameUr ?? null),
      father:
        card === undefined || (card.fatherEn === null && card.fatherUr === null)
          ? null
          : bothOf(card.fatherEn, card.fatherUr),
      state: held.state,
    },
    gate: await checkGate(tx, imprisonmentId),
    release:
      release === undefined
        ? null
        : {
            id: release.id,
            ground: release.ground,
            state: release.state,
            proposedBy: { en: release.proposed_en, ur: release.proposed_ur },
            proposedAt: release.proposed_at,
            approvedBy:
              release.approved_en === null
                ? null
                : { en: release.approved_en, ur: release.approved_ur ?? release.approved_en },
            approvedAt: release.approved_at,
            leftAt: release.left_at,
            stoppedWhy: release.stopped_why,
            own: release.proposed_by === standing(tx).accountId,
          },
    propertyToReturn: property[0]?.waiting ?? 0,
    identity: await standingAtGate(tx, imprisonmentId),
  }
}
