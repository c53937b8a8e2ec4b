'use client'
import { useEffect, useState } from 'react'
import type { Refusal } from '@/lib/domain/outcome'
import { signedOut } from '@/lib/domain/signed-out'

/** All tabs of this browser; what is said there is about nobody. */
const CHANNEL = 'kioo.signed-in'

/** On the sign-in page, for whoever has just signed in: the tabs that were refused hear so. */
export function TellSignedIn() {
  useEffect(() => {
    const channel = new BroadcastChannel(CHANNEL)
    channel.postMessage(null)
    channel.close()
  }, [])
  return null
}

/** Whether somebody has signed in, in another tab, since this was refused for nobody being. */
export function useSignedInAgain(refusal: Refusal | null): boolean {
  const [mended, setMended] = useState<Refusal | null>(null)
  useEffect(() => {
    if (refusal?.code !== signedOut.code) return
    const channel = new BroadcastChannel(CHANNEL)
    channel.onmessage = () => setMended(refusal)
    return () => channel.close()
  }, [refusal])
  return refusal !== null && mended === refusal
}
