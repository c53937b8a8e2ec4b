import { clockTime, fullTime, relativeTime, shortTime, soonTime } from '@/lib/domain/time'
import { RelativeTime } from './relative-time'

const wordings = {
  /** 14:32, with its day when it is not today. */
  short: shortTime,
  /** 14:32:07. */
  clock: clockTime,
  /** All of it. */
  full: fullTime,
  /** 14:32:07 within the next minutes, else as short. */
  soon: (at: Date, zone: string, now: Date) => soonTime(at, now, zone, now),
} as const

type TimeProps = {
  at: Date
  /** IANA name: the operator's zone. */
  zone: string
  /** As `wordings` say it, or `relative`: "2 min ago". */
  show?: keyof typeof wordings | 'relative'
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
  return (
    <time dateTime={at.toISOString()} title={fullTime(at, zone)} className={`num ${className ?? ''}`}>
      {wordings[show](at, zone, now)}
    </time>
  )
}
