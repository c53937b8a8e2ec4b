'use client'
import { useState } from 'react'
import { useLeaveGuard } from './use-leave-guard'

/**
 * Guards a link that is shown this once: until it is handed over, the browser asks before this document goes. Returns what
 * is called when it was. In a dialog, its `shownOnce` belongs to it.
 */
export function useHandOver(isAlready = false): () => void {
  const [isHandedOver, setHandedOver] = useState(isAlready)
  useLeaveGuard(!isHandedOver)
  return () => setHandedOver(true)
}
