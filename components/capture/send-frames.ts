import { framePositions } from '@/lib/domain/frame'

export type FrameSent =
  | { ok: true }
  /** `again`: trying the same once more may work. `restMs`: the portal wants to be left alone for so long before that. */
  | {
      ok: false
      message: string
      again: boolean
      restMs?: number
      /** Nothing is wrong: others are before it, and it waits for its turn. */
      isInLine?: boolean
    }

/** Where frames go; where that is, and as whom, is not the camera's business. */
export type FrameDoor = {
  /** Sends one frame; `onPart` is told how much of it has gone, 0 to 1. */
  send: (
    captureId: string,
    position: number,
    jpeg: Blob,
    on: { part: (part: number) => void; signal: AbortSignal },
  ) => Promise<FrameSent>
  /** The positions that have arrived already; null: nobody could say. */
  arrived: (captureId: string, signal: AbortSignal) => Promise<readonly number[] | null>
}

/** Waits between the tries of one frame, in milliseconds; then it is a person's turn. */
export const RETRY_WAITS_MS = [500, 1_500, 4_000] as const

/** How often a frame waits for its turn, two to four seconds each time, before a person is told. */
export const TURNS_MAX = 40

type Options = {
  /** The positions that need not be sent. */
  arrived: readonly number[]
  /** How many frames are there, and how much of all bytes has gone, 0 to 1. */
  onSent: (sent: number, part: number) => void
  wait: (ms: number) => Promise<void>
  /** Whether this device says that it has no network. It is told after a try, since it may be mistaken. */
  isOffline: () => boolean
  signal: AbortSignal
}

/**
 * Sends the frames one after another, each with a few tries of its own. What has arrived is not sent again. Without a
 * network nothing is tried twice: a person is told at once, and it goes on when the network is back.
 */
export async function sendFrames(
  { captureId, frames }: { captureId: string; frames: readonly Blob[] },
  { send }: Pick<FrameDoor, 'send'>,
  { arrived, onSent, wait, isOffline, signal }: Options,
): Promise<FrameSent> {
  const total = frames.reduce((sum, { size }) => sum + size, 0)
  const there = new Set<number>(arrived)
  let gone = framePositions.reduce<number>((sum, at) => sum + (there.has(at) ? (frames[at]?.size ?? 0) : 0), 0)
  if (there.size > 0) onSent(there.size, gone / total)
  for (const position of framePositions.filter((at) => !there.has(at))) {
    const frame = frames[position]
    if (!frame) throw new Error(`Frame ${position} was not taken`)
    const part = (of: number) => onSent(there.size, (gone + of * frame.size) / total)
    const waits = [...RETRY_WAITS_MS]
    let turns = 0
    for (;;) {
      const outcome = await send(captureId, position, frame, { part, signal })
      signal.throwIfAborted()
      if (outcome.ok) break
      const { restMs = 0 } = outcome
      const isInLine = outcome.isInLine && ++turns <= TURNS_MAX
      const ms = isInLine ? 0 : waits.shift()
      if (!outcome.again || ms === undefined || isOffline()) return outcome
      // By chance up to twice as long: those who were told the same would otherwise come back in one moment.
      await wait(Math.max(ms, restMs * (1 + Math.random())))
      signal.throwIfAborted()
    }
    there.add(position)
    gone += frame.size
    onSent(there.size, gone / total)
  }
  return { ok: true }
}
