import 'server-only'
import { z } from 'zod'
import type { BodySeal } from '@/lib/domain/callback-words'
import { may, type Staff } from '@/lib/domain/permissions'
import { callbackRow, callbackRowFor, readableBy } from './callback-list'
import { db } from './db'
import { bodyText, SHOWN_BYTES_MAX } from './job-callbacks'
import { openBody } from './set-aside-body'

/**
 * One callback with its body, as this reader may see it; null when there is none under this id. What was set aside
 * is sealed, and opened only for those who may; one whose seal opens no more is shown without its body.
 */
export async function readCallbackView(reader: Staff, callbackId: string) {
  if (!z.uuid().safeParse(callbackId).success) return null
  const row = await db().callback.findFirst({
    where: { id: callbackId, ...readableBy(reader) },
    select: { ...callbackRow, timestamp: true, body: true, nonce: true, wrappedKey: true, keyId: true },
  })
  if (!row) return null
  const { body, nonce, wrappedKey, keyId, timestamp, ...plain } = row
  const kept = nonce && wrappedKey && keyId ? { id: callbackId, body, nonce, wrappedKey, keyId } : null
  const mayOpen = !kept || may(reader, 'callbacks.open')
  const readable = mayOpen ? (kept ? openBody(kept) : body) : null
  const bytes = readable ? readable.length : body.length
  return {
    ...callbackRowFor(reader, plain),
    timestamp,
    seal: kept ? sealOf(mayOpen, readable !== null) : null,
    body: { ...bodyText(readable ? readable.subarray(0, SHOWN_BYTES_MAX) : null, bytes), bytes },
  }
}

function sealOf(mayOpen: boolean, isOpen: boolean): BodySeal {
  if (!mayOpen) return 'closed'
  return isOpen ? 'opened' : 'lost'
}
