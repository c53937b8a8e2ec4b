'use client'
import { useOtherTabs } from '@/components/ui/other-tabs'
import { signedOutElsewhere } from '@/lib/domain/signed-out'

/**
 * Stands on every page behind sign-in. As soon as another tab has signed out, the page makes way for the sign-in page,
 * which says why, whatever is open or half-typed in it. The browser's question whether to leave is suppressed: it would be
 * put to whoever sits there now.
 */
export function LeaveWhenSignedOut() {
  useOtherTabs('signed-out', () => {
    window.addEventListener('beforeunload', (event) => event.stopImmediatePropagation(), { capture: true })
    window.location.replace(signedOutElsewhere(window.location.pathname))
  })
  return null
}
