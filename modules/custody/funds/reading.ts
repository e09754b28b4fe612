import { sql } from 'kysely'
import { may, standing } from '#kernel/access'
import type { Tx } from '#platform/db'
import { refuse } from '#platform/http'
import type { OutputOf, ParsedInputOf } from '#platform/http/contract'
import { heldForMoney } from '../money-holds/use-cases.ts'
import type * as contract from './contract.ts'

type Fund = OutputOf<typeof contract.listFundTotals>['rows'][number]

const columns = sql`f.id, jsonb_build_object('en', f.name_en, 'ur', f.name_ur) as name, f.holder,
  (select jsonb_build_object('en', u.name_en, 'ur', u.name_ur) from units.current_unit u where u.id = f.prison_id) as prison,
  f.pays, f.sex, f.least_age as "leastAge", f.most_age as "mostAge", f.most_per_person::float8 as "mostPerPerson", f.turn,
  g.put_in::float8 as "putIn", g.set_aside::float8 as "setAside", g.paid::float8 as paid, f.balance::float8 as free, g.freed, g.waiting`
const funds = sql`custody.fund f join custody.fund_figures() g on g.fund_id = f.id`

export async function listFunds(tx: Tx): Promise<OutputOf<typeof contract.listFunds>> {
  const { rows } = await sql<Fund & { roundOpen: boolean }>`
    select ${columns}, exists (select 1 from custody.fund_round r where r.fund_id = f.id and r.state = 'proposed') as "roundOpen"
      from ${funds} order by f.opened_at, f.id`.execute(tx)
  const { rows: representatives } = await sql<{ id: string; name: { en: string; ur: string } }>`
    select account_id as id, jsonb_build_object('en', name_en, 'ur', name_ur) as name from custody.fund_representatives() order by name_en`.execute(
    tx,
  )
  return {
    rows,
    representatives,
    mayKeep: may(tx, 'custody:keep-fund'),
    mayPay: may(tx, 'custody:pay-from-fund'),
  }
}

export async function listTotals(tx: Tx): Promise<OutputOf<typeof contract.listFundTotals>> {
  const { rows } = await sql<Fund>`select ${columns} from ${funds} order by f.opened_at, f.id`.execute(tx)
  return { rows }
}

type Page = OutputOf<typeof contract.getFund>

/** The latest of a fund's matches and entries; all of its people are in its lines. */
const latest = 20

/** @throws not-found */
export async function readFund(tx: Tx, { fundId }: { fundId: string }): Promise<Page> {
  const { rows } = await sql<Fund>`select ${columns} from ${funds} where f.id = ${fundId}::uuid`.execute(tx)
  const fund = rows[0]
  if (fund === undefined) throw refuse('not-found')
  const { rows: rounds } = await sql<Page['rounds'][number] & { byId: string }>`
    select r.id, r.state, r.drawn_on as "drawnOn", r.balance::float8 as balance, r.proposed_by as "byId",
      jsonb_build_object('en', a.name_en, 'ur', a.name_ur) as "proposedBy", r.proposed_at as "proposedAt",
      case when d.id is null then null else jsonb_build_object('en', d.name_en, 'ur', d.name_ur) end as "decidedBy",
      r.decided_at as "decidedAt", r.why, l.people, l.matched, l.amount
    from custody.fund_round r join identity.account a on a.id = r.proposed_by left join identity.account d on d.id = r.decided_by
    cross join lateral (select count(*)::integer as people, (count(*) filter (where verdict = 'matched'))::integer as matched,
      coalesce(sum(amount) filter (where verdict = 'matched'), 0)::float8 as amount from custody.fund_line where round_id = r.id) l
    where r.fund_id = ${fundId}::uuid order by r.proposed_at desc, r.id limit ${latest}`.execute(tx)
  const { rows: entries } = await sql<Page['entries'][number]>`
    select kind, amount::float8 as amount, paper, booked_at as "bookedAt" from custody.fund_entry
     where fund_id = ${fundId}::uuid order by booked_at desc, id limit ${latest}`.execute(tx)
  const open = rounds.find(({ state }) => state === 'proposed')
  const own = open !== undefined && open.byId === standing(tx).accountId
  return {
    ...fund,
    rounds: rounds.map(({ byId: _, ...round }) => round),
    entries,
    own,
    may: {
      deposit: may(tx, 'custody:keep-fund'),
      propose: open === undefined && may(tx, 'custody:propose-fund-match'),
      approve: open !== undefined && !own && may(tx, 'custody:approve-fund-match'),
      turnDown: open !== undefined && may(tx, 'custody:approve-fund-match'),
    },
  }
}

export async function listLines(
  tx: Tx,
  query: ParsedInputOf<typeof contract.listFundLines>,
): Promise<OutputOf<typeof contract.listFundLines>> {
  const { rows } = await sql<OutputOf<typeof contract.listFundLines>['rows'][number] & { total: number }>`
    select l.id, l.fund_id as "fundId", jsonb_build_object('en', f.name_en, 'ur', f.name_ur) as fund, l.imprisonment_id as "imprisonmentId",
      l.label, case when i.id is null then null else jsonb_build_object('en', coalesce(p.name_en, p.name_ur),
        'ur', coalesce(p.name_ur, p.name_en)) end as name,
      l.turn, l.kind, l.amount::float8 as amount, l.since, r.drawn_on - l.since as days, l.verdict, l.left_before::float8 as "leftBefore",
      l.state, l.paid::float8 as paid, l.paid_on as "paidOn", l.receipt, l.dropped_why as "droppedWhy", count(*) over ()::integer as total
    from custody.fund_line l join custody.fund f on f.id = l.fund_id join custody.fund_round r on r.id = l.round_id
    left join custody.imprisonment i on i.id = l.imprisonment_id left join people.record p on p.id = i.record_id
    where (${query.roundId ?? null}::uuid is null or l.round_id = ${query.roundId ?? null}::uuid)
      and (${query.verdict ?? null}::text is null or l.verdict = ${query.verdict ?? null})
      and (${query.state ?? null}::text is null or l.state = ${query.state ?? null})
    order by r.proposed_at desc, l.turn, l.id limit ${query.size} offset ${(query.page - 1) * query.size}`.execute(
    tx,
  )
  return { rows: rows.map(({ total: _, ...row }) => row), total: rows[0]?.total ?? 0 }
}

/** Points of the picture; between them a line is straight. */
const points = 40

/** The cheapest way to free everybody held only for money: the smallest amounts first. */
export async function cost(
  tx: Tx,
  given: ParsedInputOf<typeof contract.costOfFreedom>,
): Promise<OutputOf<typeof contract.costOfFreedom>> {
  const { rows } = await sql<{
    people: number
    amount: number
    unknown: number
    sureties: number
    steps: OutputOf<typeof contract.costOfFreedom>['steps'] | null
    frees: number
    freesAmount: number
    freesMost: number | null
  }>`
    with held as (select (l.money ->> 'amount')::numeric as amount, l.imprisonment_id as id,
        jsonb_path_exists(l.money, '$.parts[*] ? (@.kind == "surety")') as surety
      from ${heldForMoney} where l.before_serial is null and l.money is not null),
    turns as (select row_number() over w as people, sum(amount) over w as amount, amount as most
      from held where not surety and amount > 0 window w as (order by amount, id rows unbounded preceding)),
    size as (select count(*) as n from turns)
    select (select n from size)::integer as people, coalesce((select max(amount) from turns), 0)::float8 as amount,
      (select count(*) from held where not surety and amount is null)::integer as unknown,
      (select count(*) from held where surety)::integer as sureties,
      (select jsonb_agg(jsonb_build_object('people', t.people, 'amount', t.amount, 'most', t.most) order by t.people) from turns t, size s
        where s.n <= ${points} or t.people = s.n or t.people % greatest(1, s.n / ${points}) = 0) as steps,
      (select count(*) from turns where amount <= ${given.sum ?? 0})::integer as frees,
      coalesce((select max(amount) from turns where amount <= ${given.sum ?? 0}), 0)::float8 as "freesAmount",
      (select max(most) from turns where amount <= ${given.sum ?? 0})::float8 as "freesMost"`.execute(tx)
  const { steps, frees, freesAmount, freesMost, ...figures } = rows[0]!
  return {
    ...figures,
    steps: steps ?? [],
    frees: given.sum === undefined ? null : { people: frees, amount: freesAmount, most: freesMost },
  }
}
