import 'server-only'
import { errorName, log } from './log'
import { open, type Sealed } from './sealing'

type Kept = { id: string; body: Uint8Array } & Pick<Sealed, 'keyId'> & Record<'nonce' | 'wrappedKey', Uint8Array>

/**
 * The body of a delivery that was set aside. Null for a seal that does not open, as when its key was taken away:
 * it must keep out neither those behind it nor whoever looks at what else is known of it.
 */
export function openBody({ id, body, nonce, wrappedKey, keyId }: Kept): Uint8Array<ArrayBuffer> | null {
  try {
    return open({ callbackId: id, sealed: body, nonce, wrappedKey, keyId })
  } catch (thrown) {
    log.warn('a callback set aside does not open', { callbackId: id, error: errorName(thrown) })
    return null
  }
}
