import { sql } from 'kysely'
import { may, standing } from '#kernel/access'
import type { Tx } from '#platform/db'
import { refuse } from '#platform/http'
import type { OutputOf, ParsedInputOf } from '#platform/http/contract'
import { ruleToday } from '../discipline/reading.ts'
import { keptApartFrom } from './apart.ts'
import type * as contract from './contract.ts'
import { labelOf, placesOf } from './rooms.ts'
import { type Held, heldWhere, someoneOf } from './sleepers.ts'

type PlaceOf = OutputOf<typeof contract.getPlaceOf>
type NonAssociation = NonNullable<PlaceOf['nonAssociations']>[number]

/** @throws not-found */
async function getHeld(tx: Tx, id: string): Promise<Held> {
  const [held] = await heldWhere(tx, sql`i.id = ${id}::uuid`)
  if (held === undefined) throw refuse('not-found')
  return held
}

/** What the prisoner's page shows of where the prisoner sleeps. @throws not-found */
export async function placeOf(tx: Tx, id: string): Promise<PlaceOf> {
  const prisoner = await getHeld(tx, id)
  const places = await placesOf(tx, prisoner.prisonId)
  const { rows } = await sql<{
    id: string
    location_id: string
    bed_en: string | null
    bed_ur: string | null
    from_at: string
    to_at: string | null
    reason: string
  }>`select a.id, a.location_id, b.name_en as bed_en, b.name_ur as bed_ur, a.from_at, a.to_at, a.reason
       from custody.allocation a left join custody.location b on b.id = a.bed_id
      where a.imprisonment_id = ${id}::uuid order by a.from_at desc limit 50`.execute(tx)
  const { rows: wards } = await sql<{
    ward: 'isolation' | 'hospital'
    from_at: string
    expected_until: string | null
    location_id: string | null
  }>`select ward, from_at, expected_until, location_id from custody.medical_ward
      where imprisonment_id = ${id}::uuid and until_at is null`.execute(tx)
  const ward = wards[0]
  return {
    held: prisoner.state === 'in',
    places: rows.map((row) => {
      const label = labelOf(places, row.location_id)
      return {
        id: row.id,
        locationId: row.location_id,
        place:
          row.bed_en === null
            ? label
            : { en: `${label.en} / ${row.bed_en}`, ur: `${label.ur} / ${row.bed_ur}` },
        fromAt: row.from_at,
        toAt: row.to_at,
        reason: row.reason,
      }
    }),
    breaches: (await keptApartFrom(tx, prisoner)).breaches(prisoner, places),
    ward:
      ward === undefined
        ? null
        : {
            ward: ward.ward,
            fromAt: ward.from_at,
            until: ward.expected_until,
            place: ward.location_id === null ? null : labelOf(places, ward.location_id),
          },
    nonAssociations: may(tx, 'custody:read-non-associations')
      ? await nonAssociationsOf(tx, prisoner, (locationId) => labelOf(places, locationId))
      : null,
  }
}

async function nonAssociationsOf(
  tx: Tx,
  prisoner: Held,
  label: (locationId: string) => { en: string; ur: string },
): Promise<NonAssociation[]> {
  const { rows } = await sql<{
    id: string
    own_role: NonAssociation['ownRole']
    other_role: NonAssociation['otherRole']
    reason: NonAssociation['reason']
    scope: NonAssociation['scope']
    review_on: string | null
    note: string | null
    recorded_at: string
    ended: boolean
    other_id: string | null
  }>`with me as (select people.same_person(${prisoner.personId}::uuid) as ids)
    select n.id, case when n.one_person = any (me.ids) then n.one_role else n.other_role end as own_role,
      case when n.one_person = any (me.ids) then n.other_role else n.one_role end as other_role,
      n.reason, n.scope, n.note, n.recorded_at, n.review_on, n.ended_at is not null as ended,
      (select i.id from custody.imprisonment i where i.state = 'in'
         and i.person_id = any (people.same_person(case when n.one_person = any (me.ids) then n.other_person else n.one_person end)) limit 1) as other_id
      from me join custody.non_association n on n.one_person = any (me.ids) or n.other_person = any (me.ids)
     order by n.ended_at is not null, n.recorded_at desc`.execute(tx)
  const ids = rows.flatMap((row) => (row.other_id === null ? [] : [row.other_id]))
  const others = ids.length === 0 ? [] : await heldWhere(tx, sql`i.id = any (${ids}::uuid[])`)
  const byId = new Map(others.map((one) => [one.imprisonmentId, one]))
  return rows.map((row) => {
    const other = row.other_id === null ? undefined : byId.get(row.other_id)
    return {
      id: row.id,
      other:
        other === undefined
          ? null
          : {
              ...someoneOf(other),
              place:
                other.locationId === null || other.prisonId !== prisoner.prisonId
                  ? null
                  : label(other.locationId),
            },
      ownRole: row.own_role,
      otherRole: row.other_role,
      reason: row.reason,
      scope: row.scope,
      note: row.note,
      recordedAt: row.recorded_at,
      reviewOn: row.review_on,
      ended: row.ended,
    }
  })
}

/** @throws custody-accommodation.same-person, apart-already, custody.not-in, not-found */
export async function keepApart(
  tx: Tx,
  given: ParsedInputOf<typeof contract.recordNonAssociation>,
): Promise<{ id: string; together: boolean }> {
  const [one, other] = [await getHeld(tx, given.oneId), await getHeld(tx, given.otherId)]
  if (one.state !== 'in' || other.state !== 'in') throw refuse('custody.not-in')
  if (one.personId === other.personId) throw refuse('custody-accommodation.same-person')
  const { rows } = await sql<{ id: string }>`
    insert into custody.non_association (jurisdiction, prison_id, one_person, other_person, one_role, other_role, reason, scope, note, review_on)
    values (${standing(tx).jurisdiction}, ${one.prisonId}, ${one.personId}::uuid, ${other.personId}::uuid, ${given.oneRole},
      ${given.otherRole}, ${given.reason}, ${given.scope}, ${given.note || null}, ${await nextReview(tx)}::date)
    on conflict do nothing returning id`.execute(tx)
  if (rows[0] === undefined) throw refuse('custody-accommodation.apart-already')
  const near = (await keptApartFrom(tx, one)).breaches(one, await placesOf(tx, one.prisonId))
  return {
    id: rows[0].id,
    together: near.some(({ who }) => who?.some((each) => each.imprisonmentId === given.otherId) === true),
  }
}

/** @throws not-found */
export async function endApart(tx: Tx, given: { id: string; why: string }): Promise<{ ended: true }> {
  const { numAffectedRows } = await sql`
    update custody.non_association set ended_at = clock_timestamp(), ended_by = ${standing(tx).accountId}::uuid, ended_why = ${given.why}
     where id = ${given.id}::uuid and ended_at is null`.execute(tx)
  if (numAffectedRows === 0n) throw refuse('not-found')
  return { ended: true }
}

/** When a non-association is looked at again, by the months configured for the province. */
async function nextReview(tx: Tx): Promise<string> {
  const { apartMonths } = await ruleToday(tx)
  const { rows } = await sql<{ on: string }>`
    select (workflow.today() + make_interval(months => ${apartMonths}))::date as on`.execute(tx)
  return rows[0]!.on
}

/** Still needed: looked at again later. @throws not-found */
export async function reviewApart(tx: Tx, { id }: { id: string }): Promise<{ reviewOn: string }> {
  const reviewOn = await nextReview(tx)
  const { numAffectedRows } = await sql`
    update custody.non_association set review_on = ${reviewOn}::date, reviewed_by = ${standing(tx).accountId}::uuid, reviewed_at = clock_timestamp()
     where id = ${id}::uuid and ended_at is null`.execute(tx)
  if (numAffectedRows === 0n) throw refuse('not-found')
  return { reviewOn }
}

const toReview = sql`n.ended_at is null and n.review_on <= workflow.today()`

/** On the home page: what must be looked at again. */
export async function countToReview(tx: Tx): Promise<{ count: number; overdue: number }> {
  const { rows } = await sql<{ count: number; overdue: number }>`
    select count(*)::integer as count, (count(*) filter (where n.review_on < workflow.today()))::integer as overdue
      from custody.non_association n where ${toReview}`.execute(tx)
  return rows[0]!
}

/** Pairs as one list, those to be looked at again first. */
export async function listApart(
  tx: Tx,
  query: ParsedInputOf<typeof contract.listNonAssociations>,
): Promise<OutputOf<typeof contract.listNonAssociations>> {
  type Row = OutputOf<typeof contract.listNonAssociations>['rows'][number]
  const where = {
    standing: sql`n.ended_at is null`,
    review: toReview,
    ended: sql`n.ended_at is not null`,
    all: sql`true`,
  }[query.show]
  const stay = (column: string) =>
    sql`(select i.id from custody.imprisonment i where i.person_id = any (people.same_person(${sql.ref(column)})) order by i.state, i.admitted_at desc limit 1)`
  const { rows } = await sql<
    Omit<Row, 'one' | 'other'> & {
      one_id: string | null
      other_id: string | null
      one_role: NonAssociation['ownRole']
      other_role: NonAssociation['otherRole']
      total: number
    }
  >`select n.id, ${stay('n.one_person')} as one_id, ${stay('n.other_person')} as other_id, n.one_role, n.other_role, n.reason, n.scope, n.note,
      n.recorded_at as "recordedAt", n.review_on as "reviewOn", n.ended_at as "endedAt", n.ended_why as "endedWhy", count(*) over ()::integer as total
      from custody.non_association n where ${where}
     order by n.review_on nulls last, n.recorded_at desc, n.id limit ${query.size} offset ${(query.page - 1) * query.size}`.execute(
    tx,
  )
  const ids = rows.flatMap(({ one_id, other_id }) => [one_id ?? [], other_id ?? []].flat())
  const held = ids.length === 0 ? [] : await heldWhere(tx, sql`i.id = any (${ids}::uuid[])`)
  const byId = new Map(held.map((one) => [one.imprisonmentId, someoneOf(one)]))
  return {
    rows: rows.map(({ one_id, other_id, one_role, other_role, total: _, ...row }) => {
      const one = byId.get(one_id ?? '')
      const other = byId.get(other_id ?? '')
      return {
        ...row,
        one: one === undefined ? null : { ...one, role: one_role },
        other: other === undefined ? null : { ...other, role: other_role },
      }
    }),
    total: rows[0]?.total ?? 0,
  }
}
