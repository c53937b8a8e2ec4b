import type { Recalled } from '@/components/kept/vault'
import { SELFIE_POSITION } from '@/lib/domain/frame'
import { type CaptureGuidance, guidanceKinds } from '@/lib/domain/guidance'
import type { CaptureEvent, CaptureState, Sitting } from './capture-state'

/** The name in the vault. */
export const SITTING = 'sitting'

/** How far a kept sitting had come: looked at, to be sent, or all there. */
const stages = ['review', 'sending', 'done'] as const
type Stage = (typeof stages)[number]

/** What there is to keep of a capture now; null: nothing. */
export function keptStage(state: CaptureState): Stage | null {
  if (state.step === 'review' || state.step === 'sending' || state.step === 'done') return state.step
  return state.step === 'stalled' && state.again ? 'sending' : null
}

/**
 * A sitting as parts: what it is and what it is for, then its frames. Of one whose frames have arrived, only the
 * selfie: whoever comes back sees whose pictures are about to be sent.
 */
export function packSitting({ captureId, frames, selfie, guidance }: Sitting, stage: Stage, about: string): Blob[] {
  const head = new Blob([JSON.stringify({ captureId, stage, guidance, about })])
  return [head, ...(stage !== 'done' ? frames : selfie ? [selfie] : [])]
}

// By hand: zod would weigh a fifth of all the script before the camera, and our own seal vouches for the rest.
function isGuidance(told: unknown): told is CaptureGuidance {
  if (!told || typeof told !== 'object' || !('how' in told)) return false
  return guidanceKinds.some((kind) => kind === told.how) && 'cue' in told && 'faces' in told && 'why' in told
}

type Head = { captureId: string; stage: Stage; guidance: CaptureGuidance; about: string }

function read(head: ArrayBuffer | undefined): Head | null {
  const told: unknown = head ? JSON.parse(new TextDecoder().decode(head)) : null
  if (!told || typeof told !== 'object') return null
  if (!('captureId' in told && 'stage' in told && 'guidance' in told && 'about' in told)) return null
  const { captureId, guidance, about } = told
  const stage = stages.find((one) => one === told.stage)
  if (typeof captureId !== 'string' || typeof about !== 'string' || !stage || !isGuidance(guidance)) return null
  return { captureId, stage, guidance, about }
}

/** What a vault gave back, as the news a capture understands; null: it is of no use, or for something else. */
export function unpackSitting(
  { parts: [head, ...pictures] }: Recalled,
  about: string,
): Extract<CaptureEvent, { kind: 'resumed' }> | null {
  const known = read(head)
  if (known?.about !== about) return null
  const blobs = pictures.map((bytes) => new Blob([bytes], { type: 'image/jpeg' }))
  const selfie = blobs[SELFIE_POSITION] ?? null
  const { captureId, guidance, stage } = known
  const frames = stage === 'done' ? [] : blobs
  const selfieUrl = selfie && URL.createObjectURL(selfie)
  return { kind: 'resumed', sitting: { captureId, frames, selfie, selfieUrl, guidance }, to: stage }
}
