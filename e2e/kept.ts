import type { Page } from '@playwright/test'

/**
 * What this page's browser keeps, of whichever tab: how many parts of what, how the keys are, and whether any part looks
 * like a JPEG.
 */
export async function kept(page: Page) {
  return page.evaluate(async () => {
    const database = await new Promise<IDBDatabase | null>((resolve) => {
      const request = indexedDB.open('kioo')
      // Not there yet: to make it here would keep the page from making it.
      request.onupgradeneeded = () => request.transaction?.abort()
      request.onsuccess = () => resolve(request.result)
      request.onerror = () => resolve(null)
    })
    if (!database) return []
    type Row = { place: string; key: CryptoKey; parts: { bytes: ArrayBuffer }[] }
    const rows = await new Promise<Row[]>((resolve) => {
      const request = database.transaction('kept').objectStore('kept').getAll()
      request.onsuccess = () => resolve(request.result)
    })
    database.close()
    return rows.map(({ place, key, parts }) => ({
      // Without the tab's name in its middle.
      place: place.replace(/\/.*\//, '/'),
      parts: parts.length,
      extractable: key.extractable,
      readable: parts.some(({ bytes }) => {
        const [first, second] = new Uint8Array(bytes)
        return (first === 0xff && second === 0xd8) || new TextDecoder().decode(bytes).includes('userId')
      }),
    }))
  })
}

/** Everything in the two storages of a page that any script can read. */
export function plainStorage(page: Page): Promise<string> {
  return page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }))
}

export const places = async (page: Page) => (await kept(page)).map(({ place }) => place).sort()
