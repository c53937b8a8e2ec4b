import type { Sealed } from './seal'

/** One thing that is kept. Its place says of what kind; there is never more than one at a place. */
export type Kept = {
  /** Side, tab and what it is: `desk/<tab>/form`, `visit/<tab>/sitting` … */
  place: string
  /** Which sign-in or visit it belongs to. */
  mark: string
  /** Epoch milliseconds after which it is wiped, opened by nobody. */
  until: number
  key: CryptoKey
  parts: Sealed[]
}

const NAME = 'kioo'
const STORE = 'kept'

function settled<Result>(request: IDBRequest<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error ?? new Error('The browser’s storage failed'))
  })
}

function openDatabase(): Promise<IDBDatabase> {
  const request = indexedDB.open(NAME, 1)
  request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: 'place' })
  return settled(request)
}

/** Opens the store for one piece of work. Rejects where a browser has no storage, as in some private windows. */
async function inStore<Result>(mode: IDBTransactionMode, work: (store: IDBObjectStore) => IDBRequest<Result>) {
  const database = await openDatabase()
  try {
    const transaction = database.transaction(STORE, mode)
    const done = new Promise<void>((resolve, reject) => {
      transaction.oncomplete = () => resolve()
      transaction.onabort = () => reject(transaction.error ?? new Error('The browser’s storage failed'))
    })
    const result = await settled(work(transaction.objectStore(STORE)))
    await done
    return result
  } finally {
    database.close()
  }
}

export const write = (kept: Kept) => inStore('readwrite', (store) => store.put(kept))
export const remove = (place: string) => inStore('readwrite', (store) => store.delete(place))

function isKept(row: unknown): row is Kept {
  if (!row || typeof row !== 'object') return false
  return (
    'place' in row && 'mark' in row && 'until' in row && 'parts' in row && 'key' in row && row.key instanceof CryptoKey
  )
}

export async function readAll(): Promise<Kept[]> {
  const rows: unknown[] = await inStore('readonly', (store) => store.getAll())
  return rows.filter(isKept)
}
