'use client'
import { useRouter } from 'next/navigation'
import { useEffect } from 'react'

/** Tells the server the operator's zone, so that days and times are theirs; the page is drawn anew when it changed. */
export function ZoneCookie({ known }: { known: string }) {
  const router = useRouter()
  useEffect(() => {
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone
    if (!zone || zone === known || document.cookie.includes(`kioo-zone=${encodeURIComponent(zone)}`)) return
    // Not the Cookie Store API: iPads before iPadOS 18.4 are still in the field.
    document.cookie = `kioo-zone=${encodeURIComponent(zone)}; Path=/; Max-Age=31536000; SameSite=Lax`
    router.refresh()
  }, [known, router])
  return null
}
