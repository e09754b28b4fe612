import { sql } from 'kysely'
import { standing } from '#kernel/access'
import type { Tx } from '#platform/db'
import { refuse } from '#platform/http'
import type { OutputOf, ParsedInputOf } from '#platform/http/contract'
import { holderOf } from '../accounts/book.ts'
import { rupeesOf } from '../accounts/paisa.ts'
import { prisonOf } from '../prison-of.ts'
import { bothOf } from '../prisoners/names.ts'
import type * as contract from './contract.ts'
import { type Receipt, receiptHash } from './receipts.ts'
import { verifyReceipts } from './verify.ts'

type Property = OutputOf<typeof contract.getPropertyOf>
type StoreRow = OutputOf<typeof contract.listStore>['rows'][number]

/** @throws not-found */
export async function readProperty(
  tx: Tx,
  { imprisonmentId }: { imprisonmentId: string },
): Promise<Property> {
  const holder = await holderOf(tx, imprisonmentId)
  const { rows: names } = await sql<{ name_en: string | null; name_ur: string | null }>`
    select r.name_en, r.name_ur from custody.imprisonment i join people.record r on r.id = i.record_id where i.id = ${imprisonmentId}::uuid`.execute(
    tx,
  )
  if (names[0] === undefined) throw refuse('not-found')
  return {
    prisoner: {
      id: imprisonmentId,
      number: holder.number,
      name: bothOf(names[0].name_en, names[0].name_ur),
      state: holder.state,
    },
    leaving: holder.leaving,
    bags: await bagsOf(tx, imprisonmentId),
    receipts: await receiptsOf(tx, imprisonmentId),
  }
}

async function bagsOf(tx: Tx, imprisonmentId: string): Promise<Property['bags']> {
  const { rows } = await sql<Property['bags'][number]>`
    select b.id, b.number, b.seal, b.place, b.state,
      (select jsonb_agg(jsonb_build_object('id', i.id, 'description', i.description, 'quantity', i.quantity, 'category', i.category,
          'condition', i.condition, 'worth', i.worth::float8 / 100, 'state', i.state, 'photo', i.photo) order by i.description, i.id)
        from custody.property_item i where i.bag_id = b.id) as items,
      case when o.id is null then null else jsonb_build_object('id', o.id, 'reason', o.reason, 'newSeal', o.new_seal,
        'gives', case when o.gives is not null then jsonb_build_object('to', o.gives ->> 'to', 'name', o.gives ->> 'name', 'paper', o.gives ->> 'paper',
          'things', (select jsonb_agg(g.description order by g.description, g.id) from custody.property_item g
            where g.bag_id = b.id and o.gives -> 'itemIds' ? g.id::text)) end,
        'by', jsonb_build_object('en', s.name_en, 'ur', s.name_ur), 'at', o.proposed_at,
        'own', o.proposed_by = ${standing(tx).accountId}::uuid) end as opening
      from custody.property_bag b left join custody.property_opening o on o.bag_id = b.id and o.state = 'proposed'
      left join lateral custody.signed_by(o.proposed_by) s on true
     where b.imprisonment_id = ${imprisonmentId}::uuid order by b.state = 'in-store' desc, b.number`.execute(
    tx,
  )
  return rows
}

interface ReceiptRow extends Receipt {
  id: string
  previousHash: string
  hash: string
  at: string
  by_en: string | null
  by_ur: string | null
  second_en: string | null
  second_ur: string | null
}

interface Content {
  readonly bag?: string | { readonly number: string }
  readonly bagNumber?: string
  readonly description?: string
  readonly items?: readonly { readonly description: string; readonly quantity: number }[]
  readonly place?: string
  readonly reason?: string
  readonly newSeal?: string
  readonly paper?: string
  readonly inquiry?: string
  readonly item?: string
  readonly from?: string
  readonly to?: { readonly name: string; readonly cnic?: string; readonly relation?: string }
}

/** What a receipt says in words that stand in both languages: descriptions, a place, a seal, a reason. */
function wordsOf(content: Content): string | null {
  if (content.items !== undefined)
    return [
      content.items
        .map((item) => (item.quantity === 1 ? item.description : `${item.description} × ${item.quantity}`))
        .join('، '),
      ...[content.paper, content.newSeal].filter((part) => part !== undefined),
    ].join(' · ')
  if (content.newSeal !== undefined) return `${content.newSeal} · ${content.reason ?? ''}`
  if (content.inquiry !== undefined) return `${content.item ?? ''} · ${content.inquiry}`
  return content.place ?? content.description ?? null
}

async function receiptsOf(tx: Tx, imprisonmentId: string): Promise<Property['receipts']> {
  const { rows } = await sql<ReceiptRow>`
    select r.id, r.prison_id as "prisonId", r.year, r.number, r.imprisonment_id as "imprisonmentId", r.kind, r.form, r.content,
      r.previous_hash as "previousHash", r.hash, r.made_at as at, s.name_en as by_en, s.name_ur as by_ur, f.name_en as second_en,
      f.name_ur as second_ur
      from custody.property_receipt r left join lateral custody.signed_by(r.made_by) s on true
      left join lateral custody.signed_by((r.content ->> 'second')::uuid) f on true
     where r.imprisonment_id = ${imprisonmentId}::uuid order by r.year desc, r.number desc limit 300`.execute(
    tx,
  )
  return rows.map((row) => {
    const content = row.content as Content
    return {
      id: row.id,
      number: `${row.number}/${row.year}`,
      kind: row.kind,
      at: row.at,
      by: row.by_en === null ? null : bothOf(row.by_en, row.by_ur),
      second: row.second_en === null ? null : bothOf(row.second_en, row.second_ur),
      hash: row.hash,
      sound: receiptHash(row.previousHash, row) === row.hash,
      bag: typeof content.bag === 'string' ? content.bag : (content.bag?.number ?? content.bagNumber ?? null),
      says: wordsOf(content),
      to:
        content.to === undefined
          ? null
          : { name: content.to.name, cnic: content.to.cnic ?? null, relation: content.to.relation ?? null },
    }
  })
}

const orders = {
  place: sql`b.place nulls first, b.number`,
  '-place': sql`b.place desc nulls last, b.number desc`,
  since: sql`coalesce(i.released_at, r.made_at), b.id`,
  '-since': sql`coalesce(i.released_at, r.made_at) desc, b.id`,
} as const

/** The store-keeper's list. */
export async function listStore(
  tx: Tx,
  given: ParsedInputOf<typeof contract.listStore>,
): Promise<OutputOf<typeof contract.listStore>> {
  const prison = await prisonOf(tx, given.prisonId)
  const opening = sql`exists (select 1 from custody.property_opening o where o.bag_id = b.id and o.state = 'proposed')`
  const shown = {
    'in-store': sql`b.state = 'in-store'`,
    unclaimed: sql`b.state = 'in-store' and i.state = 'released'`,
    opening: sql`b.state = 'in-store' and ${opening}`,
    gone: sql`b.state <> 'in-store'`,
  }[given.show]
  const like = given.q === undefined || given.q === '' ? null : `%${given.q.replaceAll(/[%_\\]/g, '\\$&')}%`
  const asked =
    like === null
      ? sql`true`
      : sql`(b.number ilike ${like} or b.seal ilike ${like} or b.place ilike ${like} or i.number || '/' || i.year = ${given.q ?? ''}
          or p.name_en ilike ${like} or p.name_ur ilike ${like})`
  const from = sql`custody.property_bag b join custody.imprisonment i on i.id = b.imprisonment_id
    join people.record p on p.id = i.record_id where b.prison_id = ${prison.id} and ${shown} and ${asked}`
  const { rows } = await sql<
    Omit<StoreRow, 'name' | 'worth'> & { name_en: string | null; name_ur: string | null; worth: number }
  >`select b.id, b.imprisonment_id as "imprisonmentId", i.number || '/' || i.year as "prisonNumber", p.name_en, p.name_ur, b.number, b.seal,
      b.place, b.state, r.things, r.words, r.worth, r.made_at as since, i.released_at as "releasedAt", ${opening} as opening
      from custody.property_bag b join custody.imprisonment i on i.id = b.imprisonment_id join people.record p on p.id = i.record_id
      join lateral (select count(*)::integer as things, string_agg(t.description, '، ' order by t.description) as words,
          coalesce(sum(t.worth), 0)::bigint as worth, min(m.made_at) as made_at
        from custody.property_item t join custody.property_receipt m on m.id = t.taken_receipt where t.bag_id = b.id) r on true
     where b.prison_id = ${prison.id} and ${shown} and ${asked}
     order by ${orders[given.sort]} limit ${given.size} offset ${(given.page - 1) * given.size}`.execute(tx)
  const { rows: total } = await sql<{
    total: number
  }>`select count(*)::integer as total from ${from}`.execute(tx)
  return {
    rows: rows.map(({ name_en, name_ur, worth, ...row }) => ({
      ...row,
      name: bothOf(name_en, name_ur),
      worth: rupeesOf(worth),
    })),
    total: total[0]!.total,
    counts: await countStore(tx, prison.id),
  }
}

async function countStore(tx: Tx, prisonId: number): Promise<OutputOf<typeof contract.listStore>['counts']> {
  const { rows } = await sql<OutputOf<typeof contract.listStore>['counts']>`
    select count(*)::integer as "inStore", (count(*) filter (where i.state = 'released'))::integer as unclaimed,
      (count(*) filter (where b.place is null))::integer as unplaced,
      (select count(*)::integer from custody.property_opening o where o.prison_id = ${prisonId} and o.state = 'proposed') as opening
      from custody.property_bag b join custody.imprisonment i on i.id = b.imprisonment_id
     where b.prison_id = ${prisonId} and b.state = 'in-store'`.execute(tx)
  return rows[0]!
}

/** Bags left behind by those who have gone, over the prisons in reach; late after thirty days. */
export async function countUnclaimed(tx: Tx): Promise<{ count: number; overdue: number }> {
  const { rows } = await sql<{ count: number; overdue: number }>`
    select count(*)::integer as count, (count(*) filter (where i.released_at < clock_timestamp() - interval '30 days'))::integer as overdue
      from custody.property_bag b join custody.imprisonment i on i.id = b.imprisonment_id and i.state = 'released'
     where b.state = 'in-store' and b.prison_id = any ((select access.units())::integer[])`.execute(tx)
  return rows[0]!
}

export async function verifyStore(
  tx: Tx,
  given: ParsedInputOf<typeof contract.verifyChain>,
): Promise<OutputOf<typeof contract.verifyChain>> {
  const prison = await prisonOf(tx, given.prisonId)
  const { rows } = await sql<{ at: string }>`select clock_timestamp() as at`.execute(tx)
  return { ...(await verifyReceipts(tx, prison.id)), at: rows[0]!.at }
}
