import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { requireSecondPerson, standing } from '#kernel/access'
import { keepDocument } from '#kernel/documents'
import { openTask } from '#kernel/workflow'
import type { Tx } from '#platform/db'
import { refuse, refuseFields } from '#platform/http'
import type { ParsedInputOf } from '#platform/http/contract'
import { type Holder, holderInside, holderOf, violates } from '../accounts/book.ts'
import { paisaOf } from '../accounts/paisa.ts'
import type * as contract from './contract.ts'
import type { itemStates, NewProperty } from './contract.ts'
import { makeOut } from './receipts.ts'

type Item = ParsedInputOf<typeof contract.takeIn>['items'][number]

interface NewBag {
  readonly number: string
  readonly seal?: string | undefined
  readonly place?: string | undefined
  readonly from?: string | undefined
  readonly items: readonly Item[]
}

/** Takes one bag in: the bag, what lies in it, and the receipt that names both. @throws custody-property.seal-used */
async function takeBag(
  tx: Tx,
  { id: imprisonmentId, prisonId }: Pick<Holder, 'id' | 'prisonId'>,
  bag: NewBag,
): Promise<{ bagId: string; receipt: string }> {
  const { jurisdiction } = standing(tx)
  const bagId = randomUUID()
  const items = bag.items.map(({ worth, ...item }) => ({
    id: randomUUID(),
    ...item,
    worth: worth === undefined ? null : paisaOf(worth),
  }))
  await sql`insert into custody.property_bag (id, jurisdiction, prison_id, imprisonment_id, number, seal, place)
    values (${bagId}::uuid, ${jurisdiction}, ${prisonId}, ${imprisonmentId}::uuid, ${bag.number}, ${bag.seal ?? null}, ${bag.place ?? null})`
    .execute(tx)
    .catch(refuseUsedSeal(bag.seal))
  const receipt = await makeOut(tx, {
    prisonId,
    imprisonmentId,
    kind: 'taken',
    content: {
      bag: { id: bagId, number: bag.number, seal: bag.seal, place: bag.place },
      items,
      from: bag.from,
    },
  })
  await sql`insert into custody.property_item (id, jurisdiction, prison_id, imprisonment_id, bag_id, description, quantity, category,
      condition, worth, taken_receipt)
    select i.id, ${jurisdiction}, ${prisonId}, ${imprisonmentId}::uuid, ${bagId}::uuid, i.description, i.quantity, i.category, i.condition,
      i.worth, ${receipt.id}::uuid
      from jsonb_to_recordset(${JSON.stringify(items)}::jsonb) as i(id uuid, description text, quantity integer, category text,
        condition text, worth bigint)`.execute(tx)
  return { bagId, receipt: receipt.number }
}

function refuseUsedSeal(seal: string | undefined) {
  return (error: unknown): never => {
    if (violates(error, 'property_seal_once')) throw refuse('custody-property.seal-used', { seal })
    throw error
  }
}

/** What a prisoner is admitted with: rows of one bag number lie in one bag. Answers the numbers of the receipts. */
export async function takeAtAdmission(
  tx: Tx,
  holder: { id: string; prisonId: number },
  rows: readonly NewProperty[],
): Promise<string[]> {
  const receipts: string[] = []
  for (const [number, things] of Map.groupBy(rows, (row) => row.bagNumber)) {
    const seal = things.find((row) => row.seal !== undefined)?.seal
    const items = things.map(({ bagNumber: _bag, seal: _seal, ...item }) => item)
    receipts.push((await takeBag(tx, holder, { number, seal, items })).receipt)
  }
  return receipts
}

export async function takeIn(
  tx: Tx,
  given: ParsedInputOf<typeof contract.takeIn>,
): Promise<{ bagId: string; receipt: string }> {
  return takeBag(tx, await holderInside(tx, given.imprisonmentId), given)
}

interface Bag {
  id: string
  prison_id: number
  imprisonment_id: string
  number: string
  seal: string | null
  state: (typeof itemStates)[number]
}

/** @throws not-found, custody-property.gone when it has left the store */
async function lockBag(tx: Tx, bagId: string): Promise<Bag> {
  const { rows } = await sql<Bag>`
    select id, prison_id, imprisonment_id, number, seal, state from custody.property_bag where id = ${bagId}::uuid for update`.execute(
    tx,
  )
  const bag = rows[0]
  if (bag === undefined) throw refuse('not-found')
  if (bag.state !== 'in-store') throw refuse('custody-property.gone')
  return bag
}

async function refuseWhileOpening(tx: Tx, bagIds: readonly string[]): Promise<void> {
  const { rows } =
    await sql`select 1 from custody.property_opening where bag_id = any (${bagIds}::uuid[]) and state = 'proposed'`.execute(
      tx,
    )
  if (rows.length > 0) throw refuse('custody-property.opening-waits')
}

export async function place(
  tx: Tx,
  given: ParsedInputOf<typeof contract.placeBag>,
): Promise<{ receipt: string }> {
  const bag = await lockBag(tx, given.bagId)
  const { number } = await makeOut(tx, {
    prisonId: bag.prison_id,
    imprisonmentId: bag.imprisonment_id,
    kind: 'placed',
    content: { bagId: bag.id, bag: bag.number, place: given.place },
  })
  await sql`update custody.property_bag set place = ${given.place} where id = ${bag.id}::uuid`.execute(tx)
  return { receipt: number }
}

/** Nothing changes yet: the seal is broken before a second officer, who says so. */
export async function open(
  tx: Tx,
  given: ParsedInputOf<typeof contract.openBag>,
  call: { sessionId: string | null },
): Promise<{ openingId: string }> {
  const bag = await lockBag(tx, given.bagId)
  // Another number on the seal than on record means that somebody was in the bag before: that is an incident and no handing out.
  if (given.sealFound !== undefined && bag.seal !== null && given.sealFound !== bag.seal)
    throw refuse('custody-property.seal-differs', { seal: bag.seal })
  if (given.gives !== undefined) await thingsOf(tx, bag, given.gives.itemIds)
  const { jurisdiction, grantId } = standing(tx)
  const { rows: used } =
    await sql`select 1 from custody.property_bag where prison_id = ${bag.prison_id} and seal = ${given.newSeal}`.execute(
      tx,
    )
  if (used.length > 0) throw refuse('custody-property.seal-used', { seal: given.newSeal })
  const { rows } = await sql<{ id: string }>`
    insert into custody.property_opening (jurisdiction, prison_id, imprisonment_id, bag_id, reason, new_seal, seal_found, gives, proposed_session, proposed_grant)
    values (${jurisdiction}, ${bag.prison_id}, ${bag.imprisonment_id}::uuid, ${bag.id}::uuid, ${given.reason}, ${given.newSeal},
      ${given.sealFound ?? null}, ${given.gives === undefined ? null : JSON.stringify(given.gives)}::jsonb, ${call.sessionId}::uuid, ${grantId}::uuid) on conflict (bag_id) where state = 'proposed' do nothing returning id`.execute(
    tx,
  )
  if (rows[0] === undefined) throw refuse('custody-property.opening-waits')
  return { openingId: rows[0].id }
}

interface Thing {
  readonly id: string
  readonly description: string
  readonly quantity: number
}

/** These things, in the bag now. @throws custody-property.not-in-bag */
async function thingsOf(tx: Tx, bag: Bag, itemIds: readonly string[]): Promise<Thing[]> {
  const wanted = [...new Set(itemIds)]
  const { rows } = await sql<Thing>`
    select id, description, quantity from custody.property_item
     where bag_id = ${bag.id}::uuid and state = 'in-store' and id = any (${wanted}::uuid[]) order by description, id for update`.execute(
    tx,
  )
  if (rows.length !== wanted.length) throw refuse('custody-property.not-in-bag')
  return rows
}

const stateOfPart = { relative: 'to-relative', court: 'to-court', prisoner: 'handed-back' } as const

/** Things leave an open bag, and what is left in it is resealed: on one receipt, so that the chain has nothing between the seals. */
async function givePart(
  tx: Tx,
  bag: Bag,
  opening: { readonly reason: string; readonly new_seal: string; readonly proposed_by: string },
  gives: contract.Gives,
): Promise<string> {
  const things = await thingsOf(tx, bag, gives.itemIds)
  const state = stateOfPart[gives.to]
  const { rows: left } = await sql`
    select 1 from custody.property_item where bag_id = ${bag.id}::uuid and state = 'in-store'
       and not id = any (${things.map(({ id }) => id)}::uuid[]) limit 1`.execute(tx)
  const emptied = left.length === 0
  const receipt = await makeOut(tx, {
    prisonId: bag.prison_id,
    imprisonmentId: bag.imprisonment_id,
    kind: 'part-given',
    content: {
      bagId: bag.id,
      bag: bag.number,
      oldSeal: bag.seal,
      ...(emptied ? {} : { newSeal: opening.new_seal }),
      reason: opening.reason,
      second: opening.proposed_by,
      state,
      itemIds: things.map(({ id }) => id),
      items: things,
      to: { name: gives.name, cnic: gives.cnic, relation: gives.relation },
      paper: gives.paper,
      against: gives.against,
    },
  })
  await sql`update custody.property_item set state = ${state}, left_receipt = ${receipt.id}::uuid
    where id = any (${things.map(({ id }) => id)}::uuid[])`.execute(tx)
  if (emptied)
    await sql`update custody.property_bag set state = ${state} where id = ${bag.id}::uuid`.execute(tx)
  else
    await sql`update custody.property_bag set seal = ${opening.new_seal} where id = ${bag.id}::uuid`
      .execute(tx)
      .catch(refuseUsedSeal(opening.new_seal))
  return receipt.number
}

export async function witness(
  tx: Tx,
  { openingId }: ParsedInputOf<typeof contract.witnessOpening>,
  call: { sessionId: string | null },
): Promise<{ receipt: string }> {
  const { rows } = await sql<{
    bag_id: string
    reason: string
    new_seal: string
    proposed_by: string
    proposed_session: string | null
    proposed_grant: string | null
    gives: contract.Gives | null
  }>`select bag_id, reason, new_seal, gives, proposed_by, proposed_session, proposed_grant from custody.property_opening
      where id = ${openingId}::uuid and state = 'proposed' for update`.execute(tx)
  const opening = rows[0]
  if (opening === undefined) throw refuse('not-found')
  await requireSecondPerson(tx, call, {
    by: opening.proposed_by,
    session: opening.proposed_session,
    under: opening.proposed_grant,
  })
  const bag = await lockBag(tx, opening.bag_id)
  await sql`update custody.property_opening set state = 'done', witnessed_by = ${standing(tx).accountId}::uuid, witnessed_at = clock_timestamp()
    where id = ${openingId}::uuid`.execute(tx)
  if (opening.gives !== null) return { receipt: await givePart(tx, bag, opening, opening.gives) }
  const { number } = await makeOut(tx, {
    prisonId: bag.prison_id,
    imprisonmentId: bag.imprisonment_id,
    kind: 'opened',
    content: {
      bagId: bag.id,
      bag: bag.number,
      oldSeal: bag.seal,
      newSeal: opening.new_seal,
      reason: opening.reason,
      second: opening.proposed_by,
    },
  })
  await sql`update custody.property_bag set seal = ${opening.new_seal} where id = ${bag.id}::uuid`
    .execute(tx)
    .catch(refuseUsedSeal(opening.new_seal))
  return { receipt: number }
}

export async function withdrawOpening(
  tx: Tx,
  { openingId }: { openingId: string },
): Promise<{ withdrawn: true }> {
  const { numAffectedRows } =
    await sql`update custody.property_opening set state = 'withdrawn' where id = ${openingId}::uuid and state = 'proposed'`.execute(
      tx,
    )
  if (numAffectedRows === 0n) throw refuse('not-found')
  return { withdrawn: true }
}

/** Things and bags leave the store together, on the receipt that names them. */
async function letGo(
  tx: Tx,
  bags: readonly Bag[],
  state: 'handed-back' | 'to-relative',
  content: Record<string, unknown>,
): Promise<string> {
  const bagIds = bags.map((bag) => bag.id)
  await refuseWhileOpening(tx, bagIds)
  const { rows: items } = await sql<{ id: string }>`
    select id from custody.property_item where bag_id = any (${bagIds}::uuid[]) and state = 'in-store' order by id`.execute(
    tx,
  )
  const { prison_id: prisonId, imprisonment_id: imprisonmentId } = bags[0]!
  const receipt = await makeOut(tx, {
    prisonId,
    imprisonmentId,
    kind: state,
    content: {
      ...content,
      bagIds,
      bag: bags.map((bag) => bag.number).join(', '),
      itemIds: items.map(({ id }) => id),
    },
  })
  await sql`update custody.property_item set state = ${state}, left_receipt = ${receipt.id}::uuid
    where bag_id = any (${bagIds}::uuid[]) and state = 'in-store'`.execute(tx)
  await sql`update custody.property_bag set state = ${state} where id = any (${bagIds}::uuid[])`.execute(tx)
  return receipt.number
}

export async function toRelative(
  tx: Tx,
  { bagId, name, cnic, relation, against }: ParsedInputOf<typeof contract.giveToRelative>,
): Promise<{ receipt: string }> {
  const bag = await lockBag(tx, bagId)
  return { receipt: await letGo(tx, [bag], 'to-relative', { to: { name, cnic, relation }, against }) }
}

/** A thing that is lost leaves the store; one that is damaged stays, as it now is. Either way the superintendent inquires. */
export async function reportLoss(
  tx: Tx,
  { itemId, what, inquiry }: ParsedInputOf<typeof contract.reportLoss>,
): Promise<{ receipt: string }> {
  const { rows } = await sql<{ bag_id: string; description: string; state: string }>`
    select bag_id, description, state from custody.property_item where id = ${itemId}::uuid for update`.execute(
    tx,
  )
  const item = rows[0]
  if (item === undefined) throw refuse('not-found')
  if (item.state !== 'in-store') throw refuse('custody-property.gone')
  const bag = await lockBag(tx, item.bag_id)
  const receipt = await makeOut(tx, {
    prisonId: bag.prison_id,
    imprisonmentId: bag.imprisonment_id,
    kind: what,
    content: { itemId, item: item.description, bag: bag.number, inquiry },
  })
  if (what === 'damaged')
    await sql`update custody.property_item set condition = 'broken' where id = ${itemId}::uuid`.execute(tx)
  else {
    await sql`update custody.property_item set state = 'lost', left_receipt = ${receipt.id}::uuid where id = ${itemId}::uuid`.execute(
      tx,
    )
    await sql`update custody.property_bag b set state = 'lost' where b.id = ${bag.id}::uuid
      and not exists (select 1 from custody.property_item i where i.bag_id = b.id and i.state = 'in-store')`.execute(
      tx,
    )
  }
  await openTask(tx, {
    queue: 'custody.property-inquiry',
    subject: { kind: 'imprisonment', id: bag.imprisonment_id },
    title: {
      en: 'Inquire into property {{what}}: bag {{bag}}, receipt {{receipt}}',
      ur: 'سامان کی انکوائری: تھیلا {{bag}}، رسید {{receipt}}',
    },
    params: { what, bag: bag.number, receipt: receipt.number },
    post: 'superintendent',
    href: `/custody/prisoners/${bag.imprisonment_id}/property`,
  })
  return { receipt: receipt.number }
}

/** Everything at once, at the gate or days later: nobody stays for a receipt. */
export async function handBack(
  tx: Tx,
  given: ParsedInputOf<typeof contract.handBack>,
): Promise<{ receipt: string; bags: number }> {
  const { leaving } = await holderOf(tx, given.imprisonmentId)
  if (!leaving) throw refuse('custody-property.not-leaving')
  const { rows: bags } = await sql<Bag>`
    select id, prison_id, imprisonment_id, number, seal, state from custody.property_bag
     where imprisonment_id = ${given.imprisonmentId}::uuid and state = 'in-store' order by number, id for update`.execute(
    tx,
  )
  if (bags.length === 0) throw refuse('custody-property.nothing-here')
  const to = given.name === undefined ? undefined : { name: given.name, cnic: given.cnic }
  return { receipt: await letGo(tx, bags, 'handed-back', { against: given.against, to }), bags: bags.length }
}

export async function photograph(tx: Tx, given: { id: string; file: File }): Promise<{ documentId: string }> {
  const { rows } = await sql<{ prison_id: number; description: string; state: string }>`
    select prison_id, description, state from custody.property_item where id = ${given.id}::uuid`.execute(tx)
  const item = rows[0]
  if (item === undefined) throw refuse('not-found')
  if (item.state !== 'in-store') throw refuse('custody-property.gone')
  if (!/^image\/(jpeg|png|webp)$/.test(given.file.type))
    throw refuseFields([
      {
        path: 'file',
        code: 'picture',
        message: { en: 'Choose a picture (JPEG or PNG).', ur: 'تصویر چنیں (JPEG یا PNG)۔' },
      },
    ])
  const { documentId } = await keepDocument(tx, {
    kind: 'custody.property-photo',
    title: { en: `Property: ${item.description}`, ur: `سامان: ${item.description}` },
    bytes: new Uint8Array(await given.file.arrayBuffer()),
    fileName: given.file.name,
    units: [item.prison_id],
    unitId: item.prison_id,
  })
  await sql`update custody.property_item set photo = ${documentId}::uuid where id = ${given.id}::uuid`.execute(
    tx,
  )
  return { documentId }
}
