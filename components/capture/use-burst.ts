'use client'
import { type ActionDispatch, type RefObject, useEffect } from 'react'
import { SELFIE_POSITION } from '@/lib/domain/frame'
import { takeBurst } from './burst'
import type { CaptureEvent, CaptureState } from './capture-state'

const COUNT_MS = 1_000

/** Counts down and takes the burst, while the state says so. */
export function useBurst(
  state: CaptureState,
  dispatch: ActionDispatch<[CaptureEvent]>,
  video: RefObject<{ video: HTMLVideoElement | null } | null>,
): void {
  const left = state.step === 'counting' ? state.left : 0
  useEffect(() => {
    if (!left) return
    const timer = setTimeout(() => dispatch({ kind: 'tick' }), COUNT_MS)
    return () => clearTimeout(timer)
  }, [left, dispatch])

  const shooting = state.step === 'shooting'
  const { run } = state.camera
  useEffect(() => {
    const source = video.current?.video
    if (!shooting || !source) return
    const leaving = new AbortController()
    takeBurst(source, (taken) => dispatch({ kind: 'shot', taken }), leaving.signal).then(
      (burst) => {
        if (leaving.signal.aborted) return
        const selfie = burst.ok ? burst.frames[SELFIE_POSITION] : undefined
        if (!burst.ok || !selfie) return dispatch({ kind: 'spoiled', hint: burst.ok ? 'frozen' : burst.hint })
        const sitting = { captureId: crypto.randomUUID(), frames: burst.frames, selfieUrl: URL.createObjectURL(selfie) }
        dispatch({ kind: 'taken', sitting })
      },
      () => {
        if (!leaving.signal.aborted) dispatch({ kind: 'interrupted', run })
      },
    )
    return () => leaving.abort()
  }, [shooting, run, dispatch, video])
}
