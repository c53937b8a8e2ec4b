'use client'
import { useOtherTabs } from '@/components/ui/other-tabs'

/**
 * Stands on every page behind sign-in. As soon as another tab has signed out, the page is loaded again and so becomes the
 * sign-in page, whatever is open or half-typed in it. The browser's question whether to leave is suppressed: it would be
 * put to whoever sits there now.
 */
export function LeaveWhenSignedOut() {
  useOtherTabs('signed-out', () => {
    window.addEventListener('beforeunload', (event) => event.stopImmediatePropagation(), { capture: true })
    window.location.reload()
  })
  return null
}
