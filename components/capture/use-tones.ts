'use client'
import { useEffect, useRef } from 'react'
import type { FaceReading } from '@/lib/domain/face'
import type { CaptureStep } from './capture-state'
import { beep, buzzOf, toneOf } from './tones'

/** One tone every so often (milliseconds). */
const EVERY_MS = 800

type Heard = { face: FaceReading | null; good: boolean; step: CaptureStep }

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
    const buzz = buzzOf(step)
    if (on && buzz) navigator.vibrate?.(buzz)
  }, [on, step])

  const sounding = on && step === 'live'
  useEffect(() => {
    if (!sounding) return
    const audio = new AudioContext()
    const timer = setInterval(() => {
      // Nobody is looked for then.
      if (document.hidden) return
      const { face, good } = latest.current
      beep(audio, toneOf(face, good))
    }, EVERY_MS)
    return () => {
      clearInterval(timer)
      void audio.close()
    }
  }, [sounding])
}
