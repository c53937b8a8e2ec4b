import 'server-only'
import { createHash } from 'node:crypto'

/** SHA-256, in the bytes that a column takes. For what is no secret, or is random enough to need no salt. */
export function sha256(data: string | Uint8Array): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(createHash('sha256').update(data).digest())
}
