import 'server-only'
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { env } from './env'

/** Rises when the format below changes; it is part of what a seal vouches for. */
const VERSION = 1
const NONCE_BYTES = 12
const TAG_BYTES = 16
const KEY_BYTES = 32

/** Where a frame belongs. A seal opens nowhere else. */
export type FramePlace = { captureId: string; position: number }

export type SealedFrame = {
  /** Ciphertext and tag. */
  sealed: Uint8Array<ArrayBuffer>
  nonce: Uint8Array<ArrayBuffer>
  /** Nonce, ciphertext and tag of the data key. */
  wrappedKey: Uint8Array<ArrayBuffer>
  keyId: string
}

function encrypt(key: Uint8Array, nonce: Uint8Array, plain: Uint8Array, bound: string): Uint8Array<ArrayBuffer> {
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES }).setAAD(Buffer.from(bound))
  return Uint8Array.from(Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]))
}

function decrypt(key: Uint8Array, nonce: Uint8Array, sealed: Uint8Array, bound: string): Uint8Array<ArrayBuffer> {
  if (sealed.length < TAG_BYTES) throw new Error('A seal is too short')
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES })
    .setAAD(Buffer.from(bound))
    .setAuthTag(sealed.subarray(-TAG_BYTES))
  return Uint8Array.from(Buffer.concat([decipher.update(sealed.subarray(0, -TAG_BYTES)), decipher.final()]))
}

const frameBound = (place: FramePlace) => `kioo:frame:v${VERSION}:${place.captureId}:${place.position}`
const keyBound = (place: FramePlace, keyId: string) => `kioo:frame-key:v${VERSION}:${keyId}:${frameBound(place)}`

/** Seals one frame: AES-256-GCM under a fresh data key, which the first of KIOO_FRAME_KEYS wraps. */
export function seal(plain: Uint8Array, place: FramePlace): SealedFrame {
  const wrapping = env().KIOO_FRAME_KEYS[0]
  if (!wrapping) throw new Error('There is no frame key')
  const dataKey = randomBytes(KEY_BYTES)
  const nonce = Uint8Array.from(randomBytes(NONCE_BYTES))
  const keyNonce = randomBytes(NONCE_BYTES)
  const wrapped = encrypt(wrapping.key, keyNonce, dataKey, keyBound(place, wrapping.id))
  return {
    sealed: encrypt(dataKey, nonce, plain, frameBound(place)),
    nonce,
    wrappedKey: Uint8Array.from(Buffer.concat([keyNonce, wrapped])),
    keyId: wrapping.id,
  }
}

/** Opens a sealed frame with whichever listed key wrapped it. Throws when anything was changed or moved. */
export function open(frame: FramePlace & SealedFrame): Uint8Array<ArrayBuffer> {
  const wrapping = env().KIOO_FRAME_KEYS.find(({ id }) => id === frame.keyId)
  if (!wrapping) throw new Error(`No frame key is called ${frame.keyId}; put it back into KIOO_FRAME_KEYS`)
  const keyNonce = frame.wrappedKey.subarray(0, NONCE_BYTES)
  const dataKey = decrypt(wrapping.key, keyNonce, frame.wrappedKey.subarray(NONCE_BYTES), keyBound(frame, wrapping.id))
  return decrypt(dataKey, frame.nonce, frame.sealed, frameBound(frame))
}
