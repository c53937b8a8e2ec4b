'use client'
import { type ActionDispatch, useEffect, useRef } from 'react'
import type { CaptureEvent, CaptureState } from './capture-state'
import { pause } from './pause'
import { type SendFrame, sendFrames } from './send-frames'

/** Sends the frames while the state says so, from where an earlier try stopped. */
export function useSending(state: CaptureState, dispatch: ActionDispatch<[CaptureEvent]>, send: SendFrame): void {
  const latest = useRef({ state, send })
  useEffect(() => {
    latest.current = { state, send }
  })
  const sending = state.step === 'sending'
  useEffect(() => {
    const { state, send } = latest.current
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
        const message = 'Something unexpected stopped the sending. The pictures are still here.'
        if (!signal.aborted) dispatch({ kind: 'failed', message, again: true })
      },
    )
    return () => leaving.abort()
  }, [sending, dispatch])
}
