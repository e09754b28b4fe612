import { type Receipt, receiptHash } from '../../modules/custody/property/receipts.ts'
import { toDay } from './calendar.ts'
import type { Kept } from './cash-book.ts'
import { belongingsOf } from './load/belongings.ts'
import type { Province } from './load/province.ts'
import { idOf, type RowStore } from './load/rows.ts'

/** Who left longer ago than this has everything back. */
const remembered = 60

interface Happening {
  readonly at: string
  readonly kind: 'taken' | 'handed-back'
  readonly of: Kept
}

/** The stores of the demo's prisons: who is in has a bag there, who left lately may have left one behind. */
export class Stores {
  readonly #store: RowStore
  readonly #province: Province
  readonly #people = new Map<number, Kept[]>()
  readonly #registers = new Map<string, { last: number; hash: string }>()
  constructor(store: RowStore, province: Province) {
    this.#store = store
    this.#province = province
  }

  add(one: Kept): void {
    const { things } = belongingsOf(one.imprisonmentId)
    const lately = one.leftOn === null || toDay(one.leftOn) > toDay(this.#province.today) - remembered
    if (things.length === 0 || !lately) return
    const there = this.#people.get(one.prisonId)
    if (there === undefined) this.#people.set(one.prisonId, [one])
    else there.push(one)
  }

  /** Writes everything as it happened, receipt after receipt; answers where each register of receipts ends. */
  finish(): ReadonlyMap<string, { last: number; hash: string }> {
    for (const people of this.#people.values()) {
      const happened = people.flatMap((one): Happening[] => [
        { at: `${one.admittedOn}T13:05:00.000+05:00`, kind: 'taken', of: one },
        ...(one.leftOn === null || leftBehind(one)
          ? []
          : [{ at: `${one.leftOn}T16:15:00.000+05:00`, kind: 'handed-back' as const, of: one }]),
      ])
      happened.sort((a, b) =>
        a.at < b.at ? -1 : a.at > b.at ? 1 : a.of.imprisonmentId < b.of.imprisonmentId ? -1 : 1,
      )
      for (const each of happened)
        if (each.kind === 'taken') this.#take(each)
        else this.#handBack(each)
      this.#askToOpen(people)
    }
    return this.#registers
  }

  #receipt({ at, kind, of }: Happening, content: Readonly<Record<string, unknown>>): string {
    const instant = new Date(at).toISOString()
    const year = Number(at.slice(0, 4))
    const register = `${of.prisonId}/${year}`
    const before = this.#registers.get(register) ?? { last: 0, hash: '' }
    const receipt: Receipt = {
      prisonId: of.prisonId,
      year,
      number: before.last + 1,
      imprisonmentId: of.imprisonmentId,
      kind,
      form: 2,
      content: { ...content, at: instant, by: this.#province.first },
    }
    const hash = receiptHash(before.hash, receipt)
    const id = idOf('property-receipt', of.imprisonmentId, kind)
    this.#store.add('custody.property_receipt', {
      id,
      jurisdiction: of.jurisdiction,
      prison_id: of.prisonId,
      imprisonment_id: of.imprisonmentId,
      year,
      number: receipt.number,
      kind,
      form: 2,
      content: receipt.content,
      previous_hash: before.hash,
      hash,
      made_by: this.#province.first,
      made_at: instant,
    })
    this.#registers.set(register, { last: receipt.number, hash })
    return id
  }

  #take(happening: Happening): void {
    const { of } = happening
    const bagId = bagOf(of)
    const number = `${of.number}-1`
    // Ten digits: of six, two bags of a large prison would share one.
    const seal = `${of.prisonId}-${bagId.slice(0, 8)}${bagId.slice(9, 11)}`.toUpperCase()
    // Whoever came on the last day has a bag that is not put away yet.
    const place =
      of.admittedOn === this.#province.today
        ? null
        : `Rack ${'ABCD'[Number.parseInt(bagId.slice(6, 8), 16) % 4]}, shelf ${1 + (Number.parseInt(bagId.slice(2, 4), 16) % 6)}`
    const items = belongingsOf(of.imprisonmentId).things.map((thing, index) => ({
      id: idOf('property', of.imprisonmentId, index),
      ...thing,
      quantity: 1,
    }))
    const receipt = this.#receipt(happening, { bag: { id: bagId, number, seal, place }, items })
    const state = of.leftOn === null || leftBehind(of) ? 'in-store' : 'handed-back'
    const shared = {
      jurisdiction: of.jurisdiction,
      prison_id: of.prisonId,
      imprisonment_id: of.imprisonmentId,
    }
    this.#store.add('custody.property_bag', { id: bagId, ...shared, number, seal, place, state })
    for (const item of items)
      this.#store.add('custody.property_item', {
        ...item,
        ...shared,
        bag_id: bagId,
        state,
        taken_receipt: receipt,
        left_receipt:
          state === 'in-store' ? null : idOf('property-receipt', of.imprisonmentId, 'handed-back'),
      })
  }

  #handBack(happening: Happening): void {
    const { of } = happening
    this.#receipt(happening, {
      against: 'thumb',
      bagIds: [bagOf(of)],
      bag: `${of.number}-1`,
      itemIds: belongingsOf(of.imprisonmentId).things.map((_thing, index) =>
        idOf('property', of.imprisonmentId, index),
      ),
    })
  }

  /** One seal to be broken waits for its second officer. */
  #askToOpen(people: readonly Kept[]): void {
    const one = people.find((each) => each.leftOn === null && each.admittedOn < this.#province.today)
    if (one === undefined) return
    this.#store.add('custody.property_opening', {
      id: idOf('property-opening', one.prisonId),
      jurisdiction: one.jurisdiction,
      prison_id: one.prisonId,
      imprisonment_id: one.imprisonmentId,
      bag_id: bagOf(one),
      reason: 'عدالت نے شناختی کارڈ طلب کیا ہے',
      new_seal: `${one.prisonId}-RENEW1`,
      state: 'proposed',
      proposed_by: this.#province.first,
      proposed_at: `${this.#province.today}T11:20:00+05:00`,
    })
  }
}

const bagOf = (one: Kept): string => idOf('property-bag', one.imprisonmentId)

/** Some leave without waiting for their things. */
const leftBehind = (one: Kept): boolean => Number.parseInt(one.imprisonmentId.slice(-2), 16) % 6 === 0
