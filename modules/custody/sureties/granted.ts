import { sql } from 'kysely'
import { standing } from '#kernel/access'
import { hadBailGranted, hadSentenceSuspended, latestBailOrder, latestReleaseOrder } from '#modules/courts'
import type { Tx } from '#platform/db'
import type { OutputOf, ParsedInputOf } from '#platform/http/contract'
import { bothOf } from '../prisoners/names.ts'
import type * as contract from './contract.ts'
import { noticeDue, obstacleOf, obstaclesOf, type SuretyFact } from './obstacles.ts'

type List = OutputOf<typeof contract.listBailGranted>
type Grant = contract.BailOf['grants'][number]

interface GrantRow extends Omit<Grant, 'court' | 'days' | 'obstacle'> {
  court_en: string | null
  court_ur: string | null
  accepted: boolean
  order: 'issued' | 'verified' | 'used' | null
}

/** One person with everything that the papers of the prison and the courts' own orders say of their bail. */
interface Person {
  imprisonment_id: string
  since: string
  days: number
  grants: GrantRow[]
  offered: number
  verified: number
  late_steps: number
  other_cases: number
  holds: number
  said: contract.Obstacle[]
  reminded: string | null
  days_since_reminder: number | null
  escalated: string | null
  reminder: number | null
  escalation: number | null
}

const party = sql`w.party_id`

/**
 * Bail that stands of everybody inside: by the court's own order, by a robkar on paper that ended the warrant, by a suspended sentence
 * whose order has come, or by a hold that waits for a surety. Read anew each time; nothing of it is stored. Bare facts in one walk
 * through the warrants, since the first page of a desk counts from them too; the courts' latest orders are looked at only where bail was
 * ever granted.
 */
const granted = (one: string | null) => sql`
  select w.imprisonment_id, w.id as warrant_id, null::uuid as hold_id, case when w.state = 'ended' then 'paper' else 'court' end as source,
      case when w.state = 'ended' then w.ended_on when w.kind = 'remand' then b.on_date else o.issued_on end as granted_on,
      b.surety_amount as amount, w.state = 'ended' or w.kind = 'conviction' or b.surety_accepted_on is not null as accepted,
      case when w.state = 'ended' then 'verified' else o.state end as "order"
    from near w
    left join lateral ${latestBailOrder(party)} b on w.state = 'in-force' and w.kind = 'remand'
    left join lateral ${latestReleaseOrder(party, sql`w.issued_on`)} o on w.state = 'in-force'
   where case
       when w.state = 'ended' then true
       when w.kind = 'conviction' then o.ground = 'sentence-suspended'
       else b.result = 'granted' and not exists (select 1 from cases.party y where y.id = w.party_id and y.outcome is not null) end
  union all
  select i.id, null, h.id, 'hold', h.placed_on, m.amount, false, null
    from custody.imprisonment i join custody.hold h on h.imprisonment_id = i.id and h.kind = 'SURETY' and h.lifted_at is null
    left join custody.money_due m on m.hold_id = h.id where ${inside(one)}`

/** The few warrants of those inside that bail may stand in. */
const near = (one: string | null) => sql`
  select w.id, w.imprisonment_id, w.party_id, w.state, w.kind, w.issued_on, w.ended_on
    from custody.imprisonment i join custody.warrant w on w.imprisonment_id = i.id
   where ${inside(one)} and case
       when w.state = 'ended' then w.source = 'paper' and w.ended_ground in ('bail', 'sentence-suspended')
       when w.state <> 'in-force' then false
       when w.kind = 'remand' then ${hadBailGranted(party)}
       when w.kind = 'conviction' then ${hadSentenceSuspended(party)}
       else false end`

/** The same in words: which case, before which court. */
const described = sql`
  select g.imprisonment_id, g.warrant_id as "warrantId", g.source, g.granted_on as "grantedOn", g.amount::float8 as amount, g.accepted, g."order",
      case when g.source = 'hold' then h.source else coalesce(w.fir_number || '/' || w.fir_year || coalesce(' ' || s.code, ''), w.sections) end as "caseLabel",
      coalesce(w.sections, '') as sections, c.name_en as court_en, c.name_ur as court_ur
    from granted g left join custody.warrant w on w.id = g.warrant_id left join custody.hold h on h.id = g.hold_id
    left join units.unit s on s.id = w.station_id left join units.current_unit c on c.id = w.court_id`

/** Without a value that is asked for, the plan of the first page's count is made once and kept. */
function inside(one: string | null) {
  const everybody = sql`i.state = 'in' and i.prison_id = any (access.units())`
  return one === null ? everybody : sql`${everybody} and i.id = ${one}::uuid`
}

/** What decides whether something is to go out for a person `p` of the imprisonment `i`. */
const noticeFacts = sql`workflow.today() - p.since as days, n.reminded, workflow.today() - n.reminded as days_since_reminder, n.escalated,
        custody.conditional_number(i.jurisdiction, 'surety-reminder', workflow.today()) as reminder,
        custody.conditional_number(i.jurisdiction, 'surety-escalation', workflow.today()) as escalation`
const noticesSent = sql`cross join lateral (select max(b.sent_on) filter (where b.kind = 'reminder') as reminded, max(b.sent_on) filter (where b.kind = 'escalation') as escalated
        from custody.bail_notice b where b.imprisonment_id = p.imprisonment_id and b.sent_on >= p.since) n`

/** Everybody who has bail and is inside, or the one asked about. */
export async function peopleWithBail(tx: Tx, one: string | null = null): Promise<Person[]> {
  const { rows } = await sql<Person>`
    with near as materialized (${near(one)}), granted as materialized (${granted(one)}), described as materialized (${described}),
    people as materialized (select imprisonment_id, min("grantedOn") as since,
        jsonb_agg(to_jsonb(described) - 'imprisonment_id' order by "grantedOn", "warrantId") as grants, array_agg("warrantId") as warrants
      from described group by imprisonment_id)
    select p.imprisonment_id, p.since, p.grants, s.offered, s.verified, s.late as late_steps,
        (select count(*)::integer from custody.warrant w where w.imprisonment_id = p.imprisonment_id and w.state = 'in-force'
          and w.id <> all (array_remove(p.warrants, null))) as other_cases,
        (select count(*)::integer from custody.hold h where h.imprisonment_id = p.imprisonment_id and h.lifted_at is null and h.kind <> 'SURETY'
          and coalesce(h.until, 'infinity') >= workflow.today()) as holds,
        array(select o.kind from custody.bail_obstacle o where o.imprisonment_id = p.imprisonment_id and o.cleared_on is null order by o.kind) as said,
        ${noticeFacts}
      from people p join custody.imprisonment i on i.id = p.imprisonment_id
      cross join lateral (select count(*)::integer as offered, (count(*) filter (where k.steps > 0 and k.confirmed = k.steps))::integer as verified,
          coalesce(sum(k.late), 0)::integer as late
        from custody.surety x cross join lateral (select count(*) as steps, count(*) filter (where t.answer = 'confirmed') as confirmed,
            count(*) filter (where t.answered_on is null and t.due_on < workflow.today()) as late from custody.surety_step t where t.surety_id = x.id) k
        where x.imprisonment_id = p.imprisonment_id and x.state = 'offered') s
      ${noticesSent}
     order by p.since, p.imprisonment_id`.execute(tx)
  return rows
}

const suretiesOf = (person: Person): SuretyFact => ({ offered: person.offered, verified: person.verified })

export function obstaclesOfPerson(person: Person): contract.Obstacle[] {
  return obstaclesOf(person.grants, suretiesOf(person), {
    otherCases: person.other_cases,
    holds: person.holds,
    said: person.said,
  })
}

type NoticeFacts = Pick<Person, 'days' | 'days_since_reminder' | 'escalated' | 'reminder' | 'escalation'>

const noticeOf = (person: NoticeFacts) =>
  noticeDue(
    person.days,
    { daysSinceReminder: person.days_since_reminder, escalated: person.escalated !== null },
    { reminder: person.reminder, escalation: person.escalation },
  )

export function grantsOf(person: Person, today: string): Grant[] {
  return person.grants.map(({ court_en, court_ur, accepted, order, ...grant }) => ({
    ...grant,
    court: court_en === null && court_ur === null ? null : bothOf(court_en, court_ur),
    days: Math.round((Date.parse(today) - Date.parse(grant.grantedOn)) / 86_400_000),
    obstacle: obstacleOf({ source: grant.source, accepted, order }, suretiesOf(person)),
  }))
}

/** A sum is told only where each grant names one: less would be a false promise. */
function amountOf(person: Person): number | null {
  return person.grants.reduce<number | null>(
    (sum, { amount }) => (sum === null || amount === null ? null : sum + amount),
    0,
  )
}

const bandOf = (days: number): List['all']['bands'][number]['band'] =>
  days <= 7 ? 'week' : days <= 30 ? 'month' : days <= 90 ? 'quarter' : 'longer'

export async function listGranted(
  tx: Tx,
  query: ParsedInputOf<typeof contract.listBailGranted>,
): Promise<List> {
  const people = (await peopleWithBail(tx)).map((person) => ({
    person,
    obstacles: obstaclesOfPerson(person),
    notice: noticeOf(person),
  }))
  const chosen = people.filter(
    (one) =>
      (query.obstacle === undefined || one.obstacles.includes(query.obstacle)) &&
      (query.notice === undefined || one.notice === query.notice),
  )
  const page = chosen.slice((query.page - 1) * query.size, query.page * query.size)
  const { rows: names } = await sql<{
    id: string
    number: string
    name_en: string | null
    name_ur: string | null
    father_en: string | null
    father_ur: string | null
    prison_en: string
    prison_ur: string
    legalAid: List['rows'][number]['legalAid']
  }>`
    select i.id, i.number || '/' || i.year as number, p.name_en, p.name_ur, p.father_en, p.father_ur, u.name_en as prison_en, u.name_ur as prison_ur,
        (select o.state from handover.offer o where o.person_id = i.person_id and o.kind = 'legal-aid.matter' order by o.offered_at desc limit 1) as "legalAid"
      from custody.imprisonment i join people.record p on p.id = i.record_id join units.current_unit u on u.id = i.prison_id
     where i.id = any (${page.map(({ person }) => person.imprisonment_id)}::uuid[])`.execute(tx)
  const { jurisdiction } = standing(tx)
  const { rows: rules } = await sql<List['rules']>`
    select custody.conditional_number(${jurisdiction}, 'surety-reminder', workflow.today()) as reminder,
      custody.conditional_number(${jurisdiction}, 'surety-escalation', workflow.today()) as escalation`.execute(
    tx,
  )
  const byId = new Map(names.map((row) => [row.id, row]))
  const count = <Key extends string>(keys: readonly Key[]) =>
    [...Map.groupBy(keys, (key) => key)].map(([key, all]) => ({ key, people: all.length }))
  return {
    rows: page.flatMap(({ person, obstacles, notice }) => {
      const named = byId.get(person.imprisonment_id)
      if (named === undefined) return []
      return [
        {
          imprisonmentId: person.imprisonment_id,
          number: named.number,
          name: bothOf(named.name_en, named.name_ur),
          father:
            named.father_en === null && named.father_ur === null
              ? null
              : bothOf(named.father_en, named.father_ur),
          prison: bothOf(named.prison_en, named.prison_ur),
          since: person.since,
          days: person.days,
          amount: amountOf(person),
          grants: person.grants.length,
          obstacles,
          sureties: person.offered,
          lateSteps: person.late_steps,
          reminded: person.reminded,
          escalated: person.escalated,
          notice,
          legalAid: named.legalAid,
        },
      ]
    }),
    total: chosen.length,
    all: {
      people: people.length,
      days: people.reduce((sum, { person }) => sum + person.days, 0),
      longest: Math.max(0, ...people.map(({ person }) => person.days)),
      due: people.filter(({ notice }) => notice !== null).length,
      obstacles: count(people.flatMap(({ obstacles }) => obstacles))
        .map(({ key, people: n }) => ({ obstacle: key, people: n }))
        .toSorted((a, b) => b.people - a.people),
      bands: count(people.map(({ person }) => bandOf(person.days))).map(({ key, people: n }) => ({
        band: key,
        people: n,
      })),
    },
    rules: rules[0]!,
  }
}

/** On the home page: for how many something is to go out, and how many of them are to be put before the Sessions Judge. */
export async function countDue(tx: Tx): Promise<{ count: number; overdue: number }> {
  const { rows } = await sql<NoticeFacts>`
    with near as materialized (${near(null)}), granted as materialized (${granted(null)}),
    people as (select imprisonment_id, min(granted_on) as since from granted group by imprisonment_id)
    select ${noticeFacts} from people p join custody.imprisonment i on i.id = p.imprisonment_id ${noticesSent}`.execute(
    tx,
  )
  const notices = rows.map(noticeOf)
  return {
    count: notices.filter((notice) => notice !== null).length,
    overdue: notices.filter((notice) => notice === 'escalation').length,
  }
}
