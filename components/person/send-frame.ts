import type { FrameSent, SendFrame } from '@/components/capture/send-frames'

const TIMEOUT_MS = 30_000

export type SendWords = { unreachable: string; tooMany: string; ended: string; spoiled: string; unexpected: string }

/** Why a frame or a submission did not go through, by status alone: a person's page reads no codes of the desk. */
export function failure(status: number, words: SendWords): { ok: false; again: boolean; message: string } {
  if (status === 401 || status === 403 || status === 409 || status === 410)
    return { ok: false, again: false, message: words.ended }
  if (status === 429) return { ok: false, again: true, message: words.tooMany }
  if (status >= 500) return { ok: false, again: true, message: words.unexpected }
  return { ok: false, again: false, message: words.spoiled }
}

/** Puts one frame into the portal as this visit. */
export function frameSender(words: SendWords): SendFrame {
  return async (captureId, position, jpeg, signal): Promise<FrameSent> => {
    try {
      const response = await fetch(`/api/captures/${captureId}/frames/${position}`, {
        method: 'PUT',
        headers: { 'content-type': 'image/jpeg' },
        body: jpeg,
        signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]),
      })
      return response.ok ? { ok: true } : failure(response.status, words)
    } catch {
      return { ok: false, again: true, message: words.unreachable }
    }
  }
}
