'use client'
import { type ActionDispatch, useEffect } from 'react'
import { type CaptureEvent, type CaptureState, wasHidden } from './capture-state'
import { pause } from './pause'
import { whenSeen } from './when-seen'

/** Milliseconds in which the sentence about it is read. */
const READ_MS = 5_000

/**
 * A countdown or a burst ends with the page being hidden: nobody sees any more what is asked of them, and who comes back
 * may be somebody else. That it did stays to be read by whoever sees the page next, and nothing begins by itself meanwhile.
 */
export function useHidden(state: CaptureState, dispatch: ActionDispatch<[CaptureEvent]>): void {
  const taking = state.step === 'counting' || state.step === 'shooting'
  useEffect(() => {
    if (!taking) return
    const look = () => (document.hidden ? dispatch({ kind: 'hidden' }) : undefined)
    look()
    document.addEventListener('visibilitychange', look)
    return () => document.removeEventListener('visibilitychange', look)
  }, [taking, dispatch])

  const telling = state.step === 'live' && wasHidden(state)
  useEffect(() => {
    if (!telling) return
    const leaving = new AbortController()
    const tell = async () => {
      do {
        await whenSeen(leaving.signal)
        await pause(READ_MS, leaving.signal)
      } while (document.hidden)
      dispatch({ kind: 'told' })
    }
    tell().catch(() => {})
    return () => leaving.abort()
  }, [telling, dispatch])
}
