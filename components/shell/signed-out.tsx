'use client'
import { useEffect } from 'react'

/** All tabs of this browser; what is said there is about nobody. */
const CHANNEL = 'kioo.signed-out'

/**
 * On the sign-in page, for whoever has just signed out: every other tab of this browser hears so. Not where a session
 * has merely ended, for what is half-typed in another tab can be sent once somebody has signed in again here.
 */
export function TellSignedOut() {
  useEffect(() => {
    const channel = new BroadcastChannel(CHANNEL)
    channel.postMessage(null)
    channel.close()
  }, [])
  return null
}

/**
 * On every page behind sign-in: it becomes the sign-in page, which leads back, as soon as another tab has signed out,
 * whatever is open or half-typed in it. Whoever sits there now is not to be asked first whether to leave.
 */
export function LeaveWhenSignedOut() {
  useEffect(() => {
    const channel = new BroadcastChannel(CHANNEL)
    channel.onmessage = () => {
      window.addEventListener('beforeunload', (event) => event.stopImmediatePropagation(), { capture: true })
      window.location.reload()
    }
    return () => channel.close()
  }, [])
  return null
}
