import { sql } from 'kysely'
import { requireSecondPerson, standing } from '#kernel/access'
import type { Tx } from '#platform/db'
import { refuse } from '#platform/http'
import type { ParsedInputOf } from '#platform/http/contract'
import { today } from '../law-of-prison.ts'
import { heldForMoney } from '../money-holds/use-cases.ts'
import type * as contract from './contract.ts'
import { type HeldForMoney, match, type Terms } from './match.ts'

/** @throws not-found for a prison one does not reach, or a representative who is none */
export async function open(
  tx: Tx,
  given: ParsedInputOf<typeof contract.openFund>,
): Promise<{ fundId: string }> {
  if (given.prisonId !== undefined) {
    const { rows } = await sql`select 1 from units.unit
      where id = ${given.prisonId} and kind = 'prison' and id = any (access.units())`.execute(tx)
    if (rows.length === 0) throw refuse('not-found')
  }
  if (given.representativeId !== undefined) {
    const { rows } = await sql`select 1 from custody.fund_representatives()
      where account_id = ${given.representativeId}::uuid`.execute(tx)
    if (rows.length === 0) throw refuse('not-found')
  }
  const { rows } = await sql<{ id: string }>`
    insert into custody.fund (jurisdiction, prison_id, name_en, name_ur, holder, pays, sex, least_age, most_age, most_per_person, turn,
      represented_by)
    values (${standing(tx).jurisdiction}, ${given.prisonId ?? null}, ${given.name.en}, ${given.name.ur}, ${given.holder},
      ${given.pays}::text[], ${given.sex ?? null}, ${given.leastAge ?? null}, ${given.mostAge ?? null}, ${given.mostPerPerson ?? null},
      ${given.turn}, ${given.representativeId ?? null}::uuid) returning id`.execute(tx)
  return { fundId: rows[0]!.id }
}

/** @throws not-found */
export async function deposit(
  tx: Tx,
  given: ParsedInputOf<typeof contract.bookDeposit>,
): Promise<{ free: number }> {
  await fundOf(tx, given.fundId)
  await sql`insert into custody.fund_entry (jurisdiction, fund_id, kind, amount, paper)
    values (${standing(tx).jurisdiction}, ${given.fundId}::uuid, 'deposit', ${given.amount}, ${given.paper})`.execute(
    tx,
  )
  return { free: (await fundOf(tx, given.fundId)).balance }
}

interface FundRow extends Terms {
  readonly balance: number
  readonly prisonId: number | null
}

async function fundOf(tx: Tx, fundId: string): Promise<FundRow> {
  // One act on a fund at a time: what is free is read, and then counted on.
  await sql`select pg_advisory_xact_lock(7214144, hashtext(${fundId}))`.execute(tx)
  const { rows } = await sql<FundRow>`
    select pays, sex, least_age as "leastAge", most_age as "mostAge", most_per_person::float8 as "mostPerPerson", turn,
      balance::float8 as balance, prison_id as "prisonId" from custody.fund where id = ${fundId}::uuid`.execute(
    tx,
  )
  if (rows[0] === undefined) throw refuse('not-found')
  return rows[0]
}

interface Candidate extends HeldForMoney {
  readonly prisonId: number
  readonly kind: string
}

/**
 * Everybody held only for money as the last ledger of each prison has it. Whoever's papers have changed since is named, and matched
 * to nothing: the ledger no longer proves that only money keeps them.
 */
async function candidates(tx: Tx, prisonId: number | null): Promise<Candidate[]> {
  const { rows } = await sql<Candidate>`
    select i.id, i.prison_id as "prisonId", u.code || ' ' || i.number || '/' || i.year as label, p.sex,
      extract(year from age(workflow.today(), p.birth_date))::integer as age, l.money ->> 'kind' as kind,
      array(select distinct part ->> 'kind' from jsonb_array_elements(l.money -> 'parts') part) as kinds,
      (l.money ->> 'amount')::float8 as amount, l.money ->> 'since' as since,
      exists (select 1 from custody.hold h where h.imprisonment_id = i.id and (h.created_at > drawn.at or h.lifted_at > drawn.at))
        or exists (select 1 from custody.warrant w where w.imprisonment_id = i.id and w.created_at > drawn.at)
        or exists (select 1 from custody.release_date d where d.imprisonment_id = i.id and d.computed_at > drawn.at)
        or exists (select 1 from custody.fine_payment f where f.imprisonment_id = i.id and f.created_at > drawn.at)
        or exists (select 1 from custody.money_due m left join custody.money_payment y on y.money_due_id = m.id
          where m.imprisonment_id = i.id and (m.entered_at > drawn.at or y.entered_at > drawn.at)) as changed,
      exists (select 1 from custody.fund_line o where o.imprisonment_id = i.id and o.state in ('proposed', 'approved')) as elsewhere
    from ${heldForMoney} where l.before_serial is null and l.money is not null
      and (${prisonId}::integer is null or l.prison_id = ${prisonId})`.execute(tx)
  return rows
}

/** @throws not-found, custody-funds.match-open, custody-funds.nobody */
export async function propose(
  tx: Tx,
  { fundId }: { fundId: string },
  call: { sessionId: string | null },
): Promise<{ roundId: string }> {
  const fund = await fundOf(tx, fundId)
  const people = await candidates(tx, fund.prisonId)
  if (people.length === 0) throw refuse('custody-funds.nobody')
  const { jurisdiction, grantId } = standing(tx)
  const { rows } = await sql<{ id: string }>`
    insert into custody.fund_round (jurisdiction, fund_id, drawn_on, balance, proposed_session, proposed_grant)
    values (${jurisdiction}, ${fundId}::uuid, ${await today(tx)}, ${fund.balance}, ${call.sessionId}::uuid, ${grantId}::uuid)
    on conflict (fund_id) where state = 'proposed' do nothing returning id`.execute(tx)
  const roundId = rows[0]?.id
  if (roundId === undefined) throw refuse('custody-funds.match-open')
  const byId = new Map(people.map((one) => [one.id, one]))
  const lines = match(fund, fund.balance, people).map(({ id, turn, verdict, leftBefore }) => {
    const { prisonId, label, kind, amount, since } = byId.get(id)!
    return {
      imprisonment_id: id,
      prison_id: prisonId,
      label,
      turn,
      kind,
      amount: amount === null || amount <= 0 ? null : amount,
      since,
      verdict,
      left_before: leftBefore,
      state: verdict === 'matched' ? 'proposed' : 'not-matched',
    }
  })
  await sql`insert into custody.fund_line (jurisdiction, round_id, fund_id, prison_id, imprisonment_id, label, turn, kind, amount, since,
      verdict, left_before, state)
    select ${jurisdiction}, ${roundId}::uuid, ${fundId}::uuid, l.prison_id, l.imprisonment_id, l.label, l.turn, l.kind, l.amount, l.since,
      l.verdict, l.left_before, l.state
    from jsonb_to_recordset(${JSON.stringify(lines)}::jsonb) as l(prison_id integer, imprisonment_id uuid, label text, turn integer,
      kind text, amount numeric, since date, verdict text, left_before numeric, state text)`.execute(tx)
  return { roundId }
}

interface Open {
  readonly fund_id: string
  readonly state: string
  readonly proposed_by: string
  readonly proposed_session: string | null
  readonly proposed_grant: string
}

async function openRound(tx: Tx, roundId: string): Promise<Open> {
  const { rows } = await sql<Open>`
    select fund_id, state, proposed_by, proposed_session, proposed_grant from custody.fund_round
     where id = ${roundId}::uuid for update`.execute(tx)
  if (rows[0] === undefined) throw refuse('not-found')
  if (rows[0].state !== 'proposed') throw refuse('custody-funds.not-open')
  return rows[0]
}

/**
 * A second officer approves; each sum is set aside from the fund at once. Whether somebody still stays only for money is looked at again
 * when it is paid, in the prison that knows.
 * @throws access.same-person and its kin, not-found, custody-funds.not-open, .nobody, .not-enough
 */
export async function approve(
  tx: Tx,
  { roundId }: { roundId: string },
  call: { sessionId: string | null },
): Promise<{ people: number }> {
  const round = await openRound(tx, roundId)
  await requireSecondPerson(tx, call, {
    by: round.proposed_by,
    session: round.proposed_session,
    under: round.proposed_grant,
  })
  const fund = await fundOf(tx, round.fund_id)
  const { rows } = await sql<{ people: number; amount: number }>`
    select count(*)::integer as people, coalesce(sum(amount), 0)::float8 as amount from custody.fund_line
     where round_id = ${roundId}::uuid and state = 'proposed'`.execute(tx)
  const { people, amount } = rows[0]!
  if (people === 0) throw refuse('custody-funds.nobody')
  if (amount > fund.balance) throw refuse('custody-funds.not-enough', { free: fund.balance })
  await decide(tx, roundId, 'approved', null)
  await sql`update custody.fund_line set state = 'approved' where round_id = ${roundId}::uuid and state = 'proposed'`.execute(
    tx,
  )
  await sql`insert into custody.fund_entry (jurisdiction, fund_id, kind, amount, line_id)
    select jurisdiction, fund_id, 'set-aside', -amount, id from custody.fund_line where round_id = ${roundId}::uuid and state = 'approved'
     order by turn`.execute(tx)
  return { people }
}

/** @throws not-found, custody-funds.not-open */
export async function turnDown(
  tx: Tx,
  { roundId, why }: { roundId: string; why: string },
): Promise<{ state: 'turned-down' }> {
  await openRound(tx, roundId)
  await decide(tx, roundId, 'turned-down', why)
  await sql`update custody.fund_line set state = 'dropped', dropped_why = ${why} where round_id = ${roundId}::uuid and state = 'proposed'`.execute(
    tx,
  )
  return { state: 'turned-down' }
}

async function decide(tx: Tx, roundId: string, state: string, why: string | null): Promise<void> {
  await sql`update custody.fund_round set state = ${state}, decided_by = ${standing(tx).accountId}::uuid,
    decided_at = clock_timestamp(), why = ${why} where id = ${roundId}::uuid`.execute(tx)
}

/** Matches that wait for another officer than oneself; one drawn before today is late. */
export async function countToApprove(tx: Tx): Promise<{ count: number; overdue: number }> {
  const { rows } = await sql<{ count: number; overdue: number }>`
    select count(*)::integer as count, (count(*) filter (where drawn_on < workflow.today()))::integer as overdue
      from custody.fund_round where state = 'proposed' and proposed_by <> access.account()`.execute(tx)
  return rows[0]!
}
