import { sql } from 'kysely'
import type { Tx } from '#platform/db'
import { type Receipt, receiptHash } from './receipts.ts'

interface Kept extends Receipt {
  readonly id: string
  readonly previousHash: string
  readonly hash: string
  readonly madeAt: string
  readonly madeBy: string | null
}

/** What is wrong, and where: the receipt, bag or thing named. */
export interface Flaw {
  readonly what: 'missing' | 'altered' | 'broken-chain' | 'cut-off' | 'bag-differs' | 'item-differs'
  readonly where: string
}

interface BagState {
  number: string
  seal: string | null
  place: string | null
}
interface ItemState {
  bagId: string
  description: string
  quantity: number
  category?: string | undefined
  worth?: number | null | undefined
  state: string
  taken: string
}

/** Fields of receipts by their names; which of them one has follows from its kind. */
interface Said {
  readonly bagId: string
  readonly bagNumber: string
  readonly itemId: string
  readonly itemIds: readonly string[]
  readonly description: string
  readonly quantity: number
  readonly place: string
  readonly newSeal?: string
  readonly state: string
  readonly bag: BagState & { readonly id: string }
  readonly items: readonly (ItemState & { readonly id: string })[]
  readonly bags: readonly (BagState & { readonly id: string })[]
  readonly bagIds: readonly string[]
}

/** What the receipts say there is: they are read one after the other as they were made. */
class Replay {
  readonly bags = new Map<string, BagState>()
  readonly items = new Map<string, ItemState>()
  read({ kind, form, content, id }: Kept): void {
    const said = content as unknown as Said
    if (kind === 'taken' && form === 1) {
      this.bags.set(said.bagId, { number: said.bagNumber, seal: null, place: null })
      this.items.set(said.itemId, {
        bagId: said.bagId,
        description: said.description,
        quantity: said.quantity,
        state: 'in-store',
        taken: id,
      })
    } else if (kind === 'taken') {
      const { bag } = said
      this.bags.set(bag.id, { number: bag.number, seal: bag.seal ?? null, place: bag.place ?? null })
      for (const item of said.items)
        this.items.set(item.id, {
          ...item,
          bagId: bag.id,
          worth: item.worth ?? null,
          state: 'in-store',
          taken: id,
        })
    } else if (kind === 'placed') this.#of(said.bagId).place = said.place
    else if (kind === 'opened') this.#of(said.bagId).seal = said.newSeal ?? null
    else if (kind === 'part-given') {
      this.#leaves(said.itemIds, said.state)
      // A bag that is empty afterwards is resealed no more.
      if (said.newSeal !== undefined) this.#of(said.bagId).seal = said.newSeal
    } else if (kind === 'received') {
      for (const { id: bagId, number, seal } of said.bags)
        this.bags.set(bagId, { number, seal: seal ?? null, place: null })
      for (const item of said.items)
        this.items.set(item.id, { ...item, worth: item.worth ?? null, state: 'in-store', taken: id })
    } else if (kind === 'lost') this.#leaves(said.itemIds ?? [said.itemId], 'lost')
    else if (kind === 'sent') this.#leaves(said.itemIds, 'on-road')
    else if (kind === 'brought-back') {
      this.#leaves(said.itemIds, 'in-store')
      for (const bagId of said.bagIds) this.#of(bagId).place = null
    } else if (kind === 'to-relative') this.#leaves(said.itemIds, 'to-relative')
    else if (kind === 'handed-back') this.#leaves(said.itemIds, 'handed-back')
  }
  #of(bagId: string): BagState {
    return this.bags.get(bagId) ?? { number: '', seal: null, place: null }
  }
  #leaves(itemIds: readonly string[], state: string): void {
    for (const id of itemIds) {
      const item = this.items.get(id)
      if (item !== undefined) item.state = state
    }
  }
}

const chunk = 5_000

/**
 * Goes through every receipt a prison ever made out: each must take in the one before it, none may be missing up to the last number
 * given, and what lies in the store must be what the receipts say. An altered row is named.
 */
export async function verifyReceipts(tx: Tx, prisonId: number): Promise<{ receipts: number; flaws: Flaw[] }> {
  const flaws: Flaw[] = []
  const replay = new Replay()
  let receipts = 0
  let before = { year: 0, number: 0, hash: '' }
  const ends = new Map<number, { number: number; hash: string }>()
  for (;;) {
    const { rows } = await sql<Kept>`
      select id, prison_id as "prisonId", year, number, imprisonment_id as "imprisonmentId", kind, form, content, previous_hash as "previousHash",
        hash, made_at as "madeAt", made_by as "madeBy" from custody.property_receipt
       where prison_id = ${prisonId} and (year, number) > (${before.year}, ${before.number}) order by year, number limit ${chunk}`.execute(
      tx,
    )
    for (const receipt of rows) {
      const { year, number } = receipt
      if (year !== before.year) before = { year, number: 0, hash: '' }
      const where = `${number}/${year}`
      if (number !== before.number + 1) flaws.push({ what: 'missing', where: `${before.number + 1}/${year}` })
      else if (receipt.previousHash !== before.hash) flaws.push({ what: 'broken-chain', where })
      if (receiptHash(receipt.previousHash, receipt) !== receipt.hash || !signedAsKept(receipt))
        flaws.push({ what: 'altered', where })
      replay.read(receipt)
      before = { year, number, hash: receipt.hash }
      ends.set(year, before)
    }
    receipts += rows.length
    if (rows.length < chunk) break
  }
  flaws.push(...(await endsDiffer(tx, prisonId, ends)), ...(await storeDiffers(tx, prisonId, replay)))
  return { receipts, flaws }
}

/** The row's own columns for when and who repeat what was hashed. */
function signedAsKept({ form, content, madeAt, madeBy }: Kept): boolean {
  return form === 1 || (content.at === madeAt && (content.by ?? null) === madeBy)
}

/** Receipts taken away at the end leave the register's last number and hash behind. */
async function endsDiffer(
  tx: Tx,
  prisonId: number,
  ends: ReadonlyMap<number, { number: number; hash: string }>,
): Promise<Flaw[]> {
  const { rows } = await sql<{ year: number; last: number; last_hash: string }>`
    select year, last, last_hash from custody.counter where prison_id = ${prisonId} and register = 'property'`.execute(
    tx,
  )
  return rows.flatMap(({ year, last, last_hash }): Flaw[] => {
    const end = ends.get(year)
    return end?.number === last && end.hash === last_hash
      ? []
      : [{ what: 'cut-off', where: `${last}/${year}` }]
  })
}

async function storeDiffers(tx: Tx, prisonId: number, replay: Replay): Promise<Flaw[]> {
  const { rows: bags } = await sql<BagState & { id: string; state: string }>`
    select id, number, seal, place, state from custody.property_bag where prison_id = ${prisonId}`.execute(tx)
  const { rows: items } = await sql<ItemState & { id: string }>`
    select id, bag_id as "bagId", description, quantity, category, worth, state, taken_receipt as taken
      from custody.property_item where prison_id = ${prisonId}`.execute(tx)
  const flaws: Flaw[] = []
  const filled = new Set(
    [...replay.items.values()].flatMap((item) => (item.state === 'in-store' ? [item.bagId] : [])),
  )
  for (const bag of bags) {
    const said = replay.bags.get(bag.id)
    const inStore = bag.state === 'in-store'
    if (
      said?.number !== bag.number ||
      said.seal !== bag.seal ||
      said.place !== bag.place ||
      inStore !== filled.has(bag.id)
    )
      flaws.push({ what: 'bag-differs', where: bag.number })
  }
  for (const item of items) {
    const said = replay.items.get(item.id)
    const same =
      said?.bagId === item.bagId &&
      said.description === item.description &&
      said.quantity === item.quantity &&
      said.state === item.state &&
      said.taken === item.taken &&
      (said.category === undefined || said.category === item.category) &&
      (said.worth === undefined || said.worth === item.worth)
    if (!same) flaws.push({ what: 'item-differs', where: item.description })
  }
  const kept = new Set(items.map((item) => item.id))
  // What went to another prison with its prisoner is in that prison's books.
  for (const [id, said] of replay.items)
    if (!kept.has(id) && said.state !== 'on-road')
      flaws.push({ what: 'item-differs', where: said.description })
  return flaws
}
