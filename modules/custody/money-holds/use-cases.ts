import { type RawBuilder, sql } from 'kysely'
import { may, standing } from '#kernel/access'
import { computeSentenceTwice, type InputsOf, LawInputError, packOf, rulesInForce } from '#kernel/law'
import type { Tx } from '#platform/db'
import { refuse } from '#platform/http'
import type { OutputOf, ParsedInputOf } from '#platform/http/contract'
import { today } from '../law-of-prison.ts'
import { bothOf } from '../prisoners/names.ts'
import { lift } from '../release/release.ts'
import { sentenceFacts } from '../sentence/facts.ts'
import type * as contract from './contract.ts'

type List = OutputOf<typeof contract.listHeldForMoney>

/** Who stays only for money, as the last ledger of each prison has it; who has left since is not shown. */
export const heldForMoney = sql`custody.liberty_line l
  join custody.imprisonment i on i.id = l.imprisonment_id and i.state = 'in'
  join people.record p on p.id = i.record_id
  join units.current_unit u on u.id = l.prison_id
  join lateral (select max(h.at) as at from custody.liberty_ledger h where h.prison_id = l.prison_id) drawn on true`

const orders: Record<string, RawBuilder<unknown>> = {
  amount: sql`(l.money ->> 'amount')::numeric asc nulls last`,
  '-amount': sql`(l.money ->> 'amount')::numeric desc nulls last`,
  since: sql`l.money ->> 'since' asc`,
  '-since': sql`l.money ->> 'since' desc`,
}

export async function list(tx: Tx, query: ParsedInputOf<typeof contract.listHeldForMoney>): Promise<List> {
  const where = sql`l.before_serial is null and l.money is not null
    and (${query.kind ?? null}::text is null or l.money ->> 'kind' = ${query.kind ?? null})
    and (${query.prisonId ?? null}::integer is null or l.prison_id = ${query.prisonId ?? null})
    and (${query.most ?? null}::numeric is null or (l.money ->> 'amount')::numeric <= ${query.most ?? null}::numeric)`
  const { rows } = await sql<{
    imprisonmentId: string
    number: number
    year: number
    name_en: string | null
    name_ur: string | null
    father_en: string | null
    father_ur: string | null
    prison: { en: string; ur: string }
    money: Pick<List['rows'][number], 'kind' | 'amount' | 'since' | 'parts'>
    days: number
    until: string | null
    asOf: string
  }>`select l.imprisonment_id as "imprisonmentId", i.number, i.year, p.name_en, p.name_ur, p.father_en, p.father_ur,
      jsonb_build_object('en', u.name_en, 'ur', u.name_ur) as prison, l.money, workflow.today() - (l.money ->> 'since')::date as days,
      l.until, drawn.at as "asOf"
      from ${heldForMoney} where ${where} order by ${orders[query.sort]!}, i.year, i.number
      limit ${query.size} offset ${(query.page - 1) * query.size}`.execute(tx)
  const { rows: sums } = await sql<List['sums'][number]>`
    select l.money ->> 'kind' as kind, count(*)::integer as people, coalesce(sum((l.money ->> 'amount')::numeric), 0)::float8 as amount,
      (count(*) filter (where l.money ->> 'amount' is null))::integer as unknown,
      sum(workflow.today() - (l.money ->> 'since')::date)::integer as days
      from ${heldForMoney} where ${where} group by 1 order by 2 desc, 1`.execute(tx)
  return {
    rows: rows.map(({ number, year, name_en, name_ur, father_en, father_ur, money, ...row }) => ({
      ...row,
      ...money,
      number: `${number}/${year}`,
      name: bothOf(name_en, name_ur),
      father: father_en === null && father_ur === null ? null : bothOf(father_en, father_ur),
    })),
    total: sums.reduce((sum, { people }) => sum + people, 0),
    sums,
  }
}

type Money = OutputOf<typeof contract.getMoneyOf>

/** @throws not-found */
export async function moneyOf(tx: Tx, { imprisonmentId }: { imprisonmentId: string }): Promise<Money> {
  const { rows: held } = await sql<{ due: string | null }>`
    select r.due_release as due from custody.imprisonment i
      left join custody.release_date r on r.imprisonment_id = i.id and r.state in ('computed', 'proposed', 'confirmed')
     where i.id = ${imprisonmentId}::uuid`.execute(tx)
  if (held[0] === undefined) throw refuse('not-found')
  const { rows: holds } = await sql<Money['holds'][number]>`
    select h.id as "holdId", h.kind as "holdKind", h.source as paper, case when m.id is null then null else jsonb_build_object('id', m.id,
        'kind', m.kind, 'amount', m.amount, 'paid', coalesce(paid.sum, 0), 'orderedOn', m.ordered_on, 'instrument', m.instrument,
        'payments', coalesce(paid.rows, '[]'::jsonb)) end as due
      from custody.hold h left join custody.money_due m on m.hold_id = h.id
      left join lateral (select sum(p.amount) as sum, jsonb_agg(jsonb_build_object('paidOn', p.paid_on, 'amount', p.amount,
          'receipt', p.receipt) order by p.paid_on, p.id) as rows from custody.money_payment p where p.money_due_id = m.id) paid on true
     where h.imprisonment_id = ${imprisonmentId}::uuid and h.lifted_at is null and h.kind in ('DIYAT_UNPAID_S331', 'SURETY')
     order by h.placed_on, h.id`.execute(tx)
  return {
    dueRelease: held[0].due,
    fines: await finesOf(tx, imprisonmentId),
    holds,
    mayEnter: may(tx, 'custody:enter-money-due'),
  }
}

/** Each fine with what paying the whole rest, or half of it, today would do to the date (PPC ss.68, 69). */
async function finesOf(tx: Tx, imprisonmentId: string): Promise<Money['fines']> {
  const { inputs, fines, condemned } = await sentenceFacts(tx, imprisonmentId)
  if (condemned || inputs.sentences.length === 0) return []
  const on = await today(tx)
  const rules = rulesInForce(packOf(standing(tx).jurisdiction))
  return fines.map(({ sentenceId, name, amount, paid }) => {
    const left = amount - paid
    const at = inputs.sentences.findIndex(
      (one) => one.id.endsWith(`. ${name}`) && one.fine?.amount === amount,
    )
    const shares = left <= 0 || at < 0 ? [] : [left, Math.ceil(left / 2)]
    return {
      sentenceId,
      name,
      amount,
      paid,
      ifPaid: shares.flatMap((share) => {
        const dueRelease = dueIfPaid(inputs, at, { on, amount: share }, rules)
        return dueRelease === null ? [] : [{ amount: share, dueRelease }]
      }),
    }
  })
}

function dueIfPaid(
  inputs: Awaited<ReturnType<typeof sentenceFacts>>['inputs'],
  at: number,
  payment: { on: string; amount: number },
  rules: ReturnType<typeof rulesInForce>,
): string | null {
  const sentences = inputs.sentences.map((one, index) =>
    index !== at || one.fine === undefined
      ? one
      : { ...one, fine: { ...one.fine, payments: [...(one.fine.payments ?? []), payment] } },
  )
  try {
    return computeSentenceTwice({ ...inputs, sentences } as unknown as InputsOf<'sentence'>, { rules })
      .dueRelease
  } catch (problem) {
    if (problem instanceof LawInputError) return null
    throw problem
  }
}

/** @throws not-found, custody-money-holds.not-a-money-hold, custody-money-holds.entered-already */
export async function enterDue(
  tx: Tx,
  given: ParsedInputOf<typeof contract.enterMoneyDue>,
): Promise<{ moneyDueId: string }> {
  const { rows: holds } = await sql<{ prison_id: number; imprisonment_id: string; kind: string }>`
    select prison_id, imprisonment_id, kind from custody.hold where id = ${given.holdId}::uuid and lifted_at is null`.execute(
    tx,
  )
  const hold = holds[0]
  if (hold === undefined) throw refuse('not-found')
  const fits = given.kind === 'surety' ? 'SURETY' : 'DIYAT_UNPAID_S331'
  if (hold.kind !== fits) throw refuse('custody-money-holds.not-a-money-hold')
  const { rows } = await sql<{ id: string }>`
    insert into custody.money_due (jurisdiction, prison_id, imprisonment_id, hold_id, kind, amount, ordered_on, instrument)
    values (${standing(tx).jurisdiction}, ${hold.prison_id}, ${hold.imprisonment_id}::uuid, ${given.holdId}::uuid, ${given.kind},
      ${given.amount}, ${given.orderedOn}, ${given.instrument}) on conflict (hold_id) do nothing returning id`.execute(
    tx,
  )
  if (rows[0] === undefined) throw refuse('custody-money-holds.entered-already')
  return { moneyDueId: rows[0].id }
}

/**
 * Enters an instalment. With the last one the hold lifts by itself: nobody stays for money that is paid. A surety's hold does not, for
 * it is the court that accepts the bond.
 * @throws not-found, custody-money-holds.overpaid
 */
export async function pay(tx: Tx, given: ParsedInputOf<typeof contract.payMoney>): Promise<{ left: number }> {
  // One payment at a time: two entered at once must not together be more than is due.
  await sql`select pg_advisory_xact_lock(7214041, hashtext(${given.moneyDueId}))`.execute(tx)
  const { rows } = await sql<{ prison_id: number; liftable: string | null; left: number }>`
    select m.prison_id, (select h.id from custody.hold h where h.id = m.hold_id and h.lifted_at is null and m.kind <> 'surety') as liftable, (m.amount - coalesce((select sum(p.amount) from custody.money_payment p where p.money_due_id = m.id), 0))::float8 as left
      from custody.money_due m where m.id = ${given.moneyDueId}::uuid`.execute(tx)
  const due = rows[0]
  if (due === undefined) throw refuse('not-found')
  if (given.amount > due.left) throw refuse('custody-money-holds.overpaid', { left: due.left })
  await sql`insert into custody.money_payment (jurisdiction, prison_id, money_due_id, paid_on, amount, receipt)
    values (${standing(tx).jurisdiction}, ${due.prison_id}, ${given.moneyDueId}::uuid, ${given.paidOn}, ${given.amount}, ${given.receipt})`.execute(
    tx,
  )
  const left = Math.round((due.left - given.amount) * 100) / 100
  if (left === 0 && due.liftable !== null) await lift(tx, { holdId: due.liftable, why: given.receipt })
  return { left }
}
