'use client'
import { useOtherTabs } from '@/components/ui/other-tabs'

/**
 * On every page behind sign-in: it becomes the sign-in page, which leads back, as soon as another tab has signed out,
 * whatever is open or half-typed in it. Whoever sits there now is not to be asked first whether to leave.
 */
export function LeaveWhenSignedOut() {
  useOtherTabs('signed-out', () => {
    window.addEventListener('beforeunload', (event) => event.stopImmediatePropagation(), { capture: true })
    window.location.reload()
  })
  return null
}
