/** What is kept, sealed: each part with its own nonce, one layer for each key. */
export type Sealed = { nonces: Uint8Array<ArrayBuffer>[]; bytes: ArrayBuffer }

const NONCE_BYTES = 12
const AES = { name: 'AES-GCM', length: 256 } as const

/** A key that this browser may use and nobody can read, not even this page. */
export function newKey(): Promise<CryptoKey> {
  return crypto.subtle.generateKey(AES, false, ['encrypt', 'decrypt'])
}

const digest = async (text: string) =>
  new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)))

/** The key that only a page of the same sign-in or visit can make; it is never stored. */
export async function pageKey(secret: string): Promise<CryptoKey> {
  return crypto.subtle.importKey('raw', await digest(`kioo:page-key:${secret}`), AES, false, ['encrypt', 'decrypt'])
}

/** Tells what was kept by this sign-in or visit from what was kept by another, and gives neither away. */
export async function markOf(secret: string): Promise<string> {
  return [...(await digest(`kioo:mark:${secret}`))].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

/**
 * Seals bytes under every key in turn. `place` is vouched for by each layer: what is sealed for one place opens
 * nowhere else. Two layers, because the stored key alone would do for whoever can run a script in this browser later.
 */
export async function seal(plain: ArrayBuffer, keys: readonly CryptoKey[], place: string): Promise<Sealed> {
  const additionalData = new TextEncoder().encode(place)
  const nonces: Uint8Array<ArrayBuffer>[] = []
  let bytes = plain
  for (const key of keys) {
    const iv = crypto.getRandomValues(new Uint8Array(NONCE_BYTES))
    bytes = await crypto.subtle.encrypt({ name: AES.name, iv, additionalData }, key, bytes)
    nonces.push(iv)
  }
  return { nonces, bytes }
}

/** Opens what was sealed. Rejects when a key is another one, or anything was changed or moved. */
export async function open({ nonces, bytes }: Sealed, keys: readonly CryptoKey[], place: string): Promise<ArrayBuffer> {
  const additionalData = new TextEncoder().encode(place)
  let plain = bytes
  for (const [at, key] of [...keys.entries()].reverse()) {
    const iv = nonces[at]
    if (!iv) throw new Error('A layer has no nonce')
    plain = await crypto.subtle.decrypt({ name: AES.name, iv, additionalData }, key, plain)
  }
  return plain
}
