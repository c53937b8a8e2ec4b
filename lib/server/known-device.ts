import 'server-only'
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { cookieNames } from '@/lib/domain/cookie-names'
import { derivedKey } from './secrets'
import { cookieName } from './session-cookie'

/** Days for which a browser stays known after its last sign-in. */
export const KNOWN_DEVICE_DAYS = 180

/**
 * A browser in which an operator has signed in before. It opens nothing: it only has failures of its own counted,
 * so that a stranger's wrong tries, from wherever they come, do not make the owner wait.
 */
export function knownDeviceCookie(email: string): { name: string; value: string } {
  const id = randomBytes(16).toString('base64url')
  return { name: knownDeviceName(email), value: `${id}.${sign(email, id).toString('base64url')}` }
}

/** One cookie per operator: at a desk that several share, each of them stays known. It does not tell the e-mail. */
export function knownDeviceName(email: string): string {
  return cookieName(`${cookieNames.knownDevice}-${sign(email, 'name').toString('base64url').slice(0, 12)}`)
}

/** What a browser's failures are counted by; null: this value was not given to it for this e-mail. */
export function knownDeviceId(email: string, value: string | undefined): string | null {
  const [, id = '', proof = ''] = /^([\w-]{22})\.([\w-]{43})$/.exec(value ?? '') ?? []
  const right = id !== '' && timingSafeEqual(Buffer.from(proof, 'base64url'), sign(email, id))
  return right ? id : null
}

function sign(email: string, text: string): Buffer {
  return createHmac('sha256', derivedKey('known-device')).update(`${text}\n${email}`).digest()
}
