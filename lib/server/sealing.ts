import 'server-only'
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { env } from './env'

/** Rises when the format below changes; it is part of what a seal vouches for. */
const VERSION = 1
const NONCE_BYTES = 12
const TAG_BYTES = 16
const KEY_BYTES = 32

/** What a seal belongs to: a frame, or the body of a delivery that was set aside. It opens nowhere else. */
export type FramePlace = { captureId: string; position: number }
export type SealPlace = FramePlace | { callbackId: string }

export type Sealed = {
  /** Ciphertext and tag. */
  sealed: Uint8Array<ArrayBuffer>
  nonce: Uint8Array<ArrayBuffer>
  /** Nonce, ciphertext and tag of the data key. */
  wrappedKey: Uint8Array<ArrayBuffer>
  keyId: string
}

function encrypt(key: Uint8Array, nonce: Uint8Array, plain: Uint8Array, bound: string): Uint8Array<ArrayBuffer> {
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES }).setAAD(Buffer.from(bound))
  const sealed = new Uint8Array(plain.length + TAG_BYTES)
  // GCM is a stream: update() gives as many bytes as it takes, and final() none.
  sealed.set(cipher.update(plain))
  cipher.final()
  sealed.set(cipher.getAuthTag(), plain.length)
  return sealed
}

function decrypt(key: Uint8Array, nonce: Uint8Array, sealed: Uint8Array, bound: string): Uint8Array<ArrayBuffer> {
  if (sealed.length < TAG_BYTES) throw new Error('A seal is too short')
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES })
    .setAAD(Buffer.from(bound))
    .setAuthTag(sealed.subarray(-TAG_BYTES))
  const { buffer, byteOffset, length } = decipher.update(sealed.subarray(0, -TAG_BYTES))
  // Throws when anything was changed.
  decipher.final()
  // The same bytes, not a copy: a capture's frames pass through here one after the other.
  return new Uint8Array(buffer, byteOffset, length)
}

const contentBound = (place: SealPlace) =>
  'callbackId' in place
    ? `kioo:callback:v${VERSION}:${place.callbackId}`
    : `kioo:frame:v${VERSION}:${place.captureId}:${place.position}`
const keyBound = (place: SealPlace, keyId: string) => `kioo:frame-key:v${VERSION}:${keyId}:${contentBound(place)}`

/** Seals one frame or body: AES-256-GCM under a fresh data key, which the first of KIOO_FRAME_KEYS wraps. */
export function seal(plain: Uint8Array, place: SealPlace): Sealed {
  const wrapping = env().KIOO_FRAME_KEYS[0]
  if (!wrapping) throw new Error('There is no frame key')
  const dataKey = randomBytes(KEY_BYTES)
  const nonce = Uint8Array.from(randomBytes(NONCE_BYTES))
  const keyNonce = randomBytes(NONCE_BYTES)
  const wrapped = encrypt(wrapping.key, keyNonce, dataKey, keyBound(place, wrapping.id))
  return {
    sealed: encrypt(dataKey, nonce, plain, contentBound(place)),
    nonce,
    wrappedKey: Uint8Array.from(Buffer.concat([keyNonce, wrapped])),
    keyId: wrapping.id,
  }
}

/** Opens what was sealed with whichever listed key wrapped it. Throws when anything was changed or moved. */
export function open(
  kept: SealPlace & { sealed: Uint8Array; nonce: Uint8Array; wrappedKey: Uint8Array; keyId: string },
): Uint8Array<ArrayBuffer> {
  const wrapping = env().KIOO_FRAME_KEYS.find(({ id }) => id === kept.keyId)
  if (!wrapping) throw new Error(`No frame key is called ${kept.keyId}; put it back into KIOO_FRAME_KEYS`)
  const keyNonce = kept.wrappedKey.subarray(0, NONCE_BYTES)
  const dataKey = decrypt(wrapping.key, keyNonce, kept.wrappedKey.subarray(NONCE_BYTES), keyBound(kept, wrapping.id))
  return decrypt(dataKey, kept.nonce, kept.sealed, contentBound(kept))
}
