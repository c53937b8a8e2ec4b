/** WebKit mutes and unmutes while a stream starts; only later does it mean that the camera is gone. */
const SETTLE_MS = 1_000
/** A muted camera that comes back by itself this soon needs no restart. */
const MUTE_GRACE_MS = 1_000

/**
 * Calls `onLost` once when a running camera is taken away: its track ended or went mute, or the page was
 * hidden and came back with a dead track (a locked phone). Returns what stops the watching.
 */
export function watchStream(stream: MediaStream, onLost: () => void): () => void {
  const [track] = stream.getVideoTracks()
  const began = performance.now()
  const over = new AbortController()
  const { signal } = over
  let muted: ReturnType<typeof setTimeout> | undefined
  const lost = () => {
    if (signal.aborted) return
    stop()
    onLost()
  }
  const stop = () => {
    clearTimeout(muted)
    over.abort()
  }
  const onMute = () => {
    const wait = Math.max(0, SETTLE_MS - (performance.now() - began)) + MUTE_GRACE_MS
    clearTimeout(muted)
    muted = setTimeout(() => (track?.muted ? lost() : undefined), wait)
  }
  const onReturn = () => {
    if (document.visibilityState !== 'visible') return
    if (track?.readyState === 'ended') lost()
    else if (track?.muted) onMute()
  }
  track?.addEventListener('ended', lost, { signal })
  track?.addEventListener('mute', onMute, { signal })
  track?.addEventListener('unmute', () => clearTimeout(muted), { signal })
  document.addEventListener('visibilitychange', onReturn, { signal })
  window.addEventListener('pageshow', onReturn, { signal })
  return stop
}
