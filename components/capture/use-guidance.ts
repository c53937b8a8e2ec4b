'use client'
import { type RefObject, useEffect, useRef, useState } from 'react'
import type { PresetNumbers } from '@/lib/domain/capture-preset'
import type { FaceReading } from '@/lib/domain/face'
import { median } from '@/lib/domain/face-cue'
import type { UnguidedReason } from '@/lib/domain/guidance'
import { type Guide, newGuide, watch } from '@/lib/domain/guide'
import type { FaceDetector } from './face-detector'
import { firstReading } from './first-reading'
import { journal } from './journal'
import { whenSeen } from './when-seen'

/** Milliseconds a frame. On a slower device hints would lag behind the person, so guidance switches itself off. */
const SLOW_MS = 400
/** The first frames warm the detector up and say nothing about its speed; it is measured on those after them. */
const WARMING_FRAMES = 4
const TIMED_FRAMES = 9
/** One slow stretch may be the rest of the machine's; a second one in a row is the detector's. */
const SLOW_STRETCHES = 2
/** After failing this often on a device the detector is not tried again. */
const TRIES = 3

export type Guidance =
  /** `share`: how much of it has arrived, 0 to 1. */
  | { on: false; why: UnguidedReason; share: number }
  /** `faces`: in the latest frame, and the nearest of them. */
  | { on: true; guide: Guide; faces: number; face: FaceReading | null; detector: FaceDetector }

const LOADING: Guidance = { on: false, why: 'loading', share: 0 }

/**
 * Watches the face in a playing video and says what to do. The detector is fetched once there is a picture to look
 * at, never before; without it a capture goes on as well as it can.
 */
export function useGuidance(
  /** There is a live picture. */
  live: boolean,
  /** Somebody else uses the detector: the burst. */
  busy: boolean,
  video: RefObject<{ video: HTMLVideoElement | null } | null>,
  limits: PresetNumbers,
): Guidance {
  const [guidance, setGuidance] = useState(LOADING)
  const detector = guidance.on ? guidance.detector : null

  // A detector that could not be fetched, or broke, is tried again when the camera next gives a picture: perhaps the
  // signal was lost, or the phone slept.
  const [tries, setTries] = useState(0)
  const [wasLive, setWasLive] = useState(false)
  const isBroken = !guidance.on && guidance.why === 'failed'
  if (live !== wasLive) {
    setWasLive(live)
    if (live && (tries === 0 || (isBroken && tries < TRIES))) setTries(tries + 1)
  }
  useEffect(() => {
    if (tries === 0) return
    const leaving = new AbortController()
    const open = async () => {
      const { openFaceDetector } = await import('./face-detector')
      const progress = (share: number) => setGuidance((now) => (now.on ? now : { ...LOADING, share }))
      const asked = performance.now()
      const detector = await openFaceDetector(progress, leaving.signal)
      journal.fact('model', `ready after ${Math.round(performance.now() - asked)} ms`)
      setGuidance({ on: true, guide: newGuide, faces: 0, face: null, detector })
    }
    open().catch(() => {
      if (leaving.signal.aborted) return
      journal.fact('model', 'failed to load')
      setGuidance({ on: false, why: 'failed', share: 0 })
    })
    return () => {
      leaving.abort()
      setGuidance(LOADING)
    }
  }, [tries])

  // What was seen before a burst says nothing of what is to be seen after it.
  useEffect(() => {
    if (busy) setGuidance((now) => (now.on ? { ...now, guide: newGuide, face: null } : now))
  }, [busy])

  const numbers = useRef(limits)
  useEffect(() => {
    numbers.current = limits
  })
  useEffect(() => {
    const source = video.current?.video
    if (!detector || !live || busy || !source) return
    const leaving = new AbortController()
    const { signal } = leaving
    let guide = newGuide
    const times: number[] = []
    let slow = 0
    const look = async () => {
      for (let frames = 0; !signal.aborted; frames++) {
        if (document.hidden) {
          // Nobody is there to be guided, and who comes back to the page may be somebody else.
          guide = newGuide
          setGuidance({ on: true, guide, faces: 0, face: null, detector })
          await whenSeen(signal)
        }
        const began = performance.now()
        const reading = await firstReading(source, detector, signal)
        if (signal.aborted) return
        const now = performance.now()
        if (frames >= WARMING_FRAMES) times.push(now - began)
        const usual = times.length >= TIMED_FRAMES ? median(times.splice(0)) : null
        if (usual !== null) journal.fact('frame time', `${Math.round(usual)} ms`)
        if (usual !== null) slow = usual >= SLOW_MS ? slow + 1 : 0
        if (slow >= SLOW_STRETCHES) {
          detector.close()
          return setGuidance({ on: false, why: 'slow', share: 0 })
        }
        guide = watch(guide, reading, numbers.current, now)
        const { faces } = reading
        setGuidance({ on: true, guide, faces: faces.length, face: faces[0] ?? null, detector })
      }
    }
    look().catch(() => {
      if (signal.aborted) return
      detector.close()
      setGuidance({ on: false, why: 'failed', share: 0 })
    })
    return () => leaving.abort()
  }, [detector, live, busy, video])

  return guidance
}
