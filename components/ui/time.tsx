import { clockTime, fullTime, relativeTime, shortTime } from '@/lib/domain/time'
import { RelativeTime } from './relative-time'

type TimeProps = {
  at: Date
  /** IANA name: the operator's zone. */
  zone: string
  /** `short`: 14:32, with its day when it is not today · `clock`: 14:32:07 · `full`: all of it · `relative`: 2 min ago. */
  show?: 'short' | 'clock' | 'full' | 'relative'
  className?: string
}

/** A moment in the operator's zone; the whole of it is in the tooltip. For server components. */
export function Time({ at, zone, show = 'short', className }: TimeProps) {
  const now = new Date()
  if (show === 'relative')
    return (
      <RelativeTime
        at={at.toISOString()}
        first={relativeTime(at, now)}
        title={fullTime(at, zone)}
        className={className}
      />
    )
  const words = show === 'clock' ? clockTime(at, zone) : show === 'full' ? fullTime(at, zone) : shortTime(at, zone, now)
  return (
    <time dateTime={at.toISOString()} title={fullTime(at, zone)} className={`num ${className ?? ''}`}>
      {words}
    </time>
  )
}
