import 'server-only'
import { createCipheriv, createDecipheriv } from 'node:crypto'

const CIPHER = 'aes-256-gcm'
const TAG_BYTES = 16
/** A nonce is random, and never used twice under one key. */
export const NONCE_BYTES = 12

/** Ciphertext and tag (AES-256-GCM). `bound` is vouched for too: it opens with the same one alone. */
export function encrypt(key: Uint8Array, nonce: Uint8Array, plain: Uint8Array, bound: string): Uint8Array<ArrayBuffer> {
  const cipher = createCipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES }).setAAD(Buffer.from(bound))
  const sealed = new Uint8Array(plain.length + TAG_BYTES)
  // GCM is a stream: update() gives as many bytes as it takes, and final() none.
  sealed.set(cipher.update(plain))
  cipher.final()
  sealed.set(cipher.getAuthTag(), plain.length)
  return sealed
}

/** What was encrypted. Throws when anything was changed, or was bound to something else. */
export function decrypt(
  key: Uint8Array,
  nonce: Uint8Array,
  sealed: Uint8Array,
  bound: string,
): Uint8Array<ArrayBuffer> {
  if (sealed.length < TAG_BYTES) throw new Error('A seal is too short')
  const decipher = createDecipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES })
    .setAAD(Buffer.from(bound))
    .setAuthTag(sealed.subarray(-TAG_BYTES))
  const { buffer, byteOffset, length } = decipher.update(sealed.subarray(0, -TAG_BYTES))
  // Throws when anything was changed.
  decipher.final()
  // The same bytes, not a copy: a capture's frames pass through here one after the other.
  return new Uint8Array(buffer, byteOffset, length)
}
