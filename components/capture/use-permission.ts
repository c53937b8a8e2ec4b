'use client'
import { useEffect, useRef, useState } from 'react'
import type { CameraProblem } from '@/lib/domain/camera-problem'
import { cameraPermission, cameraProblem, type Permission } from './camera-problem'
import type { CaptureState } from './capture-state'
import { journal } from './journal'

/** A camera that needs no question is there sooner (milliseconds). */
const QUESTION_MS = 700

/**
 * What the browser says of its permission, before it is asked and when it said no; and a way back that needs no
 * button: the person has allowed the camera in a menu, or plugged one in.
 */
export function usePermission(state: CaptureState, onMended: () => void) {
  const before = useRef<Permission>(null)
  const mended = useRef(onMended)
  useEffect(() => {
    mended.current = onMended
  })

  const problem = state.step === 'blocked' ? state.problem : null
  useEffect(() => {
    if (!problem) return
    journal.fact('problem', problem)
    const over = new AbortController()
    const { signal } = over
    const goOn = () => mended.current()
    if (problem === 'missing') navigator.mediaDevices?.addEventListener('devicechange', goOn, { once: true, signal })
    if (problem === 'denied' || problem === 'denied_before' || problem === 'system')
      cameraPermission().then((status) =>
        status?.addEventListener('change', () => (status.state === 'granted' ? goOn() : undefined), { signal }),
      )
    return () => over.abort()
  }, [problem])

  const [mayAsk, setMayAsk] = useState(false)
  const [asking, setAsking] = useState(false)
  const { step } = state
  useEffect(() => {
    if (step === 'live') setMayAsk(false)
    if (step !== 'starting' || !mayAsk) return setAsking(false)
    const timer = setTimeout(() => setAsking(true), QUESTION_MS)
    return () => clearTimeout(timer)
  }, [step, mayAsk])

  return {
    /** The browser's own question waits for an answer, as far as it can be known. */
    asking,
    /** To be called when the camera is about to be asked for; nobody waits for it. */
    look(): void {
      cameraPermission().then((status) => {
        before.current = status?.state ?? null
        setMayAsk(status?.state === 'prompt')
      })
    },
    /** Why the camera was not given. */
    async explain(thrown: unknown): Promise<CameraProblem> {
      const now = (await cameraPermission())?.state ?? null
      journal.fact('permission', `${now ?? 'unknown'}, before: ${before.current ?? 'unknown'}`)
      if (thrown instanceof Error || thrown instanceof DOMException) journal.fact('error', thrown.name)
      return cameraProblem(thrown, before.current, now)
    },
  }
}
