import { watchAttendance } from './attended'
import { limited } from './limited'

const POLL_MS = 5_000
const RETRY_MS = 15_000
/** For this long the portal is asked whether anybody is signed in; then it is left open. */
const ANSWER_MS = 10_000

export type EventListener = {
  /** When the page was last drawn: milliseconds by the portal's clock. What has moved since is told when the stream opens. */
  drawnAt: number
  /** What has moved, as the server tells it, and when that was: milliseconds by the portal's clock. */
  onMoves: (data: unknown, toldAt: number) => void
  /** Something may have moved unheard. `silence`: the stream is broken, and this is called every few seconds. */
  onGap: (why: 'missed' | 'hidden' | 'silence') => void
  /** The stream is broken and nobody is at the page: nothing is called until somebody is, or the stream is back. */
  onRest?: (isResting: boolean) => void
  /** Nobody is signed in here any more; said again with each stream that is refused for it. Nothing else is called then. */
  onSignedOut: () => void
}

/**
 * Hears of what moves. Server-sent events while they work, a call of `onGap` every few seconds while they do
 * not and somebody is at the page, nothing at all while the page is hidden. The returned function ends it.
 */
export function openEvents(path: string, latest: { current: EventListener }): () => void {
  let source: EventSource | null = null
  let poll: ReturnType<typeof setInterval> | undefined
  let retry: ReturnType<typeof setTimeout> | undefined
  let isBack = false
  /** Nobody is signed in: drawn anew, the page would be the sign-in page, whatever is being typed in it. */
  let isOut = false

  const ask = () => {
    if (isOut) return
    const isAttended = attendance.isAttended()
    latest.current.onRest?.(!isAttended)
    if (isAttended) latest.current.onGap('silence')
  }
  const attendance = watchAttendance(() => poll && ask())
  const endPoll = () => {
    if (poll) latest.current.onRest?.(false)
    clearInterval(poll)
    poll = undefined
  }
  const stop = () => {
    source?.close()
    source = null
    clearTimeout(retry)
    endPoll()
  }
  /** After the page was hidden: it is drawn anew once the stream is open or has failed, so that no move in between is missed. */
  const welcome = () => {
    if (isBack) latest.current.onGap('hidden')
    isBack = false
  }
  const start = () => {
    source?.close()
    clearTimeout(retry)
    const opened = new EventSource(isBack ? path : since(path, latest.current.drawnAt))
    source = opened
    opened.addEventListener('ready', () => {
      isOut = false
      endPoll()
      welcome()
    })
    opened.addEventListener('moves', ({ data, lastEventId }) =>
      latest.current.onMoves(parsed(data), Number(lastEventId)),
    )
    opened.addEventListener('gap', () => latest.current.onGap('missed'))
    opened.addEventListener('error', () => {
      poll ??= setInterval(ask, POLL_MS)
      // A refused stream is closed for good; a broken one comes back by itself.
      if (opened.readyState !== EventSource.CLOSED) return welcome()
      retry = setTimeout(start, RETRY_MS)
      isSignedOut(path).then((isNow) => {
        if (source !== opened) return
        isOut = isNow
        if (isOut) latest.current.onSignedOut()
        else welcome()
      })
    })
  }
  const onVisibility = () => {
    if (document.hidden) return stop()
    isBack = true
    start()
  }
  if (!document.hidden) start()
  document.addEventListener('visibilitychange', onVisibility)
  return () => {
    document.removeEventListener('visibilitychange', onVisibility)
    attendance.stop()
    stop()
  }
}

/** Whether a stream is refused because nobody is signed in: the stream's own error does not say why. */
async function isSignedOut(path: string): Promise<boolean> {
  const asking = new AbortController()
  try {
    return (await fetch(path, { cache: 'no-store', signal: limited(asking.signal, ANSWER_MS) })).status === 401
  } catch {
    return false
  } finally {
    // Where it is let in, it would be a second stream.
    asking.abort()
  }
}

function since(path: string, drawnAt: number): string {
  return `${path}${path.includes('?') ? '&' : '?'}since=${drawnAt}`
}

function parsed(data: unknown): unknown {
  try {
    return JSON.parse(String(data))
  } catch {
    return null
  }
}
