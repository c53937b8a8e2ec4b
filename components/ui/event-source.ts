const POLL_MS = 5_000
const RETRY_MS = 15_000

export type EventListener = {
  /** What has moved, as the server tells it. */
  onMoves: (data: unknown) => void
  /** Something may have moved unheard. `silence`: the stream is broken, and this is called every few seconds. */
  onGap: (why: 'missed' | 'hidden' | 'silence') => void
}

/**
 * Hears of what moves. Server-sent events while they work, a call of `onGap` every few seconds while they do
 * not, nothing at all while the page is hidden. The returned function ends it.
 */
export function openEvents(path: string, latest: { current: EventListener }): () => void {
  let source: EventSource | null = null
  let poll: ReturnType<typeof setInterval> | undefined
  let retry: ReturnType<typeof setTimeout> | undefined

  const stop = () => {
    source?.close()
    source = null
    clearInterval(poll)
    clearTimeout(retry)
    poll = undefined
  }
  const start = () => {
    stop()
    const opened = new EventSource(path)
    source = opened
    opened.addEventListener('ready', () => {
      clearInterval(poll)
      poll = undefined
    })
    opened.addEventListener('moves', ({ data }) => latest.current.onMoves(parsed(data)))
    opened.addEventListener('gap', () => latest.current.onGap('missed'))
    opened.addEventListener('error', () => {
      poll ??= setInterval(() => latest.current.onGap('silence'), POLL_MS)
      // A refused stream is closed for good; a broken one comes back by itself.
      if (opened.readyState !== EventSource.CLOSED) return
      clearTimeout(retry)
      retry = setTimeout(start, RETRY_MS)
    })
  }
  const onVisibility = () => {
    if (document.hidden) return stop()
    latest.current.onGap('hidden')
    start()
  }
  if (!document.hidden) start()
  document.addEventListener('visibilitychange', onVisibility)
  return () => {
    document.removeEventListener('visibilitychange', onVisibility)
    stop()
  }
}

function parsed(data: unknown): unknown {
  try {
    return JSON.parse(String(data))
  } catch {
    return null
  }
}
