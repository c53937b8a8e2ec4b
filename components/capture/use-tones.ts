'use client'
import { useEffect, useRef } from 'react'
import type { FaceReading } from '@/lib/domain/face'

/** One tone every so often (milliseconds), each this long. */
const EVERY_MS = 800
const TONE_S = 0.12
const VOLUME = 0.12
/** Hertz: low when there is no face, middle while something is in the way, high when all is well. */
const PITCH = { none: 196, wrong: 392, good: 659 } as const
/** Milliseconds of vibration when the pictures begin, and when they are taken. */
const BUZZ = { counting: 60, shooting: 30, review: 200 } as const

type Heard = { face: FaceReading | null; good: boolean; step: string }

/**
 * For those who do not look: tones from the side on which the face is, and a buzz at each step. It begins with a
 * switch that a person has pressed, for browsers let no page sound before.
 */
export function useTones(on: boolean, heard: Heard): void {
  const latest = useRef(heard)
  useEffect(() => {
    latest.current = heard
  })
  const { step } = heard
  useEffect(() => {
    const buzz = step === 'counting' || step === 'shooting' || step === 'review' ? BUZZ[step] : 0
    if (on && buzz) navigator.vibrate?.(buzz)
  }, [on, step])

  const sounding = on && step === 'live'
  useEffect(() => {
    if (!sounding) return
    const audio = new AudioContext()
    const timer = setInterval(() => {
      const { face, good } = latest.current
      // A person sees herself from the front: what is left in the picture is at her right.
      const pan = face ? Math.max(-1, Math.min(1, (0.5 - face.box.left - face.box.width / 2) * 4)) : 0
      beep(audio, face ? (good ? PITCH.good : PITCH.wrong) : PITCH.none, pan)
    }, EVERY_MS)
    return () => {
      clearInterval(timer)
      void audio.close()
    }
  }, [sounding])
}

function beep(audio: AudioContext, pitch: number, pan: number): void {
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
