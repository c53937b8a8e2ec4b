import { createHash } from 'node:crypto'
import type { ProviderResult } from '@/lib/domain/provider'
import { canonicalJson, type JsonText, parseJson } from './json'
import { plainObject } from './lenient'
import { type ResultOwner, readResult } from './result'
import { type ConfirmingKeys, confirm, isFresh } from './signature'

/** What a signed callback says. It is a hint: the signature covers neither result nor owner. */
export type SignedCallback = ResultOwner & {
  result: ProviderResult
  /** A Smile Secure finding (52.. without Actions): a fact beside the verdict. */
  isFraud: boolean
  /** As it came. */
  timestamp: string
  /** SHA-256 of everything but timestamp and signature: the same for a re-signed delivery of the same news. */
  contentHash: Uint8Array<ArrayBuffer>
  /** SHA-256 of timestamp and signature: a pair seen before with other content is a replay. */
  pairHash: Uint8Array<ArrayBuffer>
}

export type CallbackReading =
  | { kind: 'malformed'; reason: Extract<JsonText, { ok: false }>['reason'] | 'not_an_object' }
  | { kind: 'bad_signature' }
  | { kind: 'stale'; callback: SignedCallback }
  | { kind: 'authentic'; callback: SignedCallback }

/**
 * Reads one delivery to the callback address; pure, and never throws whatever the bytes.
 * `windowSeconds`: how far the body's timestamp may lie from `now`, either way. A body without a
 * timestamp or a signature counts as wrongly signed. Missing fields are null; the caller compares
 * jobId, userId and jobType with what it submitted.
 */
export function readCallback(
  rawBody: Uint8Array,
  keys: ConfirmingKeys,
  now: Date,
  windowSeconds: number,
): CallbackReading {
  const json = parseJson(rawBody)
  if (!json.ok) return { kind: 'malformed', reason: json.reason }
  const body = plainObject.safeParse(json.value)
  if (!body.success) return { kind: 'malformed', reason: 'not_an_object' }

  const { timestamp, signature, ...content } = body.data
  if (typeof timestamp !== 'string' || typeof signature !== 'string') return { kind: 'bad_signature' }
  if (!confirm(timestamp, signature, keys)) return { kind: 'bad_signature' }

  const { result, owner } = readResult(body.data)
  const callback: SignedCallback = {
    ...owner,
    result,
    isFraud: result.code.startsWith('52') && !Object.hasOwn(content, 'Actions'),
    timestamp,
    contentHash: sha256(canonicalJson(content)),
    pairHash: sha256(`${timestamp}|${signature}`),
  }
  return { kind: isFresh(timestamp, now, windowSeconds) ? 'authentic' : 'stale', callback }
}

function sha256(text: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHash('sha256').update(text).digest())
}
