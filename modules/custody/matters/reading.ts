import { type RawBuilder, sql } from 'kysely'
import { may, posts, standing } from '#kernel/access'
import type { Tx } from '#platform/db'
import { refuse } from '#platform/http'
import type { BothLanguages, OutputOf, ParsedInputOf } from '#platform/http/contract'
import { bothOf } from '../prisoners/names.ts'
import type * as contract from './contract.ts'

const titles = new Map(posts.map((post) => [post.code, post.title]))

interface Row {
  id: string
  kind: contract.MatterRow['kind']
  imprisonment_id: string
  number: string
  name_en: string | null
  name_ur: string | null
  prison_en: string
  prison_ur: string
  happened_at: string
  closed_at: string | null
  ended_at: string | null
  owed: number
  settled: number
  late: number
  next_due: string | null
  child_en: string | null
  child_ur: string | null
  six_on: string | null
}

/** The years at which a child leaves stand in the law data of its province; the corresponding day is reckoned in the database. */
const sixOn = sql`(select custody.birthday(c.born_on, r.due_years) from custody.duty_rule r where r.kind = 'child' and r.code = 'leaves'
  and r.jurisdiction in (c.jurisdiction, 'PK') and r.from_on <= c.came_on and (r.to_on is null or r.to_on > c.came_on)
  order by r.jurisdiction = 'PK', r.from_on desc limit 1)`

const columns = sql`m.id, m.kind, m.imprisonment_id, i.number || '/' || i.year as number, p.name_en, p.name_ur, u.name_en as prison_en,
  u.name_ur as prison_ur, m.happened_at, m.closed_at, m.ended_at, d.owed, d.settled, d.late, d.next_due, c.name_en as child_en,
  c.name_ur as child_ur, ${sixOn} as six_on`
const joins = sql`custody.matter m join custody.imprisonment i on i.id = m.imprisonment_id join people.record p on p.id = i.record_id
  join units.current_unit u on u.id = m.prison_id left join custody.child c on c.id = m.child_id
  cross join lateral (select (count(*) filter (where x.state in ('open', 'aside-proposed')))::integer as owed,
      (count(*) filter (where x.state in ('done', 'aside')))::integer as settled,
      (count(*) filter (where x.state in ('open', 'aside-proposed') and x.due_on < workflow.today()))::integer as late,
      min(x.due_on) filter (where x.state in ('open', 'aside-proposed')) as next_due
    from custody.duty x where x.matter_id = m.id) d`

function matterOf(row: Row): contract.MatterRow {
  return {
    id: row.id,
    kind: row.kind,
    imprisonmentId: row.imprisonment_id,
    number: row.number,
    name: bothOf(row.name_en, row.name_ur),
    prison: bothOf(row.prison_en, row.prison_ur),
    happenedAt: row.happened_at,
    closed: row.closed_at !== null,
    atLarge: row.kind === 'escape' && row.ended_at === null,
    owed: row.owed,
    settled: row.settled,
    late: row.late,
    nextDue: row.next_due,
    child: row.six_on === null ? null : { name: bothOf(row.child_en, row.child_ur), sixOn: row.six_on },
  }
}

function shown(show: (typeof contract.matterShows)[number]): RawBuilder<unknown> {
  if (show === 'all') return sql`true`
  if (show === 'closed') return sql`m.closed_at is not null`
  if (show === 'open') return sql`m.closed_at is null`
  if (show === 'at-large') return sql`m.kind = 'escape' and m.ended_at is null`
  return sql`m.closed_at is null and exists (select 1 from custody.duty x where x.matter_id = m.id
    and x.state in ('open', 'aside-proposed') and x.due_on <= workflow.today())`
}

/** What is overdue stands first, then by the day on which the next duty falls due. */
export async function list(
  tx: Tx,
  query: ParsedInputOf<typeof contract.listMatters>,
): Promise<OutputOf<typeof contract.listMatters>> {
  const where = sql`m.prison_id = any (access.units()) and ${shown(query.show)}
    and (${query.kind ?? null}::text is null or m.kind = ${query.kind ?? null})
    and (${query.imprisonmentId ?? null}::uuid is null or m.imprisonment_id = ${query.imprisonmentId ?? null}::uuid)`
  const { rows } = await sql<Row & { total: number }>`
    select ${columns}, (count(*) over ())::integer as total from ${joins} where ${where}
     order by m.closed_at is not null, d.late > 0 desc, d.next_due nulls last, m.happened_at desc, m.id
     limit ${query.size} offset ${(query.page - 1) * query.size}`.execute(tx)
  return { rows: rows.map(matterOf), total: rows[0]?.total ?? 0 }
}

/** How far ahead a child's leaving is planned is law data: the same days before as the duty to plan. */
export async function counts(tx: Tx): Promise<OutputOf<typeof contract.countMatters>> {
  const { rows } = await sql<OutputOf<typeof contract.countMatters>>`
    select (select count(*)::integer from custody.matter m where m.prison_id = any (access.units()) and m.closed_at is null) as open,
      (select count(*)::integer from custody.duty x where x.prison_id = any (access.units()) and x.state in ('open', 'aside-proposed')
        and x.due_on < workflow.today()) as "lateDuties",
      (select count(*)::integer from custody.matter m where m.prison_id = any (access.units()) and m.kind = 'escape' and m.ended_at is null) as "atLarge",
      (select count(*)::integer from custody.child c where c.prison_id = any (access.units()) and c.left_on is null) as children,
      (select count(*)::integer from custody.duty x join custody.matter m on m.id = x.matter_id and m.kind = 'child' and m.closed_at is null
        where x.prison_id = any (access.units()) and x.code = 'plan' and x.due_on <= workflow.today()) as "childrenSoonSix"`.execute(
    tx,
  )
  const found = rows[0]!
  return may(tx, 'custody:care-for-children') ? found : { ...found, children: null, childrenSoonSix: null }
}

/** On the home page: duties due by today, and how many of them are late. */
export async function countDuties(tx: Tx): Promise<{ count: number; overdue: number }> {
  const { rows } = await sql<{ count: number; overdue: number }>`
    select count(*)::integer as count, (count(*) filter (where x.due_on < workflow.today()))::integer as overdue from custody.duty x
     where x.prison_id = any (access.units()) and x.state in ('open', 'aside-proposed') and x.due_on <= workflow.today()`.execute(
    tx,
  )
  return rows[0]!
}

interface Detail extends Row {
  source: OutputOf<typeof contract.getMatter>['matter']['source']
  nationality: string | null
  note: string | null
  answer: boolean | null
  answered_on: string | null
  ended_how: string | null
  opened_by: BothLanguages | null
  opened_at: string
  days_at_large: number | null
  inside: boolean
  others_did: number
  sheet_document: string | null
  sheet_version: number | null
  sheet_number: string | null
}

type Child = NonNullable<OutputOf<typeof contract.getMatter>['child']>
interface ChildRow extends Omit<Child, 'name'> {
  name_en: string
  name_ur: string
}

interface DutyRow extends Omit<contract.Duty, 'name' | 'post' | 'ownAside'> {
  name_en: string
  name_ur: string
  post: string
  aside_account: string | null
}

const named = (column: string) =>
  sql`(select jsonb_build_object('en', s.name_en, 'ur', s.name_ur) from custody.signed_by(${sql.ref(column)}) s)`

/** @throws not-found */
export async function matterById(
  tx: Tx,
  { id }: { id: string },
): Promise<OutputOf<typeof contract.getMatter>> {
  const { rows } = await sql<Detail>`
    select ${columns}, m.source, m.nationality, m.note, m.answer, m.answered_on, m.ended_how, ${named('m.opened_by')} as opened_by, m.opened_at,
      m.sheet_document, m.sheet_version, m.sheet_number,
      exists (select 1 from custody.imprisonment s where s.id = m.imprisonment_id and s.state = 'in') as inside,
      (select count(*)::integer from custody.duty x where x.matter_id = m.id and x.code in ('medical-record', 'body-handed-over')
        and x.state = 'done' and x.done_by is distinct from access.account()) as others_did,
      case when m.kind = 'escape' and m.ended_at is not null then greatest(0, (m.ended_at at time zone 'Asia/Karachi')::date
        - (m.happened_at at time zone 'Asia/Karachi')::date - 1) end as days_at_large
      from ${joins} where m.id = ${id}::uuid`.execute(tx)
  const row = rows[0]
  if (row === undefined) throw refuse('not-found')
  const { rows: children } = await sql<ChildRow>`
    select c.id, c.name_en, c.name_ur, c.sex, c.born_on as "bornOn", c.proof, c.proof_reference as "proofReference", c.father,
      c.father_whereabouts as "fatherWhereabouts", c.came, c.came_on as "cameOn", ${sixOn} as "sixOn", c.plan, c.left_on as "leftOn",
      c.left_to as "leftTo" from custody.child c join custody.matter m on m.child_id = c.id where m.id = ${id}::uuid`.execute(
    tx,
  )
  const { rows: duties } = await sql<DutyRow>`
    select d.id, d.code, d.name_en, d.name_ur, d.citation, d.standing, d.post, d.due, d.due_on as "dueOn", d.paper, d.asks, d.stops, d.state,
      (d.if_answer is not null and d.due_on is null) or exists (select 1 from custody.duty b where b.matter_id = d.matter_id
        and b.before_code = d.code and b.state in ('open', 'aside-proposed')) as waits,
      d.done_on as "doneOn", d.reference, d.note, ${named('d.done_by')} as "doneBy", d.aside_why as "asideWhy",
      ${named('d.aside_by')} as "asideBy", d.aside_by as aside_account, ${named('d.confirmed_by')} as "confirmedBy"
      from custody.duty d where d.matter_id = ${id}::uuid order by d.position`.execute(tx)
  const child = children[0]
  const { accountId } = standing(tx)
  return {
    matter: {
      ...matterOf(row),
      source: row.source,
      nationality: row.nationality,
      note: row.note,
      answer: row.answer,
      answeredOn: row.answered_on,
      endedAt: row.ended_at,
      endedHow: row.ended_how,
      openedBy: row.opened_by,
      openedAt: row.opened_at,
      daysAtLarge: row.days_at_large,
      inside: row.inside,
      sheet:
        row.sheet_document === null || row.sheet_version === null
          ? null
          : {
              documentId: row.sheet_document,
              version: row.sheet_version,
              number: row.sheet_number ?? '',
            },
    },
    child: child === undefined ? null : childOf(child),
    duties: duties.map(({ name_en, name_ur, post, aside_account, ...duty }) => ({
      ...duty,
      name: bothOf(name_en, name_ur),
      post: titles.get(post) ?? { en: post, ur: post },
      ownAside: aside_account === accountId,
    })),
    may: {
      keep: may(tx, 'custody:keep-matters'),
      setAside: may(tx, 'custody:set-duty-aside'),
      attest: row.kind === 'death' && may(tx, 'custody:attest-death'),
      endStay: row.kind === 'death' && row.inside && row.others_did === 2 && may(tx, 'custody:end-by-death'),
    },
  }
}

function childOf({ name_en, name_ur, ...child }: ChildRow): Child {
  return { ...child, name: bothOf(name_en, name_ur) }
}
