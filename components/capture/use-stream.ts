'use client'
import { type ActionDispatch, useEffect, useRef } from 'react'
import { type CaptureEvent, type CaptureState, cameraIsOn } from './capture-state'
import type { useCamera } from './use-camera'
import type { usePermission } from './use-permission'
import { watchStream } from './watch-stream'

/** Streams that may be lost in a row before we stop starting the camera again. */
const LOSSES_MAX = 3

/** What becomes of the stream once the browser has answered: watched while the camera is on, or why there is none. */
export function useStream(
  state: CaptureState,
  dispatch: ActionDispatch<[CaptureEvent]>,
  camera: ReturnType<typeof useCamera>,
  permission: ReturnType<typeof usePermission>,
) {
  const unwatch = useRef(() => {})
  const losses = useRef(0)
  const { run } = state.camera
  const on = cameraIsOn(state)
  useEffect(() => {
    if (!on) unwatch.current()
  }, [on])
  useEffect(() => () => unwatch.current(), [])

  const taken = 'sitting' in state
  useEffect(() => {
    if (taken) losses.current = 0
  }, [taken])

  return {
    opened(stream: MediaStream): void {
      unwatch.current()
      unwatch.current = watchStream(stream, () => {
        losses.current += 1
        if (losses.current > LOSSES_MAX) dispatch({ kind: 'refused', run, problem: 'lost' })
        else dispatch({ kind: 'interrupted', run })
      })
      camera.opened(stream).catch(() => {})
    },
    async refused(thrown: unknown): Promise<void> {
      const problem = await permission.explain(thrown)
      // A camera that cannot do what it could once is not asked for by its id again.
      if (problem === 'too_demanding') camera.forget()
      dispatch({ kind: 'refused', run, problem })
    },
  }
}
