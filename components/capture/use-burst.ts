'use client'
import { type ActionDispatch, type RefObject, useEffect, useRef } from 'react'
import type { PresetNumbers } from '@/lib/domain/capture-preset'
import type { Cue } from '@/lib/domain/face-cue'
import { SELFIE_POSITION } from '@/lib/domain/frame'
import type { CaptureGuidance } from '@/lib/domain/guidance'
import { takeBurst } from './burst'
import { isVirtual } from './cameras'
import type { CaptureEvent, CaptureState } from './capture-state'
import { type Burst, takeGuidedBurst } from './guided-burst'
import type { Guidance } from './use-guidance'

const COUNT_MS = 1_000
/** The guidance has seen that the person is ready: she need not be given as long. */
const GUIDED_COUNT_MS = 700

type Means = { guidance: Guidance; cue: Cue; limits: PresetNumbers }

/** Counts down and takes the burst, while the state says so. */
export function useBurst(
  state: CaptureState,
  dispatch: ActionDispatch<[CaptureEvent]>,
  video: RefObject<{ video: HTMLVideoElement | null } | null>,
  means: Means,
): void {
  const latest = useRef({ state, means })
  useEffect(() => {
    latest.current = { state, means }
  })
  const left = state.step === 'counting' ? state.left : 0
  const countMs = state.step === 'counting' && state.guided ? GUIDED_COUNT_MS : COUNT_MS
  useEffect(() => {
    if (!left) return
    const timer = setTimeout(() => dispatch({ kind: 'tick' }), countMs)
    return () => clearTimeout(timer)
  }, [left, countMs, dispatch])

  const shooting = state.step === 'shooting'
  const { run } = state.camera
  useEffect(() => {
    const source = video.current?.video
    const { state, means } = latest.current
    if (!shooting || state.step !== 'shooting' || !source) return
    const leaving = new AbortController()
    const { signal } = leaving
    const onShot = (taken: number) => dispatch({ kind: 'shot', taken })
    const take = async (): Promise<Burst> => {
      const { guidance, limits } = means
      if (state.guided && guidance.on) {
        const wishes = () => {
          const { state, means } = latest.current
          return { cue: means.cue, finishing: state.step === 'shooting' && state.finishing }
        }
        const onAsk = (ask: Extract<CaptureEvent, { kind: 'ask' }>['ask']) => dispatch({ kind: 'ask', ask })
        return takeGuidedBurst({ video: source, detector: guidance.detector, limits, wishes, onShot, onAsk }, signal)
      }
      const burst = await takeBurst(source, onShot, signal)
      return burst.ok ? { ...burst, guidance: byHand(guidance) } : burst
    }
    take().then(
      (burst) => {
        if (signal.aborted) return
        const selfie = burst.ok ? burst.frames[SELFIE_POSITION] : undefined
        if (!burst.ok || !selfie) return dispatch({ kind: 'spoiled', hint: burst.ok ? 'frozen' : burst.hint })
        const { frames } = burst
        const guidance: CaptureGuidance = { ...burst.guidance, ...(isImitated(source) && { virtual: true }) }
        const selfieUrl = URL.createObjectURL(selfie)
        const sitting = { captureId: crypto.randomUUID(), frames, selfie, selfieUrl, guidance }
        dispatch({ kind: 'taken', sitting })
      },
      () => {
        if (!signal.aborted) dispatch({ kind: 'interrupted', run })
      },
    )
    return () => leaving.abort()
  }, [shooting, run, dispatch, video])
}

/** Whether these pictures come from a program that imitates a camera, as far as its name says. */
function isImitated({ srcObject }: HTMLVideoElement): boolean {
  return srcObject instanceof MediaStream && srcObject.getVideoTracks().some(({ label }) => isVirtual(label))
}

/** A person pressed the shutter: in spite of the guidance, or because there is none. */
function byHand(guidance: Guidance): CaptureGuidance {
  return guidance.on
    ? { how: 'manual', cue: null, faces: guidance.faces, why: null }
    : { how: 'unguided', cue: null, faces: null, why: guidance.why }
}
