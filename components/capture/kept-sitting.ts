import type { Recalled } from '@/components/kept/vault'
import { type CaptureGuidance, guidanceKinds } from '@/lib/domain/guidance'
import type { CaptureEvent, CaptureState, Sitting } from './capture-state'

/** The name in the vault. */
export const SITTING = 'sitting'

/** How far a kept sitting had come: looked at, to be sent, or all there (and then without any picture). */
const stages = ['review', 'sending', 'done'] as const
type Stage = (typeof stages)[number]

/** What there is to keep of a capture now; null: nothing. */
export function keptStage(state: CaptureState): Stage | null {
  if (state.step === 'review' || state.step === 'sending' || state.step === 'done') return state.step
  return state.step === 'stalled' && state.again ? 'sending' : null
}

/** A sitting as parts: what it is, then its frames, unless they have arrived and are the portal's now. */
export function packSitting({ captureId, frames, guidance }: Sitting, stage: Stage): Blob[] {
  return [new Blob([JSON.stringify({ captureId, stage, guidance })]), ...(stage === 'done' ? [] : frames)]
}

// By hand: zod would weigh a fifth of all the script before the camera, and our own seal vouches for the rest.
function isGuidance(told: unknown): told is CaptureGuidance {
  if (!told || typeof told !== 'object' || !('how' in told)) return false
  return guidanceKinds.some((kind) => kind === told.how) && 'cue' in told && 'faces' in told && 'why' in told
}

type Head = { captureId: string; stage: Stage; guidance: CaptureGuidance }

function read(head: ArrayBuffer | undefined): Head | null {
  const told: unknown = head ? JSON.parse(new TextDecoder().decode(head)) : null
  if (!told || typeof told !== 'object' || !('captureId' in told && 'stage' in told && 'guidance' in told)) return null
  const { captureId, guidance } = told
  const stage = stages.find((one) => one === told.stage)
  return typeof captureId === 'string' && stage && isGuidance(guidance) ? { captureId, stage, guidance } : null
}

/** What a vault gave back, as the news a capture understands; null: it is of no use. */
export function unpackSitting({
  parts: [head, ...pictures],
}: Recalled): Extract<CaptureEvent, { kind: 'resumed' }> | null {
  const known = read(head)
  if (!known) return null
  const frames = pictures.map((bytes) => new Blob([bytes], { type: 'image/jpeg' }))
  const [selfie] = frames
  const { captureId, guidance, stage } = known
  const selfieUrl = selfie ? URL.createObjectURL(selfie) : null
  return { kind: 'resumed', sitting: { captureId, frames, selfieUrl, guidance }, to: stage }
}
