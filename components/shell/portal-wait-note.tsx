'use client'
import { useEffect, useSyncExternalStore } from 'react'
import { holdDocuments } from '@/components/ui/hold-documents'
import { holdDrawings } from '@/components/ui/hold-drawings'
import { waitingForPortal } from '@/components/ui/portal-wait'

/** Says why a page that was asked for does not come: the one that is open stays meanwhile. */
export function PortalWaitNote() {
  const isWaiting = useSyncExternalStore(waitingForPortal.listen, waitingForPortal.is, () => false)
  useEffect(holdDrawings, [])
  useEffect(holdDocuments, [])
  if (!isWaiting) return null
  return (
    <div role="alert" className="pointer-events-none fixed inset-x-4 bottom-24 z-40 flex justify-center desk:bottom-6">
      <p className="rounded-card bg-ink px-4 py-2.5 text-[0.8125rem] font-medium text-paper shadow-lift">
        Kioo does not answer. The page you asked for opens as soon as it does.
      </p>
    </div>
  )
}
