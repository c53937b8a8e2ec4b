'use client'
import { type ActionDispatch, useEffect, useRef } from 'react'
import type { CaptureEvent, CaptureState } from './capture-state'
import { pause } from './pause'
import { type SendFrame, sendFrames } from './send-frames'

/** Sends the frames while the state says so, from where an earlier try stopped. */
export function useSending(
  state: CaptureState,
  dispatch: ActionDispatch<[CaptureEvent]>,
  send: SendFrame,
  broken: string,
): void {
  const latest = useRef({ state, send, broken })
  useEffect(() => {
    latest.current = { state, send, broken }
  })
  const sending = state.step === 'sending'
  useEffect(() => {
    const { state, send, broken } = latest.current
    if (!sending || state.step !== 'sending') return
    const leaving = new AbortController()
    const { signal } = leaving
    sendFrames(state.sitting, send, {
      from: state.sent,
      onSent: (sent) => dispatch({ kind: 'sent', sent }),
      wait: (ms) => pause(ms, signal),
      signal,
    }).then(
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
    window.addEventListener('online', goOn)
    return () => window.removeEventListener('online', goOn)
  }, [waiting, dispatch])
}
