import 'server-only'
import { createHmac, hkdfSync } from 'node:crypto'
import { env } from './env'
import { sha256 } from './sha256'

/** Each use of the portal's secret has a key of its own, so that one leaked key opens one door. */
type Purpose =
  | 'session-cookie'
  | 'known-device'
  | 'callback-token'
  | 'link-import'
  | 'short-code'
  | 'receipt'
  | 'browser-keep'
  | 'search'

const derived = new Map<Purpose, Buffer>()

/** 32 bytes for one purpose (HKDF-SHA256). Kept: every request with a session asks for one. */
export function derivedKey(purpose: Purpose): Buffer {
  const key =
    derived.get(purpose) ??
    Buffer.from(hkdfSync('sha256', Buffer.from(env().KIOO_SECRET, 'base64'), '', `kioo:${purpose}`, 32))
  derived.set(purpose, key)
  return key
}

/** The unguessable part of a job's callback address: 256 bits, derived, so that only its hash is stored. */
export function callbackToken(jobId: string): string {
  return createHmac('sha256', derivedKey('callback-token')).update(jobId).digest('base64url')
}

/** The token of a consent's receipt page: derived, so that the person can be led to it again and only its hash is stored. */
export function receiptToken(visitId: string): string {
  return createHmac('sha256', derivedKey('receipt')).update(visitId).digest('base64url')
}

/**
 * What a browser seals its unsent pictures with, beside a key of its own: the same for every page of one sign-in or
 * one visit, and nothing another one ever learns.
 */
export function browserKeepSecret(of: { sessionId: string } | { visitId: string }): string {
  const whose = 'visitId' in of ? `visit:${of.visitId}` : `session:${of.sessionId}`
  return createHmac('sha256', derivedKey('browser-keep')).update(whose).digest('base64url')
}

/** Whether a text has the form of a token of ours: 32 bytes, base64url. */
export function isToken(text: string): boolean {
  return /^[\w-]{43}$/.test(text)
}

/** How a token is kept: 256 random bits need no salt. */
export function hashToken(token: string): Uint8Array<ArrayBuffer> {
  return sha256(token)
}
