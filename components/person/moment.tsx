'use client'
import { useEffect, useState } from 'react'

type MomentProps = {
  /** ISO 8601. */
  at: string
  locale: string
  style: 'date' | 'time'
}

const styles = {
  date: { dateStyle: 'long', timeStyle: 'short' },
  time: { timeStyle: 'short' },
} as const

/** A moment on the person's own clock. Until the script runs, and without one, in UTC, and says so. */
export function Moment({ at, locale, style }: MomentProps) {
  const [zone, setZone] = useState('UTC')
  useEffect(() => setZone(Intl.DateTimeFormat().resolvedOptions().timeZone), [])
  const text = new Intl.DateTimeFormat(locale, { ...styles[style], timeZone: zone }).format(new Date(at))
  return (
    <time dateTime={at}>
      {/* Browsers and Node differ in a space or a comma of some languages. */}
      <bdi suppressHydrationWarning>{zone === 'UTC' ? `${text} UTC` : text}</bdi>
    </time>
  )
}
