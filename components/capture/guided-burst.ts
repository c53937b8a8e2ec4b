import { type Ask, isTaken, newPlan, nextStep } from '@/lib/domain/burst-plan'
import type { PresetNumbers } from '@/lib/domain/capture-preset'
import type { Cue } from '@/lib/domain/face-cue'
import { framePositions, SELFIE_POSITION } from '@/lib/domain/frame'
import type { CaptureGuidance } from '@/lib/domain/guidance'
import type { Hint } from './capture-state'
import type { FaceDetector } from './face-detector'
import { newPicture } from './new-picture'
import { jpegOf, shotSize } from './shot'

export type Burst = { ok: true; frames: Blob[]; guidance: CaptureGuidance } | { ok: false; hint: Hint }

/** What a guided burst needs, and whom it tells. The wishes may change while it goes on. */
type GuidedBurst = {
  video: HTMLVideoElement
  detector: FaceDetector
  limits: PresetNumbers
  wishes: () => { cue: Cue; finishing: boolean }
  onShot: (taken: number) => void
  onAsk: (ask: Ask) => void
}

/**
 * Takes the seven liveness frames from the face at rest to the cue, and the sharpest picture at rest for the selfie.
 * Every frame is searched as a whole for a face, and what is searched is what is kept. Black, frozen or repeated
 * pictures and a person who leaves spoil it.
 */
export async function takeGuidedBurst(burst: GuidedBurst, signal: AbortSignal): Promise<Burst> {
  const { video, detector, limits, wishes, onShot, onAsk } = burst
  let plan = newPlan(wishes().cue)
  let before: Uint8Array = new Uint8Array()
  let sharpest: { canvas: HTMLCanvasElement; sharpness: number } | null = null
  let finished = false
  const encoding: Promise<Blob>[] = []
  while (!isTaken(plan)) {
    const picture = await newPicture(video, SELFIE_POSITION, before, signal)
    if (typeof picture === 'string') return { ok: false, hint: picture }
    const frameSize = shotSize(1, picture.canvas)
    if (!frameSize) return { ok: false, hint: 'too_small' }
    const reading = await detector.detect(picture.canvas, false)
    signal.throwIfAborted()
    const wish = wishes()
    finished ||= wish.finishing
    const step = nextStep(plan, reading, limits, performance.now(), wish)
    plan = step.plan
    onAsk(step.ask)
    if (step.take === 'left') return { ok: false, hint: 'left' }
    if (step.take === 'nothing') continue
    before = picture.print
    const sharpness = reading.light?.sharpness ?? 0
    if (step.take === 'frame') encoding[plan.taken] = jpegOf(picture.canvas, frameSize)
    else if (!sharpest || sharpness > sharpest.sharpness) sharpest = { canvas: picture.canvas, sharpness }
    onShot(plan.taken)
  }
  if (sharpest) encoding[SELFIE_POSITION] = jpegOf(sharpest.canvas, sharpest.canvas)
  const frames = await Promise.all(encoding.slice(0, framePositions.length))
  signal.throwIfAborted()
  const { faces, cue } = plan
  const guidance = { how: finished ? 'manual' : 'guided', cue: finished ? null : cue, faces, why: null } as const
  return { ok: true, frames, guidance }
}
