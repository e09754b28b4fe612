import type { Pack, PackShelf } from './pack.ts'

/** Packs in the browser's own database. @throws when the device keeps none (private windows, storage switched off) */
export async function devicePacks(): Promise<PackShelf> {
  const opening = indexedDB.open('mizan-shift', 1)
  opening.onupgradeneeded = () => void opening.result.createObjectStore('pack', { keyPath: 'account' })
  const database = await answerOf(opening)
  const change = async (work: (store: IDBObjectStore) => void): Promise<void> => {
    const transaction = database.transaction('pack', 'readwrite', { durability: 'strict' })
    work(transaction.objectStore('pack'))
    await new Promise<void>((resolve, reject) => {
      transaction.oncomplete = () => resolve()
      transaction.onabort = () => reject(transaction.error)
    })
  }
  return {
    all: () => answerOf<Pack[]>(database.transaction('pack').objectStore('pack').getAll()),
    put: (pack) => change((store) => void store.put(pack)),
    drop: (account) => change((store) => void store.delete(account)),
  }
}

function answerOf<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
}
