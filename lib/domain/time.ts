/** Times as people read them. Pure: the zone and the clock are passed in. */

const LOCALE = 'en-GB'
const SECOND = 1_000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

const UTC = 'UTC'

/** The zone when it is one this machine knows (an IANA name from a cookie, so from outside), else UTC. */
export function zoneOrUtc(text: string | undefined): string {
  if (!text || text.length > 64 || !/^[A-Za-z][A-Za-z0-9_+/-]*$/.test(text)) return UTC
  try {
    return new Intl.DateTimeFormat(LOCALE, { timeZone: text }).resolvedOptions().timeZone
  } catch {
    return UTC
  }
}

/** "East Africa Time"; summer and winter have names of their own, so it needs the moment. */
export function zoneName(zone: string, at: Date, style: 'long' | 'short' = 'long'): string {
  // Most locales write the short name as GMT+3; en-KE knows the African ones (EAT, WAT, CAT, SAST).
  const format = new Intl.DateTimeFormat(style === 'short' ? 'en-KE' : LOCALE, { timeZone: zone, timeZoneName: style })
  return format.formatToParts(at).find((part) => part.type === 'timeZoneName')?.value ?? zone
}

function parts(at: Date, zone: string): Record<'year' | 'month' | 'day' | 'hour' | 'minute' | 'second', number> {
  const format = new Intl.DateTimeFormat(LOCALE, {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
  const found = { year: 0, month: 0, day: 0, hour: 0, minute: 0, second: 0 }
  for (const { type, value } of format.formatToParts(at)) {
    if (
      type === 'year' ||
      type === 'month' ||
      type === 'day' ||
      type === 'hour' ||
      type === 'minute' ||
      type === 'second'
    )
      found[type] = Number(value)
  }
  return found
}

/** How far the zone's clock is ahead of UTC at that moment, in milliseconds. */
function offset(at: Date, zone: string): number {
  const p = parts(at, zone)
  const wall = Date.UTC(p.year, p.month - 1, p.day, p.hour, p.minute, p.second)
  return wall - Math.floor(at.getTime() / SECOND) * SECOND
}

/** When the zone's present day began. */
export function dayStart(now: Date, zone: string): Date {
  const p = parts(now, zone)
  return midnight(p.year, p.month, p.day, zone)
}

/** When a day of the zone begins and when the next one does. `day`: "2026-05-12". */
export function dayBounds(day: string, zone: string): { from: Date; to: Date } {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  return { from: midnight(year, month, date, zone), to: midnight(year, month, date + 1, zone) }
}

/** The first moment of a day. */
function midnight(year: number, month: number, date: number, zone: string): Date {
  const wall = Date.UTC(year, month - 1, date)
  // Where the clocks change about that midnight it is read by another offset before than after.
  const offsets = [wall - DAY, wall + DAY].map((ms) => offset(new Date(ms), zone))
  const earlier = new Date(wall - Math.max(...offsets))
  // Of two midnights the first begins the day. Where the clocks jump over it, the later one is where they jump to.
  return wall - earlier.getTime() === offset(earlier, zone) ? earlier : new Date(wall - Math.min(...offsets))
}

function isSameDay(one: Date, other: Date, zone: string): boolean {
  const [a, b] = [parts(one, zone), parts(other, zone)]
  return a.year === b.year && a.month === b.month && a.day === b.day
}

/** "14:32" today, "12 May, 14:32" this year, "12 May 2025, 14:32" before. */
export function shortTime(at: Date, zone: string, now: Date): string {
  const time: Intl.DateTimeFormatOptions = { timeZone: zone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }
  if (isSameDay(at, now, zone)) return new Intl.DateTimeFormat(LOCALE, time).format(at)
  const sameYear = parts(at, zone).year === parts(now, zone).year
  const date: Intl.DateTimeFormatOptions = { day: 'numeric', month: 'short', ...(sameYear ? {} : { year: 'numeric' }) }
  return new Intl.DateTimeFormat(LOCALE, { ...time, ...date }).format(at)
}

/** "14:32:07". */
export function clockTime(at: Date, zone: string): string {
  return new Intl.DateTimeFormat(LOCALE, {
    timeZone: zone,
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  }).format(at)
}

/** Nearer than this, a minute alone may be the present one. Milliseconds. */
const SOON_MS = 10 * MINUTE

/** When something happens by itself, as it was known at `from`: "14:32:07" within minutes, else as shortTime. */
export function soonTime(at: Date, from: Date, zone: string, now: Date): string {
  return at.getTime() - from.getTime() < SOON_MS ? clockTime(at, zone) : shortTime(at, zone, now)
}

/** "Monday 12 May 2025". */
export function longDate(at: Date, zone: string): string {
  const format = new Intl.DateTimeFormat(LOCALE, {
    timeZone: zone,
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  })
  return format.format(at).replace(',', '')
}

/** "Monday 12 May 2025, 14:32:07 East Africa Time": nothing left to guess. */
export function fullTime(at: Date, zone: string): string {
  return `${longDate(at, zone)}, ${clockTime(at, zone)} ${zoneName(zone, at)}`
}

/** "9 s", "2 min", "3 h", "5 days". */
export function duration(ms: number): string {
  if (ms < MINUTE) return `${Math.max(0, Math.floor(ms / SECOND))} s`
  if (ms < HOUR) return `${Math.floor(ms / MINUTE)} min`
  if (ms < DAY) return `${Math.floor(ms / HOUR)} h`
  const days = Math.floor(ms / DAY)
  return days === 1 ? '1 day' : `${days} days`
}

/** "just now", "2 min ago", "in 5 min". */
export function relativeTime(at: Date, now: Date): string {
  const ms = now.getTime() - at.getTime()
  if (Math.abs(ms) < 5 * SECOND) return 'just now'
  if (ms > 0) return `${duration(ms)} ago`
  // What was set to a day a moment ago is a day from now, and not 23 hours.
  return `in ${duration(-ms < MINUTE ? -ms : -ms + MINUTE / 2)}`
}
