import { framePositions } from '@/lib/domain/frame'

export type FrameSent =
  | { ok: true }
  /** `again`: trying the same once more may work. */
  | { ok: false; message: string; again: boolean }

/** Sends one frame of a capture somewhere; where, and as whom, is not the camera's business. */
export type SendFrame = (captureId: string, position: number, jpeg: Blob, signal: AbortSignal) => Promise<FrameSent>

/** Waits between the tries of one frame, in milliseconds; then it is a person's turn. */
export const RETRY_WAITS_MS = [500, 1_500, 4_000] as const

type Options = {
  /** How many are there already, from an earlier try. */
  from: number
  onSent: (sent: number) => void
  wait: (ms: number) => Promise<void>
  signal: AbortSignal
}

/** Sends the frames one after another, each with a few tries of its own. What has arrived is not sent again. */
export async function sendFrames(
  { captureId, frames }: { captureId: string; frames: readonly Blob[] },
  send: SendFrame,
  { from, onSent, wait, signal }: Options,
): Promise<FrameSent> {
  for (const position of framePositions.slice(from)) {
    const frame = frames[position]
    if (!frame) throw new Error(`Frame ${position} was not taken`)
    const waits = [...RETRY_WAITS_MS]
    for (;;) {
      const outcome = await send(captureId, position, frame, signal)
      signal.throwIfAborted()
      if (outcome.ok) break
      const ms = waits.shift()
      if (!outcome.again || ms === undefined) return outcome
      await wait(ms)
      signal.throwIfAborted()
    }
    onSent(position + 1)
  }
  return { ok: true }
}
