import { askArrived, momentOf, putJpeg } from '@/components/capture/put-jpeg'
import type { FrameDoor } from '@/components/capture/send-frames'
import type { GateFault } from '@/lib/domain/gate-fault'

export type SendWords = {
  unreachable: string
  tooMany: string
  ended: string
  spoiled: string
  unexpected: string
  /** A picture could not be looked at. */
  unchecked: string
  /** What to do about pictures that were looked at and sent back. */
  faces: Record<GateFault, string>
}

/** Why a frame or a submission did not go through, by status alone: a person's page reads no codes of the desk. */
export function failure(status: number, words: SendWords): { ok: false; again: boolean; message: string } {
  if (status === 401 || status === 403 || status === 409 || status === 410)
    return { ok: false, again: false, message: words.ended }
  if (status === 408) return { ok: false, again: true, message: words.unreachable }
  if (status === 429) return { ok: false, again: true, message: words.tooMany }
  if (status >= 500) return { ok: false, again: true, message: words.unexpected }
  return { ok: false, again: false, message: words.spoiled }
}

/** Waits out a pause that the portal asked for. */
export type Rest = (ms: number, signal: AbortSignal) => Promise<void>

/** Puts frames into the portal as this visit. A pause, after five captures, is waited out; then it goes on by itself. */
export function visitDoor(words: SendWords, rest: Rest): FrameDoor {
  return {
    async send(captureId, position, jpeg, on) {
      for (;;) {
        const answer = await putJpeg(`/api/captures/${captureId}/frames/${position}`, jpeg, on)
        if (!answer) return { ok: false, again: true, message: words.unreachable }
        if (answer.status < 300) return { ok: true }
        const moment = momentOf(answer)
        if (answer.status !== 429 || !answer.restMs || moment.restMs)
          return { ...failure(answer.status, words), ...moment }
        await rest(answer.restMs, on.signal)
      }
    },
    arrived: (captureId, signal) => askArrived(`/api/captures/${captureId}/frames`, signal),
  }
}
