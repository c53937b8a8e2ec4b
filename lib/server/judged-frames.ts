import 'server-only'
import { framePositions } from '@/lib/domain/frame'
import { type Outcome, type Refusal, refuse } from '@/lib/domain/outcome'
import type { CaptureOwner } from './captures'
import type { Tx } from './db'
import { type Judged, judgeCapture } from './face-gate'

const CHANGED = 'frames_changed'

/** A frame that was on its way when its capture was submitted is met once; who replaces frames all the time is refused. */
const JUDGEMENTS = 2

/**
 * Judges a capture and submits it as judged; when a frame was replaced between the two, judges it again.
 * Refusals: those of judgeCapture and of `submit`.
 */
export async function submitJudged<T extends object>(
  owner: CaptureOwner,
  captureId: string,
  submit: (judged: Judged) => Promise<Outcome<T>>,
): Promise<Outcome<T>> {
  for (let judgements = 1; ; judgements++) {
    const seen = await judgeCapture(owner, captureId)
    if (!seen.ok) return seen
    const outcome = await submit(seen.judged)
    if (outcome.ok || outcome.code !== CHANGED || judgements === JUDGEMENTS) return outcome
  }
}

/**
 * Why a capture's frames cannot become a job: some are missing (capture_incomplete), or are not those that were judged
 * (frames_changed). Null: they can. The caller holds the lock on the capture's row, so that none is replaced meanwhile.
 */
export async function framesFault(tx: Tx, captureId: string, judged: Judged): Promise<Refusal | null> {
  const frames = await tx.frame.findMany({
    where: { captureId },
    select: { nonce: true },
    orderBy: { position: 'asc' },
  })
  if (frames.length !== framePositions.length)
    return refuse('capture_incomplete', 'Some pictures have not arrived. Send them again, or take new ones.')
  const isSame = ({ nonce }: { nonce: Uint8Array }, position: number) =>
    Buffer.compare(nonce, judged?.[position] ?? new Uint8Array()) === 0
  if (judged && !frames.every(isSame))
    return refuse(CHANGED, 'A picture was replaced while it was being checked. Nothing is lost: send it again.')
  return null
}
