'use client'
import { type ActionDispatch, type RefObject, useEffect, useState } from 'react'
import { type CapturePreset, presetNumbers } from '@/lib/domain/capture-preset'
import type { Cue } from '@/lib/domain/face-cue'
import { hasLeft } from '@/lib/domain/guide'
import { type CaptureEvent, type CaptureState, wasHidden } from './capture-state'
import { saidNow } from './said'
import { useBurst } from './use-burst'
import { useGuidance } from './use-guidance'
import { useHidden } from './use-hidden'
import { useLate } from './use-late'
import { useSpaced } from './use-spaced'

/** A hint stays at least this long (milliseconds). */
const HINT_MS = 600

export type Shooting = ReturnType<typeof useShooting>

/** From the live picture to the pictures taken: guidance, the shutter it presses, and the burst. */
export function useShooting(
  state: CaptureState,
  dispatch: ActionDispatch<[CaptureEvent]>,
  video: RefObject<{ video: HTMLVideoElement | null } | null>,
  preset: CapturePreset,
  /** The browser's own question waits for an answer. */
  asking: boolean,
) {
  const { step } = state
  const [cue, setCue] = useState<Cue>('smile')
  const [lit, setLit] = useState(false)
  const limits = presetNumbers[preset]
  const live = step === 'live' || step === 'counting' || step === 'shooting'
  const guidance = useGuidance(live, step === 'shooting', video, limits)
  const guide = guidance.on ? guidance.guide : null

  // Who comes back to a page that was hidden reads first why it begins again.
  const ready = (guide?.ready ?? false) && !wasHidden(state)
  useEffect(() => {
    if (step === 'live' && ready) dispatch({ kind: 'shutter', guided: true })
  }, [step, ready, dispatch])

  const left = guide !== null && hasLeft(guide)
  const counting = state.step === 'counting' && state.guided
  useEffect(() => {
    if (counting && left) dispatch({ kind: 'spoiled', hint: 'left' })
  }, [counting, left, dispatch])

  // The light stays until the camera goes off: one that comes and goes would flash.
  const dark = guide?.hint === 'too_dark' || guide?.hint === 'back_light'
  if (live && dark && !lit) setLit(true)
  if (!live && lit && step !== 'starting') setLit(false)

  useHidden(state, dispatch)
  useBurst(state, dispatch, video, { guidance, cue, limits })
  const stage = !live ? null : step === 'shooting' ? 'burst' : 'placing'
  const late = useLate(stage)
  const said = useSpaced(saidNow(state, guidance, asking), HINT_MS)
  return { guidance, cue, setCue, lit, late, said }
}
