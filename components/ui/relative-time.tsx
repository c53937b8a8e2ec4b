'use client'
import { useEffect, useState } from 'react'
import { relativeTime } from '@/lib/domain/time'

const TICK_MS = 5_000

type RelativeTimeProps = {
  /** ISO 8601. */
  at: string
  /** What the server wrote: the first client render repeats it, so that both agree. */
  first: string
  title?: string
  className?: string | undefined
}

/** "2 min ago", kept true while the page is open. */
export function RelativeTime({ at, first, title, className = '' }: RelativeTimeProps) {
  const [words, setWords] = useState(first)
  useEffect(() => {
    const update = () => setWords(relativeTime(new Date(at), new Date()))
    update()
    const timer = setInterval(update, TICK_MS)
    return () => clearInterval(timer)
  }, [at])
  return (
    <time dateTime={at} title={title} className={`num ${className}`}>
      {words}
    </time>
  )
}
