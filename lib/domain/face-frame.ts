import { type DetectedFace, type FaceReading, type FrameSize, readFace } from './face'
import { SCORE_MIN } from './face-checks'
import { type FaceLight, lightOn, type Pixels } from './face-light'

/** What is to be seen in one frame, of every face in it. What is kept of that is face-gate.ts's FrameReading. */
export type SeenFrame = {
  frame: FrameSize
  /** The faces the detector is sure enough of, the nearest first: whoever is being captured sits in front. */
  faces: FaceReading[]
  /** The light on the nearest face. */
  light: FaceLight | null
}

const area = ({ box }: FaceReading) => box.width * box.height

/** Puts what a detector found in a picture into our words, with the light measured on the picture itself. */
export function readFrame(pixels: Pixels, detected: readonly DetectedFace[]): SeenFrame {
  const { width, height } = pixels
  const faces = detected
    .filter(({ boxScore }) => boxScore >= SCORE_MIN)
    .map((face) => readFace(face, { width, height }))
    .sort((a, b) => area(b) - area(a))
  const [nearest] = faces
  return { frame: { width, height }, faces, light: nearest ? lightOn(pixels, nearest.box) : null }
}
