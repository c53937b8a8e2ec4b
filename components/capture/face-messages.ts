import type { SeenFrame } from '@/lib/domain/face-frame'

/** What the page says to the detector's worker, and what it answers. */
export type ToDetector =
  | { kind: 'open'; files: string }
  /** `track`: the face may be looked for where it was; a frame that counts is searched as a whole. */
  | { kind: 'detect'; picture: ImageBitmap | ImageData; track: boolean }

export type FromDetector =
  /** Bytes that have arrived. */
  | { kind: 'loading'; bytes: number }
  /** `draws`: it can take pixels out of an ImageBitmap itself. */
  | { kind: 'open'; draws: boolean }
  /** `ms`: what the detector alone took, from the picture to the faces. */
  | { kind: 'seen'; reading: SeenFrame; ms: number }
  | { kind: 'failed'; reason: string }
