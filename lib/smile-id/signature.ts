import { createHmac, timingSafeEqual } from 'node:crypto'

export type SigningKey = { partnerId: string; apiKey: string }

/** Several keys stay valid side by side while one is being replaced. */
export type ConfirmingKeys = { partnerId: string; apiKeys: readonly string[] }

/** The keys that confirm what an account gets: its own, and the one before it while the provider changes over. */
export function confirmingKeys(account: SigningKey & { previousApiKey?: string }): ConfirmingKeys {
  const { partnerId, apiKey, previousApiKey } = account
  return { partnerId, apiKeys: previousApiKey ? [apiKey, previousApiKey] : [apiKey] }
}

/**
 * ISO 8601 as the provider has been seen to write it: with `Z`, with an offset, or with no zone at all,
 * and with 0 to 9 digits of fraction. The signed message has no separators, so a timestamp of any other
 * form, or that is no time, is refused before it reaches the hash.
 */
const TIMESTAMP = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?(Z|[+-]\d{2}:?\d{2})?$/

/** 32 bytes in standard base64 with its padding. */
const SIGNATURE = /^[A-Za-z0-9+/]{43}=$/

/**
 * Signs a request: HMAC-SHA256 over timestamp, partner id and the word `sid_request`, base64
 * (smile-identity-core 3.2.1, signature.js). The key's own text is the key, not what it may decode to.
 */
export function sign(timestamp: string, key: SigningKey): string {
  return digest(timestamp, key).toString('base64')
}

/**
 * Whether a body's own timestamp and signature belong together under one of the keys. It says nothing
 * about the rest of the body: the signature does not cover it.
 */
export function confirm(timestamp: string, signature: string, keys: ConfirmingKeys): boolean {
  if (Number.isNaN(timeOf(timestamp)) || !SIGNATURE.test(signature)) return false
  const given = Buffer.from(signature, 'base64')
  // The last character has two spare bits; only one spelling of a signature is the signature.
  if (given.toString('base64') !== signature) return false
  let confirmed = false
  // Every key is tried, so that the time taken does not tell which one fits.
  for (const apiKey of keys.apiKeys)
    if (timingSafeEqual(given, digest(timestamp, { partnerId: keys.partnerId, apiKey }))) confirmed = true
  return confirmed
}

/** Whether a timestamp lies within the window (seconds, either way) around `now`. */
export function isFresh(timestamp: string, now: Date, windowSeconds: number): boolean {
  return Math.abs(now.getTime() - timeOf(timestamp)) <= windowSeconds * 1000
}

/**
 * Milliseconds since 1970; NaN for what is no time, like the 45th of a month. Without a zone it is UTC: the provider writes
 * such times, and our own zone has nothing to do with them.
 */
function timeOf(timestamp: string): number {
  const form = TIMESTAMP.exec(timestamp)
  if (!form) return Number.NaN
  return Date.parse(form[2] ? timestamp : `${timestamp}Z`)
}

function digest(timestamp: string, key: SigningKey): Buffer {
  return createHmac('sha256', key.apiKey).update(timestamp).update(key.partnerId).update('sid_request').digest()
}
