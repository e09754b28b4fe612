import { CallRefused, NetworkFailed } from '../../http/client.ts'
import { seal, unseal } from './seal.ts'
import type { Kept, Shelf } from './shelf.ts'

export interface OutboxState<Item> {
  /** What the server has not yet acknowledged, in the order it was made. */
  readonly waiting: readonly Item[]
  /** Of what waits, what does not lie on the device yet and is on its way there: nothing may be shown as done that a dead tab would lose. */
  readonly keeping: ReadonlySet<string>
  readonly sending: boolean
  /** The last try found no server. */
  readonly offline: boolean
  /** What the server refused, should it have; the items stay. */
  readonly error: unknown
  /** Items that the server refuses by themselves, and why; the others went past them. They are sent again when asked to. */
  readonly stuck: ReadonlyMap<string, unknown>
  /** When the oldest that waits was made, on this device's clock. */
  readonly oldest: number | undefined
  /** False when this device cannot keep them: a closed tab would lose what waits. */
  readonly durable: boolean
}

/** Sends items and answers which of them need not be sent again. */
export type Send<Item> = (items: readonly Item[]) => Promise<readonly string[]>

export interface OutboxSettings<Item> {
  readonly account: string
  readonly queue: string
  /** Where items lie and the key they are sealed with; rejects when this device keeps nothing. */
  readonly keeping: () => Promise<{ readonly shelf: Shelf; readonly key: CryptoKey }>
  readonly send: Send<Item>
  /** The most sent in one call. */
  readonly batch?: number
}

/**
 * What was done on this device and must reach the server, kept sealed until the server says it has it. Items carry identifiers of
 * their own and the server knows them again, so sending twice after a lost answer does no harm.
 */
export class Outbox<Item extends { readonly id: string }> {
  readonly #settings: OutboxSettings<Item>
  readonly #listeners = new Set<() => void>()
  #state: OutboxState<Item> = {
    waiting: [],
    keeping: new Set(),
    sending: false,
    offline: false,
    error: undefined,
    stuck: new Map(),
    oldest: undefined,
    durable: true,
  }
  #keeping: Promise<{ shelf: Shelf; key: CryptoKey } | undefined> | undefined
  /** What lies on the device. */
  readonly #kept = new Set<string>()
  /** When each that waits was made: also its place in the row. */
  readonly #madeAt = new Map<string, number>()
  #turn: Promise<void> = Promise.resolve()
  #keepTurn: Promise<void> = Promise.resolve()
  #serial = 0

  constructor(settings: OutboxSettings<Item>) {
    this.#settings = settings
  }

  readonly state = (): OutboxState<Item> => this.#state
  readonly listen = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Brings back what an earlier page left waiting. */
  async open(): Promise<void> {
    const opened = await this.#open()
    if (opened === undefined) return
    const { account, queue } = this.#settings
    const found = await itemsOn(opened, account, queue)
    for (const { id, at } of found) {
      this.#kept.add(id)
      this.#madeAt.set(id, at)
    }
    this.#serial = Math.max(this.#serial, found.at(-1)?.at ?? 0)
    const known = new Set(this.#state.waiting.map((item) => item.id))
    const items = found.map((one) => one.item as Item).filter((item) => !known.has(item.id))
    this.#change({ waiting: [...items, ...this.#state.waiting] })
  }

  /** On the device first, then on its way. Resolves when it is safe here, not when it has arrived. */
  async add(items: readonly Item[]): Promise<void> {
    for (const item of items) {
      // The moment, and one more than the last where a clock stands still or goes back: the order must hold.
      this.#serial = Math.max(this.#serial + 1, Date.now())
      this.#madeAt.set(item.id, this.#serial)
    }
    this.#change({ waiting: [...this.#state.waiting, ...items], error: undefined })
    await this.#keep()
    void this.flush()
  }

  /** One after the other, so that what lies on the device is always the beginning of what was done. */
  #keep(): Promise<void> {
    this.#keepTurn = this.#keepTurn.then(() => this.#keepAll())
    return this.#keepTurn
  }

  /** Seals whatever waits and does not lie on the device yet; also what could not be kept when it was added. */
  async #keepAll(): Promise<void> {
    const opened = await this.#open()
    if (opened === undefined) return
    const { account, queue } = this.#settings
    const items = this.#state.waiting.filter((item) => !this.#kept.has(item.id))
    if (items.length === 0) return
    const kept: Kept[] = []
    for (const item of items) {
      const place = { account, queue, id: item.id }
      const at = this.#madeAt.get(item.id) ?? this.#serial
      kept.push({ ...place, at, sealed: await seal(opened.key, placeOf(place), item) })
    }
    try {
      await opened.shelf.put(kept)
    } catch {
      this.#change({ durable: false })
      return
    }
    for (const item of items) this.#kept.add(item.id)
    this.#change({ durable: true })
    // What the server took in the meantime was forgotten before it lay here.
    const waiting = new Set(this.#state.waiting.map((item) => item.id))
    await this.#drop(items.flatMap((item) => (waiting.has(item.id) ? [] : [item.id])))
  }

  /** Sends what waits, one call after the other; a try that finds no server leaves all where it is. */
  flush(): Promise<void> {
    this.#turn = this.#turn.then(() => this.#sendAll())
    return this.#turn
  }

  /** Sends again, and also what the server refused by itself before: somebody has done something about it. */
  again(): Promise<void> {
    this.#change({ stuck: new Map(), error: undefined })
    return this.flush()
  }

  async #sendAll(): Promise<void> {
    let size = this.#settings.batch ?? 500
    for (;;) {
      const { stuck } = this.#state
      const next = this.#state.waiting.filter((item) => !stuck.has(item.id)).slice(0, size)
      if (next.length === 0) return
      this.#change({ sending: true })
      try {
        const done = new Set(await this.#settings.send(next))
        await this.#forget(done)
        this.#change({ sending: false, offline: false, error: undefined })
        if (done.size === 0) return
      } catch (error) {
        if (isOfOneItem(error) && next.length > 1) {
          // Among many one is wrong: the others must not wait for it. Halved until it stands alone.
          size = Math.ceil(next.length / 2)
          continue
        }
        const [only] = next
        if (isOfOneItem(error) && only !== undefined) {
          this.#change({ sending: false, stuck: new Map([...stuck, [only.id, error]]) })
          size = this.#settings.batch ?? 500
          continue
        }
        const away =
          error instanceof NetworkFailed || (error instanceof CallRefused && error.problem.status >= 502)
        this.#change({ sending: false, offline: away, ...(away ? {} : { error }) })
        return
      }
    }
  }

  async #forget(ids: ReadonlySet<string>): Promise<void> {
    this.#change({ waiting: this.#state.waiting.filter((item) => !ids.has(item.id)) })
    for (const id of ids) this.#madeAt.delete(id)
    await this.#drop([...ids])
  }

  async #drop(ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return
    const opened = await this.#open()
    const { account, queue } = this.#settings
    // What cannot be removed is sent again and known again.
    await opened?.shelf.drop(account, queue, ids).catch(() => undefined)
  }

  #open(): Promise<{ shelf: Shelf; key: CryptoKey } | undefined> {
    this.#keeping ??= this.#settings.keeping().catch(() => {
      // The next to ask tries again: the secret may only have been out of reach.
      this.#keeping = undefined
      this.#change({ durable: false })
      return undefined
    })
    return this.#keeping
  }

  #change(next: Partial<OutboxState<Item>>): void {
    const state = { ...this.#state, ...next }
    const first = state.waiting[0]
    const keeping = new Set(
      state.durable ? state.waiting.flatMap((item) => (this.#kept.has(item.id) ? [] : [item.id])) : [],
    )
    this.#state = { ...state, keeping, oldest: first === undefined ? undefined : this.#madeAt.get(first.id) }
    for (const listener of this.#listeners) listener()
  }
}

/** The server read the call and one thing in it was wrong, or it was too much at once. */
function isOfOneItem(error: unknown): boolean {
  return error instanceof CallRefused && [400, 413, 422].includes(error.problem.status)
}

/** What lies on a device in one queue, in its order, as far as this key opens it. */
export async function itemsOn(
  { shelf, key }: { readonly shelf: Shelf; readonly key: CryptoKey },
  account: string,
  queue: string,
): Promise<{ readonly id: string; readonly at: number; readonly item: unknown }[]> {
  const kept = (await shelf.all(account, queue)).sort((a, b) => a.at - b.at)
  const found = []
  for (const one of kept) {
    const item = await unseal(key, placeOf(one), one.sealed)
    if (item !== undefined) found.push({ id: one.id, at: one.at, item })
  }
  return found
}

const placeOf = ({ account, queue, id }: Pick<Kept, 'account' | 'queue' | 'id'>) =>
  `${account}/${queue}/${id}`
