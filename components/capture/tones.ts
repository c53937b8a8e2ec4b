import type { FaceReading } from '@/lib/domain/face'
import type { CaptureStep } from './capture-state'

const TONE_S = 0.12
const VOLUME = 0.12
/** Hertz: low when there is no face, middle while something is in the way, high when all is well. */
const PITCH = { none: 196, wrong: 392, good: 659 } as const
/** Milliseconds of vibration when the pictures begin, and when they are taken. */
const BUZZ: Partial<Record<CaptureStep, number>> = { counting: 60, shooting: 30, review: 200 }

/** Hertz, and the side from -1 (left) to 1 (right). */
type Tone = { pitch: number; pan: number }

/** How a face sounds: from the side on which the person has it. */
export function toneOf(face: Pick<FaceReading, 'box'> | null, good: boolean): Tone {
  if (!face) return { pitch: PITCH.none, pan: 0 }
  // A person sees herself from the front: what is left in the picture is at her right.
  const pan = Math.max(-1, Math.min(1, (0.5 - face.box.left - face.box.width / 2) * 4))
  return { pitch: good ? PITCH.good : PITCH.wrong, pan }
}

/** How long a step is felt, in milliseconds; 0: not at all. */
export function buzzOf(step: CaptureStep): number {
  return BUZZ[step] ?? 0
}

export function beep(audio: AudioContext, { pitch, pan }: Tone): void {
  const [tone, volume, side] = [audio.createOscillator(), audio.createGain(), audio.createStereoPanner()]
  const { currentTime } = audio
  tone.frequency.value = pitch
  side.pan.value = pan
  volume.gain.setValueAtTime(VOLUME, currentTime)
  volume.gain.exponentialRampToValueAtTime(0.001, currentTime + TONE_S)
  tone.connect(volume).connect(side).connect(audio.destination)
  tone.start(currentTime)
  tone.stop(currentTime + TONE_S)
}
