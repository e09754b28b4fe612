import { sql } from 'kysely'
import { requireSecondPerson, standing } from '#kernel/access'
import type { Tx } from '#platform/db'
import { refuse } from '#platform/http'
import type { OutputOf, ParsedInputOf } from '#platform/http/contract'
import { paisaOf, rupeesOf } from '../accounts/paisa.ts'
import { today } from '../law-of-prison.ts'
import { prisonOf } from '../prison-of.ts'
import type * as contract from './contract.ts'
import type { FactoryProduct } from './contract.ts'
import { said } from './refused.ts'

type Call = { readonly sessionId: string | null }

/** Who signed, in both languages. */
export const signed = (account: ReturnType<typeof sql>) =>
  sql`(select jsonb_build_object('en', s.name_en, 'ur', s.name_ur) from custody.signed_by(${account}) s)`
const nobody = sql`'{"en": "", "ur": ""}'::jsonb`

interface ProductRow extends Omit<FactoryProduct, 'price' | 'next' | 'waiting' | 'history'> {
  readonly paisa: number | null
  readonly next: { readonly paisa: number; readonly fromOn: string } | null
  readonly waiting:
    | (Omit<NonNullable<FactoryProduct['waiting']>, 'price'> & { readonly paisa: number })
    | null
  readonly history: readonly (Omit<FactoryProduct['history'][number], 'price'> & { readonly paisa: number })[]
}

/** The price list. @throws not-found */
export async function priceList(
  tx: Tx,
  query: ParsedInputOf<typeof contract.getFactoryPrices>,
): Promise<OutputOf<typeof contract.getFactoryPrices>> {
  const { prisons, ...prison } = await prisonOf(tx, query.prisonId)
  const day = await today(tx)
  const { rows } = await sql<ProductRow>`
    select p.id, p.kind, jsonb_build_object('en', p.name_en, 'ur', p.name_ur) as name, p.unit, p.rate_code as "rateCode",
      now.price::float8 as paisa, now.from_on as since,
      (select jsonb_build_object('paisa', n.price, 'fromOn', n.from_on) from custody.factory_price n
        where n.product_id = p.id and n.state = 'approved' and n.from_on > ${day}::date order by n.from_on, n.decided_at desc limit 1) as next,
      (select jsonb_build_object('id', w.id, 'paisa', w.price, 'fromOn', w.from_on, 'by', coalesce(${signed(sql`w.proposed_by`)}, ${nobody}),
          'own', w.proposed_by = access.account()) from custody.factory_price w where w.product_id = p.id and w.state = 'proposed') as waiting,
      coalesce((select jsonb_agg(jsonb_build_object('fromOn', h.from_on, 'paisa', h.price, 'state', h.state, 'decision', h.decision,
          'by', coalesce(${signed(sql`h.proposed_by`)}, ${nobody}), 'decidedBy', coalesce(${signed(sql`h.decided_by`)}, ${nobody}))
          order by h.from_on desc, h.decided_at desc)
        from custody.factory_price h where h.product_id = p.id and h.state <> 'proposed'), '[]') as history,
      (select count(*)::integer from custody.factory_order_item i join custody.factory_order o on o.id = i.order_id
        where i.product_id = p.id and o.state in ('taken', 'making', 'ready')) as orders
      from custody.factory_product p
      left join lateral (select x.price, x.from_on from custody.factory_price x where x.product_id = p.id and x.state = 'approved'
        and x.from_on <= ${day}::date order by x.from_on desc, x.decided_at desc limit 1) now on true
     where p.prison_id = ${prison.id} and p.closed_on is null order by p.kind, p.name_en, p.id`.execute(tx)
  return {
    prison,
    prisons,
    today: day,
    products: rows.map(({ paisa, next, waiting, history, ...product }) => ({
      ...product,
      price: paisa === null ? null : rupeesOf(paisa),
      next: next === null ? null : { fromOn: next.fromOn, price: rupeesOf(next.paisa) },
      waiting: waiting === null ? null : inRupees(waiting),
      history: history.map(inRupees),
    })),
    rates: await pieceRates(tx, day),
  }
}

function inRupees<T extends { readonly paisa: number }>({
  paisa,
  ...rest
}: T): Omit<T, 'paisa'> & { price: number } {
  return { ...rest, price: rupeesOf(paisa) }
}

/** The piece rates of labour in one's province today. */
async function pieceRates(tx: Tx, day: string): Promise<OutputOf<typeof contract.getFactoryPrices>['rates']> {
  const { rows } = await sql<{ code: string; name: { en: string; ur: string }; paisa: number }>`
    select distinct on (code) code, jsonb_build_object('en', name_en, 'ur', name_ur) as name, paisa from custody.labour_rate
     where unit = 'piece' and jurisdiction in (${standing(tx).jurisdiction}, 'PK') and from_on <= ${day}::date
     order by code, jurisdiction = 'PK', from_on desc`.execute(tx)
  return rows.map(({ paisa, ...rate }) => ({ ...rate, rupees: rupeesOf(paisa) }))
}

/** @throws not-found when there is no such piece rate, custody-factory.same-name, .price-past */
export async function addProduct(
  tx: Tx,
  given: ParsedInputOf<typeof contract.addFactoryProduct>,
  call: Call,
): Promise<OutputOf<typeof contract.addFactoryProduct>> {
  const { jurisdiction, unitId } = standing(tx)
  const day = await today(tx)
  if (
    given.rateCode !== undefined &&
    !(await pieceRates(tx, day)).some(({ code }) => code === given.rateCode)
  )
    throw refuse('not-found')
  const { rows } = await sql<{ id: string }>`
    insert into custody.factory_product (jurisdiction, prison_id, kind, name_en, name_ur, unit, rate_code)
    values (${jurisdiction}, ${unitId}, ${given.kind}, ${given.nameEn}, ${given.nameUr}, ${given.unit}, ${given.rateCode ?? null}) returning id`
    .execute(tx)
    .catch(said)
  const factoryProductId = rows[0]!.id
  await propose(tx, { factoryProductId, price: given.price, fromOn: given.fromOn }, call)
  return { factoryProductId }
}

/** @throws not-found */
export async function closeProduct(
  tx: Tx,
  { factoryProductId }: { factoryProductId: string },
): Promise<{ closed: true }> {
  const { rows } = await sql`update custody.factory_product set closed_on = workflow.today()
    where id = ${factoryProductId}::uuid and closed_on is null returning id`.execute(tx)
  if (rows.length === 0) throw refuse('not-found')
  return { closed: true }
}

/** @throws not-found, custody-factory.price-waits, .price-past */
export async function propose(
  tx: Tx,
  given: ParsedInputOf<typeof contract.proposeFactoryPrice>,
  call: Call,
): Promise<OutputOf<typeof contract.proposeFactoryPrice>> {
  if (given.fromOn < (await today(tx))) throw refuse('custody-factory.price-past')
  const { rows } = await sql<{ id: string }>`
    insert into custody.factory_price (jurisdiction, prison_id, product_id, from_on, price, proposed_session, proposed_grant)
    select jurisdiction, prison_id, id, ${given.fromOn}::date, ${paisaOf(given.price)}, ${call.sessionId}::uuid, ${standing(tx).grantId}::uuid
      from custody.factory_product where id = ${given.factoryProductId}::uuid and closed_on is null returning id`
    .execute(tx)
    .catch(said)
  if (rows[0] === undefined) throw refuse('not-found')
  return { factoryPriceId: rows[0].id }
}

/** A price approved late holds from the day of its approval. @throws access.same-person and its kin, not-found, custody-factory.decided */
export async function decide(
  tx: Tx,
  given: ParsedInputOf<typeof contract.decideFactoryPrice>,
  call: Call,
): Promise<OutputOf<typeof contract.decideFactoryPrice>> {
  const { rows } = await sql<{
    state: string
    proposed_by: string
    proposed_session: string | null
    proposed_grant: string | null
  }>`select state, proposed_by, proposed_session, proposed_grant from custody.factory_price
      where id = ${given.factoryPriceId}::uuid for update`.execute(tx)
  const price = rows[0]
  if (price === undefined) throw refuse('not-found')
  if (price.state !== 'proposed') throw refuse('custody-factory.decided')
  await requireSecondPerson(tx, call, {
    by: price.proposed_by,
    session: price.proposed_session,
    under: price.proposed_grant,
  })
  const { rows: decided } = await sql<{ from_on: string }>`
    update custody.factory_price set state = ${given.approve ? 'approved' : 'refused'}, decided_by = ${standing(tx).accountId}::uuid,
      decided_at = clock_timestamp(), decision = ${given.why} where id = ${given.factoryPriceId}::uuid returning from_on`.execute(
    tx,
  )
  return { fromOn: given.approve ? decided[0]!.from_on : null }
}
