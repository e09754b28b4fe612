import { sql } from 'kysely'
import { may, standing } from '#kernel/access'
import { recordOverrides } from '#kernel/audit'
import { keepAnswers } from '#kernel/extra-fields'
import { doubtsOfPerson } from '#kernel/people'
import type { Tx } from '#platform/db'
import { type Doubt, heed, refuse } from '#platform/http'
import type { GivenReason, OutputOf, ParsedInputOf } from '#platform/http/contract'
import { today } from '../law-of-prison.ts'
import { prisonOf } from '../prison-of.ts'
import { bothOf } from '../prisoners/names.ts'
import type * as contract from './contract.ts'
import { visitorsWhere } from './facts.ts'
import { refusalsWhere, visitsWhere } from './visits.ts'

/** The department whose registry of visitors this post writes. */
async function ownDepartment(tx: Tx): Promise<number> {
  const { rows } = await sql<{ id: number | null }>`select (custody.own_departments())[1] as id`.execute(tx)
  const id = rows[0]?.id ?? null
  if (id === null) throw refuse('not-found')
  return id
}

/** @throws not-found, custody-visits.released */
async function heldHere(tx: Tx, imprisonmentId: string): Promise<number> {
  const { rows } = await sql<{ prison_id: number; state: string }>`
    select prison_id, state from custody.imprisonment where id = ${imprisonmentId}::uuid`.execute(tx)
  if (rows[0] === undefined) throw refuse('not-found')
  if (rows[0].state !== 'in') throw refuse('custody-visits.released')
  return rows[0].prison_id
}

/** @throws custody-visits.listed-already, licence-needed */
async function tie(
  tx: Tx,
  given: {
    imprisonmentId: string
    visitorId: string
    relation: (typeof contract.relations)[number]
    licence: string | null
  },
  prisonId: number,
): Promise<string> {
  if (given.relation === 'advocate' && (given.licence ?? '') === '')
    throw refuse('custody-visits.licence-needed')
  const { rows } = await sql<{ id: string }>`
    insert into custody.visitor_tie (jurisdiction, prison_id, imprisonment_id, visitor_id, relation)
    values (${standing(tx).jurisdiction}, ${prisonId}, ${given.imprisonmentId}::uuid, ${given.visitorId}::uuid, ${given.relation})
    on conflict (imprisonment_id, visitor_id) do nothing returning id`.execute(tx)
  if (rows[0] === undefined) throw refuse('custody-visits.listed-already')
  return rows[0].id
}

/**
 * Registers a visitor in the department's own registry. The registry of persons is not asked: whoever is accused somewhere, or was a
 * victim, must not be found out at a visit desk. @throws custody-visits.known-cnic with the visitor who has that CNIC already
 */
export async function register(
  tx: Tx,
  given: ParsedInputOf<typeof contract.registerVisitor>,
): Promise<OutputOf<typeof contract.registerVisitor>> {
  const { visitor } = given
  const department = await ownDepartment(tx)
  const prisonId = await heldHere(tx, given.imprisonmentId)
  const doubts: Doubt[] = [
    ...doubtsOfPerson(
      {
        nameEn: visitor.name.en,
        nameUr: visitor.name.ur,
        sex: visitor.sex,
        aliases: [],
        ...(visitor.cnic === undefined ? {} : { cnic: visitor.cnic }),
      },
      'visitor',
    ),
  ]
  if (visitor.cnic !== undefined) {
    const { rows: known } = await sql<{ id: string; name_en: string; name_ur: string }>`
      select id, name_en, name_ur from custody.visitor where department_id = ${department} and cnic = ${visitor.cnic}`.execute(
      tx,
    )
    if (known[0] !== undefined)
      throw refuse('custody-visits.known-cnic', {
        visitorId: known[0].id,
        name: `${known[0].name_ur} · ${known[0].name_en}`,
      })
  } else {
    const { rows: alike } = await sql<{ id: string; name_ur: string; other_paper: string | null }>`
      select id, name_ur, other_paper from custody.visitor where department_id = ${department}
         and (name_ur = ${visitor.name.ur} or lower(name_en) = lower(${visitor.name.en})) and sex = ${visitor.sex} limit 1`.execute(
      tx,
    )
    if (alike[0] !== undefined)
      doubts.push({
        code: 'custody-visits.same-name',
        path: 'visitor.name.ur',
        params: { name: alike[0].name_ur, paper: alike[0].other_paper ?? '' },
        about: [alike[0].id],
      })
  }
  const reasons = heed(doubts, given.overrides)
  const { rows } = await sql<{ id: string }>`
    insert into custody.visitor (jurisdiction, department_id, name_en, name_ur, father_en, father_ur, sex, cnic, other_paper, licence, phone, overrides)
    values (${standing(tx).jurisdiction}, ${department}, ${visitor.name.en}, ${visitor.name.ur}, ${visitor.father?.en || null},
      ${visitor.father?.ur || null}, ${visitor.sex}, ${visitor.cnic ?? null}, ${visitor.otherPaper ?? null}, ${visitor.licence ?? null},
      ${visitor.phone || null}, ${JSON.stringify(reasons)}::jsonb)
    on conflict (department_id, cnic) do nothing returning id`.execute(tx)
  const visitorId = rows[0]?.id
  if (visitorId === undefined) throw refuse('custody-visits.known-cnic', { name: '' })
  await recordOverrides(tx, { name: 'custody.visitor', id: visitorId }, reasons)
  await keepAnswers(tx, { form: 'custody.visitor', subjectId: visitorId, extra: given.extra })
  const tieId = await tie(
    tx,
    {
      imprisonmentId: given.imprisonmentId,
      visitorId,
      relation: given.relation,
      licence: visitor.licence ?? null,
    },
    prisonId,
  )
  return { visitorId, tieId }
}

/** @throws not-found, custody-visits.listed-already, licence-needed, released */
export async function add(
  tx: Tx,
  given: ParsedInputOf<typeof contract.addToList>,
): Promise<{ tieId: string }> {
  const prisonId = await heldHere(tx, given.id)
  const { rows } = await sql<{ licence: string | null }>`
    select licence from custody.visitor where id = ${given.visitorId}::uuid`.execute(tx)
  if (rows[0] === undefined) throw refuse('not-found')
  return {
    tieId: await tie(
      tx,
      {
        imprisonmentId: given.id,
        visitorId: given.visitorId,
        relation: given.relation,
        licence: rows[0].licence,
      },
      prisonId,
    ),
  }
}

/** @throws not-found */
export async function vet(
  tx: Tx,
  given: ParsedInputOf<typeof contract.vetVisitor>,
): Promise<OutputOf<typeof contract.vetVisitor>> {
  const { numAffectedRows } = await sql`
    update custody.visitor_tie set state = ${given.state}, why = ${given.why || null}, until_on = ${given.untilOn ?? null}::date,
      decided_by = ${standing(tx).accountId}::uuid, decided_at = clock_timestamp() where id = ${given.tieId}::uuid`.execute(
    tx,
  )
  if (numAffectedRows === 0n) throw refuse('not-found')
  return { state: given.state }
}

type VisitorList = OutputOf<typeof contract.listVisitors>

/**
 * Visitors of this prison; a whole CNIC finds a visitor of the whole department, so that nobody is registered twice. What they visit
 * elsewhere is not told.
 */
export async function list(tx: Tx, query: ParsedInputOf<typeof contract.listVisitors>): Promise<VisitorList> {
  const prison = await prisonOf(tx, undefined)
  const on = await today(tx)
  const q = (query.q ?? '').trim()
  const digits = q.replace(/[\s-]/g, '')
  const cnic = /^[1-8][0-9]{12}$/.test(digits) ? digits : null
  const begins = `${q.replace(/[\\%_]/g, '\\$&')}%`
  const here = sql`exists (select 1 from custody.visitor_tie t where t.visitor_id = v.id and t.prison_id = ${prison.id}
    ${query.show === 'to-vet' ? sql`and t.state = 'pending'` : sql``})`
  const banned = sql`exists (select 1 from custody.visit_ban b where b.visitor_id = v.id and (b.prison_id = ${prison.id} or b.prison_id is null)
    and b.lifted_at is null and (b.until_on is null or b.until_on >= ${on}::date))`
  const where =
    cnic !== null
      ? sql`v.cnic = ${cnic}`
      : sql`${query.show === 'banned' ? banned : here} and (${q} = '' or lower(v.name_en) like lower(${begins}) or v.name_ur like ${begins})`
  const { rows: found } = await sql<{
    id: string
    total: number
    phone: string | null
    licence: string | null
  }>`
    select v.id, v.phone, v.licence, count(*) over ()::integer as total from custody.visitor v where ${where}
     order by v.name_en, v.id limit ${query.size} offset ${(query.page - 1) * query.size}`.execute(tx)
  if (found.length === 0) return { rows: [], total: 0 }
  const ids = found.map((row) => row.id)
  const people = new Map(
    (await visitorsWhere(tx, sql`v.id = any (${ids}::uuid[])`, prison.id, on)).map((one) => [one.id, one]),
  )
  const tiesOf = Map.groupBy(await tiesOfVisitors(tx, ids), (row) => row.visitorId)
  return {
    total: found[0]!.total,
    rows: found.flatMap((row) => {
      const person = people.get(row.id)
      if (person === undefined) return []
      return [
        {
          ...person,
          phone: row.phone,
          licence: row.licence,
          visiting: (tiesOf.get(row.id) ?? []).map(
            ({ tieId, imprisonmentId, number, name, father, relation, state }) => ({
              tieId,
              imprisonmentId,
              number,
              name,
              father,
              relation,
              state,
            }),
          ),
        },
      ]
    }),
  }
}

type PageTie = OutputOf<typeof contract.getVisitor>['ties'][number]

/** On whose lists these visitors stand, as far as the reader reaches; those to be vetted first. */
async function tiesOfVisitors(tx: Tx, ids: readonly string[]): Promise<(PageTie & { visitorId: string })[]> {
  const { rows } = await sql<{
    id: string
    visitor_id: string
    relation: PageTie['relation']
    state: PageTie['state']
    why: string | null
    until_on: string | null
    decided_at: string | null
    by_en: string | null
    by_ur: string | null
    imprisonment_id: string
    number: number
    year: number
    name_en: string | null
    name_ur: string | null
    father_en: string | null
    father_ur: string | null
  }>`select t.id, t.visitor_id, t.relation, t.state, t.why, t.until_on, t.decided_at, b.name_en as by_en, b.name_ur as by_ur, t.imprisonment_id,
       i.number, i.year, p.name_en, p.name_ur, p.father_en, p.father_ur
       from custody.visitor_tie t
       join custody.imprisonment i on i.id = t.imprisonment_id
       join people.record p on p.id = i.record_id
       left join lateral custody.signed_by(t.decided_by) b on true
      where t.visitor_id = any (${[...ids]}::uuid[]) order by t.state <> 'pending', t.added_at desc, t.id`.execute(
    tx,
  )
  return rows.map((row) => ({
    visitorId: row.visitor_id,
    tieId: row.id,
    imprisonmentId: row.imprisonment_id,
    number: `${row.number}/${row.year}`,
    name: bothOf(row.name_en, row.name_ur),
    father: row.father_en === null && row.father_ur === null ? null : bothOf(row.father_en, row.father_ur),
    relation: row.relation,
    state: row.state,
    why: row.why,
    untilOn: row.until_on,
    decidedBy: row.by_en === null ? null : bothOf(row.by_en, row.by_ur),
    decidedAt: row.decided_at,
  }))
}

/** @throws not-found */
export async function read(
  tx: Tx,
  { visitorId }: { visitorId: string },
): Promise<OutputOf<typeof contract.getVisitor>> {
  const prison = await prisonOf(tx, undefined)
  const on = await today(tx)
  const [person] = await visitorsWhere(tx, sql`v.id = ${visitorId}::uuid`, prison.id, on)
  if (person === undefined) throw refuse('not-found')
  const { rows } = await sql<{
    sex: string
    phone: string | null
    licence: string | null
    registeredAt: string
    overrides: GivenReason[]
  }>`
    select sex, phone, licence, registered_at as "registeredAt", overrides from custody.visitor where id = ${visitorId}::uuid`.execute(
    tx,
  )
  const { accountId } = standing(tx)
  const mayBan = may(tx, 'custody:ban-visitor')
  type Ban = OutputOf<typeof contract.getVisitor>['bans'][number]
  const { rows: bans } = await sql<Omit<Ban, 'mayDecide'> & { bannedBy: string | null }>`
    select b.id, b.prison_id is null as everywhere,
      case when u.id is null then null else jsonb_build_object('en', u.name_en, 'ur', u.name_ur) end as prison,
      b.from_on as "fromOn", b.until_on as "untilOn", b.authority, b.reason, b.note, b.appealed_on as "appealedOn", b.appeal,
      b.appeal_outcome as "appealOutcome", b.appeal_why as "appealWhy", b.lifted_at as "liftedAt", b.lifted_why as "liftedWhy",
      b.banned_by as "bannedBy", b.lifted_at is null and (b.until_on is null or b.until_on >= ${on}::date) as holds
      from custody.visit_ban b left join units.current_unit u on u.id = b.prison_id
     where b.visitor_id = ${visitorId}::uuid order by b.banned_at desc`.execute(tx)
  return {
    visitor: { ...person, ...rows[0]! },
    ties: (await tiesOfVisitors(tx, [visitorId])).map(({ visitorId: _, ...row }) => row),
    bans: bans.map(({ bannedBy, ...ban }) => ({
      ...ban,
      mayDecide: mayBan && ban.holds && bannedBy !== accountId,
    })),
    visits: (
      await visitsWhere(
        tx,
        sql`v.id in (select c.visit_id from custody.visit_person c where c.visitor_id = ${visitorId}::uuid)`,
        { size: 100, from: 0 },
      )
    ).rows,
    refusals: (await refusalsWhere(tx, sql`f.visitor_id = ${visitorId}::uuid`)).rows,
  }
}

/** Bans, and cancels what is booked meanwhile. @throws not-found, custody-visits.banned-already */
export async function ban(
  tx: Tx,
  given: ParsedInputOf<typeof contract.banVisitor>,
): Promise<OutputOf<typeof contract.banVisitor>> {
  const department = await ownDepartment(tx)
  const { rows: found } =
    await sql`select 1 from custody.visitor where id = ${given.visitorId}::uuid`.execute(tx)
  if (found.length === 0) throw refuse('not-found')
  // The department's own post bans everywhere, a prison's in its prison.
  const { unitId, jurisdiction } = standing(tx)
  const prisonId = unitId === department ? null : (await prisonOf(tx, undefined)).id
  const { rows: holding } = await sql`
    select 1 from custody.visit_ban where visitor_id = ${given.visitorId}::uuid and prison_id is not distinct from ${prisonId}::integer
       and lifted_at is null and coalesce(until_on, 'infinity') >= ${given.fromOn}::date`.execute(tx)
  if (holding.length > 0) throw refuse('custody-visits.banned-already')
  const { rows } = await sql<{ id: string }>`
    insert into custody.visit_ban (jurisdiction, department_id, prison_id, visitor_id, from_on, until_on, authority, reason, note)
    values (${jurisdiction}, ${department}, ${prisonId}, ${given.visitorId}::uuid, ${given.fromOn}::date, ${given.untilOn ?? null}::date,
      ${given.authority}, ${given.reason}, ${given.note}) returning id`.execute(tx)
  const { numAffectedRows } = await sql`
    update custody.visit set state = 'cancelled', ended_at = clock_timestamp(), ended_why = ${given.authority}
     where state = 'booked' and on_date >= ${given.fromOn}::date and on_date <= coalesce(${given.untilOn ?? null}::date, 'infinity')
       and (${prisonId}::integer is null or prison_id = ${prisonId})
       and id in (select visit_id from custody.visit_person where visitor_id = ${given.visitorId}::uuid)`.execute(
    tx,
  )
  return { banId: rows[0]!.id, cancelled: Number(numAffectedRows ?? 0) }
}

/** Whoever banned does not decide the appeal. @throws not-found, custody-visits.own-ban, no-appeal, ban-over */
export async function appeal(
  tx: Tx,
  given: ParsedInputOf<typeof contract.appealBan>,
): Promise<{ holds: boolean }> {
  const { accountId } = standing(tx)
  const { rows } = await sql<{ banned_by: string | null; appeal: string | null; lifted_at: string | null }>`
    select banned_by, appeal, lifted_at from custody.visit_ban where id = ${given.banId}::uuid for update`.execute(
    tx,
  )
  const found = rows[0]
  if (found === undefined) throw refuse('not-found')
  if (found.lifted_at !== null) throw refuse('custody-visits.ban-over')
  if (given.act === 'enter') {
    await sql`update custody.visit_ban set appealed_on = ${await today(tx)}::date, appeal = ${given.appeal}, appeal_outcome = null,
      appeal_why = null, appeal_by = null where id = ${given.banId}::uuid`.execute(tx)
    return { holds: true }
  }
  if (found.appeal === null) throw refuse('custody-visits.no-appeal')
  if (found.banned_by === accountId) throw refuse('custody-visits.own-ban')
  const lifted = given.outcome === 'lifted'
  await sql`update custody.visit_ban set appeal_outcome = ${given.outcome}, appeal_why = ${given.why}, appeal_by = ${accountId}::uuid,
      lifted_at = case when ${lifted} then clock_timestamp() end, lifted_by = case when ${lifted} then ${accountId}::uuid end,
      lifted_why = case when ${lifted} then ${given.why} end where id = ${given.banId}::uuid`.execute(tx)
  return { holds: !lifted }
}

/** On the home page: visitors who wait to be vetted. */
export async function countToVet(tx: Tx): Promise<{ count: number; overdue: number }> {
  const { rows } = await sql<{ count: number; overdue: number }>`
    select count(distinct visitor_id)::integer as count, (count(distinct visitor_id) filter (where added_at < clock_timestamp() - interval '3 days'))::integer as overdue
      from custody.visitor_tie where state = 'pending' and prison_id = any (access.units())`.execute(tx)
  return rows[0]!
}
