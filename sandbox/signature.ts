import { createHmac, timingSafeEqual } from 'node:crypto'

/**
 * Smile ID's v1 signature: base64 HMAC-SHA256, keyed with the API key's text, over timestamp, partner id and a
 * fixed word, without separators. The timestamp is signed as it was written, so it stays an opaque string here.
 */
export function sign(timestamp: string, partnerId: string, apiKey: string): string {
  return createHmac('sha256', apiKey).update(`${timestamp}${partnerId}sid_request`).digest('base64')
}

/** Compares in constant time. */
export function signatureMatches(given: string, timestamp: string, partnerId: string, apiKey: string): boolean {
  return sameText(given, sign(timestamp, partnerId, apiKey))
}

/** What goes into every signed answer and callback. */
export function signedNow(partnerId: string, apiKey: string, now: number) {
  const timestamp = new Date(now).toISOString()
  return { timestamp, signature: sign(timestamp, partnerId, apiKey) }
}

export function sameText(a: string, b: string): boolean {
  const left = Buffer.from(a)
  const right = Buffer.from(b)
  return left.length === right.length && timingSafeEqual(left, right)
}
