import type { FaceReading } from '@/lib/domain/face'
import type { SeenFrame } from '@/lib/domain/face-frame'
import type { FaceLight } from '@/lib/domain/face-light'

const box = { left: 0.3, top: 0.24, width: 0.4, height: 0.58 }

/** A face at rest, in the middle, at the right distance. */
export const restingFace: FaceReading = {
  box,
  yaw: 0,
  pitch: 2,
  roll: 0,
  mouthWidth: 0.4,
  mouthLift: 0.005,
  eyesOpen: 0.3,
}

export const goodLight: FaceLight = {
  mean: 110,
  clipped: 0,
  imbalance: 0.1,
  contrast: 40,
  background: 140,
  sharpness: 150,
}

/** One frame with one face at rest in good light, but for what is changed. */
export function frameWith(face: Partial<FaceReading> = {}, light: Partial<FaceLight> = {}): SeenFrame {
  return { frame: { width: 640, height: 480 }, faces: [{ ...restingFace, ...face }], light: { ...goodLight, ...light } }
}

export const smiling = { mouthWidth: 0.48, mouthLift: 0.045 }

export const noFace: SeenFrame = { frame: { width: 640, height: 480 }, faces: [], light: null }
