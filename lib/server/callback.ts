import 'server-only'
import { z } from 'zod'
import { may } from '@/lib/domain/permissions'
import { callbackRow, callbackRowFor, readableBy } from './callback-list'
import { db } from './db'
import { bodyText, SHOWN_BYTES_MAX } from './job-callbacks'
import type { Reader } from './jobs'
import { open } from './sealing'

/**
 * One callback with its body, as this reader may see it; null when there is none under this id. What was set aside
 * is sealed, and opened only for those who may.
 */
export async function readCallbackView(reader: Reader, callbackId: string) {
  if (!z.uuid().safeParse(callbackId).success) return null
  const row = await db().callback.findFirst({
    where: { id: callbackId, ...readableBy(reader) },
    select: { ...callbackRow, timestamp: true, body: true, nonce: true, wrappedKey: true, keyId: true },
  })
  if (!row) return null
  const { body, nonce, wrappedKey, keyId, timestamp, ...plain } = row
  const sealed = nonce && wrappedKey && keyId ? { sealed: body, nonce, wrappedKey, keyId } : null
  const readable = sealed ? may(reader, 'callbacks.open') && open({ ...sealed, callbackId }) : body
  const bytes = readable ? readable.length : body.length
  return {
    ...callbackRowFor(reader, plain),
    timestamp,
    isSealed: sealed !== null,
    body: { ...bodyText(readable ? readable.subarray(0, SHOWN_BYTES_MAX) : null, bytes), bytes },
  }
}

export type CallbackDetail = NonNullable<Awaited<ReturnType<typeof readCallbackView>>>
