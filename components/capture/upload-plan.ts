import { framePositions, livenessMinimum, SELFIE_POSITION, selfieMinimum } from '@/lib/domain/frame'
import type { Size } from './shot'

/** What a whole capture may weigh, in bytes, and how small its pictures may become for that. */
type UploadPlan = { bytes: number; steps: readonly Step[] }

/** One try: the selfie's longer side in pixels, and how strongly selfie and liveness frames are compressed. */
type Step = { selfieLong: number; selfie: number; liveness: number }

// From what the camera gave to what the provider still takes. The selfie gives way last: it is what is enrolled.
const steps: readonly Step[] = [
  { selfieLong: 1280, selfie: 0.92, liveness: 0.85 },
  { selfieLong: 1280, selfie: 0.85, liveness: 0.8 },
  { selfieLong: 960, selfie: 0.85, liveness: 0.75 },
  { selfieLong: 800, selfie: 0.82, liveness: 0.7 },
  { selfieLong: selfieMinimum.long, selfie: 0.8, liveness: 0.65 },
  { selfieLong: selfieMinimum.long, selfie: 0.7, liveness: 0.55 },
]

/** 900 kB in all; on a slow or counted network what goes in about half a minute (3g 400 kbit/s, 2g 70 kbit/s). */
const budgets: Record<string, number> = { '3g': 600_000, '2g': 300_000, 'slow-2g': 220_000 }
export const CAPTURE_BYTES_MAX = 900_000

/** The plan for a network as navigator.connection tells it; browsers that tell nothing get the roomiest. */
export function uploadPlan(network: { effectiveType?: string; saveData?: boolean } | null): UploadPlan {
  const bytes = budgets[network?.effectiveType ?? ''] ?? CAPTURE_BYTES_MAX
  return { bytes: network?.saveData ? Math.min(bytes, budgets['2g'] ?? bytes) : bytes, steps }
}

/** The size of one frame in a step: in its own shape, never larger than it is, never under the provider's minimum. */
export function plannedSize(position: number, { width, height }: Size, { selfieLong }: Step): Size {
  const long = Math.max(width, height)
  const short = Math.min(width, height)
  const least = position === SELFIE_POSITION ? selfieMinimum : livenessMinimum
  const wanted = position === SELFIE_POSITION ? selfieLong / long : 1
  const scale = Math.min(1, Math.max(wanted, least.short / short, least.long / long))
  return { width: Math.ceil(width * scale), height: Math.ceil(height * scale) }
}

/** How strongly one frame is compressed in a step. */
export function plannedQuality(position: number, { selfie, liveness }: Step): number {
  return position === SELFIE_POSITION ? selfie : liveness
}

type Encode = (position: number, step: Step) => Promise<Blob>

/**
 * The frames of a capture within the plan: as they are, if they are light enough, else encoded again, smaller step by
 * step. What is still too heavy after the last step is sent all the same: better slowly than not at all.
 */
export async function fitFrames(frames: readonly Blob[], plan: UploadPlan, encode: Encode): Promise<readonly Blob[]> {
  let fitted = frames
  for (const step of plan.steps) {
    if (fitted.reduce((sum, { size }) => sum + size, 0) <= plan.bytes) break
    // Always from the original pictures: encoding them twice would spoil them twice.
    fitted = await Promise.all(framePositions.map((position) => encode(position, step)))
  }
  return fitted
}
