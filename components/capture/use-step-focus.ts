'use client'
import { type RefObject, useEffect } from 'react'
import type { CaptureStep } from './capture-state'

/** When a step takes away the button that had the focus, the next step's own button gets it; the picture comes in sight. */
export function useStepFocus(step: CaptureStep, root: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const lost = document.activeElement === document.body || root.current?.contains(document.activeElement)
    if (lost && step !== 'primer') root.current?.querySelector<HTMLElement>('[data-focus]')?.focus()
    // On a low screen the page's title alone fills half of it.
    if (step === 'starting') root.current?.querySelector('[data-picture]')?.scrollIntoView({ block: 'nearest' })
  }, [step, root])
}
