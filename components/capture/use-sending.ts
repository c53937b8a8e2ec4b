'use client'
import { type ActionDispatch, useEffect, useRef } from 'react'
import { framePositions } from '@/lib/domain/frame'
import type { CaptureEvent, CaptureState } from './capture-state'
import { fitted } from './fit-frames'
import { pause } from './pause'
import { type FrameDoor, sendFrames } from './send-frames'

/** Resolves when the network goes, unless the signal fires before. */
function offline(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => window.addEventListener('offline', () => resolve(), { once: true, signal }))
}

/** Sends the frames while the state says so, from where an earlier try stopped. */
export function useSending(
  state: CaptureState,
  dispatch: ActionDispatch<[CaptureEvent]>,
  door: FrameDoor,
  broken: string,
): void {
  const latest = useRef({ state, door, broken })
  useEffect(() => {
    latest.current = { state, door, broken }
  })
  const sending = state.step === 'sending'
  useEffect(() => {
    const { state, door, broken } = latest.current
    if (!sending || state.step !== 'sending') return
    const leaving = new AbortController()
    const { signal } = leaving
    const { sitting, sent, resumed } = state
    const send = async () => {
      // A frame whose answer was lost is there all the same, so whoever goes on asks first.
      const arrived = sent || resumed ? await door.arrived(sitting.captureId, signal) : []
      // What the network is now, not what it was when the pictures were taken.
      const frames = await fitted(sitting.frames)
      signal.throwIfAborted()
      return sendFrames({ ...sitting, frames }, door, {
        arrived: arrived ?? framePositions.slice(0, sent),
        onSent: (sent, part) => dispatch({ kind: 'sent', sent, part }),
        wait: (ms) => Promise.race([pause(ms, signal), offline(signal)]),
        isOffline: () => !navigator.onLine,
        signal,
      })
    }
    send().then(
      (outcome) =>
        dispatch(outcome.ok ? { kind: 'arrived' } : { kind: 'failed', message: outcome.message, again: outcome.again }),
      () => {
        if (!signal.aborted) dispatch({ kind: 'failed', message: broken, again: true })
      },
    )
    return () => leaving.abort()
  }, [sending, dispatch])

  // The network is back: nobody needs to press anything.
  const waiting = state.step === 'stalled' && state.again
  useEffect(() => {
    if (!waiting) return
    const goOn = () => dispatch({ kind: 'use' })
    // So is who comes back to a phone that was locked meanwhile.
    const onReturn = () => (document.visibilityState === 'visible' ? goOn() : undefined)
    const leaving = new AbortController()
    const { signal } = leaving
    window.addEventListener('online', goOn, { signal })
    document.addEventListener('visibilitychange', onReturn, { signal })
    return () => leaving.abort()
  }, [waiting, dispatch])
}
