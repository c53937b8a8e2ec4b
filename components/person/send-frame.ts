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

/** Waits out a pause that the portal asked for. */
export type Rest = (ms: number, signal: AbortSignal) => Promise<void>

/** Milliseconds until the portal takes frames again, when it says so: after five captures it pauses. */
function restMs(response: Response): number | null {
  const seconds = response.status === 429 ? Number(response.headers.get('retry-after')) : 0
  return seconds > 0 ? seconds * 1_000 : null
}

/** Puts one frame into the portal as this visit. A pause is waited out; then it goes on by itself. */
export function frameSender(words: SendWords, rest: Rest): SendFrame {
  const put = async (path: string, jpeg: Blob, signal: AbortSignal) =>
    fetch(path, {
      method: 'PUT',
      headers: { 'content-type': 'image/jpeg' },
      body: jpeg,
      signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]),
    }).catch(() => null)
  return async (captureId, position, jpeg, signal): Promise<FrameSent> => {
    for (;;) {
      const response = await put(`/api/captures/${captureId}/frames/${position}`, jpeg, signal)
      if (!response) return { ok: false, again: true, message: words.unreachable }
      const ms = restMs(response)
      if (ms === null) return response.ok ? { ok: true } : failure(response.status, words)
      await rest(ms, signal)
    }
  }
}
