import { CallRefused, NetworkFailed } from '../../http/client.ts'
import { seal, unseal } from './seal.ts'
import type { Kept, Shelf } from './shelf.ts'

export interface OutboxState<Item> {
  /** What the server has not yet acknowledged, in the order it was made. */
  readonly waiting: readonly Item[]
  readonly sending: boolean
  /** The last try found no server. */
  readonly offline: boolean
  /** What the server refused, should it have; the items stay. */
  readonly error: unknown
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
  #state: OutboxState<Item> = { waiting: [], sending: false, offline: false, error: undefined, durable: true }
  #keeping: Promise<{ shelf: Shelf; key: CryptoKey } | undefined> | undefined
  readonly #kept = new Set<string>()
  #turn: Promise<void> = Promise.resolve()
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
    const kept = await opened.shelf.all(account, queue)
    kept.sort((a, b) => a.at - b.at)
    const found: Item[] = []
    for (const one of kept) {
      const item = await unseal(opened.key, placeOf(one), one.sealed)
      if (item === undefined) continue
      this.#kept.add(one.id)
      found.push(item as Item)
    }
    this.#serial = Math.max(this.#serial, kept.at(-1)?.at ?? 0)
    const known = new Set(this.#state.waiting.map((item) => item.id))
    this.#change({ waiting: [...found.filter((item) => !known.has(item.id)), ...this.#state.waiting] })
  }

  /** On the device first, then on its way. Resolves when it is safe here, not when it has arrived. */
  async add(items: readonly Item[]): Promise<void> {
    this.#change({ waiting: [...this.#state.waiting, ...items], error: undefined })
    await this.#keep()
    void this.flush()
  }

  /** Seals whatever waits and does not lie on the device yet; also what could not be kept when it was added. */
  async #keep(): Promise<void> {
    const opened = await this.#open()
    if (opened === undefined) return
    const { account, queue } = this.#settings
    const items = this.#state.waiting.filter((item) => !this.#kept.has(item.id))
    for (const item of items) this.#kept.add(item.id)
    const kept: Kept[] = []
    for (const item of items) {
      this.#serial += 1
      const place = { account, queue, id: item.id }
      kept.push({ ...place, at: this.#serial, sealed: await seal(opened.key, placeOf(place), item) })
    }
    await opened.shelf.put(kept).then(
      () => this.#change({ durable: true }),
      () => {
        for (const item of items) this.#kept.delete(item.id)
        this.#change({ durable: false })
      },
    )
  }

  /** Sends what waits, one call after the other; a try that finds no server leaves all where it is. */
  flush(): Promise<void> {
    this.#turn = this.#turn.then(() => this.#sendAll())
    return this.#turn
  }

  async #sendAll(): Promise<void> {
    const { batch = 500, send } = this.#settings
    while (this.#state.waiting.length > 0) {
      this.#change({ sending: true })
      try {
        const done = new Set(await send(this.#state.waiting.slice(0, batch)))
        await this.#forget(done)
        this.#change({ sending: false, offline: false, error: undefined })
        if (done.size === 0) return
      } catch (error) {
        const away =
          error instanceof NetworkFailed || (error instanceof CallRefused && error.problem.status >= 502)
        this.#change({ sending: false, offline: away, ...(away ? {} : { error }) })
        return
      }
    }
  }

  async #forget(ids: ReadonlySet<string>): Promise<void> {
    this.#change({ waiting: this.#state.waiting.filter((item) => !ids.has(item.id)) })
    const opened = await this.#open()
    const { account, queue } = this.#settings
    // What cannot be removed is sent again and known again.
    await opened?.shelf.drop(account, queue, [...ids]).catch(() => undefined)
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
    this.#state = { ...this.#state, ...next }
    for (const listener of this.#listeners) listener()
  }
}

const placeOf = ({ account, queue, id }: Pick<Kept, 'account' | 'queue' | 'id'>) =>
  `${account}/${queue}/${id}`
