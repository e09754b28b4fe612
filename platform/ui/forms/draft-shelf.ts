import type { Sealed, Shelf } from './drafts.ts'

const boxes = 'drafts'

/** The browser's own database. A write is done when it is on the disk: power fails more often than browsers do. */
export function deviceShelf(): Shelf {
  let opened: Promise<IDBDatabase> | undefined
  const database = () => {
    opened ??= open().catch((error: unknown) => {
      opened = undefined
      throw error
    })
    return opened
  }
  const change = async (work: (store: IDBObjectStore) => void): Promise<void> => {
    const transaction = (await database()).transaction(boxes, 'readwrite', { durability: 'strict' })
    work(transaction.objectStore(boxes))
    transaction.commit()
    await new Promise<void>((resolve, reject) => {
      transaction.oncomplete = () => resolve()
      transaction.onabort = () => reject(transaction.error)
    })
  }
  return {
    get: async (id) => {
      const store = (await database()).transaction(boxes).objectStore(boxes)
      return answerOf<Sealed | undefined>(store.get(id))
    },
    put: (id, sealed) => change((store) => void store.put(sealed, id)),
    remove: (id) => change((store) => void store.delete(id)),
  }
}

function open(): Promise<IDBDatabase> {
  const request = indexedDB.open('mizan', 1)
  request.onupgradeneeded = () => void request.result.createObjectStore(boxes)
  return answerOf(request)
}

function answerOf<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
}
