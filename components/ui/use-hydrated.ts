'use client'
import { useSyncExternalStore } from 'react'

const never = () => () => {}

/** Whether the page's script runs by now. A button that needs it and is pressed before would do nothing, without a word. */
export function useHydrated(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  )
}
