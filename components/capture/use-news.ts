'use client'
import { useEffect, useRef } from 'react'
import type { CameraProblem } from '@/lib/domain/camera-problem'
import type { CaptureState } from './capture-state'

export type CameraNews = 'ready' | CameraProblem

/** Tells how the camera fares: once when it shows a picture, and for each way it fails. */
export function useNews(state: CaptureState, onCamera: ((news: CameraNews) => void) | undefined): void {
  const tell = useRef(onCamera)
  useEffect(() => {
    tell.current = onCamera
  })
  const news = state.step === 'live' ? 'ready' : state.step === 'blocked' ? state.problem : null
  useEffect(() => {
    if (news) tell.current?.(news)
  }, [news])
}
