'use client'
import { useEffect, useRef } from 'react'
import type { CameraProblem } from '@/lib/domain/camera-problem'
import type { Captured } from '@/lib/domain/guidance'
import type { CaptureState, CaptureStep } from './capture-state'
import { journal } from './journal'

export type CameraNews = 'ready' | CameraProblem

export type Listeners = {
  /** The capture once every frame of it has arrived; null while there is none. */
  onCapture: (captured: Captured | null) => void
  /** How the camera fares, for those who help when it does not: once when it shows a picture, and for each way it fails. */
  onCamera?: (news: CameraNews) => void
  /** How far the sitting is, for a page whose heading goes along. */
  onStep?: (step: CaptureStep) => void
}

/** Tells the page round a capture how it goes, and writes down what may help those who help. */
export function useNews(state: CaptureState, { onCapture, onCamera, onStep }: Listeners): void {
  const arrived = state.step === 'done' ? state.sitting : null
  useEffect(
    () => onCapture(arrived && { captureId: arrived.captureId, guidance: arrived.guidance }),
    [arrived, onCapture],
  )

  const tell = useRef(onCamera)
  useEffect(() => {
    tell.current = onCamera
  })
  const news = state.step === 'live' ? 'ready' : state.step === 'blocked' ? state.problem : null
  useEffect(() => {
    if (news) tell.current?.(news)
  }, [news])

  const { step } = state
  useEffect(() => onStep?.(step), [step, onStep])
  const hint = state.step === 'live' || state.step === 'starting' ? state.hint : null
  useEffect(() => journal.note(hint ? `${step} ${hint}` : step), [step, hint])
}
