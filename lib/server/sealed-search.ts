import 'server-only'
import { randomBytes } from 'node:crypto'
import { SEARCH_MAX } from '@/lib/domain/search-params'
import { decrypt, encrypt, NONCE_BYTES } from './aes-gcm'
import { derivedKey } from './secrets'

/** Nobody types this: it tells what was sealed from what somebody wrote into an address by hand. */
const MARK = 'sealed.'
const BOUND = 'kioo:search:v1'

/**
 * What somebody searched for, as it stands in a list's address: sealed, for it may be a name, and addresses are kept by
 * histories and written down by proxies. Good for as long as the portal's secret is, for whoever may see the list.
 */
export function sealSearch(text: string): string {
  if (text === '') return ''
  const nonce = randomBytes(NONCE_BYTES)
  const sealed = encrypt(derivedKey('search'), nonce, Buffer.from(text), BOUND)
  return MARK + Buffer.concat([nonce, sealed]).toString('base64url')
}

/**
 * What an address searches for. Written by hand it is its own text. Empty: nothing, or what was sealed under another
 * secret, which filters nothing.
 */
export function openSearch(address: string): string {
  if (!address.startsWith(MARK)) return address.length > SEARCH_MAX ? '' : address
  const bytes = Buffer.from(address.slice(MARK.length), 'base64url')
  const nonce = bytes.subarray(0, NONCE_BYTES)
  try {
    return Buffer.from(decrypt(derivedKey('search'), nonce, bytes.subarray(NONCE_BYTES), BOUND)).toString()
  } catch {
    return ''
  }
}
