'use client'
import { useRouter } from 'next/navigation'
import { useEffect } from 'react'
import { writePageCookie } from '@/components/ui/page-cookie'
import { cookieNames } from '@/lib/domain/cookie-names'

/** Tells the server the operator's zone, so that days and times are theirs; the page is drawn anew when it changed. */
export function ZoneCookie({ known }: { known: string }) {
  const router = useRouter()
  useEffect(() => {
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone
    if (!zone || zone === known || document.cookie.includes(`${cookieNames.zone}=${encodeURIComponent(zone)}`)) return
    writePageCookie(cookieNames.zone, zone, { path: '/', seconds: 31_536_000 })
    router.refresh()
  }, [known, router])
  return null
}
