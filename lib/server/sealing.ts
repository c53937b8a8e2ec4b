import 'server-only'
import { randomBytes } from 'node:crypto'
import { decrypt, encrypt, NONCE_BYTES } from './aes-gcm'
import { env } from './env'

/** Rises when the format below changes; it is part of what a seal vouches for. */
const VERSION = 1
const KEY_BYTES = 32

/** What a seal belongs to: a frame, or the body of a delivery that was set aside. It opens nowhere else. */
export type FramePlace = { captureId: string; position: number }
type SealPlace = FramePlace | { callbackId: string }

export type Sealed = {
  /** Ciphertext and tag. */
  sealed: Uint8Array<ArrayBuffer>
  nonce: Uint8Array<ArrayBuffer>
  /** Nonce, ciphertext and tag of the data key. */
  wrappedKey: Uint8Array<ArrayBuffer>
  keyId: string
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
