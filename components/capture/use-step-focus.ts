'use client'
import { type RefObject, useEffect } from 'react'
import type { CaptureStep } from './capture-state'

/**
 * When a step takes away the control that had the focus, or closes it, the next step's own button gets it. One that is
 * still there keeps it. The picture comes in sight.
 */
export function useStepFocus(step: CaptureStep, root: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    // The page itself has it where nothing has; some browsers give it to the page's main part when a button is clicked.
    const isLost = document.activeElement?.matches('body, main, :disabled') ?? true
    if (isLost && step !== 'primer') root.current?.querySelector<HTMLElement>('[data-focus]')?.focus()
    // On a low screen the page's title alone fills half of it.
    if (step === 'starting') root.current?.querySelector('[data-picture]')?.scrollIntoView({ block: 'nearest' })
  }, [step, root])
}
