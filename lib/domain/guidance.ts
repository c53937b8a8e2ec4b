import type { Cue } from './face-cue'

/**
 * How a capture came about. `guided`: every check passed and the cue was given; `manual`: a person pressed the
 * shutter in spite of the guidance; `unguided`: there was no guidance to pass.
 */
export const guidanceKinds = ['guided', 'manual', 'unguided'] as const

/** Why there was none: not loaded yet, could not be had, or too slow on this device. */
export const unguidedReasons = ['loading', 'failed', 'slow'] as const
export type UnguidedReason = (typeof unguidedReasons)[number]

/** What is kept of the guidance with a capture. Facts for whoever judges it later, never a measure of the face. */
export type CaptureGuidance = {
  how: (typeof guidanceKinds)[number]
  /** The cue that was given. */
  cue: Cue | null
  /** The most faces seen in one frame; null when nothing looked. */
  faces: number | null
  why: UnguidedReason | null
  /** The camera called itself like a program that imitates one; absent: it did not. Anybody can rename a camera. */
  virtual?: true
}

/** A capture that has arrived: its id, and how it came about. */
export type Captured = { captureId: string; guidance: CaptureGuidance }

const cues: Record<Cue, string> = { smile: 'a smile', turn: 'a turn of the head' }
const reasons: Record<UnguidedReason, string> = {
  loading: 'the guidance had not loaded',
  failed: 'the guidance could not be loaded',
  slow: 'this device is too slow for guidance',
}

/** One sentence without its full stop, for operators. */
export function guidanceWords({ how, cue, faces, why, virtual }: CaptureGuidance): string {
  const people = faces !== null && faces > 1 ? `; ${faces} people in the picture` : ''
  const company = `${people}${virtual ? '; the camera looked like a program that imitates one' : ''}`
  switch (how) {
    case 'guided':
      return `Guided, with ${cue ? cues[cue] : 'no cue'}${company}`
    case 'manual':
      return `Taken by hand, though the guidance had not passed${company}`
    case 'unguided':
      return `Without guidance${why ? `: ${reasons[why]}` : ''}${company}`
  }
}
