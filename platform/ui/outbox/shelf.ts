import type { Sealed } from './seal.ts'

/** One thing that waits, as it lies on the device: its place in the clear, what it says sealed. */
export interface Kept {
  readonly account: string
  readonly queue: string
  readonly id: string
  /** The order in which they were put. */
  readonly at: number
  readonly sealed: Sealed
}

/** Where sealed things lie. */
export interface Shelf {
  put(items: readonly Kept[]): Promise<void>
  all(account: string, queue: string): Promise<Kept[]>
  drop(account: string, queue: string, ids: readonly string[]): Promise<void>
  /** Every queue on this device in which something waits, whoever's it is. */
  queues(): Promise<WaitingQueue[]>
}

/** That something waits, for whom and since when; not what. */
export interface WaitingQueue {
  readonly account: string
  readonly queue: string
  readonly count: number
  /** When the oldest was made. */
  readonly oldest: number
}

export function queuesOf(items: readonly Pick<Kept, 'account' | 'queue' | 'at'>[]): WaitingQueue[] {
  return [...Map.groupBy(items, (item) => `${item.account}/${item.queue}`).values()].map((waiting) => ({
    account: waiting[0]!.account,
    queue: waiting[0]!.queue,
    count: waiting.length,
    oldest: Math.min(...waiting.map((item) => item.at)),
  }))
}

/** The browser's own database. @throws when the device keeps none (private windows, storage switched off) */
export async function openShelf(name = 'mizan-outbox'): Promise<Shelf> {
  const database = await new Promise<IDBDatabase>((resolve, reject) => {
    const opening = indexedDB.open(name, 1)
    opening.onupgradeneeded = () => {
      opening.result
        .createObjectStore('item', { keyPath: ['account', 'queue', 'id'] })
        .createIndex('queue', ['account', 'queue'])
    }
    opening.onsuccess = () => resolve(opening.result)
    opening.onerror = () => reject(opening.error)
  })
  const done = (transaction: IDBTransaction) =>
    new Promise<void>((resolve, reject) => {
      transaction.oncomplete = () => resolve()
      transaction.onerror = () => reject(transaction.error)
      transaction.onabort = () => reject(transaction.error)
    })
  const answer = <T>(request: IDBRequest<T>) =>
    new Promise<T>((resolve, reject) => {
      request.onsuccess = () => resolve(request.result)
      request.onerror = () => reject(request.error)
    })
  return {
    async put(items) {
      const transaction = database.transaction('item', 'readwrite', { durability: 'strict' })
      for (const item of items) transaction.objectStore('item').put(item)
      await done(transaction)
    },
    async all(account, queue) {
      const index = database.transaction('item').objectStore('item').index('queue')
      return answer<Kept[]>(index.getAll([account, queue]))
    },
    async drop(account, queue, ids) {
      const transaction = database.transaction('item', 'readwrite')
      for (const id of ids) transaction.objectStore('item').delete([account, queue, id])
      await done(transaction)
    },
    queues: async () =>
      queuesOf(await answer<Kept[]>(database.transaction('item').objectStore('item').getAll())),
  }
}
