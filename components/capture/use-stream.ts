'use client'
import { type ActionDispatch, useEffect, useRef, useState } from 'react'
import { type CaptureEvent, type CaptureState, cameraIsOn } from './capture-state'
import { countLosses } from './count-losses'
import type { useCamera } from './use-camera'
import type { usePermission } from './use-permission'
import { watchStream } from './watch-stream'

/** A stream that shows nothing for so long after it was given (milliseconds) is none. */
const FIRST_PICTURE_MS = 10_000

/** What becomes of the stream once the browser has answered: watched while the camera is on, or why there is none. */
export function useStream(
  state: CaptureState,
  dispatch: ActionDispatch<[CaptureEvent]>,
  camera: ReturnType<typeof useCamera>,
  permission: ReturnType<typeof usePermission>,
) {
  const unwatch = useRef(() => {})
  const [losses] = useState(countLosses)
  const { run } = state.camera
  const on = cameraIsOn(state)
  useEffect(() => {
    if (!on) unwatch.current()
  }, [on])
  const late = useRef<ReturnType<typeof setTimeout>>(undefined)
  const isStarting = state.step === 'starting'
  useEffect(() => {
    if (!isStarting) clearTimeout(late.current)
  }, [isStarting])
  useEffect(
    () => () => {
      unwatch.current()
      clearTimeout(late.current)
    },
    [],
  )

  const taken = 'sitting' in state
  useEffect(() => {
    if (taken) losses.forgive()
  }, [taken, losses])

  return {
    opened(stream: MediaStream): void {
      const lost = () => {
        unwatch.current()
        clearTimeout(late.current)
        if (losses.lost(performance.now())) dispatch({ kind: 'refused', run, problem: 'lost' })
        else dispatch({ kind: 'interrupted', run })
      }
      // A hidden page is shown no pictures; whoever comes back to it has the whole time again.
      const wait = () => {
        clearTimeout(late.current)
        late.current = setTimeout(() => (document.visibilityState === 'visible' ? lost() : wait()), FIRST_PICTURE_MS)
      }
      unwatch.current()
      unwatch.current = watchStream(stream, lost)
      wait()
      camera.opened(stream).catch(() => {})
    },
    /** The first picture is there, with a size. */
    shown(): void {
      losses.shown(performance.now())
      dispatch({ kind: 'opened', run })
    },
    /** Somebody has asked for the camera anew: what was lost before does not count against it. */
    forgive(): void {
      losses.forgive()
    },
    async refused(thrown: unknown): Promise<void> {
      const problem = await permission.explain(thrown)
      // A camera that cannot do what it could once is not asked for by its id again.
      if (problem === 'too_demanding') camera.forget()
      dispatch({ kind: 'refused', run, problem })
    },
  }
}
