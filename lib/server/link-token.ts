import 'server-only'
import { randomBytes } from 'node:crypto'
import { env } from './env'
import { hashToken, isToken } from './secrets'

/** 256 bits of randomness. Only its hash is kept; the address is in the maker's answer and nowhere else. */
export function newLinkToken(): { url: string; tokenHash: Uint8Array<ArrayBuffer> } {
  const token = randomBytes(32).toString('base64url')
  return { url: linkUrl(token), tokenHash: hashToken(token) }
}

/** The address that a link's token is opened by. */
export function linkUrl(token: string): string {
  return `${env().KIOO_URL}/e/${token}`
}

/** The token of an address of ours; null for any other text. */
export function tokenOf(url: string): string | null {
  const start = linkUrl('')
  const token = url.startsWith(start) ? url.slice(start.length) : ''
  return isToken(token) ? token : null
}

/** Where a short code is typed, as it is read out: "kioo.example.org/go". */
export function codeAddress(): string {
  return `${env().KIOO_URL.replace(/^https?:\/\//, '')}/go`
}
